//! Items of a list that run on in one line: “1. The first item 2. The second item”.

use crate::span::Span;

/// Where the items of a list begin, when `paragraph` is a list in one line; otherwise nothing.
///
/// A list opens with a mark that counts from any number or letter; each later mark counts one on.
pub(super) fn items(text: &str, paragraph: Span) -> Vec<usize> {
    let words = paragraph.of(text);
    let Some(first) = mark(words) else {
        return Vec::new();
    };
    let mut expected = first.next();
    let mut starts = Vec::new();
    let mut after_space = false;
    for (at, c) in words.char_indices().skip(1) {
        let may_open = c.is_ascii_alphanumeric() || matches!(c, '(' | '•' | '⁃');
        if after_space
            && may_open
            && let Some(found) = mark(&words[at..])
            && found == expected
        {
            starts.push(paragraph.start + at);
            expected = found.next();
        }
        after_space = c.is_whitespace();
    }
    starts
}

/// A list mark: a bullet or none, a value counted from 1, and what closes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Mark {
    bullet: bool,
    letter: bool,
    value: u32,
    close: char,
}

impl Mark {
    fn next(self) -> Self {
        let value = if self.value == 0 {
            0
        } else {
            self.value.saturating_add(1)
        };
        Self { value, ..self }
    }
}

/// Reads the mark that `words` opens with, which white space must follow.
fn mark(words: &str) -> Option<Mark> {
    let unbulleted = words.strip_prefix(['•', '⁃']).map(str::trim_start);
    let bullet = unbulleted.is_some();
    let rest = unbulleted.unwrap_or(words);
    let digits = rest.bytes().take(4).take_while(u8::is_ascii_digit).count();
    let (value, letter, length) = if digits > 0 {
        (rest[..digits].parse().ok()?, false, digits)
    } else {
        let first = *rest.as_bytes().first()?;
        let is_mark = first.is_ascii_lowercase() && rest[1..].starts_with(['.', ')']);
        if !is_mark {
            return bullet.then_some(Mark {
                bullet,
                letter: false,
                value: 0,
                close: ' ',
            });
        }
        (u32::from(first - b'a') + 1, true, 1)
    };
    let tail = &rest[length..];
    let close = tail.chars().next().filter(|c| matches!(c, '.' | ')'))?;
    let tail = tail[1..].strip_prefix(')').unwrap_or(&tail[1..]);
    tail.starts_with(char::is_whitespace).then_some(Mark {
        bullet,
        letter,
        value,
        close,
    })
}
