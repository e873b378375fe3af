//! `together.ID`: terms that occur together.
//!
//! # What it checks
//! That all terms stand, as whole words, in one sentence, in one paragraph, or within so many words.
//!
//! # When it holds
//! When one stretch of the source of that reach holds every term at least once. Letter case does not
//! matter.
//!
//! # Example
//! ```toml
//! [kishida-in-bucha]
//! claim        = "Kishida’s visit is told in one breath with Bucha."
//! together.000 = { terms = ["Kishida", "Bucha"], within = "sentence" }
//! ```
//!
//! # What it cannot tell
//! How they are related: “Kishida did not go to Bucha” holds them together too.

use super::{Findings, Ground, failure};
use crate::claim::{Claim, Together};
use crate::passage::Scope;
use crate::source::Source;
use crate::span::Span;
use crate::verdict::{Answer, Place, Role, Verdict};

pub(super) fn check(claim: &Claim, ground: &Ground<'_>, findings: &mut Findings) {
    for together in &claim.together {
        check_one(claim, together, ground, findings);
    }
}

fn check_one(claim: &Claim, together: &Together, ground: &Ground<'_>, findings: &mut Findings) {
    let Some(source) = ground.source(&together.source.value) else {
        return;
    };
    let mut answer = Answer::new(&source.id, Role::Together, Verdict::Supported);
    let places: Vec<Vec<Span>> = together
        .terms
        .iter()
        .map(|term| ground.mentions(&term.value, source))
        .collect();
    let mut complete = true;
    for (term, places) in together.terms.iter().zip(&places) {
        if places.is_empty() {
            complete = false;
            let message = format!("`{}` does not occur in {}", term.value, source.id);
            findings.fail(
                failure(claim, "together", term.span, message, "not found")
                    .help("spell the term as the source does; words count whole"),
            );
        }
    }
    match complete.then(|| nearest_group(&places, together.within, source)) {
        None => answer.verdict = Verdict::Missing,
        Some(Some(group)) => answer.evidence.extend(group.into_iter().map(Place::from)),
        Some(None) => {
            answer.verdict = Verdict::Refuted;
            let message = format!(
                "these terms never stand together in {} ({})",
                source.id,
                reach(together.within)
            );
            let mut diagnostic = failure(
                claim,
                "together",
                together.terms[0].span,
                message,
                "claimed together",
            );
            for places in &places {
                diagnostic = diagnostic.at(source.file.clone(), places[0], "first stands here");
            }
            findings.fail(diagnostic.help("widen `within`, or mend the claim"));
        }
    }
    answer.steps.push(format!(
        "looked for {} terms together in {} ({}): {}",
        together.terms.len(),
        source.id,
        reach(together.within),
        answer.verdict.verb()
    ));
    findings.answers.push(answer);
}

fn reach(scope: Scope) -> String {
    match scope {
        Scope::Sentence => "within one sentence".to_owned(),
        Scope::Paragraph => "within one paragraph".to_owned(),
        Scope::Source => "anywhere".to_owned(),
        Scope::Words(n) => format!("within {n} words"),
    }
}

/// One occurrence of each term, so that all lie within `scope`; the first such group in the text.
///
/// Walks all occurrences once from left to right, keeping the last one seen of each term.
fn nearest_group(places: &[Vec<Span>], scope: Scope, source: &Source) -> Option<Vec<Span>> {
    let mut all: Vec<(Span, usize)> = places
        .iter()
        .enumerate()
        .flat_map(|(term, spans)| spans.iter().map(move |&span| (span, term)))
        .collect();
    all.sort_unstable();
    let mut last: Vec<Option<Span>> = vec![None; places.len()];
    for (span, term) in all {
        last[term] = Some(span);
        let Some(group) = last.iter().copied().collect::<Option<Vec<Span>>>() else {
            continue;
        };
        let whole = group.iter().copied().reduce(Span::joined)?;
        if source.text.keeps_within(whole, scope) {
            return Some(group);
        }
    }
    None
}
