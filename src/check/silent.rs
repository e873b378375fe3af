//! `silent`: sources that do not answer the question at all.
//!
//! # What it checks
//! That none of the passages cited from other sources stands in a source that is listed as silent,
//! whatever value stands in its braces there.
//!
//! # When it holds
//! When the source neither holds a cited passage nor answers the claim's probe.
//!
//! # Example
//! ```toml
//! [kishida-visit]
//! claim   = "Kishida’s visit to {Bucha} fell on the same days."
//! per.000 = "Fumio Kishida’s trip to {Bucha}"
//! silent  = ["002", "003"]
//! ```
//!
//! # What it cannot tell
//! Whether the source answers in words that share nothing with the evidence.

use super::{Findings, Ground, failure};
use crate::claim::Claim;

pub(super) fn check(claim: &Claim, ground: &Ground<'_>, findings: &mut Findings) {
    for silent in &claim.silent {
        let Some(source) = ground.source(&silent.value) else {
            continue;
        };
        for passage in claim
            .evidence
            .iter()
            .flat_map(|evidence| &evidence.passages)
        {
            let query = passage.query();
            let limit = passage.limit(claim, ground.at_least);
            let found = ground.find(&query, source);
            let Some(occurrence) = found.iter().find(|occurrence| occurrence.rung <= limit) else {
                continue;
            };
            let message = format!(
                "{} is listed as silent, and holds a passage that is cited from another source",
                source.id
            );
            findings.fail(
                failure(claim, "silent", silent.span, message, "claimed silent")
                    .at(source.file.clone(), occurrence.span, "stands here")
                    .help(format!(
                        "cite it with `per.{0}` or `but.{0}`, and take {0} off `silent`",
                        source.id
                    )),
            );
            break;
        }
    }
}
