//! Amounts: figures with what they count and how they bound it.
//!
//! All kinds of amount share one shape, `[comparator] figure [unit] [range] [comparator]`, and one
//! grammar, here; what a figure counts is read by the file of its kind.

mod change;
pub(crate) mod comparator;
pub(super) mod cue;
pub(crate) mod currency;
mod designation;
mod digits;
mod duration;
mod fraction;
mod height;
mod indefinite;
pub(crate) mod money;
mod number;
pub(crate) mod numeral;
pub(crate) mod ordinal;
mod percentage;
mod quantity;
mod range;
mod suffix;
pub(super) mod tens;
mod toward;
pub(crate) mod unit;
mod words;

pub(crate) use duration::{Family, family, long_units};
pub(crate) use money::is_rand;
use numeral::{Numeral, Style};
use unit::Unit;
pub(crate) use words::presumed_step;

pub use comparator::Comparator;

use super::Kind;
use super::exact::Exact;
use super::interval::Interval;
use super::lexicon::TimeUnit;
use super::scan::Scan;
use crate::literal::Literal;

/// One figure with its unit.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Figure {
    pub(crate) value: Exact,
    /// The place the figure is given to; see [`Numeral::step`].
    pub(crate) step: Option<Exact>,
    pub(crate) unit: Unit,
    pub(crate) end: usize,
    pub(crate) style: Style,
    /// What the figure itself says of its bounds: “dozens”, “a couple”.
    pub(crate) comparator: Option<Comparator>,
    /// Why the reading is not certain.
    pub(crate) note: Option<&'static str>,
}

impl Figure {
    fn of(numeral: Numeral, unit: Unit, end: usize) -> Self {
        Self {
            value: numeral.value,
            step: numeral.step,
            unit,
            end,
            style: numeral.style,
            comparator: None,
            note: None,
        }
    }
}

/// A figure or a range of them with what it allows.
#[derive(Clone, Copy, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub(crate) struct Amount {
    /// What is allowed, in `unit`s.
    pub(crate) interval: Interval<Exact>,
    /// The figures as written.
    pub(crate) figure: Interval<Exact>,
    pub(crate) unit: Unit,
    pub(crate) step: Option<Exact>,
    /// Whether decimals or a magnitude show how far the figure was rounded; closing zeros do not.
    pub(crate) shows_rounding: bool,
    pub(crate) comparator: Option<Comparator>,
    #[serde(with = "crate::literal::option")]
    pub(crate) note: Option<Literal>,
    /// The tokens of the figures and their unit, without comparators.
    pub(crate) tokens: (usize, usize),
    /// The stretch that a length of time covers, where it is told from the day of writing.
    pub(crate) stretch: Option<toward::Stretch>,
}

impl Amount {
    /// The same figure below zero, where it is one figure without a bound.
    pub(crate) fn negated(self) -> Option<Self> {
        let point = Interval::point(self.interval.as_point()?.negated()?);
        Some(Self {
            interval: point,
            figure: point,
            ..self
        })
    }

    /// The kind of value that an amount of this unit is.
    pub(crate) fn kind(&self) -> Kind {
        match self.unit {
            Unit::One => Kind::Number,
            Unit::Percent | Unit::PercentPoint => Kind::Percentage,
            Unit::Money(_) => Kind::Money,
            Unit::Time(_) => Kind::Duration,
            Unit::Age(_) => Kind::Age,
            Unit::Measure(_) => Kind::Quantity,
        }
    }
}

/// Reads the amount at `at`, and the place after it.
pub(crate) fn read(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    if let Some(read) = toward::read(scan, at) {
        return Some(read);
    }
    let read = aged(scan, at).or_else(|| single(scan, at))?;
    let (amount, end) = toward::inside(scan, read);
    Some(both_sides(scan, &amount, end).unwrap_or((amount, end)))
}

/// “more than 30 and less than 40”: one bound and another on the other side.
fn both_sides(scan: &Scan<'_>, first: &Amount, end: usize) -> Option<(Amount, usize)> {
    let bounds = |amount: &Amount| {
        matches!(
            amount.comparator,
            Some(
                Comparator::MoreThan
                    | Comparator::AtLeast
                    | Comparator::LessThan
                    | Comparator::AtMost
            )
        )
    };
    let joint = matches!(scan.word(end), "and" | "but");
    if !joint || !bounds(first) || comparator::prefix(scan, end + 1).is_none() {
        return None;
    }
    let (second, end) = single(scan, end + 1).filter(|(second, _)| bounds(second))?;
    let (low, high) = if first.interval.high().value().is_none() {
        (first, &second)
    } else {
        (&second, first)
    };
    let unit = if low.unit == Unit::One {
        high.unit
    } else {
        low.unit
    };
    let one_unit = low.unit == high.unit || low.unit == Unit::One || high.unit == Unit::One;
    if !one_unit || high.interval.low().value().is_some() || low.interval.high().value().is_some() {
        return None;
    }
    let interval = Interval::new(low.interval.low(), high.interval.high())?;
    let amount = Amount {
        interval,
        figure: Interval::closed(*low.interval.low().value()?, *high.interval.high().value()?)?,
        unit,
        step: None,
        comparator: Some(Comparator::Range),
        ..*first
    };
    Some((amount, end))
}

