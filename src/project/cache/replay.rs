//! The report of the last run, for when nothing has changed since.
//!
//! A report is kept with the state of every file and folder that the run looked at: its length, its
//! times, its number in the file system. While all of them are the same, so is the report. A file that was
//! written a moment before it was read, or by the run itself, is not told by these from one that is
//! written again in the same moment. Of each such file what the run read or wrote is kept as a hash, and of
//! a folder the names in it: until a moment has passed they are read again. A run that saw any of which that
//! is not known keeps nothing.

use std::borrow::Cow;
use std::fs;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::checksum::Checksum;
use super::contents::{self, Contents, Looked};
use super::paths::{Paths, Seen, sum_of};
use super::{BlockFile, BlockWriter, Blocks, Cache, State};
use crate::diagnostic::Severity;
use crate::project::ledger::Whole;
use crate::project::{Caching, Project, Said};
use crate::verdict::Run;

/// The rules of errors that may go away with no file changing.
const PASSING: [&str; 2] = ["unreadable", "snapshot"];

/// A report as it was written, and how the run ended.
#[derive(Clone, Debug)]
pub struct Replay {
    /// What went to standard output, in pieces.
    pub text: Vec<Said>,
    /// The exit code.
    pub code: u8,
    /// Files that are no more told by their contents alone, and what these are.
    pub(in crate::project) settled: Vec<(PathBuf, State, Contents)>,
}

impl Cache {
    /// The report that a run with the same `command` wrote, if no file it looked at has changed since; else
    /// how it found those. The command is everything besides the files that the report depends on; `now` is
    /// before they are looked at.
    pub fn replay(&self, command: &str, now: SystemTime) -> Result<Replay, Seen> {
        let [name, text] = names(command);
        let head = self.open(&name);
        let Some(mut head) = head.and_then(|kept| postcard::from_bytes::<Head>(kept.body()).ok())
        else {
            return Err(Seen::default());
        };
        let Ok((states, sum)) = head.paths.states() else {
            return Err(Seen::default());
        };
        let paths = &head.paths;
        let at = |at: u32| {
            (
                paths.get(at as usize),
                states.get(at as usize).copied().flatten(),
            )
        };
        let is_still = |&(number, held): &(u32, Contents)| match at(number) {
            (path, Some(state)) if state.is_folder() => contents::of_folder(path) == Some(held),
            (path, Some(_)) => contents::of_file(path) == Some(held),
            (_, None) => false,
        };
        let is_settled = |number| at(number).1.is_some_and(|state| state.is_settled(now));
        if sum == head.state
            && head.recent.par_iter().all(is_still)
            && let Some(told) = head.places.text(self, &text)
        {
            let recent = head.recent.iter().copied();
            let (settled, recent): (Vec<_>, Vec<_>) = recent.partition(|it| is_settled(it.0));
            let settled = settled.into_iter().filter_map(|(number, held)| {
                let (path, state) = at(number);
                Some((path.to_owned(), state?, held))
            });
            let replay = Replay {
                text: told,
                code: head.code,
                settled: settled.collect(),
            };
            if !replay.settled.is_empty() {
                head.recent = recent;
                self.keep_head(&name, &head);
            }
            return Ok(replay);
        }
        Err(Seen::new(head.paths, states))
    }

    /// Keeps what was `said` by a run of `command` over a project that began at `began` and found files as they
    /// were `seen`, and its exit code, if these depend on files alone of which it is known what they were.
    pub fn keep_replay(
        &self,
        command: &str,
        (began, seen): (SystemTime, &Seen),
        (project, run): (&Project, &Run),
        (said, code): (&[Said], u8),
    ) {
        let is_large = self.is_for(run.summary.sources, run.summary.claims);
        if !is_large || project.settings.cache == Caching::Never {
            return;
        }
        // What cannot be kept is worked out again.
        let _ = self.keep_text(command, (began, seen), (project, run), (said, code));
    }

