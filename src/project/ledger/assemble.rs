//! Puts the claims that were evaluated and those that are as they were together to one run.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;

use super::evaluate::{Claimed, Renewed};
use super::kept::{KeptClaim, KeptSource, Slice};
use super::note::{Notes, snapshots};
use super::renew::Renewal;
use super::slots::{Is, Slot};
use super::words::bits;
use super::{Said, Tell};
use crate::claim::ClaimId;
use crate::project::cache::checksum;
use crate::project::evaluate::nothing_selected;
use crate::project::store::{self, Found, Whole};
use crate::project::{Looked, Project, Selection};
use crate::source::manifest::Meta;
use crate::source::{Source, Text};
use crate::span::Span;
use crate::verdict::{CopiedPair, Pending, Run};

/// Where answers take up so many bytes more than twice what they took up after a run that looked at
/// everything, those to questions that nobody asks any more are dropped by another such run.
const STALE: u64 = 1 << 20;

/// The snapshots of a run, as they come.
#[derive(Default)]
struct Snapshots {
    /// Those that are held against their files.
    found: Vec<Found>,
    /// The paths of those that are known to be as reviewed.
    reviewed: BTreeSet<String>,
    /// All of them.
    all: Vec<Held>,
}

/// A snapshot of a claim.
struct Held {
    /// The number of the claim.
    claim: usize,
    path: String,
    /// Whether it is held against its file, or known to be as reviewed.
    is_known: bool,
    /// Whether it was as reviewed before.
    was_reviewed: Option<bool>,
}

