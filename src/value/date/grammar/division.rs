//! Quarters, halves and seasons: “the third quarter of 2023”, “Q3 2020”, “summer 2019”.
//!
//! “fall” and “spring” in small letters and without a year are words; “first half” needs its year.

use super::super::{Fields, Slot};
use super::year::{year, year_after};
use crate::value::amount::ordinal;
use crate::value::scan::Scan;

/// Quarters, halves and seasons: “third quarter of 2023”, “Q3 2020”, “first half”, “summer 2019”.
pub(super) fn division(scan: &Scan<'_>, at: usize) -> Option<(Fields, usize)> {
    // “the 1988 second quarter”
    if let Some((year, place)) = year(scan, at)
        && let Some((slot, end)) =
            quarter_or_half(scan, scan.past_hyphen(place)).filter(|_| scan.is_digits(at))
    {
        return Some((Fields::new(Some(year), slot), end));
    }
    let at = at + usize::from(matches!(scan.word(at), "fiscal"));
    let (slot, end) = quarter_or_half(scan, at).or_else(|| season(scan, at))?;
    let dash = scan.past_hyphen(end);
    let year = year_after(scan, dash, &[",", "of", "in"]).or_else(|| {
        year_after(
            scan,
            end + usize::from(scan.word(end) == "of" && scan.word(end + 1) == "fiscal") * 2,
            &[],
        )
    });
    let named = !matches!(slot, Slot::Season(_))
        || scan.is_capitalized(at)
        || year.is_some()
        || season_alone(scan, at);
    let (year, end) = year.map_or((None, end), |(year, end)| (Some(year), end));
    named.then(|| (Fields::new(year, slot), end))
}

fn quarter_or_half(scan: &Scan<'_>, at: usize) -> Option<(Slot, usize)> {
    if matches!(scan.raw(at), "Q" | "H" | "q" | "h") && scan.is_glued(at + 1) {
        let number = i8::try_from(scan.small_number(at + 1)?).ok()?;
        let quarter = matches!(scan.raw(at), "Q" | "q");
        let slot = if quarter {
            Slot::Quarter(number)
        } else {
            Slot::Half(number)
        };
        let most = if quarter { 4 } else { 2 };
        return ((1..=most).contains(&number)).then_some((slot, at + 2));
    }
    let (number, after) = match scan.word(at) {
        "last" | "latter" => (2, at + 1),
        _ => ordinal::read(scan, at)?,
    };
    let mut place = scan.past_hyphen(after);
    place += usize::from(matches!(
        scan.word(place),
        "fiscal" | "financial" | "calendar"
    ));
    let number = i8::try_from(number).ok()?;
    match scan.word(place) {
        "quarter"
            if scan.word(at) != "last"
                && (1..=4).contains(&number)
                && !matches!(scan.word(place + 1), "final" | "century") =>
        {
            Some((Slot::Quarter(number), place + 1))
        }
        "half"
            if number <= 2 && scan.word(place + 1) == "of" && year(scan, place + 2).is_some() =>
        {
            Some((Slot::Half(number), place + 1))
        }
        _ => None,
    }
}

fn season(scan: &Scan<'_>, at: usize) -> Option<(Slot, usize)> {
    let season = match scan.word(at) {
        "spring" => 1,
        "summer" => 2,
        "autumn" | "fall" => 3,
        "winter" => 4,
        _ => return None,
    };
    Some((Slot::Season(season), at + 1))
}

/// Whether a season in small letters and without a year is one: “in the summer”, “last winter”.
fn season_alone(scan: &Scan<'_>, at: usize) -> bool {
    let the = scan.word_before(at) == "the" && at >= 2;
    let preposition = |place: usize| {
        matches!(
            scan.word(place),
            "in" | "since"
                | "during"
                | "by"
                | "until"
                | "of"
                | "this"
                | "last"
                | "next"
                | "early"
                | "late"
        )
    };
    !matches!(scan.word(at), "fall" | "spring")
        && (the && preposition(at - 2) || at > 0 && preposition(at - 1))
        || the && preposition(at - 2) && !scan.is_word(at + 1)
}
