//! Notes down, claim by claim and source by source, what a run leaves.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::sync::Arc;

use super::Keeping;
use super::book::{Book, Reading, Slice, Store};
use super::kept::{Asked, ClaimFile, Counts, KeptClaim, KeptSource, Ledger, Listed, Missing};
use super::look::folders_of;
use super::rows::Rows;
use super::table::{Part, parts};
use super::words::Noting;
use crate::check::SourceAnswers;
use crate::compare::independence::Outline;
use crate::project::cache::plain::Name;
use crate::project::cache::{Checksum, State, checksum, state_of, walk};
use crate::project::evaluate::count;
use crate::project::part::Parts;
use crate::project::store::Found;
use crate::project::{Project, RunOptions};
use crate::source::SourceId;
use crate::verdict::{CopiedPair, Outcome, Pending, Summary};

/// What a run leaves, as far as it is known.
#[derive(Debug)]
pub(in crate::project) struct Notes<'k> {
    keeping: Keeping<'k>,
    pub(super) ledger: Ledger<'k>,
    pub(super) store: Store,
    /// What stands between what is said of one claim and of the next: it is kept behind each, so that what is said
    /// of several is passed on at once.
    between: &'static str,
    /// The sources and the claims, where these do not stand in the ledger.
    pub(super) sources: Vec<KeptSource<'k>>,
    pub(super) claims: Vec<KeptClaim<'k>>,
    /// The snapshots' files, by the claim's number.
    snapshots: Vec<(usize, String)>,
    /// What sources tell in short.
    outlines: BTreeMap<SourceId, Outline>,
}

/// Where so many bytes have been added, or an eighth of all, they are put to the others.
const MOST_ADDED: u64 = 1 << 20;

/// What so many sources tell in short is kept.
const MOST_OUTLINED: usize = 1 << 13;

impl<'k> Notes<'k> {
    /// The notes of a run that looks at everything, and that has noted down the words of all sources.
    pub(in crate::project) fn new(
        keeping: Keeping<'k>,
        options: &RunOptions,
        words: Noting,
        between: &'static str,
    ) -> Self {
        Self::with(keeping, options, words.into_store(), between)
    }

    /// The notes of a run over what is not as it is in `book`.
    pub(super) fn after(
        book: &Book<'_>,
        keeping: Keeping<'k>,
        options: &RunOptions,
        between: &'static str,
    ) -> Self {
        let mut notes = Self::with(keeping, options, book.store(), between);
        notes.ledger.blocks = book.ledger.blocks.clone();
        notes.ledger.said = book.ledger.said.clone();
        notes.ledger.answered = book.ledger.answered;
        notes
    }

    fn with(
        keeping: Keeping<'k>,
        options: &RunOptions,
        store: Store,
        between: &'static str,
    ) -> Self {
        let ledger = Ledger {
            today: options.today.to_string(),
            ..Ledger::default()
        };
        Self {
            keeping,
            ledger,
            store,
            between,
            sources: Vec::new(),
            claims: Vec::new(),
            snapshots: Vec::new(),
            outlines: BTreeMap::new(),
        }
    }

