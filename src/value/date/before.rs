//! Dates that a text has given so far: “a year earlier” counts from one of them.

use jiff::civil::Date;

use super::Calendar;
use crate::value::lexicon::TimeUnit;

/// A date given before, where one was.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Said {
    pub(crate) days: Option<(Date, Date)>,
    pub(crate) unit: TimeUnit,
}

impl Said {
    pub(crate) fn of(low: Date, high: Date, unit: TimeUnit) -> Self {
        let days = Some((low, high));
        Self { days, unit }
    }
}

/// The dates that a text has given so far and that others may count from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Before {
    /// The last month, quarter or year.
    pub(crate) period: Option<(Date, Date, TimeUnit)>,
    /// The last day.
    pub(crate) day: Option<Date>,
}

impl Before {
    /// The date that a distance in `unit` counts from.
    pub(crate) fn anchor(&self, unit: TimeUnit) -> Said {
        let day = self.day.map(|day| Said::of(day, day, TimeUnit::Day));
        let period = self
            .period
            .filter(|(_, _, period)| *period <= unit)
            .map(|(low, high, unit)| Said::of(low, high, unit));
        let nothing = Said { days: None, unit };
        period.or(day).unwrap_or(nothing)
    }

    /// Takes note of a date that was read.
    pub(crate) fn note(&mut self, calendar: &Calendar) {
        let counted = calendar.to.is_some() || calendar.from.is_counted();
        let Some((low, high)) = calendar.stretch().filter(|_| !counted) else {
            return;
        };
        match calendar.from.grain() {
            Some(unit @ (TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year)) => {
                self.period = Some((low, high, unit));
            }
            Some(TimeUnit::Day) if low == high => self.day = Some(low),
            _ => {}
        }
    }
}