/// Whether the word makes an age of the figure after it.
fn leads_age(word: &str) -> bool {
    matches!(word, "aged" | "age")
}

/// “aged 47”, “age of 5”, “aged between 18 and 25”.
fn aged(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    if !leads_age(scan.word(at)) {
        return None;
    }
    let start = at + 1 + usize::from(scan.word(at + 1) == "of");
    let (amount, end) = single(scan, start)?;
    let years = amount.unit == Unit::One && amount.figure.high().value()? <= &Exact::int(150);
    years.then_some((
        Amount {
            unit: Unit::Age(TimeUnit::Year),
            ..amount
        },
        end,
    ))
}

fn single(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    if let Some(range) = range::framed(scan, at).or_else(|| tens::read(scan, at)) {
        return Some(range);
    }
    if designation::is_rest_of_one(scan, at) {
        return None;
    }
    let (mut comparator, start) = prefixes(scan, at);
    let first = figure(scan, start)?;
    if !fits(scan, at, comparator, &first) {
        return None;
    }
    let (figures, mut end, unit, step) = match range::after(scan, start, &first) {
        Some((figures, unit, end)) => {
            comparator = comparator.or(Some(Comparator::Range));
            (figures, end, unit, None)
        }
        None => (
            Interval::point(first.value),
            first.end,
            first.unit,
            first.step,
        ),
    };
    if figures.as_point().is_some() && designation::goes_on(scan, end) {
        return None;
    }
    let tokens = (start, end);
    let inner = first.comparator;
    if let Some((after, place)) = comparator::suffix(scan, end) {
        comparator = Some(after);
        end = place;
    }
    let comparator = comparator
        .filter(|&c| c != Comparator::Exactly || inner.is_none())
        .or(inner);
    let interval = match (comparator, inner) {
        (Some(outer), Some(inner)) if outer != inner => outer.allowed(inner.allowed(figures)?)?,
        (Some(comparator), _) => comparator.allowed(figures)?,
        (None, _) => figures,
    };
    let amount = Amount {
        interval,
        figure: figures,
        unit,
        step,
        shows_rounding: first.style == Style::Mixed || !first.value.is_integer(),
        comparator,
        note: first.note,
        tokens,
        stretch: None,
    };
    Some((amount, end))
}

/// The comparators before a figure; a focus word may stand before another one.
fn prefixes(scan: &Scan<'_>, at: usize) -> (Option<Comparator>, usize) {
    let Some((first, after)) = comparator::prefix(scan, at) else {
        return (None, at);
    };
    let after = after + usize::from(matches!(scan.word(after), "the"));
    match comparator::prefix(scan, after) {
        Some((second, end)) if first == Comparator::Exactly || second == Comparator::Exactly => {
            let both = if first == Comparator::Exactly {
                second
            } else {
                first
            };
            (Some(both), end)
        }
        Some((Comparator::About, end)) => (Some(first), end),
        _ => (Some(first), after),
    }
}

/// Whether a comparator may stand before this figure.
fn fits(scan: &Scan<'_>, at: usize, comparator: Option<Comparator>, figure: &Figure) -> bool {
    match (comparator, scan.word(at)) {
        (None, _) => true,
        (_, "over" | "under") if is_period(scan, at, figure) => false,
        (_, "some") => figure.value >= Exact::int(2) && figure.style != Style::Article,
        (Some(Comparator::Exactly), _) => true,
        _ => figure.comparator.is_none() || figure.comparator == Some(Comparator::AtLeast),
    }
}

/// Whether “over two decades” says how long something went on, and not that it was longer.
fn is_period(scan: &Scan<'_>, at: usize, figure: &Figure) -> bool {
    let bounds = matches!(
        scan.word_before(at),
        "for"
            | "of"
            | "in"
            | "after"
            | "took"
            | "takes"
            | "take"
            | "lasted"
            | "lasts"
            | "lasting"
            | "last"
            | "spent"
            | "is"
            | "was"
            | "were"
            | "are"
            | "been"
            | "has"
            | "have"
            | "had"
            | "just"
            | "well"
            | "than"
            | "and"
            | "within"
            | "every"
            | "at"
            | "to"
            | "a"
            | "aged"
            | "running"
    );
    let dated = matches!(
        scan.word(figure.end),
        "ago" | "later" | "earlier" | "old" | "long"
    );
    let opens = at == 0 && scan.mark(figure.end) != Some(',');
    matches!(figure.unit, Unit::Time(_)) && !bounds && !dated && !opens
}

