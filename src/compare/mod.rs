//! Compares the answers of several sources to one claim, and names how they differ.
//!
//! The comparison never picks a winner: a finding says that two sources cannot both be right, or
//! tell the same in other words, and leaves it at that.

pub mod align;
mod event;
pub mod frame;
pub mod independence;
mod orthography;
pub mod probe;
mod relation;
pub mod survey;
mod topic;
mod voices;
mod wording;

pub(crate) use voices::{Bearing, KnownVoices, bearing};
pub(crate) use wording::is_one_wording;
pub use wording::wording;

use std::collections::BTreeSet;

use crate::check::Ground;
use crate::claim::Claim;
use crate::source::Source;
use crate::verdict::{Answer, Outcome, Role, Verdict};
use independence::{Before, Copies, Voices};

/// Sets the outcome's finding and its number of independent origins.
///
/// Only answers of different sources are compared. A claim that one source alone answers has no
/// finding. Voices that are `known` are not counted again.
pub(crate) fn relate(
    claim: &Claim,
    outcome: &mut Outcome,
    ground: &Ground<'_>,
    (sources, known): (&Copies<'_>, &KnownVoices),
) {
    let answers: Vec<(&Answer, &Source)> = outcome
        .answers
        .iter()
        .filter(|answer| is_answer(answer))
        .filter_map(|answer| Some((answer, ground.source(&answer.source)?)))
        .collect();
    let answering: BTreeSet<_> = answers.iter().map(|(answer, _)| &answer.source).collect();
    let finding = (answering.len() > 1).then(|| relation::gravest(claim, &answers, ground));
    outcome.finding = finding;
    if let Some((n, copies)) = known.of(&outcome.answers, |id| ground.source(id)) {
        (outcome.origins, outcome.copies) = (*n, copies.clone());
        return;
    }
    let voices = count_voices(&outcome.answers, ground, (sources, known));
    let id = |number: usize| ground.sources[number].id.clone();
    let copies = voices.copies.into_iter();
    outcome.copies = copies.map(|pair| pair.map(id)).collect();
    outcome.origins = voices.n;
}

/// The voices that bear out a claim.
fn count_voices(
    answers: &[Answer],
    ground: &Ground<'_>,
    (sources, known): (&Copies<'_>, &KnownVoices),
) -> Voices {
    let [cited, others] = voices::bearing_out(answers).map(|ids| -> BTreeSet<usize> {
        let numbers = ids.into_iter().filter_map(|id| ground.number(id));
        numbers.collect()
    });
    let before = before(answers, ground, known);
    sources.voices(&cited, &others, (&known.outlines, before.as_ref()))
}

/// What was known of these voices before texts changed.
fn before(answers: &[Answer], ground: &Ground<'_>, known: &KnownVoices) -> Option<Before> {
    let copies = known.before(answers, |id| ground.source(id))?;
    let number = |id| ground.number(id);
    let changed: BTreeSet<usize> = known.changed().filter_map(number).collect();
    let copies = copies.iter().map(|[a, b]| Some([number(a)?, number(b)?]));
    let mut copies: BTreeSet<[usize; 2]> = copies.collect::<Option<_>>()?;
    copies.retain(|pair| !pair.iter().any(|it| changed.contains(it)));
    Some(Before { changed, copies })
}

/// Whether an answer says something that another source's answer can be held against.
#[must_use]
pub fn is_answer(answer: &Answer) -> bool {
    matches!(answer.role, Role::Per | Role::But | Role::Probe)
        && matches!(answer.verdict, Verdict::Supported | Verdict::Refuted)
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
