//! Comparing what is claimed with what was found, and two findings with one another.
//!
//! Evidence supports a claim when everything the evidence allows is allowed by the claim: “13” bears
//! out “more than a dozen”, and “more than a dozen” does not establish “13”. Two findings conflict when
//! nothing is allowed by both. Units of one dimension are converted; other units, other kinds and
//! other currencies are not compared, and the reason says so.
//!
//! A figure may also be borne out by a finer one that rounds to it: 16,181 by “16,000”, 3.2 percent by
//! “3 percent”. That is a step of its own, [`Relation::SupportsRounded`], and it does not chain: only
//! [`Relation::Supports`] is transitive. A figure shows how far it was rounded by its decimals, its
//! magnitude (“1.2 million”) or, from a thousand on, its closing zeros; where only zeros say so, it
//! must lie within a twentieth.

use super::amount::unit::Unit;
use super::amount::{self, Amount, Family};
use super::exact::Exact;
use super::interval::{Bound, Interval};
use super::text::fold;
use super::{Content, Context, Kind, Polarity, Relation, Value, date, name, time};

/// Compares what is claimed with what was found.
#[must_use]
pub fn compare(claimed: &Value, found: &Value, context: &Context<'_>) -> Relation {
    match (&claimed.content, &found.content) {
        (Content::Amount(claimed), Content::Amount(found)) => amounts(claimed, found),
        (Content::Ordinal(a), Content::Ordinal(b)) if (*a < 0) != (*b < 0) => {
            Relation::Incomparable(
                "a place counted from the end is not one counted from the start".to_owned(),
            )
        }
        (Content::Ordinal(a), Content::Ordinal(b)) => same(a == b),
        (Content::Date(a), Content::Date(b)) => date::relation(a, b),
        (Content::Time(a), Content::Time(b)) => time::relation(a, b),
        (Content::Polarity(a), Content::Polarity(b)) => same(a == b),
        (Content::Polarity(a), Content::Amount(b)) | (Content::Amount(b), Content::Polarity(a))
            if is_zero(b) =>
        {
            same(*a == Polarity::Denied)
        }
        (Content::Time(time), Content::Date(date)) => match &time.day {
            Some(day) => match date::relation(day, date) {
                Relation::Supports => Relation::Undecided,
                other => other,
            },
            None => kinds_differ(claimed, found),
        },
        (Content::Date(date), Content::Time(time)) => match &time.day {
            Some(day) => date::relation(date, day),
            None => kinds_differ(claimed, found),
        },
        (Content::Words, Content::Words) => words(claimed, found, context),
        _ if fold(&claimed.words) == fold(&found.words) => Relation::Supports,
        _ => kinds_differ(claimed, found),
    }
}

/// Whether two values found in two sources cannot both be true. Symmetric.
#[must_use]
pub fn conflict(a: &Value, b: &Value, context: &Context<'_>) -> bool {
    if matches!((&a.content, &b.content), (Content::Words, Content::Words)) {
        return fold(&a.words) != fold(&b.words)
            && (!are_names(a, b, context) || name::conflict(&a.words, &b.words, context));
    }
    // Two amounts that have nothing in common have it neither way.
    let are_amounts = matches!(
        (&a.content, &b.content),
        (Content::Amount(_), Content::Amount(_))
    );
    compare(a, b, context) == Relation::Refutes
        && (are_amounts || compare(b, a, context) == Relation::Refutes)
}

/// How many times the smaller of two amounts the larger is, in one unit; none where there is no such unit, or one
/// of them is nothing or has no end.
pub(crate) fn times(a: &Value, b: &Value) -> Option<f64> {
    let (Content::Amount(a), Content::Amount(b)) = (&a.content, &b.content) else {
        return None;
    };
    let (a, b) = in_one_unit(a, b).ok()?;
    let size = |interval: &Interval<Exact>| {
        let end = interval.low().value().copied();
        let end = end.or(interval.high().value().copied())?;
        Some(end.as_f64()).filter(|size| *size > 0.0)
    };
    let (a, b) = (size(&a)?, size(&b)?);
    Some(a.max(b) / a.min(b))
}

