//! A value as one JSON object, for programs: what `claimtest read FILE --values --format jsonl` prints a
//! line of.
//!
//! Every value has `kind`, `canonical`, `words`, and the bytes of its `span` and of its `figure` (the value
//! without the words that bound it), each as `start` and `end`. Dates, times and durations have besides:
//!
//! | key | of | says |
//! |---|---|---|
//! | `written`, `resolved` | dates | what was written, in canonical words; what that was resolved to, or null |
//! | `first`, `last` | dates, times | the first and the last day that are allowed; null where a bound leaves one open |
//! | `start`, `end` | all three | the stretch that is named, as ISO 8601 with `end` not part of it: days of a date; the moment of a time or the two of a range (`T17:00:00` without its day); what “the last three months” covers |
//! | `grain` | dates, times | the unit it is given to: `day`, `week`, `quarter`, `hour`, `minute` |
//! | `part` | dates | `early`, `late`, `morning` and the like |
//! | `limit` | dates, times | `since`, `after`, `before`, `until`; the stretch is then the one that bounds |
//! | `timex` | all three | the TIMEX3 value, of both ends with a slash where it is a range |
//! | `ends` | ranges of dates | the bytes of either end |
//! | `reached` | distances | the very day and time: “two weeks ago” is a week, and this day of it |
//! | `other` | undated ones | first and last day on the other side of the day of writing: the Friday to come |
//! | `zone`, `day`, `value` | times | the zone, the words of the day, the time alone |
//! | `value`, `lower`, `upper`, `unit` | durations | as with every amount |

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::amount::Amount;
use super::amount::numeral::{self, Style};
use super::amount::unit::Unit;
use super::date::{self, Calendar};
use super::exact::Exact;
use super::interval::Bound;
use super::scan::Scan;
use super::time::Clock;
use super::token;
use super::{Content, Context, Value, timex};
use crate::span::Span;
use jiff::civil::Date;

impl Serialize for Value {
    /// Writes `kind`, `canonical`, what the kind has of `value`, `lower`, `upper`, `unit`, `comparator`,
    /// `numerals`, `written`, `resolved`, then `span` and `figure` in bytes, and `words`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &self.kind)?;
        map.serialize_entry("canonical", &self.canonical())?;
        match &self.content {
            Content::Amount(amount) => {
                amount_entries(&mut map, amount)?;
                map.serialize_entry("numerals", &numerals(self, amount))?;
            }
            Content::Ordinal(number) => map.serialize_entry("value", &number.to_string())?,
            Content::Date(calendar) => date_entries(&mut map, calendar)?,
            Content::Time(clock) => time_entries(&mut map, clock)?,
            Content::Polarity(polarity) => map.serialize_entry("value", polarity)?,
            Content::Words => {}
        }
        map.serialize_entry("span", &self.span)?;
        map.serialize_entry("figure", &self.figure)?;
        if let Some(ends) = &self.ends {
            map.serialize_entry("ends", ends)?;
        }
        if let Some(note) = self.note {
            map.serialize_entry("note", note)?;
        }
        map.serialize_entry("words", &self.words)?;
        map.end()
    }
}

/// One figure as it is written, before its unit is converted: 5 and 11 of “5ft 11in”, 40 of “40p”.
#[derive(serde::Serialize)]
struct Written {
    value: String,
    span: Span,
}

/// The figures of an amount as they are written; none where a word alone counts (“dozens”, “a year”).
fn numerals(value: &Value, amount: &Amount) -> Vec<Written> {
    let context = Context::default();
    let text = &value.words[..value.figure.end - value.span.start];
    let (mut tokens, mut written) = (Vec::new(), Vec::new());
    token::paragraph(text, 0, &mut tokens);
    let scan = Scan::new(text, &tokens, &context);
    let first = value.figure.start - value.span.start;
    let mut place = tokens.partition_point(|token| token.start < first);
    while place < tokens.len() {
        let Some(read) = numeral::read(&scan, place).filter(|read| read.style != Style::Article)
        else {
            place += 1;
            continue;
        };
        let (start, end) = (tokens[place].start, tokens[read.end - 1].end);
        written.push(Written {
            value: read.value.to_string(),
            span: Span::new(value.span.start + start, value.span.start + end),
        });
        place = read.end;
    }
    // What follows the figure can make it millions: “3.2m people”.
    if let ([only], Unit::One, Some(point)) =
        (&mut written[..], amount.unit, amount.figure.as_point())
    {
        let counted = point.to_string();
        if only.value != counted {
            (only.value, only.span) = (counted, value.figure);
        }
    }
    written
}

