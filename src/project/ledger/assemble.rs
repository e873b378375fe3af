//! Puts the claims that were evaluated and those that are as they were together to one run.

mod sources;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::book::Slice;
use super::evaluate::{Claimed, Renewed};
use super::kept::{KeptClaim, Listed};
use super::note::{Notes, snapshots};
use super::renew::Renewal;
use super::rows::Rows;
use super::slots::{Is, Slot};
use super::{Said, Tell};
use crate::claim::ClaimId;
use crate::project::evaluate::nothing_selected;
use crate::project::store::{self, Found, Whole};
use crate::project::{Looked, Project, Selection};
use crate::source::{Source, Text};
use crate::span::Span;
use crate::verdict::{CopiedPair, Pending, Run};

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

/// A claim as it was noted down.
struct Noted<'r, 'k> {
    kept: Cow<'r, KeptClaim<'k>>,
    said: Said,
    snapshot: Option<Found>,
    /// Whether that was as reviewed before.
    was_reviewed: Option<bool>,
}

impl<'k> Renewal<'k> {
    /// The run, and the project with the sources that its diagnostics point into.
    pub(super) fn assemble(
        mut self,
        mut renewed: Renewed,
        (wrong, looked_at): (&HashSet<usize>, Looked),
        tell: &mut dyn Tell,
    ) -> Option<(Project, Run)> {
        let is_same = self.is_same(&renewed);
        let mut notes = Notes::after(&self.book, self.keeping, self.options, tell.between());
        self.note_sources(&mut notes, &renewed, wrong)?;
        let state = snapshots(&self.opening.project, self.keeping);
        let are_held = state.is_some() && state == self.book.ledger.snapshots;
        let mut run = Run::default();
        let mut held = Snapshots::default();
        let mut n_copies: BTreeMap<[u32; 2], usize> = BTreeMap::new();
        let slots = std::mem::take(&mut self.slots.all);
        let they_stay = self.stay(&slots);
        if they_stay {
            notes.ledger.claims = self.book.ledger.claims.clone();
        }
        for (at, slot) in slots.iter().enumerate() {
            let own = renewed.claims.remove(&at);
            let was_held = are_held && own.is_none();
            let told = self.note_claim((at, slot), own, &mut notes)?;
            let kept = told.kept.as_ref();
            let is_selected = self.is_selected(slot, kept);
            if is_selected {
                kept.counts.add_to(&mut run.summary);
                for pair in &kept.copies {
                    *n_copies.entry(*pair).or_default() += 1;
                }
                tell.put(told.said);
            }
            match told.kept {
                Cow::Owned(kept) if they_stay => notes.ledger.claims.set(at, kept),
                Cow::Borrowed(_) if they_stay => {}
                kept => notes.claims.push(kept.into_owned()),
            }
            let Some(found) = told.snapshot else {
                continue;
            };
            let is_reviewed = was_held && told.was_reviewed == Some(true);
            held.all.push(Held {
                claim: at,
                path: found.told().0.to_owned(),
                is_known: is_reviewed || is_selected,
                was_reviewed: told.was_reviewed,
            });
            if is_reviewed {
                held.reviewed.insert(found.told().0.to_owned());
            } else if is_selected {
                held.found.push(found);
            }
        }
        if !they_stay {
            notes.ledger.claims = Rows::from(std::mem::take(&mut notes.claims));
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
        self.finish(notes, run, held, (is_same, looked_at))
    }

    fn is_selected(&self, slot: &Slot, kept: &KeptClaim<'_>) -> bool {
        let selection = &self.options.selection;
        *selection == Selection::All || selection.holds_named(&self.id_of(slot, kept), &kept.tags)
    }

    /// Whether each of the claims in `slots` that is as it was has the number that it had, and each source has.
    fn stay(&self, slots: &[Slot]) -> bool {
        let mut numbered = slots.iter().enumerate();
        let has_stayed = |(at, slot): (usize, &Slot)| match slot.is {
            Is::Kept(number, _) => number == at,
            Is::New(_) => true,
        };
        self.is_in_order()
            && slots.len() == self.book.ledger.claims.len()
            && numbered.all(has_stayed)
    }

    /// Notes down a claim.
    fn note_claim(
        &self,
        (at, slot): (usize, &Slot),
        own: Option<Claimed>,
        notes: &mut Notes<'k>,
    ) -> Option<Noted<'_, 'k>> {
        if let Some(Claimed {
            mut kept,
            said,
            snapshot,
        }) = own
        {
            kept.at = slot.name();
            let body = snapshot.as_ref().map(|it| it.told().1);
            return Some(Noted {
                kept: Cow::Owned(notes.claim(kept, &said, body)),
                said: Said::from(said),
                snapshot,
                was_reviewed: None,
            });
        }
        let Is::Kept(number, _) = slot.is else {
            return None;
        };
        let earlier = &self.book.ledger.claims[number];
        let snapshot = match earlier.snapshot {
            Some((body, _)) => Some(self.snapshot(slot, earlier, body)?),
            None => None,
        };
        let (said, place) = if let Some(said) = self.moved.get(&at) {
            (said.clone(), notes.say(&said.bytes().ok()?))
        } else {
            let place = notes.say_again(&self.book, earlier.said);
            (self.book.said(earlier.said)?, place)
        };
        let body = earlier.snapshot.map(|(body, is_reviewed)| {
            let body = notes.store.keep(&self.book, body);
            (body, is_reviewed)
        });
        let is_same = place == earlier.said && body == earlier.snapshot && self.is_in_order();
        let kept = if is_same {
            Cow::Borrowed(earlier)
        } else {
            let mut kept = KeptClaim {
                said: place,
                snapshot: body,
                ..earlier.clone()
            };
            self.renumber(&mut kept);
            Cow::Owned(kept)
        };
        Some(Noted {
            kept,
            said,
            snapshot,
            was_reviewed: earlier.snapshot.map(|it| it.1),
        })
    }

    /// The snapshot of a claim that is as it was, which has this `body`; none where that cannot be trusted.
    fn snapshot(&self, slot: &Slot, kept: &KeptClaim<'_>, body: Slice) -> Option<Found> {
        let body = self.book.said(body)?;
        let body = str::from_utf8(&body.bytes().ok()?).ok()?.to_owned();
        let file = self.slots.files[slot.file].file.clone();
        let span = Span::new(slot.at, slot.at + kept.len as usize);
        let id = self.id_of(slot, kept);
        let project = &self.opening.project;
        Some(Found::of(project, id, (file, span), body))
    }

    fn id_of(&self, slot: &Slot, kept: &KeptClaim<'_>) -> ClaimId {
        ClaimId {
            topic: self.slots.files[slot.file].topic.clone(),
            name: kept.name.as_str().to_owned(),
        }
    }

    /// Gives the sources that a claim rests on the numbers that they have now. It rests on none that is
    /// gone.
    fn renumber(&self, kept: &mut KeptClaim<'_>) {
        if self.is_in_order() {
            return;
        }
        let of = |at: u32| self.now[at as usize].unwrap_or(u32::MAX);
        kept.rests_on = kept.rests_on.iter().map(of).collect();
        let now = |at: &mut u32| *at = of(*at);
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

    /// Whether the last run left what this one would.
    fn is_same(&self, renewed: &Renewed) -> bool {
        let ledger = &self.book.ledger;
        let mut sources = self.look.sources.iter().zip(ledger.sources.iter());
        let mut files = self.slots.files.iter().zip(&ledger.files);
        let is_on_time = ledger.today == self.options.today.to_string()
            || !ledger.claims.iter().any(|it| it.may_lapse);
        renewed.claims.is_empty()
            && renewed.answers.is_empty()
            && is_on_time
            && self.is_in_order()
            && self.slots.files.len() == ledger.files.len()
            && self.look.folders == ledger.folders
            && self.entries.iter().all(|it| it.listed.state == it.was)
            && self.slots.texts.iter().all(Option::is_none)
            && sources.all(|(seen, kept)| seen.state == kept.state)
            && files.all(|(now, kept)| now.listed.state == kept.listed.state)
    }

    /// Notes down the files, and hands on those that were read.
    fn list(&mut self, notes: &mut Notes<'k>) {
        let project = &mut self.opening.project;
        notes.ledger.settings = self.book.ledger.settings;
        notes.ledger.folders.clone_from(&self.look.folders);
        notes.ledger.files.clone_from(&self.slots.files);
        let files = self.slots.files.iter().zip(&self.slots.texts);
        let read = files.filter_map(|(it, text)| Some((it.file.clone(), text.clone()?)));
        project.files.extend(read);
        if let Some(entries) = &mut self.entries {
            let ids = std::mem::take(&mut entries.ids);
            let parts = std::mem::take(&mut entries.listed.parts);
            let state = entries.listed.state;
            notes.ledger.manifest = Some((Listed { state, parts }, ids));
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
        (is_same, looked_at): (bool, Looked),
    ) -> Option<(Project, Run)> {
        let is_whole = self.options.selection == Selection::All;
        let update = self.options.update;
        let topics = self.look.claims.iter().map(|(_, topic)| topic.clone());
        let whole = is_whole.then(|| Whole {
            reviewed: held.reviewed,
            topics: topics.collect(),
            n_sources: self.look.sources.len(),
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
            let kept = &notes.ledger.claims[held.claim];
            if let Some((body, was)) = kept.snapshot {
                let is_reviewed = held.is_known && !pending.contains(held.path.as_str());
                is_as_before &= held.was_reviewed == Some(is_reviewed);
                if was != is_reviewed {
                    let snapshot = Some((body, is_reviewed));
                    let kept = KeptClaim {
                        snapshot,
                        ..kept.clone()
                    };
                    notes.ledger.claims.set(held.claim, kept);
                }
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
        let (sources, ()) = rayon::join(|| self.shown(&wanted), keep);
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
        Some((project, run))
    }

    /// Reads the claim files in which claims stand whose snapshots are not as reviewed.
    fn show_claims(&mut self, pending: &[Pending]) -> Option<()> {
        let files = pending.iter().filter_map(|it| it.place.as_ref());
        let files: HashSet<&String> = files.map(|(file, _)| file).collect();
        let known = &self.opening.project.files;
        let all = self.slots.files.par_iter().enumerate();
        let lacking =
            all.filter(|(_, it)| files.contains(&it.file) && !known.contains_key(&it.file));
        let read = lacking.map(|(number, it)| {
            let text = self.slots.text(self.root, number)?;
            Some((it.file.clone(), text))
        });
        let read: Vec<(String, String)> = read.collect::<Option<_>>()?;
        self.opening.project.files.extend(read);
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
                    meta: Arc::default(),
                });
            }
        }
        Some(shown)
    }
}
