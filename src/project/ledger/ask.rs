//! Puts what claims ask to those sources that may have something to say.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use rayon::prelude::*;

use super::kept::Asked;
use super::renew::Renewal;
use super::words::may_answer;
use crate::check::SourceAnswers;
use crate::check::answers;
use crate::claim::Claim;
use crate::project::ask::Probes;
use crate::source::{Source, SourceId, Text};

/// The words of so many sources are read at a time, so that they are never all held.
const AT_ONCE: usize = 64;

/// Claims with what they ask.
pub(super) struct Asking<'c> {
    pub(super) claims: Vec<&'c Claim>,
    pub(super) probes: Probes<'c>,
    /// The claims that name a source, by its number.
    pub(super) naming: HashMap<usize, Vec<&'c Claim>>,
    pub(super) asks_all: Vec<&'c Claim>,
}

impl Renewal<'_> {
    /// What `claims` ask. A source that is not there is asked nothing.
    pub(super) fn asking<'c>(&self, claims: Vec<&'c Claim>) -> Asking<'c> {
        let mut naming: HashMap<usize, Vec<&Claim>> = HashMap::new();
        let mut asks_all = Vec::new();
        for &claim in &claims {
            let named: BTreeSet<Option<&SourceId>> = answers::asked(claim).collect();
            for id in named {
                let Some(id) = id else {
                    asks_all.push(claim);
                    continue;
                };
                if let Some(number) = self.number(id.as_str()) {
                    naming.entry(number).or_default().push(claim);
                }
            }
        }
        let project = &self.opening.project;
        let questions = project.questions_by(&claims, |_| 0);
        Asking {
            probes: Probes::new(project, questions, &BTreeSet::new()),
            claims,
            naming,
            asks_all,
        }
    }

    /// What the sources that have changed answer.
    pub(super) fn ask_fresh(
        &self,
        all: &Asking<'_>,
        fresh: &BTreeMap<usize, Text>,
    ) -> BTreeMap<usize, SourceAnswers> {
        let fresh = fresh.par_iter();
        let answers = fresh.map(|(&number, text)| (number, self.ask(number, text, all)));
        answers.collect::<Vec<_>>().into_iter().collect()
    }

    /// Puts what claims ask to a source.
    fn ask(&self, number: usize, text: &Text, asking: &Asking<'_>) -> SourceAnswers {
        let source = Source {
            id: self.id(number),
            file: self.file(number).to_owned(),
            text: text.anew(),
            hash: blake3::Hash::from_bytes([0; 32]),
            meta: Arc::default(),
        };
        let naming = asking.naming.get(&number).into_iter().flatten();
        let naming = naming.chain(&asking.asks_all).copied();
        let project = &self.opening.project;
        project.answers_of(&source, naming, &asking.probes, None)
    }

    /// Puts what new claims ask to the sources that have not changed, and adds what those answer.
    pub(super) fn ask_others(
        &self,
        new: &Asking<'_>,
        fresh: &BTreeMap<usize, Text>,
        answers: &mut BTreeMap<usize, SourceAnswers>,
    ) -> Option<()> {
        if new.claims.is_empty() {
            return Some(());
        }
        let candidates = self.candidates(new)?;
        let asked = candidates.par_iter().map(|&number| {
            if fresh.contains_key(&number) {
                return Some(None);
            }
            let (text, _) = self.read(number)?.content?;
            let own = self.ask(number, &Text::new(text?), new);
            let says_nothing = own == SourceAnswers::default();
            Some((!says_nothing).then_some((number, own)))
        });
        let asked: Vec<Option<(usize, SourceAnswers)>> = asked.collect::<Option<_>>()?;
        for (number, own) in asked.into_iter().flatten() {
            let mut known = self.kept_answers(number)?;
            known.add(own);
            answers.insert(number, known);
        }
        Some(())
    }

    /// The sources that may answer new claims, by number.
    fn candidates(&self, new: &Asking<'_>) -> Option<Vec<usize>> {
        let all = 0..self.look.sources.len();
        if !new.asks_all.is_empty() {
            return Some(all.collect());
        }
        let questions = new.probes.questions.measures();
        let asked = questions.map(|(_, counts, least)| Asked::new(counts, least));
        let asked: Vec<Asked<'_>> = asked.collect();
        self.with_words(|number, words| {
            new.naming.contains_key(&number) || asked.iter().any(|it| may_answer(words, it))
        })
    }

    /// The sources that `is_meant` holds for, by number, given which words they have. Of a source that has
    /// changed that is not known: it has no bits, and may have all words. None where what was kept cannot be
    /// trusted.
    pub(super) fn with_words(
        &self,
        is_meant: impl Fn(usize, &[u8]) -> bool + Sync,
    ) -> Option<Vec<usize>> {
        let book = &self.book;
        let (mut lying, mut meant) = (Vec::new(), Vec::new());
        for (number, seen) in self.look.sources.iter().enumerate() {
            match seen.earlier.filter(|_| seen.fresh.is_none()) {
                Some(at) => lying.push((book.ledger.sources[at].words, number)),
                None if is_meant(number, &[]) => meant.push(number),
                None => {}
            }
        }
        lying.sort_unstable_by_key(|(words, _)| words.end());
        let several = lying.par_chunks(AT_ONCE).map(|several| {
            let read = book.read_words(several.iter().map(|it| it.0))?;
            let mut meant = Vec::new();
            for &(words, number) in several {
                if is_meant(number, book.words(&read, words)?) {
                    meant.push(number);
                }
            }
            Some(meant)
        });
        let several: Vec<Vec<usize>> = several.collect::<Option<_>>()?;
        meant.extend(several.into_iter().flatten());
        meant.sort_unstable();
        Some(meant)
    }

    /// What a source that has not changed answered in the last run; none where that cannot be trusted.
    pub(super) fn kept_answers(&self, number: usize) -> Option<SourceAnswers> {
        let Some(earlier) = self.look.sources[number].earlier else {
            return Some(SourceAnswers::default());
        };
        let kept = &self.book.ledger.sources[earlier];
        serde_json::from_slice(&self.book.answers(kept)?).ok()
    }
}
