//! One JSON document, for programs.
//!
//! Its shape is a contract: `version` changes when a field is renamed, removed or means something
//! else; a field may be added at any time. `start` and `end` are bytes of the original file, `line`
//! and `column` count from 1, the column in characters, and so does `page`, which is there where the source
//! has pages. An answer's `value` is the canonical string
//! of what was read, an array of them where the claim has several braces, and `null` where nothing
//! was read. `origins` counts the independent voices that bear a claim out; `copies` are the sources that
//! count once for their text, with how much of each stands in the other in `percent`. A waiver stands among
//! the claim's `notes`, and snapshots that are not as reviewed stand among the `diagnostics`.

use serde::Serialize;

use super::Input;
use super::escape::in_json;
use super::file::File;
use super::indented::Indented;
use super::remark::{self, Remark};
use crate::diagnostic::{Label, Severity};
use crate::passage::{Change, Nearest, Rung};
use crate::project::Moved;
use crate::source::SourceId;
use crate::span::Span;
use crate::value::Value;
use crate::verdict::{Answer, CopiedPair, Finding, Outcome, Role, Summary, Verdict};

/// The version of the document's shape.
pub(super) const VERSION: u32 = 1;

/// What became of one claim, indented as in the list of them; `room` is to be handed in again, so that it need not
/// be made anew.
#[must_use]
pub(super) fn claim(outcome: &Outcome, input: &Input<'_>, room: &mut Vec<u8>) -> String {
    let record = ClaimRecord::new(outcome, input);
    room.clear();
    room.extend_from_slice(INDENT.as_bytes());
    let mut writer = serde_json::Serializer::with_formatter(&mut *room, Indented::within(DEPTH));
    let written = record.serialize(&mut writer);
    written.expect("strings and numbers serialize");
    in_json(str::from_utf8(room).expect("JSON is text").to_owned())
}

/// What [`claim`] said of a claim whose table has moved in its `file`. A string has no line feed here, so
/// that a line which begins with a key is one.
#[must_use]
pub(super) fn moved(said: &str, file: &str, by: Moved) -> String {
    let file = in_json(serde_json::to_string(file).expect("a string serializes"));
    let mut moved = String::with_capacity(said.len() + 16);
    let mut is_own = false;
    for line in said.split_inclusive('\n') {
        let indent = line.len() - line.trim_start().len();
        let field = &line[indent..];
        let value = |key: &str| {
            field
                .strip_prefix('"')?
                .strip_prefix(key)?
                .strip_prefix("\": ")
        };
        if field.starts_with(['{', '}']) {
            is_own = false;
        } else if let Some(value) = value("file") {
            is_own = value.starts_with(&file);
        }
        let number = if is_own {
            let bytes = value("start").or_else(|| value("end"));
            let bytes = bytes.map(|it| (it, by.bytes));
            bytes.or_else(|| value("line").map(|it| (it, by.lines)))
        } else {
            None
        };
        let split = number.and_then(|(value, by)| {
            let digits = value.bytes().take_while(u8::is_ascii_digit).count();
            let number: usize = value[..digits].parse().ok()?;
            Some((number.checked_add_signed(by)?, &value[digits..]))
        });
        if let Some((number, rest)) = split {
            let key = &line[..indent + field.find(' ').map_or(0, |space| space + 1)];
            moved.push_str(key);
            moved.push_str(&number.to_string());
            moved.push_str(rest);
        } else {
            moved.push_str(line);
        }
    }
    moved
}

/// What stands before and after the claims, which are one document with it, if there are any.
#[must_use]
pub(super) fn around(has_claims: bool, input: &Input<'_>) -> (String, String) {
    let document = Document {
        version: VERSION,
        summary: input.run.summary,
        claims: [],
        copies: &input.run.copies,
        diagnostics: diagnostics(input),
    };
    let text = indented(&document);
    match text.split_once(NONE) {
        Some((before, after)) if has_claims => {
            (format!("{before}{FIRST}"), format!("\n  ]{after}"))
        }
        _ => (text, String::new()),
    }
}

/// How far the claims are indented.
const INDENT: &str = "    ";

/// In how many lists and objects they stand: a list, in an object.
const DEPTH: usize = 2;

/// The list of claims where there is none; nothing that comes before it is like it.
const NONE: &str = "\n  \"claims\": []";

/// What stands before the first claim.
const FIRST: &str = "\n  \"claims\": [\n";

/// A document of strings and numbers, indented, with a line feed at its end.
pub(super) fn indented(document: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(document).expect("strings and numbers serialize");
    in_json(text + "\n")
}

/// A document on one line, without a line feed.
pub(super) fn compact(document: &impl Serialize) -> String {
    in_json(serde_json::to_string(document).expect("strings and numbers serialize"))
}

/// What is wrong with the project's files, then the snapshots that wait for a review.
pub(super) fn diagnostics<'a>(input: &'a Input<'_>) -> Vec<Problem<'a>> {
    let own = remark::of_project(input.run);
    let pending = remark::of_snapshots(input.run);
    own.chain(pending)
        .map(|remark| Problem::new(&remark, input))
        .collect()
}

#[derive(Serialize)]
struct Document<'a> {
    version: u32,
    summary: Summary,
    claims: [(); 0],
    copies: &'a [CopiedPair],
    diagnostics: Vec<Problem<'a>>,
}

