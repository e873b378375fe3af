//! In which sources passages stand that are missing where they are cited.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::ask::Asking;
use super::renew::Renewal;
use super::slots::Is;
use super::words::may_hold;
use crate::check::SourceAnswers;
use crate::check::answers::{self, Question};
use crate::index::Index;
use crate::passage::{Pattern, Query, Sieve};
use crate::source::Text;

impl Renewal<'_> {
    /// The passages of claims that are missing where they are cited, each with the sources, by number, in
    /// which it stands.
    pub(super) fn missing(
        &self,
        slots: &[usize],
        of: &Asking<'_>,
        fresh: &BTreeMap<usize, Text>,
        answers: &BTreeMap<usize, SourceAnswers>,
    ) -> Option<BTreeMap<Question, Vec<usize>>> {
        let named: BTreeSet<usize> = of.naming.keys().copied().collect();
        let mut missed: BTreeSet<Question> = BTreeSet::new();
        for number in named {
            match answers.get(&number) {
                Some(answers) => missed.extend(answers.missed().copied()),
                None => missed.extend(self.kept_answers(number)?.missed().copied()),
            }
        }
        let mut known: BTreeMap<Question, BTreeSet<usize>> = BTreeMap::new();
        let mut queries: BTreeMap<Question, Query<'_>> = BTreeMap::new();
        for (&slot, claim) in slots.iter().zip(&of.claims) {
            for query in answers::passages(claim) {
                let question = answers::question(&query);
                if !missed.contains(&question) {
                    continue;
                }
                if let Is::Kept(number, _) = self.slots.all[slot].is {
                    let kept = &self.book.ledger.claims[number].missing;
                    if let Some(kept) = kept.iter().find(|it| it.question == question) {
                        let standing = kept.standing.iter();
                        let now = standing.filter_map(|&it| self.now[it as usize]);
                        let now = now.map(|it| it as usize);
                        let stayed = now.filter(|it| !fresh.contains_key(it)).collect();
                        known.insert(question, stayed);
                    }
                }
                queries.insert(question, query);
            }
        }
        let of_known = standing(&queries, |question| known.contains_key(question));
        let of_all = standing(&queries, |question| !known.contains_key(question));
        for (&number, text) in fresh {
            for question in of_known.in_text(text) {
                known.entry(question).or_default().insert(number);
            }
        }
        let mut found: BTreeMap<Question, BTreeSet<usize>> = BTreeMap::new();
        if !of_all.questions.is_empty() {
            let keys = of_all.keys.iter();
            let all = self.with_words(|_, words| keys.clone().any(|it| may_hold(words, it)))?;
            let others = all.par_iter().map(|number| {
                let text = match fresh.get(number) {
                    Some(text) => text.anew(),
                    None => Text::new(self.read(*number)?.content?.0?),
                };
                Some((*number, of_all.in_text(&text)))
            });
            for (number, questions) in others.collect::<Option<Vec<_>>>()? {
                for question in questions {
                    found.entry(question).or_default().insert(number);
                }
            }
        }
        let mut missing = BTreeMap::new();
        for question in queries.keys() {
            let mut standing = known.remove(question).unwrap_or_default();
            standing.extend(found.remove(question).unwrap_or_default());
            missing.insert(*question, standing.into_iter().collect());
        }
        Some(missing)
    }
}

/// Passages that are looked for in whole texts.
struct Standing<'q> {
    questions: Vec<&'q Question>,
    /// The keys of the words that a text must have in which a passage stands.
    keys: Vec<Vec<u32>>,
    sieve: Sieve<'q>,
}

fn standing<'q>(
    queries: &'q BTreeMap<Question, Query<'q>>,
    is_meant: impl Fn(&Question) -> bool,
) -> Standing<'q> {
    let meant = queries.iter().filter(|it| is_meant(it.0));
    let (questions, queries): (Vec<&Question>, Vec<Query<'_>>) = meant.unzip();
    Standing {
        questions,
        keys: queries.iter().map(|&it| Pattern::new(it).keys()).collect(),
        sieve: Sieve::new(queries, |_| 0),
    }
}

impl Standing<'_> {
    fn in_text(&self, text: &Text) -> Vec<Question> {
        let found = self.sieve.standing(&Index::new([text]), 0).into_iter();
        found.map(|at| *self.questions[at]).collect()
    }
}
