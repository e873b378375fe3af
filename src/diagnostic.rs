//! What is wrong with a user's file, as data.
//!
//! Reading a file returns what could be read and a list of these; nothing here prints. A report
//! renders them with the lines of the file they point into.

use serde::{Deserialize, Serialize};

use crate::literal::Literal;

use crate::span::Span;

/// How much a diagnostic matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The run fails.
    Error,
    /// Shown; the run does not fail by it.
    Warning,
}

/// A place in a file, with what is to be said of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Label {
    /// The file, relative to the project, with `/` between its parts.
    pub file: String,
    /// Bytes of that file; none where the file as a whole is meant.
    pub span: Option<Span>,
    /// What stands beside the caret; may be empty.
    pub message: String,
}

/// One thing that is wrong, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// A stable name of the rule, in kebab case: `unknown-key`.
    #[serde(with = "crate::literal")]
    pub rule: Literal,
    /// How much it matters.
    pub severity: Severity,
    /// One lower-case sentence without a full stop; things stand in backticks.
    pub message: String,
    /// Where: the first label is the place itself, the others are related places.
    pub labels: Vec<Label>,
    /// How to mend it, one sentence each.
    pub help: Vec<String>,
}

impl Diagnostic {
    /// An error under `rule`.
    #[must_use]
    pub fn error(rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            rule,
            severity: Severity::Error,
            message: message.into(),
            labels: Vec::new(),
            help: Vec::new(),
        }
    }

    /// A warning under `rule`.
    #[must_use]
    pub fn warning(rule: &'static str, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(rule, message)
        }
    }

    /// Adds a place in `file`.
    #[must_use]
    pub fn at(mut self, file: impl Into<String>, span: Span, message: impl Into<String>) -> Self {
        self.labels.push(Label {
            file: file.into(),
            span: Some(span),
            message: message.into(),
        });
        self
    }

    /// Adds `file` as a whole.
    #[must_use]
    pub fn in_file(mut self, file: impl Into<String>) -> Self {
        self.labels.push(Label {
            file: file.into(),
            span: None,
            message: String::new(),
        });
        self
    }

    /// Adds a way to mend it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}
