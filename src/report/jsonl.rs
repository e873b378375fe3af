//! JSON lines, for programs that read a run as it comes: one object a line, told apart by `type`.
//!
//! `claim` and `diagnostic` lines carry the fields of the JSON document; the last line is the
//! `summary`, so that a report that was cut off can be told from a whole one.

use serde::Serialize;

use super::Input;
use super::json::{ClaimRecord, Problem, VERSION, compact, diagnostics};
use crate::verdict::Summary;

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Claim(ClaimRecord<'a>),
    Diagnostic(Problem),
    Summary {
        version: u32,
        #[serde(flatten)]
        summary: Summary,
    },
}

/// The run, a line each.
pub(super) fn render(input: &Input<'_>) -> String {
    let outcomes = input.run.outcomes.iter();
    let claims = outcomes.map(|outcome| Line::Claim(ClaimRecord::new(outcome, input)));
    let problems = diagnostics(input).into_iter().map(Line::Diagnostic);
    let summary = Line::Summary {
        version: VERSION,
        summary: input.run.summary,
    };
    let mut text = String::new();
    for line in claims.chain(problems).chain([summary]) {
        text.push_str(&compact(&line));
        text.push('\n');
    }
    text
}
