//! Values in prose: what a number, a date, a duration or a name says, and how two of them compare.
//!
//! A value is a kind, an interval (or a set of days, or words), a unit, and the span it was read
//! from. Reading never looks at a clock: relative dates resolve against [`Context::written`].

use crate::span::Span;

mod name;
pub use name::Names;

/// What reading depends on besides the text.
#[derive(Clone, Debug, Default)]
pub struct Context<'a> {
    /// The day the text was written; “yesterday” and “Wednesday” resolve against it.
    pub written: Option<jiff::civil::Date>,
    /// Whether 3/4/2023 is the fourth of March or the third of April.
    pub dates: DateOrder,
    /// The names that are one.
    pub names: Option<&'a Names>,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize)]
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
}

impl Value {
    /// What it says, in one canonical form: `1`, `(12, ∞)`, `2023-03-22`, `3 days`.
    #[must_use]
    pub fn canonical(&self) -> String {
        self.words.clone()
    }
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

/// Reads every value in `text`, in order; spans never overlap.
#[must_use]
pub fn read(text: &str, context: &Context<'_>) -> Vec<Value> {
    let _ = (text, context);
    Vec::new()
}

/// Reads the whole of `text` as one value, as a claim's braces assert it.
///
/// With a `kind` it reads a value of that kind or nothing; without, the most specific kind that
/// covers the whole text, and [`Kind::Text`] where nothing else fits.
#[must_use]
pub fn read_whole(text: &str, kind: Option<Kind>, context: &Context<'_>) -> Option<Value> {
    let _ = (kind, context);
    (!text.trim().is_empty()).then(|| Value {
        kind: Kind::Text,
        span: Span::new(0, text.len()),
        words: text.to_owned(),
    })
}

/// Compares what is claimed with what was found.
#[must_use]
pub fn compare(claimed: &Value, found: &Value, context: &Context<'_>) -> Relation {
    let _ = context;
    if claimed.words == found.words {
        Relation::Supports
    } else {
        Relation::Refutes
    }
}

/// Whether two values found in two sources cannot both be true. Symmetric.
#[must_use]
pub fn conflict(a: &Value, b: &Value, context: &Context<'_>) -> bool {
    let _ = context;
    a.words != b.words
}
