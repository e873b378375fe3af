//! Ranges of dates: “from Monday to Wednesday”, “March 20–22, 2023”, “between 2018 and 2019”,
//! “2018-19”, “1914–1918”.

use super::super::{Calendar, Fields, Slot, Vague, Written};
use super::{calendar, numeric, single, year};
use crate::value::amount::ordinal;
use crate::value::lexicon::TimeUnit;
use crate::value::scan::Scan;
use crate::value::token::Shape;

/// Reads a range of days or years that share what is written once: “March 20–22”, “2018-19”.
pub(super) fn of_days(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    days_of_one_month(scan, at).or_else(|| short_years(scan, at))
}

/// “March 20–22, 2023”, “20-22 March”, “Nov. 5 to 7”.
fn days_of_one_month(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    let framed = matches!(scan.word(at), "from" | "between");
    let start = at + usize::from(framed);
    if let Some(range) = days_of_this_month(scan, start, framed) {
        return Some(range);
    }
    if let Some((month, after)) = calendar::month_name(scan, start) {
        let (first, place) = calendar::day(scan, after)?;
        let (second, end) = calendar::day(scan, joint(scan, place, framed)?)?;
        let comma = end + usize::from(scan.mark(end) == Some(','));
        let (year, end) =
            year::year(scan, comma).map_or((None, end), |(year, end)| (Some(year), end));
        return days(year, month, (first, second), end);
    }
    let the = start + usize::from(scan.word(start) == "the");
    let (first, place) = calendar::day(scan, the)?;
    let joint = joint(scan, place, framed)?;
    let (second, after) = calendar::day(scan, joint + usize::from(scan.word(joint) == "the"))?;
    let of = after + usize::from(scan.word(after) == "of");
    let (month, end) = calendar::month_name(scan, of)?;
    let comma = end + usize::from(scan.mark(end) == Some(','));
    let (year, end) = year::year(scan, comma).map_or((None, end), |(year, end)| (Some(year), end));
    days(year, month, (first, second), end)
}

/// “from 4 to 22 this month”, “the 4th to the 23rd of next month”.
fn days_of_this_month(scan: &Scan<'_>, at: usize, framed: bool) -> Option<(Calendar, usize)> {
    let the = |place: usize| place + usize::from(scan.word(place) == "the");
    let (first, place) = calendar::day(scan, the(at))?;
    let (second, after) = calendar::day(scan, the(joint(scan, place, framed)?))?;
    let of = Fields::new(None, Slot::DayOfMonth(second));
    let (to, end) = calendar::turned(scan, of, after).filter(|_| first < second)?;
    let from = Fields {
        slot: Slot::DayOfMonth(first),
        ..to
    };
    let range = Calendar {
        to: Some(Written::Fields(to)),
        ..Calendar::new(Written::Fields(from), None)
    };
    Some((range, end))
}

fn days(
    year: Option<i16>,
    month: i8,
    (first, second): (i8, i8),
    end: usize,
) -> Option<(Calendar, usize)> {
    let day = |day| Written::Fields(Fields::new(year, Slot::Day(month, day)));
    let valid = first < second && calendar::valid_day(year, month, second);
    valid.then(|| {
        (
            Calendar {
                to: Some(day(second)),
                ..Calendar::new(day(first), None)
            },
            end,
        )
    })
}

/// Past the word or the dash between the two ends.
fn joint(scan: &Scan<'_>, at: usize, framed: bool) -> Option<usize> {
    let dash = scan.is_dash(at) && scan.is_glued(at) == scan.is_glued(at + 1);
    let word = matches!(
        scan.word(at),
        "to" | "through" | "thru" | "until" | "till" | "untill"
    ) || (framed && scan.word(at) == "and");
    (dash || word).then_some(at + 1)
}

