//! The canonical form of a value: one way to write what it says, which reads back as the same value.
//!
//! `1`, `(12, ∞)`, `≈40`, `3 days`, `2/3`, `5%`, `1200000000 USD`, `40th`, `2023-03-22`, `17:00 EST`.

use std::fmt;

use super::amount::currency;
use super::amount::unit::{self, Unit};
use super::amount::{self, Amount, Comparator, ordinal};
use super::date::{self, Calendar, Limit, Written};
use super::exact::Exact;
use super::interval::{Bound, Interval};
use super::lexicon::TimeUnit;
use super::{Content, Polarity, Value};

impl Value {
    /// What it says, in one canonical form: `1`, `(12, ∞)`, `2023-03-22`, `3 days`.
    #[must_use]
    pub fn canonical(&self) -> String {
        match &self.content {
            Content::Amount(amount) => amount.to_string(),
            Content::Ordinal(number) => ordinal::written(*number),
            Content::Date(calendar) => calendar.to_string(),
            Content::Time(clock) => clock.to_string(),
            Content::Polarity(Polarity::Affirmed) => "did".to_owned(),
            Content::Polarity(Polarity::Denied) => "not".to_owned(),
            Content::Words => self.words.split_whitespace().collect::<Vec<_>>().join(" "),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.canonical())
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let about = self.comparator == Some(Comparator::About);
        let interval = if about { &self.figure } else { &self.interval };
        if about {
            write!(f, "≈")?;
        }
        write!(f, "{interval}")?;
        match self.unit {
            Unit::One => Ok(()),
            Unit::Percent => write!(f, "%"),
            Unit::PercentPoint => write!(f, " percentage points"),
            Unit::Money(code) => write!(f, " {code}"),
            Unit::Measure(measure) => write!(f, " {}", measure.name),
            Unit::Time(unit) => {
                let one = interval.as_point() == Some(Exact::ONE);
                write!(f, " {}", unit_words(unit, one))
            }
            Unit::Age(unit) => {
                let one = interval.as_point() == Some(Exact::ONE);
                write!(f, " {} old", unit_words(unit, one))
            }
        }
    }
}

fn unit_words(unit: TimeUnit, one: bool) -> String {
    let name = date::unit_name(unit);
    match unit {
        _ if one => name.to_owned(),
        TimeUnit::Century => "centuries".to_owned(),
        TimeUnit::Millennium => "millennia".to_owned(),
        _ => format!("{name}s"),
    }
}

/// Reads the canonical forms that are no prose.
pub(super) fn parse(text: &str) -> Option<Content> {
    parse_days(text)
        .map(Content::Date)
        .or_else(|| parse_amount(text).map(Content::Amount))
}

