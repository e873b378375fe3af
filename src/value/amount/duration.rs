//! Durations: “three-day”, “13 months”, “a year and a half”, “two-week-long”, “29-year-old”.
//!
//! “29-year-old” is an age, a kind of its own that compares with durations. “several years” and “for
//! weeks” are at least two of them. Years and months convert into one another, and so do weeks, days and shorter
//! units; between the two families a month is anything from 28 to 31 days. “a day” in “three times a
//! day” is a rate and not read. Not read at all: symbols of one letter other than `h`, and “second”
//! where it is the ordinal (“a second term”).

use super::super::exact::Exact;
use super::super::lexicon::{Lexeme, TimeUnit};
use super::super::scan::Scan;
use super::comparator::Comparator;
use super::numeral::{self, Numeral, Style};
use super::unit::Unit;
use super::{Figure, past_joint, suffix, toward};

/// The two families of units that convert exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Family {
    /// Counted in months.
    Months,
    /// Counted in seconds.
    Seconds,
}

/// The family of `unit`, and how many of the family's base units it is.
pub(crate) fn family(unit: TimeUnit) -> (Family, Exact) {
    let (family, factor) = match unit {
        TimeUnit::Second => (Family::Seconds, 1),
        TimeUnit::Minute => (Family::Seconds, 60),
        TimeUnit::Hour => (Family::Seconds, 3600),
        TimeUnit::Day => (Family::Seconds, 86_400),
        TimeUnit::Weekend => (Family::Seconds, 2 * 86_400),
        TimeUnit::Week => (Family::Seconds, 7 * 86_400),
        TimeUnit::Fortnight => (Family::Seconds, 14 * 86_400),
        TimeUnit::Month => (Family::Months, 1),
        TimeUnit::Quarter | TimeUnit::Season => (Family::Months, 3),
        TimeUnit::Year => (Family::Months, 12),
        TimeUnit::Decade => (Family::Months, 120),
        TimeUnit::Century => (Family::Months, 1200),
        TimeUnit::Millennium => (Family::Months, 12_000),
    };
    (family, Exact::int(factor))
}

/// The seconds that `months` can last, from the shortest to the longest.
pub(crate) fn long_units(months: Exact) -> Option<(Exact, Exact)> {
    let day = Exact::int(86_400);
    let (short, long) = (Exact::new(365, 12)?, Exact::new(366, 12)?);
    let years = months.over(Exact::int(12))?.is_integer();
    let (less, more) = if years || months == Exact::ZERO {
        (Exact::ZERO, Exact::ZERO)
    } else {
        (Exact::new(29, 12)?, Exact::new(1, 2)?)
    };
    let low = months.times(short)?.minus(less)?.times(day)?;
    let high = months.times(long)?.plus(more)?.times(day)?;
    Some((low, high))
}

/// The figure as a duration, if a unit of time follows it.
pub(super) fn suffixed(scan: &Scan<'_>, numeral: Numeral) -> Option<Figure> {
    let (unit, end) = unit_after(scan, &numeral)?;
    let figure = Figure::of(numeral, Unit::Time(unit), end);
    Some(aged(scan, compound(scan, figure, unit)))
}

/// “several years”, “a few minutes”, “for weeks”: at least two of them.
pub(super) fn vague(scan: &Scan<'_>, at: usize) -> Option<Figure> {
    let article = at + usize::from(scan.word(at) == "a");
    let (counted, place) = match scan.word(article) {
        "few" => (true, article + 1),
        "several" | "many" if article == at => (true, at + 1),
        _ if article == at => (false, at),
        _ => return None,
    };
    let unit = scan.lexeme(place)?.time?;
    let plural = scan.word(place).ends_with('s') || scan.word(place) == "millennia";
    let word = scan.word(place);
    let placed = counted
        || matches!(
            scan.word_before(at),
            "for"
                | "of"
                | "over"
                | "within"
                | "after"
                | "past"
                | "last"
                | "next"
                | "coming"
                | "in"
                | "took"
                | "takes"
        )
        || matches!(
            scan.word(place + 1),
            "ago" | "later" | "earlier" | "before" | "after" | "of" | "long"
        );
    let unusual = matches!(
        word,
        "seconds" | "quarters" | "seasons" | "weekends" | "mins" | "secs"
    );
    if !plural || !placed || (unusual && !counted) {
        return None;
    }
    let numeral = Numeral {
        value: Exact::int(2),
        step: None,
        end: place,
        style: Style::Words,
    };
    Some(Figure {
        comparator: Some(Comparator::AtLeast),
        ..Figure::of(numeral, Unit::Time(unit), past_long(scan, place + 1))
    })
}

