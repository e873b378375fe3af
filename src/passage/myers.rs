//! Myers' bit-parallel edit distance (1999, in the block form of Hyyrö 2003), over tokens: 64 tokens of
//! a query beside one token of a text in a handful of machine words.

use std::ops::Range;

use crate::index::Table;
use crate::source::token::Tokens;

/// For every key of a query, in which of its places it stands.
pub(super) struct Masks {
    len: usize,
    blocks: usize,
    /// The number of each key.
    numbers: Table,
    /// So many blocks for each key, by number, and as many for what is no key of the query.
    of_key: Vec<u64>,
}

impl Masks {
    pub(super) fn new(keys: &[u32]) -> Self {
        let mut known = keys.to_vec();
        known.sort_unstable();
        known.dedup();
        let blocks = keys.len().div_ceil(64);
        let mut of_key = vec![0; (known.len() + 1) * blocks];
        for (idx, key) in keys.iter().enumerate() {
            let number = known.partition_point(|it| it < key);
            of_key[number * blocks + idx / 64] |= 1 << (idx % 64);
        }
        let numbered: Vec<(u32, u32)> = known.into_iter().zip(0..).collect();
        Self {
            len: keys.len(),
            blocks,
            numbers: Table::new(&numbered),
            of_key,
        }
    }

    /// The least distance of the query to any stretch of `window`, and where the first such stretch
    /// ends; none where no token is common.
    pub(super) fn best_end(&self, tokens: &Tokens, window: Range<usize>) -> Option<(usize, usize)> {
        let mut columns = vec![
            Column {
                plus: u64::MAX,
                minus: 0
            };
            self.blocks
        ];
        let none = self.of_key.len() - self.blocks;
        let last_bit = (self.len - 1) % 64;
        let mut distance = self.len;
        let mut best = (self.len, window.start);
        for at in window {
            let number = self.numbers.get(tokens.all()[at].key);
            let first = number.map_or(none, |number| number as usize * self.blocks);
            let equal = &self.of_key[first..first + self.blocks];
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
