//! Quantities: “3 km”, “301,338 km²”, “7 feet 10 inches”, “37 °C”, “50 miles per hour”.
//!
//! Which units are known is told in [`super::unit`]. Not read: `in` as inches (it is the preposition),
//! symbols of one capital letter after a space (“Route 5 W”), and rates other than speeds: “barrels a
//! day” reads as barrels.

use super::super::exact::Exact;
use super::super::scan::Scan;
use super::super::token::Shape;
use super::numeral::{self, Numeral, Style};
use super::unit::{self, Dimension, Measure, Unit};
use super::{Figure, height, past_joint, suffix};

/// The figure as a quantity, if a unit of measurement follows it.
pub(super) fn suffixed(scan: &Scan<'_>, numeral: Numeral) -> Option<Figure> {
    let (measure, end) = measure_after(scan, &numeral)?;
    let mut figure = Figure::of(numeral, Unit::Measure(measure), end);
    if suffix::is_open(scan, numeral.end) && end == numeral.end + 1 {
        figure.note = Some(suffix::METRES_OR_MILLIONS);
    }
    if scan.word(end) == "below" && scan.word(end + 1) == "zero" {
        figure.value = figure.value.negated()?;
        figure.end = end + 2;
        return Some(figure);
    }
    if measure.dimension == Dimension::Temperature {
        return Some(figure);
    }
    Some(compound(scan, figure, measure))
}

/// “a kilogram”, “an acre”.
pub(super) fn with_article(scan: &Scan<'_>, at: usize) -> Option<Figure> {
    let measure = scan.lexeme(at + 1)?.measure?;
    let article = matches!(scan.word(at), "a" | "an");
    let rate = scan.is_digits(at.checked_sub(1)?)
        || scan.before(at).lexeme.is_some_and(|lexeme| {
            lexeme.currency.is_some() || lexeme.number.is_some() || lexeme.measure.is_some()
        });
    let everyday = matches!(
        scan.word(at + 1),
        "bit"
            | "cup"
            | "foot"
            | "yard"
            | "stone"
            | "degree"
            | "pound"
            | "ton"
            | "bar"
            | "barrel"
            | "knot"
            | "pint"
            | "newton"
            | "mile"
    );
    let plural = scan.word(at + 1).ends_with('s');
    if !article || rate || everyday || plural {
        return None;
    }
    let numeral = Numeral {
        value: Exact::ONE,
        step: Some(Exact::ONE),
        end: at + 1,
        style: Style::Article,
    };
    Some(Figure::of(numeral, Unit::Measure(measure), at + 2))
}

fn measure_after(scan: &Scan<'_>, numeral: &Numeral) -> Option<(&'static Measure, usize)> {
    let mut at = scan.past_hyphen(numeral.end);
    if numeral.style == Style::Fraction {
        at += usize::from(scan.word(at) == "of");
        at += usize::from(matches!(scan.word(at), "a" | "an"));
    }
    if matches!(scan.mark(at), Some('°' | 'º'))
        || matches!(scan.word(at), "degree" | "degrees" | "deg")
    {
        return Some(degrees(scan, at));
    }
    if let Some(read) = lettered(scan, at, numeral).or_else(|| raised(scan, at)) {
        return Some(read);
    }
    // “20 [kg]”
    if scan.mark(at) == Some('[') && scan.mark(at + 2) == Some(']') {
        return unit::by_symbol(scan.raw(at + 1)).map(|measure| (measure, at + 3));
    }
    if height::is_feet(scan, at) {
        return Some((unit::by_name("ft")?, at + 1));
    }
    if numeral.style == Style::Digits
        && let Some(end) = height::sized_inches(scan, at)
    {
        return Some((unit::by_name("in")?, end));
    }
    let at = at
        + usize::from(matches!(
            scan.word(at),
            "metric" | "short" | "long" | "nautical" | "fluid" | "troy"
        ));
    let inches = scan.raw(at) == "in" && (scan.is_glued(at) || is_edge(scan, at + 1));
    if inches && numeral.style != Style::Words {
        return Some((unit::by_name("in")?, at + 1));
    }
    let (measure, end) = named(scan, at, numeral)?;
    let measure = match scan.word_before(at) {
        "nautical" if measure.name == "mi" => unit::by_name("nmi")?,
        "fluid" if measure.name == "oz" => unit::by_name("fl oz")?,
        _ => measure,
    };
    let (measure, end) = power(scan, measure, end).unwrap_or((measure, end));
    Some(speed(scan, measure, end).unwrap_or((measure, end)))
}

