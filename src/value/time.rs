//! Times of day: “5 p.m.”, “17:30”, “noon”, “10 p.m. EST Wednesday”, “half past seven”.
//!
//! A day right before or after the time belongs to it. A zone is kept, and times in zones of known
//! offset compare by the instant. Not read: bare numbers (“at five”), military times without a colon,
//! and vague parts of the day (“in the morning”), which are part of a date where a day is named.

use std::fmt;

use super::Relation;
use super::date::{self, Calendar};
use super::lexicon::NumberWord;
use super::scan::Scan;

/// A time of day, to the second at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    pub(crate) hour: i64,
    pub(crate) minute: i64,
    pub(crate) second: Option<i64>,
    pub(crate) zone: Option<Zone>,
    pub(crate) day: Option<Calendar>,
}

/// A time zone by its abbreviation, with its offset from UTC in minutes where it has but one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Zone {
    pub(crate) name: &'static str,
    pub(crate) offset: Option<i64>,
}

const ZONES: &[(&str, &str, Option<i64>)] = &[
    ("gmt", "GMT", Some(0)),
    ("utc", "UTC", Some(0)),
    ("est", "EST", Some(-300)),
    ("edt", "EDT", Some(-240)),
    ("et", "ET", None),
    ("cst", "CST", Some(-360)),
    ("cdt", "CDT", Some(-300)),
    ("mst", "MST", Some(-420)),
    ("mdt", "MDT", Some(-360)),
    ("pst", "PST", Some(-480)),
    ("pdt", "PDT", Some(-420)),
    ("pt", "PT", None),
    ("bst", "BST", Some(60)),
    ("cet", "CET", Some(60)),
    ("cest", "CEST", Some(120)),
    ("eet", "EET", Some(120)),
    ("eest", "EEST", Some(180)),
    ("msk", "MSK", Some(180)),
    ("jst", "JST", Some(540)),
];

/// Reads the time at `at`, with its day; `dated` is the date that starts there, if one does.
pub(crate) fn read(
    scan: &Scan<'_>,
    at: usize,
    dated: Option<&(Calendar, usize)>,
) -> Option<(Clock, usize)> {
    if let Some(read) = dated.and_then(|dated| after_day(scan, dated)) {
        return Some(read);
    }
    let (clock, end) = clock(scan, at)?;
    let on = end + usize::from(scan.mark(end) == Some(','));
    let on = on + usize::from(scan.word(on) == "on");
    Some(match date::read(scan, on).filter(|(day, _)| is_day(day)) {
        Some((day, end)) => (
            Clock {
                day: Some(day),
                ..clock
            },
            end,
        ),
        None => (clock, end),
    })
}

/// “Wednesday at 5 p.m.”, “2023-03-22T17:00”.
fn after_day(scan: &Scan<'_>, &(day, end): &(Calendar, usize)) -> Option<(Clock, usize)> {
    if !is_day(&day) {
        return None;
    }
    let start = end + usize::from(scan.mark(end) == Some(',') || scan.raw(end) == "T");
    let start = start + usize::from(scan.word(start) == "at");
    let (clock, end) = clock(scan, start)?;
    Some((
        Clock {
            day: Some(day),
            ..clock
        },
        end,
    ))
}

fn is_day(day: &Calendar) -> bool {
    use super::date::{Slot, Written};
    use super::lexicon::TimeUnit;
    day.to.is_none()
        && match day.from {
            Written::Fields(fields) | Written::Nearest { fields, .. } => {
                matches!(fields.slot, Slot::Day(..) | Slot::Weekday(_))
            }
            Written::Shift { unit, .. } => unit == TimeUnit::Day,
            _ => false,
        }
}

/// A time by itself, with its zone.
fn clock(scan: &Scan<'_>, at: usize) -> Option<(Clock, usize)> {
    let (clock, end) = named(scan, at)
        .or_else(|| digits(scan, at))
        .or_else(|| words(scan, at))?;
    let (zone, end) = zone(scan, end).map_or((None, end), |(zone, end)| (Some(zone), end));
    Some((Clock { zone, ..clock }, end))
}

fn of(hour: i64, minute: i64) -> Option<Clock> {
    ((0..=24).contains(&hour) && (0..60).contains(&minute)).then_some(Clock {
        hour: hour % 24,
        minute,
        second: None,
        zone: None,
        day: None,
    })
}

fn named(scan: &Scan<'_>, at: usize) -> Option<(Clock, usize)> {
    let hour = match scan.word(at) {
        "noon" | "midday" => 12,
        "midnight" => 0,
        _ => return None,
    };
    Some((of(hour, 0)?, at + 1))
}

