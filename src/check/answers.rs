//! What sources answered to what checks asked of them, kept so that it need not be asked again.
//!
//! Everything that a check asks of one source (where a passage stands, what is nearest to it, how often
//! a word occurs) depends on the question and on the source's bytes alone. [`record`] puts the questions
//! of claims to one source and keeps the answers; a [`Ground`] with [`Answers::Known`] then gives the
//! same outcome as one that looks into the texts. On that rest the cache, which keeps answers under the
//! hash of their source, and the work of many machines on one corpus.

mod places;
mod question;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

pub(crate) use question::{Hashing, Question};

use super::Ground;
use crate::claim::Claim;
use crate::index;
use crate::passage::{Nearest, Occurrence, Query, Rung, Scope, Warning};
use crate::source::SourceId;
use crate::source::token::Tokens;
use crate::span::Span;
use crate::verdict::Attribution;

/// The answers of one source, by question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct SourceAnswers {
    /// Where passages stand.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    found: BTreeMap<Question, Vec<Occurrence>>,
    /// What should be seen with passages that stand there.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    warned: BTreeMap<String, Vec<Warning>>,
    /// What is nearest to passages that do not stand there.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    nearest: BTreeMap<Question, Option<Nearest>>,
    /// Where words that are counted occur.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    counted: BTreeMap<Question, Vec<Span>>,
    /// Whose words stand at a place, by the place.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    attributed: BTreeMap<String, Option<Attribution>>,
    /// What the source says to probes, by the probe; nothing is kept of those that it says nothing to.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    probed: BTreeMap<Question, Vec<Probed>>,
}

/// A passage that answers a probe: a cited passage with its braces opened.
///
/// It says where the answer stands and not what follows from it, which depends on the day of the cited
/// source too.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Probed {
    /// Bytes of the source.
    pub span: Span,
    /// The words in the places of the braces, as bytes of the source.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub slots: Vec<Span>,
    /// How much of the probe it has, per mille; 0 where it only comes near to an answer, which is kept
    /// where the claim dismisses the source.
    pub part: u16,
    /// The quotation that it is, or is a part of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub said: Option<Span>,
    /// Whether it is the same utterance or statement and says something else.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub differs: bool,
    /// Whether the very words that are cited stand in the places of the braces.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub repeats: bool,
}

impl SourceAnswers {
    /// Whose words stand at a place, as far as that was asked and the text tells.
    pub(crate) fn attribution(&self, span: Span) -> Option<&Attribution> {
        self.attributed.get(&place(span))?.as_ref()
    }

    /// What the source says to probes, which is no more among the answers then.
    pub(crate) fn take_probed(&mut self) -> BTreeMap<Question, Vec<Probed>> {
        std::mem::take(&mut self.probed)
    }

    /// What the source says to probes.
    pub(crate) fn probed(&self) -> &BTreeMap<Question, Vec<Probed>> {
        &self.probed
    }

    /// Adds answers of the same source to other questions.
    pub(crate) fn add(&mut self, mut other: Self) {
        self.found.append(&mut other.found);
        self.warned.append(&mut other.warned);
        self.nearest.append(&mut other.nearest);
        self.counted.append(&mut other.counted);
        self.attributed.append(&mut other.attributed);
        self.probed.append(&mut other.probed);
    }

    /// The passages that were looked for and do not stand there.
    pub(crate) fn missed(&self) -> impl Iterator<Item = &Question> {
        self.nearest.keys()
    }
}

/// Where a [`Ground`] has its answers from.
#[derive(Debug, Default)]
pub enum Answers<'a> {
    /// From the texts, every time.
    #[default]
    Asked,
    /// From what was kept earlier, else from the texts; what is asked is kept.
    Recorded {
        /// Answers of the same text, from an earlier time.
        earlier: Option<&'a SourceAnswers>,
        /// The answers to what was asked.
        kept: Mutex<SourceAnswers>,
    },
    /// From what is known, else from the texts.
    Known {
        /// Source by source, in the order of the ground's sources.
        of_source: Vec<Arc<SourceAnswers>>,
        /// The numbers of the sources in which a passage stands, for those that somewhere do not.
        elsewhere: BTreeMap<Question, Vec<usize>>,
    },
}

