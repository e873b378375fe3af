//! One source as the survey reads it: sentences of words and values, and what somebody says in it.

use std::ops::Range;

use crate::compare::frame::{self, Tally, Word};
use crate::source::Source;
use crate::source::quotation::{self, Quotation};
use crate::span::Span;
use crate::value::{self, Context, Value};

/// A source, read once and compared with many.
pub(super) struct Reading<'a> {
    pub(super) source: &'a Source,
    pub(super) sentences: Vec<Sentence>,
    pub(super) tally: Tally,
    /// In order, outer before inner.
    pub(super) quotations: Vec<Quotation>,
}

/// One sentence.
pub(super) struct Sentence {
    /// Bytes of the source.
    pub(super) span: Span,
    pub(super) words: Vec<Word>,
    /// In order; spans are bytes of the source.
    pub(super) values: Vec<Value>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(source: &'a Source, context: &Context<'_>) -> Self {
        let text = &source.text;
        let original = text.original();
        let mut values = value::read(original, context).into_iter().peekable();
        let mut tally = Tally::default();
        let mut sentences = Vec::with_capacity(text.sentences().len());
        for &span in text.sentences() {
            let words = frame::words(text.tokens(), text.tokens().within(span));
            while values
                .next_if(|value| value.span.start < span.start)
                .is_some()
            {}
            let mut own = Vec::new();
            while let Some(value) = values.next_if(|value| value.span.end <= span.end) {
                own.push(value);
            }
            sentences.push(Sentence {
                span,
                words,
                values: own,
            });
        }
        let mut words: Vec<&mut Vec<Word>> = sentences
            .iter_mut()
            .map(|sentence: &mut Sentence| &mut sentence.words)
            .collect();
        frame::know_names(&mut words, text.tokens());
        for sentence in &sentences {
            tally.add(&sentence.words);
        }
        Self {
            source,
            sentences,
            tally,
            quotations: quotation::read(original, text.paragraphs(), text.sentences()),
        }
    }

    pub(super) fn text(&self) -> &str {
        self.source.text.original()
    }

    /// The sentences that `span` touches, by number.
    pub(super) fn sentences_of(&self, span: Span) -> Range<usize> {
        let start = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= span.start);
        let end = self
            .sentences
            .partition_point(|sentence| sentence.span.start < span.end);
        start..end.max(start)
    }
}

impl Sentence {
    /// The words that stand within `span`, bytes of the source.
    pub(super) fn words_within(&self, reading: &Reading<'_>, span: Span) -> &[Word] {
        let tokens = reading.source.text.tokens().within(span);
        let start = self
            .words
            .partition_point(|word| (word.token as usize) < tokens.start);
        let end = self
            .words
            .partition_point(|word| (word.token as usize) < tokens.end);
        &self.words[start..end.max(start)]
    }
}
