//! Puts what claims ask to the sources, source by source.
//!
//! A source is cut into words when its turn comes, asked everything that any claim asks of it, and
//! dropped again: memory holds the texts, the answers, and the words of as many sources as there are
//! threads. Passages that are missing where they are cited are then looked for in all sources in one
//! more pass, with a filter made from them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::Project;
use crate::check::answers::{self, Question};
use crate::check::{Answers, Ground, SourceAnswers};
use crate::claim::Claim;
use crate::index::Index;
use crate::passage::{Query, Sieve};
use crate::source::Source;
use crate::source::token::Kind;

/// The number of sources from which on they are asked one by one. Few sources are looked into as the
/// checks come to them, with nothing kept.
const FEWEST: usize = 64;

/// How many sources are looked at to know which words are rare.
const SAMPLE: usize = 256;

impl Project {
    /// The answers to everything that `claims` ask.
    #[must_use]
    pub fn ask<'a>(&'a self, claims: &[&'a Claim]) -> Answers<'a> {
        self.ask_again(claims, |_| None)
    }

    /// As [`Project::ask`]; `earlier` gives what a source answered before.
    fn ask_again<'a>(
        &'a self,
        claims: &[&'a Claim],
        earlier: impl Fn(&Source) -> Option<&'a SourceAnswers> + Sync,
    ) -> Answers<'a> {
        if self.sources.len() < FEWEST {
            return Answers::Asked;
        }
        let of_source: Vec<Arc<SourceAnswers>> = self
            .sources
            .par_iter()
            .zip(self.asking(claims))
            .map(|(source, asking)| {
                if asking.is_empty() {
                    return Arc::default();
                }
                let asking = asking.iter().map(|&idx| claims[idx as usize]);
                Arc::new(self.answers_of(source, asking, earlier(source)))
            })
            .collect();
        let elsewhere = self.elsewhere(claims, &of_source);
        Answers::Known {
            of_source,
            elsewhere,
        }
    }

    /// What `source` answers to `claims`. Nothing of the source's words is kept.
    #[must_use]
    pub fn answers_of<'c>(
        &self,
        source: &Source,
        claims: impl IntoIterator<Item = &'c Claim>,
        earlier: Option<&SourceAnswers>,
    ) -> SourceAnswers {
        let copy = scratch(source);
        let claims: Vec<&Claim> = claims.into_iter().collect();
        answers::record(claims, self.ground_of(&copy), earlier)
    }

    /// What checks stand on where there is but one source.
    fn ground_of<'a>(&'a self, source: &'a Source) -> Ground<'a> {
        Ground {
            sources: std::slice::from_ref(source),
            unread: &[],
            index: Index::new([&source.text]),
            answers: Answers::Asked,
            ..self.ground_without_sources()
        }
    }

    /// For every source, the claims that ask it something, by number.
    fn asking(&self, claims: &[&Claim]) -> Vec<Vec<u32>> {
        let mut asking = vec![Vec::new(); self.sources.len()];
        for (claim, idx) in claims.iter().zip(0..) {
            for id in answers::asked(claim) {
                let number = |id| self.sources.binary_search_by(|it| it.id.cmp(id)).ok();
                match id {
                    Some(id) => {
                        if let Some(asked) = number(id).map(|at| &mut asking[at])
                            && asked.last() != Some(&idx)
                        {
                            asked.push(idx);
                        }
                    }
                    None => asking.iter_mut().for_each(|it| it.push(idx)),
                }
            }
        }
        asking
    }

    /// For every passage that is missing somewhere, the sources in which it stands.
    fn elsewhere(
        &self,
        claims: &[&Claim],
        of_source: &[Arc<SourceAnswers>],
    ) -> BTreeMap<Question, Vec<usize>> {
        let missing: BTreeSet<&Question> = of_source.iter().flat_map(|it| it.missed()).collect();
        let mut queries: BTreeMap<Question, Query<'_>> = BTreeMap::new();
        for query in claims.iter().flat_map(|claim| answers::passages(claim)) {
            let question = answers::question(&query);
            if missing.contains(&question) {
                queries.insert(question, query);
            }
        }
        let (questions, queries): (Vec<Question>, Vec<Query<'_>>) = queries.into_iter().unzip();
        let mut elsewhere = vec![Vec::new(); questions.len()];
        if !queries.is_empty() {
            let rarity = rarity(self.sources.iter().map(|source| source.text.original()));
            let sieve = Sieve::new(queries, |key| rarity.get(&key).copied().unwrap_or_default());
            let standing: Vec<Vec<usize>> = self
                .sources
                .par_iter()
                .map(|source| sieve.standing(&Index::new([&scratch(source).text]), 0))
                .collect();
            for (source, numbers) in standing.into_iter().enumerate() {
                for number in numbers {
                    elsewhere[number].push(source);
                }
            }
        }
        questions.into_iter().zip(elsewhere).collect()
    }
}

/// A source whose words are dropped with it.
fn scratch(source: &Source) -> Source {
    Source {
        id: source.id.clone(),
        file: source.file.clone(),
        text: source.text.anew(),
        hash: source.hash,
        meta: source.meta.clone(),
    }
}

/// In how many texts of a sample a word stands, by key.
pub(super) fn rarity<'t>(texts: impl ExactSizeIterator<Item = &'t str>) -> HashMap<u32, usize> {
    let step = texts.len().div_ceil(SAMPLE).max(1);
    let sample: Vec<&str> = texts.step_by(step).collect();
    let keys: Vec<Vec<u32>> = sample
        .into_par_iter()
        .map(|text| {
            let tokens = crate::source::token::Tokens::new(text);
            let words = tokens.all().iter().filter(|token| token.kind == Kind::Word);
            let mut keys: Vec<u32> = words.map(|token| token.key).collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        })
        .collect();
    let mut rarity = HashMap::new();
    for key in keys.into_iter().flatten() {
        *rarity.entry(key).or_default() += 1;
    }
    rarity
}
