//! Speech whose tag follows it: “It is over, he said, because it must be.”

use super::Reported;
use super::content::words;
use crate::source::quotation::Confidence;
use crate::source::quotation::attribution::{self, tag};
use crate::source::quotation::grammar::clause::Clause;
use crate::source::quotation::grammar::cue::Form;
use crate::source::quotation::grammar::word::Class;

/// Speech whose tag follows it.
pub(super) fn tagged(clause: &Clause, has_marks: bool) -> Option<Reported> {
    if clause.is_quote(clause.low) || clause.is(clause.low + 1, &["said"]) {
        return None;
    }
    let (said, comma) = tag::trailing(clause, clause.low)?;
    let first = words(clause, clause.low, comma)?;
    if clause.verb(clause.low).is_some()
        || (clause.low..comma).any(|at| clause.is(at, &["according"]))
    {
        return None;
    }
    let mut end = said.at.max(said.subject.range.end - 1) + 1;
    while end < clause.high && !clause.tokens[end].is(',') && !clause.tokens[end].is('.') {
        end += 1;
    }
    let resumes = end < clause.high && clause.tokens[end].is(',') && end + 1 < clause.high;
    if resumes && clause.is_quote(end + 1) {
        return None;
    }
    // After “said Ann Lee,” comes what she is.
    let is_inverted = said.subject.range.start > said.at;
    let rest = words(clause, end, clause.high).filter(|_| {
        resumes && goes_on(clause, end + 1) && (!is_inverted || is_joined(clause, end + 1))
    });
    // “The museum, he said, would open”: before the tag stands no more than a part of a clause.
    if rest.is_none() && !clause.has_finite(clause.low, comma) {
        return None;
    }
    let mut content = vec![first];
    content.extend(rest);
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

/// Whether what follows a tag, from token `at` on, is said as well: “…, he said, because all of
/// Europe is …”, and not the narrator’s “…, he said, adding that …”, “…, he said, before he left”.
fn goes_on(clause: &Clause, at: usize) -> bool {
    let narrates = clause.is(
        at,
        &[
            "as",
            "while",
            "when",
            "before",
            "after",
            "in",
            "during",
            "at",
            "on",
            "which",
            "who",
            "with",
            "speaking",
            "according",
        ],
    );
    let word = clause.tokens[at].span.of(clause.text);
    let is_gerund = word.len() > 4 && word.ends_with("ing");
    let speaks = (at..clause.high.min(at + 4)).any(|at| clause.verb(at).is_some());
    !narrates && !is_gerund && !speaks
}

/// Whether what begins at token `at` is joined to a clause before it.
fn is_joined(clause: &Clause, at: usize) -> bool {
    matches!(
        clause.tokens[at].class(),
        Some(Class::Coordinator | Class::Subordinator)
    )
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
pub(super) fn extend(clause: &Clause, unread: usize, found: &mut Reported) {
    if unread >= clause.low {
        return;
    }
    let before = Clause {
        low: unread,
        high: clause.low,
        ..*clause
    };
    if is_own(&before, clause.low, true)
        && let Some(span) = words(&before, unread, clause.low)
    {
        found.content[0] = span.joined(found.content[0]);
    }
}
