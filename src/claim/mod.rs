//! Claims as fixtures state them, read from TOML in two steps and validated.
//!
//! The first step knows TOML and nothing of claims; the second knows the keys ([`KEYS`]) and what they
//! take. Both report everything they find with exact places, and one broken claim hides no other.

mod key;
mod origin;
mod read;
mod schema;
mod template;
mod validate;

pub use key::{KEYS, Key, Place, Shape};
pub use read::read;
pub use schema::{schema, schema_file};
pub use template::Fault;
pub(crate) use validate::sources;
pub use validate::{check_sources, check_values};

use std::fmt;

use crate::passage::{Query, Rung, Scope};
use crate::source::SourceId;
use crate::span::Span;

pub use crate::span::Spanned;

/// The name of a claim: its file's topic, and its table.
#[derive(
    Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub struct ClaimId {
    /// The claim file's path below the claims folder, without its extension: `joint_statement`.
    pub topic: String,
    /// The table's name: `release-day`.
    pub name: String,
}

impl fmt::Display for ClaimId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}::{}", self.topic, self.name)
    }
}

/// A text with braces: `released on {Wednesday}`. [`Template::parse`] makes one, and it prints as it
/// was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Template {
    /// The text without its braces; doubled braces are single ones here.
    pub text: String,
    /// The bytes of `text` that stood in braces, in order.
    pub slots: Vec<Span>,
    /// Where each slot stands in the fixture file, its braces included.
    pub braces: Vec<Span>,
    /// The string in the fixture file, its quotation marks included.
    pub span: Span,
}

/// One claim, valid in itself; whether its sources exist is checked too.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its name.
    pub id: ClaimId,
    /// The fixture file, relative to the project.
    pub file: String,
    /// The table's name in the file.
    pub span: Span,
    /// The statement.
    pub statement: Template,
    /// `per` and `but`, in the order of the sources' ids.
    pub evidence: Vec<Evidence>,
    /// Whose words the passages are.
    pub speaker: Option<Spanned<String>>,
    /// `count.ID`.
    pub count: Vec<Count>,
    /// `absent.ID`.
    pub absent: Vec<Absent>,
    /// `order.ID`.
    pub order: Vec<Order>,
    /// `together.ID`.
    pub together: Vec<Together>,
    /// Sources that do not answer the question at all.
    pub silent: Vec<Spanned<SourceId>>,
    /// Sources in which the probe finds something else, and the reason.
    pub unrelated: Vec<(Spanned<SourceId>, Spanned<String>)>,
    /// For people.
    pub why: Option<String>,
    /// For filters.
    pub tags: Vec<String>,
    /// Who answers for it.
    pub owner: Option<String>,
    /// A failure that is accepted for now.
    pub waive: Option<Waive>,
    /// The loosest rung that may pass for this claim's passages.
    pub at_least: Option<Rung>,
}

/// Whether a source bears a claim out or contradicts it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stance {
    /// `per`: it bears the claim out.
    Per,
    /// `but`: it contradicts it.
    But,
}

/// What one source is cited with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// For or against.
    pub stance: Stance,
    /// The source; the span is that of the key.
    pub source: Spanned<SourceId>,
    /// The passages, at least one; their slots together are as many as the statement's
    /// (or none, where the statement's values are asserted by `count`).
    pub passages: Vec<Passage>,
}

/// A cited passage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// The words.
    pub template: Template,
    /// What must stand right before it.
    pub before: Option<Spanned<String>>,
    /// What must stand right after it.
    pub after: Option<Spanned<String>>,
    /// How far apart the pieces of an elided passage may lie.
    pub within: Scope,
    /// The loosest rung that may pass for this passage.
    pub at_least: Option<Rung>,
}

/// `count.ID`: how often words occur in a source; the statement's braces give the numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Count {
    /// The source.
    pub source: Spanned<SourceId>,
    /// One entry for each of the statement's slots; an entry is the spellings that count as one.
    pub terms: Vec<Vec<Spanned<String>>>,
}

/// `absent.ID`: words that do not occur.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Absent {
    /// The source, or `None` for `all`.
    pub source: Spanned<Option<SourceId>>,
    /// What must not occur.
    pub terms: Vec<Spanned<String>>,
    /// What must occur, so that a typo cannot pass.
    pub control: Vec<Spanned<String>>,
}

/// `order.ID`: passages that occur in this order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Order {
    /// The source.
    pub source: Spanned<SourceId>,
    /// At least two passages.
    pub passages: Vec<Spanned<String>>,
}

/// `together.ID`: terms that occur together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Together {
    /// The source.
    pub source: Spanned<SourceId>,
    /// At least two terms.
    pub terms: Vec<Spanned<String>>,
    /// How near to one another.
    pub within: Scope,
}

/// A failure that is accepted for now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waive {
    /// Why.
    pub reason: String,
    /// The last day on which it holds, if it ends by itself. Runs know no clock: the day is compared
    /// with the day that the caller states.
    pub until: Option<jiff::civil::Date>,
    /// The table in the fixture file.
    pub span: Span,
}

impl Passage {
    /// What is looked for.
    #[must_use]
    pub fn query(&self) -> Query<'_> {
        Query {
            text: &self.template.text,
            slots: &self.template.slots,
            before: self.before.as_ref().map(|text| text.value.as_str()),
            after: self.after.as_ref().map(|text| text.value.as_str()),
            within: self.within,
        }
    }

    /// The loosest rung that may pass: the passage's own, else the claim's, else the project's.
    #[must_use]
    pub fn limit(&self, claim: &Claim, project: Rung) -> Rung {
        self.at_least.or(claim.at_least).unwrap_or(project)
    }
}
