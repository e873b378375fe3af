//! What a run over few sources leaves for the next one: what became of each claim, and what each pair of
//! sources shows.
//!
//! What becomes of a claim depends on its table, on the sources and on the settings; what a pair shows, on its
//! two sources and on the settings. Each is kept under a hash of that, and taken by the next run where it is
//! the same: after an edit of a claim the others are not looked at, and after one of a source the survey
//! compares this one alone. Archives have a ledger ([`super::ledger`]), which tells as well which claims a
//! source can touch.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::ask::FEWEST;
use super::ledger::parts_of;
use super::{Cache, Project};
use crate::check::Ground;
use crate::claim::Claim;
use crate::compare::independence::Copies;
use crate::compare::survey::{self, Pair};
use crate::diagnostic::Label;
use crate::source::Source;
use crate::source::manifest::Meta;
use crate::span::Span;
use crate::verdict::Outcome;

/// The name of what is kept.
const NAME: &str = "recall";

/// Half a BLAKE3 hash: enough to tell what is kept apart.
type Key = [u8; 16];

/// What is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
struct Kept {
    /// By their tables and what they rest on; as if each table stood at the head of its file.
    outcomes: Vec<(Key, Outcome)>,
    /// By both sources.
    pairs: Vec<(Key, Pair)>,
    /// Which sources are compared with which, by number, and of which sources that holds.
    partners: (Key, Vec<Vec<u32>>),
}

/// What an earlier run left, and what a run takes of it and leaves itself.
#[derive(Debug, Default)]
pub(super) struct Recall {
    outcomes: HashMap<Key, Outcome>,
    pairs: HashMap<Key, Pair>,
    partners: (Key, Vec<Vec<u32>>),
    /// Each source by what a comparison of it depends on; none where nothing is kept.
    sources: Option<Vec<Key>>,
    /// All of them.
    ground: Key,
    /// Whether the last run left something that this one has no use for, or lacked something.
    is_other: bool,
}

impl Recall {
    /// What an earlier run of `project` left in `cache`.
    pub(super) fn read(project: &Project, cache: &Cache) -> Self {
        let is_large = cache.is_for(project.sources.len(), project.claims.len());
        let Some(settings) = settings(project).filter(|_| is_large) else {
            return Self::default();
        };
        let of_source = |source| key(|hasher| of_source(hasher, &settings, source));
        let sources: Vec<Key> = project.sources.iter().map(of_source).collect();
        let ground = key(|hasher| {
            for source in &sources {
                feed(hasher, source);
            }
            for id in &project.unread {
                feed(hasher, id.as_str().as_bytes());
            }
        });
        let kept = cache.open(NAME);
        let kept = kept.and_then(|kept| postcard::from_bytes(kept.body()).ok());
        let Kept {
            outcomes,
            pairs,
            partners,
        } = kept.unwrap_or_default();
        Self {
            outcomes: outcomes.into_iter().collect(),
            pairs: pairs.into_iter().collect(),
            partners,
            sources: Some(sources),
            ground,
            is_other: false,
        }
    }

    /// What became of those of `claims` that are known; nothing at all where none is.
    pub(super) fn outcomes(&mut self, tables: &[Option<Table>]) -> Vec<Option<Outcome>> {
        if self.outcomes.is_empty() {
            self.is_other |= tables.iter().any(Option::is_some);
            return Vec::new();
        }
        let known = tables.iter().map(|table| {
            let table = table.as_ref()?;
            let mut outcome = self.outcomes.remove(&table.key)?;
            shift(&mut outcome, table.range.start, usize::wrapping_add);
            Some(outcome)
        });
        let known: Vec<Option<Outcome>> = known.collect();
        self.is_other |= known
            .iter()
            .zip(tables)
            .any(|(known, table)| known.is_none() && table.is_some());
        known
    }

    /// The tables of `claims`; none of those of which nothing is kept.
    pub(super) fn tables(&self, project: &Project, claims: &[&Claim]) -> Vec<Option<Table>> {
        let few = self
            .sources
            .as_ref()
            .filter(|sources| sources.len() < FEWEST);
        if few.is_none() {
            return claims.iter().map(|_| None).collect();
        }
        let mut of_file: BTreeMap<&str, Vec<&Claim>> = BTreeMap::new();
        for claim in &project.claims {
            of_file.entry(&claim.file).or_default().push(claim);
        }
        let mut ranges: HashMap<(&str, usize), (Range<usize>, Key)> = HashMap::new();
        for (file, claims) in of_file {
            let Some(text) = project.files.get(file) else {
                continue;
            };
            let names: Vec<usize> = claims.iter().map(|claim| claim.span.start).collect();
            let mut left = names.iter().copied().peekable();
            for (range, hash) in parts_of(text, &names) {
                while let Some(at) = left.next_if(|at| range.contains(at)) {
                    ranges.insert((file, at), (range.clone(), hash));
                }
            }
        }
        let table = |claim: &&Claim| {
            // The day on which a waiver ends is another one tomorrow.
            let lapses = claim
                .waive
                .as_ref()
                .is_some_and(|waive| waive.until.is_some());
            let (range, hash) = ranges.get(&(claim.file.as_str(), claim.span.start))?;
            let key = key(|hasher| {
                feed(hasher, &self.ground);
                feed(hasher, claim.file.as_bytes());
                feed(hasher, claim.id.to_string().as_bytes());
                feed(hasher, hash);
            });
            let range = range.clone();
            (!lapses).then_some(Table { key, range })
        };
        claims.iter().map(table).collect()
    }