    fn keep_text(
        &self,
        command: &str,
        (began, seen): (SystemTime, &Seen),
        (project, run): (&Project, &Run),
        (said, code): (&[Said], u8),
    ) -> Option<()> {
        let looked = project.looked_at()?;
        let is_known = |file: &str| {
            let path = project.root.join(file);
            let at = looked.binary_search_by(|it| it.0.as_os_str().cmp(path.as_os_str()));
            at.is_ok()
        };
        run.has_only_errors_of(is_known).then_some(())?;
        let snapshots = project.root.join(&project.settings.snapshots);
        let written = snapshots.as_os_str().as_encoded_bytes();
        let states = looked.par_iter().map_init(
            || 0,
            |next, (path, _)| {
                // The run itself writes there.
                if path.as_os_str().as_encoded_bytes().starts_with(written) {
                    State::of(path)
                } else {
                    seen.next_state(path, next)
                }
            },
        );
        let states: Vec<Option<State>> = states.collect::<io::Result<_>>().ok()?;
        let mut recent = Vec::new();
        let mut paths = Paths::for_as_many(looked.len());
        for (at, (state, (path, known))) in states.iter().zip(&looked).enumerate() {
            paths.push(path)?;
            match state {
                // It is gone since it was read.
                None if known.is_some() => return None,
                Some(state) if !state.is_settled(began) => {
                    recent.push((u32::try_from(at).ok()?, known.as_ref()?.contents()));
                }
                _ => {}
            }
        }
        let [name, text] = names(command);
        let places = Places::write(self, &text, said)?;
        let state = sum_of(&states, |at| paths.get(at));
        let head = Head {
            code,
            state,
            paths,
            places,
            recent,
        };
        self.keep_head(&name, &head);
        Some(())
    }

    fn keep_head(&self, name: &str, head: &Head) {
        if let Ok(head) = postcard::to_stdvec(head) {
            self.write(name, &[&head]);
        }
    }
}

/// What is kept of a report besides its text.
#[derive(Serialize, Deserialize)]
struct Head {
    /// The exit code.
    code: u8,
    /// The state of all files and folders that were looked at.
    state: Checksum,
    paths: Paths,
    /// Where the text is.
    places: Places,
    /// Those of the paths that are not told by their state alone, and what was there.
    recent: Vec<(u32, Contents)>,
}

/// Where the text of a report is: what was passed on from another kept file is not written again.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Places {
    /// The file that was written for it.
    own: Blocks,
    /// The other one, with its name.
    other: Option<(String, Blocks)>,
    pieces: Vec<Place>,
}

/// Where a piece of a text is.
#[derive(Debug, Serialize, Deserialize)]
struct Place {
    is_other: bool,
    at: u64,
    len: u64,
}

impl Places {
    /// Writes what was `said` to the file `name` of `cache`, but for what lies in another one.
    fn write(cache: &Cache, name: &str, said: &[Said]) -> Option<Self> {
        let mut writer = BlockWriter::new(cache, name)?;
        let other = said.iter().find_map(|piece| Some(piece.origin()?.0));
        let is_there = |file: &BlockFile| other.is_some_and(|it| std::ptr::eq(it, file));
        let mut places = Self::default();
        // What stands between claims is the same again and again.
        let mut last: (Cow<'_, [u8]>, u64) = (Cow::Borrowed(&[]), 0);
        for piece in said {
            if let Some((_, at)) = piece.origin().filter(|(file, _)| is_there(file)) {
                places.add(true, at, piece.len());
                continue;
            }
            let bytes = piece.bytes().ok()?;
            let at = if *bytes == *last.0 {
                last.1
            } else {
                let at = writer.len();
                writer.put(&bytes);
                at
            };
            places.add(false, at, bytes.len());
            last = (bytes, at);
        }
        places.own = writer.close()?;
        places.other = other.map(|it| (it.name().to_owned(), it.blocks().clone()));
        Some(places)
    }

    fn add(&mut self, is_other: bool, at: u64, len: usize) {
        let len = len as u64;
        match self.pieces.last_mut() {
            Some(last) if last.is_other == is_other && last.at + last.len == at => last.len += len,
            _ => self.pieces.push(Place { is_other, at, len }),
        }
    }

    /// The text, of which the file `name` has what was written for it; none where it cannot be trusted.
    fn text(&self, cache: &Cache, name: &str) -> Option<Vec<Said>> {
        let own = whole(cache, name, &self.own, 0..self.own.len())?;
        let there = || self.pieces.iter().filter(|it| it.is_other);
        let start = there().map(|it| it.at).min().unwrap_or(0);
        let end = there().map(|it| it.at + it.len).max().unwrap_or(0);
        let other = self.other.as_ref();
        let other = other.map(|(name, blocks)| whole(cache, name, blocks, start..end));
        let other = other.unwrap_or_default();
        let told = self.pieces.iter().map(|place| {
            let of = if place.is_other {
                other.as_ref()?
            } else {
                &own
            };
            Said::lying(of, place.at..place.at.checked_add(place.len)?)
        });
        told.collect()
    }
}

/// Bytes of the file of `blocks` that is kept under `name`; none where they cannot be trusted.
fn whole(cache: &Cache, name: &str, blocks: &Blocks, range: Range<u64>) -> Option<Arc<Whole>> {
    let file = BlockFile::open(cache, name, blocks)?;
    Whole::of(Arc::new(file), range)
}

/// What a run saw in a file or folder.
enum Held<'p> {
    Contents(Contents),
    Text(&'p str),
}

impl Held<'_> {
    fn contents(&self) -> Contents {
        match self {
            Self::Contents(contents) => *contents,
            Self::Text(text) => contents::of_bytes(text.as_bytes()),
        }
    }
}

