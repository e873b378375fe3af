//! Numbers of pages and of lines.

use super::{Aside, AsideKind, aside};
use crate::source::token::{Before, Kind, Tokens};

/// The most tokens of a line that holds nothing but a page number.
const LONGEST: usize = 8;

/// The fewest lines in a row that must be numbered for their numbers to be those of lines.
const FEWEST_LINES: usize = 3;

/// Lines that hold nothing but the number of a page, and numbers that count the lines they begin.
pub(super) fn find(tokens: &Tokens) -> Vec<Aside> {
    let mut found = Vec::new();
    let mut numbered: Vec<Numbered> = Vec::new();
    for (line, (start, end)) in lines(tokens).enumerate() {
        if end - start <= LONGEST && is_page(tokens, start, end) {
            found.push(aside(start, end, AsideKind::Page));
        } else if let Some(number) = line_number(tokens, start, end) {
            // Where only every fifth line has a number, it counts the lines between, too.
            let counts =
                |last: &Numbered| number.checked_sub(last.number) == Some(line - last.line);
            if !numbered.last().is_none_or(counts) {
                keep(&mut numbered, &mut found);
            }
            numbered.push(Numbered {
                start,
                number,
                line,
            });
        }
    }
    keep(&mut numbered, &mut found);
    found
}

/// A line that begins with a number.
struct Numbered {
    /// The number's token.
    start: usize,
    number: usize,
    /// How many lines there are before it.
    line: usize,
}

fn keep(numbered: &mut Vec<Numbered>, found: &mut Vec<Aside>) {
    if numbered.len() >= FEWEST_LINES {
        let numbers = numbered.iter();
        found.extend(numbers.map(|it| aside(it.start, it.start + 1, AsideKind::Page)));
    }
    numbered.clear();
}

/// The first token of every line, and one past its last.
pub(super) fn lines(tokens: &Tokens) -> impl Iterator<Item = (usize, usize)> {
    let all = tokens.all();
    let mut start = 0;
    std::iter::from_fn(move || {
        let first = start;
        all.get(first)?;
        let len = all[first + 1..]
            .iter()
            .take_while(|token| token.before < Before::Line)
            .count();
        start = first + 1 + len;
        Some((first, start))
    })
}

/// `12`, `- 12 -`, `xii`, `Page 12`, `p. 12`, `12 of 30`, `12 | …` alone in a line.
fn is_page(tokens: &Tokens, start: usize, end: usize) -> bool {
    if start == 0 {
        return false;
    }
    let is_dash = |idx: usize| tokens.all()[idx].kind == Kind::Dash;
    if is_dash(end - 1) && !tokens.text(start).starts_with('-') {
        return false;
    }
    let mut n_numbers = 0;
    for idx in start..end {
        let word = tokens.text(idx).to_lowercase();
        // “Xi” is somebody.
        let is_number = is_number(&word) || (end - start <= 3 && is_roman(tokens.text(idx)));
        n_numbers += usize::from(is_number);
        let allowed = is_number
            || tokens.all()[idx].kind == Kind::Dash
            || matches!(
                word.as_str(),
                "page" | "p" | "." | "of" | "/" | "|" | "[" | "]"
            );
        if !allowed {
            return is_fraction(&word) && end == start + 1;
        }
    }
    // “5 of” is the number of a line, and its first word.
    let last = tokens.words(start..end).next_back().unwrap_or("");
    (1..=2).contains(&n_numbers) && !matches!(last, "of" | "page" | "p")
}

fn is_number(word: &str) -> bool {
    (1..=4).contains(&word.trim_start_matches('-').len())
        && word
            .trim_start_matches('-')
            .bytes()
            .all(|b| b.is_ascii_digit())
}

fn is_fraction(word: &str) -> bool {
    word.split_once('/')
        .is_some_and(|(page, of)| is_number(page) && is_number(of))
}

fn is_roman(word: &str) -> bool {
    word.len() <= 7 && word.bytes().all(|b| matches!(b, b'i' | b'v' | b'x' | b'l'))
}

/// The number at the start of a line that goes on.
fn line_number(tokens: &Tokens, start: usize, end: usize) -> Option<usize> {
    let text = tokens.text(start);
    let goes_on = end > start + 1 && tokens.all()[start + 1].before == Before::Space;
    if !goes_on || text.len() > 4 {
        return None;
    }
    text.parse().ok()
}
