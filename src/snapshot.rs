//! The canonical text of a disagreement, and the file it is kept in.
//!
//! Files are in insta's format, so that `cargo insta review` reviews them. They are read and written
//! here rather than by insta's macros, because those record the path of the file that calls them,
//! which in another repository is a path on somebody's machine. The body is the contract: stable
//! order, no line numbers, no scores, no absolute paths, so that a diff shows only what changed in the
//! world.

pub mod survey;

use std::fmt::Write as _;

use rayon::prelude::*;

use crate::claim::ClaimId;
use crate::compare::{is_answer, wording, words};
use crate::passage::Change;
use crate::source::Source;
use crate::span::Span;
use crate::verdict::{Answer, Finding, Outcome, Place, Role};

/// Characters of the sentence around a passage that are shown on each side before it is cut.
const MARGIN: usize = 80;

/// So many answers at the least are written by one thread.
const MANY: usize = 16;

/// The ending of a snapshot that was proposed and not yet reviewed.
pub const PENDING: &str = ".new";

/// The snapshot's file below the snapshots folder, with `/` between its parts.
#[must_use]
pub fn path(id: &ClaimId) -> String {
    format!("{}/{}.snap", id.topic, id.name)
}

/// A snapshot file: insta's header, then the body. `input_file` is what a reviewer is sent to, if anything.
#[must_use]
pub fn file(input_file: &str, body: &str) -> String {
    let input_file = match input_file {
        "" => String::new(),
        file => format!("input_file: {file}\n"),
    };
    format!(
        "---\nsource: claimtest\n{input_file}---\n{}\n",
        body.trim_end()
    )
}

/// The body of a snapshot file, without its header; as insta does, line ends are made plain and the
/// end is trimmed.
#[must_use]
pub fn contents(file: &str) -> String {
    let lines = file.split('\n').map(|line| line.trim_end_matches('\r'));
    let file = lines.collect::<Vec<_>>().join("\n");
    let body = file
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map_or(file.as_str(), |(_, body)| body);
    body.trim_end().to_owned()
}

/// The body of one claim's snapshot, or `None` where fewer than two sources answer.
#[must_use]
pub fn body(outcome: &Outcome, sources: &[Source]) -> Option<String> {
    let finding = outcome.finding?;
    let mut body = format!(
        "claim    {}\nfinding  {}",
        one_line(&outcome.statement),
        finding.name()
    );
    if finding == Finding::Agreement {
        let plural = if outcome.origins == 1 { "" } else { "s" };
        let _ = write!(body, ", {} independent origin{plural}", outcome.origins);
    }
    body.push('\n');
    let answers: Vec<(&Answer, &Source)> = outcome
        .answers
        .iter()
        .filter(|answer| is_answer(answer))
        .filter_map(|answer| Some((answer, source_of(answer, sources)?)))
        .collect();
    let sections = answers.par_iter().with_min_len(MANY);
    let sections = sections.map(|(answer, source)| section(answer, source));
    for section in sections.collect::<Vec<String>>() {
        body.push('\n');
        body.push_str(&section);
    }
    if finding == Finding::Wording {
        differences(&mut body, &answers);
    }
    if outcome.unlisted > 0 {
        body.push_str("\nunlisted  more sources say the same\n");
    }
    trailer(&mut body, outcome);
    Some(body)
}

/// The source of an answer, among `sources` in the order of their ids.
fn source_of<'s>(answer: &Answer, sources: &'s [Source]) -> Option<&'s Source> {
    let at = sources.binary_search_by(|source| source.id.cmp(&answer.source));
    at.ok().map(|at| &sources[at])
}

/// One source's answer: who, how, what, and the words.
fn section(answer: &Answer, source: &Source) -> String {
    let mut body = format!("{}  {:<8}", answer.source, answer.verdict.verb());
    let values: Vec<String> = answer.values.iter().map(valued).collect();
    if !values.is_empty() {
        let _ = write!(body, "  {}", values.join("; "));
    }
    if let Some(said) = &answer.attribution {
        let _ = write!(body, "  said by {}", said.speaker);
    }
    if answer.role == Role::Probe {
        body.push_str("  not cited");
    }
    while body.ends_with(' ') {
        body.pop();
    }
    body.push('\n');
    for place in &answer.evidence {
        let _ = writeln!(body, "     {}", context(place, source));
    }
    body
}