/// The names of the files that are kept of a report: what tells whether it may be told, and its text.
fn names(command: &str) -> [String; 2] {
    let hash = blake3::hash(command.as_bytes()).to_hex();
    ["report", "said"].map(|what| format!("{what}-{}", &hash[..16]))
}

/// The state of `paths` as a hash, and whether all of them were written well before `began`.
pub(in crate::project) fn state_of(
    paths: &[PathBuf],
    began: SystemTime,
) -> Option<(Checksum, bool)> {
    let states = states(paths)?;
    let mut there = states.iter().flatten();
    let is_settled = there.all(|state| state.is_settled(began));
    Some((sum_of(&states, |at| &paths[at]), is_settled))
}

fn states(paths: &[PathBuf]) -> Option<Vec<Option<State>>> {
    let states = paths.par_iter().map(|path| State::of(path));
    states.collect::<io::Result<_>>().ok()
}

impl Project {
    /// Every file and folder that a run looks at, whether it is there or not, with what the run saw there if
    /// that is known; in the order of the bytes of their paths. None where some of them are not known.
    fn looked_at(&self) -> Option<Vec<(Cow<'_, Path>, Option<Held<'_>>)>> {
        if !self.unread.is_empty() {
            return None;
        }
        let looked = self.looked.iter();
        let looked = looked.map(|(path, held)| (Cow::Borrowed(path), held.map(Held::Contents)));
        let mut all: Vec<(Cow<'_, Path>, Option<Held<'_>>)> = looked.collect();
        let mut add = |path: PathBuf, held| all.push((Cow::Owned(path), held));
        for source in &self.sources {
            let held = Held::Contents(*source.hash.as_bytes());
            add(self.root.join(&source.file), Some(held));
        }
        for (file, text) in &self.files {
            add(self.root.join(file), Some(Held::Text(text)));
        }
        for file in ["claimtest.toml", "Cargo.toml", &self.settings.manifest] {
            add(self.root.join(file), None);
        }
        let mut snapshots = Vec::new();
        walk(&self.root.join(&self.settings.snapshots), &mut snapshots).ok()?;
        for path in snapshots {
            add(path, None);
        }
        all.sort_by(|a, b| a.0.as_os_str().cmp(b.0.as_os_str()));
        all.dedup_by(|other, kept| {
            let is_same = other.0.as_os_str() == kept.0.as_os_str();
            if is_same && kept.1.is_none() {
                kept.1 = other.1.take();
            }
            is_same
        });
        Some(all)
    }

    /// Has it known what else a run over it looked into.
    pub fn add_looked(&mut self, looked: Looked) {
        self.looked.append(looked);
    }
}

impl Run {
    /// Whether everything that keeps it from checking stands in a file that `is_known`: it is there as long as
    /// those are what they are. What cannot be read or written now may be read or written the next time.
    fn has_only_errors_of(&self, is_known: impl Fn(&str) -> bool) -> bool {
        let errors = self.diagnostics.iter();
        let mut errors = errors.filter(|it| it.severity == Severity::Error);
        self.summary.claims > 0
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
