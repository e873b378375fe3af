//! Looks words up in fixed lists: several times for every word of a text.
//!
//! The lists are the tool's own, so that nobody can choose words that fall together in them: a plain
//! hash, a few steps for eight bytes, is enough.

use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasherDefault, Hasher};

/// A list of words with what is known of each.
pub(in crate::source) type Lexicon<K, V> = HashMap<K, V, BuildHasherDefault<Letters>>;

/// A list of words.
pub(in crate::source) type Words = HashSet<&'static str, BuildHasherDefault<Letters>>;

/// A hash of letters, eight bytes at a time.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::source) struct Letters(u64);

impl Hasher for Letters {
    fn write(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut eight = [0; 8];
            eight[..chunk.len()].copy_from_slice(chunk);
            let mixed = (self.0 ^ u64::from_le_bytes(eight)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
            self.0 = mixed ^ (mixed >> 32);
        }
    }

    /// Strings are hashed with a last byte of their own, which tells nothing apart here.
    fn write_u8(&mut self, _: u8) {}

    fn finish(&self) -> u64 {
        self.0
    }
}
