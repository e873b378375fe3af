//! The closest passage to one that was not found, with a word diff.
//!
//! Words and marks are compared, not letters: the distance is how many of them must be put in, taken
//! out or replaced. Where in the text the distance is least is found by Myers' bit-parallel algorithm
//! (1999, in the block form of Hyyrö 2003): in a short text everywhere, in a long one only around
//! places that share rare words with the query in about the same order.

use std::collections::HashMap;
use std::ops::Range;

use super::align::{self, Edit};
use super::{Change, Nearest, Pattern, Query};
use crate::index::Index;
use crate::source::token::{Kind, Tokens};

/// The least similarity worth showing, in per mille.
const LEAST: u16 = 300;

/// How many steps of 64 query tokens by one text token a full comparison may take.
const FULL_COST: usize = 1 << 20;

/// How many places of words are looked at to find out where a long text is like a query.
const MOST_SEEDS: usize = 1 << 14;

/// How many places of a long text are compared in full.
const MOST_WINDOWS: usize = 4;

/// The passage of text number `source` that is closest to `query`; none where nothing is like it.
///
/// # Panics
/// When there is no such text.
#[must_use]
pub fn nearest(query: &Query<'_>, index: &Index<'_>, source: usize) -> Option<Nearest> {
    Pattern::new(*query).nearest(index, source)
}

impl Pattern<'_> {
    /// The passage of text number `source` that is closest to this pattern; none where nothing is
    /// like it.
    ///
    /// # Panics
    /// When there is no such text.
    #[must_use]
    pub fn nearest(&self, index: &Index<'_>, source: usize) -> Option<Nearest> {
        let text = index.text(source);
        let tokens = text.tokens();
        let keys: Vec<u32> = self.tokens.all().iter().map(|token| token.key).collect();
        if keys.is_empty() || tokens.is_empty() {
            return None;
        }
        let masks = Masks::new(&keys);
        let best = self
            .windows(index, source)
            .into_iter()
            .filter_map(|window| masks.best_end(tokens, window))
            .min_by_key(|&(distance, end)| (distance, end))?;
        let (distance, end) = best;
        let edits = align::align(&keys, tokens, end, distance);
        self.describe(text.original(), tokens, &edits)
    }

    /// Stretches of the text to compare with the query.
    fn windows(&self, index: &Index<'_>, source: usize) -> Vec<Range<usize>> {
        let (m, n) = (self.tokens.len(), index.text(source).tokens().len());
        if n.saturating_mul(m.div_ceil(64)) <= FULL_COST {
            return std::iter::once(0..n).collect();
        }
        let words = self.tokens.all().iter().enumerate();
        let words = words.filter(|(_, token)| token.kind == Kind::Word);
        let mut places: Vec<_> = words
            .map(|(idx, token)| (index.places(source, token.key), idx))
            .filter(|(places, _)| !places.is_empty())
            .collect();
        places.sort_by_key(|(places, idx)| (places.len(), *idx));
        let mut diagonals: Vec<usize> = Vec::new();
        for (places, idx) in places {
            if !diagonals.is_empty() && diagonals.len() + places.len() > MOST_SEEDS {
                break;
            }
            diagonals.extend(places.iter().take(MOST_SEEDS).map(|at| at + m - idx));
        }
        diagonals.sort_unstable();
        let reach = (m / 3).max(8);
        densest(&diagonals, reach)
            .into_iter()
            .map(|at| {
                let start = at.saturating_sub(m + reach);
                start..(at + m + 2 * reach).min(n)
            })
            .collect()
    }

    fn describe(&self, original: &str, tokens: &Tokens, edits: &[Edit]) -> Option<Nearest> {
        let same = |edit: &&Edit| edit.same;
        let first = edits.iter().find(same)?;
        let last = edits.iter().rev().find(same)?;
        let (start, end) = (first.text.start, last.text.end);
        let mut n_same = 0;
        let mut diff = Vec::new();
        for edit in edits {
            // What the text has before the first common word and after the last is not the passage.
            let inside =
                edit.text.start.max(start)..edit.text.end.min(end).max(edit.text.start.max(start));
            let there =
                |range: &Range<usize>| tokens.span(range.start, range.end).of(original).to_owned();
            let here = |range: &Range<usize>| {
                self.tokens
                    .span(range.start, range.end)
                    .of(self.query.text)
                    .to_owned()
            };
            if edit.same {
                n_same += self.tokens.n_words(edit.query.clone());
                diff.push(Change::Same(there(&edit.text)));
                continue;
            }
            if !edit.query.is_empty() {
                diff.push(Change::Missing(here(&edit.query)));
            }
            if !inside.is_empty() && edit.text.start >= start && edit.text.end <= end {
                diff.push(Change::Added(there(&inside)));
            }
        }
        let n_text = tokens.n_words(start..end);
        let n_query = self.tokens.n_words(0..self.tokens.len());
        let similarity = u16::try_from(2000 * n_same / (n_text + n_query).max(1)).unwrap_or(1000);
        let changed = diff.iter().any(|change| !matches!(change, Change::Same(_)));
        let similarity = if changed {
            similarity.min(999)
        } else {
            similarity
        };
        (similarity >= LEAST).then(|| Nearest {
            span: tokens.span(start, end),
            similarity,
            diff,
        })
    }
}

