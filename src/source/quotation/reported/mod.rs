//! Reported speech, and speech that has lost its marks.
//!
//! “He said that it was over” tells what he said; the words are not his. “It is over, he said” has
//! his words, or could have. The second is taken for his own words where it has the first or the
//! second person, or the present tense under a verb in the past, in a text that sets no marks.

mod act;
mod complement;
mod content;
mod noun;
mod tagged;

use std::ops::Range;

use super::Confidence;
use super::attribution::{self, Found};
use super::grammar::clause::{Clause, Said};
use super::grammar::cue::{Form, Verb};
use super::grammar::token::Level;
use super::grammar::word::Class;
use crate::span::Span;

pub(super) use act::acts;
use complement::complement;
use content::{parts, words};

/// A stretch of reported or of unmarked speech.
#[derive(Debug)]
pub(super) struct Reported {
    pub(super) content: Vec<Span>,
    pub(super) found: Found,
    /// The words are the speaker's own.
    pub(super) is_unmarked: bool,
}

/// How many tokens of a sentence are read.
const REACH: usize = 400;

/// A sentence of a level, as far as it is read.
fn clause<'a>(text: &'a str, level: &'a Level, sentence: &Range<usize>) -> Clause<'a> {
    Clause {
        text,
        tokens: &level.tokens,
        low: sentence.start,
        high: sentence.end.min(sentence.start + REACH),
    }
}

/// The reported speech of `text`; `has_marks` says that the text marks what it quotes.
pub(super) fn reported(text: &str, levels: &[Level], has_marks: bool) -> Vec<Reported> {
    let mut all: Vec<Reported> = Vec::new();
    for level in levels.iter().filter(|level| level.owner.is_none()) {
        let mut unread = level.sentences.first().map_or(0, |first| first.start);
        for sentence in &level.sentences {
            let clause = clause(text, level, sentence);
            if let Some(mut found) = tagged::tagged(&clause, has_marks) {
                if found.is_unmarked && !has_marks {
                    tagged::extend(&clause, unread, &mut found);
                }
                unread = sentence.end;
                all.push(found);
                continue;
            }
            let before = all.len();
            told(&clause, &mut all);
            if all.len() > before || holds_quote(&clause) {
                unread = sentence.end;
            }
        }
    }
    all
}

fn holds_quote(clause: &Clause) -> bool {
    (clause.low..clause.high).any(|at| clause.is_quote(at))
}

/// Speech that its verb introduces: “He said that it was over.”
fn told(clause: &Clause, all: &mut Vec<Reported>) {
    let mut until = clause.low;
    // What was told last in this sentence: its place in `all`, its first token and its verb.
    let mut open: Option<(usize, usize, Said)> = None;
    for at in clause.all_telling(clause.low..clause.high) {
        if at < until {
            continue;
        }
        if let Some(said) = clause.according(at) {
            let end = said.subject.range.end;
            if let Some(content) = around(clause, at, end) {
                all.push(Reported {
                    content,
                    found: attribution::found(clause.text, clause, &said, Confidence::Medium),
                    is_unmarked: false,
                });
                until = end;
            }
            continue;
        }
        if let Some(found) = noun::told(clause, at) {
            all.push(found);
            continue;
        }
        let Some(cue) = clause.verb(at).filter(|_| !is_negated(clause, at)) else {
            continue;
        };
        let Some(start) = complement(clause, at, cue) else {
            continue;
        };
        let Some(said) = inserted(clause, at, start).or_else(|| clause.said(at)) else {
            continue;
        };
        // “It goes without saying that”: nobody says it.
        if cue.form == Form::Gerund && clause.is(said.subject.range.start, &["it", "this"]) {
            continue;
        }
        let content = parts(clause, &said, start, clause.high);
        if content.is_empty() {
            continue;
        }
        if let Some((last, first, before)) = &open
            && let Some(end) = break_before(clause, at, cue.form)
            && end > *first
        {
            let shorter = parts(clause, before, *first, end);
            if !shorter.is_empty() {
                all[*last].content = shorter;
            }
        }
        let confidence = if cue.verb == Verb::Think {
            Confidence::Low
        } else {
            Confidence::Medium
        };
        let found = attribution::found(clause.text, clause, &said, confidence);
        open = Some((all.len(), start, said));
        all.push(Reported {
            content,
            found,
            is_unmarked: false,
        });
        until = start + 1;
    }
}

