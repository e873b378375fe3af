//! Titles: quotation marks around the name of a work, of a program, of a heading.

/// Small words that a title writes without a capital.
const SMALL: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "for", "and", "or", "but", "to", "at", "by", "with",
    "from", "as", "is", "vs", "into", "over", "up", "de", "la", "nor", "via",
];

/// Whether `words`, which stand in quotation marks, are written as a title: “Fox News Sunday.”
pub(crate) fn is_title(words: &str) -> bool {
    let mut capitals = 0;
    let mut count = 0;
    for word in words.split_whitespace().take(16) {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() {
            continue;
        }
        count += 1;
        let first = bare.chars().next().unwrap_or(' ');
        if first.is_uppercase() {
            capitals += 1;
        } else if !(first.is_ascii_digit() || (count > 1 && SMALL.contains(&bare))) {
            return false;
        }
    }
    let ends = words.trim_end();
    (2..16).contains(&count)
        && capitals >= 2
        && !ends.ends_with(['!', '?'])
        && !is_shouted(words)
        && !ends.contains(". ")
}

/// Whether all letters are capitals.
fn is_shouted(words: &str) -> bool {
    !words.chars().any(char::is_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_are_told_from_speech() {
        for (words, expected) in [
            ("Fox News Sunday,", true),
            ("Russia and China: A Partnership for the Future.", true),
            ("The War on Drugs", true),
            ("Shark Tank.", true),
            ("no limits", false),
            ("We believe that many of the provisions", false),
            ("Hello", false),
            ("U-S-A! U-S-A!", false),
            ("The Donald. Big Daddy.", false),
        ] {
            assert_eq!(is_title(words), expected, "{words}");
        }
    }
}
