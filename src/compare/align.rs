//! The stretches of two passages that tell of the same thing: the best local alignment of their words.
//!
//! Words are matched by what their inflected forms share, and count by what they weigh; a word that is
//! passed over costs a part of its weight. Time and space go with the product of the two lengths, which
//! are those of sentences, and are bounded.

use std::ops::Range;

use super::frame::Word;

/// What a word that only one side has costs, as a part of its weight.
const PASSED_OVER: f32 = 0.3;

/// What any word weighs at least, so that “in terms of” tells one wording from another.
const FUNCTION_WORD: f32 = 0.06;

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

/// Aligns `a` with `b`. `same` tells whether two words are one, `weigh` what a word counts.
#[must_use]
pub fn align(
    a: &[Word],
    b: &[Word],
    same: impl Fn(&Word, &Word) -> bool,
    weigh: impl Fn(&Word) -> f32,
) -> Option<Alignment> {
    let (a, b) = (&a[..a.len().min(LONGEST)], &b[..b.len().min(LONGEST)]);
    let weight = |word: &Word| weigh(word).max(FUNCTION_WORD);
    let table = Table::fill(a, b, &same, &weight);
    let (end_a, end_b) = table.end?;
    let (mut at, mut other) = (end_a, end_b);
    let mut pairs = Vec::new();
    let mut shared = 0.0;
    while at > 0 && other > 0 && table.score(at, other) > 0.0 {
        let here = table.score(at, other);
        let (word, counterpart) = (&a[at - 1], &b[other - 1]);
        let gain = weight(word).min(weight(counterpart));
        if same(word, counterpart) && is_near(here, table.score(at - 1, other - 1) + gain) {
            pairs.push((at - 1, other - 1));
            shared += gain;
            (at, other) = (at - 1, other - 1);
        } else if is_near(
            here,
            table.score(at - 1, other) - PASSED_OVER * weight(word),
        ) {
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
        a: &[Word],
        b: &[Word],
        same: &impl Fn(&Word, &Word) -> bool,
        weight: &impl Fn(&Word) -> f32,
    ) -> Self {
        let width = b.len() + 1;
        let mut table = Self {
            scores: vec![0.0; (a.len() + 1) * width],
            width,
            end: None,
        };
        let of_b: Vec<f32> = b.iter().map(weight).collect();
        let mut best = 0.0;
        for (at, word) in a.iter().enumerate() {
            let own = weight(word);
            for (other, counterpart) in b.iter().enumerate() {
                let matched = if same(word, counterpart) {
                    table.score(at, other) + own.min(of_b[other])
                } else {
                    0.0
                };
                let here = matched
                    .max(table.score(at, other + 1) - PASSED_OVER * own)
                    .max(table.score(at + 1, other) - PASSED_OVER * of_b[other])
                    .max(0.0);
                table.scores[(at + 1) * width + other + 1] = here;
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

/// What the words of a passage weigh together.
#[must_use]
pub fn total(words: &[Word], weigh: impl Fn(&Word) -> f32) -> f32 {
    words
        .iter()
        .map(|word| weigh(word).max(FUNCTION_WORD))
        .sum()
}
