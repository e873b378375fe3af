//! Sentences: a full stop, a question or an exclamation mark, and what may follow it.
//!
//! The default rules of Unicode (UAX #29) end a sentence after “Mr.” and at every line break. These
//! rules look at the word before the mark and at the word after it instead.

use crate::source::scan;
use crate::span::Span;

use super::hold::held;
use super::list::items;
use super::stop::{Next, full_stop, glued};

/// The sentences of one paragraph (`text` as a whole, `paragraph` within it), in order.
///
/// Every word of the paragraph is in one sentence. A line break is white space like any other.
///
/// # Panics
/// When `paragraph` lies outside `text` or cuts a character.
#[must_use]
pub fn sentences(text: &str, paragraph: Span) -> Vec<Span> {
    let items = items(text, paragraph);
    let mut item = 0;
    let held = held(text, paragraph);
    let mut next_held = 0;
    let mut spans = Vec::new();
    let mut start = paragraph.start;
    let mut at = paragraph.start;
    while at < paragraph.end {
        let Some(end) = next_end(text, start, Span::new(at, paragraph.end)) else {
            break;
        };
        while items.get(item).is_some_and(|&next| next < end) {
            push(text, &mut spans, Span::new(start, items[item]));
            start = items[item];
            item += 1;
        }
        while held
            .get(next_held)
            .is_some_and(|inner| inner.end <= end.min(paragraph.end))
        {
            next_held += 1;
        }
        let inside = held
            .get(next_held)
            .is_some_and(|inner| inner.start < end && end < inner.end);
        if !inside && ends(text, start, Span::new(end, paragraph.end)) {
            push(text, &mut spans, Span::new(start, end));
            start = end;
        }
        at = end;
    }
    for &next in &items[item..] {
        push(text, &mut spans, Span::new(start, next));
        start = next;
    }
    push(text, &mut spans, Span::new(start, paragraph.end));
    spans
}

fn push(text: &str, spans: &mut Vec<Span>, span: Span) {
    let words = span.of(text);
    let lead = words.len() - words.trim_start().len();
    let length = words.trim().len();
    if length > 0 {
        spans.push(Span::new(span.start + lead, span.start + lead + length));
    }
}

/// One past the next run of marks that may end a sentence: “.”, “?!”, “.”)”, “. . .”, “.[1]”.
fn next_end(text: &str, start: usize, rest: Span) -> Option<usize> {
    let mut from = rest.start;
    let at = loop {
        let (at, mark) = scan::next(&text[..rest.end], from, LEADS)?;
        if is_terminator(mark) {
            break at;
        }
        from = at + mark.len_utf8();
    };
    let mut end = at;
    loop {
        let tail = &text[end..rest.end];
        let Some(next) = tail.chars().next() else {
            break;
        };
        if is_terminator(next) || (is_closer(next) && !opens(tail)) {
            end += next.len_utf8();
        } else if let Some(length) = note(tail) {
            end += length;
        } else if let Some(length) = spaced(tail).or_else(|| loose_closer(&text[start..at], tail)) {
            end += length;
        } else {
            break;
        }
    }
    Some(end)
}

/// Whether a mark may end a sentence.
fn is_terminator(c: char) -> bool {
    matches!(
        c,
        '.' | '!' | '?' | '…' | '。' | '！' | '？' | '؟' | '۔' | '।' | '‽'
    )
}

/// What such marks begin with.
const LEADS: &[u8; 9] = b".!?\xD8\xDB\xE0\xE2\xE3\xEF";

fn is_closer(c: char) -> bool {
    matches!(
        c,
        '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}' | '`' | '*' | '_'
    )
}

/// Whether a straight mark opens what comes after it, where words follow it at once: `.'Gosh`.
fn opens(tail: &str) -> bool {
    let mut chars = tail.chars();
    let straight = chars
        .next()
        .is_some_and(|c| matches!(c, '"' | '\'' | '`' | '*' | '_'));
    straight && chars.next().is_some_and(char::is_alphanumeric)
}

/// The length of a footnote mark, with the space before it: “[1]”, “ [2–11]”.
fn note(tail: &str) -> Option<usize> {
    let trimmed = tail.trim_start_matches(' ');
    let inner = trimmed.strip_prefix('[')?;
    let length = inner.bytes().take(12).position(|b| b == b']')?;
    let number = inner.get(..length)?;
    let is_note = !number.is_empty()
        && number
            .chars()
            .all(|c| c.is_ascii_digit() || ",–- ".contains(c));
    is_note.then_some(tail.len() - inner.len() + length + 1)
}

/// The length of white space and a further terminator, as in “. . .” and “! ?”.
fn spaced(tail: &str) -> Option<usize> {
    let mut chars = tail.chars();
    let space = chars.next().filter(|c| *c == ' ' || *c == '\u{a0}')?;
    let mark = chars.next().filter(|c| is_terminator(*c))?;
    let next = chars.next().unwrap_or(' ');
    let alone = next.is_whitespace() || is_terminator(next) || is_closer(next);
    alone.then_some(space.len_utf8() + mark.len_utf8())
}

