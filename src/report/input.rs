//! What every report is made from: a run, the texts it read, and the project's files.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use crate::diagnostic::Label;
use crate::source::SourceId;
use crate::span::{LineIndex, Position, Span};
use crate::verdict::Run;

/// A source's text and what is known about it, as reports show it.
#[derive(Clone, Copy, Debug, Default)]
pub struct Text<'a> {
    /// The file, relative to the project, with `/` between its parts.
    pub file: &'a str,
    /// The text as it stands in the file.
    pub text: &'a str,
    /// Its title.
    pub title: Option<&'a str>,
    /// Who published it.
    pub publisher: Option<&'a str>,
    /// Where it stands on the web.
    pub url: Option<&'a str>,
    /// The day it was written.
    pub written: Option<jiff::civil::Date>,
}

/// A file that spans point into.
struct File<'a> {
    text: &'a str,
    lines: OnceCell<LineIndex>,
}

/// What a report renders.
pub struct Input<'a> {
    /// The run.
    pub run: &'a Run,
    texts: BTreeMap<SourceId, Text<'a>>,
    files: BTreeMap<&'a str, File<'a>>,
}

impl<'a> Input<'a> {
    /// Takes a run, its sources, and the other files that spans may point into (fixtures, settings,
    /// the manifest), each by its path relative to the project.
    #[must_use]
    pub fn new(
        run: &'a Run,
        texts: impl IntoIterator<Item = (SourceId, Text<'a>)>,
        files: impl IntoIterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let texts: BTreeMap<SourceId, Text<'a>> = texts.into_iter().collect();
        let of_sources = texts.values().map(|text| (text.file, text.text));
        let files = of_sources
            .chain(files)
            .map(|(path, text)| {
                let lines = OnceCell::new();
                (path, File { text, lines })
            })
            .collect();
        Self { run, texts, files }
    }

    /// Every source, in the order of ids.
    pub fn texts(&self) -> impl Iterator<Item = (&SourceId, &Text<'a>)> {
        self.texts.iter()
    }

    /// The source of that id.
    #[must_use]
    pub fn text(&self, id: &SourceId) -> Option<&Text<'a>> {
        self.texts.get(id)
    }

    /// The text of a file of the project, a source included.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&'a str> {
        self.files.get(path).map(|file| file.text)
    }

    /// The line and column of byte `offset` of the file `path`; `None` where the file is not known.
    ///
    /// An offset past the end counts as the end, one inside a character as its first byte.
    #[must_use]
    pub fn position(&self, path: &str, offset: usize) -> Option<Position> {
        let file = self.files.get(path)?;
        let lines = file.lines.get_or_init(|| LineIndex::new(file.text));
        Some(lines.position(file.text, floor(file.text, offset)))
    }

    /// How many characters stand before byte `offset` of the file `path`.
    #[must_use]
    pub fn characters(&self, path: &str, offset: usize) -> Option<usize> {
        let file = self.files.get(path)?;
        let lines = file.lines.get_or_init(|| LineIndex::new(file.text));
        Some(lines.characters(file.text, floor(file.text, offset)))
    }

    /// Where a label begins and ends; `None` where it means its whole file, or the file is not known.
    #[must_use]
    pub fn region(&self, label: &Label) -> Option<(Position, Position)> {
        let span = label.span?;
        let start = self.position(&label.file, span.start)?;
        Some((start, self.position(&label.file, span.end)?))
    }

    /// Where a label stands, as people write it: `claims/topic.toml:8:11`.
    #[must_use]
    pub fn place(&self, label: &Label) -> String {
        match self.region(label) {
            Some((start, _)) => format!("{}:{}:{}", label.file, start.line, start.column),
            None => label.file.clone(),
        }
    }

    /// The words that a span of the source covers; empty where the source is not known.
    #[must_use]
    pub fn words(&self, source: &SourceId, span: Span) -> &'a str {
        self.texts
            .get(source)
            .map_or("", |text| within(text.text, span).of(text.text))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_outside_a_file_are_brought_inside() {
        let run = Run::default();
        let input = Input::new(&run, [], [("claims/a.toml", "“a”\nb")]);
        for (offset, line, column) in [(0, 1, 1), (1, 1, 1), (4, 1, 3), (8, 2, 1), (99, 2, 2)] {
            let position = input.position("claims/a.toml", offset);
            assert_eq!(position, Some(Position { line, column }), "{offset}");
        }
        assert_eq!(input.position("claims/b.toml", 0), None);
    }
}
