//! Reported speech, and speech that has lost its marks.
//!
//! “He said that it was over” tells what he said; the words are not his. “It is over, he said” has
//! his words, or could have. The second is taken for his own words where it has the first or the
//! second person, or the present tense under a verb in the past, in a text that sets no marks.

use crate::span::Span;

use super::Confidence;
use super::attribution::{self, Found};
use super::grammar::clause::{Clause, Said};
use super::grammar::cue::{Form, Verb};
use super::grammar::phrase::{self, Head, text_is};
use super::grammar::token::Level;
use super::grammar::word::Class;

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

/// The reported speech of `text`; `has_marks` says that the text marks what it quotes.
pub(super) fn reported(text: &str, levels: &[Level], has_marks: bool) -> Vec<Reported> {
    let mut all: Vec<Reported> = Vec::new();
    for level in levels.iter().filter(|level| level.owner.is_none()) {
        let mut unread = level.sentences.first().map_or(0, |first| first.start);
        for sentence in &level.sentences {
            let clause = Clause {
                text,
                tokens: &level.tokens,
                low: sentence.start,
                high: sentence.end.min(sentence.start + REACH),
            };
            let tagged = tagged(&clause, has_marks);
            if let Some(mut found) = tagged {
                if found.is_unmarked && !has_marks {
                    extend(&clause, unread, &mut found);
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

/// The words of tokens `low..high`, without stops at either end.
fn words(clause: &Clause, low: usize, high: usize) -> Option<Span> {
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

/// Speech whose tag follows it: “It is over, he said, because it must be.”
fn tagged(clause: &Clause, has_marks: bool) -> Option<Reported> {
    if clause.is_quote(clause.low) {
        return None;
    }
    let (said, comma) = attribution::tag::trailing(clause, clause.low)?;
    let first = words(clause, clause.low, comma)?;
    if clause.verb(clause.low).is_some()
        || (clause.low..comma).any(|at| clause.is(at, &["according"]))
    {
        return None;
    }
    let mut content = vec![first];
    let mut end = said.at.max(said.subject.range.end - 1) + 1;
    while end < clause.high && !clause.tokens[end].is(',') && !clause.tokens[end].is('.') {
        end += 1;
    }
    if end < clause.high && clause.tokens[end].is(',') && goes_on(clause, end + 1) {
        content.extend(words(clause, end + 1, clause.high));
    }
    let own = is_own(clause, comma, has_marks)
        && said.cue.form == Form::Past
        && !clause.is(said.at, &["according"]);
    let mut found = attribution::found(clause.text, clause, &said, Confidence::Low);
    if !own {
        found.confidence = Confidence::Medium;
    }
    Some(Reported {
        content,
        found,
        is_unmarked: own,
    })
}

/// Whether what follows a tag is said as well: “…, he said, because all of Europe is …”.
fn goes_on(clause: &Clause, at: usize) -> bool {
    clause.is(
        at,
        &[
            "because", "and", "but", "so", "although", "though", "if", "or", "unless",
        ],
    ) && !(at..clause.high.min(at + 4)).any(|at| clause.verb(at).is_some())
}

/// Whether the words before token `end` are a speaker's own: by person, and by tense.
fn is_own(clause: &Clause, end: usize, has_marks: bool) -> bool {
    const FIRST: &[&str] = &[
        "i", "we", "our", "us", "my", "me", "you", "your", "i'm", "we're", "i've", "we've",
        "let's", "together",
    ];
    const PRESENT: &[&str] = &[
        "is",
        "are",
        "has",
        "have",
        "does",
        "do",
        "it's",
        "it’s",
        "that's",
        "that’s",
        "can",
        "will",
        "there's",
        "there’s",
        "don't",
        "don’t",
        "isn't",
        "isn’t",
        "be",
    ];
    let any = |list: &[&str]| {
        // “US” is a country, whatever “us” is.
        (clause.low..end).any(|at| {
            let is_acronym = clause.tokens[at].span.of(clause.text) == "US";
            clause.is(at, list) && !is_acronym
        })
    };
    if any(FIRST) {
        return true;
    }
    let past =
        (clause.low..end).any(|at| clause.is(at, &["was", "were", "had", "would", "did", "could"]));
    !has_marks && !past && (any(PRESENT) || has_present_verb(clause, end))
}

/// Whether a verb in the present tense stands right after an adverb or a bracket: “clearly places”.
fn has_present_verb(clause: &Clause, end: usize) -> bool {
    (clause.low + 1..end).any(|at| {
        let word = clause.tokens[at].span.of(clause.text);
        clause.tokens[at].class() == Some(Class::Other)
            && word.ends_with('s')
            && !word.ends_with("ss")
            && clause.tokens[at - 1].class() == Some(Class::Adverb)
    })
}

/// Adds the sentences before a tagged one that are the same speaker's own words.
fn extend(clause: &Clause, unread: usize, found: &mut Reported) {
    if unread >= clause.low {
        return;
    }
    let before = Clause {
        low: unread,
        ..*clause
    };
    if is_own(
        &Clause {
            high: clause.low,
            ..before
        },
        clause.low,
        true,
    ) && let Some(span) = words(&before, unread, clause.low)
    {
        found.content[0] = span.joined(found.content[0]);
    }
}

/// Speech that its verb introduces: “He said that it was over.”
fn told(clause: &Clause, all: &mut Vec<Reported>) {
    let mut until = clause.low;
    for at in clause.low..clause.high {
        if at < until || clause.tokens[at].quote().is_some() {
            continue;
        }
        if let Some(said) = clause.according(at) {
            let end = said.subject.range.end;
            let after = words(clause, end, clause.high).filter(|_| at == clause.low);
            let span = after.or_else(|| words(clause, clause.low, at));
            if let Some(span) = span {
                let found = attribution::found(clause.text, clause, &said, Confidence::Medium);
                all.push(Reported {
                    content: vec![span],
                    found,
                    is_unmarked: false,
                });
                until = end;
            }
            continue;
        }
        let Some(cue) = clause
            .verb(at)
            .filter(|cue| matches!(cue.verb, Verb::Say | Verb::Tell))
        else {
            continue;
        };
        let Some(start) = complement(clause, at, cue.verb) else {
            continue;
        };
        let Some(said) = inserted(clause, at, start).or_else(|| clause.said(at)) else {
            continue;
        };
        let Some(span) = words(clause, start, clause.high) else {
            continue;
        };
        let span = without_stop(clause, span);
        let found = attribution::found(clause.text, clause, &said, Confidence::Medium);
        all.push(Reported {
            content: vec![span],
            found,
            is_unmarked: false,
        });
        until = start + 1;
    }
}

/// Who says it in an insertion between the verb at `at` and its clause: “will insist, as X said, that”.
fn inserted(clause: &Clause, at: usize, start: usize) -> Option<Said> {
    let comma = at + 1;
    let is_inserted = start > at + 4 && clause.tokens[comma].is(',') && clause.is(at + 2, &["as"]);
    let (said, end) = attribution::tag::tag(clause, comma, false).filter(|_| is_inserted)?;
    (end < start).then_some(said)
}

fn without_stop(clause: &Clause, span: Span) -> Span {
    let words = span.of(clause.text).trim_end_matches(['.', ' ', ']']);
    Span::new(span.start, span.start + words.len())
}

/// Where the clause begins that the verb at `at` takes, if it takes one.
fn complement(clause: &Clause, at: usize, verb: Verb) -> Option<usize> {
    let high = clause.high.min(at + 14);
    let that = (at + 1..high)
        .take_while(|&at| clause.tokens[at].class().is_some() || clause.tokens[at].is(','))
        .find(|&at| clause.is(at, &["that"]));
    let object = verb == Verb::Tell;
    if let Some(that) = that
        && (that == at + 1 || object || is_set_apart(clause, at, that))
    {
        return Some(that + 1);
    }
    if object {
        return None;
    }
    // “said it was over”: a noun phrase, and a verb soon after it.
    let mut start = at + 1;
    while start < high && clause.tokens[start].class() == Some(Class::Time)
        || (start + 1 < high
            && text_is(
                clause.text,
                &clause.tokens[start],
                &["on", "in", "last", "this"],
            )
            && clause.tokens[start + 1].class() == Some(Class::Time))
    {
        start += 1;
    }
    let begins = matches!(
        clause.tokens.get(start).filter(|_| start < high)?.class(),
        Some(
            Class::Pronoun
                | Class::Determiner
                | Class::Name
                | Class::Honorific
                | Class::Role
                | Class::Number
                | Class::Other
        )
    );
    if clause.is(at, &["say", "says", "said", "saying"]) {
        let is_gerund = clause.tokens[start]
            .cue()
            .is_some_and(|cue| cue.form == Form::Gerund);
        return ((begins || is_gerund) && clause.inverted(at).is_none()).then_some(start);
    }
    let subject = phrase::after(clause.text, clause.tokens, start, clause.high)?;
    if subject.head == Head::Pronoun {
        return Some(start);
    }
    (begins && is_verb_after(clause, subject.range.end)).then_some(start)
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
                || word.ends_with("ed")
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
            )
        )
    };
    let is_clear = clause.is(that - 1, &["clear"]) && that <= verb + 3;
    is_view || is_clear || (is_setting && (verb + 1..that).all(rest))
}
