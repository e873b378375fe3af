//! Numerals: a figure in digits, in words, or in both, without its unit.
//!
//! Reads 16,181 · 16 181 · 16'181 · 1.5 million · 3k · 2bn · −4 · 2½ · 1.5e6 · “a hundred and five” ·
//! “two dozen” · “three and a half million”. Not read: digits that are part of a designation (`F-16`,
//! `G7`, `Covid-19`, `777F`), version and network addresses (`1.2.3`), telephone numbers, and figures
//! of more than 30 digits.

use super::super::exact::Exact;
use super::super::lexicon::NumberWord;
use super::super::scan::Scan;
use super::super::token::{Gap, Shape};
use super::{fraction, words};

/// A figure and where it ends.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Numeral {
    pub(crate) value: Exact,
    /// The place it is given to: 1 for “16,181”, 100,000 for “1.2 million”; `None` for what is exact
    /// by nature, such as “two-thirds”.
    pub(crate) step: Option<Exact>,
    /// The token after it.
    pub(crate) end: usize,
    pub(crate) style: Style,
}

/// How a figure is written; some readings hold for one style only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Style {
    /// Digits alone.
    Digits,
    /// Digits with a magnitude: “3.2 million”.
    Mixed,
    /// Words.
    Words,
    /// The article: “a hundred”, and “a” before a unit.
    Article,
    /// A part: “half”, “two-thirds”, “3/4”.
    Fraction,
}

/// Reads the figure at `at`, with its sign.
pub(crate) fn read(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    let (start, negative) = sign(scan, at);
    let numeral = unsigned(scan, start)?;
    if !negative {
        return Some(numeral);
    }
    Some(Numeral {
        value: numeral.value.negated()?,
        ..numeral
    })
}

/// The place after a sign at `at`, and whether it is a minus.
fn sign(scan: &Scan<'_>, at: usize) -> (usize, bool) {
    match scan.mark(at) {
        Some('-' | '−' | '–') if scan.is_digits(at + 1) || scan.mark(at + 1) == Some('.') => {
            let free =
                !scan.is_glued(at) || matches!(scan.before(at).shape, Shape::Mark('(' | '['));
            let held = scan.is_glued(at + 1);
            if free && held {
                (at + 1, true)
            } else {
                (at, false)
            }
        }
        Some('+') if scan.is_digits(at + 1) && scan.is_glued(at + 1) => (at + 1, false),
        _ if matches!(scan.word(at), "minus" | "negative") => (at + 1, true),
        _ => (at, false),
    }
}

/// Reads the figure at `at` where it is written in words alone.
pub(crate) fn words_only(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    words::read(scan, at)
}

fn unsigned(scan: &Scan<'_>, at: usize) -> Option<Numeral> {
    if let Some(part) = fraction::read(scan, at) {
        return Some(part);
    }
    let base = if scan.is_digits(at) || scan.mark(at) == Some('.') {
        digits(scan, at)?
    } else {
        words::with_decimals(scan, at)?
    };
    let whole = fraction::added(scan, base).unwrap_or(base);
    let scaled = scaled(scan, whole).unwrap_or(whole);
    let scaled = fraction::of_last_magnitude(scan, scaled).unwrap_or(scaled);
    if let Some(part) = fraction::of_parts(scan, &scaled) {
        return Some(part);
    }
    Some(with_smaller_part(scan, scaled).unwrap_or(scaled))
}

/// “4 thousand 3 hundred and 21”, “3 hundred and one”: what stands after a magnitude and is smaller.
fn with_smaller_part(scan: &Scan<'_>, base: Numeral) -> Option<Numeral> {
    if base.style != Style::Mixed {
        return None;
    }
    let magnitude = magnitude_before(scan, base.end)?;
    let and = scan.word(base.end) == "and";
    let place = base.end + usize::from(and);
    let part = if scan.is_digits(place) {
        let part = digits(scan, place)?;
        scaled(scan, part).unwrap_or(part)
    } else {
        words::read(scan, place)?
    };
    let fits = part.value < magnitude
        && part.value.is_integer()
        && (part.style == Style::Mixed || (and && part.value < Exact::int(100)));
    let joined = Numeral {
        value: base.value.plus(part.value)?,
        step: part.step,
        end: part.end,
        style: base.style,
    };
    fits.then(|| with_smaller_part(scan, joined).unwrap_or(joined))
}