    /// A claim with what was said of it, and the body of its snapshot.
    pub(super) fn claim(
        &mut self,
        mut kept: KeptClaim<'k>,
        said: &str,
        snapshot: Option<&str>,
    ) -> KeptClaim<'k> {
        kept.said = self.say(said.as_bytes());
        kept.snapshot = snapshot.map(|body| (self.store.put(body.as_bytes()), true));
        kept
    }

    /// Puts down what is said of a claim.
    pub(super) fn say(&mut self, said: &[u8]) -> Slice {
        say(&mut self.store, said, self.between)
    }

    /// What was said of a claim in an earlier run, where it is to be found after this one.
    pub(super) fn say_again(&mut self, book: &Book<'_>, said: Slice) -> Slice {
        match self.store.lacks(book, said) {
            Some(bytes) => self.say(bytes),
            None => said,
        }
    }

    /// Notes down the claims of a part of a whole run, which come after those of the parts before.
    pub(in crate::project) fn add(
        &mut self,
        parts: &Parts<'_, '_>,
        first: usize,
        outcomes: &[Outcome],
        said: &[String],
        snapshots: &[Option<Found>],
    ) {
        let told = said.iter().zip(snapshots);
        let start = self.claims.len();
        for ((outcome, (said, snapshot)), number) in outcomes.iter().zip(told).zip(first..) {
            let place = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
            let mut kept = of_claim(parts, number, outcome, place);
            kept.said = self.say(said.as_bytes());
            if let Some(found) = snapshot {
                self.snapshots.push((number, found.told().0.to_owned()));
            }
            self.claims.push(kept);
        }
        for (kept, snapshot) in self.claims[start..].iter_mut().zip(snapshots) {
            let body = snapshot.as_ref().map(|found| found.told().1.as_bytes());
            kept.snapshot = body.map(|body| (self.store.put(body), true));
        }
        let room = MOST_OUTLINED.saturating_sub(self.outlines.len());
        let new = parts.voices().outlines.take_new();
        self.outlines.extend(new.into_iter().take(room));
    }

    /// Notes down what the probes ask for.
    pub(in crate::project) fn ask<'q>(
        &mut self,
        measures: impl Iterator<Item = (usize, &'q [(u32, f32)], f32)>,
    ) {
        for (claim, counts, least) in measures {
            if let Some(kept) = self.claims.get_mut(claim) {
                kept.asked.push(&Asked::new(counts, least));
            }
        }
    }

    /// Notes down the sources of a whole run: those with which something is `wrong`, what each answered, and
    /// the states of their files with the lengths of their texts.
    pub(in crate::project) fn sources(
        &mut self,
        project: &Project,
        wrong: &[SourceId],
        answers: &[Arc<SourceAnswers>],
        states: impl Iterator<Item = (Option<State>, usize)>,
        words: &[Slice],
    ) {
        let start = self.store.len();
        let known = project.sources.iter().zip(answers).zip(states.zip(words));
        for ((source, answers), ((state, len), words)) in known {
            let answers = serde_json::to_vec(answers.as_ref()).unwrap_or_default();
            let kept = KeptSource {
                id: Name::from(source.id.to_string()),
                file: Name::from(source.file.clone()),
                state: state.filter(|it| it.is_settled(self.keeping.began)),
                hash: *source.hash.as_bytes(),
                len: u32::try_from(len).unwrap_or(u32::MAX),
                is_wrong: wrong.binary_search(&source.id).is_ok(),
                answers: self.store.put(&answers),
                checksum: checksum(&answers),
                words: *words,
                outline: Slice::default(),
            };
            self.sources.push(kept);
        }
        self.ledger.answered = self.store.len() - start;
        self.ledger.said = self.store.len()..self.store.len();
    }

    /// Keeps what a whole run left. `topics` are those of the claim files.
    ///
    /// What is not told claim by claim is not kept: a file that is no more what was read.
    pub(in crate::project) fn close(
        mut self,
        project: &Project,
        topics: &BTreeMap<String, String>,
        copies: &[CopiedPair],
        pending: &[Pending],
    ) -> Option<()> {
        let distinct: HashSet<&String> = topics.values().collect();
        if distinct.len() < topics.len() {
            return None;
        }
        self.ledger.settings = settings_hash(project);
        self.ledger.folders = folders_of(project, self.keeping.began)?;
        self.list_claims(project, topics)?;
        self.list_manifest(project)?;
        self.ledger.shares = copies
            .iter()
            .filter_map(|pair| {
                let number = |id| project.sources.binary_search_by(|it| it.id.cmp(id)).ok();
                let [a, b] = [number(&pair.sources[0])?, number(&pair.sources[1])?];
                let [a, b] = [u32::try_from(a).ok()?, u32::try_from(b).ok()?];
                Some(([a, b], pair.percent))
            })
            .collect();
        self.ledger.said.end = self.store.len();
        for (kept, source) in self.sources.iter_mut().zip(&project.sources) {
            if let Some(outline) = self.outlines.get(&source.id) {
                kept.outline = self.store.put(&outline.to_bytes());
            }
        }
        self.finish(project, pending);
        Some(())
    }

    /// Notes down which snapshots are as reviewed, and writes all of it.
    fn finish(mut self, project: &Project, pending: &[Pending]) {
        let pending: HashSet<&str> = pending.iter().map(|it| it.path.as_str()).collect();
        for (claim, path) in &self.snapshots {
            if let Some((_, is_reviewed)) = &mut self.claims[*claim].snapshot {
                *is_reviewed = !pending.contains(path.as_str());
            }
        }
        self.ledger.sources = Rows::from(std::mem::take(&mut self.sources));
        self.ledger.claims = Rows::from(std::mem::take(&mut self.claims));
        self.ledger.snapshots = snapshots(project, self.keeping);
        self.write(None);
    }

    fn write(self, book: Option<&Book<'_>>) {
        let Keeping { cache, command, .. } = self.keeping;
        // What cannot be kept is worked out again.
        let _ = self.ledger.write(self.store, book, cache, command);
    }

    /// Writes what is not as it is in `book`.
    pub(super) fn write_after(mut self, book: &Book<'_>) {
        let n_added = self.store.len() - self.ledger.blocks.len();
        if n_added > MOST_ADDED.max(self.ledger.blocks.len() / 8)
            && self.put_together(book).is_none()
        {
            return;
        }
        let ledger = &book.ledger;
        let are_edited = self.ledger.sources.are_edited(&ledger.sources)
            && self.ledger.claims.are_edited(&ledger.claims);
        if !are_edited {
            self.store.take_in(book);
        }
        self.write(Some(book));
    }

    /// Puts what was added to the other bytes, and leaves out what is of no use any more.
    fn put_together(&mut self, book: &Book<'_>) -> Option<()> {
        let Keeping { cache, command, .. } = self.keeping;
        let mut store = Store::new(cache, command)?;
        let mut reading = Reading::new(book, &self.store);
        let mut put = |slice: &mut Slice| {
            *slice = store.put(reading.bytes(*slice)?);
            Some(slice.end())
        };
        let mut sources: Vec<KeptSource<'_>> = self.ledger.sources.iter().cloned().collect();
        let mut claims: Vec<KeptClaim<'_>> = self.ledger.claims.iter().cloned().collect();
        for source in &mut sources {
            put(&mut source.words)?;
        }
        for source in &mut sources {
            put(&mut source.answers)?;
        }
        self.ledger.said = store.len()..store.len();
        for claim in &mut claims {
            let said = reading.bytes(claim.said)?;
            claim.said = say(&mut store, said, self.between);
        }
        self.ledger.said.end = store.len();
        let mut put = |slice: &mut Slice| {
            *slice = store.put(reading.bytes(*slice)?);
            Some(slice.end())
        };
        for (body, _) in claims.iter_mut().filter_map(|it| it.snapshot.as_mut()) {
            self.ledger.said.end = put(body)?;
        }
        for source in &mut sources {
            put(&mut source.outline)?;
        }
        self.ledger.sources = Rows::from(sources);
        self.ledger.claims = Rows::from(claims);
        self.store = store;
        Some(())
    }

    fn list_claims(&mut self, project: &Project, topics: &BTreeMap<String, String>) -> Option<()> {
        let mut number = 0;
        for of_file in project.claims.chunk_by(|a, b| a.file == b.file) {
            let file = &of_file[0].file;
            let names: Vec<usize> = of_file.iter().map(|claim| claim.span.start).collect();
            let listed = listed(project, file, &names, self.keeping)?;
            let kept = &mut self.claims[number..];
            place(&listed.parts, kept, &names);
            number += of_file.len();
            self.ledger.files.push(ClaimFile {
                file: file.clone(),
                topic: topics.get(file)?.clone(),
                listed,
            });
        }
        (self.ledger.files.len() == topics.len()).then_some(())
    }

    fn list_manifest(&mut self, project: &Project) -> Option<()> {
        let file = &project.settings.manifest;
        if !project.files.contains_key(file) {
            return Some(());
        }
        let entries = project.sources.iter();
        let entries =
            entries.filter_map(|it| Some((it.meta.place?.start, Name::from(it.id.to_string()))));
        let entries: BTreeMap<usize, Name<'_>> = entries.collect();
        let names: Vec<usize> = entries.keys().copied().collect();
        let listed = listed(project, file, &names, self.keeping)?;
        self.ledger.manifest = Some((listed, entries.into_values().collect()));
        Some(())
    }
}

