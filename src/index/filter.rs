//! A filter made from what is looked for: one pass over a text says which of many sequences of words
//! may stand in it.
//!
//! Every sequence is filed under one of its words, the one that fewest texts are known to have. A text
//! that has that word is asked for the sequence's other words, and only one that has them all is a
//! candidate. Nothing is lost: a text that holds the sequence has all of its words. The cost is that of
//! the text's words, and of the sequences whose rare word it has.

use std::collections::HashMap;

use super::Index;
use crate::source::token::Kind;

/// Many sequences of words, ready to be looked for in any number of texts.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// The keys of each sequence.
    sequences: Vec<Vec<u32>>,
    /// The sequences that are filed under a key.
    filed: HashMap<u32, Vec<u32>>,
    /// Sequences without a word that must be there: every text is a candidate.
    loose: Vec<u32>,
}

impl Filter {
    /// A filter for `sequences`, each the keys of the words that a text must have. `rarity` says how
    /// many texts have a key, as far as is known; it decides about speed and about nothing else.
    #[must_use]
    pub fn new(sequences: Vec<Vec<u32>>, rarity: impl Fn(u32) -> usize) -> Self {
        let mut filter = Self::default();
        for (keys, number) in sequences.iter().zip(0..) {
            match keys.iter().min_by_key(|&&key| (rarity(key), key)) {
                Some(&rarest) => filter.filed.entry(rarest).or_default().push(number),
                None => filter.loose.push(number),
            }
        }
        filter.sequences = sequences;
        filter
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
        let tokens = index.text(source).tokens();
        let words = tokens.all().iter().filter(|token| token.kind == Kind::Word);
        let keys = words.map(|token| token.key);
        let keys = keys.chain(tokens.joints().iter().map(|joint| joint.key));
        let mut found: Vec<u32> = self.loose.clone();
        for key in keys {
            found.extend(self.filed.get(&key).into_iter().flatten());
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
