//! Percentages: “5%”, “five percent”, “20 per cent”, “3 percentage points”, “25 basis points”.
//!
//! Percent and percentage points are different units and never compare; basis points are hundredths
//! of percentage points. A bare “points” is not read as percentage points: indices and games have
//! points too.

use super::super::exact::Exact;
use super::super::scan::Scan;
use super::Figure;
use super::numeral::{Numeral, Style};
use super::unit::Unit;

/// The figure as a percentage, if the words after it say so.
pub(super) fn suffixed(scan: &Scan<'_>, numeral: Numeral) -> Option<Figure> {
    let mut at = scan.past_hyphen(numeral.end);
    if numeral.style == Style::Fraction {
        // “half a percentage point”, “three-quarters of a percent”
        at += usize::from(scan.word(at) == "of");
        at += usize::from(scan.word(at) == "a");
    }
    if scan.mark(at).is_some_and(is_mark) {
        return Some(Figure::of(numeral, Unit::Percent, at + 1));
    }
    if !names_share(scan.word(at)) {
        return None;
    }
    let after = scan.past_hyphen(at + 1);
    match (scan.word(at), scan.word(after)) {
        ("percentage", "point" | "points") => {
            Some(Figure::of(numeral, Unit::PercentPoint, after + 1))
        }
        ("percent" | "percents" | "pct" | "percentage", _) => {
            Some(Figure::of(numeral, Unit::Percent, at + 1))
        }
        ("per", "cent") => Some(Figure::of(numeral, Unit::Percent, after + 1)),
        ("basis", "point" | "points") => basis_points(numeral, after + 1),
        ("bps", _) => basis_points(numeral, at + 1),
        _ => None,
    }
}

/// Whether the mark makes a share of the figure before it.
pub(super) fn is_mark(mark: char) -> bool {
    matches!(mark, '%' | '％' | '﹪')
}

/// Whether the word after a figure makes a share of it, or begins what does.
pub(super) fn names_share(word: &str) -> bool {
    matches!(
        word,
        "percentage" | "percent" | "percents" | "pct" | "per" | "basis" | "bps"
    )
}

fn basis_points(numeral: Numeral, end: usize) -> Option<Figure> {
    let hundredth = Exact::new(1, 100)?;
    let mut figure = Figure::of(numeral, Unit::PercentPoint, end);
    figure.value = figure.value.times(hundredth)?;
    figure.step = figure.step.and_then(|step| step.times(hundredth));
    Some(figure)
}
