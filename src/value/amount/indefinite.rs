//! Numbers that prose names only roughly: “dozens”, “tens of thousands”, “several hundred”, “a couple
//! of hundred”.
//!
//! “dozens” is `[24, ∞)`, “tens of thousands” `[20000, ∞)`, “several hundred” `[200, ∞)`: at least two of
//! them. “a couple” is about two.

use super::super::exact::Exact;
use super::super::lexicon::NumberWord;
use super::super::scan::Scan;
use super::comparator::Comparator;
use super::numeral::{Numeral, Style};
use super::unit::Unit;
use super::{Figure, duration, money, percentage, quantity};

/// What is about two.
pub(super) const COUPLE: &str = "couple";

/// Reads the rough count at `at`.
pub(super) fn read(scan: &Scan<'_>, at: usize) -> Option<Figure> {
    match scan.word(at) {
        "a" | COUPLE => couple(scan, at).or_else(|| several(scan, at)),
        "several" | "few" | "many" => several(scan, at),
        _ => plural(scan, at),
    }
}

/// “a couple of”, “a couple of hundred”, and the unit that it counts.
fn couple(scan: &Scan<'_>, at: usize) -> Option<Figure> {
    let noun = at + usize::from(scan.word(at) == "a");
    if scan.word(noun) != COUPLE || scan.word(noun + 1) != "of" && !is_counted(scan, noun + 1) {
        return None;
    }
    let end = noun + 1 + usize::from(scan.word(noun + 1) == "of");
    let (value, end) = magnitudes(scan, end, Exact::int(2));
    Some(Figure {
        comparator: Some(Comparator::About),
        ..with_unit(scan, value, end)
    })
}

fn is_counted(scan: &Scan<'_>, at: usize) -> bool {
    scan.lexeme(at).is_some_and(|lexeme| {
        matches!(
            lexeme.number,
            Some(NumberWord::Hundred | NumberWord::Scale(_))
        ) || (lexeme.time.is_some() && lexeme.word.ends_with('s'))
    })
}

/// “several hundred”, “a few thousand”, “many millions”: at least two of them.
fn several(scan: &Scan<'_>, at: usize) -> Option<Figure> {
    let article = usize::from(scan.word(at) == "a");
    let quantifier = scan.word(at + article);
    if quantifier != "few" && (article == 1 || !matches!(quantifier, "several" | "many")) {
        return None;
    }
    let start = at + article + 1;
    let (value, end) = magnitudes(scan, start, Exact::int(2));
    (end > start).then(|| Figure {
        comparator: Some(Comparator::AtLeast),
        ..with_unit(scan, value, end)
    })
}

/// “dozens”, “hundreds of thousands”, “tens of millions”: at least two of them.
fn plural(scan: &Scan<'_>, at: usize) -> Option<Figure> {
    let base = Exact::int(match scan.word(at) {
        "tens" if scan.word(at + 1) == "of" => 20,
        "dozens" => 24,
        "scores" if scan.word(at + 1) == "of" => 40,
        "hundreds" => 200,
        "thousands" => 2000,
        "millions" => 2_000_000,
        "billions" => 2_000_000_000,
        "trillions" => 2_000_000_000_000,
        _ => return None,
    });
    let (value, end) = magnitudes(scan, at + 1, base);
    if scan.word(at) == "tens" && end == at + 1 {
        return None;
    }
    Some(Figure {
        comparator: Some(Comparator::AtLeast),
        ..with_unit(scan, value, end)
    })
}

/// `base` times the magnitudes at `at`, at most two, each past an “of”; and the place after them.
fn magnitudes(scan: &Scan<'_>, at: usize, base: Exact) -> (Exact, usize) {
    let (mut value, mut end) = (base, at);
    for _ in 0..2 {
        let place = end + usize::from(scan.word(end) == "of");
        let factor = match scan.lexeme(place).and_then(|lexeme| lexeme.number) {
            Some(NumberWord::Scale(power)) => Exact::power_of_ten(i32::from(power)),
            Some(NumberWord::Hundred) if end == at => Some(Exact::int(100)),
            Some(NumberWord::Collective(12)) if end == at => Some(Exact::int(12)),
            _ => None,
        };
        let Some(larger) = factor.and_then(|factor| value.times(factor)) else {
            break;
        };
        (value, end) = (larger, place + 1);
    }
    (value, end)
}

/// The figure with the unit that follows, past an “of”: “tens of thousands of dollars”.
fn with_unit(scan: &Scan<'_>, value: Exact, end: usize) -> Figure {
    let of = end + usize::from(scan.word(end) == "of");
    let numeral = |end| Numeral {
        value,
        step: None,
        end,
        style: Style::Words,
    };
    [end, of]
        .into_iter()
        .find_map(|end| {
            percentage::suffixed(scan, numeral(end))
                .or_else(|| money::suffixed(scan, numeral(end)))
                .or_else(|| duration::suffixed(scan, numeral(end)))
                .or_else(|| quantity::suffixed(scan, numeral(end)))
        })
        .unwrap_or_else(|| Figure::of(numeral(end), Unit::One, end))
}
