//! Names and contents of stored tiles (C2SP tlog-tiles).
//!
//! - `tile/<L>/<N>` holds 256 hashes of level L; `tile/<L>/<N>.p/<W>` holds W of them.
//! - `tile/entries/<N>[.p/<W>]` holds the entries below level 0, each after its length as a
//!   big-endian u16.
//!
//! N is written in groups of three digits, all but the last with an `x` before: 1234067 is
//! `x001/x234/067`.

use crate::encoding::decimal;
use crate::merkle::{Hash, TILE_WIDTH};
use crate::{LogError, merkle};

/// The highest tile level that a path can name.
pub const MAX_LEVEL: u8 = 5;

/// What a tile path names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TilePath {
    /// Hashes of a level.
    Hashes {
        /// 0 to [`MAX_LEVEL`].
        level: u8,
        /// Number of the tile.
        index: u64,
        /// 256 for a full tile, 1 to 255 for a partial one.
        width: u16,
    },
    /// Entries.
    Entries {
        /// Number of the bundle.
        index: u64,
        /// 256 for a full bundle, 1 to 255 for a partial one.
        width: u16,
    },
}

impl std::fmt::Display for TilePath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (index, width) = match self {
            Self::Hashes {
                level,
                index,
                width,
            } => {
                write!(f, "tile/{level}/")?;
                (*index, *width)
            }
            Self::Entries { index, width } => {
                write!(f, "tile/entries/")?;
                (*index, *width)
            }
        };
        write_index(f, index)?;
        if width == TILE_WIDTH {
            Ok(())
        } else {
            write!(f, ".p/{width}")
        }
    }
}

fn write_index(f: &mut std::fmt::Formatter<'_>, index: u64) -> std::fmt::Result {
    if index >= 1000 {
        write_groups(f, index / 1000)?;
    }
    write!(f, "{:03}", index % 1000)
}

fn write_groups(f: &mut std::fmt::Formatter<'_>, index: u64) -> std::fmt::Result {
    if index >= 1000 {
        write_groups(f, index / 1000)?;
    }
    write!(f, "x{:03}/", index % 1000)
}

impl std::str::FromStr for TilePath {
    type Err = LogError;

    /// Reads a path as it stands in a URL, from `tile/` on. Every tile has exactly one path.
    fn from_str(path: &str) -> Result<Self, LogError> {
        let bad =
            LogError::TileFormat("the path must be tile/<level or entries>/<number>[.p/<width>]");
        parse(path)
            .filter(|tile| tile.to_string() == path)
            .ok_or(bad)
    }
}

/// Reads a path generously; the caller compares with the one right form.
fn parse(path: &str) -> Option<TilePath> {
    let (kind, rest) = path.strip_prefix("tile/")?.split_once('/')?;
    let (number, width) = match rest.split_once(".p/") {
        Some((number, width)) => (number, u16::try_from(decimal(width)?).ok()?),
        None => (rest, TILE_WIDTH),
    };
    if width == 0 || width > TILE_WIDTH {
        return None;
    }
    let index = parse_index(number)?;
    if kind == "entries" {
        return Some(TilePath::Entries { index, width });
    }
    let level = u8::try_from(decimal(kind)?)
        .ok()
        .filter(|level| *level <= MAX_LEVEL)?;
    Some(TilePath::Hashes {
        level,
        index,
        width,
    })
}

fn parse_index(text: &str) -> Option<u64> {
    text.split('/').try_fold(0u64, |index, group| {
        let digits = group.strip_prefix('x').unwrap_or(group);
        let valid = digits.len() == 3 && digits.bytes().all(|b| b.is_ascii_digit());
        let value: u64 = if valid {
            digits.parse().ok()?
        } else {
            return None;
        };
        index.checked_mul(1000)?.checked_add(value)
    })
}

/// The bytes of a hash tile.
pub fn encode_hashes(hashes: &[Hash]) -> Vec<u8> {
    hashes.concat()
}

/// Reads a hash tile of exactly `width` hashes.
pub fn decode_hashes(bytes: &[u8], width: u16) -> Result<Vec<Hash>, LogError> {
    match bytes.as_chunks::<32>() {
        (hashes, []) if hashes.len() == usize::from(width) => Ok(hashes.to_vec()),
        _ => Err(LogError::TileFormat(
            "a hash tile has 32 bytes for each of its hashes",
        )),
    }
}