/// The part of [`SourceAnswers`] that answers of one kind stand in.
type Part<K, T> = fn(&SourceAnswers) -> &BTreeMap<K, T>;
type PartMut<K, T> = fn(&mut SourceAnswers) -> &mut BTreeMap<K, T>;

impl Answers<'_> {
    pub(super) fn found(
        &self,
        source: usize,
        query: &Query<'_>,
        ask: impl FnOnce() -> Vec<Occurrence>,
    ) -> Vec<Occurrence> {
        let question = || question(query);
        self.answer(source, question, |it| &it.found, |it| &mut it.found, ask)
    }

    /// `given` is what the answer depends on besides the passage and the text.
    pub(super) fn warned(
        &self,
        source: usize,
        query: &Query<'_>,
        given: (Rung, usize),
        ask: impl FnOnce() -> Vec<Warning>,
    ) -> Vec<Warning> {
        let (limit, shortest) = given;
        let question = || format!("{} {} {shortest}", question(query), limit.name());
        self.answer(source, question, |it| &it.warned, |it| &mut it.warned, ask)
    }

    pub(super) fn nearest(
        &self,
        source: usize,
        query: &Query<'_>,
        ask: impl FnOnce() -> Option<Nearest>,
    ) -> Option<Nearest> {
        let question = || question(query);
        self.answer(
            source,
            question,
            |it| &it.nearest,
            |it| &mut it.nearest,
            ask,
        )
    }

    pub(super) fn counted(
        &self,
        source: usize,
        term: &str,
        ask: impl FnOnce() -> Vec<Span>,
    ) -> Vec<Span> {
        let question = || question(&Query::new(term));
        self.answer(
            source,
            question,
            |it| &it.counted,
            |it| &mut it.counted,
            ask,
        )
    }

    pub(super) fn attributed(
        &self,
        source: usize,
        span: Span,
        ask: impl FnOnce() -> Option<Attribution>,
    ) -> Option<Attribution> {
        let question = || place(span);
        let part: PartMut<_, _> = |it| &mut it.attributed;
        self.answer(source, question, |it| &it.attributed, part, ask)
    }

    pub(super) fn elsewhere(
        &self,
        query: &Query<'_>,
        ask: impl FnOnce() -> Vec<usize>,
    ) -> Vec<usize> {
        match self {
            Self::Asked => ask(),
            // One source alone is recorded; where else something stands is none of its answers.
            Self::Recorded { .. } => Vec::new(),
            Self::Known { elsewhere, .. } => {
                elsewhere.get(&question(query)).cloned().unwrap_or_else(ask)
            }
        }
    }

    /// What source number `source` says to probes, where that is known of all sources.
    pub(crate) fn probed(&self, source: usize) -> Option<&BTreeMap<Question, Vec<Probed>>> {
        match self {
            Self::Known { of_source, .. } => Some(&of_source.get(source)?.probed),
            Self::Asked | Self::Recorded { .. } => None,
        }
    }

    fn answer<K: Ord, T: Clone>(
        &self,
        source: usize,
        question: impl FnOnce() -> K,
        part: Part<K, T>,
        part_mut: PartMut<K, T>,
        ask: impl FnOnce() -> T,
    ) -> T {
        match self {
            Self::Asked => ask(),
            Self::Known { of_source, .. } => {
                let known = of_source.get(source);
                let known = known.and_then(|known| part(known).get(&question()));
                known.cloned().unwrap_or_else(ask)
            }
            Self::Recorded { earlier, kept } => {
                let question = question();
                let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
                if let Some(answer) = part(&kept).get(&question) {
                    return answer.clone();
                }
                let earlier = earlier.and_then(|earlier| part(earlier).get(&question));
                let answer = earlier.cloned().unwrap_or_else(ask);
                part_mut(&mut kept).insert(question, answer.clone());
                answer
            }
        }
    }
}

