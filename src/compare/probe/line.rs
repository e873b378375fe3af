//! A sentence of a source, read as far as questions ask.

use std::cell::OnceCell;
use std::ops::Deref;

use super::frame::{Frame, Nearby};
use super::question::weigh_wording;
use crate::check::Ground;
use crate::compare::frame::{self, Around, REACH, Stance, Word, nearness};
use crate::source::Source;
use crate::source::token::{self, Token};
use crate::span::Span;
use crate::value::{self, Kind, Unread, Value};

const N_KINDS: usize = Kind::Text as usize + 1;

/// The words of a sentence, read where somebody asks for them.
pub(super) struct Words<'s> {
    source: &'s Source,
    span: Span,
    read: OnceCell<Vec<Word>>,
}

impl Deref for Words<'_> {
    type Target = [Word];

    fn deref(&self) -> &[Word] {
        self.read.get_or_init(|| {
            let tokens = self.source.text.tokens();
            let mut words = frame::words(tokens, tokens.within(self.span));
            frame::name_openings(&mut words, tokens);
            words
        })
    }
}

/// A sentence that may hold an answer.
pub(super) struct Line<'s> {
    pub(super) source: &'s Source,
    /// Bytes of the source.
    pub(super) span: Span,
    pub(super) words: Words<'s>,
    /// What each word counts where wordings are laid beside each other.
    weights: OnceCell<Vec<f32>>,
    /// What it denies, and what has an opposite.
    stances: OnceCell<Vec<Stance>>,
    /// What its values are read from.
    unread: OnceCell<Unread>,
    /// By kind, how near each token may stand to a value.
    nearness: [OnceCell<Vec<f32>>; N_KINDS],
    values: OnceCell<Vec<Value>>,
    /// The words near each of them.
    nearby: OnceCell<Vec<OnceCell<Nearby>>>,
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
        let read = OnceCell::new();
        Self {
            source,
            span,
            words: Words { source, span, read },
            weights: OnceCell::new(),
            stances: OnceCell::new(),
            unread: OnceCell::new(),
            nearness: Default::default(),
            values: OnceCell::new(),
            nearby: OnceCell::new(),
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

    /// What it denies, and what has an opposite.
    pub(super) fn stances(&self) -> &[Stance] {
        let tokens = self.source.text.tokens();
        self.stances
            .get_or_init(|| frame::stances(&self.words, tokens))
    }

    /// Whether a value of `kind` may stand in it, which is told without reading any.
    pub(super) fn may_hold(&self, kind: Kind) -> bool {
        self.unread().may_hold(kind)
    }

    /// How near each of its tokens stands to a value of `kind` at the most, from 1 down to 0, which is told without
    /// reading any.
    pub(super) fn nearness(&self, kind: Kind) -> &[f32] {
        self.nearness[kind as usize].get_or_init(|| {
            let tokens = self.source.text.tokens();
            let place = tokens.within(self.span);
            let mut distances = vec![u32::MAX; place.len()];
            for stretch in self.unread().stretches(kind) {
                let stretch = tokens.within(stretch.shifted(self.span.start));
                distances[stretch.start - place.start..stretch.end - place.start].fill(0);
            }
            let words = &tokens.all()[place];
            count_from_stretches(words.iter().zip(&mut distances));
            count_from_stretches(words.iter().zip(&mut distances).rev());
            let near = |distance: u32| match distance {
                0..=REACH => nearness(distance),
                _ => 0.0,
            };
            distances.into_iter().map(near).collect()
        })
    }

    fn unread(&self) -> &Unread {
        self.unread.get_or_init(|| Unread::new(self.text()))
    }

    /// The values in it, in order; spans are bytes of the source.
    pub(super) fn values(&self, ground: &Ground<'_>) -> &[Value] {
        self.values.get_or_init(|| {
            let values = self
                .unread()
                .read(self.text(), &ground.context(self.source));
            placed(values, self.span)
        })
    }

    /// The words near value number `at`, which are a part of what stands around it.
    pub(super) fn nearby(&self, at: usize, ground: &Ground<'_>) -> &Nearby {
        let values = self.values(ground);
        let nearby = self
            .nearby
            .get_or_init(|| vec![OnceCell::new(); values.len()]);
        nearby[at].get_or_init(|| Nearby::new(&self.words, &self.words_within(values[at].span)))
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

/// Counts how many words each token is away from the last one before it that is at no distance, where that is nearer.
fn count_from_stretches<'t>(tokens: impl Iterator<Item = (&'t Token, &'t mut u32)>) {
    let mut n = u32::MAX;
    for (token, distance) in tokens {
        if *distance == 0 {
            n = 0;
        } else {
            n = n.saturating_add(u32::from(token.kind == token::Kind::Word));
            *distance = n.min(*distance);
        }
    }
}

/// The values in a sentence at `span` of a source; their spans are bytes of the source.
pub(super) fn read(sentence: &str, span: Span, context: &value::Context<'_>) -> Vec<Value> {
    placed(value::read(sentence, context), span)
}

/// The values of a sentence at `span` of a source, with spans that are bytes of the source.
fn placed(mut values: Vec<Value>, span: Span) -> Vec<Value> {
    for value in &mut values {
        value.span = value.span.shifted(span.start);
        value.figure = value.figure.shifted(span.start);
    }
    values
}
