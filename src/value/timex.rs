//! TIMEX3 values (ISO-TimeML): what the annotated corpora of news write for dates, times and durations.
//!
//! `2023-03-22`, `2023-W12`, `1989-Q3`, `199` (a decade), `19` (a century), `1998-SP`, `2023-03-21TNI`,
//! `2023-03-22T17:30`, `T08` (no day is known), `P3W`, `PT2H30M`, `PXM` (“several months”), `PRESENT_REF`.
//! What is not resolved keeps `X` where a digit is missing: `XXXX-03-22`, `XXXX-WXX-3`. Both ends of a
//! range are given, with a slash between them. A set is given by its period or by what comes round.

use jiff::ToSpan;
use jiff::civil::Date;

use super::amount::Amount;
use super::date::{Calendar, Cycle, Fields, Part, Slot, Vague, Written};
use super::exact::Exact;
use super::lexicon::TimeUnit;
use super::time::{Clock, Moment};

/// The value of a stretch of the calendar.
pub(super) fn of_date(calendar: &Calendar) -> Option<String> {
    let day = calendar.stretch();
    let stretch = match (&calendar.to, day) {
        (Some(to), Some((low, high))) => {
            let ends = [(&calendar.from, low), (to, high)];
            let [low, high] = ends.map(|(written, day)| of_unit(day, written.grain()));
            format!("{low}/{high}")
        }
        (None, Some((low, high))) => of_stretch(low, high, calendar.from.grain()),
        (_, None) => return unresolved(&calendar.from),
    };
    Some(match calendar.part.and_then(of_part) {
        Some(part) if calendar.to.is_none() => format!("{stretch}T{part}"),
        _ => stretch,
    })
}

fn of_part(part: Part) -> Option<&'static str> {
    match part {
        Part::Morning => Some("MO"),
        Part::Afternoon => Some("AF"),
        Part::Evening => Some("EV"),
        Part::Night => Some("NI"),
        Part::Early | Part::Mid | Part::Late => None,
    }
}

/// A stretch that is a unit of the calendar, or else its first and last day.
fn of_stretch(low: Date, high: Date, grain: Option<TimeUnit>) -> String {
    let months = |count: i32| {
        low.checked_add(count.months())
            .and_then(Date::yesterday)
            .is_ok_and(|last| last == high)
    };
    let days = |count: i32| {
        low.checked_add((count - 1).days())
            .is_ok_and(|last| last == high)
    };
    let unit = match grain {
        _ if low == high => Some(TimeUnit::Day),
        Some(TimeUnit::Weekend) => Some(TimeUnit::Weekend),
        Some(TimeUnit::Quarter) if months(6) => {
            return format!("{:04}-H{}", low.year(), low.month() / 6 + 1);
        }
        Some(grain) => Some(grain),
        None => None,
    };
    let whole = match unit {
        Some(TimeUnit::Weekend) => days(2),
        Some(TimeUnit::Week) => days(7),
        Some(TimeUnit::Month) => months(1),
        Some(TimeUnit::Quarter | TimeUnit::Season) => months(3),
        Some(TimeUnit::Year) => months(12),
        Some(TimeUnit::Decade) => months(120),
        Some(TimeUnit::Century) => months(1200),
        Some(TimeUnit::Day) => low == high,
        _ => false,
    };
    if whole {
        of_unit(low, unit)
    } else {
        format!("{low}/{high}")
    }
}

/// The unit of the calendar that holds `day`.
fn of_unit(day: Date, grain: Option<TimeUnit>) -> String {
    let (year, month) = (day.year(), day.month());
    let week = day.iso_week_date();
    match grain {
        Some(TimeUnit::Week | TimeUnit::Fortnight) => {
            format!("{:04}-W{:02}", week.year(), week.week())
        }
        Some(TimeUnit::Weekend) => format!("{:04}-W{:02}-WE", week.year(), week.week()),
        Some(TimeUnit::Month) => format!("{year:04}-{month:02}"),
        Some(TimeUnit::Quarter) => format!("{year:04}-Q{}", (month - 1) / 3 + 1),
        Some(TimeUnit::Season) => {
            let season = ["WI", "SP", "SU", "FA", "WI"][usize::from(month.unsigned_abs()) / 3];
            format!("{year:04}-{season}")
        }
        Some(TimeUnit::Year) => format!("{year:04}"),
        Some(TimeUnit::Decade) => format!("{:03}", year / 10),
        Some(TimeUnit::Century) => format!("{:02}", year / 100),
        _ => day.to_string(),
    }
}

/// What is known of a date without the day of writing.
fn unresolved(written: &Written) -> Option<String> {
    Some(match written {
        Written::Vague(Vague::Past) => "PAST_REF".to_owned(),
        Written::Vague(Vague::Present) => "PRESENT_REF".to_owned(),
        Written::Vague(Vague::Future) => "FUTURE_REF".to_owned(),
        Written::Every(cycle) => of_cycle(*cycle),
        Written::Fields(fields) | Written::Nearest { fields, .. } => of_fields(fields)?,
        Written::Shift { .. } | Written::Within(_) | Written::Offset(_) | Written::Said(_) => {
            return None;
        }
    })
}

