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
    for idx in tokens.places(|token| matches!(token.kind, Kind::Ellipsis | Kind::Mark)) {
        if tokens.all()[idx].kind == Kind::Ellipsis {
            open = None;
            continue;
        }
        match tokens.lead(idx) {
            // A link of a wiki has two.
            b'[' if idx > 0 && tokens.is_mark(idx - 1, '[') => open = None,
            b'[' => open = Some((idx, AsideKind::Square)),
            b'(' => open = Some((idx, AsideKind::Round)),
            close @ (b']' | b')') => {
                if let Some((start, kind)) = open.take() {
                    let closes = (kind == AsideKind::Square) == (close == b']');
                    if closes && idx - start <= LONGEST && tokens.n_words(start..idx) > 0 {
                        found.push(aside(start, idx + 1, kind));
                    }
                }
            }
            _ => {}
        }
    }
    found
}
