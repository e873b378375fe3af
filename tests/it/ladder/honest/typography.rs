//! Other signs for the same text.

use unicode_normalization::UnicodeNormalization;

use super::changed;

/// The text with other strings for some of its characters.
pub(super) fn replaced(text: &str, by: &[(char, &str)]) -> Option<String> {
    let mut out = String::new();
    for c in text.chars() {
        match by.iter().find(|(old, _)| *old == c) {
            Some((_, new)) => out.push_str(new),
            None => out.push(c),
        }
    }
    changed(text, out)
}

pub(super) fn spaces(text: &str, by: &str) -> Option<String> {
    replaced(text, &[(' ', by)])
}

pub(super) fn straight(text: &str) -> Option<String> {
    replaced(text, &[('“', "\""), ('”', "\""), ('‘', "'"), ('’', "'")])
}

pub(super) fn guillemets(text: &str) -> Option<String> {
    replaced(text, &[('“', "«"), ('”', "»")])
}

pub(super) fn latex(text: &str) -> Option<String> {
    replaced(text, &[('“', "``"), ('”', "''")])
}

/// British for American marks: single ones outside, double ones inside. Apostrophes stay.
pub(super) fn swapped_marks(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|c| c.is_alphanumeric())
    };
    let is_apostrophe = |at: usize| {
        is_letter(at.checked_sub(1)) && (is_letter(Some(at + 1)) || !text.contains('‘'))
    };
    let other = |(at, &c): (usize, &char)| match c {
        '“' => '‘',
        '”' => '’',
        '‘' => '“',
        '’' if !is_apostrophe(at) => '”',
        _ => c,
    };
    // “the leaders’” would be read as a closing mark.
    (!text.contains("s’ "))
        .then(|| chars.iter().enumerate().map(other).collect())
        .and_then(|out| changed(text, out))
}

/// The text with another sign for the apostrophe within words.
pub(super) fn apostrophes(text: &str, by: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphanumeric());
    let mut out = String::new();
    for (at, &c) in chars.iter().enumerate() {
        if matches!(c, '’' | '\'') && at > 0 && is_letter(at - 1) && is_letter(at + 1) {
            out.push_str(by);
        } else {
            out.push(c);
        }
    }
    changed(text, out)
}

pub(super) fn decomposed(text: &str) -> Option<String> {
    changed(text, text.nfd().collect())
}

pub(super) fn ligatures(text: &str) -> Option<String> {
    changed(
        text,
        text.replace("ffi", "ﬃ")
            .replace("ffl", "ﬄ")
            .replace("fi", "ﬁ")
            .replace("fl", "ﬂ")
            .replace("ff", "ﬀ")
            .replace("st", "ﬆ"),
    )
}

/// The letters, and not the digits, in the width of Chinese ones.
pub(super) fn full_width(text: &str) -> Option<String> {
    let wide = |c: char| match c {
        'A'..='Z' | 'a'..='z' => char::from_u32(c as u32 + 0xFEE0).unwrap_or(c),
        _ => c,
    };
    changed(text, text.chars().map(wide).collect())
}

pub(super) fn lookalikes(text: &str) -> Option<String> {
    changed(text, text.chars().map(cyrillic).collect())
}

fn cyrillic(c: char) -> char {
    match c {
        'a' => 'а',
        'e' => 'е',
        'o' => 'о',
        'p' => 'р',
        'c' => 'с',
        'x' => 'х',
        'y' => 'у',
        'i' => 'і',
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'E' => 'Е',
        'H' => 'Н',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        other => other,
    }
}

pub(super) fn greek(text: &str) -> Option<String> {
    let letter = |c| match c {
        'o' => 'ο',
        'v' => 'ν',
        'A' => 'Α',
        'B' => 'Β',
        'E' => 'Ε',
        'H' => 'Η',
        'I' => 'Ι',
        'K' => 'Κ',
        'M' => 'Μ',
        'N' => 'Ν',
        'O' => 'Ο',
        'P' => 'Ρ',
        'T' => 'Τ',
        'X' => 'Χ',
        'Y' => 'Υ',
        'Z' => 'Ζ',
        other => other,
    };
    changed(text, text.chars().map(letter).collect())
}

/// Letters of Armenian, where the word keeps a Latin one.
pub(super) fn armenian(text: &str) -> Option<String> {
    let letter = |c| match c {
        'h' => 'հ',
        'n' => 'ո',
        'o' => 'օ',
        'q' => 'զ',
        'u' => 'ս',
        'S' => 'Տ',
        other => other,
    };
    let words = text.split(' ').map(|word| {
        let other: String = word.chars().map(letter).collect();
        let is_word = word.len() >= 3 && word.bytes().all(|b| b.is_ascii_alphabetic());
        let has_latin = other.chars().any(|c| c.is_ascii_alphabetic());
        if is_word && has_latin {
            other
        } else {
            word.to_owned()
        }
    });
    changed(text, words.collect::<Vec<_>>().join(" "))
}

/// One letter of the text, inside the first word that has it.
pub(super) fn one_lookalike(text: &str) -> Option<String> {
    let at = text
        .char_indices()
        .skip(1)
        .find(|&(_, c)| cyrillic(c) != c)?
        .0;
    let letter = cyrillic(text[at..].chars().next()?);
    Some(format!("{}{letter}{}", &text[..at], &text[at + 1..]))
}

/// The text with `mark` in the middle of every word of eight letters and more.
pub(super) fn in_words(text: &str, mark: &str) -> Option<String> {
    let words = text.split(' ').map(|word| {
        let is_plain = word.len() >= 8 && word.bytes().all(|b| b.is_ascii_alphabetic());
        if is_plain {
            format!("{}{mark}{}", &word[..4], &word[4..])
        } else {
            word.to_owned()
        }
    });
    changed(text, words.collect::<Vec<_>>().join(" "))
}
