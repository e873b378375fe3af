//! Generated corpora and claims: the same bytes for the same seed, on every machine.
//!
//! Documents depend on the seed and on their number alone, so that a small corpus is a part of the
//! large one.

mod claim;
mod project;
mod prose;
mod random;

pub(crate) use claim::{Kind, Planned};
pub(crate) use project::{Plan, write};
