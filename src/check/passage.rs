//! `per.ID`, `but.ID`: passages that bear a claim out, or contradict it.
//!
//! # What it checks
//! That each passage stands in its source, on a rung of the ladder that may pass; that the values in
//! its braces can be read; and that they bear the claim's values out (`per`), or contradict them
//! (`but`). With `speaker`, that the source gives the words to that person.
//!
//! # When it holds
//! `per` holds when the source supports the claim: everything that the evidence allows, the claim
//! allows. `but` holds when the source refutes it: the two have nothing in common. A passage without
//! braces supports under `per`, and refutes under `but`, by standing there: the author has judged it.
//!
//! # Example
//! ```toml
//! [release-day]
//! claim   = "The joint statements were released on {Wednesday}."
//! per.000 = "the joint statements released on {Wednesday}"
//! but.004 = "the joint statements released on {Tuesday}"
//! ```
//!
//! # What it cannot tell
//! Whether a passage without braces means what the claim says. Whoever writes the claim, and whoever
//! reviews it, reads both.

use super::missing::missing;
use super::{Findings, Ground, failure};
use crate::claim::{self, Claim, Evidence, Stance};
use crate::diagnostic::Diagnostic;
use crate::passage::{Occurrence, Warning};
use crate::source::Source;
use crate::span::Span;
use crate::value::{self, Value};
use crate::verdict::{Answer, Place, Verdict};

pub(super) fn check(claim: &Claim, ground: &Ground<'_>, findings: &mut Findings) {
    for evidence in &claim.evidence {
        if let Some(source) = ground.source(&evidence.source.value) {
            let answer = Citation {
                claim,
                evidence,
                source,
                ground,
            }
            .answer(findings);
            findings.answers.push(answer);
        }
    }
}

/// One source cited by one claim.
pub(super) struct Citation<'a> {
    pub(super) claim: &'a Claim,
    pub(super) evidence: &'a Evidence,
    pub(super) source: &'a Source,
    pub(super) ground: &'a Ground<'a>,
}

