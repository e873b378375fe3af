//! Whether two days, one of each text, may be two reports of one day, by how they are written and when the texts were.

use jiff::civil::Date;

use super::pair::Both;
use super::reading::{Reading, Sentence};
use crate::compare::frame::day;
use crate::value::{Kind, Value};

/// How many days apart two reports of one event may put it, where one gives a day of the week only.
const NEAR: i32 = 10;

const WEEK: i32 = 7;

/// Words with which a day is counted from another one of the text.
const COUNTED: [&str; 6] = ["next", "following", "same", "previous", "preceding", "that"];

/// A day as a text gives it.
#[derive(Clone, Copy)]
pub(super) struct When<'v> {
    pub(super) day: Date,
    value: &'v Value,
}

impl<'v> When<'v> {
    /// The day of a date or a time that is written canonically; none where it is no single day.
    pub(super) fn of(value: &'v Value, canonical: &str) -> Option<Self> {
        let is_when = matches!(value.kind, Kind::Date | Kind::Time);
        let day = day(canonical).filter(|_| is_when)?.parse().ok()?;
        Some(Self { day, value })
    }

    /// Whether it is written as one of the week, and nothing says of which week.
    pub(super) fn is_of_any_week(&self) -> bool {
        let words = self.value.words.to_lowercase();
        let first = words.split_whitespace().next().unwrap_or_default();
        first.ends_with("day")
            && !matches!(first, "today" | "yesterday" | "day")
            && !words.contains(|c: char| c.is_ascii_digit())
    }

    /// Whether it is counted from another day of the text: “the next morning”, “two days later”.
    fn is_counted(&self) -> bool {
        let words = self.value.words.to_lowercase();
        let mut words = words.split_whitespace();
        let is_beside = words.by_ref().take(2).any(|word| COUNTED.contains(&word));
        is_beside || matches!(words.last(), Some("later" | "earlier" | "before" | "after"))
    }

    /// Whether the two are one day, as far as they say: of whatever week, or as long after a day of which each text
    /// has its own.
    pub(super) fn is_one_with(&self, other: &Self) -> bool {
        let days = (other.day - self.day).get_days();
        let is_any = self.is_of_any_week() || other.is_of_any_week();
        let are_alike = || (self.value.words).eq_ignore_ascii_case(&other.value.words);
        days == 0 || is_any && days % WEEK == 0 || self.is_counted() && are_alike()
    }
}

/// Whether the two may be days of one event: not where a week lies between two days of the week, nor where it is over
/// in one text before the other was written, which still expects it.
pub(super) fn may_be_of_one(
    [x, y]: [When<'_>; 2],
    [s, t]: [&Sentence; 2],
    both: &Both<'_>,
) -> bool {
    let days = (y.day - x.day).get_days().abs();
    let is_any = x.is_of_any_week() || y.is_of_any_week();
    let written = [both.a, both.b].map(|reading| reading.source.meta.written);
    // A day of the week that is still to come may have been read as the last one.
    let is_past = |at: When<'_>, of: &Sentence, reading: &Reading<'_>| {
        !at.is_of_any_week() || !looks_ahead(of, reading)
    };
    let is_over = |at: When<'_>, other: When<'_>, written: Option<Date>| {
        let is_dated = !other.is_of_any_week() && !other.is_counted();
        is_dated && written.is_some_and(|written| at.day < written && other.day > written)
    };
    let is_passed = is_past(x, s, both.a) && is_over(x, y, written[1]) && written[0] >= Some(x.day)
        || is_past(y, t, both.b) && is_over(y, x, written[0]) && written[1] >= Some(y.day);
    (days <= NEAR || !is_any) && !is_passed
}

/// Whether a sentence tells of what is still to come: “will deal with it on Thursday”.
fn looks_ahead(sentence: &Sentence, reading: &Reading<'_>) -> bool {
    let tokens = reading.source.text.tokens();
    let mut words = sentence.words.iter();
    let is_ahead = |word: &str| matches!(word, "will" | "shall" | "can");
    sentence.expects.is_some() || words.any(|term| is_ahead(tokens.text(term.word.token as usize)))
}
