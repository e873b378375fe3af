//! Money: “$1.2bn”, “US$3”, “1.2 billion US dollars”, “€3 million”, “40p”, “20 dollars and 43 cents”.
//!
//! Amounts in cents and pence are read in dollars and pounds. Which currency a symbol means is told
//! in [`super::currency`]; amounts in different currencies are never compared.

use super::super::exact::Exact;
use super::super::lexicon::{Lexeme, NumberWord};
use super::super::scan::Scan;
use super::super::token::Shape;
use super::currency::{DOLLARS, SYMBOLS};
use super::numeral::{self, Numeral, Style};
use super::unit::{Dimension, Unit};
use super::{Figure, past_joint};

/// What is written after a figure in pence.
const PENCE: &str = "p";

/// What is written before a figure in rand.
const RAND: &str = "R";

/// Whether the mark is a currency's.
pub(super) fn is_mark(mark: char) -> bool {
    of_symbol(mark).is_some()
}

/// Whether a word says by itself, or with what stands around it, that a figure is money.
pub(super) fn names_money(lexeme: &Lexeme) -> bool {
    let is_letter = |letter: &str| lexeme.word.eq_ignore_ascii_case(letter);
    lexeme.currency.is_some() || is_letter(PENCE) || is_letter(RAND)
}

/// An amount whose currency stands first: “$5”, “US$ 5 million”, “EUR 20”.
pub(super) fn prefixed(scan: &Scan<'_>, at: usize) -> Option<Figure> {
    let minus =
        matches!(scan.mark(at), Some('-' | '−')) && scan.is_glued(at + 1) && !scan.is_glued(at);
    let (code, parts, after) = symbol(scan, at + usize::from(minus))?;
    // “$-99.99”
    let inner = matches!(scan.mark(after), Some('-' | '−')) && scan.is_hyphen(after);
    let minus = minus || inner;
    let numeral = numeral::read(scan, after + usize::from(inner))?;
    if numeral.style == Style::Article || (numeral.style == Style::Words && scan.is_word(at)) {
        return None;
    }
    let mut figure = in_currency(numeral, code, parts, numeral.end)?;
    if minus {
        figure.value = figure.value.negated()?;
    }
    // “$5 million dollars”, “US$5 USD” say the currency twice.
    if let Some((again, _, end)) = name(scan, figure.end)
        && again == code
        && parts == 1
    {
        figure.end = end;
    }
    Some(with_cents(scan, figure, code))
}

/// An amount whose currency stands last: “five dollars”, “5€”, “1.2 billion US dollars”, “40p”.
pub(super) fn suffixed(scan: &Scan<'_>, numeral: Numeral) -> Option<Figure> {
    let at = scan.past_hyphen(numeral.end);
    if let Some((code, parts)) = scan.mark(at).and_then(of_symbol) {
        // In “5 $10 bills” the symbol belongs to the next figure.
        let next = scan.is_digits(at + 1) && scan.is_glued(at + 1);
        return (!next).then(|| in_currency(numeral, code, parts, at + 1))?;
    }
    if scan.raw(at) == PENCE && scan.is_glued(at) && numeral.style == Style::Digits {
        return in_currency(numeral, "GBP", 100, at + 1);
    }
    if let Some(&(_, code)) = dollar_letters(scan, at) {
        return in_currency(numeral, code, 1, at + 2);
    }
    let (code, parts, end) = name(scan, at)?;
    if is_weight(scan, at, &numeral) || (scan.word(at) == "won" && numeral.value < Exact::int(50)) {
        return None;
    }
    let figure = in_currency(numeral, code, parts, end)?;
    // “75 USD million”
    if numeral.style == Style::Digits
        && let Some(NumberWord::Scale(power)) = scan.lexeme(end).and_then(|lexeme| lexeme.number)
    {
        let factor = Exact::power_of_ten(i32::from(power))?;
        return Some(Figure {
            value: figure.value.times(factor)?,
            step: figure.step.and_then(|step| step.times(factor)),
            end: end + 1,
            style: Style::Mixed,
            ..figure
        });
    }
    Some(if parts == 1 {
        with_cents(scan, figure, code)
    } else {
        figure
    })
}

/// “pounds” without “sterling” are money where they come by the million, and weight elsewhere.
fn is_weight(scan: &Scan<'_>, at: usize, numeral: &Numeral) -> bool {
    let weighs = scan
        .lexeme(at)
        .and_then(|lexeme| lexeme.measure)
        .is_some_and(|measure| measure.dimension == Dimension::Mass);
    weighs && scan.word(at + 1) != "sterling" && numeral.value < Exact::int(100_000)
}

fn in_currency(numeral: Numeral, code: &'static str, parts: i64, end: usize) -> Option<Figure> {
    let mut figure = Figure::of(numeral, Unit::Money(code), end);
    if parts != 1 {
        let whole = Exact::int(parts);
        figure.value = figure.value.over(whole)?;
        figure.step = figure.step.and_then(|step| step.over(whole));
    }
    Some(figure)
}

