//! A file that spans point into: its lines and pages are looked for once, however often a report asks.

use std::sync::OnceLock;

use crate::span::{LineIndex, PageIndex, Position, Span};

/// The text of a file, and what is known of where it stands.
pub(super) struct File<'a> {
    pub(super) text: &'a str,
    lines: OnceLock<LineIndex>,
    pages: OnceLock<PageIndex>,
}

impl<'a> File<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            text,
            lines: OnceLock::new(),
            pages: OnceLock::new(),
        }
    }

    /// The line and column of byte `offset`.
    pub(super) fn position(&self, offset: usize) -> Position {
        self.lines().position(self.text, floor(self.text, offset))
    }

    /// How many characters stand before byte `offset`.
    pub(super) fn characters(&self, offset: usize) -> usize {
        self.lines().characters(self.text, floor(self.text, offset))
    }

    /// The number of the line of byte `offset`, and its bytes without its line feed.
    pub(super) fn line(&self, offset: usize) -> (usize, Span) {
        self.lines().line(self.text, floor(self.text, offset))
    }

    /// The page of byte `offset`, from 1; none where the text has no pages.
    pub(super) fn page(&self, offset: usize) -> Option<usize> {
        let pages = self.pages.get_or_init(|| PageIndex::new(self.text));
        pages.page(offset)
    }

    /// The words that `span` covers.
    pub(super) fn words(&self, span: Span) -> &'a str {
        within(self.text, span).of(self.text)
    }

    /// Byte `offset` of this file as people write it, when it is called `name`.
    pub(super) fn place(&self, name: &str, offset: usize) -> String {
        let Position { line, column } = self.position(offset);
        match self.page(offset) {
            Some(page) => format!("{name}:{line}:{column}, page {page}"),
            None => format!("{name}:{line}:{column}"),
        }
    }

    fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(self.text))
    }
}

/// `span`, cut to what `text` has, on character boundaries.
#[must_use]
pub(super) fn within(text: &str, span: Span) -> Span {
    let start = floor(text, span.start);
    Span::new(start, floor(text, span.end).max(start))
}

fn floor(text: &str, offset: usize) -> usize {
    text.floor_char_boundary(offset)
}
