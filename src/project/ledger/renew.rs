//! Evaluates the claims that a change of some files can touch, and passes on what was said of the others.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::book::{Book, Lying, Telling};
use super::entries::Entries;
use super::look::Look;
use super::note::settings_hash;
use super::sift::Words;
use super::slots::{Is, Slot, Slots};
use super::{Keeping, Moved, Said, Tell};
use crate::compare::frame;
use crate::project::ask::FEWEST;
use crate::project::cache::plain::Name;
use crate::project::discover::Found;
use crate::project::load::{Opening, Options};
use crate::project::sources::{Read, assemble, missing_headings, read_source};
use crate::project::{Caching, Project, RunOptions, root};
use crate::source::manifest::{Manifest, Meta};
use crate::source::{SourceId, Text};
use crate::verdict::Run;

/// Where more than this share of the claims or sources has changed, all are looked at: one in so many.
const MOST: usize = 4;

/// So few may always have changed.
const FEW: usize = 64;

/// A run over what has changed.
pub(super) struct Renewal<'k> {
    pub(super) root: &'k Path,
    pub(super) keeping: Keeping<'k>,
    pub(super) options: &'k RunOptions,
    pub(super) book: Arc<Book<'k>>,
    pub(super) opening: Opening,
    pub(super) look: Arc<Look>,
    pub(super) slots: Slots,
    pub(super) entries: Option<Entries<'k>>,
    /// The numbers that the sources of the last run have now.
    pub(super) now: Vec<Option<u32>>,
    /// What is said now of claims whose tables have moved, by slot.
    pub(super) moved: BTreeMap<usize, Said>,
}

/// Runs over what has changed since the last run of the same command, and tells what became of every claim
/// that is selected; none where that cannot be told from what the last run left.
///
/// The project that is returned has the sources alone that were looked at, and the run no outcomes.
pub(in crate::project) fn renew(
    root: &Path,
    loading: &Options,
    options: &RunOptions,
    keeping: Keeping<'_>,
    tell: &mut dyn Tell,
) -> Option<(Project, Run)> {
    let root = std::path::absolute(root).ok()?;
    let (mut files, mut found) = (BTreeMap::new(), Vec::new());
    let settings = root::settings(&root, &loading.overrides, &mut files, &mut found);
    if !found.is_empty() || settings.cache == Caching::Never {
        return None;
    }
    let lying = Lying::read(keeping.cache, keeping.command)?;
    let mut book = Book::open(&lying, keeping.cache, keeping.command)?;
    let mut opening = Opening::bare(&root, settings, files);
    if book.ledger.settings != settings_hash(&opening.project) {
        return None;
    }
    let look = Look::new(&mut opening, &book.ledger, keeping)?;
    // It is needed as soon as a text or a claim is read.
    rayon::spawn(frame::prepare);
    let settings = &opening.project.settings;
    let n_sources = look.sources.len();
    if n_sources < FEWEST || settings.survey.holds(n_sources) {
        return None;
    }
    let slots = Slots::new(&root, &look.claims, &book.ledger, keeping.began)?;
    let manifest = root.join(&settings.manifest);
    let entries = match book.ledger.manifest.take() {
        Some(kept) => Some(Entries::new(
            &root,
            &settings.manifest,
            kept,
            keeping.began,
        )?),
        None if manifest.exists() => return None,
        None => None,
    };
    let mut now = vec![None; book.ledger.sources.len()];
    for (seen, at) in look.sources.iter().zip(0..) {
        if let Some(earlier) = seen.earlier {
            now[earlier] = Some(at);
        }
    }
    let renewal = Renewal {
        root: &root,
        keeping,
        options,
        book: Arc::new(book),
        opening,
        look: Arc::new(look),
        slots,
        entries,
        now,
        moved: BTreeMap::new(),
    };
    renewal.run(tell)
}