/// `2023-Q1`, `2023-03-20/2023-03-22`, `[2014-01-01, ∞)`.
fn parse_days(text: &str) -> Option<Calendar> {
    if !text.contains(['-', '/']) || !text.contains(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let (days, bound) = match date::parse(text) {
        Some(days) => (days, None),
        None => bounded_days(text)?,
    };
    let day = *days.low().value().or(days.high().value())?;
    let days = if bound.is_some() {
        Interval::point(day)
    } else {
        days
    };
    let fields = date::Fields::new(Some(day.year()), date::Slot::Day(day.month(), day.day()));
    Some(Calendar {
        days: Some(days),
        bound,
        ..Calendar::new(Written::Fields(fields), None)
    })
}

fn bounded_days(text: &str) -> Option<(Interval<jiff::civil::Date>, Option<Limit>)> {
    let (low, high, rest) = bounds(text)?;
    let day = |bound: Bound<&str>| {
        Some(match bound {
            Bound::Closed(day) => Bound::Closed(day.parse().ok()?),
            Bound::Open(day) => Bound::Open(day.parse().ok()?),
            Bound::Unbounded => Bound::Unbounded,
        })
    };
    let days = Interval::new(day(low)?, day(high)?)?;
    let limit = match (low, high) {
        (Bound::Closed(_), Bound::Unbounded) => Some(Limit::Since),
        (Bound::Open(_), Bound::Unbounded) => Some(Limit::After),
        (Bound::Unbounded, Bound::Open(_)) => Some(Limit::Before),
        (Bound::Unbounded, Bound::Closed(_)) => Some(Limit::Until),
        _ => None,
    };
    rest.is_empty().then_some((days, limit))
}

/// The two ends of `(12, ∞) …` and what follows the interval.
fn bounds(text: &str) -> Option<(Bound<&str>, Bound<&str>, &str)> {
    let open = text.starts_with('(');
    let inner = text.strip_prefix(['(', '['])?;
    let close = inner.find([')', ']'])?;
    let (low, high) = inner[..close].split_once(", ")?;
    let end = |text, open: bool| match text {
        "∞" | "-∞" => Bound::Unbounded,
        _ if open => Bound::Open(text),
        _ => Bound::Closed(text),
    };
    let high = end(high, inner[close..].starts_with(')'));
    Some((end(low, open), high, &inner[close + 1..]))
}

/// `(12, ∞)`, `≈40 km`, `2/3`, `[20, 30] years`.
fn parse_amount(text: &str) -> Option<Amount> {
    let (about, text) = match text.strip_prefix('≈') {
        Some(rest) => (true, rest),
        None => (false, text),
    };
    let (figure, rest) = parse_figure(text)?;
    let unit = parse_unit(rest)?;
    let comparator = match (figure.low(), figure.high()) {
        _ if about => Some(Comparator::About),
        (Bound::Open(_), Bound::Unbounded) => Some(Comparator::MoreThan),
        (Bound::Closed(_), Bound::Unbounded) => Some(Comparator::AtLeast),
        (Bound::Unbounded, Bound::Open(_)) => Some(Comparator::LessThan),
        (Bound::Unbounded, Bound::Closed(_)) => Some(Comparator::AtMost),
        _ if figure.as_point().is_none() => Some(Comparator::Range),
        _ => None,
    };
    let interval = if about {
        Comparator::About.allowed(figure)?
    } else {
        figure
    };
    let step = figure.as_point().and_then(|value| match value.decimals()? {
        0 => Some(amount::presumed_step(value)),
        places => Exact::power_of_ten(-i32::try_from(places).ok()?),
    });
    Some(Amount {
        interval,
        figure,
        unit,
        step,
        shows_rounding: figure.as_point().is_some_and(|value| !value.is_integer()),
        comparator,
        note: None,
        tokens: (0, 0),
        stretch: None,
    })
}

/// The interval or number that `text` starts with, and the rest.
fn parse_figure(text: &str) -> Option<(Interval<Exact>, &str)> {
    if let Some((low, high, rest)) = bounds(text) {
        let exact = |bound: Bound<&str>| {
            Some(match bound {
                Bound::Closed(value) => Bound::Closed(Exact::parse(value)?),
                Bound::Open(value) => Bound::Open(Exact::parse(value)?),
                Bound::Unbounded => Bound::Unbounded,
            })
        };
        return Some((Interval::new(exact(low)?, exact(high)?)?, rest));
    }
    let end = text
        .find(|char: char| !char.is_ascii_digit() && !matches!(char, '-' | '.' | '/'))
        .unwrap_or(text.len());
    Some((Interval::point(Exact::parse(&text[..end])?), &text[end..]))
}

fn parse_unit(text: &str) -> Option<Unit> {
    match text {
        "" => return Some(Unit::One),
        "%" => return Some(Unit::Percent),
        " percentage points" => return Some(Unit::PercentPoint),
        _ => {}
    }
    let word = text.strip_prefix(' ')?;
    if let Some(unit) = word.strip_suffix(" old") {
        return super::lexicon::look_up(unit)?.time.map(Unit::Age);
    }
    if let Some(measure) = unit::by_name(word) {
        return Some(Unit::Measure(measure));
    }
    if let Some(code) = currency::by_code(word) {
        return Some(Unit::Money(code));
    }
    super::lexicon::look_up(word)?.time.map(Unit::Time)
}
