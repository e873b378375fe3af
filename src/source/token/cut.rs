//! The cutter: where tokens begin and end in a folded text.

use super::key::{self, key};
use super::{Before, Kind, Token, offset};
use crate::source::fold::Fold;
use crate::source::scan::{Mask, char_at};
use crate::span::Span;

/// Cuts the folded text of `original` into tokens; and which of them are dashes and opening square brackets,
/// by number in order.
pub(super) fn cut(original: &str, fold: &Fold) -> (Vec<Token>, Vec<u32>) {
    let mut cutter = Cutter::new(original, fold);
    cutter.run();
    if let Some(first) = cutter.tokens.first_mut() {
        first.before = Before::Blank;
    }
    (cutter.tokens, cutter.hinges)
}

struct Cutter<'a> {
    original: &'a str,
    fold: &'a Fold,
    text: &'a str,
    /// Its ASCII letters.
    letters: Mask,
    at: usize,
    end_of_last: usize,
    tokens: Vec<Token>,
    hinges: Vec<u32>,
}

impl<'a> Cutter<'a> {
    fn new(original: &'a str, fold: &'a Fold) -> Self {
        Self {
            original,
            fold,
            text: fold.text(),
            letters: Mask::new(fold.text().as_bytes(), |byte| byte.is_ascii_alphabetic()),
            at: 0,
            end_of_last: 0,
            tokens: Vec::with_capacity(original.len() / 4),
            hinges: Vec::new(),
        }
    }

    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        while let Some(&byte) = bytes.get(self.at) {
            if byte == b' ' {
                self.at += 1;
                continue;
            }
            if byte.is_ascii_alphabetic() && self.plain_words() {
                continue;
            }
            if byte.is_ascii_punctuation() && !matches!(byte, b'+' | b'-' | b'.' | b'$') {
                self.mark(char::from(byte));
                continue;
            }
            let Some(c) = self.peek(self.at) else {
                return;
            };
            if c.is_whitespace() {
                self.at += c.len_utf8();
            } else if let Some(end) = self.number() {
                self.push(end, Kind::Word);
            } else if is_letter(c) || c.is_ascii_digit() {
                let end = self.word();
                self.push(end, Kind::Word);
                self.possessive();
            } else {
                self.mark(c);
            }
        }
    }

    /// Takes the words that begin here with single spaces between them, as far as each has nothing but ASCII
    /// letters and nothing that could belong to it follows. Most words are such. Whether there is one.
    #[inline]
    fn plain_words(&mut self) -> bool {
        let text = self.text.as_bytes();
        let mut at = self.at;
        let mut before = self.before();
        loop {
            let end = at + self.letters.run(at);
            let next = text.get(end).copied().unwrap_or(b'\n');
            if end == at || next != b' ' && may_go_on(&text[at..end], next) {
                let is_any = at > self.at;
                self.at = at;
                return is_any;
            }
            self.tokens.push(Token {
                start: offset(at),
                end: offset(end),
                key: key::of_run(text, at, end - at),
                kind: Kind::Word,
                before,
            });
            self.end_of_last = end;
            if next != b' ' {
                self.at = end;
                return true;
            }
            at = end + 1;
            before = Before::Space;
        }
    }

    fn peek(&self, at: usize) -> Option<char> {
        char_at(self.text, at)
    }

    #[inline]
    fn byte(&self, at: usize) -> u8 {
        self.text.as_bytes().get(at).copied().unwrap_or(b' ')
    }

    fn push(&mut self, end: usize, kind: Kind) {
        let key = match kind {
            Kind::Ellipsis => key::of_mark('…'),
            Kind::Quote => key::of_mark('"'),
            _ => key(&self.text[self.at..end]),
        };
        self.push_key(end, kind, key);
    }

    /// What stands between here and the last token.
    #[inline]
    fn before(&self) -> Before {
        match &self.text.as_bytes()[self.end_of_last..self.at] {
            [] => Before::Joined,
            [b' '] => Before::Space,
            space => before(space),
        }
    }

    #[inline]
    fn push_key(&mut self, end: usize, kind: Kind, key: u32) {
        let before = self.before();
        self.tokens.push(Token {
            start: offset(self.at),
            end: offset(end),
            key,
            kind,
            before,
        });
        self.at = end;
        self.end_of_last = end;
    }

    /// The end of the number with its sign, currency and percent sign, if one begins here.
    fn number(&self) -> Option<usize> {
        let mut at = self.at;
        let head = self.peek(at)?;
        if !(head.is_ascii_digit() || is_currency(head) || matches!(head, '+' | '-' | '.')) {
            return None;
        }
        let after_word = self.text[..at]
            .chars()
            .next_back()
            .is_some_and(|c| is_letter(c) || c.is_numeric());
        if matches!(head, '+' | '-') && !after_word && self.is_sign(at) {
            at += 1;
        }
        if let Some(currency) = self.peek(at).filter(|&c| is_currency(c)) {
            at += currency.len_utf8();
            if self.byte(at) == b' ' && currency != '$' && self.byte(at + 1).is_ascii_digit() {
                at += 1;
            }
        }
        if matches!(self.byte(at), b'+' | b'-') && at > self.at && self.is_sign(at) {
            at += 1;
        }
        if self.byte(at) == b'.' && !(after_word && at == self.at) {
            at += 1;
        }
        if !self.byte(at).is_ascii_digit() {
            return None;
        }
        let end = self.digits(at);
        Some(self.unit(end))
    }

    /// Whether the dash at `at` can be a minus sign: an em dash cannot.
    fn is_sign(&self, at: usize) -> bool {
        let span = self.fold.original(Span::new(at, at + 1));
        matches!(
            span.of(self.original),
            "-" | "+" | "−" | "–" | "‐" | "‑" | "﹣" | "－"
        )
    }

    /// The end of the digits from `at`, and of letters that follow them at once (`21st`, `3bn`).
    fn digits(&self, mut at: usize) -> usize {
        loop {
            let byte = self.byte(at);
            if byte.is_ascii_digit() {
                at += 1;
            } else if matches!(byte, b'.' | b',' | b':' | b'/')
                && self.byte(at - 1).is_ascii_digit()
                && self.byte(at + 1).is_ascii_digit()
            {
                at += 2;
            } else {
                match self.peek(at) {
                    Some(c) if is_letter(c) || (c.is_numeric() && !is_raised(c)) || c == '⁄' => {
                        at += c.len_utf8();
                    }
                    _ => return at,
                }
            }
        }
    }

    /// The end of a percent sign or a currency after the number that ends at `at`.
    fn unit(&self, at: usize) -> usize {
        match self.peek(at) {
            Some(c) if matches!(c, '%' | '‰') || is_currency(c) => {
                let end = at + c.len_utf8();
                if is_currency(c) && self.byte(end).is_ascii_digit() {
                    at
                } else {
                    end
                }
            }
            Some(' ') if matches!(self.byte(at + 1), b'%') => at + 2,
            _ => at,
        }
    }

    /// The end of the word that begins here.
    fn word(&self) -> usize {
        let mut at = self.at;
        let mut segment = 0;
        while let Some(c) = self.peek(at) {
            if is_ideograph(c) {
                return if at == self.at { at + c.len_utf8() } else { at };
            }
            if is_letter(c) || (c.is_numeric() && !is_raised(c)) {
                at += c.len_utf8();
                segment += 1;
            } else if (c == '\'' && self.joins_at(at))
                || (c == '.' && segment == 1 && self.is_single_letter(at + 1))
            {
                at += 1;
                segment = 0;
            } else {
                return at;
            }
        }
        at
    }

    /// Whether the apostrophe at `at` is one within a word, not that of a possessive.
    fn joins_at(&self, at: usize) -> bool {
        let next = self.peek(at + 1);
        next.is_some_and(is_letter) && !self.is_possessive(at)
    }

    fn is_possessive(&self, at: usize) -> bool {
        self.byte(at) == b'\''
            && self.byte(at + 1).eq_ignore_ascii_case(&b's')
            && !self
                .peek(at + 2)
                .is_some_and(|c| is_letter(c) || c.is_ascii_digit() || c == '\'')
    }

    fn is_single_letter(&self, at: usize) -> bool {
        self.peek(at).is_some_and(|c| {
            is_letter(c)
                && !self
                    .peek(at + c.len_utf8())
                    .is_some_and(|c| is_letter(c) || c.is_numeric() || c == '\'')
        })
    }

    fn possessive(&mut self) {
        if self.is_possessive(self.at) {
            self.push(self.at + 2, Kind::Word);
        }
    }

    fn mark(&mut self, c: char) {
        if matches!(c, '-' | '[') {
            self.hinges.push(offset(self.tokens.len()));
        }
        match c {
            '"' | '\'' => self.push(self.at + 1, Kind::Quote),
            '-' => self.push(self.at + 1, Kind::Dash),
            '.' => self.dots(),
            _ => self.push_key(self.at + c.len_utf8(), Kind::Mark, key::of_mark(c)),
        }
    }

    /// A stop, an ellipsis, or the two together; the stop comes first, as the sentence ends before
    /// what is left out.
    fn dots(&mut self) {
        let step = if self.text[self.at..].starts_with(". .") {
            2
        } else {
            1
        };
        let mut n_dots = 1;
        while self.byte(self.at + n_dots * step) == b'.'
            && (step == 1 || self.byte(self.at + n_dots * step - 1) == b' ')
        {
            n_dots += 1;
        }
        let end = self.at + (n_dots - 1) * step + 1;
        if n_dots < 3 {
            return self.push_key(self.at + 1, Kind::Mark, key::of_mark('.'));
        }
        if n_dots == 4 {
            self.push(self.at + 1, Kind::Mark);
            self.at += step - 1;
        }
        self.push(end, Kind::Ellipsis);
    }
}

