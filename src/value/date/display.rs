//! The canonical form of dates: `2023-03-22`, `2023-03`, `1990s`, `1989-Q3`, `2023-03-20/2023-03-22`.
//!
//! Days that are known print as ISO 8601 does; what could not be resolved prints as it would be said:
//! `Wednesday`, `March 22`, `last week`. Either reads back as the same date.

use std::fmt;

use super::super::amount::ordinal;
use super::super::interval::{Bound, Interval};
use super::super::lexicon::TimeUnit;
use super::holiday::NAMES;
use super::{
    Calendar, Counted, Cycle, Fields, Offset, Said, Slot, Turn, Vague, Which, Within, Written,
};
use jiff::ToSpan;
use jiff::civil::Date;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = [
    "Monday",
    "Tuesday",
    "Wednesday",
    "Thursday",
    "Friday",
    "Saturday",
    "Sunday",
];

const SEASONS: [&str; 4] = ["spring", "summer", "autumn", "winter"];

impl fmt::Display for Calendar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.allowed() {
            Some(days) => write!(f, "{}", Resolved(days)),
            None => self.write_words(f),
        }
    }
}

impl Calendar {
    /// What was written, whatever it was resolved to.
    pub(crate) fn written(&self) -> String {
        Self {
            days: None,
            ..self.clone()
        }
        .to_string()
    }

    fn write_words(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(bound) = self.bound {
            write!(f, "{} ", bound.word())?;
        }
        match &self.to {
            Some(to) => write!(f, "from {} to {to}", self.from),
            None => write!(f, "{}", self.from),
        }
    }
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fields(fields) => write!(f, "{fields}"),
            Self::Nearest { fields, by: 2 } => write!(f, "{fields} after next"),
            Self::Nearest { fields, by } => write!(f, "{} {fields}", turn(i64::from(*by))),
            Self::Shift {
                unit: TimeUnit::Day,
                by,
            } => f.write_str(match by {
                -2 => "the day before yesterday",
                -1 => "yesterday",
                0 => "today",
                1 => "tomorrow",
                _ => "the day after tomorrow",
            }),
            Self::Shift { unit, by: 2 } => write!(f, "{} after next", unit_name(*unit)),
            Self::Shift { unit, by } => write!(f, "{} {}", turn(*by), unit_name(*unit)),
            Self::Offset(offset) => write!(f, "{offset}"),
            Self::Within(within) => write!(f, "{within}"),
            Self::Said(said) => write!(f, "the {}", unit_name(said.unit)),
            Self::Vague(Vague::Past) => f.write_str("recently"),
            Self::Vague(Vague::Present) => f.write_str("now"),
            Self::Vague(Vague::Future) => f.write_str("the future"),
            Self::Every(cycle) => write!(f, "every {cycle}"),
        }
    }
}

impl fmt::Display for Cycle {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Unit(1, unit) => write!(f, "{}", unit_name(unit)),
            Self::Unit(count, unit) => write!(f, "{count} {}", units(unit)),
            Self::Weekday(count, weekday) => {
                let name = Fields::new(None, Slot::Weekday(weekday));
                match count {
                    1 => write!(f, "{name}"),
                    2 => write!(f, "other {name}"),
                    _ => write!(f, "{count} {name}s"),
                }
            }
            Self::Month(month) => write!(f, "{}", Fields::new(None, Slot::Month(month))),
            Self::Part(part) => f.write_str(part.name()),
        }
    }
}

impl fmt::Display for Offset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for &(by, unit) in &self.steps {
            let count = by.unsigned_abs();
            let name = match unit {
                Counted::Unit(unit) if count == 1 => unit_name(unit).to_owned(),
                Counted::Unit(unit) => units(unit),
                Counted::Weekday(weekday) => {
                    let name = Fields::new(None, Slot::Weekday(weekday)).to_string();
                    if count == 1 { name } else { name + "s" }
                }
            };
            write!(f, "{count} {name} ")?;
        }
        let before = self.steps.iter().any(|(by, _)| *by < 0);
        let zero = self.steps.iter().all(|(by, _)| *by == 0);
        match (&self.from, before || zero) {
            (&Written::Said(Said { days: None, .. }), true) => write!(f, "earlier"),
            (&Written::Said(Said { days: None, .. }), false) => write!(f, "later"),
            (&Written::TODAY, true) => write!(f, "ago"),
            (&Written::TODAY, false) => write!(f, "from now"),
            (from, true) => write!(f, "before {from}"),
            (from, false) => write!(f, "after {from}"),
        }
    }
}

impl fmt::Display for Within {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let unit = match self.unit {
            Counted::Unit(unit) => unit_name(unit).to_owned(),
            Counted::Weekday(weekday) => Fields::new(None, Slot::Weekday(weekday)).to_string(),
        };
        match self.which {
            Which::Nth(-1) => write!(f, "the last {unit} of ")?,
            Which::Nth(nth) if nth < 0 => {
                write!(
                    f,
                    "the {} last {unit} of ",
                    ordinal::written(-i64::from(nth))
                )?;
            }
            Which::Nth(nth) => write!(f, "the {} {unit} of ", ordinal::written(i64::from(nth)))?,
            Which::Run(run) => {
                let side = if run > 0 { "first" } else { "last" };
                write!(f, "the {side} {} {unit}s of ", run.unsigned_abs())?;
            }
            Which::Around => write!(f, "the {unit} of ")?,
            Which::Rest => write!(f, "the rest of ")?,
        }
        write!(f, "{}", self.of)
    }
}

/// The unit's name in the plural.
fn units(unit: TimeUnit) -> String {
    match unit {
        TimeUnit::Century => "centuries".to_owned(),
        TimeUnit::Millennium => "millennia".to_owned(),
        unit => format!("{}s", unit_name(unit)),
    }
}

