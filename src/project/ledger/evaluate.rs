//! Evaluates claims that a change has touched, as a whole run does.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Tell;
use super::ask::Asking;
use super::kept::{Asked, KeptClaim};
use super::note::of_claim;
use super::renew::Renewal;
use super::slots::Is;
use crate::check::SourceAnswers;
use crate::check::answers::{self, Question};
use crate::claim::{self, Claim};
use crate::compare::KnownVoices;
use crate::diagnostic::Diagnostic;
use crate::index::Index;
use crate::passage::{Query, Sieve};
use crate::project::part::Parts;
use crate::project::store::{self, Found};
use crate::project::texts::Texts;
use crate::source::manifest::Meta;
use crate::source::{Source, SourceId, Text};
use crate::span::Span;

/// What is not as it was in the last run.
#[derive(Default)]
pub(super) struct Renewed {
    /// The claims that were evaluated, by slot.
    pub(super) claims: BTreeMap<usize, Claimed>,
    /// What sources answer, by number, where they were asked something.
    pub(super) answers: BTreeMap<usize, SourceAnswers>,
    /// How much pairs of sources have of one another, by number.
    pub(super) shares: BTreeMap<[u32; 2], [u32; 2]>,
}

/// A claim that was evaluated.
pub(super) struct Claimed {
    pub(super) kept: KeptClaim<'static>,
    pub(super) said: String,
    pub(super) snapshot: Option<Found>,
}

