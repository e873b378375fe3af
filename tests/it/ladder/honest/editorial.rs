//! What whoever quotes leaves out or puts in, and marks.

use super::layout::swapped_case;

fn spaces(text: &str) -> Vec<usize> {
    text.match_indices(' ').map(|(at, _)| at).collect()
}

/// The middle of the sentence.
pub(super) fn part(text: &str) -> Option<String> {
    let spaces = spaces(text);
    let (start, end) = (*spaces.get(1)?, *spaces.iter().rev().nth(1)?);
    let part = text.get(start..end)?.trim();
    (part.split(' ').count() >= 3).then(|| part.to_owned())
}

/// The second half of the sentence.
pub(super) fn tail(text: &str) -> Option<String> {
    let spaces = spaces(text);
    let start = *spaces.get(spaces.len() / 2).filter(|_| spaces.len() >= 6)?;
    Some(text[start..].trim().to_owned())
}

/// The sentence without a third of its words, and with a mark in their place.
pub(super) fn elided(text: &str, mark: &str) -> Option<String> {
    let spaces = spaces(text);
    if spaces.len() < 8 {
        return None;
    }
    let (start, end) = (spaces[spaces.len() / 3], spaces[spaces.len() * 2 / 3]);
    Some(format!(
        "{}{mark}{}",
        text[..start].trim_end(),
        text[end..].trim_start()
    ))
}

/// The sentence in three pieces.
pub(super) fn elided_twice(text: &str, mark: &str) -> Option<String> {
    let spaces = spaces(text);
    if spaces.len() < 16 {
        return None;
    }
    let at = |fifth: usize| spaces[spaces.len() * fifth / 5];
    Some(format!(
        "{}{mark}{} … {}",
        text[..at(1)].trim_end(),
        text[at(2)..at(3)].trim(),
        text[at(4)..].trim_start()
    ))
}

/// The sentence with something between two of its words.
pub(super) fn inserted(text: &str, words: &str) -> Option<String> {
    let spaces = spaces(text);
    let at = *spaces.get(spaces.len() / 2).filter(|_| spaces.len() >= 4)?;
    Some(format!(
        "{}{words}{}",
        text[..at].trim_end(),
        text[at..].trim_start()
    ))
}

/// The sentence with a mark right after a plain word in its middle.
pub(super) fn after_word(text: &str, mark: &str) -> Option<String> {
    framed(text, "", mark)
}

/// The sentence with a plain word in its middle between two marks.
pub(super) fn framed(text: &str, open: &str, close: &str) -> Option<String> {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let is_plain = |word: &String| word.len() >= 4 && word.bytes().all(|b| b.is_ascii_lowercase());
    let middle = words.len() / 2;
    let at = (middle..words.len().saturating_sub(1)).find(|&at| is_plain(&words[at]))?;
    words[at] = format!("{open}{}{close}", words[at]);
    Some(words.join(" "))
}

pub(super) fn bracketed_capital(text: &str) -> Option<String> {
    let other = swapped_case(text)?;
    let is_word = text.chars().nth(1).is_some_and(|c| c.is_ascii_alphabetic());
    is_word.then(|| format!("[{}]{}", &other[..1], &other[1..]))
}

/// `part` of a sentence in which no bracket of the source could be mistaken for one that is put in.
pub(super) fn without_brackets(part: String, sentence: &str) -> Option<String> {
    (!sentence.contains(['[', '('])).then_some(part)
}
