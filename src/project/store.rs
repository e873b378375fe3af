//! Snapshots on disk: what was reviewed, what is proposed, and accepting or rejecting it.
//!
//! A proposal is a file beside the snapshot whose name ends in `.new`, as insta writes it, so that
//! `cargo insta review` and `claimtest review` show the same. A proposal that nothing stands behind any
//! more is taken away again, so that a source which comes and goes leaves the folder as it was.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::cache::contents::{self, Entries};
use super::settings::Surveying;
use super::{Looked, Project};
use crate::claim::{Claim, ClaimId};
use crate::compare::survey::Pair;
use crate::diagnostic::Diagnostic;
use crate::snapshot;
use crate::source::Source;
use crate::span::Span;
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

/// What a run found, as a snapshot.
pub(super) struct Found {
    /// The snapshot's file, relative to the project.
    path: String,
    claim: Option<ClaimId>,
    /// Where the claim stands: the file is the one that the snapshot's header names.
    place: Option<(String, Span)>,
    body: String,
}

impl Found {
    /// The snapshot with this body of the claim called `id`, which stands at `place`.
    pub(super) fn of(project: &Project, id: ClaimId, place: (String, Span), body: String) -> Self {
        Self {
            path: project.snapshot_path(&snapshot::path(&id)),
            claim: Some(id),
            place: Some(place),
            body,
        }
    }

    /// Its path and its body.
    pub(super) fn told(&self) -> (&str, &str) {
        (&self.path, &self.body)
    }
}

/// The snapshots of claims, where they have some; `sources` are those that answer them, at least.
pub(super) fn of_claims(
    project: &Project,
    outcomes: &[Outcome],
    sources: &[Source],
) -> Vec<Option<Found>> {
    let of_claim = |outcome: &Outcome| of_claim(project, outcome, sources);
    outcomes.par_iter().map(of_claim).collect()
}

/// The snapshot of a claim, where it has one.
pub(super) fn of_claim(project: &Project, outcome: &Outcome, sources: &[Source]) -> Option<Found> {
    let body = snapshot::body(outcome, sources)?;
    let place = (outcome.file.clone(), outcome.span);
    Some(Found::of(project, outcome.id.clone(), place, body))
}

/// The snapshots of pairs that the survey found.
pub(super) fn of_pairs(project: &Project, pairs: &[Pair]) -> Vec<Found> {
    let sources = &project.sources;
    let of_pair = |pair: &Pair| {
        let [a, b] = [pair.a, pair.b].map(|number| &sources[number].id);
        Some(Found {
            path: project.snapshot_path(&snapshot::survey::path(a, b)),
            claim: None,
            place: None,
            body: snapshot::survey::body(pair, sources)?,
        })
    };
    pairs.par_iter().filter_map(of_pair).collect()
}

/// The snapshots of a whole run that are known to be as reviewed, the topics of its claims, and how many sources
/// it has.
#[derive(Debug, Default)]
pub(super) struct Whole {
    pub(super) reviewed: BTreeSet<String>,
    pub(super) topics: BTreeSet<String>,
    pub(super) n_sources: usize,
}

impl Whole {
    /// A run over all claims of `project`; none where it is not `all` of them.
    pub(super) fn of(project: &Project, all: bool) -> Option<Self> {
        let topics = project.claims.iter().map(|claim| claim.id.topic.clone());
        all.then(|| Self {
            reviewed: BTreeSet::new(),
            topics: topics.collect(),
            n_sources: project.sources.len(),
        })
    }
}

