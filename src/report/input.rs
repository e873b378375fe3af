//! What every report is made from: a run, the sources it read, and the project's other files.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use super::file::File;
use crate::diagnostic::Label;
use crate::source::{Source, SourceId};
use crate::span::{Position, Span};
use crate::verdict::Run;

/// What a report renders. It is made once for a run; threads may share it.
pub struct Input<'a> {
    /// The run.
    pub run: &'a Run,
    /// Every source, in the order of ids.
    pub sources: &'a [Source],
    others: &'a BTreeMap<String, String>,
    /// The files of the sources in their order, and the other files by their paths; made when one is first
    /// asked for.
    files: OnceLock<(Vec<File<'a>>, BTreeMap<&'a str, File<'a>>)>,
    /// The numbers of the sources by the paths of their files; made when one is first asked for by its path.
    numbers: OnceLock<BTreeMap<&'a str, usize>>,
}

impl<'a> Input<'a> {
    /// Takes a run, its sources in the order of ids, and the other files that spans may point into
    /// (fixtures, settings, the manifest) by their paths relative to the project.
    #[must_use]
    pub fn new(run: &'a Run, sources: &'a [Source], files: &'a BTreeMap<String, String>) -> Self {
        Self {
            run,
            sources,
            others: files,
            files: OnceLock::new(),
            numbers: OnceLock::new(),
        }
    }

    /// The source of that id.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&'a Source> {
        self.number(id).map(|at| &self.sources[at])
    }

    /// The file of the source of that id.
    pub(super) fn file_of(&self, id: &SourceId) -> Option<&File<'a>> {
        self.number(id).map(|at| &self.files().0[at])
    }

    /// A file of the project, a source included.
    pub(super) fn indexed(&self, path: &str) -> Option<&File<'a>> {
        let (of_sources, others) = self.files();
        others.get(path).or_else(|| {
            let numbers = self.numbers.get_or_init(|| {
                let sources = self.sources.iter().zip(0..);
                sources.map(|(it, at)| (it.file.as_str(), at)).collect()
            });
            numbers.get(path).map(|&at| &of_sources[at])
        })
    }

    fn number(&self, id: &SourceId) -> Option<usize> {
        self.sources
            .binary_search_by(|source| source.id.cmp(id))
            .ok()
    }

    fn files(&self) -> &(Vec<File<'a>>, BTreeMap<&'a str, File<'a>>) {
        self.files.get_or_init(|| {
            let sources = self.sources.iter();
            let sources = sources.map(|it| File::new(it.text.original()));
            let others = self.others.iter();
            let others = others.map(|(path, text)| (path.as_str(), File::new(text)));
            (sources.collect(), others.collect())
        })
    }

    /// The text of a file of the project, a source included.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<&'a str> {
        self.indexed(path).map(|file| file.text)
    }

    /// The line and column of byte `offset` of the file `path`; `None` where the file is not known.
    ///
    /// An offset past the end counts as the end, one inside a character as its first byte.
    #[must_use]
    pub fn position(&self, path: &str, offset: usize) -> Option<Position> {
        Some(self.indexed(path)?.position(offset))
    }

    /// The page of byte `offset` of the file `path`, from 1; `None` where the file has no pages, or is not
    /// known.
    #[must_use]
    pub fn page(&self, path: &str, offset: usize) -> Option<usize> {
        self.indexed(path)?.page(offset)
    }

    /// The page of byte `offset` of a source.
    pub(super) fn page_of(&self, source: &SourceId, offset: usize) -> Option<usize> {
        self.file_of(source)?.page(offset)
    }

    /// How many characters stand before byte `offset` of the file `path`.
    #[must_use]
    pub fn characters(&self, path: &str, offset: usize) -> Option<usize> {
        Some(self.indexed(path)?.characters(offset))
    }

    /// Where a label begins and ends; `None` where it means its whole file, or the file is not known.
    #[must_use]
    pub fn region(&self, label: &Label) -> Option<(Position, Position)> {
        let span = label.span?;
        let start = self.position(&label.file, span.start)?;
        Some((start, self.position(&label.file, span.end)?))
    }

    /// Where a label stands, as people write it: `claims/topic.toml:8:11`, or `seeds/000.txt:8:11, page 2`
    /// where the file has pages.
    #[must_use]
    pub fn place(&self, label: &Label) -> String {
        match (label.span, self.indexed(&label.file)) {
            (Some(span), Some(file)) => file.place(&label.file, span.start),
            _ => label.file.clone(),
        }
    }

    /// The words that a span of the source covers; empty where the source is not known.
    #[must_use]
    pub fn words(&self, source: &SourceId, span: Span) -> &'a str {
        self.file_of(source).map_or("", |file| file.words(span))
    }
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
