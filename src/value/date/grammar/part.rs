//! Parts of a stretch and parts of a day: “early March”, “mid-2019”, “the end of the year”, “Wednesday
//! morning”, “late Tuesday night”, “on the morning of March 3”.

use super::super::{Part, Written};
use crate::value::lexicon::TimeUnit;
use crate::value::scan::Scan;

/// “early”, “late”, “mid-”, “the end of”, “the morning of”, before a date.
pub(super) fn before(scan: &Scan<'_>, at: usize) -> (Option<Part>, usize) {
    let nothing = (None, at);
    let (part, after) = match scan.word(at) {
        "early" | "earlier" => (Part::Early, at + 1),
        "late" | "later" => (Part::Late, at + 1),
        "mid" => (Part::Mid, at + 1),
        "beginning" | "start" | "end" | "middle" | "morning" | "afternoon" | "evening"
        | "night" => {
            let part = match scan.word(at) {
                "end" => Part::Late,
                "middle" => Part::Mid,
                "beginning" | "start" => Part::Early,
                word => of_day(word).unwrap_or(Part::Late),
            };
            let Some(of) = scan.past(at + 1, &["of"]) else {
                return nothing;
            };
            return (Some(part), past_article(scan, of));
        }
        _ => return nothing,
    };
    let after = scan.past_hyphen(after);
    let after = after + usize::from(matches!(scan.word(after), "in" | "on"));
    (Some(part), past_article(scan, after))
}

/// Past “the”, but for “the 22nd” and “the year”, which it belongs to.
fn past_article(scan: &Scan<'_>, at: usize) -> usize {
    let kept = scan.is_digits(at + 1)
        || scan
            .lexeme(at + 1)
            .is_some_and(|next| next.ordinal.is_some() || next.time.is_some());
    at + usize::from(scan.word(at) == "the" && !kept)
}

/// “the year” and “month” after “the end of”, “later in”: the one of the day of writing.
pub(super) fn of_this(scan: &Scan<'_>, at: usize) -> Option<(Written, usize)> {
    let place = at + usize::from(scan.word(at) == "the");
    let unit = scan.lexeme(place)?.time?;
    let long = matches!(
        unit,
        TimeUnit::Week | TimeUnit::Month | TimeUnit::Year | TimeUnit::Decade | TimeUnit::Century
    );
    let plural = scan.word(place).ends_with('s');
    let more = matches!(scan.word(place + 1), "of" | "ended" | "ending");
    (long && !plural && !more).then_some((Written::Shift { unit, by: 0 }, place + 1))
}

/// “morning”, “late afternoon”, “in the evening” after a day.
pub(super) fn after(scan: &Scan<'_>, written: &Written, end: usize) -> (Option<Part>, usize) {
    let day = written.is_day() && !matches!(written, Written::Offset(_));
    match with_preposition(scan, end).filter(|_| day) {
        Some((part, end)) => (Some(part), end),
        None => (None, end),
    }
}

/// “morning”, “late-afternoon”, “in the evening”, “at night”.
fn with_preposition(scan: &Scan<'_>, at: usize) -> Option<(Part, usize)> {
    let comma = at + usize::from(scan.mark(at) == Some(','));
    let in_the = scan
        .past(comma, &["in", "the"])
        .or_else(|| scan.past(comma, &["at"]));
    let (part, end) = day_part(scan, in_the.unwrap_or(at))?;
    (in_the.is_some() || at == comma).then_some((part, end))
}

/// “morning”, “early morning”, “late-night”.
pub(in crate::value) fn day_part(scan: &Scan<'_>, at: usize) -> Option<(Part, usize)> {
    let narrowed = matches!(scan.word(at), "early" | "late" | "mid");
    let place = if narrowed {
        scan.past_hyphen(at + 1)
    } else {
        at
    };
    of_day(scan.word(place)).map(|part| (part, place + 1))
}

/// The part of the day that a word names.
pub(crate) fn of_day(word: &str) -> Option<Part> {
    Some(match word {
        "morning" | "mornings" => Part::Morning,
        "afternoon" | "afternoons" => Part::Afternoon,
        "evening" | "evenings" => Part::Evening,
        "night" | "nights" => Part::Night,
        _ => return None,
    })
}