/// What became of one claim.
#[derive(Serialize)]
pub(super) struct ClaimRecord<'a> {
    id: String,
    file: &'a str,
    line: Option<usize>,
    claim: &'a str,
    holds: bool,
    finding: Option<Finding>,
    origins: usize,
    /// Sources that say the same and are not among the answers.
    #[serde(skip_serializing_if = "Option::is_none")]
    unlisted: Option<usize>,
    answers: Vec<AnswerRecord<'a>>,
    failures: Vec<Problem<'a>>,
    notes: Vec<Problem<'a>>,
}

impl<'a> ClaimRecord<'a> {
    pub(super) fn new(outcome: &'a Outcome, input: &'a Input<'_>) -> Self {
        let position = input.position(&outcome.file, outcome.span.start);
        Self {
            id: outcome.id.to_string(),
            file: &outcome.file,
            line: position.map(|position| position.line),
            claim: &outcome.statement,
            holds: outcome.holds,
            finding: outcome.finding,
            origins: outcome.origins,
            unlisted: Some(outcome.unlisted).filter(|n| *n > 0),
            answers: outcome
                .answers
                .iter()
                .map(|answer| AnswerRecord::new(answer, input))
                .collect(),
            failures: remark::failures(outcome)
                .map(|remark| Problem::new(&remark, input))
                .collect(),
            notes: remark::notes(outcome)
                .map(|remark| Problem::new(&remark, input))
                .collect(),
        }
    }
}

#[derive(Serialize)]
struct AnswerRecord<'a> {
    source: &'a SourceId,
    role: Role,
    verdict: Verdict,
    rung: Option<Rung>,
    value: Canonical,
    evidence: Vec<Words<'a>>,
}

impl<'a> AnswerRecord<'a> {
    fn new(answer: &'a Answer, input: &'a Input<'_>) -> Self {
        let places = answer.evidence.iter();
        let file = input.file_of(&answer.source);
        Self {
            source: &answer.source,
            role: answer.role,
            verdict: answer.verdict,
            rung: answer.rung,
            value: Canonical::new(&answer.values),
            evidence: places.map(|place| Words::new(file, place.span)).collect(),
        }
    }
}

/// `null`, a string, or an array of strings.
#[derive(Serialize)]
#[serde(untagged)]
enum Canonical {
    None,
    One(String),
    Several(Vec<String>),
}

impl Canonical {
    fn new(values: &[Value]) -> Self {
        match values {
            [] => Self::None,
            [value] => Self::One(value.canonical()),
            values => Self::Several(values.iter().map(Value::canonical).collect()),
        }
    }
}

/// Words of a source, and where they stand.
#[derive(Serialize)]
struct Words<'a> {
    start: usize,
    end: usize,
    line: Option<usize>,
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    text: &'a str,
}

impl<'a> Words<'a> {
    /// The words that `span` covers in the file of a source.
    fn new(file: Option<&'a File<'_>>, span: Span) -> Self {
        let position = file.map(|file| file.position(span.start));
        Self {
            start: span.start,
            end: span.end,
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            page: file.and_then(|file| file.page(span.start)),
            text: file.map_or("", |file| file.words(span)),
        }
    }
}

/// Something that is wrong or worth seeing.
#[derive(Serialize)]
pub(super) struct Problem<'a> {
    rule: &'static str,
    severity: Severity,
    message: String,
    labels: Vec<Mark>,
    help: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    nearest: Option<Near<'a>>,
}

impl<'a> Problem<'a> {
    fn new(remark: &Remark<'_>, input: &'a Input<'_>) -> Self {
        let diagnostic = &remark.diagnostic;
        let labels = diagnostic.labels.iter();
        let nearest = remark.nearest.as_ref();
        Self {
            rule: diagnostic.rule,
            severity: diagnostic.severity,
            message: diagnostic.message.clone(),
            labels: labels.map(|label| Mark::new(label, input)).collect(),
            help: diagnostic.help.clone(),
            nearest: nearest.map(|(source, nearest)| Near::new(source, nearest, input)),
        }
    }
}

/// A place in a file of the project; all but the file is `null` where the whole file is meant.
#[derive(Serialize)]
struct Mark {
    file: String,
    start: Option<usize>,
    end: Option<usize>,
    line: Option<usize>,
    column: Option<usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page: Option<usize>,
    message: String,
}

impl Mark {
    fn new(label: &Label, input: &Input<'_>) -> Self {
        let position = label
            .span
            .and_then(|span| input.position(&label.file, span.start));
        Self {
            file: label.file.clone(),
            start: label.span.map(|span| span.start),
            end: label.span.map(|span| span.end),
            line: position.map(|position| position.line),
            column: position.map(|position| position.column),
            page: label
                .span
                .and_then(|span| input.page(&label.file, span.start)),
            message: label.message.clone(),
        }
    }
}

/// The closest thing to a passage that was not found; `similarity` is in per mille of its words.
#[derive(Serialize)]
struct Near<'a> {
    source: SourceId,
    similarity: u16,
    words: Words<'a>,
    diff: Vec<Piece>,
}

/// Words that both have, that only the passage has, or that only the source has.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Piece {
    Same(String),
    Missing(String),
    Added(String),
}

impl<'a> Near<'a> {
    fn new(source: &SourceId, nearest: &Nearest, input: &'a Input<'_>) -> Self {
        let pieces = nearest.diff.iter().map(|change| match change {
            Change::Same(words) => Piece::Same(words.clone()),
            Change::Missing(words) => Piece::Missing(words.clone()),
            Change::Added(words) => Piece::Added(words.clone()),
        });
        Self {
            source: source.clone(),
            similarity: nearest.similarity,
            words: Words::new(input.file_of(source), nearest.span),
            diff: pieces.collect(),
        }
    }
}
