//! Which figures, and which days, of two texts are of one fact, and what one denies that the other affirms.
//!
//! No single rule tells. What speaks for two figures being of one fact, and what speaks against it, is weighed
//! (`weigh`): first how alike the two are by what stands around them, then whether any other figure of either text
//! could be meant as well. The weights were fitted to articles about one event each with all their differences
//! listed, and hold for texts that had no part in it; a table gives each piece of evidence with its weight.

mod assertions;
mod days;
mod denials;
mod evidence;
mod figures;
mod passages;
mod said;
mod utterances;
mod weigh;

pub(super) use assertions::Assertions;
pub(super) use days::is_day;
pub(super) use evidence::ahead;
pub(super) use figures::{Figures, is_figure};
pub(super) use passages::{Common, Passages};
pub(super) use utterances::utterance;

use std::collections::{BTreeMap, BTreeSet};

use super::frame::Frame;
use super::pair::Both;
use super::reading::Reading;
use crate::span::Span;
use crate::value::Value;
use denials::Sayings;
use evidence::{Two, days_between};
use passages::Shared;

/// How likely it must be that two values are of one fact, from 0 to 1: chosen so that at most one alarm in ten is false
/// on articles that had no part in the weights.
const FLOOR: f32 = 0.65;

/// As above, for texts that were written so many days apart that what the earlier one tells may have changed.
const FLOOR_OF_EARLIER: f32 = 0.8;
const CHANGES_IN: u32 = 2;

/// As above, that what one says is what the other denies: chosen so that at most one alarm in ten is false
/// there.
const FLOOR_OF_DENIALS: f32 = 0.7;

/// What is less alike than this reaches no floor, whatever else is known.
const LEAST_ALIKE: f32 = -8.0;

/// How little alike is what is not there.
const NOTHING: f32 = -6.0;

/// A value of each text, or a word, by sentence and number.
pub(super) type At = [[usize; 2]; 2];

/// Two values of one fact that differ.
pub(super) struct Match {
    pub(super) at: At,
    /// How likely that is, from 0 to 1.
    likely: f32,
}

/// Figures of two texts that are of one fact and cannot both be true, and days; the surest first.
pub(super) fn facts(both: &Both<'_>) -> Vec<Match> {
    let common = both.common();
    let figures = figures::pairs(both, common);
    let days = days::pairs(both, common);
    let may_have_changed = days_between(both).unsigned_abs() >= CHANGES_IN;
    let floor = if may_have_changed {
        FLOOR_OF_EARLIER
    } else {
        FLOOR
    };
    let mut found = choose(&figures, floor, |clear| figures::likely(clear, both));
    found.extend(choose(&days, floor, |clear| days::likely(clear, both)));
    found
}

/// Something that one of two texts says to be so and the other not to be so.
pub(super) struct Denial {
    /// The sentences, by number.
    pub(super) sentences: [usize; 2],
    /// Where in them it is said, in bytes of each text.
    pub(super) spans: [Span; 2],
    /// Whether nothing is denied, and one says the opposite of the other.
    pub(super) is_opposite: bool,
}

/// What of two texts one says to be so and the other not to be so; the surest first.
pub(super) fn denials(both: &Both<'_>) -> Vec<Denial> {
    let common = both.common();
    let sayings = Sayings::new(both, common);
    let pairs = sayings.pairs(both, common);
    let found = choose(&pairs, FLOOR_OF_DENIALS, denials::likely);
    let pair = |found: &Match| pairs.iter().find(|pair| pair.at == found.at);
    let pairs = found.iter().filter_map(pair).map(|pair| Denial {
        sentences: pair.two.sentences(),
        spans: pair.two.spans(both),
        is_opposite: pair.two.is_opposite(),
    });
    pairs.collect()
}

/// What is known of two values that may be of one fact: what weights are fitted to.
#[derive(Clone, Debug)]
pub struct Known {
    /// Where the two stand in their texts, in bytes.
    pub spans: [Span; 2],
    /// Numbers for the two themselves.
    pub words: [u32; 2],
    /// Numbers for what the two give.
    pub gives: [u32; 2],
    /// Whether they cannot both be true.
    pub differ: bool,
    /// How much there is of each piece of evidence that they are alike.
    pub alike: Vec<f32>,
    /// How much there is of each that nothing else could be meant, but for the first [`Known::RIVALS`], which are worked
    /// out of how alike all of them are; of quotations none.
    pub clear: Vec<f32>,
}

impl Known {
    /// How many pieces of evidence tell of how alike others are.
    pub const RIVALS: usize = 5;
}

/// All that is known of the figures of two texts, of their days, of what they say and deny, and of whom they quote.
pub(super) fn known(both: &Both<'_>) -> [Vec<Known>; 4] {
    let common = both.common();
    let figures = figures::pairs(both, common);
    let figures = figures.iter().map(|pair| {
        let alike = figures::alike(&pair.two, both).to_vec();
        pair.known(alike, &figures::amounts(&pair.alone(), both))
    });
    let days = days::pairs(both, common);
    let days = days.iter().map(|pair| {
        let alike = days::alike(&pair.two, both).to_vec();
        pair.known(alike, &days::amounts(&pair.alone(), both))
    });
    let sayings = Sayings::new(both, common);
    let denials = sayings.pairs(both, common);
    let denials = denials.iter().map(|pair| Known {
        spans: pair.two.spans(both),
        words: pair.two.heads(),
        gives: pair.gives,
        differ: pair.differ,
        alike: denials::alike(&pair.two, both, common).to_vec(),
        clear: denials::amounts(&pair.alone()).to_vec(),
    });
    let start = |span: Span| u32::try_from(span.start).unwrap_or(u32::MAX);
    let utterances = utterances::pairs(both).map(|pair| Known {
        spans: pair.spans(),
        words: pair.spans().map(start),
        gives: pair.spans().map(start),
        differ: pair.differ(),
        alike: pair.amounts().to_vec(),
        clear: Vec::new(),
    });
    [
        figures.collect(),
        days.collect(),
        denials.collect(),
        utterances.collect(),
    ]
}

