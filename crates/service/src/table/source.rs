//! Where the bytes come from: a file, or an upload in memory.

use std::fs::File;
use std::io::{self, Cursor, Read, Seek, SeekFrom};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes that can be read more than once.
#[derive(Clone)]
pub(super) enum Source {
    File(PathBuf),
    Bytes(Shared),
}

/// An upload, shared by its readers.
#[derive(Clone)]
pub(super) struct Shared(pub(super) Arc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

pub(super) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

impl Source {
    pub(super) fn open(&self) -> io::Result<Box<dyn ReadSeek>> {
        Ok(match self {
            Self::File(path) => Box::new(File::open(path)?),
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes.clone())),
        })
    }

    pub(super) fn length(&self) -> io::Result<u64> {
        Ok(match self {
            Self::File(path) => {
                let about = std::fs::metadata(path)?;
                if about.is_dir() {
                    return Err(io::ErrorKind::IsADirectory.into());
                }
                about.len()
            }
            Self::Bytes(bytes) => bytes.0.len() as u64,
        })
    }

    /// The first and the last bytes, at most `length` of each.
    pub(super) fn ends(&self, length: u64) -> io::Result<(Vec<u8>, Vec<u8>)> {
        let mut input = self.open()?;
        let (mut head, mut tail) = (Vec::new(), Vec::new());
        input.by_ref().take(length).read_to_end(&mut head)?;
        let start = self.length()?.saturating_sub(length);
        input.seek(SeekFrom::Start(start))?;
        input.take(length).read_to_end(&mut tail)?;
        Ok((head, tail))
    }
}

/// Counts what was read, for the progress shown.
pub(super) struct Counted<R> {
    input: R,
    read: Arc<AtomicU64>,
}

impl<R> Counted<R> {
    pub(super) fn new(input: R, read: Arc<AtomicU64>) -> Self {
        Self { input, read }
    }
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let length = self.input.read(buffer)?;
        self.read.fetch_add(length as u64, Ordering::Relaxed);
        Ok(length)
    }
}