impl Renewal<'_> {
    /// Evaluates those of the claims in the slots `wanted` that a change has touched; none where these cannot
    /// be told, or what was kept cannot be trusted.
    pub(super) fn evaluate(
        &mut self,
        wanted: &BTreeMap<usize, bool>,
        fresh: &BTreeMap<usize, Text>,
        tell: &dyn Tell,
    ) -> Option<Renewed> {
        let mut renewed = Renewed::default();
        for &number in fresh.keys() {
            renewed.answers.insert(number, SourceAnswers::default());
        }
        if wanted.is_empty() {
            return Some(renewed);
        }
        let slots: Vec<usize> = wanted.keys().copied().collect();
        let claims = self.slots.claims(self.root, &slots)?;
        let all = self.asking(claims.iter().collect());
        renewed.answers = self.ask_fresh(&all, fresh);
        let touched = self.touched_claims(wanted, &claims, &all, &renewed.answers, fresh);
        let slots: Vec<usize> = touched.iter().map(|&at| slots[at]).collect();
        let touched: Vec<&Claim> = touched.iter().map(|&at| &claims[at]).collect();
        let is_new = |slot: &usize| matches!(self.slots.all[*slot].is, Is::New(_));
        let new = slots.iter().zip(&touched).filter(|(slot, _)| is_new(slot));
        let new = self.asking(new.map(|(_, claim)| *claim).collect());
        let of = self.asking(touched);
        self.ask_others(&new, fresh, &mut renewed.answers)?;
        self.hold(&slots, &of, fresh, tell, renewed)
    }

    /// Those of `claims`, by number, that must be evaluated, and those on which a source that has changed
    /// bears.
    fn touched_claims(
        &self,
        wanted: &BTreeMap<usize, bool>,
        claims: &[Claim],
        all: &Asking<'_>,
        answers: &BTreeMap<usize, SourceAnswers>,
        fresh: &BTreeMap<usize, Text>,
    ) -> Vec<usize> {
        let probes = &all.probes;
        let mut touched = BTreeSet::new();
        for answers in answers.values() {
            let found = probes
                .questions
                .of_ids(answers.probed().clone(), &probes.by_id);
            let claims = found.iter().map(|it| probes.questions.claim_of(it.0));
            touched.extend(claims);
        }
        let mut missing: Vec<(usize, Query<'_>)> = Vec::new();
        for (at, (slot, is_certain)) in wanted.iter().enumerate() {
            if *is_certain {
                touched.insert(at);
            } else if let Is::Kept(number, _) = self.slots.all[*slot].is {
                let kept = &self.book.ledger.claims[number].missing;
                let queries = answers::passages(&claims[at]).filter(|query| {
                    let question = answers::question(query);
                    kept.iter().any(|it| it.question == question)
                });
                missing.extend(queries.map(|query| (at, query)));
            }
        }
        let sieve = Sieve::new(missing.iter().map(|it| it.1).collect(), |_| 0);
        for text in fresh.values() {
            let standing = sieve.standing(&Index::new([text]), 0);
            touched.extend(standing.into_iter().map(|it| missing[it].0));
        }
        touched.into_iter().collect()
    }

    /// Evaluates the claims of `of`, which stand in `slots`.
    fn hold(
        &mut self,
        slots: &[usize],
        of: &Asking<'_>,
        fresh: &BTreeMap<usize, Text>,
        tell: &dyn Tell,
        mut renewed: Renewed,
    ) -> Option<Renewed> {
        let mut needed = self.needed(slots, of, &renewed.answers);
        let missing = self.missing(slots, of, fresh, &renewed.answers)?;
        needed.extend(missing.values().flatten().copied());
        let metas = self.metas(&needed)?;
        let numbers: Vec<usize> = needed.iter().copied().collect();
        let place = |number: &usize| numbers.partition_point(|it| it < number);
        let elsewhere = missing.into_iter().map(|(question, standing)| {
            let here = standing.iter().map(place);
            (question, here.collect())
        });
        let elsewhere: BTreeMap<Question, Vec<usize>> = elsewhere.collect();
        let of_source = numbers.par_iter().map(|number| {
            let known = renewed.answers.get(number).cloned();
            known.or_else(|| self.kept_answers(*number)).map(Arc::new)
        });
        let of_source: Vec<Arc<SourceAnswers>> = of_source.collect::<Option<_>>()?;
        let texts = self.texts(&numbers, fresh);
        self.opening.project.sources = self.sources(&numbers, metas);
        for &slot in slots {
            let file = self.slots.all[slot].file;
            self.slots.read(self.root, file)?;
            let (name, text) = (&self.slots.files[file].file, &self.slots.texts[file]);
            let files = &mut self.opening.project.files;
            files
                .entry(name.clone())
                .or_insert_with(|| text.clone().unwrap_or_default());
        }
        self.complain_of(&of.claims);
        let project = &self.opening.project;
        let parts = Parts::new(
            project, &texts, &of.claims, &of.probes, of_source, elsewhere,
        );
        let parts = parts.knowing(self.voices(&numbers));
        for part in parts.split() {
            let first = part.start;
            let (run, sources) = parts.evaluate(part, self.options.today)?;
            let number = |at: usize| u32::try_from(numbers[at]).unwrap_or(u32::MAX);
            for pair in &run.copies {
                let [a, b] = [
                    parts.number(&pair.sources[0])?,
                    parts.number(&pair.sources[1])?,
                ];
                renewed.shares.insert([number(a), number(b)], pair.percent);
            }
            let (told, snapshots) = rayon::join(
                || tell.each(&run, &sources, &project.files),
                || store::of_claims(project, &run.outcomes, &sources),
            );
            let told = told.into_iter().zip(snapshots);
            for ((outcome, (said, snapshot)), at) in run.outcomes.iter().zip(told).zip(first..) {
                let claimed = Claimed {
                    kept: of_claim(&parts, at, outcome, number),
                    said,
                    snapshot,
                };
                renewed.claims.insert(slots[at], claimed);
            }
            // Letting go of so much is work for a thread that has nothing else to do.
            rayon::spawn(move || drop((run, sources)));
        }
        parts.let_go();
        for (claim, counts, least) in of.probes.questions.measures() {
            if let Some(claimed) = renewed.claims.get_mut(&slots[claim]) {
                claimed.kept.asked.push(&Asked::new(counts, least));
            }
        }
        texts.changed().is_none().then_some(renewed)
    }

    /// How many voices there were among sources that bore out a claim in the last run, and what those with
    /// these numbers told that have not changed since.
    fn voices(&self, numbers: &[usize]) -> KnownVoices {
        let outlines = numbers.iter().filter_map(|&number| {
            let seen = &self.look.sources[number];
            let kept = seen.earlier.filter(|_| seen.fresh.is_none())?;
            let kept = &self.book.ledger.sources[kept];
            Some((self.id(number), kept.outline))
        });
        let changed = numbers.iter().filter_map(|&number| {
            let seen = &self.look.sources[number];
            let earlier = &self.book.ledger.sources[seen.earlier?];
            let hash = || blake3::Hash::from_bytes(earlier.hash);
            seen.fresh.is_some().then(|| (self.id(number), hash()))
        });
        let outlines = self.book.outlines(outlines.collect());
        let mut known = KnownVoices::with(outlines, changed.collect());
        let id = |at: u32| Some(self.id(self.now[at as usize]? as usize));
        for claim in self.book.ledger.claims.iter() {
            let copies = || claim.copies.iter().map(|&[a, b]| Some([id(a)?, id(b)?]));
            if let Some((bearing, n)) = claim.voices
                && let Some(copies) = copies().collect()
            {
                known.add(bearing, n as usize, copies);
            }
        }
        known
    }

    /// Puts down what is wrong with claims, given the sources. Nothing was wrong with the others in the last
    /// run, which else would have left nothing.
    fn complain_of(&mut self, claims: &[&Claim]) {
        let is_known = |(id, _): &(&SourceId, Span)| self.number(id.as_str()).is_some();
        let lacking = claims.iter();
        let lacking = lacking.filter(|it| !claim::sources(it).iter().all(is_known));
        let lacking: Vec<Claim> = lacking.map(|it| (*it).clone()).collect();
        if !lacking.is_empty() {
            let all = 0..self.look.sources.len();
            let known: Vec<SourceId> = all.map(|number| self.id(number)).collect();
            self.opening
                .complain(claim::check_sources(&lacking, &known));
        }
        let project = &self.opening.project;
        let context = |id: &SourceId| project.context_of(id);
        let wrong = claims
            .iter()
            .flat_map(|it| claim::check_values(it, context));
        let wrong: Vec<Diagnostic> = wrong.collect();
        self.opening.complain(wrong);
    }

    /// The sources that claims rest on, by number.
    fn needed(
        &self,
        slots: &[usize],
        of: &Asking<'_>,
        answers: &BTreeMap<usize, SourceAnswers>,
    ) -> BTreeSet<usize> {
        if !of.asks_all.is_empty() {
            return (0..self.look.sources.len()).collect();
        }
        let mut needed: BTreeSet<usize> = of.naming.keys().copied().collect();
        needed.extend(answers.keys());
        for &slot in slots {
            if let Is::Kept(number, _) = self.slots.all[slot].is {
                let rests_on = self.book.ledger.claims[number].rests_on.iter();
                let now = rests_on.filter_map(|it| self.now[it as usize]);
                needed.extend(now.map(|it| it as usize));
            }
        }
        needed
    }

    /// The texts of sources, of which those that have changed are held.
    fn texts(&self, numbers: &[usize], fresh: &BTreeMap<usize, Text>) -> Texts {
        let paths = numbers.iter().map(|&it| self.root.join(self.file(it)));
        let mut texts = Texts::new(paths, self.opening.project.settings.max_memory);
        for (at, number) in numbers.iter().enumerate() {
            if let Some(text) = fresh.get(number) {
                texts.offer(at, text);
            }
        }
        texts.settle(numbers.iter().map(|&number| Some(self.measure(number))));
        texts.trust(
            numbers
                .iter()
                .map(|&number| self.look.sources[number].state),
        );
        texts
    }

    fn sources(&self, numbers: &[usize], mut metas: BTreeMap<SourceId, Arc<Meta>>) -> Vec<Source> {
        let source = |&number: &usize| {
            let id = self.id(number);
            Source {
                file: self.file(number).to_owned(),
                text: Text::default(),
                hash: self.measure(number).1,
                meta: metas.remove(&id).unwrap_or_default(),
                id,
            }
        };
        numbers.iter().map(source).collect()
    }

    pub(super) fn file(&self, number: usize) -> &str {
        let seen = &self.look.sources[number];
        match (&seen.fresh, seen.earlier) {
            (Some(read), _) => &read.file,
            (None, Some(earlier)) => self.book.ledger.sources[earlier].file.as_str(),
            (None, None) => "",
        }
    }

    /// The bytes of a source's text and their hash.
    pub(super) fn measure(&self, number: usize) -> (usize, blake3::Hash) {
        let seen = &self.look.sources[number];
        let fresh = seen.fresh.as_ref().and_then(|it| it.content.as_ref());
        let kept = seen.earlier.map(|at| &self.book.ledger.sources[at]);
        match (fresh, kept) {
            (Some((text, hash)), _) => (text.as_ref().map_or(0, String::len), *hash),
            (None, Some(kept)) => (kept.len as usize, blake3::Hash::from_bytes(kept.hash)),
            (None, None) => (0, blake3::Hash::from_bytes([0; 32])),
        }
    }
}
