//! Units picked out of a stretch: “the first Monday of October”, “the last week of July”, “the last
//! three weeks of this year”, “the 15th day of next month”, “the week of October 6”, “week 10 of 2027”,
//! “the rest of the year”.

use super::super::{Counted, Fields, Slot, Which, Within, Written};
use super::year::year;
use super::{calendar, stretch};
use crate::value::amount::{numeral, ordinal};
use crate::value::lexicon::TimeUnit;
use crate::value::scan::Scan;

/// Reads the units picked out at `at`.
pub(super) fn read(scan: &Scan<'_>, at: usize, depth: u8) -> Option<(Written, usize)> {
    let the = at + usize::from(scan.word(at) == "the");
    let (which, unit, of, end) = counted(scan, the, depth)
        .or_else(|| around(scan, the, depth))
        .or_else(|| numbered_week(scan, the))
        .or_else(|| rest(scan, the, depth))?;
    Some((Written::Within(Box::new(Within { which, unit, of })), end))
}

type Picked = (Which, Counted, Written, usize);

/// “first Monday of October”, “last three weeks of this year”.
fn counted(scan: &Scan<'_>, at: usize, depth: u8) -> Option<Picked> {
    let (nth, after) = place_in_order(scan, at)?;
    let (run, place) = match numeral::read(scan, after) {
        Some(numeral) => (numeral.value.as_i64()?, numeral.end),
        None => (1, after),
    };
    let (unit, end) = match calendar::weekday_name(scan, place) {
        Some((weekday, end)) => (Counted::Weekday(weekday), end),
        None => match scan.lexeme(place)?.time? {
            unit @ (TimeUnit::Day | TimeUnit::Week | TimeUnit::Weekend | TimeUnit::Month) => {
                (Counted::Unit(unit), place + 1)
            }
            _ => return None,
        },
    };
    let which = match (place > after, nth) {
        (false, nth) => Which::Nth(nth),
        (true, 1) => Which::Run(i8::try_from(run).ok().filter(|run| *run > 0)?),
        (true, -1) => Which::Run(-i8::try_from(run).ok().filter(|run| *run > 0)?),
        _ => return None,
    };
    let joint = usize::from(matches!(scan.word(end), "of" | "in"));
    let (whole, end) = of_stretch(scan, end + joint, depth)?;
    // Without “of” only what points is joined: “the third week next year”.
    let joined = joint > 0 || matches!(whole, Written::Shift { .. });
    (joined && holds(&whole, unit)).then_some((which, unit, whole, end))
}

/// The stretch that units are picked from; “the month” and “the year” are this one.
fn of_stretch(scan: &Scan<'_>, at: usize, depth: u8) -> Option<(Written, usize)> {
    if let Some((month, end)) = calendar::named_month(scan, at) {
        let (year, end) = super::year::year_after(scan, end, &[",", "of", "in"])
            .map_or((None, end), |(year, end)| (Some(year), end));
        let (written, longer) = stretch(scan, at, depth).unwrap_or((Written::TODAY, 0));
        if longer > end {
            return Some((written, longer));
        }
        return Some((Written::Fields(Fields::new(year, Slot::Month(month))), end));
    }
    if scan.word(at) == "the"
        && let Some(unit) = scan.lexeme(at + 1).and_then(|lexeme| lexeme.time)
        && unit >= TimeUnit::Week
        && !scan.word(at + 1).ends_with('s')
    {
        return Some((Written::Shift { unit, by: 0 }, at + 2));
    }
    if let Some((year, end)) = year(scan, at) {
        return Some((Written::Fields(Fields::new(Some(year), Slot::Year)), end));
    }
    stretch(scan, at, depth)
}

/// “first”, “22nd”, “last”, “third last”.
fn place_in_order(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    if matches!(scan.word(at), "last" | "final") {
        return Some((-1, at + 1));
    }
    let (number, end) = ordinal::read(scan, at)?;
    let number = i8::try_from(number).ok().filter(|n| (1..=53).contains(n))?;
    Some(if scan.word(end) == "last" {
        (-number, end + 1)
    } else {
        (number, end)
    })
}

/// Whether `whole` is long enough to hold several of `unit`.
fn holds(whole: &Written, unit: Counted) -> bool {
    let unit = match unit {
        Counted::Unit(unit) => unit,
        Counted::Weekday(_) => TimeUnit::Week,
    };
    whole.grain().is_some_and(|grain| grain > unit)
}

/// “week of October 6”, “week ending Sept. 23”, “week starting on February 4”.
fn around(scan: &Scan<'_>, at: usize, depth: u8) -> Option<Picked> {
    let unit = scan
        .lexeme(at)?
        .time
        .filter(|_| !scan.word(at).ends_with('s'))?;
    if !matches!(unit, TimeUnit::Week | TimeUnit::Weekend) {
        return None;
    }
    let of = match scan.word(at + 1) {
        "of" | "ending" | "ended" | "starting" | "beginning" => at + 2,
        _ => return None,
    };
    let on = of + usize::from(scan.word(of) == "on");
    let (day, end) = stretch(scan, on, depth).or_else(|| day_of_month(scan, on))?;
    (day.is_day()).then_some((Which::Around, Counted::Unit(unit), day, end))
}

/// “the 18th”, a day of this month.
fn day_of_month(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let the = scan.past(at, &["the"])?;
    let (day, end) = calendar::day(scan, the)?;
    Some((
        Written::Fields(Fields::new(None, Slot::DayOfMonth(day))),
        end,
    ))
}

/// “week 10”, “week 3 of 2027”.
fn numbered_week(scan: &Scan<'_>, at: usize) -> Option<Picked> {
    let week = scan.word(at) == "week" && !scan.is_capitalized(at) && scan.raw(at + 1).len() <= 2;
    let number = scan.small_number(at + 1).filter(|_| week)?;
    let number = i8::try_from(number).ok().filter(|n| (1..=53).contains(n))?;
    let joint = at + 2 + usize::from(matches!(scan.word(at + 2), "of" | "in"));
    let (of, end) = match year(scan, joint) {
        Some((year, end)) => (Written::Fields(Fields::new(Some(year), Slot::Year)), end),
        None if joint > at + 2 => return None,
        None => {
            let unit = TimeUnit::Year;
            (Written::Shift { unit, by: 0 }, at + 2)
        }
    };
    Some((Which::Nth(number), Counted::Unit(TimeUnit::Week), of, end))
}

/// “rest of the week”, “remainder of 2019”.
fn rest(scan: &Scan<'_>, at: usize, depth: u8) -> Option<Picked> {
    let of = match scan.word(at) {
        "rest" | "remainder" => scan.past(at + 1, &["of"])?,
        _ => return None,
    };
    let (whole, end) = of_stretch(scan, of, depth)?;
    let long = whole.grain().is_some_and(|grain| grain >= TimeUnit::Week);
    long.then_some((Which::Rest, Counted::Unit(TimeUnit::Day), whole, end))
}
