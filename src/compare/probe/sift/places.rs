//! Where stretches of a text stand among its tokens, one after the other.

use std::ops::Range;

use crate::source::token::{Token, Tokens};
use crate::span::Span;

/// Finds the tokens of stretches, each from where the one before it ended.
pub(super) struct Places<'t> {
    tokens: &'t Tokens,
    /// The tokens of the last stretch.
    last: Range<usize>,
}

impl<'t> Places<'t> {
    pub(super) fn of(tokens: &'t Tokens) -> Self {
        Self { tokens, last: 0..0 }
    }

    /// The tokens within `original`, as [`Tokens::within`] has them.
    pub(super) fn within(&mut self, original: Span) -> Range<usize> {
        let folded = self.tokens.fold().folded(original);
        let all = self.tokens.all();
        let ends_before = |token: &Token| token.end as usize <= folded.start;
        let starts_before = |token: &Token| (token.start as usize) < folded.end;
        let start = first_from(all, self.last.end, ends_before);
        let end = first_from(all, start, starts_before);
        self.last = start..end.max(start);
        self.last.clone()
    }
}

/// The number of the first token that `is_before` does not hold for, looked for first among those after number
/// `from`; it holds for all before that one and for none after it.
fn first_from(all: &[Token], from: usize, is_before: impl Fn(&Token) -> bool) -> usize {
    let follows = from.checked_sub(1).is_none_or(|at| is_before(&all[at]));
    if !follows {
        return all.partition_point(is_before);
    }
    let (mut start, mut step) = (from, 1);
    while all.get(start + step - 1).is_some_and(&is_before) {
        start += step;
        step *= 2;
    }
    let end = (start + step - 1).min(all.len());
    start + all[start..end].partition_point(is_before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_are_found_wherever_they_stand() {
        let text = "One two, three. Four — “five” six.\n\nSeven eight nine? Ten.";
        let tokens = Tokens::new(text);
        let bounds = [0, 3, 4, 15, 16, 20, 21, 33, 34, 37, text.len()];
        let bounds = bounds.into_iter().filter(|&at| text.is_char_boundary(at));
        let bounds: Vec<usize> = bounds.collect();
        let mut places = Places::of(&tokens);
        for &start in &bounds {
            for &end in bounds.iter().filter(|&&end| end >= start) {
                let span = Span::new(start, end);
                assert_eq!(places.within(span), tokens.within(span), "{span:?}");
            }
        }
    }
}
