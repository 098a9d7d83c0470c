//! What kind of file this is: by its content first, then by its name.

use super::archive::{Packed, contents};
use super::error::TableError;
use super::source::Source;
use serde::Serialize;
use std::fmt;

/// The kinds of file that hold a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum TableKind {
    /// Text with commas, semicolons or tabs.
    Delimited,
    /// One JSON object in each line.
    JsonLines,
    /// A workbook of Excel 2007 and later, WPS or `LibreOffice`.
    Xlsx,
    /// A workbook of Excel 97 to 2003.
    Xls,
}

/// What a file is that is no table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Foreign {
    /// A text document of Word or WPS.
    Document,
    /// Slides.
    Slides,
    /// A workbook in a format that is not read (.ods, .xlsb), or an old one where only
    /// new ones are safe to take.
    OtherWorkbook,
    /// A workbook with a password.
    Locked,
    /// A web page, often saved under the name of a workbook.
    WebPage,
    /// A PDF.
    Pdf,
    /// A zip, gzip, rar or 7z archive.
    Archive,
    /// A picture.
    Picture,
    /// One JSON array or value for the whole file.
    WholeJson,
    /// Bytes that are no text.
    Binary,
}

impl Foreign {
    /// A stable name, for the interface to translate.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Slides => "slides",
            Self::OtherWorkbook => "other-workbook",
            Self::Locked => "locked",
            Self::WebPage => "web-page",
            Self::Pdf => "pdf",
            Self::Archive => "archive",
            Self::Picture => "picture",
            Self::WholeJson => "whole-json",
            Self::Binary => "binary",
        }
    }

    pub(super) fn advice(self) -> &'static str {
        match self {
            Self::Document | Self::Slides | Self::Pdf | Self::Picture => {
                "copy its table into a spreadsheet program and save it as .xlsx"
            }
            Self::OtherWorkbook => "open it in a spreadsheet program and save it as .xlsx",
            Self::WebPage => {
                "whatever its name says; open it in a spreadsheet program and save it as .xlsx"
            }
            Self::Locked => "remove the password and save it again",
            Self::Archive => "unpack it and give the file inside",
            Self::WholeJson => "write one object in each line, for instance with: jq -c '.[]' FILE",
            Self::Binary => "give a csv, xlsx or jsonl file",
        }
    }
}

impl fmt::Display for Foreign {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Document => "a text document",
            Self::Slides => "a file of slides",
            Self::OtherWorkbook => "a workbook in another format than .xlsx",
            Self::Locked => "a workbook with a password",
            Self::WebPage => "a web page",
            Self::Pdf => "a PDF",
            Self::Archive => "an archive",
            Self::Picture => "a picture",
            Self::WholeJson => "one JSON value for the whole file",
            Self::Binary => "no text and no workbook",
        })
    }
}

/// How much is looked at, at each end of the file.
const LOOK: u64 = 256 * 1024;
/// A workbook that unpacks to more is not opened.
const UNPACKED: u64 = 2 << 30;
const OLE: &[u8] = &[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// Tells the kind of a file that is not empty.
pub(super) fn detect(file: &str, source: &Source) -> Result<TableKind, TableError> {
    let (head, tail) = source
        .ends(LOOK)
        .map_err(|error| TableError::io(file, error))?;
    let ending = file
        .rsplit_once('.')
        .map(|(_, ending)| ending.to_ascii_lowercase());
    let ending = ending.as_deref().unwrap_or_default();
    let foreign = |found| {
        Err(TableError::NotATable {
            file: file.to_owned(),
            found,
        })
    };
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return packed(file, &contents(&tail));
    }
    if head.starts_with(OLE) {
        return match (ole(&head, &tail, ending), source) {
            (None, Source::File(_)) => Ok(TableKind::Xls),
            (None, Source::Bytes(_)) => foreign(Foreign::OtherWorkbook),
            (Some(found), _) => foreign(found),
        };
    }
    if let Some(found) = by_signature(&head).or_else(|| web_page(&head)) {
        return foreign(found);
    }
    match (first_sign(&head), ending) {
        (Some(b'['), "json" | "jsonl" | "ndjson" | "geojson") if whole_array(&head) => {
            foreign(Foreign::WholeJson)
        }
        (Some(b'{'), "json") if !one_object_a_line(&head) => foreign(Foreign::WholeJson),
        (_, "jsonl" | "ndjson" | "json") => Ok(TableKind::JsonLines),
        (Some(b'{'), "csv" | "tsv" | "tab") => Ok(TableKind::Delimited),
        (Some(b'{'), _) if one_object_a_line(&head) => Ok(TableKind::JsonLines),
        _ => Ok(TableKind::Delimited),
    }
}