/// “all day”, “full-month”: the whole of one.
pub(super) fn whole(scan: &Scan<'_>, at: usize) -> Option<Figure> {
    let place = scan.past_hyphen(at + 1);
    let unit = scan.lexeme(place)?.time?;
    let singular = !scan.word(place).ends_with('s');
    let read = match scan.word(at) {
        "all" => {
            singular
                && matches!(
                    unit,
                    TimeUnit::Day | TimeUnit::Week | TimeUnit::Month | TimeUnit::Year
                )
        }
        "full" | "whole" | "entire" => {
            singular && !matches!(unit, TimeUnit::Second | TimeUnit::Season)
        }
        _ => false,
    };
    let numeral = Numeral {
        value: Exact::ONE,
        step: Some(Exact::ONE),
        end: place,
        style: Style::Article,
    };
    read.then(|| Figure::of(numeral, Unit::Time(unit), place + 1))
}

/// What is written after a figure of years that is an age.
const YEARS_OLD: &str = "yo";

/// What is written after a figure of hours.
const HOURS: &str = "h";

/// Whether the word is a unit of time.
pub(super) fn names_unit(lexeme: &Lexeme) -> bool {
    lexeme.time.is_some() || matches!(lexeme.word, YEARS_OLD | HOURS)
}

/// Whether the word makes an age of the length of time that it ends.
pub(super) fn names_age(word: &str) -> bool {
    matches!(word, "old" | "olds" | "age" | YEARS_OLD)
}

/// The figure as an age, where its last word says so.
fn aged(scan: &Scan<'_>, figure: Figure) -> Figure {
    let last = scan.word(figure.end - 1);
    match figure.unit {
        Unit::Time(unit) if names_age(last) => Figure {
            unit: Unit::Age(unit),
            ..figure
        },
        _ => figure,
    }
}

/// “a day”, “an hour and a half”.
pub(super) fn with_article(scan: &Scan<'_>, at: usize) -> Option<Figure> {
    let article = matches!(scan.word(at), "a" | "an" | "another");
    let unit = scan.lexeme(at + 1)?.time?;
    let after = scan.word(at + 2);
    let read = match (unit, scan.word(at + 1)) {
        _ if !article || is_rate(scan, at) => false,
        (_, word) if word.ends_with('s') => false,
        (TimeUnit::Second | TimeUnit::Minute, "second" | "minute") => {
            !scan.is_word(at + 2)
                || matches!(
                    after,
                    "and" | "later" | "ago" | "or" | "of" | "to" | "in" | "long"
                )
        }
        (TimeUnit::Quarter | TimeUnit::Season | TimeUnit::Weekend, _) => false,
        _ => true,
    };
    if !read {
        return None;
    }
    let numeral = Numeral {
        value: Exact::ONE,
        step: Some(Exact::ONE),
        end: at + 1,
        style: Style::Article,
    };
    let end = past_long(scan, at + 2);
    Some(compound(
        scan,
        Figure::of(numeral, Unit::Time(unit), end),
        unit,
    ))
}

/// Whether “a day” at `at` says how often or how much: “three times a day”, “$5 a day”.
fn is_rate(scan: &Scan<'_>, at: usize) -> bool {
    let before = scan.before(at);
    let word = scan.word_before(at);
    let counted = || {
        (at.saturating_sub(6)..at).any(|place| {
            scan.is_digits(place)
                || scan
                    .lexeme(place)
                    .is_some_and(|lexeme| lexeme.number.is_some())
        })
    };
    let noun = at > 1 && scan.is_word(at - 1) && before.lexeme.is_none();
    let of_mass = noun && (scan.word(at - 2) == "of" || scan.word(at.wrapping_sub(3)) == "of");
    if at > 0 && (suffix::is_plural(scan, at - 1) || of_mass) && counted() {
        return true;
    }
    matches!(
        word,
        "times" | "once" | "twice" | "percent" | "cent" | "cents"
    ) || before.lexeme.is_some_and(|lexeme| {
        (lexeme.currency.is_some()
            || lexeme.measure.is_some()
            || lexeme.number.is_some()
            || lexeme.time.is_some())
            && lexeme.word != "second"
    }) || at > 0 && (scan.is_digits(at - 1) || scan.mark(at - 1) == Some('%'))
}

