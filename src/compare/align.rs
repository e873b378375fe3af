//! The stretches of two passages that tell of the same thing: the best local alignment of their words.
//!
//! Words are matched by what their inflected forms share, and count by what they weigh; a word that is
//! passed over costs a part of its weight. Time and space go with the product of the two lengths, which
//! are those of sentences, and are bounded.

use std::ops::Range;

/// What a word that only one side has costs, as a part of its weight.
const PASSED_OVER: f32 = 0.3;

/// What a word costs that stands in the place of others.
const FILLED: f32 = 0.02;

/// The longest passages that are aligned, in words; the rest is left out.
const LONGEST: usize = 400;

/// Two stretches of words, and what they share.
#[derive(Clone, Debug, PartialEq)]
pub struct Alignment {
    /// The stretch of the first passage, in words.
    pub a: Range<usize>,
    /// The stretch of the second.
    pub b: Range<usize>,
    /// What the words that match weigh.
    pub shared: f32,
    /// The pairs of words that match, in order.
    pub pairs: Vec<(usize, usize)>,
}

/// Aligns two passages, each given as what its words weigh. `same` tells whether a word of the first and
/// one of the second, by their numbers, are one.
#[must_use]
pub fn align(a: &[f32], b: &[f32], same: impl Fn(usize, usize) -> bool) -> Option<Alignment> {
    align_around(a, b, same, |_| false)
}

/// As [`align`], where some words of the first passage stand for others: `is_open` tells which, by number.
/// What the second passage has in their place costs next to nothing.
#[must_use]
pub fn align_around(
    a: &[f32],
    b: &[f32],
    same: impl Fn(usize, usize) -> bool,
    is_open: impl Fn(usize) -> bool,
) -> Option<Alignment> {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let cost = |at: usize, weight: f32| {
        if is_open(at) {
            FILLED.min(PASSED_OVER * weight)
        } else {
            PASSED_OVER * weight
        }
    };
    let table = Table::fill(a, b, &same, &cost);
    let (end_a, end_b) = table.end?;
    let (mut at, mut other) = (end_a, end_b);
    let mut pairs = Vec::new();
    let mut shared = 0.0;
    while at > 0 && other > 0 && table.score(at, other) > 0.0 {
        let here = table.score(at, other);
        let gain = a[at - 1].min(b[other - 1]);
        if same(at - 1, other - 1) && is_near(here, table.score(at - 1, other - 1) + gain) {
            pairs.push((at - 1, other - 1));
            shared += gain;
            (at, other) = (at - 1, other - 1);
        } else if is_near(here, table.score(at - 1, other) - PASSED_OVER * a[at - 1]) {
            at -= 1;
        } else {
            other -= 1;
        }
    }
    pairs.reverse();
    let &(start_a, start_b) = pairs.first()?;
    Some(Alignment {
        a: start_a..end_a,
        b: start_b..end_b,
        shared,
        pairs,
    })
}

/// The best score of stretches that end after so many words of each passage.
struct Table {
    scores: Vec<f32>,
    width: usize,
    /// Where the best of all stretches ends.
    end: Option<(usize, usize)>,
}

impl Table {
    fn fill(
        a: &[f32],
        b: &[f32],
        same: &impl Fn(usize, usize) -> bool,
        cost: &impl Fn(usize, f32) -> f32,
    ) -> Self {
        let width = b.len() + 1;
        let mut table = Self {
            scores: vec![0.0; (a.len() + 1) * width],
            width,
            end: None,
        };
        let mut best = 0.0;
        for (at, own) in a.iter().enumerate() {
            let (above, row) = table.scores[at * width..].split_at_mut(width);
            // What the row begins with, and then what stands before each place of it.
            let mut before = 0.0;
            let above = above.iter().zip(&above[1..]);
            let places = b.iter().zip(above).zip(&mut row[1..width]);
            for (other, ((counterpart, (above_before, above)), place)) in places.enumerate() {
                let is_same = same(at, other);
                // Where nothing is shared yet, nothing is to be lost.
                if !is_same && *above == 0.0 && before == 0.0 {
                    continue;
                }
                let matched = if is_same {
                    above_before + own.min(*counterpart)
                } else {
                    0.0
                };
                let here = matched
                    .max(above - PASSED_OVER * own)
                    .max(before - cost(at, *counterpart))
                    .max(0.0);
                *place = here;
                before = here;
                if here > best {
                    best = here;
                    table.end = Some((at + 1, other + 1));
                }
            }
        }
        table
    }

    fn score(&self, at: usize, other: usize) -> f32 {
        self.scores[at * self.width + other]
    }
}

fn is_near(a: f32, b: f32) -> bool {
    (a - b).abs() < 1e-4
}
