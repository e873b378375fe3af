//! The report of the last run, for when nothing has changed since.
//!
//! A report is kept with the state of every file and folder that the run looked at: its length, its
//! times, its number in the file system. While all of them are the same, so is the report. Files that
//! were written a moment before they were read are not told from ones that are written again in the same
//! moment; a run that read any such keeps nothing.

use std::collections::HashMap;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use serde::Serialize;

use super::{BlockFile, BlockWriter, Blocks, Cache, State};
use crate::diagnostic::Severity;
use crate::project::{Caching, Project, Said};
use crate::verdict::Run;

/// The rules of errors that may go away with no file changing.
const PASSING: [&str; 2] = ["unreadable", "snapshot"];

/// A report as it was written, and how the run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// What went to standard output.
    pub text: Said,
    /// The exit code.
    pub code: u8,
}

impl Cache {
    /// The report that a run with the same `command` wrote, if no file it looked at has changed since; else
    /// how it found those. The command is everything besides the files that the report depends on.
    pub fn replay(&self, command: &str) -> Result<Replay, Seen> {
        let [head, text] = names(command);
        let Some(kept) = self.open(&head) else {
            return Err(Seen::default());
        };
        let Ok((code, state, paths, blocks)) = postcard::from_bytes::<Head>(kept.body()) else {
            return Err(Seen::default());
        };
        let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
        let Some(states) = states(&paths) else {
            return Err(Seen::default());
        };
        if hash(&paths, &states) == state {
            let file = BlockFile::open(self, &text, &blocks);
            if let Some(piece) = file.and_then(|file| file.read(0..blocks.len())) {
                let range = 0..piece.bytes.len();
                let text = Said::kept(&Arc::new(piece.bytes), range);
                return Ok(Replay { text, code });
            }
        }
        // A file that has changed is never again what it was.
        self.remove(&head);
        self.remove(&text);
        let paths = paths.into_iter().map(PathBuf::into_os_string);
        let known = paths.zip(states);
        Err(Seen(
            known
                .filter_map(|(path, state)| Some((path, state?)))
                .collect(),
        ))
    }

    /// Keeps what was `said` by a run of `command` over a project that began at `began`, and its exit code, if
    /// these depend on files alone whose states are known.
    pub fn keep_replay(
        &self,
        command: &str,
        began: SystemTime,
        (project, run): (&Project, &Run),
        (said, code): (&[Said], u8),
    ) {
        if !self.is_for(project.sources.len()) || project.settings.cache == Caching::Never {
            return;
        }
        let Some(paths) = project.looked_at() else {
            return;
        };
        if !project.knows_errors_of(run, &paths) {
            return;
        }
        let Some((state, true)) = state_of(&paths, began) else {
            return;
        };
        let paths: Option<Vec<&str>> = paths.iter().map(|path| path.to_str()).collect();
        if let Some(paths) = paths {
            self.keep_text(command, said, |blocks| (code, state, paths, blocks));
        }
    }

    /// Keeps a report with what `head` makes of the file that it goes to.
    fn keep_text<T: Serialize>(
        &self,
        command: &str,
        said: &[Said],
        head: impl FnOnce(Blocks) -> T,
    ) -> Option<()> {
        let [name, text] = names(command);
        let mut writer = BlockWriter::new(self, &text)?;
        for piece in said {
            writer.put(piece.bytes());
        }
        let head = postcard::to_stdvec(&head(writer.close()?)).ok()?;
        self.write(&name, &[&head]);
        Some(())
    }
}

/// What is kept of a report: the exit code, the state of the files at these paths, and where its text is.
type Head = (u8, String, Vec<String>, Blocks);

/// The states of files and folders, as they were a moment ago.
#[derive(Debug, Default)]
pub struct Seen(HashMap<OsString, State>);

impl Seen {
    /// The state of what stands at `path`; none where nothing does.
    pub(in crate::project) fn state_of(&self, path: &Path) -> io::Result<Option<State>> {
        match self.0.get(path.as_os_str()) {
            Some(state) => Ok(Some(*state)),
            None => State::of(path),
        }
    }
}

/// The names of the files that are kept of a report: what tells whether it may be told, and its text.
fn names(command: &str) -> [String; 2] {
    let hash = blake3::hash(command.as_bytes()).to_hex();
    ["report", "said"].map(|what| format!("{what}-{}", &hash[..16]))
}

/// The state of `paths` as a hash, and whether all of them were written well before `began`.
pub(in crate::project) fn state_of(paths: &[PathBuf], began: SystemTime) -> Option<(String, bool)> {
    let states = states(paths)?;
    let mut there = states.iter().flatten();
    let is_settled = there.all(|state| state.is_settled(began));
    Some((hash(paths, &states), is_settled))
}

fn states(paths: &[PathBuf]) -> Option<Vec<Option<State>>> {
    let states = paths.par_iter().map(|path| State::of(path));
    states.collect::<io::Result<_>>().ok()
}

fn hash(paths: &[PathBuf], states: &[Option<State>]) -> String {
    let mut hasher = blake3::Hasher::new();
    for (path, state) in paths.iter().zip(states) {
        hasher.update(path.as_os_str().as_encoded_bytes());
        State::hash(state.as_ref(), &mut hasher);
    }
    hasher.finalize().to_hex().to_string()
}

impl Project {
    /// Every file and folder that a run looks at, whether it is there or not; none where some of them
    /// are not known.
    fn looked_at(&self) -> Option<Vec<PathBuf>> {
        if !self.unread.is_empty() {
            return None;
        }
        let mut paths: Vec<PathBuf> = self.folders.iter().cloned().collect();
        let settings = ["claimtest.toml", "Cargo.toml", &self.settings.manifest];
        let files = self.files.keys().map(String::as_str).chain(settings);
        let sources = self.sources.iter().map(|source| source.file.as_str());
        paths.extend(files.chain(sources).map(|file| self.root.join(file)));
        walk(&self.root.join(&self.settings.snapshots), &mut paths).ok()?;
        paths.sort();
        paths.dedup();
        Some(paths)
    }
}

impl Project {
    /// Whether everything that keeps a run from checking stands in one of the files at `paths`, which are in
    /// order: it is there as long as those are what they are. What cannot be read or written now may be
    /// read or written the next time.
    fn knows_errors_of(&self, run: &Run, paths: &[PathBuf]) -> bool {
        let is_known = |file: &str| paths.binary_search(&self.root.join(file)).is_ok();
        let errors = run.diagnostics.iter();
        let mut errors = errors.filter(|it| it.severity == Severity::Error);
        run.summary.claims > 0
            && errors.all(|error| {
                !PASSING.contains(&error.rule)
                    && !error.labels.is_empty()
                    && error.labels.iter().all(|it| is_known(&it.file))
            })
    }
}

/// A folder and everything below it.
pub(in crate::project) fn walk(folder: &Path, paths: &mut Vec<PathBuf>) -> io::Result<()> {
    paths.push(folder.to_owned());
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    for entry in entries {
        let entry = entry?;
        if entry.file_type()?.is_dir() {
            walk(&entry.path(), paths)?;
        } else {
            paths.push(entry.path());
        }
    }
    Ok(())
}