impl Citation<'_> {
    fn answer(&self, findings: &mut Findings) -> Answer {
        let role = self.evidence.stance.role();
        let mut answer = Answer::new(&self.source.id, role, Verdict::Supported);
        let mut asserted = self.claim.statement.slots.iter();
        let mut verdicts = Vec::new();
        for passage in &self.evidence.passages {
            let slots: Vec<Span> = asserted
                .by_ref()
                .take(passage.template.slots.len())
                .copied()
                .collect();
            answer.values.reserve_exact(slots.len());
            let Some(occurrence) = self.locate(passage, &mut answer, findings) else {
                verdicts.push(answer.verdict);
                continue;
            };
            for (slot, place) in slots.iter().zip(&occurrence.slots) {
                verdicts.push(self.weigh(*slot, *place, passage, &mut answer, findings));
            }
            if slots.is_empty() {
                verdicts.push(match self.evidence.stance {
                    Stance::Per => Verdict::Supported,
                    Stance::But => Verdict::Refuted,
                });
            }
            if let Some(verdict) = self.hear_speaker(&occurrence, passage, &mut answer, findings) {
                verdicts.push(verdict);
            }
            answer.rung = answer.rung.max(Some(occurrence.rung));
            answer.evidence.push(Place {
                span: occurrence.span,
                slots: occurrence.slots,
            });
        }
        answer.verdict = gravest(&verdicts);
        if self.evidence.stance == Stance::But && answer.verdict == Verdict::Supported {
            findings.fail(self.agrees_after_all(&answer));
        }
        answer
    }

    /// Finds the one place of a passage, or says why there is none.
    fn locate(
        &self,
        passage: &claim::Passage,
        answer: &mut Answer,
        findings: &mut Findings,
    ) -> Option<Occurrence> {
        let query = passage.query();
        let limit = passage.limit(self.claim, self.ground.at_least);
        let mut found = self.ground.find(&query, self.source);
        answer.steps.push(format!(
            "looked for “{}” in {}: {}",
            passage.template.text,
            self.source.id,
            described(&found)
        ));
        found.retain(|occurrence| occurrence.rung <= limit);
        if found.is_empty() {
            answer.verdict = Verdict::Missing;
            findings.fail(missing(
                self.claim,
                passage.template.span,
                &query,
                self.source,
                limit,
                self.ground,
            ));
            return None;
        }
        if !self.is_one_reading(&found) {
            answer.verdict = Verdict::Ambiguous;
            findings.fail(self.ambiguous(passage, &found));
            return None;
        }
        for warning in self.ground.warnings(&query, self.source, &found, limit) {
            findings
                .notes
                .push(self.note(warning, found[0].span, passage));
        }
        let occurrence = found.swap_remove(0);
        Some(occurrence)
    }

    /// What does not fail, and should be seen with the words it is about.
    fn note(&self, warning: Warning, span: Span, passage: &claim::Passage) -> Diagnostic {
        let word = |word: Span| word.of(self.source.text.original());
        let (message, place) = match warning {
            Warning::GapHides {
                word: hidden,
                words: 1,
                ..
            } => (
                format!("the elision hides exactly `{}`", word(hidden)),
                hidden,
            ),
            Warning::GapHides {
                word: hidden,
                words,
                ..
            } => (
                format!("the elision hides `{}`, among {words} words", word(hidden)),
                hidden,
            ),
            Warning::CutBefore { word: next, .. } => (
                format!("the passage ends right before `{}`", word(next)),
                next,
            ),
            Warning::CutAfter { word: last } => (
                format!("the passage begins right after `{}`", word(last)),
                last,
            ),
            Warning::Short { words } => (
                format!("the passage has no more than {}", counted(words)),
                span,
            ),
            Warning::Repeated { times } => (
                format!("the passage stands {times} times in {}", self.source.id),
                span,
            ),
        };
        Diagnostic::warning(warning.rule(), message)
            .at(self.claim.file.clone(), passage.template.span, "cited here")
            .at(self.source.file.clone(), place, "here")
            .help("read the words around it, and cite more of them if they change what is said")
    }

    /// Whether every occurrence reads the same values.
    fn is_one_reading(&self, found: &[Occurrence]) -> bool {
        let context = self.ground.context(self.source);
        let text = self.source.text.original();
        let readings = |occurrence: &Occurrence| -> Vec<String> {
            let read = |slot: &Span| match value::read_whole(slot.of(text), None, &context) {
                Some(value) => value.canonical(),
                None => slot.of(text).to_owned(),
            };
            occurrence.slots.iter().map(read).collect()
        };
        found
            .windows(2)
            .all(|pair| readings(&pair[0]) == readings(&pair[1]))
    }

    fn ambiguous(&self, passage: &claim::Passage, found: &[Occurrence]) -> Diagnostic {
        let message = format!(
            "this passage stands {} times in {}, and does not read the same everywhere",
            found.len(),
            self.source.id
        );
        let mut diagnostic = failure(
            self.claim,
            "ambiguous",
            passage.template.span,
            message,
            "could mean any of these",
        );
        for occurrence in found.iter().take(4) {
            diagnostic = diagnostic.at(self.source.file.clone(), occurrence.span, "stands here");
        }
        diagnostic.help(
            "say which is meant with `{ passage = …, before = …, after = … }`, or cite more words",
        )
    }

    fn agrees_after_all(&self, answer: &Answer) -> Diagnostic {
        let found: Vec<String> = answer.values.iter().map(shown).collect();
        let message = format!(
            "{} is cited as contradicting, and bears the claim out: found {}",
            self.source.id,
            found.join(", ")
        );
        let mut diagnostic = failure(
            self.claim,
            "agrees",
            self.evidence.source.span,
            message,
            "cited with `but`",
        );
        for value in &answer.values {
            diagnostic = diagnostic.at(
                self.source.file.clone(),
                value.span,
                format!("reads {}", value.canonical()),
            );
        }
        diagnostic.help(format!("cite it with `per.{}`", self.source.id))
    }
}

/// A value in a message: its words, and what they read as where that says more.
pub(super) fn shown(value: &Value) -> String {
    let canonical = value.canonical();
    if canonical == value.words {
        format!("`{}`", value.words)
    } else {
        format!("`{}` ({canonical})", value.words)
    }
}
/// The verdict of several parts: what could not be settled outranks what is refuted.
fn gravest(verdicts: &[Verdict]) -> Verdict {
    [
        Verdict::Missing,
        Verdict::Ambiguous,
        Verdict::Unread,
        Verdict::Refuted,
    ]
    .into_iter()
    .find(|verdict| verdicts.contains(verdict))
    .unwrap_or(Verdict::Supported)
}

fn counted(words: usize) -> String {
    let plural = if words == 1 { "" } else { "s" };
    format!("{words} word{plural}")
}

fn described(found: &[Occurrence]) -> String {
    match found {
        [] => "not found".to_owned(),
        [one] => format!("found ({})", one.rung.name()),
        many => format!("found {} times ({})", many.len(), many[0].rung.name()),
    }
}
