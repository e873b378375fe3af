//! Complements: where the clause begins that a verb of saying takes, when no marks show it.

use crate::source::quotation::grammar::clause::{Clause, SUBJECTS};
use crate::source::quotation::grammar::cue::{Cue, Form, Verb};
use crate::source::quotation::grammar::phrase::{self, Head, text_is};
use crate::source::quotation::grammar::token::Token;
use crate::source::quotation::grammar::word::{self, Class};

/// How many tokens may stand between a verb and what is said.
const REACH: usize = 14;

/// No noun phrase has so many tokens, unless there is a verb in it.
const LONG_PHRASE: usize = 7;

/// Where the clause begins that the verb at `at` takes, if it takes one.
pub(super) fn complement(clause: &Clause, at: usize, cue: Cue) -> Option<usize> {
    let high = clause.high.min(at + REACH);
    let that = (at + 1..high)
        .take_while(|&at| clause.tokens[at].class().is_some() || clause.tokens[at].is(','))
        .find(|&at| clause.is(at, &["that"]));
    if let Some(that) = that {
        let is_next = that == at + 1;
        let takes = match cue.verb {
            Verb::Say => is_next || is_set_apart(clause, at, that),
            Verb::Tell => is_next || cue.form != Form::Base || is_set_apart(clause, at, that),
            Verb::Think => is_next,
            Verb::Call => false,
        };
        if takes {
            return Some(that + 1);
        }
    }
    if takes_question(clause, at, cue) && begins_question(clause, at + 1) {
        return Some(at + 1);
    }
    match cue.verb {
        Verb::Say => bare(clause, at, high).or_else(|| after_adjunct(clause, at, high)),
        Verb::Tell if matches!(cue.form, Form::Past | Form::Third) => {
            after_audience(clause, at, high)
        }
        Verb::Tell | Verb::Call | Verb::Think => None,
    }
}

/// Whether the verb at `at` takes an indirect question where it stands: a trip “underscores how”, and “to
/// explain how” is what somebody came for.
fn takes_question(clause: &Clause, at: usize, cue: Cue) -> bool {
    const STEMS: &[&str] = &[
        "ask", "said", "say", "explain", "describ", "wonder", "inquir", "recount", "recall",
        "relat", "elaborat", "specif", "clarif", "discuss",
    ];
    let word = clause.tokens[at].span.of(clause.text);
    let is_meant = cue.form == Form::Base && clause.is(at.wrapping_sub(1), &["to"]);
    STEMS.iter().any(|stem| word.starts_with(stem)) && !is_meant
}

/// Whether an indirect question begins at token `at`: “asked whether”, “explained how”, “said what”.
fn begins_question(clause: &Clause, at: usize) -> bool {
    const WORDS: &[&str] = &["whether", "how", "why", "if", "what", "where", "who"];
    clause.is(at, WORDS) && clause.has_finite(at + 1, clause.high)
}

/// Where a clause begins after when or where it was said: “said after the vote he would”.
fn after_adjunct(clause: &Clause, at: usize, high: usize) -> Option<usize> {
    let first = clause.token(at + 1).and_then(Token::class);
    let adjunct = phrase::after(clause.text, clause.tokens, at + 2, high)
        .filter(|_| first == Some(Class::Preposition))?;
    let mut start = after_time(clause, adjunct.range.end, high);
    if clause.token(start).is_some_and(|token| token.is(',')) {
        start += 1;
    }
    let begins = clause.is(start, SUBJECTS) || clause.is(start, &["it", "there"]);
    (start < high && begins && clause.is_predicate(start + 1)).then_some(start)
}

/// Where a clause without “that” begins: “said it was over”, “said on Monday it was over”.
fn bare(clause: &Clause, at: usize, high: usize) -> Option<usize> {
    let start = after_time(clause, at + 1, high);
    let first = clause.tokens.get(start).filter(|_| start < high)?;
    // “said about 20 people have come”
    let is_count = clause.is(
        start,
        &["about", "around", "over", "up", "more", "less", "nearly"],
    ) && (start + 1..high.min(start + 3))
        .any(|at| clause.tokens[at].class() == Some(Class::Number));
    let begins =
        is_count || clause.is(start, &["there"]) || first.class().is_some_and(Class::begins_clause);
    if clause.is(at, &["say", "says", "said", "saying"]) {
        let is_gerund = first.cue().is_some_and(|cue| cue.form == Form::Gerund);
        if has_subject(clause, at) {
            let begins = begins || is_gerund || first.class() == Some(Class::Adverb);
            return (begins && is_clause(clause, start)).then_some(start);
        }
        return ((begins || is_gerund) && clause.inverted(at).is_none()).then_some(start);
    }
    let subject = phrase::after(clause.text, clause.tokens, start, clause.high)?;
    if subject.head == Head::Pronoun {
        let goes_on = if clause.is(start, SUBJECTS) {
            clause.is_predicate(start + 1)
        } else {
            is_verb_after(clause, subject.range.end)
        };
        let is_whole = clause.tokens[start]
            .span
            .of(clause.text)
            .contains(['’', '\'']);
        return (goes_on || is_whole).then_some(start);
    }
    // “signaling its grip and growing ties”: a noun in “s” is no verb there.
    let is_gerund = clause
        .token(at)
        .and_then(Token::cue)
        .is_some_and(|cue| cue.form == Form::Gerund);
    let takes = if is_gerund {
        is_auxiliary(clause, subject.range.end)
    } else {
        is_verb_after(clause, subject.range.end)
    };
    (begins && takes).then_some(start)
}

