//! Files of people and offices. What they tell of who made them, where and with what is taken
//! out before anything is kept: pictures are painted again from their points alone, PDF files
//! lose what they say about themselves. What cannot be read is not taken.

mod pdf;
mod picture;

use crate::error::{Result, ServiceError};
use massline_domain::Refusal;
use massline_domain::id::Digest;
use massline_store::VaultWrite;
use sha2::{Digest as _, Sha256};
use std::fmt;
use tokio::sync::Semaphore;

/// The largest file taken, in bytes: the picture of a telephone as it comes.
pub const FILE_BYTES: usize = 8_000_000;
/// Files that are painted at a time.
static AT_ONCE: Semaphore = Semaphore::const_new(2);

/// Kinds of file: those a browser shows without running anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Media {
    /// ISO/IEC 10918, JPEG.
    Jpeg,
    /// W3C Portable Network Graphics.
    Png,
    /// RFC 9649, WebP.
    Webp,
    /// ISO 32000, PDF.
    Pdf,
}

impl Media {
    /// Pictures: what a speaker may give.
    pub const PICTURES: [Self; 3] = [Self::Jpeg, Self::Png, Self::Webp];
    /// All kinds: what is taken as evidence.
    pub const ALL: [Self; 4] = [Self::Jpeg, Self::Png, Self::Webp, Self::Pdf];

    /// The media type (RFC 6838).
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }

    /// The kind by a file's first bytes: what a browser claims may be wrong.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let starts = |magic: &[u8]| bytes.starts_with(magic);
        if starts(b"\xff\xd8\xff") {
            Some(Self::Jpeg)
        } else if starts(b"\x89PNG\r\n\x1a\n") {
            Some(Self::Png)
        } else if starts(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            Some(Self::Webp)
        } else if starts(b"%PDF-") {
            Some(Self::Pdf)
        } else {
            None
        }
    }
}

/// A file that tells nothing but what it shows. There is no other way to make one.
#[derive(Clone)]
pub struct PublicFile {
    media: Media,
    digest: Digest,
    bytes: Vec<u8>,
}

impl PublicFile {
    /// Makes a file of one of these kinds fit to be seen by others. Few are painted at a time:
    /// each takes up to a hundred megabytes and a second.
    ///
    /// # Errors
    /// [`ServiceError::Refused`]: larger than [`FILE_BYTES`], of another kind, or not readable.
    pub async fn of(bytes: Vec<u8>, taken: &[Media]) -> Result<Self> {
        let (max, found) = (FILE_BYTES, bytes.len());
        if found > max {
            let field = "file";
            return Err(Refusal::TooLong { field, max, found }.into());
        }
        let found = Media::of(&bytes);
        let media = found.filter(|media| taken.contains(media));
        let media = media.ok_or_else(|| refused("media", found))?;
        // The semaphore is never closed; should it be, the file is painted out of turn.
        let _turn = AT_ONCE.acquire().await;
        let clean = tokio::task::spawn_blocking(move || clean(media, &bytes)).await;
        // A decoder that panics on foreign bytes is one more way not to be readable.
        let clean = clean.ok().flatten();
        clean.ok_or_else(|| refused("file", Some(media)))
    }

    /// Where it will be found.
    pub(crate) fn digest(&self) -> Digest {
        self.digest
    }

    /// Its media type.
    #[must_use]
    pub fn media(&self) -> Media {
        self.media
    }

    /// What is kept.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    pub(crate) fn write(self) -> VaultWrite {
        VaultWrite::File {
            digest: self.digest,
            media: self.media.name().to_owned(),
            bytes: self.bytes,
        }
    }
}

/// Its bytes are nobody's business.
impl fmt::Debug for PublicFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} of {} bytes", self.media.name(), self.bytes.len())
    }
}

fn refused(kind: &'static str, found: Option<Media>) -> ServiceError {
    let found = found.map_or("", Media::name).to_owned();
    Refusal::UnknownCode { kind, found }.into()
}

fn clean(media: Media, bytes: &[u8]) -> Option<PublicFile> {
    let (media, bytes) = match media {
        Media::Pdf => (media, pdf::clean(bytes)?),
        picture => picture::paint_again(picture, bytes)?,
    };
    Some(PublicFile {
        media,
        digest: Digest(Sha256::digest(&bytes).into()),
        bytes,
    })
}

#[cfg(test)]
mod tests;
