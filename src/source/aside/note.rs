//! Marks of notes and citations.

use super::{Aside, AsideKind, aside};
use crate::source::token::{Before, Kind, Tokens};

/// The most tokens of a citation in brackets.
const LONGEST: usize = 24;

/// Words that a citation has beside names and years.
const IN_CITATION: &[&str] = &[
    "et", "al", "and", "see", "also", "eg", "e.g", "cf", "in", "p", "pp", "ed", "eds", "de", "von",
    "van",
];

/// Months are no names of authors.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Marks of notes (`[12]`, `[a]`, `²`, `†`, a small number right after a stop) and citations
/// (`(Smith et al., 2020)`).
pub(super) fn find(tokens: &Tokens) -> Vec<Aside> {
    let mut found = Vec::new();
    let mut idx = 0;
    while let Some(token) = tokens.all().get(idx) {
        let end = match token.kind {
            Kind::Mark => match tokens.lead(idx) {
                b'[' => bracketed(tokens, idx),
                b'<' => tagged(tokens, idx),
                b'(' => numbered(tokens, idx).or_else(|| citation(tokens, idx)),
                lead if !lead.is_ascii() => raised(tokens, idx),
                _ => None,
            },
            Kind::Word if token.before == Before::Joined => glued(tokens, idx),
            _ => None,
        };
        if let Some(end) = end {
            found.push(aside(idx, end, AsideKind::Note));
        }
        idx = end.unwrap_or(idx + 1);
    }
    found
}

fn is_raised(text: &str) -> bool {
    matches!(text, "¹" | "²" | "³" | "†" | "‡" | "§" | "¶")
        || text
            .chars()
            .all(|c| matches!(c, '\u{2070}'..='\u{2079}' | '⁽' | '⁾'))
}

/// Whether a raised figure after this word is part of what it says: “10²”, “5 km²”. A year is no
/// number that anybody raises.
fn takes_power(word: &str) -> bool {
    let is_digit = |byte: u8| byte.is_ascii_digit();
    let is_year = word.len() == 4 && word.starts_with(['1', '2']) && word.bytes().all(is_digit);
    (word.ends_with(|c: char| c.is_ascii_digit()) && !is_year)
        || matches!(
            word,
            "m" | "km" | "cm" | "mm" | "dm" | "ft" | "yd" | "mi" | "s" | "x" | "n" | "R"
        )
}

/// The end of the raised marks that begin here.
fn raised(tokens: &Tokens, idx: usize) -> Option<usize> {
    let all = tokens.all();
    let is_mark =
        |idx: usize| idx < all.len() && all[idx].kind == Kind::Mark && is_raised(tokens.text(idx));
    let mut end = idx;
    let is_figure = |idx: usize| !matches!(tokens.text(idx), "†" | "‡" | "§" | "¶");
    let word = idx.checked_sub(1).map_or("", |at| tokens.text(at));
    if is_mark(idx) && is_figure(idx) && takes_power(word) {
        return None;
    }
    while is_mark(end) && all[end].before == Before::Joined {
        end += 1;
        if tokens.is_mark(end, ',') && is_mark(end + 1) {
            end += 1;
        }
    }
    (end > idx).then_some(end)
}

/// The end of `[12]`, `[12, 14–16]`, `[a]`, `[note 3]`, `[^1]` or `[citation needed]`.
fn bracketed(tokens: &Tokens, open: usize) -> Option<usize> {
    let close = (open + 2..open + 12).find(|&idx| tokens.is_mark(idx, ']'))?;
    let inner = open + 1..close;
    let words: Vec<String> = tokens.words(inner.clone()).map(str::to_lowercase).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let is_number =
        |word: &str| word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit() || b == b',');
    let is_joined = tokens.all()[open].before == Before::Joined;
    let is_note = match words[..] {
        ["citation" | "clarification", "needed"] | ["edit"] => true,
        [letter] if letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_alphabetic()) => {
            // `[a]nd` is a word.
            is_joined
                && tokens
                    .all()
                    .get(close + 1)
                    .is_none_or(|next| next.before != Before::Joined || next.kind != Kind::Word)
        }
        ["note" | "nb" | "fn", number] => is_number(number),
        [] => false,
        _ => words.iter().all(|word| is_number(word)),
    };
    is_note.then_some(close + 1)
}

