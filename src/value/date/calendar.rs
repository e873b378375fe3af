//! Dates that name their place in the calendar: “March 22, 2023”, “22 March”, “Wednesday”, “1990s”,
//! “the nineteenth century”, “third quarter”, “summer 2019”.
//!
//! “march”, “may” and “august” in small letters are words, not months, and so is “May” where it
//! opens a question. “sat”, “sun”, “wed” and “mon” are weekdays only with a capital.

use super::super::amount::{numeral, ordinal};
use super::super::lexicon::{NumberWord, TimeUnit};
use super::super::scan::Scan;
use super::super::token::Shape;
use super::holiday;
use super::{Fields, Slot, Turn, Written};

/// Reads the calendar date at `at`.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let start = at + usize::from(scan.word(at) == "the");
    let (fields, end) = [
        weekday(scan, at),
        month_first(scan, at),
        day_first(scan, start),
        day_of_month(scan, start),
        nth_day(scan, start),
        holiday(scan, start),
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
fn turned(scan: &Scan<'_>, fields: Fields, end: usize) -> Option<(Fields, usize)> {
    let place = end + usize::from(matches!(scan.word(end), "of" | "in"));
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
        Slot::Nth { month, .. } => {
            unit == if month.is_some() {
                TimeUnit::Year
            } else {
                TimeUnit::Month
            }
        }
        Slot::Year | Slot::Decade | Slot::Century => false,
        _ => unit == TimeUnit::Year,
    };
    let plural = scan.word(place + 1).ends_with('s');
    (fits && !plural && fields.year.is_none()).then(|| {
        let turn = Some(Turn { unit, by });
        (Fields { turn, ..fields }, place + 2)
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
    let (number, end) = ordinal::read(scan, at)?;
    let day = i8::try_from(number)
        .ok()
        .filter(|day| (1..=31).contains(day))?;
    let on = at >= 2 && scan.word_before(at) == "the" && scan.word(at - 2) == "on";
    let ends = !scan.is_word(end) && !scan.is_hyphen(end) && scan.is_digits(at);
    let month = scan.word(end) == "of"
        && matches!(scan.word(end + 1), "the" | "this" | "last" | "next")
        && (end + 2..end + 4).any(|place| scan.word(place) == "month");
    ((on && ends) || month).then(|| (Fields::new(None, Slot::DayOfMonth(day)), end))
}

/// “the first Monday of May”, “the last day of October 2015”, “the second Monday of next month”.
fn nth_day(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    let (nth, after) = if scan.word(at) == "last" {
        (-1, at + 1)
    } else {
        let (number, end) = ordinal::read(scan, at)?;
        (i8::try_from(number).ok()?, end)
    };
    let (weekday, place) = match scan.word(after) {
        "day" => (0, after + 1),
        _ => weekday_name(scan, after)?,
    };
    let most = if weekday == 0 { 31 } else { 5 };
    let of = place + usize::from(matches!(scan.word(place), "of" | "in"));
    if of == place || nth > most {
        return None;
    }
    if let Some((month, end)) = named_month(scan, of) {
        let slot = Slot::Nth {
            nth,
            weekday,
            month: Some(month),
        };
        let (year, end) = year_after(scan, end, &[",", "of", "in"])
            .map_or((None, end), |(year, end)| (Some(year), end));
        return Some((Fields::new(year, slot), end));
    }
    let the = of + usize::from(scan.word(of) == "the");
    let turns = matches!(
        scan.word(the),
        "this" | "last" | "next" | "previous" | "current"
    ) && scan.word(the + 1) == "month";
    let slot = Slot::Nth {
        nth,
        weekday,
        month: None,
    };
    turns.then(|| (Fields::new(None, slot), place))
}

/// “Wednesday”, “Wednesday, March 22, 2023”, “Wed.”.
fn weekday(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    let (weekday, end) = weekday_name(scan, at)?;
    let comma = end + usize::from(scan.mark(end) == Some(','));
    let the = comma + usize::from(scan.word(comma) == "the");
    let day = month_first(scan, the).or_else(|| day_first(scan, the));
    if let Some((fields, end)) = day.filter(|(fields, _)| matches!(fields.slot, Slot::Day(..))) {
        let fields = Fields {
            weekday: Some(weekday),
            ..fields
        };
        return Some((fields, end));
    }
    if the > comma
        && comma == end
        && let Some((day, end)) = ordinal::read(scan, the)
        && let Some(day) = i8::try_from(day).ok().filter(|day| (1..=31).contains(day))
    {
        let fields = Fields {
            weekday: Some(weekday),
            ..Fields::new(None, Slot::DayOfMonth(day))
        };
        return Some((fields, end));
    }
    Some((Fields::new(None, Slot::Weekday(weekday)), end))
}

/// The weekday named at `at`, in full or short; the place after it and its point.
pub(super) fn weekday_name(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let weekday = scan.lexeme(at)?.weekday?;
    let word = scan.word(at);
    let full = word.ends_with("day");
    if !full && !scan.is_capitalized(at) {
        return None;
    }
    // “Sun”, “Sat” and “Wed” at the start of a sentence or in a name are words.
    let short = matches!(word, "sun" | "sat" | "wed" | "mon")
        && scan.mark(at + 1) != Some('.')
        && scan.mark(at + 1) != Some(',');
    if short && scan.lexeme(at + 1).is_none_or(|next| next.month.is_none()) {
        return None;
    }
    let point = !full && scan.mark(at + 1) == Some('.') && scan.is_glued(at + 1);
    let plural = usize::from(point);
    Some((weekday, at + 1 + plural))
}

/// The month named at `at` in whichever letter case, where something beside it makes it one.
pub(super) fn named_month(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let month = scan.lexeme(at)?.month?;
    let point = scan.raw(at).len() <= 4
        && scan.mark(at + 1) == Some('.')
        && scan.is_glued(at + 1)
        && scan.word(at) != "may";
    Some((month, at + 1 + usize::from(point)))
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
    let point = word.len() <= 4 && scan.mark(at + 1) == Some('.') && scan.is_glued(at + 1);
    Some((month, at + 1 + usize::from(point)))
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
        let (year, end) = year_after(scan, end, &[","]).map_or((None, end), |(y, e)| (Some(y), e));
        return valid_day(year, month, day)
            .then(|| (Fields::new(year, Slot::Day(month, day)), end));
    }
    if let Some((year, end)) = year_after(scan, hyphen, &[",", "of", "in"]).filter(|_| sure) {
        return Some((Fields::new(Some(year), Slot::Month(month)), end));
    }
    (month_name(scan, at).is_some() && month_alone(scan, at, after))
        .then(|| (Fields::new(None, Slot::Month(month)), after))
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
    let (day, after) = day(scan, at)?;
    let hyphen = scan.past_hyphen(after);
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
    let (year, end) = year_after(scan, scan.past_hyphen(after), &[",", "of", "in"])
        .map_or((None, after), |(y, e)| (Some(y), e));
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

/// A day of the month in words that are no ordinal: “May twenty-one”, “Jan twenty two, 2018”.
fn day_in_words(scan: &Scan<'_>, at: usize) -> Option<(i8, usize)> {
    let numeral = numeral::words_only(scan, at)?;
    let day = i8::try_from(numeral.value.as_i64()?).ok()?;
    let ends = !scan.is_word(numeral.end);
    ((1..=31).contains(&day) && ends).then_some((day, numeral.end))
}

/// The year after `at`, past one of `joints`.
fn year_after(scan: &Scan<'_>, at: usize, joints: &[&str]) -> Option<(i16, usize)> {
    let comma = scan.mark(at) == Some(',') && joints.contains(&",");
    let word = joints.contains(&scan.word(at)) && !scan.word(at).is_empty();
    let start = at + usize::from(comma || word);
    let (year, end) = year(scan, start)?;
    Some((year, end))
}

/// A year: four digits from 1000 to 2999, or in words (“nineteen ninety-six”, “two thousand and five”).
pub(super) fn year(scan: &Scan<'_>, at: usize) -> Option<(i16, usize)> {
    if scan.is_digits(at) {
        let number = scan.small_number(at)?;
        let decimal = scan
            .mark(at + 1)
            .is_some_and(|mark| matches!(mark, '.' | ',' | ':' | '%'))
            && scan.is_glued(at + 1)
            && (scan.mark(at + 1) == Some('%') || scan.is_digits(at + 2) && scan.is_glued(at + 2));
        let glued_word = scan.is_glued(at + 1) && scan.is_word(at + 1);
        let year = i16::try_from(number)
            .ok()
            .filter(|year| (1000..3000).contains(year))?;
        return (scan.raw(at).len() == 4 && !decimal && !glued_word).then_some((year, at + 1));
    }
    year_in_words(scan, at)
}

/// “nineteen ninety-six”, “twenty twenty-two”, “two thousand (and) five”.
fn year_in_words(scan: &Scan<'_>, at: usize) -> Option<(i16, usize)> {
    let century = match scan.lexeme(at)?.number? {
        NumberWord::Teens(n) if n > 14 => i16::from(n),
        NumberWord::Tens(20) => 20,
        NumberWord::Ones(2) if scan.word(at + 1) == "thousand" => {
            let (value, end) =
                super::super::amount::numeral::read(scan, at).map(|n| (n.value, n.end))?;
            let year = i16::try_from(value.as_i64()?).ok()?;
            return (2000..2100).contains(&year).then_some((year, end));
        }
        _ => return None,
    };
    let rest = scan.past_hyphen(at + 1);
    let (tens, place) = match scan.lexeme(rest)?.number? {
        NumberWord::Tens(n) | NumberWord::Teens(n) => (i16::from(n), rest + 1),
        _ => return None,
    };
    let last = scan.past_hyphen(place);
    let ones = match scan.lexeme(last).and_then(|lexeme| lexeme.number) {
        Some(NumberWord::Ones(n)) if n > 0 && tens % 10 == 0 && tens >= 20 => Some(i16::from(n)),
        _ => None,
    };
    let end = if ones.is_some() { last + 1 } else { place };
    Some((century * 100 + tens + ones.unwrap_or(0), end))
}

/// A year by itself, where its surroundings do not make it a count.
///
/// From 1900 to 2059 four digits are a year unless something that can be counted follows; other
/// years, and years in words, need a word before them that dates things (“in 1848”).
fn year_alone(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    let (year, end) = year(scan, at)?;
    let in_words = !scan.is_digits(at);
    if (!in_words && is_joined(scan, at)) || counts(scan, end) {
        return None;
    }
    let dates = matches!(
        scan.word_before(at),
        "in" | "since"
            | "by"
            | "until"
            | "till"
            | "from"
            | "during"
            | "year"
            | "early"
            | "late"
            | "mid"
    );
    let may_date = dates
        || matches!(
            scan.word_before(at),
            "of" | "before"
                | "after"
                | "to"
                | "through"
                | "between"
                | "and"
                | "for"
                | "around"
                | "about"
        )
        || matches!(scan.mark(at.wrapping_sub(1)), Some('(' | '–' | '-'));
    let usual = (1900..2060).contains(&year);
    let is_year = match (usual, in_words) {
        // “2000 soldiers” are no year of soldiers, “2019 protests” are.
        (true, false) => dates || year % 100 != 0 || !plain_noun(scan, end),
        (true, true) => true,
        (false, true) => false,
        (false, false) => {
            year > 1400 && (dates || may_date && !scan.is_word(end)) && !plain_noun(scan, end)
        }
    };
    is_year.then(|| (Fields::new(Some(year), Slot::Year), end))
}

/// Whether the digits at `at` are joined to something that makes them no year.
fn is_joined(scan: &Scan<'_>, at: usize) -> bool {
    if at == 0 || !scan.is_glued(at) {
        return false;
    }
    match scan.before(at).shape {
        Shape::Word | Shape::Mark('$' | '€' | '£' | '.' | '#' | '/' | '=' | '_' | '&') => true,
        Shape::Mark('-' | '–') if at > 1 && scan.is_glued(at - 1) => {
            let dated = matches!(scan.word(at - 2), "mid" | "early" | "late" | "pre" | "post")
                || scan.is_digits(at - 2)
                || scan
                    .lexeme(at - 2)
                    .is_some_and(|lexeme| lexeme.month.is_some());
            !dated
        }
        _ => false,
    }
}

/// Whether what stands at `at` is a unit or a thing that the figure before it counts.
fn counts(scan: &Scan<'_>, at: usize) -> bool {
    let unit = scan.lexeme(at).is_some_and(|lexeme| {
        lexeme
            .time
            .is_some_and(|_| !matches!(lexeme.word, "season" | "second"))
            || lexeme.measure.is_some()
            || lexeme.currency.is_some()
            || matches!(
                lexeme.number,
                Some(NumberWord::Hundred | NumberWord::Scale(_))
            )
            || matches!(
                lexeme.word,
                "percent" | "per" | "people" | "men" | "women" | "times"
            )
    });
    unit || matches!(scan.mark(at), Some('%' | '€' | '£' | '°'))
}

/// Whether a plain word in small letters follows that is in no lexicon: “1500 soldiers”.
fn plain_noun(scan: &Scan<'_>, at: usize) -> bool {
    scan.is_word(at)
        && scan.lexeme(at).is_none()
        && !scan.is_capitalized(at)
        && scan.raw(at).ends_with('s')
}

/// “1990s”, “the ’90s”, “the nineteen nineties”, “the nineties”.
fn decade(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    let quote = usize::from(matches!(scan.mark(at), Some('\'' | '’' | '‘')));
    let digits = at + quote;
    let apostrophe = matches!(scan.mark(digits + 1), Some('\'' | '’')) && scan.is_glued(digits + 1);
    let suffix = digits + 1 + usize::from(apostrophe);
    if scan.raw(suffix) == "s" && scan.is_glued(suffix) {
        let number = scan.small_number(digits)?;
        let year = match scan.raw(digits).len() {
            4 => i16::try_from(number).ok()?,
            2 if quote == 1 || scan.word_before(at) == "the" => {
                i16::try_from(number).ok()? + if number < 30 { 2000 } else { 1900 }
            }
            _ => return None,
        };
        let slot = if year % 100 == 0 && year < 2000 {
            Slot::Century
        } else {
            Slot::Decade
        };
        return (year % 10 == 0 && (1000..3000).contains(&year))
            .then(|| (Fields::new(Some(year), slot), suffix + 1));
    }
    let nineteen = match scan.word(at) {
        "nineteen" => Some(1900),
        "eighteen" => Some(1800),
        _ => None,
    };
    let place = if nineteen.is_some() {
        scan.past_hyphen(at + 1)
    } else {
        at
    };
    let tens = match scan.word(place) {
        "twenties" => 20,
        "thirties" => 30,
        "forties" => 40,
        "fifties" => 50,
        "sixties" => 60,
        "seventies" => 70,
        "eighties" => 80,
        "nineties" => 90,
        _ => return None,
    };
    // “in his forties” is an age.
    let named = nineteen.is_some() || scan.word_before(at) == "the";
    named.then(|| {
        (
            Fields::new(Some(nineteen.unwrap_or(1900) + tens), Slot::Decade),
            place + 1,
        )
    })
}

/// “19th century”, “the nineteenth century”, “twenty-first-century”.
fn century(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    let (number, end) = ordinal::read(scan, at)?;
    let place = scan.past_hyphen(end);
    let number = i16::try_from(number)
        .ok()
        .filter(|number| (1..=29).contains(number))?;
    (scan.word(place) == "century").then(|| {
        (
            Fields::new(Some((number - 1) * 100), Slot::Century),
            place + 1,
        )
    })
}

/// Quarters, halves and seasons: “third quarter of 2023”, “Q3 2020”, “first half”, “summer 2019”.
fn division(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    // “the 1988 second quarter”
    if let Some((year, place)) = year(scan, at)
        && let Some((slot, end)) = quarter_or_half(scan, place).filter(|_| scan.is_digits(at))
    {
        return Some((Fields::new(Some(year), slot), end));
    }
    let at = at + usize::from(matches!(scan.word(at), "fiscal"));
    let (slot, end) = quarter_or_half(scan, at).or_else(|| season(scan, at))?;
    let year = year_after(scan, end, &[",", "of", "in"]).or_else(|| {
        year_after(
            scan,
            end + usize::from(scan.word(end) == "of" && scan.word(end + 1) == "fiscal") * 2,
            &[],
        )
    });
    let named = !matches!(slot, Slot::Season(_))
        || scan.is_capitalized(at)
        || year.is_some()
        || season_alone(scan, at);
    let (year, end) = year.map_or((None, end), |(year, end)| (Some(year), end));
    named.then(|| (Fields::new(year, slot), end))
}

fn quarter_or_half(scan: &Scan<'_>, at: usize) -> Option<(Slot, usize)> {
    if matches!(scan.raw(at), "Q" | "H") && scan.is_glued(at + 1) {
        let number = i8::try_from(scan.small_number(at + 1)?).ok()?;
        let slot = if scan.raw(at) == "Q" {
            Slot::Quarter(number)
        } else {
            Slot::Half(number)
        };
        let most = if scan.raw(at) == "Q" { 4 } else { 2 };
        return ((1..=most).contains(&number)).then_some((slot, at + 2));
    }
    let (number, after) = match scan.word(at) {
        "last" | "latter" => (2, at + 1),
        _ => ordinal::read(scan, at)?,
    };
    let mut place = scan.past_hyphen(after);
    place += usize::from(matches!(
        scan.word(place),
        "fiscal" | "financial" | "calendar"
    ));
    let number = i8::try_from(number).ok()?;
    match scan.word(place) {
        "quarter"
            if scan.word(at) != "last"
                && (1..=4).contains(&number)
                && !matches!(scan.word(place + 1), "final" | "century") =>
        {
            Some((Slot::Quarter(number), place + 1))
        }
        "half"
            if number <= 2 && scan.word(place + 1) == "of" && year(scan, place + 2).is_some() =>
        {
            Some((Slot::Half(number), place + 1))
        }
        _ => None,
    }
}

fn season(scan: &Scan<'_>, at: usize) -> Option<(Slot, usize)> {
    let season = match scan.word(at) {
        "spring" => 1,
        "summer" => 2,
        "autumn" | "fall" => 3,
        "winter" => 4,
        _ => return None,
    };
    Some((Slot::Season(season), at + 1))
}

/// Whether a season in small letters and without a year is one: “in the summer”, “last winter”.
fn season_alone(scan: &Scan<'_>, at: usize) -> bool {
    let the = scan.word_before(at) == "the" && at >= 2;
    let preposition = |place: usize| {
        matches!(
            scan.word(place),
            "in" | "since"
                | "during"
                | "by"
                | "until"
                | "of"
                | "this"
                | "last"
                | "next"
                | "early"
                | "late"
        )
    };
    !matches!(scan.word(at), "fall" | "spring")
        && (the && preposition(at - 2) || at > 0 && preposition(at - 1))
        || the && preposition(at - 2) && !scan.is_word(at + 1)
}

/// “Christmas”, “Thanksgiving Day 2019”.
fn holiday(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    let (holiday, end) = holiday::read(scan, at)?;
    let (year, end) = year_after(scan, end, &[",", "of", "in"])
        .map_or((None, end), |(year, end)| (Some(year), end));
    Some((Fields::new(year, Slot::Holiday(holiday)), end))
}