/// The length of white space and a closing mark that stands alone, as in tokenized text: “Dad ! '' .”
///
/// It closes where the sentence goes on after it, or where an odd number of such marks came before.
fn loose_closer(sentence: &str, tail: &str) -> Option<usize> {
    let trimmed = tail.strip_prefix(' ')?;
    let mark = ["''", "'", "\"", "”", "’"]
        .into_iter()
        .find(|mark| trimmed.starts_with(mark))?;
    let after = trimmed[mark.len()..].strip_prefix(' ')?.trim_start();
    let goes_on = after.starts_with(|c: char| c.is_lowercase() || ",;:.".contains(c));
    let window = &sentence[sentence.ceil_char_boundary(sentence.len().saturating_sub(400))..];
    let before = window
        .split_whitespace()
        .filter(|word| *word == mark)
        .count();
    (goes_on || before % 2 == 1).then_some(1 + mark.len())
}

/// Whether the sentence that began at `start` ends at `rest.start`, right after a run of marks.
fn ends(text: &str, start: usize, rest: Span) -> bool {
    let sentence = &text[start..rest.start];
    let tail = rest.of(text);
    let marks = marks_of(sentence);
    let body = sentence[..sentence.len() - marks.len()].trim_end();
    let next = Next::read(tail);
    if marks.contains(['。', '！', '？', '।']) {
        return true;
    }
    if !next.after_space {
        return glued(body, marks, tail);
    }
    if next.continues {
        return false;
    }
    let dots = marks.chars().filter(|c| *c == '.').count() + 3 * marks.matches('…').count();
    let questions = marks.contains(['!', '?']);
    if dots > 1 && !questions {
        let bracketed = marks.contains(']');
        let closed = marks.chars().next_back().is_some_and(|c| "”\"".contains(c));
        return dots >= 2 && !bracketed && (next.word != "I" || closed || dots == 4)
            || body.is_empty();
    }
    if questions {
        return true;
    }
    full_stop(body, marks, &next)
}

/// The run of marks that `sentence` ends with.
fn marks_of(sentence: &str) -> &str {
    let body = sentence
        .trim_end_matches(|c: char| is_terminator(c) || is_closer(c) || c == ' ' || c == '\u{a0}');
    // A footnote mark ends in digits and a bracket: look behind it.
    if sentence.ends_with(']')
        && let Some(length) =
            sentence[sentence.ceil_char_boundary(sentence.len().saturating_sub(16))..].rfind('[')
    {
        let open = sentence.ceil_char_boundary(sentence.len().saturating_sub(16)) + length;
        if note(&sentence[open..]).is_some() {
            return &sentence[marks_start(&sentence[..open])..];
        }
    }
    &sentence[body.len()..]
}

fn marks_start(sentence: &str) -> usize {
    sentence
        .trim_end_matches(|c: char| {
            is_terminator(c) || is_closer(c) || "[,–- ".contains(c) || c.is_ascii_digit()
        })
        .len()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Sentences are written one a `|`; the text is them joined.
    #[track_caller]
    fn check(expected: &str) {
        let text = expected.replace('|', "");
        let found: Vec<&str> = sentences(&text, Span::new(0, text.len()))
            .iter()
            .map(|span| span.of(&text))
            .collect();
        let expected: Vec<&str> = expected.split('|').map(str::trim).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_where_a_reader_ends_them() {
        for expected in [
            "One.| Two!| Three?| Four",
            "President Vladimir V. Putin of Russia spoke.| He left.",
            "Mr. Xi told Mr. Putin.| The U.S. accused NATO.",
            "He works on Russia for the Rand Corp.| It is in the U.S.| They said so.",
            "U.S. Secretary of State Antony Blinken, of the U.N. Charter.",
            "A wrapped\nline is one. |Another\nis two.",
            "“It is,” he said.| “Our servers will be from a firm that nobody has ever heard of.| We \
             will be the supplier of everything that they buy.| They will get gas and oil from it.”",
            "He said: “How many?  I don't know.” |Then he left.",
            "…ratification of Russian conquest.”| Undeterred, Xi praised him.",
            "“This is great.” she said.| Fine.",
            "It rose 3.5 percent.| No. 5 fell by 1,000.|That is a lot.",
            "See p. 55 and Fig. 3.| On Jan. 5 it ended.",
            "At 5 a.m. Mr. Smith left.| He came at 6 p.m.| Mr. Smith then slept.",
            "[…] “The main goal is to put up a show for the Americans to show that there is unity between \
             the two countries.| And they’ve succeeded in that, if in little else,” she said.",
            "I wasn’t really ... well, what I mean . . . I didn’t.",
            "He was a martyr.[1]| The emperor ruled.",
            "1. The first item |2. The second item",
            "It was told.[2–11] |“Why?”| “Because.”",
            "世界。|你好。",
        ] {
            check(expected);
        }
    }

    #[test]
    fn marks_begin_with_the_bytes_that_are_looked_for() {
        for mark in ('\0'..=char::MAX).filter(|&c| is_terminator(c)) {
            let lead = mark.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(LEADS.contains(&lead), "{mark}");
        }
    }

    #[test]
    fn hostile_runs_are_read_in_one_go() {
        for unit in [".", ". ", "“", "a.]", "[", "(a.", "1. ", ".'", " '' .", "…"] {
            let text = unit.repeat(100_000);
            let spans = sentences(&text, Span::new(0, text.len()));
            assert!(
                spans.windows(2).all(|pair| pair[0].end <= pair[1].start),
                "{unit:?}"
            );
        }
    }
}
