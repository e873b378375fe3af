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
    let table = Table::fill(a, b, &same, &is_open);
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
        is_open: &impl Fn(usize) -> bool,
    ) -> Self {
        let width = b.len() + 1;
        let mut table = Self {
            scores: vec![0.0; (a.len() + 1) * width],
            width,
            end: None,
        };
        let mut best = 0.0;
        // The places of `b` between which the row above has scores.
        let mut scored = 0..0;
        for (at, &own) in a.iter().enumerate() {
            let (above, row) = table.scores[at * width..].split_at_mut(width);
            let row = &mut row[..width];
            let most = if is_open(at) { FILLED } else { f32::INFINITY };
            let mut next_scored = 0..0;
            // What stands before a place of the row.
            let mut before = 0.0;
            let mut other = 0;
            while let Some(place) = next_place(other, &scored, before, b.len(), |it| same(at, it)) {
                let matched = if same(at, place) {
                    above[place] + own.min(b[place])
                } else {
                    0.0
                };
                let here = matched
                    .max(above[place + 1] - PASSED_OVER * own)
                    .max(before - most.min(PASSED_OVER * b[place]))
                    .max(0.0);
                row[place + 1] = here;
                before = here;
                other = place + 1;
                if here > 0.0 {
                    if next_scored.is_empty() {
                        next_scored.start = place;
                    }
                    next_scored.end = other;
                }
                if here > best {
                    best = here;
                    table.end = Some((at + 1, other));
                }
            }
            scored = next_scored;
        }
        table
    }

    fn score(&self, at: usize, other: usize) -> f32 {
        self.scores[at * self.width + other]
    }
}

/// The next place of a row of `n`, from place number `from` on, that may have a score: where nothing is shared yet,
/// nothing is to be lost. The row above has scores between those in `scored`, the place before has the score
/// `before`, and `is_same` holds where words match.
#[inline]
fn next_place(
    from: usize,
    scored: &Range<usize>,
    before: f32,
    n: usize,
    is_same: impl Fn(usize) -> bool,
) -> Option<usize> {
    if from < n && (before > 0.0 || scored.contains(&from)) {
        return Some(from);
    }
    let is_ahead = from < scored.start;
    let until = if is_ahead { scored.start } else { n };
    let matched = (from..until).find(|&it| is_same(it));
    matched.or(is_ahead.then_some(until))
}

fn is_near(a: f32, b: f32) -> bool {
    (a - b).abs() < 1e-4
}
