//! How rare words are in the texts of a project, told from some of them. It decides about speed alone.

use rayon::prelude::*;

use crate::index::Table;
use crate::source::token::{Kind, Tokens};

/// How many sources are looked at, at the least and at the most, to know which words are rare: one in
/// [`SAMPLED`].
const SAMPLE: [usize; 2] = [64, 256];
const SAMPLED: usize = 16;

/// The texts of a sample are so far apart.
pub(super) fn step(n_texts: usize) -> usize {
    let n_sampled = (n_texts / SAMPLED).clamp(SAMPLE[0], SAMPLE[1]);
    n_texts.div_ceil(n_sampled).max(1)
}

/// In how many texts of a sample each word stands.
#[derive(Debug, Default)]
pub(super) struct Rarity {
    n_texts: usize,
    holding: Table,
}

impl Rarity {
    /// The rarity of words in the `n_texts` texts of `sample`, which are let go one by one.
    pub(super) fn new<T: AsRef<str>>(
        n_texts: usize,
        sample: impl ParallelIterator<Item = T>,
    ) -> Self {
        let keys = sample.flat_map_iter(|text| {
            let tokens = Tokens::new(text.as_ref());
            let words = tokens.all().iter().filter(|token| token.kind == Kind::Word);
            let mut keys: Vec<u32> = words.map(|token| token.key).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        });
        let mut keys: Vec<u32> = keys.collect();
        keys.par_sort_unstable();
        // Most words stand in one text of a sample alone: they are as rare as those that stand in none.
        let by_key = keys.chunk_by(|a, b| a == b).filter(|it| it.len() > 1);
        let counted =
            by_key.map(|texts| (texts[0], u32::try_from(texts.len()).unwrap_or(u32::MAX)));
        Self {
            n_texts,
            holding: Table::new(&counted.collect::<Vec<_>>()),
        }
    }

    /// The same of some of `texts`.
    pub(super) fn sampled<'t>(texts: impl ExactSizeIterator<Item = &'t str>) -> Self {
        let step = step(texts.len());
        let sample: Vec<&str> = texts.step_by(step).collect();
        Self::new(sample.len(), sample.into_par_iter())
    }

    /// In how many texts the word of `key` stands, of as many as a sample has at the most.
    pub(super) fn of(&self, key: u32) -> usize {
        let n_holding = self.holding.get(key).unwrap_or_default() as usize;
        n_holding * SAMPLE[1] / self.n_texts.max(1)
    }
}
