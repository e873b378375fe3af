//! Acts of speech that are told without what was said: “called for a truce”, “accused him of lying”.

use std::ops::Range;

use super::Reported;
use super::complement::complement;
use super::content::{is_fronted, without_stop, words};
use super::is_negated;
use crate::source::quotation::Confidence;
use crate::source::quotation::attribution;
use crate::source::quotation::grammar::act::{Act, Pattern, act};
use crate::source::quotation::grammar::clause::{Clause, SUBJECTS, Said};
use crate::source::quotation::grammar::cue::Form;
use crate::source::quotation::grammar::phrase::{self, Head};
use crate::source::quotation::grammar::token::{Level, Token};
use crate::source::quotation::grammar::word::{self, Class};

/// How many tokens may stand between a verb and the “to” that it takes.
const PERSON_REACH: usize = 10;

/// The acts of speech that `levels` tell of.
pub(in crate::source::quotation) fn acts(text: &str, levels: &[Level]) -> Vec<Reported> {
    let mut all = Vec::new();
    for level in levels.iter().filter(|level| level.owner.is_none()) {
        for sentence in &level.sentences {
            let clause = super::clause(text, level, sentence);
            let told = (clause.low..clause.high).filter_map(|at| told(&clause, at));
            all.extend(told);
        }
    }
    all
}

/// The act that the word at `at` tells of.
fn told(clause: &Clause, at: usize) -> Option<Reported> {
    let token = clause.token(at)?;
    if token.class() != Some(Class::Other) {
        return None;
    }
    let act = act(token.span.of(clause.text))?;
    let cue = act.cue();
    if !clause.is_active(at, cue) || !is_done(clause, at, act.form) || is_negated(clause, at) {
        return None;
    }
    // What is said is told: that is no act alone.
    let takes_clause = |cue| complement(clause, at, cue).is_some();
    if clause.verb(at).is_some_and(takes_clause) {
        return None;
    }
    let start = start(clause, at, act)?;
    let said = clause
        .said_as(at, cue)
        .filter(|said| can_speak(clause, said))?;
    let end = end(clause, at, start, act.form);
    let name = || clause.tokens[start].span;
    let is_name = end == start + 1 && clause.tokens[start].class() == Some(Class::Name);
    let content = words(clause, start, end).or_else(|| is_name.then(name))?;
    Some(Reported {
        content: vec![without_stop(clause, content)],
        found: attribution::found(clause.text, clause, &said, Confidence::Low),
        is_unmarked: false,
    })
}

/// Whether the verb at `at` tells what is or was done, not what may be: “would call for”, “to call for”.
fn is_done(clause: &Clause, at: usize, form: Form) -> bool {
    const MODALS: &[&str] = &[
        "would", "could", "may", "might", "should", "must", "can", "shall", "will",
    ];
    let before = clause.skip_adverbs(at);
    let Some(previous) = before.checked_sub(1).filter(|&it| it >= clause.low) else {
        return false;
    };
    // “if they pledge to leave”: nobody did.
    let is_stop = |at: &usize| clause.tokens[*at].is(',');
    let first = (clause.low..at)
        .rev()
        .find(is_stop)
        .map_or(clause.low, |it| it + 1);
    if (first..at).any(|at| clause.is(at, &["if", "unless", "whether"])) {
        return false;
    }
    match form {
        Form::Base => !clause.is(previous, MODALS) && !clause.is(previous, &["to"]),
        Form::Gerund => {
            clause.tokens[previous].is(',')
                || clause.tokens[previous].class() == Some(Class::Be)
                || clause.is(previous, &["while", "and"])
        }
        Form::Past | Form::Third => true,
    }
}

/// Where what the act is about begins.
fn start(clause: &Clause, at: usize, act: Act) -> Option<usize> {
    let mut next = at + 1;
    while next < clause.high && clause.tokens[next].class() == Some(Class::Adverb) {
        next += 1;
    }
    if clause.is(next, act.takes.prepositions) {
        let is_on = clause.is(next, &["on", "upon"]) && act.takes.prepositions.contains(&"for");
        return if is_on {
            infinitive_after(clause, next + 1).map(|_| next + 1)
        } else {
            let skipped = clause.token(next + 1).and_then(Token::class) == Some(Class::Adverb);
            begins_object(clause, next + 1 + usize::from(skipped)).then_some(next + 1)
        };
    }
    if act.takes.has(Pattern::Infinitive) && is_infinitive(clause, next) {
        return Some(next);
    }
    let person = act.takes.has(Pattern::Person) && infinitive_after(clause, next).is_some();
    let blame = act.takes.has(Pattern::Blame) && is_blamed(clause, next);
    (person || blame || (act.takes.has(Pattern::Object) && begins_object(clause, next)))
        .then_some(next)
}

/// Whether a thing or a person that a verb takes begins at token `at`.
fn begins_object(clause: &Clause, at: usize) -> bool {
    match clause.token(at).and_then(Token::class) {
        Some(Class::Pronoun) => !clause.is(at, SUBJECTS),
        Some(Class::Determiner) => !clause.is(at, &["that"]),
        Some(Class::Name | Class::Number | Class::Honorific | Class::Role | Class::Other) => true,
        None => clause.is_quote(at),
        _ => false,
    }
}