/// The bytes of an entry bundle. Fails if an entry is longer than 65,535 bytes or there are more
/// than 256.
pub fn encode_bundle<E: AsRef<[u8]>>(entries: &[E]) -> Result<Vec<u8>, LogError> {
    if entries.len() > usize::from(TILE_WIDTH) {
        return Err(LogError::TileFormat("a bundle has at most 256 entries"));
    }
    let mut bytes = Vec::new();
    for entry in entries.iter().map(AsRef::as_ref) {
        let length = u16::try_from(entry.len())
            .map_err(|_| LogError::TileFormat("an entry has at most 65535 bytes"))?;
        bytes.extend_from_slice(&length.to_be_bytes());
        bytes.extend_from_slice(entry);
    }
    Ok(bytes)
}

/// Reads an entry bundle of exactly `width` entries.
pub fn decode_bundle(bytes: &[u8], width: u16) -> Result<Vec<&[u8]>, LogError> {
    let cut = LogError::TileFormat("the entry bundle is cut off");
    let mut rest = bytes;
    let mut entries = Vec::new();
    while let Some((length, after)) = rest.split_first_chunk::<2>() {
        let length = usize::from(u16::from_be_bytes(*length));
        let (entry, after) = after.split_at_checked(length).ok_or_else(|| cut.clone())?;
        entries.push(entry);
        rest = after;
    }
    if rest.is_empty() && entries.len() == usize::from(width) {
        Ok(entries)
    } else {
        Err(cut)
    }
}

/// The leaf hashes of an entry bundle: what its tile of level 0 must hold.
pub fn bundle_leaves(entries: &[&[u8]]) -> Vec<Hash> {
    entries
        .iter()
        .map(|entry| merkle::leaf_hash(entry))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_round_trip() {
        let paths = [
            "tile/0/000",
            "tile/0/067.p/1",
            "tile/5/x001/x234/067.p/255",
            "tile/entries/x018/x446/x744/x073/x709/x551/615",
            "tile/entries/x001/000",
        ];
        for path in paths {
            let tile: TilePath = path.parse().unwrap();
            assert_eq!(tile.to_string(), path);
        }
        let spec: TilePath = "tile/0/x001/x234/067".parse().unwrap();
        assert_eq!(
            spec,
            TilePath::Hashes {
                level: 0,
                index: 1_234_067,
                width: 256
            }
        );
    }

    #[test]
    fn other_forms_are_refused() {
        let bad = [
            "",
            "tile",
            "tile/0",
            "tile/0/",
            "tile/6/000",
            "tile/00/000",
            "tile/-1/000",
            "tile/0/0",
            "tile/0/0000",
            "tile/0/x000/067",
            "tile/0/001/234",
            "tile/0/x001",
            "tile/0/000.p/0",
            "tile/0/000.p/256",
            "tile/0/000.p/257",
            "tile/0/000.p/01",
            "tile/0/000/",
            "/tile/0/000",
            "tile/0/000.p",
            "tile/entries/../000",
            "tile/data/000",
            "tile/0/x018/x446/x744/x073/x709/x551/616",
            "tile/0/000.p/1.p/1",
        ];
        for path in bad {
            assert!(path.parse::<TilePath>().is_err(), "{path:?}");
        }
    }

    #[test]
    fn bundles_round_trip_and_cuts_are_found() {
        let entries: [&[u8]; 3] = [b"", b"one", &[7; 300]];
        let bytes = encode_bundle(&entries).unwrap();
        assert_eq!(decode_bundle(&bytes, 3).unwrap(), entries);
        assert!(decode_bundle(&bytes, 2).is_err());
        assert!(decode_bundle(&bytes, 4).is_err());
        for cut in 1..bytes.len() {
            assert!(decode_bundle(&bytes[..cut], 3).is_err(), "{cut}");
        }
        assert!(encode_bundle(&[vec![0; 65_536]]).is_err());
        assert!(encode_bundle(&[[0u8; 1]; 257]).is_err());
    }
}
