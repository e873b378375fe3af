//! Times of day: “5 p.m.”, “17:30”, “noon”, “10 p.m. EST Wednesday”, “half past seven”, “from 3 to 5
//! pm”, “in the morning”.
//!
//! A day beside the time belongs to it. A zone is kept, and times in zones of known offset compare by
//! the instant. A bare hour is a time only beside a day, a part of the day or another time (“tomorrow
//! at 5”, “8 this evening”, “from 7 to 9 p.m.”): “at five” alone is as often an age or a place. Not read:
//! hours after midnight told as the night before, “noonish”, “a.m./p.m.” undecided.

mod grammar;
mod point;
mod zone;

pub(crate) use grammar::read;
pub(crate) use zone::Zone;

use std::fmt;

use super::Relation;
use super::date::{self, Calendar, Limit, Part};
use super::interval::{Bound, Interval};

/// Whether the word may tell a time of day without a number.
pub(super) fn names_time(word: &str) -> bool {
    point::names_hour(word) || date::part_of_day(word).is_some()
}

/// A time of day or a stretch of one, with its day where it is given.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Clock {
    pub(crate) from: Moment,
    /// The end of a range; before the start it is on the next day.
    pub(crate) to: Option<Moment>,
    pub(crate) zone: Option<Zone>,
    pub(crate) day: Option<Calendar>,
    /// What bounds it: “after 3 p.m.”.
    pub(crate) bound: Option<Limit>,
}

/// A moment of the day, as fine as it is given, or a part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) enum Moment {
    At {
        /// 0 to 23.
        hour: i64,
        minute: Option<i64>,
        second: Option<i64>,
    },
    Part(Part),
}

const DAY: i64 = 86_400;

impl Moment {
    /// The moment, where there is one.
    fn at(hour: i64, minute: Option<i64>, second: Option<i64>) -> Option<Self> {
        let valid = (0..=24).contains(&hour) && (0..60).contains(&minute.unwrap_or(0));
        valid.then_some(Self::At {
            hour: hour % 24,
            minute,
            second,
        })
    }

    /// The first and the last second of the day that it allows; a time is the second it is given to.
    fn seconds(self) -> (i64, i64) {
        match self {
            Self::At {
                hour,
                minute,
                second,
            } => {
                let at = hour * 3600 + minute.unwrap_or(0) * 60 + second.unwrap_or(0);
                (at, at)
            }
            Self::Part(part) => match part {
                Part::Morning => (5 * 3600, 12 * 3600),
                Part::Afternoon => (12 * 3600, 18 * 3600),
                Part::Evening => (17 * 3600, 23 * 3600),
                Part::Night => (19 * 3600, DAY + 6 * 3600),
                Part::Early | Part::Mid | Part::Late => (0, DAY),
            },
        }
    }
}

impl Moment {
    /// The unit of time that it is given to.
    pub(crate) fn grain(self) -> &'static str {
        match self {
            Self::At {
                second: Some(_), ..
            } => "second",
            Self::At {
                minute: Some(_), ..
            } => "minute",
            Self::At { .. } => "hour",
            Self::Part(_) => "part",
        }
    }
}

impl Clock {
    fn new(from: Moment, to: Option<Moment>) -> Self {
        Self {
            from,
            to,
            zone: None,
            day: None,
            bound: None,
        }
    }

    /// The same, bounded.
    fn bounded(self, bound: Limit) -> Self {
        let bound = Some(bound);
        Self { bound, ..self }
    }

    /// The same, without its day and zone.
    pub(crate) fn bare(&self) -> Self {
        Self {
            bound: self.bound,
            ..Self::new(self.from, self.to)
        }
    }

    /// Its start and its end, in ISO 8601: with the day where that is known, else with a “T” alone.
    ///
    /// A single time starts and ends at once; the hours of a part of the day are not told.
    pub(crate) fn ends(&self) -> (Option<String>, Option<String>) {
        let day = self.day.as_ref().and_then(|day| Some(day.stretch()?.0));
        let told = |moment: Moment, next: bool| {
            let Moment::At {
                hour,
                minute,
                second,
            } = moment
            else {
                return None;
            };
            let (minute, second) = (minute.unwrap_or(0), second.unwrap_or(0));
            let time = format!("{hour:02}:{minute:02}:{second:02}");
            let day = match day {
                Some(day) if next => Some(day.tomorrow().ok()?),
                day => day,
            };
            Some(day.map_or(format!("T{time}"), |day| format!("{day}T{time}")))
        };
        let to = self.to.unwrap_or(self.from);
        let next = to.seconds().0 < self.from.seconds().0;
        (told(self.from, false), told(to, next))
    }

    /// What it allows, in seconds of the day it starts on.
    fn seconds(&self) -> Option<Interval<i64>> {
        let (low, high) = self.from.seconds();
        let high = match self.to {
            None => high,
            Some(to) if to.seconds().1 < low => to.seconds().1 + DAY,
            Some(to) => to.seconds().1,
        };
        match self.bound {
            None => Interval::closed(low, high),
            Some(Limit::Since) => Interval::closed(low, DAY - 1),
            Some(Limit::After) => Interval::new(Bound::Open(high), Bound::Closed(DAY)),
            Some(Limit::Before) => Interval::new(Bound::Closed(-1), Bound::Open(low)),
            Some(Limit::Until) => Interval::closed(0, high),
        }
    }
}

impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::At {
                hour,
                minute,
                second,
            } => {
                write!(f, "{hour:02}:{:02}", minute.unwrap_or(0))?;
                match second {
                    Some(second) => write!(f, ":{second:02}"),
                    None => Ok(()),
                }
            }
            Self::Part(part) => write!(f, "in the {}", part.name()),
        }
    }
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = &self.day {
            write!(f, "{day} ")?;
        }
        if let Some(bound) = self.bound {
            write!(f, "{} ", bound.word())?;
        }
        write!(f, "{}", self.from)?;
        if let Some(to) = self.to {
            write!(f, "–{to}")?;
        }
        if let Some(zone) = self.zone {
            write!(f, " {}", zone.name)?;
        }
        Ok(())
    }
}

/// How the time found bears on the one claimed.
pub(crate) fn relation(claimed: &Clock, found: &Clock) -> Relation {
    let Some((a, b)) = comparable(claimed, found) else {
        return Relation::Incomparable(
            "the times are given in zones that cannot be converted".into(),
        );
    };
    if !a.meets(&b) {
        return Relation::Refutes;
    }
    let days = match (&claimed.day, &found.day) {
        (Some(claimed), Some(found)) => date::relation(claimed, found),
        (Some(_), None) => Relation::Undecided,
        (None, _) => Relation::Supports,
    };
    match days {
        Relation::Supports if !a.contains(&b) => Relation::Undecided,
        days => days,
    }
}

/// What both allow in seconds of one day, where their zones allow it.
fn comparable(a: &Clock, b: &Clock) -> Option<(Interval<i64>, Interval<i64>)> {
    let (first, second) = (a.seconds()?, b.seconds()?);
    match (a.zone, b.zone) {
        (Some(one), Some(other)) if one != other => {
            let (one, other) = (one.offset? * 60, other.offset? * 60);
            let utc = |stretch: Interval<i64>, offset: i64| {
                let low = *stretch.low().value()?;
                let turn = (low - offset).rem_euclid(DAY) - low;
                stretch.map(|second| Some(second + turn))
            };
            Some((utc(first, one)?, utc(second, other)?))
        }
        _ => Some((first, second)),
    }
}
