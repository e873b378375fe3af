//! The project's settings: `claimtest.toml`, or `[package.metadata.claimtest]` of Cargo.toml.
//!
//! Everything has a default, so that a folder with claims and sources needs no settings at all.

mod read;

pub use read::{rules, rung};

use crate::passage::Rung;
use crate::span::Span;
use crate::value::{DateOrder, Names};

/// Whether a whole run surveys the sources, which takes a look at every pair of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Surveying {
    /// Always.
    Always,
    /// Where there are no more than 64 sources.
    #[default]
    Small,
    /// Never: `claimtest survey` still does when it is asked.
    Never,
}

impl Surveying {
    /// Whether so many sources are surveyed.
    #[must_use]
    pub fn holds(self, n_sources: usize) -> bool {
        match self {
            Self::Always => true,
            Self::Small => n_sources <= 64,
            Self::Never => false,
        }
    }
}

/// Whether a run keeps what it found out for the next one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Caching {
    /// In `target/claimtest`, or in the user's folder for such things.
    #[default]
    Auto,
    /// Nothing is kept, and nothing is looked for.
    Never,
}

/// What a project sets, with the defaults filled in.
#[derive(Clone, Debug, PartialEq)]
pub struct Settings {
    /// The file they were read from, relative to the project; none where the project has none.
    pub file: Option<String>,
    /// Where claims are: a pattern or a list of them, by default `claims/**/*.toml`.
    pub claims: Globs,
    /// Where sources are: a pattern or a list of them, by default `seeds/*.txt`.
    pub sources: Globs,
    /// The manifest of the sources, by default `seeds/sources.toml`.
    pub manifest: String,
    /// The folder of the snapshots, by default `snapshots`.
    pub snapshots: String,
    /// The names that are one: a table from a name to its other spellings.
    pub names: Names,
    /// The loosest rung of the ladder that may pass. By default every rung that finds the words, since
    /// the rung taken is always reported.
    pub at_least: Rung,
    /// The rules of notes that fail a claim: a list, by default empty.
    pub fail_on: Vec<String>,
    /// Passages of fewer words than this earn the note `short`; by default none does.
    pub shortest: Option<usize>,
    /// Whether a whole run surveys the sources: `always`, `never`, or `small`, where there are no more than
    /// 64 (by default).
    pub survey: Surveying,
    /// Whether a run keeps what it found out for the next one: `auto` (by default), in `target/claimtest` or in the user's
    /// folder for such things, or `never`.
    pub cache: Caching,
    /// How much of the texts of an archive is held in memory at a time, as `64 MB` or `2 GB`; by default
    /// `256 MB`. What is not held is read again where a report shows words of it.
    pub max_memory: usize,
    /// How dates written with digits alone are read: `month-first` (by default) or `day-first`.
    pub dates: DateOrder,
    /// How claims are put to sources that they do not cite: a table of `reach` and `floor`.
    pub probe: Probe,
}

/// Patterns of files, relative to the project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Globs {
    /// The patterns, as `glob` understands them.
    pub patterns: Vec<String>,
    /// Where the settings give them; none for the default.
    pub place: Option<Span>,
}

/// The sources that claims are put to and do not cite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProbedSources {
    /// All of them.
    #[default]
    All,
    /// Those that a claim names as silent or unrelated: for an archive of texts that have nothing to do
    /// with one another.
    Named,
}

/// The limits of putting claims to sources that they do not cite, and of comparing sources.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Probe {
    /// Which sources claims are put to that they do not cite: `all` (by default), or `named`, those that a claim
    /// lists as `silent` or `unrelated`.
    pub sources: ProbedSources,
    /// How many days may lie between the writing of two texts that tell of one event; by default 30.
    pub reach: u64,
    /// The share of a question, from 0 to 1, that a passage must have to answer it; by default 0.4.
    ///
    /// What a word counts is told in [`crate::compare::frame`], how the default was chosen in
    /// [`crate::compare::probe`].
    pub floor: f32,
}

impl Default for Probe {
    fn default() -> Self {
        Self {
            sources: ProbedSources::All,
            reach: 30,
            floor: crate::compare::probe::FLOOR,
        }
    }
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            file: None,
            claims: Globs::preset("claims/**/*.toml"),
            sources: Globs::preset("seeds/*.txt"),
            manifest: "seeds/sources.toml".to_owned(),
            snapshots: "snapshots".to_owned(),
            names: Names::default(),
            at_least: Rung::Artefact,
            survey: Surveying::default(),
            cache: Caching::default(),
            max_memory: 256_000_000,
            fail_on: Vec::new(),
            shortest: None,
            dates: DateOrder::default(),
            probe: Probe::default(),
        }
    }
}

impl Globs {
    fn preset(pattern: &str) -> Self {
        Self {
            patterns: vec![pattern.to_owned()],
            place: None,
        }
    }
}
