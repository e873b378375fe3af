//! Where passages stand that are missing in the sources that they are cited from: they are looked for in all sources
//! in one more pass, with a filter made from them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::ask::hex;
use super::cache::Corpus;
use crate::check::SourceAnswers;
use crate::check::answers::{self, Question};
use crate::claim::Claim;
use crate::index::KeyBits;
use crate::passage::{Query, Sieve};
use crate::source::Text;

/// Where passages stand that are missing in the sources that they are cited from.
pub(super) struct Elsewhere<'a> {
    /// The sources, by their hashes.
    pub(super) hashes: Vec<blake3::Hash>,
    /// The text of a source, by number; none where it cannot be read any more.
    pub(super) text: &'a (dyn Fn(usize) -> Option<Text> + Sync),
    /// The words that each may have, where that is known.
    pub(super) words: Vec<Option<KeyBits>>,
    /// In how many texts of a sample the word of a key stands.
    pub(super) rarity: &'a (dyn Fn(u32) -> usize + Sync),
}

impl Elsewhere<'_> {
    /// For every passage that is missing somewhere, the sources in which it stands; and the same as it
    /// is kept for the next run. What `earlier` tells is not looked for again.
    pub(super) fn find(
        &self,
        claims: &[&Claim],
        of_source: &[Arc<SourceAnswers>],
        earlier: &Corpus,
    ) -> (BTreeMap<Question, Vec<usize>>, Corpus) {
        let missing: BTreeSet<&Question> = of_source.iter().flat_map(|it| it.missed()).collect();
        if missing.is_empty() {
            return (BTreeMap::new(), Corpus::default());
        }
        let mut known: BTreeMap<Question, Query<'_>> = BTreeMap::new();
        let mut new = BTreeMap::new();
        for query in claims.iter().flat_map(|claim| answers::passages(claim)) {
            let question = answers::question(&query);
            if earlier.standing.contains_key(&question) {
                known.insert(question, query);
            } else if missing.contains(&question) {
                new.insert(question, query);
            }
        }
        known.retain(|question, _| missing.contains(question));
        let hashes: Vec<String> = self.hashes.iter().map(hex).collect();
        let is_new = |number: usize| !earlier.sources.contains(&hashes[number]);
        let found = self.standing(&new, |_| true);
        let found = found.into_iter().chain(self.standing(&known, is_new));
        let mut standing: BTreeMap<Question, BTreeSet<String>> = BTreeMap::new();
        for question in new.keys().chain(known.keys()) {
            let before = earlier.standing.get(question).cloned();
            standing.insert(*question, before.unwrap_or_default());
        }
        for (question, number) in found {
            if let Some(sources) = standing.get_mut(question) {
                sources.insert(hashes[number].clone());
            }
        }
        let mut numbers: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (number, hash) in hashes.iter().enumerate() {
            numbers.entry(hash.as_str()).or_default().push(number);
        }
        let elsewhere = standing.iter().map(|(question, sources)| {
            let here = sources.iter().filter_map(|hash| numbers.get(hash.as_str()));
            let mut here: Vec<usize> = here.flatten().copied().collect();
            here.sort_unstable();
            (*question, here)
        });
        let elsewhere = elsewhere.collect();
        let corpus = Corpus {
            sources: hashes.iter().cloned().collect(),
            standing,
            ..Corpus::default()
        };
        (elsewhere, corpus)
    }

    /// Where the passages of `queries` stand, in the sources that `meant` holds for by number.
    fn standing<'q>(
        &self,
        queries: &'q BTreeMap<Question, Query<'q>>,
        meant: impl Fn(usize) -> bool + Sync,
    ) -> Vec<(&'q Question, usize)> {
        let sources: Vec<usize> = (0..self.hashes.len()).filter(|&at| meant(at)).collect();
        if queries.is_empty() || sources.is_empty() {
            return Vec::new();
        }
        let passages = queries.values().copied().collect();
        let sieve = Sieve::new(passages, self.rarity);
        let questions: Vec<&Question> = queries.keys().collect();
        sources
            .into_par_iter()
            .flat_map_iter(|at| {
                let text = || (self.text)(at);
                let numbers = sieve.standing_in(self.words[at].as_ref(), text);
                let questions = &questions;
                numbers.into_iter().map(move |it| (questions[it], at))
            })
            .collect()
    }
}
