//! JSON lines, for programs that read a run as it comes: one object a line, told apart by `type`.
//!
//! `claim`, `copies` and `diagnostic` lines carry the fields of the JSON document; the last line is the
//! `summary`, so that a report that was cut off can be told from a whole one.

use serde::Serialize;

use super::Input;
use super::json::{ClaimRecord, Problem, VERSION, compact, diagnostics};
use crate::verdict::{CopiedPair, Outcome, Summary};

#[derive(Serialize)]
#[serde(tag = "type", rename_all = "lowercase")]
enum Line<'a> {
    Claim(ClaimRecord<'a>),
    Copies(&'a CopiedPair),
    Diagnostic(Problem<'a>),
    Summary {
        version: u32,
        #[serde(flatten)]
        summary: Summary,
    },
}

/// What became of one claim, as a line.
pub(super) fn claim(outcome: &Outcome, input: &Input<'_>) -> String {
    compact(&Line::Claim(ClaimRecord::new(outcome, input))) + "\n"
}

/// What stands before and after the claims.
pub(super) fn around(input: &Input<'_>) -> (String, String) {
    let copies = input.run.copies.iter().map(Line::Copies);
    let problems = diagnostics(input).into_iter().map(Line::Diagnostic);
    let summary = Line::Summary {
        version: VERSION,
        summary: input.run.summary,
    };
    let mut text = String::new();
    for line in copies.chain(problems).chain([summary]) {
        text.push_str(&compact(&line));
        text.push('\n');
    }
    (String::new(), text)
}
