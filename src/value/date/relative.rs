//! Dates that point from the day of writing: “yesterday”, “last February”, “two weeks ago”, “this
//! year”, “next Friday”.
//!
//! “the past two weeks” and “the next 18 months” are durations and read as such; “days later” and
//! “the following year” count from a day that the text gives elsewhere, and are not resolved.

use super::super::amount::{comparator, numeral};
use super::super::lexicon::TimeUnit;
use super::super::scan::Scan;
use super::{Cycle, Fields, Slot, Turn, Vague, Written, calendar, holiday};

/// Reads the relative date at `at`.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let the = at + usize::from(scan.word(at) == "the");
    named(scan, at)
        .or_else(|| cycle(scan, at))
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
        // The part of the day is read after it.
        "last" if scan.word(at + 1) == "night" => day(-1, at + 1),
        "the" if scan.word(at + 1) == "weekend" => {
            let unit = TimeUnit::Weekend;
            Some((Written::Shift { unit, by: -1 }, at + 2))
        }
        "this" if matches!(scan.word(at + 1), "morning" | "afternoon" | "evening") => {
            day(0, at + 1)
        }
        _ => None,
    }
}

/// “daily”, “every week”, “each Thursday”.
fn cycle(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let unit = |unit, end| Some((Written::Every(Cycle::Unit(unit)), end));
    // “The Daily Telegraph” is a name.
    if scan.is_capitalized(at) && at > 0 {
        return None;
    }
    match scan.word(at) {
        "hourly" => unit(TimeUnit::Hour, at + 1),
        "daily" => unit(TimeUnit::Day, at + 1),
        "weekly" => unit(TimeUnit::Week, at + 1),
        "monthly" => unit(TimeUnit::Month, at + 1),
        "yearly" | "annually" => unit(TimeUnit::Year, at + 1),
        "every" | "each" => {
            if let Some((weekday, end)) = calendar::weekday_name(scan, at + 1) {
                return Some((Written::Every(Cycle::Weekday(weekday)), end));
            }
            if let Some((month, end)) = calendar::month_name(scan, at + 1) {
                return Some((Written::Every(Cycle::Month(month)), end));
            }
            let named = scan.lexeme(at + 1)?.time?;
            let ordinal = scan.word(at + 1) == "second" || scan.word(at + 1).ends_with('s');
            if ordinal { None } else { unit(named, at + 2) }
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
    if unit == TimeUnit::Week
        && let Some((weekday, end)) = calendar::weekday_name(scan, place + 1)
    {
        let turn = Some(Turn { unit, by });
        let fields = Fields {
            turn,
            ..Fields::new(None, Slot::Weekday(weekday))
        };
        return Some((Written::Fields(fields), end));
    }
    if let Some(read) = possessed(scan, by, unit, place + 1) {
        return Some(read);
    }
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

/// “last year’s third quarter”, “this year’s March”.
fn possessed(scan: &Scan<'_>, by: i8, unit: TimeUnit, at: usize) -> Option<(Written, usize)> {
    let possessive = matches!(scan.mark(at), Some('\'' | '’'))
        && scan.is_glued(at)
        && scan.raw(at + 1) == "s"
        && unit == TimeUnit::Year;
    let (written, end) = calendar::read(scan, at + 2).filter(|_| possessive)?;
    let Written::Fields(fields) = written else {
        return None;
    };
    let divides = matches!(
        fields.slot,
        Slot::Quarter(_) | Slot::Half(_) | Slot::Season(_) | Slot::Month(_)
    );
    let turn = Some(Turn { unit, by });
    (divides && fields.year.is_none() && fields.turn.is_none())
        .then_some((Written::Fields(Fields { turn, ..fields }), end))
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

/// “two weeks ago”, “a year ago”, “nearly four years ago”, “three days from now”, “a few years ago”.
fn ago(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let start = comparator::prefix(scan, at).map_or(at, |(_, start)| start);
    if let Some(end) = some_time_ago(scan, start) {
        return Some((Written::Vague(Vague::Past), end));
    }
    let (count, place) = count(scan, start)?;
    let unit = scan.lexeme(place)?.time?;
    let so = scan.past(place + 1, &["or", "so"]).unwrap_or(place + 1);
    let (by, end) = match (scan.word(so), scan.word(so + 1)) {
        ("ago", _) => (-count, so + 1),
        ("from", "now" | "today") => (count, so + 2),
        ("hence", _) => (count, so + 1),
        ("from", "tomorrow") if unit == TimeUnit::Day => (count + 1, so + 2),
        _ => return None,
    };
    let (unit, by) = match unit {
        TimeUnit::Fortnight => (TimeUnit::Week, by.checked_mul(2)?),
        TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour => (TimeUnit::Day, 0),
        unit => (unit, by),
    };
    Some((Written::Ago { unit, by }, end))
}

/// “several years ago”, “months ago”: the past, without a day.
fn some_time_ago(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let article = at + usize::from(scan.word(at) == "a");
    let many = matches!(
        scan.word(article),
        "few" | "several" | "many" | "some" | "couple"
    );
    let place = if many { article + 1 } else { at };
    let place = place + usize::from(scan.word(place) == "of");
    let plural = scan.lexeme(place)?.time.is_some() && scan.word(place).ends_with('s');
    (plural && scan.word(place + 1) == "ago").then_some(place + 2)
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
        "the" => return the_past_or_future(scan, at),
        "recent" => {
            let plural = scan.lexeme(at + 1)?.time.is_some() && scan.word(at + 1).ends_with('s');
            return plural.then_some((Written::Vague(Vague::Past), at + 2));
        }
        _ => return None,
    };
    let conjunction =
        scan.word(at + 1) == "that" || (scan.is_hyphen(at + 1) && scan.word(at) == "now");
    (!conjunction).then_some((Written::Vague(vague), at + 1))
}

/// “the past”, “the future”, “the near future”, where no span of time follows.
fn the_past_or_future(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    if scan.is_capitalized(at + 1) {
        return None;
    }
    let near = usize::from(matches!(scan.word(at + 1), "near" | "immediate" | "recent"));
    let place = at + 1 + near;
    let vague = match scan.word(place) {
        "past" => Vague::Past,
        "future" => Vague::Future,
        _ => return None,
    };
    let adjective = scan.is_word(place + 1)
        && (vague == Vague::Past || scan.lexeme(place + 1).is_none())
        && !matches!(
            scan.word(place + 1),
            "and" | "or" | "to" | "is" | "was" | "of"
        );
    (!adjective).then_some((Written::Vague(vague), place + 1))
}