/// The unit of time after a figure, past at most one adjective: “three full days”.
fn unit_after(scan: &Scan<'_>, numeral: &Numeral) -> Option<(TimeUnit, usize)> {
    let hyphen = scan.is_hyphen(numeral.end);
    let mut at = numeral.end + usize::from(hyphen);
    let half = numeral.style == Style::Fraction;
    if half {
        at += usize::from(scan.word(at) == "of");
        at += usize::from(matches!(scan.word(at), "a" | "an" | "the"));
    } else if is_adjective(scan.word(at)) && !hyphen {
        // “14 billion last year”
        let plural = scan.word(at + 1).ends_with('s');
        at += usize::from(plural || toward::side(scan.word(at)).is_none());
    }
    if scan.word(at) == YEARS_OLD {
        return Some((TimeUnit::Year, at + 1));
    }
    if scan.raw(at) == HOURS && scan.is_glued(at) {
        return Some((TimeUnit::Hour, at + 1));
    }
    let unit = scan.lexeme(at)?.time?;
    let word = scan.word(at);
    let one = numeral.value == Exact::ONE || half;
    let fits = match word {
        // “twenty second” is the ordinal.
        "second" => one || (hyphen && numeral.style == Style::Digits),
        "quarter" | "season" | "weekend" => one && !half,
        "min" | "sec" => numeral.style != Style::Words || scan.mark(at + 1) != Some('.'),
        _ => true,
    };
    fits.then(|| (unit, past_long(scan, at + 1)))
}

fn is_adjective(word: &str) -> bool {
    matches!(
        word,
        "full"
            | "whole"
            | "entire"
            | "straight"
            | "consecutive"
            | "successive"
            | "more"
            | "additional"
            | "extra"
            | "further"
            | "fewer"
            | "less"
            | "long"
            | "business"
            | "working"
            | "calendar"
            | "trading"
            | "mere"
            | "last"
            | "past"
            | "previous"
            | "next"
            | "coming"
            | "upcoming"
    )
}

/// Past what an age or a length adds: “-long”, “-old”, “ old”, “ of age”.
fn past_long(scan: &Scan<'_>, at: usize) -> usize {
    let hyphen = scan.past_hyphen(at);
    if matches!(scan.word(hyphen), "long" | "old" | "olds") {
        return hyphen + 1;
    }
    scan.past(at, &["of", "age"]).unwrap_or(at)
}

/// The duration with the smaller parts that follow it: “2 years, 3 months”, “a year and a half”.
fn compound(scan: &Scan<'_>, first: Figure, unit: TimeUnit) -> Figure {
    let mut figure = half_more(scan, first).unwrap_or(first);
    let mut last = unit;
    for _ in 0..6 {
        let Some((next, part)) = smaller(scan, &figure, last) else {
            break;
        };
        figure = next;
        last = part;
    }
    figure
}

/// “and a half” after the unit.
fn half_more(scan: &Scan<'_>, figure: Figure) -> Option<Figure> {
    let at = figure.end;
    let (part, end) = [
        (2, scan.past(at, &["and", "a", "half"])),
        (2, scan.past(at, &["and", "half"])),
        (4, scan.past(at, &["and", "a", "quarter"])),
    ]
    .into_iter()
    .find_map(|(part, end)| Some((part, end?)))?;
    let of = matches!(scan.word(end), "of" | "a" | "an" | "million");
    (!of).then(|| {
        Some(Figure {
            value: figure.value.plus(Exact::new(1, part)?)?,
            step: None,
            end,
            ..figure
        })
    })?
}

fn smaller(scan: &Scan<'_>, figure: &Figure, unit: TimeUnit) -> Option<(Figure, TimeUnit)> {
    let start = past_joint(scan, figure.end);
    let (value, part, end) = match numeral::read(scan, start) {
        Some(numeral) if !numeral.value.is_negative() => {
            let (part, end) = unit_after(scan, &numeral)?;
            (numeral.value, part, end)
        }
        _ => {
            let one = matches!(scan.word(start), "a" | "an") && start > figure.end;
            let part = scan.lexeme(start + 1)?.time.filter(|_| one)?;
            (Exact::ONE, part, start + 2)
        }
    };
    if part >= unit {
        return None;
    }
    let Unit::Time(written) = figure.unit else {
        return None;
    };
    let ((from, factor), (to, part_factor)) = (family(written), family(part));
    // A year of days has 365 of them, a month 30: only ever needed for “1 year, 2 days”.
    let bridge = match (from, to) {
        (Family::Months, Family::Seconds) => {
            let years = factor.over(Exact::int(12))?;
            let days = if years.is_integer() {
                years.times(Exact::int(365))?
            } else {
                factor.times(Exact::int(30))?
            };
            days.times(Exact::int(86_400))?
        }
        _ => factor,
    };
    let value = figure.value.times(bridge)?.over(part_factor)?.plus(value)?;
    let joined = Figure {
        value,
        step: Some(Exact::ONE),
        unit: Unit::Time(part),
        end,
        ..*figure
    };
    Some((joined, part))
}
