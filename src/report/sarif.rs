//! SARIF 2.1.0, for code scanning: a result for each remark, at the claim's line in its fixture, with
//! the source's passage as a related location.
//!
//! Columns count Unicode code points. Paths are relative to the project (`%SRCROOT%`). A fingerprint
//! is made of the rule, the claim and the words it points at, so that a result stays the same one
//! when lines move. What is waived is marked as suppressed in source, with the reason.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Input;
use super::json::indented;
use super::paint::Paint;
use super::remark::{self, Remark};
use super::uri;
use super::word_diff;
use crate::diagnostic::{Label, Severity};

const SCHEMA: &str = "https://json.schemastore.org/sarif-2.1.0.json";

/// The run as a log.
pub(super) fn render(input: &Input<'_>) -> String {
    let remarks: Vec<Remark<'_>> = remark::all(input.run).collect();
    let rules: BTreeMap<&str, usize> = remarks
        .iter()
        .map(|remark| (remark.diagnostic.rule, 0))
        .collect();
    let rules: BTreeMap<&str, usize> = rules.into_keys().zip(0..).collect();
    let mut seen = BTreeMap::new();
    let results = remarks
        .iter()
        .map(|remark| result(remark, rules[remark.diagnostic.rule], &mut seen, input));
    indented(&Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            results: results.collect(),
            tool: tool(rules.keys()),
            column_kind: "unicodeCodePoints",
        }],
    })
}

fn tool<'a>(rules: impl Iterator<Item = &'a &'a str>) -> Tool<'a> {
    let rules = rules.map(|rule| Rule {
        id: rule,
        short_description: Text::new(rule.replace('-', " ")),
    });
    Tool {
        driver: Driver {
            name: "claimtest",
            semantic_version: env!("CARGO_PKG_VERSION"),
            rules: rules.collect(),
        },
    }
}

fn result<'a>(
    remark: &'a Remark<'_>,
    rule: usize,
    seen: &mut BTreeMap<String, usize>,
    input: &Input<'_>,
) -> Outcome<'a> {
    let diagnostic = &remark.diagnostic;
    let level = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut labels = diagnostic.labels.iter();
    let claim = remark.claim.map(ToString::to_string);
    let logical = claim.map(|fully_qualified_name| Logical {
        fully_qualified_name,
        kind: "object",
    });
    let location = labels.next().map(|label| Location {
        logical: logical.into_iter().collect(),
        ..Location::new(label, input)
    });
    let related = labels.zip(1..).map(|(label, id)| Location {
        id: Some(id),
        message: said(label, input).map(Text::new),
        ..Location::new(label, input)
    });
    let suppression = remark.waived.map(|reason| Suppression {
        kind: "inSource",
        status: "accepted",
        justification: reason.to_owned(),
    });
    Outcome {
        rule_id: diagnostic.rule,
        rule_index: rule,
        level,
        message: Text::new(message(remark, input)),
        locations: location.into_iter().collect(),
        related_locations: related.collect(),
        partial_fingerprints: BTreeMap::from([("claimtest/v1", fingerprint(remark, seen, input))]),
        suppressions: suppression.into_iter().collect(),
    }
}

/// What is said of a related place: its page, which a region of SARIF cannot tell, and its label.
fn said(label: &Label, input: &Input<'_>) -> Option<String> {
    let page = label
        .span
        .and_then(|span| input.page(&label.file, span.start));
    let page = page.map(|page| format!("page {page}"));
    let words = Some(label.message.clone()).filter(|words| !words.is_empty());
    match (page, words) {
        (Some(page), Some(words)) => Some(format!("{words} ({page})")),
        (page, words) => page.or(words),
    }
}

/// The message, the nearest passage and the help, as the plain text of one result.
fn message(remark: &Remark<'_>, input: &Input<'_>) -> String {
    let mut lines = vec![remark.diagnostic.message.clone()];
    if let Some((source, nearest)) = remark.nearest {
        let diff = word_diff::marked(&nearest.diff, Paint { color: false });
        let page = input.page_of(source, nearest.span.start);
        let page = page.map_or(String::new(), |page| format!(", page {page}"));
        lines.push(format!("nearest in {source}{page}: {diff}"));
    }
    let helps = remark.diagnostic.help.iter();
    lines.extend(helps.map(|help| format!("help: {help}")));
    lines.join("\n")
}

/// A hash of what stays when lines move; the second of two that are alike is told apart by its number.
fn fingerprint(
    remark: &Remark<'_>,
    seen: &mut BTreeMap<String, usize>,
    input: &Input<'_>,
) -> String {
    let label = remark.diagnostic.labels.first();
    let words = label.and_then(|label| {
        let file = input.file(&label.file)?;
        Some(super::file::within(file, label.span?).of(file))
    });
    let claim = remark.claim.map(ToString::to_string);
    let place = claim.or_else(|| label.map(|label| label.file.clone()));
    let parts = [
        remark.diagnostic.rule,
        &place.unwrap_or_default(),
        words.unwrap_or_default(),
    ];
    let hash = blake3::hash(parts.join("\0").as_bytes()).to_hex();
    let hash = hash[..32].to_owned();
    let n = seen.entry(hash.clone()).or_insert(0);
    *n += 1;
    format!("{hash}:{n}")
}

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'a str,
    version: &'a str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Tool<'a>,
    column_kind: &'a str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Tool<'a> {
    driver: Driver<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Driver<'a> {
    name: &'a str,
    semantic_version: &'a str,
    rules: Vec<Rule<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Rule<'a> {
    id: &'a str,
    short_description: Text,
}

/// A SARIF `result`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Outcome<'a> {
    rule_id: &'a str,
    rule_index: usize,
    level: &'a str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'a str, String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suppressions: Vec<Suppression<'a>>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

impl Text {
    fn new(text: String) -> Self {
        Self { text }
    }
}

#[derive(Serialize)]
struct Location {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    message: Option<Text>,
    #[serde(rename = "physicalLocation")]
    physical: Physical,
    #[serde(rename = "logicalLocations", skip_serializing_if = "Vec::is_empty")]
    logical: Vec<Logical>,
}

impl Location {
    fn new(label: &Label, input: &Input<'_>) -> Self {
        let region = input.region(label).map(|(start, end)| Region {
            start_line: start.line,
            start_column: start.column,
            end_line: end.line,
            end_column: end.column,
        });
        Self {
            id: None,
            message: None,
            physical: Physical {
                artifact_location: Artifact {
                    uri: uri::path(&label.file),
                    uri_base_id: "%SRCROOT%",
                },
                region,
            },
            logical: Vec::new(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Physical {
    artifact_location: Artifact,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<Region>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Artifact {
    uri: String,
    uri_base_id: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    start_line: usize,
    start_column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Logical {
    fully_qualified_name: String,
    kind: &'static str,
}

#[derive(Serialize)]
struct Suppression<'a> {
    kind: &'a str,
    status: &'a str,
    justification: String,
}
