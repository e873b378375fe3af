//! Comparing dates: by their days where both are known, by the fields that both give elsewhere.
//!
//! “March 2023” allows 2023-03-22 and does not establish it. “Wednesday” without a day of writing is
//! any Wednesday: it holds of 2023-03-22, which is one, and of “Wednesday”, and not of a Tuesday.

use jiff::civil::Date;

use super::super::Relation;
use super::{Calendar, Fields, Slot, Written};

/// How the date found bears on the one claimed.
pub(crate) fn relation(claimed: &Calendar, found: &Calendar) -> Relation {
    if let (Some(claimed), Some(found)) = (claimed.allowed(), found.allowed()) {
        return if claimed.contains(&found) {
            Relation::Supports
        } else if claimed.meets(&found) {
            Relation::Undecided
        } else {
            Relation::Refutes
        };
    }
    if same_words(claimed, found) {
        return Relation::Supports;
    }
    if let (Written::Every(_), Written::Every(_)) = (&claimed.from, &found.from) {
        return Relation::Refutes;
    }
    match agreement(claimed, found) {
        Some(true) => Relation::Supports,
        Some(false) => Relation::Refutes,
        None => Relation::Incomparable(format!(
            "“{}” and “{}” cannot be compared without the day of writing",
            claimed.written(),
            found.written()
        )),
    }
}

fn same_words(a: &Calendar, b: &Calendar) -> bool {
    a.written() == b.written()
}

/// Whether the fields that both dates give agree; `None` where they give none in common.
fn agreement(a: &Calendar, b: &Calendar) -> Option<bool> {
    if a.to.is_some() || b.to.is_some() || a.bound.is_some() || b.bound.is_some() {
        return None;
    }
    let (a, b) = (given(a)?, given(b)?);
    let pairs = [
        (a.year.map(i64::from), b.year.map(i64::from)),
        (a.month.map(i64::from), b.month.map(i64::from)),
        (a.day.map(i64::from), b.day.map(i64::from)),
        (a.weekday.map(i64::from), b.weekday.map(i64::from)),
        (a.other, b.other),
    ];
    let common: Vec<bool> = pairs
        .into_iter()
        .filter_map(|(a, b)| Some(a? == b?))
        .collect();
    (!common.is_empty()).then(|| common.iter().all(|&same| same))
}

/// The single fields of a date.
#[derive(Default)]
struct Given {
    year: Option<i16>,
    month: Option<i8>,
    day: Option<i8>,
    weekday: Option<i8>,
    /// Quarter, half, season, told apart by hundreds.
    other: Option<i64>,
}

fn given(calendar: &Calendar) -> Option<Given> {
    let ends = calendar
        .days
        .and_then(|days| Some((*days.low().value()?, *days.high().value()?)));
    match (ends, &calendar.from) {
        (Some((first, last)), _) => Some(of_days(first, last)),
        (None, Written::Fields(fields)) => Some(of_fields(fields)),
        (None, _) => None,
    }
}

/// The fields that all days from `first` to `last` share.
fn of_days(first: Date, last: Date) -> Given {
    let year = (first.year() == last.year()).then_some(first.year());
    let month = (year.is_some() && first.month() == last.month()).then_some(first.month());
    let one = first == last;
    Given {
        year,
        month,
        day: one.then_some(first.day()),
        weekday: one.then(|| first.weekday().to_monday_one_offset()),
        other: None,
    }
}

fn of_fields(fields: &Fields) -> Given {
    let base = Given {
        year: fields.year,
        weekday: fields.weekday,
        ..Given::default()
    };
    match fields.slot {
        Slot::Month(month) => Given {
            month: Some(month),
            ..base
        },
        Slot::Day(month, day) => Given {
            month: Some(month),
            day: Some(day),
            ..base
        },
        Slot::Weekday(weekday) => Given {
            weekday: Some(weekday),
            ..base
        },
        Slot::DayOfMonth(day) => Given {
            day: Some(day),
            ..base
        },
        Slot::Quarter(n) => Given {
            other: Some(100 + i64::from(n)),
            ..base
        },
        Slot::Half(n) => Given {
            other: Some(200 + i64::from(n)),
            ..base
        },
        Slot::Season(n) => Given {
            other: Some(300 + i64::from(n)),
            ..base
        },
        Slot::Year | Slot::Decade | Slot::Century | Slot::Holiday(_) => base,
    }
}
