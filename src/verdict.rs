//! The vocabulary of results: what a source answers, whether a claim holds, and why not.
//!
//! Everything here is data that any report can render. The six verdicts map to FEVER's three:
//! supported is SUPPORTS, refuted is REFUTES, and the others are NOT ENOUGH INFO.

use serde::{Deserialize, Serialize};

use crate::claim::{ClaimId, Stance};
use crate::diagnostic::{Diagnostic, Severity};
use crate::passage::{Nearest, Rung};
use crate::source::SourceId;
use crate::span::Span;
use crate::value::Value;

/// What one source says to one claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// Everything the evidence allows is allowed by the claim.
    Supported,
    /// The evidence and the claim cannot both be true.
    Refuted,
    /// The passage was looked for and is not there.
    Missing,
    /// The evidence can be read in more than one way. Never green.
    Ambiguous,
    /// The passage is there, and its value or its speaker could not be read. Never green.
    Unread,
    /// The source does not answer.
    Silent,
}

impl Verdict {
    /// The verb that goes with a source's id: `004 refutes`.
    #[must_use]
    pub fn verb(self) -> &'static str {
        match self {
            Self::Supported => "supports",
            Self::Refuted => "refutes",
            Self::Missing => "missing",
            Self::Ambiguous => "ambiguous",
            Self::Unread => "unread",
            Self::Silent => "silent",
        }
    }
}

/// Which check an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Cited as bearing the claim out.
    Per,
    /// Cited as contradicting it.
    But,
    /// How often words occur.
    Count,
    /// Words that do not occur.
    Absent,
    /// Passages in an order.
    Order,
    /// Terms that occur together.
    Together,
    /// Not cited: found by putting the claim's evidence to the source as a question.
    Probe,
}

impl Role {
    /// Its name in fixtures and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Per => "per",
            Self::But => "but",
            Self::Count => "count",
            Self::Absent => "absent",
            Self::Order => "order",
            Self::Together => "together",
            Self::Probe => "probe",
        }
    }
}

impl Stance {
    /// The check that evidence of this stance goes through.
    #[must_use]
    pub fn role(self) -> Role {
        match self {
            Self::Per => Role::Per,
            Self::But => Role::But,
        }
    }
}

/// One place in a source that an answer rests on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Bytes of the source's original text.
    pub span: Span,
    /// The values' words within it, as bytes of the source.
    pub slots: Vec<Span>,
}

impl From<Span> for Place {
    fn from(span: Span) -> Self {
        Self {
            span,
            slots: Vec::new(),
        }
    }
}

/// Who says the words of an answer, as far as the source tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attribution {
    /// The speaker, by the fullest name the source gives.
    pub speaker: String,
    /// The words that the source has for the speaker there: “he”, “the Chinese leader”.
    pub words: String,
    /// Whether the source leaves no doubt.
    pub certain: bool,
    /// Who passes the words on, nearest first: a writer, an outlet.
    pub via: Vec<String>,
}

/// What one source answers to one claim, by one check.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Answer {
    /// The source.
    pub source: SourceId,
    /// The check.
    pub role: Role,
    /// The verdict.
    pub verdict: Verdict,
    /// The loosest rung that any of its passages took; none where no passage was looked for.
    pub rung: Option<Rung>,
    /// What was read, in the order of the claim's braces; spans are bytes of the source.
    #[serde(with = "crate::value::kept")]
    pub values: Vec<Value>,
    /// Whether a name is spelled here otherwise than in the claim.
    pub spelled_differently: bool,
    /// Whose words they are, where the claim names a speaker or the answer is a quotation.
    pub attribution: Option<Attribution>,
    /// Where it stands.
    pub evidence: Vec<Place>,
    /// How it came about, one step a line, in the order taken.
    pub steps: Vec<String>,
}

impl Answer {
    /// An answer with nothing found yet.
    #[must_use]
    pub fn new(source: &SourceId, role: Role, verdict: Verdict) -> Self {
        Self {
            source: source.clone(),
            role,
            verdict,
            rung: None,
            values: Vec::new(),
            spelled_differently: false,
            attribution: None,
            evidence: Vec::new(),
            steps: Vec::new(),
        }
    }
}

/// How the answers of several sources relate. The tool never says which is right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Finding {
    /// Values that cannot both be true.
    Conflict,
    /// The same words, given to different speakers.
    Attribution,
    /// The same quotation in different words.
    Wording,
    /// The same name, written differently.
    Spelling,
    /// The sources agree.
    Agreement,
}

impl Finding {
    /// Its name in snapshots and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Attribution => "attribution",
            Self::Wording => "wording",
            Self::Spelling => "spelling",
            Self::Agreement => "agreement",
        }
    }
}

/// Why a claim does not hold: a diagnostic, and the nearest passage where one was not found.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Failure {
    /// What was claimed, what was found, where, and how to mend it.
    pub diagnostic: Diagnostic,
    /// The closest passage, where the cited one is not in its source.
    pub nearest: Option<(SourceId, Nearest)>,
}