fn valued(value: &crate::value::Value) -> String {
    let canonical = value.canonical();
    if canonical == value.words {
        canonical
    } else {
        format!("{} = {canonical}", value.words)
    }
}

/// The words that differ from the first answer's, for each other one.
fn differences(body: &mut String, answers: &[(&Answer, &Source)]) {
    let Some(((first, source), rest)) = answers.split_first() else {
        return;
    };
    let passage = words(first, source);
    for (other, source) in rest {
        let diff = wording(&passage, &words(other, source)).diff;
        let _ = writeln!(
            body,
            "\n{} → {}  {}",
            first.source,
            other.source,
            marked(&diff)
        );
    }
}

/// A word diff in plain text: `[-gone-]`, `{+come+}`.
#[must_use]
pub fn marked(diff: &[Change]) -> String {
    let parts: Vec<String> = diff
        .iter()
        .map(|change| match change {
            Change::Same(words) => words.clone(),
            Change::Missing(words) => format!("[-{words}-]"),
            Change::Added(words) => format!("{{+{words}+}}"),
        })
        .collect();
    parts.join(" ")
}

fn trailer(body: &mut String, outcome: &Outcome) {
    if outcome.silent.is_empty() && outcome.unrelated.is_empty() {
        return;
    }
    body.push('\n');
    if !outcome.silent.is_empty() {
        let ids: Vec<&str> = outcome
            .silent
            .iter()
            .map(crate::source::SourceId::as_str)
            .collect();
        let _ = writeln!(body, "silent  {}", ids.join(" "));
    }
    for (source, reason) in &outcome.unrelated {
        let _ = writeln!(body, "unrelated  {source}  {}", one_line(reason));
    }
}

/// The sentence around a passage on one line, its values in braces, cut where it is long.
fn context(place: &Place, source: &Source) -> String {
    let text = source.text.original();
    let around = source.text.sentences_around(place.span);
    let (before, start) = cut_before(text, around.start, place.span.start);
    let (after, end) = cut_after(text, place.span.end, around.end);
    let mut line = String::new();
    let mut at = start;
    line.push_str(before);
    for slot in &place.slots {
        line.push_str(&text[at..slot.start]);
        let _ = write!(line, "{{{}}}", slot.of(text));
        at = slot.end;
    }
    line.push_str(&text[at..end]);
    line.push_str(after);
    one_line(&line)
}

/// Where to begin so that no more than the margin stands before `at`, on a word's start.
fn cut_before(text: &str, start: usize, at: usize) -> (&'static str, usize) {
    let before = Span::new(start.min(at), at).of(text);
    let Some((cut, _)) = before.char_indices().rev().nth(MARGIN) else {
        return ("", start.min(at));
    };
    let space = before[cut..].find(char::is_whitespace).unwrap_or(0);
    let rest = before[cut + space..].trim_start();
    ("… ", at - rest.len())
}

/// Where to end so that no more than the margin stands after `at`, on a word's end.
fn cut_after(text: &str, at: usize, end: usize) -> (&'static str, usize) {
    let after = Span::new(at, end.max(at)).of(text);
    let Some((cut, _)) = after.char_indices().nth(MARGIN) else {
        return ("", end.max(at));
    };
    let word = after[..cut].rfind(char::is_whitespace).unwrap_or(0);
    (" …", at + word)
}

/// Runs of white space as one space, control characters left out.
fn one_line(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for (at, word) in text.split_whitespace().enumerate() {
        if at > 0 {
            line.push(' ');
        }
        if word.bytes().any(may_control) && word.contains(char::is_control) {
            line.extend(word.chars().filter(|c| !c.is_control()));
        } else {
            line.push_str(word);
        }
    }
    line
}

/// Whether a byte begins a control character, or may do so.
fn may_control(byte: u8) -> bool {
    byte.is_ascii_control() || byte == 0xC2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contents_come_back_from_a_file() {
        for body in ["claim    a\n", "a\n---\nb\n", ""] {
            assert_eq!(contents(&file("claims/a.toml", body)), body.trim_end());
        }
        assert_eq!(contents("no header\r\n"), "no header");
        assert_eq!(contents("a\r\r\nb\r\n"), "a\nb");
    }
}
