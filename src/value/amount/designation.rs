//! Digits that name something and count nothing: “S&P 500”, “Section 230”, “the 737-800”, “555-1234”.
//!
//! A plain figure right after a capitalized word is part of a name, unless a plural follows that it can
//! count (“Chrysler 14 plants”). Two figures joined by a hyphen that fall or are equal are a vote, a score
//! or odds (“6-3”, “52–48”), and both are read; “555-1234” and “2013-14” are not.

use super::super::scan::Scan;
use super::super::token::Shape;
use super::suffix::is_plural;

/// Words before a figure that make it a name at the start of a sentence too, where every word has a capital.
const NUMBERED: &[&str] = &[
    "Section",
    "Article",
    "Chapter",
    "Route",
    "Channel",
    "Flight",
    "Highway",
    "Interstate",
    "Room",
    "Gate",
    "Terminal",
    "Platform",
    "Proposition",
    "Amendment",
    "Resolution",
    "Apollo",
    "Formula",
    "Windows",
    "iPhone",
    "Page",
    "Figure",
    "Table",
    "Line",
    "Version",
];

/// Whether the figure from `at` to `end` belongs to the name that stands right before it.
pub(super) fn is_named(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let before = scan.before(at);
    if before.shape != Shape::Word || scan.is_glued(at) || is_plural(scan, end) {
        return false;
    }
    if NUMBERED.contains(&scan.raw(at - 1)) {
        return true;
    }
    let opens = match at.checked_sub(2).map(|place| scan.token(place).shape) {
        Some(Shape::Mark(mark)) => !matches!(mark, '-' | '&' | '’' | '\''),
        Some(_) => false,
        None => true,
    };
    // The P of “S&P” is a word of the lexicon, and no word here.
    let letter = scan.raw(at - 1).len() == 1 && scan.is_glued(at - 1);
    scan.is_capitalized(at - 1) && (before.lexeme.is_none() || letter) && !opens
}

/// Whether the two figures joined at `at` are a type of aircraft: “737-800”, “a 777-200”.
pub(super) fn is_type(scan: &Scan<'_>, at: usize) -> bool {
    let hundreds = |place: usize| {
        scan.small_number(place)
            .is_some_and(|number| (100..1000).contains(&number))
    };
    let round = scan
        .small_number(at + 2)
        .is_some_and(|number| number % 100 == 0);
    let led = scan.is_capitalized(at.wrapping_sub(1))
        || matches!(scan.word_before(at), "a" | "an" | "the" | "its");
    hundreds(at) && hundreds(at + 2) && round && led && !is_plural(scan, at + 3)
}

/// Whether the figure that ends at `end` goes on as something that is no figure: a telephone number, a
/// season, an aircraft.
pub(super) fn goes_on(scan: &Scan<'_>, end: usize) -> bool {
    let joined = scan.is_dash(end)
        && scan.is_glued(end)
        && scan.is_digits(end + 1)
        && scan.is_glued(end + 1);
    joined && (!is_tally(scan, end - 1) || is_type(scan, end - 1))
}

/// Whether the figure at `at` is the rest of such a thing.
pub(super) fn is_rest_of_one(scan: &Scan<'_>, at: usize) -> bool {
    let rest = at > 1 && scan.is_hyphen(at - 1) && scan.is_digits(at - 2) && scan.is_digits(at);
    rest && (!is_tally(scan, at - 2) || is_type(scan, at - 2))
}

/// Whether a vote, a score or odds stand at `at`: two small figures, the first not below the second.
fn is_tally(scan: &Scan<'_>, at: usize) -> bool {
    let alone = |place: usize| {
        !scan.is_glued(place) || !matches!(scan.token(place).shape, Shape::Digits | Shape::Word)
    };
    let split = |place: usize| {
        matches!(scan.mark(place), Some('.' | ',' | '/' | ':')) && scan.is_digits(place + 1)
    };
    let (Some(first), Some(second)) = (scan.small_number(at), scan.small_number(at + 2)) else {
        return false;
    };
    let opens = !scan.is_glued(at)
        || matches!(
            scan.before(at).shape,
            Shape::Mark('(' | '“' | '"' | '‘' | '[')
        );
    first >= second
        && first < 1000
        && opens
        && alone(at + 3)
        && !split(at + 3)
        && !scan.is_hyphen(at + 3)
}
