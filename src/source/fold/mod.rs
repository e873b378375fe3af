//! Folds a text to a search text, and maps the search text back to the original bytes.
//!
//! Folding takes away what a typesetter may change without changing what was said: which quotation
//! mark, apostrophe, dash or space stands there, the normal form of a letter, ligatures, soft hyphens,
//! letters of another script that look like Latin ones. It keeps case and line breaks, since other
//! rungs of the ladder decide about those, and it never touches digits, signs, decimal points,
//! percent, currency, negation or accents.

mod class;
mod folder;

use class::Class;
use folder::Folder;

use super::token::caseless;
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
        let mut folder = Folder::new(original);
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

    /// Whether all letters and figures are those of the original, with nothing dropped between them.
    pub(crate) fn keeps_letters(&self) -> bool {
        let is_mark = |byte: &u8| byte.is_ascii() && !byte.is_ascii_alphanumeric();
        let units = self.units.iter();
        let mut folded =
            units.map(|unit| &self.text.as_bytes()[unit.folded as usize..unit.folded_end()]);
        folded.all(|by| !by.is_empty() && by.iter().all(is_mark))
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

/// Whether `c` is a dash, a hyphen or a minus sign.
#[must_use]
pub(super) fn is_dash(c: char) -> bool {
    class::class(c) == Class::Dash
}

/// Whether folding a text that has `c`, which is not ASCII, leaves its words as they are: it takes nothing out of
/// them, and `c` stands neither for ASCII letters nor for brackets, whatever the case.
#[must_use]
pub(super) fn keeps_words(c: char) -> bool {
    match class::class(c) {
        Class::Drop | Class::SoftHyphen => false,
        Class::Letter => folder::is_settled(c) && caseless(c).all(|it| !it.is_ascii()),
        Class::Become(other) => !matches!(other, "[" | "]"),
        _ => true,
    }
}

fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}
