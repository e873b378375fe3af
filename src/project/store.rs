//! Snapshots on disk: what was reviewed, what is proposed, and accepting or rejecting it.
//!
//! A proposal is a file beside the snapshot whose name ends in `.new`, as insta writes it, so that
//! `cargo insta review` and `claimtest review` show the same. A proposal that nothing stands behind any
//! more is taken away again, so that a source which comes and goes leaves the folder as it was.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::Project;
use crate::claim::Claim;
use crate::diagnostic::Diagnostic;
use crate::snapshot;
use crate::verdict::{Outcome, Pending, SnapshotState};

/// What becomes of a snapshot that differs from the one reviewed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Update {
    /// It is reported.
    Report,
    /// It is reported, and proposed in a file beside the snapshot.
    Propose,
    /// It takes the place of the one reviewed.
    Accept,
}

/// Holds the outcomes' snapshots against those reviewed; returns those that differ, by path.
///
/// Orphans are looked for only where `is_whole`: a filtered run knows nothing of the other claims.
pub(super) fn hold(
    project: &Project,
    outcomes: &[Outcome],
    is_whole: bool,
    update: Update,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Pending> {
    let mut pending = Vec::new();
    let mut known = BTreeSet::new();
    for outcome in outcomes {
        let path = project.snapshot_path(&snapshot::path(&outcome.id));
        let body = snapshot::body(outcome, &project.sources);
        let Some(new) = body else {
            continue;
        };
        known.insert(path.clone());
        let file = snapshot::file(&outcome.file, &new);
        match settle(project, &path, &new, &file, update) {
            Ok(None) => {}
            Ok(Some((state, old))) => pending.push(Pending {
                path,
                claim: Some(outcome.id.clone()),
                state,
                old,
                new: new.trim_end().to_owned(),
            }),
            Err(error) => diagnostics.push(failed(&path, &error)),
        }
    }
    if is_whole {
        orphans(project, &known, update, &mut pending, diagnostics);
    }
    pending.sort_by(|a, b| a.path.cmp(&b.path));
    pending
}

/// Compares one snapshot with the one reviewed, and does what `update` says.
fn settle(
    project: &Project,
    path: &str,
    new: &str,
    file: &str,
    update: Update,
) -> io::Result<Option<(SnapshotState, String)>> {
    let place = project.root.join(path);
    let reviewed = read(&place)?;
    let proposal = proposal(&place);
    if reviewed.as_deref().map(snapshot::contents).as_deref() == Some(new.trim_end()) {
        if update != Update::Report {
            remove(&proposal)?;
        }
        return Ok(None);
    }
    match update {
        Update::Report => {}
        Update::Propose => write(&proposal, file)?,
        Update::Accept => {
            write(&place, file)?;
            remove(&proposal)?;
            return Ok(None);
        }
    }
    let state = if reviewed.is_some() {
        SnapshotState::Changed
    } else {
        SnapshotState::New
    };
    let old = reviewed
        .as_deref()
        .map(snapshot::contents)
        .unwrap_or_default();
    Ok(Some((state, old)))
}

/// Reports reviewed snapshots, and takes away proposals, that no claim stands behind any more.
fn orphans(
    project: &Project,
    known: &BTreeSet<String>,
    update: Update,
    pending: &mut Vec<Pending>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for topic in project.topics() {
        let folder = project.root.join(project.snapshot_path(&topic));
        for name in names(&folder) {
            let path = project.snapshot_path(&format!("{topic}/{name}"));
            let place = project.root.join(&path);
            let reviewed = path.strip_suffix(snapshot::PENDING).unwrap_or(&path);
            if !is_snapshot(reviewed) || known.contains(reviewed) {
                continue;
            }
            let done = if path != reviewed {
                if update == Update::Report {
                    Ok(())
                } else {
                    remove(&place)
                }
            } else if update == Update::Accept {
                remove(&place)
            } else {
                let old = read(&place).ok().flatten().unwrap_or_default();
                pending.push(Pending {
                    path: path.clone(),
                    claim: None,
                    state: SnapshotState::Orphan,
                    old: snapshot::contents(&old),
                    new: String::new(),
                });
                Ok(())
            };
            if let Err(error) = done {
                diagnostics.push(failed(&path, &error));
            }
        }
    }
}

impl Project {
    /// Takes a pending snapshot for reviewed: the proposal becomes the snapshot, an orphan goes.
    pub fn accept(&self, pending: &Pending) -> io::Result<()> {
        let place = self.root.join(&pending.path);
        if pending.state == SnapshotState::Orphan {
            return remove(&place);
        }
        let is_ours = |claim: &&Claim| pending.claim.as_ref() == Some(&claim.id);
        let claim = self.claims.iter().find(is_ours);
        let input = claim.map_or("", |claim| claim.file.as_str());
        write(&place, &snapshot::file(input, &pending.new))?;
        remove(&proposal(&place))
    }

    /// Keeps what was reviewed, and takes the proposal away.
    pub fn reject(&self, pending: &Pending) -> io::Result<()> {
        remove(&proposal(&self.root.join(&pending.path)))
    }

    /// The snapshots that claims stand behind, as they are on disk.
    pub fn snapshots(&self) -> impl Iterator<Item = PathBuf> {
        let paths = self
            .claims
            .iter()
            .map(|claim| self.snapshot_path(&snapshot::path(&claim.id)));
        paths
            .map(|path| self.root.join(path))
            .filter(|path| path.exists())
    }

    fn snapshot_path(&self, below: &str) -> String {
        format!("{}/{below}", self.settings.snapshots)
    }

    /// The folders of snapshots that belong to claims: those of today's topics, and those whose
    /// snapshots name a claim file that is gone.
    fn topics(&self) -> BTreeSet<String> {
        let mut topics: BTreeSet<String> = self
            .claims
            .iter()
            .map(|claim| claim.id.topic.clone())
            .collect();
        let folder = self.root.join(&self.settings.snapshots);
        for name in names(&folder) {
            let place = folder.join(&name);
            let is_ours = |file: &str| {
                let text = read(&place.join(file)).ok().flatten().unwrap_or_default();
                text.starts_with("---\nsource: claimtest\n")
            };
            if place.is_dir() && names(&place).iter().any(|file| is_ours(file)) {
                topics.insert(name);
            }
        }
        topics
    }
}

fn is_snapshot(path: &str) -> bool {
    Path::new(path)
        .extension()
        .is_some_and(|extension| extension == "snap")
}

fn proposal(place: &Path) -> PathBuf {
    let mut name = place.as_os_str().to_owned();
    name.push(snapshot::PENDING);
    PathBuf::from(name)
}

/// The names in a folder, sorted; none where there is no such folder.
fn names(folder: &Path) -> Vec<String> {
    let Ok(entries) = fs::read_dir(folder) else {
        return Vec::new();
    };
    let mut names: Vec<String> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok())
        .collect();
    names.sort();
    names
}

fn read(place: &Path) -> io::Result<Option<String>> {
    match fs::read(place) {
        Ok(bytes) => Ok(Some(String::from_utf8_lossy(&bytes).into_owned())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Writes a file whole or not at all, and its folder where it is missing.
fn write(place: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut draft = place.as_os_str().to_owned();
    draft.push(format!(".{}", std::process::id()));
    let draft = PathBuf::from(draft);
    fs::write(&draft, text)?;
    fs::rename(&draft, place)
}

/// Removes a file if it is there, and its folder if that leaves it empty.
fn remove(place: &Path) -> io::Result<()> {
    match fs::remove_file(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        Err(_) => return Ok(()),
        Ok(()) => {}
    }
    if let Some(folder) = place.parent() {
        // A folder that still holds something stays.
        let _ = fs::remove_dir(folder);
    }
    Ok(())
}

fn failed(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        "snapshot",
        format!("the snapshot `{path}` cannot be read or written: {error}"),
    )
    .in_file(path)
    .help("mend the file's permissions, or move what stands in its place")
}
