//! Room to work in while a text is gone through.

use std::collections::HashMap;
use std::ops::Range;

use super::filed::Sketch;
use super::known::Known;
use crate::index::NumberSet;

/// After so many paragraphs it is told whether they are worth being weighed as a whole: where more than one in
/// so many answers no question.
const TRIED: usize = 256;
const SPARED: usize = 4;

/// Room to work in. Whatever is marked with an earlier stamp is not marked.
#[derive(Debug, Default)]
pub(super) struct Room {
    stamp: u16,
    /// The numbers of the meanings of words that came before.
    pub(super) known: Known,
    /// By word of the text: the number of its meaning.
    pub(super) meanings: Vec<u32>,
    /// By word of the text: whether it may be part of a value that a question asks for; nothing where none does.
    pub(super) of_values: Vec<bool>,
    /// By question: the last place of which it was noted that it may have enough of it.
    pub(super) seen: Vec<u16>,
    /// The meanings of this place.
    pub(super) present: NumberSet,
    /// The same, told by less.
    pub(super) sketch: Sketch,
    /// Those of them that questions are filed under.
    pub(super) filed: Vec<u32>,
    /// Where that stands which is filed under each of those.
    pub(super) ranges: Vec<Range<u32>>,
    /// The questions that the paragraph may answer.
    pub(super) of_paragraph: Vec<u32>,
    /// The questions of which this place may have enough; one may come again.
    pub(super) pending: Vec<u32>,
    pub(super) found: Vec<(u32, f32)>,
    /// How many sentences of this text have the words of each form.
    pub(super) n_of_form: HashMap<u32, usize>,
    pub(super) lower: String,
    /// How many paragraphs were weighed as a whole, and for how many no question was found.
    pub(super) n_weighed: usize,
    pub(super) n_spared: usize,
}

impl Room {
    /// Whether weighing a paragraph before its sentences has spared them often enough, where it was done often
    /// enough to tell. It makes no difference to what is found.
    pub(super) fn is_paragraph_worth_it(&self) -> bool {
        self.n_weighed < TRIED || self.n_spared > self.n_weighed / SPARED
    }

    /// Whether a value that a question asks for may stand among the tokens in `range`.
    pub(super) fn may_have_value(&self, range: Range<usize>) -> bool {
        let words = self.of_values.get(range).unwrap_or_default();
        words.contains(&true)
    }

    /// Keeps the questions that were found for the sentences of the paragraph.
    pub(super) fn keep_of_paragraph(&mut self) {
        self.of_paragraph.clear();
        let numbers = self.found.iter().map(|(number, _)| *number);
        self.of_paragraph.extend(numbers);
    }

    /// Whether a question comes for the first time in this place.
    pub(super) fn is_first(&mut self, question: u32) -> bool {
        let seen = &mut self.seen[question as usize];
        let is_first = *seen != self.stamp;
        *seen = self.stamp;
        is_first
    }

    /// Takes away the marks of the meanings of the tokens in `range`.
    pub(super) fn unmark(&mut self, range: Range<usize>) {
        for &meaning in &self.meanings[range] {
            self.present.clear_around(meaning);
            self.sketch.clear_around(meaning);
        }
    }

    /// Goes on to another place.
    pub(super) fn next(&mut self) {
        if self.stamp == u16::MAX {
            self.seen.fill(0);
            self.stamp = 0;
        }
        self.stamp += 1;
        self.pending.clear();
        self.found.clear();
    }
}
