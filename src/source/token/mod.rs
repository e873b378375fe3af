//! Cuts a folded text into tokens: words, numbers and single marks.
//!
//! Words follow UAX #29 with what quotations and counts need on top of it. Every dash splits a word.
//! A possessive is a token of its own, so that “Ukraine” is found in “Ukraine’s” and not in
//! “Ukrainian”. A sign, a currency, a decimal point or a percent sign belongs to its number, so that
//! “5” is found in none of “3.5”, “-5”, “$5”, “5%”, “5:30” and “5/10”. The stop that ends “U.S.” is a
//! mark of its own, as it is where it ends a sentence.

mod cut;
mod joint;
mod key;
mod plain;
mod stretch;

use std::ops::Range;

use super::fold::Fold;
use crate::span::Span;

pub(super) use key::{caseless, end_of_letters};
pub use key::{key, same_letters};
pub(crate) use plain::Plain;
pub(crate) use stretch::stretch_around;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A word, a number, or the possessive of one.
    Word,
    /// A quotation mark.
    Quote,
    /// A dash, a hyphen or a minus sign.
    Dash,
    /// Three dots, in one piece or spaced.
    Ellipsis,
    /// Any other mark.
    Mark,
}

/// What stands between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Before {
    /// Nothing.
    Joined,
    /// White space within a line.
    Space,
    /// A line's end.
    Line,
    /// At least one blank line, or the start of the text.
    Blank,
}

/// One token. Its place counts bytes of the folded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// The first byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// A number for its letters without regard to case. Equal words have equal keys; different ones
    /// nearly always have different ones, and whoever reports a hit compares the letters.
    pub key: u32,
    /// What it is.
    pub kind: Kind,
    /// What stands before it.
    pub before: Before,
}

impl Token {
    /// Its bytes in the folded text.
    #[must_use]
    pub fn folded(self) -> Span {
        Span::new(self.start as usize, self.end as usize)
    }
}

/// A text as tokens.
#[derive(Clone, Debug, Default)]
pub struct Tokens {
    fold: Fold,
    all: Vec<Token>,
    joints: Vec<Joint>,
}

/// What stands within a word that is written as several tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum JointKind {
    /// A hyphen at a line's end.
    Hyphen,
    /// Square brackets.
    Bracket,
    /// A hyphen at a line's end, and what a page or a quoted line has before its next word: a number,
    /// the mark of a quoted line.
    Page,
}

/// Tokens that may be one word: `exam-⏎ple`, `[T]he`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joint {
    /// The first token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// The key of the word that they make together.
    pub key: u32,
    /// What stands within the word.
    pub kind: JointKind,
}

impl Joint {
    /// How many tokens it takes.
    #[expect(clippy::len_without_is_empty, reason = "a joint is never empty")]
    #[must_use]
    pub fn len(&self) -> usize {
        (self.end - self.start) as usize
    }
}

impl Tokens {
    /// Folds `original` and cuts it into tokens, in time linear in its bytes.
    #[must_use]
    pub fn new(original: &str) -> Self {
        let fold = Fold::new(original);
        let (all, hinges) = cut::cut(original, &fold);
        let mut tokens = Self {
            fold,
            all,
            joints: Vec::new(),
        };
        tokens.joints = joint::joints(&tokens, &hinges);
        tokens
    }

    /// The tokens, in order.
    #[must_use]
    pub fn all(&self) -> &[Token] {
        &self.all
    }

    /// The places of the tokens for which `is_sought` holds, in order.
    #[inline]
    pub(super) fn places(&self, is_sought: impl Fn(&Token) -> bool) -> impl Iterator<Item = usize> {
        let mut from = 0;
        std::iter::from_fn(move || {
            let at = from + self.all[from..].iter().position(&is_sought)?;
            from = at + 1;
            Some(at)
        })
    }

