//! Checksums of what is kept: they tell damage, and nobody who would forge a kept file. So they need not be
//! hard to invert, and are told as fast as bytes are read.

use twox_hash::XxHash3_128;

pub(in crate::project) type Checksum = [u8; 16];

/// Many bytes are summed up in blocks of this length, which may be read by several threads.
pub(super) const BLOCK: usize = 1 << 16;

/// The checksum of some bytes.
pub(in crate::project) fn checksum(bytes: &[u8]) -> Checksum {
    XxHash3_128::oneshot(bytes).to_le_bytes()
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
    use super::*;

    #[test]
    fn pieces_have_the_checksum_of_the_whole() {
        let bytes: Vec<u8> = (0..=250).cycle().take(3 * BLOCK + 5).collect();
        for len in [0, 1, BLOCK - 1, BLOCK, 2 * BLOCK + 1, bytes.len()] {
            let bytes = &bytes[..len];
            let blocks: Vec<Checksum> = bytes.chunks(BLOCK).map(checksum).collect();
            for len_of_piece in [7, 1000, BLOCK, BLOCK + 1] {
                let mut sum = Summing::default();
                for piece in bytes.chunks(len_of_piece) {
                    sum.put(piece);
                }
                assert_eq!(sum.finish(), of_blocks(&blocks), "{len} by {len_of_piece}");
            }
        }
    }
}
