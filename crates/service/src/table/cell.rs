//! A cell of a workbook as the text a person sees in it.

use calamine::{Data, DataRef, ExcelDateTime};

/// Beyond this a workbook's numbers (IEEE 754 doubles) are no longer exact.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// The text of a cell.
pub(super) fn text(cell: DataRef<'_>) -> String {
    let text = match cell {
        DataRef::Empty => String::new(),
        DataRef::String(text) => text,
        DataRef::SharedString(text) => text.to_owned(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => decimal(number),
        DataRef::Bool(true) => "TRUE".to_owned(),
        DataRef::Bool(false) => "FALSE".to_owned(),
        DataRef::DateTime(moment) => date(moment),
        DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text,
        DataRef::Error(error) => error.to_string(),
    };
    if text.contains('\0') {
        text.replace('\0', "")
    } else {
        text
    }
}

/// As [`text`], for the reader of old workbooks.
pub(super) fn old_text(cell: &Data) -> String {
    text(match cell {
        Data::Empty => DataRef::Empty,
        Data::Int(number) => DataRef::Int(*number),
        Data::Float(number) => DataRef::Float(*number),
        Data::String(text) => DataRef::SharedString(text),
        Data::Bool(truth) => DataRef::Bool(*truth),
        Data::DateTime(moment) => DataRef::DateTime(*moment),
        Data::DateTimeIso(text) => DataRef::DateTimeIso(text.clone()),
        Data::DurationIso(text) => DataRef::DurationIso(text.clone()),
        Data::Error(error) => DataRef::Error(error.clone()),
    })
}

/// Whole numbers without a fraction: an id is 2549, not 2549.0. Digits that are lost are
/// not made up: 4.30104199001011E+17 stays what it is.
fn decimal(number: f64) -> String {
    if number.abs() < EXACT {
        return number.to_string();
    }
    format!("{number:E}").replace('E', "E+")
}

/// Whether a text is a number whose last digits a spreadsheet program has lost.
#[must_use]
pub fn digits_lost(text: &str) -> bool {
    let Some((digits, power)) = text.trim().split_once(['E', 'e']) else {
        return false;
    };
    let power = power.strip_prefix('+').unwrap_or(power);
    let is_number = digits.chars().all(|c| c.is_ascii_digit() || c == '.')
        && digits.starts_with(|c: char| c.is_ascii_digit());
    is_number && power.parse::<u32>().is_ok_and(|power| power >= 10)
}

/// A day as 2019-04-25, with the time where there is one; a time alone as 09:32:09.
fn date(moment: ExcelDateTime) -> String {
    if moment.is_duration() {
        return decimal(moment.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = moment.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    match (moment.as_f64() < 1.0, time.as_str()) {
        (true, _) => time,
        (false, "00:00:00") => format!("{year:04}-{month:02}-{day:02}"),
        (false, _) => format!("{year:04}-{month:02}-{day:02} {time}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use calamine::ExcelDateTimeType;

    #[test]
    fn numbers_look_as_in_the_sheet() {
        assert_eq!(text(DataRef::Float(2549.0)), "2549");
        assert_eq!(text(DataRef::Float(-0.5)), "-0.5");
        assert_eq!(text(DataRef::Float(138_123_456_789.0)), "138123456789");
        assert_eq!(
            text(DataRef::Float(430_104_199_001_011_234.0)),
            "4.3010419900101126E+17"
        );
        assert_eq!(text(DataRef::Bool(true)), "TRUE");
    }

    #[test]
    fn lost_digits_are_noticed() {
        assert!(digits_lost("4.30104E+17"));
        assert!(digits_lost(&text(DataRef::Float(
            430_104_199_001_011_234.0
        ))));
        for whole in [
            "43010419900101123X",
            "2549",
            "A00045581",
            "1E5",
            "E10",
            "",
            "4.3E-17",
        ] {
            assert!(!digits_lost(whole), "{whole}");
        }
    }

    #[test]
    fn dates_are_written_plainly() {
        let date = |value, is_1904| {
            text(DataRef::DateTime(ExcelDateTime::new(
                value,
                ExcelDateTimeType::DateTime,
                is_1904,
            )))
        };
        assert_eq!(date(43_580.0, false), "2019-04-25");
        assert_eq!(date(43_580.397_326_388_886, false), "2019-04-25 09:32:09");
        assert_eq!(date(42_118.0, true), "2019-04-25");
        assert_eq!(date(0.5, false), "12:00:00");
    }
}
