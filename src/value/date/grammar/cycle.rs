//! What comes round again: “daily”, “every two weeks”, “every other Friday”, “each July”, “Fridays”.
//!
//! A cycle covers no days of its own. “The Daily Telegraph” is a name.

use super::super::{Cycle, Written};
use super::calendar;
use super::part::of_day;
use crate::value::amount::numeral;
use crate::value::lexicon::TimeUnit;
use crate::value::scan::Scan;

/// Reads the cycle at `at`.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let name = scan.is_capitalized(at) && at > 0 && scan.lexeme(at)?.weekday.is_none();
    if name {
        return None;
    }
    let (cycle, end) = adverb(scan, at)
        .or_else(|| every(scan, at))
        .or_else(|| weekdays(scan, at))?;
    Some((Written::Every(cycle), end))
}

/// “Fridays”.
fn weekdays(scan: &Scan<'_>, at: usize) -> Option<(Cycle, usize)> {
    let weekday = scan.lexeme(at)?.weekday?;
    let plural = scan.word(at).ends_with("days");
    plural.then_some((Cycle::Weekday(1, weekday), at + 1))
}

/// “daily”, “quarterly”, “biweekly”.
fn adverb(scan: &Scan<'_>, at: usize) -> Option<(Cycle, usize)> {
    // “bi-monthly”, “semi-annually”
    let prefix = if scan.is_hyphen(at + 1) {
        scan.word(at)
    } else {
        ""
    };
    let (word, end) = match prefix {
        "bi" | "semi" => (scan.word(at + 2), at + 3),
        _ => (scan.word(at), at + 1),
    };
    let (count, unit) = match word {
        "monthly" if prefix == "bi" => (2, TimeUnit::Month),
        "weekly" if prefix == "bi" => (2, TimeUnit::Week),
        "annually" | "annual" if prefix == "semi" => (6, TimeUnit::Month),
        "hourly" => (1, TimeUnit::Hour),
        "daily" | "everyday" => (1, TimeUnit::Day),
        "nightly" => return Some((Cycle::Part(of_day("night")?), end)),
        "weekly" => (1, TimeUnit::Week),
        "biweekly" | "fortnightly" => (2, TimeUnit::Week),
        "monthly" => (1, TimeUnit::Month),
        "bimonthly" => (2, TimeUnit::Month),
        // “quarterly earnings” are those of a quarter.
        "quarterly" if !scan.is_word(end) || scan.lexeme(end).is_some() => (1, TimeUnit::Quarter),
        "semiannually" => (6, TimeUnit::Month),
        "yearly" | "annually" => (1, TimeUnit::Year),
        "biennially" => (2, TimeUnit::Year),
        _ => return None,
    };
    Some((Cycle::Unit(count, unit), end))
}

/// “every day”, “each Thursday”, “every other week”, “every three months”.
fn every(scan: &Scan<'_>, at: usize) -> Option<(Cycle, usize)> {
    if !matches!(scan.word(at), "every" | "each") {
        return None;
    }
    let (count, place) = match scan.word(at + 1) {
        "other" | "second" => (2, at + 2),
        "third" => (3, at + 2),
        "fourth" => (4, at + 2),
        _ => match numeral::read(scan, at + 1) {
            Some(numeral) => (numeral.value.as_i64()?, numeral.end),
            None => (1, at + 1),
        },
    };
    let weekday = if count > 1 {
        calendar::weekday_plural(scan, place)
    } else {
        calendar::weekday_name(scan, place)
    };
    if let Some((weekday, end)) = weekday {
        return Some((Cycle::Weekday(count, weekday), end));
    }
    if let Some(part) = of_day(scan.word(place)) {
        return (count == 1).then_some((Cycle::Part(part), place + 1));
    }
    if let Some((month, end)) = calendar::month_name(scan, place) {
        return (count == 1).then_some((Cycle::Month(month), end));
    }
    let unit = scan.lexeme(place)?.time?;
    let plural = scan.word(place).ends_with('s') || scan.word(place) == "centuries";
    let fits = (count > 1 || !plural) && (1..1000).contains(&count) && scan.word(place) != "second";
    fits.then_some((Cycle::Unit(count, unit), place + 1))
}
