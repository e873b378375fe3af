//! Evaluates the claims of an archive part by part, each part with the texts that it needs.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;
use rayon::prelude::*;

use super::Project;
use super::ask::{Asked, Probes};
use super::evaluate::{Heard, copied, evaluate};
use super::texts::Texts;
use crate::check::answers::{self, Question};
use crate::check::{Answers, Ground, Probed, SourceAnswers};
use crate::claim::Claim;
use crate::compare::independence::{Copies, Told};
use crate::compare::probe::{self, Listing, MOST_ALIKE, Said};
use crate::compare::{self, Bearing, KnownVoices};
use crate::index::Index;
use crate::passage::Pattern;
use crate::source::{Source, SourceId};
use crate::verdict::{Outcome, Run};

/// A part has at most so many claims.
const MOST_CLAIMS: usize = 4096;

/// A part of more than one claim reads at most so many bytes of texts.
const MOST_BYTES: usize = 16 << 20;

/// Claims, with everything that was asked of the sources.
pub(super) struct Parts<'a, 'c> {
    project: &'a Project,
    texts: &'a Texts,
    claims: &'a [&'c Claim],
    questions: &'a probe::Questions<'c>,
    /// The sources that each claim is about: those that it asks something, and those that answer it.
    about: Vec<Asked>,
    of_source: Vec<Arc<SourceAnswers>>,
    /// The sources in which a passage stands that is missing elsewhere.
    elsewhere: BTreeMap<Question, Vec<usize>>,
    /// What sources that are not cited say, by claim and source in order.
    hits: Vec<Hit>,
    /// How many of them are not listed, by claim.
    n_unlisted: BTreeMap<usize, usize>,
    /// What the texts of sources tell, as far as earlier parts have worked it out and there is room.
    told: Mutex<BTreeMap<usize, Told>>,
    /// How many voices there are among sources, as far as an earlier run has told.
    voices: KnownVoices,
}

/// A source answers some of a claim's questions.
struct Hit {
    claim: usize,
    source: usize,
    /// What it says; nothing where it is not listed.
    found: Vec<(u32, Probed)>,
    is_listed: bool,
}

