//! The grammar of times: a point or a range of the clock, with a part of the day, a zone and a day on
//! either side.

use super::super::date::{self, Calendar, Part};
use super::super::scan::Scan;
use super::point::{self, Point};
use super::{Clock, Moment, zone};

/// A stretch of the clock, and what makes it one.
struct Face {
    from: Point,
    to: Option<Point>,
    end: usize,
    /// Whether it can be nothing but a time.
    sure: bool,
}

/// Reads the time at `at`, with its day; `dated` is the date that starts there, if one does.
pub(crate) fn read(
    scan: &Scan<'_>,
    at: usize,
    dated: Option<&(Calendar, usize)>,
) -> Option<(Clock, usize)> {
    if let Some(read) = dated.and_then(|dated| after_day(scan, dated)) {
        return Some(read);
    }
    if let Some((bound, start)) = date::limit(scan, at) {
        let one = date::limit(scan, start).is_none();
        let (clock, end) = one.then(|| read(scan, start, None)).flatten()?;
        let bound = Some(bound)
            .filter(|_| clock.to.is_none() && clock.from != Moment::Part(Part::Night))?;
        return Some((clock.bounded(bound), end));
    }
    let Some(face) = face(scan, at) else {
        return part_of_day(scan, at);
    };
    let (half, end) = half(scan, face.end);
    let (zone, end) = zone::read(scan, end).map_or((None, end), |(zone, end)| (Some(zone), end));
    let day = day_after(scan, end);
    let sure = face.sure || half.is_some();
    let (day, end) = match day {
        Some((day, end)) if sure || day.part.is_some_and(is_hours) || face.to.is_some() => {
            (Some(day), end)
        }
        _ if sure => (None, end),
        _ => return None,
    };
    let half = half.or(day.as_ref().and_then(|day| day.part).and_then(after_noon));
    let clock = clock(&face, half)?;
    Some((Clock { zone, day, ..clock }, end))
}

/// “Wednesday at 5 p.m.”, “2023-03-22T17:00”, “tomorrow from 7 to 9”.
fn after_day(scan: &Scan<'_>, (day, end): &(Calendar, usize)) -> Option<(Clock, usize)> {
    if !day.is_day() {
        return None;
    }
    let start = end + usize::from(matches!(scan.mark(*end), Some(',')) || scan.raw(*end) == "T");
    let limit = date::limit(scan, start);
    let told = limit.is_some()
        || matches!(scan.word(start), "at" | "around" | "by")
        || scan.mark(start) == Some('@');
    let start = limit.map_or(start + usize::from(told), |(_, start)| start);
    let about = matches!(scan.word(start), "about" | "around" | "approximately");
    let face = face(scan, start + usize::from(about))?;
    let numeral = matches!(scan.mark(*end), Some(',')) || !told && face.to.is_none();
    if !face.sure && (numeral || !ends(scan, face.end)) {
        return None;
    }
    let (half, end) = half(scan, face.end);
    let half = half.or(day.part.and_then(after_noon));
    let (zone, end) = zone::read(scan, end).map_or((None, end), |(zone, end)| (Some(zone), end));
    let clock = clock(&face, half)?;
    let day = Some(day.clone());
    let bound = limit.map(|(bound, _)| bound);
    Some((
        Clock {
            zone,
            day,
            bound,
            ..clock
        },
        end,
    ))
}

/// A point or a range: “5 p.m.”, “from 3 to 5 pm”, “9:30-11”.
fn face(scan: &Scan<'_>, at: usize) -> Option<Face> {
    let framed = matches!(scan.word(at), "from" | "between");
    let (from, place) = point::read(scan, at + usize::from(framed))?;
    let second = joint(scan, place, framed)
        .and_then(|joint| point::read(scan, joint))
        .filter(|(to, end)| (from.sure || to.sure || ends(scan, *end)) && !scan.is_dash(*end));
    if let Some((to, end)) = second {
        return Some(Face {
            from,
            to: Some(to),
            end,
            sure: to.sure || from.sure && ends(scan, end),
        });
    }
    (!framed).then_some(Face {
        from,
        to: None,
        end: place,
        sure: from.sure,
    })
}

/// Past the word or the dash between two times.
fn joint(scan: &Scan<'_>, at: usize, framed: bool) -> Option<usize> {
    let dash = scan.is_dash(at) && scan.is_glued(at) == scan.is_glued(at + 1);
    let word = matches!(scan.word(at), "to" | "until" | "till" | "through" | "thru")
        || framed && scan.word(at) == "and";
    (dash || word).then_some(at + 1)
}

