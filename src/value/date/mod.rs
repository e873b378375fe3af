//! Dates: days, weekdays, months, years, decades, centuries, quarters, seasons, holidays, and the
//! words that point at them from the day of writing.
//!
//! What was written is kept apart from what it was resolved to: “Wednesday” stays a weekday that
//! compares with any other Wednesday, and becomes 2023-03-22 where the day of writing is known.
//! `calendar` reads absolute dates, `numeric` those in digits, `relative` those that point from the
//! day of writing; `resolve` turns either into days.
//!
//! Read and kept as vague, because the text gives no end: “now”, “recently”, “the future”. “daily” and
//! “each Thursday” are cycles, which cover no days. Not read: “that day”,
//! “the following week” (the day they count from stands elsewhere), bare “spring”, “fall” and “march”
//! without capital or year, weeks by number.

mod calendar;
mod compare;
mod display;
mod division;
mod holiday;
mod numeric;
mod range;
mod relative;
mod resolve;
mod year;

pub(crate) use compare::relation;
pub(crate) use display::{parse, unit_name};

use jiff::civil::Date;

use super::interval::Interval;
use super::lexicon::TimeUnit;
use super::scan::Scan;

/// A stretch of the calendar as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Written {
    /// Calendar fields: “March 22, 2023”, “March”, “Wednesday”, “the third quarter”.
    Fields(Fields),
    /// A unit counted from the one of the day of writing: “last week” is −1, “this year” 0.
    Shift { unit: TimeUnit, by: i64 },
    /// So long before (negative) or after the day of writing: “three weeks ago”.
    Ago { unit: TimeUnit, by: i64 },
    /// Fields told apart by “last” (−1), “this” (0) or “next” (1): “last Friday”, “next March”.
    Nearest { fields: Fields, by: i8 },
    /// Again and again: “daily”, “every week”, “each Thursday”.
    Every(Cycle),
    /// No stretch that could be named.
    Vague(Vague),
}

/// What comes round again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cycle {
    Unit(TimeUnit),
    /// 1 is Monday.
    Weekday(i8),
    /// 1 is January.
    Month(i8),
}

/// What a vague word points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Vague {
    Past,
    Present,
    Future,
}

/// The calendar fields that a date gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Fields {
    pub(crate) year: Option<i16>,
    pub(crate) slot: Slot,
    /// The weekday, where it is given beside the day: 1 is Monday.
    pub(crate) weekday: Option<i8>,
    /// The year or the month counted from that of the day of writing: “last year’s third quarter”,
    /// “the 20th of next month”.
    pub(crate) turn: Option<Turn>,
    /// Whether the words before it look ahead: “set to take place Tuesday”.
    pub(crate) ahead: bool,
}

/// A unit counted from the one that holds the day of writing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Turn {
    pub(crate) unit: TimeUnit,
    pub(crate) by: i8,
}

/// The finest field of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Slot {
    Year,
    /// The ten years from the year on.
    Decade,
    /// The hundred years from the year on.
    Century,
    /// 1 is January.
    Month(i8),
    /// Month and day.
    Day(i8, i8),
    /// The day of a month that is not named: “the 22nd”.
    DayOfMonth(i8),
    /// 1 is Monday.
    Weekday(i8),
    /// The so-manyeth weekday of a month (−1 is the last; weekday 0 is any day): “the first Monday of
    /// May”.
    Nth {
        nth: i8,
        weekday: i8,
        month: Option<i8>,
    },
    Quarter(i8),
    Half(i8),
    /// 1 is spring.
    Season(i8),
    Holiday(holiday::Holiday),
}

/// Which part of the stretch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Part {
    Early,
    Mid,
    Late,
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// A date: what was written, and what that was resolved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Calendar {
    pub(crate) from: Written,
    /// The end of a range.
    pub(crate) to: Option<Written>,
    pub(crate) part: Option<Part>,
    /// The days it covers, where they are known.
    pub(crate) days: Option<Interval<Date>>,
    /// What bounds it: “since 2014”.
    pub(crate) bound: Option<Limit>,
}

/// A preposition that turns a date into everything on one side of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Limit {
    /// “since”, “from … on”: the date and all after it.
    Since,
    /// “after”: all after the date.
    After,
    /// “before”: all before the date.
    Before,
    /// “until”, “by”: all up to the date.
    Until,
}

