//! Sentences of two texts that tell of the same thing, each in its own words.
//!
//! Nothing in them must be wrong; they are where a reader looks for what one text says and the other
//! leaves out. Two sentences tell of one thing where a stretch of each is for the most part about the
//! same ([`matters`](super::matters)), in whatever order, and that is not only who and where.

use super::candidate::Candidate;
use super::pair::Both;
use super::reading::Term;
use super::{Grade, Item};
use crate::verdict::Place;

/// How much two sentences must share: several things for the most part, or fewer of which each says much.
const LEAST: [Least; 2] = [
    Least {
        matters: 4,
        shared: 2.3,
        density: 0.5,
    },
    Least {
        matters: 3,
        shared: 2.05,
        density: 0.8,
    },
];

/// What two stretches must share at the least.
struct Least {
    /// How many things, names among them.
    matters: usize,
    /// What the words for them weigh.
    shared: f32,
    /// The part of the stretches that they make.
    density: f32,
}

/// How many words both must have that are no names.
const FEWEST: usize = 2;

/// What a word that only one side has costs a stretch, as a part of its weight.
const PASSED_OVER: f32 = 0.4;

/// A stretch of two sentences that tells of one thing.
struct Telling<'a> {
    candidate: &'a Candidate,
    /// The words, by number.
    stretches: [std::ops::Range<usize>; 2],
    score: f32,
}

/// Sentences that tell of one thing, each stretch of words paired once, with its closest.
pub(super) fn tellings(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let mut close: Vec<Telling<'_>> = candidates
        .iter()
        .filter_map(|candidate| telling(candidate, both))
        .collect();
    close.sort_by(|a, b| b.score.total_cmp(&a.score));
    let mut taken: Vec<Telling<'_>> = Vec::new();
    for telling in close {
        let clashes = |other: &Telling<'_>| {
            let numbers = |telling: &Telling<'_>| [telling.candidate.a, telling.candidate.b];
            (0..2).any(|side| {
                let (own, others) = (&telling.stretches[side], &other.stretches[side]);
                numbers(&telling)[side] == numbers(other)[side]
                    && own.start < others.end
                    && others.start < own.end
            })
        };
        if !taken.iter().any(clashes) {
            taken.push(telling);
        }
    }
    taken
        .iter()
        .filter_map(|telling| item(telling.candidate, both))
        .collect()
}

fn telling<'a>(candidate: &'a Candidate, both: &Both<'_>) -> Option<Telling<'a>> {
    let s = &both.a.sentences[candidate.a].words;
    let t = &both.b.sentences[candidate.b].words;
    if !may_tell(candidate, both) {
        return None;
    }
    let of_s: Vec<u32> = s.iter().map(|term| term.word.matter).collect();
    let of_t: Vec<u32> = t.iter().map(|term| term.word.matter).collect();
    let weights_s: Vec<f32> = s.iter().map(|term| both.weigh_matter(0, term)).collect();
    let weights_t: Vec<f32> = t.iter().map(|term| both.weigh_matter(1, term)).collect();
    let is_one = |at: usize, other: usize| of_s[at] == of_t[other] || both.same(&s[at], &t[other]);
    let (mut own, mut other) = (0..s.len(), 0..t.len());
    for _ in 0..2 {
        own = densest(&weights_s, |at| other.clone().any(|it| is_one(at, it)));
        other = densest(&weights_t, |it| own.clone().any(|at| is_one(at, it)));
    }
    let mut matters: Vec<u32> = Vec::new();
    let (mut shared, mut n_plain) = (0.0, 0);
    for at in own.clone() {
        if weights_s[at] == 0.0 || matters.contains(&of_s[at]) {
            continue;
        }
        let Some(found) = other.clone().find(|&it| is_one(at, it)) else {
            continue;
        };
        matters.push(of_s[at]);
        shared += weights_s[at].min(weights_t[found]);
        n_plain += usize::from(s[at].word.rank > 0.9 && !s[at].word.is_name);
    }
    let sum = |weights: &[f32]| weights.iter().sum::<f32>();
    let stretches = sum(&weights_s[own.clone()]) + sum(&weights_t[other.clone()]);
    let density = 2.0 * shared / stretches.max(f32::EPSILON);
    let is_one = n_plain >= FEWEST
        && LEAST.iter().any(|least| {
            matters.len() >= least.matters && shared >= least.shared && density >= least.density
        });
    is_one.then_some(Telling {
        candidate,
        stretches: [own, other],
        score: shared * density,
    })
}

/// Whether what two sentences share could be enough, however it is spread: most share too little, and this
/// is told at once.
fn may_tell(candidate: &Candidate, both: &Both<'_>) -> bool {
    let s = &both.a.sentences[candidate.a];
    let t = &both.b.sentences[candidate.b];
    let least = LEAST.iter().map(|least| least.shared);
    let least = least.fold(f32::INFINITY, f32::min);
    // No word weighs more than what it is about is rare, and another spelling weighs one at the most.
    let mut most = s.words.iter().filter(|term| both.has_variant(term)).count() as f32;
    let mut rest = t.matters.iter().peekable();
    for (key, number) in &s.matters {
        while rest.next_if(|(other, _)| other < key).is_some() {}
        if rest.peek().is_some_and(|(other, _)| other == key) {
            most += both.rarity_of(0, *number);
        }
    }
    most >= least
}

/// The stretch of words of which most weight is shared.
fn densest(weights: &[f32], is_shared: impl Fn(usize) -> bool) -> std::ops::Range<usize> {
    let mut best = (0.0, 0..0);
    let (mut sum, mut start) = (0.0, 0);
    for (at, weight) in weights.iter().enumerate() {
        if sum <= 0.0 {
            (sum, start) = (0.0, at);
        }
        sum += if is_shared(at) {
            *weight
        } else {
            -PASSED_OVER * weight
        };
        if sum > best.0 {
            best = (sum, start..at + 1);
        }
    }
    best.1
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
