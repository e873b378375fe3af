//! Reports: one file a format, all rendering the same run.
//!
//! A report takes an [`Input`] and returns a string; nothing here reads a file or prints. The same
//! run gives the same bytes. Texts of sources and fixtures are hostile: each format escapes them in
//! the one place where it writes them.
//!
//! Formats that need heavy crates come with the `cli` feature.

mod alike;
mod annotations;
mod by_claim;
mod claimreview;
mod concise;
mod diagnostic;
mod escape;
mod file;
mod format;
mod github;
#[cfg(feature = "cli")]
mod html;
pub mod human;
mod indented;
mod input;
mod json;
mod jsonl;
#[cfg(feature = "cli")]
mod junit;
mod markdown;
mod paint;
mod pending;
mod remark;
mod sarif;
mod snippet;
mod uri;
mod window;
mod word_diff;

pub use by_claim::ByClaim;
pub use escape::one_line;
pub use format::{Format, render};
pub use input::Input;

use crate::value::Value;
use crate::verdict::{Answer, Role};

/// How a report looks, where its format leaves a choice.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Whether terminal colors may be used.
    pub color: bool,
    /// Whether claims that hold are listed too.
    pub verbose: bool,
}

/// `1 claim`, `2 claims`.
fn counted(n: usize, noun: &str) -> String {
    let plural = if n == 1 { "" } else { "s" };
    format!("{n} {noun}{plural}")
}

/// What goes with an answer that the tool found, where the claim does not cite the source.
fn found(answer: &Answer) -> &'static str {
    if answer.role == Role::Probe {
        "found, not cited"
    } else {
        ""
    }
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