    /// The folded text and its way back.
    #[must_use]
    pub fn fold(&self) -> &Fold {
        &self.fold
    }

    /// Places where several tokens may be one word, in order of their first token.
    #[must_use]
    pub fn joints(&self) -> &[Joint] {
        &self.joints
    }

    /// The joints that begin with token `idx`.
    #[must_use]
    pub fn joints_from(&self, idx: usize) -> &[Joint] {
        let start = self.joints.partition_point(|j| (j.start as usize) < idx);
        let len = self.joints[start..].partition_point(|j| j.start as usize == idx);
        &self.joints[start..start + len]
    }

    /// The joint that ends before token `idx`: at most one does.
    #[must_use]
    pub fn joint_to(&self, idx: usize) -> Option<&Joint> {
        let at = self.joints.partition_point(|j| (j.end as usize) < idx);
        self.joints.get(at).filter(|j| j.end as usize == idx)
    }

    /// How many tokens there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// The folded letters of token `idx`.
    ///
    /// # Panics
    /// When there is no such token.
    #[must_use]
    pub fn text(&self, idx: usize) -> &str {
        let token = self.all[idx];
        token.folded().of(self.fold.text())
    }

    /// The first byte of the folded letters of token `idx`; a mark of one byte is that byte.
    ///
    /// # Panics
    /// When there is no such token.
    #[inline]
    pub(super) fn lead(&self, idx: usize) -> u8 {
        self.fold.text().as_bytes()[self.all[idx].start as usize]
    }

    /// The folded letters of the words among the tokens in `range`, in order.
    ///
    /// # Panics
    /// When there are no such tokens.
    #[must_use]
    pub fn words(&self, range: Range<usize>) -> impl DoubleEndedIterator<Item = &str> {
        range
            .filter(|&idx| self.all[idx].kind == Kind::Word)
            .map(|idx| self.text(idx))
    }

    /// How many words there are among the tokens in `range`.
    ///
    /// # Panics
    /// When there are no such tokens.
    #[must_use]
    pub fn n_words(&self, range: Range<usize>) -> usize {
        let all = &self.all[range];
        all.iter().filter(|token| token.kind == Kind::Word).count()
    }

    /// The folded text between token `idx` and the one before it; empty for the first one.
    ///
    /// # Panics
    /// When there is no such token.
    #[must_use]
    pub fn space_before(&self, idx: usize) -> &str {
        let Some(previous) = idx.checked_sub(1) else {
            return "";
        };
        &self.fold.text()[self.all[previous].end as usize..self.all[idx].start as usize]
    }

    /// The bytes of the original that the tokens `start..end` cover.
    ///
    /// # Panics
    /// When there are no such tokens, or none at all.
    #[must_use]
    pub fn span(&self, start: usize, end: usize) -> Span {
        self.fold.original(Span::new(
            self.all[start].start as usize,
            self.all[end - 1].end as usize,
        ))
    }

    /// The byte of the original at which token `idx` begins; the text's end where there is none.
    #[must_use]
    pub fn start_of(&self, idx: usize) -> usize {
        let end = self.fold.text().len();
        let at = self.all.get(idx).map_or(end, |token| token.start as usize);
        self.fold.original(Span::new(at, at)).start
    }

    /// The tokens that share a byte with `original`, bytes of the original text.
    #[must_use]
    pub fn within(&self, original: Span) -> Range<usize> {
        let folded = self.fold.folded(original);
        let start = self
            .all
            .partition_point(|token| token.end as usize <= folded.start);
        let end = self
            .all
            .partition_point(|token| (token.start as usize) < folded.end);
        start..end.max(start)
    }

    /// Whether token `idx` is the single mark `mark`.
    #[inline]
    #[must_use]
    pub fn is_mark(&self, idx: usize, mark: char) -> bool {
        self.all
            .get(idx)
            .is_some_and(|token| token.kind == Kind::Mark && token.key == key::of_mark(mark))
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
