//! The tens of a scale: “the low 20s”, “in her late 40s”, “in his fifties”.
//!
//! The low (or early) part is the first four, the middle three, the high (or late) part three: 20 to 23,
//! 24 to 26, 27 to 29. After a possessive they are somebody's age. “the 60s” and “the mid-60s” alone are
//! left to the dates: they are as often a decade.

use super::super::exact::Exact;
use super::super::interval::Interval;
use super::super::lexicon::TimeUnit;
use super::super::scan::Scan;
use super::Amount;
use super::comparator::Comparator;
use super::unit::Unit;

/// Reads the tens at `at`, and the place after them.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    let owned = matches!(
        scan.word_before(at),
        "his" | "her" | "their" | "my" | "our" | "your"
    );
    let (first, last, place) = match scan.word(at) {
        "low" | "lower" => (0, 3, at + 1),
        "high" | "upper" => (7, 9, at + 1),
        "early" if owned => (0, 3, at + 1),
        "mid" if owned => (4, 6, at + 1),
        "late" if owned => (7, 9, at + 1),
        _ if owned => (0, 9, at),
        _ => return None,
    };
    let start = scan.past_hyphen(place);
    let (tens, end) = in_digits(scan, start).or_else(|| in_words(scan, start))?;
    let figures = Interval::closed(Exact::int(tens + first), Exact::int(tens + last))?;
    let amount = Amount {
        interval: figures,
        figure: figures,
        unit: if owned {
            Unit::Age(TimeUnit::Year)
        } else {
            Unit::One
        },
        step: None,
        shows_rounding: false,
        comparator: Some(Comparator::Range),
        note: None,
        tokens: (at, end),
        stretch: None,
    };
    Some((amount, end))
}

/// What is written after tens in digits.
const PLURAL: &str = "s";

/// Whether the word names tens by itself, or after digits.
pub(super) fn names_tens(word: &str) -> bool {
    word == PLURAL || plural(word).is_some()
}

/// “20s”, “20’s”.
fn in_digits(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    let tens = scan.small_number(at)?;
    let apostrophe = matches!(scan.mark(at + 1), Some('\'' | '’')) && scan.is_glued(at + 1);
    let s = at + 1 + usize::from(apostrophe);
    let read =
        scan.raw(s) == PLURAL && scan.is_glued(s) && (10..100).contains(&tens) && tens % 10 == 0;
    read.then_some((tens, s + 1))
}

/// “twenties”.
fn in_words(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    Some((plural(scan.word(at))?.into(), at + 1))
}

/// The tens that a word names in the plural: 20 for “twenties”.
pub(crate) fn plural(word: &str) -> Option<i16> {
    Some(match word {
        "twenties" => 20,
        "thirties" => 30,
        "forties" => 40,
        "fifties" => 50,
        "sixties" => 60,
        "seventies" => 70,
        "eighties" => 80,
        "nineties" => 90,
        _ => return None,
    })
}
