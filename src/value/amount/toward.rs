//! Lengths of time that end or begin with the day of writing: “the last three months”, “the next two
//! weeks”, “5 upcoming years”.
//!
//! They are durations, as the corpora of news have them, and keep the stretch that they cover: the
//! last three months up to the day of writing, the next two weeks from the day after it. Quarters,
//! decades and centuries are counted whole.

use jiff::civil::{Date, DateTime};

use super::super::date;
use super::super::exact::Exact;
use super::super::lexicon::TimeUnit;
use super::super::scan::Scan;
use super::unit::Unit;
use super::{Amount, Comparator};

/// From its start up to its end, which is not part of it.
pub(crate) type Stretch = (DateTime, DateTime);

/// Reads the length of time at `at` that is told to lie before or after the day of writing.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    let ahead = side(scan.word(at))?;
    let (amount, end) = super::single(scan, at + 1)?;
    let plain = matches!(
        amount.comparator,
        None | Some(Comparator::AtLeast | Comparator::About)
    );
    let timed = matches!(amount.unit, Unit::Time(_)) && plain;
    timed.then(|| (along(scan, &amount, ahead), end))
}

/// The same where the side stands after the figure: “the 10 previous weeks”.
pub(super) fn inside(scan: &Scan<'_>, (amount, end): (Amount, usize)) -> (Amount, usize) {
    let (from, to) = amount.tokens;
    match (
        amount.unit,
        (from..to).find_map(|place| side(scan.word(place))),
    ) {
        (Unit::Time(_), Some(ahead)) => (along(scan, &amount, ahead), end),
        _ => (amount, end),
    }
}

/// Whether a word says that a length of time lies ahead, or behind.
pub(super) fn side(word: &str) -> Option<bool> {
    match word {
        "last" | "past" | "previous" => Some(false),
        "next" | "coming" | "upcoming" => Some(true),
        _ => None,
    }
}

fn along(scan: &Scan<'_>, amount: &Amount, ahead: bool) -> Amount {
    let count = amount.figure.as_point().and_then(Exact::as_i64);
    let stretch = match (amount.unit, count, scan.context.written) {
        (Unit::Time(unit), Some(count), Some(day)) if amount.step.is_some() => {
            stretch(unit, count, ahead, day, scan.context.time)
        }
        _ => None,
    };
    Amount { stretch, ..*amount }
}

fn stretch(
    unit: TimeUnit,
    count: i64,
    ahead: bool,
    day: Date,
    time: Option<jiff::civil::Time>,
) -> Option<Stretch> {
    let none = jiff::Span::new();
    let span = match unit {
        TimeUnit::Second => Some(none.try_seconds(count)),
        TimeUnit::Minute => Some(none.try_minutes(count)),
        TimeUnit::Hour => Some(none.try_hours(count)),
        _ => None,
    };
    if let Some(span) = span {
        let (now, span) = (day.to_datetime(time?), span.ok()?);
        return Some(if ahead {
            (now, now.checked_add(span).ok()?)
        } else {
            (now.checked_sub(span).ok()?, now)
        });
    }
    let whole = matches!(
        unit,
        TimeUnit::Quarter | TimeUnit::Decade | TimeUnit::Century
    );
    let (low, next) = if whole {
        let (low, high) = date::around(unit, day)?;
        (low, high.tomorrow().ok()?)
    } else {
        (day, day.tomorrow().ok()?)
    };
    let (from, to) = if ahead {
        (next, date::shifted(next, unit, count)?)
    } else {
        (date::shifted(low, unit, -count)?, low)
    };
    Some((from.into(), to.into()))
}