/// “2018-19”, “1914–18”.
fn short_years(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    let (first, place) = year::year(scan, at).filter(|_| scan.is_digits(at))?;
    let held = scan.is_hyphen(place) && scan.is_digits(place + 1) && scan.raw(place + 1).len() == 2;
    let free =
        !scan.is_glued(at) || matches!(scan.before(at).shape, Shape::Mark('(' | '“' | '"' | '‘'));
    let more = scan.is_glued(place + 2)
        && !matches!(
            scan.mark(place + 2),
            Some(',' | '.' | ')' | ';' | '\'' | '’' | '”')
        );
    if !held || !free || more {
        return None;
    }
    let month = (1..=12).contains(&scan.small_number(place + 1)?);
    if month && numeric::is_alone(scan, at, place + 2) && !scan.raw(place).starts_with('–') {
        return None;
    }
    let second = first / 100 * 100 + i16::try_from(scan.small_number(place + 1)?).ok()?;
    let year = |year| Written::Fields(Fields::new(Some(year), Slot::Year));
    (first < second).then(|| {
        (
            Calendar {
                to: Some(year(second)),
                ..Calendar::new(year(first), None)
            },
            place + 2,
        )
    })
}

/// Two dates of their own, the first of which has been read: “from Monday to Wednesday”, “between March
/// and June 2019”, “2014 through May 2018”.
pub(super) fn of_two(
    scan: &Scan<'_>,
    first: &(Calendar, usize),
    framed: bool,
) -> Option<(Calendar, usize)> {
    let (first, place) = first;
    let joint = joint(scan, *place, framed)?;
    let article = joint + usize::from(scan.word(joint) == "the");
    let (second, end) = single(scan, joint)
        .or_else(|| single(scan, article).filter(|_| article > joint))
        .or_else(|| bare_day(scan, first, article))?;
    let to = match second.from {
        Written::Vague(Vague::Present) => Written::TODAY,
        to => to,
    };
    let from = first.from.clone();
    let spans = matches!(scan.word(*place), "through" | "thru" | "until" | "till");
    let joined = framed || spans || (alike(&from, &to) && same_grain(&from, &to));
    if !joined || from.is_endless() || to.is_endless() || !ordered(&from, &to) {
        return None;
    }
    let range = Calendar {
        to: Some(to.clone()),
        joint: Some((*place, joint)),
        ..Calendar::new(with_year_of(from, &to), first.part)
    };
    Some((range, end))
}

/// The second day of a range where the first one names the month: “from April the ninth till the
/// seventeenth”.
fn bare_day(scan: &Scan<'_>, first: &Calendar, at: usize) -> Option<(Calendar, usize)> {
    let Written::Fields(fields) = &first.from else {
        return None;
    };
    let Slot::Day(month, _) = fields.slot else {
        return None;
    };
    let (day, end) = calendar::day(scan, at)?;
    let named = ordinal::read(scan, at).is_some() && calendar::valid_day(fields.year, month, day);
    let day = Fields::new(fields.year, Slot::Day(month, day));
    named.then(|| (Calendar::new(Written::Fields(day), None), end))
}

/// Whether both are written in the same way.
fn alike(from: &Written, to: &Written) -> bool {
    std::mem::discriminant(from) == std::mem::discriminant(to) || *to == Written::TODAY
}

fn same_grain(from: &Written, to: &Written) -> bool {
    match (from, to) {
        (Written::Fields(a), Written::Fields(b)) => {
            std::mem::discriminant(&a.slot) == std::mem::discriminant(&b.slot)
                || a.slot.grain() < TimeUnit::Year
                    && b.slot.grain() < TimeUnit::Year
                    && b.year.is_some()
        }
        _ => true,
    }
}

/// The first end with the year that only the second one gives: “between March and June 2019”, “Nov-Feb
/// 2017” begins in the year before.
fn with_year_of(from: Written, to: &Written) -> Written {
    match (&from, to) {
        (Written::Fields(a), Written::Fields(b))
            if a.year.is_none() && a.turn.is_none() && !matches!(a.slot, Slot::Weekday(_)) =>
        {
            let wraps = month(a.slot) > month(b.slot) && month(b.slot).is_some();
            let year = b.year.map(|year| year - i16::from(wraps));
            Written::Fields(Fields {
                year,
                turn: b.turn,
                ..*a
            })
        }
        _ => from,
    }
}

fn month(slot: Slot) -> Option<i8> {
    match slot {
        Slot::Month(month) | Slot::Day(month, _) => Some(month),
        _ => None,
    }
}

fn ordered(from: &Written, to: &Written) -> bool {
    let year = |written: &Written| match written {
        Written::Fields(fields) => fields.year,
        _ => None,
    };
    match (year(from), year(to)) {
        (Some(a), Some(b)) => a <= b && from != to,
        _ => from != to,
    }
}
