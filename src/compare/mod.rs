//! Compares the answers of several sources to one claim, and names how they differ.
//!
//! The comparison never picks a winner: a finding says that two sources cannot both be right, or
//! tell the same in other words, and leaves it at that.

pub mod align;
pub mod frame;
pub mod independence;
pub mod probe;
pub mod survey;
mod topic;
mod wording;

pub use wording::wording;

use std::collections::BTreeSet;

use crate::check::Ground;
use crate::claim::Claim;
use crate::source::Source;
use crate::value::{self, Kind, Value};
use crate::verdict::{Answer, Finding, Outcome, Role, Verdict};
use independence::{Copies, Voices};

/// Words of two passages that must be the same, in per mille, for one to be the other reworded.
const SAME_UTTERANCE: u16 = 400;

/// Sets the outcome's finding and its number of independent origins.
///
/// Only answers of different sources are compared. A claim that one source alone answers has no
/// finding.
pub fn relate(claim: &Claim, outcome: &mut Outcome, ground: &Ground<'_>, sources: &Copies<'_>) {
    let answers: Vec<(&Answer, &Source)> = outcome
        .answers
        .iter()
        .filter(|answer| is_answer(answer))
        .filter_map(|answer| Some((answer, ground.source(&answer.source)?)))
        .collect();
    let answering: BTreeSet<_> = answers.iter().map(|(answer, _)| &answer.source).collect();
    let finding = (answering.len() > 1).then(|| {
        let pairs = answers.iter().enumerate().flat_map(|(i, a)| {
            let rest = &answers[i + 1..];
            rest.iter().map(move |b| (a, b))
        });
        pairs
            .filter(|(a, b)| a.0.source != b.0.source)
            .map(|(a, b)| relation(claim, *a, *b, ground))
            .min()
            .unwrap_or(Finding::Agreement)
    });
    outcome.finding = finding;
    let voices = voices(&outcome.answers, ground, sources);
    let id = |number: usize| ground.sources[number].id.clone();
    let copies = voices.copies.into_iter();
    outcome.copies = copies.map(|pair| pair.map(id)).collect();
    outcome.origins = voices.n;
}

/// The voices that bear a claim out.
fn voices(answers: &[Answer], ground: &Ground<'_>, sources: &Copies<'_>) -> Voices {
    let bears_out = |is_probed: bool| -> BTreeSet<usize> {
        let answers = answers.iter().filter(|answer| {
            let is_meant = (answer.role == Role::Probe) == is_probed;
            is_answer(answer) && answer.verdict == Verdict::Supported && is_meant
        });
        answers
            .filter_map(|answer| ground.number(&answer.source))
            .collect()
    };
    let cited = bears_out(false);
    sources.voices(&cited, &(&bears_out(true) - &cited))
}

/// Whether an answer says something that another source's answer can be held against.
#[must_use]
pub fn is_answer(answer: &Answer) -> bool {
    matches!(answer.role, Role::Per | Role::But | Role::Probe)
        && matches!(answer.verdict, Verdict::Supported | Verdict::Refuted)
}

/// How two sources' answers relate; the gravest finding wins.
fn relation(
    claim: &Claim,
    (a, source_a): (&Answer, &Source),
    (b, source_b): (&Answer, &Source),
    ground: &Ground<'_>,
) -> Finding {
    // Another wording of what somebody said is found by probes whether or not the claim names the speaker.
    let is_probed = a.role == Role::Probe || b.role == Role::Probe;
    let are_said = a.attribution.is_some() && b.attribution.is_some();
    let is_quotation = claim.speaker.is_some() || is_probed && are_said;
    let differing: Vec<(&Value, &Value)> = a
        .values
        .iter()
        .zip(&b.values)
        .filter(|(x, y)| value::conflict(x, y, &ground.context(source_a)))
        .collect();
    if !differing.is_empty() {
        // Plain words that differ may well mean the same; figures, days and names that differ cannot.
        let only_words = differing.iter().all(|(x, _)| x.kind == Kind::Text);
        return if only_words {
            Finding::Wording
        } else {
            Finding::Conflict
        };
    }
    let may_differ = claim.speaker.is_some() || a.verdict == b.verdict;
    if is_quotation && may_differ && speakers_differ(a, b, ground, source_a) {
        return Finding::Attribution;
    }
    let has_values = !a.values.is_empty() || !b.values.is_empty();
    if a.verdict != b.verdict {
        let reworded = !has_values
            && wording(&words(a, source_a), &words(b, source_b)).similarity >= SAME_UTTERANCE;
        return if reworded {
            Finding::Wording
        } else {
            Finding::Conflict
        };
    }
    if a.spelled_differently != b.spelled_differently {
        return Finding::Spelling;
    }
    if is_quotation && !has_values && wording(&words(a, source_a), &words(b, source_b)).differs() {
        return Finding::Wording;
    }
    Finding::Agreement
}

fn speakers_differ(a: &Answer, b: &Answer, ground: &Ground<'_>, source: &Source) -> bool {
    let (Some(a), Some(b)) = (&a.attribution, &b.attribution) else {
        return false;
    };
    let context = ground.context(source);
    let name = |text: &str| value::read_whole(text, Some(Kind::Name), &context);
    name(&a.speaker)
        .zip(name(&b.speaker))
        .is_some_and(|(a, b)| value::conflict(&a, &b, &context))
}

/// The words of an answer's passages.
#[must_use]
pub fn words(answer: &Answer, source: &Source) -> String {
    let passages: Vec<&str> = answer
        .evidence
        .iter()
        .map(|place| place.span.of(source.text.original()))
        .collect();
    passages.join(" … ")
}
