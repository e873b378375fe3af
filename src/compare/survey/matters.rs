//! What the words of one text are about, and how rare each is.
//!
//! Two words of one matter ([`crate::compare::frame`]) tell that two sentences are about one thing, never that
//! they say the same of it.

/// The matters of one text. A matter is known by its place among them.
pub(super) struct Matters {
    /// Each once, in order; the same in all texts.
    keys: Vec<u32>,
    /// How many sentences are about each.
    holding: Vec<usize>,
}

impl Matters {
    /// Takes the matters of each sentence.
    pub(super) fn new<'s>(sentences: impl Iterator<Item = &'s [u32]> + Clone) -> Self {
        let mut keys: Vec<u32> = sentences.clone().flatten().copied().collect();
        keys.sort_unstable();
        keys.dedup();
        let mut matters = Self {
            holding: vec![0; keys.len()],
            keys,
        };
        let mut own: Vec<u32> = Vec::new();
        for sentence in sentences {
            own.clear();
            own.extend(sentence.iter().map(|key| matters.place(*key)));
            own.sort_unstable();
            own.dedup();
            for place in &own {
                matters.holding[*place as usize] += 1;
            }
        }
        matters
    }

    /// The place of a matter of the text.
    pub(super) fn place(&self, key: u32) -> u32 {
        let place = self.keys.partition_point(|own| *own < key);
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    /// For each matter, the place of the same one in another text.
    pub(super) fn counterparts(&self, other: &Self) -> Vec<Option<u32>> {
        let place = |key: &u32| u32::try_from(other.keys.binary_search(key).ok()?).ok();
        self.keys.iter().map(place).collect()
    }

    /// How rare the matters of two texts are in the two.
    pub(super) fn rarity(&self, other: &Self, rarity: impl Fn(usize) -> f32) -> [Vec<f32>; 2] {
        let of = |own: &Self, other: &Self| {
            let held = |key: &u32| {
                let at = other.keys.binary_search(key).ok();
                at.map_or(0, |at| other.holding[at])
            };
            let matters = own.keys.iter().zip(&own.holding);
            matters.map(|(key, n)| rarity(n + held(key))).collect()
        };
        [of(self, other), of(other, self)]
    }
}
