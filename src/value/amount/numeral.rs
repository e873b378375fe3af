//! Numerals: a figure in digits, in words, or in both, without its unit.
//!
//! Reads 16,181 · 16 181 · 16'181 · 1.5 million · 3k · 2bn · −4 · 2½ · 1.5e6 · “a hundred and five” ·
//! “two dozen” · “three and a half million”. Not read: digits that are part of a designation (`F-16`,
//! `G7`, `Covid-19`, `777F`), version and network addresses (`1.2.3`), telephone numbers, and figures
//! of more than 30 digits.

use super::super::cue::Cues;
use super::super::exact::Exact;
use super::super::lexicon::NumberWord;
use super::super::scan::Scan;
use super::super::token::Shape;
use super::digits::digits;
use super::{fraction, suffix, words};

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
    if !scan.is_ahead(at, Cues::NUMERAL) {
        return None;
    }
    let (start, negative) = sign(scan, at);
    let numeral = unsigned(scan, start)?;
    let numeral = Numeral {
        end: past_gloss(scan, &numeral),
        ..numeral
    };
    if !negative {
        return Some(numeral);
    }
    Some(Numeral {
        value: numeral.value.negated()?,
        ..numeral
    })
}

/// The place after the figure, past the same figure in brackets: “thirty (30)”.
fn past_gloss(scan: &Scan<'_>, numeral: &Numeral) -> usize {
    if scan.mark(numeral.end) != Some('(') {
        return numeral.end;
    }
    let place = numeral.end + 1;
    let again = if scan.is_digits(place) {
        digits(scan, place)
    } else {
        words::read(scan, place)
    };
    again
        .filter(|again| {
            again.value == numeral.value
                && again.style != numeral.style
                && scan.mark(again.end) == Some(')')
        })
        .map_or(numeral.end, |again| again.end + 1)
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
        Some('±') => (at + 1, false),
        // A margin counts as its size: “plus or minus 3 points”.
        _ if scan.past(at, &["plus", "or", "minus"]).is_some() => (at + 3, false),
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

/// The figure multiplied by the magnitudes after it: “million”, “hundred thousand”, “k”, “bn”.
fn scaled(scan: &Scan<'_>, base: Numeral) -> Option<Numeral> {
    if base.style == Style::Digits
        && let Some(power) = suffix::power(scan, base.end)
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
