//! Goes through a text once, copies what is plain, and replaces the rest.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::class::{Class, class, is_plain};
use super::{Unit, offset};
use crate::source::lookalike;
use crate::source::scan::Mask;

pub(super) struct Folder<'a> {
    original: &'a str,
    pub(super) text: String,
    pub(super) units: Vec<Unit>,
    at: usize,
}

impl<'a> Folder<'a> {
    pub(super) fn new(original: &'a str) -> Self {
        Self {
            original,
            text: String::with_capacity(original.len()),
            units: Vec::with_capacity(original.len() / 128),
            at: 0,
        }
    }

    pub(super) fn run(&mut self) {
        let plain = Mask::new(self.original.as_bytes(), is_plain);
        while self.at < self.original.len() {
            let end = plain.end(self.at);
            self.text.push_str(&self.original[self.at..end]);
            self.at = end;
            let Some(c) = self.original[self.at..].chars().next() else {
                return;
            };
            self.special(c);
        }
    }

    fn special(&mut self, c: char) {
        match class(c) {
            Class::Copy => {
                self.text.push(c);
                self.at += c.len_utf8();
            }
            Class::Quote => self.replace(c.len_utf8(), "\""),
            Class::Apostrophe => self.apostrophe(c),
            Class::Dash => {
                let len = self.run_of(c);
                self.replace(len, "-");
            }
            Class::Space => self.replace(c.len_utf8(), " "),
            // Half of a line break, or a whole one.
            Class::Return if self.original[self.at + 1..].starts_with('\n') => self.replace(1, " "),
            Class::Return | Class::Line => self.replace(c.len_utf8(), "\n"),
            Class::Drop => self.replace(c.len_utf8(), ""),
            Class::SoftHyphen => self.soft_hyphen(),
            Class::Become(other) => self.replace(c.len_utf8(), other),
            Class::Letter => self.word(),
        }
    }

    /// Bytes of the run of `c` that begins here.
    fn run_of(&self, c: char) -> usize {
        let rest = &self.original[self.at..];
        rest.len() - rest.trim_start_matches(c).len()
    }

    fn replace(&mut self, original_len: usize, by: &str) {
        let original = &self.original[self.at..self.at + original_len];
        if by != original && (by.len() != original_len || original_len > 1) {
            self.units.push(Unit {
                folded: offset(self.text.len()),
                folded_len: offset(by.len()),
                original: offset(self.at),
                original_len: offset(original_len),
            });
        }
        self.text.push_str(by);
        self.at += original_len;
    }

    /// An apostrophe stands between two letters; elsewhere the same signs are quotation marks.
    fn apostrophe(&mut self, c: char) {
        let len = c.len_utf8();
        let rest = &self.original[self.at + len..];
        if rest.starts_with(c) && matches!(c, '\'' | '`' | '´' | '‘' | '’' | '′') {
            return self.replace(2 * len, "\"");
        }
        let joins = |c: char| c.is_alphanumeric() || is_combining_mark(c);
        let before = self.text.chars().next_back().is_some_and(joins);
        let after = rest
            .chars()
            .find(|&c| !matches!(class(c), Class::Drop | Class::SoftHyphen))
            .is_some_and(joins);
        self.replace(len, if before && after { "'" } else { "\"" });
    }

    /// A soft hyphen is a hyphen where a line ends at it, and nothing anywhere else.
    fn soft_hyphen(&mut self) {
        let rest = self.original[self.at..].trim_start_matches('\u{AD}');
        let len = self.original.len() - self.at - rest.len();
        let at_line_end = rest
            .trim_start_matches([' ', '\r'])
            .starts_with(['\n', '\u{2028}']);
        self.replace(len, if at_line_end { "-" } else { "" });
    }

    /// Folds the rest of the word that the letter here belongs to.
    ///
    /// The word's ASCII head is already copied: it is taken back, so that a combining mark finds the
    /// letter that it stands on.
    fn word(&mut self) {
        let head = self.text[..]
            .bytes()
            .rev()
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        // What was copied is as long as the original unless a unit lies in between.
        let unit_end = self.units.last().map_or(0, |unit| unit.folded_end());
        let head = head.min(self.text.len() - unit_end);
        let start = self.at - head;
        let in_word = |c: char| match class(c) {
            Class::Letter | Class::Drop => true,
            Class::Copy => c.is_ascii_alphanumeric(),
            _ => false,
        };
        let rest = &self.original[start..];
        let word = &rest[..rest.find(|c| !in_word(c)).unwrap_or(rest.len())];
        self.text.truncate(self.text.len() - head);
        self.at = start;
        let script = lookalike::Script::of(word);
        let mut rest = word;
        while let Some(first) = rest.chars().next() {
            let len = cluster(rest, first);
            self.cluster(len, script);
            rest = &rest[len..];
        }
    }

    fn cluster(&mut self, len: usize, script: lookalike::Script) {
        let cluster = &self.original[self.at..self.at + len];
        if single(cluster).is_some_and(is_settled) {
            self.text.push_str(cluster);
            self.at += len;
            return;
        }
        let folded: String = cluster
            .chars()
            .filter(|&c| class(c) != Class::Drop)
            .nfd()
            .flat_map(letters)
            .map(|c| script.latin(c))
            .nfc()
            .collect();
        if folded == cluster {
            self.text.push_str(cluster);
            self.at += len;
        } else {
            self.replace(len, &folded);
        }
    }
}

/// Bytes of the letter at the start of `rest` with the marks that stand on it.
fn cluster(rest: &str, first: char) -> usize {
    let continues = |c: char| {
        is_combining_mark(c)
            || matches!(c, '\u{1160}'..='\u{11FF}' | '\u{D7B0}'..='\u{D7FF}')
            || class(c) == Class::Drop
    };
    let tail = &rest[first.len_utf8()..];
    first.len_utf8() + tail.find(|c| !continues(c)).unwrap_or(tail.len())
}

/// The letter that a cluster is, if it has no marks.
fn single(cluster: &str) -> Option<char> {
    let mut chars = cluster.chars();
    chars.next().filter(|_| chars.next().is_none())
}

/// Whether folding leaves a letter without marks as it is.
pub(super) fn is_settled(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{C0}'..='\u{131}' | '\u{134}'..='\u{13E}' | '\u{141}'..='\u{148}'
            | '\u{14A}'..='\u{17E}' | '\u{180}'..='\u{1BF}' | '\u{3040}'..='\u{30FF}'
            | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
}

/// The letters that a ligature or a letter in another dress (full width, mathematical) stands for.
fn letters(c: char) -> impl Iterator<Item = char> {
    let dressed = matches!(c, 'ĳ' | 'Ĳ' | 'ŉ' | 'ŀ' | 'Ŀ' | 'ſ' | 'Ǆ'..='ǌ' | 'Ǳ'..='ǳ'
        | '\u{2100}'..='\u{214F}' | '\u{FB00}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFE}'
        | '\u{FF21}'..='\u{FFDC}' | '\u{1D400}'..='\u{1D7CB}')
        && c.is_alphabetic();
    let many = dressed.then(|| std::iter::once(c).nfkd());
    let one = (!dressed).then_some(c);
    many.into_iter().flatten().chain(one)
}
