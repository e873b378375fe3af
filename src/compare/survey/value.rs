//! Values that differ in the same frame: “the joint statements released on Wednesday”, “… Tuesday”.
//!
//! Two values answer one question when the words near them are the same, the word that they belong
//! to among them, and when no name near one of them is missing near the other. What they measure is
//! then the same thing, as far as words can tell.

use std::collections::HashMap;

use super::candidate::Candidate;
use super::pair::Both;
use super::reading::{Reading, Sentence};
use super::{Grade, Item};
use crate::compare::frame::{Weights, Word, nearness};
use crate::value::{self, Kind, Value};
use crate::verdict::Place;

/// The least likeness of two frames that ask one question, from 0 to 1.
const FLOOR: f32 = 0.35;

/// How far from a value a word may stand and still be of its frame, in words.
const REACH: u32 = 12;

/// How near the word that a value belongs to stands, in words.
const GOVERNING: u32 = 4;

/// Values of the two texts that answer one question and cannot both be true.
pub(super) fn conflicts(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let mut found: Vec<(f32, Item)> = Vec::new();
    let mut agreeing: Vec<(f32, [usize; 2])> = Vec::new();
    for candidate in candidates {
        let (s, t) = (
            &both.a.sentences[candidate.a],
            &both.b.sentences[candidate.b],
        );
        for x in &s.values {
            for y in t.values.iter().filter(|y| y.kind == x.kind) {
                let frame_x = Framed::new(x, s, both.a, &both.weights);
                let frame_y = Framed::new(y, t, both.b, &both.weights);
                let likeness = frame_x.likeness(&frame_y);
                if likeness < FLOOR {
                    continue;
                }
                if value::conflict(x, y, &both.ground.context(both.a.source)) {
                    let common = frame_x.common_words(&frame_y, s, both.a);
                    found.push((likeness, item(x, y, &common, [s, t])));
                } else {
                    agreeing.push((likeness, [x.span.start, y.span.start]));
                }
            }
        }
    }
    // A value that the other text gives too, in a frame as like, is not contradicted by it.
    found.retain(|(likeness, item)| {
        !agreeing.iter().any(|(other, at)| {
            let starts = [0, 1].map(|side: usize| item.places[side].slots[0].start);
            *other >= *likeness && (at[0] == starts[0] || at[1] == starts[1])
        })
    });
    found.into_iter().map(|(_, item)| item).collect()
}

fn item(x: &Value, y: &Value, common: &str, sentences: [&Sentence; 2]) -> Item {
    let place = |value: &Value, sentence: &Sentence| Place {
        span: sentence.span,
        slots: vec![value.span],
    };
    Item {
        grade: Grade::Conflict,
        what: format!("{} / {}", shown(x), shown(y)),
        why: format!("both of “{common}”, and they cannot both be true"),
        places: [place(x, sentences[0]), place(y, sentences[1])],
        diff: Vec::new(),
        claims: Vec::new(),
    }
}

/// `Wednesday = 2023-03-22`.
fn shown(value: &Value) -> String {
    let canonical = value.canonical();
    if canonical == value.words {
        canonical
    } else {
        format!("{} = {canonical}", value.words)
    }
}

/// A value and the words around it.
pub(super) struct Framed<'a> {
    pub(super) value: &'a Value,
    /// The stems near it, with what each weighs.
    near: HashMap<u32, f32>,
    /// The closest words that say something: before it, and after it.
    governing: [Option<u32>; 2],
    /// The names in reach.
    names: Vec<u32>,
}

impl<'a> Framed<'a> {
    /// The frame of `value` in its sentence.
    pub(super) fn new(
        value: &'a Value,
        sentence: &Sentence,
        reading: &Reading<'_>,
        weights: &Weights<'_>,
    ) -> Self {
        let inside = sentence.words_within(reading, value.span);
        let (first, last) = match inside {
            [] => (0, 0),
            [first, .., last] => (first.at, last.at),
            [only] => (only.at, only.at),
        };
        let tokens = |word: &Word| word.token;
        let own: Vec<u32> = inside.iter().map(tokens).collect();
        let mut framed = Self {
            value,
            near: HashMap::new(),
            governing: [None; 2],
            names: Vec::new(),
        };
        let mut closest = [GOVERNING + 1; 2];
        for word in &sentence.words {
            let (side, distance) = if word.at < first {
                (0, first - word.at)
            } else {
                (1, word.at.saturating_sub(last))
            };
            let weight = weights.of(word);
            if own.contains(&word.token) || distance > REACH || weight == 0.0 {
                continue;
            }
            let weight = weight * nearness(distance);
            let known = framed.near.entry(word.stem).or_default();
            *known = known.max(weight);
            if word.is_name {
                framed.names.push(word.stem);
            } else if distance < closest[side] || (side == 0 && distance <= closest[side]) {
                closest[side] = distance;
                framed.governing[side] = Some(word.stem);
            }
        }
        framed
    }

    /// How much of the two frames is one, from 0 to 1; nothing where they ask different questions.
    pub(super) fn likeness(&self, other: &Self) -> f32 {
        if !self.may_answer_as(other) {
            return 0.0;
        }
        let mut n_shared = 0;
        let mut shared = 0.0;
        let mut stems: Vec<_> = self.near.iter().collect();
        stems.sort_unstable_by_key(|(stem, _)| **stem);
        for (stem, a) in &stems {
            if let Some(b) = other.near.get(stem) {
                shared += a.min(*b);
                n_shared += 1;
            }
        }
        if n_shared < 2 {
            return 0.0;
        }
        let sum = |framed: &Self| -> f32 {
            let mut all: Vec<f32> = framed.near.values().copied().collect();
            all.sort_unstable_by(f32::total_cmp);
            all.iter().sum()
        };
        2.0 * shared / (sum(self) + sum(other)).max(f32::EPSILON)
    }

    fn may_answer_as(&self, other: &Self) -> bool {
        let governs = |side: usize| {
            let mine = self.governing[side];
            mine.is_some() && mine == other.governing[side]
        };
        let is_governed = match self.value.kind {
            // What is counted stands after the count.
            Kind::Number | Kind::Ordinal | Kind::Percentage => governs(1),
            _ => governs(0) || governs(1),
        };
        let shares_a_name = self.names.is_empty()
            || other.names.is_empty()
            || self.names.iter().any(|name| other.names.contains(name));
        is_governed && shares_a_name
    }

    /// The words of `sentence` that both frames have, in their order.
    fn common_words(&self, other: &Self, sentence: &Sentence, reading: &Reading<'_>) -> String {
        let is_common = |stem: &u32| self.near.contains_key(stem) && other.near.contains_key(stem);
        let tokens = reading.source.text.tokens();
        let mut seen = Vec::new();
        let mut words = Vec::new();
        for word in sentence.words.iter().filter(|word| is_common(&word.stem)) {
            if !seen.contains(&word.stem) {
                seen.push(word.stem);
                words.push(tokens.text(word.token as usize));
            }
        }
        words.join(" ")
    }
}
