//! Dates in digits: 2023-03-22, 22/03/2023, 3/22/23, 22.03.2023, 2023/03.
//!
//! Where day and month could be either, [`DateOrder`] decides; where only one order makes a date, that
//! order is taken. Two numbers with a slash are a fraction, not a day without a year.

use super::super::DateOrder;
use super::super::scan::Scan;
use super::calendar::valid_day;
use super::{Fields, Slot, Written};

/// Reads the date in digits at `at`.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    if !scan.is_digits(at) || joined(scan, at) {
        return None;
    }
    let mark = scan
        .mark(at + 1)
        .filter(|mark| matches!(mark, '-' | '/' | '.' | '–'))?;
    let separated = |place: usize| {
        scan.mark(place) == Some(mark)
            && scan.is_glued(place)
            && scan.is_digits(place + 1)
            && scan.is_glued(place + 1)
    };
    if !separated(at + 1) {
        return None;
    }
    let lengths = [scan.raw(at).len(), scan.raw(at + 2).len()];
    let (first, second) = (scan.small_number(at)?, scan.small_number(at + 2)?);
    if !separated(at + 3) {
        return year_and_month(scan, at, mark);
    }
    let third = scan.small_number(at + 4)?;
    let end = at + 5;
    if scan.is_glued(end)
        && (scan.is_digits(end) || (scan.mark(end) == Some(mark) && scan.is_digits(end + 1)))
    {
        return None;
    }
    let (year, month, day) = if lengths[0] == 4 {
        (first, second, third)
    } else {
        let year = full_year(third, scan.raw(at + 4).len())?;
        let (month, day) = ordered(first, second, mark, scan.context.dates);
        (year, month, day)
    };
    let (year, month, day) = (
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    let fields = Fields::new(Some(year), Slot::Day(month, day));
    valid_day(Some(year), month, day).then_some((Written::Fields(fields), end))
}

/// “2023-03”, “2023/03”. In running text “2011-12” is two years; alone, it is a month.
fn year_and_month(scan: &Scan<'_>, at: usize, mark: char) -> Option<(Written, usize)> {
    let (year, month) = (scan.small_number(at)?, scan.small_number(at + 2)?);
    let shaped = scan.raw(at).len() == 4
        && scan.raw(at + 2).len() == 2
        && matches!(mark, '-' | '/')
        && scan.raw(at).starts_with(['1', '2']);
    let two_years = month == year % 100 + 1 && !is_alone(scan, at, at + 3);
    let fields = Fields::new(
        Some(i16::try_from(year).ok()?),
        Slot::Month(i8::try_from(month).ok()?),
    );
    (shaped && (1..=12).contains(&month) && !two_years).then_some((Written::Fields(fields), at + 3))
}

/// Whether the text holds nothing but the tokens from `from` to `to`.
pub(super) fn is_alone(scan: &Scan<'_>, from: usize, to: usize) -> bool {
    from == 0 && to == scan.tokens.len()
}

fn joined(scan: &Scan<'_>, at: usize) -> bool {
    use super::super::token::Shape::{Mark, Word};
    scan.is_glued(at)
        && matches!(
            scan.before(at).shape,
            Word | Mark('-' | '/' | '.' | '–' | '$' | '€' | '£' | '_' | '=')
        )
}

/// A year of four digits, or of two (70 and later lie in the last century).
fn full_year(number: i64, length: usize) -> Option<i64> {
    match length {
        4 => Some(number),
        2 if number >= 70 => Some(1900 + number),
        2 => Some(2000 + number),
        _ => None,
    }
}

/// Month and day of two numbers.
fn ordered(first: i64, second: i64, mark: char, order: DateOrder) -> (i64, i64) {
    let month_first = match order {
        _ if first > 12 => false,
        _ if second > 12 => true,
        // Points are written where the day goes first.
        _ if mark == '.' => false,
        DateOrder::MonthFirst => true,
        DateOrder::DayFirst => false,
    };
    if month_first {
        (first, second)
    } else {
        (second, first)
    }
}
