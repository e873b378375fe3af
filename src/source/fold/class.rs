//! What folding does with each character.

use unicode_normalization::char::is_combining_mark;

/// What folding does with a character outside words.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Class {
    Copy,
    Quote,
    Apostrophe,
    Dash,
    Space,
    Line,
    Return,
    Drop,
    SoftHyphen,
    Letter,
    Become(&'static str),
}

pub(super) fn class(c: char) -> Class {
    match c {
        '"'
        | '“'
        | '”'
        | '„'
        | '‟'
        | '«'
        | '»'
        | '″'
        | '‶'
        | 'ʺ'
        | '˝'
        | '＂'
        | '「'
        | '」'
        | '『'
        | '』'
        | '〝'
        | '〞'
        | '〟'
        | '❝'
        | '❞'
        | '\u{1F676}'..='\u{1F678}'
        | '‹'
        | '›' => Class::Quote,
        '\'' | '`' | '´' | '‘' | '’' | '‚' | '‛' | '′' | '‵' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ˈ'
        | '＇' | '❛' | '❜' => Class::Apostrophe,
        '-' | '‐'..='―' | '−' | '⁃' | '﹘' | '﹣' | '－' | '⸺' | '⸻' => Class::Dash,
        '\u{AD}' => Class::SoftHyphen,
        '\n' | '\u{85}' | '\u{2028}' | '\u{2029}' => Class::Line,
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{2066}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}'
        | '\u{34F}'
        | '\u{61C}'
        | '\u{180E}' => Class::Drop,
        '…' | '⋯' => Class::Become("..."),
        '！' => Class::Become("!"),
        '？' => Class::Become("?"),
        '，' => Class::Become(","),
        '：' => Class::Become(":"),
        '；' => Class::Become(";"),
        '（' => Class::Become("("),
        '）' => Class::Become(")"),
        '［' => Class::Become("["),
        '］' => Class::Become("]"),
        _ if c.is_ascii() => match c {
            '\t' => Class::Space,
            '\r' => Class::Return,
            '\u{B}' | '\u{C}' => Class::Line,
            _ => Class::Copy,
        },
        _ if c.is_whitespace() || c == '\u{2800}' => Class::Space,
        _ if c.is_alphabetic() || is_combining_mark(c) => Class::Letter,
        _ => Class::Copy,
    }
}

/// Whether a byte is ASCII that is copied without a look at what stands around it. All is looked at, so
/// that many bytes at a time can be asked.
#[inline]
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without a way out it is a few instructions on vectors"
)]
pub(super) const fn is_plain(byte: u8) -> bool {
    let is_mark = (byte == b'"') | (byte == b'\'') | (byte == b'`') | (byte == b'-');
    let is_space = (byte == b'\t') | (byte == b'\r') | (byte == 0x0B) | (byte == 0x0C);
    !(is_mark | is_space | (byte >= 0x80))
}
