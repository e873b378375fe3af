//! A sentence of a source, read as far as questions ask.

use std::cell::OnceCell;

use crate::check::Ground;
use crate::compare::frame::{self, Word};
use crate::source::Source;
use crate::span::Span;
use crate::value::{self, Value};

/// A sentence that may hold an answer.
pub(super) struct Line<'s> {
    pub(super) source: &'s Source,
    /// Bytes of the source.
    pub(super) span: Span,
    pub(super) words: Vec<Word>,
    values: OnceCell<Vec<Value>>,
}

impl<'s> Line<'s> {
    /// Sentence number `sentence` of `source`.
    pub(super) fn new(source: &'s Source, sentence: usize) -> Self {
        Self::at(source, source.text.sentences()[sentence])
    }

    /// The sentence at `span` of `source`.
    pub(super) fn at(source: &'s Source, span: Span) -> Self {
        let tokens = source.text.tokens();
        let mut words = frame::words(tokens, tokens.within(span));
        frame::name_openings(&mut words, tokens);
        Self {
            source,
            span,
            words,
            values: OnceCell::new(),
        }
    }

    /// Its text.
    pub(super) fn text(&self) -> &'s str {
        self.span.of(self.source.text.original())
    }

    /// The values in it, in order; spans are bytes of the source.
    pub(super) fn values(&self, ground: &Ground<'_>) -> &[Value] {
        let context = || ground.context(self.source);
        self.values
            .get_or_init(|| read(self.text(), self.span, &context()))
    }

    /// The words that stand within `span`, by number.
    pub(super) fn words_within(&self, span: Span) -> std::ops::Range<usize> {
        let tokens = self.source.text.tokens().within(span);
        frame::words_within(&self.words, tokens)
    }

    /// The letters of a word.
    pub(super) fn letters(&self, word: &Word) -> &'s str {
        self.source.text.tokens().text(word.token as usize)
    }
}

/// The values in a sentence at `span` of a source; their spans are bytes of the source.
pub(super) fn read(sentence: &str, span: Span, context: &value::Context<'_>) -> Vec<Value> {
    let mut values = value::read(sentence, context);
    for value in &mut values {
        value.span = value.span.shifted(span.start);
        value.figure = value.figure.shifted(span.start);
    }
    values
}
