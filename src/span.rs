//! Places in a text: byte spans, and the lines and columns that people read.
//!
//! Every span in this crate counts bytes of the original file, half open, on character boundaries.
//! Lines and columns exist only where a person is shown a place; nothing is computed from them.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

/// A half-open range of bytes in one text.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// A span from `start` up to, not including, `end`.
    ///
    /// # Panics
    /// When `end` lies before `start`.
    #[must_use]
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "a span ends before it starts: {start}..{end}");
        Self { start, end }
    }

    /// How many bytes it covers.
    #[must_use]
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether it covers nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies within this span.
    #[must_use]
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two share at least one byte.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The same span, `by` bytes further on.
    #[must_use]
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start + by, self.end + by)
    }

    /// The smallest span that covers both.
    #[must_use]
    pub fn joined(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The words of `text` that it covers.
    ///
    /// # Panics
    /// When it lies outside `text` or cuts a character.
    #[must_use]
    pub fn of(self, text: &str) -> &str {
        &text[self.start..self.end]
    }
}

/// A value with the bytes of the file it was read from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// Where it stands in its file.
    pub span: Span,
}

impl<T> Spanned<T> {
    /// `value`, read from `span`.
    #[must_use]
    pub fn new(value: T, span: Span) -> Self {
        Self { value, span }
    }
}

/// A place as people count it: both from 1, the column in characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Position {
    /// The line, from 1.
    pub line: usize,
    /// The character in the line, from 1.
    pub column: usize,
}

/// How many bytes lie between two of the places at which a [`LineIndex`] knows what is before.
const STRIDE: usize = 256;

/// A place no farther than this from the start of its line is counted from there.
const NEAR: usize = 4 * STRIDE;

/// Where the lines of one text begin, and how many characters stand before any byte.
///
/// A question is answered in constant time (or that of finding a number among as many as the text has
/// strides), also in a text of one line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    /// Line feeds before each multiple of [`STRIDE`].
    feeds: Vec<usize>,
    /// Characters that begin before each multiple of [`STRIDE`]; counted when they are first asked for.
    counts: OnceLock<Vec<usize>>,
}

impl LineIndex {
    /// Counts the lines of `text`; a line ends at `\n`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            feeds: before_strides(text, n_feeds),
            counts: OnceLock::new(),
        }
    }

    /// How many characters stand before byte `offset` of the same `text`.
    #[must_use]
    pub fn characters(&self, text: &str, offset: usize) -> usize {
        let counts = self.counts.get_or_init(|| before_strides(text, n_chars));
        let rest = offset - offset % STRIDE..offset;
        counts[offset / STRIDE] + n_chars(&text.as_bytes()[rest])
    }

    /// The number, from 1, of the line of byte `offset` of the same `text`, and its bytes without its line
    /// feed.
    #[must_use]
    pub fn line(&self, text: &str, offset: usize) -> (usize, Span) {
        let (n_before, start) = self.start(text, offset);
        // The stride that has the next line feed, if any has.
        let next = self.feeds.partition_point(|&feeds| feeds <= n_before) - 1;
        let from = offset.max(next * STRIDE);
        let end = memchr::memchr(b'\n', &text.as_bytes()[from..]);
        let end = end.map_or(text.len(), |at| from + at);
        (n_before + 1, Span::new(start, end))
    }

    /// The line and column of byte `offset` of the same `text`.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let (n_before, start) = self.start(text, offset);
        let n_chars = if offset - start <= NEAR {
            n_chars(&text.as_bytes()[start..offset])
        } else {
            self.characters(text, offset) - self.characters(text, start)
        };
        Position {
            line: n_before + 1,
            column: n_chars + 1,
        }
    }

    /// How many line feeds stand before byte `offset`, and the byte after the last of them.
    fn start(&self, text: &str, offset: usize) -> (usize, usize) {
        let bytes = &text.as_bytes()[..offset];
        let n_before = self.feeds[offset / STRIDE] + n_feeds(&bytes[offset - offset % STRIDE..]);
        // Strides at whose start some of them are still to come: the last of these has the last one.
        let n_strides = self.feeds.partition_point(|&feeds| feeds < n_before);
        let stride = &bytes[..offset.min(n_strides * STRIDE)];
        let start = memchr::memrchr(b'\n', stride).map_or(0, |at| at + 1);
        (n_before, start)
    }
}