impl<'a, 'c> Parts<'a, 'c> {
    pub(super) fn new(
        project: &'a Project,
        texts: &'a Texts,
        claims: &'a [&'c Claim],
        probes: &'a Probes<'c>,
        mut of_source: Vec<Arc<SourceAnswers>>,
        elsewhere: BTreeMap<Question, Vec<usize>>,
    ) -> Self {
        let questions = &probes.questions;
        let of_source_par = of_source.par_iter_mut().enumerate();
        let mut hits: Vec<Hit> = of_source_par
            .flat_map_iter(|(source, answers)| {
                let found = Arc::make_mut(answers).take_probed();
                let mut hits: Vec<Hit> = Vec::new();
                for found in questions.of_ids(found, &probes.by_id) {
                    let claim = questions.claim_of(found.0);
                    match hits.last_mut().filter(|hit| hit.claim == claim) {
                        Some(hit) => hit.found.push(found),
                        None => hits.push(Hit {
                            claim,
                            source,
                            found: vec![found],
                            is_listed: true,
                        }),
                    }
                }
                hits
            })
            .collect();
        hits.par_sort_unstable_by_key(|hit| (hit.claim, hit.source));
        let of_claims = hits.par_chunk_by_mut(|a, b| a.claim == b.claim);
        let n_unlisted = of_claims
            .filter(|of_claim| of_claim.len() > MOST_ALIKE)
            .map(|of_claim| {
                let mut listing = Listing::default();
                for hit in &mut *of_claim {
                    let (source, answers) = (&project.sources[hit.source], &of_source[hit.source]);
                    let speaker = |said| Some(answers.attribution(said)?.speaker.clone());
                    hit.is_listed = listing.takes(questions, source, &hit.found, speaker);
                    if !hit.is_listed {
                        hit.found = Vec::new();
                    }
                }
                (of_claim[0].claim, listing.n_unlisted)
            })
            .collect();
        let about = claims.par_iter().enumerate().map(|(number, claim)| {
            let mut asked = Asked::by(claim, |id| project.number(id));
            let listed = hits_of(&hits, number).iter().filter(|hit| hit.is_listed);
            asked.sources.extend(listed.map(|hit| hit.source));
            asked.sources.sort_unstable();
            asked.sources.dedup();
            asked
        });
        Self {
            project,
            texts,
            claims,
            questions,
            about: about.collect(),
            of_source,
            elsewhere,
            hits,
            n_unlisted,
            told: Mutex::default(),
            voices: KnownVoices::default(),
        }
    }

    /// Lets go of what was asked, on a thread that has nothing else to do.
    pub(super) fn let_go(self) {
        let (about, answers, hits) = (self.about, self.of_source, self.hits);
        rayon::spawn(move || drop((about, answers, hits)));
    }

    /// The same, with what is known of voices.
    pub(super) fn knowing(self, voices: KnownVoices) -> Self {
        Self { voices, ..self }
    }

    /// What is known of voices, and of what texts tell.
    pub(super) fn voices(&self) -> &KnownVoices {
        &self.voices
    }

    /// Claim number `claim`.
    pub(super) fn claim(&self, claim: usize) -> &'c Claim {
        self.claims[claim]
    }

    /// The passages of a claim that are missing where they are cited: each with the keys of the words that
    /// a text must have in which it stands, and the sources that it stands in.
    pub(super) fn missing(
        &self,
        claim: usize,
    ) -> impl Iterator<Item = (Question, Vec<u32>, &[usize])> {
        answers::passages(self.claims[claim]).filter_map(|query| {
            let question = answers::question(&query);
            let standing = self.elsewhere.get(&question)?;
            Some((question, Pattern::new(query).keys(), standing.as_slice()))
        })
    }

    /// The parts, in order.
    pub(super) fn split(&self) -> Vec<Range<usize>> {
        let mut parts = Vec::new();
        let (mut start, mut n_bytes) = (0, 0);
        // For each source, the number of claims up to the last one that is about it.
        let mut n_claims = vec![0; self.project.sources.len()];
        for (claim, about) in self.about.iter().enumerate() {
            let cost = |start: usize| -> usize {
                let new = about.sources.iter().filter(|&&it| n_claims[it] <= start);
                new.map(|&number| self.texts.cost(number)).sum()
            };
            let is_full = claim - start >= MOST_CLAIMS || n_bytes + cost(start) > MOST_BYTES;
            if claim > start && is_full {
                parts.push(start..claim);
                (start, n_bytes) = (claim, 0);
            }
            n_bytes += cost(start);
            for &number in &about.sources {
                n_claims[number] = claim + 1;
            }
        }
        if start < self.claims.len() {
            parts.push(start..self.claims.len());
        }
        parts
    }

    /// What becomes of the claims of a part, and the sources that this is about; none where a text is not
    /// what it was when it was asked.
    pub(super) fn evaluate(&self, part: Range<usize>, today: Date) -> Option<(Run, Vec<Source>)> {
        let (numbers, elsewhere) = self.needed(part.clone());
        let sources: Option<Vec<Source>> = numbers
            .par_iter()
            .map(|(&number, &is_read)| {
                let source = self.project.sources[number].clone();
                let text = is_read.then(|| self.texts.text(number));
                match text {
                    Some(text) => Some(Source {
                        text: text?,
                        ..source
                    }),
                    None => Some(source),
                }
            })
            .collect();
        let mut sources = sources?;
        let of_source = numbers.keys().map(|&number| self.of_source[number].clone());
        let ground = Ground {
            sources: &sources,
            unread: &self.project.unread,
            index: Index::new(sources.iter().map(|source| &source.text)),
            answers: Answers::Known {
                of_source: of_source.collect(),
                elsewhere,
            },
            ..self.project.ground_without_sources()
        };
        let told = self.told_by(&numbers);
        let copies = Copies::knowing(&sources, told.clone());
        let outcomes: Vec<Outcome> = part
            .into_par_iter()
            .map(|claim| {
                let heard = Heard {
                    said: self.said(claim, &ground),
                    n_unlisted: self.n_unlisted.get(&claim).copied().unwrap_or_default(),
                };
                evaluate(
                    self.claims[claim],
                    heard,
                    &ground,
                    (&copies, &self.voices),
                    today,
                )
            })
            .collect();
        let run = Run {
            copies: copied(&outcomes, &sources, &copies),
            outcomes,
            ..Run::default()
        };
        drop(copies);
        drop(ground);
        self.keep(&numbers, told);
        let places = shown_besides(&run.outcomes, &sources, &numbers);
        for (at, number) in places {
            sources[at].text = self.texts.text(number)?;
        }
        Some((run, sources))
    }

    /// What the sources of a part tell.
    fn told_by(&self, numbers: &BTreeMap<usize, bool>) -> Vec<Told> {
        let known = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let told = numbers.keys().map(|number| known.get(number).cloned());
        // What is worked out for this part need not be kept.
        told.map(Option::unwrap_or_default).collect()
    }

    /// Keeps what the sources of a part tell, as far as there is room.
    fn keep(&self, numbers: &BTreeMap<usize, bool>, told: Vec<Told>) {
        let mut known = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        for (&number, told) in numbers.keys().zip(told) {
            let is_new = told.n_bytes() > 0 && !known.contains_key(&number);
            if is_new && self.texts.has_room(told.n_bytes()) {
                known.insert(number, told);
            }
        }
    }

    /// The sources that claims need, by number, and whether with their texts; and where the passages of
    /// these claims stand else, by the sources' places among those.
    fn needed(
        &self,
        part: Range<usize>,
    ) -> (BTreeMap<usize, bool>, BTreeMap<Question, Vec<usize>>) {
        let mut needed = BTreeMap::new();
        let mut elsewhere = BTreeMap::new();
        let mut asks_all = false;
        for claim in part {
            let about = self.about(claim);
            asks_all |= about.all;
            needed.extend(about.sources.iter().map(|&number| (number, true)));
            if !self.elsewhere.is_empty() {
                let questions = answers::passages(self.claims[claim]);
                let questions = questions.map(|query| answers::question(&query));
                elsewhere.extend(questions.filter_map(|question| {
                    let numbers = self.elsewhere.get(&question)?;
                    Some((question, numbers.clone()))
                }));
            }
        }
        let all = (0..self.project.sources.len()).filter(|_| asks_all);
        for number in elsewhere.values().flatten().copied().chain(all) {
            needed.entry(number).or_insert(false);
        }
        let numbers: Vec<usize> = needed.keys().copied().collect();
        for number in elsewhere.values_mut().flatten() {
            *number = numbers.partition_point(|it| it < number);
        }
        (needed, elsewhere)
    }

    /// The sources that a claim is about: those that it asks something, and those that answer it.
    pub(super) fn about(&self, claim: usize) -> &Asked {
        &self.about[claim]
    }

    /// What the number of voices that bear a claim out depends on, where several sources do.
    pub(super) fn bearing(&self, outcome: &Outcome) -> Option<Bearing> {
        compare::bearing(&outcome.answers, |id| self.project.source(id))
    }

    /// The sources that answer a claim and are not listed.
    pub(super) fn unlisted(&self, claim: usize) -> impl Iterator<Item = usize> {
        let unlisted = self.hits(claim).iter().filter(|hit| !hit.is_listed);
        unlisted.map(|hit| hit.source)
    }

    /// The number of the source called `id`.
    pub(super) fn number(&self, id: &SourceId) -> Option<usize> {
        self.project.number(id)
    }

    /// The sources that answer a claim and are not cited.
    fn hits(&self, claim: usize) -> &[Hit] {
        hits_of(&self.hits, claim)
    }

    /// What they say.
    fn said(&self, claim: usize, ground: &Ground<'_>) -> Vec<Said> {
        let listed = self.hits(claim).par_iter().filter(|hit| hit.is_listed);
        let said = listed.filter_map(|hit| {
            let id = &self.project.sources[hit.source].id;
            let said = self
                .questions
                .settle(&hit.found, ground.source(id)?, ground);
            said.into_iter().next().map(|(_, said)| said)
        });
        said.collect()
    }
}

