//! Aligns a query with the stretch of a text that ends at a given place, at a known distance.

use std::ops::Range;

use crate::source::token::Tokens;

/// A stretch of the query and a stretch of the text: the same tokens, or one for the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) same: bool,
    pub(super) query: Range<usize>,
    pub(super) text: Range<usize>,
}

/// The most cells of the table of distances that are filled in.
const MOST_CELLS: usize = 1 << 24;

/// The table of distances, as wide as the distance allows: row `i` holds what `i` tokens of the query
/// are away from the stretches of the text that end at the columns around the diagonal.
struct Band {
    cells: Vec<u32>,
    width: usize,
    /// The text's token at column `k` of row `i` is `base + i + k`.
    base: isize,
    /// The tokens of the text that are looked at.
    within: Range<usize>,
}

/// Aligns `keys` with the last of the tokens `within` the text, from which they are `distance` away.
/// Edits come in order; what the text has before the first common token may be left out.
pub(super) fn align(
    keys: &[u32],
    tokens: &Tokens,
    within: Range<usize>,
    distance: usize,
) -> Vec<Edit> {
    let m = keys.len();
    let width = 2 * distance + 1;
    if m.saturating_mul(width) > MOST_CELLS {
        return vec![coarse(keys, tokens, within)];
    }
    let mut band = Band {
        cells: vec![u32::MAX / 2; (m + 1) * width],
        width,
        base: signed(within.end) - signed(m) - signed(distance),
        within,
    };
    band.fill(keys, tokens);
    band.trace(keys, tokens, distance)
}

/// Where the table would be too large: the query stands for as many tokens of the text.
fn coarse(keys: &[u32], tokens: &Tokens, within: Range<usize>) -> Edit {
    let end = within.end;
    let start = end.saturating_sub(keys.len()).max(within.start);
    Edit {
        same: keys
            .iter()
            .zip(&tokens.all()[start..end])
            .all(|(&key, token)| key == token.key),
        query: 0..keys.len(),
        text: start..end,
    }
}

impl Band {
    fn fill(&mut self, keys: &[u32], tokens: &Tokens) {
        for i in 0..=keys.len() {
            for k in 0..self.width {
                let Some(at) = self.text_at(i, k) else {
                    continue;
                };
                let cost = if i == 0 {
                    0
                } else {
                    let replaced = if at > self.within.start {
                        let differs = tokens.all()[at - 1].key != keys[i - 1];
                        self.cell(i - 1, k) + u32::from(differs)
                    } else {
                        u32::MAX / 2
                    };
                    let missing = if k + 1 < self.width {
                        self.cell(i - 1, k + 1) + 1
                    } else {
                        u32::MAX / 2
                    };
                    let added = if k > 0 {
                        self.cell(i, k - 1) + 1
                    } else {
                        u32::MAX / 2
                    };
                    replaced.min(missing).min(added)
                };
                self.cells[i * self.width + k] = cost;
            }
        }
    }

    fn cell(&self, i: usize, k: usize) -> u32 {
        self.cells[i * self.width + k]
    }

    /// How many tokens of the text stand before column `k` of row `i`, if they are to be looked at.
    fn text_at(&self, i: usize, k: usize) -> Option<usize> {
        let at = usize::try_from(self.base + signed(i) + signed(k)).ok()?;
        (self.within.start <= at && at <= self.within.end).then_some(at)
    }

    fn trace(&self, keys: &[u32], tokens: &Tokens, end_column: usize) -> Vec<Edit> {
        let (mut i, mut k) = (keys.len(), end_column);
        let mut edits: Vec<Edit> = Vec::new();
        while i > 0 {
            let Some(at) = self.text_at(i, k) else {
                break;
            };
            let cost = self.cell(i, k);
            let is_within = at > self.within.start;
            let same = is_within && tokens.all()[at - 1].key == keys[i - 1];
            if same && self.cell(i - 1, k) == cost {
                push(&mut edits, true, i - 1..i, at - 1..at);
                i -= 1;
            } else if is_within && self.cell(i - 1, k) + 1 == cost {
                push(&mut edits, false, i - 1..i, at - 1..at);
                i -= 1;
            } else if k + 1 < self.width && self.cell(i - 1, k + 1) + 1 == cost {
                push(&mut edits, false, i - 1..i, at..at);
                i -= 1;
                k += 1;
            } else if k > 0 && is_within {
                push(&mut edits, false, i..i, at - 1..at);
                k -= 1;
            } else {
                break;
            }
        }
        edits.reverse();
        edits
    }
}

/// Puts an edit before the ones that are there, as a part of the first of them where it can be.
fn push(edits: &mut Vec<Edit>, same: bool, query: Range<usize>, text: Range<usize>) {
    match edits.last_mut().filter(|first| first.same == same) {
        Some(first) => {
            first.query.start = query.start;
            first.text.start = text.start;
        }
        None => edits.push(Edit { same, query, text }),
    }
}

fn signed(n: usize) -> isize {
    isize::try_from(n).unwrap_or(isize::MAX)
}
