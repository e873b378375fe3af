//! Whose words a stretch of a text is.

use super::{Quotation, Speaker};
use crate::span::Span;

/// Whose words a stretch of text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attributed<'a> {
    /// The innermost quotation that covers it.
    pub quotation: &'a Quotation,
    /// Who passes it on, nearest first, down to whom the text itself quotes.
    pub chain: Vec<&'a Speaker>,
}

/// Whose words `span` is, by the innermost of `quotations` with a speaker that covers it.
///
/// `quotations` is what [`read`] returned for the same text. Nothing is returned for words that are
/// the text's own; scare quotes and titles are the text's own.
#[must_use]
pub fn speaker_of(quotations: &[Quotation], span: Span) -> Option<Attributed<'_>> {
    let known = |at: usize| {
        let quotation = &quotations[at];
        (quotation.span, quotation.speaks(), quotation.parent)
    };
    let end = quotations.partition_point(|quotation| quotation.span.start <= span.start);
    innermost(end, span, known).map(|at| Attributed {
        quotation: &quotations[at],
        chain: quotations[at].via.iter().collect(),
    })
}

/// The innermost of the quotations in front of number `end`, all of which begin no later than `span`, that covers
/// it and has a speaker; of each it is `known` where it stands, whether it speaks, and what it stands in.
pub(super) fn innermost(
    end: usize,
    span: Span,
    known: impl Fn(usize) -> (Span, bool, Option<usize>),
) -> Option<usize> {
    let mut at = end.checked_sub(1);
    // The last one that begins before `span`, or else one of those that it stands in: outer
    // quotations begin before inner ones, so that its ancestors are all that can cover `span`.
    while let Some(index) = at {
        let (covered, speaks, parent) = known(index);
        if speaks && covered.contains(span) {
            return Some(index);
        }
        // An earlier quotation on the same level may still cover `span`, where two overlap.
        let overlapping = || {
            let mut earlier = (index.saturating_sub(8)..index).rev();
            earlier.find(|&at| known(at).0.contains(span))
        };
        at = parent.or_else(overlapping);
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::tests::quotations;
    use super::*;

    #[test]
    fn a_block_is_quoted_from_whoever_opens_it() {
        let text = "As Ann Lee reported for The Post, it is over:\n\nThe war is over. “I won,” Bob Ray \
                    said.\n\nPeace holds. [Source]\n\nWe agree.";
        let found = quotations(text);
        let whose = |words: &str| {
            let at = text.find(words).unwrap();
            let whose = speaker_of(&found, Span::new(at, at + words.len()))?;
            let mut names: Vec<&str> = whose
                .quotation
                .speaker
                .iter()
                .map(|by| by.words.as_str())
                .collect();
            names.extend(whose.chain.iter().map(|by| by.words.as_str()));
            Some(names.join(" via "))
        };
        for (words, expected) in [
            ("The war is over", Some("Ann Lee via The Post")),
            ("I won", Some("Bob Ray via Ann Lee via The Post")),
            ("Peace holds", Some("Ann Lee via The Post")),
            ("We agree", None),
        ] {
            assert_eq!(whose(words).as_deref(), expected, "{words}");
        }
    }
}
