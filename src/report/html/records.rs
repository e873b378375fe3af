//! The records that the page's script reads: claims, answers, failures, with places in UTF-16 code
//! units and sources named by their number.

use std::collections::BTreeMap;

use serde::Serialize;

use super::compare::{self, Piece};
use super::overview::authors;
use super::utf16::Units;
use crate::claim::ClaimId;
use crate::diagnostic::{Diagnostic, Label, Severity};
use crate::passage::{Change, Nearest, Rung};
use crate::report::paint::Paint;
use crate::report::remark::{self, Remark};
use crate::report::{Input, pending};
use crate::source::{Source, SourceId};
use crate::span::Span;
use crate::verdict::{Answer, CopiedPair, Finding, Outcome, Pending, Role, Run, Verdict};

/// Everything that the script shows besides the texts.
#[derive(Serialize)]
pub(super) struct Records<'a> {
    sources: Vec<SourceRecord<'a>>,
    claims: Vec<ClaimRecord<'a>>,
    /// What is pending and belongs to no claim of the run.
    pending: Vec<Review<'a>>,
}

impl<'a> Records<'a> {
    pub(super) fn new(input: &'a Input<'_>) -> Self {
        let map = Map::new(input);
        let pending = input.run.pending.iter();
        let mut reviews: BTreeMap<&ClaimId, &Pending> = pending
            .filter_map(|it| Some((it.claim.as_ref()?, it)))
            .collect();
        let outcomes = input.run.outcomes.iter();
        let claims = outcomes
            .map(|outcome| map.claim(outcome, reviews.remove(&outcome.id)))
            .collect();
        Self {
            sources: input.sources.iter().map(SourceRecord::new).collect(),
            claims,
            pending: rest(input.run, &reviews),
        }
    }
}

/// Snapshots of no claim, and those of claims that were not run.
fn rest<'a>(run: &'a Run, of_others: &BTreeMap<&ClaimId, &Pending>) -> Vec<Review<'a>> {
    let pending = run.pending.iter();
    let others = pending.filter(|it| {
        it.claim
            .as_ref()
            .is_none_or(|id| of_others.contains_key(id))
    });
    others.map(Review::new).collect()
}

#[derive(Serialize)]
struct SourceRecord<'a> {
    id: &'a str,
    file: &'a str,
    title: Option<&'a str>,
    publisher: Option<&'a str>,
    authors: Vec<&'a str>,
    written: Option<String>,
    url: Option<&'a str>,
}

impl<'a> SourceRecord<'a> {
    fn new(source: &'a Source) -> Self {
        let meta = &source.meta;
        Self {
            id: source.id.as_str(),
            file: &source.file,
            title: meta.title.as_deref(),
            publisher: meta.publisher.as_deref(),
            authors: authors(meta).collect(),
            written: meta.written.map(|day| day.to_string()),
            url: meta.url.as_deref().filter(|url| is_web(url)),
        }
    }
}

/// Whether a link to it leads to a page, and runs nothing.
pub(super) fn is_web(url: &str) -> bool {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|it| it.eq_ignore_ascii_case("https") || it.eq_ignore_ascii_case("http"))
}

#[derive(Serialize)]
struct ClaimRecord<'a> {
    id: String,
    topic: &'a str,
    place: String,
    claim: &'a str,
    tags: &'a [String],
    holds: bool,
    waived: Option<&'a str>,
    finding: Option<Finding>,
    origins: usize,
    /// Sources that count once, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    copies: Vec<String>,
    review: Option<Review<'a>>,
    answers: Vec<AnswerRecord<'a>>,
    silent: Vec<usize>,
    unrelated: Vec<(usize, &'a str)>,
    failures: Vec<RemarkRecord>,
    notes: Vec<RemarkRecord>,
}

#[derive(Serialize)]
struct AnswerRecord<'a> {
    source: usize,
    role: Role,
    verdict: Verdict,
    rung: Option<Rung>,
    /// What was read, and the words it was read from.
    values: Vec<(String, &'a str)>,
    speaker: Option<(&'a str, bool)>,
    /// The page on which the first of its places is, where the source has pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    places: Vec<PlaceRecord>,
    steps: &'a [String],
    /// The words of the first answer compared with the words of this one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    diff: Vec<Piece>,
}

/// Where evidence begins and ends, and where the values in it do.
#[derive(Serialize)]
struct PlaceRecord(usize, usize, Vec<(usize, usize)>);

#[derive(Serialize)]
struct RemarkRecord {
    rule: &'static str,
    error: bool,
    message: String,
    help: Vec<String>,
    places: Vec<LabelRecord>,
    nearest: Option<NearestRecord>,
}

/// A place as people write it, and in a source's text where it is in one.
#[derive(Serialize)]
struct LabelRecord {
    place: String,
    message: String,
    mark: Option<(usize, usize, usize)>,
}

#[derive(Serialize)]
struct NearestRecord {
    source: usize,
    start: usize,
    end: usize,
    similarity: u16,
    diff: Vec<Piece>,
}

/// A snapshot that waits for a review.
#[derive(Serialize)]
struct Review<'a> {
    path: &'a str,
    state: &'static str,
    lines: Vec<String>,
}

impl<'a> Review<'a> {
    fn new(pending: &'a Pending) -> Self {
        Self {
            path: &pending.path,
            state: pending::state(pending.state),
            lines: pending::lines(pending, Paint { color: false }),
        }
    }
}

/// From ids and bytes to numbers and code units.
struct Map<'a, 'i> {
    input: &'a Input<'i>,
    numbers: BTreeMap<&'a SourceId, usize>,
    files: BTreeMap<&'a str, usize>,
    units: Vec<Units<'a>>,
}

