//! Plain words, compared as a reader would: typography, letter case and white space aside.

use unicode_normalization::UnicodeNormalization;

/// The words with quotation marks, apostrophes, dashes, white space and letter case folded, in NFC.
///
/// Digits, signs, accents and decimal points are kept: they say something.
pub(crate) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut space = false;
    for char in text.nfc().flat_map(char::to_lowercase) {
        let char = match char {
            '‘' | '’' | '‛' | 'ʼ' | '`' | '´' => '\'',
            '“' | '”' | '„' | '‟' | '«' | '»' => '"',
            '‐' | '‑' | '–' | '—' | '−' => '-',
            '\u{ad}' => continue,
            other => other,
        };
        if char.is_whitespace() {
            space = !folded.is_empty();
            continue;
        }
        if std::mem::take(&mut space) {
            folded.push(' ');
        }
        folded.push(char);
    }
    let quotes: &[char] = &['"', '\''];
    folded.trim_matches(quotes).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typography_case_and_space_fold_away_and_nothing_else_does() {
        for (a, b, same) in [
            ("“consonant”", "Consonant", true),
            ("Xi’s  visit", "xi's visit", true),
            ("cafe\u{301}", "café", true),
            ("cafe", "café", false),
            ("5", "3.5", false),
        ] {
            assert_eq!(fold(a) == fold(b), same, "{a} {b}");
        }
    }
}
