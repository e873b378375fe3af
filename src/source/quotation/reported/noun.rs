//! What somebody's claim, view or promise is: “his claim that it was over”.

use super::Reported;
use super::content::parts;
use crate::source::quotation::Confidence;
use crate::source::quotation::attribution::{Found, Mention};
use crate::source::quotation::grammar::clause::{Clause, Said};
use crate::source::quotation::grammar::cue::{self, Cue, Form, Verb};
use crate::source::quotation::grammar::phrase::{Head, Phrase};
use crate::source::quotation::grammar::word::{self, Class};
use crate::span::Span;

/// How many words may stand between whose it is and the noun: “his often repeated claim”.
const MOST_BETWEEN: usize = 3;

/// What the noun at `at` says, where it is somebody's: “his claim that”, “Ms. Lee’s warning that”.
pub(super) fn told(clause: &Clause, at: usize) -> Option<Reported> {
    if !clause.is(at + 1, &["that"]) {
        return None;
    }
    if !cue::is_noun(clause.token(at)?.span.of(clause.text)) {
        return None;
    }
    let owner = owner(clause, at)?;
    let cue = Cue {
        verb: Verb::Think,
        form: Form::Past,
        noun: true,
        loose: false,
    };
    let said = Said {
        at,
        cue,
        subject: owner.clone(),
        near: true,
        by: None,
        is_relative: false,
    };
    let content = parts(clause, &said, at + 2, clause.high);
    let is_pronoun = owner.head == Head::Pronoun;
    let span = owner.span(clause.tokens);
    let words = span.of(clause.text);
    let span = Span::new(
        span.start,
        span.start + word::without_possessive(words).len(),
    );
    (!content.is_empty()).then(|| Reported {
        content,
        found: Found {
            speaker: Mention {
                span,
                name: (!is_pronoun).then_some(span),
                is_pronoun,
            },
            cue: Some(clause.tokens[at].span),
            via: Vec::new(),
            confidence: Confidence::Low,
        },
        is_unmarked: false,
    })
}

/// Whose the noun at `at` is.
fn owner(clause: &Clause, at: usize) -> Option<Phrase> {
    let low = clause.low.max(at.saturating_sub(MOST_BETWEEN + 1));
    let last = (low..at).rev().find(|&before| {
        !matches!(
            clause.tokens[before].class(),
            Some(Class::Other | Class::Adverb)
        )
    })?;
    if clause.is(last, &["his", "her", "their"]) {
        return Some(Phrase {
            range: last..last + 1,
            head: Head::Pronoun,
        });
    }
    let word = clause.tokens[last].span.of(clause.text);
    if clause.tokens[last].class() != Some(Class::Name) || !word::is_possessive(word) {
        return None;
    }
    let is_name = |at: &usize| {
        let token = &clause.tokens[*at];
        token.class() == Some(Class::Name) && !word::is_possessive(token.span.of(clause.text))
    };
    let start = (clause.low..last).rev().take_while(is_name).last();
    let range = start.unwrap_or(last)..last + 1;
    Some(Phrase {
        head: Head::Name(range.clone()),
        range,
    })
}