fn of_fields(fields: &Fields) -> Option<String> {
    let year = fields
        .year
        .map_or("XXXX".to_owned(), |year| format!("{year:04}"));
    Some(match fields.slot {
        Slot::Year => year,
        Slot::Month(month) => format!("{year}-{month:02}"),
        Slot::Day(month, day) => format!("{year}-{month:02}-{day:02}"),
        Slot::DayOfMonth(day) => format!("XXXX-XX-{day:02}"),
        Slot::Weekday(weekday) => format!("XXXX-WXX-{weekday}"),
        Slot::Quarter(quarter) => format!("{year}-Q{quarter}"),
        Slot::Half(half) => format!("{year}-H{half}"),
        Slot::Season(season) => {
            let at = usize::from(season.unsigned_abs()).saturating_sub(1);
            format!("{year}-{}", ["SP", "SU", "FA", "WI"].get(at)?)
        }
        Slot::Decade | Slot::Century | Slot::Holiday(_) => return None,
    })
}

fn of_cycle(cycle: Cycle) -> String {
    match cycle {
        Cycle::Unit(count, unit) => period(Some(Exact::int(count)), unit),
        Cycle::Weekday(_, weekday) => format!("XXXX-WXX-{weekday}"),
        Cycle::Month(month) => format!("XXXX-{month:02}"),
        Cycle::Part(part) => format!("T{}", of_part(part).unwrap_or("XX")),
    }
}

/// The value of a time of day, with its day where that is known.
pub(super) fn of_time(clock: &Clock) -> String {
    let day = match &clock.day {
        Some(day) => Calendar {
            part: None,
            ..day.clone()
        },
        None => return of_face(clock, ""),
    };
    of_face(clock, &of_date(&day).unwrap_or_default())
}

fn of_face(clock: &Clock, day: &str) -> String {
    let from = format!("{day}T{}", of_moment(clock.from));
    match clock.to {
        Some(to) => format!("{from}/{day}T{}", of_moment(to)),
        None => from,
    }
}

fn of_moment(moment: Moment) -> String {
    match moment {
        Moment::At {
            hour,
            minute,
            second,
        } => {
            let second = second.map_or(String::new(), |second| format!(":{second:02}"));
            format!("{hour:02}:{:02}{second}", minute.unwrap_or(0))
        }
        Moment::Part(part) => of_part(part).unwrap_or("XX").to_owned(),
    }
}

/// The value of a duration: `P3W`, `PT2H30M`, `P2Y6M`; `PXM` where how many is not said.
pub(super) fn of_duration(amount: &Amount, unit: TimeUnit) -> String {
    let count = amount.figure.as_point();
    period(
        count.filter(|_| {
            amount.step.is_some()
                || amount
                    .comparator
                    .is_none_or(|bound| bound != super::Comparator::AtLeast)
        }),
        unit,
    )
}

fn period(count: Option<Exact>, unit: TimeUnit) -> String {
    let (letter, factor, finer, per) = match unit {
        TimeUnit::Second => ("S", 1, None, 1),
        TimeUnit::Minute => ("M", 1, Some("S"), 60),
        TimeUnit::Hour => ("H", 1, Some("M"), 60),
        TimeUnit::Day => ("D", 1, None, 1),
        TimeUnit::Weekend => ("WE", 1, None, 1),
        TimeUnit::Week => ("W", 1, Some("D"), 7),
        TimeUnit::Fortnight => ("W", 2, None, 1),
        TimeUnit::Month => ("M", 1, None, 1),
        TimeUnit::Quarter | TimeUnit::Season => ("M", 3, None, 1),
        TimeUnit::Year => ("Y", 1, Some("M"), 12),
        TimeUnit::Decade => ("Y", 10, None, 1),
        TimeUnit::Century => ("Y", 100, None, 1),
        TimeUnit::Millennium => ("Y", 1000, None, 1),
    };
    let time = if unit < TimeUnit::Day { "T" } else { "" };
    let Some(count) = count.and_then(|count| count.times(Exact::int(factor))) else {
        let letter = match unit {
            TimeUnit::Decade => "DE",
            TimeUnit::Century => "CE",
            TimeUnit::Quarter => "Q",
            _ => letter,
        };
        return format!("P{time}X{letter}");
    };
    let whole = count.floor();
    let rest = count
        .minus(whole)
        .and_then(|rest| rest.times(Exact::int(per)));
    match (rest, finer) {
        (Some(Exact::ZERO), _) => format!("P{time}{count}{letter}"),
        (Some(rest), Some(finer)) if rest.is_integer() && whole == Exact::ZERO => {
            format!("P{time}{rest}{finer}")
        }
        (Some(rest), Some(finer)) if rest.is_integer() => {
            format!("P{time}{whole}{letter}{rest}{finer}")
        }
        _ => format!("P{time}{count}{letter}"),
    }
}
