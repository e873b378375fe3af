//! A claim's evidence as a question that is put to every source that the claim does not cite.
//!
//! With its braces opened, `the joint statements released on {Wednesday}` asks for a day. A source
//! answers with a sentence that has the words of the question near a value of that kind; the value
//! must belong to the same word, and no name beside it may be foreign to the question. What people
//! said is asked for as a whole: the same utterance in other words is the answer.
//!
//! Whether a passage that has the words is about the same matter is a question of its own
//! ([`matter`]): it may name somebody whom the cited text does not know, tell of another year, or have
//! been written at another time.
//!
//! # The floor
//! A passage answers when it has at least [`FLOOR`] of the question, where every word counts by what it
//! says in any text and by how near it stands to the value. Names count little, since the texts of one
//! event share them all. The default was chosen on this project's own sources and on three invented
//! groups of news texts, each about one event, with texts about other events among them: from 0.35 up
//! every answer was one; at 0.3 one answer in seven on the project's sources was none, and at 0.45 one in
//! seven of the passages was lost that people had cited and that were taken from the claims. Another wording of what somebody said needs half of its
//! words, in their order, and a statement without braces four fifths.
//!
//! # What it costs
//! Questions are filed under their rarest words, and a text is gone through once for all of them: the
//! cost is that of its words, and of the sentences that have a rare word of a question. What a source
//! says to a question depends on the two alone, so sources can be asked in any order and on any machine
//! ([`Questions::ask`]), and a new one changes nothing but what it says itself. What follows for a claim
//! is worked out where all is known of the sources ([`Questions::settle`]).

mod dismissal;
mod form;
mod frame;
mod line;
mod listing;
mod matter;
mod question;
mod settle;
mod sift;
mod values;
mod wordings;

pub use dismissal::hold;
pub(crate) use listing::Listing;
pub use listing::{MOST_ALIKE, note_unlisted};
pub use settle::Said;

use std::collections::{BTreeMap, HashMap, HashSet};

use rayon::prelude::*;

use crate::check::{Ground, Probed, answers};
use crate::claim::Claim;
use crate::source::{Source, SourceId};
use crate::span::Span;
use form::Tally;
use line::Line;
use question::{Asks, Question};
use settle::Weighed;
use sift::{Candidates, Sift};

/// The share of a question that a passage must have to answer it, by default.
pub const FLOOR: f32 = 0.4;

/// What comes near to an answer has so much of what an answer must have.
const NEAR: f32 = 0.5;

/// The questions of claims, ready to be put to any number of sources.
#[derive(Debug)]
pub struct Questions<'c> {
    claims: Vec<&'c Claim>,
    /// The sources that they are put to; all where none are given.
    asked_of: Option<HashSet<&'c SourceId>>,
    asked: Vec<Question<'c>>,
    /// The claims that cite each source, by number in order.
    citing: HashMap<&'c SourceId, Vec<usize>>,
    /// Tells which of them a sentence may answer.
    sift: Sift,
}

