//! How much of each source the claims rest on.

use std::collections::BTreeMap;

use crate::report::Input;
use crate::source::{Source, SourceId};
use crate::span::Span;

/// How many of a source's sentences hold evidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Coverage {
    /// Sentences that some evidence touches.
    pub(super) covered: usize,
    /// All sentences.
    pub(super) sentences: usize,
    /// Claims that the source answers.
    pub(super) claims: usize,
}

impl Coverage {
    /// The share of sentences covered, in whole per cent; none where there are no sentences.
    pub(super) fn percent(self) -> Option<usize> {
        (self.covered * 100).checked_div(self.sentences)
    }
}

/// The coverage of each source, in the order of sources.
pub(super) fn of_sources(input: &Input<'_>) -> Vec<Coverage> {
    let mut evidence: BTreeMap<&SourceId, Vec<Span>> = BTreeMap::new();
    let mut n_claims: BTreeMap<&SourceId, usize> = BTreeMap::new();
    for outcome in &input.run.outcomes {
        let mut last = None;
        for answer in &outcome.answers {
            let spans = answer.evidence.iter().map(|place| place.span);
            evidence.entry(&answer.source).or_default().extend(spans);
            // Answers stand in the order of sources, so those of one source are neighbors.
            if last.replace(&answer.source) != Some(&answer.source) {
                *n_claims.entry(&answer.source).or_default() += 1;
            }
        }
    }
    let one = |source: &Source| Coverage {
        claims: n_claims.get(&source.id).copied().unwrap_or(0),
        ..covered(
            source.text.sentences(),
            evidence.remove(&source.id).unwrap_or_default(),
        )
    };
    input.sources.iter().map(one).collect()
}

/// Counts the `sentences`, in order and apart, that some of the `spans` touch.
fn covered(sentences: &[Span], mut spans: Vec<Span>) -> Coverage {
    spans.sort_unstable();
    let mut n_covered = 0;
    let mut next = 0;
    for &span in &spans {
        // What lies before this span lies before all later ones, covered or not.
        while sentences.get(next).is_some_and(|it| it.end <= span.start) {
            next += 1;
        }
        while sentences.get(next).is_some_and(|it| it.overlaps(span)) {
            n_covered += 1;
            next += 1;
        }
    }
    Coverage {
        covered: n_covered,
        sentences: sentences.len(),
        claims: 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_counts_once_however_often_it_is_cited() {
        let span = |(start, end)| Span::new(start, end);
        let sentences: Vec<Span> = [(0, 10), (11, 20), (21, 30), (40, 50)].map(span).to_vec();
        for (spans, n_covered) in [
            (vec![], 0),
            (vec![(2, 5), (3, 4), (0, 10)], 1),
            (vec![(10, 11), (30, 40)], 0),
            (vec![(5, 25)], 3),
            (vec![(45, 99), (0, 1)], 2),
        ] {
            let spans = spans.into_iter().map(span).collect();
            assert_eq!(covered(&sentences, spans).covered, n_covered);
        }
    }

    #[test]
    fn a_source_without_sentences_has_no_share() {
        assert_eq!(Coverage::default().percent(), None);
        let third = Coverage {
            covered: 1,
            sentences: 3,
            claims: 1,
        };
        assert_eq!(third.percent(), Some(33));
    }
}
