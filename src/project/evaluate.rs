//! Evaluates a project's claims: checks, compares, waives, and holds snapshots against the reviewed.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use jiff::civil::Date;
use rayon::prelude::*;

use super::recall::Recall;
use super::settings::{Caching, ProbedSources};
use super::store::{self, Update, Whole};
use super::{Cache, Looked, Project};
use crate::check::{self, Answers, Ground, Probed};
use crate::claim::{Claim, ClaimId, Waive};
use crate::compare::independence::Copies;
use crate::compare::probe::{self, Listing};
use crate::compare::survey::{self, Pair};
use crate::compare::{self, KnownVoices};
use crate::diagnostic::Diagnostic;
use crate::index::Index;
use crate::source::{Source, SourceId};
use crate::verdict::{CopiedPair, Outcome, Run, Summary, Verdict};

/// Which claims a run evaluates.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selection {
    /// All of them.
    All,
    /// One.
    One(ClaimId),
    /// Those whose id holds one of these words, or that carry the tag in `tag:NAME`.
    Matching(Vec<String>),
}

impl From<Vec<String>> for Selection {
    /// Those that match one of the words; all where there are none.
    fn from(words: Vec<String>) -> Self {
        if words.is_empty() {
            Self::All
        } else {
            Self::Matching(words)
        }
    }
}

impl Selection {
    /// Whether `claim` is among them.
    #[must_use]
    pub fn holds(&self, claim: &Claim) -> bool {
        self.holds_named(&claim.id, &claim.tags)
    }

    /// Whether the claim called `id`, which has these tags, is among them.
    #[must_use]
    pub(super) fn holds_named(&self, id: &ClaimId, tags: &[String]) -> bool {
        match self {
            Self::All => true,
            Self::One(one) => id == one,
            Self::Matching(words) => {
                let id = id.to_string();
                words.iter().any(|word| match word.strip_prefix("tag:") {
                    Some(tag) => tags.iter().any(|own| own == tag),
                    None => id.contains(word.as_str()),
                })
            }
        }
    }
}

/// What a run evaluates, and what it may write.
#[derive(Clone, Debug)]
pub struct RunOptions {
    /// Which claims.
    pub selection: Selection,
    /// The day that `waive.until` is compared with.
    pub today: Date,
    /// What becomes of a snapshot that differs.
    pub update: Update,
}

impl Project {
    /// Evaluates the claims that pass the filter, in the order of files and of places in them.
    ///
    /// The numbers of threads and the order of files make no difference to the result.
    #[must_use]
    pub fn run(&self, options: &RunOptions) -> Run {
        self.run_with(options, |claims| self.ask(claims))
    }

    /// As [`Project::run`], with what earlier runs kept in `cache`, and keeping what this one finds; and which
    /// files it looked into that are not the project's.
    #[must_use]
    pub fn run_cached(&self, options: &RunOptions, cache: &Cache) -> (Run, Looked) {
        if self.settings.cache == Caching::Never {
            return (self.run(options), Looked::default());
        }
        let is_whole = options.selection == Selection::All;
        self.run_recalling(
            options,
            |claims| self.ask_again(claims, cache, is_whole),
            Some(cache),
        )
    }

