//! Plain words, compared as a reader would: typography, letter case and white space aside.

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// The words with quotation marks, apostrophes, dashes, white space and letter case folded, in NFC.
///
/// Digits, signs, accents and decimal points are kept: they say something.
pub(crate) fn fold(text: &str) -> String {
    // Nearly all text is composed already, and composing is most of the work.
    let is_composed = text.is_ascii() || is_nfc_quick(text.chars()) == IsNormalized::Yes;
    let folded = if is_composed {
        folded(text.len(), text.chars())
    } else {
        folded(text.len(), text.nfc())
    };
    let trimmed = folded.trim_matches(['"', '\'']);
    if trimmed.len() == folded.len() {
        return folded;
    }
    trimmed.to_owned()
}

fn folded(len: usize, chars: impl Iterator<Item = char>) -> String {
    let mut folded = String::with_capacity(len);
    let mut space = false;
    let mut push = |char: char| {
        let char = match char {
            '‘' | '’' | '‛' | 'ʼ' | '`' | '´' => '\'',
            '“' | '”' | '„' | '‟' | '«' | '»' => '"',
            '‐' | '‑' | '–' | '—' | '−' => '-',
            '\u{ad}' => return,
            other => other,
        };
        if char.is_whitespace() {
            space = !folded.is_empty();
            return;
        }
        if std::mem::take(&mut space) {
            folded.push(' ');
        }
        folded.push(char);
    };
    for char in chars {
        if char.is_ascii() {
            push(char.to_ascii_lowercase());
        } else {
            char.to_lowercase().for_each(&mut push);
        }
    }
    folded
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
