//! Content: where what is said ends, when no marks show it.

use std::ops::Range;

use crate::source::quotation::grammar::act::act;
use crate::source::quotation::grammar::clause::{Clause, Said};
use crate::source::quotation::grammar::cue::{Form, Verb};
use crate::source::quotation::grammar::token::Token;
use crate::source::quotation::grammar::word::{self, Class};
use crate::span::Span;

/// How many tokens a comment of the narrator’s may have before its verb.
const COMMENT_REACH: usize = 10;

/// The words of tokens `low..high`, without stops at either end.
pub(super) fn words(clause: &Clause, low: usize, high: usize) -> Option<Span> {
    let mut low = low;
    let mut high = high;
    let is_loose = |at: usize| {
        let token = &clause.tokens[at];
        token.is(',') || token.is(':') || token.is(';') || token.is_dash()
    };
    while low < high && is_loose(low) {
        low += 1;
    }
    while low < high && is_loose(high - 1) {
        high -= 1;
    }
    let count = (low..high)
        .filter(|&at| clause.tokens[at].class().is_some())
        .count();
    let only_quote = (low..high).all(|at| clause.tokens[at].class().is_none());
    (count >= 2 && !only_quote)
        .then(|| clause.tokens[low].span.joined(clause.tokens[high - 1].span))
}

/// What is said in tokens `start..end`: without the stop at its end, and without what the narrator
/// adds to it.
pub(super) fn parts(clause: &Clause, said: &Said, start: usize, end: usize) -> Vec<Span> {
    let end = before_gerund(clause, start, end);
    let end = before_clause(clause, said, start, end);
    let comment = comment(clause, said, start, end).unwrap_or(end..end);
    let head = words(clause, start, comment.start);
    let tail = words(clause, comment.end, end).filter(|_| comment.end > comment.start);
    let all = head.into_iter().chain(tail);
    all.map(|span| without_stop(clause, span)).collect()
}

/// Where what is said ends before the speaker goes on: “… |, adding that”, “… |, citing a report”.
fn before_gerund(clause: &Clause, start: usize, end: usize) -> usize {
    let speaks = |at: usize| {
        let cue = clause.tokens[at].cue();
        cue.is_some_and(|cue| cue.form == Form::Gerund && cue.verb == Verb::Say)
    };
    let begins = |&at: &usize| {
        let skipped = usize::from(clause.tokens[at + 1].class() == Some(Class::Adverb));
        clause.tokens[at].is(',') && at + 1 + skipped < end && speaks(at + 1 + skipped)
    };
    (start + 2..end.saturating_sub(1))
        .find(begins)
        .unwrap_or(end)
}

/// Where what is said ends before another clause of the narrator’s: “…, but offered no proof”, “When he
/// said that …, she left”, “said … and warned against”.
fn before_clause(clause: &Clause, said: &Said, start: usize, end: usize) -> usize {
    let is_fronted = is_fronted(clause, said.at);
    let breaks = |&at: &usize| {
        let token = &clause.tokens[at];
        if token.is(',') {
            let next = clause.token(at + 1);
            let begins = next
                .and_then(Token::class)
                .is_some_and(Class::begins_clause);
            clause.is(at + 1, &["but", "though", "although", "while", "despite"])
                || (is_fronted && (begins || next.is_some_and(|next| next.quote().is_some())))
        } else {
            token.is(';')
                || clause.is(at, &["and", "but"]) && goes_on_speaking(clause, said, at + 1)
        }
    };
    (start + 2..end.saturating_sub(1))
        .find(breaks)
        .unwrap_or(end)
}

/// Whether the verb at `at` stands in a clause in front of the one that its sentence is about.
pub(super) fn is_fronted(clause: &Clause, at: usize) -> bool {
    let first = clause.low + usize::from(clause.is(clause.low, &["but", "and", "so"]));
    let begins = clause.is(
        first,
        &[
            "when", "while", "as", "if", "after", "although", "though", "because", "once", "since",
            "whenever", "even", "whereas", "unless", "until", "before",
        ],
    );
    begins && !(first..at).any(|at| clause.tokens[at].is(','))
}

