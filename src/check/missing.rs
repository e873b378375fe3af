//! A passage that does not stand in its source: what is nearest, and where else it stands.

use super::{Ground, failure, listed};
use crate::claim::Claim;
use crate::passage::{Query, Rung};
use crate::source::Source;
use crate::span::Span;
use crate::verdict::Failure;

/// The failure of a passage that does not stand in `source` on a rung that may pass.
pub(super) fn missing(
    claim: &Claim,
    span: Span,
    query: &Query<'_>,
    source: &Source,
    limit: Rung,
    ground: &Ground<'_>,
) -> Failure {
    if let Some(occurrence) = ground.find(query, source).first() {
        let message = format!(
            "this passage stands in {} on the rung `{}` only; nothing looser than `{}` may pass",
            source.id,
            occurrence.rung.name(),
            limit.name()
        );
        return failure(claim, "rung", span, message, "cited here")
            .at(source.file.clone(), occurrence.span, "stands here")
            .help(format!(
                "quote it as it stands, or allow it with `at_least = \"{}\"`",
                occurrence.rung.name()
            ))
            .into();
    }
    let message = format!("this passage is not in {}", source.id);
    let mut diagnostic = failure(claim, "missing", span, message, "not found");
    let elsewhere = ground.elsewhere(query, &source.id);
    if !elsewhere.is_empty() {
        diagnostic = diagnostic.help(format!(
            "found, but in {}, not in {}",
            listed(&elsewhere),
            source.id
        ));
    }
    let nearest = ground.nearest(query, source);
    if let Some(nearest) = &nearest {
        diagnostic = diagnostic
            .at(source.file.clone(), nearest.span, "the nearest passage")
            .help("quote the source's own words, or mend the claim");
    }
    Failure {
        diagnostic,
        nearest: nearest.map(|nearest| (source.id.clone(), nearest)),
    }
}
