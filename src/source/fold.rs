//! Folds a text to a search text, and maps the search text back to the original bytes.
//!
//! Folding takes away what a typesetter may change without changing what was said: which quotation
//! mark, apostrophe, dash or space stands there, the normal form of a letter, ligatures, soft hyphens,
//! letters of another script that look like Latin ones. It keeps case and line breaks, since other
//! rungs of the ladder decide about those, and it never touches digits, signs, decimal points,
//! percent, currency, negation or accents.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::lookalike;
use crate::span::Span;

/// The mark that stands for every quotation mark.
pub const QUOTE: char = '"';
/// The mark that stands for an apostrophe within a word.
pub const APOSTROPHE: char = '\'';
/// The mark that stands for every dash, hyphen and minus sign.
pub const DASH: char = '-';

/// A search text and the way back to the text that it was made from.
///
/// ```
/// use claimtest::source::fold::Fold;
/// use claimtest::span::Span;
///
/// let original = "“No limits”—said twice";
/// let fold = Fold::new(original);
/// assert_eq!(fold.text(), "\"No limits\"-said twice");
/// assert_eq!(fold.original(Span::new(1, 10)).of(original), "No limits");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fold {
    text: String,
    units: Vec<Unit>,
}

/// A stretch that was replaced as a whole; everything between two units was copied byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Unit {
    folded: u32,
    folded_len: u32,
    original: u32,
    original_len: u32,
}

impl Unit {
    fn folded_end(self) -> usize {
        (self.folded + self.folded_len) as usize
    }

    fn original_end(self) -> usize {
        (self.original + self.original_len) as usize
    }
}

impl Fold {
    /// Folds `original`, in time linear in its bytes.
    ///
    /// # Panics
    /// When `original` is longer than 4 GiB, the most that a source may hold.
    #[must_use]
    pub fn new(original: &str) -> Self {
        assert!(
            u32::try_from(original.len() * 3 / 2).is_ok(),
            "a text of {} bytes is longer than a source may be",
            original.len()
        );
        let mut folder = Folder {
            original,
            text: String::with_capacity(original.len()),
            units: Vec::new(),
            at: 0,
        };
        folder.run();
        Self {
            text: folder.text,
            units: folder.units,
        }
    }

    /// The search text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The bytes of the original that `folded`, bytes of the search text, was made from.
    ///
    /// What was dropped at the edges (a soft hyphen, a zero-width space) is left out; where an edge
    /// cuts a stretch that was replaced as a whole, the whole stretch is taken in.
    #[must_use]
    pub fn original(&self, folded: Span) -> Span {
        if folded.is_empty() {
            let at = self.original_start(folded.start);
            return Span::new(at, at);
        }
        Span::new(
            self.original_start(folded.start),
            self.original_end(folded.end),
        )
    }

    /// The bytes of the search text that were made from `original`, bytes of the original text.
    #[must_use]
    pub fn folded(&self, original: Span) -> Span {
        let start = self.folded_at(original.start, false);
        Span::new(start, self.folded_at(original.end, true).max(start))
    }

    fn original_start(&self, at: usize) -> usize {
        let after = self
            .units
            .partition_point(|unit| unit.folded as usize <= at);
        let Some(unit) = after.checked_sub(1).map(|idx| self.units[idx]) else {
            return at;
        };
        if at >= unit.folded_end() {
            unit.original_end() + (at - unit.folded_end())
        } else {
            unit.original as usize
        }
    }

    fn original_end(&self, at: usize) -> usize {
        let after = self
            .units
            .partition_point(|unit| (unit.folded as usize) < at);
        let Some(unit) = after.checked_sub(1).map(|idx| self.units[idx]) else {
            return at;
        };
        unit.original_end() + at.saturating_sub(unit.folded_end())
    }

    fn folded_at(&self, at: usize, end: bool) -> usize {
        let after = self
            .units
            .partition_point(|unit| unit.original as usize <= at);
        let Some(unit) = after.checked_sub(1).map(|idx| self.units[idx]) else {
            return at;
        };
        if at >= unit.original_end() {
            unit.folded_end() + (at - unit.original_end())
        } else if end && at > unit.original as usize {
            unit.folded_end()
        } else {
            unit.folded as usize
        }
    }
}

/// What folding does with a character outside words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Class {
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

fn class(c: char) -> Class {
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

/// Whether an ASCII byte is copied without a look at what stands around it.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        plain[byte as usize] = !matches!(
            byte,
            b'"' | b'\'' | b'`' | b'-' | b'\t' | b'\r' | 0x0B | 0x0C
        );
        byte += 1;
    }
    plain
};

struct Folder<'a> {
    original: &'a str,
    text: String,
    units: Vec<Unit>,
    at: usize,
}

impl Folder<'_> {
    fn run(&mut self) {
        while self.at < self.original.len() {
            let rest = &self.original.as_bytes()[self.at..];
            let plain = rest
                .iter()
                .position(|&byte| !PLAIN[byte as usize])
                .unwrap_or(rest.len());
            let end = self.at + plain;
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
        if rest.starts_with(c) && matches!(c, '\'' | '`' | '‘' | '’') {
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
        if is_settled(cluster) {
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

/// Whether a cluster is one letter that folding leaves as it is.
fn is_settled(cluster: &str) -> bool {
    let mut chars = cluster.chars();
    let (Some(c), None) = (chars.next(), chars.next()) else {
        return false;
    };
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

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