/// Whether the least that one amount may be is more than the least that another may be, in one unit.
pub(crate) fn is_more(a: &Value, b: &Value) -> bool {
    let (Content::Amount(a), Content::Amount(b)) = (&a.content, &b.content) else {
        return false;
    };
    in_one_unit(a, b).is_ok_and(|(a, b)| {
        let least = |interval: &Interval<Exact>| interval.low().value().copied();
        least(&a).zip(least(&b)).is_some_and(|(a, b)| a > b)
    })
}

fn same(same: bool) -> Relation {
    if same {
        Relation::Supports
    } else {
        Relation::Refutes
    }
}

fn is_zero(amount: &Amount) -> bool {
    amount.unit == Unit::One && amount.interval.as_point() == Some(Exact::ZERO)
}

fn kinds_differ(claimed: &Value, found: &Value) -> Relation {
    Relation::Incomparable(format!(
        "{} is not {}",
        found.kind.with_article(),
        claimed.kind.with_article()
    ))
}

fn words(claimed: &Value, found: &Value, context: &Context<'_>) -> Relation {
    if fold(&claimed.words) == fold(&found.words) {
        return Relation::Supports;
    }
    if are_names(claimed, found, context) {
        return name::relation(&claimed.words, &found.words, context);
    }
    Relation::Refutes
}

/// Whether two values are names, to judge by one that is known to be.
fn are_names(a: &Value, b: &Value, context: &Context<'_>) -> bool {
    let is_listed = |value: &Value| {
        let names = context.names;
        names.is_some_and(|names| names.canonical(&value.words).is_some())
    };
    let is_known = |value: &Value| value.kind == Kind::Name || is_listed(value);
    let may_be = name::looks_like_name;
    is_known(a) && (is_known(b) || may_be(&b.words)) || is_known(b) && may_be(&a.words)
}

fn amounts(claimed: &Amount, found: &Amount) -> Relation {
    let (a, b) = match in_one_unit(claimed, found) {
        Ok(both) => both,
        Err(reason) => return Relation::Incomparable(reason),
    };
    if a.contains(&b) {
        Relation::Supports
    } else if rounds_to(claimed, found) {
        Relation::SupportsRounded
    } else if a.meets(&b) || rounds_to(found, claimed) {
        Relation::Undecided
    } else {
        Relation::Refutes
    }
}

/// What both allow, in one unit, or why there is no such unit.
fn in_one_unit(
    claimed: &Amount,
    found: &Amount,
) -> Result<(Interval<Exact>, Interval<Exact>), String> {
    let too_large = || "the figures are too large to convert".to_owned();
    match (claimed.unit, found.unit) {
        (a, b) if a == b => Ok((claimed.interval, found.interval)),
        (Unit::Time(a) | Unit::Age(a), Unit::Time(b) | Unit::Age(b)) => {
            let (first, second) = (amount::family(a), amount::family(b));
            let one = first.0 == second.0;
            let days = |amount: &Amount, family| {
                if one {
                    scaled(&amount.interval, family)
                } else {
                    seconds(&amount.interval, family)
                }
            };
            days(claimed, first)
                .zip(days(found, second))
                .ok_or_else(too_large)
        }
        (Unit::Measure(a), Unit::Measure(b)) if a.dimension == b.dimension => {
            let base = |amount: &Amount, measure: &amount::unit::Measure| {
                amount.interval.map(|value| measure.in_base(*value))
            };
            base(claimed, a).zip(base(found, b)).ok_or_else(too_large)
        }
        (Unit::Percent, Unit::One) if is_part(found) => Ok((
            claimed.interval,
            hundredfold(&found.interval).ok_or_else(too_large)?,
        )),
        (Unit::One, Unit::Percent) if is_part(claimed) => Ok((
            hundredfold(&claimed.interval).ok_or_else(too_large)?,
            found.interval,
        )),
        (a, b) => Err(format!("{} are not {}", plural(b), plural(a))),
    }
}

