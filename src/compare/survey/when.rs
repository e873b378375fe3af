//! Whether two days, one of each text, may be two reports of one day, by how they are written and when the texts were.

use jiff::civil::Date;

use super::pair::Both;
use super::sentence::{Sentence, Term};
use crate::compare::frame::day;
use crate::source::token::Tokens;
use crate::source::{Text, quotation};
use crate::value::{Kind, Value};

/// How many days apart two reports of one event may put it, where one gives a day of the week only.
const NEAR: i32 = 10;

const WEEK: i32 = 7;

/// So many quotations may stand in one another around a word.
const NESTED: usize = 3;

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
        let words = &self.value.words;
        let first = words.split_whitespace().next().unwrap_or_default();
        let is_one_of = |list: &[&str]| list.iter().any(|it| first.eq_ignore_ascii_case(it));
        let end = first.len().saturating_sub("day".len());
        let is_day = first
            .get(end..)
            .is_some_and(|it| it.eq_ignore_ascii_case("day"));
        is_day
            && !is_one_of(&["today", "yesterday", "day"])
            && !words.contains(|c: char| c.is_ascii_digit())
    }

    /// Whether it is that day, as far as it says: of whatever week.
    pub(super) fn is_that_of(&self, day: Date) -> bool {
        let days = (day - self.day).get_days();
        days == 0 || self.is_of_any_week() && days % WEEK == 0
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
    let is_past = |at: When<'_>, of: &Sentence| !at.is_of_any_week() || !of.looks_ahead;
    let is_over = |at: When<'_>, other: When<'_>, written: Option<Date>| {
        let is_dated = !other.is_of_any_week() && !other.is_counted();
        is_dated && written.is_some_and(|written| at.day < written && other.day > written)
    };
    let is_passed = is_past(x, s) && is_over(x, y, written[1]) && written[0] >= Some(x.day)
        || is_past(y, t) && is_over(y, x, written[0]) && written[1] >= Some(y.day);
    (days <= NEAR || !is_any) && !is_passed
}

/// Whether a sentence tells of what is still to come: “will deal with it on Thursday”.
pub(super) fn looks_ahead(sentence: &Sentence, tokens: &Tokens) -> bool {
    let mut words = sentence.words.iter();
    let is_ahead = |word: &str| matches!(word, "will" | "shall" | "can");
    sentence.expects.is_some() || words.any(|term| is_ahead(tokens.text(term.word.token as usize)))
}

/// Whether a day is the one on which somebody speaks, or the writer writes: “‘We learned more today,’ he said”,
/// “two of them are in orbit today”; or may be of this week and of the next: “closed this Tuesday”. `words` are
/// those of its sentence.
pub(super) fn is_of_no_event(value: &Value, words: &[Term], text: &Text) -> bool {
    let is_said = || {
        let quotations = text.quotations();
        let before = quotations.partition_point(|it| it.span.start <= value.span.start);
        let near = quotations[..before].iter().rev().take(NESTED);
        let mut quoted = near.filter(|it| it.kind != quotation::Kind::Reported);
        quoted.any(|it| it.span.contains(value.span))
    };
    let letters = |term: &Term| text.tokens().text(term.word.token as usize);
    let has = |list: &[&str]| words.iter().any(|it| list.contains(&letters(it)));
    let is_now = || has(&["is", "are", "has", "have"]) && !has(&["was", "were", "had", "will"]);
    let own = value.words.to_lowercase();
    if own.starts_with("this ") && own.ends_with("day") {
        return !has(&["will"]);
    }
    let is = |word: &&str| value.words.eq_ignore_ascii_case(word);
    if ["today", "tonight"].iter().any(is) {
        is_said() || is_now()
    } else {
        ["yesterday", "tomorrow"].iter().any(is) && is_said()
    }
}