fn turn(by: i64) -> &'static str {
    match by {
        ..-1 => "previous",
        -1 => "last",
        0 => "this",
        _ => "next",
    }
}

pub(crate) fn unit_name(unit: TimeUnit) -> &'static str {
    match unit {
        TimeUnit::Second => "second",
        TimeUnit::Minute => "minute",
        TimeUnit::Hour => "hour",
        TimeUnit::Day => "day",
        TimeUnit::Weekend => "weekend",
        TimeUnit::Week => "week",
        TimeUnit::Fortnight => "fortnight",
        TimeUnit::Month => "month",
        TimeUnit::Quarter => "quarter",
        TimeUnit::Season => "season",
        TimeUnit::Year => "year",
        TimeUnit::Decade => "decade",
        TimeUnit::Century => "century",
        TimeUnit::Millennium => "millennium",
    }
}

impl fmt::Display for Fields {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = |names: &[&'static str], at: i8| {
            usize::try_from(at - 1)
                .ok()
                .and_then(|at| names.get(at).copied())
                .unwrap_or("")
        };
        if let Some(weekday) = self.weekday {
            write!(f, "{}, ", name(&WEEKDAYS, weekday))?;
        }
        match self.slot {
            Slot::Month(month) => write!(f, "{}", name(&MONTHS, month))?,
            Slot::Day(month, day) => write!(f, "{} {day}", name(&MONTHS, month))?,
            Slot::Weekday(weekday) => write!(f, "{}", name(&WEEKDAYS, weekday))?,
            Slot::DayOfMonth(day) => write!(f, "the {}", ordinal::written(i64::from(day)))?,
            Slot::Quarter(quarter) => write!(f, "Q{quarter}")?,
            Slot::Half(half) => write!(f, "H{half}")?,
            Slot::Season(season) => write!(f, "{}", name(&SEASONS, season))?,
            Slot::Holiday(holiday) => {
                let known = NAMES.iter().find(|(known, _)| *known == holiday);
                write!(f, "{}", known.map_or("", |(_, name)| name))?;
            }
            Slot::Year | Slot::Decade | Slot::Century => {}
        }
        if let Some(Turn { unit, by }) = self.turn {
            write!(f, " of {} {}", turn(i64::from(by)), unit_name(unit))?;
        }
        Ok(())
    }
}

/// Days in ISO 8601, at the coarsest unit that names them exactly.
struct Resolved(Interval<Date>);

impl fmt::Display for Resolved {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.0.low(), self.0.high()) {
            (Bound::Closed(low), Bound::Closed(high)) => write!(f, "{}", stretch(low, high)),
            _ => write!(f, "{}", self.0),
        }
    }
}

fn stretch(low: Date, high: Date) -> String {
    if low == high {
        return low.to_string();
    }
    let ends_after = |months: i32| {
        low.checked_add(months.months())
            .and_then(Date::yesterday)
            .is_ok_and(|last| last == high)
    };
    let (year, month) = (low.year(), low.month());
    if low.day() == 1 {
        match month {
            1 if ends_after(1200) && year % 100 == 0 => {
                return format!("{} century", ordinal::written(i64::from(year / 100 + 1)));
            }
            1 if ends_after(120) && year % 10 == 0 => return format!("{year}s"),
            1 if ends_after(12) => return format!("{year:04}"),
            1 | 7 if ends_after(6) => return format!("{year:04}-H{}", month / 6 + 1),
            1 | 4 | 7 | 10 if ends_after(3) => return format!("{year:04}-Q{}", month / 3 + 1),
            3 | 6 | 9 | 12 if ends_after(3) => {
                let season = SEASONS[usize::from(month.unsigned_abs()) / 3 - 1];
                return format!("{season} {year:04}");
            }
            _ if ends_after(1) => return format!("{year:04}-{month:02}"),
            _ => {}
        }
    }
    let week = low.iso_week_date();
    if low.weekday() == jiff::civil::Weekday::Monday
        && low.checked_add(6.days()).is_ok_and(|last| last == high)
    {
        return format!("{:04}-W{:02}", week.year(), week.week());
    }
    format!("{low}/{high}")
}

/// Reads back what [`Calendar`]'s canonical form writes and prose does not.
pub(crate) fn parse(text: &str) -> Option<Interval<Date>> {
    if let Some((low, high)) = text.split_once('/') {
        return Interval::closed(low.parse().ok()?, high.parse().ok()?);
    }
    let year = |text: &str| text.parse::<i16>().ok();
    if let Some((start, week)) = text.split_once("-W") {
        let week = jiff::civil::ISOWeekDate::new(
            year(start)?,
            week.parse().ok()?,
            jiff::civil::Weekday::Monday,
        )
        .ok()?;
        return Interval::closed(week.date(), week.date().checked_add(6.days()).ok()?);
    }
    let months = |year: i16, month: i8, count: i32| {
        let low = Date::new(year, month, 1).ok()?;
        Interval::closed(low, low.checked_add(count.months()).ok()?.yesterday().ok()?)
    };
    if let Some((start, quarter)) = text.split_once("-Q") {
        return months(
            year(start)?,
            quarter.parse::<i8>().ok()?.checked_mul(3)? - 2,
            3,
        );
    }
    if let Some((start, half)) = text.split_once("-H") {
        return months(
            year(start)?,
            half.parse::<i8>().ok()?.checked_mul(6)? - 5,
            6,
        );
    }
    let (start, month) = text.split_once('-')?;
    (start.len() == 4 && month.len() == 2).then(|| months(year(start)?, month.parse().ok()?, 1))?
}
