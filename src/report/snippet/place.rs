//! Marks on the lines of a text: brought inside it, cut where they are too long, and grouped.

use super::Mark;
use crate::report::escape::one_line;
use crate::report::file::File;
use crate::span::Span;

/// How many marks are shown in one section; nobody reads more.
const MOST_MARKS: usize = 24;

/// A mark over more lines than this is shown at its first line only.
const MOST_LINES: usize = 6;

/// A mark and the lines it stands on.
#[derive(Clone, Debug)]
pub(super) struct Placed {
    pub(super) span: Span,
    pub(super) label: String,
    pub(super) primary: bool,
    pub(super) first: Line,
    pub(super) last: Line,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// From 1.
    pub(super) number: usize,
    /// Without its line feed.
    pub(super) span: Span,
}

/// The marks that are shown, in the order of the text, each brought inside it.
pub(super) fn placed(file: &File<'_>, marks: &[Mark]) -> Vec<Placed> {
    let mut chosen: Vec<&Mark> = marks.iter().collect();
    chosen.sort_by_key(|mark| (!mark.primary, mark.span));
    chosen.truncate(MOST_MARKS);
    chosen.sort_by_key(|mark| mark.span);
    chosen.into_iter().map(|mark| place(file, mark)).collect()
}

fn place(file: &File<'_>, mark: &Mark) -> Placed {
    let text = file.text;
    let start = text.floor_char_boundary(mark.span.start);
    let end = text.ceil_char_boundary(mark.span.end).max(start);
    // A mark that ends with a line feed ends on that line.
    let end = start + text[start..end].trim_end_matches(['\n', '\r']).len();
    let first = line(file, start);
    let mut placed = Placed {
        span: Span::new(start, end),
        label: one_line(&mark.label),
        primary: mark.primary,
        first,
        last: line(file, end),
    };
    let last = placed.last.number;
    if last - first.number >= MOST_LINES {
        let up_to = format!("up to line {last}");
        placed.label = match placed.label.as_str() {
            "" => up_to,
            label => format!("{label} ({up_to})"),
        };
        placed.span.end = first.span.end.max(start);
        placed.last = first;
    }
    placed
}

/// The line of byte `offset`, without a carriage return at its end unless `offset` is past it.
fn line(file: &File<'_>, offset: usize) -> Line {
    let (number, whole) = file.line(offset);
    let shown = whole.of(file.text).trim_end_matches('\r').len();
    let end = (whole.start + shown).max(offset);
    let span = Span::new(whole.start, end);
    Line { number, span }
}

/// Groups marks whose lines touch or nearly touch; what the title is about comes first.
pub(super) fn chunks(marks: Vec<Placed>) -> Vec<Vec<Placed>> {
    let mut chunks: Vec<Vec<Placed>> = Vec::new();
    let mut last_line = 0;
    for mark in marks {
        match chunks.last_mut() {
            Some(chunk) if mark.first.number <= last_line + 2 => {
                last_line = last_line.max(mark.last.number);
                chunk.push(mark);
            }
            _ => {
                last_line = mark.last.number;
                chunks.push(vec![mark]);
            }
        }
    }
    chunks.sort_by_key(|chunk| !chunk.iter().any(|mark| mark.primary));
    chunks
}
