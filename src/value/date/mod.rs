//! Dates: days, weekdays, months, years, decades, centuries, quarters, seasons, holidays, and the
//! words that point at them from the day of writing or from one another.
//!
//! What was written is kept apart from what it was resolved to: “Wednesday” stays a weekday that
//! compares with any other Wednesday, and becomes 2023-03-22 where the day of writing is known.
//! What is written is a small algebra ([`Written`]): fields of the calendar, units counted from the one
//! of today, a distance from another date, a unit within another stretch, what comes round again.
//! `grammar` reads it, `resolve` turns it into days.

mod before;
mod compare;
mod display;
mod grammar;
mod holiday;
mod resolve;
mod within;

pub(crate) use before::{Before, Said};
pub(crate) use compare::relation;
pub(crate) use display::{parse, unit_name};
pub(crate) use grammar::{ends_date, limit, part_of_day, read, read_bounded};
pub(crate) use resolve::shifted;

use jiff::civil::{Date, DateTime};

use super::interval::Interval;
use super::lexicon::TimeUnit;
use super::{Context, Undated};

/// A stretch of the calendar as it was written.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Written {
    /// Calendar fields: “March 22, 2023”, “March”, “Wednesday”, “the third quarter”.
    Fields(Fields),
    /// A unit counted from the one of the day of writing: “last week” is −1, “this year” 0.
    Shift { unit: TimeUnit, by: i64 },
    /// Fields told apart by “last” (−1), “this” (0) or “next” (1): “last Friday”, “next March”.
    Nearest { fields: Fields, by: i8 },
    /// So long before or after another date: “three weeks ago”, “two days before Christmas”.
    Offset(Box<Offset>),
    /// Units counted within another stretch: “the first week of October”, “the rest of the year”.
    Within(Box<Within>),
    /// The date that the text has given before: “that day”, and what “a year earlier” counts from.
    Said(Said),
    /// Again and again: “daily”, “every two weeks”, “each Thursday”.
    Every(Cycle),
    /// No stretch that could be named.
    Vague(Vague),
}

/// A distance in time from a date.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Offset {
    /// How far, the largest unit first; negative is before.
    pub(crate) steps: Vec<(i64, Counted)>,
    pub(crate) from: Written,
}

/// What a distance is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Counted {
    Unit(TimeUnit),
    /// 1 is Monday.
    Weekday(i8),
}

/// Units of the calendar picked out of a stretch.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Within {
    pub(crate) which: Which,
    pub(crate) unit: Counted,
    pub(crate) of: Written,
}

/// Which units of a stretch are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Which {
    /// The so-manyeth; −1 is the last.
    Nth(i8),
    /// So many from its start, or (negative) up to its end.
    Run(i8),
    /// The one that holds it: “the week of October 6”.
    Around,
    /// What is left of it from the day of writing on.
    Rest,
}

/// What comes round again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Cycle {
    /// Every so many units.
    Unit(i64, TimeUnit),
    /// Every so many of these weekdays; 1 is Monday.
    Weekday(i64, i8),
    /// 1 is January.
    Month(i8),
    /// “every night”.
    Part(Part),
}

/// What a vague word points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Vague {
    Past,
    Present,
    Future,
}

/// The calendar fields that a date gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Turn {
    pub(crate) unit: TimeUnit,
    pub(crate) by: i8,
}

/// The finest field of a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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
    Quarter(i8),
    Half(i8),
    /// 1 is spring.
    Season(i8),
    Holiday(holiday::Holiday),
}

/// Which part of the stretch is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
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

/// The first and the last day of the unit of the calendar that holds `day`.
pub(crate) fn around(unit: TimeUnit, day: Date) -> Option<(Date, Date)> {
    let days = resolve::around(unit, day)?;
    Some((*days.low().value()?, *days.high().value()?))
}

impl Part {
    /// Its name in canonical forms.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Early => "early",
            Self::Mid => "mid",
            Self::Late => "late",
            Self::Morning => "morning",
            Self::Afternoon => "afternoon",
            Self::Evening => "evening",
            Self::Night => "night",
        }
    }
}

/// A date: what was written, and what that was resolved to.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Calendar {
    pub(crate) from: Written,
    /// The end of a range.
    pub(crate) to: Option<Written>,
    pub(crate) part: Option<Part>,
    /// The days it covers, where they are known.
    pub(crate) days: Option<Interval<Date>>,
    /// The days it would cover if what is undated lay on the other side of the day of writing.
    pub(crate) other: Option<Interval<Date>>,
    /// The very moment or day that a distance reaches: “two weeks ago” is that week, and this day.
    pub(crate) reached: Option<DateTime>,
    /// What bounds it: “since 2014”.
    pub(crate) bound: Option<Limit>,
    /// Where the first end of a range stops and the second starts, in tokens.
    pub(crate) joint: Option<(usize, usize)>,
}

/// A preposition that turns a date into everything on one side of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
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

impl Limit {
    /// The preposition that says so.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Since => "since",
            Self::After => "after",
            Self::Before => "before",
            Self::Until => "until",
        }
    }
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

    /// Whether its year, or the week of its weekday, is left to the reader.
    pub(crate) fn is_undated(&self) -> bool {
        self.year.is_none() && self.turn.is_none()
    }
}

