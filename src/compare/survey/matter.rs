//! What the words of a text are about, how rare each is, and what two sentences have of it in common.
//!
//! Two words of one matter ([`crate::compare::frame`]) tell that two sentences are about one thing, never that
//! they say the same of it.

mod said;
mod shared;

use super::filing::Filing;
use super::sentence::Sentence;
use crate::compare::frame::Word;

pub(super) use said::Said;
pub(super) use shared::{Common, Shared, bonds};

/// The matters of one text. A matter is known by its place among them.
pub(super) struct Matters {
    /// Each once, in order; the same in all texts.
    keys: Vec<u32>,
    /// How many sentences are about each.
    holding: Vec<usize>,
    /// The sentences with words about each that say something.
    saying: Filing<u32>,
}

impl Matters {
    /// Takes the words of each sentence.
    pub(super) fn new(sentences: &[Vec<Word>]) -> Self {
        let words = sentences.iter().flatten();
        let mut keys: Vec<u32> = words.map(|word| word.matter).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut matters = Self {
            holding: vec![0; keys.len()],
            keys,
            saying: Filing::default(),
        };
        let mut last = vec![None; matters.keys.len()];
        for (number, sentence) in sentences.iter().enumerate() {
            for word in sentence {
                let place = matters.place(word.matter) as usize;
                if last[place].replace(number) != Some(number) {
                    matters.holding[place] += 1;
                }
            }
        }
        matters
    }

    /// Files the sentences under what they are about that says something.
    pub(super) fn file(&mut self, sentences: &[Sentence]) {
        let said = sentences.iter().zip(0..);
        let said = said.flat_map(|(sentence, number)| {
            let matters = sentence.matters.iter();
            matters.map(move |(_, matter)| (*matter, number))
        });
        self.saying = Filing::new(self.keys.len(), said);
    }

    /// The sentences with words about a matter of the text that say something, in order.
    pub(super) fn saying(&self, matter: u32) -> &[u32] {
        self.saying.of(matter)
    }

    /// The sentences about a matter that says something, in order; none where the text has no such matter.
    pub(super) fn sentences(&self, key: u32) -> &[u32] {
        let place = self.keys.binary_search(&key);
        place.map_or(&[], |place| {
            self.saying(u32::try_from(place).unwrap_or(u32::MAX))
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The place of a matter of the text.
    pub(super) fn place(&self, key: u32) -> u32 {
        let place = self.keys.partition_point(|own| *own < key);
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    /// For each matter, the place of the same one in another text.
    pub(super) fn counterparts(&self, other: &Self) -> Vec<Option<u32>> {
        let mut rest = other.keys.iter().zip(0..).peekable();
        let place = |key: &u32| {
            while rest.next_if(|(own, _)| *own < key).is_some() {}
            rest.next_if(|(own, _)| *own == key).map(|(_, place)| place)
        };
        self.keys.iter().map(place).collect()
    }

    /// How rare the matters are in the text and in `other`, which has the same ones at `counterparts`.
    pub(super) fn rarity(
        &self,
        other: &Self,
        counterparts: &[Option<u32>],
        rarity: impl Fn(usize) -> f32,
    ) -> Vec<f32> {
        let held = |at: &Option<u32>| at.map_or(0, |at| other.holding[at as usize]);
        let matters = self.holding.iter().zip(counterparts);
        matters.map(|(n, at)| rarity(n + held(at))).collect()
    }
}
