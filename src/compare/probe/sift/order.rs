//! How much of a wording stands in a place in its order, at the most.

use super::filed::ROUNDING;
use super::offset;
use crate::compare::probe::question::{Asks, Question};

/// The longest places that are looked at, in words and marks: the others may have anything.
const LONGEST: usize = 128;

/// The words of wordings in their order.
#[derive(Debug, Default)]
pub(super) struct Orders {
    /// Question by question, what its words must count that stand in their order, and then each of them: its meaning
    /// by number and what it counts.
    words: Vec<(u32, f32)>,
    /// Where those of each question begin.
    starts: Vec<u32>,
}

impl Orders {
    /// Adds the next question; `number` gives the numbers of its meanings.
    pub(super) fn add(&mut self, question: &Question<'_>, number: impl Fn(u32) -> Option<u32>) {
        self.starts.push(offset(self.words.len()));
        if let Asks::Values(_) = question.asks {
            return;
        }
        let needed = (question.floor - ROUNDING) * question.total;
        self.words.push((0, needed));
        let words = question.meanings.iter().zip(&question.weights);
        let words = words.filter(|(_, weight)| **weight > 0.0);
        let words = words.filter_map(|(&meaning, &weight)| Some((number(meaning)?, weight)));
        self.words.extend(words);
    }

    /// Gives the meanings other numbers.
    pub(super) fn renumber(&mut self, numbers: &[u32]) {
        let ends = self.starts.iter().skip(1).copied();
        let ends = ends.chain([offset(self.words.len())]);
        for (&start, end) in self.starts.iter().zip(ends) {
            let of_question = &mut self.words[start as usize..end as usize];
            for (meaning, _) in of_question.iter_mut().skip(1) {
                *meaning = numbers[*meaning as usize];
            }
        }
    }

    /// Whether enough of a question's words may stand in their order in a place, of which each word's meaning is
    /// given by number. True for a question that asks for no wording.
    pub(super) fn may_have_enough(&self, question: u32, place: &[u32]) -> bool {
        let at = question as usize;
        let end = self.starts.get(at + 1);
        let end = end.map_or(self.words.len(), |end| *end as usize);
        let of_question = &self.words[self.starts[at] as usize..end];
        let Some((&(_, needed), words)) = of_question.split_first() else {
            return true;
        };
        place.len() > LONGEST || has_enough(needed, words, place)
    }
}

/// Whether words that count as much as is needed stand in a place in their order.
fn has_enough(needed: f32, words: &[(u32, f32)], place: &[u32]) -> bool {
    // For each word of the place, what words in order count at the most, up to and with that one.
    let mut most = [0.0; LONGEST];
    let most = &mut most[..place.len()];
    for &(meaning, count) in words {
        let here = place.iter().enumerate().rev();
        for (at, _) in here.filter(|(_, other)| **other == meaning) {
            let before = at.checked_sub(1).map_or(0.0, |before| most[before]);
            let with_it = before + count;
            let fewer = most[at..].iter_mut().take_while(|it| **it < with_it);
            fewer.for_each(|it| *it = with_it);
        }
    }
    most.last().is_some_and(|most| *most >= needed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_count_as_far_as_they_stand_in_order() {
        let words = [(1, 1.0), (2, 2.0), (3, 4.0), (2, 8.0)];
        for (place, most) in [
            (&[1, 2, 3, 2][..], 15.0),
            (&[9, 1, 9, 2, 2, 9], 11.0),
            (&[2, 3, 1], 8.0),
            (&[3, 2, 1], 12.0),
            (&[2, 1], 8.0),
            (&[2, 2, 2], 10.0),
            (&[9], 0.0),
        ] {
            assert!(has_enough(most, &words, place), "{place:?}");
            assert!(!has_enough(most + 0.5, &words, place), "{place:?}");
        }
        assert!(!has_enough(0.5, &words, &[]));
    }
}
