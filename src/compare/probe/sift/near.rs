//! How much of a question stands near a value in a place, at the most.

use super::filed::ROUNDING;
use super::offset;
use crate::compare::probe::question::{Asks, Question};

/// The words of questions that ask for values.
#[derive(Debug, Default)]
pub(super) struct Nears {
    /// Question by question.
    words: Vec<Word>,
    /// Where those of each question begin, and what its words must count that stand near a value.
    questions: Vec<(u32, f32)>,
}

/// A word that stands near the value which a question asks for.
#[derive(Clone, Copy, Debug)]
struct Word {
    /// Its meaning, by number.
    meaning: u32,
    weight: f32,
    nearness: f32,
}

impl Nears {
    /// Adds the next question; `number` gives the numbers of its meanings.
    pub(super) fn add(&mut self, question: &Question<'_>, number: impl Fn(u32) -> Option<u32>) {
        let needed = (question.floor - ROUNDING) * question.total;
        self.questions.push((offset(self.words.len()), needed));
        let Asks::Values(slots) = &question.asks else {
            return;
        };
        let words = slots.iter().take(1).flat_map(|slot| slot.frame.near());
        let words = words.filter_map(|(meaning, weight, nearness)| {
            Some(Word {
                meaning: number(meaning)?,
                weight,
                nearness,
            })
        });
        self.words.extend(words);
    }

    /// Gives the meanings other numbers.
    pub(super) fn renumber(&mut self, numbers: &[u32]) {
        for word in &mut self.words {
            word.meaning = numbers[word.meaning as usize];
        }
    }

    /// Whether enough of a question's words may stand near a value in a place, of which each word's meaning is given
    /// by number, and how near it stands to one at the most.
    pub(super) fn may_have_enough(&self, question: u32, place: &[u32], nearness: &[f32]) -> bool {
        let at = question as usize;
        let (start, needed) = self.questions[at];
        let end = self.questions.get(at + 1);
        let end = end.map_or(self.words.len(), |(end, _)| *end as usize);
        let counts = self.words[start as usize..end].iter().map(|word| {
            let places = place.iter().zip(nearness);
            let own = places.filter(|(meaning, _)| **meaning == word.meaning);
            let nearest = own.fold(0.0_f32, |nearest, (_, near)| nearest.max(*near));
            word.weight * word.nearness.min(nearest)
        });
        counts.sum::<f32>() >= needed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_as_near_as_they_stand_to_a_value() {
        let word = |meaning, weight, nearness| Word {
            meaning,
            weight,
            nearness,
        };
        let needed = 1.5;
        let nears = Nears {
            words: vec![word(1, 1.0, 1.0), word(2, 2.0, 0.5), word(1, 9.0, 1.0)],
            questions: vec![(0, needed), (2, needed)],
        };
        for (place, nearness, has_enough) in [
            (&[1, 2][..], &[1.0, 0.5][..], true),
            (&[2, 9, 1], &[1.0, 1.0, 0.5], true),
            (&[2, 9, 1], &[1.0, 1.0, 0.4], false),
            (&[2, 1, 2], &[0.2, 1.0, 0.3], true),
            (&[2, 1, 2], &[0.2, 1.0, 0.2], false),
            (&[1], &[1.0], false),
            (&[], &[], false),
        ] {
            assert_eq!(nears.may_have_enough(0, place, nearness), has_enough);
        }
        assert!(nears.may_have_enough(1, &[1], &[0.2]));
    }
}