    /// As [`Project::run`], with answers of the sources from wherever they are.
    pub fn run_with<'a>(
        &'a self,
        options: &RunOptions,
        answers: impl FnOnce(&[&'a Claim]) -> Answers<'a>,
    ) -> Run {
        self.run_recalling(options, answers, None).0
    }

    /// As [`Project::run_with`], with what an earlier run left in `cache`.
    fn run_recalling<'a>(
        &'a self,
        options: &RunOptions,
        answers: impl FnOnce(&[&'a Claim]) -> Answers<'a>,
        cache: Option<&Cache>,
    ) -> (Run, Looked) {
        let claims: Vec<&Claim> = self
            .claims
            .iter()
            .filter(|claim| options.selection.holds(claim))
            .collect();
        let mut recall = cache.map_or_else(Recall::default, |cache| Recall::read(self, cache));
        let tables = recall.tables(self, &claims);
        let known = recall.outcomes(&tables);
        let is_open = |at: usize| known.get(at).is_none_or(Option::is_none);
        let open = claims.iter().enumerate().filter(|(at, _)| is_open(*at));
        let open: Vec<&Claim> = open.map(|(_, claim)| *claim).collect();
        let ground = self.ground().with(answers(&open));
        let copies = Copies::new(&self.sources);
        let is_whole = options.selection == Selection::All;
        let is_surveyed = is_whole && self.settings.survey.holds(self.sources.len());
        if is_surveyed {
            // The survey reads all that is said: no claim need look for it around its passages.
            let texts = self.sources.par_iter().map(|source| &source.text);
            texts.for_each(|text| _ = text.quotations());
        }
        let no_voices = KnownVoices::default();
        let voices = (&copies, &no_voices);
        let check = || -> Vec<Outcome> {
            let open = open.par_iter().zip(self.probe(&open, &ground));
            open.map(|(claim, heard)| evaluate(claim, heard, &ground, voices, options.today))
                .collect()
        };
        // The survey asks nothing of the claims, so that the two fill each other's idle time.
        let survey = || is_surveyed.then(|| recall.survey(&ground, &copies));
        let (new, mut pairs) = rayon::join(check, survey);
        let outcomes = if known.is_empty() {
            new
        } else {
            let mut new = new.into_iter();
            let outcomes = known.into_iter();
            let outcomes = outcomes.filter_map(|known| known.or_else(|| new.next()));
            outcomes.collect()
        };
        if let Some(cache) = cache.filter(|_| is_whole) {
            recall.keep(cache, &outcomes, tables, pairs.as_deref());
        }
        let mut diagnostics = Vec::new();
        if claims.is_empty() {
            diagnostics.extend(nothing_selected(&options.selection));
        }
        let found = store::of_claims(self, &outcomes, &self.sources);
        let mut found: Vec<store::Found> = found.into_iter().flatten().collect();
        if let Some(pairs) = &mut pairs {
            pairs.retain(Pair::says_anything);
            survey::mark_claimed(pairs, &outcomes, &self.sources);
            found.extend(store::of_pairs(self, pairs));
        }
        let whole = Whole::of(self, is_whole);
        let (pending, looked) = store::hold(self, found, whole, options.update, &mut diagnostics);
        let mut summary = self.summary();
        count(&mut summary, &outcomes);
        let run = Run {
            copies: copied(&outcomes, &self.sources, &copies),
            outcomes,
            pending,
            diagnostics,
            summary,
        };
        (run, looked)
    }

    /// What checks stand on.
    #[must_use]
    pub fn ground(&self) -> Ground<'_> {
        Ground {
            sources: &self.sources,
            unread: &self.unread,
            index: Index::new(self.sources.iter().map(|source| &source.text)),
            ..self.ground_without_sources()
        }
    }

    /// What checks stand on besides the sources.
    pub(super) fn ground_without_sources(&self) -> Ground<'_> {
        Ground {
            sources: &[],
            unread: &[],
            index: Index::default(),
            answers: Answers::Asked,
            names: &self.settings.names,
            asks_all: self.settings.probe.sources == ProbedSources::All,
            reach: self.settings.probe.reach,
            floor: self.settings.probe.floor,
            dates: self.settings.dates,
            at_least: self.settings.at_least,
            fail_on: &self.settings.fail_on,
            shortest: self.settings.shortest.unwrap_or(0),
        }
    }

    /// What sources say to claims that do not cite them, for each claim in the order of the sources.
    fn probe(&self, claims: &[&Claim], ground: &Ground<'_>) -> Vec<Heard> {
        let questions = self.questions(claims);
        let by_id = LazyLock::new(|| questions.by_id());
        let sources = self.sources.par_iter().enumerate();
        let found = sources.map(|(at, source)| match ground.answers.probed(at) {
            Some(known) => questions.of_ids(known.clone(), &by_id),
            None => questions.ask(source, ground, &[]),
        });
        let mut found: Vec<Vec<(u32, Probed)>> = found.collect();
        let mut of_claim: Vec<Heard> = claims.iter().map(|_| Heard::default()).collect();
        if self.sources.len() > probe::MOST_ALIKE {
            let n_unlisted = self.leave_out(&questions, &mut found, ground);
            for (claim, n) in n_unlisted {
                of_claim[claim].n_unlisted = n;
            }
        }
        let found = self.sources.par_iter().zip(found);
        let said = found.map(|(source, found)| questions.settle(&found, source, ground));
        let said: Vec<Vec<(usize, probe::Said)>> = said.collect();
        for (claim, said) in said.into_iter().flatten() {
            of_claim[claim].said.push(said);
        }
        of_claim
    }

