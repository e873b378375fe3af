//! Every quotation of the sources that has a speaker is claimed, with the speaker.
//!
//! That a claimed speaker is right, the claims check themselves. Here is checked that none is missing:
//! what `claimtest read --quotations` shows is held against the passages of claims with `speaker`.

use claimtest::check::Ground;
use claimtest::source::Source;
use claimtest::source::quotation::{Kind, Quotation};
use claimtest::span::Span;

use crate::corpus::project;

/// Where the passages that claims with a speaker cite from a source stand in it.
fn claimed(ground: &Ground<'_>, source: &Source) -> Vec<Span> {
    let claims = project().claims.iter();
    let with_speaker = claims.filter(|claim| claim.speaker.is_some());
    with_speaker
        .flat_map(|claim| &claim.evidence)
        .filter(|evidence| evidence.source.value == source.id)
        .flat_map(|evidence| &evidence.passages)
        .flat_map(|passage| ground.find(&passage.query(), source))
        .flat_map(|found| found.pieces)
        .collect()
}

/// Whether one of `spans` has words of this quotation, and not only of one that stands in it.
fn is_claimed(quotations: &[Quotation], at: usize, spans: &[Span]) -> bool {
    let overlaps = |one: Span, other: Span| one.start < other.end && other.start < one.end;
    let inner: Vec<&Quotation> = quotations
        .iter()
        .filter(|inner| inner.parent == Some(at) && inner.speaks())
        .collect();
    spans.iter().any(|&span| {
        let is_inside = inner.iter().any(|inner| inner.span.contains(span));
        let content = quotations[at].content.iter();
        !is_inside && content.into_iter().any(|&part| overlaps(part, span))
    })
}

#[test]
fn every_quotation_with_a_speaker_is_claimed() {
    let ground = project().ground();
    let mut missing = Vec::new();
    let mut n_quotations = 0;
    for source in ground.sources {
        let spans = claimed(&ground, source);
        let quotations = source.text.quotations();
        for (at, quotation) in quotations.iter().enumerate() {
            let is_marked = matches!(
                quotation.kind,
                Kind::Direct | Kind::Unmarked | Kind::Reported | Kind::Block
            );
            if !(is_marked && quotation.speaks()) {
                continue;
            }
            n_quotations += 1;
            if !is_claimed(quotations, at, &spans) {
                let words = quotation.span.of(source.text.original());
                let by = quotation.speaker.as_ref().map_or("", |by| by.name());
                let kind = quotation.kind;
                missing.push(format!("{} {kind:?} by {by}: {words}", source.id.as_str()));
            }
        }
    }
    assert!(n_quotations > 120, "{n_quotations}");
    assert!(
        missing.is_empty(),
        "{} of {n_quotations} are not claimed:\n{}",
        missing.len(),
        missing.join("\n")
    );
}
