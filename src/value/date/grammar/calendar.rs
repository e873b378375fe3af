//! Dates that name their place in the calendar: “March 22, 2023”, “22 March”, “Wednesday”, “1990s”,
//! “the nineteenth century”, “third quarter”, “summer 2019”.
//!
//! “march”, “may” and “august” in small letters are words, not months, and so is “May” where it
//! opens a question. “sat”, “sun”, “wed” and “mon” are weekdays only with a capital.

use super::super::holiday;
use super::super::{Fields, Slot, Turn, Written};
use super::division::division;
use super::numeric;
use super::year::{century, decade, year_after, year_alone};
use crate::value::amount::{numeral, ordinal};
use crate::value::lexicon::TimeUnit;
use crate::value::scan::Scan;
use crate::value::token::Shape;

/// Reads the calendar date at `at`.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let start = at + usize::from(scan.word(at) == "the");
    let (fields, end) = [
        weekday(scan, at),
        month_first(scan, at),
        day_first(scan, start),
        day_of_month(scan, start),
        holiday(scan, at),
        division(scan, start),
        century(scan, start),
        decade(scan, start),
        year_alone(scan, at),
    ]
    .into_iter()
    .flatten()
    .max_by_key(|&(_, end)| end)?;
    let (fields, end) = turned(scan, fields, end).unwrap_or((fields, end));
    let ahead = looks_ahead(scan, at, &fields);
    Some((Written::Fields(Fields { ahead, ..fields }), end))
}

/// The fields with the year, month or week that the words after them choose: “June last year”, “the
/// 20th of next month”, “Friday next week”.
pub(super) fn turned(scan: &Scan<'_>, fields: Fields, end: usize) -> Option<(Fields, usize)> {
    let place = end + usize::from(matches!(scan.word(end), "of" | "in" | "from"));
    let place = place + usize::from(scan.word(place) == "the");
    let by = match scan.word(place) {
        "last" | "previous" => -1,
        "this" | "current" => 0,
        "next" | "following" => 1,
        _ => return None,
    };
    let unit = scan.lexeme(place + 1)?.time?;
    let fits = match fields.slot {
        Slot::Weekday(_) => unit == TimeUnit::Week,
        Slot::DayOfMonth(_) => unit == TimeUnit::Month,
        Slot::Year | Slot::Decade | Slot::Century => false,
        _ => unit == TimeUnit::Year,
    };
    let plural = scan.word(place + 1).ends_with('s');
    (fits && !plural && fields.year.is_none()).then(|| {
        let turn = Some(Turn { unit, by });
        (Fields { turn, ..fields }, place + 2)
    })
}

/// Whether the words before `at` tell of what lies ahead: “will meet in three weeks”.
pub(super) fn plans(scan: &Scan<'_>, at: usize) -> bool {
    (at.saturating_sub(12)..at)
        .rev()
        .take_while(|&place| !matches!(scan.mark(place), Some('.' | '!' | '?' | ';')))
        .any(|place| match scan.word(place) {
            "will" | "ll" | "shall" | "scheduled" | "due" | "expected" | "planned" | "slated" => {
                true
            }
            "to" => matches!(
                scan.word_before(place),
                "is" | "are" | "set" | "going" | "plans" | "due"
            ),
            _ => false,
        })
}

/// Whether the words before a date look ahead of the day of writing.
///
/// For weekdays only those that plan something for that very day do.
fn looks_ahead(scan: &Scan<'_>, at: usize, fields: &Fields) -> bool {
    let weekday = matches!(fields.slot, Slot::Weekday(_));
    let reach = if weekday { 6 } else { 25 };
    (at.saturating_sub(reach)..at)
        .rev()
        .take_while(|&place| !matches!(scan.mark(place), Some('.' | '!' | '?' | ';')))
        .any(|place| match scan.word(place) {
            "set" | "scheduled" | "due" | "expected" | "planned" | "slated" => true,
            "will" | "would" | "next" | "until" | "by" | "upcoming" | "through" | "effective"
            | "payable" | "plan" | "plans" | "could" | "should" | "begin" | "begins" => !weekday,
            _ => false,
        })
}

