//! Figures in digits: grouping, decimals, exponents and powers.
//!
//! Groups of three go with commas, apostrophes or spaces (16,181 · 16'181 · 16 181), and with the Indian
//! two (12,34,567). A comma before one or two digits is a decimal one.

use super::super::exact::Exact;
use super::super::scan::Scan;
use super::super::token::{Gap, Shape};
use super::numeral::{Numeral, Style};
use super::{money, unit};

/// Digits with their grouping, decimals and exponent.
pub(crate) fn digits(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    if is_designation(scan, at) {
        return None;
    }
    let mut written = String::new();
    let mut end = at;
    if scan.is_digits(at) {
        written.push_str(scan.raw(at));
        end = groups(scan, at, &mut written);
    }
    let mut places = 0;
    if let Some((decimals, after)) = decimals(scan, end, end > at) {
        written.push_str(decimals);
        places = i32::try_from(decimals.len()).ok()?;
        end = after;
    }
    if end == at || written.len() > 30 {
        return None;
    }
    let (exponent, end) = exponent(scan, end).unwrap_or((0, end));
    if joins_on(scan, end) {
        return None;
    }
    let step = Exact::power_of_ten(exponent - places)?;
    let value = Exact::new(written.parse().ok()?, 1)?.times(step)?;
    if let Some((power, end)) = power(scan, end) {
        return Some(Numeral {
            value: value.to_the(power)?,
            step: None,
            end,
            style: Style::Digits,
        });
    }
    Some(Numeral {
        value,
        step: Some(step),
        end,
        style: Style::Digits,
    })
}

/// Whether the digits at `at` belong to a longer thing that is no figure.
fn is_designation(scan: &Scan<'_>, at: usize) -> bool {
    if !scan.is_glued(at) {
        return false;
    }
    let before = scan.before(at);
    match before.shape {
        Shape::Word => {
            before.lexeme.is_none_or(|lexeme| lexeme.currency.is_none())
                && !money::is_rand(scan, at - 1)
        }
        Shape::Digits | Shape::Mark('_' | '@' | '#' | '\\' | '=' | '&' | '%') => true,
        Shape::Mark('.' | ':' | '/' | '\'' | '’') => {
            at >= 2
                && scan.is_glued(at - 1)
                && matches!(scan.token(at - 2).shape, Shape::Digits | Shape::Word)
        }
        Shape::Mark('-' | '‐' | '‑' | '–') => {
            at >= 2
                && scan.is_glued(at - 1)
                && scan.token(at - 2).shape == Shape::Word
                && is_named_by(scan, at)
        }
        _ => false,
    }
}

/// Whether the word two tokens before the digits at `at` makes a name with them: “F-16”, “figure-8”, and not
/// “mid-20s”, “6-foot-4”, “3km-5km” or “magnitude-5.8”.
fn is_named_by(scan: &Scan<'_>, at: usize) -> bool {
    let word = at - 2;
    let joins = matches!(
        scan.word(word),
        "mid" | "early" | "late" | "pre" | "post" | "to" | "under" | "over" | "sub" | "foot" | "ft"
    );
    let decimals = scan.mark(at + 1) == Some('.') && scan.is_digits(at + 2);
    let measured = decimals && !scan.is_capitalized(word);
    let unit = scan.is_glued(word)
        && word > 0
        && scan.is_digits(word - 1)
        && (unit::by_symbol(scan.raw(word)).is_some()
            || scan
                .lexeme(word)
                .is_some_and(|lexeme| lexeme.measure.is_some()));
    !joins && !measured && !unit
}

/// Whether what follows the digits makes them part of something else.
fn joins_on(scan: &Scan<'_>, end: usize) -> bool {
    if !scan.is_glued(end) {
        return false;
    }
    match scan.token(end).shape {
        Shape::Digits | Shape::Mark('_' | '@' | '\\') => true,
        Shape::Mark('.' | '/' | ':') => scan.is_digits(end + 1) && scan.is_glued(end + 1),
        _ => false,
    }
}

