//! Puts what claims ask to the sources, source by source.
//!
//! A source is cut into words when its turn comes, asked everything that any claim asks of it, and its
//! words are dropped again: memory holds the answers, and the words of as many sources as there are
//! threads. Passages that are missing where they are cited are then looked for in all sources in one
//! more pass, with a filter made from them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, LazyLock, OnceLock};

use rayon::prelude::*;

use super::Project;
use super::cache::{Cache, Corpus, Earlier, Kept};
use super::elsewhere::Elsewhere;
use super::rarity::Rarity;
use crate::check::answers::{self, Question};
use crate::check::{Answers, Ground, SourceAnswers};
use crate::claim::Claim;
use crate::compare::probe;
use crate::index::{self, Index, KeyBits};
use crate::source::{Source, SourceId};

/// The number of sources from which on they are asked one by one. Few sources are looked into as the
/// checks come to them, with nothing kept.
pub(super) const FEWEST: usize = 64;

/// Where there are so many times as many sources as passages, few sources are looked into for those that are missing.
const FEW_CITED: usize = 8;

impl Project {
    /// The answers to everything that `claims` ask.
    #[must_use]
    pub fn ask<'a>(&'a self, claims: &[&'a Claim]) -> Answers<'a> {
        if self.sources.len() < FEWEST {
            return Answers::Asked;
        }
        self.ask_after(claims, &Earlier::default()).0
    }

    /// As [`Project::ask`], with what earlier runs kept in `cache`. `is_whole` says that these are all
    /// claims.
    pub(super) fn ask_again<'a>(
        &'a self,
        claims: &[&'a Claim],
        cache: &Cache,
        is_whole: bool,
    ) -> Answers<'a> {
        if self.sources.len() < FEWEST {
            return Answers::Asked;
        }
        let earlier = cache.answers();
        let (answers, kept, corpus) = self.ask_after(claims, &earlier);
        let hashes = self.sources.iter().map(|source| source.hash);
        cache.keep(earlier, hashes.zip(kept), corpus, is_whole);
        answers
    }

    /// The answers, where some are known from earlier, and the same to be kept.
    fn ask_after<'a>(
        &'a self,
        claims: &[&'a Claim],
        earlier: &Earlier,
    ) -> (Answers<'a>, Vec<Kept>, Corpus) {
        let rarity = LazyLock::new(|| Rarity::sampled(self.originals()));
        let rarity = |key| rarity.of(key);
        let known = (self.sources.len(), |id: &SourceId| self.number(id));
        let asking = Asking::new(self, known, claims, rarity, earlier);
        let sources = self.sources.par_iter().enumerate();
        let kept = sources.map(|(at, source)| {
            let copy = Source {
                // Its words are dropped with it.
                text: source.text.anew(),
                ..source.clone()
            };
            let kept = asking.put(at, &copy);
            (kept, asking.words(&copy))
        });
        let (kept, words): (Vec<Kept>, Vec<Option<KeyBits>>) = kept.unzip();
        let of_source: Vec<_> = kept.iter().map(|kept| Arc::clone(&kept.answers)).collect();
        let text = |number: usize| Some(self.sources[number].text.anew());
        let hashes = self.sources.iter().map(|source| source.hash);
        let elsewhere = Elsewhere {
            hashes: hashes.collect(),
            text: &text,
            words,
            rarity: &rarity,
        };
        let (elsewhere, corpus) = elsewhere.find(claims, &of_source, &earlier.corpus);
        let corpus = Corpus {
            probes: asking.probes.by_id.into_keys().collect(),
            ..corpus
        };
        let answers = Answers::Known {
            of_source,
            elsewhere,
        };
        (answers, kept, corpus)
    }

