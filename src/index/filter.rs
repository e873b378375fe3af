//! A filter made from what is looked for: one pass over a text says which of many sequences of words
//! may stand in it.
//!
//! Every sequence is filed under one of its words, the one that fewest texts are known to have. A text
//! that has that word is asked for the sequence's other words, and only one that has them all is a
//! candidate. Nothing is lost: a text that holds the sequence has all of its words. The cost is that of
//! the text's words, and of the sequences whose rare word it has.

use std::collections::BTreeMap;

use super::{Index, KeyBits, NumberSet, Table, keys};

/// Many sequences of words, ready to be looked for in any number of texts.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The key of each word by its number; those that sequences are filed under come first.
    keys: Vec<u32>,
    /// The numbers of the words by their keys.
    numbers: Table,
    /// The words of each sequence by number, those that fewest texts have first.
    sequences: Lists,
    /// The sequences that are filed under each word.
    filed: Lists,
    /// Sequences without a word that must be there: every text is a candidate.
    loose: Vec<u32>,
}

impl Filter {
    /// A filter for `sequences`, each the keys of the words that a text must have. `rarity` says how
    /// many texts have a key, as far as is known; it decides about speed and about nothing else.
    #[must_use]
    pub fn new(mut sequences: Vec<Vec<u32>>, rarity: impl Fn(u32) -> usize) -> Self {
        let mut filed: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        let mut loose = Vec::new();
        for (keys, number) in sequences.iter_mut().zip(0..) {
            keys.sort_by_cached_key(|&key| (rarity(key), key));
            match keys.first() {
                Some(&rarest) => filed.entry(rarest).or_default().push(number),
                None => loose.push(number),
            }
        }
        let mut others: Vec<u32> = sequences.iter().flatten().copied().collect();
        others.sort_unstable();
        others.dedup();
        others.retain(|key| !filed.contains_key(key));
        let keys: Vec<u32> = filed.keys().copied().chain(others).collect();
        let numbers = Table::new(&keys.iter().copied().zip(0..).collect::<Vec<_>>());
        let numbered = |keys: Vec<u32>| -> Vec<u32> {
            let known = keys.into_iter().filter_map(|key| numbers.get(key));
            known.collect()
        };
        Self {
            sequences: Lists::new(sequences.into_iter().map(numbered)),
            filed: Lists::new(filed.into_values()),
            keys,
            numbers,
            loose,
        }
    }

    /// Whether any sequence may stand in a text that has these words.
    #[must_use]
    pub(crate) fn may_have_any(&self, words: &KeyBits) -> bool {
        !self.loose.is_empty() || self.filed_for(words).next().is_some()
    }

    /// The sequences that may stand in a text that has these words, by number, in order; none where it is less work
    /// to go through the words of the text.
    #[must_use]
    pub(crate) fn candidates_by(&self, words: &KeyBits) -> Option<Vec<usize>> {
        if self.filed.len() as usize > words.n_bits() {
            return None;
        }
        let mut found: Vec<u32> = self.filed_for(words).collect();
        found.extend(&self.loose);
        Some(in_order(found))
    }

    /// The sequences of which a text that has these words may have all.
    fn filed_for(&self, words: &KeyBits) -> impl Iterator<Item = u32> {
        let may_hold = |word: &u32| words.may_hold(self.keys[*word as usize]);
        let may_stand = move |sequence: &u32| self.sequences.of(*sequence).iter().all(may_hold);
        let filed = (0..self.filed.len()).filter(may_hold);
        let filed = filed.flat_map(|word| self.filed.of(word)).copied();
        filed.filter(may_stand)
    }

    /// The sequences that may stand in text number `source` of `index`, by number, in order.
    ///
    /// # Panics
    /// When there is no such text.
    #[must_use]
    pub fn candidates(&self, index: &Index<'_>, source: usize) -> Vec<usize> {
        if self.keys.is_empty() && self.loose.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<u32> = self.loose.clone();
        let mut words = NumberSet::below(self.keys.len());
        for (key, _) in keys(index.text(source).tokens()) {
            let Some(word) = self.numbers.get(key) else {
                continue;
            };
            if words.insert(word) && word < self.filed.len() {
                found.extend(self.filed.of(word));
            }
        }
        found.retain(|&sequence| {
            let mut own = self.sequences.of(sequence).iter();
            own.all(|&word| words.has(word))
        });
        in_order(found)
    }
}

fn in_order(mut found: Vec<u32>) -> Vec<usize> {
    found.sort_unstable();
    found.into_iter().map(|number| number as usize).collect()
}

/// Lists of numbers, one behind the other.
#[derive(Clone, Debug, Default)]
struct Lists {
    all: Vec<u32>,
    /// Where each ends.
    ends: Vec<u32>,
}

impl Lists {
    fn new(lists: impl Iterator<Item = Vec<u32>>) -> Self {
        let mut all = Vec::new();
        let ends = lists.map(|list| {
            all.extend(list);
            u32::try_from(all.len()).unwrap_or(u32::MAX)
        });
        let ends = ends.collect();
        Self { all, ends }
    }

    fn len(&self) -> u32 {
        u32::try_from(self.ends.len()).unwrap_or(u32::MAX)
    }

    /// List number `number`.
    fn of(&self, number: u32) -> &[u32] {
        let number = number as usize;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.all[start as usize..self.ends[number] as usize]
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
