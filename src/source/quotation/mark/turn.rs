//! What one quotation mark does where it stands: it opens, it closes, or it is an apostrophe or a sign of
//! feet, minutes or years.

/// The kinds of marks; only marks of one kind make a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Double,
    Straight,
    Angle,
    Corner,
    Single,
    Tick,
}

/// Whether a mark may begin with a byte, or the grave accent, which is a mark where it stands twice.
#[inline]
#[expect(
    clippy::needless_bitwise_bool,
    reason = "without a way out it is a few instructions on vectors"
)]
pub(super) fn leads(byte: u8) -> bool {
    // `"` and `'`, which differ in two bits, and so `#` and `&`; and the bytes C2 and E2.
    let is_straight = byte & 0b1111_1010 == b'"';
    let is_curly = byte & 0b1101_1111 == 0xC2;
    is_straight | (byte == b'`') | is_curly | (byte == 0xE3) | (byte == 0xEF)
}

/// The end of the mark at byte `at` of `words`, where it stands between two letters and can be an apostrophe only:
/// what [`turn`] tells of most marks, told by a look at a few bytes.
#[inline]
pub(super) fn apostrophe_end(words: &str, at: usize) -> Option<usize> {
    let bytes = words.as_bytes();
    let end = match bytes[at..] {
        [b'\'', ..] => at + 1,
        [0xE2, 0x80, 0x99, ..] => at + '’'.len_utf8(),
        _ => return None,
    };
    let before = bytes[..at].last();
    let mut around = [before, bytes.get(end)].into_iter();
    around
        .all(|byte| byte.is_some_and(u8::is_ascii_alphanumeric))
        .then_some(end)
}

impl Family {
    pub(super) fn of(mark: char) -> Option<Self> {
        match mark {
            '“' | '”' | '„' | '‟' | '〝' | '〞' => Some(Self::Double),
            '"' | '＂' => Some(Self::Straight),
            '«' | '»' => Some(Self::Angle),
            '「' | '」' | '『' | '』' => Some(Self::Corner),
            '‘' | '’' | '‚' | '‛' => Some(Self::Single),
            '\'' => Some(Self::Tick),
            _ => None,
        }
    }

    pub(super) fn is_single(self) -> bool {
        matches!(self, Self::Single | Self::Tick)
    }
}

/// What a mark does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    Opens,
    Closes,
    Neither,
}

/// What a mark does between the characters `before` and `after` it.
pub(super) fn turn(
    mark: char,
    before: Option<char>,
    after: Option<char>,
    rest: &str,
    is_open: bool,
) -> Turn {
    let after_gap = before.is_none_or(is_gap);
    let before_gap = after.is_none_or(char::is_whitespace);
    let family = Family::of(mark);
    if family.is_some_and(Family::is_single) {
        return single(mark, before, after, rest, is_open);
    }
    match mark {
        '“' if !after_gap && is_open && (before_gap || after.is_some_and(is_stop)) => {
            Turn::Closes
        }
        '“' | '„' | '‟' | '«' | '「' | '『' | '〝' => Turn::Opens,
        '”' if after_gap && !before_gap && !is_open && after.is_some_and(char::is_alphanumeric) => {
            Turn::Opens
        }
        '”' | '»' | '」' | '』' | '〞' => Turn::Closes,
        _ if after_gap && !before_gap && !after.is_some_and(is_stop) => Turn::Opens,
        _ if !after_gap && (before_gap || after.is_some_and(|c| !c.is_alphanumeric())) => {
            Turn::Closes
        }
        _ if is_open => Turn::Closes,
        _ if !before_gap => Turn::Opens,
        _ => Turn::Neither,
    }
}

/// What a single mark does: it is an apostrophe far more often than a quotation mark.
fn single(
    mark: char,
    before: Option<char>,
    after: Option<char>,
    rest: &str,
    is_open: bool,
) -> Turn {
    let after_gap = before.is_none_or(is_gap);
    let word_follows = after.is_some_and(|c| c.is_alphanumeric() || "[…($".contains(c));
    if after_gap && word_follows && mark != '’' {
        let is_elided = ["em ", "til ", "twas", "tis ", "cause ", "n "]
            .iter()
            .any(|word| rest.starts_with(word));
        let is_year = after.is_some_and(|c| c.is_ascii_digit()) && mark == '\'';
        return if is_elided || is_year {
            Turn::Neither
        } else {
            Turn::Opens
        };
    }
    let ends_word = !after_gap && !after.is_some_and(char::is_alphanumeric);
    if !ends_word || !is_open || mark == '‘' {
        return Turn::Neither;
    }
    let possessive = before == Some('s') && rest.starts_with(|c: char| c.is_whitespace());
    if possessive && rest.trim_start().starts_with(char::is_lowercase) && closes_later(rest) {
        return Turn::Neither;
    }
    Turn::Closes
}

/// Whether a single mark that can close a quotation comes soon, before another one opens.
fn closes_later(rest: &str) -> bool {
    let window = &rest[..rest.floor_char_boundary(200)];
    let mut before = ' ';
    let mut chars = window.chars().peekable();
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        if c == '‘' || (c == '\'' && is_gap(before) && after.is_alphanumeric()) {
            return false;
        }
        if (c == '’' || c == '\'') && !is_gap(before) && !after.is_alphanumeric() {
            return true;
        }
        before = c;
    }
    false
}

fn is_gap(c: char) -> bool {
    let is_stop = matches!(
        c,
        '(' | '[' | '{' | '—' | '–' | '-' | '―' | '/' | '>' | '*' | '_' | '…' | '\u{feff}'
    );
    is_stop || c.is_whitespace() || Family::of(c).is_some()
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | ')' | ']')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_letters_a_mark_is_an_apostrophe() {
        for mark in ["'", "’"] {
            let c = mark.chars().next().unwrap();
            for (before, after) in [('n', 't'), ('5', 's'), ('Z', '9')] {
                let words = format!("{before}{mark}{after}");
                assert_eq!(apostrophe_end(&words, 1), Some(1 + mark.len()));
                for is_open in [false, true] {
                    let turn = turn(c, Some(before), Some(after), "", is_open);
                    assert!(turn == Turn::Neither, "{words}");
                }
            }
        }
        for (words, at) in [("s’ a", 1), ("‘a", 0), ("a‘b", 1), ("a''b", 1), ("é’s", 2)] {
            assert_eq!(apostrophe_end(words, at), None, "{words}");
        }
    }

    #[test]
    fn marks_begin_with_the_bytes_that_are_looked_for() {
        for mark in ('\0'..=char::MAX).filter(|&c| Family::of(c).is_some() || c == '`') {
            let lead = mark.encode_utf8(&mut [0; 4]).as_bytes()[0];
            assert!(leads(lead), "{mark}");
        }
    }
}
