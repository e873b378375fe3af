//! Dates that count from one the text has given before: “a year earlier”, “three days later”, “the
//! year-ago quarter”, “the following month”, “that day”, “the next morning”.
//!
//! The date they count from is the last one in the paragraph or the one before it ([`Said`]). A period
//! goes before a day: in “earnings fell in the third quarter, the company said Tuesday. A year earlier …”
//! the year counts from the quarter. Where nothing has been said, “the quarter” is the last one that was
//! over on the day of writing, and the others are not resolved.

use super::super::{Counted, Offset, Said, Written};
use super::{calendar, offset};
use crate::value::lexicon::TimeUnit;
use crate::value::scan::Scan;

/// Reads the date at `at` that counts from one said before.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    distance(scan, at)
        .or_else(|| year_ago(scan, at))
        .or_else(|| period(scan, at))
        .or_else(|| beside(scan, at))
        .or_else(|| day_beside(scan, at))
}

/// “a year earlier”, “two days later”.
fn distance(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let (steps, place) = offset::steps(scan, at)?;
    let (Counted::Unit(unit), [(by, _)]) = (steps[0].1, steps.as_slice()) else {
        return None;
    };
    if unit < TimeUnit::Day {
        return None;
    }
    let sign = match scan.word(place) {
        "earlier" => -1,
        "later" if scan.word(place + 1) != "than" => 1,
        "afterwards" | "afterward" => 1,
        // In a report on a quarter “a year ago” is that quarter of the year before.
        "ago" if unit == TimeUnit::Year && *by == 1 && said_quarter(scan) => -1,
        _ => return None,
    };
    let said = scan.said.anchor(unit);
    let from = match said.days {
        None if unit == TimeUnit::Year && sign < 0 => Written::TODAY,
        _ => Written::Said(said),
    };
    let steps = vec![(sign * by, Counted::Unit(unit))];
    Some((Written::Offset(Box::new(Offset { steps, from })), place + 1))
}

fn said_quarter(scan: &Scan<'_>) -> bool {
    scan.said
        .period
        .is_some_and(|(_, _, unit)| unit == TimeUnit::Quarter)
}

/// “the year-ago quarter”, “the year-earlier period”, “the comparable year-earlier month”.
fn year_ago(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let the = at + usize::from(matches!(scan.word(at), "the" | "a"));
    let like = the + usize::from(matches!(scan.word(the), "comparable" | "same"));
    let hyphen = like + 1;
    let ago = scan.word(like) == "year"
        && scan.is_hyphen(hyphen)
        && matches!(scan.word(hyphen + 1), "ago" | "earlier");
    if !ago {
        return None;
    }
    let place = hyphen + 2;
    let unit = told(scan, place);
    let end = place + usize::from(unit.is_some());
    let from = match unit {
        Some(Told::Unit(TimeUnit::Quarter)) if scan.said.period.is_none() => latest_quarter(),
        _ => Written::Said(scan.said.anchor(TimeUnit::Year)),
    };
    let steps = vec![(-1, Counted::Unit(TimeUnit::Year))];
    Some((Written::Offset(Box::new(Offset { steps, from })), end))
}

/// A period that a report tells of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Told {
    Unit(TimeUnit),
    /// “period”: whichever was told of.
    Any,
}

fn told(scan: &Scan<'_>, at: usize) -> Option<Told> {
    match scan.word(at) {
        "quarter" => Some(Told::Unit(TimeUnit::Quarter)),
        "month" => Some(Told::Unit(TimeUnit::Month)),
        "period" => Some(Told::Any),
        _ => None,
    }
}