    /// What `source` answers to `claims`, which cite it, and to `probes`, which need not. What is
    /// worked out of its text stays with that.
    #[must_use]
    pub(super) fn answers_of<'c>(
        &self,
        source: &Source,
        claims: impl IntoIterator<Item = &'c Claim>,
        probes: &Probes<'_>,
        earlier: Option<&Kept>,
    ) -> SourceAnswers {
        let claims: Vec<&Claim> = claims.into_iter().collect();
        let known = earlier.filter(|kept| kept.probes == probes.earlier);
        let earlier = earlier.map(|kept| kept.answers.as_ref());
        let (text, sought) = (&source.text, || answers::sought(&claims));
        // Whoever puts probes to a text reads all of its words.
        let is_probed = !probes.by_id.is_empty();
        let index = if is_probed {
            Index::seeking(text, &sought)
        } else {
            Index::glancing(text, &sought)
        };
        let ground = Ground {
            sources: std::slice::from_ref(source),
            unread: &[],
            index,
            answers: Answers::Asked,
            ..self.ground_without_sources()
        };
        answers::record(claims.iter().copied(), ground, earlier, |ground| {
            let questions = &probes.questions;
            let except = known.map_or(&[][..], |_| &probes.known);
            let mut found = questions.ask(source, ground, except);
            if let Some(kept) = known {
                found.extend(questions.of_ids(kept.answers.probed().clone(), &probes.by_id));
                found.sort_by_key(|(number, _)| *number);
            }
            // Whose words are found is known only where the text is at hand.
            questions.ask_who_speaks(&found, source, ground);
            questions.with_ids(&found)
        })
    }

    /// What `claims` ask sources that they do not cite.
    #[must_use]
    pub fn questions<'c>(&self, claims: &[&'c Claim]) -> probe::Questions<'c> {
        let rarity = LazyLock::new(|| match self.sources.len() {
            0..FEWEST => Rarity::default(),
            _ => Rarity::sampled(self.originals()),
        });
        self.questions_by(claims, |key| rarity.of(key))
    }

    fn originals(&self) -> impl ExactSizeIterator<Item = &str> {
        self.sources.iter().map(|source| source.text.original())
    }

    /// As [`Project::questions`], where it is known in how many texts of a sample a word stands.
    pub(super) fn questions_by<'c>(
        &self,
        claims: &[&'c Claim],
        rarity: impl Fn(u32) -> usize + Sync,
    ) -> probe::Questions<'c> {
        probe::Questions::new(claims, &self.ground_without_sources(), rarity)
    }

    /// The number of the source called `id`.
    pub(super) fn number(&self, id: &SourceId) -> Option<usize> {
        self.sources.binary_search_by(|it| it.id.cmp(id)).ok()
    }
}

/// For each of `n_sources`, the claims that ask it something, by number; `number` knows those of the sources.
fn asking(
    claims: &[&Claim],
    n_sources: usize,
    number: impl Fn(&SourceId) -> Option<usize> + Sync,
) -> Vec<Vec<u32>> {
    let asked = claims.par_iter().map(|claim| Asked::by(claim, &number));
    let asked: Vec<Asked> = asked.collect();
    let mut asking = vec![Vec::new(); n_sources];
    for (asked, idx) in asked.into_iter().zip(0..) {
        if asked.all {
            for asking in &mut asking {
                asking.push(idx);
            }
            continue;
        }
        for number in asked.sources {
            asking[number].push(idx);
        }
    }
    asking
}

/// The sources that a claim asks something.
#[derive(Default)]
pub(super) struct Asked {
    /// Those that it names, by number in order.
    pub(super) sources: Vec<usize>,
    /// Whether it asks all of them something.
    pub(super) all: bool,
}

impl Asked {
    /// The sources that `claim` asks something, of those that `number` knows.
    pub(super) fn by(claim: &Claim, number: impl Fn(&SourceId) -> Option<usize>) -> Self {
        let mut asked = Self::default();
        for id in answers::asked(claim) {
            match id {
                Some(id) => asked.sources.extend(number(id)),
                None => asked.all = true,
            }
        }
        asked.sources.sort_unstable();
        asked.sources.dedup();
        asked
    }
}

/// What claims ask of sources, ready to be put to them one by one.
pub(super) struct Asking<'p, 'c> {
    project: &'p Project,
    claims: Vec<&'c Claim>,
    /// For every source, the claims that ask it something, by number.
    of_source: Vec<Vec<u32>>,
    pub(super) probes: Probes<'c>,
    /// How many passages the claims cite.
    n_cited: usize,
    earlier: &'p Earlier,
    /// The hashes of the claims' files; made when the first source is asked that may have been asked before.
    files: OnceLock<BTreeMap<&'p str, blake3::Hash>>,
}

