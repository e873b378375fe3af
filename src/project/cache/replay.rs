//! The report of the last run, for when nothing has changed since.
//!
//! A report is kept with the state of every file and folder that the run looked at: its length, its
//! times, its number in the file system. While all of them are the same, so is the report. Files that
//! were written a moment before they were read are not told from ones that are written again in the same
//! moment; a run that read any such keeps nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::{Cache, State};
use crate::project::ask::FEWEST;
use crate::project::{Caching, Project};

/// A report as it was written, and how the run ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Replay {
    /// What went to standard output.
    pub text: String,
    /// The exit code.
    pub code: u8,
}

impl Cache {
    /// The report that a run with the same `command` wrote, if no file it looked at has changed since.
    /// The command is everything besides the files that the report depends on.
    #[must_use]
    pub fn replay(&self, command: &str) -> Option<Replay> {
        let mut bytes = self.read(&name(command))?;
        let line = memchr::memchr(b'\n', &bytes)?;
        let (code, state, paths): (u8, String, Vec<String>) =
            serde_json::from_slice(&bytes[..line]).ok()?;
        let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
        let (now, _) = state_of(&paths, SystemTime::UNIX_EPOCH)?;
        if now != state {
            return None;
        }
        bytes.drain(..=line);
        let text = String::from_utf8(bytes).ok()?;
        Some(Replay { text, code })
    }

    /// Keeps the report of a run of `command` over `project` that began at `began`.
    pub fn keep_replay(
        &self,
        command: &str,
        began: SystemTime,
        project: &Project,
        replay: &Replay,
    ) {
        // A few files are read as fast as what was kept of them, and the user's folder is not for them.
        let is_small = project.sources.len() < FEWEST && !self.is_within;
        if is_small || project.settings.cache == Caching::Never {
            return;
        }
        let Some(paths) = project.looked_at() else {
            return;
        };
        let Some((state, true)) = state_of(&paths, began) else {
            return;
        };
        let names: Option<Vec<&str>> = paths.iter().map(|path| path.to_str()).collect();
        let head = names.and_then(|names| serde_json::to_vec(&(replay.code, state, names)).ok());
        if let Some(head) = head {
            self.write(&name(command), &[&head, b"\n", replay.text.as_bytes()]);
        }
    }
}

fn name(command: &str) -> String {
    let hash = blake3::hash(command.as_bytes()).to_hex();
    format!("report-{}", &hash[..16])
}

/// The state of `paths` as a hash, and whether all of them were written well before `began`.
pub(in crate::project) fn state_of(paths: &[PathBuf], began: SystemTime) -> Option<(String, bool)> {
    let states = paths.par_iter().map(|path| State::of(path));
    let states: Vec<Option<State>> = states.collect::<io::Result<_>>().ok()?;
    let mut hasher = blake3::Hasher::new();
    for (path, state) in paths.iter().zip(&states) {
        hasher.update(path.as_os_str().as_encoded_bytes());
        State::hash(state.as_ref(), &mut hasher);
    }
    let mut there = states.iter().flatten();
    let is_settled = there.all(|state| state.is_settled(began));
    Some((hasher.finalize().to_hex().to_string(), is_settled))
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
