//! What the words of questions count, and the numbers of their meanings.

use std::collections::HashMap;

use super::NONE;
use crate::compare::probe::NEAR;
use crate::compare::probe::frame::FEWEST;
use crate::compare::probe::question::{Asks, Question};
use crate::value::Kind;

/// The meanings of the words of questions.
#[derive(Default)]
pub(super) struct Numbers {
    /// The number of each.
    pub(super) numbers: HashMap<u32, u32>,
    /// By number, how many questions have it, of which each but those that a form stands for counts.
    pub(super) n_asking: Vec<usize>,
}

impl Numbers {
    pub(super) fn number(&mut self, meaning: u32) -> u32 {
        let next = offset(self.n_asking.len());
        let number = *self.numbers.entry(meaning).or_insert(next);
        if number == next {
            self.n_asking.push(0);
        }
        number
    }
}

/// What the words of one question count.
#[derive(Debug)]
pub(super) struct Measure {
    /// Its words, by place among those of all questions.
    pub(super) words: [u32; 2],
    pub(super) total: f32,
    /// The share that a sentence must have to be looked at.
    pub(super) least: f32,
    /// The share that comes near to an answer.
    pub(super) near: f32,
    /// How many of its words a sentence must have, at the least, to be looked at.
    pub(super) fewest: u32,
    /// The kind of value that a sentence must have to be looked at.
    pub(super) kind: Option<Kind>,
    /// Whether what comes near is looked at, too.
    pub(super) keeps_near: bool,
}

impl Measure {
    /// What the words of `question` count, which are the next from number `start` of those of all questions.
    pub(super) fn of(question: &Question<'_>, start: u32, keeps_near: bool) -> Self {
        let near = NEAR * question.floor;
        let kind = match &question.asks {
            Asks::Values(slots) => slots.first().map(|slot| slot.kind),
            Asks::Words(_) | Asks::Utterance | Asks::Statement(_) => None,
        };
        // Where nothing is needed, a sentence without such a value comes near, too.
        let kind = kind.filter(|_| !keeps_near && question.floor > 0.0);
        let fewest = if kind.is_some() { FEWEST } else { 0 };
        Self {
            words: [start, start + offset(question.counts().len())],
            total: question.total.max(f32::EPSILON),
            least: if keeps_near { near } else { question.floor },
            near,
            fewest,
            kind,
            keeps_near,
        }
    }

    /// Whether one of its words alone is never enough.
    pub(super) fn needs_two(&self) -> bool {
        self.fewest > 1
    }

    /// What it has of all questions' words.
    pub(super) fn of_all<'a>(&self, all: &'a [(u32, f32)]) -> &'a [(u32, f32)] {
        &all[self.words[0] as usize..self.words[1] as usize]
    }
}

/// Gives numbers to those that have none, after those that have.
pub(super) fn number_others(numbers: &mut [u32]) {
    let is_open = |number: &u32| *number == NONE;
    let n_numbered = numbers.iter().filter(|number| !is_open(number)).count();
    let open = numbers.iter_mut().filter(|number| is_open(number));
    for (number, next) in open.zip(offset(n_numbered)..) {
        *number = next;
    }
}

pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