/// The end of `<sup>12</sup>`.
fn tagged(tokens: &Tokens, open: usize) -> Option<usize> {
    let is_sup = |at: usize| at < tokens.len() && tokens.text(at).eq_ignore_ascii_case("sup");
    if !(is_sup(open + 1) && tokens.is_mark(open + 2, '>')) {
        return None;
    }
    let before = open.checked_sub(1).map_or("", |at| tokens.text(at));
    let is_note = tokens.words(open + 3..open + 4).all(is_small_number) && !takes_power(before);
    let closes = tokens.is_mark(open + 4, '<')
        && tokens.is_mark(open + 5, '/')
        && is_sup(open + 6)
        && tokens.is_mark(open + 7, '>');
    (is_note && closes).then_some(open + 8)
}

/// The end of `(12)` right after a word.
fn numbered(tokens: &Tokens, open: usize) -> Option<usize> {
    let all = tokens.all();
    let is_joined = |at: usize| {
        all.get(at)
            .is_some_and(|token| token.before == Before::Joined)
    };
    let is_mark = tokens.is_mark(open + 2, ')')
        && open > 0
        && (open..open + 3).all(is_joined)
        && all[open + 1].kind == Kind::Word
        && is_small_number(tokens.text(open + 1));
    let is_after_word = || {
        let before = tokens.text(open - 1);
        before.len() >= 2 && before.chars().all(char::is_alphabetic)
    };
    let ends = all
        .get(open + 3)
        .is_none_or(|next| next.before != Before::Joined || next.kind != Kind::Word);
    (is_mark && is_after_word() && ends).then_some(open + 3)
}

fn is_small_number(word: &str) -> bool {
    word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The end of `(Smith et al., 2020; Li & Wu, 2019a)`.
fn citation(tokens: &Tokens, open: usize) -> Option<usize> {
    let close = (open + 2..open + LONGEST).find(|&idx| tokens.is_mark(idx, ')'))?;
    let mut has_year = false;
    let mut has_author = false;
    for word in tokens.words(open + 1..close) {
        let lower = word.to_lowercase();
        let is_year = word.len() <= 5
            && word.starts_with(['1', '2'])
            && word.bytes().take(4).filter(u8::is_ascii_digit).count() == 4;
        // “(1935 GMT)” is no citation: the author comes first.
        if is_year && !has_author {
            return None;
        }
        let is_name = word.starts_with(char::is_uppercase) && !MONTHS.contains(&lower.as_str());
        let is_page = word.bytes().all(|b| b.is_ascii_digit());
        has_year |= is_year;
        has_author |= is_name;
        if !(is_year || is_name || is_page || IN_CITATION.contains(&lower.as_str())) {
            return None;
        }
    }
    (has_year && has_author).then_some(close + 1)
}

/// The end of a small number that is glued to a stop after a word, before white space.
fn glued(tokens: &Tokens, idx: usize) -> Option<usize> {
    let all = tokens.all();
    let word = tokens.text(idx);
    let is_glued = is_small_number(word)
        && idx >= 2
        && all[idx].before == Before::Joined
        && all
            .get(idx + 1)
            .is_none_or(|next| next.before != Before::Joined)
        && [".", ",", "\"", ";", "?", "!"].contains(&tokens.text(idx - 1))
        && all[idx - 1].before == Before::Joined;
    let before = idx.checked_sub(2).map_or("", |at| tokens.text(at));
    let long_word = before.chars().count() >= 3 && before.chars().all(char::is_alphabetic);
    let after_quote = before == "." || before == ",";
    (is_glued && (long_word || after_quote)).then_some(idx + 1)
}