impl<'c> Questions<'c> {
    /// The questions of `claims`. `rarity` tells how often the word of a key occurs: it decides about
    /// speed alone.
    #[must_use]
    pub fn new(
        claims: &[&'c Claim],
        ground: &Ground<'_>,
        rarity: impl Fn(u32) -> usize + Sync,
    ) -> Self {
        let all_named = || claims.iter().flat_map(|claim| named(claim)).collect();
        let asked_of = (!ground.asks_all).then(all_named);
        let asks = |claim: &Claim| ground.asks_all || named(claim).next().is_some();
        let asked: Vec<Vec<Question<'c>>> = claims
            .par_iter()
            .enumerate()
            .filter(|(_, claim)| asks(claim))
            .map(|(number, claim)| question::of_claim(number, claim, ground))
            .collect();
        let asked: Vec<Question<'c>> = asked.into_iter().flatten().collect();
        let dismisses = |question: &Question<'_>| !claims[question.claim].unrelated.is_empty();
        let sift = Sift::new(&asked, rarity, dismisses);
        let mut citing: HashMap<&SourceId, Vec<usize>> = HashMap::new();
        for (number, claim) in claims.iter().enumerate() {
            for evidence in &claim.evidence {
                let of_source = citing.entry(&evidence.source.value).or_default();
                if of_source.last() != Some(&number) {
                    of_source.push(number);
                }
            }
        }
        Self {
            claims: claims.to_vec(),
            asked_of,
            asked,
            citing,
            sift,
        }
    }

    /// What `source` says to the questions of claims that do not cite it: passages that answer, and,
    /// where a claim dismisses the source, those that come near. By the question's number, in order;
    /// the questions in `except`, which are in order, are not asked.
    #[must_use]
    pub fn ask(&self, source: &Source, ground: &Ground<'_>, except: &[u32]) -> Vec<(u32, Probed)> {
        let mut found = Vec::new();
        if self.is_spared(source) {
            return found;
        }
        let mut tally = Tally::default();
        let tokens = source.text.tokens();
        self.weigh_all(source, ground, false, |number, sentence, weighed| {
            let question = &self.asked[number as usize];
            let is_known = except.binary_search(&number).is_ok();
            if is_known || !tally.may_tell(number, question, tokens, sentence) {
                return;
            }
            match weighed() {
                Ok(answer) => found.push((number, answer)),
                Err(near) => {
                    let is_dismissed = is_dismissed(self.claims[question.claim], source);
                    if is_dismissed && near.part >= NEAR * question.floor {
                        found.push((number, Probed::default()));
                    }
                }
            }
        });
        found.sort_by_key(|(number, _)| *number);
        found
    }

    /// The ids of the questions, with their numbers.
    #[must_use]
    pub fn by_id(&self) -> HashMap<answers::Question, u32> {
        let asked = self.asked.iter().zip(0..);
        asked
            .map(|(question, number)| (question.id(self.claims[question.claim]), number))
            .collect()
    }

    /// What every question asks of a text that answers it: the claim by number, the meanings of words with
    /// what each counts, and how much those that the text has must come to.
    pub(crate) fn measures(&self) -> impl Iterator<Item = (usize, &[(u32, f32)], f32)> {
        self.asked.iter().map(|question| {
            let is_near = !self.claims[question.claim].unrelated.is_empty();
            let floor = question.floor * if is_near { NEAR } else { 1.0 };
            (question.claim, question.counts(), floor * question.total)
        })
    }

    /// The number of the claim that asks question number `question`; questions are numbered in the order of
    /// their claims.
    pub(crate) fn claim_of(&self, question: u32) -> usize {
        self.asked[question as usize].claim
    }

    /// Whether one claim asks both questions.
    pub(crate) fn is_of_one_claim(&self, a: u32, b: u32) -> bool {
        self.claim_of(a) == self.claim_of(b)
    }

    /// What was found by number, by the ids of the questions.
    #[must_use]
    pub fn with_ids(&self, found: &[(u32, Probed)]) -> BTreeMap<answers::Question, Vec<Probed>> {
        let mut by_id: BTreeMap<answers::Question, Vec<Probed>> = BTreeMap::new();
        for of_question in found.chunk_by(|a, b| a.0 == b.0) {
            let question = &self.asked[of_question[0].0 as usize];
            let id = question.id(self.claims[question.claim]);
            let probed = of_question.iter().map(|(_, probed)| probed.clone());
            by_id.insert(id, probed.collect());
        }
        by_id
    }

    /// What was found by id, by the numbers of the questions; `ids` is what [`Questions::by_id`] gave.
    #[must_use]
    pub fn of_ids(
        &self,
        found: BTreeMap<answers::Question, Vec<Probed>>,
        ids: &HashMap<answers::Question, u32>,
    ) -> Vec<(u32, Probed)> {
        let known = found.into_iter();
        let known = known.filter_map(|(id, probed)| Some((*ids.get(&id)?, probed)));
        let mut found: Vec<(u32, Probed)> = known
            .flat_map(|(number, probed)| probed.into_iter().map(move |it| (number, it)))
            .collect();
        found.sort_by_key(|(number, _)| *number);
        found
    }

    /// The passages of `source` that come near to answering claim number `claim` and do not: how near,
    /// in percent of the question, the words, and why not. The nearest first.
    #[must_use]
    pub fn misses(&self, source: &Source, ground: &Ground<'_>) -> Vec<Miss> {
        let mut misses = Vec::new();
        let text = source.text.original();
        let miss = |question: &Question<'_>, sentence: Span, near: Near| Miss {
            percent: per_mille(near.part) / 10,
            floor: per_mille(question.floor) / 10,
            asked: question.template().to_string(),
            words: sentence.of(text).to_owned(),
            why: near.why,
        };
        let mut told: BTreeMap<u32, (Vec<Span>, Vec<Weighed<'_, '_>>)> = BTreeMap::new();
        self.weigh_all(source, ground, true, |number, sentence, weighed| {
            let question = &self.asked[number as usize];
            let near = match weighed() {
                Err(near) => near,
                Ok(found) => {
                    let part = f32::from(found.part) / 1000.0;
                    match settle::weigh(question, found, source, ground) {
                        Err(why) => Near { part, why },
                        Ok(one) => {
                            let (sentences, of_question) = told.entry(number).or_default();
                            sentences.push(sentence);
                            of_question.push(one);
                            return;
                        }
                    }
                }
            };
            if near.part >= NEAR * question.floor {
                misses.push(miss(question, sentence, near));
            }
        });
        for (number, (sentences, weighed)) in told {
            let question = &self.asked[number as usize];
            if let Some(why) = form::why_not(question, &weighed, source, ground) {
                let of_form = sentences.into_iter().zip(&weighed);
                misses.extend(of_form.map(|(sentence, one)| {
                    let part = f32::from(one.found.part) / 1000.0;
                    miss(question, sentence, Near { part, why })
                }));
            }
        }
        misses.sort_by(|a, b| (b.percent, &a.words).cmp(&(a.percent, &b.words)));
        misses
    }