/// Whether a bare hour may end here: nothing follows that it could count.
fn ends(scan: &Scan<'_>, at: usize) -> bool {
    if !scan.is_word(at) {
        return !matches!(scan.mark(at), Some('%' | '$' | '€' | '£' | '°')) && !scan.is_digits(at);
    }
    matches!(
        scan.word(at),
        "on" | "of"
            | "in"
            | "and"
            | "or"
            | "this"
            | "tomorrow"
            | "today"
            | "yesterday"
            | "next"
            | "last"
            | "at"
            | "for"
            | "with"
            | "to"
            | "the"
            | "by"
            | "that"
            | "but"
            | "as"
            | "tonight"
    )
}

/// “in the morning”, “at night”: whether it is after noon, and the place after it.
fn half(scan: &Scan<'_>, at: usize) -> (Option<bool>, usize) {
    let place = scan
        .past(at, &["in", "the"])
        .or_else(|| scan.past(at, &["at"]));
    let part = place.and_then(|place| Some((date::part_of_day(scan.word(place))?, place + 1)));
    match part {
        Some((part, end)) => (after_noon(part), end),
        None => (None, at),
    }
}

fn is_hours(part: Part) -> bool {
    after_noon(part).is_some()
}

fn after_noon(part: Part) -> Option<bool> {
    match part {
        Part::Morning => Some(false),
        Part::Afternoon | Part::Evening | Part::Night => Some(true),
        Part::Early | Part::Mid | Part::Late => None,
    }
}

/// The day after a time: “on Wednesday”, “tomorrow morning”, “of April 22”.
fn day_after(scan: &Scan<'_>, at: usize) -> Option<(Calendar, usize)> {
    let on = at + usize::from(scan.mark(at) == Some(','));
    let on = on + usize::from(matches!(scan.word(on), "on" | "of"));
    date::read(scan, on).filter(|(day, _)| day.is_day())
}

/// The moments of a face, in the half of the day that is given or that its other end is in.
fn clock(face: &Face, half: Option<bool>) -> Option<Clock> {
    let Some(to) = &face.to else {
        return Some(Clock::new(face.from.moment(half)?, None));
    };
    let at = |point: &Point, half| point.moment(half).map(|moment| moment.seconds().0);
    let (from_half, to_half) = match (face.from.afternoon, to.afternoon) {
        (Some(from), Some(to)) => (Some(from), Some(to)),
        // “3-4pm” is all afternoon, “11 to 3pm” is not.
        (None, Some(last)) => {
            let same = at(&face.from, Some(last))? <= at(to, Some(last))?;
            (Some(same == last), Some(last))
        }
        (Some(first), None) => {
            let same = at(&face.from, Some(first))? < at(to, Some(first))?;
            (Some(first), Some(same == first))
        }
        (None, None) if half.is_some() => (half, half),
        (None, None) => {
            let later =
                to.is_open() && face.from.is_open() && at(to, None)? <= at(&face.from, None)?;
            (None, later.then_some(true))
        }
    };
    Some(Clock::new(
        face.from.moment(from_half)?,
        Some(to.moment(to_half)?),
    ))
}

/// “in the morning”, “in the late afternoon”, “at night”, with the day that may follow.
fn part_of_day(scan: &Scan<'_>, at: usize) -> Option<(Clock, usize)> {
    let narrowed = matches!(scan.word(at), "early" | "earlier" | "late" | "later");
    let place = scan.past(at + usize::from(narrowed), &["in", "the"])?;
    let narrowed = matches!(scan.word(place), "early" | "late");
    let place = if narrowed {
        scan.past_hyphen(place + 1)
    } else {
        place
    };
    let part = date::part_of_day(scan.word(place))?;
    // “in the evening news”
    if scan.is_word(place + 1) && scan.lexeme(place + 1).is_none() {
        return None;
    }
    let end = place + 1;
    let (day, end) = match day_after(scan, end) {
        Some((day, end)) => (Some(day), end),
        None => (None, end),
    };
    let at_hour = scan.past(end, &["at"]).and_then(|hour| face(scan, hour));
    if let Some(face) = at_hour.filter(|face| face.sure || ends(scan, face.end)) {
        let clock = clock(&face, after_noon(part))?;
        return Some((Clock { day, ..clock }, face.end));
    }
    let clock = Clock::new(Moment::Part(part), None);
    Some((Clock { day, ..clock }, end))
}
