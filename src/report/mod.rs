//! Reports: one file a format, all rendering the same run.
//!
//! A report takes an [`Input`] and returns a string; nothing here reads a file or prints. The same
//! run gives the same bytes. Texts of sources and fixtures are hostile: each format escapes them in
//! the one place where it writes them.

pub mod diagnostic;
mod escape;
pub mod human;
mod input;
mod json;
mod paint;
mod pending;
pub mod snippet;
mod window;
mod word_diff;

pub use input::{Input, Text};

use crate::diagnostic::Diagnostic;
use crate::value::Value;
use crate::verdict::Outcome;

/// How a report looks, where its format leaves a choice.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Whether terminal colors may be used.
    pub color: bool,
    /// Whether claims that hold are listed too.
    pub verbose: bool,
}

/// The formats of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// For people, at a terminal.
    Human,
    /// One JSON document.
    Json,
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: &'static [Self] = &[Self::Human, Self::Json];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Json => "json",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|format| format.name() == name)
    }
}

/// Renders a run.
#[must_use]
pub fn render(format: Format, input: &Input<'_>, style: Style) -> String {
    match format {
        Format::Human => human::run(input, style),
        Format::Json => json::render(input),
    }
}

/// `1 claim`, `2 claims`.
fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}

/// A value as its source's words and what they were read as: `Wednesday = 2023-03-22`.
fn reading(value: &Value) -> String {
    let canonical = value.canonical();
    if canonical == value.words {
        canonical
    } else {
        format!("{} = {canonical}", value.words)
    }
}

/// The waiver that is in force, as something to be seen.
fn waiver(outcome: &Outcome) -> Option<Diagnostic> {
    let reason = outcome.waived.as_ref()?;
    let message = format!("this failure is accepted for now: {reason}");
    Some(Diagnostic::warning("waived", message).at(outcome.file.clone(), outcome.span, ""))
}
