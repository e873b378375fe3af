//! Feet with bare inches: “6-foot-4”, “5ft 11”, `6'4"`, “six foot two”; and inches as `10"`.
//!
//! An apostrophe or a straight quotation mark after a figure is a unit only where nothing else can be
//! meant: inches after feet, or a word of size after them.

use super::super::exact::Exact;
use super::super::scan::Scan;
use super::numeral::{self, Numeral, Style};

/// Inches in a foot.
pub(super) const FOOT: i64 = 12;

/// The bare inches after feet that end at `at`, and the place after them.
pub(super) fn inches_after_feet(scan: &Scan<'_>, at: usize) -> Option<(Numeral, usize)> {
    let start = scan.past_hyphen(at);
    let numeral = numeral::read(scan, start).filter(|numeral| {
        numeral.value < Exact::int(FOOT)
            && !numeral.value.is_negative()
            && matches!(numeral.style, Style::Digits | Style::Words)
    })?;
    let end = past_mark(scan, numeral.end).unwrap_or(numeral.end);
    let hyphen = start > at;
    let size = matches!(scan.word(end), "tall" | "long" | "wide" | "high");
    let counts = scan.is_word(end)
        || scan.is_dash(end) && scan.is_glued(end + 1)
        || scan.mark(end) == Some('%');
    (hyphen || end > numeral.end || size || !counts).then_some((numeral, end))
}

/// `6'4"`: the feet before the apostrophe at `at`, where inches follow.
pub(super) fn is_feet(scan: &Scan<'_>, at: usize) -> bool {
    matches!(scan.mark(at), Some('\'' | '’' | '′'))
        && scan.is_glued(at)
        && scan.is_glued(at + 1)
        && scan
            .small_number(at + 1)
            .is_some_and(|inches| inches < FOOT)
        && past_mark(scan, at + 2).is_some()
}

/// `10" long`: the place after the inches of a size.
pub(super) fn sized_inches(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let end = past_mark(scan, at)?;
    matches!(
        scan.word(end),
        "tall" | "long" | "wide" | "high" | "thick" | "deep"
    )
    .then_some(end)
}

/// The place after a mark for inches at `at`: `"`, `″`, or two apostrophes.
fn past_mark(scan: &Scan<'_>, at: usize) -> Option<usize> {
    match scan.mark(at)? {
        '"' | '″' | '”' => Some(at + 1),
        '\'' | '’' if scan.mark(at + 1) == scan.mark(at) && scan.is_glued(at + 1) => Some(at + 2),
        _ => None,
    }
}