/// One figure with its unit.
fn figure(scan: &Scan<'_>, at: usize) -> Option<Figure> {
    if let Some(money) = money::prefixed(scan, at) {
        return Some(money);
    }
    if let Some(special) = number::special(scan, at) {
        return Some(special);
    }
    let Some(numeral) = numeral::read(scan, at) else {
        return duration::with_article(scan, at)
            .or_else(|| duration::vague(scan, at))
            .or_else(|| duration::whole(scan, at))
            .or_else(|| quantity::with_article(scan, at));
    };
    percentage::suffixed(scan, numeral)
        .or_else(|| money::suffixed(scan, numeral))
        .or_else(|| duration::suffixed(scan, numeral))
        .or_else(|| quantity::suffixed(scan, numeral))
        .or_else(|| number::plain(scan, at, numeral))
}

/// The number of units before a compound's next, smaller part: past “and” or a comma.
fn past_joint(scan: &Scan<'_>, at: usize) -> usize {
    let comma = at + usize::from(scan.mark(at) == Some(','));
    comma + usize::from(scan.word(comma) == "and")
}

#[cfg(test)]
mod tests {
    use super::super::{Context, read};

    /// Every amount of `text`, as `words = canonical`.
    fn listed(text: &str) -> Vec<String> {
        read(text, &Context::default())
            .iter()
            .map(|value| format!("{} = {}", value.words, value.canonical()))
            .collect()
    }

    #[test]
    fn the_quantities_of_news_are_read() {
        for (text, expected) in [
            ("by a 6-3 vote", &["6 = 6", "3 = 3"][..]),
            ("voted 48 to 52", &["48 = 48", "52 = 52"]),
            (
                "rose 52 cents to $83.41",
                &["52 cents = 0.52 USD", "$83.41 = 83.41 USD"],
            ),
            ("rose 10 to 15 percent", &["10 to 15 percent = [10, 15]%"]),
            ("fell from 4.9% to 5.2%", &["4.9% = 4.9%", "5.2% = 5.2%"]),
            (
                "7-9 lakh rupees",
                &["7-9 lakh rupees = [700000, 900000] INR"],
            ),
            ("a 3km-5km walk", &["3km-5km = [3, 5] km"]),
            ("5ft 11in tall", &["5ft 11in = 71 in"]),
            ("the 6-foot-4 guard", &["6-foot-4 = 76 in"]),
            (
                "1.5m tonnes and 4.3m homes",
                &["1.5m tonnes = 1500000 t", "4.3m = 4300000"],
            ),
            ("a 30m fall", &["30m = 30 m"]),
            (
                "2.2bn in all, of whom 115m drink",
                &["2.2bn = 2200000000", "115m = 115000000"],
            ),
            ("39.5C (103F)", &["39.5C = 39.5 °C", "103F = 103 °F"]),
            ("filed a 13F", &[]),
            ("in the low 20s", &["low 20s = [20, 23]"]),
            ("in her late 40s", &["late 40s = [47, 49] years old"]),
            ("aged 47", &["aged 47 = 47 years old"]),
            ("cut by a fifth", &["a fifth = 0.2"]),
            ("by a third party", &["third = 3rd"]),
            (
                "half a percentage point",
                &["half a percentage point = 0.5 percentage points"],
            ),
            ("plus or minus 3 points", &["plus or minus 3 = 3"]),
            ("several hundred people", &["several hundred = [200, ∞)"]),
            ("a couple of hundred", &["a couple of hundred = ≈200"]),
            ("120-plus countries", &["120-plus = [120, ∞)"]),
            (
                "paid HK$8,000 and R4bn",
                &["HK$8,000 = 8000 HKD", "R4bn = 4000000000 ZAR"],
            ),
            ("1 in 14 million", &["1 in 14 million = 1/14000000"]),
            ("thirty (30) days", &["thirty (30) days = 30 days"]),
            ("copies sold: 12 copies a day", &["12 = 12"]),
            ("spread over two decades", &["two decades = 2 decades"]),
            (
                "for over two decades",
                &["over two decades = (2, ∞) decades"],
            ),
            ("the S&P 500 gained 21 points", &["21 = 21"]),
            ("the Boeing 737-800 crashed", &[]),
            ("Nord Stream 2 and Section 230", &[]),
            (
                "the second-to-last round",
                &["second-to-last = 2nd to last"],
            ),
        ] {
            assert_eq!(listed(text), expected, "{text}");
        }
    }
}