/// Whether the text or the clause ends before `at`, or a word follows that only a size goes with.
fn is_edge(scan: &Scan<'_>, at: usize) -> bool {
    match scan.token(at).shape {
        Shape::End => true,
        Shape::Mark(mark) => matches!(mark, '.' | ',' | ';' | ')'),
        _ => matches!(
            scan.raw(at),
            "thick" | "wide" | "tall" | "long" | "deep" | "high"
        ),
    }
}

/// A unit by its name or its symbol.
fn named(scan: &Scan<'_>, at: usize, numeral: &Numeral) -> Option<(&'static Measure, usize)> {
    let raw = scan.raw(at);
    let glued = scan.is_glued(at);
    let symbol = unit::by_symbol(raw).filter(|_| {
        let single = raw.len() == 1 && !matches!(raw, "m" | "g" | "l" | "K");
        let digits = matches!(
            numeral.style,
            Style::Digits | Style::Fraction | Style::Mixed
        );
        digits
            && (glued || !single)
            && !(scan.is_digits(at + 1)
                && scan.is_glued(at + 1)
                && !matches!(scan.raw(at + 1), "2" | "3"))
            && !(raw == "K" && glued)
            && (glued || !matches!(raw, "st" | "ac" | "t" | "l" | "am" | "bar"))
    });
    if let Some(measure) = symbol {
        let point = scan.mark(at + 1) == Some('.')
            && matches!(raw, "ft" | "lb" | "lbs" | "oz" | "mi" | "yd" | "gal");
        let inside = point && scan.is_word(at + 2) && !scan.is_capitalized(at + 2);
        return Some((measure, at + 1 + usize::from(inside)));
    }
    let lexeme = scan.lexeme(at)?;
    let measure = lexeme.measure?;
    // “10 stone columns”, “two bar owners” and “3 bits of news” are rarer than they are words.
    (!matches!(lexeme.word, "knot") || numeral.value > Exact::ONE).then_some((measure, at + 1))
}

/// “degrees Celsius”, “°F”, “degrees”.
fn degrees(scan: &Scan<'_>, at: usize) -> (&'static Measure, usize) {
    let named = |name: &str| unit::by_name(name);
    let place = at + 1 + usize::from(scan.word(at) == "deg" && scan.mark(at + 1) == Some('.'));
    let scale = match scan.word(place) {
        "celsius" | "centigrade" | "c" => named("°C"),
        "fahrenheit" | "f" => named("°F"),
        "kelvin" => named("K"),
        _ => None,
    };
    match (scale, named("°")) {
        (Some(measure), _) => (measure, place + 1),
        (None, Some(measure)) => (measure, place),
        (None, None) => (&unit::MEASURES[0], place),
    }
}

/// “39.5C”, “103F”: a temperature as British papers write it. “13F” is a form and “777F” an aircraft: F
/// must have a temperature near it. “14.7C per share” is cents.
fn lettered(scan: &Scan<'_>, at: usize, numeral: &Numeral) -> Option<(&'static Measure, usize)> {
    let (name, most) = match scan.raw(at) {
        "C" => ("°C", 3000),
        "F" => ("°F", 300),
        _ => return None,
    };
    let near = || {
        (at.saturating_sub(12)..at + 12).any(|place| {
            let celsius = scan.raw(place) == "C"
                && scan.is_glued(place)
                && place > 0
                && scan.is_digits(place - 1);
            celsius
                || matches!(
                    scan.word(place),
                    "temperature" | "temperatures" | "fever" | "heat" | "degrees"
                )
        })
    };
    let whole = !scan.is_glued(at + 1) || !scan.is_word(at + 1) && scan.mark(at + 1) != Some('/');
    let priced = matches!(scan.word(at + 1), "per" | "a");
    let fits = numeral.style == Style::Digits && numeral.value <= Exact::int(most);
    let read = scan.is_glued(at) && whole && !priced && fits && (name == "°C" || near());
    read.then(|| Some((unit::by_name(name)?, at + 1)))?
}