/// “the 22nd” where it can be nothing but a day: “on the 22nd”, “Thursday the 21st”, “the 20th of next
/// month”.
fn day_of_month(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    let (day, end) = day(scan, at)?;
    let on = at >= 2
        && scan.word_before(at) == "the"
        && matches!(
            scan.word(at - 2),
            "on" | "for" | "by" | "until" | "till" | "since" | "around"
        );
    let ends = !scan.is_word(end) && !scan.is_hyphen(end);
    let month = scan.word(end) == "of"
        && matches!(scan.word(end + 1), "the" | "this" | "last" | "next")
        && (end + 2..end + 4).any(|place| scan.word(place) == "month");
    ((on && ends) || month).then(|| (Fields::new(None, Slot::DayOfMonth(day)), end))
}

/// “Wednesday”, “Wednesday, March 22, 2023”, “Wed.”.
fn weekday(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    let (weekday, end) = weekday_name(scan, at)?;
    let comma = end + usize::from(scan.mark(end) == Some(','));
    let the = comma + usize::from(scan.word(comma) == "the");
    let in_digits = || match numeric::read(scan, the)? {
        (Written::Fields(fields), end) => Some((fields, end)),
        _ => None,
    };
    let dated = month_first(scan, the)
        .or_else(|| day_first(scan, the))
        .or_else(in_digits);
    if let Some((fields, end)) = dated.filter(|(fields, _)| matches!(fields.slot, Slot::Day(..))) {
        let fields = Fields {
            weekday: Some(weekday),
            ..fields
        };
        return Some((fields, end));
    }
    if comma == end
        && let Some((day, end)) = day(scan, the).or_else(|| day_in_words(scan, the))
        && (the > end || the > comma || day_alone(scan, the, end))
    {
        let fields = Fields {
            weekday: Some(weekday),
            ..Fields::new(None, Slot::DayOfMonth(day))
        };
        return Some((fields, end));
    }
    Some((Fields::new(None, Slot::Weekday(weekday)), end))
}

/// Whether a number right after a weekday is its day: “Tue 13th”, “Monday 21 from 9 to 5”, and not
/// “Monday 21 people”.
fn day_alone(scan: &Scan<'_>, at: usize, end: usize) -> bool {
    let goes_on = matches!(
        scan.word(end),
        "at" | "from" | "between" | "in" | "and" | "or" | "to"
    );
    let ordinal = ordinal::read(scan, at).is_some();
    let dash = scan.is_dash(end)
        || matches!(scan.mark(end), Some(':' | '%' | '/' | '.')) && scan.is_glued(end + 1);
    !dash
        && scan.is_digits(at)
        && (!scan.is_word(end) || goes_on || ordinal && !scan.is_capitalized(end))
}

/// The weekday named at `at`, in full or short; the place after it and its point.
pub(super) fn weekday_name(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let weekday = scan.lexeme(at)?.weekday?;
    let word = scan.word(at);
    let full = word.ends_with("day");
    if word.ends_with("days") {
        return None;
    }
    // “fri.” alone, as in braces or a calendar.
    let point = usize::from(scan.mark(at + 1) == Some('.'));
    if at == 0 && scan.tokens.len() == 1 + point {
        return Some((weekday, at + 1 + point));
    }
    if !full && !scan.is_capitalized(at) {
        return None;
    }
    // “Sun”, “Sat” and “Wed” at the start of a sentence or in a name are words.
    let short = matches!(word, "sun" | "sat" | "wed" | "mon")
        && scan.mark(at + 1) != Some('.')
        && scan.mark(at + 1) != Some(',');
    let dated = scan.lexeme(at + 1).is_some_and(|next| next.month.is_some())
        || scan.is_digits(at + 1) && ordinal::read(scan, at + 1).is_some();
    if short && !dated {
        return None;
    }
    let end = if full { at + 1 } else { past_point(scan, at) };
    Some((weekday, end))
}

/// The weekday named at `at`, in the singular or the plural: “3 Fridays”.
pub(super) fn weekday_plural(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let weekday = scan.lexeme(at)?.weekday?;
    Some((weekday, at + 1))
}

/// The month named at `at` in whichever letter case, where something beside it makes it one.
pub(super) fn named_month(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let month = scan.lexeme(at)?.month?;
    Some((month, past_point(scan, at)))
}