    /// All that the survey compares, each pair with what it shows, if that is anything.
    pub(super) fn survey(&mut self, ground: &Ground<'_>, copies: &Copies<'_>) -> Vec<Pair> {
        let Some(sources) = &self.sources else {
            return survey::compare(ground, copies, &survey::partners(copies));
        };
        if self.partners.0 != self.ground {
            self.partners = (self.ground, survey::partners(copies));
        }
        let mut known = Vec::new();
        let mut open = self.partners.1.clone();
        for (a, partners) in open.iter_mut().enumerate() {
            partners.retain(|&b| {
                let b = b as usize;
                let pair = self.pairs.remove(&of_pair(sources, a, b));
                let is_open = pair.is_none();
                known.extend(pair.map(|pair| Pair { a, b, ..pair }));
                is_open
            });
        }
        let new = survey::compare(ground, copies, &open);
        self.is_other |= !new.is_empty();
        known.extend(new);
        known.sort_by_key(|pair| (pair.a, pair.b));
        known
    }

    /// Keeps what became of claims, with their tables, and what pairs show.
    pub(super) fn keep(
        self,
        cache: &Cache,
        outcomes: &[Outcome],
        tables: Vec<Option<Table>>,
        pairs: Option<&[Pair]>,
    ) {
        let Some(sources) = self.sources else {
            return;
        };
        let is_other = self.is_other || !self.outcomes.is_empty() || !self.pairs.is_empty();
        if !is_other {
            return;
        }
        let outcomes = outcomes.iter().zip(tables).filter_map(|(outcome, table)| {
            let table = table.filter(|table| table.holds(outcome))?;
            let mut outcome = outcome.clone();
            shift(&mut outcome, table.range.start, usize::wrapping_sub);
            Some((table.key, outcome))
        });
        let pairs = pairs.into_iter().flatten();
        let kept = Kept {
            outcomes: outcomes.collect(),
            pairs: pairs
                .map(|pair| (of_pair(&sources, pair.a, pair.b), pair.clone()))
                .collect(),
            partners: self.partners,
        };
        if let Ok(body) = postcard::to_stdvec(&kept) {
            cache.write(NAME, &[&body]);
        }
    }
}

/// A claim's table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Table {
    /// What the claim says, where, and what it rests on.
    key: Key,
    /// Its bytes of the claim file.
    range: Range<usize>,
}

impl Table {
    /// Whether an outcome points to no other place of its file.
    fn holds(&self, outcome: &Outcome) -> bool {
        let is_own = |span: Span| self.range.start <= span.start && span.end <= self.range.end;
        let labels = labels(outcome).filter(|label| label.file == outcome.file);
        is_own(outcome.span) && labels.filter_map(|label| label.span).all(is_own)
    }
}

fn labels(outcome: &Outcome) -> impl Iterator<Item = &Label> {
    let failures = outcome.failures.iter().map(|failure| &failure.diagnostic);
    failures
        .chain(&outcome.notes)
        .flat_map(|diagnostic| &diagnostic.labels)
}

/// Moves what an outcome says of its own file.
fn shift(outcome: &mut Outcome, by: usize, moved: fn(usize, usize) -> usize) {
    let moved = |span: &mut Span| *span = Span::new(moved(span.start, by), moved(span.end, by));
    moved(&mut outcome.span);
    let failures = outcome
        .failures
        .iter_mut()
        .map(|failure| &mut failure.diagnostic);
    for diagnostic in failures.chain(&mut outcome.notes) {
        let own = diagnostic
            .labels
            .iter_mut()
            .filter(|label| label.file == outcome.file);
        own.filter_map(|label| label.span.as_mut()).for_each(moved);
    }
}

/// The settings that a run depends on; none where it is not known what they are.
fn settings(project: &Project) -> Option<Key> {
    let settings = &project.settings;
    let text = match &settings.file {
        Some(file) => project.files.get(file)?,
        None => "",
    };
    let overridden = format!("{:?} {:?}", settings.at_least, settings.fail_on);
    Some(key(|hasher| {
        feed(hasher, text.as_bytes());
        feed(hasher, overridden.as_bytes());
    }))
}

/// What is known of a source; where the manifest says so is another thing.
fn of_source(hasher: &mut blake3::Hasher, settings: &Key, source: &Source) {
    let meta = Meta {
        place: None,
        ..Meta::clone(&source.meta)
    };
    feed(hasher, settings);
    feed(hasher, source.id.as_str().as_bytes());
    feed(hasher, source.file.as_bytes());
    feed(hasher, source.hash.as_bytes());
    feed(hasher, format!("{meta:?}").as_bytes());
}

fn of_pair(sources: &[Key], a: usize, b: usize) -> Key {
    key(|hasher| {
        feed(hasher, &sources[a]);
        feed(hasher, &sources[b]);
    })
}

fn key(of: impl FnOnce(&mut blake3::Hasher)) -> Key {
    let mut hasher = blake3::Hasher::new();
    of(&mut hasher);
    let mut key = Key::default();
    key.copy_from_slice(&hasher.finalize().as_bytes()[..16]);
    key
}

/// Adds `bytes`, told apart from what comes next.
fn feed(hasher: &mut blake3::Hasher, bytes: &[u8]) {
    hasher.update(&(bytes.len() as u64).to_le_bytes());
    hasher.update(bytes);
}
