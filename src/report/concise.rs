//! One line for each thing that is wrong, as editors and `grep` like it:
//! `claims/topic.toml:8:11: error[missing] topic::name: the passage is not in 000`.

use super::escape::one_line;
use super::human::summary;
use super::paint::Paint;
use super::remark::{self, Remark};
use super::{Input, Style};
use crate::diagnostic::Severity;

/// The run, a line each, and what it did in the last one.
pub(super) fn render(input: &Input<'_>, style: Style) -> String {
    let paint = Paint { color: style.color };
    let mut text: String = remark::all(input.run)
        .map(|remark| line(&remark, input, paint) + "\n")
        .collect();
    text.push_str(&summary(input.run, paint));
    text.push('\n');
    text
}

fn line(remark: &Remark<'_>, input: &Input<'_>, paint: Paint) -> String {
    let diagnostic = &remark.diagnostic;
    let level = match (remark.waived, diagnostic.severity) {
        (Some(_), _) => paint.warning("waived"),
        (None, Severity::Error) => paint.error("error"),
        (None, Severity::Warning) => paint.warning("warning"),
    };
    let claim = remark
        .claim
        .map_or(String::new(), |it| format!("{} ", it.id));
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