/// The magnitude that the word before `at` names.
pub(crate) fn magnitude_before(scan: &Scan<'_>, at: usize) -> Option<Exact> {
    match scan.before(at).lexeme?.number? {
        NumberWord::Hundred => Some(Exact::int(100)),
        NumberWord::Scale(power) => Exact::power_of_ten(i32::from(power)),
        _ => None,
    }
}

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
        Shape::Word => before.lexeme.is_none_or(|lexeme| lexeme.currency.is_none()),
        Shape::Digits | Shape::Mark('_' | '@' | '#' | '\\' | '=' | '&' | '%') => true,
        Shape::Mark('.' | ':' | '/' | '\'' | '’') => {
            at >= 2
                && scan.is_glued(at - 1)
                && matches!(scan.token(at - 2).shape, Shape::Digits | Shape::Word)
        }
        Shape::Mark('-' | '‐' | '‑' | '–' | '—') => {
            at >= 2
                && scan.is_glued(at - 1)
                && match scan.token(at - 2).shape {
                    Shape::Word => {
                        !matches!(
                            scan.word(at - 2),
                            "mid"
                                | "early"
                                | "late"
                                | "pre"
                                | "post"
                                | "to"
                                | "under"
                                | "over"
                                | "sub"
                        ) && before.shape != Shape::Mark('—')
                    }
                    _ => false,
                }
        }
        _ => false,
    }
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

/// The figure multiplied by the magnitudes after it: “million”, “hundred thousand”, “k”, “bn”.
fn scaled(scan: &Scan<'_>, base: Numeral) -> Option<Numeral> {
    if base.style == Style::Digits
        && let Some(power) = suffix(scan, base.end)
    {
        return multiplied(
            base,
            Exact::power_of_ten(power)?,
            base.end + 1,
            Style::Mixed,
        );
    }
    let digits = base.style == Style::Digits || !base.value.is_integer();
    let mut result: Option<Numeral> = None;
    let mut end = base.end;
    loop {
        let numeral = result.unwrap_or(base);
        let place = scan.past_hyphen(end);
        let Some(word) = scan.lexeme(place).and_then(|lexeme| lexeme.number) else {
            break;
        };
        let factor = match word {
            NumberWord::Hundred if result.is_none() && digits => Exact::int(100),
            NumberWord::Scale(power) if digits || rising(scan, place, power) => {
                Exact::power_of_ten(i32::from(power))?
            }
            NumberWord::Collective(12) if result.is_none() => Exact::int(12),
            _ => break,
        };
        if place - base.end > 4 || scan.word(place) == "hundreds" {
            break;
        }
        let style = if base.style == Style::Digits {
            Style::Mixed
        } else {
            base.style
        };
        end = place + 1;
        result = Some(multiplied(numeral, factor, end, style)?);
    }
    result
}

/// Whether the magnitude at `at` is larger than the one right before it: “a hundred thousand million”.
fn rising(scan: &Scan<'_>, at: usize, power: u8) -> bool {
    match scan.before(at).lexeme.and_then(|lexeme| lexeme.number) {
        Some(NumberWord::Scale(before)) => before < power,
        _ => true,
    }
}

fn multiplied(base: Numeral, factor: Exact, end: usize, style: Style) -> Option<Numeral> {
    Some(Numeral {
        value: base.value.times(factor)?,
        step: match base.step {
            Some(step) => Some(step.times(factor)?),
            None => None,
        },
        end,
        style,
    })
}

/// The power of ten that a letter or two right after digits stand for.
fn suffix(scan: &Scan<'_>, at: usize) -> Option<i32> {
    let glued = scan.is_glued(at);
    let power = match scan.raw(at) {
        "k" | "K" if glued || (scan.raw(at) == "k" && !scan.is_word(at + 1)) => 3,
        "m" | "mm" | "MM" if glued && is_money(scan, at) => 6,
        "M" if glued => 6,
        "mn" | "Mn" | "mln" | "MN" | "mil" => 6,
        "bn" | "Bn" | "BN" | "bln" => 9,
        "tn" | "Tn" | "trn" | "tln" => 12,
        "T" | "t" if glued && is_money(scan, at) => 12,
        "b" | "B" | "G" if glued => 9,
        _ => return None,
    };
    let ends = !scan.is_glued(at + 1)
        || !matches!(
            scan.token(at + 1).shape,
            Shape::Digits | Shape::Word | Shape::Mark('_')
        );
    ends.then_some(power)
}

/// Whether the digits before `at` follow a currency symbol, so that “m” is million and no metre.
fn is_money(scan: &Scan<'_>, at: usize) -> bool {
    let mut place = at;
    for _ in 0..8 {
        let Some(before) = place.checked_sub(1) else {
            return false;
        };
        place = before;
        match scan.token(place).shape {
            Shape::Digits | Shape::Mark('.' | ',') => {}
            Shape::Mark(mark) => {
                return super::currency::SYMBOLS
                    .iter()
                    .any(|&(symbol, _, _)| symbol == mark);
            }
            Shape::Word => {
                return scan
                    .lexeme(place)
                    .is_some_and(|lexeme| lexeme.currency.is_some());
            }
            Shape::End => return false,
        }
    }
    false
}
