//! The list of contents of a zip archive, without unpacking it.
//!
//! Enough to tell a workbook from a Word document, and to refuse an archive that says it
//! would unpack to more than the memory holds. Format: PKWARE APPNOTE 6.3, 4.3.12.

/// A file in the archive.
pub(super) struct Packed {
    pub(super) name: String,
    /// What the archive says it unpacks to.
    pub(super) bytes: u64,
}

const ENTRY: &[u8] = b"PK\x01\x02";
const FIXED: usize = 46;

/// The entries of the central directory found in the archive's last bytes.
pub(super) fn contents(tail: &[u8]) -> Vec<Packed> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = find(tail, at, ENTRY) {
        let Some((packed, length)) = entry(tail.get(start..).unwrap_or_default()) else {
            break;
        };
        found.push(packed);
        at = start + length;
    }
    found
}

fn entry(bytes: &[u8]) -> Option<(Packed, usize)> {
    let unpacked = u32::from_le_bytes(bytes.get(24..28)?.try_into().ok()?);
    let name_length = short(bytes, 28)?;
    let length = FIXED + name_length + short(bytes, 30)? + short(bytes, 32)?;
    let name = String::from_utf8_lossy(bytes.get(FIXED..FIXED + name_length)?).replace('\\', "/");
    Some((
        Packed {
            name,
            bytes: u64::from(unpacked),
        },
        length,
    ))
}

fn short(bytes: &[u8], at: usize) -> Option<usize> {
    let pair = bytes.get(at..at + 2)?.try_into().ok()?;
    Some(usize::from(u16::from_le_bytes(pair)))
}

fn find(bytes: &[u8], from: usize, wanted: &[u8]) -> Option<usize> {
    let rest = bytes.get(from..)?;
    rest.windows(wanted.len())
        .position(|window| window == wanted)
        .map(|at| from + at)
}
