//! Numbers filed under keys, read far more often than written.
//!
//! Most words of a text are none of those that are looked for. A small table of bits says so without
//! leaving the processor's cache; only what passes is looked up.

/// Bits of the filter for each key, at least.
const BITS: usize = 16;

/// A number for each of some keys. A key is a hash already (see [`crate::source::token::key`]).
#[derive(Clone, Debug, Default)]
pub struct Table {
    /// Key and number, each moved on from its own place until one was free.
    slots: Vec<Option<(u32, u32)>>,
    /// A bit for each key that may be there.
    bits: Vec<u64>,
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
            bits: vec![0; (entries.len() * BITS / 64).next_power_of_two()],
            len: 0,
        };
        for &(key, number) in entries {
            let slot = table.slot(key);
            if table.slots[slot].is_none() {
                table.slots[slot] = Some((key, number));
                table.len += 1;
                let (word, bit) = table.bit(key);
                table.bits[word] |= bit;
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
        if self.bits.is_empty() {
            return None;
        }
        let (word, bit) = self.bit(key);
        if self.bits[word] & bit == 0 {
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

    fn bit(&self, key: u32) -> (usize, u64) {
        // Other bits of the key than those that choose the slot.
        let mixed = key.wrapping_mul(0x9E37_79B1);
        let word = (mixed >> 6) as usize & (self.bits.len() - 1);
        (word, 1 << (mixed & 63))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
