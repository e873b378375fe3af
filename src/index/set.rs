//! Small numbers of which each is there or is not, such as those of the words of one text.

/// A set of numbers below a bound, a bit for each.
#[derive(Clone, Debug, Default)]
pub(crate) struct NumberSet {
    bits: Vec<u64>,
}

impl NumberSet {
    /// An empty set with room for the numbers below `bound`.
    pub(crate) fn below(bound: usize) -> Self {
        let mut set = Self::default();
        set.make_room(bound);
        set
    }

    /// Makes room for the numbers below `bound`.
    pub(crate) fn make_room(&mut self, bound: usize) {
        let n = bound.div_ceil(64);
        if self.bits.len() < n {
            self.bits.resize(n, 0);
        }
    }

    /// Whether `number` is there.
    ///
    /// # Panics
    /// When there is no room for it.
    #[inline]
    pub(crate) fn has(&self, number: u32) -> bool {
        self.bits[number as usize / 64] >> (number % 64) & 1 != 0
    }

    /// Puts `number` there, and says whether it was not.
    ///
    /// # Panics
    /// When there is no room for it.
    #[inline]
    pub(crate) fn insert(&mut self, number: u32) -> bool {
        let word = &mut self.bits[number as usize / 64];
        let before = *word;
        *word |= 1 << (number % 64);
        *word != before
    }

    /// Takes `number` away, and others with it: for whoever takes away all that are there.
    ///
    /// # Panics
    /// When there is no room for it.
    #[inline]
    pub(crate) fn clear_around(&mut self, number: u32) {
        self.bits[number as usize / 64] = 0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_put_there_is_there_until_it_is_taken_away() {
        let mut set = NumberSet::below(65);
        for number in [0, 63, 64] {
            assert!(!set.has(number));
            assert!(set.insert(number));
            assert!(!set.insert(number));
            assert!(set.has(number));
        }
        assert!(!set.has(1));
        for number in [0, 63, 64] {
            set.clear_around(number);
        }
        assert!((0..65).all(|number| !set.has(number)));
    }
}