/// Where the pages of one text begin: it has pages where it has form feeds, as a text drawn from a PDF does.
#[derive(Clone, Debug)]
pub struct PageIndex {
    /// The form feeds, in order: each begins a page, and the first page begins without one.
    feeds: Vec<usize>,
}

impl PageIndex {
    /// Reads the form feeds of `text`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        Self {
            feeds: memchr::memchr_iter(b'\x0c', text.as_bytes()).collect(),
        }
    }

    /// The page of byte `offset`, from 1; none where the text has no pages.
    #[must_use]
    pub fn page(&self, offset: usize) -> Option<usize> {
        let n_before = self.feeds.partition_point(|&feed| feed <= offset);
        (!self.feeds.is_empty()).then_some(n_before + 1)
    }
}

/// What `count` finds in `text` before each multiple of [`STRIDE`], up to its end.
fn before_strides(text: &str, count: fn(&[u8]) -> usize) -> Vec<usize> {
    let (strides, _) = text.as_bytes().as_chunks::<STRIDE>();
    let mut n_before = 0;
    let behind = strides.iter().map(|stride| {
        n_before += count(stride);
        n_before
    });
    std::iter::once(0).chain(behind).collect()
}

/// How many line feeds there are in `bytes`.
fn n_feeds(bytes: &[u8]) -> usize {
    memchr::memchr_iter(b'\n', bytes).count()
}

/// How many characters begin in `bytes` of UTF-8.
fn n_chars(bytes: &[u8]) -> usize {
    let begins = |byte: &&u8| **byte & 0xc0 != 0x80;
    bytes.iter().filter(begins).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let text = "“a”\nbç d\n";
        let lines = LineIndex::new(text);
        for (offset, line, column) in [(0, 1, 1), (3, 1, 2), (8, 2, 1), (11, 2, 3), (14, 3, 1)] {
            assert_eq!(lines.position(text, offset), Position { line, column });
        }
    }

    #[test]
    fn lines_end_before_their_line_feeds() {
        let text = "a\n\nbc";
        let lines = LineIndex::new(text);
        for (offset, number, start, end) in [(0, 1, 0, 1), (1, 1, 0, 1), (2, 2, 2, 2), (5, 3, 3, 5)]
        {
            assert_eq!(lines.line(text, offset), (number, Span::new(start, end)));
        }
    }

    #[test]
    fn lines_are_found_across_strides() {
        for n_between in [0, 1, STRIDE - 1, STRIDE, 3 * STRIDE] {
            let text = format!("{}\n", "a".repeat(n_between)).repeat(4) + "b";
            let lines = LineIndex::new(&text);
            let mut start = 0;
            for (number, line) in text.split('\n').enumerate() {
                let end = start + line.len();
                for offset in start..=end {
                    let expected = (number + 1, Span::new(start, end));
                    assert_eq!(lines.line(&text, offset), expected, "{n_between}");
                }
                start = end + 1;
            }
        }
    }

    #[test]
    fn pages_begin_at_form_feeds() {
        for (text, offset, page) in [
            ("a b", 2, None),
            ("a\u{c}b", 0, Some(1)),
            ("a\u{c}b", 2, Some(2)),
            ("a\u{c}\u{c}b", 3, Some(3)),
            ("\u{c}a\u{c}b", 1, Some(2)),
        ] {
            assert_eq!(PageIndex::new(text).page(offset), page, "{text:?}");
        }
    }

    #[test]
    fn characters_are_counted_across_strides() {
        for unit in ["a", "ç", "“x”", "👩a"] {
            for length in [0, 1, STRIDE / 2, STRIDE, STRIDE + 1, 3 * STRIDE] {
                let text = unit.repeat(length);
                let lines = LineIndex::new(&text);
                for (n, (at, _)) in text.char_indices().enumerate() {
                    assert_eq!(lines.characters(&text, at), n);
                }
                assert_eq!(lines.characters(&text, text.len()), text.chars().count());
            }
        }
    }
}
