//! Puts the claims that were evaluated and those that are as they were together to one run.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::PathBuf;

use super::evaluate::{Claimed, Renewed};
use super::kept::{KeptClaim, KeptSource, Slice, Words};
use super::note::{Notes, snapshots};
use super::renew::Renewal;
use super::slots::{Is, Slot};
use super::words::bits;
use super::{Moved, Tell};
use crate::claim::ClaimId;
use crate::project::evaluate::nothing_selected;
use crate::project::store::{self, Found, Whole};
use crate::project::{Project, Selection};
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
    /// The paths of all by the numbers of their claims, and whether they are among these two.
    paths: Vec<(usize, String, bool)>,
}

impl Renewal<'_> {
    /// The run, and the project with the sources that its diagnostics point into.
    pub(super) fn assemble(
        mut self,
        mut renewed: Renewed,
        wrong: &HashSet<usize>,
        tell: &mut dyn Tell,
    ) -> Option<(Project, Run, bool)> {
        let is_same = self.is_same(&renewed);
        let mut notes = Notes::new(self.keeping, self.options);
        self.note_sources(&mut notes, &renewed, wrong)?;
        let state = snapshots(&self.opening.project, self.keeping);
        let are_held = state.is_some() && state == self.book.ledger.snapshots;
        let mut run = Run::default();
        let mut held = Snapshots::default();
        let mut n_copies: BTreeMap<[u32; 2], usize> = BTreeMap::new();
        for (at, slot) in self.slots.all.iter().enumerate() {
            let own = renewed.claims.remove(&at);
            let was_held = are_held && own.is_none();
            let (kept, said, snapshot) = self.claim(slot, own, tell);
            let id = self.id_of(slot, &kept);
            let is_selected = self.options.selection.holds_named(&id, &kept.tags);
            if is_selected {
                kept.counts.add_to(&mut run.summary);
                for pair in &kept.copies {
                    *n_copies.entry(*pair).or_default() += 1;
                }
                tell.put(&said);
            }
            let is_reviewed = was_held && kept.snapshot.is_some_and(|it| it.1);
            let number = notes.ledger.claims.len();
            notes.claim(kept, &said, snapshot.as_ref().map(Found::told));
            if let Some(found) = snapshot {
                let path = found.told().0.to_owned();
                let is_known = is_reviewed || is_selected;
                held.paths.push((number, path.clone(), is_known));
                if is_reviewed {
                    held.reviewed.insert(path);
                } else if is_selected {
                    held.found.push(found);
                }
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

    /// What is kept of a claim, what is said of it, and its snapshot.
    fn claim(
        &self,
        slot: &Slot,
        own: Option<Claimed>,
        tell: &dyn Tell,
    ) -> (KeptClaim, String, Option<Found>) {
        if let Some(Claimed {
            mut kept,
            said,
            snapshot,
        }) = own
        {
            kept.at = slot.name();
            return (kept, said, snapshot);
        }
        let Is::Kept(number, moved) = slot.is else {
            return Default::default();
        };
        let mut kept = self.book.ledger.claims[number].clone();
        self.renumber(&mut kept);
        let said = self.book.text(kept.said);
        let file = &self.slots.files[slot.file].file;
        let said = if moved == Moved::default() {
            said.to_owned()
        } else {
            tell.moved(said, file, moved).unwrap_or_default()
        };
        let snapshot = kept.snapshot.map(|(body, _)| {
            let span = Span::new(slot.at, slot.at + kept.len as usize);
            let id = self.id_of(slot, &kept);
            let body = self.book.text(body).to_owned();
            Found::of(&self.opening.project, id, (file.clone(), span), body)
        });
        (kept, said, snapshot)
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
        for (number, seen) in self.look.sources.iter().enumerate() {
            let (len, hash) = self.measure(number);
            let fresh = seen.fresh.as_ref().and_then(|it| it.content.as_ref());
            let words = match (fresh, seen.earlier) {
                (Some((text, _)), _) => {
                    let text = Text::new(text.clone()?);
                    Words::Here(notes.store.put(&bits(&text)))
                }
                (None, Some(earlier)) => match self.book.ledger.sources[earlier].words {
                    Words::Here(slice) => Words::Here(notes.store.put(self.book.bytes(slice))),
                    apart @ Words::Apart(_) => apart,
                },
                (None, None) => return None,
            };
            let source = KeptSource {
                id: self.id(number).to_string(),
                file: self.file(number).to_owned(),
                state: seen.state,
                hash: *hash.as_bytes(),
                len: u32::try_from(len).ok()?,
                is_wrong: wrong.contains(&number),
                answers: Slice::default(),
                words,
            };
            if let Some(answers) = renewed.answers.get(&number) {
                notes.source(source, &serde_json::to_vec(answers).ok()?);
            } else {
                let kept = &self.book.ledger.sources[seen.earlier?];
                notes.source(source, self.book.bytes(kept.answers));
            }
        }
        notes.ledger.words.clone_from(&self.book.ledger.words);
        let answered = self.book.ledger.answered;
        notes.ledger.answered = answered;
        (notes.store.len() <= 2 * answered + STALE).then_some(())
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
    ) -> Option<(Project, Run, bool)> {
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
        run.pending = store::hold(project, held.found, whole, update, &mut unknown);
        let is_held = unknown.is_empty();
        let pending: HashSet<&str> = run.pending.iter().map(|it| it.path.as_str()).collect();
        let mut is_as_before = true;
        for (number, path, is_known) in &held.paths {
            if let Some((_, is_reviewed)) = &mut notes.ledger.claims[*number].snapshot {
                let before = self.book.ledger.claims.get(*number);
                let before = before.and_then(|it| it.snapshot.as_ref());
                let now = *is_known && !pending.contains(path.as_str());
                is_as_before &= before.is_some_and(|it| it.1 == now);
                *is_reviewed = now;
            }
        }
        notes.ledger.snapshots = snapshots(project, self.keeping);
        is_as_before &= notes.ledger.snapshots == self.book.ledger.snapshots;
        self.show_claims(&run.pending)?;
        let wanted: BTreeSet<String> = self.marked();
        let is_same = is_same && is_as_before;
        if is_held && !is_same {
            notes.write();
        }
        if is_same {
            self.opening.project.folders = self.looked_at();
        }
        let sources = self.shown(&wanted)?;
        self.opening.project.sources = sources;
        let (project, found) = self.opening.close();
        run.diagnostics = found;
        if run.summary.claims == 0 {
            run.diagnostics
                .extend(nothing_selected(&self.options.selection));
        }
        run.diagnostics.append(&mut unknown);
        Some((project, run, is_same))
    }

    /// The folders and files of sources and claims.
    fn looked_at(&self) -> BTreeSet<PathBuf> {
        let folders = self.look.folders.iter().map(|(it, _)| PathBuf::from(it));
        let sources = (0..self.look.sources.len()).map(|it| self.file(it));
        let files = sources.chain(self.look.claims.iter().map(|(file, _)| file.as_str()));
        folders.chain(files.map(|it| self.root.join(it))).collect()
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