impl Renewal<'_> {
    /// The run, and the project with the sources that its diagnostics point into.
    pub(super) fn assemble(
        mut self,
        mut renewed: Renewed,
        wrong: &HashSet<usize>,
        tell: &mut dyn Tell,
    ) -> Option<(Project, Run)> {
        let is_same = self.is_same(&renewed);
        let mut notes = Notes::after(&self.book, self.keeping, self.options);
        self.note_sources(&mut notes, &renewed, wrong)?;
        let state = snapshots(&self.opening.project, self.keeping);
        let are_held = state.is_some() && state == self.book.ledger.snapshots;
        let mut run = Run::default();
        let mut held = Snapshots::default();
        let mut n_copies: BTreeMap<[u32; 2], usize> = BTreeMap::new();
        let slots = std::mem::take(&mut self.slots.all);
        for (at, slot) in slots.iter().enumerate() {
            let own = renewed.claims.remove(&at);
            let was_held = are_held && own.is_none();
            let (said, snapshot, was_reviewed) = self.note_claim((at, slot), own, &mut notes)?;
            let number = notes.ledger.claims.len() - 1;
            let kept = &notes.ledger.claims[number];
            let is_selected = self.is_selected(slot, kept);
            if is_selected {
                kept.counts.add_to(&mut run.summary);
                for pair in &kept.copies {
                    *n_copies.entry(*pair).or_default() += 1;
                }
                tell.put(said);
            }
            let Some(found) = snapshot else {
                continue;
            };
            let is_reviewed = was_held && was_reviewed == Some(true);
            held.all.push(Held {
                claim: number,
                path: found.told().0.to_owned(),
                is_known: is_reviewed || is_selected,
                was_reviewed,
            });
            if is_reviewed {
                held.reviewed.insert(found.told().0.to_owned());
            } else if is_selected {
                held.found.push(found);
            }
        }
        run.summary.sources = self.look.sources.len();
        let mut shares = self.shares();
        shares.extend(renewed.shares);
        run.copies = self.copies(&n_copies, &shares);
        let counted = notes.ledger.claims.iter().flat_map(|it| &it.copies);
        let counted: BTreeSet<[u32; 2]> = counted.copied().collect();
        shares.retain(|pair, _| counted.contains(pair));
        notes.ledger.shares = shares.into_iter().collect();
        self.list(&mut notes);
        self.finish(notes, run, held, is_same)
    }

    fn is_selected(&self, slot: &Slot, kept: &KeptClaim) -> bool {
        let selection = &self.options.selection;
        *selection == Selection::All || selection.holds_named(&self.id_of(slot, kept), &kept.tags)
    }

    /// Notes down a claim; what is said of it, its snapshot, and whether that was as reviewed before.
    fn note_claim(
        &mut self,
        (at, slot): (usize, &Slot),
        own: Option<Claimed>,
        notes: &mut Notes<'_>,
    ) -> Option<(Said, Option<Found>, Option<bool>)> {
        if let Some(Claimed {
            mut kept,
            said,
            snapshot,
        }) = own
        {
            kept.at = slot.name();
            let body = snapshot.as_ref().map(|it| it.told().1);
            notes.claim(kept, &said, body);
            return Some((Said::from(said), snapshot, None));
        }
        let Is::Kept(number, _) = slot.is else {
            return None;
        };
        let mut kept = std::mem::take(&mut self.book.ledger.claims[number]);
        self.renumber(&mut kept);
        let snapshot = match kept.snapshot {
            Some((body, _)) => Some(self.snapshot(slot, &kept, body)?),
            None => None,
        };
        let said = if let Some(said) = self.moved.remove(&at) {
            kept.said = notes.store.put(said.bytes());
            said
        } else {
            let said = self.book.said(kept.said)?;
            kept.said = notes.store.keep(&self.book, kept.said);
            said
        };
        let was_reviewed = kept.snapshot.map(|it| it.1);
        if let Some((body, is_reviewed)) = &mut kept.snapshot {
            (*body, *is_reviewed) = (notes.store.keep(&self.book, *body), true);
        }
        notes.ledger.claims.push(kept);
        Some((said, snapshot, was_reviewed))
    }

    /// The snapshot of a claim that is as it was, which has this `body`; none where that cannot be trusted.
    fn snapshot(&self, slot: &Slot, kept: &KeptClaim, body: Slice) -> Option<Found> {
        let body = self.book.said(body)?;
        let body = str::from_utf8(body.bytes()).ok()?.to_owned();
        let file = self.slots.files[slot.file].file.clone();
        let span = Span::new(slot.at, slot.at + kept.len as usize);
        let id = self.id_of(slot, kept);
        let project = &self.opening.project;
        Some(Found::of(project, id, (file, span), body))
    }

    fn id_of(&self, slot: &Slot, kept: &KeptClaim) -> ClaimId {
        ClaimId {
            topic: self.slots.files[slot.file].topic.clone(),
            name: kept.name.clone(),
        }
    }

    /// Gives the sources that a claim rests on the numbers that they have now. It rests on none that is
    /// gone.
    fn renumber(&self, kept: &mut KeptClaim) {
        if self.is_in_order() {
            return;
        }
        let now = |at: &mut u32| *at = self.now[*at as usize].unwrap_or(u32::MAX);
        kept.rests_on.iter_mut().for_each(now);
        let standing = kept.missing.iter_mut().flat_map(|it| &mut it.standing);
        standing.for_each(now);
        kept.copies.iter_mut().flatten().for_each(now);
    }

    /// Whether the sources have the numbers that they had.
    fn is_in_order(&self) -> bool {
        self.now.len() == self.look.sources.len()
            && self.now.last() == Some(&u32::try_from(self.now.len() - 1).ok())
    }

    /// How much sources have of one another that claims count once, by their numbers now.
    fn shares(&self) -> BTreeMap<[u32; 2], [u32; 2]> {
        let shares = self.book.ledger.shares.iter();
        let shares = shares.filter_map(|([a, b], percent)| {
            Some(([self.now[*a as usize]?, self.now[*b as usize]?], *percent))
        });
        shares.collect()
    }

    fn copies(
        &self,
        n_copies: &BTreeMap<[u32; 2], usize>,
        shares: &BTreeMap<[u32; 2], [u32; 2]>,
    ) -> Vec<CopiedPair> {
        let copies = n_copies.iter().filter_map(|(pair, &claims)| {
            Some(CopiedPair {
                sources: pair.map(|it| self.id(it as usize)),
                percent: *shares.get(pair)?,
                claims,
            })
        });
        copies.collect()
    }

    /// Notes down the sources and what they answer; none where too much of that is of no use any more.
    fn note_sources(
        &self,
        notes: &mut Notes<'_>,
        renewed: &Renewed,
        wrong: &HashSet<usize>,
    ) -> Option<()> {
        let mut n_bytes = 0;
        for (number, seen) in self.look.sources.iter().enumerate() {
            let (len, hash) = self.measure(number);
            let fresh = seen.fresh.as_ref().and_then(|it| it.content.as_ref());
            let kept = seen.earlier.map(|at| &self.book.ledger.sources[at]);
            let words = match (fresh, kept) {
                (Some((text, _)), _) => {
                    let text = Text::new(text.clone()?);
                    notes.store.put(&bits(&text))
                }
                (None, kept) => notes.store.keep(&self.book, kept?.words),
            };
            let (answers, checksum) = if let Some(answers) = renewed.answers.get(&number) {
                let answers = serde_json::to_vec(answers).ok()?;
                (notes.store.put(&answers), checksum(&answers))
            } else {
                let kept = kept?;
                (notes.store.keep(&self.book, kept.answers), kept.checksum)
            };
            n_bytes += answers.len();
            notes.ledger.sources.push(KeptSource {
                id: self.id(number).to_string(),
                file: self.file(number).to_owned(),
                state: seen.state,
                hash: *hash.as_bytes(),
                len: u32::try_from(len).ok()?,
                is_wrong: wrong.contains(&number),
                answers,
                checksum,
                words,
            });
        }
        (n_bytes <= 2 * self.book.ledger.answered + STALE).then_some(())
    }

    /// Whether the last run left what this one would.
    fn is_same(&self, renewed: &Renewed) -> bool {
        let ledger = &self.book.ledger;
        let mut sources = self.look.sources.iter().zip(&ledger.sources);
        let mut files = self.slots.files.iter().zip(&ledger.files);
        let manifest = self.entries.as_ref().map(|it| it.listed.state);
        let is_on_time = ledger.today == self.options.today.to_string()
            || !ledger.claims.iter().any(|it| it.may_lapse);
        renewed.claims.is_empty()
            && renewed.answers.is_empty()
            && is_on_time
            && self.is_in_order()
            && self.slots.files.len() == ledger.files.len()
            && self.look.folders == ledger.folders
            && manifest == ledger.manifest.as_ref().map(|it| it.0.state)
            && self.slots.texts.iter().all(Option::is_none)
            && sources.all(|(seen, kept)| seen.state == kept.state)
            && files.all(|(now, kept)| now.listed.state == kept.listed.state)
    }

    /// Notes down the files, and hands on those that were read.
    fn list(&mut self, notes: &mut Notes<'_>) {
        let project = &mut self.opening.project;
        notes.ledger.settings = self.book.ledger.settings;
        notes.ledger.folders.clone_from(&self.look.folders);
        notes.ledger.files.clone_from(&self.slots.files);
        let files = self.slots.files.iter().zip(&self.slots.texts);
        let read = files.filter_map(|(it, text)| Some((it.file.clone(), text.clone()?)));
        project.files.extend(read);
        if let Some(entries) = &mut self.entries {
            let ids = std::mem::take(&mut entries.ids);
            notes.ledger.manifest = Some((entries.listed.clone(), ids));
            let text = entries.text.take();
            let file = project.settings.manifest.clone();
            project.files.extend(text.map(|text| (file, text)));
        }
    }

    /// Holds snapshots against their files, writes down what the next run needs, and gives those sources
    /// their texts that diagnostics point into.
    fn finish(
        mut self,
        mut notes: Notes<'_>,
        mut run: Run,
        held: Snapshots,
        is_same: bool,
    ) -> Option<(Project, Run)> {
        let is_whole = self.options.selection == Selection::All;
        let update = self.options.update;
        let topics = self.look.claims.iter().map(|(_, topic)| topic.clone());
        let whole = is_whole.then(|| Whole {
            reviewed: held.reviewed,
            topics: topics.collect(),
        });
        self.opening.project.sources = Vec::new();
        let mut unknown = Vec::new();
        let project = &self.opening.project;
        let (pending, looked) = store::hold(project, held.found, whole, update, &mut unknown);
        run.pending = pending;
        let is_held = unknown.is_empty();
        let pending: HashSet<&str> = run.pending.iter().map(|it| it.path.as_str()).collect();
        let mut is_as_before = true;
        for held in &held.all {
            if let Some((_, is_reviewed)) = &mut notes.ledger.claims[held.claim].snapshot {
                *is_reviewed = held.is_known && !pending.contains(held.path.as_str());
                is_as_before &= held.was_reviewed == Some(*is_reviewed);
            }
        }
        notes.ledger.snapshots = snapshots(project, self.keeping);
        is_as_before &= notes.ledger.snapshots == self.book.ledger.snapshots;
        self.show_claims(&run.pending)?;
        let wanted: BTreeSet<String> = self.marked();
        let is_same = is_same && is_as_before;
        // What is wrong with claims is told by each run anew.
        let is_kept = is_held && !is_same && self.opening.claims_are_sound();
        let keep = || {
            if is_kept {
                notes.write_after(&self.book);
            }
        };
        let (looked_at, sources) = rayon::join(|| (self.looked_at(), self.shown(&wanted)), keep).0;
        self.opening.project.looked = looked_at;
        self.opening.project.looked.append(looked);
        self.opening.project.sources = sources?;
        let (project, found) = self.opening.close();
        run.diagnostics = found;
        if run.summary.claims == 0 {
            run.diagnostics
                .extend(nothing_selected(&self.options.selection));
        }
        run.diagnostics.append(&mut unknown);
        // Letting go of so much is no work to wait for.
        let (book, look, slots) = (self.book, self.look, self.slots);
        rayon::spawn(move || drop((book, look, slots)));
        Some((project, run))
    }

    /// The folders and files of sources and claims.
    fn looked_at(&self) -> Looked {
        let folders = self.look.folders.iter();
        let folders = folders.map(|it| (PathBuf::from(&it.path), it.names));
        let claims = self.look.claims.iter();
        let claims = claims.map(|(file, _)| (self.root.join(file), None));
        let sources = (0..self.look.sources.len()).map(|number| {
            let hash = self.measure(number).1;
            (self.root.join(self.file(number)), Some(*hash.as_bytes()))
        });
        folders.chain(claims).chain(sources).collect()
    }

    /// Reads the claim files in which claims stand whose snapshots are not as reviewed.
    fn show_claims(&mut self, pending: &[Pending]) -> Option<()> {
        let files = pending.iter().filter_map(|it| it.place.as_ref());
        let files: HashSet<&String> = files.map(|(file, _)| file).collect();
        for number in 0..self.slots.files.len() {
            let file = &self.slots.files[number].file;
            if files.contains(file) && !self.opening.project.files.contains_key(file) {
                self.slots.read(self.root, number)?;
                let file = self.slots.files[number].file.clone();
                let text = self.slots.texts[number].clone()?;
                self.opening.project.files.insert(file, text);
            }
        }
        Some(())
    }

    /// The files that diagnostics point into.
    fn marked(&self) -> BTreeSet<String> {
        let labels = self.opening.found.iter().flat_map(|it| &it.labels);
        let marked = labels.filter(|label| label.span.is_some());
        marked.map(|label| label.file.clone()).collect()
    }

    /// The sources in these files, with their texts.
    fn shown(&self, files: &BTreeSet<String>) -> Option<Vec<Source>> {
        let mut shown = Vec::new();
        if files.is_empty() {
            return Some(shown);
        }
        for number in 0..self.look.sources.len() {
            if files.contains(self.file(number)) {
                let (text, hash) = self.read(number)?.content?;
                shown.push(Source {
                    id: self.id(number),
                    file: self.file(number).to_owned(),
                    text: Text::new(text?),
                    hash,
                    meta: Meta::default(),
                });
            }
        }
        Some(shown)
    }
}
