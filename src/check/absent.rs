//! `absent.ID`: words that do not occur in a source.
//!
//! # What it checks
//! That none of the terms stands in the source, or with `absent.all` in any source, as whole words.
//! With `control`, that each of those terms *does* stand there, so that a typo cannot pass.
//!
//! # When it holds
//! When every term is found nowhere and every control is found. Unlike `count`, letter case does not
//! matter here: a word that stands in capitals is not absent.
//!
//! # Example
//! ```toml
//! [no-special-military-operation]
//! claim      = "No source adopts the Kremlin’s term for the war."
//! absent.all = { terms = ["special military operation"], control = "invasion" }
//! ```
//!
//! # What it cannot tell
//! Whether the source says the same in other words.

use super::{Findings, Ground, failure, times};
use crate::claim::{Absent, Claim};
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::verdict::{Answer, Place, Role, Verdict};

pub(super) fn check(claim: &Claim, ground: &Ground<'_>, findings: &mut Findings) {
    for absent in &claim.absent {
        let sources: Vec<&Source> = match &absent.source.value {
            Some(id) => ground.source(id).into_iter().collect(),
            None => ground.sources.iter().collect(),
        };
        for source in &sources {
            check_terms(claim, absent, source, ground, findings);
        }
        check_control(claim, absent, &sources, ground, findings);
    }
}

fn check_terms(
    claim: &Claim,
    absent: &Absent,
    source: &Source,
    ground: &Ground<'_>,
    findings: &mut Findings,
) {
    let mut answer = Answer::new(&source.id, Role::Absent, Verdict::Supported);
    for term in &absent.terms {
        let places = ground.mentions(&term.value, source);
        answer.steps.push(format!(
            "looked for `{}` in {}: found {}",
            term.value,
            source.id,
            times(places.len())
        ));
        if places.is_empty() {
            continue;
        }
        answer.verdict = Verdict::Refuted;
        let mut diagnostic = failure(
            claim,
            "absent",
            term.span,
            format!(
                "`{}` is claimed to be absent, and occurs {} in {}",
                term.value,
                times(places.len()),
                source.id
            ),
            "claimed absent",
        );
        for place in places.iter().take(3) {
            diagnostic = diagnostic.at(source.file.clone(), *place, "found here");
        }
        findings.fail(
            diagnostic.help(
                "if the word is there in another sense, claim with `count` how often it occurs",
            ),
        );
        answer.evidence.extend(places.into_iter().map(Place::from));
    }
    findings.answers.push(answer);
}

fn check_control(
    claim: &Claim,
    absent: &Absent,
    sources: &[&Source],
    ground: &Ground<'_>,
    findings: &mut Findings,
) {
    for control in &absent.control {
        let occurs = sources
            .iter()
            .any(|source| !ground.mentions(&control.value, source).is_empty());
        if !occurs {
            let diagnostic: Diagnostic = failure(
                claim,
                "absent",
                control.span,
                format!(
                    "the control `{}` does not occur, so that the absence proves nothing",
                    control.value
                ),
                "must occur",
            );
            findings.fail(
                diagnostic.help(
                    "choose a control that stands in the source, spelled as the terms would be",
                ),
            );
        }
    }
}
