//! `unrelated.ID`: what the probe finds in a source is about something else.
//!
//! # What it checks
//! That the dismissal is not at odds with the fixture: a source that is dismissed is not cited too.
//!
//! # When it holds
//! When the source is dismissed with a reason, and is neither `per`, `but` nor `silent`. What a probe
//! finds there is left out of the comparison; a dismissal with nothing to dismiss is reported.
//!
//! # Example
//! ```toml
//! [length-of-visit]
//! claim         = "Xi’s visit lasted {three days}."
//! per.000       = "concluded a {three-day} visit to Moscow"
//! unrelated.003 = "Putin’s visit to Beijing in May 2024."
//! ```
//!
//! # What it cannot tell
//! Whether the reason is a good one: that is for the reviewer.

use super::{Findings, Ground, failure};
use crate::claim::Claim;

pub(super) fn check(claim: &Claim, ground: &Ground<'_>, findings: &mut Findings) {
    for (unrelated, _) in &claim.unrelated {
        let cited = claim
            .evidence
            .iter()
            .any(|evidence| evidence.source.value == unrelated.value);
        if cited && ground.source(&unrelated.value).is_some() {
            let message = format!(
                "{} is dismissed as unrelated, and cited too",
                unrelated.value
            );
            findings.fail(
                failure(
                    claim,
                    "unrelated",
                    unrelated.span,
                    message,
                    "dismissed here",
                )
                .help("take it off one of the two"),
            );
        }
    }
}