/// Holds what a run found against the snapshots reviewed; returns those that differ, by path, and what it
/// saw of their files or left there.
///
/// Orphans belong to whole runs only: a filtered run knows nothing of the other claims, and looks for none.
pub(super) fn hold(
    project: &Project,
    found: Vec<Found>,
    whole: Option<Whole>,
    update: Update,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Pending>, Looked) {
    let settled: Vec<_> = found
        .into_par_iter()
        .map(|found| {
            let input_file = found.place.as_ref().map_or("", |(file, _)| file);
            let file = snapshot::file(input_file, &found.body);
            let settled = settle(project, &found.path, &found.body, &file, update);
            (found, settled)
        })
        .collect();
    let mut pending = Vec::new();
    let mut looked = Looked::default();
    let whole = whole.map(|it| (it.reviewed, (it.topics, it.n_sources)));
    let (known, whole) = whole.unzip();
    let mut known = known.unwrap_or_default();
    for (found, settled) in settled {
        known.insert(found.path.clone());
        match settled {
            Ok((is_other, seen)) => {
                looked.append(seen);
                pending.extend(is_other.map(|(state, old)| Pending {
                    path: found.path,
                    claim: found.claim,
                    place: found.place,
                    state,
                    old,
                    new: found.body.trim_end().to_owned(),
                }));
            }
            Err(error) => diagnostics.push(failed(&found.path, &error)),
        }
    }
    if let Some((topics, n_sources)) = whole {
        let topics = project.topics(topics, &mut looked);
        let of_topic = |topic: &String| Orphans::of(topic, project, &known, update);
        let found: Vec<Orphans<'_>> = topics.par_iter().map(of_topic).collect();
        for orphans in found {
            pending.extend(orphans.pending);
            looked.append(orphans.looked);
            diagnostics.extend(orphans.diagnostics);
        }
        diagnostics.extend(not_surveyed(project, n_sources, &pending));
    }
    pending.sort_by(|a, b| a.path.cmp(&b.path));
    (pending, looked)
}

/// How a snapshot differs from the one reviewed, if it does, and what that says; and the two files.
type Settled = (Option<(SnapshotState, String)>, Looked);

