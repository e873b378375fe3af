//! Where texts disagree, with no claims at all.
//!
//! Texts about one matter ([`super::topic`]) are compared two by two, and each with itself. What a pair
//! shows depends on its two texts only, so that a new source adds what it says and changes nothing else.
//! Texts that were written far
//! apart tell of different events: their values are not compared, what people say in them is.
//!
//! | grade | what differs |
//! |---|---|
//! | `conflict` | two values in the same frame that cannot both be true, or one denies what the other affirms, or who did it in one had it done to them in the other |
//! | `attribution` | the same words, given to different speakers |
//! | `wording` | what somebody said, in other words; what one says more strongly than the other |
//! | `tense` | one passage expects what the other reports |
//! | `spelling` | the same name, written differently |
//! | `telling` | the same matter, told in other words: nothing that must be wrong |

mod age;
mod candidate;
mod cohesion;
mod denial;
mod filing;
mod first;
mod force;
mod frame;
mod head;
mod likeness;
mod matter;
mod name;
mod outlet;
mod pair;
mod passage;
mod phrase;
mod quotation;
mod reading;
mod readings;
mod role;
mod same;
mod sentence;
mod sound;
mod speaker;
mod tale;
mod telling;
mod tense;
mod value;
mod when;

use std::collections::{BTreeSet, HashMap};

use rayon::prelude::*;

use super::independence::{Copied, Copies};
use crate::check::Ground;
use crate::claim::ClaimId;
use crate::passage::Change;
use crate::source::{Source, SourceId};
use crate::verdict::{Outcome, Place};
use reading::Reading;
use readings::Readings;
#[doc(hidden)]
pub use same::Known;

/// How grave a difference is, gravest first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Values in the same frame that cannot both be true; what only one of the two denies; who did it to whom.
    Conflict,
    /// The same words, given to different speakers.
    Attribution,
    /// What somebody said, in other words; what one says more strongly than the other.
    Wording,
    /// One passage expects what the other reports.
    Tense,
    /// The same name, written differently.
    Spelling,
    /// The same matter, told in other words.
    Telling,
}

impl Grade {
    /// Its name in snapshots and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Attribution => "attribution",
            Self::Wording => "wording",
            Self::Tense => "tense",
            Self::Spelling => "spelling",
            Self::Telling => "telling",
        }
    }
}

/// One difference between two passages.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Item {
    /// How grave it is.
    pub grade: Grade,
    /// What differs, in a few words: `Wednesday = 2023-03-22 / Tuesday = 2023-03-21`.
    pub what: String,
    /// Why it is taken for a difference, and for no graver one.
    pub why: String,
    /// Where it stands in the first text and in the second.
    pub places: [Place; 2],
    /// The words that differ, where what was said is compared.
    pub diff: Vec<Change>,
    /// The claims that cover both passages; told by [`mark_claimed`].
    #[serde(skip)]
    pub claims: Vec<ClaimId>,
}

/// What two texts, or one text with itself, disagree on.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Pair {
    /// The first text, by its number among the sources.
    pub a: usize,
    /// The second.
    pub b: usize,
    /// Days between the two, where they are so many that the texts tell of different events.
    pub apart: Option<u64>,
    /// How much of one stands in the other, where it is a copy.
    pub copied: Option<Copied>,
    /// The differences, the most important first.
    pub items: Vec<Item>,
}

impl Pair {
    /// Whether there is anything to be said of the two.
    #[must_use]
    pub fn says_anything(&self) -> bool {
        !self.items.is_empty() || self.copied.is_some()
    }
}

/// So many sources are read at once: they take little room.
const FEW: usize = 64;

/// Compares the sources that are about one matter, two by two, and each with itself; pairs with nothing
/// to say are left out. Which differences are claimed is told by [`mark_claimed`].
#[must_use]
pub fn survey(ground: &Ground<'_>, copies: &Copies<'_>) -> Vec<Pair> {
    let mut pairs = compare(ground, copies, &partners(copies));
    pairs.retain(Pair::says_anything);
    pairs
}

/// For each source, by number, those that it is compared with: itself, and the later ones that are about the
/// same matter, in order.
#[must_use]
pub fn partners(copies: &Copies<'_>) -> Vec<Vec<u32>> {
    let mut partners = copies.partners();
    for (own, number) in partners.iter_mut().zip(0..) {
        own.insert(0, number);
    }
    partners
}