impl Fields {
    pub(crate) fn new(year: Option<i16>, slot: Slot) -> Self {
        Self {
            year,
            slot,
            weekday: None,
            turn: None,
            ahead: false,
        }
    }
}

impl Calendar {
    fn new(from: Written, part: Option<Part>) -> Self {
        Self {
            from,
            to: None,
            part,
            days: None,
            bound: None,
        }
    }

    /// The same, with the days it covers for a text written on `written`.
    #[must_use]
    fn resolved(self, written: Option<Date>) -> Self {
        Self {
            days: resolve::days(&self, written),
            ..self
        }
    }
}

/// Reads the date at `at`, and the place after it.
pub(crate) fn read(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    let framed = matches!(scan.word(at), "from" | "between");
    let first = single(scan, at + usize::from(framed));
    let (calendar, end) = range::of_days(scan, at)
        .or_else(|| range::of_two(scan, first.as_ref()?, framed))
        .or(first.filter(|_| !framed))?;
    Some((calendar.resolved(scan.context.written), end))
}

/// Reads a date with the preposition that bounds it: “since 2014”.
pub(crate) fn read_bounded(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    let bound = match scan.word(at) {
        "since" => Some(Limit::Since),
        "after" => Some(Limit::After),
        "before" => Some(Limit::Before),
        "until" | "till" | "by" => Some(Limit::Until),
        _ => None,
    };
    let start = at
        + usize::from(bound.is_some() || matches!(scan.word(at), "on" | "in" | "the" | "during"));
    let start = start + usize::from(scan.word(start) == "the");
    let (calendar, end) = read(scan, start)?;
    let calendar = Calendar { bound, ..calendar };
    Some((calendar.resolved(scan.context.written), end))
}

/// One date, with the words that narrow it: “early March”, “Wednesday morning”.
pub(crate) fn single(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    let (part, start) = part_before(scan, at);
    let (written, end) = [
        numeric::read(scan, start),
        calendar::read(scan, start),
        relative::read(scan, start),
    ]
    .into_iter()
    .flatten()
    .max_by_key(|&(_, end)| end)?;
    if part.is_some()
        && matches!(
            written,
            Written::Vague(_) | Written::Ago { .. } | Written::Every(_)
        )
    {
        return None;
    }
    let (after, end) = part_after(scan, &written, end);
    Some((Calendar::new(written, after.or(part)), end))
}

/// “early”, “late”, “mid-”, “the end of”, before a date.
fn part_before(scan: &Scan<'_>, at: usize) -> (Option<Part>, usize) {
    let (part, after) = match scan.word(at) {
        "early" | "earlier" => (Part::Early, at + 1),
        "late" | "later" => (Part::Late, at + 1),
        "mid" => (Part::Mid, at + 1),
        "beginning" | "start" | "end" | "middle" => {
            let part = match scan.word(at) {
                "end" => Part::Late,
                "middle" => Part::Mid,
                _ => Part::Early,
            };
            let Some(of) = scan.past(at + 1, &["of"]) else {
                return (None, at);
            };
            (part, of + usize::from(scan.word(of) == "the"))
        }
        _ => return (None, at),
    };
    let after = scan.past_hyphen(after);
    let after = after + usize::from(scan.word(after) == "in" || scan.word(after) == "on");
    let after = after + usize::from(scan.word(after) == "the");
    (Some(part), after)
}

/// “morning”, “afternoon” after a day.
fn part_after(scan: &Scan<'_>, written: &Written, end: usize) -> (Option<Part>, usize) {
    let day = match written {
        Written::Fields(fields) | Written::Nearest { fields, .. } => {
            matches!(
                fields.slot,
                Slot::Day(..) | Slot::Weekday(_) | Slot::Holiday(_)
            )
        }
        Written::Shift { unit, .. } => *unit == TimeUnit::Day,
        _ => false,
    };
    let word = scan.word(end);
    match part_of_day(word) {
        Some(part) if day => (Some(part), end + 1),
        _ => (None, end),
    }
}

fn part_of_day(word: &str) -> Option<Part> {
    Some(match word {
        "morning" => Part::Morning,
        "afternoon" => Part::Afternoon,
        "evening" => Part::Evening,
        "night" => Part::Night,
        _ => return None,
    })
}
