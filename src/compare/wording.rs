//! The same utterance in other words: a word diff of two passages.

use similar::{Algorithm, ChangeTag, TextDiff};
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
    let (folded_a, folded_b) = (fold_all(&a), fold_all(&b));
    let slices_a: Vec<&str> = folded_a.iter().map(String::as_str).collect();
    let slices_b: Vec<&str> = folded_b.iter().map(String::as_str).collect();
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Patience)
        .diff_slices(&slices_a, &slices_b);
    let mut changes: Vec<Change> = Vec::new();
    let mut same = 0_usize;
    for change in diff.iter_all_changes() {
        let at = |index: Option<usize>, pieces: &[&str]| {
            index.map_or(String::new(), |i| pieces[i].to_owned())
        };
        match change.tag() {
            ChangeTag::Equal => {
                same += 1;
                push(&mut changes, Change::Same(at(change.old_index(), &a)));
            }
            ChangeTag::Delete => push(&mut changes, Change::Missing(at(change.old_index(), &a))),
            ChangeTag::Insert => push(&mut changes, Change::Added(at(change.new_index(), &b))),
        }
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

/// Adds a word to the last run of its kind, or begins a new run.
fn push(changes: &mut Vec<Change>, change: Change) {
    match (changes.last_mut(), &change) {
        (Some(Change::Same(run)), Change::Same(word))
        | (Some(Change::Missing(run)), Change::Missing(word))
        | (Some(Change::Added(run)), Change::Added(word)) => {
            run.push(' ');
            run.push_str(word);
        }
        _ => changes.push(change),
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