/// Whether a word may go on with `next` after these ASCII letters.
#[inline]
fn may_go_on(letters: &[u8], next: u8) -> bool {
    let is_stop_within = next == b'.' && letters.len() == 1;
    !next.is_ascii() || next.is_ascii_alphanumeric() || next == b'\'' || is_stop_within
}

/// What `space` between two tokens is.
fn before(space: &[u8]) -> Before {
    let mut line_breaks = space.iter().filter(|&&byte| byte == b'\n');
    match (line_breaks.next(), line_breaks.next()) {
        (None, _) => Before::Space,
        (Some(_), None) => Before::Line,
        (Some(_), Some(_)) => Before::Blank,
    }
}

fn is_letter(c: char) -> bool {
    if c.is_ascii() {
        c.is_ascii_alphabetic()
    } else {
        c.is_alphabetic()
            || unicode_normalization::char::is_combining_mark(c)
            || (c.is_numeric() && !is_raised(c))
    }
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{309F}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Raised digits after a word are the mark of a footnote.
fn is_raised(c: char) -> bool {
    matches!(c, '¹' | '²' | '³' | '\u{2070}' | '\u{2074}'..='\u{2079}')
}

fn is_currency(c: char) -> bool {
    matches!(
        c,
        '$' | '£' | '¢' | '¥' | '\u{20A0}'..='\u{20CF}' | '¤' | '﷼' | '＄' | '￡' | '￥'
    )
}