/// Puts down what is said of a claim, and what stands `between` that and what is said of the next.
fn say(store: &mut Store, said: &[u8], between: &str) -> Slice {
    let slice = store.put(said);
    if !said.is_empty() {
        store.put(between.as_bytes());
    }
    slice
}

/// What became of claim number `number` of `parts`, by the numbers that `place` gives to sources.
pub(super) fn of_claim(
    parts: &Parts<'_, '_>,
    number: usize,
    outcome: &Outcome,
    place: impl Fn(usize) -> u32,
) -> KeptClaim<'static> {
    let claim = parts.claim(number);
    let about = parts.about(number);
    let missing = parts.missing(number);
    let missing = missing.map(|(question, keys, standing)| Missing {
        question,
        keys,
        standing: standing.iter().map(|&at| place(at)).collect(),
    });
    let missing: Vec<Missing> = missing.collect();
    let standing = missing.iter().flat_map(|it| it.standing.iter().copied());
    let answering = about.sources.iter().copied().chain(parts.unlisted(number));
    let named = answering.map(&place);
    let rests_on: BTreeSet<u32> = named.chain(standing).collect();
    let copies = outcome.copies.iter().filter_map(|pair| {
        let [a, b] = [parts.number(&pair[0])?, parts.number(&pair[1])?];
        Some([place(a), place(b)])
    });
    KeptClaim {
        name: Name::from(claim.id.name.clone()),
        len: u32::try_from(claim.span.len()).unwrap_or(u32::MAX),
        tags: claim.tags.clone(),
        may_lapse: claim.waive.is_some(),
        counts: Counts::of(outcome),
        rests_on: rests_on.into_iter().collect(),
        asks_all: about.all,
        missing,
        copies: copies.collect(),
        voices: parts
            .bearing(outcome)
            .zip(u32::try_from(outcome.origins).ok()),
        ..KeptClaim::default()
    }
}