impl Slot {
    /// The unit of the calendar that it is one of.
    pub(crate) fn grain(self) -> TimeUnit {
        match self {
            Self::Year => TimeUnit::Year,
            Self::Decade => TimeUnit::Decade,
            Self::Century => TimeUnit::Century,
            Self::Month(_) => TimeUnit::Month,
            Self::Quarter(_) | Self::Half(_) => TimeUnit::Quarter,
            Self::Season(_) => TimeUnit::Season,
            Self::Day(..) | Self::DayOfMonth(_) | Self::Weekday(_) | Self::Holiday(_) => {
                TimeUnit::Day
            }
        }
    }
}

impl Written {
    /// The day of writing.
    pub(crate) const TODAY: Self = Self::Shift {
        unit: TimeUnit::Day,
        by: 0,
    };
}

impl Calendar {
    pub(crate) fn new(from: Written, part: Option<Part>) -> Self {
        Self {
            from,
            to: None,
            part,
            days: None,
            other: None,
            reached: None,
            bound: None,
            joint: None,
        }
    }

    /// The same, bounded.
    #[must_use]
    pub(crate) fn bounded(self, bound: Limit) -> Self {
        let bound = Some(bound);
        Self { bound, ..self }
    }

    /// The same, with the days it covers for a text of this context.
    #[must_use]
    pub(crate) fn resolved(self, context: &Context<'_>) -> Self {
        let now = |undated| context.written.map(|day| resolve::Now { day, undated });
        let days = resolve::days(&self, now(context.undated));
        let undated = matches!(&self.from, Written::Fields(fields) if fields.is_undated());
        let other = undated
            .then(|| {
                [Undated::Latest, Undated::Next]
                    .into_iter()
                    .filter_map(|side| resolve::days(&self, now(side)))
                    .find(|other| Some(*other) != days)
            })
            .flatten();
        let reached = context.written.and_then(|day| {
            let moment = day.to_datetime(context.time.unwrap_or_default());
            resolve::reached(&self.from, moment, context.time.is_some())
        });
        Self {
            days,
            other,
            reached,
            ..self
        }
    }

    /// The first and the last day that are named, whatever bounds them.
    pub(crate) fn stretch(&self) -> Option<(Date, Date)> {
        let days = self.days?;
        Some((*days.low().value()?, *days.high().value()?))
    }

    /// The first and the last day on the other side of the day of writing, in ISO 8601.
    pub(crate) fn other_ends(&self) -> Option<[String; 2]> {
        let days = self.other?;
        Some([
            days.low().value()?.to_string(),
            days.high().value()?.to_string(),
        ])
    }

    /// The days that it allows: those named, or all on one side of them.
    pub(crate) fn allowed(&self) -> Option<Interval<Date>> {
        let (low, high) = self.stretch()?;
        match self.bound {
            None => self.days,
            Some(Limit::Since) => Some(Interval::at_least(low)),
            Some(Limit::After) => Some(Interval::more_than(high)),
            Some(Limit::Before) => Some(Interval::less_than(low)),
            Some(Limit::Until) => Some(Interval::at_most(high)),
        }
    }

    /// Whether it is one day.
    pub(crate) fn is_day(&self) -> bool {
        self.to.is_none() && self.bound.is_none() && self.from.is_day()
    }
}

impl Written {
    /// The unit of the calendar it is one of, or counts in.
    pub(crate) fn grain(&self) -> Option<TimeUnit> {
        match self {
            Self::Fields(fields) | Self::Nearest { fields, .. } => Some(fields.slot.grain()),
            Self::Shift { unit, .. } => Some(*unit),
            Self::Said(said) => Some(said.unit),
            Self::Offset(offset) => match (offset.steps.last()?, &offset.from) {
                ((_, Counted::Unit(unit)), &Self::TODAY) => Some(*unit),
                ((_, Counted::Weekday(_)), _) => Some(TimeUnit::Day),
                (_, from) => from.grain(),
            },
            Self::Within(within) => match within.unit {
                Counted::Unit(unit) => Some(unit),
                Counted::Weekday(_) => Some(TimeUnit::Day),
            },
            Self::Every(_) | Self::Vague(_) => None,
        }
    }

    /// Whether it counts from a date given before.
    pub(crate) fn is_counted(&self) -> bool {
        match self {
            Self::Said(_) => true,
            Self::Offset(offset) => matches!(offset.from, Self::Said(_)),
            _ => false,
        }
    }

    /// Whether it names no stretch: “now”, “every day”.
    pub(crate) fn is_endless(&self) -> bool {
        matches!(self, Self::Every(_) | Self::Vague(_))
    }

    /// Whether it is one day, by how it is written.
    pub(crate) fn is_day(&self) -> bool {
        match self {
            Self::Fields(fields) | Self::Nearest { fields, .. } => matches!(
                fields.slot,
                Slot::Day(..) | Slot::Weekday(_) | Slot::DayOfMonth(_) | Slot::Holiday(_)
            ),
            Self::Shift { unit, .. }
            | Self::Said(Said { unit, .. })
            | Self::Every(Cycle::Unit(_, unit)) => *unit == TimeUnit::Day,
            Self::Offset(offset) => offset.steps.iter().all(|(_, unit)| {
                matches!(
                    unit,
                    Counted::Unit(TimeUnit::Day | TimeUnit::Week) | Counted::Weekday(_)
                )
            }),
            Self::Within(within) => {
                matches!(within.which, Which::Nth(_))
                    && matches!(
                        within.unit,
                        Counted::Unit(TimeUnit::Day) | Counted::Weekday(_)
                    )
            }
            // “each Monday at 4 p.m.”
            Self::Every(Cycle::Weekday(..) | Cycle::Part(_)) => true,
            Self::Every(Cycle::Month(_)) | Self::Vague(_) => false,
        }
    }
}
