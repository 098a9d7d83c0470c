//! Files that appear whole or not at all, and together.

use crate::failure::Failure;
use serde::Serialize;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Output files of one directory: each is written aside, and all are renamed at the end.
/// What is not finished leaves nothing behind.
pub(super) struct Outputs {
    place: Arc<Place>,
}

/// Ends the writing from another thread.
pub(super) struct Abandon {
    place: Arc<Place>,
}

struct Place {
    dir: PathBuf,
    /// Whether the directory was made here.
    made: bool,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    /// Files that were begun aside.
    names: Vec<String>,
    /// Whether all were renamed, or all removed.
    ended: bool,
}

impl Outputs {
    pub(super) fn new(dir: &Path) -> Result<Self, Failure> {
        let made = !dir.exists();
        fs::create_dir_all(dir).map_err(|error| Failure::path(dir, &error))?;
        let place = Place {
            dir: dir.to_owned(),
            made,
            state: Mutex::default(),
        };
        Ok(Self {
            place: Arc::new(place),
        })
    }

    /// What can end this writing while it goes on.
    pub(super) fn abandon(&self) -> Abandon {
        let place = Arc::clone(&self.place);
        Abandon { place }
    }

    /// Begins a file, so that a directory that cannot be written is found before the work.
    pub(super) fn reserve(&mut self, name: &str) -> Result<(), Failure> {
        self.place.begin(name).map(drop)
    }

    /// One line of JSON for each row.
    pub(super) fn lines<T: Serialize>(
        &mut self,
        name: &str,
        rows: impl IntoIterator<Item = T>,
    ) -> Result<(), Failure> {
        self.put(name, |out| {
            for row in rows {
                serde_json::to_writer(&mut *out, &row)?;
                out.write_all(b"\n")?;
            }
            Ok(())
        })
    }

    /// A text as it is.
    pub(super) fn text(&mut self, name: &str, text: &str) -> Result<(), Failure> {
        self.bytes(name, text.as_bytes())
    }

    /// Bytes as they are.
    pub(super) fn bytes(&mut self, name: &str, bytes: &[u8]) -> Result<(), Failure> {
        self.put(name, |out| out.write_all(bytes))
    }

    /// One value, for people to read too.
    pub(super) fn json<T: Serialize>(&mut self, name: &str, value: &T) -> Result<(), Failure> {
        self.put(name, |out| {
            serde_json::to_writer_pretty(&mut *out, value)?;
            out.write_all(b"\n")
        })
    }

    fn put(
        &mut self,
        name: &str,
        write: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<()>,
    ) -> Result<(), Failure> {
        let mut out = BufWriter::with_capacity(1 << 18, self.place.begin(name)?);
        let result = write(&mut out).and_then(|()| out.flush());
        result.map_err(|error| Failure::path(&self.place.dir.join(name), &error))
    }

    /// Gives all files their names.
    pub(super) fn finish(self) -> Result<(), Failure> {
        let mut state = self.place.open_state()?;
        for name in &state.names {
            let (from, to) = (self.place.aside(name), self.place.dir.join(name));
            fs::rename(&from, &to).map_err(|error| Failure::path(&to, &error))?;
        }
        state.ended = true;
        Ok(())
    }
}

impl Drop for Outputs {
    fn drop(&mut self) {
        self.place.clear();
    }
}

impl Abandon {
    /// Removes what is not finished; false where all was finished already.
    pub(super) fn now(&self) -> bool {
        self.place.clear()
    }
}

impl Place {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The state, unless the writing was ended.
    fn open_state(&self) -> Result<MutexGuard<'_, State>, Failure> {
        let state = self.state();
        if state.ended {
            return Err(Failure::new("cli-interrupted", &[]));
        }
        Ok(state)
    }

    fn begin(&self, name: &str) -> Result<File, Failure> {
        let mut state = self.open_state()?;
        let target = self.dir.join(name);
        if target.is_dir() {
            return Err(Failure::path(
                &target,
                &std::io::ErrorKind::IsADirectory.into(),
            ));
        }
        let file =
            File::create(self.aside(name)).map_err(|error| Failure::path(&target, &error))?;
        if !state.names.iter().any(|known| known == name) {
            state.names.push(name.to_owned());
        }
        Ok(file)
    }

    fn clear(&self) -> bool {
        let mut state = self.state();
        if state.ended {
            return false;
        }
        for name in &state.names {
            let _ = fs::remove_file(self.aside(name));
        }
        if self.made {
            // Stays where somebody else put something into it.
            let _ = fs::remove_dir(&self.dir);
        }
        state.ended = true;
        true
    }

    fn aside(&self, name: &str) -> PathBuf {
        self.dir.join(format!(".{name}.part"))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;

    fn names(dir: &Path) -> Vec<String> {
        let found = fs::read_dir(dir).unwrap();
        let mut names: Vec<String> = found
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn what_is_finished_has_its_names_and_nothing_stands_aside() {
        let dir = tempfile::tempdir().unwrap();
        let mut out = Outputs::new(dir.path()).unwrap();
        let abandon = out.abandon();
        out.reserve("a.jsonl").unwrap();
        out.lines("a.jsonl", [1, 2]).unwrap();
        out.finish().unwrap();
        assert!(!abandon.now(), "too late");
        assert_eq!(names(dir.path()), ["a.jsonl"]);
        assert_eq!(
            fs::read_to_string(dir.path().join("a.jsonl")).unwrap(),
            "1\n2\n"
        );
    }

    #[test]
    fn what_is_abandoned_leaves_an_older_result_as_it_was() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("a.jsonl"), "old").unwrap();
        let mut out = Outputs::new(dir.path()).unwrap();
        out.lines("a.jsonl", [1]).unwrap();
        assert_eq!(names(dir.path()), [".a.jsonl.part", "a.jsonl"]);
        assert!(out.abandon().now());
        assert!(
            out.lines("b.jsonl", [1]).is_err(),
            "nothing is begun any more"
        );
        assert!(out.finish().is_err());
        assert_eq!(names(dir.path()), ["a.jsonl"]);
        assert_eq!(
            fs::read_to_string(dir.path().join("a.jsonl")).unwrap(),
            "old"
        );
    }

    #[test]
    fn a_directory_made_for_nothing_is_gone() {
        let dir = tempfile::tempdir().unwrap();
        let new = dir.path().join("new");
        let mut out = Outputs::new(&new).unwrap();
        out.reserve("a").unwrap();
        drop(out);
        assert!(!new.exists());
    }
}
