//! Many passages in many texts: which of them stand in a text, at the cost of the text.

use super::{Pattern, Query};
use crate::index::{self, Filter, Index, KeyBits};
use crate::source::Text;
use crate::source::token::Tokens;

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

    /// Which of the passages stand in a text, by number, in order. `words` are those that it may have, where that is
    /// known; `text` gives it, and is asked where one of the passages may stand there.
    pub(crate) fn standing_in(
        &self,
        words: Option<&KeyBits>,
        text: impl FnOnce() -> Option<Text>,
    ) -> Vec<usize> {
        let candidates = words.and_then(|words| self.filter.candidates_by(words));
        let may_hold = match &candidates {
            Some(candidates) => !candidates.is_empty(),
            None => words.is_none_or(|words| self.filter.may_have_any(words)),
        };
        let Some(text) = may_hold.then(text).flatten() else {
            return Vec::new();
        };
        let Some(candidates) = candidates else {
            return self.standing(&Index::new([&text]), 0);
        };
        let keys_of = |&number: &usize| {
            let tokens = Tokens::new(self.queries[number].text);
            index::keys(&tokens)
                .map(|(key, _)| key)
                .collect::<Vec<u32>>()
        };
        let keys = || candidates.iter().flat_map(keys_of).collect();
        self.among(&candidates, &Index::glancing(&text, &keys), 0)
    }

    /// Which of the passages stand in text number `source` of `index`, by number, in order.
    ///
    /// # Panics
    /// When there is no such text.
    #[must_use]
    pub fn standing(&self, index: &Index<'_>, source: usize) -> Vec<usize> {
        self.among(&self.filter.candidates(index, source), index, source)
    }

    /// Which of `candidates` stand there.
    fn among(&self, candidates: &[usize], index: &Index<'_>, source: usize) -> Vec<usize> {
        let stands = |number: &usize| {
            let pattern = Pattern::new(self.queries[*number]);
            !pattern.find(index, source).is_empty()
        };
        candidates.iter().copied().filter(stands).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::passage::elsewhere;

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
        for (at, text) in texts.iter().enumerate() {
            let standing = sieve.standing(&index, at);
            for words in [index::words_of(text), None] {
                let found = sieve.standing_in(words.as_ref(), || Some(text.anew()));
                assert_eq!(found, standing, "{text:?}");
            }
        }
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
