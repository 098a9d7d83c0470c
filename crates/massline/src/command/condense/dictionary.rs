//! A user's own dictionary: names of places and bodies, one a line.

use super::lines::wrong_line;
use super::read_file;
use crate::failure::Failure;
use massline_condense::Names;
use std::path::Path;

/// What a line begins with that is a remark.
const REMARK: char = '#';

/// The names in a file; none where none is given.
pub(super) fn of(path: Option<&Path>) -> Result<Names, Failure> {
    path.map_or_else(|| Ok(Names::default()), read)
}

fn read(path: &Path) -> Result<Names, Failure> {
    let bytes = read_file(path)?;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&bytes);
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        let line = 1 + before.iter().filter(|byte| **byte == b'\n').count();
        wrong_line(path, line, "cli-line-not-utf8", &[])
    })?;
    let lines = text.lines().map(str::trim);
    let names = lines.filter(|line| !line.is_empty() && !line.starts_with(REMARK));
    let mut names = names.peekable();
    if names.peek().is_none() {
        let file = path.display().to_string();
        return Err(Failure::new("cli-error-no-names", &[("file", &file)]));
    }
    Ok(Names::new(names))
}
