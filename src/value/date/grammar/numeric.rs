//! Dates in digits: 2023-03-22, 22/03/2023, 3/22/23, 22.03.2023, 2023/03.
//!
//! Where day and month could be either, [`DateOrder`] decides; where only one order makes a date, that
//! order is taken. Two numbers with a slash are a day only where a word before them dates something, or
//! where they would be an odd fraction: “on 3/4”, “4/22”, “9/11”.

use super::super::{Fields, Slot, Written};
use super::calendar::valid_day;
use crate::value::DateOrder;
use crate::value::scan::Scan;

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
        return named_month(scan, at, mark);
    }
    let lengths = [scan.raw(at).len(), scan.raw(at + 2).len()];
    let (first, second) = (scan.small_number(at)?, scan.small_number(at + 2)?);
    if !separated(at + 3) {
        return year_and_month(scan, at, mark).or_else(|| month_and_day(scan, at, mark));
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

/// “4/22”, “on 3/4”, “9/11”: a day without its year, where that is likelier than a fraction.
fn month_and_day(scan: &Scan<'_>, at: usize, mark: char) -> Option<(Written, usize)> {
    let (first, second) = (scan.small_number(at)?, scan.small_number(at + 2)?);
    let shaped =
        scan.raw(at).len() <= 2 && scan.raw(at + 2).len() <= 2 && matches!(mark, '/' | '-');
    let (month, day) = ordered(first, second, mark, scan.context.dates);
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let dated = matches!(
        scan.word_before(at),
        "between"
            | "next"
            | "this"
            | "on"
            | "by"
            | "since"
            | "until"
            | "till"
            | "before"
            | "after"
            | "from"
            | "through"
            | "of"
    ) || scan
        .before(at)
        .lexeme
        .is_some_and(|lexeme| lexeme.weekday.is_some());
    // “10/1-11/7”
    let range = |dash: usize, slash: usize| {
        scan.is_dash(dash) && scan.mark(slash) == Some('/') && mark == '/'
    };
    let ranged = range(at + 3, at + 5) || at >= 4 && range(at - 1, at - 3);
    let odd = second > 12 && !matches!(second, 16 | 20 | 24 | 25);
    let likely = (dated && !(mark == '-' && scan.is_word(at + 3)))
        || (mark == '/' && (odd || ranged || (first, second) == (9, 11)));
    let (year, end) = match super::year::year_after(scan, at + 3, &[","]) {
        Some((year, end)) if scan.mark(at + 3) == Some(',') && scan.is_digits(at + 4) => {
            (Some(year), end)
        }
        _ => (None, at + 3),
    };
    let more = scan.is_glued(at + 3)
        && !ranged
        && !matches!(
            scan.mark(at + 3),
            Some('.' | ',' | ';' | ')' | '?' | '\'' | '’' | '”')
        );
    let fields = Fields::new(year, Slot::Day(month, day));
    (shaped && likely && !more && valid_day(year, month, day))
        .then_some((Written::Fields(fields), end))
}

/// “2019/sep/01”, “2019-Sep-01”.
fn named_month(scan: &Scan<'_>, at: usize, mark: char) -> Option<(Written, usize)> {
    let year = i16::try_from(scan.small_number(at).filter(|_| scan.raw(at).len() == 4)?).ok()?;
    let month = scan.lexeme(at + 2)?.month?;
    let day = i8::try_from(scan.small_number(at + 4)?).ok()?;
    let held =
        scan.mark(at + 3) == Some(mark) && (at + 1..=at + 4).all(|place| scan.is_glued(place));
    let fields = Fields::new(Some(year), Slot::Day(month, day));
    (held && valid_day(Some(year), month, day)).then_some((Written::Fields(fields), at + 5))
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
    use crate::value::token::Shape::{Mark, Word};
    let ranged = at >= 3
        && scan.is_dash(at - 1)
        && scan.mark(at + 1) == Some('/')
        && scan.mark(at - 3) == Some('/');
    scan.is_glued(at)
        && !ranged
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
