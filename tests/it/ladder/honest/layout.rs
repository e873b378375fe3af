//! Other lines, and other letter case.

use super::changed;
use super::typography::in_words;

/// The text with another blank for every fourth space.
pub(super) fn wrapped(text: &str, by: &str) -> Option<String> {
    let mut n_spaces = 0;
    let mut out = String::new();
    for c in text.chars() {
        n_spaces += usize::from(c == ' ');
        if c == ' ' && n_spaces % 4 == 0 {
            out.push_str(by);
        } else {
            out.push(c);
        }
    }
    changed(text, out)
}

/// The text with long words broken by `mark`, which ends in a line break.
pub(super) fn hyphenated(text: &str, mark: &str) -> Option<String> {
    in_words(text, mark)
}

/// The text with `mark` in the middle of its first long word that is not its last.
pub(super) fn in_one_word(text: &str, mark: &str) -> Option<String> {
    let is_long = |word: &&str| word.len() >= 8 && word.bytes().all(|b| b.is_ascii_lowercase());
    let word = text.split(' ').skip(1).find(is_long)?;
    let broken = format!(" {}{mark}{} ", &word[..4], &word[4..]);
    changed(text, text.replacen(&format!(" {word} "), &broken, 1))
}

/// The text in lines of four words, each after `mark`.
pub(super) fn marked_lines(text: &str, mark: &str) -> Option<String> {
    let lines = wrapped(text, "\n")?.replace('\n', &format!("\n{mark}"));
    Some(format!("{mark}{lines}"))
}

/// The text in short lines, of which every so many begin with their number.
pub(super) fn numbered(text: &str, every: usize) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let lines: Vec<String> = words
        .chunks(4 / every.min(4))
        .map(|line| line.join(" "))
        .collect();
    let begins = |(at, line): (usize, &String)| {
        let number = at + 1;
        if number % every == 0 {
            format!("{number}  {line}")
        } else {
            format!("   {line}")
        }
    };
    let is_long = lines.len() >= 3 * every && !text.contains(|c: char| c.is_ascii_digit());
    is_long.then(|| {
        lines
            .iter()
            .enumerate()
            .map(begins)
            .collect::<Vec<_>>()
            .join("\n")
    })
}

/// The text with a line break after each hyphen between two letters.
pub(super) fn wrapped_at_hyphens(text: &str) -> Option<String> {
    let chars: Vec<char> = text.chars().collect();
    let is_letter = |at: usize| chars.get(at).is_some_and(|c| c.is_alphabetic());
    let mut out = String::new();
    for (at, &c) in chars.iter().enumerate() {
        out.push(c);
        if c == '-' && at > 0 && is_letter(at - 1) && is_letter(at + 1) {
            out.push('\n');
        }
    }
    changed(text, out)
}

pub(super) fn upper(text: &str) -> Option<String> {
    changed(text, text.to_uppercase())
}

pub(super) fn lower(text: &str) -> Option<String> {
    changed(text, text.to_lowercase())
}

/// The text with a capital at the start of every word.
pub(super) fn titled(text: &str) -> Option<String> {
    let mut out = String::new();
    let mut before = ' ';
    for c in text.chars() {
        if before == ' ' {
            out.extend(c.to_uppercase());
        } else {
            out.push(c);
        }
        before = c;
    }
    changed(text, out)
}

/// The text with its first letter in the other case.
pub(super) fn swapped_case(text: &str) -> Option<String> {
    let first = text.chars().next().filter(char::is_ascii_alphabetic)?;
    let other = if first.is_uppercase() {
        first.to_ascii_lowercase()
    } else {
        first.to_ascii_uppercase()
    };
    Some(format!("{other}{}", &text[1..]))
}
