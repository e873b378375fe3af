//! Distances: “two weeks ago”, “1 month and 21 days ago”, “three days from now”, “two days before
//! Christmas”, “a year after the 1998 election”-like anchors only where the anchor is a date itself.
//!
//! “in three weeks” is read where the words before it look ahead (“will meet in three weeks”); else it
//! is as often the time that something took, and stays a duration. So do distances after “for”, “in
//! the” and “the last” (“for two weeks before Christmas”).

use super::super::{Counted, Offset, Vague, Written};
use super::{calendar, relative, stretch};
use crate::value::amount::{comparator, numeral};
use crate::value::cue::Cues;
use crate::value::lexicon::TimeUnit;
use crate::value::scan::Scan;

/// One step of a distance.
type Step = (i64, Counted);

/// Reads the distance at `at`.
pub(super) fn read(scan: &Scan<'_>, at: usize, depth: u8) -> Option<(Written, usize)> {
    if scan.word(at) == "in" {
        return ahead(scan, at);
    }
    let start = comparator::prefix(scan, at).map_or(at, |(_, start)| start);
    if let Some(end) = some_time_ago(scan, start) {
        return Some((Written::Vague(Vague::Past), end));
    }
    let (steps, place) = steps(scan, start)?;
    let so = scan.past(place, &["or", "so"]).unwrap_or(place);
    let (before, from, end) =
        anchor(scan, so, &steps).or_else(|| other_date(scan, at, so, depth))?;
    Some(offset(steps, before, from, end))
}

fn offset(steps: Vec<Step>, before: bool, from: Written, end: usize) -> (Written, usize) {
    let sign = if before { -1 } else { 1 };
    let steps = steps
        .into_iter()
        .map(|(by, unit)| (sign * by, unit))
        .collect();
    (Written::Offset(Box::new(Offset { steps, from })), end)
}

/// What follows a distance from the day of writing: “ago”, “from now”. Whether it lies before.
fn anchor(scan: &Scan<'_>, at: usize, steps: &[Step]) -> Option<(bool, Written, usize)> {
    let weekdays = steps
        .iter()
        .any(|(_, unit)| matches!(unit, Counted::Weekday(_)));
    Some(match (scan.word(at), scan.word(at + 1)) {
        ("ago", _) => (true, Written::TODAY, at + 1),
        ("back", _) if weekdays => (true, Written::TODAY, at + 1),
        ("later", _) if weekdays => (false, Written::TODAY, at + 1),
        ("hence", _) => (false, Written::TODAY, at + 1),
        ("from", "now" | "today") => (false, Written::TODAY, at + 2),
        _ => return None,
    })
}

/// “before Christmas”, “after January 15”, “from tomorrow”.
fn other_date(
    scan: &Scan<'_>,
    start: usize,
    at: usize,
    depth: u8,
) -> Option<(bool, Written, usize)> {
    let before = match scan.word(at) {
        "before" => true,
        "after" | "from" => false,
        _ => return None,
    };
    let lasting = start > 0
        && matches!(
            scan.word_before(start),
            "for" | "the" | "last" | "past" | "first" | "next" | "final" | "of" | "than" | "these"
        );
    if lasting {
        return None;
    }
    let (from, end) = stretch(scan, at + 1, depth)?;
    let anchors = match &from {
        Written::Every(_) | Written::Vague(_) => false,
        // “six months from January to June”
        _ => {
            scan.word(at) != "from"
                || (from.is_day() && !matches!(scan.word(end), "to" | "through" | "until" | "till"))
        }
    };
    (anchors && !scan.is_dash(end)).then_some((before, from, end))
}

/// “in three weeks”, said of what lies ahead.
fn ahead(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let (steps, end) = steps(scan, at + 1)?;
    let single = steps.len() == 1 && matches!(steps[0].1, Counted::Weekday(_));
    let more = matches!(scan.word(end), "ago" | "from" | "of" | "or" | "time");
    if single
        || more && scan.word(end) != "time"
        || !(calendar::plans(scan, at) || at == 0 && scan.tokens.len() == end)
    {
        return None;
    }
    Some(offset(steps, false, Written::TODAY, end))
}

/// “two weeks”, “1 month and 21 days”, “a year”, “three Fridays”.
pub(super) fn steps(scan: &Scan<'_>, at: usize) -> Option<(Vec<Step>, usize)> {
    let (first, mut end) = step(scan, at)?;
    let Counted::Unit(mut least) = first.1 else {
        return Some((vec![first], end));
    };
    let mut steps = vec![first];
    while steps.len() < 6 {
        let joint = end + usize::from(scan.mark(end) == Some(','));
        let joint = joint + usize::from(scan.word(joint) == "and");
        let Some((next @ (_, Counted::Unit(unit)), after)) = step(scan, joint) else {
            break;
        };
        if unit >= least {
            break;
        }
        steps.push(next);
        (least, end) = (unit, after);
    }
    Some((steps, end))
}

fn step(scan: &Scan<'_>, at: usize) -> Option<(Step, usize)> {
    if !scan.is_ahead(at, Cues::STEP) {
        return None;
    }
    let (count, place) = count(scan, at)?;
    if let Some((weekday, end)) = calendar::weekday_plural(scan, place) {
        return (count > 0).then_some(((count, Counted::Weekday(weekday)), end));
    }
    let unit = scan.lexeme(place)?.time?;
    let (unit, count) = match unit {
        TimeUnit::Fortnight => (TimeUnit::Week, count.checked_mul(2)?),
        TimeUnit::Weekend | TimeUnit::Season | TimeUnit::Millennium => return None,
        unit => (unit, count),
    };
    Some(((count, Counted::Unit(unit)), place + 1))
}

/// How many units: “a”, “two”, “11”.
fn count(scan: &Scan<'_>, at: usize) -> Option<(i64, usize)> {
    if matches!(scan.word(at), "a" | "an") && scan.lexeme(at + 1)?.time.is_some() {
        return Some((1, at + 1));
    }
    let numeral = numeral::read(scan, at)?;
    let count = numeral
        .value
        .as_i64()
        .filter(|count| (0..10_000).contains(count))?;
    Some((count, scan.past_hyphen(numeral.end)))
}

/// “several years ago”, “months ago”: the past, without a day.
fn some_time_ago(scan: &Scan<'_>, at: usize) -> Option<usize> {
    let article = at + usize::from(scan.word(at) == "a");
    let many = matches!(
        scan.word(article),
        "few" | "several" | "many" | "some" | "couple"
    );
    let place = if many { article + 1 } else { at };
    let place = place + usize::from(scan.word(place) == "of");
    let plural = relative::plural_unit(scan, place).is_some();
    (plural && scan.word(place + 1) == "ago").then_some(place + 2)
}