/// Puts everything that `claims` ask of the one source of `ground` to it, and keeps the answers; `probe`
/// does the same with the probes of all claims.
#[must_use]
pub(crate) fn record<'a>(
    claims: impl IntoIterator<Item = &'a Claim>,
    ground: Ground<'a>,
    earlier: Option<&'a SourceAnswers>,
    probe: impl FnOnce(&Ground<'_>) -> BTreeMap<Question, Vec<Probed>>,
) -> SourceAnswers {
    let ground = ground.with(Answers::Recorded {
        earlier,
        kept: Mutex::default(),
    });
    for claim in claims {
        super::ask(claim, &ground);
    }
    let probed = probe(&ground);
    let kept = match ground.answers {
        Answers::Recorded { kept, .. } => kept.into_inner().unwrap_or_else(PoisonError::into_inner),
        Answers::Asked | Answers::Known { .. } => SourceAnswers::default(),
    };
    SourceAnswers { probed, ..kept }
}

/// The sources that a claim asks something; `None` among them for every source.
pub(crate) fn asked(claim: &Claim) -> impl Iterator<Item = Option<&SourceId>> {
    let everywhere = claim.absent.iter().any(|it| it.source.value.is_none());
    let cited = super::unread::cited(claim)
        .into_iter()
        .map(|(id, ..)| Some(id));
    cited.chain(everywhere.then_some(None))
}

/// Every passage that a claim says stands in a source. Where one is missing, it is looked for elsewhere.
pub(crate) fn passages(claim: &Claim) -> impl Iterator<Item = Query<'_>> {
    let evidence = claim.evidence.iter().flat_map(|it| &it.passages);
    let order = claim.order.iter().flat_map(|it| &it.passages);
    evidence
        .map(crate::claim::Passage::query)
        .chain(order.map(|passage| Query::new(&passage.value)))
}

/// The question whose words stand at `span`.
fn place(span: Span) -> String {
    format!("{}..{}", span.start, span.end)
}

/// The keys of the words of everything that `claims` look for.
pub(crate) fn sought(claims: &[&Claim]) -> Vec<u32> {
    let mut sought = Vec::new();
    let mut add = |text: &str| sought.extend(index::keys(&Tokens::new(text)).map(|(key, _)| key));
    for claim in claims {
        passages(claim).for_each(|query| add(query.text));
        let counted = claim.count.iter().flat_map(|it| it.terms.iter().flatten());
        let absent = claim.absent.iter();
        let absent = absent.flat_map(|it| it.terms.iter().chain(&it.control));
        let together = claim.together.iter().flat_map(|it| &it.terms);
        let terms = counted.chain(absent).chain(together);
        terms.for_each(|term| add(&term.value));
    }
    sought
}

/// The question where a passage stands, or a term.
#[must_use]
pub(crate) fn question(query: &Query<'_>) -> Question {
    let mut hashing = Hashing::default();
    hashing.add(query.text.as_bytes());
    for slot in query.slots {
        hashing.add(&slot.start.to_le_bytes());
        hashing.add(&slot.end.to_le_bytes());
    }
    for context in [query.before, query.after] {
        hashing.add(&[u8::from(context.is_some())]);
        hashing.add(context.unwrap_or_default().as_bytes());
    }
    let (scope, words) = match query.within {
        Scope::Sentence => (0, 0),
        Scope::Paragraph => (1, 0),
        Scope::Source => (2, 0),
        Scope::Words(n) => (3, n),
    };
    hashing.add(&[scope]);
    hashing.add(&words.to_le_bytes());
    hashing.finish()
}