/// The place after the groups of three (or, in Indian style, two) that continue the digits at `at`.
fn groups(scan: &Scan<'_>, at: usize, written: &mut String) -> usize {
    let first = scan.raw(at).len();
    if first > 3 {
        return at + 1;
    }
    let Some(separator) = separator(scan, at + 1) else {
        return at + 1;
    };
    let width = usize::from(separator != ' ');
    let mut ends = vec![at + 1];
    let mut last = at + 1;
    while ends.len() <= 7 && self::separator(scan, last) == Some(separator) {
        let group = last + width;
        if !scan.is_digits(group) || !matches!(scan.raw(group).len(), 2 | 3) {
            break;
        }
        ends.push(group + 1);
        last = group + 1;
    }
    let sizes: Vec<usize> = ends[1..]
        .iter()
        .map(|&end| scan.raw(end - 1).len())
        .collect();
    let western = sizes.iter().all(|&size| size == 3);
    let indian = sizes.len() > 1
        && sizes.last() == Some(&3)
        && sizes[..sizes.len() - 1].iter().all(|&size| size == 2);
    let plain_list = separator == ' ' && (sizes.len() > 3 || scan.raw(at).starts_with('0'));
    if sizes.is_empty() || !(western || indian) || plain_list {
        return at + 1;
    }
    for &end in &ends[1..] {
        written.push_str(scan.raw(end - 1));
    }
    last
}

/// What separates groups at `at`: a glued comma or apostrophe, or one plain or narrow space.
fn separator(scan: &Scan<'_>, at: usize) -> Option<char> {
    match scan.mark(at) {
        Some(mark @ (',' | '\'' | '’')) if scan.is_glued(at) && scan.is_glued(at + 1) => {
            Some(mark)
        }
        Some(_) => None,
        None => {
            let (before, token) = (scan.before(at), scan.token(at));
            let spaced = token.shape == Shape::Digits
                && token.gap == Gap::Space
                && scan.raw(at).len() == 3
                && scan.text[before.end..token.start].chars().count() == 1
                && !scan.text[before.end..token.start].contains('\n');
            spaced.then_some(' ')
        }
    }
}

/// The decimals after a point at `at` (or after a comma that cannot group), and the place after.
fn decimals<'t>(scan: &Scan<'t>, at: usize, after_digits: bool) -> Option<(&'t str, usize)> {
    let glued = scan.is_digits(at + 1) && scan.is_glued(at + 1);
    match scan.mark(at) {
        Some('.') if glued && (scan.is_glued(at) || !after_digits) => {
            let twice = scan.mark(at + 2) == Some('.')
                && scan.is_glued(at + 2)
                && scan.is_digits(at + 3)
                && scan.is_glued(at + 3);
            (!twice).then(|| (scan.raw(at + 1), at + 2))
        }
        Some('·') if glued && after_digits && scan.is_glued(at) => {
            Some((scan.raw(at + 1), at + 2))
        }
        Some(',') if glued && after_digits && scan.is_glued(at) => {
            // “22,24,26” is a list.
            let listed = scan.mark(at + 2) == Some(',')
                || (at >= 2 && scan.mark(at - 2) == Some(',') && scan.is_glued(at - 1));
            let single = scan.raw(at + 1).len() < 3 && !listed;
            single.then(|| (scan.raw(at + 1), at + 2))
        }
        _ => None,
    }
}

/// The power written at `at`: `^23`, `^-1`.
fn power(scan: &Scan<'_>, at: usize) -> Option<(i32, usize)> {
    if scan.mark(at) != Some('^') || !scan.is_glued(at) || !scan.is_glued(at + 1) {
        return None;
    }
    let negative = scan.mark(at + 1) == Some('-');
    let place = at + 1 + usize::from(negative || scan.mark(at + 1) == Some('+'));
    let power = i32::try_from(scan.small_number(place)?).ok()?;
    (power <= 60).then_some((if negative { -power } else { power }, place + 1))
}

/// The power of ten written at `at`: `e6`, `E-3`, `×10^6`, `x 10⁶`.
fn exponent(scan: &Scan<'_>, at: usize) -> Option<(i32, usize)> {
    if matches!(scan.raw(at), "e" | "E") && scan.is_glued(at) {
        let negative = scan.mark(at + 1) == Some('-') && scan.is_glued(at + 1);
        let place = at + 1 + usize::from(negative || scan.mark(at + 1) == Some('+'));
        let power = i32::try_from(scan.small_number(place)?).ok()?;
        let held = scan.is_glued(place) && power <= 30;
        return held.then_some((if negative { -power } else { power }, place + 1));
    }
    let times = matches!(scan.mark(at), Some('×' | '*')) || scan.raw(at) == "x";
    if times && scan.raw(at + 1) == "10" && scan.mark(at + 2) == Some('^') {
        let negative = scan.mark(at + 3) == Some('-');
        let place = at + 3 + usize::from(negative);
        let power = i32::try_from(scan.small_number(place)?).ok()?;
        return (power <= 30).then_some((if negative { -power } else { power }, place + 1));
    }
    None
}
