//! Checksums of what is kept: they tell damage, and nobody who would forge a kept file. So they need not be
//! hard to invert, and are told as fast as bytes are read.
//!
//! Words of 64 bits are multiplied in pairs, and the halves of each product put together, in lanes that do
//! not wait for one another, as wyhash does.

pub(in crate::project) type Checksum = [u8; 16];

/// The bytes of a word.
const WORD: usize = 8;

/// How many pairs of words are multiplied at a time.
const LANES: usize = 4;

/// The bytes of these.
const STEP: usize = 2 * WORD * LANES;

/// Many bytes are summed up in blocks of this length, which may be read by several threads.
pub(super) const BLOCK: usize = 1 << 16;

/// Digits of the square root of three, with all of which words are combined before they are multiplied.
const KEYS: [u64; LANES] = [
    0xBB67_AE85_84CA_A73B,
    0x2574_2D70_78B8_3B89,
    0x25D8_34CC_53DA_4797,
    0x1B49_B466_1EAE_A0F3,
];

/// The checksum of some bytes.
pub(in crate::project) fn checksum(bytes: &[u8]) -> Checksum {
    let mut lanes = KEYS;
    let (steps, rest) = bytes.as_chunks::<STEP>();
    for step in steps {
        add(&mut lanes, step);
    }
    let mut last = [0; STEP];
    last[..rest.len()].copy_from_slice(rest);
    add(&mut lanes, &last);
    let len = bytes.len() as u64;
    let [a, b, c, d] = lanes;
    let (low, high) = (product(a ^ len, b), product(c ^ len, d));
    let mut sum = Checksum::default();
    sum[..WORD].copy_from_slice(&product(low ^ KEYS[0], high ^ KEYS[1]).to_le_bytes());
    sum[WORD..].copy_from_slice(&product(low ^ KEYS[2], high ^ KEYS[3]).to_le_bytes());
    sum
}

fn add(lanes: &mut [u64; LANES], step: &[u8; STEP]) {
    let (words, _) = step.as_chunks::<WORD>();
    let (pairs, _) = words.as_chunks::<2>();
    for ((lane, key), [one, other]) in lanes.iter_mut().zip(KEYS).zip(pairs) {
        let (one, other) = (u64::from_le_bytes(*one), u64::from_le_bytes(*other));
        *lane = product(one ^ key, other ^ *lane);
    }
}

/// The halves of the product of two words, put together.
fn product(a: u64, b: u64) -> u64 {
    let product = u128::from(a) * u128::from(b);
    #[expect(clippy::cast_possible_truncation, reason = "its halves are taken")]
    let halves = (product as u64, (product >> 64) as u64);
    halves.0 ^ halves.1
}

/// The checksum of bytes that come piece by piece, or block by block: that of the checksums of their blocks.
#[derive(Debug, Default)]
pub(super) struct Summing {
    /// What does not fill a block yet.
    rest: Vec<u8>,
    blocks: Vec<Checksum>,
}

impl Summing {
    /// Adds bytes.
    pub(super) fn put(&mut self, mut bytes: &[u8]) {
        if !self.rest.is_empty() {
            let lacking = bytes.split_off(..bytes.len().min(BLOCK - self.rest.len()));
            self.rest.extend_from_slice(lacking.unwrap_or_default());
            if self.rest.len() < BLOCK {
                return;
            }
            self.blocks.push(checksum(&self.rest));
            self.rest.clear();
        }
        let (blocks, rest) = bytes.as_chunks::<BLOCK>();
        self.blocks.extend(blocks.iter().map(|it| checksum(it)));
        self.rest.extend_from_slice(rest);
    }

    /// The checksum of all of them.
    pub(super) fn finish(mut self) -> Checksum {
        if !self.rest.is_empty() {
            self.blocks.push(checksum(&self.rest));
        }
        of_blocks(&self.blocks)
    }
}

/// The checksum of bytes whose blocks have these.
pub(super) fn of_blocks(blocks: &[Checksum]) -> Checksum {
    checksum(blocks.as_flattened())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn whatever_is_changed_is_told() {
        let bytes: Vec<u8> = (0..=250).cycle().take(300).collect();
        let mut sums = BTreeSet::new();
        for len in 0..bytes.len() {
            assert!(sums.insert(checksum(&bytes[..len])), "{len} bytes");
            assert!(sums.insert(checksum(&vec![0; len + 1])), "{len} zeros");
        }
        for bit in 0..8 * bytes.len() {
            let mut damaged = bytes.clone();
            damaged[bit / 8] ^= 1 << (bit % 8);
            assert!(sums.insert(checksum(&damaged)), "bit {bit}");
        }
        let of = |sum: &Checksum, half: usize| sum[half * WORD..][..WORD].to_vec();
        for half in 0..2 {
            let halves: BTreeSet<Vec<u8>> = sums.iter().map(|it| of(it, half)).collect();
            assert_eq!(halves.len(), sums.len());
        }
    }

    #[test]
    fn pieces_have_the_checksum_of_the_whole() {
        let bytes: Vec<u8> = (0..=250).cycle().take(3 * BLOCK + 5).collect();
        for len in [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 1, bytes.len()] {
            let bytes = &bytes[..len];
            let blocks: Vec<Checksum> = bytes.chunks(BLOCK).map(checksum).collect();
            for piece in [7, 1000, BLOCK, BLOCK + 1] {
                let mut sum = Summing::default();
                bytes.chunks(piece).for_each(|it| sum.put(it));
                assert_eq!(sum.finish(), of_blocks(&blocks), "{len} by {piece}");
            }
        }
    }
}
