//! “Did you mean”: the known word that a person most likely had in mind.

/// How long a word may be, in characters, to be compared at all: nobody mistypes a paragraph.
const LONGEST: usize = 64;

/// The word of `among` that is nearest to `word`, or `None` where none is near.
///
/// Near means at most a third of the characters typed wrongly (and always one), where a wrong, a
/// missing, an extra and two exchanged characters count as one each. Letter case and the choice
/// between `-` and `_` count for nothing. Of equally near words the first wins.
pub(crate) fn nearest<'a>(word: &str, among: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let typed = folded(word)?;
    let allowed = (typed.len() / 3).max(1);
    among
        .into_iter()
        .filter_map(|known| Some((distance(&typed, &folded(known)?), known)))
        .filter(|&(apart, _)| apart <= allowed)
        .min_by_key(|&(apart, _)| apart)
        .map(|(_, known)| known)
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
        assert_eq!(nearest(&"claims".repeat(100_000), known), None);
    }
}