/// The currency before a figure: symbol, letters and symbol, or code.
fn symbol(scan: &Scan<'_>, at: usize) -> Option<(&'static str, i64, usize)> {
    if let Some((code, parts)) = scan.mark(at).and_then(of_symbol) {
        return Some((code, parts, at + 1));
    }
    if let Some(&(_, code)) = dollar_letters(scan, at) {
        return Some((code, 1, at + 2));
    }
    if is_rand(scan, at) {
        return Some(("ZAR", 1, at + 1));
    }
    let currency = scan.lexeme(at)?.currency?;
    let raw = scan.raw(at);
    let is_code = raw.eq_ignore_ascii_case(currency.code) && raw.chars().all(char::is_uppercase);
    let short = matches!(scan.word(at), "rs" | "rm" | "dhs" | "rmb");
    let point = usize::from(short && scan.mark(at + 1) == Some('.'));
    ((is_code || short) && currency.code.len() == 3).then_some((
        currency.code,
        currency.parts,
        at + 1 + point,
    ))
}

/// Whether an “R” at `at` is the rand's: “R4bn”, “R12 000”, and not the R of a designation.
pub(crate) fn is_rand(scan: &Scan<'_>, at: usize) -> bool {
    if scan.raw(at) != RAND
        || scan.is_glued(at)
        || !scan.is_digits(at + 1)
        || !scan.is_glued(at + 1)
    {
        return false;
    }
    let decimals = matches!(scan.mark(at + 2), Some('.' | ',')) && scan.is_glued(at + 2);
    let after = at + 2 + 2 * usize::from(decimals && scan.is_digits(at + 3));
    let grouped = scan.mark(at + 2) == Some(',') && scan.raw(at + 3).len() == 3;
    grouped
        || matches!(
            scan.raw(after),
            "m" | "bn" | "tn" | "million" | "billion" | "trillion"
        )
}

fn dollar_letters(scan: &Scan<'_>, at: usize) -> Option<&'static (&'static str, &'static str)> {
    // “C $ 5” with spaces; “a $5 fee” is no Australian one.
    let spaced = matches!(scan.raw(at), "c" | "C" | "HK" | "NZ" | "US");
    let dollar = scan.token(at).shape == Shape::Word
        && scan.mark(at + 1) == Some('$')
        && (spaced || scan.is_glued(at + 1));
    dollar
        .then(|| {
            DOLLARS
                .iter()
                .find(|(letters, _)| scan.raw(at).eq_ignore_ascii_case(letters))
        })
        .flatten()
}

fn of_symbol(mark: char) -> Option<(&'static str, i64)> {
    SYMBOLS
        .iter()
        .find(|&&(symbol, _, _)| symbol == mark)
        .map(|&(_, code, parts)| (code, parts))
}

/// The currency named at `at`: “dollars”, “US dollars”, “Hong Kong dollars”, “pounds sterling”.
fn name(scan: &Scan<'_>, at: usize) -> Option<(&'static str, i64, usize)> {
    let us =
        scan.raw(at) == "U" && scan.mark(at + 1) == Some('.') && scan.mark(at + 3) == Some('.');
    let noun = (at..at + 3)
        .find(|&place| {
            scan.lexeme(place)
                .is_some_and(|lexeme| lexeme.currency.is_some())
        })
        .or(us.then_some(at + 4))?;
    let currency = scan.lexeme(noun)?.currency?;
    let adjective = scan.word_before(noun);
    let chosen = currency.kinds.iter().find(|(word, _)| *word == adjective);
    let code = match chosen {
        _ if noun == at || us => currency.code,
        Some(&(_, code)) if noun == at + 1 || is_second_of_two(scan, at) => code,
        _ => return None,
    };
    let sterling = usize::from(scan.word(noun + 1) == "sterling");
    Some((code, currency.parts, noun + 1 + sterling))
}

fn is_second_of_two(scan: &Scan<'_>, at: usize) -> bool {
    const PAIRS: [(&str, &str); 5] = [
        ("hong", "kong"),
        ("new", "zealand"),
        ("united", "states"),
        ("south", "korean"),
        ("north", "korean"),
    ];
    PAIRS.contains(&(scan.word(at), scan.word(at + 1)))
}

/// The amount with the cents after it: “$20 and 43 cents”, “20 dollars and 43 cents”.
fn with_cents(scan: &Scan<'_>, figure: Figure, code: &'static str) -> Figure {
    let cents = || {
        let numeral = numeral::read(scan, past_joint(scan, figure.end))?;
        let place = numeral.end;
        // “15 dollars 50”, where nothing follows that 50 could count.
        let bare = scan.is_word(figure.end - 1)
            && !scan.is_word(place)
            && !scan.is_dash(place)
            && !matches!(scan.mark(place), Some('%' | '$' | '€' | '£'))
            && scan.mark(figure.end) != Some(',')
            && numeral.value >= Exact::int(10)
            && numeral.style != Style::Fraction;
        let named = match scan.lexeme(place).and_then(|lexeme| lexeme.currency) {
            None if bare => {
                return Some(Figure {
                    value: figure.value.plus(numeral.value.over(Exact::int(100))?)?,
                    step: Exact::new(1, 100),
                    end: place,
                    ..figure
                })
                .filter(|_| numeral.value < Exact::int(100) && figure.value.is_integer());
            }
            Some(part) => part.parts == 100 && (part.code == code || code.ends_with('D')),
            None => {
                matches!(scan.mark(place), Some('¢'))
                    || (scan.raw(place) == "c" && scan.is_glued(place))
            }
        };
        let small = numeral.value < Exact::int(100) && figure.value.is_integer();
        let value = figure.value.plus(numeral.value.over(Exact::int(100))?)?;
        (named && small).then_some(Figure {
            value,
            step: Exact::new(1, 100),
            end: place + 1,
            ..figure
        })
    };
    cents().unwrap_or(figure)
}