/// The month named at `at`, and the place after it and its point.
pub(super) fn month_name(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let month = scan.lexeme(at)?.month?;
    let word = scan.word(at);
    let verbal = matches!(
        word,
        "may" | "march" | "august" | "mar" | "dec" | "jan" | "sep"
    );
    if verbal && !scan.is_capitalized(at) {
        return None;
    }
    Some((month, past_point(scan, at)))
}

/// Past the abbreviation at `at` and its point, unless that may end the sentence.
fn past_point(scan: &Scan<'_>, at: usize) -> usize {
    let short = scan.raw(at).len() <= 4 && scan.word(at) != "may";
    let point = scan.mark(at + 1) == Some('.') && scan.is_glued(at + 1);
    let goes_on = scan.is_digits(at + 2)
        || scan.is_word(at + 2) && !scan.is_capitalized(at + 2)
        || scan
            .mark(at + 2)
            .is_some_and(|mark| mark != '”' && mark != '"');
    at + 1 + usize::from(short && point && goes_on)
}

/// “March 22, 2023”, “March 22nd”, “March 2023”, “March of 2023”, “March”.
fn month_first(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    let (month, after) = named_month(scan, at)?;
    // “they may 2 times”, “march first” in small letters are dates only by their form.
    let sure = month_name(scan, at).is_some() || !matches!(scan.word(at), "may" | "mar" | "dec");
    let slash = scan.mark(after) == Some('/') && scan.is_glued(after) && scan.is_glued(after + 1);
    let hyphen = scan.past_hyphen(after) + usize::from(slash);
    let the = hyphen + usize::from(scan.word(hyphen) == "the");
    if let Some((day, end)) = day(scan, the)
        .or_else(|| day_in_words(scan, the))
        .filter(|_| sure)
    {
        let dash = scan.past_hyphen(end);
        let of = year_after(scan, end, &["of"]).filter(|_| scan.is_digits(end + 1));
        let (year, end) = year_after(scan, end, &[","])
            .or(of)
            .or_else(|| year_after(scan, dash, &[]).filter(|_| dash > end && hyphen > after))
            .map_or((None, end), |(y, e)| (Some(y), e));
        return valid_day(year, month, day)
            .then(|| (Fields::new(year, Slot::Day(month, day)), end));
    }
    if let Some((year, end)) = year_after(scan, hyphen, &[",", "of", "in"]).filter(|_| sure) {
        return Some((Fields::new(Some(year), Slot::Month(month)), end));
    }
    let named = month_name(scan, at).is_some();
    let alone = named && (month_alone(scan, at, after) || at == 0 && scan.tokens.len() == after);
    (alone || is_end_of_range(scan, at, after))
        .then(|| (Fields::new(None, Slot::Month(month)), after))
}

/// Whether the month at `at` can be nothing but an end of a range: “from Sep to Nov”, “Jan-Feb 2017”.
fn is_end_of_range(scan: &Scan<'_>, at: usize, after: usize) -> bool {
    let framed = matches!(scan.word_before(at), "from" | "between");
    let joined = matches!(
        scan.word(after),
        "to" | "and" | "through" | "until" | "till"
    );
    let month = |place: usize| {
        scan.lexeme(place)
            .is_some_and(|lexeme| lexeme.month.is_some())
    };
    let dashed = scan.is_dash(after) && month(after + 1);
    let second = at >= 2
        && (scan.is_dash(at - 1) || scan.word_before(at) == "to" || scan.word_before(at) == "and")
        && month(at - 2);
    scan.word(at) != "may" && (framed && joined || (dashed || second) && scan.is_capitalized(at))
}

/// Whether the month at `at` is one although nothing after it says so.
fn month_alone(scan: &Scan<'_>, at: usize, after: usize) -> bool {
    if scan.is_hyphen(after) && scan.is_word(after + 1) {
        return false;
    }
    match scan.word(at) {
        "may" | "march" | "august" => {
            let before = matches!(
                scan.word_before(at),
                "in" | "since"
                    | "by"
                    | "until"
                    | "till"
                    | "last"
                    | "next"
                    | "this"
                    | "early"
                    | "late"
                    | "mid"
                    | "of"
                    | "from"
                    | "before"
                    | "after"
                    | "during"
                    | "through"
                    | "to"
                    | "and"
                    | "between"
                    | "for"
            ) || scan.before(at).shape == Shape::Mark('-');
            let follows = scan
                .mark(after)
                .is_some_and(|mark| matches!(mark, ',' | '.' | ';' | ')'));
            before || (follows && scan.word(at) == "march" && at > 0)
        }
        "mar" | "dec" | "jan" | "sep" | "jun" | "jul" | "apr" | "feb" | "aug" | "oct" | "nov"
        | "sept" => scan.is_capitalized(at) && (after > at + 1 || !scan.is_word(after)),
        _ => scan.is_capitalized(at) || scan.raw(at).len() > 4,
    }
}

