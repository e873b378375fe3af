//! “Did you mean”: the known word that a person most likely had in mind.

use std::fmt::Display;

/// How long a word may be, in characters, to be compared at all: nobody mistypes a paragraph.
const LONGEST: usize = 64;

/// The word of `among` that is nearest to `word`, or `None` where none is near.
///
/// Near means at most a third of the characters typed wrongly (and always one), where a wrong, a
/// missing, an extra and two exchanged characters count as one each. Letter case and the choice
/// between `-` and `_` count for nothing. Of equally near words the first wins.
pub(crate) fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    all_nearest(word, among).first().copied()
}

/// As [`nearest`], but `None` where several are equally near: of `000` and `001`, neither is `005`.
pub(crate) fn only_nearest<'a>(
    word: &str,
    among: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    match all_nearest(word, among)[..] {
        [known] => Some(known),
        _ => None,
    }
}

/// Words in backticks, with commas and an “and”.
pub(crate) fn listed<T: Display>(words: &[T]) -> String {
    let quoted: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} and {last}", rest.join(", ")),
        None => "none at all".to_owned(),
    }
}

/// The near words of which none is nearer, in the order of `among`.
fn all_nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Vec<&'a str> {
    let Some(typed) = folded(word) else {
        return Vec::new();
    };
    let mut least = (typed.len() / 3).max(1);
    let mut nearest = Vec::new();
    for known in among {
        let Some(apart) = folded(known).map(|known| distance(&typed, &known)) else {
            continue;
        };
        if apart < least {
            nearest.clear();
            least = apart;
        }
        if apart == least {
            nearest.push(known);
        }
    }
    nearest
}

fn folded(word: &str) -> Option<Vec<char>> {
    let chars: Vec<char> = word
        .chars()
        .take(LONGEST + 1)
        .flat_map(char::to_lowercase)
        .map(|c| if c == '_' { '-' } else { c })
        .collect();
    (1..=LONGEST).contains(&chars.len()).then_some(chars)
}

/// The edit distance that counts an exchange of neighbors as one edit (optimal string alignment).
fn distance(a: &[char], b: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, &x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, &y) in b.iter().enumerate() {
            let mut cost = (last[j] + usize::from(x != y))
                .min(last[j + 1] + 1)
                .min(row[j] + 1);
            if i > 0 && j > 0 && x == b[j - 1] && a[i - 1] == y {
                cost = cost.min(before[j - 1] + 1);
            }
            row.push(cost);
        }
        before = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_known_word_is_named() {
        let known = ["claims", "sources", "at_least", "names", "by"];
        for (typed, expected) in [
            ("claim", Some("claims")),
            ("cliams", Some("claims")),
            ("Sources", Some("sources")),
            ("at-least", Some("at_least")),
            ("yb", Some("by")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, known), expected, "{typed}");
        }
        assert_eq!(only_nearest("005", ["000", "001"]), None);
        assert_eq!(only_nearest("01", ["000", "001"]), Some("001"));
        assert_eq!(nearest(&"claims".repeat(100_000), known), None);
    }
}