    /// Whether no claim is put to a source.
    fn is_spared(&self, source: &Source) -> bool {
        let asked_of = self.asked_of.as_ref();
        self.asked.is_empty() || asked_of.is_some_and(|ids| !ids.contains(&source.id))
    }

    /// Whether claim number `claim` is put to a source that it does not cite.
    fn is_put(&self, claim: usize, source: &Source) -> bool {
        self.asked_of.is_none() || named(self.claims[claim]).any(|id| *id == source.id)
    }

    /// Gives `take` the number of every question that a sentence of `source` may answer, in the order of
    /// the sentences, with the sentence's place and how to weigh it as an answer; if `is_near`, also of
    /// those that it can only come near to.
    fn weigh_all(
        &self,
        source: &Source,
        ground: &Ground<'_>,
        is_near: bool,
        mut take: impl FnMut(u32, Span, &dyn Fn() -> Result<Probed, Near>),
    ) {
        let citing = self.citing.get(&source.id).map_or(&[][..], Vec::as_slice);
        self.sift.sentences(source, is_near, |candidates| {
            let Candidates {
                line,
                questions,
                meanings,
            } = candidates;
            let asked = questions.iter().map(|it| &self.asked[it.0 as usize]);
            sift::together(asked.map(|question| question.floor.to_bits()));
            for &(number, part) in questions {
                let question = &self.asked[number as usize];
                let is_cited = citing.binary_search(&question.claim).is_ok();
                if is_cited || !self.is_put(question.claim, source) {
                    continue;
                }
                take(number, line.span, &|| {
                    if part < question.floor {
                        return Err(Near::new(part, "it has too few of the words"));
                    }
                    if !is_near && !self.sift.may_be_in_order(number, meanings) {
                        return Err(Near::new(part, "the words come in another order"));
                    }
                    if !is_near && !self.sift.may_be_near_value(number, line, meanings) {
                        return Err(Near::new(part, values::TOO_FAR));
                    }
                    weigh(question, line, ground)
                });
            }
        });
    }
}

/// A passage that is near to an answer and is none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Miss {
    /// How much of the question it has.
    pub percent: u16,
    /// How much of it an answer has, in percent.
    pub floor: u16,
    /// The question.
    pub asked: String,
    /// The sentence.
    pub words: String,
    /// Why it is no answer: `the value belongs to another word`.
    pub why: &'static str,
}

/// How near a sentence comes to an answer, and why it is none.
struct Near {
    part: f32,
    why: &'static str,
}

impl Near {
    fn new(part: f32, why: &'static str) -> Self {
        Self { part, why }
    }

    /// The nearer of two.
    fn or(self, other: Self) -> Self {
        if other.part > self.part { other } else { self }
    }
}

/// Weighs a sentence, which has enough of the words, as an answer.
fn weigh(question: &Question<'_>, line: &Line<'_>, ground: &Ground<'_>) -> Result<Probed, Near> {
    match &question.asks {
        Asks::Values(slots) => values::answer(question, slots, line, ground),
        _ => wordings::answer(question, line, ground),
    }
}

/// The sources that a claim names and does not cite.
fn named(claim: &Claim) -> impl Iterator<Item = &SourceId> {
    let unrelated = claim.unrelated.iter().map(|(id, _)| &id.value);
    unrelated.chain(claim.silent.iter().map(|id| &id.value))
}

fn is_dismissed(claim: &Claim, source: &Source) -> bool {
    claim.unrelated.iter().any(|(id, _)| id.value == source.id)
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a share from 0 to 1"
)]
fn per_mille(part: f32) -> u16 {
    (part.clamp(0.0, 1.0) * 1000.0) as u16
}