/// By the names inside: a workbook holds `xl/workbook.xml`, a Word document `word/…`.
fn packed(file: &str, contents: &[Packed]) -> Result<TableKind, TableError> {
    let has = |start: &str| contents.iter().any(|packed| packed.name.starts_with(start));
    let found = match () {
        () if has("xl/workbook.bin") || has("content.xml") => Foreign::OtherWorkbook,
        () if has("xl/") => {
            let bytes = contents.iter().map(|packed| packed.bytes).sum();
            let large = TableError::TooLarge {
                file: file.to_owned(),
                bytes,
                limit: UNPACKED,
            };
            return if bytes > UNPACKED {
                Err(large)
            } else {
                Ok(TableKind::Xlsx)
            };
        }
        () if has("word/") => Foreign::Document,
        () if has("ppt/") => Foreign::Slides,
        () => Foreign::Archive,
    };
    Err(TableError::NotATable {
        file: file.to_owned(),
        found,
    })
}

/// What an OLE file holds; nothing if it may be a workbook. A new workbook with a password
/// is one too, with a stream called `EncryptedPackage`.
fn ole(head: &[u8], tail: &[u8], ending: &str) -> Option<Foreign> {
    let stream = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [head, tail]
            .iter()
            .any(|part| part.windows(name.len()).any(|window| window == name))
    };
    match ending {
        _ if stream("EncryptedPackage") => Some(Foreign::Locked),
        _ if stream("WordDocument") => Some(Foreign::Document),
        _ if stream("PowerPoint Document") => Some(Foreign::Slides),
        "doc" | "wps" => Some(Foreign::Document),
        "ppt" | "dps" => Some(Foreign::Slides),
        _ => None,
    }
}

fn by_signature(head: &[u8]) -> Option<Foreign> {
    let signatures: [(&[u8], Foreign); 8] = [
        (b"%PDF-", Foreign::Pdf),
        (b"\x1f\x8b", Foreign::Archive),
        (b"Rar!\x1a", Foreign::Archive),
        (b"7z\xbc\xaf\x27\x1c", Foreign::Archive),
        (b"\x89PNG", Foreign::Picture),
        (b"\xff\xd8\xff", Foreign::Picture),
        (b"GIF8", Foreign::Picture),
        (b"{\\rtf", Foreign::Document),
    ];
    signatures
        .iter()
        .find(|(start, _)| head.starts_with(start))
        .map(|(_, found)| *found)
}

/// Many offices' systems export a web page and call it .xls.
fn web_page(head: &[u8]) -> Option<Foreign> {
    let start = head.iter().position(|byte| *byte == b'<')?;
    let before = head
        .get(..start)?
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(&head[..start]);
    let markup = head
        .get(start..)?
        .iter()
        .take(16)
        .map(u8::to_ascii_lowercase)
        .collect::<Vec<_>>();
    let marks: [&[u8]; 6] = [
        b"<!doctype",
        b"<html",
        b"<?xml",
        b"<table",
        b"<head",
        b"<meta",
    ];
    let is_page = before.iter().all(u8::is_ascii_whitespace)
        && marks.iter().any(|mark| markup.starts_with(mark));
    is_page.then_some(Foreign::WebPage)
}

fn first_sign(head: &[u8]) -> Option<u8> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    head.iter()
        .copied()
        .find(|byte| !byte.is_ascii_whitespace() && *byte != 0)
}

/// Whether the first line that is not blank is a whole object.
fn one_object_a_line(head: &[u8]) -> bool {
    lines(head).next().is_some_and(|line| line.ends_with(b"}"))
}

/// Whether an array starts that is the whole file, and not one wrong line among others.
fn whole_array(head: &[u8]) -> bool {
    let mut lines = lines(head);
    let first = lines.next().unwrap_or_default();
    lines.next().is_none() || !first.ends_with(b"]")
}

/// The lines that are not blank.
fn lines(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let lines = head.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii);
    lines.filter(|line| !line.is_empty())
}
