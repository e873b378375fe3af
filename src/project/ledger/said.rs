//! What was said of claims: words of this run, or bytes that an earlier one left, which are passed on as they lie
//! in memory or in their file.

use std::borrow::Cow;
use std::fmt;
use std::io::{self, Write};
use std::ops::Range;
use std::sync::Arc;

use crate::project::cache::BlockFile;

/// What was said of a claim, or a part of what goes around it.
#[derive(Clone, Debug)]
pub struct Said(Bytes);

#[derive(Clone, Debug)]
enum Bytes {
    Own(String),
    Fixed(&'static str),
    Kept(Arc<Vec<u8>>, Range<usize>),
    Lying(Arc<Whole>, Range<u64>),
}

/// A piece of a file of blocks in which nothing is damaged. Its bytes are read when they are asked for, so that
/// those that are only passed on are never held.
#[derive(Debug)]
pub(in crate::project) struct Whole {
    file: Arc<BlockFile>,
    range: Range<u64>,
}

impl Whole {
    /// The bytes in `range`; none where one of them is not what was written.
    pub(in crate::project) fn of(file: Arc<BlockFile>, range: Range<u64>) -> Option<Arc<Self>> {
        let is_whole = file.is_whole(&range);
        is_whole.then(|| Arc::new(Self { file, range }))
    }
}

/// So many bytes are read at a time, to be written.
const AT_ONCE: usize = 1 << 17;

impl Said {
    /// Bytes of a file that was read; none of them where there are not so many.
    pub(in crate::project) fn kept(held: &Arc<Vec<u8>>, range: Range<usize>) -> Self {
        Self(Bytes::Kept(Arc::clone(held), range))
    }

    /// Bytes of a file; none where they are not among those that were found whole.
    pub(in crate::project) fn lying(whole: &Arc<Whole>, range: Range<u64>) -> Option<Self> {
        let is_among = whole.range.start <= range.start && range.end <= whole.range.end;
        is_among.then(|| Self(Bytes::Lying(Arc::clone(whole), range)))
    }

    /// Takes in the `next` bytes and what stands `between`, where they lie behind these just so; whether they
    /// do. In a file of blocks nothing else has this length between what is said of one claim and of the next.
    pub(crate) fn take_on(&mut self, between: &str, next: &Self) -> bool {
        match (&mut self.0, &next.0) {
            (Bytes::Kept(held, range), Bytes::Kept(other, after)) => {
                let is_next = Arc::ptr_eq(held, other)
                    && held.get(range.end..after.start) == Some(between.as_bytes());
                if is_next {
                    range.end = after.end;
                }
                is_next
            }
            (Bytes::Lying(whole, range), Bytes::Lying(other, after)) => {
                let is_next =
                    Arc::ptr_eq(whole, other) && range.end + between.len() as u64 == after.start;
                if is_next {
                    range.end = after.end;
                }
                is_next
            }
            _ => false,
        }
    }

    /// The file of blocks that the bytes lie in, if they lie in one, and where they begin in it.
    pub(in crate::project) fn origin(&self) -> Option<(&BlockFile, u64)> {
        match &self.0 {
            Bytes::Lying(whole, range) => Some((&whole.file, range.start)),
            _ => None,
        }
    }

    /// The bytes, which are UTF-8 as they were written. Fails where they lie in a file that cannot be read.
    pub fn bytes(&self) -> io::Result<Cow<'_, [u8]>> {
        Ok(Cow::Borrowed(match &self.0 {
            Bytes::Own(text) => text.as_bytes(),
            Bytes::Fixed(text) => text.as_bytes(),
            Bytes::Kept(held, range) => held.get(range.clone()).unwrap_or_default(),
            Bytes::Lying(whole, range) => {
                let mut bytes = vec![0; self.len()];
                whole.file.read_into(&mut bytes, range.start)?;
                return Ok(Cow::Owned(bytes));
            }
        }))
    }

    /// Writes the bytes; `room` is to be handed in again, so that it need not be made anew.
    pub fn write_to(&self, mut to: impl Write, room: &mut Vec<u8>) -> io::Result<()> {
        let Bytes::Lying(whole, range) = &self.0 else {
            return to.write_all(&self.bytes()?);
        };
        room.resize(AT_ONCE, 0);
        let mut at = range.start;
        while at < range.end {
            let len = usize::try_from(range.end - at).map_or(AT_ONCE, |it| it.min(AT_ONCE));
            whole.file.read_into(&mut room[..len], at)?;
            to.write_all(&room[..len])?;
            at += len as u64;
        }
        Ok(())
    }

    /// How many bytes there are.
    #[must_use]
    pub fn len(&self) -> usize {
        match &self.0 {
            Bytes::Own(text) => text.len(),
            Bytes::Fixed(text) => text.len(),
            Bytes::Kept(_, range) => range.len(),
            Bytes::Lying(_, range) => {
                usize::try_from(range.end - range.start).unwrap_or(usize::MAX)
            }
        }
    }

    /// Whether nothing was said.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
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
        let bytes = self.bytes().map_err(|_| fmt::Error)?;
        // Mostly long and always UTF-8, which is told faster than it is mended.
        match std::str::from_utf8(&bytes) {
            Ok(text) => f.write_str(text),
            Err(_) => f.write_str(&String::from_utf8_lossy(&bytes)),
        }
    }
}