impl From<Diagnostic> for Failure {
    fn from(diagnostic: Diagnostic) -> Self {
        Self {
            diagnostic,
            nearest: None,
        }
    }
}

/// What became of one claim.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The claim.
    pub id: ClaimId,
    /// Its fixture file, relative to the project.
    pub file: String,
    /// Its table's name in that file.
    pub span: Span,
    /// The statement as written, braces included.
    pub statement: String,
    /// For filters.
    pub tags: Vec<String>,
    /// Whether every check on it passes, or its failure is waived.
    pub holds: bool,
    /// The reason of a waiver that is in force.
    pub waived: Option<String>,
    /// How the sources' answers relate, where more than one source answers.
    pub finding: Option<Finding>,
    /// How many independent origins bear the claim out.
    pub origins: usize,
    /// Sources that bear it out and count once, since the text of one is a copy of the other's.
    pub copies: Vec<[SourceId; 2]>,
    /// How many sources that say the same as others are not among the answers.
    #[serde(default)]
    pub unlisted: usize,
    /// All answers, in the order of sources, then roles.
    pub answers: Vec<Answer>,
    /// Sources that the fixture lists as silent.
    pub silent: Vec<SourceId>,
    /// Sources that the fixture dismisses as being about something else, with the reason.
    pub unrelated: Vec<(SourceId, String)>,
    /// Why it does not hold.
    pub failures: Vec<Failure>,
    /// What does not fail, and should be seen.
    pub notes: Vec<Diagnostic>,
}

/// How a claim's snapshot stands to what was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SnapshotState {
    /// It is as reviewed.
    Reviewed,
    /// There is none yet.
    New,
    /// It says something else.
    Changed,
    /// Nothing stands behind it any more.
    Orphan,
}

/// A snapshot that is not as reviewed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pending {
    /// The snapshot file, relative to the project.
    pub path: String,
    /// The claim, unless it is an orphan or the survey's.
    pub claim: Option<ClaimId>,
    /// Where the claim stands: its fixture file, and its table's name in it.
    pub place: Option<(String, Span)>,
    /// New, changed or orphaned.
    pub state: SnapshotState,
    /// What was reviewed; empty for a new one.
    pub old: String,
    /// What was found; empty for an orphan.
    pub new: String,
}

/// What a run did, in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// Claims that were evaluated.
    pub claims: usize,
    /// Checks on them.
    pub checks: usize,
    /// Sources that were read.
    pub sources: usize,
    /// Claims that do not hold.
    pub failed: usize,
    /// Sources that could not be read, and answers whose value or speaker could not.
    pub unread: usize,
    /// Claims that do not hold and are waived.
    #[serde(skip)]
    pub waived: usize,
    /// What should be seen and fails nothing.
    #[serde(skip)]
    pub notes: usize,
}

/// Two sources that count once, since the text of one is a copy of the other's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CopiedPair {
    /// The two.
    pub sources: [SourceId; 2],
    /// How much of each stands in the other, in percent of the lines that it tells in its own words.
    pub percent: [u32; 2],
    /// How many claims both bear out.
    pub claims: usize,
}

impl CopiedPair {
    /// The pair in words: `001 and 005 share 62 % of their sentences`.
    #[must_use]
    pub fn told(&self) -> String {
        let [a, b] = &self.sources;
        match self.percent {
            [x, y] if x == y => format!("{a} and {b} share {x} % of their sentences"),
            [x, y] => format!("{a} and {b} share {x} % and {y} % of their sentences"),
        }
    }
}

/// One run over a project: what every report renders.
#[derive(Clone, Debug, Default)]
pub struct Run {
    /// Every claim's outcome, by file, then place in the file.
    pub outcomes: Vec<Outcome>,
    /// Snapshots that are not as reviewed, by path.
    pub pending: Vec<Pending>,
    /// What is wrong with the project's files.
    pub diagnostics: Vec<Diagnostic>,
    /// Sources that copy one another, where a claim counts them once for it; by source.
    pub copies: Vec<CopiedPair>,
    /// The numbers.
    pub summary: Summary,
}

/// How a run ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Conclusion {
    /// All claims hold, and every disagreement is reviewed.
    Holds,
    /// A claim fails, or a disagreement is not reviewed.
    Fails,
    /// It could not check: a file could not be read, or there was nothing to check.
    CouldNotCheck,
}

impl Run {
    /// How it ends. What could not be checked outranks what failed.
    #[must_use]
    pub fn conclusion(&self) -> Conclusion {
        let broken = |diagnostic: &Diagnostic| diagnostic.severity == Severity::Error;
        if self.diagnostics.iter().any(broken) || self.summary.claims == 0 {
            Conclusion::CouldNotCheck
        } else if self.summary.failed > 0 || !self.pending.is_empty() {
            Conclusion::Fails
        } else {
            Conclusion::Holds
        }
    }
}
