//! A filter made from what is looked for: one pass over a text says which of many sequences of words
//! may stand in it.
//!
//! Every sequence is filed under one of its words, the one that fewest texts are known to have. A text
//! that has that word is asked for the sequence's other words, and only one that has them all is a
//! candidate. Nothing is lost: a text that holds the sequence has all of its words. The cost is that of
//! the text's words, and of the sequences whose rare word it has.

use std::collections::BTreeMap;

use super::{Index, KeyBits, Table, keys};

/// Many sequences of words, ready to be looked for in any number of texts.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The keys of each sequence.
    sequences: Vec<Vec<u32>>,
    /// The place in `filed` of each key that sequences are filed under.
    places: Table,
    /// The sequences that are filed under one key, with that.
    filed: Vec<(u32, Vec<u32>)>,
    /// Sequences without a word that must be there: every text is a candidate.
    loose: Vec<u32>,
}

impl Filter {
    /// A filter for `sequences`, each the keys of the words that a text must have. `rarity` says how
    /// many texts have a key, as far as is known; it decides about speed and about nothing else.
    #[must_use]
    pub fn new(sequences: Vec<Vec<u32>>, rarity: impl Fn(u32) -> usize) -> Self {
        let mut filed: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut loose = Vec::new();
        for (keys, number) in sequences.iter().zip(0..) {
            match keys.iter().min_by_key(|&&key| (rarity(key), key)) {
                Some(&rarest) => filed.entry(rarest).or_default().push(number),
                None => loose.push(number),
            }
        }
        let places: Vec<(u32, u32)> = filed.keys().copied().zip(0..).collect();
        Self {
            sequences,
            places: Table::new(&places),
            filed: filed.into_iter().collect(),
            loose,
        }
    }

    /// Whether any sequence may stand in a text that has these words.
    #[must_use]
    pub(crate) fn may_have_any(&self, words: &KeyBits) -> bool {
        let may_hold = |number: &u32| {
            let mut keys = self.sequences[*number as usize].iter();
            keys.all(|&key| words.may_hold(key))
        };
        let mut filed = self.filed.iter();
        !self.loose.is_empty()
            || filed.any(|(key, numbers)| words.may_hold(*key) && numbers.iter().any(may_hold))
    }

    /// The sequences that may stand in text number `source` of `index`, by number, in order.
    ///
    /// # Panics
    /// When there is no such text.
    #[must_use]
    pub fn candidates(&self, index: &Index<'_>, source: usize) -> Vec<usize> {
        if self.sequences.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<u32> = self.loose.clone();
        for (key, _) in keys(index.text(source).tokens()) {
            if let Some(place) = self.places.get(key) {
                found.extend(&self.filed[place as usize].1);
            }
        }
        found.sort_unstable();
        found.dedup();
        let has_all = |&number: &usize| {
            let keys = &self.sequences[number];
            keys.iter()
                .all(|&key| !index.places(source, key).is_empty())
        };
        found
            .into_iter()
            .map(|number| number as usize)
            .filter(has_all)
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Text;
    use crate::source::token::key;

    #[test]
    fn candidates_have_all_words() {
        let texts = ["no war", "war and peace", "peace"].map(|text| Text::new(text.to_owned()));
        let index = Index::new(&texts);
        let sequences = [&["war"][..], &["war", "peace"], &[], &["truce"]];
        let keys = sequences.map(|words| words.iter().map(|word| key(word)).collect());
        let filter = Filter::new(keys.to_vec(), |_| 0);
        let found: Vec<_> = (0..3).map(|at| filter.candidates(&index, at)).collect();
        assert_eq!(found, [vec![0, 2], vec![0, 1, 2], vec![2]]);
    }
}
