//! What was said of claims: words of this run, or bytes of a file that an earlier one left, which are passed
//! on as they lie in memory.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// What was said of a claim, or a part of what goes around it.
#[derive(Clone, PartialEq, Eq)]
pub struct Said(Bytes);

#[derive(Clone, PartialEq, Eq)]
enum Bytes {
    Own(String),
    Fixed(&'static str),
    Kept(Arc<Vec<u8>>, Range<usize>),
}

impl Said {
    /// Bytes of a file that was read; none of them where there are not so many.
    pub(in crate::project) fn kept(file: &Arc<Vec<u8>>, range: Range<usize>) -> Self {
        Self(Bytes::Kept(Arc::clone(file), range))
    }

    /// The bytes, which are UTF-8 as they were written.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        match &self.0 {
            Bytes::Own(text) => text.as_bytes(),
            Bytes::Fixed(text) => text.as_bytes(),
            Bytes::Kept(file, range) => file.get(range.clone()).unwrap_or_default(),
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