impl Counts {
    fn of(outcome: &Outcome) -> Self {
        let mut summary = Summary::default();
        count(&mut summary, std::slice::from_ref(outcome));
        let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Self {
            checks: number(summary.checks),
            failed: summary.failed > 0,
            unread: number(summary.unread),
            waived: summary.waived > 0,
            notes: number(summary.notes),
        }
    }

    pub(super) fn add_to(self, summary: &mut Summary) {
        summary.claims += 1;
        summary.checks += self.checks as usize;
        summary.failed += usize::from(self.failed);
        summary.unread += self.unread as usize;
        summary.waived += usize::from(self.waived);
        summary.notes += self.notes as usize;
    }
}

/// Notes down where in the parts of their file claims have their names.
pub(super) fn place(parts: &[Part], claims: &mut [KeptClaim<'_>], names: &[usize]) {
    let mut start = 0;
    let mut rest = claims.iter_mut().zip(names);
    for part in parts {
        for (claim, &name) in rest.by_ref().take(part.n as usize) {
            claim.at = u32::try_from(name - start).unwrap_or(u32::MAX);
        }
        start += part.len as usize;
    }
}

/// The parts of a file that was read, and its state; none where it is not what it was.
fn listed(project: &Project, file: &str, names: &[usize], keeping: Keeping<'_>) -> Option<Listed> {
    let text = project.files.get(file)?;
    let path = project.root.join(file);
    let state = State::of(&path).ok()??;
    (fs::read(&path).ok()? == text.as_bytes()).then_some(())?;
    Some(Listed {
        state: Some(state).filter(|it| it.is_settled(keeping.began)),
        parts: parts(text, names),
    })
}

/// A hash of the files of the settings as they were read.
pub(super) fn settings_hash(project: &Project) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for name in ["claimtest.toml", "Cargo.toml"] {
        let text = project.files.get(name);
        hasher.update(&[u8::from(text.is_some())]);
        hasher.update(blake3::hash(text.map_or(&[], |it| it.as_bytes())).as_bytes());
    }
    *hasher.finalize().as_bytes()
}

/// The state of the snapshots; none where some were written a moment before.
pub(super) fn snapshots(project: &Project, keeping: Keeping<'_>) -> Option<Checksum> {
    let mut paths = Vec::new();
    walk(&project.root.join(&project.settings.snapshots), &mut paths).ok()?;
    paths.sort();
    let (state, is_settled) = state_of(&paths, keeping.began)?;
    is_settled.then_some(state)
}