/// Whether somebody stands at token `start`, and for or as what after it: “him for lying”.
fn is_blamed(clause: &Clause, start: usize) -> bool {
    let somebody = phrase::after(clause.text, clause.tokens, start, clause.high);
    somebody.is_some_and(|it| {
        let is_person =
            matches!(it.head, Head::Name(_)) || clause.is(start, &["him", "her", "them"]);
        is_person && clause.is(it.range.end, &["for", "as", "over"])
    })
}

/// Whether “to” and a bare verb stand at token `at`.
fn is_infinitive(clause: &Clause, at: usize) -> bool {
    let mut verb = at + 1;
    while verb < clause.high && clause.tokens[verb].class() == Some(Class::Adverb) {
        verb += 1;
    }
    let Some(token) = clause.token(verb).filter(|_| clause.is(at, &["to"])) else {
        return false;
    };
    let word = token.span.of(clause.text);
    match token.class() {
        Some(Class::Be) => word == "be",
        Some(Class::Auxiliary) => matches!(word, "have" | "do" | "get" | "let" | "go"),
        Some(Class::Other) => {
            let is_noun = word.ends_with('s') && !word.ends_with("ss");
            !is_noun && !word::is_past(word) && !word.ends_with("ing")
        }
        None => clause.is_quote(verb),
        _ => false,
    }
}

/// The “to” of an infinitive after somebody who stands from token `start` on: “them | to leave”.
fn infinitive_after(clause: &Clause, start: usize) -> Option<usize> {
    let high = clause.high.min(start + PERSON_REACH);
    let is_person = |at: &usize| match clause.tokens[*at].class() {
        Some(Class::Pronoun) => !clause.is(*at, SUBJECTS),
        Some(
            Class::Determiner
            | Class::Name
            | Class::Honorific
            | Class::Role
            | Class::Number
            | Class::Coordinator
            | Class::Other,
        ) => true,
        Some(Class::Preposition) => clause.is(*at, &["of", "in", "for", "from"]),
        _ => clause.tokens[*at].is('.'),
    };
    let end = (start..high).take_while(is_person).count() + start;
    (end > start && is_infinitive(clause, end)).then_some(end)
}

/// Whether the subject of a verb is somebody, or something that speaks.
fn can_speak(clause: &Clause, said: &Said) -> bool {
    let range: Range<usize> = said.subject.range.clone();
    match said.subject.head {
        Head::Name(_) => true,
        Head::Pronoun => !clause.is(range.start, &["it", "this", "that", "these", "those"]),
        Head::Relative => false,
        Head::Common => range
            .clone()
            .any(|at| clause.tokens[at].class() == Some(Class::Role) || clause.is_written(at)),
    }
}

/// Where what an act is about ends: where another clause begins, or another verb of the same subject.
fn end(clause: &Clause, verb: usize, start: usize, form: Form) -> usize {
    let is_fronted = is_fronted(clause, verb);
    let mut in_relative = false;
    let breaks = |&at: &usize| {
        let token = &clause.tokens[at];
        let next = at + 1;
        in_relative |= token.class() == Some(Class::Relative);
        if token.is(';') || token.is(':') || token.is_dash() {
            return true;
        }
        if token.is(',') {
            in_relative = false;
            return is_fronted
                || match clause.token(next).and_then(Token::class) {
                    Some(Class::Coordinator) => {
                        clause.is(next, &["but", "so", "yet"])
                            || begins_verb(clause, next + 1, form)
                            || begins_sentence(clause, next + 1)
                    }
                    Some(Class::Subordinator) => true,
                    Some(Class::Preposition) => {
                        clause.is(next, &["as", "despite", "since", "after"])
                    }
                    Some(Class::Other | Class::Adverb) => is_gerund(clause, next),
                    _ => false,
                };
        }
        clause.is(at, &["while", "although", "though", "whereas"])
            || (token.class() == Some(Class::Coordinator)
                && !in_relative
                && begins_verb(clause, next, form))
    };
    (start + 1..clause.high).find(breaks).unwrap_or(clause.high)
}

/// Whether a subject with its verb stands at token `at`: “and the other is promising”.
fn begins_sentence(clause: &Clause, at: usize) -> bool {
    phrase::after(clause.text, clause.tokens, at, clause.high)
        .is_some_and(|it| clause.has_finite(it.range.end, it.range.end + 2))
}

/// Whether a clause, or a verb with the same subject, begins at token `at`.
fn begins_verb(clause: &Clause, mut at: usize, form: Form) -> bool {
    while clause.token(at).and_then(Token::class) == Some(Class::Adverb) {
        at += 1;
    }
    let Some(token) = clause.token(at) else {
        return false;
    };
    let word = token.span.of(clause.text);
    match token.class() {
        Some(Class::Be | Class::Auxiliary) => true,
        Some(Class::Pronoun) => clause.is(at, SUBJECTS),
        Some(Class::Other) => match form {
            Form::Past => word::is_past(word) || token.cue().is_some_and(|it| it.form == form),
            _ => token.cue().is_some_and(|it| it.form == form && !it.noun),
        },
        _ => false,
    }
}

fn is_gerund(clause: &Clause, at: usize) -> bool {
    let skipped = usize::from(clause.tokens[at].class() == Some(Class::Adverb));
    clause.token(at + skipped).is_some_and(|token| {
        let word = token.span.of(clause.text);
        token.class() == Some(Class::Other)
            && word.len() > 5
            && word.ends_with("ing")
            && !matches!(word, "including" | "excluding" | "everything" | "something")
    })
}
