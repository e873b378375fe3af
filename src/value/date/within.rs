//! Units picked out of a stretch: which days “the first week of October”, “the last three days of
//! 2019”, “the week of October 6” and “the rest of the year” are.
//!
//! A week belongs to the month or year that holds its Thursday, as in ISO 8601. The week “of” a Sunday
//! is the one that starts with it, as news counts.

use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

use super::super::interval::Interval;
use super::super::lexicon::TimeUnit;
use super::resolve::{Days, Now, around, one};
use super::{Counted, Which, Within};

/// The days that are meant, where the stretch they are picked from is known and holds them.
pub(super) fn days(within: &Within, now: Option<Now>) -> Option<Days> {
    let of = one(&within.of, now)?;
    let (low, high) = (*of.low().value()?, *of.high().value()?);
    match within.which {
        Which::Nth(nth) => nth_unit(nth, within.unit, low, high),
        Which::Run(count) if count > 0 => {
            let first = nth_unit(1, within.unit, low, high)?;
            let last = nth_unit(count, within.unit, low, high)?;
            Interval::new(first.low(), last.high())
        }
        Which::Run(count) => {
            let first = nth_unit(count, within.unit, low, high)?;
            let last = nth_unit(-1, within.unit, low, high)?;
            Interval::new(first.low(), last.high())
        }
        Which::Around => {
            let Counted::Unit(unit) = within.unit else {
                return None;
            };
            let sunday = unit == TimeUnit::Week && low.weekday() == Weekday::Sunday;
            around(unit, if sunday { low.tomorrow().ok()? } else { low })
        }
        Which::Rest => Interval::closed(now?.day.clamp(low, high), high),
    }
}

/// The so-manyeth unit from `low` to `high`, from the end where `nth` is negative.
fn nth_unit(nth: i8, unit: Counted, low: Date, high: Date) -> Option<Days> {
    let found = match unit {
        Counted::Weekday(weekday) => {
            let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
            Interval::point(nth_weekday(nth, weekday, low, high)?)
        }
        Counted::Unit(TimeUnit::Day) => {
            let steps = i64::from(nth.abs()) - 1;
            let day = if nth > 0 {
                low.checked_add(steps.days())
            } else {
                high.checked_sub(steps.days())
            };
            Interval::point(day.ok()?)
        }
        Counted::Unit(unit @ TimeUnit::Week) => {
            around(unit, nth_weekday(nth, Weekday::Thursday, low, high)?)?
        }
        Counted::Unit(unit @ TimeUnit::Weekend) => {
            around(unit, nth_weekday(nth, Weekday::Saturday, low, high)?)?
        }
        Counted::Unit(unit @ (TimeUnit::Month | TimeUnit::Quarter | TimeUnit::Year)) => {
            let months = match unit {
                TimeUnit::Month => 1,
                TimeUnit::Quarter => 3,
                _ => 12,
            };
            let steps = (i32::from(nth.abs()) - 1) * months;
            let day = if nth > 0 {
                low.checked_add(steps.months())
            } else {
                high.first_of_month().checked_sub(steps.months())
            };
            around(unit, day.ok()?)?
        }
        Counted::Unit(_) => return None,
    };
    // A week may begin before its month does; a day may not.
    let inside = *found.high().value()? >= low && *found.low().value()? <= high;
    inside.then_some(found)
}

fn nth_weekday(nth: i8, weekday: Weekday, low: Date, high: Date) -> Option<Date> {
    let steps = (i64::from(nth.abs()) - 1) * 7;
    let day = if nth > 0 {
        let ahead = i64::from(low.weekday().until(weekday));
        low.checked_add((ahead + steps).days()).ok()?
    } else {
        let back = i64::from(high.weekday().since(weekday));
        high.checked_sub((back + steps).days()).ok()?
    };
    (low..=high).contains(&day).then_some(day)
}
