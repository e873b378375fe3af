//! The ladder: finds a passage in a source, and says how.

mod align;
mod anchor;
mod chain;
mod count;
mod find;
mod gap;
mod moves;
mod myers;
mod near;
mod occurrence;
mod part;
mod pattern;
mod qualifier;
mod sieve;
mod walk;
mod warning;

pub use count::count;
pub use gap::{Gap, GapKind};
pub use near::nearest;
pub use pattern::Pattern;
pub use qualifier::Qualifier;
pub use sieve::Sieve;
pub(crate) use warning::warned;
pub use warning::{Warning, warnings};

use crate::index::Index;
pub use crate::source::Scope;
use crate::span::Span;

/// The rungs of the ladder, strictest first. What a passage took is always reported.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Rung {
    /// Byte for byte.
    Verbatim,
    /// Other quotation marks, apostrophes, dashes, spaces, normal forms, ligatures, soft hyphens.
    Typography,
    /// Other line breaks, words hyphenated at a line's end, runs of white space.
    Layout,
    /// Other letter case.
    Case,
    /// Marked elisions, `[insertions]`, `[T]he`, a quotation run over the source's speech tag.
    Editorial,
    /// Page numbers, footnote marks or mark-up of the source stand between the words.
    Artefact,
    /// Not found: only something like it. Never passes.
    Near,
}

impl Rung {
    /// The rungs on which a passage can be found, strictest first: all but [`Rung::Near`].
    pub const PASSING: [Self; 6] = [
        Self::Verbatim,
        Self::Typography,
        Self::Layout,
        Self::Case,
        Self::Editorial,
        Self::Artefact,
    ];

    /// The passing rung of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::PASSING.into_iter().find(|rung| rung.name() == name)
    }

    /// Its name in fixtures and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Verbatim => "verbatim",
            Self::Typography => "typography",
            Self::Layout => "layout",
            Self::Case => "case",
            Self::Editorial => "editorial",
            Self::Artefact => "artefact",
            Self::Near => "near",
        }
    }
}

/// What is looked for.
#[derive(Clone, Copy, Debug)]
pub struct Query<'a> {
    /// The passage, its braces opened out.
    pub text: &'a str,
    /// Bytes of `text` that stood in braces.
    pub slots: &'a [Span],
    /// Text that must stand right before it.
    pub before: Option<&'a str>,
    /// Text that must stand right after it.
    pub after: Option<&'a str>,
    /// How far apart the pieces of an elided passage may lie.
    pub within: Scope,
}

impl<'a> Query<'a> {
    /// A query for `text` alone.
    #[must_use]
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            slots: &[],
            before: None,
            after: None,
            within: Scope::default(),
        }
    }
}

/// One place where a passage stands. All spans are bytes of the original file.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Occurrence {
    /// From the first word found to the last.
    pub span: Span,
    /// The strictest rung on which it is found here.
    pub rung: Rung,
    /// What was found of it, in order: one piece, or one for each side of an elision.
    pub pieces: Vec<Span>,
    /// Where the query's slots stand.
    pub slots: Vec<Span>,
    /// What it passes over, in order.
    pub gaps: Vec<Gap>,
}

/// A run of words in the comparison of a passage with a source.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// In both.
    Same(String),
    /// In the passage only.
    Missing(String),
    /// In the source only.
    Added(String),
}

/// The closest thing to a passage that was not found. Never passes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Nearest {
    /// Where it stands in the source.
    pub span: Span,
    /// How near it is, in per mille of its words.
    pub similarity: u16,
    /// Word by word, from the passage to the source.
    pub diff: Vec<Change>,
}

/// Every place of `query` in text number `source` of `index`, in order, each with the strictest rung
/// on which it is found there; none where it is at most near.
///
/// # Panics
/// When there is no such text.
#[must_use]
pub fn find(query: &Query<'_>, index: &Index<'_>, source: usize) -> Vec<Occurrence> {
    Pattern::new(*query).find(index, source)
}

/// Which texts of `index` hold `query`, by number, in order: “found, but in 003, not in 000”.
#[must_use]
pub fn elsewhere(query: &Query<'_>, index: &Index<'_>) -> Vec<usize> {
    Pattern::new(*query).elsewhere(index)
}
