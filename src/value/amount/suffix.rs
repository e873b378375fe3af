//! Letters after digits that stand for a magnitude: “3k”, “$5m”, “2bn”, “115m people”.
//!
//! A bare “m” is metres or millions. It is millions after a currency, before what can only be counted
//! (“3.2m people”, “1.5m tonnes”, “4m of them”) and in a paragraph that writes billions as “bn”; it is
//! metres everywhere else, and where nothing around tells, the reading says that it may be either.

use super::super::scan::Scan;
use super::super::token::Shape;
use super::currency::SYMBOLS;

/// Why a reading of “m” as metres is not certain.
pub(super) const METRES_OR_MILLIONS: &str = "“m” may be metres or millions";

/// How far around a figure its paragraph is searched for other magnitudes, in tokens.
const REACH: usize = 40;

/// The power of ten that a letter or two right after digits stand for.
pub(super) fn power(scan: &Scan<'_>, at: usize) -> Option<i32> {
    let glued = scan.is_glued(at);
    let alone = !scan.is_word(at + 1);
    let power = match scan.raw(at) {
        "k" | "K" if glued || (scan.raw(at) == "k" && alone) => 3,
        "m" | "mm" | "MM" if glued && is_money(scan, at) => 6,
        "m" if glued && is_millions(scan, at) => 6,
        "M" if glued || alone => 6,
        "mn" | "Mn" | "mln" | "MN" | "mil" => 6,
        "bn" | "Bn" | "BN" | "bln" => 9,
        "tn" | "Tn" | "trn" | "tln" => 12,
        "T" | "t" if glued && is_money(scan, at) => 12,
        "b" | "B" | "G" if glued => 9,
        _ => return None,
    };
    let ends = !scan.is_glued(at + 1)
        || !matches!(
            scan.token(at + 1).shape,
            Shape::Digits | Shape::Word | Shape::Mark('_')
        );
    ends.then_some(power)
}

/// Whether the digits before `at` follow a currency symbol, so that “m” is million and no metre.
fn is_money(scan: &Scan<'_>, at: usize) -> bool {
    let mut place = at;
    for _ in 0..8 {
        let Some(before) = place.checked_sub(1) else {
            return false;
        };
        place = before;
        match scan.token(place).shape {
            Shape::Digits | Shape::Mark('.' | ',') => {}
            Shape::Mark(mark) => {
                return SYMBOLS.iter().any(|&(symbol, _, _)| symbol == mark);
            }
            Shape::Word => {
                let rand = scan.raw(place) == "R" && scan.is_glued(place + 1);
                return rand
                    || scan
                        .lexeme(place)
                        .is_some_and(|lexeme| lexeme.currency.is_some());
            }
            Shape::End => return false,
        }
    }
    false
}

/// Whether the “m” at `at` is read as millions by what stands around it.
fn is_millions(scan: &Scan<'_>, at: usize) -> bool {
    !is_length(scan, at) && (is_counted(scan, at + 1) || among_billions(scan, at))
}

/// Whether nothing around the “m” at `at` tells metres from millions.
pub(super) fn is_open(scan: &Scan<'_>, at: usize) -> bool {
    scan.raw(at) == "m" && scan.is_glued(at) && !is_length(scan, at) && !scan.is_dash(at + 1)
}

/// Whether the words after “m” at `at` are such as only a length goes with.
fn is_length(scan: &Scan<'_>, at: usize) -> bool {
    let place = scan.past_hyphen(at + 1);
    matches!(
        scan.word(place),
        "long" | "wide" | "tall" | "high" | "deep" | "thick" | "above" | "below" | "away" | "apart"
    ) || matches!(
        scan.raw(place),
        "hurdles"
            | "relay"
            | "relays"
            | "freestyle"
            | "butterfly"
            | "backstroke"
            | "sprints"
            | "races"
            | "finals"
            | "heats"
    ) || scan.mark(place) == Some('²')
        || scan.mark(place) == Some('³')
}

/// Whether what stands at `at` can be counted and not measured in metres: “people”, “tonnes”, “of them”.
fn is_counted(scan: &Scan<'_>, at: usize) -> bool {
    let place = at
        + usize::from(matches!(
            scan.word(at),
            "more" | "other" | "extra" | "additional" | "new" | "fewer"
        ));
    match scan.word(place) {
        "are" | "were" | "have" | "people" => true,
        "of" => matches!(
            scan.word(place + 1),
            "the" | "its" | "his" | "her" | "their" | "our" | "them" | "these" | "those" | "whom"
        ),
        "" => {
            let people = scan.is_capitalized(place) && scan.raw(place).ends_with("ns");
            people || is_plural(scan, place)
        }
        _ => scan.lexeme(place).is_some_and(|lexeme| {
            let unit = lexeme.measure.is_some() || lexeme.time.is_some();
            lexeme.currency.is_some() || unit || is_plural(scan, place) && lexeme.starts == 0
        }),
    }
}

/// Whether the word at `at` looks like a plural that a figure counts: “jobs”, “people”, not “was”.
pub(super) fn is_plural(scan: &Scan<'_>, at: usize) -> bool {
    let raw = scan.raw(at);
    let irregular = matches!(raw, "people" | "men" | "women" | "children");
    let ending = raw.ends_with('s') && !raw.ends_with("ss") && !raw.ends_with("us");
    let small = raw.len() > 3 && !scan.is_capitalized(at);
    let no_noun = matches!(
        raw,
        "this" | "across" | "plus" | "towards" | "besides" | "always" | "does"
    );
    scan.is_word(at) && (irregular || (ending && small && !no_noun))
}

/// Whether the paragraph around writes its billions or trillions with letters, and so its millions too.
fn among_billions(scan: &Scan<'_>, at: usize) -> bool {
    let first = at.saturating_sub(REACH);
    (first..at + REACH).any(|place| {
        scan.is_word(place)
            && matches!(scan.raw(place), "bn" | "tn" | "trn")
            && place > 0
            && scan.is_digits(place - 1)
            && scan.is_glued(place)
    })
}
