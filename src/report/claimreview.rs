//! schema.org `ClaimReview` as JSON-LD: each claim, how it is rated, and the passages that the rating
//! rests on.
//!
//! The rating says what the sources say, in four words: supported (5), disputed (3), refuted (1), and
//! not enough information, which has no number. Who publishes the review, where and when is not known
//! here; a publisher adds `author`, `url` and `datePublished`.

use serde::Serialize;

use super::json::indented;
use super::{Input, found, reading};
use crate::verdict::{Answer, Finding, Outcome, Verdict};

/// The run as a graph of reviews.
pub(super) fn render(input: &Input<'_>) -> String {
    let outcomes = input.run.outcomes.iter();
    indented(&Graph {
        context: "https://schema.org",
        graph: outcomes.map(|outcome| review(outcome, input)).collect(),
    })
}

fn review<'a>(outcome: &'a Outcome, input: &'a Input<'_>) -> Review<'a> {
    let (value, name) = rating(outcome);
    let answers = outcome.answers.iter();
    Review {
        kind: "ClaimReview",
        identifier: outcome.id.to_string(),
        claim: plain(&outcome.statement),
        item: Claim {
            kind: "Claim",
            text: plain(&outcome.statement),
        },
        rating: Rating {
            kind: "Rating",
            best: 5,
            worst: 1,
            value,
            name,
        },
        keywords: outcome.tags.join(", "),
        citation: answers
            .flat_map(|answer| citations(answer, input))
            .collect(),
    }
}

/// What all answers together come to; a claim with a failure that is waived has still failed.
fn rating(outcome: &Outcome) -> (Option<u8>, &'static str) {
    let any = |verdict| {
        outcome
            .answers
            .iter()
            .any(|answer| answer.verdict == verdict)
    };
    let (supported, refuted) = (any(Verdict::Supported), any(Verdict::Refuted));
    let disputed = supported && refuted
        || matches!(
            outcome.finding,
            Some(Finding::Conflict | Finding::Attribution)
        );
    let unclear = any(Verdict::Missing) || any(Verdict::Ambiguous) || any(Verdict::Unread);
    match (disputed, supported, refuted) {
        (true, _, _) => (Some(3), "Disputed"),
        (false, false, true) => (Some(1), "Refuted"),
        (false, true, false) if !unclear && outcome.failures.is_empty() => (Some(5), "Supported"),
        _ => (None, "Not enough information"),
    }
}

fn citations<'a>(answer: &'a Answer, input: &'a Input<'_>) -> Vec<Citation<'a>> {
    let Some(source) = input.source(&answer.source) else {
        return Vec::new();
    };
    let meta = &source.meta;
    let values: Vec<String> = answer.values.iter().map(reading).collect();
    let says = [answer.verdict.verb(), &values.join(", "), found(answer)];
    let says: Vec<&str> = says.into_iter().filter(|it| !it.is_empty()).collect();
    let says = says.join(" ");
    let places = answer.evidence.iter();
    places
        .map(|place| Citation {
            kind: "CreativeWork",
            identifier: answer.source.as_str(),
            name: meta.title.as_deref().unwrap_or(&source.file),
            url: meta.url.as_deref(),
            publisher: meta.publisher.as_deref().map(|name| Organization {
                kind: "Organization",
                name,
            }),
            date_created: meta.written.map(|day| day.to_string()),
            abstract_: says.trim().to_owned(),
            text: input.words(&answer.source, place.span),
        })
        .collect()
}

/// The statement without its braces; doubled ones are literal.
fn plain(statement: &str) -> String {
    let mut text = String::with_capacity(statement.len());
    let mut chars = statement.chars().peekable();
    while let Some(c) = chars.next() {
        if (c == '{' || c == '}') && chars.next_if_eq(&c).is_none() {
            continue;
        }
        text.push(c);
    }
    text
}

#[derive(Serialize)]
struct Graph<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    #[serde(rename = "@graph")]
    graph: Vec<Review<'a>>,
}

#[derive(Serialize)]
struct Review<'a> {
    #[serde(rename = "@type")]
    kind: &'a str,
    identifier: String,
    #[serde(rename = "claimReviewed")]
    claim: String,
    #[serde(rename = "itemReviewed")]
    item: Claim<'a>,
    #[serde(rename = "reviewRating")]
    rating: Rating<'a>,
    #[serde(skip_serializing_if = "String::is_empty")]
    keywords: String,
    citation: Vec<Citation<'a>>,
}

#[derive(Serialize)]
struct Claim<'a> {
    #[serde(rename = "@type")]
    kind: &'a str,
    text: String,
}

#[derive(Serialize)]
struct Rating<'a> {
    #[serde(rename = "@type")]
    kind: &'a str,
    #[serde(rename = "bestRating")]
    best: u8,
    #[serde(rename = "worstRating")]
    worst: u8,
    #[serde(rename = "ratingValue", skip_serializing_if = "Option::is_none")]
    value: Option<u8>,
    #[serde(rename = "alternateName")]
    name: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Citation<'a> {
    #[serde(rename = "@type")]
    kind: &'a str,
    identifier: &'a str,
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publisher: Option<Organization<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_created: Option<String>,
    #[serde(rename = "abstract")]
    abstract_: String,
    text: &'a str,
}

#[derive(Serialize)]
struct Organization<'a> {
    #[serde(rename = "@type")]
    kind: &'a str,
    name: &'a str,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_taken_out_of_a_statement() {
        for (statement, text) in [
            ("released on {Wednesday}.", "released on Wednesday."),
            ("{{literal}} {x}", "{literal} x"),
            ("{a}{b}", "ab"),
            ("none", "none"),
        ] {
            assert_eq!(plain(statement), text);
        }
    }
}
