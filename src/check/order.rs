//! `order.ID`: passages that occur in this order.
//!
//! # What it checks
//! That the passages stand in the source one after another, none beginning before the one before it
//! ends.
//!
//! # When it holds
//! When one occurrence of each can be chosen so that they follow one another. The ladder finds them,
//! so that quotation marks, line breaks and case do not matter.
//!
//! # Example
//! ```toml
//! [charter-before-ukraine]
//! claim     = "The statement turns to Ukraine only after the U.N. Charter."
//! order.000 = ["the U.N. Charter", "Ukraine featured only once"]
//! ```
//!
//! # What it cannot tell
//! Whether the events happened in that order: it is the order of telling.

use super::missing::missing;
use super::{Findings, Ground, failure};
use crate::claim::{Claim, Order};
use crate::passage::{Query, Rung};
use crate::span::Span;
use crate::verdict::{Answer, Place, Role, Verdict};

pub(super) fn check(claim: &Claim, ground: &Ground<'_>, findings: &mut Findings) {
    for order in &claim.order {
        check_one(claim, order, ground, findings);
    }
}

fn check_one(claim: &Claim, order: &Order, ground: &Ground<'_>, findings: &mut Findings) {
    let Some(source) = ground.source(&order.source.value) else {
        return;
    };
    let limit = claim.at_least.unwrap_or(ground.at_least);
    let mut answer = Answer::new(&source.id, Role::Order, Verdict::Supported);
    let mut previous: Option<Span> = None;
    for passage in &order.passages {
        let query = Query::new(&passage.value);
        let found: Vec<(Span, Rung)> = ground
            .find(&query, source)
            .into_iter()
            .filter(|occurrence| occurrence.rung <= limit)
            .map(|occurrence| (occurrence.span, occurrence.rung))
            .collect();
        let Some(&first) = found.first() else {
            answer.verdict = Verdict::Missing;
            findings.fail(missing(claim, passage.span, &query, source, limit, ground));
            continue;
        };
        let after = previous.map_or(0, |span| span.end);
        let Some(&(span, rung)) = found.iter().find(|(span, _)| span.start >= after) else {
            answer.verdict = Verdict::Refuted;
            let mut diagnostic = failure(
                claim,
                "order",
                passage.span,
                format!("this passage is claimed to come later in {} than the one before it, and comes earlier", source.id),
                "claimed to come after",
            )
            .at(source.file.clone(), first.0, "stands here");
            if let Some(previous) = previous {
                diagnostic = diagnostic.at(source.file.clone(), previous, "the passage before it");
            }
            findings.fail(diagnostic.help("exchange the passages in the list, or mend the claim"));
            continue;
        };
        answer.steps.push(format!(
            "`{}` stands in {} ({})",
            passage.value,
            source.id,
            rung.name()
        ));
        answer.rung = answer.rung.max(Some(rung));
        answer.evidence.push(Place::from(span));
        previous = Some(span);
    }
    findings.answers.push(answer);
}
