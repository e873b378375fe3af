//! Values in prose: what a number, a date, a duration or a name says, and how two of them compare.
//!
//! A value is a kind, an interval (or a set of days, or words), a unit, and the span it was read
//! from. Reading never looks at a clock: relative dates resolve against [`Context::written`].
//!
//! The tokens of a paragraph ([`token`]) go to the readers of the kinds ([`amount`], [`date`],
//! [`time`], [`polarity`]), and the longest reading wins ([`read`](mod@read)). Names and plain words
//! are read only where somebody says that a value stands there, in a claim's or a passage's braces.
//! Each kind's file says what it reads, and what it leaves unread and why. Across all kinds these are left
//! unread on purpose, because in news they are no values or none that could be compared:
//! - designations (“F-16”, “G7”, “Covid-19”), telephone numbers, addresses, versions;
//! - “last”, “next” and “current” as places in an order, “some”, “many” and “both” as counts;
//! - a unit or a currency without a figure (“to Celsius”), and “percent of 10”;
//! - “in three weeks” as a date, unless the words before it look ahead: it is as often the time that something takes;
//! - days that count from an event (“three days after the vote”);
//! - bare hours with no day beside them (“at five”);
//! - “the week”, “the year” and “the day” alone: as often any one as this one.

mod amount;
mod canonical;
mod compare;
mod cue;
mod date;
mod exact;
mod interval;
pub(crate) mod kept;
mod lexicon;
mod name;
mod polarity;
mod read;
mod record;
mod scan;
mod text;
mod time;
mod timex;
mod token;
mod whole;

pub use amount::Comparator;
pub use compare::{compare, conflict};
pub(crate) use compare::{is_more, times};
pub use name::Names;
pub(crate) use name::{distance, sounds};
pub use polarity::{Polarity, around};
pub(crate) use read::{Unread, may_be_part};
pub use read::{read, read_start};
pub use whole::read_whole;

use crate::span::Span;
use amount::Amount;
use date::Calendar;
use time::Clock;

/// What reading depends on besides the text.
#[derive(Clone, Debug, Default)]
pub struct Context<'a> {
    /// The day the text was written; “yesterday” and “Wednesday” resolve against it.
    pub written: Option<jiff::civil::Date>,
    /// The time of day it was written at, which “three hours ago” is counted from.
    pub time: Option<jiff::civil::Time>,
    /// Which one a day without its year, or a weekday without its week, is.
    pub undated: Undated,
    /// Whether 3/4/2023 is the fourth of March or the third of April.
    pub dates: DateOrder,
    /// The names that are one.
    pub names: Option<&'a Names>,
    /// The text that is read, which may introduce its own abbreviations: “International Criminal Court (ICC)”.
    pub text: Option<&'a str>,
}

/// Which one a day without its year, or a weekday without its week, is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Undated {
    /// As news has it: the latest one, unless the words around it look ahead or the next one is near.
    #[default]
    Nearest,
    /// The latest one up to and including the day of writing.
    Latest,
    /// The next one from the day of writing on, as announcements and agendas have it.
    Next,
}

/// The order of day and month in dates written with digits alone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// Month first: 3/4/2023 is the fourth of March.
    #[default]
    MonthFirst,
    /// Day first: 3/4/2023 is the third of April.
    DayFirst,
}

/// The kinds of value.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// A count or a number.
    Number,
    /// A place in an order.
    Ordinal,
    /// A share: percent, percentage points, basis points.
    Percentage,
    /// An amount of money.
    Money,
    /// A quantity with a unit of measurement.
    Quantity,
    /// A length of time.
    Duration,
    /// How old somebody or something is.
    Age,
    /// A day, month, year, or any other stretch of the calendar.
    Date,
    /// A time of day, with or without its day.
    Time,
    /// Whether something is affirmed or denied.
    Polarity,
    /// A person, place or organization.
    Name,
    /// Words that say nothing but themselves.
    Text,
}

/// One value read from a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Value {
    /// Its kind.
    pub kind: Kind,
    /// The bytes of the text it was read from.
    pub span: Span,
    /// The words, as they stand in the text.
    pub words: String,
    /// The bytes of the figure itself and its unit, without the words that bound it: “40” of “more
    /// than 40”.
    pub figure: Span,
    /// Why the reading is not certain, where it is not: “one” may be the pronoun.
    pub note: Option<&'static str>,
    /// The bytes of either end of a range of dates.
    ends: Option<[Span; 2]>,
    content: Content,
}

impl Value {
    /// Whether `other` compares with any value as this one does.
    pub(crate) fn reads_as(&self, other: &Self) -> bool {
        (self.kind, &self.words) == (other.kind, &other.words) && self.content == other.content
    }
}

/// What a value says.
#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]
enum Content {
    Amount(Amount),
    Ordinal(i64),
    Date(Calendar),
    Time(Clock),
    Polarity(Polarity),
    /// The words themselves: a name, or any text.
    Words,
}

/// How what a source says bears on what a claim asserts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Relation {
    /// Everything the evidence allows is allowed by the claim.
    Supports,
    /// As above; the same name, spelled differently.
    SupportsSpelledDifferently,
    /// The claim is the rounder figure, and the evidence rounds to it.
    SupportsRounded,
    /// The two have nothing in common.
    Refutes,
    /// The evidence allows what is claimed, and other things too.
    Undecided,
    /// The two cannot be compared; the words say why: `kilometres are not hours`.
    Incomparable(String),
}

impl Relation {
    /// Whether the evidence bears the claim out, in whichever of the three ways.
    #[must_use]
    pub fn supports(&self) -> bool {
        matches!(
            self,
            Self::Supports | Self::SupportsSpelledDifferently | Self::SupportsRounded
        )
    }
}
