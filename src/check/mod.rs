//! Checks: what each key of a fixture requires of the sources.
//!
//! One file a check, named as the key. [`claim`] runs all that a claim carries; all must hold. A check
//! never stops another: a claim with three broken passages shows three failures.

mod absent;
pub(crate) mod answers;
mod count;
mod ground;
mod missing;
mod order;
mod passage;
mod silent;
mod speaker;
mod together;
mod unread;
mod unrelated;
mod value;

pub use answers::{Answers, Probed, SourceAnswers};
pub use ground::Ground;

use crate::claim::Claim;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceId;
use crate::span::Span;
use crate::verdict::{Answer, Failure, Outcome};

/// What the checks of one claim find, before it is summed up.
#[derive(Default)]
struct Findings {
    answers: Vec<Answer>,
    failures: Vec<Failure>,
    notes: Vec<Diagnostic>,
}

impl Findings {
    fn fail(&mut self, failure: impl Into<Failure>) {
        self.failures.push(failure.into());
    }
}

/// Evaluates everything that one claim carries against the sources.
///
/// The outcome holds when no check fails. Comparing the answers of several sources, and waiving a
/// failure, come after this.
#[must_use]
pub fn claim(claim: &Claim, ground: &Ground<'_>) -> Outcome {
    let mut findings = Findings {
        answers: Vec::with_capacity(claim.evidence.len() + claim.count.len()),
        ..Findings::default()
    };
    unread::check(claim, ground, &mut findings);
    each(claim, ground, &mut findings, count::check);
    let fails = |note: &Diagnostic| ground.fail_on.iter().any(|rule| rule == note.rule);
    let (denied, notes) = findings.notes.into_iter().partition(fails);
    findings.notes = notes;
    let denied: Vec<Diagnostic> = denied;
    findings.failures.extend(denied.into_iter().map(|note| {
        let severity = Severity::Error;
        Failure::from(Diagnostic { severity, ..note })
    }));
    findings
        .answers
        .sort_by(|a, b| (&a.source, a.role).cmp(&(&b.source, b.role)));
    Outcome {
        id: claim.id.clone(),
        file: claim.file.clone(),
        span: claim.span,
        statement: claim.statement.to_string(),
        tags: claim.tags.clone(),
        holds: findings.failures.is_empty(),
        waived: None,
        finding: None,
        origins: 0,
        copies: Vec::new(),
        unlisted: 0,
        answers: findings.answers,
        silent: claim.silent.iter().map(|id| id.value.clone()).collect(),
        unrelated: claim
            .unrelated
            .iter()
            .map(|(id, reason)| (id.value.clone(), reason.value.clone()))
            .collect(),
        failures: findings.failures,
        notes: findings.notes,
    }
}

/// Asks the sources what [`claim`] asks them. What is counted is not held against the claim, which takes the
/// longest to work out.
fn ask(claim: &Claim, ground: &Ground<'_>) {
    let mut unused = Findings::default();
    each(claim, ground, &mut unused, |claim, ground, _| {
        count::ask(claim, ground);
    });
}

/// Puts everything that a claim carries to the sources that were read; `count` is what becomes of its counts.
fn each(
    claim: &Claim,
    ground: &Ground<'_>,
    findings: &mut Findings,
    count: fn(&Claim, &Ground<'_>, &mut Findings),
) {
    passage::check(claim, ground, findings);
    count(claim, ground, findings);
    absent::check(claim, ground, findings);
    order::check(claim, ground, findings);
    together::check(claim, ground, findings);
    silent::check(claim, ground, findings);
    unrelated::check(claim, ground, findings);
}

/// A failure that points at `span` of the claim's fixture.
fn failure(
    claim: &Claim,
    rule: &'static str,
    span: Span,
    message: impl Into<String>,
    label: impl Into<String>,
) -> Diagnostic {
    Diagnostic::error(rule, message).at(claim.file.clone(), span, label)
}

/// `time` with its number: `1 time`, `3 times`.
fn times(n: usize) -> String {
    match n {
        0 => "never".to_owned(),
        1 => "once".to_owned(),
        2 => "twice".to_owned(),
        _ => format!("{n} times"),
    }
}

/// Ids as a list in prose: `000, 002 and 004`.
fn listed(ids: &[&SourceId]) -> String {
    match ids {
        [] => String::new(),
        [one] => one.to_string(),
        [rest @ .., last] => {
            let rest: Vec<&str> = rest.iter().map(|id| id.as_str()).collect();
            format!("{} and {last}", rest.join(", "))
        }
    }
}