impl<'a, 'i> Map<'a, 'i> {
    fn new(input: &'a Input<'i>) -> Self {
        let sources = || input.sources.iter();
        let texts = sources().map(|source| Units::new(source.text.original()));
        Self {
            input,
            numbers: sources().map(|source| &source.id).zip(0..).collect(),
            files: sources().map(|it| it.file.as_str()).zip(0..).collect(),
            units: texts.collect(),
        }
    }

    fn claim(&self, outcome: &'a Outcome, pending: Option<&'a Pending>) -> ClaimRecord<'a> {
        let number = |id| self.numbers.get(id).copied();
        let unrelated = outcome.unrelated.iter();
        ClaimRecord {
            id: outcome.id.to_string(),
            topic: &outcome.id.topic,
            place: self.input.place(&Label {
                file: outcome.file.clone(),
                span: Some(outcome.span),
                message: String::new(),
            }),
            claim: &outcome.statement,
            tags: &outcome.tags,
            holds: outcome.holds,
            waived: outcome.waived.as_deref(),
            finding: outcome.finding,
            origins: outcome.origins,
            copies: self.copies(outcome),
            review: pending.map(Review::new),
            answers: self.answers(outcome),
            silent: outcome.silent.iter().filter_map(number).collect(),
            unrelated: unrelated
                .filter_map(|(id, reason)| Some((number(id)?, reason.as_str())))
                .collect(),
            failures: remark::failures(outcome)
                .map(|it| self.remark(&it))
                .collect(),
            notes: remark::notes(outcome).map(|it| self.remark(&it)).collect(),
        }
    }

    fn copies(&self, outcome: &Outcome) -> Vec<String> {
        let all = self.input.run.copies.iter();
        let own = all.filter(|pair| outcome.copies.contains(&pair.sources));
        own.map(CopiedPair::told).collect()
    }

    fn answers(&self, outcome: &'a Outcome) -> Vec<AnswerRecord<'a>> {
        let disagree = outcome
            .finding
            .is_some_and(|finding| finding != Finding::Agreement);
        let mut first: Option<&str> = None;
        let answers = outcome.answers.iter();
        answers
            .filter_map(|answer| {
                let mut record = self.answer(answer)?;
                let place = answer.evidence.first().filter(|_| disagree);
                let words = place.map(|place| self.input.words(&answer.source, place.span));
                match (first, words) {
                    (Some(first), Some(words)) => record.diff = compare::words(first, words),
                    (None, Some(words)) => first = Some(words),
                    _ => {}
                }
                Some(record)
            })
            .collect()
    }

    fn answer(&self, answer: &'a Answer) -> Option<AnswerRecord<'a>> {
        let source = *self.numbers.get(&answer.source)?;
        let values = answer.values.iter();
        let places = answer.evidence.iter().map(|place| {
            let (start, end) = self.units(source, place.span);
            let slots = place.slots.iter().map(|&slot| self.units(source, slot));
            PlaceRecord(start, end, slots.collect())
        });
        Some(AnswerRecord {
            source,
            role: answer.role,
            verdict: answer.verdict,
            rung: answer.rung,
            values: values
                .map(|value| (value.canonical(), value.words.as_str()))
                .collect(),
            speaker: answer
                .attribution
                .as_ref()
                .map(|it| (it.speaker.as_str(), it.certain)),
            page: answer
                .evidence
                .first()
                .and_then(|place| self.input.page_of(&answer.source, place.span.start)),
            places: places.collect(),
            steps: &answer.steps,
            diff: Vec::new(),
        })
    }

    fn remark(&self, remark: &Remark<'_>) -> RemarkRecord {
        let diagnostic: &Diagnostic = &remark.diagnostic;
        let labels = diagnostic.labels.iter();
        let nearest = remark.nearest;
        RemarkRecord {
            rule: diagnostic.rule,
            error: diagnostic.severity == Severity::Error,
            message: diagnostic.message.clone(),
            help: diagnostic.help.clone(),
            places: labels.map(|label| self.label(label)).collect(),
            nearest: nearest.and_then(|(id, nearest)| self.nearest(id, nearest)),
        }
    }

    fn label(&self, label: &Label) -> LabelRecord {
        let source = self.files.get(label.file.as_str()).copied();
        let mark = source.zip(label.span).map(|(source, span)| {
            let (start, end) = self.units(source, span);
            (source, start, end)
        });
        LabelRecord {
            place: self.input.place(label),
            message: label.message.clone(),
            mark,
        }
    }

    fn nearest(&self, id: &SourceId, nearest: &Nearest) -> Option<NearestRecord> {
        let source = *self.numbers.get(id)?;
        let (start, end) = self.units(source, nearest.span);
        let mut diff = Vec::new();
        for change in &nearest.diff {
            let (tag, words) = match change {
                Change::Same(words) => ('=', words),
                Change::Missing(words) => ('-', words),
                Change::Added(words) => ('+', words),
            };
            // Runs of words come without the spaces between them.
            if !diff.is_empty() {
                diff.push(Piece('=', " ".to_owned()));
            }
            diff.push(Piece(tag, words.clone()));
        }
        Some(NearestRecord {
            source,
            start,
            end,
            similarity: nearest.similarity,
            diff,
        })
    }

    fn units(&self, source: usize, span: Span) -> (usize, usize) {
        let units = &self.units[source];
        (units.before(span.start), units.before(span.end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_the_web_are_linked() {
        for (url, expected) in [
            ("https://example.org/a", true),
            ("HTTP://example.org", true),
            ("javascript:alert(1)//://", false),
            ("data:text/html,x", false),
            ("file:///etc/passwd", false),
            ("", false),
        ] {
            assert_eq!(is_web(url), expected, "{url}");
        }
    }
}
