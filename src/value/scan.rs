//! A paragraph's tokens, and how the readers look at them.
//!
//! Readers are functions from a place in the tokens to a reading that ends at a later place. They
//! ask for words by their lower-case form; a word that is not in the lexicon reads as `""`.

use super::Context;
use super::cue::Cues;
use super::date::Before;
use super::lexicon::Lexeme;
use super::token::{Gap, Shape, Token};

const END: Token = Token {
    start: usize::MAX,
    end: usize::MAX,
    shape: Shape::End,
    gap: Gap::Paragraph,
    lexeme: None,
    cues: Cues::NONE,
};

/// The tokens of one paragraph of `text`.
#[derive(Clone, Copy)]
pub(crate) struct Scan<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    pub(crate) context: &'a Context<'a>,
    /// The dates given before.
    pub(crate) said: Before,
}

impl<'a> Scan<'a> {
    /// The tokens of a paragraph before which no date was given.
    pub(crate) fn new(text: &'a str, tokens: &'a [Token], context: &'a Context<'a>) -> Self {
        Self {
            text,
            tokens,
            context,
            said: Before::default(),
        }
    }

    /// The token at `at`, or the end token past the last one.
    pub(crate) fn token(&self, at: usize) -> &Token {
        self.tokens.get(at).unwrap_or(&END)
    }

    /// The token before `at`, or the end token before the first one.
    pub(crate) fn before(&self, at: usize) -> &Token {
        at.checked_sub(1).map_or(&END, |before| self.token(before))
    }

    /// The word at `at` in lower case, or `""` where it is no word of the lexicon.
    pub(crate) fn word(&self, at: usize) -> &'static str {
        self.token(at).lexeme.map_or("", |lexeme| lexeme.word)
    }

    /// The word before `at`, as [`Self::word`] gives it.
    pub(crate) fn word_before(&self, at: usize) -> &'static str {
        self.before(at).lexeme.map_or("", |lexeme| lexeme.word)
    }

    /// Whether the token at `at`, or one after it that may be part of the same value, has one of `cues`.
    pub(super) fn is_ahead(&self, at: usize, cues: Cues) -> bool {
        self.token(at).cues.has(cues)
    }

    pub(crate) fn lexeme(&self, at: usize) -> Option<&'static Lexeme> {
        self.token(at).lexeme
    }

    /// The mark at `at`, if a mark stands there.
    pub(crate) fn mark(&self, at: usize) -> Option<char> {
        match self.token(at).shape {
            Shape::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// The characters of the token at `at`.
    pub(crate) fn raw(&self, at: usize) -> &'a str {
        let token = self.token(at);
        self.text.get(token.start..token.end).unwrap_or("")
    }

    pub(crate) fn is_digits(&self, at: usize) -> bool {
        self.token(at).shape == Shape::Digits
    }

    pub(crate) fn is_word(&self, at: usize) -> bool {
        self.token(at).shape == Shape::Word
    }

    /// Whether the token at `at` follows the one before it without white space.
    pub(crate) fn is_glued(&self, at: usize) -> bool {
        at > 0 && self.token(at).gap == Gap::None
    }

    /// Whether a hyphen or a dash stands at `at`.
    pub(crate) fn is_dash(&self, at: usize) -> bool {
        matches!(self.mark(at), Some('-' | '‐' | '‑' | '–' | '—' | '−'))
    }

    /// Whether a hyphen stands at `at` with no white space on either side.
    pub(crate) fn is_hyphen(&self, at: usize) -> bool {
        self.is_dash(at) && self.is_glued(at) && self.is_glued(at + 1)
    }

    /// The place after a hyphen at `at`, or `at` itself.
    pub(crate) fn past_hyphen(&self, at: usize) -> usize {
        at + usize::from(self.is_hyphen(at))
    }

    /// The place after `words`, if they stand at `at`.
    pub(crate) fn past(&self, at: usize, words: &[&str]) -> Option<usize> {
        words
            .iter()
            .enumerate()
            .all(|(n, word)| self.word(at + n) == *word)
            .then_some(at + words.len())
    }

    /// Whether the word at `at` begins with a capital letter.
    pub(crate) fn is_capitalized(&self, at: usize) -> bool {
        self.raw(at).chars().next().is_some_and(char::is_uppercase)
    }

    /// The number that the digits at `at` write, where they are few enough for one.
    pub(crate) fn small_number(&self, at: usize) -> Option<i64> {
        (self.is_digits(at) && self.raw(at).len() <= 9)
            .then(|| self.raw(at).parse().ok())
            .flatten()
    }
}
