//! Paragraphs and sentences.

use crate::span::Span;

/// The paragraphs of `text`, in order, without the white space around them.
#[must_use]
pub fn paragraphs(text: &str) -> Vec<Span> {
    let _ = text;
    Vec::new()
}

/// The sentences of one paragraph (`text` as a whole, `paragraph` within it), in order.
#[must_use]
pub fn sentences(text: &str, paragraph: Span) -> Vec<Span> {
    let _ = (text, paragraph);
    Vec::new()
}
