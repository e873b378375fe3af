//! Ranges: “between 20 and 30”, “20 to 30 percent”, “12–15 MW”, “1 to 2 million”.
//!
//! The two figures share what only one of them names, unit and magnitude alike. Not read as ranges:
//! changes (“rose 8 cents to $3.49”, “rose from 3 to 5 percent”) and tallies (“voted 48 to 52”), whose
//! two figures are two values; designations (“the 737-800”); and what falls (“6-3”, “17 to 1”).

use super::super::exact::Exact;
use super::super::interval::Interval;
use super::super::lexicon::NumberWord;
use super::super::scan::Scan;
use super::comparator::Comparator;
use super::numeral::Style;
use super::unit::Unit;
use super::{Amount, Figure, change, designation, figure, prefixes, suffix};

/// How many times the first figure the second may be in a range that follows a word of change.
const WIDEST: i64 = 4;

/// “between 20 and 30”, “from 20 to 30”.
pub(super) fn framed(scan: &Scan<'_>, at: usize) -> Option<(Amount, usize)> {
    let joints: &[&str] = match scan.word(at) {
        "between" => &["and", "to"],
        "from" if !change::is_before(scan, at) => &["to", "through", "until", "up"],
        _ => return None,
    };
    let (_, start) = prefixes(scan, at + 1);
    let first = figure(scan, start)?;
    let (second, low, end) = second(scan, &first, joints)?;
    let figures = Interval::closed(low, second.value)?;
    let amount = Amount {
        interval: figures,
        figure: figures,
        unit: shared_unit(&first, &second),
        step: None,
        shows_rounding: false,
        comparator: Some(Comparator::Range),
        note: None,
        tokens: (start, end),
        stretch: None,
    };
    Some((amount, end))
}

/// The range that the figure read from `start` opens: its ends, their unit, the place after it.
pub(super) fn after(
    scan: &Scan<'_>,
    start: usize,
    first: &Figure,
) -> Option<(Interval<Exact>, Unit, usize)> {
    let (second, low, end) = second(scan, first, &["to", "through", "or"])?;
    let to = scan.word(first.end) == "to";
    if to && is_change(scan, start, first, &second) {
        return None;
    }
    if scan.is_hyphen(first.end) && designation::is_type(scan, start) {
        return None;
    }
    let figures = Interval::closed(low, second.value)?;
    Some((figures, shared_unit(first, &second), end))
}

/// Whether “A to B” says by how much something changed and to what, or how a vote went.
fn is_change(scan: &Scan<'_>, start: usize, first: &Figure, second: &Figure) -> bool {
    if change::is_multiple(scan.word(start)) {
        return true;
    }
    let bare = first.unit == Unit::One && second.unit == Unit::One;
    if bare && change::is_contest_before(scan, start) {
        return true;
    }
    let far = first
        .value
        .times(Exact::int(WIDEST))
        .is_some_and(|widest| widest < second.value);
    change::is_before(scan, start) && (first.unit != Unit::One || (bare && far))
}

/// The second figure of a range whose first has been read, the lower end, and where it ends.
fn second(scan: &Scan<'_>, first: &Figure, joints: &[&str]) -> Option<(Figure, Exact, usize)> {
    if first.comparator.is_some() || first.style == Style::Article && first.unit == Unit::One {
        return None;
    }
    let joint = scan.word(first.end);
    let dash = scan.is_dash(first.end) && !matches!(scan.mark(first.end), Some('—'));
    if !dash && !joints.contains(&joint) {
        return None;
    }
    let (_, start) = if dash {
        (None, first.end + 1)
    } else {
        prefixes(scan, first.end + 1)
    };
    let second = figure(scan, start)?;
    let units = first.unit == second.unit || first.unit == Unit::One || second.unit == Unit::One;
    let glued = scan.is_glued(first.end) && scan.is_glued(first.end + 1);
    let sure = match joint {
        "or" => second.unit != Unit::One || second.value == first.value.plus(Exact::ONE)?,
        _ if dash => {
            let alone = !scan.is_word(second.end) && !scan.is_dash(second.end);
            glued || second.unit != Unit::One || (first.style == second.style && alone)
        }
        _ => true,
    };
    // A third number makes it a telephone number or a date.
    let third = dash && scan.is_hyphen(second.end) && scan.is_digits(second.end + 1);
    let low = shared_magnitude(scan, first, &second, start);
    let shared = shared_unit(first, &second);
    let fits = shared == second.unit || matches!(shared, Unit::Money(_) | Unit::Age(_));
    (units && fits && sure && !third && low < second.value && second.comparator.is_none())
        .then_some((second, low, second.end))
}

/// The lower figure, with the magnitude that it shares: “1 to 2 million”.
fn shared_magnitude(scan: &Scan<'_>, first: &Figure, second: &Figure, start: usize) -> Exact {
    if first.style != Style::Digits || second.style != Style::Mixed {
        return first.value;
    }
    let power: i32 = (start + 1..second.end)
        .filter_map(
            |place| match scan.lexeme(place).and_then(|lexeme| lexeme.number) {
                Some(NumberWord::Hundred) => Some(2),
                Some(NumberWord::Scale(power)) => Some(i32::from(power)),
                _ if scan.is_digits(place - 1) => suffix::power(scan, place),
                _ => None,
            },
        )
        .sum();
    Exact::power_of_ten(power)
        .and_then(|magnitude| first.value.times(magnitude))
        .filter(|scaled| *scaled < second.value)
        .unwrap_or(first.value)
}

fn shared_unit(first: &Figure, second: &Figure) -> Unit {
    if second.unit == Unit::One {
        first.unit
    } else {
        second.unit
    }
}
