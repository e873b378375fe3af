//! Values that differ in the same frame: “the joint statements released on Wednesday”, “… Tuesday”.
//!
//! Two values answer one question when the words near them are the same, the word that they belong
//! to among them, and when no name near one of them is missing near the other. What they measure is
//! then the same thing, as far as words can tell.

use super::candidate::Candidate;
use super::pair::Both;
use super::reading::{Sentence, Term};
use super::{Grade, Item};
use crate::compare::frame::{Word, nearness};
use crate::source::token::Tokens;
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
    let context = both.ground.context(both.a.source);
    let mut found: Vec<(f32, Item)> = Vec::new();
    let mut agreeing: Vec<(f32, [usize; 2])> = Vec::new();
    for candidate in candidates {
        let (s, t) = (
            &both.a.sentences[candidate.a],
            &both.b.sentences[candidate.b],
        );
        for (x, frame_x) in &s.values {
            for (y, frame_y) in t.values.iter().filter(|(y, _)| y.kind == x.kind) {
                if !frame_x.may_answer_as(frame_y, x.kind) {
                    continue;
                }
                let likeness = likeness(frame_x, frame_y, both);
                if likeness < FLOOR {
                    continue;
                }
                if value::conflict(x, y, &context) {
                    let common = common_words([frame_x, frame_y], s, both);
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

/// The words around a value.
pub(super) struct Frame {
    /// The terms near it, in order, with what each weighs here before it is known how rare it is.
    near: Vec<(u32, f32)>,
    /// The stems of the closest words that say something: before it, and after it.
    governing: [Option<u32>; 2],
    /// The stems of the names in reach.
    names: Vec<u32>,
}

impl Frame {
    /// The frame of `value` in its sentence.
    pub(super) fn new(value: &Value, words: &[Term], tokens: &Tokens) -> Self {
        let own = tokens.within(value.span);
        let is_own = |word: &Word| own.contains(&(word.token as usize));
        let mut inside = words.iter().filter(|term| is_own(&term.word));
        let first = inside.next().map_or(0, |term| term.word.at);
        let last = inside.next_back().map_or(first, |term| term.word.at);
        let mut near: Vec<(u32, f32)> = Vec::new();
        let mut frame = Self {
            near: Vec::new(),
            governing: [None; 2],
            names: Vec::new(),
        };
        let mut closest = [GOVERNING + 1; 2];
        for term in words {
            let word = &term.word;
            let (side, distance) = if word.at < first {
                (0, first - word.at)
            } else {
                (1, word.at.saturating_sub(last))
            };
            if is_own(word) || distance > REACH || term.weight == 0.0 {
                continue;
            }
            near.push((term.id, term.weight * nearness(distance)));
            if word.is_name {
                frame.names.push(word.stem);
            } else if distance < closest[side] || (side == 0 && distance <= closest[side]) {
                closest[side] = distance;
                frame.governing[side] = Some(word.stem);
            }
        }
        // Of a word that stands there twice, the closer one counts.
        near.sort_by(|x, y| x.0.cmp(&y.0).then(y.1.total_cmp(&x.1)));
        near.dedup_by_key(|(id, _)| *id);
        frame.near = near;
        frame
    }

    fn may_answer_as(&self, other: &Self, kind: Kind) -> bool {
        let governs = |side: usize| {
            let mine = self.governing[side];
            mine.is_some() && mine == other.governing[side]
        };
        let is_governed = match kind {
            // What is counted stands after the count.
            Kind::Number | Kind::Ordinal | Kind::Percentage => governs(1),
            _ => governs(0) || governs(1),
        };
        let shares_a_name = self.names.is_empty()
            || other.names.is_empty()
            || self.names.iter().any(|name| other.names.contains(name));
        is_governed && shares_a_name
    }

    fn of(&self, id: usize) -> Option<f32> {
        let find = |&(own, _): &(u32, f32)| (own as usize).cmp(&id);
        let at = self.near.binary_search_by(find).ok()?;
        Some(self.near[at].1)
    }
}

/// How much of a frame of the first text and one of the second is one, from 0 to 1.
fn likeness(x: &Frame, y: &Frame, both: &Both<'_>) -> f32 {
    let mut n_shared = 0;
    let (mut shared, mut sum) = (0.0, 0.0);
    for &(id, weight) in &x.near {
        let weight = weight * both.rarity_a(id);
        sum += weight;
        let counterpart = both.counterpart(id).and_then(|id| Some((id, y.of(id)?)));
        if let Some((other, found)) = counterpart {
            let other = u32::try_from(other).unwrap_or(u32::MAX);
            shared += weight.min(found * both.rarity_b(other));
            n_shared += 1;
        }
    }
    if n_shared < 2 {
        return 0.0;
    }
    for &(id, weight) in &y.near {
        sum += weight * both.rarity_b(id);
    }
    2.0 * shared / sum.max(f32::EPSILON)
}

/// The words of `sentence`, of the first text, that both frames have, in their order.
fn common_words(frames: [&Frame; 2], sentence: &Sentence, both: &Both<'_>) -> String {
    let is_common = |id: u32| {
        let counterpart = both.counterpart(id).and_then(|id| frames[1].of(id));
        frames[0].of(id as usize).is_some() && counterpart.is_some()
    };
    let tokens = both.a.source.text.tokens();
    let mut seen = Vec::new();
    let mut words = Vec::new();
    for term in sentence.words.iter().filter(|term| is_common(term.id)) {
        if !seen.contains(&term.id) {
            seen.push(term.id);
            words.push(tokens.text(term.word.token as usize));
        }
    }
    words.join(" ")
}
