//! The few lines of a text that a report shows, cut to a width and safe for a terminal.
//!
//! Prose has lines of a thousand characters and hostile texts have lines of a hundred million, so
//! lines are cut around what is marked in them, and nothing here looks at more of a line than it
//! shows, but for where it begins. Places are mapped from the text to what is shown of it.

use super::escape::visible;
use crate::span::Span;

/// What stands where words were left out.
const GAP: &str = " ... ";

/// Where so many characters have no white space, words are cut, for there are none.
const LONG_WORD: usize = 24;

/// Some lines in a row, as they are shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Window {
    /// The lines, each ended by a line feed but the last.
    pub(super) shown: String,
    /// What of the original text stands where, in order.
    pieces: Vec<Piece>,
}

/// A part of the text that is shown without a gap and without an escape in its midst.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Piece {
    /// Bytes of the text.
    text: Span,
    /// Where they begin in `shown`.
    at: usize,
    /// Whether they are shown as they are; otherwise they are spelled out, up to the next piece.
    verbatim: bool,
}

impl Window {
    /// Adds the line of `text` at `line`, cut around `marks` to about `width` characters.
    pub(super) fn push_line(&mut self, text: &str, line: Span, marks: &[Span], width: usize) {
        if !self.shown.is_empty() || !self.pieces.is_empty() {
            self.shown.push('\n');
        }
        let kept = fit(text, line, marks, width);
        let mut end = line.start;
        for part in &kept {
            if part.start > end {
                self.shown
                    .push_str(if end == line.start { "... " } else { GAP });
            }
            self.push(text, *part);
            end = part.end;
        }
        if end < line.end {
            self.shown.push_str(" ...");
        }
    }

    /// Where byte `offset` of the text is shown; what is left out maps to where it is left out.
    pub(super) fn map(&self, offset: usize) -> usize {
        let n_before = self
            .pieces
            .partition_point(|piece| piece.text.start <= offset);
        let Some(piece) = n_before.checked_sub(1).map(|at| self.pieces[at]) else {
            return self.pieces.first().map_or(0, |piece| piece.at);
        };
        let into = offset.min(piece.text.end) - piece.text.start;
        if piece.verbatim {
            return piece.at + into;
        }
        if into == 0 {
            return piece.at;
        }
        self.pieces
            .get(n_before)
            .map_or(self.shown.len(), |next| next.at)
    }

    /// Adds `part` of the text: runs as they are, and what a terminal would obey spelled out.
    fn push(&mut self, text: &str, part: Span) {
        let mut run = part.start;
        for (at, c) in part.of(text).char_indices() {
            let mut buffer = [0; 4];
            let safe = visible(c.encode_utf8(&mut buffer));
            if c != '\n' && safe.len() == c.len_utf8() {
                continue;
            }
            let place = Span::new(part.start + at, part.start + at + c.len_utf8());
            self.push_piece(Span::new(run, place.start), true);
            self.shown.push_str(Span::new(run, place.start).of(text));
            self.push_piece(place, false);
            self.shown.push_str(if c == '\n' { " " } else { &safe });
            run = place.end;
        }
        self.push_piece(Span::new(run, part.end), true);
        self.shown.push_str(Span::new(run, part.end).of(text));
    }

    fn push_piece(&mut self, text: Span, verbatim: bool) {
        let at = self.shown.len();
        self.pieces.push(Piece { text, at, verbatim });
    }
}

/// The parts of `line` to show, in order and apart from each other: all of it where it fits into
/// `width` characters, else the marks, the two ends of a mark that is long, and some words around.
fn fit(text: &str, line: Span, marks: &[Span], width: usize) -> Vec<Span> {
    if line.len() <= width || is_at_most(line.of(text), width) {
        return vec![line];
    }
    let marks: Vec<Span> = marks
        .iter()
        .map(|mark| {
            let start = mark.start.clamp(line.start, line.end);
            Span::new(start, mark.end.clamp(start, line.end))
        })
        .collect();
    let marks = merged(marks, 0);
    let n_marked: usize = marks.iter().map(|mark| n_chars(mark.of(text), width)).sum();
    let share = width / (3 * marks.len().max(1));
    let mut parts: Vec<Span> = Vec::new();
    for mark in marks {
        if n_marked <= width * 3 / 4 || is_at_most(mark.of(text), share) {
            parts.push(mark);
        } else {
            parts.push(Span::new(
                mark.start,
                forward(text, mark.start, mark.end, share),
            ));
            parts.push(Span::new(
                backward(text, mark.end, mark.start, share),
                mark.end,
            ));
        }
    }
    if parts.is_empty() {
        parts.push(Span::new(line.start, line.start));
    }
    let n_shown: usize = parts.iter().map(|part| n_chars(part.of(text), width)).sum();
    let around = (width.saturating_sub(n_shown) / (2 * parts.len())).max(8);
    let widened = parts.into_iter().map(|part| {
        let start = backward(text, part.start, line.start, around);
        Span::new(start, forward(text, part.end, line.end, around))
    });
    // A gap shorter than what stands for it is no gap.
    merged(widened, GAP.len())
}

/// How many characters `text` has, if they are at most `most`; else `most`.
fn n_chars(text: &str, most: usize) -> usize {
    text.chars().take(most).count()
}

fn is_at_most(text: &str, n_chars: usize) -> bool {
    text.chars().nth(n_chars).is_none()
}

/// The end of the last word that ends at most `n` characters on from `from`; at most `end`.
fn forward(text: &str, from: usize, end: usize, n: usize) -> usize {
    let rest = &text[from..end];
    let Some((cut, _)) = rest.char_indices().nth(n) else {
        return end;
    };
    if rest[cut..].starts_with(char::is_whitespace) {
        return from + cut;
    }
    let word = rest[..cut].rfind(char::is_whitespace);
    from + word.unwrap_or(if n < LONG_WORD { 0 } else { cut })
}

/// The start of the first word that starts at most `n` characters back from `from`; at least
/// `start`.
fn backward(text: &str, from: usize, start: usize, n: usize) -> usize {
    let rest = &text[start..from];
    let Some((cut, _)) = rest.char_indices().rev().nth(n.saturating_sub(1)) else {
        return start;
    };
    if rest[..cut].ends_with(char::is_whitespace) {
        return start + cut;
    }
    let seen = &rest[cut..];
    let mut word = seen.char_indices().filter(|(_, c)| c.is_whitespace());
    let skipped = word.next().map(|(at, c)| at + c.len_utf8());
    start + cut + skipped.unwrap_or(if n < LONG_WORD { seen.len() } else { 0 })
}

/// The parts in order, those that are at most `gap` bytes apart made one.
fn merged(parts: impl IntoIterator<Item = Span>, gap: usize) -> Vec<Span> {
    let mut parts: Vec<Span> = parts.into_iter().collect();
    parts.sort_unstable();
    let mut apart: Vec<Span> = Vec::new();
    for part in parts {
        match apart.last_mut() {
            Some(last) if part.start <= last.end + gap => *last = last.joined(part),
            _ => apart.push(part),
        }
    }
    apart
}
