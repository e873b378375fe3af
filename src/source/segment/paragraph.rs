//! Paragraphs: told apart by blank lines, or by single line breaks where a line is a paragraph.
//!
//! A line break is one of three things: the end of a paragraph, the wrap of a line that had no room
//! for the next word, or both cannot be told. A wrap is recognised by the room that was left on the
//! line, and by a sentence that plainly goes on.

use crate::span::Span;

/// No editor wraps lines wider than this many characters; a wider line is a paragraph of its own.
const WIDEST_WRAP: usize = 140;
/// Lines all narrower than this many characters show nothing about a wrap.
const NARROWEST_WRAP: usize = 40;

/// The paragraphs of `text`, in order, without the white space around them.
///
/// A blank line ends a paragraph. Between blank lines a single line break is a wrap, unless a line
/// on either side of it is too wide to have been wrapped, or the next line opens a list item. In a
/// text without any blank line each line is a paragraph, unless the text is hard-wrapped.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let lines = lines(text);
    let blocks = lines.split(|line| line.span.is_empty());
    let filled: Vec<&[Line]> = blocks.filter(|block| !block.is_empty()).collect();
    let has_blank_lines = filled.len() > 1;
    let width = lines.iter().map(|line| line.width).max().unwrap_or(0);
    let mut spans = Vec::new();
    for block in filled {
        for line in block {
            match spans.last_mut() {
                Some(last) if wraps(text, *last, block, line, has_blank_lines, width) => {
                    *last = last.joined(line.span);
                }
                _ => spans.push(line.span),
            }
        }
    }
    spans
}

/// One line: its words without the white space around them, and how many characters they are.
#[derive(Clone, Copy)]
struct Line {
    span: Span,
    width: usize,
    /// The width of the line before it in the file; 0 for the first.
    above: usize,
}

fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut at = 0;
    let mut above = 0;
    for raw in text.split([
        '\n', '\r', '\u{b}', '\u{c}', '\u{85}', '\u{2028}', '\u{2029}',
    ]) {
        let words = raw.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        let lead = words.as_ptr() as usize - raw.as_ptr() as usize;
        let span = Span::new(at + lead, at + lead + words.len());
        let width = words.chars().count();
        let ends_crlf = text[..at].ends_with('\r') && text[at..].starts_with('\n');
        if !(ends_crlf && raw.is_empty()) {
            lines.push(Line { span, width, above });
            above = width;
        }
        at += raw.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
    }
    lines
}

/// Whether `line` goes on with the paragraph that ends right above it.
fn wraps(
    text: &str,
    last: Span,
    block: &[Line],
    line: &Line,
    has_blank_lines: bool,
    width: usize,
) -> bool {
    let first_of_block = block.first().is_some_and(|first| first.span == line.span);
    if first_of_block || opens_item(line.span.of(text)) {
        return false;
    }
    if line.width > WIDEST_WRAP || line.above > WIDEST_WRAP {
        return false;
    }
    has_blank_lines || runs_on(last.of(text), line.span.of(text)) || fills(text, line, width)
}

/// Whether the line above `line` had no room left for its first word.
fn fills(text: &str, line: &Line, width: usize) -> bool {
    let word = line.span.of(text).split_whitespace().next().unwrap_or("");
    let room = NARROWEST_WRAP..=WIDEST_WRAP;
    room.contains(&width) && line.above + 1 + word.chars().count() > width
}

/// Whether a sentence plainly goes on over the line break: it has not ended, and goes on in lower case.
fn runs_on(above: &str, below: &str) -> bool {
    let ended = above
        .trim_end_matches(['"', '\'', '”', '’', '»', ')', ']'])
        .ends_with(['.', '!', '?', '…', ':']);
    !ended && below.starts_with(|c: char| c.is_lowercase() || c == '“' || c == '(')
}

/// Whether a line opens with the mark of a list item or of a heading in mark-up.
fn opens_item(line: &str) -> bool {
    let Some((mark, _)) = line.split_once(char::is_whitespace) else {
        return false;
    };
    if matches!(mark, "-" | "*" | "+" | "•" | "·" | "–" | "◦" | "▪") {
        return true;
    }
    if mark.bytes().all(|b| b == b'#' || b == b'>') {
        return true;
    }
    let number = mark.trim_start_matches('(').trim_end_matches(['.', ')']);
    number.len() < mark.len() && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_told_apart_by_blank_lines_or_by_lines() {
        let wide = "A line that is far too wide to have been wrapped by any editor goes on and on \
                    and on until it is well past the hundred and forty characters that it takes.";
        let wide_pair = format!("{wide}\n{wide}");
        let first = "The quick brown fox jumps over the lazy Swiss\nDog and sleeps for an hour. Then \
                     it wakes up\nAnd eats. Fine.";
        let second = "The next paragraph starts on a line of its own\nAgain.";
        let wrapped = format!("{first}\n{second}");
        for (text, expected) in [
            ("", vec![]),
            ("\n \n\t\n", vec![]),
            ("one", vec!["one"]),
            ("  one  \n\n  two  ", vec!["one", "two"]),
            ("one\r\n\r\ntwo\r\n", vec!["one", "two"]),
            ("one\r\ntwo\r\n\r\nthree", vec!["one\r\ntwo", "three"]),
            ("one\n \u{a0}\ntwo", vec!["one", "two"]),
            ("A heading\nAnother line", vec!["A heading", "Another line"]),
            ("It goes\non here.", vec!["It goes\non here."]),
            ("One\nTwo goes\n\nThree", vec!["One\nTwo goes", "Three"]),
            ("\u{feff}one\n\ntwo", vec!["one", "two"]),
            ("a:\n- one\n- two\n\nb", vec!["a:", "- one", "- two", "b"]),
            (&wide_pair, vec![wide, wide]),
            (&wrapped, vec![first, second]),
        ] {
            let found: Vec<&str> = paragraphs(text).iter().map(|span| span.of(text)).collect();
            assert_eq!(found, expected, "{text:?}");
        }
    }
}
