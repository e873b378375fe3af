//! Numbers filed under keys, read far more often than written.
//!
//! Most words of a text are none of those that are looked for. A small table of bits says so without
//! leaving the processor's cache; only what passes is looked up.

/// Bits of the filter for each key, at least: few keys that are not there pass.
const BITS: usize = 16;

/// A set of keys that may seem to hold more than it does. A key is a hash already.
#[derive(Clone, Debug, Default)]
pub(crate) struct KeyBits {
    /// The bits of each key that may be there; no word at all where that is none.
    bits: Vec<u64>,
}

impl KeyBits {
    /// The bits of `keys`, `n_bits` of them or a few more.
    pub(super) fn new(keys: impl Iterator<Item = u32>, n_bits: usize) -> Self {
        let mut bits = vec![0; n_bits.div_ceil(64).max(1)];
        let n_words = bits.len();
        keys.for_each(|key| {
            let (word, own) = place(key, n_words);
            bits[word] |= own;
        });
        Self { bits }
    }

    /// The bits of `keys`, enough of them that few others seem to be there.
    pub(crate) fn of(keys: &[u32]) -> Self {
        Self::new(keys.iter().copied(), keys.len() * BITS)
    }

    /// How many bits there are.
    pub(super) fn n_bits(&self) -> usize {
        self.bits.len() * 64
    }

    /// Whether `key` may be there: true for every key that is.
    #[inline]
    pub(crate) fn may_hold(&self, key: u32) -> bool {
        if self.bits.is_empty() {
            return false;
        }
        let (word, own) = place(key, self.bits.len());
        self.bits[word] & own == own
    }
}

/// Which of `n_words` words has the bits of a key, and these: three or fewer.
#[inline]
fn place(key: u32, n_words: usize) -> (usize, u64) {
    // Other bits of the key than those that choose a slot of the table.
    let mixed = key.wrapping_mul(0x9E37_79B1);
    let word = (u64::from(mixed) * n_words as u64) >> 32;
    let word = usize::try_from(word).unwrap_or_default();
    let own = 1 << (mixed & 63) | 1 << (key >> 20 & 63) | 1 << (key >> 26);
    (word, own)
}

/// A number for each of some keys. A key is a hash already (see [`crate::source::token::key`]).
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Key and number, each moved on from its own place until one was free.
    slots: Vec<Option<(u32, u32)>>,
    filter: KeyBits,
    len: usize,
}

impl Table {
    /// A table of `entries`; of entries with one key the first counts.
    #[must_use]
    pub fn new(entries: &[(u32, u32)]) -> Self {
        if entries.is_empty() {
            return Self::default();
        }
        let mut table = Self {
            slots: vec![None; (entries.len() * 2).next_power_of_two()],
            filter: KeyBits::of(&entries.iter().map(|&(key, _)| key).collect::<Vec<_>>()),
            len: 0,
        };
        for &(key, number) in entries {
            let slot = table.slot(key);
            if table.slots[slot].is_none() {
                table.slots[slot] = Some((key, number));
                table.len += 1;
            }
        }
        table
    }

    /// How many keys there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.len
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len == 0
    }

    /// The number under `key`.
    #[inline]
    #[must_use]
    pub fn get(&self, key: u32) -> Option<u32> {
        if !self.filter.may_hold(key) {
            return None;
        }
        self.slots[self.slot(key)].map(|(_, number)| number)
    }

    /// The slot that has `key`, or that would.
    fn slot(&self, key: u32) -> usize {
        let mask = self.slots.len() - 1;
        let mut slot = key as usize & mask;
        while self.slots[slot].is_some_and(|(other, _)| other != key) {
            slot = (slot + 1) & mask;
        }
        slot
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_filter_holds_all_its_keys_and_few_others() {
        let hash = |n: u32| n.wrapping_mul(0x85EB_CA6B) ^ (n >> 7);
        for n in [0, 1, 3, 64, 1000] {
            let filter = KeyBits::of(&(0..n).map(hash).collect::<Vec<_>>());
            assert!((0..n).map(hash).all(|key| filter.may_hold(key)), "{n}");
            let others = (1_000_000..1_010_000).map(hash);
            let n_wrong = others.filter(|key| filter.may_hold(*key)).count();
            assert!(n_wrong < 1_500, "{n} keys: {n_wrong} of 10,000 others");
        }
    }

    #[test]
    fn what_was_filed_is_found_and_nothing_else() {
        let entries: Vec<(u32, u32)> = (0..250).map(|n| (n * 0x0101_0400, n)).collect();
        let table = Table::new(&entries);
        for (key, number) in entries {
            assert_eq!(table.get(key), Some(number));
            assert_eq!(table.get(key + 1), None);
        }
        assert_eq!(table.len(), 250);
        assert_eq!(Table::new(&[(7, 1), (7, 2)]).get(7), Some(1));
        assert!(Table::default().is_empty());
        assert_eq!(Table::new(&[]).get(0), None);
    }
}