impl<'p, 'c> Asking<'p, 'c> {
    /// What `claims` ask of so many sources, of which the function knows the numbers.
    pub(super) fn new(
        project: &'p Project,
        (n_sources, number): (usize, impl Fn(&SourceId) -> Option<usize> + Sync),
        claims: &[&'c Claim],
        rarity: impl Fn(u32) -> usize + Sync,
        earlier: &'p Earlier,
    ) -> Self {
        let questions = project.questions_by(claims, rarity);
        Self {
            project,
            claims: claims.to_vec(),
            of_source: asking(claims, n_sources, number),
            probes: Probes::new(project, questions, &earlier.corpus.probes),
            n_cited: claims.iter().map(|it| answers::passages(it).count()).sum(),
            earlier,
            files: OnceLock::new(),
        }
    }

    /// What source number `number` answers. Where nothing but the same claims is asked, the earlier
    /// answers stand.
    fn put(&self, number: usize, source: &Source) -> Kept {
        let asked = self.asked(number, source);
        let earlier = self.earlier.of(&source.hash);
        let is_same = |kept: &&Kept| kept.asked == asked && kept.probes == self.probes.hash;
        if let Some(kept) = earlier.filter(is_same) {
            return kept.clone();
        }
        Kept {
            asked,
            answers: Arc::new(self.answers(number, source, earlier)),
            probes: self.probes.hash.clone(),
        }
    }

    /// The words that a source which has been asked may have, in case that passages are to be looked for
    /// elsewhere; none where that is not known.
    pub(super) fn words(&self, source: &Source) -> Option<KeyBits> {
        let may_miss = (self.n_cited > 0).then_some(&source.text);
        may_miss.and_then(index::words_of)
    }

    /// Whether a source that answered this is likely to be needed again: since claims are about it, or since passages
    /// that are missing may be looked for in it, unless they are few beside the sources.
    pub(super) fn may_need(&self, answers: &SourceAnswers) -> bool {
        let are_few = self.n_cited * FEW_CITED < self.of_source.len();
        !are_few || *answers != SourceAnswers::default()
    }

    /// What source number `number` answers, where `earlier` is what it answered before.
    pub(super) fn answers(
        &self,
        number: usize,
        source: &Source,
        earlier: Option<&Kept>,
    ) -> SourceAnswers {
        let asking = self.of_source[number].iter();
        let asking = asking.map(|&idx| self.claims[idx as usize]);
        let project = self.project;
        project.answers_of(source, asking, &self.probes, earlier)
    }

    /// A hash of the claims that ask a source.
    fn asked(&self, number: usize, source: &Source) -> String {
        let files = self.files.get_or_init(|| {
            let files = self.project.files.iter();
            let hashed = files.map(|(file, text)| (file.as_str(), blake3::hash(text.as_bytes())));
            hashed.collect()
        });
        let mut hasher = blake3::Hasher::new();
        for &idx in &self.of_source[number] {
            let claim = self.claims[idx as usize];
            if let Some(hash) = files.get(claim.file.as_str()) {
                hasher.update(hash.as_bytes());
            }
            hasher.update(&claim.span.start.to_le_bytes());
        }
        hasher.update(source.id.as_str().as_bytes());
        hasher.finalize().to_hex()[..32].to_owned()
    }
}

/// A hash as it is kept: 128 bits of it tell sources apart.
pub(super) fn hex(hash: &blake3::Hash) -> String {
    hash.to_hex()[..32].to_owned()
}

/// The probes of all claims, and which of them earlier runs have put to the sources already.
#[derive(Debug)]
pub(super) struct Probes<'c> {
    pub(super) questions: probe::Questions<'c>,
    pub(super) by_id: HashMap<Question, u32>,
    /// A hash of all their ids.
    hash: String,
    /// The hash of those that the earlier run put to every source.
    earlier: String,
    /// Those of them that are asked again, by number in order.
    known: Vec<u32>,
}

impl<'c> Probes<'c> {
    pub(super) fn new(
        project: &Project,
        questions: probe::Questions<'c>,
        earlier: &BTreeSet<Question>,
    ) -> Self {
        // Values are read and compared as the settings say.
        let settings = project.settings.file.as_ref();
        let settings = settings.and_then(|file| project.files.get(file));
        let reading = settings.map_or("", String::as_str);
        let hash = |ids: &BTreeSet<Question>| {
            let mut hasher = blake3::Hasher::new();
            hasher.update(reading.as_bytes());
            for id in ids {
                hasher.update(id.as_bytes());
            }
            hasher.finalize().to_hex()[..32].to_owned()
        };
        let by_id = questions.by_id();
        let ids: BTreeSet<Question> = by_id.keys().copied().collect();
        let again = by_id.iter().filter(|(id, _)| earlier.contains(*id));
        let mut known: Vec<u32> = again.map(|(_, number)| *number).collect();
        known.sort_unstable();
        Self {
            questions,
            hash: hash(&ids),
            by_id,
            earlier: hash(earlier),
            known,
        }
    }
}
