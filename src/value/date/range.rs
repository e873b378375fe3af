//! Ranges of dates: “from Monday to Wednesday”, “March 20–22, 2023”, “between 2018 and 2019”,
//! “2018-19”, “1914–1918”.

use super::super::scan::Scan;
use super::super::token::Shape;
use super::{Calendar, Fields, Slot, Written, calendar, numeric, single, year};

/// Reads a range of days or years that share what is written once: “March 20–22”, “2018-19”.
pub(super) fn of_days(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    days_of_one_month(scan, at).or_else(|| short_years(scan, at))
}

/// “March 20–22, 2023”, “20-22 March”, “Nov. 5 to 7”.
fn days_of_one_month(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    let framed = matches!(scan.word(at), "from" | "between");
    let start = at + usize::from(framed);
    if let Some((month, after)) = calendar::month_name(scan, start) {
        let (first, place) = calendar::day(scan, after)?;
        let (second, end) = calendar::day(scan, joint(scan, place, framed)?)?;
        let comma = end + usize::from(scan.mark(end) == Some(','));
        let (year, end) =
            year::year(scan, comma).map_or((None, end), |(year, end)| (Some(year), end));
        return days(year, month, (first, second), end);
    }
    let (first, place) = calendar::day(scan, start)?;
    let (second, after) = calendar::day(scan, joint(scan, place, framed)?)?;
    let of = after + usize::from(scan.word(after) == "of");
    let (month, end) = calendar::month_name(scan, of)?;
    let comma = end + usize::from(scan.mark(end) == Some(','));
    let (year, end) = year::year(scan, comma).map_or((None, end), |(year, end)| (Some(year), end));
    days(year, month, (first, second), end)
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
    let word = matches!(scan.word(at), "to" | "through" | "until" | "till")
        || (framed && scan.word(at) == "and");
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

/// Two dates of their own, the first of which has been read: “from Monday to Wednesday”, “between March and June 2019”.
pub(super) fn of_two(
    scan: &Scan<'_>,
    &(first, place): &(Calendar, usize),
    framed: bool,
) -> Option<(Calendar, usize)> {
    let joint = joint(scan, place, framed)?;
    let (second, end) = single(scan, joint)?;
    let (from, to) = (first.from, second.from);
    let alike = std::mem::discriminant(&from) == std::mem::discriminant(&to) || framed;
    if !alike || !ordered(&from, &to) || (!framed && !same_grain(&from, &to)) {
        return None;
    }
    let range = Calendar {
        to: Some(to),
        ..Calendar::new(with_year_of(from, to), first.part)
    };
    Some((range, end))
}

fn same_grain(from: &Written, to: &Written) -> bool {
    match (from, to) {
        (Written::Fields(a), Written::Fields(b)) => {
            std::mem::discriminant(&a.slot) == std::mem::discriminant(&b.slot)
        }
        _ => true,
    }
}

/// The first end with the year that only the second one gives: “between March and June 2019”.
fn with_year_of(from: Written, to: Written) -> Written {
    match (from, to) {
        (Written::Fields(a), Written::Fields(b))
            if a.year.is_none() && !matches!(a.slot, Slot::Weekday(_)) =>
        {
            Written::Fields(Fields { year: b.year, ..a })
        }
        _ => from,
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
