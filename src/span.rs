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

/// How many bytes lie between two of the places at which a [`LineIndex`] knows the count of characters.
const STRIDE: usize = 256;

/// A place no farther than this from the start of its line is counted from there.
const NEAR: usize = 4 * STRIDE;

/// Where the lines of one text begin, and how many characters stand before any byte.
///
/// A question is answered in constant time (or that of finding a line), also in a text of one line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Vec<usize>,
    /// Characters that begin before each multiple of [`STRIDE`]; counted when they are first asked for.
    counts: OnceLock<Vec<usize>>,
}

impl LineIndex {
    /// Reads the line starts of `text`; a line ends at `\n`.
    #[must_use]
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0)
            .chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at + 1))
            .collect();
        Self {
            starts,
            counts: OnceLock::new(),
        }
    }

    /// How many characters stand before byte `offset` of the same `text`.
    #[must_use]
    pub fn characters(&self, text: &str, offset: usize) -> usize {
        let counts = self.counts.get_or_init(|| counts(text));
        match counts.get(offset / STRIDE) {
            Some(before) => before + n_chars(&text.as_bytes()[offset - offset % STRIDE..offset]),
            None if offset == 0 => 0,
            // The end of a text that fills its last stride.
            None => self.characters(text, offset - 1) + n_chars(&text.as_bytes()[offset - 1..]),
        }
    }

    /// The number, from 1, of the line of byte `offset` of the same `text`, and its bytes without its line
    /// feed.
    #[must_use]
    pub fn line(&self, text: &str, offset: usize) -> (usize, Span) {
        let number = self.starts.partition_point(|&start| start <= offset);
        let end = self.starts.get(number).map_or(text.len(), |next| next - 1);
        (number, Span::new(self.starts[number - 1], end))
    }

    /// The line and column of byte `offset` of the same `text`.
    #[must_use]
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let line = self.starts.partition_point(|&start| start <= offset) - 1;
        let start = self.starts[line];
        let n_before = if offset - start <= NEAR {
            n_chars(&text.as_bytes()[start..offset])
        } else {
            self.characters(text, offset) - self.characters(text, start)
        };
        Position {
            line: line + 1,
            column: n_before + 1,
        }
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

/// How many characters begin before each multiple of [`STRIDE`] in `text`.
fn counts(text: &str) -> Vec<usize> {
    let mut count = 0;
    let strides = text.as_bytes().chunks(STRIDE);
    strides
        .map(|stride| {
            let before = count;
            count += n_chars(stride);
            before
        })
        .collect()
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
