//! Ordinals: “fortieth”, “75th”, “seventy fifth”, “the hundred and first”.
//!
//! Places counted from the end are read where the count is said (“second-to-last”, “penultimate”), and
//! are negative: they are not compared with places counted from the start.
//!
//! Not read: “last”, “next”, “previous” and “current”, which in news say when and not in which place;
//! “second” the unit of time (“per second”, “30-second”); “at first”.

use super::super::cue::Cues;
use super::super::lexicon::{NumberWord, OrdinalWord};
use super::super::scan::Scan;
use super::words;

/// Reads the ordinal at `at`: its number and the place after it.
pub(crate) fn read(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    if !scan.is_ahead(at, Cues::ORDINAL) {
        return None;
    }
    match scan.word(at) {
        "penultimate" => return Some((-2, at + 1)),
        "antepenultimate" => return Some((-3, at + 1)),
        "next" => return Some((-2, to_last(scan, at + 1)?)),
        "quarter" => return None,
        _ => {}
    }
    let (number, end) = digits(scan, at).or_else(|| in_words(scan, at))?;
    Some(match to_last(scan, end) {
        Some(end) if number > 1 => (-number, end),
        _ => (number, end),
    })
}

/// The place after “to last” or “-to-last” at `at`.
fn to_last(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let to = scan.past_hyphen(at);
    let last = scan.past_hyphen(to + 1);
    (scan.word(to) == "to" && scan.word(last) == "last").then_some(last + 1)
}

/// Whether the word is an ordinal by itself, or with others, without being made from a number.
pub(super) fn is_place(word: &str) -> bool {
    matches!(word, "penultimate" | "antepenultimate" | "next")
}

/// Whether letters after digits make an ordinal of them.
pub(super) fn is_suffix(letters: &str) -> bool {
    matches!(
        letters,
        "st" | "nd" | "rd" | "th" | "ST" | "ND" | "RD" | "TH"
    )
}

/// “75th”, “21st”.
fn digits(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    let number = scan.small_number(at)?;
    let suffix = is_suffix(scan.raw(at + 1));
    (suffix && scan.is_glued(at + 1) && !scan.is_glued(at + 2)
        || suffix && scan.is_glued(at + 1) && !scan.is_word(at + 2) && !scan.is_digits(at + 2))
    .then_some((number, at + 2))
}

/// “fortieth”, “seventy-fifth”, “two thousand and fifth”.
fn in_words(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    if let Some(ordinal) = scan.lexeme(at)?.ordinal {
        return (!ordinal.plural && !is_other(scan, at))
            .then(|| Some((alone(ordinal)?, at + 1)))?;
    }
    // “a hundred trillionth”
    let article = usize::from(scan.word(at) == "a");
    let (base, mut place) = words::cardinal(scan, at + article)?;
    let base = base.as_i64()?;
    place = scan.past_hyphen(place);
    place += usize::from(scan.word(place) == "and");
    let ordinal = scan.lexeme(place)?.ordinal?;
    if ordinal.plural {
        return None;
    }
    Some((base.checked_add(added(base, ordinal.number)?)?, place + 1))
}

fn alone(ordinal: OrdinalWord) -> Option<i64> {
    Some(match ordinal.number {
        NumberWord::Ones(n)
        | NumberWord::Teens(n)
        | NumberWord::Tens(n)
        | NumberWord::Collective(n) => i64::from(n),
        NumberWord::Hundred => 100,
        NumberWord::Scale(power) => 10_i64.checked_pow(u32::from(power))?,
    })
}

/// What the last word adds to the cardinal before it, if the two make one ordinal.
fn added(base: i64, last: NumberWord) -> Option<i64> {
    Some(match last {
        NumberWord::Ones(n) if n > 0 && base % 10 == 0 && base % 100 != 10 => i64::from(n),
        NumberWord::Teens(n) | NumberWord::Tens(n) if base % 100 == 0 => i64::from(n),
        NumberWord::Hundred if (1..100).contains(&base) => base * 99,
        NumberWord::Scale(power) if base > 0 => {
            base.checked_mul(10_i64.checked_pow(u32::from(power))? - 1)?
        }
        _ => return None,
    })
}

/// Whether the word at `at` is something else than an ordinal here.
fn is_other(scan: &Scan<'_>, at: usize) -> bool {
    match scan.word(at) {
        "second" => {
            let unit_before = matches!(
                scan.word_before(at),
                "per" | "one" | "every" | "each" | "split"
            ) || at > 0 && scan.is_digits(at - 1)
                || scan.is_dash(at.wrapping_sub(1)) && at > 1 && scan.is_digits(at - 2);
            let moment = matches!(scan.word_before(at), "a" | "another")
                && (!scan.is_word(at + 1)
                    || matches!(
                        scan.word(at + 1),
                        "later" | "ago" | "and" | "or" | "of" | "to" | "in"
                    ));
            unit_before || moment
        }
        "first" => {
            scan.word_before(at) == "at"
                || (scan.word(at + 1) == "of" && scan.word(at + 2) == "all")
        }
        _ => false,
    }
}

/// The number in its canonical form: `40th`, `21st`, `2nd to last`.
pub(crate) fn written(number: i64) -> String {
    if number < 0 {
        return format!("{} to last", written(-number));
    }
    let suffix = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{suffix}")
}
