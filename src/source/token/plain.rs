//! Texts whose words stand in their bytes letter by letter, so that a word is found without cutting them.
//!
//! Folding may put letters in (a ligature, a letter of another script that looks like a Latin one) or take
//! something out of a word (a soft hyphen). Most texts have nothing of the kind. In these a word of ASCII
//! letters stands as it is, or is cut: at a line's end, or by square brackets.

use memchr::memmem;

use super::key::end_of_letters;
use crate::source::fold;
use crate::source::scan::{Mask, char_at};

/// A text in which folding changes no word.
#[derive(Debug)]
pub(crate) struct Plain {
    /// The text, its ASCII letters small.
    small: Vec<u8>,
    /// Words that a hyphen may cut: where they begin, and where the hyphen stands.
    cut: Vec<(usize, usize)>,
    /// Words with letters in square brackets: where the brackets open, and their letters.
    bracketed: Vec<(usize, Vec<u8>)>,
}

impl Plain {
    /// Looks through a text once; none where folding may change a word of it.
    pub(crate) fn new(text: &str) -> Option<Self> {
        let mut plain = Self {
            small: text.as_bytes().to_ascii_lowercase(),
            cut: Vec::new(),
            bracketed: Vec::new(),
        };
        let others = Mask::new(text.as_bytes(), is_usual);
        let mut at = others.end(0);
        while let Some(c) = char_at(text, at) {
            let next = at + c.len_utf8();
            match c {
                '[' => plain.bracketed.extend(plain.bracketed_at(at)),
                '-' => plain.cut.extend(plain.cut_at(at, next)),
                _ if !fold::keeps_words(c) => return None,
                _ if fold::is_dash(c) => plain.cut.extend(plain.cut_at(at, next)),
                _ => {}
            }
            at = others.end(next);
        }
        Some(plain)
    }

    /// Places in the text, as bytes of it, near which `word`, which is of small ASCII letters, may stand as a token
    /// or as a joint, whatever its case: at all others it does not.
    pub(crate) fn places(&self, word: &[u8]) -> impl Iterator<Item = usize> {
        let small = &self.small;
        let goes_on = |at: usize| small.get(at).is_some_and(u8::is_ascii_alphanumeric);
        let is_apart = move |&at: &usize| !(goes_on(at + word.len()) || at > 0 && goes_on(at - 1));
        let whole = memmem::find_iter(small, word).filter(is_apart);
        let is_head = move |&&(start, end): &&(usize, usize)| {
            let head = &small[start..end];
            word.len() > head.len() && word.starts_with(head)
        };
        let cut = self.cut.iter().filter(is_head).map(|&(start, _)| start);
        let bracketed = self.bracketed.iter().filter(move |it| it.1 == word);
        whole.chain(cut).chain(bracketed.map(|&(at, _)| at))
    }

    /// The word that the hyphen from `at` to `next` may cut: one that ends there and does not go on at once.
    fn cut_at(&self, at: usize, next: usize) -> Option<(usize, usize)> {
        let start = self.start_of_letters(at);
        let goes_on = self.small.get(next).is_some_and(u8::is_ascii_alphanumeric);
        (start < at && !goes_on).then_some((start, at))
    }

    /// The word of which some letters stand in the square brackets that open at `open`.
    fn bracketed_at(&self, open: usize) -> Option<(usize, Vec<u8>)> {
        let close = end_of_letters(&self.small, open + 1);
        if self.small.get(close) != Some(&b']') {
            return None;
        }
        let head = self.start_of_letters(open)..open;
        let tail = close + 1..end_of_letters(&self.small, close + 1);
        let parts = [head, open + 1..close, tail].map(|part| &self.small[part]);
        Some((open, parts.concat()))
    }

    /// The start of the run of ASCII letters that ends at `end`.
    fn start_of_letters(&self, end: usize) -> usize {
        let letters = self.small[..end].iter().rev();
        end - letters.take_while(|it| it.is_ascii_alphabetic()).count()
    }
}

/// Whether a byte is neither part of a character that is not ASCII nor a mark that may stand within a word.
#[inline]
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without a way out it is a few instructions on vectors"
)]
const fn is_usual(byte: u8) -> bool {
    !((byte == b'-') | (byte == b'[') | (byte >= 0x80))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;
    use proptest::test_runner::FileFailurePersistence;

    use super::*;
    use crate::source::token::{Kind, Tokens, key};

    #[test]
    fn a_word_stands_where_its_letters_do() {
        for (text, word, expected) in [
            ("War, warfare, post-WAR; war’s", "war", &[0, 19, 24][..]),
            ("an exam-\nple, an exam–ple", "example", &[3]),
            ("[T]he ex[am]ple", "the", &[0]),
            ("[T]he ex[am]ple", "example", &[8]),
            ("5war war5 U.S.war", "war", &[14]),
        ] {
            let plain = Plain::new(text).unwrap();
            let places: Vec<usize> = plain.places(word.as_bytes()).collect();
            assert_eq!(places, expected, "{word} in {text:?}");
        }
        for text in [
            "the ﬁnal",
            "of\u{ad}fice",
            "Straße",
            "wаr",
            "cafe\u{301}",
            "［T］he",
        ] {
            assert!(Plain::new(text).is_none(), "{text:?}");
        }
    }

    /// A text made of what words depend on.
    fn text() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            4 => "[ \n]",
            2 => "[-–—.'’\\[\\]\"“%5é½ ]",
            1 => "[\u{ad}ß\u{131}\u{130}ﬁа\u{212a}\u{a0}…［一]",
            8 => "(war|War|wa|r|RW|w|ex)",
            2 => "(wa|ex)-(\n|\n\n12\n)(r|war)",
            1 => "[\\[]w[\\]]ar",
        ];
        proptest::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 2048,
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
                "tests/regressions/plain.txt",
            ))),
            ..ProptestConfig::default()
        })]

        #[test]
        fn a_word_stands_nowhere_else(text in text()) {
            let Some(plain) = Plain::new(&text) else {
                return Ok(());
            };
            let tokens = Tokens::new(&text);
            for word in ["war", "wa", "r", "rw", "w", "ex", "exwar", "warr"] {
                let places: BTreeSet<usize> = plain.places(word.as_bytes()).collect();
                let words = tokens.all().iter().enumerate();
                let words = words.filter(|(_, it)| it.kind == Kind::Word && it.key == key(word));
                for (idx, _) in words {
                    let at = tokens.span(idx, idx + 1).start;
                    prop_assert!(places.contains(&at), "{word} at {at} in {text:?}");
                }
                for joint in tokens.joints().iter().filter(|it| it.key == key(word)) {
                    let span = tokens.span(joint.start as usize, joint.end as usize);
                    let is_near = |at: &usize| span.start <= *at && *at < span.end;
                    prop_assert!(places.iter().any(is_near), "{word} in {span:?} of {text:?}");
                }
            }
        }
    }
}