/// “the quarter”, “the latest quarter”, “the latest period”.
fn period(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let latest = scan.past(at, &["the", "latest"]);
    let place = latest.or_else(|| scan.past(at, &["the"]))?;
    let told = told(scan, place)?;
    let more = matches!(scan.word(place + 1), "of" | "final" | "ended" | "century")
        || scan.is_hyphen(place + 1);
    let said = scan
        .said
        .period
        .filter(|(_, _, unit)| told == Told::Any || told == Told::Unit(*unit));
    let written = match (told, said) {
        _ if more => return None,
        (_, Some((low, high, unit))) => Written::Said(Said::of(low, high, unit)),
        (Told::Unit(TimeUnit::Quarter), None) => latest_quarter(),
        _ => return None,
    };
    Some((written, place + 1))
}

fn latest_quarter() -> Written {
    let unit = TimeUnit::Quarter;
    Written::Shift { unit, by: -1 }
}

/// “the following year”, “that day”, “the same month”.
fn beside(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let (by, place) = match (scan.word(at), scan.word(at + 1)) {
        ("the", "following") => (1, at + 2),
        ("the", "same") => (0, at + 2),
        ("that", _) => (0, at + 1),
        _ => return None,
    };
    if is_stretch(scan, at) {
        return None;
    }
    let unit = scan.lexeme(place)?.time?;
    let plain = matches!(
        unit,
        TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year
    );
    let plural =
        scan.word(place).ends_with('s') || calendar::weekday_name(scan, place + 1).is_some();
    let said = scan.said.anchor(unit);
    let (low, _) = said.days?;
    let (low, high) = super::super::around(unit, super::super::shifted(low, unit, by)?)?;
    (plain && !plural).then(|| (Written::Said(Said::of(low, high, unit)), place + 1))
}

/// “the next morning”, “the same afternoon”, “the previous evening”, “that night”, “the day before”.
fn day_beside(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let is_day = |at: usize| scan.word(at) == "day" || is_part(scan, at);
    let (by, place) = match (scan.word(at), scan.word(at + 1)) {
        ("the", "next" | "following") => (1, at + 2),
        ("the", "previous" | "preceding") => (-1, at + 2),
        ("the", "same") if is_part(scan, at + 2) => (0, at + 2),
        // “He said that evening classes would go on.”
        ("that", _) if is_part(scan, at + 1) && stands_alone(scan, at, at + 2) => (0, at + 1),
        ("the", _) if is_day(at + 1) && stands_alone(scan, at + 3, at + 3) => {
            let by = match scan.word(at + 2) {
                "before" => -1,
                "after" => 1,
                _ => return None,
            };
            let day = beside_day(scan, by)?;
            return Some((day, at + 3));
        }
        _ => return None,
    };
    // “Over the next day or two”
    let is_one = is_day(place) && !is_stretch(scan, at) && scan.word(place + 1) != "or";
    let day = beside_day(scan, by).filter(|_| is_one)?;
    Some((day, place + 1))
}

/// So many days after the last day that was given.
fn beside_day(scan: &Scan<'_>, by: i64) -> Option<Written> {
    let (day, _) = scan.said.anchor(TimeUnit::Day).days?;
    let day = super::super::shifted(day, TimeUnit::Day, by)?;
    Some(Written::Said(Said::of(day, day, TimeUnit::Day)))
}

/// Whether the word at `at` is a part of the day.
fn is_part(scan: &Scan<'_>, at: usize) -> bool {
    let word = scan.word(at);
    !word.ends_with('s') && super::part_of_day(word).is_some()
}

/// Whether the words before `at` tell how long something takes: “over the following day”.
fn is_stretch(scan: &Scan<'_>, at: usize) -> bool {
    matches!(
        scan.word_before(at),
        "over" | "in" | "within" | "for" | "during" | "through"
    )
}

/// Whether a clause begins at `from`, or ends before `to`.
fn stands_alone(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    let opens = from == 0 || !scan.is_word(from - 1) && !scan.is_digits(from - 1);
    let closes = !scan.is_word(to) && !scan.is_digits(to);
    let goes_on = matches!(scan.word(to), "and" | "but" | "when" | "while");
    opens && from < to || closes || goes_on
}