/// “square kilometres”, “sq. km”, “cubic metres”.
fn raised(scan: &Scan<'_>, at: usize) -> Option<(&'static Measure, usize)> {
    let power = match scan.word(at) {
        "square" | "sq" => '²',
        "cubic" | "cu" => '³',
        _ => return None,
    };
    let place = scan.past_hyphen(at + 1 + usize::from(scan.mark(at + 1) == Some('.')));
    let length = scan
        .lexeme(place)
        .and_then(|lexeme| lexeme.measure)
        .or_else(|| unit::by_symbol(scan.raw(place)))?;
    Some((unit::raised(length, power)?, place + 1))
}

/// “km²”, “km2”, “km^2”, “km squared”.
fn power(scan: &Scan<'_>, measure: &Measure, at: usize) -> Option<(&'static Measure, usize)> {
    let caret = at + usize::from(scan.mark(at) == Some('^'));
    let (power, end) = match (scan.mark(at), scan.raw(caret), scan.word(at)) {
        (Some('²'), _, _) => ('²', at + 1),
        (Some('³'), _, _) => ('³', at + 1),
        (_, "2", _) if scan.is_glued(caret) => ('²', caret + 1),
        (_, "3", _) if scan.is_glued(caret) => ('³', caret + 1),
        (_, _, "squared") => ('²', at + 1),
        (_, _, "cubed") => ('³', at + 1),
        _ => return None,
    };
    Some((unit::raised(measure, power)?, end))
}

/// “miles per hour”, “km/h”, “metres a second”.
fn speed(scan: &Scan<'_>, measure: &Measure, at: usize) -> Option<(&'static Measure, usize)> {
    let slash = scan.mark(at) == Some('/');
    if !slash && !matches!(scan.word(at), "per" | "an" | "a") {
        return None;
    }
    let hour = matches!(scan.raw(at + 1), "h" | "hr" | "hour");
    let second = matches!(scan.raw(at + 1), "s" | "sec" | "second");
    let name = match measure.name {
        "km" if hour => "km/h",
        "mi" if hour => "mph",
        "km" if second => "km/s",
        "m" if second => "m/s",
        "ft" if second => "ft/s",
        _ => return None,
    };
    Some((unit::by_name(name)?, at + 2))
}

/// The quantity with the smaller parts that follow it: “7 feet 10 inches”.
fn compound(scan: &Scan<'_>, first: Figure, measure: &'static Measure) -> Figure {
    let mut figure = first;
    let mut last = measure;
    for _ in 0..4 {
        let Some((next, part)) = smaller(scan, &figure, last) else {
            break;
        };
        figure = next;
        last = part;
    }
    figure
}

fn smaller(scan: &Scan<'_>, figure: &Figure, last: &Measure) -> Option<(Figure, &'static Measure)> {
    if !matches!(
        last.dimension,
        Dimension::Length | Dimension::Mass | Dimension::Volume
    ) {
        return None;
    }
    let start = past_joint(scan, figure.end);
    let measured = || {
        let numeral = numeral::read(scan, start)?;
        let inches = last.name == "ft" && scan.raw(numeral.end) == "in";
        let (part, end) = if inches {
            (unit::by_name("in")?, numeral.end + 1)
        } else {
            measure_after(scan, &numeral)?
        };
        Some((numeral, part, end))
    };
    let bare = || {
        let (numeral, end) = height::inches_after_feet(scan, figure.end)?;
        Some((numeral, unit::by_name("in")?, end))
    };
    let (numeral, part, end) = match measured() {
        None if last.name == "ft" && figure.value < Exact::int(height::FOOT) => bare()?,
        found => found?,
    };
    let Unit::Measure(written) = figure.unit else {
        return None;
    };
    let (large, small) = (last.in_base(Exact::ONE)?, part.in_base(Exact::ONE)?);
    if part.dimension != last.dimension || small >= large || !figure.value.is_integer() {
        return None;
    }
    let value = part
        .out_of_base(written.in_base(figure.value)?)?
        .plus(numeral.value)?;
    let joined = Figure {
        value,
        step: numeral.step,
        unit: Unit::Measure(part),
        end,
        ..*figure
    };
    Some((joined, part))
}

/// Whether the token at `at` could be read as a symbol of a unit.
pub(crate) fn is_symbol(scan: &Scan<'_>, at: usize) -> bool {
    scan.token(at).shape == Shape::Word && unit::by_symbol(scan.raw(at)).is_some()
}
