//! Which encoding a text file is in, told from its bytes.

use super::source::Source;
use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use serde::Serialize;
use std::io::{self, Read};

/// The encodings that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TextEncoding {
    /// UTF-8, with a mark at the start or without.
    Utf8,
    /// UTF-16, the low byte first: what Excel calls "Unicode text".
    Utf16Le,
    /// UTF-16, the high byte first.
    Utf16Be,
    /// GB18030, and GBK and GB2312 within it: what Chinese Excel calls "CSV".
    Gb18030,
    /// Windows-1252: what Western Excel calls "CSV".
    Windows1252,
}

impl TextEncoding {
    /// The name programs know it by.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.decoder().name()
    }

    pub(super) fn decoder(self) -> &'static Encoding {
        match self {
            Self::Utf8 => UTF_8,
            Self::Utf16Le => UTF_16LE,
            Self::Utf16Be => UTF_16BE,
            Self::Gb18030 => GB18030,
            Self::Windows1252 => WINDOWS_1252,
        }
    }
}

/// An encoding, and the length of the mark before the text.
pub(super) struct Detected {
    pub(super) encoding: TextEncoding,
    pub(super) mark: u64,
}

/// So many bytes, from the first that is not ASCII, decide.
const EVIDENCE: usize = 256 * 1024;

/// Tells the encoding; nothing where the bytes are no text at all.
pub(super) fn detect(source: &Source) -> io::Result<Option<Detected>> {
    let mut input = source.open()?;
    let mut window = Vec::new();
    input
        .by_ref()
        .take(EVIDENCE as u64)
        .read_to_end(&mut window)?;
    if let Some((encoding, length)) = Encoding::for_bom(&window) {
        let encoding = match encoding {
            e if e == UTF_16LE => TextEncoding::Utf16Le,
            e if e == UTF_16BE => TextEncoding::Utf16Be,
            _ => TextEncoding::Utf8,
        };
        return Ok(Some(Detected {
            encoding,
            mark: length as u64,
        }));
    }
    if let Some(encoding) = by_zeros(&window) {
        return Ok(encoding.map(|encoding| Detected { encoding, mark: 0 }));
    }
    // What is ASCII so far says nothing: look on, to the first byte that is not.
    while window.is_ascii() {
        window.clear();
        if input
            .by_ref()
            .take(EVIDENCE as u64)
            .read_to_end(&mut window)?
            == 0
        {
            break;
        }
    }
    let start = window
        .iter()
        .position(|byte| !byte.is_ascii())
        .unwrap_or(window.len());
    let mut evidence = window.split_off(start);
    let missing = EVIDENCE.saturating_sub(evidence.len()) as u64;
    input.take(missing).read_to_end(&mut evidence)?;
    let encoding = by_letters(&evidence);
    Ok(Some(Detected { encoding, mark: 0 }))
}

/// UTF-16 without a mark has a zero in every second byte of its ASCII. Many zeros without
/// that order are no text: `Some(None)`.
fn by_zeros(bytes: &[u8]) -> Option<Option<TextEncoding>> {
    let zeros = |odd: usize| {
        bytes
            .iter()
            .skip(odd)
            .step_by(2)
            .filter(|byte| **byte == 0)
            .count()
    };
    let (even, odd) = (zeros(0), zeros(1));
    if (even + odd) * 20 < bytes.len() || even + odd < 2 {
        return None;
    }
    Some(match (even, odd) {
        _ if odd > even * 20 => Some(TextEncoding::Utf16Le),
        _ if even > odd * 20 => Some(TextEncoding::Utf16Be),
        _ if (even + odd) * 5 < bytes.len() => return None,
        _ => None,
    })
}

/// UTF-8 if most of it is UTF-8; letters of GB18030 are so by chance only (measured on real
/// messages: one for each four that are not). Otherwise Chinese letters come in pairs of high
/// bytes, and accents of Western ones stand alone between ASCII letters.
fn by_letters(bytes: &[u8]) -> TextEncoding {
    let (mut good, mut bad) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    if bad * 2 <= good || bad == 0 {
        return TextEncoding::Utf8;
    }
    let high = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let runs = bytes.chunk_by(|a, b| a.is_ascii() == b.is_ascii());
    let alone = runs
        .filter(|run| run.len() == 1 && !run[0].is_ascii())
        .count();
    if alone * 4 > high {
        TextEncoding::Windows1252
    } else {
        TextEncoding::Gb18030
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_tell_the_encoding() {
        let chinese = "编号,内容\n1,小区路灯坏了，晚上很黑\n";
        let (gb, _, _) = GB18030.encode(chinese);
        let (western, _, _) = WINDOWS_1252.encode("id;text\n1;Le café près de l’école\n");
        assert_eq!(by_letters(chinese.as_bytes()), TextEncoding::Utf8);
        assert_eq!(by_letters(&gb), TextEncoding::Gb18030);
        assert_eq!(by_letters(&western), TextEncoding::Windows1252);
        assert_eq!(by_letters(b"id,text\n"), TextEncoding::Utf8);
    }

    #[test]
    fn some_broken_letters_do_not_change_the_encoding_of_the_rest() {
        let mut bytes = "路灯坏了，晚上很黑，请尽快修好".repeat(3).into_bytes();
        bytes[4] = 0xff;
        assert_eq!(by_letters(&bytes), TextEncoding::Utf8);
    }

    #[test]
    fn zeros_tell_utf16_from_rubbish() {
        let le: Vec<u8> = "id,text\n1,hello"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let be: Vec<u8> = "id,text\n1,hello"
            .encode_utf16()
            .flat_map(u16::to_be_bytes)
            .collect();
        assert_eq!(by_zeros(&le), Some(Some(TextEncoding::Utf16Le)));
        assert_eq!(by_zeros(&be), Some(Some(TextEncoding::Utf16Be)));
        assert_eq!(by_zeros(&[0; 64]), Some(None));
        assert_eq!(by_zeros(b"id,text\n1,one \0 zero among many letters"), None);
    }
}
