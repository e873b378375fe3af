//! The formats of a report, by name.

use crate::project::Said;

use super::{ByClaim, Input, Style, annotations, claimreview, github, markdown, sarif};
#[cfg(feature = "cli")]
use super::{html, junit};

/// A format of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// For people, at a terminal.
    Human,
    /// A line for each thing that is wrong.
    Concise,
    /// One JSON document.
    Json,
    /// JSON lines.
    Jsonl,
    /// `JUnit` XML, for the test views of CI systems.
    #[cfg(feature = "cli")]
    Junit,
    /// SARIF 2.1.0, for code scanning.
    Sarif,
    /// Workflow commands of GitHub Actions.
    Github,
    /// Markdown, for a job summary or a comment.
    Markdown,
    /// One self-contained page.
    #[cfg(feature = "cli")]
    Html,
    /// W3C Web Annotations as JSON-LD.
    Annotations,
    /// schema.org `ClaimReview` as JSON-LD.
    Claimreview,
}

impl Format {
    /// Every format, in the order in which help lists them.
    pub const ALL: &'static [Self] = &[
        Self::Human,
        Self::Concise,
        Self::Json,
        Self::Jsonl,
        #[cfg(feature = "cli")]
        Self::Junit,
        Self::Sarif,
        Self::Github,
        Self::Markdown,
        #[cfg(feature = "cli")]
        Self::Html,
        Self::Annotations,
        Self::Claimreview,
    ];

    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Concise => "concise",
            Self::Json => "json",
            Self::Jsonl => "jsonl",
            #[cfg(feature = "cli")]
            Self::Junit => "junit",
            Self::Sarif => "sarif",
            Self::Github => "github",
            Self::Markdown => "markdown",
            #[cfg(feature = "cli")]
            Self::Html => "html",
            Self::Annotations => "annotations",
            Self::Claimreview => "claimreview",
        }
    }

    /// What it is for, as help says it.
    #[must_use]
    pub fn purpose(self) -> &'static str {
        match self {
            Self::Human => "for people, at a terminal",
            Self::Concise => "a line for each thing that is wrong",
            Self::Json => "one JSON document, for programs",
            Self::Jsonl => "JSON lines, for programs",
            #[cfg(feature = "cli")]
            Self::Junit => "JUnit XML, for the test views of CI systems",
            Self::Sarif => "SARIF 2.1.0, for code scanning",
            Self::Github => "annotations for GitHub Actions",
            Self::Markdown => "Markdown, for a job summary or a comment",
            #[cfg(feature = "cli")]
            Self::Html => "one self-contained page, to look at",
            Self::Annotations => "W3C Web Annotations, as JSON-LD",
            Self::Claimreview => "schema.org ClaimReview, as JSON-LD",
        }
    }

    /// The format of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let mut all = Self::ALL.iter().copied();
        all.find(|format| format.name() == name)
    }
}

/// Renders a run.
#[must_use]
pub fn render(format: Format, input: &Input<'_>, style: Style) -> String {
    if let Some(mut report) = ByClaim::new(format, style) {
        report.add(input);
        let pieces = report.finish(input);
        return pieces.iter().map(Said::to_string).collect();
    }
    match format {
        // They are written claim by claim.
        Format::Human | Format::Concise | Format::Json | Format::Jsonl => String::new(),
        #[cfg(feature = "cli")]
        Format::Junit => junit::render(input),
        Format::Sarif => sarif::render(input),
        Format::Github => github::render(input),
        Format::Markdown => markdown::render(input),
        #[cfg(feature = "cli")]
        Format::Html => html::render(input),
        Format::Annotations => annotations::render(input),
        Format::Claimreview => claimreview::render(input),
    }
}