/// “17:30”, “5:30 p.m.”, “5 p.m.”, “5pm”.
fn digits(scan: &Scan<'_>, at: usize) -> Option<(Clock, usize)> {
    let hour = scan.small_number(at).filter(|_| scan.raw(at).len() <= 2)?;
    if scan.is_glued(at)
        && matches!(
            scan.before(at).shape,
            super::token::Shape::Mark(':' | '.' | '/' | '$' | '€' | '£')
        )
    {
        return None;
    }
    let pair = |place: usize, mark: char| {
        let held =
            scan.mark(place) == Some(mark) && scan.is_glued(place) && scan.is_glued(place + 1);
        scan.small_number(place + 1)
            .filter(|_| held && scan.raw(place + 1).len() == 2)
            .filter(|&n| n < 60)
    };
    let colon = pair(at + 1, ':');
    let point = pair(at + 1, '.');
    let mut end = at + 1 + 2 * usize::from(colon.is_some());
    let second = colon.and_then(|_| pair(end, ':'));
    end += 2 * usize::from(second.is_some());
    let minute = colon.unwrap_or(0);
    if let Some((afternoon, after)) = half_of_day(scan, end) {
        return Some((
            Clock {
                second,
                ..twelve(hour, minute, afternoon)?
            },
            after,
        ));
    }
    if let (Some(minute), None) = (point, colon) {
        let (afternoon, after) = half_of_day(scan, at + 3)?;
        return Some((twelve(hour, minute, afternoon)?, after));
    }
    if let Some(end) = o_clock(scan, at + 1).filter(|_| colon.is_none()) {
        return Some((of(hour, 0)?, end));
    }
    // “3:2” is a score and “16:9” a format; a time has two digits of minutes.
    let ends = scan.mark(end) != Some(':')
        && !(scan.is_glued(end) && scan.is_word(end) && scan.raw(end) != "Z");
    (colon.is_some() && ends).then(|| {
        Some((
            Clock {
                second,
                ..of(hour, minute)?
            },
            end,
        ))
    })?
}

/// “five p.m.”, “seven o’clock”, “half past seven”.
fn words(scan: &Scan<'_>, at: usize) -> Option<(Clock, usize)> {
    let past = match (scan.word(at), scan.word(at + 1)) {
        ("half", "past") => Some((30, at + 2)),
        ("quarter", "past") => Some((15, at + 2)),
        ("quarter", "to") => Some((-15, at + 2)),
        _ => None,
    };
    let (minutes, place) = past.unwrap_or((0, at));
    let hour = match scan.lexeme(place).and_then(|lexeme| lexeme.number) {
        Some(NumberWord::Ones(n) | NumberWord::Teens(n)) if (1..=12).contains(&n) => i64::from(n),
        _ => past
            .and(scan.small_number(place))
            .filter(|hour| (1..=12).contains(hour))?,
    };
    let (hour, minutes) = if minutes < 0 {
        (hour - 1, 60 + minutes)
    } else {
        (hour, minutes)
    };
    if let Some((afternoon, end)) = half_of_day(scan, place + 1) {
        return Some((twelve(hour, minutes, afternoon)?, end));
    }
    let end = o_clock(scan, place + 1).or(past.map(|_| place + 1))?;
    Some((of(hour, minutes)?, end))
}

/// “a.m.”, “PM”: whether it is the afternoon, and the place after it.
fn half_of_day(scan: &Scan<'_>, at: usize) -> Option<(bool, usize)> {
    match scan.word(at) {
        "am" => Some((false, at + 1)),
        "pm" => Some((true, at + 1)),
        letter @ ("a" | "p") if scan.mark(at + 1) == Some('.') && scan.word(at + 2) == "m" => {
            let point = usize::from(scan.mark(at + 3) == Some('.') && scan.is_glued(at + 3));
            Some((letter == "p", at + 3 + point))
        }
        _ => None,
    }
}

fn twelve(hour: i64, minute: i64, afternoon: bool) -> Option<Clock> {
    match (hour, afternoon) {
        (12, false) => of(0, minute),
        (1..=11, true) => of(hour + 12, minute),
        (0..=12, _) => of(hour, minute),
        _ => None,
    }
}

fn o_clock(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let apostrophe = matches!(scan.mark(at + 1), Some('\'' | '’'));
    (scan.word(at) == "o" && apostrophe && scan.word(at + 2) == "clock").then_some(at + 3)
}

fn zone(scan: &Scan<'_>, at: usize) -> Option<(Zone, usize)> {
    if scan.raw(at) == "Z" && scan.is_glued(at) {
        return Some((
            Zone {
                name: "UTC",
                offset: Some(0),
            },
            at + 1,
        ));
    }
    let raw = scan.raw(at);
    let capital = raw.len() >= 2 && raw.chars().all(|char| char.is_ascii_uppercase());
    ZONES
        .iter()
        .find(|(word, _, _)| capital && raw.eq_ignore_ascii_case(word))
        .map(|&(_, name, offset)| (Zone { name, offset }, at + 1))
}

impl fmt::Display for Clock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(day) = &self.day {
            write!(f, "{day} ")?;
        }
        write!(f, "{:02}:{:02}", self.hour, self.minute)?;
        if let Some(second) = self.second {
            write!(f, ":{second:02}")?;
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
    if a != b {
        return Relation::Refutes;
    }
    match (&claimed.day, &found.day) {
        (Some(claimed), Some(found)) => date::relation(claimed, found),
        (Some(_), None) => Relation::Undecided,
        (None, _) => Relation::Supports,
    }
}

/// Both times in seconds of the same day, where their zones allow it.
fn comparable(a: &Clock, b: &Clock) -> Option<(i64, i64)> {
    let seconds = |clock: &Clock| clock.hour * 3600 + clock.minute * 60 + clock.second.unwrap_or(0);
    match (a.zone, b.zone) {
        (Some(first), Some(second)) if first != second => {
            let day = 86_400;
            let a = seconds(a) - first.offset? * 60;
            let b = seconds(b) - second.offset? * 60;
            Some((a.rem_euclid(day), b.rem_euclid(day)))
        }
        _ => Some((seconds(a), seconds(b))),
    }
}