/// Whether a plain number is a part of something: a fraction below one.
fn is_part(amount: &Amount) -> bool {
    amount
        .figure
        .as_point()
        .is_some_and(|value| !value.is_integer() && value > Exact::ZERO && value < Exact::ONE)
}

fn hundredfold(interval: &Interval<Exact>) -> Option<Interval<Exact>> {
    interval.map(|value| value.times(Exact::int(100)))
}

fn scaled(interval: &Interval<Exact>, (_, factor): (Family, Exact)) -> Option<Interval<Exact>> {
    interval.map(|value| value.times(factor))
}

/// The seconds that a duration can last.
fn seconds(
    interval: &Interval<Exact>,
    (family, factor): (Family, Exact),
) -> Option<Interval<Exact>> {
    let base = scaled(interval, (family, factor))?;
    if family == Family::Seconds {
        return Some(base);
    }
    let end = |bound: Bound<Exact>, longest: bool| {
        let side = |value: Exact| {
            let (short, long) = amount::long_units(value)?;
            Some(if longest { long } else { short })
        };
        Some(match bound {
            Bound::Closed(value) => Bound::Closed(side(value)?),
            Bound::Open(value) => Bound::Open(side(value)?),
            Bound::Unbounded => Bound::Unbounded,
        })
    };
    Interval::new(end(base.low(), false)?, end(base.high(), true)?)
}

/// Whether `claimed` is the rounder of two figures in one unit, and `found` rounds to it.
fn rounds_to(claimed: &Amount, found: &Amount) -> bool {
    let rounded = || {
        if claimed.unit != found.unit || claimed.comparator.is_some() || found.comparator.is_some()
        {
            return None;
        }
        let (claim, fine) = (claimed.figure.as_point()?, found.figure.as_point()?);
        let (step, finer_step) = (place(claimed)?, place(found));
        let finer = finer_step.is_none_or(|finer| finer < step);
        let near = claimed.shows_rounding || step == Exact::ONE || {
            let twentieth = claim.abs()?.times(Exact::new(1, 20)?)?;
            claim.abs()? >= Exact::int(1000) && claim.minus(fine)?.abs()? <= twentieth
        };
        // A whole number rounds only what is no whole number.
        let coarse = step != Exact::ONE || !fine.is_integer();
        Some(finer && near && coarse && fine.rounded_to(step)? == claim)
    };
    rounded().unwrap_or(false)
}

/// The place that a figure is given to; closing zeros count as rounding where nothing else shows it.
fn place(amount: &Amount) -> Option<Exact> {
    let step = amount.step?;
    match amount.figure.as_point() {
        Some(value) if !amount.shows_rounding => Some(amount::presumed_step(value)),
        _ => Some(step),
    }
}

fn plural(unit: Unit) -> String {
    match unit {
        Unit::One => "plain numbers".to_owned(),
        Unit::Percent => "percentages".to_owned(),
        Unit::PercentPoint => "percentage points".to_owned(),
        Unit::Money(code) => format!("amounts in {code}"),
        Unit::Time(_) => "durations".to_owned(),
        Unit::Age(_) => "ages".to_owned(),
        Unit::Measure(measure) => format!("quantities in {}", measure.name),
    }
}