impl Renewal<'_> {
    fn run(mut self, tell: &mut dyn Tell) -> Option<(Project, Run)> {
        self.opening.complain(std::mem::take(&mut self.slots.wrong));
        let have_moved = self.slots.all.iter().any(Slot::has_moved);
        let telling = (!have_moved).then(|| self.book.telling());
        if have_moved {
            self.book.hold_said(self.book.telling().look()?);
            self.moved = self.moved(tell);
        }
        let touched = self.touched()?;
        let fresh = self.fresh();
        let wanted = self.wanted(&touched, &fresh);
        let too_many = |n: usize, of: usize| n > FEW.max(of / MOST);
        if too_many(fresh.len(), self.look.sources.len())
            || too_many(wanted.len(), self.slots.all.len())
        {
            return None;
        }
        // What else is needed where the claims are put together is found out beside what comes before.
        let told: &dyn Tell = tell;
        let (root, look, book) = (self.root, Arc::clone(&self.look), Arc::clone(&self.book));
        let (renewed, (said, looked)) = rayon::join(
            || {
                let wrong = self.wrong_sources(&fresh)?;
                Some((self.evaluate(&wanted, &fresh, told)?, wrong))
            },
            || {
                (
                    telling.map(Telling::look),
                    look.looked_at(root, &book.ledger),
                )
            },
        );
        let (renewed, wrong) = renewed?;
        if let Some(said) = said {
            self.book.hold_said(said?);
        }
        self.assemble(renewed, (&wrong, looked), tell)
    }

    /// The number of the source called `id`.
    pub(super) fn number(&self, id: &str) -> Option<usize> {
        let kept = &self.book.ledger.sources;
        let sources = &self.look.sources;
        sources.binary_search_by(|it| it.id(kept).cmp(id)).ok()
    }

    pub(super) fn id(&self, number: usize) -> SourceId {
        SourceId::new(self.look.sources[number].id(&self.book.ledger.sources))
    }

    /// The numbers in the last run of sources that have changed, gone, or of which the manifest says
    /// something else; none where the manifest has an entry that is no source's.
    fn touched(&self) -> Option<HashSet<u32>> {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        let gone = self.now.iter().enumerate().filter(|(_, now)| now.is_none());
        let mut touched: HashSet<u32> = gone.map(|(at, _)| number(at)).collect();
        let fresh = self.look.sources.iter().filter(|it| it.fresh.is_some());
        touched.extend(fresh.filter_map(|it| it.earlier.map(number)));
        let Some(entries) = &self.entries else {
            return Some(touched);
        };
        let named = entries.touched.iter().filter_map(|id| {
            let seen = &self.look.sources[self.number(id)?];
            seen.earlier.map(number)
        });
        touched.extend(named);
        let is_known = |id: &Name<'_>| self.number(id.as_str()).is_some();
        // No entry was without its source in the last run, which else would have left nothing.
        let may_lack = self.now.contains(&None) || !entries.touched.is_empty();
        (!may_lack || entries.ids.iter().all(is_known)).then_some(touched)
    }

    /// The sources that hold something else now, by number, with their texts.
    fn fresh(&self) -> BTreeMap<usize, Text> {
        let sources = self.look.sources.iter().enumerate();
        let fresh = sources.filter_map(|(at, seen)| {
            let (text, _) = seen.fresh.as_ref()?.content.as_ref()?;
            Some((at, Text::new(text.clone()?)))
        });
        fresh.collect()
    }

    /// What is to be said of claims whose tables have moved, where that follows from what was said before.
    fn moved(&self, tell: &dyn Tell) -> BTreeMap<usize, Said> {
        let slots = self.slots.all.par_iter().enumerate();
        let moved = slots.filter_map(|(at, slot)| {
            let (Is::Kept(number, by), file) = (&slot.is, &self.slots.files[slot.file].file) else {
                return None;
            };
            if *by == Moved::default() {
                return None;
            }
            let said = self.book.said(self.book.ledger.claims[*number].said)?;
            let said = said.bytes().ok()?;
            let moved = tell.moved(str::from_utf8(&said).ok()?, file, *by)?;
            Some((at, Said::from(moved)))
        });
        moved.collect::<Vec<_>>().into_iter().collect()
    }

    /// The claims that may have to be evaluated, by slot, and whether they must be: a source that has
    /// changed may bear on the others, or not.
    fn wanted(
        &self,
        touched: &HashSet<u32>,
        fresh: &BTreeMap<usize, Text>,
    ) -> BTreeMap<usize, bool> {
        let ledger = &self.book.ledger;
        let is_today = ledger.today == self.options.today.to_string();
        let have_changed = !touched.is_empty() || !fresh.is_empty();
        let words: Vec<Words> = fresh.values().map(Words::new).collect();
        let slots = self.slots.all.par_iter().enumerate();
        let wanted = slots.filter_map(|(at, slot)| {
            let Is::Kept(number, moved) = slot.is else {
                return Some((at, true));
            };
            let kept = &ledger.claims[number];
            let is_touched = kept.rests_on.iter().any(|it| touched.contains(&it));
            let lapses = kept.may_lapse && !is_today;
            let is_stuck = moved != Moved::default() && !self.moved.contains_key(&at);
            if is_touched || lapses || have_changed && kept.asks_all || is_stuck {
                return Some((at, true));
            }
            let may_bear = words.iter().any(|words| words.may_bear_on(kept));
            may_bear.then_some((at, false))
        });
        wanted.collect::<Vec<_>>().into_iter().collect()
    }

    /// Puts down what is wrong with sources and with what the manifest says of them; returns the numbers
    /// of those.
    fn wrong_sources(&mut self, fresh: &BTreeMap<usize, Text>) -> Option<HashSet<usize>> {
        let kept = &self.book.ledger.sources;
        let mut wanted: BTreeSet<usize> = fresh.keys().copied().collect();
        let entries = self.entries.as_ref();
        let has_touched = entries.is_some_and(|it| !it.touched.is_empty());
        for (at, seen) in self.look.sources.iter().enumerate() {
            let was_wrong = seen.earlier.is_some_and(|it| kept[it].is_wrong);
            let is_touched =
                has_touched && entries.is_some_and(|it| it.touched.contains(seen.id(kept)));
            if was_wrong || is_touched {
                wanted.insert(at);
            }
        }
        if self.entries.is_none() {
            // That there is no manifest is said where there is a source.
            wanted.insert(0);
        }
        (wanted.len() <= MOST * FEW).then_some(())?;
        let metas = self.metas(&wanted)?;
        let mut read = Vec::new();
        for &at in &wanted {
            let mut own = self.read(at)?;
            let meta = metas.get(&own.id);
            if let (Some(meta), Some((text, _))) = (meta, &mut own.content)
                && let Some(text) = text.take()
            {
                let settings = &self.opening.project.settings;
                own.headings = missing_headings(&own.file, &text, meta, settings);
            }
            read.push(own);
        }
        let manifest = self.entries.is_some();
        let manifest = manifest.then_some(Manifest { entries: metas });
        let (settings, found) = (&self.opening.project.settings, &mut self.opening.found);
        let assembled = assemble(read, BTreeSet::new(), settings, manifest, found);
        assembled.unread.is_empty().then_some(())?;
        let wrong = assembled.wrong.iter();
        Some(wrong.filter_map(|id| self.number(id.as_str())).collect())
    }

    /// What the manifest says of sources, if there is one; none where that cannot be read.
    pub(super) fn metas(
        &mut self,
        numbers: &BTreeSet<usize>,
    ) -> Option<BTreeMap<SourceId, Arc<Meta>>> {
        let ids: BTreeSet<SourceId> = numbers.iter().map(|&at| self.id(at)).collect();
        match &mut self.entries {
            Some(entries) => entries.of(self.root, &ids),
            None => Some(BTreeMap::new()),
        }
    }

    /// Reads a source as it is now; none where it changes all the time.
    pub(super) fn read(&self, at: usize) -> Option<Read> {
        let seen = &self.look.sources[at];
        if let Some(fresh) = &seen.fresh {
            return Some(fresh.as_ref().clone());
        }
        let kept = &self.book.ledger.sources[seen.earlier?];
        let found = Found {
            path: self.root.join(kept.file.as_str()),
            file: kept.file.as_str().to_owned(),
            base: String::new(),
        };
        let read = read_source(SourceId::new(kept.id.as_str()), &found);
        let hash = read.content.as_ref()?.1;
        (*hash.as_bytes() == kept.hash).then_some(read)
    }
}