/// Those of `hits`, which are in the order of claims, that answer one claim.
fn hits_of(hits: &[Hit], claim: usize) -> &[Hit] {
    let start = hits.partition_point(|hit| hit.claim < claim);
    let len = hits[start..].partition_point(|hit| hit.claim == claim);
    &hits[start..start + len]
}

/// The sources that outcomes show words of and whose texts were not needed so far: by place and number.
fn shown_besides(
    outcomes: &[Outcome],
    sources: &[Source],
    numbers: &BTreeMap<usize, bool>,
) -> Vec<(usize, usize)> {
    let unread = numbers
        .iter()
        .enumerate()
        .filter(|(_, (_, is_read))| !**is_read);
    let unread: Vec<(usize, usize)> = unread.map(|(at, (&number, _))| (at, number)).collect();
    if unread.is_empty() {
        return unread;
    }
    let answers = outcomes.iter().flat_map(|it| &it.answers);
    let shown = answers.filter(|answer| !answer.evidence.is_empty());
    let shown: BTreeSet<&SourceId> = shown.map(|answer| &answer.source).collect();
    let failures = outcomes.iter().flat_map(|it| &it.failures);
    let notes = outcomes.iter().flat_map(|it| &it.notes);
    let marked = failures.map(|it| &it.diagnostic).chain(notes);
    let marked: BTreeSet<&str> = marked
        .flat_map(|it| &it.labels)
        .map(|label| label.file.as_str())
        .collect();
    let is_shown = |(at, _): &(usize, usize)| {
        let source = &sources[*at];
        shown.contains(&source.id) || marked.contains(source.file.as_str())
    };
    unread.into_iter().filter(is_shown).collect()
}
