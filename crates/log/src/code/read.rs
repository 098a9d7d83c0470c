//! Reading what people type.

use super::{ALPHABET, CODE_LEN, CodeError};

/// The version mark as values: M, then L and 1 which both read as 1.
const MARK: [u8; 3] = [20, 1, 1];

/// The 28 values of a typed code.
pub(super) fn values(text: &str) -> Result<Vec<u8>, CodeError> {
    let mut values = Vec::with_capacity(CODE_LEN + MARK.len());
    for (position, ch) in text.chars().enumerate() {
        if is_separator(ch) {
            continue;
        }
        let bad = CodeError::BadCharacter {
            at: position + 1,
            ch,
        };
        values.push(value(ch).ok_or(bad)?);
    }
    // A code may itself begin like the mark, so drop the mark only where it makes sense.
    let marked = values.starts_with(&MARK) && (values.len() > CODE_LEN || values.len() == 3);
    if marked {
        values.drain(..MARK.len());
    }
    match values.len() {
        CODE_LEN => Ok(values),
        0 => Err(CodeError::Empty),
        found => Err(CodeError::WrongLength { found }),
    }
}

/// Spaces of any width, dashes of any length, dots and underscores, and invisible characters that
/// come along when copying.
fn is_separator(ch: char) -> bool {
    let copied = matches!(
        ch,
        '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{00ad}' | '\u{2060}'
    );
    let dash = matches!(
        ch,
        '-' | '_' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{30fc}'
    );
    let wide = matches!(ch, '\u{ff0d}' | '\u{ff3f}' | '\u{ff0e}');
    ch.is_whitespace() || copied || dash || wide || matches!(ch, '.' | '\u{00b7}')
}

/// The value of one character, after undoing what input methods and eyes do to it.
fn value(ch: char) -> Option<u8> {
    let narrow = match ch {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(ch) - 0xfee0)?,
        _ => ch,
    };
    let plain = match narrow.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        upper => upper,
    };
    let byte = u8::try_from(plain).ok()?;
    ALPHABET
        .iter()
        .position(|known| *known == byte)
        .and_then(|at| u8::try_from(at).ok())
}

#[cfg(test)]
mod tests {
    use super::super::{CodeError, ReceiptCode};

    fn code() -> ReceiptCode {
        // Its text has a 0 and a 1 in it, so that look-alikes are tested.
        ReceiptCode([
            0, 68, 50, 20, 199, 66, 84, 182, 53, 207, 132, 101, 58, 86, 215,
        ])
    }

    fn wide(text: &str) -> String {
        let widen = |c: char| match c {
            ' ' => '\u{3000}',
            _ => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
        };
        text.chars().map(widen).collect()
    }

    #[test]
    fn generous_forms_are_read() {
        let text = code().to_string();
        assert!(text.contains('0') && text[3..].contains('1'));
        let bare: String = text[4..].split(' ').collect();
        let forms = [
            text.to_lowercase(),
            bare.clone(),
            format!("ml1{bare}"),
            format!("ML1-{}", bare.to_lowercase()),
            format!("  {}\n", text.replace(' ', " - ")),
            text.replace(' ', "\u{2014}"),
            text.replace('0', "O"),
            text.replace('0', "o"),
            text.replace('1', "I"),
            text.replace('1', "l"),
            wide(&text),
            wide(&text.to_lowercase()),
            bare.chars().flat_map(|c| [c, ' ']).collect(),
            format!("\u{feff}{text}\u{200b}"),
        ];
        for form in forms {
            assert_eq!(form.parse(), Ok(code()), "{form:?}");
        }
    }

    #[test]
    fn a_code_that_begins_like_the_mark_is_read_with_and_without_it() {
        // M, 1, 1 as the first 15 bits.
        let mut secret = [7; 15];
        (secret[0], secret[1]) = (0b1010_0000, 0b0100_0010);
        let code = ReceiptCode(secret);
        let text = code.to_string();
        assert!(text.starts_with("ML1 M11"));
        assert_eq!(text.parse(), Ok(code.clone()));
        assert_eq!(text[4..].parse(), Ok(code));
    }

    #[test]
    fn errors_say_what_is_wrong() {
        let parse = |text: &str| text.parse::<ReceiptCode>().map(drop);
        assert_eq!(parse(""), Err(CodeError::Empty));
        assert_eq!(parse(" - \u{3000}"), Err(CodeError::Empty));
        assert_eq!(parse("ML1"), Err(CodeError::Empty));
        let text = code().to_string();
        let shorter = &text[..text.len() - 1];
        assert_eq!(parse(shorter), Err(CodeError::WrongLength { found: 27 }));
        assert_eq!(
            parse(&format!("{text}0")),
            Err(CodeError::WrongLength { found: 29 })
        );
        assert_eq!(
            parse("ML1 00U0"),
            Err(CodeError::BadCharacter { at: 7, ch: 'U' })
        );
        assert_eq!(
            parse("中文"),
            Err(CodeError::BadCharacter { at: 1, ch: '中' })
        );
        let wrong = if text.ends_with('0') { 'Z' } else { '0' };
        assert_eq!(
            parse(&format!("{shorter}{wrong}")),
            Err(CodeError::CheckFailed)
        );
    }
}
