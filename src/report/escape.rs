//! Makes text safe to show on a terminal: what moves the cursor, colors the screen, reverses the
//! direction of writing or hides words is spelled out instead.

use std::borrow::Cow;

/// What stands for a form feed, with which a page begins in many an honest text.
const FEED: char = '␌';

/// `text` with every character that a terminal would obey written as `\u{1b}`.
///
/// Line feeds and tabs stay. Escaped are the control characters of C0 and C1, the bidirectional
/// marks and overrides of UAX #9, the line and paragraph separators, the invisible tags of U+E0000
/// to U+E007F, and what takes no room and joins no letters (zero-width spaces, byte order marks): a
/// word that is not found because it holds one must not look like the word that was sought.
#[must_use]
pub(super) fn visible(text: &str) -> Cow<'_, str> {
    if !holds_obeyed(text) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\u{c}' => shown.push(FEED),
            _ if obeyed(c) => shown.extend(c.escape_unicode()),
            _ => shown.push(c),
        }
    }
    Cow::Owned(shown)
}

/// The same on one line: every run of white space is one space.
#[must_use]
pub fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    visible(&words.join(" ")).into_owned()
}

/// A JSON document with the same characters written as escapes, which changes nothing that it says:
/// outside strings JSON has none of them but line feeds and tabs.
#[must_use]
pub(super) fn in_json(document: String) -> String {
    if !holds_obeyed(&document) {
        return document;
    }
    let mut shown = String::with_capacity(document.len());
    for c in document.chars() {
        if obeyed(c) {
            let units = c.encode_utf16(&mut [0; 2]).to_vec();
            shown.extend(units.iter().map(|unit| format!("\\u{unit:04x}")));
        } else {
            shown.push(c);
        }
    }
    shown
}

/// Whether a terminal would obey a character of `text`; most characters are told by their first byte.
fn holds_obeyed(text: &str) -> bool {
    let is_obeyed = |at: usize| text[at..].chars().next().is_some_and(obeyed);
    let stretches = text.as_bytes().chunks(STRETCH).zip((0..).step_by(STRETCH));
    // A stretch is looked at as a whole, without a branch a byte; few need a second look.
    let is_suspect = |bytes: &[u8]| {
        let each = bytes.iter().map(|&byte| u8::from(may_be_obeyed(byte)));
        each.fold(0, |any, it| any | it) > 0
    };
    let mut suspects = stretches.filter(|(bytes, _)| is_suspect(bytes));
    suspects.any(|(bytes, start)| {
        let mut bytes = bytes.iter().zip(start..);
        bytes.any(|(&byte, at)| may_be_obeyed(byte) && is_obeyed(at))
    })
}

/// How many bytes are looked at together.
const STRETCH: usize = 32;

/// Whether a byte is a control of ASCII, or the first byte of another character that [`obeyed`] has.
#[inline]
fn may_be_obeyed(byte: u8) -> bool {
    matches!(byte, 0..=8 | 11..=31 | 0x7F | 0xC2 | 0xD8 | 0xE2 | 0xEF | 0xF3)
}

fn obeyed(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{61c}'
        | '\u{200b}'
        | '\u{2060}'..='\u{2064}'
        | '\u{feff}'
        | '\u{200e}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2066}'..='\u{2069}'
        | '\u{e0000}'..='\u{e007f}' => true,
        _ => c.is_control(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_character_that_is_obeyed_is_passed_over() {
        for c in ('\0'..=char::MAX).filter(|&c| obeyed(c)) {
            assert!(holds_obeyed(&format!("a “{c}” z")), "{c:?}");
        }
        assert!(!holds_obeyed("“ʼ؟Ā€, \u{2003}\u{10ffff}\n\t"));
    }

    #[test]
    fn what_a_terminal_obeys_is_spelled_out() {
        for (text, shown) in [
            ("plain “text”\tand\nlines", "plain “text”\tand\nlines"),
            ("\u{1b}[2Jgone", "\\u{1b}[2Jgone"),
            ("a\rb", "a\\u{d}b"),
            ("c1 \u{9b}31m", "c1 \\u{9b}31m"),
            ("not \u{202e}guilty\u{202c}", "not \\u{202e}guilty\\u{202c}"),
            ("\u{2066}x\u{2069}", "\\u{2066}x\\u{2069}"),
            ("\u{feff}Ukr\u{200b}aine", "\\u{feff}Ukr\\u{200b}aine"),
            ("naïve Zoë 👩‍👩‍👧", "naïve Zoë 👩‍👩‍👧"),
        ] {
            assert_eq!(visible(text), shown);
        }
    }

    #[test]
    fn json_says_the_same_when_it_is_escaped() {
        for text in ["“a”\n", "\u{202e}x\u{9b}", "\u{e0041}\u{7f}\u{2028}"] {
            let plain = serde_json::to_string(text).unwrap();
            let escaped = in_json(plain);
            assert!(!escaped.contains(obeyed), "{escaped}");
            assert_eq!(serde_json::from_str::<String>(&escaped).unwrap(), text);
        }
    }

    #[test]
    fn one_line_has_no_breaks() {
        assert_eq!(one_line(" a\n b\r\n\tc\u{85}d "), "a b c d");
    }
}
