//! Years, decades and centuries: “2023”, “nineteen ninety-six”, “the 1990s”, “the 19th century”.
//!
//! A year is not a count: “2000 soldiers” and “1500 miles” are read as numbers.

use super::super::{Fields, Slot};
use crate::value::amount::{ordinal, tens};
use crate::value::lexicon::NumberWord;
use crate::value::scan::Scan;
use crate::value::token::Shape;

/// The year after `at`, past one of `joints`.
pub(super) fn year_after(scan: &Scan<'_>, at: usize, joints: &[&str]) -> Option<(i16, usize)> {
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
                crate::value::amount::numeral::read(scan, at).map(|n| (n.value, n.end))?;
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
pub(super) fn year_alone(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
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
pub(super) fn decade(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
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
    let tens = tens::plural(scan.word(place))?;
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
pub(super) fn century(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
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
