//! Everything that a run has to say against something, as one list: the formats that are lists of
//! findings render these and nothing else.

use std::borrow::Cow;

use crate::claim::ClaimId;
use crate::diagnostic::{Diagnostic, Severity};
use crate::passage::Nearest;
use crate::source::SourceId;
use crate::verdict::{Outcome, Run};

use super::pending;

/// One thing that is wrong or worth seeing, and whose it is.
pub(super) struct Remark<'a> {
    /// The claim; none where it is about the project's files.
    pub(super) claim: Option<&'a ClaimId>,
    /// What is wrong, and where.
    pub(super) diagnostic: Cow<'a, Diagnostic>,
    /// The closest passage, where the cited one was not found.
    pub(super) nearest: Option<&'a (SourceId, Nearest)>,
    /// Why it is accepted for now, where it is.
    pub(super) waived: Option<&'a str>,
}

impl<'a> Remark<'a> {
    fn new(claim: Option<&'a ClaimId>, diagnostic: Cow<'a, Diagnostic>) -> Self {
        Self {
            claim,
            diagnostic,
            nearest: None,
            waived: None,
        }
    }

    /// Whether the run fails by it.
    pub(super) fn fails(&self) -> bool {
        self.waived.is_none() && self.diagnostic.severity == Severity::Error
    }
}

/// All remarks: on the project's files, then claim by claim, then on snapshots.
pub(super) fn all(run: &Run) -> impl Iterator<Item = Remark<'_>> {
    let claims = run.outcomes.iter().flat_map(of_claim);
    of_project(run).chain(claims).chain(of_snapshots(run))
}

/// Those on one claim.
pub(super) fn of_claim(outcome: &Outcome) -> impl Iterator<Item = Remark<'_>> {
    failures(outcome).chain(own_notes(outcome))
}

/// What is wrong with the project's files.
pub(super) fn of_project(run: &Run) -> impl Iterator<Item = Remark<'_>> {
    let diagnostics = run.diagnostics.iter();
    diagnostics.map(|it| Remark::new(None, Cow::Borrowed(it)))
}

/// Snapshots that wait for a review.
pub(super) fn of_snapshots(run: &Run) -> impl Iterator<Item = Remark<'_>> {
    run.pending.iter().map(|it| {
        let diagnostic = Cow::Owned(pending::diagnostic(it));
        Remark::new(it.claim.as_ref(), diagnostic)
    })
}

/// Why a claim does not hold.
pub(super) fn failures(outcome: &Outcome) -> impl Iterator<Item = Remark<'_>> {
    outcome.failures.iter().map(|failure| Remark {
        claim: Some(&outcome.id),
        diagnostic: Cow::Borrowed(&failure.diagnostic),
        nearest: failure.nearest.as_ref(),
        waived: outcome.waived.as_deref(),
    })
}

/// What should be seen of a claim besides, its waiver included.
pub(super) fn notes(outcome: &Outcome) -> impl Iterator<Item = Remark<'_>> {
    let waiver = waiver(outcome).map(|it| Remark::new(Some(&outcome.id), Cow::Owned(it)));
    own_notes(outcome).chain(waiver)
}

fn own_notes(outcome: &Outcome) -> impl Iterator<Item = Remark<'_>> {
    let notes = outcome.notes.iter();
    notes.map(|it| Remark::new(Some(&outcome.id), Cow::Borrowed(it)))
}

/// The waiver that is in force, as something to be seen.
fn waiver(outcome: &Outcome) -> Option<Diagnostic> {
    let reason = outcome.waived.as_ref()?;
    let message = format!("this failure is accepted for now: {reason}");
    Some(Diagnostic::warning("waived", message).at(outcome.file.clone(), outcome.span, ""))
}
