//! As much of English grammar as the reading of speakers needs: words, phrases, verbs and subjects.

pub(crate) mod act;
pub(crate) mod clause;
pub(crate) mod cue;
pub(crate) mod phrase;
mod quoting;
mod subject;
pub(crate) mod token;
pub(crate) mod word;