/// What the pieces of evidence are, in words: of figures, of days, of denials and of quotations, that they are alike, and
/// that nothing else could be meant.
pub(super) fn evidence() -> [[Vec<&'static str>; 2]; 4] {
    let names = |table: &[weigh::Evidence]| table.iter().map(|it| it.0).collect();
    [
        [names(&figures::ALIKE), names(&figures::CLEAR)],
        [names(&days::ALIKE), names(&days::CLEAR)],
        [names(&denials::ALIKE), names(&denials::CLEAR)],
        [names(&utterances::EVIDENCE), Vec::new()],
    ]
}

impl<T> Pair<T> {
    /// The same with nothing else that could be meant.
    fn alone(&self) -> Clear<'_, T> {
        Clear {
            pair: self,
            over_rival: 0.0,
            over_agreeing: 0.0,
        }
    }
}

impl Pair<Two<'_>> {
    fn known(&self, alike: Vec<f32>, clear: &[f32]) -> Known {
        let start = |span: Span| u32::try_from(span.start).unwrap_or(u32::MAX);
        let spans = self.two.values.map(|value| value.span);
        Known {
            words: spans.map(start),
            spans,
            gives: self.gives,
            differ: self.differ,
            alike,
            clear: clear.to_vec(),
        }
    }
}

/// Two values that may be of one fact, or two things that are said and may be one.
struct Pair<T> {
    at: At,
    two: T,
    /// Numbers for what the two give.
    gives: [u32; 2],
    /// How alike they are; higher is more.
    alike: f32,
    /// Whether they cannot both be true.
    differ: bool,
}

/// Two values that differ, and what else could be meant.
struct Clear<'p, T> {
    pair: &'p Pair<T>,
    /// How much more alike they are than either is to any other: of those that differ, and of those that agree.
    over_rival: f32,
    over_agreeing: f32,
}

/// Calls `take` with the values of sentences whose passages have anything in common; `is_meant` tells which values of
/// a text, by sentence and number.
fn each(
    both: &Both<'_>,
    common: &Common,
    is_meant: impl Fn([usize; 2], &Reading<'_>) -> bool,
    mut take: impl FnMut(At, Shared),
) {
    let [of_a, of_b] = [both.a, both.b].map(|text| meant(text, &is_meant));
    for (a, row) in common.rows.iter().enumerate() {
        if of_a[a].is_empty() {
            continue;
        }
        for &(b, shared) in &row.with {
            let b = b as usize;
            for &x in &of_a[a] {
                for &y in &of_b[b] {
                    take([[a, x], [b, y]], shared);
                }
            }
        }
    }
}

/// For each sentence of a text, those of its values that are meant, by number.
fn meant(
    text: &Reading<'_>,
    is_meant: &impl Fn([usize; 2], &Reading<'_>) -> bool,
) -> Vec<Vec<usize>> {
    let sentences = text.sentences.iter().enumerate();
    let meant = sentences.map(|(number, sentence)| {
        let values = 0..sentence.values.len();
        values.filter(|at| is_meant([number, *at], text)).collect()
    });
    meant.collect()
}

/// Two values, with what stands around them.
fn values<'a>(at: At, both: &Both<'a>) -> [&'a (Value, Frame); 2] {
    let texts = [both.a, both.b];
    [0, 1].map(|side| &texts[side].sentences[at[side][0]].values[at[side][1]])
}

/// Of the pairs that differ, those that are likely of one fact; each value is in one at most.
fn choose<T>(pairs: &[Pair<T>], floor: f32, likely: impl Fn(&Clear<'_, T>) -> f32) -> Vec<Match> {
    let mut of: [BTreeMap<[usize; 2], Vec<usize>>; 2] = [BTreeMap::new(), BTreeMap::new()];
    for (number, pair) in pairs.iter().enumerate() {
        for (of, at) in of.iter_mut().zip(pair.at) {
            of.entry(at).or_default().push(number);
        }
    }
    let mut found: Vec<Match> = Vec::new();
    for (number, pair) in pairs.iter().enumerate() {
        if !pair.differ || pair.alike < LEAST_ALIKE {
            continue;
        }
        let (mut rival, mut agreeing) = (NOTHING, NOTHING);
        for side in 0..2 {
            let others = of[side][&pair.at[side]].iter();
            for other in others.filter(|other| **other != number) {
                let other = &pairs[*other];
                if !other.differ {
                    agreeing = agreeing.max(other.alike);
                } else if other.gives[1 - side] != pair.gives[1 - side] {
                    rival = rival.max(other.alike);
                }
            }
        }
        let likely = likely(&Clear {
            pair,
            over_rival: pair.alike - rival,
            over_agreeing: pair.alike - agreeing,
        });
        if likely >= floor {
            found.push(Match {
                at: pair.at,
                likely,
            });
        }
    }
    found.sort_by(|m, n| n.likely.total_cmp(&m.likely).then(m.at.cmp(&n.at)));
    let mut taken: [BTreeSet<[usize; 2]>; 2] = [BTreeSet::new(), BTreeSet::new()];
    found.retain(|it| {
        let is_free = (0..2).all(|side| !taken[side].contains(&it.at[side]));
        if is_free {
            (0..2).for_each(|side| {
                taken[side].insert(it.at[side]);
            });
        }
        is_free
    });
    found
}
