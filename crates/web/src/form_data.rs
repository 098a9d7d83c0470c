//! A sent form as it came: whatever was typed is kept, readable or not, so that a page can
//! show it again.

use crate::errors::Failure;
use crate::request::Ctx;
use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Multipart, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use std::convert::Infallible;

/// Most bytes of what is typed into a form: five thousand characters take up to 60 kB on the
/// way, and who sends more shall see their text again with a word about its length.
pub(crate) const TEXT_BYTES: usize = 256 * 1024;

/// The fields and files of a form, in the order in which they were sent.
#[derive(Debug, Clone, Default)]
pub(crate) struct FormData {
    fields: Vec<(String, String)>,
    files: Vec<Upload>,
    damaged: bool,
}

/// A file that came with a form.
#[derive(Debug, Clone)]
pub(crate) struct Upload {
    /// The field it was sent in.
    pub(crate) field: String,
    /// Its name on the sender's machine.
    pub(crate) name: String,
    /// The content.
    pub(crate) bytes: Bytes,
}

/// Why a form is shown again before anything was done with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The page was open for too long, or the server was started anew.
    Expired,
    /// Some bytes are no text; they are shown as `\u{fffd}`.
    Damaged,
}

impl Trouble {
    /// Its stable word, for the texts `trouble-<code>`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Damaged => "damaged",
        }
    }
}

impl FormData {
    /// What was typed into this field; empty where it was not sent.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.all(name).next().unwrap_or_default()
    }

    /// Whether a field was sent, empty or not.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.fields.iter().any(|(field, _)| field == name)
    }

    /// Everything that was sent under this name.
    pub(crate) fn all(&self, name: &str) -> impl Iterator<Item = &str> {
        let name = name.to_owned();
        self.fields
            .iter()
            .filter(move |(field, _)| *field == name)
            .map(|(_, value)| value.as_str())
    }

    /// All fields with their values.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether a box was ticked.
    pub(crate) fn ticked(&self, name: &str) -> bool {
        self.text(name) == "yes"
    }

    /// The file that was sent in this field, if one was chosen.
    pub(crate) fn file<'a>(&'a self, field: &'a str) -> Option<&'a Upload> {
        self.files(field).next()
    }

    /// All files that were sent in this field.
    pub(crate) fn files<'a>(&'a self, field: &'a str) -> impl Iterator<Item = &'a Upload> {
        self.files
            .iter()
            .filter(move |file| file.field == field && !file.bytes.is_empty())
    }

    /// Whether some bytes were no text.
    pub(crate) fn is_damaged(&self) -> bool {
        self.damaged
    }

    /// Why a public form must be shown again: its token, or its bytes.
    pub(crate) fn public_trouble(&self, ctx: &Ctx, form: &str) -> Option<Trouble> {
        if self.damaged {
            Some(Trouble::Damaged)
        } else if ctx.site.tokens.is_good(ctx.lang, form, self.text("csrf")) {
            None
        } else {
            Some(Trouble::Expired)
        }
    }

    /// A form with these fields.
    #[cfg(test)]
    pub(crate) fn of(fields: &[(&str, &str)]) -> Self {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Self {
            fields: fields.iter().map(owned).collect(),
            ..Self::default()
        }
    }

    fn parse(body: &[u8]) -> Self {
        let mut form = Self::default();
        for pair in body
            .split(|byte| *byte == b'&')
            .filter(|pair| !pair.is_empty())
        {
            let mut parts = pair.splitn(2, |byte| *byte == b'=');
            let name = form.decoded(parts.next().unwrap_or_default());
            let value = form.decoded(parts.next().unwrap_or_default());
            form.fields.push((name, value));
        }
        form
    }

    fn decoded(&mut self, part: &[u8]) -> String {
        self.text_of(percent_decoded(part))
    }

    fn text_of(&mut self, bytes: Vec<u8>) -> String {
        String::from_utf8(bytes).unwrap_or_else(|error| {
            self.damaged = true;
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        })
    }

    async fn read_parts(mut parts: Multipart) -> Result<Self, Failure> {
        let mut form = Self::default();
        let mut typed = 0;
        while let Some(part) = parts.next_field().await? {
            let field = part.name().unwrap_or_default().to_owned();
            let name = part.file_name().map(str::to_owned);
            let bytes = part.bytes().await?;
            match name {
                Some(name) => form.files.push(Upload { field, name, bytes }),
                None => {
                    typed += bytes.len();
                    if typed > TEXT_BYTES {
                        return Err(Failure::TooLarge);
                    }
                    let value = form.text_of(bytes.to_vec());
                    form.fields.push((field, value));
                }
            }
        }
        Ok(form)
    }
}

/// What an address asks for: the part after `?`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Asked(pub(crate) FormData);

impl Asked {
    /// What was asked under this name; empty where it was not.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.0.text(name).trim()
    }

    /// What was asked under this name, if it is of the wanted kind.
    pub(crate) fn parsed<T: std::str::FromStr>(&self, name: &str) -> Option<T> {
        self.text(name).parse().ok()
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let query = parts.uri.query().unwrap_or_default();
        Ok(Self(FormData::parse(query.as_bytes())))
    }
}

impl<S: Send + Sync> FromRequest<S> for FormData {
    type Rejection = Failure;

    async fn from_request(request: Request, state: &S) -> Result<Self, Failure> {
        let kind = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok());
        let kind = kind.unwrap_or_default().to_ascii_lowercase();
        if kind.starts_with("multipart/form-data") {
            let parts = Multipart::from_request(request, state).await;
            return Self::read_parts(parts.map_err(|_| Failure::NotAForm)?).await;
        }
        if !kind.is_empty() && !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(Failure::NotAForm);
        }
        let body = Bytes::from_request(request, state)
            .await
            .map_err(|_| Failure::TooLarge)?;
        if body.len() > TEXT_BYTES {
            return Err(Failure::TooLarge);
        }
        Ok(Self::parse(&body))
    }
}

/// Bytes of an `application/x-www-form-urlencoded` part. A `%` that starts no code stands
/// for itself.
fn percent_decoded(part: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(part.len());
    let mut rest = part;
    while let Some((first, after)) = rest.split_first() {
        let code = after.first_chunk::<2>().and_then(hex_byte);
        rest = after;
        match (*first, code) {
            (b'%', Some(byte)) => {
                out.push(byte);
                rest = &after[2..];
            }
            (b'+', _) => out.push(b' '),
            (byte, _) => out.push(byte),
        }
    }
    out
}

fn hex_byte(digits: &[u8; 2]) -> Option<u8> {
    let value = |digit: u8| char::from(digit).to_digit(16);
    u8::try_from(value(digits[0])? * 16 + value(digits[1])?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_as_browsers_send_them() {
        let form = FormData::parse("a=1&words=%E8%B7%AF+%2B1&a=2&empty=&&x".as_bytes());
        assert_eq!(form.text("words"), "路 +1");
        assert_eq!(form.all("a").collect::<Vec<_>>(), ["1", "2"]);
        assert_eq!(form.text("missing"), "");
        assert!(!form.is_damaged());
    }

    #[test]
    fn what_is_no_text_is_kept_and_marked() {
        let form = FormData::parse(b"words=ab%FFcd%8&n=%zz%");
        assert!(form.is_damaged());
        assert_eq!(form.text("words"), "ab\u{fffd}cd%8");
        assert_eq!(form.text("n"), "%zz%");
    }
}
