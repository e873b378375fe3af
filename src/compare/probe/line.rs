//! A sentence of a source, read as far as questions ask.

use std::cell::OnceCell;

use super::frame::Frame;
use super::question::weigh_wording;
use crate::check::Ground;
use crate::compare::frame::{self, Around, Word};
use crate::source::Source;
use crate::span::Span;
use crate::value::{self, Value};

/// A sentence that may hold an answer.
pub(super) struct Line<'s> {
    pub(super) source: &'s Source,
    /// Bytes of the source.
    pub(super) span: Span,
    pub(super) words: Vec<Word>,
    /// What each word counts where wordings are laid beside each other.
    weights: OnceCell<Vec<f32>>,
    values: OnceCell<Vec<Value>>,
    /// What stands around each of them.
    frames: OnceCell<Vec<OnceCell<Frame>>>,
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
            weights: OnceCell::new(),
            values: OnceCell::new(),
            frames: OnceCell::new(),
        }
    }

    /// Its text.
    pub(super) fn text(&self) -> &'s str {
        self.span.of(self.source.text.original())
    }

    /// What each word counts where wordings are laid beside each other.
    pub(super) fn weights(&self) -> &[f32] {
        let weigh = || self.words.iter().map(weigh_wording).collect();
        self.weights.get_or_init(weigh)
    }

    /// The values in it, in order; spans are bytes of the source.
    pub(super) fn values(&self, ground: &Ground<'_>) -> &[Value] {
        let context = || ground.context(self.source);
        self.values
            .get_or_init(|| read(self.text(), self.span, &context()))
    }

    /// What stands around value number `at`.
    pub(super) fn frame(&self, at: usize, ground: &Ground<'_>) -> &Frame {
        let values = self.values(ground);
        let frames = self
            .frames
            .get_or_init(|| vec![OnceCell::new(); values.len()]);
        frames[at].get_or_init(|| {
            let Value { span, kind, .. } = values[at];
            let (inside, tokens) = (self.words_within(span), self.source.text.tokens());
            let around = Around::new(&self.words, &inside, kind, values, tokens);
            Frame::new(around, |word| self.letters(word))
        })
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