fn amount_entries<M: SerializeMap>(map: &mut M, amount: &Amount) -> Result<(), M::Error> {
    if let Some(point) = amount.figure.as_point() {
        map.serialize_entry("value", &point.to_string())?;
    }
    bound(map, "lower", amount.interval.low())?;
    bound(map, "upper", amount.interval.high())?;
    let unit = match amount.unit {
        Unit::One => None,
        Unit::Percent => Some("percent"),
        Unit::PercentPoint => Some("percentage point"),
        Unit::Money(code) => Some(code),
        Unit::Time(unit) | Unit::Age(unit) => Some(date::unit_name(unit)),
        Unit::Measure(measure) => Some(measure.name),
    };
    map.serialize_entry("unit", &unit)?;
    if let Unit::Time(unit) | Unit::Age(unit) = amount.unit {
        map.serialize_entry("timex", &timex::of_duration(amount, unit))?;
    }
    if let Some((from, to)) = amount.stretch {
        map.serialize_entry("start", &from.to_string())?;
        map.serialize_entry("end", &to.to_string())?;
    }
    map.serialize_entry("comparator", &amount.comparator)?;
    let approximate = amount.comparator.is_some_and(super::Comparator::is_soft);
    map.serialize_entry("approximate", &approximate)
}

/// One end: its value and whether it is allowed itself, or null where there is no end.
fn bound<M: SerializeMap>(map: &mut M, key: &str, bound: Bound<Exact>) -> Result<(), M::Error> {
    #[derive(serde::Serialize)]
    struct End {
        value: String,
        included: bool,
    }
    let included = matches!(bound, Bound::Closed(_));
    let end = bound.value().map(|value| End {
        value: value.to_string(),
        included,
    });
    map.serialize_entry(key, &end)
}

fn date_entries<M: SerializeMap>(map: &mut M, calendar: &Calendar) -> Result<(), M::Error> {
    map.serialize_entry("written", &calendar.written())?;
    let resolved = calendar.days.is_some().then(|| calendar.to_string());
    map.serialize_entry("resolved", &resolved)?;
    if let Some(allowed) = calendar.allowed() {
        let day = |bound: Bound<Date>| bound.value().map(ToString::to_string);
        map.serialize_entry("first", &day(allowed.low()))?;
        map.serialize_entry("last", &day(allowed.high()))?;
    }
    if let Some((low, high)) = calendar.stretch() {
        map.serialize_entry("start", &low.to_string())?;
        map.serialize_entry("end", &high.tomorrow().ok().map(|day| day.to_string()))?;
    }
    map.serialize_entry("grain", &calendar.from.grain().map(date::unit_name))?;
    map.serialize_entry("part", &calendar.part)?;
    map.serialize_entry("limit", &calendar.bound)?;
    map.serialize_entry("timex", &timex::of_date(calendar))?;
    if let Some(reached) = calendar.reached {
        map.serialize_entry("reached", &reached.to_string())?;
    }
    match calendar.other_ends() {
        Some(other) => map.serialize_entry("other", &other),
        None => Ok(()),
    }
}

fn time_entries<M: SerializeMap>(map: &mut M, clock: &Clock) -> Result<(), M::Error> {
    map.serialize_entry("value", &clock.bare().to_string())?;
    map.serialize_entry("zone", &clock.zone.map(|zone| zone.name))?;
    map.serialize_entry("grain", clock.from.grain())?;
    map.serialize_entry("limit", &clock.bound)?;
    map.serialize_entry("timex", &timex::of_time(clock))?;
    let (first, last) = clock.ends();
    map.serialize_entry("start", &first)?;
    map.serialize_entry("end", &last)?;
    let Some(day) = &clock.day else {
        return Ok(());
    };
    let named = |bound: Bound<Date>| bound.value().map(ToString::to_string);
    if let Some(allowed) = day.allowed() {
        map.serialize_entry("first", &named(allowed.low()))?;
        map.serialize_entry("last", &named(allowed.high()))?;
    }
    if let Some(other) = day.other_ends() {
        map.serialize_entry("other", &other)?;
    }
    map.serialize_entry("day", &day.written())
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;

    #[test]
    fn the_figures_are_given_as_they_are_written() {
        for (text, expected) in [
            ("standing 5ft 11in tall", &["5 @9..10", "11 @13..15"][..]),
            ("costs 40p", &["40 @6..8"]),
            (
                "from 1 to 2 million people",
                &["1 @5..6", "2000000 @10..19"],
            ),
            ("some 3.2m people", &["3200000 @5..9"]),
            ("dozens of people", &[]),
            ("about a year", &[]),
        ] {
            let values = read(text, &Context::default());
            let record = serde_json::to_value(&values[0]).unwrap();
            let numerals: Vec<String> = record["numerals"]
                .as_array()
                .unwrap()
                .iter()
                .map(|one| {
                    let (value, span) = (one["value"].as_str().unwrap(), &one["span"]);
                    format!("{value} @{}..{}", span["start"], span["end"])
                })
                .collect();
            assert_eq!(numerals, expected, "{text}");
        }
    }
}
