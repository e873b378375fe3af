//! The same utterance in other words: a word diff of two passages.

use std::collections::HashMap;

use similar::{Algorithm, DiffTag};
use unicode_segmentation::UnicodeSegmentation;

use super::orthography::american;
use crate::passage::Change;

/// Two passages, word by word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wording {
    /// From the first passage to the second.
    pub diff: Vec<Change>,
    /// Words that both have, in per mille of the words of both.
    pub similarity: u16,
}

impl Wording {
    /// Whether any word differs.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.similarity < 1000
    }
}

/// Compares two passages word by word. Typography, white space, letter case and
/// whether spelling is British make no difference.
#[must_use]
pub fn wording(a: &str, b: &str) -> Wording {
    let (a, b) = (pieces(a), pieces(b));
    let (numbers_a, numbers_b) = numbers(&fold_all(&a), &fold_all(&b));
    let mut changes: Vec<Change> = Vec::new();
    let mut same = 0_usize;
    for op in similar::capture_diff_slices(Algorithm::Patience, &numbers_a, &numbers_b) {
        let (tag, of_a, of_b) = op.as_tag_tuple();
        if tag == DiffTag::Equal {
            same += of_a.len();
            push(&mut changes, Change::Same, &a[of_a]);
            continue;
        }
        push(&mut changes, Change::Missing, &a[of_a]);
        push(&mut changes, Change::Added, &b[of_b]);
    }
    let words = a.len() + b.len();
    let similarity = (2 * same * 1000).checked_div(words).unwrap_or(1000);
    Wording {
        diff: changes,
        similarity: u16::try_from(similarity).unwrap_or(1000),
    }
}

/// The words of a passage, without punctuation.
fn pieces(text: &str) -> Vec<&str> {
    text.unicode_words().collect()
}

/// Whether no word of two passages differs, as [`Wording::differs`] tells.
pub(crate) fn is_one_wording(a: &str, b: &str) -> bool {
    if a == b {
        return true;
    }
    let (mut a, mut b) = (a.unicode_words(), b.unicode_words());
    loop {
        match (a.next(), b.next()) {
            (None, None) => return true,
            (Some(a), Some(b)) if a == b || fold(a) == fold(b) => {}
            _ => return false,
        }
    }
}

/// The words of a passage as they are compared: two passages whose wording differs have other ones.
pub(super) fn folded(text: &str) -> Vec<String> {
    fold_all(&pieces(text))
}

fn fold_all(pieces: &[&str]) -> Vec<String> {
    pieces.iter().map(|piece| fold(piece)).collect()
}

fn fold(piece: &str) -> String {
    american(piece.to_lowercase().replace('’', "'"))
}

/// Numbers for the words of two passages: equal ones have equal numbers, which are compared sooner.
fn numbers(a: &[String], b: &[String]) -> (Vec<usize>, Vec<usize>) {
    let mut known: HashMap<&str, usize> = HashMap::new();
    let mut number = |word| {
        let next = known.len();
        *known.entry(word).or_insert(next)
    };
    let a = a.iter().map(|word| number(word)).collect();
    let b = b.iter().map(|word| number(word)).collect();
    (a, b)
}

/// Adds words to the last run, if that is of their `kind`, or begins a new run.
fn push(changes: &mut Vec<Change>, kind: fn(String) -> Change, words: &[&str]) {
    if words.is_empty() {
        return;
    }
    let words = words.join(" ");
    match (changes.last_mut(), kind(String::new())) {
        (Some(Change::Same(run)), Change::Same(_))
        | (Some(Change::Missing(run)), Change::Missing(_))
        | (Some(Change::Added(run)), Change::Added(_)) => {
            run.push(' ');
            run.push_str(&words);
        }
        _ => changes.push(kind(words)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wording_ignores_typography_and_shows_words() {
        let same = wording(
            "Xi’s “no limits” partnership",
            "Xi's 'no limits' partnership",
        );
        assert!(!same.differs());
        assert!(is_one_wording("Xi’s “no limits”", "xi's 'No limits'"));
        assert!(!is_one_wording("no limits", "limits no"));
        assert!(is_one_wording("the labour centre", "the labor center"));
        let other = wording("a major threat for both", "a major security threat");
        assert_eq!(
            other.diff,
            [
                Change::Same("a major".into()),
                Change::Added("security".into()),
                Change::Same("threat".into()),
                Change::Missing("for both".into()),
            ]
        );
    }
}