/// Compares each source with its `partners`, in their order.
#[must_use]
pub fn compare(ground: &Ground<'_>, copies: &Copies<'_>, partners: &[Vec<u32>]) -> Vec<Pair> {
    let readings = Readings::new(partners, |number: usize| {
        let source = &ground.sources[number];
        Reading::new(source, copies.words(number), &ground.context(source))
    });
    if partners.len() <= FEW {
        // One comparison would wait for what another one reads.
        (0..partners.len())
            .into_par_iter()
            .for_each(|number| readings.prepare(number));
    }
    let compared = partners
        .par_iter()
        .enumerate()
        .filter(|(_, partners)| !partners.is_empty());
    let compared = compared.map(|(a, partners)| {
        let own = readings.get(a);
        let with = |b: &u32| {
            let b = *b as usize;
            let shared = (a != b).then(|| copies.between(a, b)).flatten();
            pair::compare((a, &own), (b, &readings.get(b)), ground, shared)
        };
        partners.par_iter().map(with).collect()
    });
    compared.flat_map_iter(|pairs: Vec<Pair>| pairs).collect()
}

/// What is known of the figures of two sources, and of their days, that may be of one fact: for fitting weights
/// (`benches/weights.rs`).
#[doc(hidden)]
#[must_use]
pub fn known(ground: &Ground<'_>, sources: &[Source]) -> Vec<([usize; 2], [Vec<Known>; 4])> {
    let readings = sources.iter();
    let readings = readings.map(|source| {
        let words = super::frame::sentences(&source.text);
        Reading::new(source, words, &ground.context(source))
    });
    let readings: Vec<Reading<'_>> = readings.collect();
    let pairs = (0..sources.len()).flat_map(|a| (a + 1..sources.len()).map(move |b| [a, b]));
    let known = pairs.map(|[a, b]| ([a, b], pair::known(&readings[a], &readings[b], ground)));
    known.collect()
}

/// What the pieces of evidence are of which there is so much in [`Known`].
#[doc(hidden)]
#[must_use]
pub fn evidence() -> [[Vec<&'static str>; 2]; 4] {
    same::evidence()
}

/// Marks the differences whose two passages a claim rests on as claimed; `outcomes` are those of the claims,
/// `sources` all that were surveyed.
pub fn mark_claimed(pairs: &mut [Pair], outcomes: &[Outcome], sources: &[Source]) {
    let claimed = Claimed::new(outcomes);
    for pair in pairs {
        let ids = [pair.a, pair.b].map(|number| &sources[number].id);
        for item in &mut pair.items {
            item.claims = claimed.by(item, ids);
        }
    }
}

/// Of items that have what differs in common on either side, the likest.
fn likest(mut found: Vec<(f32, Item)>) -> Vec<Item> {
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<Item> = Vec::new();
    for (_, item) in found {
        let clashes = |other: &Item| {
            (0..2).any(|side| other.places[side].slots[0].overlaps(item.places[side].slots[0]))
        };
        if !kept.iter().any(clashes) {
            kept.push(item);
        }
    }
    kept
}

/// The passages of each source that claims rest on, with the claims' numbers.
struct Claimed<'a> {
    outcomes: &'a [Outcome],
    of_source: HashMap<&'a SourceId, Vec<(&'a Place, usize)>>,
}

impl<'a> Claimed<'a> {
    fn new(outcomes: &'a [Outcome]) -> Self {
        let mut of_source: HashMap<_, Vec<_>> = HashMap::new();
        for (number, outcome) in outcomes.iter().enumerate() {
            for answer in &outcome.answers {
                let places = answer.evidence.iter().map(|place| (place, number));
                let of_this = of_source.entry(&answer.source).or_default();
                of_this.extend(places);
            }
        }
        Self {
            outcomes,
            of_source,
        }
    }

    /// The claims that rest on both passages.
    fn by(&self, item: &Item, ids: [&SourceId; 2]) -> Vec<ClaimId> {
        let [on_a, on_b] = [0, 1].map(|side| -> BTreeSet<usize> {
            let places = self.of_source.get(ids[side]).into_iter().flatten();
            places
                .filter(|(place, _)| covers(place, &item.places[side]))
                .map(|(_, number)| *number)
                .collect()
        });
        let both = on_a.intersection(&on_b);
        both.map(|&number| self.outcomes[number].id.clone())
            .collect()
    }
}

/// Whether a claim's passage holds what differs: the values, or where there are none, a part of it.
fn covers(claimed: &Place, found: &Place) -> bool {
    if found.slots.is_empty() {
        return claimed.span.overlaps(found.span);
    }
    found.slots.iter().any(|slot| claimed.span.overlaps(*slot))
}