    /// Takes out of what was found, source by source, what is not listed; for each claim of which something
    /// is taken out, of how many sources.
    fn leave_out(
        &self,
        questions: &probe::Questions<'_>,
        found: &mut [Vec<(u32, Probed)>],
        ground: &Ground<'_>,
    ) -> BTreeMap<usize, usize> {
        let mut listings: BTreeMap<usize, Listing> = BTreeMap::new();
        for (source, of_source) in self.sources.iter().zip(found) {
            let speaker = |said| Some(ground.attribution(said, source)?.speaker);
            let by_claim = of_source.chunk_by(|a, b| questions.is_of_one_claim(a.0, b.0));
            let listed = by_claim.filter(|found| {
                let listing = listings.entry(questions.claim_of(found[0].0)).or_default();
                listing.takes(questions, source, found, speaker)
            });
            *of_source = listed.flatten().cloned().collect();
        }
        let n_unlisted = listings
            .into_iter()
            .map(|(claim, it)| (claim, it.n_unlisted));
        n_unlisted.collect()
    }

    /// The numbers of a run that has evaluated nothing yet.
    pub(super) fn summary(&self) -> Summary {
        Summary {
            sources: self.sources.len(),
            unread: self.unread.len(),
            ..Summary::default()
        }
    }
}

/// Counts what became of claims.
pub(super) fn count(summary: &mut Summary, outcomes: &[Outcome]) {
    for outcome in outcomes {
        let answers = outcome.answers.iter();
        let unread = answers.filter(|answer| answer.verdict == Verdict::Unread);
        summary.claims += 1;
        summary.checks += outcome.answers.len() + outcome.silent.len() + outcome.unrelated.len();
        summary.failed += usize::from(!outcome.holds);
        summary.unread += unread.count();
        summary.waived += usize::from(outcome.waived.is_some());
        summary.notes += outcome.notes.len();
    }
}

/// No claim passes the filter.
pub(super) fn nothing_selected(selection: &Selection) -> Option<Diagnostic> {
    let Selection::Matching(words) = selection else {
        return None;
    };
    let message = format!("no claim matches `{}`", words.join("`, `"));
    let help = "`claimtest list` shows the claims there are; `tag:NAME` selects by tag";
    Some(Diagnostic::error("nothing-selected", message).help(help))
}

/// Those of `sources` that claims count once, with what they copy of one another; by source.
pub(super) fn copied(
    outcomes: &[Outcome],
    sources: &[Source],
    copies: &Copies<'_>,
) -> Vec<CopiedPair> {
    let mut n_claims: BTreeMap<&[SourceId; 2], usize> = BTreeMap::new();
    for pair in outcomes.iter().flat_map(|outcome| &outcome.copies) {
        *n_claims.entry(pair).or_default() += 1;
    }
    let number = |id: &SourceId| sources.binary_search_by(|it| it.id.cmp(id)).ok();
    let pairs = n_claims.into_iter();
    pairs
        .filter_map(|([a, b], claims)| {
            let shared = copies.between(number(a)?, number(b)?)?;
            Some(CopiedPair {
                sources: [a.clone(), b.clone()],
                percent: [shared.a, shared.b],
                claims,
            })
        })
        .collect()
}

/// What sources that a claim does not cite say to it.
#[derive(Debug, Default)]
pub(super) struct Heard {
    pub(super) said: Vec<probe::Said>,
    /// How many more say the same.
    pub(super) n_unlisted: usize,
}

pub(super) fn evaluate(
    claim: &Claim,
    heard: Heard,
    ground: &Ground<'_>,
    voices: (&Copies<'_>, &KnownVoices),
    today: Date,
) -> Outcome {
    let mut outcome = check::claim(claim, ground);
    probe::hold(claim, &mut outcome, heard.said, ground);
    probe::note_unlisted(claim, &mut outcome, heard.n_unlisted);
    compare::relate(claim, &mut outcome, ground, voices);
    if let Some(waive) = &claim.waive {
        apply(waive, claim, &mut outcome, today);
    }
    outcome
}

/// Waives what fails; a waiver that has run out, or that nothing needs, fails itself.
fn apply(waive: &Waive, claim: &Claim, outcome: &mut Outcome, today: Date) {
    let diagnostic = if outcome.holds {
        Diagnostic::error("waive", "this claim holds, and is still waived")
            .at(claim.file.clone(), waive.span, "not needed any more")
            .help("delete `waive`")
    } else if let Some(until) = waive.until.filter(|until| *until < today) {
        Diagnostic::error(
            "waive",
            format!("the waiver ran out on {until}, and the claim still fails"),
        )
        .at(claim.file.clone(), waive.span, "has run out")
        .help("mend the claim, or move `until` with a reason that still stands")
    } else {
        outcome.holds = true;
        outcome.waived = Some(waive.reason.clone());
        return;
    };
    outcome.holds = false;
    outcome.failures.push(diagnostic.into());
}