fn is_auxiliary(clause: &Clause, at: usize) -> bool {
    let class = clause.token(at).and_then(Token::class);
    matches!(class, Some(Class::Be | Class::Auxiliary))
}

/// Whether a clause begins at token `start`, and not only a noun phrase: “said a few words”.
fn is_clause(clause: &Clause, start: usize) -> bool {
    let is_stop = |at: &usize| clause.tokens[*at].class().is_none();
    let end = (start..clause.high).find(is_stop).unwrap_or(clause.high);
    let is_long = end >= start + LONG_PHRASE || (end < clause.high && clause.is_quote(end));
    let has_pronoun = clause.is(start, SUBJECTS) && clause.is_predicate(start + 1);
    is_long || has_pronoun || clause.has_finite(start, clause.high)
}

/// Where the clause begins after whom it is told: “told the forum he was”.
fn after_audience(clause: &Clause, at: usize, high: usize) -> Option<usize> {
    let audience = phrase::after(clause.text, clause.tokens, at + 1, high)?;
    let start = after_time(clause, audience.range.end, high);
    let is_pronoun = clause.is(start, SUBJECTS) || clause.is(start, &["it", "there"]);
    let is_whole = |at: usize| {
        let word = clause.tokens[at].span.of(clause.text);
        clause.tokens[at].class() == Some(Class::Pronoun) && word.contains(['’', '\''])
    };
    let begins =
        start < high && (is_whole(start) || (is_pronoun && clause.is_predicate(start + 1)));
    begins.then_some(start)
}

/// Skips when it was said: “on Monday”, “last week”.
fn after_time(clause: &Clause, mut start: usize, high: usize) -> usize {
    let class = |at: usize| clause.tokens[at].class();
    while start < high && class(start) == Some(Class::Time)
        || (start + 1 < high
            && class(start + 1) == Some(Class::Time)
            && text_is(
                clause.text,
                &clause.tokens[start],
                &["on", "in", "last", "this"],
            ))
    {
        start += 1;
    }
    start
}

/// Whether a word that can end a subject stands right before the verb at `at`.
fn has_subject(clause: &Clause, at: usize) -> bool {
    let before = (clause.low..at)
        .rev()
        .find(|&at| clause.tokens[at].class() != Some(Class::Adverb));
    let Some(before) = before else {
        return false;
    };
    let token = &clause.tokens[before];
    token.is(')')
        || matches!(
            token.class(),
            Some(
                Class::Name
                    | Class::Pronoun
                    | Class::Role
                    | Class::Other
                    | Class::Relative
                    | Class::Auxiliary
                    | Class::Time
            )
        )
}

/// Whether a finite verb stands at token `at`, adverbs skipped.
fn is_verb_after(clause: &Clause, mut at: usize) -> bool {
    while at < clause.high && clause.tokens[at].class() == Some(Class::Adverb) {
        at += 1;
    }
    let Some(token) = clause.tokens.get(at).filter(|_| at < clause.high) else {
        return false;
    };
    let word = token.span.of(clause.text);
    match token.class() {
        Some(Class::Be | Class::Auxiliary) => true,
        Some(Class::Other) => {
            token.cue().is_some_and(|cue| cue.form != Form::Gerund)
                || word::is_past(word)
                || word.ends_with('s')
        }
        _ => false,
    }
}

/// Whether what stands between a verb and its “that” only says when, where, to whom or what kind of
/// saying it is: “said on Monday that”, “reiterated his view that”, “will insist, as X said, that”.
fn is_set_apart(clause: &Clause, verb: usize, that: usize) -> bool {
    const VIEWS: &[&str] = &[
        "view",
        "belief",
        "claim",
        "position",
        "stance",
        "opinion",
        "warning",
        "call",
        "commitment",
        "hope",
        "argument",
        "conviction",
        "assertion",
        "confidence",
    ];
    let first = clause.tokens[verb + 1].class();
    let is_view =
        that == verb + 3 && first == Some(Class::Determiner) && clause.is(that - 1, VIEWS);
    let is_setting = matches!(
        first,
        None | Some(Class::Time | Class::Preposition | Class::Adverb | Class::Name)
    );
    let rest = |at: usize| {
        matches!(
            clause.tokens[at].class(),
            None | Some(
                Class::Time
                    | Class::Preposition
                    | Class::Name
                    | Class::Honorific
                    | Class::Determiner
                    | Class::Other
                    | Class::Role
                    | Class::Adverb
                    | Class::Auxiliary
            )
        )
    };
    // “say Beijing signaled clearly that”: another verb takes it.
    let is_verb = |at: usize| {
        let word = clause.tokens[at].span.of(clause.text);
        let is_cue = clause.tokens[at].cue().is_some_and(|cue| !cue.noun);
        is_cue || word::is_past(word)
    };
    let is_clear = clause.is(that - 1, &["clear"]) && that <= verb + 3;
    let is_inserted = clause.tokens[verb + 1].is(',') && clause.is(verb + 2, &["as"]);
    let is_free = is_inserted || !(verb + 1..that).any(is_verb);
    is_view || is_clear || (is_setting && is_free && (verb + 1..that).all(rest))
}