/// “22 March 2023”, “the 22nd of March”, “22-Mar-2023”.
fn day_first(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    let (day, after) = day(scan, at).or_else(|| worded_day(scan, at))?;
    let slash = scan.mark(after) == Some('/') && scan.is_glued(after) && scan.is_glued(after + 1);
    let hyphen = scan.past_hyphen(after) + usize::from(slash);
    let of = hyphen + usize::from(matches!(scan.word(hyphen), "of" | "day"));
    let of = of + usize::from(of > hyphen && scan.word(of) == "of");
    let (month, after) = if of > hyphen || scan.is_hyphen(after) {
        named_month(scan, of)?
    } else {
        month_name(scan, of)?
    };
    let two = scan.is_hyphen(after) && scan.raw(after + 1).len() == 2;
    if let Some(short) = scan
        .small_number(after + 1)
        .filter(|_| two && scan.is_hyphen(of - 1))
    {
        let year = i16::try_from(if short < 70 {
            2000 + short
        } else {
            1900 + short
        })
        .ok()?;
        let fields = Fields::new(Some(year), Slot::Day(month, day));
        return valid_day(Some(year), month, day).then_some((fields, after + 2));
    }
    let again = slash && scan.mark(after) == Some('/') && scan.is_glued(after);
    let joint = scan.past_hyphen(after) + usize::from(again);
    let (year, end) =
        year_after(scan, joint, &[",", "of", "in"]).map_or((None, after), |(y, e)| (Some(y), e));
    valid_day(year, month, day).then(|| (Fields::new(year, Slot::Day(month, day)), end))
}

pub(super) fn valid_day(year: Option<i16>, month: i8, day: i8) -> bool {
    jiff::civil::Date::new(year.unwrap_or(2000), month, day).is_ok()
}

/// A day of the month: “22”, “22nd”, “twenty-second”.
pub(super) fn day(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    if let Some((number, end)) = ordinal::read(scan, at) {
        return Some((
            i8::try_from(number)
                .ok()
                .filter(|day| (1..=31).contains(day))?,
            end,
        ));
    }
    if scan.raw(at).len() > 2
        || scan
            .mark(at + 1)
            .is_some_and(|mark| matches!(mark, ':' | '%') && scan.is_glued(at + 1))
    {
        return None;
    }
    let decimal = scan.mark(at + 1) == Some('.')
        && scan.is_glued(at + 1)
        && scan.is_digits(at + 2)
        && scan.is_glued(at + 2);
    let number = scan.small_number(at).filter(|_| !decimal)?;
    Some((
        i8::try_from(number)
            .ok()
            .filter(|day| (1..=31).contains(day))?,
        at + 1,
    ))
}

/// A day in words right before its month: “twenty five January”.
fn worded_day(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let numeral = numeral::words_only(scan, at)?;
    let day = i8::try_from(numeral.value.as_i64()?).ok()?;
    let month = month_name(scan, numeral.end).is_some();
    ((1..=31).contains(&day) && month).then_some((day, numeral.end))
}

/// A day of the month in words that are no ordinal: “May twenty-one”, “Jan twenty two, 2018”.
fn day_in_words(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let numeral = numeral::words_only(scan, at)?;
    let day = i8::try_from(numeral.value.as_i64()?).ok()?;
    let ends = !scan.is_word(numeral.end);
    ((1..=31).contains(&day) && ends).then_some((day, numeral.end))
}

/// “Christmas”, “Thanksgiving Day 2019”.
fn holiday(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    let (holiday, end) = holiday::read(scan, at)?;
    let (year, end) = year_after(scan, end, &[",", "of", "in"])
        .map_or((None, end), |(year, end)| (Some(year), end));
    Some((Fields::new(year, Slot::Holiday(holiday)), end))
}
