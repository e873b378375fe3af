//! The grammar of dates: words to [`Written`], the small algebra that `resolve` turns into days.
//!
//! A stretch is an atom, or composed of others: atoms are dates in digits (`numeric`), fields of the
//! calendar (`calendar`, `year`, `division`), words that point from the day of writing (`relative`) and
//! what comes round again (`cycle`). `within` picks units out of a stretch (“the first week of
//! October”), `offset` goes a distance from one (“two days before Christmas”), `part` narrows one
//! (“early March”, “Tuesday night”), and `range` joins two. Compositions nest [`DEPTH`] deep, which
//! bounds the work at every place of the text.
//!
//! Read and kept as vague, because the text gives no end: “now”, “recently”, “the future”. Not read, with
//! the reason: “the next day” where no day stands before it, and “the vote”-like anchors; bare “the week” and “the year” (as often any one); bare “spring”, “fall” and
//! “march” in small letters; “Week 10” with a capital (a round of a league); school years and seasons of
//! a sport; feasts whose day is announced and not computed.

mod calendar;
mod cycle;
mod division;
mod numeric;
mod offset;
mod part;
mod range;
mod relative;
mod said;
mod within;
mod year;

pub(crate) use part::of_day as part_of_day;

use super::{Calendar, Cycle, Limit, Part, Slot, Written};
use crate::value::amount::tens;
use crate::value::cue::Cues;
use crate::value::scan::Scan;

/// How deep compositions nest: “the first day of the week of the third of May” is three deep.
const DEPTH: u8 = 2;

/// Reads the date at `at`, with the words that bound it, and the place after it.
pub(crate) fn read(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    if let Some((bound, start)) = limit(scan, at) {
        let the = start + usize::from(scan.word(start) == "the");
        let (calendar, end) = unbounded(scan, start).or_else(|| unbounded(scan, the))?;
        // “Since Wednesday, when the rate was raised”: what is told is told of Wednesday itself.
        let told_of = end + usize::from(scan.mark(end) == Some(','));
        let bound =
            Some(bound).filter(|_| !calendar.from.is_endless() && scan.raw(told_of) != "when")?;
        return Some((calendar.bounded(bound), end));
    }
    unbounded(scan, at)
}

/// Reads a date as a claim's braces give it, with any preposition: “by Friday”, “on the 22nd”.
pub(crate) fn read_bounded(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    if limit(scan, at).is_some() {
        return read(scan, at);
    }
    let by = scan.word(at) == "by";
    let start = at + usize::from(by || matches!(scan.word(at), "on" | "in" | "the" | "during"));
    let start = start + usize::from(scan.word(start) == "the");
    let (calendar, end) = unbounded(scan, start)?;
    Some(if by {
        (calendar.bounded(Limit::Until), end)
    } else {
        (calendar, end)
    })
}

/// Whether the word makes a date of words at which one may start: “the past”, “at present”, “the evening of”.
pub(crate) fn ends_date(word: &str) -> bool {
    matches!(word, "past" | "future" | "present" | "period")
        || part_of_day(word).is_some()
        || tens::plural(word).is_some()
}

/// The words that turn a date or a time into all on one side of it, and the place after them.
pub(crate) fn limit(scan: &Scan<'_>, at: usize) -> Option<(Limit, usize)> {
    let two = |second: &str| scan.word(at + 1) == second;
    Some(match scan.word(at) {
        "since" => (Limit::Since, at + 1),
        "after" => (Limit::After, at + 1),
        "before" => (Limit::Before, at + 1),
        "until" | "till" => (Limit::Until, at + 1),
        "later" if two("than") => (Limit::After, at + 2),
        "earlier" if two("than") => (Limit::Before, at + 2),
        "prior" if two("to") => (Limit::Before, at + 2),
        "no" | "not" if two("later") && scan.word(at + 2) == "than" => (Limit::Until, at + 3),
        "no" | "not" if two("earlier") && scan.word(at + 2) == "than" => (Limit::Since, at + 3),
        "as" if two("early") && scan.word(at + 2) == "as" => (Limit::Since, at + 3),
        "as" if two("late") && scan.word(at + 2) == "as" => (Limit::Until, at + 3),
        _ => return None,
    })
}

/// A date or a range of them.
fn unbounded(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    if !scan.is_ahead(at, Cues::DATE) {
        return None;
    }
    let framed = matches!(scan.word(at), "from" | "between");
    let has_article = framed && scan.word(at + 1) == "the";
    let past_article = || has_article.then(|| single(scan, at + 2))?;
    let first = single(scan, at + usize::from(framed)).or_else(past_article);
    let (calendar, end) = range::of_days(scan, at)
        .or_else(|| range::of_two(scan, first.as_ref()?, framed))
        .or(first.filter(|_| !framed))?;
    Some((calendar.resolved(scan.context), end))
}

/// One date, with the words that narrow it: “early March”, “Wednesday morning”.
fn single(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    let (before, start) = part::before(scan, at);
    let (written, end) = stretch(scan, start, DEPTH)
        .or_else(|| part::of_this(scan, start).filter(|_| before.is_some()))?;
    let (after, end) = part::after(scan, &written, end);
    let (written, after) = match (written, after) {
        // “Friday mornings”
        (Written::Fields(fields), Some(_)) if scan.word(end - 1).ends_with('s') => {
            match fields.slot {
                Slot::Weekday(weekday) => (Written::Every(Cycle::Weekday(1, weekday)), after),
                _ => return None,
            }
        }
        (written, None) if matches!(scan.word(end - 1), "tonight" | "tonite") => {
            (written, Some(Part::Night))
        }
        // “the next morning”, “the night before”
        (Written::Said(said), None) => {
            let own = [end - 1, end - 2].map(|at| part_of_day(scan.word(at)));
            let is_before = matches!(scan.word(end - 1), "before" | "after");
            (Written::Said(said), own[usize::from(is_before)])
        }
        read => read,
    };
    let whole = matches!(
        written,
        Written::Vague(_) | Written::Offset(_) | Written::Every(_)
    );
    if before.is_some() && whole && after.is_none() {
        return None;
    }
    let (written, end) = match after {
        Some(_) => of_week(scan, written, end),
        None => (written, end),
    };
    Some((Calendar::new(written, after.or(before)), end))
}

/// A weekday with the week that follows its part of the day: “Wednesday evening next week”.
fn of_week(scan: &Scan<'_>, written: Written, end: usize) -> (Written, usize) {
    if let Written::Fields(fields) = &written
        && let Some((turned, place)) = calendar::turned(scan, *fields, end)
    {
        return (Written::Fields(turned), place);
    }
    (written, end)
}

/// The longest stretch at `at`, composed at most `depth` deep.
fn stretch(scan: &Scan<'_>, at: usize, depth: u8) -> Option<(Written, usize)> {
    let composed = |read: fn(&Scan<'_>, usize, u8) -> Option<(Written, usize)>| {
        depth.checked_sub(1).and_then(|depth| read(scan, at, depth))
    };
    [
        composed(offset::read),
        composed(within::read),
        cycle::read(scan, at),
        numeric::read(scan, at),
        calendar::read(scan, at),
        relative::read(scan, at),
        said::read(scan, at),
    ]
    .into_iter()
    .flatten()
    .max_by_key(|&(_, end)| end)
}
