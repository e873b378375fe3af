//! Drafts: quotations before it is known what they stand in, and whom their speakers' names mean.

use super::Kind;
use super::attribution::{Attribution, Found};
use super::mark::Piece;
use super::reported::Reported;
use crate::span::Span;

/// A quotation before it is known who its speaker is, and what it stands in.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) span: Span,
    pub(super) content: Vec<Span>,
    pub(super) kind: Kind,
    pub(super) found: Option<Found>,
}

impl Draft {
    /// Of what is told; none where it has no words.
    pub(super) fn told(told: Reported) -> Option<Self> {
        let span = told.content.iter().copied().reduce(Span::joined)?;
        let kind = if told.is_unmarked {
            Kind::Unmarked
        } else {
            Kind::Reported
        };
        Some(Self {
            span,
            kind,
            content: told.content,
            found: Some(told.found),
        })
    }
}

/// How many words a piece has; ten stand for more.
pub(super) fn n_words(text: &str, piece: &Piece) -> usize {
    piece.inner.of(text).split_whitespace().take(10).count()
}

/// The quotations between marks, the parts of one joined.
pub(super) fn marked(text: &str, pieces: &[Piece], attributions: &[Attribution]) -> Vec<Draft> {
    let mut drafts: Vec<Draft> = Vec::new();
    let mut of_piece = vec![0; pieces.len()];
    for (at, (piece, attribution)) in pieces.iter().zip(attributions).enumerate() {
        if let Some(before) = attribution.joins.filter(|&before| before < at) {
            of_piece[at] = of_piece[before];
            let draft = &mut drafts[of_piece[at]];
            draft.content.push(piece.inner);
            draft.span = draft.span.joined(piece.span);
            continue;
        }
        of_piece[at] = drafts.len();
        drafts.push(Draft {
            span: piece.span,
            content: vec![piece.inner],
            kind: match attribution.found {
                None if attribution.is_title => Kind::Title,
                None if n_words(text, piece) < 5 => Kind::Scare,
                _ => Kind::Direct,
            },
            found: attribution.found.clone(),
        });
    }
    drafts
}