/// Compares one snapshot with the one reviewed, and does what `update` says.
fn settle(
    project: &Project,
    path: &str,
    new: &str,
    file: &str,
    update: Update,
) -> io::Result<Settled> {
    let place = project.root.join(path);
    let reviewed = read(&place)?;
    let proposal = proposal(&place);
    let mut looked = Looked::default();
    if let Some(reviewed) = &reviewed {
        looked.add(place.clone(), Some(contents::of_bytes(reviewed.as_bytes())));
    }
    if reviewed.as_deref().map(snapshot::contents).as_deref() == Some(new.trim_end()) {
        if update != Update::Report {
            remove(&proposal)?;
        }
        return Ok((None, looked));
    }
    match update {
        Update::Report => {}
        Update::Propose => {
            // What waits for a review stays as it lies there.
            if read(&proposal)?.as_deref() != Some(file) {
                write(&proposal, file)?;
            }
            looked.add(proposal, Some(contents::of_bytes(file.as_bytes())));
        }
        Update::Accept => {
            write(&place, file)?;
            remove(&proposal)?;
            return Ok((None, Looked::default()));
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
    Ok((Some((state, old)), looked))
}

/// Snapshots of a topic that nothing stands behind any more.
struct Orphans<'o> {
    project: &'o Project,
    /// The paths of those that something stands behind.
    known: &'o BTreeSet<String>,
    update: Update,
    pending: Vec<Pending>,
    looked: Looked,
    diagnostics: Vec<Diagnostic>,
}

impl<'o> Orphans<'o> {
    /// Those of `topic` that were reviewed; takes away such proposals.
    fn of(topic: &str, project: &'o Project, known: &'o BTreeSet<String>, update: Update) -> Self {
        let mut orphans = Self {
            project,
            known,
            update,
            pending: Vec::new(),
            looked: Looked::default(),
            diagnostics: Vec::new(),
        };
        let folder = project.root.join(project.snapshot_path(topic));
        if let Ok(entries) = Entries::of(&folder) {
            orphans.find(topic, folder, entries);
        }
        orphans
    }

    fn find(&mut self, topic: &str, folder: PathBuf, mut entries: Entries) {
        for name in entries.names() {
            let path = self.project.snapshot_path(&format!("{topic}/{name}"));
            if self.is_gone(&path) {
                entries.remove(&name);
            }
        }
        self.looked.add(folder, entries.contents());
    }

    /// Whether what was at `path` was taken away.
    fn is_gone(&mut self, path: &str) -> bool {
        let place = self.project.root.join(path);
        let reviewed = path.strip_suffix(snapshot::PENDING).unwrap_or(path);
        if !is_snapshot(reviewed) || self.known.contains(reviewed) {
            return false;
        }
        let takes = match self.update {
            Update::Report => false,
            Update::Propose => path != reviewed,
            Update::Accept => true,
        };
        if takes {
            let removed = remove(&place);
            if let Err(error) = &removed {
                self.diagnostics.push(failed(path, error));
            }
            return removed.is_ok();
        }
        if path == reviewed {
            let old = read(&place).ok().flatten().unwrap_or_default();
            self.pending.push(Pending {
                path: path.to_owned(),
                claim: None,
                place: None,
                state: SnapshotState::Orphan,
                old: snapshot::contents(&old),
                new: String::new(),
            });
            self.looked
                .add(place, Some(contents::of_bytes(old.as_bytes())));
        }
        false
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

    /// The snapshots that claims or pairs of sources stand behind, as they are on disk.
    pub fn snapshots(&self) -> impl Iterator<Item = PathBuf> {
        let claims = self.claims.iter();
        let of_claims = claims.map(|claim| snapshot::path(&claim.id));
        let folder = self.root.join(self.snapshot_path(snapshot::survey::FOLDER));
        let on_disk = Entries::of(&folder).unwrap_or_default().names();
        let on_disk: BTreeSet<String> = on_disk
            .into_iter()
            .map(|name| format!("{}/{name}", snapshot::survey::FOLDER))
            .collect();
        let of_pairs = self.sources.iter().enumerate().flat_map(|(at, a)| {
            let others = self.sources[at..].iter();
            others.map(|b| snapshot::survey::path(&a.id, &b.id))
        });
        of_claims
            .chain(of_pairs.filter(move |path| on_disk.contains(path)))
            .map(|path| self.root.join(self.snapshot_path(&path)))
            .filter(|path| path.exists())
    }

    pub(super) fn snapshot_path(&self, below: &str) -> String {
        format!("{}/{below}", self.settings.snapshots)
    }

    /// The folders of snapshots that belong to claims: those of today's `topics`, and those whose
    /// snapshots name a claim file that is gone.
    fn topics(&self, mut topics: BTreeSet<String>, looked: &mut Looked) -> BTreeSet<String> {
        topics.insert(snapshot::survey::FOLDER.to_owned());
        let folder = self.root.join(&self.settings.snapshots);
        let Ok(entries) = Entries::of(&folder) else {
            return topics;
        };
        let others = entries.names().into_par_iter();
        let others = others.filter(|name| !topics.contains(name));
        let others = others.filter_map(|name| {
            let place = folder.join(&name);
            let is_ours = |file: &String| begins_with(&place.join(file), HEAD);
            let files = Entries::of(&place).ok()?;
            let has_ours = files.names().iter().any(is_ours);
            Some((name, place, files.contents(), has_ours))
        });
        let others: Vec<_> = others.collect();
        for (name, place, contents, has_ours) in others {
            if has_ours {
                topics.insert(name);
            }
            looked.add(place, contents);
        }
        looked.add(folder, entries.contents());
        topics
    }
}

/// How each snapshot of claims begins.
const HEAD: &[u8] = b"---\nsource: claimtest\n";

/// Whether what is in a file begins with some bytes; never where it cannot be read.
fn begins_with(place: &Path, bytes: &[u8]) -> bool {
    let mut begins = vec![0; bytes.len()];
    let read = fs::File::open(place).and_then(|mut file| file.read_exact(&mut begins));
    read.is_ok() && begins == bytes
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

fn read(place: &Path) -> io::Result<Option<String>> {
    match fs::read(place) {
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).unwrap_or_else(|error| {
            String::from_utf8_lossy(error.as_bytes()).into_owned()
        }))),
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

/// Where sources have become too many to be surveyed unasked: nothing stands behind the snapshots of the survey any
/// more, and it is the settings that say so, no text.
fn not_surveyed(project: &Project, n_sources: usize, pending: &[Pending]) -> Option<Diagnostic> {
    let settings = &project.settings;
    let folder = project.snapshot_path(snapshot::survey::FOLDER);
    let is_of_survey = |it: &&Pending| {
        it.state == SnapshotState::Orphan && it.path.starts_with(&format!("{folder}/"))
    };
    let n_orphans = pending.iter().filter(is_of_survey).count();
    if settings.survey.holds(n_sources) || settings.survey == Surveying::Never || n_orphans == 0 {
        return None;
    }
    let message = format!(
        "{n_sources} sources are not surveyed unless the settings ask for it: nothing stands behind {n_orphans} \
         of the snapshots in `{folder}`"
    );
    let warning = Diagnostic::warning("not-surveyed", message).in_file(&folder);
    Some(warning.help(
        "set `survey = \"always\"` in the settings to go on comparing all sources, or `survey = \"never\"` and \
         accept that these snapshots go",
    ))
}

fn failed(path: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error(
        "snapshot",
        format!("the snapshot `{path}` cannot be read or written: {error}"),
    )
    .in_file(path)
    .help("mend the file's permissions, or move what stands in its place")
}
