//! `JUnit` XML, for the test views of CI systems: a suite a fixture file, a case a claim.
//!
//! A waived claim is a skipped case with the waiver's reason. A snapshot that waits for its review
//! fails its claim's case. What could not be checked at all is an error in a suite of its own, so
//! that a run that checked nothing is never green.

use std::collections::BTreeMap;

use quick_junit::{NonSuccessKind, Report, TestCase, TestCaseStatus, TestSuite};

use super::escape::one_line;
use super::remark::{self, Remark};
use super::{Input, Style, human};
use crate::claim::ClaimId;
use crate::diagnostic::Severity;
use crate::verdict::{Outcome, Pending};

/// The run as a document.
pub(super) fn render(input: &Input<'_>) -> String {
    let mut report = Report::new("claimtest");
    report.add_test_suites(project(input));
    report.add_test_suites(topics(input));
    report.add_test_suites(orphans(input));
    let text = report.to_string();
    text.expect("a document without a time is always written")
}

/// What is wrong with the project's files, where it stops a run.
fn project(input: &Input<'_>) -> Option<TestSuite> {
    let broken = remark::of_project(input.run).filter(Remark::fails);
    let cases: Vec<TestCase> = broken
        .map(|remark| {
            let text = human::diagnostic(&remark.diagnostic, input, false);
            let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
            status.set_type(remark.diagnostic.rule);
            status.set_message(one_line(&remark.diagnostic.message));
            status.set_description(text);
            let label = remark.diagnostic.labels.first();
            let name = label.map_or(remark.diagnostic.rule.to_owned(), |label| {
                input.place(label)
            });
            let mut case = TestCase::new(name, status);
            case.set_classname("project");
            case
        })
        .collect();
    suite("project", cases)
}

fn topics(input: &Input<'_>) -> Vec<TestSuite> {
    let pending = input.run.pending.iter();
    let pending: BTreeMap<&ClaimId, &Pending> = pending
        .filter_map(|it| it.claim.as_ref().map(|id| (id, it)))
        .collect();
    let mut suites: Vec<TestSuite> = Vec::new();
    for outcomes in input.run.outcomes.chunk_by(|a, b| a.id.topic == b.id.topic) {
        let cases = outcomes.iter().map(|outcome| {
            let pending = pending.get(&outcome.id).copied();
            case(outcome, pending, input)
        });
        suites.extend(suite(&outcomes[0].id.topic, cases.collect()));
    }
    suites
}

fn case(outcome: &Outcome, pending: Option<&Pending>, input: &Input<'_>) -> TestCase {
    let status = status(outcome, pending, input);
    let mut case = TestCase::new(outcome.id.name.as_str(), status);
    case.set_classname(outcome.id.topic.as_str());
    case.set_assertions(outcome.answers.len());
    case.extra
        .insert("file".into(), outcome.file.as_str().into());
    if let Some(position) = input.position(&outcome.file, outcome.span.start) {
        case.extra
            .insert("line".into(), position.line.to_string().into());
    }
    if outcome.holds && !outcome.notes.is_empty() {
        case.set_system_out(human::claim(outcome, input, Style::default()));
    }
    case
}

fn status(outcome: &Outcome, pending: Option<&Pending>, input: &Input<'_>) -> TestCaseStatus {
    if outcome.holds
        && pending.is_none()
        && let Some(reason) = &outcome.waived
    {
        let mut status = TestCaseStatus::skipped();
        status.set_message(one_line(&format!("waived: {reason}")));
        status.set_description(human::claim(outcome, input, Style::default()));
        return status;
    }
    if outcome.holds && pending.is_none() {
        return TestCaseStatus::success();
    }
    let mut texts = vec![human::claim(outcome, input, Style::default())];
    texts.extend(pending.map(|it| human::snapshot(it, false)));
    let snapshot = pending.map(super::pending::diagnostic);
    let failures = outcome.failures.iter().map(|failure| &failure.diagnostic);
    let failures = failures.filter(|_| !outcome.holds);
    let first = failures
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .chain(&snapshot)
        .next();
    let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
    if let Some(diagnostic) = first {
        status.set_type(diagnostic.rule);
        status.set_message(one_line(&diagnostic.message));
    }
    status.set_description(texts.join("\n\n"));
    status
}

/// Snapshots behind which no claim of the run stands.
fn orphans(input: &Input<'_>) -> Option<TestSuite> {
    let claimless = |it: &&Pending| {
        let id = it.claim.as_ref();
        id.is_none_or(|id| !input.run.outcomes.iter().any(|outcome| outcome.id == *id))
    };
    let cases = input.run.pending.iter().filter(claimless).map(|it| {
        let diagnostic = super::pending::diagnostic(it);
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Failure);
        status.set_type(diagnostic.rule);
        status.set_message(one_line(&diagnostic.message));
        status.set_description(human::snapshot(it, false));
        let mut case = TestCase::new(it.path.as_str(), status);
        case.set_classname("snapshots");
        case
    });
    suite("snapshots", cases.collect())
}

fn suite(name: &str, cases: Vec<TestCase>) -> Option<TestSuite> {
    let mut suite = TestSuite::new(name);
    suite.add_test_cases(cases);
    (suite.tests > 0).then_some(suite)
}
