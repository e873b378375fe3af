//! What a run leaves so that the next one costs no more than what has changed since.
//!
//! What becomes of a claim depends on its own table, on the sources that it names or that answer it, on
//! what the manifest says of those, and on the settings. So a run leaves, for every claim, what became of
//! it, what was said of it, and on which sources that rests ([`kept`]). The next run looks at the states of
//! the files ([`look`]), reads those that have changed, evaluates the claims that this can touch
//! ([`renew`]), and passes on what was said of the others.
//!
//! A claim that no changed source bore on before may be answered by one now. What each probe asks for is
//! kept for that: words, and how much they must count together ([`sift`]). The other way round, which
//! words each source has is kept as bits, so that a claim that has changed is put to those sources alone
//! that may answer it ([`words`]).
//!
//! A claim file with a mistake in it is read as a whole ([`unsound`]), and such a run leaves what there was.
//! Whatever is not of this kind, such as another setting or a source that cannot be read, is for a run that
//! looks at everything.

mod ask;
mod assemble;
mod book;
mod entries;
mod evaluate;
mod kept;
mod look;
mod note;
mod renew;
mod rows;
mod said;
mod settle;
mod sift;
mod slots;
mod standing;
mod table;
mod unsound;
mod words;

use std::collections::BTreeMap;
use std::time::SystemTime;

use super::{Cache, Seen};
use crate::source::Source;
use crate::verdict::Run;

pub use said::Said;

pub(super) use said::Whole;

pub(super) use book::Slice;
pub(super) use note::Notes;
pub(super) use renew::renew;
pub(super) use settle::settle;
pub(super) use table::parts_of;
pub(super) use words::Noting;

/// Where a run keeps things for the next one, and for which.
#[derive(Clone, Copy, Debug)]
pub struct Keeping<'k> {
    /// Where.
    pub cache: &'k Cache,
    /// Everything besides the files, the claims that are selected and the day that a run and its report
    /// depend on.
    pub command: &'k str,
    /// When the run began.
    pub began: SystemTime,
    /// The states of files that were looked at since.
    pub seen: &'k Seen,
}

/// How far a table of a claim file has moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moved {
    /// In bytes.
    pub bytes: isize,
    /// In lines.
    pub lines: isize,
}

/// Tells what became of claims.
pub trait Tell: Sync {
    /// What is to be said of each claim of a part of a run. `sources` are those that the part is about, and
    /// `files` the project's other files.
    fn each(&self, part: &Run, sources: &[Source], files: &BTreeMap<String, String>)
    -> Vec<String>;

    /// What is to be said of a claim whose table has moved in its `file`, where that follows from what was
    /// said before.
    fn moved(&self, said: &str, file: &str, by: Moved) -> Option<String>;

    /// What stands between what is said of one claim and of the next.
    fn between(&self) -> &'static str;

    /// Takes what is said of the next claim.
    fn put(&mut self, said: Said);
}
