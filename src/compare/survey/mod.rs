//! Where texts disagree, with no claims at all.
//!
//! Texts are compared two by two, and each with itself. What a pair shows depends on its two texts
//! only, so that a new source adds what it says and changes nothing else. Texts that were written far
//! apart tell of different events: their values are not compared, what people say in them is.
//!
//! | grade | what differs |
//! |---|---|
//! | `conflict` | two values in the same frame that cannot both be true |
//! | `attribution` | the same words, given to different speakers |
//! | `wording` | what somebody said, in other words |
//! | `tense` | one passage expects what the other reports |
//! | `spelling` | the same name, written differently |
//! | `telling` | the same matter, told in other words: nothing that must be wrong |

mod candidate;
mod frame;
mod matter;
mod name;
mod pair;
mod quotation;
mod reading;
mod telling;
mod tense;
mod value;

use rayon::prelude::*;

use super::independence::Copied;
use crate::check::Ground;
use crate::claim::ClaimId;
use crate::passage::Change;
use crate::source::SourceId;
use crate::verdict::{Outcome, Place};
use reading::Reading;

/// How grave a difference is, gravest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// Values in the same frame that cannot both be true.
    Conflict,
    /// The same words, given to different speakers.
    Attribution,
    /// What somebody said, in other words.
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
#[derive(Clone, Debug, PartialEq)]
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
    /// The claims that cover both passages.
    pub claims: Vec<ClaimId>,
}

/// What two texts, or one text with itself, disagree on.
#[derive(Clone, Debug, PartialEq)]
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

/// Compares every two sources, and each with itself; pairs with nothing to say are left out.
///
/// `outcomes` are those of the project's claims: a difference whose two passages a claim rests on is
/// marked as claimed.
#[must_use]
pub fn survey(ground: &Ground<'_>, outcomes: &[Outcome]) -> Vec<Pair> {
    let sources = ground.sources.par_iter();
    let readings: Vec<Reading<'_>> = sources
        .map(|source| Reading::new(source, &ground.context(source)))
        .collect();
    let numbers: Vec<(usize, usize)> = (0..readings.len())
        .flat_map(|a| (a..readings.len()).map(move |b| (a, b)))
        .collect();
    let mut pairs: Vec<Pair> = numbers
        .into_par_iter()
        .map(|(a, b)| pair::compare((a, &readings[a]), (b, &readings[b]), ground))
        .filter(|pair| !pair.items.is_empty() || pair.copied.is_some())
        .collect();
    for pair in &mut pairs {
        let ids = [pair.a, pair.b].map(|number| &ground.sources[number].id);
        for item in &mut pair.items {
            item.claims = claims(item, ids, outcomes);
        }
    }
    pairs
}

/// The claims that rest on both passages.
fn claims(item: &Item, ids: [&SourceId; 2], outcomes: &[Outcome]) -> Vec<ClaimId> {
    let rests = |outcome: &&Outcome| {
        (0..2).all(|side| {
            let answers = outcome.answers.iter();
            let mut places = answers
                .filter(|answer| answer.source == *ids[side])
                .flat_map(|answer| &answer.evidence);
            places.any(|place| covers(place, &item.places[side]))
        })
    };
    let outcomes = outcomes.iter().filter(rests);
    outcomes.map(|outcome| outcome.id.clone()).collect()
}

/// Whether a claim's passage holds what differs: the values, or where there are none, a part of it.
fn covers(claimed: &Place, found: &Place) -> bool {
    if found.slots.is_empty() {
        return claimed.span.overlaps(found.span);
    }
    found.slots.iter().any(|slot| claimed.span.overlaps(*slot))
}
