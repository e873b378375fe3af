//! Two passages side by side: what one has and the other has not, word by word.

use serde::Serialize;
use similar::{Algorithm, ChangeTag, TextDiff};

/// How many words two passages may have together; finding the smallest diff takes time in the
/// product of words and changes.
const LIMIT: usize = 600;

/// Passages that share less than this of their words are shown whole: a diff of them is noise.
const LEAST_PERCENT: usize = 40;

/// Words that both have (`=`), that only the first has (`-`), or that only the second has (`+`).
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Piece(pub(super) char, pub(super) String);

/// The diff from `a` to `b`, with one space between words; both whole where they are too long to
/// compare or too far apart.
pub(super) fn words(a: &str, b: &str) -> Vec<Piece> {
    let (a, b): (Vec<&str>, Vec<&str>) = (
        a.split_whitespace().collect(),
        b.split_whitespace().collect(),
    );
    if a.len() + b.len() > LIMIT {
        return apart(&a, &b);
    }
    let diff = TextDiff::configure()
        .algorithm(Algorithm::Myers)
        .diff_slices(&a, &b);
    let mut n_same = 0;
    let mut runs: Vec<(ChangeTag, Vec<&str>)> = Vec::new();
    for change in diff.iter_all_changes() {
        n_same += usize::from(change.tag() == ChangeTag::Equal);
        match runs.last_mut() {
            Some(run) if run.0 == change.tag() => run.1.push(change.value()),
            _ => runs.push((change.tag(), vec![change.value()])),
        }
    }
    if 200 * n_same < LEAST_PERCENT * (a.len() + b.len()) {
        return apart(&a, &b);
    }
    runs.iter()
        .map(|(tag, words)| Piece(sign(*tag), words.join(" ") + " "))
        .collect()
}

fn apart(a: &[&str], b: &[&str]) -> Vec<Piece> {
    vec![Piece('-', a.join(" ")), Piece('+', b.join(" "))]
}

fn sign(tag: ChangeTag) -> char {
    match tag {
        ChangeTag::Equal => '=',
        ChangeTag::Delete => '-',
        ChangeTag::Insert => '+',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_sides_can_be_read_back() {
        let long = "word ".repeat(400);
        for (a, b) in [
            ("released on Wednesday", "released on Tuesday"),
            ("", "all new"),
            ("the same", "the\nsame"),
            ("“no limits” friendship", "“no-limits” partnership, it said"),
            (long.as_str(), "short"),
        ] {
            let pieces = words(a, b);
            let side = |skipped: char| -> String {
                let kept = pieces.iter().filter(|piece| piece.0 != skipped);
                let text: String = kept.map(|piece| piece.1.as_str()).collect();
                text.trim_end().to_owned()
            };
            let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            assert_eq!((side('+'), side('-')), (plain(a), plain(b)));
        }
    }

    #[test]
    fn what_has_little_in_common_is_not_compared() {
        let signs = |a, b| -> String { words(a, b).iter().map(|piece| piece.0).collect() };
        for (a, b, expected) in [
            ("released on Wednesday", "released on Tuesday", "=-+"),
            ("a b c d e", "a v w x y z", "-+"),
            ("the same", "the same", "="),
        ] {
            assert_eq!(signs(a, b), expected, "{a} {b}");
        }
    }
}
