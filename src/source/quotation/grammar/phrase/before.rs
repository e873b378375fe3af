//! Noun phrases that end before a token, read backwards.

use std::ops::Range;

use super::{Head, LONGEST, Phrase, follows_initial, heart, is_capital, is_verbal, text_is};
use crate::source::quotation::grammar::token::{Kind, Token};
use crate::source::quotation::grammar::word::{self, Class};

/// The name that ends right before token `end`, without what it hangs on: “footage of | Trump”.
pub(crate) fn name_before(text: &str, tokens: &[Token], low: usize, end: usize) -> Option<Phrase> {
    let range = simple_before(text, tokens, low, end)?;
    let head = heart(text, tokens, &range);
    matches!(head, Head::Name(_)).then_some(Phrase { range, head })
}

/// The owner whose name ends right before token `end`: “| Ann Lee’s | verdict”.
pub(crate) fn owner_before(text: &str, tokens: &[Token], low: usize, end: usize) -> Option<Phrase> {
    let last = tokens.get(end.checked_sub(1)?)?;
    let is_owner = last.class() == Some(Class::Name) && word::is_possessive(last.span.of(text));
    let Phrase { range, .. } = before(text, tokens, low, end).filter(|_| is_owner)?;
    let is_whole = range.end == end;
    is_whole.then(|| Phrase {
        head: Head::Name(range.clone()),
        range,
    })
}

/// The noun phrase that ends right before token `end`, no token of it before `low`.
pub(crate) fn before(text: &str, tokens: &[Token], low: usize, end: usize) -> Option<Phrase> {
    let low = low.max(end.saturating_sub(LONGEST));
    let first = simple_before(text, tokens, low, end)?;
    let mut start = first.start;
    let mut head = first;
    // “a person close to | the Kremlin”: a phrase after a preposition belongs to the one before it.
    while start > low + 1 && is_attaching(text, &tokens[start - 1]) {
        let mut at = start - 1;
        while at > low && tokens[at - 1].class() == Some(Class::Postposed) {
            at -= 1;
        }
        match simple_before(text, tokens, low, at) {
            Some(outer) if !is_time(tokens, &outer) && !is_lone_verb(text, tokens, &outer) => {
                start = outer.start;
                head = outer;
            }
            _ => break,
        }
    }
    // “Max Seddon and | Joe Leahy”: names, or phrases of one kind, are joined.
    while start > low + 1 && is_joiner(text, tokens, start - 1) {
        let at = start - 1 - usize::from(start > low + 2 && tokens[start - 2].is(','));
        match simple_before(text, tokens, low, at) {
            Some(outer) if is_like(tokens, low, &outer, &head) => {
                start = outer.start;
                head = outer.start..head.end;
            }
            _ => break,
        }
    }
    if start > low && text_is(text, &tokens[start - 1], &["both"]) {
        start -= 1;
    }
    let head = heart(text, tokens, &head);
    Some(Phrase {
        range: start..end,
        head,
    })
}

/// One noun phrase without what hangs on it, ending before `end`.
fn simple_before(text: &str, tokens: &[Token], low: usize, end: usize) -> Option<Range<usize>> {
    let mut at = end;
    // “Paul Ryan (R-Wis.) said”
    if at > low && tokens[at - 1].is(')') {
        while at > low && !tokens[at - 1].is('(') {
            at -= 1;
        }
        at = at.checked_sub(1).filter(|&open| open > low)?;
    }
    let last = tokens.get(at.checked_sub(1).filter(|&last| last >= low)?)?;
    match last.class()? {
        Class::Pronoun | Class::Relative => return Some(at - 1..end),
        Class::Name | Class::Honorific | Class::Role | Class::Other | Class::Number => {}
        Class::Determiner if stands_alone(text, last) => {
            return Some(at - 1..end);
        }
        _ => return None,
    }
    let named = last.class() == Some(Class::Name);
    let mut start = at - 1;
    while start > low {
        let token = &tokens[start - 1];
        let keep = match token.kind {
            Kind::Word(Class::Name, None)
            | Kind::Word(Class::Role | Class::Honorific | Class::Number, _)
            | Kind::Punct('&') => true,
            Kind::Word(Class::Determiner, _) => {
                return Some(start - 1..end);
            }
            Kind::Word(Class::Other, cue) if !named || is_bound(text, tokens, low, start - 1) => {
                cue.is_none_or(|cue| cue.noun)
            }
            Kind::Punct('.') => follows_initial(text, tokens, start - 1, end),
            Kind::Word(Class::Preposition, _) => {
                start > low + 1
                    && text_is(text, token, &["of"])
                    && is_capital(tokens.get(start - 2))
                    && is_capital(tokens.get(start))
            }
            _ => false,
        };
        if !keep {
            break;
        }
        start -= 1;
    }
    Some(start..end)
}

/// Whether the lower-case words up to token `at` reach back to an article: “the longtime pollster X”.
fn is_bound(text: &str, tokens: &[Token], low: usize, at: usize) -> bool {
    let floor = low.max(at.saturating_sub(6));
    for index in (floor..at).rev() {
        match tokens[index].class() {
            Some(Class::Determiner) => return true,
            Some(Class::Name) if word::is_possessive(tokens[index].span.of(text)) => return true,
            Some(Class::Role | Class::Honorific | Class::Name | Class::Other | Class::Number) => {}
            _ => return false,
        }
    }
    false
}

fn is_joiner(text: &str, tokens: &[Token], at: usize) -> bool {
    text_is(text, &tokens[at], &["and", "&"])
}

/// Whether two phrases can be joined by “and” to one subject.
fn is_like(tokens: &[Token], low: usize, one: &Range<usize>, other: &Range<usize>) -> bool {
    let named = |range: &Range<usize>| tokens[range.end - 1].class() == Some(Class::Name);
    let is_pronoun = one.len() == 1 && tokens[one.start].class() == Some(Class::Pronoun);
    (named(one) == named(other) || one.start == low || is_pronoun) && one.len() <= 8
}

fn is_attaching(text: &str, token: &Token) -> bool {
    text_is(
        text,
        token,
        &[
            "of", "for", "at", "from", "to", "with", "in", "on", "near", "inside", "within",
            "behind",
        ],
    )
}

/// Whether a phrase is only a word that looks like a verb: “turned | to the police”.
fn is_lone_verb(text: &str, tokens: &[Token], range: &Range<usize>) -> bool {
    range.len() == 1 && is_verbal(text, tokens, range.start, range.end)
}

fn is_time(tokens: &[Token], range: &Range<usize>) -> bool {
    tokens[range.end - 1].class() == Some(Class::Time)
}

/// Whether a determiner stands for a noun: “some said”, “both touted”.
fn stands_alone(text: &str, token: &Token) -> bool {
    text_is(
        text,
        token,
        &[
            "some", "many", "both", "most", "several", "few", "all", "another", "this", "that",
            "those",
        ],
    )
}
