//! Numbers filed under keys, read far more often than written.
//!
//! Most words of a text are none of those that are looked for. A small table of bits says so without
//! leaving the processor's cache; only what passes is looked up.

/// Bits of the filter for each key, at least: one in sixteen that is not there passes.
const BITS: usize = 16;

/// A set of keys that may seem to hold more than it does. A key is a hash already.
#[derive(Clone, Debug, Default)]
struct KeyBits {
    /// A bit for each key that may be there; none where there is no key.
    bits: Vec<u64>,
}

impl KeyBits {
    /// The bits of `keys`.
    fn new(keys: impl ExactSizeIterator<Item = u32>) -> Self {
        let len = match keys.len() {
            0 => 0,
            n => (n * BITS / 64).next_power_of_two(),
        };
        let mut filter = Self { bits: vec![0; len] };
        for key in keys {
            let (word, bit) = filter.bit(key);
            filter.bits[word] |= bit;
        }
        filter
    }

    /// Whether `key` may be there: true for every key that is.
    #[inline]
    fn may_hold(&self, key: u32) -> bool {
        if self.bits.is_empty() {
            return false;
        }
        let (word, bit) = self.bit(key);
        self.bits[word] & bit != 0
    }

    fn bit(&self, key: u32) -> (usize, u64) {
        // Other bits of the key than those that choose a slot of the table.
        let mixed = key.wrapping_mul(0x9E37_79B1);
        let word = (mixed >> 6) as usize & (self.bits.len() - 1);
        (word, 1 << (mixed & 63))
    }
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
            filter: KeyBits::new(entries.iter().map(|&(key, _)| key)),
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
            let filter = KeyBits::new((0..n).map(hash));
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