impl Kind {
    /// The kind as a message says it: “a number”.
    fn with_article(self) -> &'static str {
        match self {
            Self::Number => "a number",
            Self::Ordinal => "an ordinal",
            Self::Percentage => "a percentage",
            Self::Money => "an amount of money",
            Self::Quantity => "a quantity",
            Self::Duration => "a duration",
            Self::Age => "an age",
            Self::Date => "a date",
            Self::Time => "a time of day",
            Self::Polarity => "a denial or affirmation",
            Self::Name => "a name",
            Self::Text => "plain text",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::super::{Names, read_whole};
    use super::*;

    fn relation(claimed: &str, found: &str) -> String {
        let names = Names::new(BTreeMap::from([(
            "Zelensky".to_owned(),
            vec!["Zelenskyy".to_owned()],
        )]));
        let unwritten = Context {
            names: Some(&names),
            ..Context::default()
        };
        let written = Context {
            written: Some(jiff::civil::date(2023, 3, 22)),
            ..unwritten.clone()
        };
        // A claim has no day of writing; a source has.
        let claimed = read_whole(claimed, None, &unwritten).unwrap();
        let found = read_whole(found, None, &written).unwrap();
        match compare(&claimed, &found, &unwritten) {
            Relation::Incomparable(_) => "incomparable".to_owned(),
            other => format!("{other:?}").to_lowercase(),
        }
    }

    #[test]
    fn evidence_supports_what_allows_all_that_it_allows() {
        for (claimed, found, expected) in [
            ("once", "only once", "supports"),
            ("more than a dozen", "13", "supports"),
            ("13", "more than a dozen", "undecided"),
            ("more than a dozen", "12", "refutes"),
            ("at least 12", "12", "supports"),
            ("once", "twice", "refutes"),
            ("never", "refused to", "supports"),
            ("did not", "declined to", "supports"),
            ("about 40", "42", "supports"),
            ("40", "about 40", "undecided"),
            ("nearly 100", "97", "supports"),
            ("nearly 100", "100", "refutes"),
            ("dozens", "48", "supports"),
            ("a year", "12 months", "supports"),
            ("three days", "72 hours", "supports"),
            ("a month", "30 days", "supports"),
            ("30 days", "a month", "undecided"),
            ("a year", "13 months", "refutes"),
            ("1 km", "1,000 metres", "supports"),
            ("5 km", "5 hours", "incomparable"),
            ("$5 million", "€5 million", "incomparable"),
            ("half", "50 percent", "supports"),
            ("5 percent", "5 percentage points", "incomparable"),
            ("fortieth", "40th", "supports"),
            ("fortieth", "40", "incomparable"),
            ("consonant", "“Consonant”", "supports"),
            ("consonant", "consistent", "refutes"),
            ("Zelensky", "Zelenskyy", "supportsspelleddifferently"),
            ("Xi Jinping", "Vladimir Putin", "refutes"),
        ] {
            assert_eq!(relation(claimed, found), expected, "{claimed} / {found}");
        }
    }

    #[test]
    fn rounding_goes_towards_the_coarser_claim_only() {
        for (claimed, found, expected) in [
            ("16,000", "16,181", "supportsrounded"),
            ("16,181", "16,000", "undecided"),
            ("1.2 million", "1,234,567", "supportsrounded"),
            ("1.3 million", "1,234,567", "refutes"),
            ("3 percent", "3.2 percent", "supportsrounded"),
            ("20", "19", "refutes"),
            ("100", "104", "refutes"),
            ("3.1", "3.14", "supportsrounded"),
        ] {
            assert_eq!(relation(claimed, found), expected, "{claimed} / {found}");
        }
    }

    #[test]
    fn dates_compare_at_the_precision_that_both_give() {
        for (claimed, found, expected) in [
            ("Wednesday", "Wednesday", "supports"),
            ("Wednesday", "Tuesday", "refutes"),
            ("Wednesday", "today", "supports"),
            ("Wednesday", "March 21, 2023", "refutes"),
            ("March 22, 2023", "Wednesday", "supports"),
            ("March 2023", "Wednesday", "supports"),
            ("March 22, 2023", "March 2023", "undecided"),
            ("March 22", "22 March 2023", "supports"),
            ("2022", "last February", "supports"),
            ("last February", "last February", "supports"),
            ("yesterday", "Tuesday", "incomparable"),
            ("since 2014", "2016", "supports"),
            ("5 p.m.", "17:00", "supports"),
            ("noon EST", "17:00 GMT", "supports"),
        ] {
            assert_eq!(relation(claimed, found), expected, "{claimed} / {found}");
        }
    }

    #[test]
    fn a_reason_names_both_units() {
        let context = Context::default();
        let read = |text| read_whole(text, None, &context).unwrap();
        let relation = compare(&read("5 km"), &read("5 hours"), &context);
        let reason = "durations are not quantities in km".to_owned();
        assert_eq!(relation, Relation::Incomparable(reason));
    }
}
