//! Noun phrases: who says something, read from the word next to the verb outwards.
//!
//! A subject is read backwards from its verb, a subject after its verb forwards. Both stop where a
//! clause must begin or end, and both look at a fixed number of tokens at most.

mod after;
mod before;

use std::ops::Range;

use crate::span::Span;

use super::token::{Kind, Token};
use super::word::{self, Class};

pub(crate) use after::after;
pub(crate) use before::{before, name_before, owner_before};

/// A noun phrase is no longer than this many tokens.
const LONGEST: usize = 24;

/// A noun phrase, and what stands at its heart.
#[derive(Clone, Debug, PartialEq, Eq)]

pub(crate) struct Phrase {
    /// Its tokens.
    pub(crate) range: Range<usize>,
    pub(crate) head: Head,
}

/// The heart of a noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]

pub(crate) enum Head {
    /// “she”, “they”.
    Pronoun,
    /// “who”, “which”: the phrase before it says who.
    Relative,
    /// A name: its tokens without titles.
    Name(Range<usize>),
    /// “both leaders”, “a person close to the Kremlin”.
    Common,
}

impl Phrase {
    /// Where it stands in the text.
    pub(crate) fn span(&self, tokens: &[Token]) -> Span {
        tokens[self.range.start]
            .span
            .joined(tokens[self.range.end - 1].span)
    }
}

/// The name in a noun phrase, or what else is its heart.
fn heart(text: &str, tokens: &[Token], range: &Range<usize>) -> Head {
    if range.len() == 1 {
        match tokens[range.start].class() {
            Some(Class::Pronoun) => return Head::Pronoun,
            Some(Class::Relative) => return Head::Relative,
            _ => {}
        }
    }
    let mut end = range.end;
    if let Some(open) = range.clone().find(|&at| tokens[at].is('(')) {
        end = open;
    }
    let is_named = end > range.start && tokens[end - 1].class() == Some(Class::Name);
    if !is_named || word::is_possessive(tokens[end - 1].span.of(text)) {
        return Head::Common;
    }
    let mut start = end - 1;
    while start > range.start {
        let token = &tokens[start - 1];
        let possessive = word::is_possessive(token.span.of(text));
        let keep = match token.class() {
            Some(Class::Name) => !possessive,
            Some(Class::Coordinator | Class::Preposition) => true,
            None => token.is('.') || token.is('&') || token.is(','),
            _ => false,
        };
        if !keep {
            break;
        }
        start -= 1;
    }
    while !matches!(tokens[start].class(), Some(Class::Name)) {
        start += 1;
    }
    // “Secretary of State Antony Blinken”: what the office is of is not the name.
    let office = start > range.start + 1
        && end - start > 1
        && text_is(text, &tokens[start - 1], &["of", "for"])
        && matches!(
            tokens[start - 2].class(),
            Some(Class::Honorific | Class::Role)
        );
    start += usize::from(office);
    Head::Name(start..end)
}

/// Whether a finite verb, or what looks like one, stands at token `at`.
pub(crate) fn is_verbal(text: &str, tokens: &[Token], at: usize, high: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|_| at < high) else {
        return false;
    };
    match token.kind {
        Kind::Word(Class::Be | Class::Auxiliary, _) => true,
        Kind::Word(Class::Other, Some(cue)) if !cue.noun => true,
        Kind::Word(Class::Other, _) => word::is_past(token.span.of(text)),
        _ => false,
    }
}

/// Whether a word with a capital stands there.
fn is_capital(token: Option<&Token>) -> bool {
    token.is_some_and(|token| matches!(token.class(), Some(Class::Name | Class::Honorific)))
}

/// Whether `token` is one of `words`, which are in lower case, in any case.
#[inline]
pub(crate) fn text_is(text: &str, token: &Token, words: &[&str]) -> bool {
    if token.quote().is_some() {
        return false;
    }
    let word = &text.as_bytes()[token.span.start..token.span.end];
    let first = word.first().map(u8::to_ascii_lowercase);
    // The length and the first letter tell nearly always.
    let may_be = |other: &[u8]| other.len() == word.len() && other.first().copied() == first;
    let mut words = words.iter().map(|other| other.as_bytes());
    words.any(|other| may_be(other) && other.eq_ignore_ascii_case(word))
}

/// Whether the full stop at `at` belongs to an initial or a title before it.
fn follows_initial(text: &str, tokens: &[Token], at: usize, high: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else {
        return false;
    };
    let word = before.span.of(text);
    let short =
        word.chars().count() == 1 || word.contains('.') || matches!(word, "Jr" | "Sr" | "St");
    let title = before.class() == Some(Class::Honorific);
    (short || title)
        && tokens
            .get(at)
            .is_some_and(|stop| stop.span.start == before.span.end)
        && at + 1 < high.max(at + 2)
        && is_capital(tokens.get(at + 1))
}
