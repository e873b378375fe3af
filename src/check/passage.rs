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

use super::speaker::{self, Heard};
use super::{Findings, Ground, failure, listed};
use crate::claim::{self, Claim, Evidence, Stance};
use crate::diagnostic::Diagnostic;
use crate::passage::{Occurrence, Query, Rung};
use crate::source::Source;
use crate::span::Span;
use crate::value::{self, Context, Relation, Value};
use crate::verdict::{Answer, Failure, Place, Role, Verdict};

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
struct Citation<'a> {
    claim: &'a Claim,
    evidence: &'a Evidence,
    source: &'a Source,
    ground: &'a Ground<'a>,
}

impl Citation<'_> {
    fn answer(&self, findings: &mut Findings) -> Answer {
        let role = match self.evidence.stance {
            Stance::Per => Role::Per,
            Stance::But => Role::But,
        };
        let mut answer = Answer::new(&self.source.id, role, Verdict::Supported);
        let mut asserted = self.claim.statement.slots.iter();
        let mut verdicts = Vec::new();
        for passage in &self.evidence.passages {
            let slots: Vec<Span> = asserted
                .by_ref()
                .take(passage.template.slots.len())
                .copied()
                .collect();
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
            if let Some(verdict) = self.hear(&occurrence, passage, &mut answer, findings) {
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
        let occurrence = found.swap_remove(0);
        Some(occurrence)
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

    /// Reads the value at `place` of the source, and holds it against the claim's.
    fn weigh(
        &self,
        asserted: Span,
        place: Span,
        passage: &claim::Passage,
        answer: &mut Answer,
        findings: &mut Findings,
    ) -> Verdict {
        let context = self.ground.context(self.source);
        let asserted = asserted.of(&self.claim.statement.text);
        let words = place.of(self.source.text.original());
        let Some((claimed, found)) = read_both(asserted, words, place, &context) else {
            answer
                .steps
                .push(format!("`{words}` in {} cannot be read", self.source.id));
            findings.fail(self.unread(
                passage,
                place,
                &format!("`{words}` cannot be read as what `{asserted}` is"),
            ));
            return Verdict::Unread;
        };
        let relation = value::compare(&claimed, &found, &context);
        answer.steps.push(format!(
            "claimed `{asserted}` = {}; {} has `{words}` = {}: {}",
            claimed.canonical(),
            self.source.id,
            found.canonical(),
            named(&relation)
        ));
        let verdict = match &relation {
            Relation::Refutes => Verdict::Refuted,
            Relation::Undecided => Verdict::Ambiguous,
            Relation::Incomparable(_) => Verdict::Unread,
            Relation::Supports
            | Relation::SupportsSpelledDifferently
            | Relation::SupportsRounded => Verdict::Supported,
        };
        match (&relation, self.evidence.stance) {
            (Relation::Incomparable(reason), _) => {
                findings.fail(self.unread(passage, place, reason));
            }
            (Relation::Undecided, _) => findings.fail(self.undecided(&claimed, &found, passage)),
            (Relation::Refutes, Stance::Per) => {
                findings.fail(self.refuted(&claimed, &found, passage));
            }
            _ => {}
        }
        answer.spelled_differently |= relation == Relation::SupportsSpelledDifferently;
        answer.values.push(found);
        verdict
    }

    fn refuted(&self, claimed: &Value, found: &Value, passage: &claim::Passage) -> Diagnostic {
        let message = format!(
            "claimed {}, found {} in {}",
            shown(claimed),
            shown(found),
            self.source.id
        );
        failure(
            self.claim,
            "refuted",
            passage.template.span,
            message,
            format!("cited as bearing `{}` out", claimed.words),
        )
        .at(
            self.source.file.clone(),
            found.span,
            format!("reads {}", found.canonical()),
        )
        .help(format!(
            "mend the claim, or cite {0} with `but.{0}` if the contradiction is known",
            self.source.id
        ))
    }

    fn undecided(&self, claimed: &Value, found: &Value, passage: &claim::Passage) -> Diagnostic {
        let message = format!(
            "{} in {} does not establish {}: it allows other values too",
            shown(found),
            self.source.id,
            shown(claimed)
        );
        failure(
            self.claim,
            "not-established",
            passage.template.span,
            message,
            "not enough for the claim",
        )
        .at(
            self.source.file.clone(),
            found.span,
            format!("reads {}", found.canonical()),
        )
        .help("claim what the source says, no more precisely than it says it")
    }

    fn unread(&self, passage: &claim::Passage, place: Span, reason: &str) -> Diagnostic {
        failure(
            self.claim,
            "unread",
            passage.template.span,
            format!("{reason} in {}", self.source.id),
            "cited here",
        )
        .at(self.source.file.clone(), place, "stands here")
        .help("put the braces around the words that give the value, and nothing else")
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

    /// Holds the passage's speaker against the claim's, where the claim names one.
    fn hear(
        &self,
        occurrence: &Occurrence,
        passage: &claim::Passage,
        answer: &mut Answer,
        findings: &mut Findings,
    ) -> Option<Verdict> {
        let Some(claimed) = &self.claim.speaker else {
            answer.attribution = speaker::attribution(occurrence.span, self.source);
            return None;
        };
        let heard = speaker::hear(&claimed.value, occurrence.span, self.source, self.ground);
        let place = |diagnostic: Diagnostic| {
            diagnostic
                .at(self.source.file.clone(), occurrence.span, "stands here")
                .at(self.claim.file.clone(), passage.template.span, "cited here")
        };
        let source = &self.source.id;
        match heard {
            Heard::AsClaimed(said) => {
                answer
                    .steps
                    .push(format!("{source} gives it to {}", said.speaker));
                answer.attribution = Some(said);
                None
            }
            Heard::Another(said) => {
                answer.steps.push(format!(
                    "{source} gives it to {}, not {}",
                    said.speaker, claimed.value
                ));
                if self.evidence.stance == Stance::Per {
                    let message = format!(
                        "claimed to be the words of `{}`, and {source} gives them to `{}`",
                        claimed.value, said.speaker
                    );
                    let diagnostic = failure(
                        self.claim,
                        "speaker",
                        claimed.span,
                        message,
                        "claimed speaker",
                    );
                    findings.fail(place(diagnostic).help(
                        "mend the speaker, or list both names as one under `names` in the settings",
                    ));
                }
                answer.attribution = Some(said);
                Some(Verdict::Refuted)
            }
            Heard::Unattributed(why) => {
                answer.steps.push(format!("in {source} it {why}"));
                let message = format!(
                    "claimed to be the words of `{}`; in {source} the passage {why}",
                    claimed.value
                );
                let diagnostic = failure(
                    self.claim,
                    "speaker",
                    claimed.span,
                    message,
                    "claimed speaker",
                );
                findings.fail(place(diagnostic).help(format!(
                    "`claimtest read --quotations {}` shows the quotations and speakers that the tool sees",
                    self.source.file
                )));
                Some(Verdict::Unread)
            }
        }
    }
}

/// Reads the claim's words and the source's as values of one kind; spans are bytes of the source.
fn read_both(
    asserted: &str,
    words: &str,
    place: Span,
    context: &Context<'_>,
) -> Option<(Value, Value)> {
    let claimed = value::read_whole(asserted, None, context)?;
    let mut found = value::read_whole(words, Some(claimed.kind), context)
        .or_else(|| value::read_whole(words, None, context))?;
    found.span = place;
    Some((claimed, found))
}

/// A value in a message: its words, and what they read as where that says more.
fn shown(value: &Value) -> String {
    let canonical = value.canonical();
    if canonical == value.words {
        format!("`{}`", value.words)
    } else {
        format!("`{}` ({canonical})", value.words)
    }
}

fn named(relation: &Relation) -> String {
    match relation {
        Relation::Supports => "supports it".to_owned(),
        Relation::SupportsSpelledDifferently => "supports it, spelled differently".to_owned(),
        Relation::SupportsRounded => "supports it, rounded".to_owned(),
        Relation::Refutes => "refutes it".to_owned(),
        Relation::Undecided => "does not establish it".to_owned(),
        Relation::Incomparable(reason) => format!("cannot be compared ({reason})"),
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

fn described(found: &[Occurrence]) -> String {
    match found {
        [] => "not found".to_owned(),
        [one] => format!("found ({})", one.rung.name()),
        many => format!("found {} times ({})", many.len(), many[0].rung.name()),
    }
}

/// The failure of a passage that does not stand in `source` on a rung that may pass.
pub(super) fn missing(
    claim: &Claim,
    span: Span,
    query: &Query<'_>,
    source: &Source,
    limit: Rung,
    ground: &Ground<'_>,
) -> Failure {
    if let Some(occurrence) = ground.find(query, source).first() {
        let message = format!(
            "this passage stands in {} on the rung `{}` only; nothing looser than `{}` may pass",
            source.id,
            occurrence.rung.name(),
            limit.name()
        );
        return failure(claim, "rung", span, message, "cited here")
            .at(source.file.clone(), occurrence.span, "stands here")
            .help(format!(
                "quote it as it stands, or allow it with `at_least = \"{}\"`",
                occurrence.rung.name()
            ))
            .into();
    }
    let message = format!("this passage is not in {}", source.id);
    let mut diagnostic = failure(claim, "missing", span, message, "not found");
    let elsewhere = ground.elsewhere(query, &source.id);
    if !elsewhere.is_empty() {
        diagnostic = diagnostic.help(format!(
            "found, but in {}, not in {}",
            listed(&elsewhere),
            source.id
        ));
    }
    let nearest = ground.nearest(query, source);
    if let Some(nearest) = &nearest {
        diagnostic = diagnostic
            .at(source.file.clone(), nearest.span, "the nearest passage")
            .help("quote the source's own words, or mend the claim");
    }
    Failure {
        diagnostic,
        nearest: nearest.map(|nearest| (source.id.clone(), nearest)),
    }
}