/// The starts of the stretches of `reach` that hold most of `sorted`, most first.
fn densest(sorted: &[usize], reach: usize) -> Vec<usize> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    let mut first = 0;
    for (idx, &at) in sorted.iter().enumerate() {
        while sorted[first] + reach < at {
            first += 1;
        }
        let votes = idx + 1 - first;
        match stretches
            .last_mut()
            .filter(|(_, start)| *start + reach >= sorted[first])
        {
            Some(last) if votes > last.0 => *last = (votes, sorted[first]),
            Some(_) => {}
            None => stretches.push((votes, sorted[first])),
        }
    }
    stretches.sort_by_key(|&(votes, start)| (std::cmp::Reverse(votes), start));
    stretches.truncate(MOST_WINDOWS);
    stretches.into_iter().map(|(_, start)| start).collect()
}

/// For every key of a query, in which of its places it stands.
struct Masks {
    len: usize,
    blocks: usize,
    of_key: HashMap<u32, Vec<u64>>,
}

impl Masks {
    fn new(keys: &[u32]) -> Self {
        let blocks = keys.len().div_ceil(64);
        let mut masks: HashMap<u32, Vec<u64>> = HashMap::new();
        for (idx, &key) in keys.iter().enumerate() {
            masks.entry(key).or_insert_with(|| vec![0; blocks])[idx / 64] |= 1 << (idx % 64);
        }
        Self {
            len: keys.len(),
            blocks,
            of_key: masks,
        }
    }

    /// The least distance of the query to any stretch of `window`, and where the first such stretch
    /// ends; none where no token is common.
    fn best_end(&self, tokens: &Tokens, window: Range<usize>) -> Option<(usize, usize)> {
        let mut columns = vec![
            Column {
                plus: u64::MAX,
                minus: 0
            };
            self.blocks
        ];
        let none = vec![0; self.blocks];
        let last_bit = (self.len - 1) % 64;
        let mut distance = self.len;
        let mut best = (self.len, window.start);
        for at in window {
            let equal = self.of_key.get(&tokens.all()[at].key).unwrap_or(&none);
            let mut carry = 0_i8;
            for (block, column) in columns.iter_mut().enumerate() {
                let top = if block + 1 == self.blocks {
                    last_bit
                } else {
                    63
                };
                carry = column.step(equal[block], carry, top);
            }
            distance = distance.checked_add_signed(isize::from(carry))?;
            if distance < best.0 {
                best = (distance, at + 1);
            }
        }
        (best.0 < self.len).then_some(best)
    }
}

/// Vertical differences of 64 rows.
#[derive(Clone, Copy)]
struct Column {
    plus: u64,
    minus: u64,
}

impl Column {
    /// Takes one token of the text; `carry` is the horizontal difference above, the result the one at
    /// row `top`.
    fn step(&mut self, mut equal: u64, carry: i8, top: usize) -> i8 {
        let (plus, minus) = (self.plus, self.minus);
        let vertical = equal | minus;
        equal |= u64::from(carry < 0);
        let diagonal = ((equal & plus).wrapping_add(plus) ^ plus) | equal;
        let mut up = minus | !(diagonal | plus);
        let mut down = plus & diagonal;
        let out = i8::from(up >> top & 1 == 1) - i8::from(down >> top & 1 == 1);
        up = up << 1 | u64::from(carry > 0);
        down = down << 1 | u64::from(carry < 0);
        self.plus = down | !(vertical | up);
        self.minus = up & vertical;
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Text;

    #[test]
    fn the_diff_says_what_is_different() {
        for (query, text, expected) in [
            (
                "fully in the war",
                "It was partly in the war then.",
                "-fully in the war",
            ),
            (
                "so it was fully in the war",
                "And so it was partly in the war then.",
                "so it was -fully +partly in the war",
            ),
            (
                "we did agree to it",
                "that we did not agree to it",
                "we did +not agree to it",
            ),
            (
                "the war, is over",
                "So the war is over now",
                "the war -, is over",
            ),
        ] {
            let text = Text::new(text.to_owned());
            let nearest = nearest(&Query::new(query), &Index::new([&text]), 0).unwrap();
            let words: Vec<String> = nearest
                .diff
                .iter()
                .map(|change| match change {
                    Change::Same(words) => words.clone(),
                    Change::Missing(words) => format!("-{words}"),
                    Change::Added(words) => format!("+{words}"),
                })
                .collect();
            assert_eq!(words.join(" "), expected);
        }
    }
}
