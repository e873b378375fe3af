//! Drafts: quotations before it is known what they stand in, and whom their speakers' names mean.

use std::cmp::Reverse;

use super::Kind;
use super::attribution::{self, Attribution, Found};
use super::block::Block;
use super::grammar::token::Level;
use super::mark::Piece;
use super::reported::{self, Reported};
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
    /// Whether it is somebody's words, and not the text's own.
    pub(super) fn speaks(&self) -> bool {
        self.found.is_some() && self.kind.may_speak()
    }

    fn order(&self) -> (usize, Reverse<usize>, bool) {
        let is_direct = self.kind == Kind::Direct;
        (self.span.start, Reverse(self.span.end), is_direct)
    }

    fn block(block: Block) -> Self {
        Self {
            span: block.span,
            content: block.content,
            kind: Kind::Block,
            found: block.found,
        }
    }

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

/// The drafts of a text, in order, outer before inner: what stands between its marks, its `blocks`, and what
/// is told in `levels`. Who speaks is known of what stands in these levels only.
pub(super) fn drafts(
    text: &str,
    levels: &[Level],
    pieces: &[Piece],
    blocks: Vec<Block>,
    has_marks: bool,
) -> Vec<Draft> {
    let attributions = attribution::attribute(text, levels, pieces);
    let mut drafts = marked(text, pieces, &attributions);
    drafts.extend(blocks.into_iter().map(Draft::block));
    drafts.extend(told(text, levels, has_marks));
    drafts.sort_by_key(Draft::order);
    drafts
}

/// The drafts of what is told in `levels`, without marks, in order, outer before inner; `has_marks` says that
/// the text marks what it quotes.
pub(super) fn told(text: &str, levels: &[Level], has_marks: bool) -> Vec<Draft> {
    let told = reported::reported(text, levels, has_marks).into_iter();
    let mut drafts: Vec<Draft> = told.filter_map(Draft::told).collect();
    drafts.sort_by_key(Draft::order);
    drafts
}

/// Whether a text of which these are the pieces marks what it quotes, and not a word here and there.
pub(super) fn has_marks(text: &str, pieces: &[Piece]) -> bool {
    pieces.iter().any(|piece| n_words(text, piece) > 2)
}

/// How many words a piece has; ten stand for more.
fn n_words(text: &str, piece: &Piece) -> usize {
    piece.inner.of(text).split_whitespace().take(10).count()
}

/// The quotations between marks, the parts of one joined.
fn marked(text: &str, pieces: &[Piece], attributions: &[Attribution]) -> Vec<Draft> {
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
