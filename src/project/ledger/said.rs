//! What was said of claims: words of this run, or bytes of a file that an earlier one left, which are passed
//! on as they lie in memory.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::project::cache::{BlockFile, Blocks, Piece};

/// What was said of a claim, or a part of what goes around it.
#[derive(Clone, PartialEq, Eq)]
pub struct Said(Bytes);

#[derive(Clone, PartialEq, Eq)]
enum Bytes {
    Own(String),
    Fixed(&'static str),
    Kept(Arc<Loaded>, Range<usize>),
}

/// Bytes of a file that was read.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::project) struct Loaded {
    bytes: Vec<u8>,
    /// The file of blocks that they lie in, with its name, and where they begin in it.
    origin: Option<Origin>,
}

/// Where bytes lie that need not be written again.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::project) struct Origin {
    pub(in crate::project) name: String,
    pub(in crate::project) blocks: Blocks,
    at: u64,
}

impl Loaded {
    pub(in crate::project) fn new(bytes: Vec<u8>) -> Self {
        Self {
            bytes,
            origin: None,
        }
    }

    /// A piece of a file of blocks.
    pub(in crate::project) fn of(piece: Piece, file: &BlockFile) -> Self {
        let origin = Origin {
            name: file.name().to_owned(),
            blocks: file.blocks().clone(),
            at: piece.at,
        };
        Self {
            bytes: piece.bytes,
            origin: Some(origin),
        }
    }

    pub(in crate::project) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// Where the bytes of a file of blocks begin that these are.
    pub(in crate::project) fn at(&self) -> u64 {
        self.origin.as_ref().map_or(0, |it| it.at)
    }
}

impl Said {
    /// Bytes of a file that was read; none of them where there are not so many.
    pub(in crate::project) fn kept(held: &Arc<Loaded>, range: Range<usize>) -> Self {
        Self(Bytes::Kept(Arc::clone(held), range))
    }

    /// The file of blocks that the bytes lie in, if they lie in one, and where they begin in it.
    pub(in crate::project) fn origin(&self) -> Option<(&Origin, u64)> {
        let Bytes::Kept(held, range) = &self.0 else {
            return None;
        };
        let origin = held.origin.as_ref()?;
        Some((origin, origin.at + range.start as u64))
    }

    /// The bytes, which are UTF-8 as they were written.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match &self.0 {
            Bytes::Own(text) => text.as_bytes(),
            Bytes::Fixed(text) => text.as_bytes(),
            Bytes::Kept(held, range) => held.bytes.get(range.clone()).unwrap_or_default(),
        }
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.bytes().is_empty()
    }
}

impl Default for Said {
    fn default() -> Self {
        Self::from("")
    }
}

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self(Bytes::Own(text))
    }
}

impl From<&'static str> for Said {
    fn from(text: &'static str) -> Self {
        Self(Bytes::Fixed(text))
    }
}

impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Mostly long and always UTF-8, which is told faster than it is mended.
        match std::str::from_utf8(self.bytes()) {
            Ok(text) => f.write_str(text),
            Err(_) => f.write_str(&String::from_utf8_lossy(self.bytes())),
        }
    }
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}
