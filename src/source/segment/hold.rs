//! Short asides and short quotations, which a sentence holds together.
//!
//! “(He had worked for 5 years as an engineer.)” and “"How many? I don't know."” stay within the
//! sentence around them. A longer quotation is a text of its own, and its sentences are sentences.

use crate::source::scan;
use crate::span::Span;

/// What the marks begin with.
const LEADS: &[u8; 10] = b"()[]{}\"'\xC2\xE2";

/// A quotation or an aside of more bytes than this is not held together: some 25 words.
const LONGEST: usize = 150;

/// The stretches of `text` that no sentence may end in, in order, within `paragraph`.
pub(super) fn held(text: &str, paragraph: Span) -> Vec<Span> {
    let mut open: [Option<usize>; 8] = [None; 8];
    let mut held: Vec<Span> = Vec::new();
    let words = &text[..paragraph.end];
    let mut from = paragraph.start;
    while let Some((at, mark)) = scan::next(words, from, LEADS) {
        from = at + mark.len_utf8();
        let before = words[paragraph.start..at].chars().next_back();
        let before = before.unwrap_or(' ');
        let after = words[from..].chars().next().unwrap_or(' ');
        if let Some((kind, opens)) = mark_of(before, mark, after, &open) {
            if opens {
                open[kind] = Some(at);
            } else if let Some(start) = open[kind].take() {
                let span = Span::new(start, at + mark.len_utf8());
                if span.len() <= LONGEST {
                    while held.last().is_some_and(|inner| span.contains(*inner)) {
                        held.pop();
                    }
                    held.push(span);
                }
            }
        }
    }
    held
}

/// The kind of mark and whether it opens, `None` for what is no mark of a pair.
fn mark_of(
    before: char,
    mark: char,
    after: char,
    open: &[Option<usize>; 8],
) -> Option<(usize, bool)> {
    match mark {
        '(' => Some((0, true)),
        ')' => Some((0, false)),
        '[' => Some((1, true)),
        ']' => Some((1, false)),
        '“' | '„' => Some((2, true)),
        '”' => Some((2, false)),
        '«' => Some((3, true)),
        '»' => Some((3, false)),
        '"' => Some((4, open[4].is_none())),
        '‘' => Some((5, true)),
        '’' if !after.is_alphanumeric() && is_end(before) => Some((5, false)),
        '\'' if before.is_whitespace() && after.is_alphanumeric() => Some((6, true)),
        '\'' if !after.is_alphanumeric() && is_end(before) => Some((6, false)),
        '{' => Some((7, true)),
        '}' => Some((7, false)),
        _ => None,
    }
}

/// Whether a single mark after `before` closes a quotation and is no apostrophe.
fn is_end(before: char) -> bool {
    matches!(before, '.' | ',' | '!' | '?' | '…' | '”')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_begin_with_the_bytes_that_are_looked_for() {
        let is_mark = |c| {
            let around = [(' ', 'a'), ('.', ' ')];
            let kind = |(before, after)| mark_of(before, c, after, &[None; 8]);
            around.into_iter().any(|it| kind(it).is_some())
        };
        for mark in ('\0'..=char::MAX).filter(|&c| is_mark(c)) {
            let lead = mark.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(LEADS.contains(&lead), "{mark}");
        }
    }
}
