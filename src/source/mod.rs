//! Sources: bytes to text, and the structure of the text.
//!
//! A [`Source`] keeps the original text unchanged; whatever is derived from it (folded text, tokens,
//! paragraphs, sentences, quotations) points back into it with byte spans.

use std::cmp::Ordering;
use std::fmt;
use std::sync::Arc;

pub mod aside;
pub mod fold;
mod lexicon;
mod lookalike;
pub mod manifest;
pub mod memo;
pub mod quotation;
pub mod read;
mod scan;
pub(crate) mod section;
pub mod segment;
mod text;
pub mod token;

pub use text::{Scope, Text};

/// The id of a source: its file's stem up to the first `_`.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SourceId {
    /// Its first bytes as a number: most ids are told apart by it, without a look at the text.
    head: u64,
    text: Arc<str>,
}

/// How many bytes of an id its head has.
const HEAD: usize = size_of::<u64>();

impl SourceId {
    /// An id from its text.
    #[must_use]
    pub fn new(id: &str) -> Self {
        let mut head = [0; HEAD];
        let len = id.len().min(HEAD);
        head[..len].copy_from_slice(&id.as_bytes()[..len]);
        Self {
            head: u64::from_be_bytes(head),
            text: id.into(),
        }
    }

    /// The id's text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl PartialOrd for SourceId {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for SourceId {
    /// In the order of the texts, which are not looked at where the heads have all of them.
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (&self.text, &other.text);
        self.head
            .cmp(&other.head)
            .then_with(|| match a.len().max(b.len()) {
                ..=HEAD => a.len().cmp(&b.len()),
                _ => a.cmp(b),
            })
    }
}

impl fmt::Debug for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("SourceId").field(&self.text).finish()
    }
}

impl fmt::Display for SourceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.text)
    }
}

impl serde::Serialize for SourceId {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}

impl<'de> serde::Deserialize<'de> for SourceId {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&str>::deserialize(deserializer).map(Self::new)
    }
}

/// One source: its text as it stands in the file, and what is known of it.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its id.
    pub id: SourceId,
    /// Its file, relative to the project, with `/` between its parts.
    pub file: String,
    /// Its text, unchanged, and what is derived from it.
    pub text: Text,
    /// The BLAKE3 hash of the file's bytes.
    pub hash: blake3::Hash,
    /// What the manifest says of it.
    pub meta: Arc<manifest::Meta>,
}

impl Source {
    /// What its content goes back to: sources of one origin count once as corroboration.
    #[must_use]
    pub fn origin(&self) -> &str {
        self.meta.origin.as_deref().unwrap_or(self.id.as_str())
    }
}
