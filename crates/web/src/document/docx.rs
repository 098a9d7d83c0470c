//! A document as a text document: the few parts of WordprocessingML that a title, paragraphs
//! and tables need (ISO/IEC 29500-1, clauses 11 and 17), in a zip archive.
//!
//! Fonts and sizes follow the customary layout of official documents in China (GB/T 9704:
//! title 小标宋 at 22 points, body 仿宋 at 16, tables smaller); English ones use what the
//! reader's program has for "serif".

use super::{Document, Part, Table};
use crate::i18n::Lang;
use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;

/// Width and height of A4, in twentieths of a point.
const A4: (u32, u32) = (11_906, 16_838);
/// Margins, in twentieths of a point: 2 cm.
const MARGIN: u32 = 1_134;

const TYPES: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">"#,
    r#"<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>"#,
    r#"<Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>"#,
    r#"</Types>"#
);
const RELATIONS: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#,
    r#"<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/>"#,
    r#"</Relationships>"#
);
const HEAD: &str = concat!(
    r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"#,
    r#"<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>"#,
);

pub(super) fn file(document: &Document) -> Result<Vec<u8>, ZipError> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let body = body(document);
    for (name, content) in [
        ("[Content_Types].xml", TYPES),
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", &body),
    ] {
        // Always the same time, so that the same content is the same file.
        zip.start_file(name, SimpleFileOptions::default())?;
        zip.write_all(content.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

fn body(document: &Document) -> String {
    let page = Page::of(document);
    let mut out = String::from(HEAD);
    let fonts = Fonts::of(document.lang);
    paragraph(&mut out, &document.title, &fonts.title());
    paragraph(&mut out, &document.note, &fonts.note());
    for part in &document.parts {
        match part {
            Part::Heading(words) => paragraph(&mut out, words, &fonts.heading()),
            Part::Text(words) => {
                for line in words.lines() {
                    paragraph(&mut out, line, &fonts.body());
                }
            }
            Part::Signed(words) => paragraph(&mut out, words, &fonts.signed()),
            Part::Table(one) => {
                if one.name != document.title {
                    paragraph(&mut out, &one.name, &fonts.heading());
                }
                table(&mut out, one, &page, &fonts);
                paragraph(&mut out, "", &fonts.cell());
            }
        }
    }
    page.close(&mut out);
    out
}

/// The sheet of paper.
struct Page {
    width: u32,
    height: u32,
    on_its_side: bool,
}

impl Page {
    fn of(document: &Document) -> Self {
        let on_its_side = document.lies_on_its_side();
        let (width, height) = if on_its_side { (A4.1, A4.0) } else { A4 };
        Self {
            width,
            height,
            on_its_side,
        }
    }

    fn close(&self, out: &mut String) {
        let orient = if self.on_its_side {
            r#" w:orient="landscape""#
        } else {
            ""
        };
        let (width, height) = (self.width, self.height);
        push(
            out,
            format_args!(
                r#"<w:sectPr><w:pgSz w:w="{width}" w:h="{height}"{orient}/><w:pgMar w:top="{MARGIN}" w:right="{MARGIN}" w:bottom="{MARGIN}" w:left="{MARGIN}" w:header="567" w:footer="567" w:gutter="0"/></w:sectPr></w:body></w:document>"#
            ),
        );
    }
}

/// How a paragraph looks.
struct Look {
    font: &'static str,
    half_points: u8,
    bold: bool,
    place: Place,
}

/// Where the words of a paragraph stand.
#[derive(Clone, Copy)]
enum Place {
    Left,
    /// The first line begins two signs further in.
    Indented,
    Middle,
    Right,
}

impl Place {
    fn properties(self) -> &'static str {
        match self {
            Self::Left => "",
            Self::Indented => r#"<w:pPr><w:ind w:firstLineChars="200" w:firstLine="640"/></w:pPr>"#,
            Self::Middle => r#"<w:pPr><w:jc w:val="center"/></w:pPr>"#,
            Self::Right => r#"<w:pPr><w:jc w:val="right"/></w:pPr>"#,
        }
    }
}

struct Fonts {
    title: &'static str,
    heading: &'static str,
    body: &'static str,
    table: &'static str,
    text: Place,
    /// Whether headings are bold; those in 黑体 are heavy as they are.
    is_bold: bool,
}

impl Fonts {
    fn of(lang: Lang) -> Self {
        Self {
            title: lang.pick("方正小标宋简体", "Georgia"),
            heading: lang.pick("黑体", "Georgia"),
            body: lang.pick("仿宋", "Georgia"),
            table: lang.pick("宋体", "Georgia"),
            text: if lang == Lang::Zh {
                Place::Indented
            } else {
                Place::Left
            },
            is_bold: lang == Lang::En,
        }
    }

    fn look(font: &'static str, half_points: u8, bold: bool, place: Place) -> Look {
        Look {
            font,
            half_points,
            bold,
            place,
        }
    }

    fn title(&self) -> Look {
        Self::look(self.title, 44, false, Place::Middle)
    }

    fn note(&self) -> Look {
        Self::look(self.body, 24, false, Place::Middle)
    }

    fn heading(&self) -> Look {
        Self::look(self.heading, 32, self.is_bold, self.text)
    }

    fn body(&self) -> Look {
        Self::look(self.body, 32, false, self.text)
    }

    fn signed(&self) -> Look {
        Self::look(self.body, 32, false, Place::Right)
    }

    fn head(&self) -> Look {
        Self::look(self.table, 21, true, Place::Middle)
    }

    fn cell(&self) -> Look {
        Self::look(self.table, 21, false, Place::Left)
    }
}

fn table(out: &mut String, table: &Table, page: &Page, fonts: &Fonts) {
    let widths = widths(table, page.width - 2 * MARGIN);
    out.push_str(r#"<w:tbl><w:tblPr><w:tblW w:w="5000" w:type="pct"/><w:tblBorders>"#);
    for side in ["top", "left", "bottom", "right", "insideH", "insideV"] {
        push(
            out,
            format_args!(r#"<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>"#),
        );
    }
    out.push_str(r#"</w:tblBorders><w:tblLayout w:type="fixed"/></w:tblPr><w:tblGrid>"#);
    for width in &widths {
        push(out, format_args!(r#"<w:gridCol w:w="{width}"/>"#));
    }
    out.push_str("</w:tblGrid>");
    let heads = table.columns.iter().map(|column| column.head.as_str());
    row(out, heads, &widths, &fonts.head(), true);
    for cells in &table.rows {
        let all = (0..widths.len()).map(|at| cells.get(at).map_or("", String::as_str));
        row(out, all, &widths, &fonts.cell(), false);
    }
    out.push_str("</w:tbl>");
}

/// The widths of the columns, in proportion, that fill the page.
fn widths(table: &Table, all: u32) -> Vec<u32> {
    let wanted = table.columns.iter().map(|column| u32::from(column.width));
    let sum = wanted.clone().sum::<u32>().max(1);
    wanted.map(|width| width * all / sum).collect()
}

fn row<'a>(
    out: &mut String,
    cells: impl Iterator<Item = &'a str>,
    widths: &[u32],
    look: &Look,
    is_head: bool,
) {
    out.push_str("<w:tr><w:trPr><w:cantSplit/>");
    if is_head {
        out.push_str("<w:tblHeader/>");
    }
    out.push_str("</w:trPr>");
    for (cell, width) in cells.zip(widths) {
        push(
            out,
            format_args!(r#"<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>"#),
        );
        paragraph(out, cell, look);
        out.push_str("</w:tc>");
    }
    out.push_str("</w:tr>");
}

/// A paragraph; a new line in its words stays one.
fn paragraph(out: &mut String, words: &str, look: &Look) {
    out.push_str("<w:p>");
    out.push_str(look.place.properties());
    let (font, size) = (look.font, look.half_points);
    let bold = if look.bold { "<w:b/>" } else { "" };
    push(
        out,
        format_args!(
            r#"<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>{bold}<w:sz w:val="{size}"/></w:rPr>"#
        ),
    );
    for (at, line) in words.lines().enumerate() {
        if at > 0 {
            out.push_str("<w:br/>");
        }
        out.push_str(r#"<w:t xml:space="preserve">"#);
        escaped(out, line);
        out.push_str("</w:t>");
    }
    out.push_str("</w:r></w:p>");
}

/// XML 1.0 has no way to write most control characters: they are left out.
fn escaped(out: &mut String, words: &str) {
    for sign in words.chars() {
        match sign {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\t' => out.push(sign),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            _ => out.push(sign),
        }
    }
}

fn push(out: &mut String, words: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(words);
}
