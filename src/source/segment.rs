//! Paragraphs and sentences: the shape of a text, read from its white space and its punctuation.
//!
//! Both are spans of the original text, without the white space around them. Neither changes a
//! byte: a hard-wrapped paragraph keeps its line breaks, and whoever reads its words folds them.

mod abbreviation;
mod hold;
mod list;
mod paragraph;
mod sentence;
mod stop;

pub use paragraph::paragraphs;
pub use sentence::sentences;