/// Whether a verb of saying with the same subject and in the same form stands at token `at`.
fn goes_on_speaking(clause: &Clause, said: &Said, at: usize) -> bool {
    let skipped = usize::from(clause.token(at).and_then(Token::class) == Some(Class::Adverb));
    let Some(token) = clause.token(at + skipped) else {
        return false;
    };
    let form = said.cue.form;
    let act = act(token.span.of(clause.text)).filter(|act| act.form == form);
    let cue = token.cue().filter(|cue| cue.form == form && !cue.noun);
    form == Form::Past && (act.is_some() || cue.is_some()) && !is_past(clause, at - 2, at - 1)
}

/// The full stop of an abbreviation is part of it: “the U.S.”
pub(super) fn without_stop(clause: &Clause, span: Span) -> Span {
    let words = span.of(clause.text);
    let body = words.trim_end_matches(['.', ' ', ']']);
    let last = body.rsplit(char::is_whitespace).next().unwrap_or("");
    let is_short = last.contains('.') && words[body.len()..].starts_with('.');
    let length = body.len() + usize::from(is_short);
    Span::new(span.start, span.start + length)
}

/// A clause of the narrator’s own at the end of what is said, or set into it.
///
/// It is one where it explains a word, “– meaning, since the invasion –”; where it says that somebody
/// denies what is said, “, which Beijing has denied”; and where
/// it is in the present tense while what is said has been put into the past: “he would replace him on
/// the war — where forces have been winning”.
fn comment(clause: &Clause, said: &Said, start: usize, end: usize) -> Option<Range<usize>> {
    (start + 1..end.saturating_sub(2)).find_map(|at| {
        let token = &clause.tokens[at];
        let is_relative = token.is(',')
            && (clause.tokens[at + 1].class() == Some(Class::Relative)
                || clause.is(at + 1, &["where"]));
        if !(is_relative || token.is_dash()) {
            return None;
        }
        let closes = |other: &usize| {
            let token = &clause.tokens[*other];
            if is_relative {
                token.is(',')
            } else {
                token.is_dash()
            }
        };
        let close = (at + 2..end).find(closes).unwrap_or(end);
        let explains = token.is_dash() && clause.is(at + 1, &["meaning", "namely"]);
        let denies = is_relative && is_denied(clause, at + 2);
        let steps_out = said.cue.form == Form::Past
            && is_past(clause, start, at)
            && is_present(clause, at + 1, close)
            && !clause.is(at + 1, &["that"]);
        (explains || denies || steps_out).then_some(at..close)
    })
}

/// Whether somebody denies or confirms it, from token `first` on: “Beijing has denied”.
fn is_denied(clause: &Clause, first: usize) -> bool {
    const DENIALS: &[&str] = &[
        "denied",
        "denies",
        "deny",
        "disputed",
        "disputes",
        "dispute",
        "rejected",
        "rejects",
        "reject",
        "contested",
        "contests",
        "refuted",
        "refutes",
        "dismissed",
        "dismisses",
        "confirmed",
        "confirms",
        "disproved",
    ];
    let begins = matches!(
        clause.tokens[first].class(),
        Some(Class::Name | Class::Honorific | Class::Determiner | Class::Role | Class::Pronoun)
    );
    begins
        && (first + 1..clause.high.min(first + COMMENT_REACH))
            .take_while(|&at| clause.tokens[at].class().is_some())
            .any(|at| clause.is(at, DENIALS))
}

const PRESENT: &[&str] = &["is", "are", "has", "have", "does", "do", "will", "can"];

fn is_past(clause: &Clause, low: usize, high: usize) -> bool {
    let shifted = |at: usize| {
        let word = clause.tokens[at].span.of(clause.text);
        clause.is(at, &["was", "were", "had", "did"])
            || (clause.tokens[at].class() == Some(Class::Other) && word::is_past(word))
    };
    (low..high).any(shifted) && !(low..high).any(|at| clause.is(at, PRESENT))
}

fn is_present(clause: &Clause, low: usize, high: usize) -> bool {
    let first = (low..high).find(|&at| {
        matches!(
            clause.tokens[at].class(),
            Some(Class::Be | Class::Auxiliary)
        )
    });
    first.is_some_and(|at| clause.is(at, PRESENT))
}
