//! Words in brackets.

use super::{Aside, AsideKind, aside};
use crate::source::token::{Kind, Tokens};

/// The most tokens within brackets that are taken for an insertion.
const LONGEST: usize = 40;

/// Brackets that hold at least one word and no further brackets. What stands for words left out is
/// none: it is not beside the sentence, but a hole in it.
pub(super) fn find(tokens: &Tokens) -> Vec<Aside> {
    let mut found = Vec::new();
    let mut open: Option<(usize, AsideKind)> = None;
    let mut has_words = false;
    for (idx, token) in tokens.all().iter().enumerate() {
        match token.kind {
            Kind::Word => has_words = true,
            Kind::Ellipsis => open = None,
            Kind::Mark => match tokens.lead(idx) {
                // A link of a wiki has two.
                b'[' if idx > 0 && tokens.is_mark(idx - 1, '[') => open = None,
                b'[' => (open, has_words) = (Some((idx, AsideKind::Square)), false),
                b'(' => (open, has_words) = (Some((idx, AsideKind::Round)), false),
                close @ (b']' | b')') => {
                    if let Some((start, kind)) = open.take() {
                        let closes = (kind == AsideKind::Square) == (close == b']');
                        if closes && has_words && idx - start <= LONGEST {
                            found.push(aside(start, idx + 1, kind));
                        }
                    }
                }
                _ => {}
            },
            _ => {}
        }
    }
    found
}
