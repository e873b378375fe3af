//! One line for each thing that is wrong, as editors and `grep` like it:
//! `claims/topic.toml:8:11: error[missing] topic::name: the passage is not in 000`.

use super::escape::one_line;
use super::human::summary;
use super::paint::Paint;
use super::remark::{self, Remark};
use super::{Input, Style};
use crate::diagnostic::Severity;
use crate::verdict::Outcome;

/// What is wrong with one claim, or should be seen of it, a line each.
pub(super) fn claim(outcome: &Outcome, input: &Input<'_>, style: Style) -> String {
    lines(remark::of_claim(outcome), input, style)
}

/// What stands before the claims and after them; the last line says what the run did.
pub(super) fn around(input: &Input<'_>, style: Style) -> (String, String) {
    let paint = Paint { color: style.color };
    let after = lines(remark::of_snapshots(input.run), input, style);
    (
        lines(remark::of_project(input.run), input, style),
        format!("{after}{}\n", summary(input.run, paint)),
    )
}

fn lines<'r>(remarks: impl Iterator<Item = Remark<'r>>, input: &Input<'_>, style: Style) -> String {
    let paint = Paint { color: style.color };
    remarks
        .map(|remark| line(&remark, input, paint) + "\n")
        .collect()
}

fn line(remark: &Remark<'_>, input: &Input<'_>, paint: Paint) -> String {
    let diagnostic = &remark.diagnostic;
    let level = match (remark.waived, diagnostic.severity) {
        (Some(_), _) => paint.warning("waived"),
        (None, Severity::Error) => paint.error("error"),
        (None, Severity::Warning) => paint.warning("warning"),
    };
    let claim = remark.claim.map_or(String::new(), |id| format!("{id} "));
    let message = one_line(&diagnostic.message);
    let place = diagnostic
        .labels
        .first()
        .map_or(String::new(), |label| input.place(label) + ": ");
    let (place, claim) = (one_line(&place), one_line(&claim));
    let space = if claim.is_empty() { "" } else { " " };
    format!(
        "{place} {level}[{}]{space}{claim}: {message}",
        diagnostic.rule
    )
    .trim_start()
    .to_owned()
}
