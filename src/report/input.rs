//! What every report is made from: a run, the sources it read, and the project's other files.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::diagnostic::Label;
use crate::source::{Source, SourceId};
use crate::span::{LineIndex, Position, Span};
use crate::verdict::Run;

/// A file that spans point into.
struct File<'a> {
    text: &'a str,
    lines: OnceLock<LineIndex>,
}

/// What a report renders. It is made once for a run; threads may share it.
pub struct Input<'a> {
    /// The run.
    pub run: &'a Run,
    /// Every source, in the order of ids.
    pub sources: &'a [Source],
    files: BTreeMap<&'a str, File<'a>>,
}

impl<'a> Input<'a> {
    /// Takes a run, its sources in the order of ids, and the other files that spans may point into
    /// (fixtures, settings, the manifest) by their paths relative to the project.
    #[must_use]
    pub fn new(run: &'a Run, sources: &'a [Source], files: &'a BTreeMap<String, String>) -> Self {
        let of_sources = sources
            .iter()
            .map(|source| (source.file.as_str(), source.text.original()));
        let others = files
            .iter()
            .map(|(path, text)| (path.as_str(), text.as_str()));
        let files = of_sources.chain(others).map(|(path, text)| {
            let lines = OnceLock::new();
            (path, File { text, lines })
        });
        Self {
            run,
            sources,
            files: files.collect(),
        }
    }

    /// The source of that id.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&'a Source> {
        let at = self.sources.binary_search_by(|source| source.id.cmp(id));
        at.ok().map(|at| &self.sources[at])
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
        let text = self.source(source).map(|source| source.text.original());
        text.map_or("", |text| within(text, span).of(text))
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
        let files = BTreeMap::from([("claims/a.toml".to_owned(), "“a”\nb".to_owned())]);
        let input = Input::new(&run, &[], &files);
        for (offset, line, column) in [(0, 1, 1), (1, 1, 1), (4, 1, 3), (8, 2, 1), (99, 2, 2)] {
            let position = input.position("claims/a.toml", offset);
            assert_eq!(position, Some(Position { line, column }), "{offset}");
        }
        assert_eq!(input.position("claims/b.toml", 0), None);
    }
}
