//! `count.ID`: how often words occur in a source.
//!
//! # What it checks
//! That each term occurs as often in the source as the claim's braces say, the first term by the
//! first brace, and so on. `{ any = ["Kiev", "Kyiv"] }` counts several spellings as one term.
//!
//! # When it holds
//! When the number of occurrences is allowed by the brace: “once” by 1, “more than a dozen” by 13.
//! Words count whole (UAX #29), case and all; a possessive counts for its noun (“Ukraine’s” for
//! Ukraine), a derived word does not (“Ukrainian”). Compounds fall apart at their hyphens: “US-led”
//! counts for US.
//!
//! # Example
//! ```toml
//! [ukraine-in-000]
//! claim     = "The digest names Ukraine {22 times} and Taiwan {once}."
//! count.000 = ["Ukraine", "Taiwan"]
//! ```
//!
//! # What it cannot tell
//! Whether the words mean the thing: “Turkey” the country and the bird count alike.

use super::{Findings, Ground, failure, times};
use crate::claim::{Claim, Count};
use crate::source::Source;
use crate::span::{Span, Spanned};
use crate::value::{self, Kind};
use crate::verdict::{Answer, Place, Role, Verdict};

pub(super) fn check(claim: &Claim, ground: &Ground<'_>, findings: &mut Findings) {
    for count in &claim.count {
        check_one(claim, count, ground, findings);
    }
}

/// Asks the sources how often the terms of a claim occur.
pub(super) fn ask(claim: &Claim, ground: &Ground<'_>) {
    for count in &claim.count {
        let Some(source) = ground.source(&count.source.value) else {
            continue;
        };
        for (_, spellings) in claim.statement.slots.iter().zip(&count.terms) {
            let _ = occurrences(spellings, source, ground);
        }
    }
}

/// Where one of `spellings` occurs in `source`, in order.
fn occurrences(spellings: &[Spanned<String>], source: &Source, ground: &Ground<'_>) -> Vec<Span> {
    let mut places: Vec<Span> = spellings
        .iter()
        .flat_map(|term| ground.occurrences(&term.value, source))
        .collect();
    places.sort_unstable();
    places.dedup();
    places
}

fn check_one(claim: &Claim, count: &Count, ground: &Ground<'_>, findings: &mut Findings) {
    let Some(source) = ground.source(&count.source.value) else {
        return;
    };
    let context = ground.context(source);
    let mut answer = Answer::new(&source.id, Role::Count, Verdict::Supported);
    // Values are large, and room for several is made where none is asked for.
    answer.values.reserve_exact(count.terms.len());
    for (slot, spellings) in claim.statement.slots.iter().zip(&count.terms) {
        let places = occurrences(spellings, source, ground);
        let asserted = slot.of(&claim.statement.text);
        let terms: Vec<&str> = spellings.iter().map(|term| term.value.as_str()).collect();
        let read = |number: &str| value::read_whole(number, Some(Kind::Number), &context);
        let claimed = read(asserted);
        let counted = places.len().to_string();
        let found = if counted == asserted {
            claimed.clone()
        } else {
            read(&counted)
        };
        let holds = claimed
            .as_ref()
            .zip(found.as_ref())
            .is_some_and(|(claimed, found)| value::compare(claimed, found, &context).supports());
        answer.steps.push(format!(
            "counted `{}` in {}: {}; claimed `{asserted}`",
            terms.join("`, `"),
            source.id,
            places.len()
        ));
        if !holds {
            answer.verdict = Verdict::Refuted;
            let span = spellings[0].span;
            let mut diagnostic = failure(
                claim,
                "count",
                span,
                format!(
                    "`{}` is claimed `{asserted}`, and occurs {} in {}",
                    terms.join("` or `"),
                    times(places.len()),
                    source.id
                ),
                format!("found {}", times(places.len())),
            );
            for place in places.iter().take(3) {
                diagnostic = diagnostic.at(source.file.clone(), *place, "");
            }
            findings.fail(diagnostic.help(
                "words count whole, case and all; give other spellings with `{ any = [\"…\", \"…\"] }`",
            ));
        }
        answer.values.extend(found);
        answer.evidence.extend(places.into_iter().map(Place::from));
    }
    findings.answers.push(answer);
}
