//! W3C Web Annotations as JSON-LD: every place that an answer rests on, with the claim and the
//! verdict, found again by its words and by its position.
//!
//! Positions count Unicode code points, as the Web Annotation Data Model asks, not bytes. The target
//! is the text in the project, for which the positions hold; where it was published is its `via`.

use std::borrow::Cow;

use serde::Serialize;

use super::Input;
use super::json::indented;
use super::{file::within, uri};
use crate::span::Span;
use crate::verdict::{Answer, Outcome, Place};

/// How many characters before and after a passage are kept to tell it from another.
const MARGIN: usize = 32;

/// The run as an annotation collection of one page.
pub(super) fn render(input: &Input<'_>) -> String {
    let mut items = Vec::new();
    for outcome in &input.run.outcomes {
        for answer in &outcome.answers {
            let places = answer.evidence.iter().zip(1..);
            items.extend(
                places.filter_map(|(place, n)| annotation(outcome, answer, place, n, input)),
            );
        }
    }
    indented(&Collection {
        context: "http://www.w3.org/ns/anno.jsonld",
        id: identifier("collection"),
        kind: "AnnotationCollection",
        label: "claimtest",
        total: items.len(),
        first: Page {
            id: identifier("page"),
            kind: "AnnotationPage",
            start_index: 0,
            items,
        },
    })
}

fn annotation<'a>(
    outcome: &'a Outcome,
    answer: &'a Answer,
    place: &Place,
    n: usize,
    input: &Input<'a>,
) -> Option<Annotation<'a>> {
    let source = input.source(&answer.source)?;
    let text = source.text.original();
    let span = within(text, place.span);
    let characters = |offset| input.characters(&source.file, offset);
    let role = answer.role.name();
    let mut body = vec![
        Body::new(outcome.statement.as_str(), "describing"),
        Body::new(answer.verdict.verb(), "classifying"),
        Body::new(role, "tagging"),
    ];
    let page = input.page(&source.file, span.start);
    body.extend(page.map(|page| Body::new(format!("page {page}"), "describing")));
    body.extend(
        outcome
            .tags
            .iter()
            .map(|tag| Body::new(tag.as_str(), "tagging")),
    );
    Some(Annotation {
        id: identifier(&format!("{}\0{}\0{role}\0{n}", outcome.id, answer.source)),
        kind: "Annotation",
        motivation: "assessing",
        body,
        target: Target {
            source: Resource {
                id: uri::path(&source.file),
                kind: "Text",
                format: "text/plain",
                via: source.meta.url.as_deref(),
            },
            selector: (
                Quote {
                    kind: "TextQuoteSelector",
                    exact: span.of(text),
                    prefix: before(text, span),
                    suffix: after(text, span),
                },
                Position {
                    kind: "TextPositionSelector",
                    start: characters(span.start)?,
                    end: characters(span.end)?,
                },
            ),
        },
    })
}

fn before(text: &str, span: Span) -> &str {
    let before = &text[..span.start];
    let start = before.char_indices().rev().take(MARGIN).last();
    start.map_or("", |(at, _)| &before[at..])
}

fn after(text: &str, span: Span) -> &str {
    let after = &text[span.end..];
    let end = after
        .char_indices()
        .nth(MARGIN)
        .map_or(after.len(), |(at, _)| at);
    &after[..end]
}

/// An IRI that is the same for the same thing: a UUID of version 8 (RFC 9562) made of its hash.
fn identifier(name: &str) -> String {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&blake3::hash(name.as_bytes()).as_bytes()[..16]);
    bytes[6] = bytes[6] & 0x0f | 0x80;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let hex = format!("{:032x}", u128::from_be_bytes(bytes));
    let parts = [
        &hex[..8],
        &hex[8..12],
        &hex[12..16],
        &hex[16..20],
        &hex[20..],
    ];
    format!("urn:uuid:{}", parts.join("-"))
}

#[derive(Serialize)]
struct Collection<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    id: String,
    #[serde(rename = "type")]
    kind: &'a str,
    label: &'a str,
    total: usize,
    first: Page<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Page<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'a str,
    start_index: usize,
    items: Vec<Annotation<'a>>,
}

#[derive(Serialize)]
struct Annotation<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'a str,
    motivation: &'a str,
    body: Vec<Body<'a>>,
    target: Target<'a>,
}

#[derive(Serialize)]
struct Body<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    value: Cow<'a, str>,
    format: &'a str,
    purpose: &'a str,
}

impl<'a> Body<'a> {
    fn new(value: impl Into<Cow<'a, str>>, purpose: &'a str) -> Self {
        Self {
            kind: "TextualBody",
            value: value.into(),
            format: "text/plain",
            purpose,
        }
    }
}

#[derive(Serialize)]
struct Target<'a> {
    source: Resource<'a>,
    selector: (Quote<'a>, Position),
}

#[derive(Serialize)]
struct Resource<'a> {
    id: String,
    #[serde(rename = "type")]
    kind: &'a str,
    format: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    via: Option<&'a str>,
}

#[derive(Serialize)]
struct Quote<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    exact: &'a str,
    prefix: &'a str,
    suffix: &'a str,
}

#[derive(Serialize)]
struct Position {
    #[serde(rename = "type")]
    kind: &'static str,
    start: usize,
    end: usize,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_margins_are_whole_characters() {
        let text = "“ab”cd“ef”";
        let span = Span::new(text.find('c').unwrap(), text.find('c').unwrap() + 2);
        assert_eq!((before(text, span), after(text, span)), ("“ab”", "“ef”"));
        let long = "ç".repeat(100);
        let span = Span::new(100, 102);
        assert_eq!(before(&long, span).chars().count(), MARGIN);
        assert_eq!(after(&long, span).chars().count(), MARGIN);
        let whole = Span::new(0, long.len());
        assert_eq!((before(&long, whole), after(&long, whole)), ("", ""));
    }

    #[test]
    fn an_identifier_is_a_uuid_of_version_eight() {
        let id = identifier("x");
        let uuid = id.strip_prefix("urn:uuid:").unwrap();
        assert_eq!(uuid.len(), 36);
        assert_eq!(&uuid[14..15], "8");
        assert!("89ab".contains(&uuid[19..20]));
        assert_eq!(id, identifier("x"));
    }
}
