//! Whether two texts tell of one event, as far as their words say.
//!
//! Texts of one campaign or one war have names and keys in common, and tell of hundreds of days and figures that are
//! not the same. Two reports of one event have more than a quarter of their words in common, however they tell it;
//! two of one matter seldom a fifth.

use super::frame::{self, Word};

/// How much of what two texts tell of is the same where they tell of one event, from 0 to 1; and how much of what the
/// shorter one does.
const OF_BOTH: f32 = 0.2;
const OF_SHORTER: f32 = 0.45;

/// How much of what two texts tell of is the same where they surely tell of one event.
const SURELY: f32 = 0.24;

/// Texts with fewer words than this say too little to tell.
const FEW: f32 = 40.0;

/// What a text tells of, and nothing of how it tells it.
#[derive(Clone, Debug, Default)]
pub(super) struct Event {
    /// The matters of words that are not common in any writing, each once, in order.
    matters: Vec<u32>,
}

impl Event {
    /// What the words of a text tell of.
    pub(super) fn new<'a>(words: impl Iterator<Item = &'a Word>) -> Self {
        let is_own =
            |word: &&Word| word.says() && !word.is_common && !frame::is_country(word.matter);
        let mut matters: Vec<u32> = words.filter(is_own).map(|word| word.matter).collect();
        matters.sort_unstable();
        matters.dedup();
        Self { matters }
    }

    /// Whether another text may tell of the same event: one that says little is not held apart from any.
    pub(super) fn may_be(&self, other: &Self) -> bool {
        self.shorter(other) < FEW || self.is_one(other)
    }

    /// Whether so much of what two texts tell of is the same that they tell of one event; never so where one of them
    /// says too little to tell.
    pub(super) fn is_one(&self, other: &Self) -> bool {
        let shorter = self.shorter(other);
        let is_like = self.likeness(other) >= OF_BOTH || self.shared(other) >= OF_SHORTER * shorter;
        shorter >= FEW && is_like
    }

    /// Whether another text surely tells of the same event.
    pub(super) fn is_surely(&self, other: &Self) -> bool {
        self.likeness(other) >= SURELY
    }

    /// How much of what the two tell of is the same, from 0 to 1.
    fn likeness(&self, other: &Self) -> f32 {
        let sizes = [self, other].map(|event| event.matters.len() as f32);
        self.shared(other) / (sizes[0] * sizes[1]).sqrt().max(1.0)
    }

    /// How many matters the one tells of that tells of fewer.
    fn shorter(&self, other: &Self) -> f32 {
        self.matters.len().min(other.matters.len()) as f32
    }

    /// How many matters both tell of.
    fn shared(&self, other: &Self) -> f32 {
        let mut rest = other.matters.iter().peekable();
        let is_shared = |own: &&u32| {
            while rest.next_if(|it| it < own).is_some() {}
            rest.peek() == Some(own)
        };
        self.matters.iter().filter(is_shared).count() as f32
    }
}
