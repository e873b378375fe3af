//! Doctest for facts: claims are stated as fixtures, checked against the texts they cite, and where
//! the texts disagree the disagreement is a snapshot.
//!
//! Data goes down a pipe, and each stage is a value that can be printed:
//! file → [`source::Source`] → index → passage → value → verdict → disagreement → report.

pub mod check;
pub mod claim;
pub mod compare;
pub mod diagnostic;
pub mod harness;
pub mod index;
pub mod passage;
pub mod project;
pub mod report;
pub mod snapshot;
pub mod source;
pub mod span;
pub mod value;
pub mod verdict;

mod literal;
mod suggestion;
mod toml_table;

#[cfg(feature = "cli")]
pub mod cli;
#[cfg(feature = "import")]
pub mod import;
