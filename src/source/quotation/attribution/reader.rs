//! Sentence after sentence: the quotations of a level in order, and what earlier ones leave to later.

use std::ops::Range;

use super::{Attribution, Found, Mention};
use crate::source::quotation::Confidence;
use crate::source::quotation::grammar::clause::{Clause, Said};
use crate::source::quotation::grammar::phrase::Phrase;
use crate::source::quotation::grammar::token::{Level, Token};
use crate::source::quotation::mark::Piece;
use crate::source::quotation::title;

/// What earlier sentences leave for later ones.
#[derive(Default)]
pub(super) struct Memory {
    /// The last speaker, and the paragraph in which it was.
    pub(super) last: Option<(Found, usize)>,
    /// The last sentence announces a quotation: it ends in a colon.
    pub(super) announced: Option<(Found, usize)>,
}

/// Reads the quotations of one level.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) level: &'a Level,
    pub(super) pieces: &'a [Piece],
}

impl<'a> Reader<'a> {
    pub(super) fn clause(&self, sentence: &Range<usize>) -> Clause<'a> {
        Clause {
            text: self.text,
            tokens: &self.level.tokens,
            low: sentence.start,
            high: sentence.end,
        }
    }

    /// The sentence that holds token `at`.
    pub(super) fn sentence_at(&self, at: usize) -> Option<&'a Range<usize>> {
        let sentences = &self.level.sentences;
        sentences
            .get(sentences.partition_point(|range| range.end <= at))
            .filter(|range| range.contains(&at))
    }

    pub(super) fn tokens(&self) -> &'a [Token] {
        &self.level.tokens
    }

    /// Reads one sentence: finds the speaker of each quotation in it, and what later ones need.
    pub(super) fn sentence(
        &self,
        sentence: Range<usize>,
        all: &mut [Attribution],
        memory: &mut Memory,
    ) {
        let clause = self.clause(&sentence);
        let quotes: Vec<usize> = sentence.clone().filter(|&at| clause.is_quote(at)).collect();
        let first_word = sentence
            .clone()
            .find(|&at| self.tokens()[at].class().is_some())
            .unwrap_or(sentence.end);
        let mut previous: Option<usize> = None;
        for &at in &quotes {
            let Some(number) = self.tokens()[at].quote() else {
                continue;
            };
            if let Some(before) = previous
                && let Some(first) = self.tokens()[before].quote()
                && all[first].found.is_some()
                && self.is_split(&clause, before, at)
            {
                all[number].joins = Some(first);
                let found = all[first].found.clone();
                all[number].found = found;
                previous = Some(at);
                continue;
            }
            all[number].is_title = title::is_title(self.pieces[number].inner.of(self.text));
            let found = self.find(&clause, at, first_word, all[number].is_title, memory);
            all[number].found = found;
            if let Some(found) = &all[number].found {
                memory.last = Some((found.clone(), self.level.paragraph));
            }
            previous = Some(at);
        }
        self.remember(&clause, &quotes, memory);
    }

    /// Leaves behind who spoke in a sentence without quotations, and whether it announces one.
    fn remember(&self, clause: &Clause, quotes: &[usize], memory: &mut Memory) {
        let ends_open = self.tokens()[clause.low..clause.high]
            .last()
            .is_some_and(|token| token.is(':'));
        memory.announced = None;
        if ends_open {
            let found = self
                .named(clause, clause.high - 1)
                .or_else(|| self.introduced(clause, clause.high));
            if let Some(found) = found {
                memory.announced = Some((found, self.level.paragraph));
            }
        }
        if quotes.is_empty()
            && let Some(found) = self.speech(clause, clause.high)
        {
            memory.last = Some((found, self.level.paragraph));
        }
    }

    /// Who says the quotation at token `at`.
    fn find(
        &self,
        clause: &Clause,
        at: usize,
        first_word: usize,
        is_title: bool,
        memory: &Memory,
    ) -> Option<Found> {
        let number = self.tokens()[at].quote()?;
        let words = self.words(number);
        if let Some(found) = self.adjacent(clause, at) {
            return Some(found);
        }
        if let Some(found) = self.tagged(clause, at) {
            return Some(found);
        }
        if is_title {
            return None;
        }
        if let Some(found) = self.named(clause, at.saturating_sub(1)) {
            return Some(found);
        }
        if clause.is(at.wrapping_sub(1), &["so-called", "called"]) && words < 3 {
            return None;
        }
        if let Some(found) = self
            .introduced(clause, at)
            .or_else(|| self.earlier(clause, at))
            .or_else(|| self.trailing(clause, at))
        {
            return Some(found);
        }
        if words < 3 {
            return None;
        }
        if at <= first_word {
            // It stands alone, or leads its sentence.
            return self.carried(clause, at, memory);
        }
        let is_listed = clause.is(at.wrapping_sub(1), &["as", "like"]);
        if is_listed {
            None
        } else {
            self.subject(clause, at)
        }
    }

    fn words(&self, number: usize) -> usize {
        self.pieces[number]
            .inner
            .of(self.text)
            .split_whitespace()
            .take(10)
            .count()
    }

    /// The speaker of what came before, for a quotation that stands alone.
    fn carried(&self, clause: &Clause, at: usize, memory: &Memory) -> Option<Found> {
        let paragraph = self.level.paragraph;
        if let Some((found, from)) = &memory.announced
            && paragraph - from <= 1
        {
            return Some(found.clone());
        }
        if let Some((found, from)) = &memory.last
            && paragraph - from <= 1
        {
            let confidence = found.confidence.max(Confidence::Medium);
            return Some(Found {
                confidence,
                ..found.clone()
            });
        }
        // Otherwise the next quotation of the paragraph may have a tag.
        let next = (at + 1..self.tokens().len().min(at + 4))
            .find(|&at| self.tokens()[at].quote().is_some())?;
        let sentence = self.sentence_at(next)?;
        if sentence.start == clause.low {
            return None;
        }
        let mut found = self.tagged(&self.clause(sentence), next)?;
        found.confidence = Confidence::Medium;
        Some(found)
    }

    pub(super) fn found(&self, clause: &Clause, said: &Said, confidence: Confidence) -> Found {
        super::found(self.text, clause, said, confidence)
    }

    pub(super) fn mention(&self, phrase: &Phrase) -> Mention {
        super::mention(self.tokens(), phrase)
    }
}
