//! Sentences of two texts that tell of the same thing, each in its own words.
//!
//! Nothing in them must be wrong; they are where a reader looks for what one text says and the other
//! leaves out.

use std::collections::BTreeSet;

use super::candidate::Candidate;
use super::pair::Both;
use super::reading::Term;
use super::{Grade, Item};
use crate::compare::align;
use crate::verdict::Place;

/// The part of the shorter sentence that the two must share.
const FLOOR: f32 = 0.4;

/// What the words that they share must weigh.
const LEAST: f32 = 2.0;

/// How many words, names aside, both must have.
const FEWEST: usize = 3;

/// Where only a stretch of each is the same: what it must share, and how like the stretches must be.
const STRETCH: (f32, f32) = (2.4, 0.75);

/// Sentences that are each other's closest.
pub(super) fn tellings(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let mut close: Vec<&Candidate> = candidates
        .iter()
        .filter(|candidate| candidate.shared >= LEAST && tell_the_same(candidate, both))
        .collect();
    close.sort_by(|a, b| b.shared.total_cmp(&a.shared));
    let mut taken: Vec<&Candidate> = Vec::new();
    for candidate in close {
        let is_taken = |other: &&Candidate| other.a == candidate.a || other.b == candidate.b;
        if !taken.iter().any(is_taken) {
            taken.push(candidate);
        }
    }
    let items = taken.into_iter();
    items
        .filter_map(|candidate| item(candidate, both))
        .collect()
}

fn tell_the_same(candidate: &Candidate, both: &Both<'_>) -> bool {
    let s = &both.a.sentences[candidate.a].words;
    let t = &both.b.sentences[candidate.b].words;
    let says = |term: &&Term| term.word.rank > 0.9 && !term.word.is_name;
    let common = s
        .iter()
        .filter(says)
        .filter(|term| t.iter().any(|other| both.same(term, other)));
    let ids: BTreeSet<u32> = common.map(|term| term.id).collect();
    if ids.len() < FEWEST {
        return false;
    }
    let (of_s, of_t) = both.weights(s, t);
    let sum = |weights: &[f32]| weights.iter().sum::<f32>();
    if candidate.shared >= FLOOR * sum(&of_s).min(sum(&of_t)) {
        return true;
    }
    let same = |x: usize, y: usize| both.same(&s[x], &t[y]);
    let Some(alignment) = align::align(&of_s, &of_t, same) else {
        return false;
    };
    let stretches = sum(&of_s[alignment.a.clone()]) + sum(&of_t[alignment.b.clone()]);
    let aligned = alignment.pairs.iter().map(|&(at, _)| &s[at]);
    let ids: BTreeSet<u32> = aligned.filter(says).map(|term| term.id).collect();
    ids.len() >= FEWEST
        && alignment.shared >= STRETCH.0
        && 2.0 * alignment.shared >= STRETCH.1 * stretches
}

fn item(candidate: &Candidate, both: &Both<'_>) -> Option<Item> {
    let (s, t) = (
        &both.a.sentences[candidate.a],
        &both.b.sentences[candidate.b],
    );
    let stems = |words: &[Term]| -> Vec<u32> { words.iter().map(|term| term.word.stem).collect() };
    if stems(&s.words) == stems(&t.words) {
        return None;
    }
    Some(Item {
        grade: Grade::Telling,
        what: "the same matter".to_owned(),
        why: "told in both, each in its own words".to_owned(),
        places: [Place::from(s.span), Place::from(t.span)],
        diff: Vec::new(),
        claims: Vec::new(),
    })
}
