//! Stretches of a text that are cut into the same tokens by themselves as within the whole.
//!
//! Folding and cutting look no further than the end of a line: where a line ends, both begin anew. A token is
//! also told what space stands before it, which after a blank line is known. What reaches further is a word
//! that a page's end cuts (see [`super::JointKind::Page`]): so a stretch begins and ends at such blank lines
//! alone before which no such word can be open.

use memchr::{memchr, memrchr};

use crate::span::Span;

/// The least stretch of `text` around `span` that is cut into tokens by itself as within the whole, but for
/// their places; all of it where there is no less. In time linear in what it is longer than `span`.
///
/// # Panics
/// When `span` lies outside `text`.
#[must_use]
pub(crate) fn stretch_around(text: &str, span: Span) -> Span {
    let bytes = text.as_bytes();
    Span::new(start_before(bytes, span.start), end_after(bytes, span.end))
}

/// The last place up to `at` where a stretch may begin.
fn start_before(text: &[u8], at: usize) -> usize {
    let mut at = at;
    while let Some(feed) = memrchr(b'\n', &text[..at]) {
        let above = text[..feed].trim_ascii_end();
        if is_blank(&text[above.len()..feed]) && is_closed(above) {
            return feed + 1;
        }
        at = above.len();
    }
    0
}

/// The first place from `at` on where a stretch may end.
fn end_after(text: &[u8], at: usize) -> usize {
    let mut at = at;
    while let Some(ahead) = memchr(b'\n', &text[at..]) {
        let feed = at + ahead;
        let below = text[feed..].trim_ascii_start();
        let space = &text[feed + 1..text.len() - below.len()];
        let last = memrchr(b'\n', space);
        if let Some(last) = last
            && is_closed(text[..feed].trim_ascii_end())
        {
            return feed + 1 + last + 1;
        }
        at = text.len() - below.len();
    }
    text.len()
}

/// Whether a blank line begins behind `space`, the white space before a line's end.
fn is_blank(space: &[u8]) -> bool {
    memchr(b'\n', space).is_some()
}

/// Whether a text that ends in these bytes has, behind its last hyphen, something that no page has between the
/// halves of a word: a word but those of a page's number, or a mark.
fn is_closed(text: &[u8]) -> bool {
    let text = text.strip_suffix(b".").unwrap_or(text);
    match text {
        // The last two are ’ and ”.
        [.., b',' | b'!' | b'?' | b':' | b')' | b'"'] | [.., 0xE2, 0x80, 0x99 | 0x9D] => true,
        [.., last] if last.is_ascii_alphabetic() => {
            let letters = text.iter().rev().take_while(|it| it.is_ascii_alphabetic());
            let word = &text[text.len() - letters.count()..];
            let is_of_page = |it: &&[u8]| word.eq_ignore_ascii_case(it);
            ![&b"page"[..], b"p", b"of"].iter().any(is_of_page)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::FileFailurePersistence;

    use super::*;
    use crate::source::token::{Joint, Token, Tokens};

    #[test]
    fn a_stretch_goes_from_blank_line_to_blank_line() {
        for (text, at, expected) in [
            ("one\n\ntwo.\n\nthree", "two", "two.\n\n"),
            ("one\n\ntwo\nit of\n\nthree", "two", "two\nit of\n\nthree"),
            ("one\n \r\n\n two!\n\t\n\n\nthree", "two", " two!\n\t\n\n\n"),
            (
                "an exam-\n\n12\n\nple of\n\nit",
                "12",
                "an exam-\n\n12\n\nple of\n\nit",
            ),
            ("one", "one", "one"),
            ("\n\n\none\n\n\n", "one", "\n\n\none\n\n\n"),
        ] {
            let start = text.find(at).unwrap();
            let stretch = stretch_around(text, Span::new(start, start + at.len()));
            assert_eq!(stretch.of(text), expected, "{text:?}");
        }
    }

    /// A text made of what tokens, their spaces and their joints depend on.
    fn text() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            4 => "(\n| ?\r?\n){1,3}",
            2 => "[-–—.,!?:;\"'’”“)(\\[\\]>#/*|%$+ \t]{1,3}",
            2 => "(page|Page|of|p|p\\.|12|3\\.5|5 %|-5)",
            1 => "[\u{ad}\u{200b}\u{301}éßﬁаK²\u{a0}…\u{2028}\u{c}]",
            4 => "[ ]?[a-zA-Z]{1,6}",
            2 => "[a-z]{1,4}-\n{1,2}",
        ];
        proptest::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 2048,
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
                "tests/regressions/stretch.txt",
            ))),
            ..ProptestConfig::default()
        })]

        #[test]
        fn a_stretch_is_cut_as_within_the_whole(text in text(), at in 0..200_usize) {
            let at = text.floor_char_boundary(at.min(text.len()));
            let stretch = stretch_around(&text, Span::new(at, at));
            let (whole, own) = (Tokens::new(&text), Tokens::new(stretch.of(&text)));
            let first = whole.within(stretch).start;
            let folded = whole.fold().folded(stretch).start;
            let shifted = |token: &Token| Token {
                start: token.start + u32::try_from(folded).unwrap(),
                end: token.end + u32::try_from(folded).unwrap(),
                ..*token
            };
            let expected: Vec<Token> = own.all().iter().map(shifted).collect();
            prop_assert_eq!(&whole.all()[whole.within(stretch)], &expected[..], "{:?}", stretch);
            for idx in 0..own.len() {
                let span = own.span(idx, idx + 1).shifted(stretch.start);
                prop_assert_eq!(whole.span(first + idx, first + idx + 1), span);
            }
            let (from, to) = (first, first + own.len());
            let touches = |it: &&Joint| (it.start as usize) < to && (it.end as usize) > from;
            let shifted = |it: &Joint| Joint {
                start: it.start + u32::try_from(first).unwrap(),
                end: it.end + u32::try_from(first).unwrap(),
                ..*it
            };
            let expected: Vec<Joint> = own.joints().iter().map(shifted).collect();
            let joints: Vec<Joint> = whole.joints().iter().filter(touches).copied().collect();
            prop_assert_eq!(joints, expected);
        }
    }
}
