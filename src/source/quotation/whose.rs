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
    let end = quotations.partition_point(|quotation| quotation.span.start <= span.start);
    let mut at = end.checked_sub(1);
    // The last one that begins before `span`, or else one of those that it stands in: outer
    // quotations begin before inner ones, so that its ancestors are all that can cover `span`.
    while let Some(index) = at {
        let quotation = &quotations[index];
        if quotation.speaks() && quotation.span.contains(span) {
            return Some(Attributed {
                quotation,
                chain: quotation.via.iter().collect(),
            });
        }
        at = quotation
            .parent
            .or_else(|| overlapping(quotations, index, span));
    }
    None
}

/// An earlier quotation on the same level that still covers `span`, where two overlap.
fn overlapping(quotations: &[Quotation], index: usize, span: Span) -> Option<usize> {
    let low = index.saturating_sub(8);
    (low..index)
        .rev()
        .find(|&at| quotations[at].span.contains(span))
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
