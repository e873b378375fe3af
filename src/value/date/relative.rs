//! Dates that point from the day of writing: “yesterday”, “last February”, “two weeks ago”, “this
//! year”, “next Friday”.
//!
//! “the past two weeks” and “the next 18 months” are durations and read as such; “days later” and
//! “the following year” count from a day that the text gives elsewhere, and are not resolved.

use super::super::amount::numeral;
use super::super::lexicon::TimeUnit;
use super::super::scan::Scan;
use super::{Fields, Slot, Vague, Written, calendar, holiday};

/// Reads the relative date at `at`.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let the = at + usize::from(scan.word(at) == "the");
    named(scan, at)
        .or_else(|| turned(scan, the))
        .or_else(|| ago(scan, at))
        .or_else(|| vague(scan, at))
}

/// “today”, “yesterday”, “the day before yesterday”.
fn named(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let day = |by: i64, end: usize| {
        Some((
            Written::Shift {
                unit: TimeUnit::Day,
                by,
            },
            end,
        ))
    };
    let start = at + usize::from(scan.word(at) == "the");
    if let Some(end) = scan.past(start, &["day", "before", "yesterday"]) {
        return day(-2, end);
    }
    if let Some(end) = scan.past(start, &["day", "after", "tomorrow"]) {
        return day(2, end);
    }
    match scan.word(at) {
        "today" | "tonight" => day(0, at + 1),
        "yesterday" => day(-1, at + 1),
        "tomorrow" => day(1, at + 1),
        "last" if scan.word(at + 1) == "night" => day(-1, at + 2),
        "this" if matches!(scan.word(at + 1), "morning" | "afternoon" | "evening") => {
            day(0, at + 2)
        }
        _ => None,
    }
}

/// “last week”, “this year”, “next Friday”, “last February”, “earlier this month”.
fn turned(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let by: i8 = match scan.word(at) {
        "last" | "previous" | "past" => -1,
        "this" | "current" => 0,
        "next" | "coming" => 1,
        _ => return None,
    };
    let place = at
        + 1
        + usize::from(matches!(
            scan.word(at + 1),
            "fiscal" | "calendar" | "financial"
        ));
    if let Some((weekday, end)) = calendar::weekday_name(scan, place) {
        return Some(nearest(Slot::Weekday(weekday), by, end));
    }
    if let Some((month, end)) = calendar::month_name(scan, place) {
        if let Some((day, end)) = calendar::day(scan, end) {
            return Some(nearest(Slot::Day(month, day), by, end));
        }
        return Some(nearest(Slot::Month(month), by, end));
    }
    if let Some((holiday, end)) = holiday::read(scan, place) {
        return Some(nearest(Slot::Holiday(holiday), by, end));
    }
    let season = match scan.word(place) {
        "spring" => Some(1),
        "summer" => Some(2),
        "autumn" | "fall" => Some(3),
        "winter" => Some(4),
        _ => None,
    };
    if let Some(season) = season {
        return Some(nearest(Slot::Season(season), by, place + 1));
    }
    let unit = scan.lexeme(place)?.time?;
    let plain = matches!(
        unit,
        TimeUnit::Week
            | TimeUnit::Month
            | TimeUnit::Quarter
            | TimeUnit::Year
            | TimeUnit::Decade
            | TimeUnit::Century
            | TimeUnit::Weekend
    );
    let plural = scan.word(place).ends_with('s') || scan.word(place) == "centuries";
    let past = scan.word(at) == "past" && unit != TimeUnit::Weekend;
    (plain && !plural && !past).then_some((
        Written::Shift {
            unit,
            by: i64::from(by),
        },
        place + 1,
    ))
}

fn nearest(slot: Slot, by: i8, end: usize) -> (Written, usize) {
    (
        Written::Nearest {
            fields: Fields::new(None, slot),
            by,
        },
        end,
    )
}

/// “two weeks ago”, “a year ago”, “three days from now”, “a year earlier”.
fn ago(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let (count, place) = count(scan, at)?;
    let unit = scan.lexeme(place)?.time?;
    let (by, end) = match (scan.word(place + 1), scan.word(place + 2)) {
        ("ago", _) => (-count, place + 2),
        ("from", "now" | "today") => (count, place + 3),
        ("hence", _) => (count, place + 2),
        ("from", "tomorrow") if unit == TimeUnit::Day => (count + 1, place + 3),
        _ => return None,
    };
    let unit = match unit {
        TimeUnit::Fortnight => {
            return Some((
                Written::Ago {
                    unit: TimeUnit::Week,
                    by: by.checked_mul(2)?,
                },
                end,
            ));
        }
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => TimeUnit::Day,
        unit => unit,
    };
    let by = if matches!(
        scan.lexeme(place)?.time?,
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour
    ) {
        0
    } else {
        by
    };
    Some((Written::Ago { unit, by }, end))
}

/// How many units: “a”, “two”, “11”.
fn count(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    if matches!(scan.word(at), "a" | "an") && scan.lexeme(at + 1)?.time.is_some() {
        return Some((1, at + 1));
    }
    let numeral = numeral::read(scan, at)?;
    let count = numeral
        .value
        .as_i64()
        .filter(|count| (0..10_000).contains(count))?;
    Some((count, scan.past_hyphen(numeral.end)))
}

/// “now”, “recently”, “currently”.
fn vague(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let vague = match scan.word(at) {
        "now" | "currently" => Vague::Present,
        "recently" => Vague::Past,
        _ => return None,
    };
    let conjunction =
        scan.word(at + 1) == "that" || (scan.is_hyphen(at + 1) && scan.word(at) == "now");
    (!conjunction).then_some((Written::Vague(vague), at + 1))
}
