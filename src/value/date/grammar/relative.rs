//! Dates that point from the day of writing: “yesterday”, “last February”, “this year”, “next
//! Friday”, “the week after next”.
//!
//! “the past two weeks” and “the next 18 months” are durations and read as such; “days later” and
//! “the following year” count from a day that the text gives elsewhere, and are not resolved.

use super::super::{Fields, Slot, Turn, Vague, Written, holiday};
use super::calendar;
use crate::value::lexicon::TimeUnit;
use crate::value::scan::Scan;

/// Reads the relative date at `at`.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let the = at + usize::from(scan.word(at) == "the");
    named(scan, at)
        .or_else(|| after_next(scan, the))
        .or_else(|| turned(scan, at))
        .or_else(|| turned(scan, the).filter(|(written, _)| is_era(written)))
        .or_else(|| vague(scan, at))
}

/// “the next decade” is named with its article; “next week” stands for itself.
fn is_era(written: &Written) -> bool {
    written
        .grain()
        .is_some_and(|grain| grain >= TimeUnit::Decade)
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
        "today" | "tonight" | "tonite" => day(0, at + 1),
        "yesterday" => day(-1, at + 1),
        "tomorrow" => day(1, at + 1),
        // The part of the day is read after it.
        "last" if matches!(scan.word(at + 1), "night" | "evening") => day(-1, at + 1),
        "the" if scan.word(at + 1) == "weekend" => {
            let unit = TimeUnit::Weekend;
            Some((Written::Shift { unit, by: -1 }, at + 2))
        }
        "this" if matches!(scan.word(at + 1), "morning" | "afternoon" | "evening") => {
            day(0, at + 1)
        }
        "this" if scan.word(at + 1) == "day" && !scan.is_word(at + 2) => day(0, at + 2),
        _ => None,
    }
}

/// “the week after next”, “Friday after next”, “the month after the next”.
fn after_next(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let tail = |place: usize| {
        scan.past(place, &["after", "next"])
            .or_else(|| scan.past(place, &["after", "the", "next"]))
            .filter(|&end| {
                !scan.is_word(end) || scan.lexeme(end).is_some_and(|next| next.time.is_none())
            })
    };
    if let Some((weekday, place)) = calendar::weekday_name(scan, at) {
        return Some(nearest(Slot::Weekday(weekday), 2, tail(place)?));
    }
    if let Some((month, place)) = calendar::month_name(scan, at) {
        return Some(nearest(Slot::Month(month), 2, tail(place)?));
    }
    let unit = scan.lexeme(at)?.time?;
    Some((Written::Shift { unit, by: 2 }, tail(at + 1)?))
}

/// Which one “last”, “this past” or “next” is, and the place after it.
fn turn(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    Some(match (scan.word(at), scan.word(at + 1)) {
        ("this", "past") => (-1, at + 2),
        ("this", "coming" | "upcoming") => (0, at + 2),
        ("previous", _) => (-2, at + 1),
        ("last" | "past", _) => (-1, at + 1),
        ("this" | "current", _) => (0, at + 1),
        ("next" | "coming" | "upcoming" | "following", _) => (1, at + 1),
        _ => return None,
    })
}

/// “last week”, “this year”, “next Friday”, “last February”, “earlier this month”.
fn turned(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let (by, place) = turn(scan, at)?;
    let following = scan.word(at) == "following";
    let place = place
        + usize::from(matches!(
            scan.word(place),
            "fiscal" | "calendar" | "financial" | "working"
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
    // “this coming week” is the next one, and “the previous week” the last one.
    let by = match (scan.word(at), scan.word(at + 1)) {
        ("this", "coming" | "upcoming") => 1,
        _ => by.max(-1),
    };
    let on = place + 1 + usize::from(scan.word(place + 1) == "on");
    if unit == TimeUnit::Week
        && let Some((weekday, end)) = calendar::weekday_name(scan, on)
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
    // “over the past year” is the twelve months up to today.
    let past = scan.word(at) == "past" && unit != TimeUnit::Weekend;
    // “the following week” counts from a day given elsewhere.
    (plain && !plural && !following && !past).then_some((
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

/// The unit that stands at `at` in the plural: “weeks”.
pub(super) fn plural_unit(scan: &Scan<'_>, at: usize) -> Option<TimeUnit> {
    let plural = scan.word(at).ends_with('s') || scan.word(at) == "millennia";
    scan.lexeme(at)?.time.filter(|_| plural)
}

/// “now”, “recently”, “currently”.
fn vague(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    if let Some(end) = scan
        .past(at, &["right", "now"])
        .or_else(|| scan.past(at, &["at", "present"]))
    {
        return Some((Written::Vague(Vague::Present), end));
    }
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
    if scan.is_digits(place + 1) {
        return None;
    }
    let adjective = scan.is_word(place + 1)
        && (vague == Vague::Past || scan.lexeme(place + 1).is_none())
        && !matches!(
            scan.word(place + 1),
            "and" | "or" | "to" | "is" | "was" | "of"
        );
    (!adjective).then_some((Written::Vague(vague), place + 1))
}
