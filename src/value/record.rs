//! A value as one JSON object, for programs: what `claimtest read` prints a line of.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::amount::Amount;
use super::amount::unit::Unit;
use super::date::{self, Calendar};
use super::exact::Exact;
use super::interval::Bound;
use super::time::Clock;
use super::{Content, Value};

impl Serialize for Value {
    /// Writes `kind`, `canonical`, what the kind has of `value`, `lower`, `upper`, `unit`, `comparator`,
    /// `written`, `resolved`, then `span` and `figure` in bytes, and `words`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("kind", &self.kind)?;
        map.serialize_entry("canonical", &self.canonical())?;
        match &self.content {
            Content::Amount(amount) => amount_entries(&mut map, amount)?,
            Content::Ordinal(number) => map.serialize_entry("value", &number.to_string())?,
            Content::Date(calendar) => date_entries(&mut map, calendar)?,
            Content::Time(clock) => time_entries(&mut map, clock)?,
            Content::Polarity(polarity) => map.serialize_entry("value", polarity)?,
            Content::Words => {}
        }
        map.serialize_entry("span", &self.span)?;
        map.serialize_entry("figure", &self.figure)?;
        if let Some(note) = self.note {
            map.serialize_entry("note", note)?;
        }
        map.serialize_entry("words", &self.words)?;
        map.end()
    }
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
    let day = |bound: Bound<jiff::civil::Date>| bound.value().map(ToString::to_string);
    let resolved = calendar
        .days
        .map(|days| (day(days.low()), day(days.high())));
    map.serialize_entry(
        "resolved",
        &resolved.is_some().then(|| calendar.to_string()),
    )?;
    if let Some((first, last)) = resolved {
        map.serialize_entry("first", &first)?;
        map.serialize_entry("last", &last)?;
    }
    map.serialize_entry("part", &calendar.part)
}

fn time_entries<M: SerializeMap>(map: &mut M, clock: &Clock) -> Result<(), M::Error> {
    let time = Clock {
        day: None,
        zone: None,
        ..*clock
    };
    map.serialize_entry("value", &time.to_string())?;
    map.serialize_entry("zone", &clock.zone.map(|zone| zone.name))?;
    if let Some(day) = &clock.day {
        date_entries(map, day)?;
    }
    Ok(())
}