/// Whether the verb at `at` tells what is not said: “did not say”, “failed to acknowledge”.
fn is_negated(clause: &Clause, at: usize) -> bool {
    const NEGATIONS: &[&str] = &[
        "not",
        "never",
        "n't",
        "without",
        "failed",
        "fails",
        "failing",
        "refused",
        "refuses",
        "refusing",
        "declined",
        "declines",
        "declining",
        "stopped",
    ];
    let is_led = |at: usize| {
        matches!(
            clause.tokens[at].class(),
            Some(Class::Auxiliary | Class::Adverb)
        ) || clause.is(at, &["to", "short", "of"])
    };
    for before in (clause.low.max(at.saturating_sub(5))..at).rev() {
        let word = clause.tokens[before].span.of(clause.text);
        if clause.is(before, NEGATIONS) || word.ends_with("n’t") || word.ends_with("n't") {
            return true;
        }
        if !is_led(before) {
            return false;
        }
    }
    false
}

/// Where what was told before ends, if the verb at `at` goes on after it with the same subject:
/// “… | and said that”, “… |, adding that”.
fn break_before(clause: &Clause, at: usize, form: Form) -> Option<usize> {
    let mut first = at;
    while first > clause.low
        && matches!(
            clause.tokens[first - 1].class(),
            Some(Class::Adverb | Class::Auxiliary)
        )
    {
        first -= 1;
    }
    let before = clause.tokens.get(first.checked_sub(1)?)?;
    let joins = match form {
        Form::Gerund => before.is(','),
        _ => clause.is(first - 1, &["and", "but"]),
    };
    joins.then_some(first - 1)
}

/// What “according to X” at tokens `at..end` is said of: the rest of the sentence, or what is before.
fn around(clause: &Clause, at: usize, end: usize) -> Option<Vec<Span>> {
    if at == clause.low {
        return words(clause, end, clause.high).map(|span| vec![span]);
    }
    let mut content = vec![words(clause, clause.low, at)?];
    let is_inserted = clause.tokens[at - 1].is(',')
        && end < clause.high
        && clause.tokens[end].is(',')
        && clause.is_predicate(end + 1);
    if is_inserted {
        content.extend(words(clause, end, clause.high));
    }
    Some(content)
}

/// Who says it in an insertion between the verb at `at` and its clause: “will insist, as X said, that”.
fn inserted(clause: &Clause, at: usize, start: usize) -> Option<Said> {
    let comma = at + 1;
    let is_inserted = start > at + 4 && clause.tokens[comma].is(',') && clause.is(at + 2, &["as"]);
    let (said, end) = attribution::tag::tag(clause, comma, false).filter(|_| is_inserted)?;
    (end < start).then_some(said)
}

#[cfg(test)]
mod tests {
    use crate::source::quotation::Kind;
    use crate::source::quotation::tests::quotations;

    #[test]
    fn speech_without_marks_is_found_by_tense_and_person() {
        for (text, kind, expected) in [
            (
                "Ann Lee said that it was over.",
                Kind::Reported,
                "it was over",
            ),
            ("Ann Lee said it was over.", Kind::Reported, "it was over"),
            (
                "Ann Lee said the plan favors a war.",
                Kind::Reported,
                "the plan favors a war",
            ),
            (
                "Experts say the tendency of the two to agree was what mattered.",
                Kind::Reported,
                "the tendency of the two to agree was what mattered",
            ),
            (
                "Ann Lee voiced concern and said they oppose the war.",
                Kind::Reported,
                "they oppose the war",
            ),
            (
                "Ann Lee told the forum he was against it.",
                Kind::Reported,
                "he was against it",
            ),
            (
                "Ann Lee warned that Rome is arming, which Rome has denied.",
                Kind::Reported,
                "Rome is arming",
            ),
            (
                "Ann Lee said she was against the war — where Rome has made gains.",
                Kind::Reported,
                "she was against the war",
            ),
            (
                "Ann Lee said it was over for the U.S.",
                Kind::Reported,
                "it was over for the U.S.",
            ),
            (
                "Ann Lee said that it was over, adding nothing to it.",
                Kind::Reported,
                "it was over",
            ),
            (
                "The war, Ann Lee said, was over.",
                Kind::Reported,
                "The war",
            ),
            (
                "We will insist, as Ann Lee said, that it was over.",
                Kind::Reported,
                "it was over",
            ),
            (
                "Ann Lee reiterated her view that it was over.",
                Kind::Reported,
                "it was over",
            ),
            (
                "According to Ann Lee, it was all over.",
                Kind::Reported,
                "it was all over.",
            ),
            (
                "It was all over, analysts said.",
                Kind::Reported,
                "It was all over",
            ),
            (
                "Together, we must win. Be careful, he said during a farewell.",
                Kind::Unmarked,
                "Together, we must win. Be careful",
            ),
            (
                "It’s very clear to us all, he said.",
                Kind::Unmarked,
                "It’s very clear to us all",
            ),
        ] {
            let found = quotations(text);
            let [quotation] = found.as_slice() else {
                panic!("{text}: {found:?}");
            };
            assert_eq!(
                (quotation.kind, quotation.content[0].of(text)),
                (kind, expected),
                "{text}"
            );
        }
    }
}
