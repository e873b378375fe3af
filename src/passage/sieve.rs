//! Many passages in many texts: which of them stand in a text, at the cost of the text.

use super::{Pattern, Query};
use crate::index::{Filter, Index, KeyBits};

/// Passages, ready to be looked for in texts that come one by one.
#[derive(Clone, Debug, Default)]
pub struct Sieve<'q> {
    queries: Vec<Query<'q>>,
    filter: Filter,
}

impl<'q> Sieve<'q> {
    /// A sieve for `queries`. `rarity` says how many texts have a key, as far as is known; it decides
    /// about speed alone.
    #[must_use]
    pub fn new(queries: Vec<Query<'q>>, rarity: impl Fn(u32) -> usize) -> Self {
        let keys = queries.iter().map(|&query| Pattern::new(query).keys());
        Self {
            filter: Filter::new(keys.collect(), rarity),
            queries,
        }
    }

    /// Whether one of the passages may stand in a text that has these words.
    #[must_use]
    pub(crate) fn may_hold_any(&self, words: &KeyBits) -> bool {
        self.filter.may_have_any(words)
    }

    /// Which of the passages stand in text number `source` of `index`, by number, in order.
    ///
    /// # Panics
    /// When there is no such text.
    #[must_use]
    pub fn standing(&self, index: &Index<'_>, source: usize) -> Vec<usize> {
        let candidates = self.filter.candidates(index, source).into_iter();
        let stands = |&number: &usize| {
            let pattern = Pattern::new(self.queries[number]);
            !pattern.find(index, source).is_empty()
        };
        candidates.filter(stands).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::elsewhere;
    use crate::source::Text;

    #[test]
    fn a_sieve_finds_what_every_search_for_itself_finds() {
        let texts = [
            "no war at all",
            "The war … is over",
            "an exam-\nple of war",
            "",
        ];
        let texts = texts.map(|text| Text::new(text.to_owned()));
        let queries = [
            "the war",
            "no war",
            "an example",
            "[T]he war",
            "…",
            "war … all",
        ];
        let queries = queries.map(Query::new);
        let index = Index::new(&texts);
        let sieve = Sieve::new(queries.to_vec(), |key| index.total(key));
        for (number, query) in queries.iter().enumerate() {
            let standing =
                (0..texts.len()).filter(|&at| sieve.standing(&index, at).contains(&number));
            assert_eq!(
                standing.collect::<Vec<_>>(),
                elsewhere(query, &index),
                "{query:?}"
            );
        }
    }
}
