//! What a source says to a claim on the whole: of several ways to ask, the one it answers best.

use std::collections::BTreeMap;

use super::line::read;
use super::question::{Asks, Blank, Question, Slot};
use super::{Questions, form, is_dismissed, matter};
use crate::check::{Ground, Probed};
use crate::claim::Claim;
use crate::compare::is_one_wording;
use crate::source::{Source, SourceId};
use crate::value::{self, Kind, Relation, Value};
use crate::verdict::{Answer, Place, Role, Verdict};

/// How much of an utterance a text must have that gives it to somebody else, or is of another time, per
/// mille.
const HIGH_FLOOR: u16 = 750;

/// Why a text of another time does not answer.
const APART: &str = "it was written at another time, of other events";

/// Why a value that leaves the claim open does not answer.
const UNSETTLED: &str = "what stands there settles nothing";

/// What a source that a claim does not cite says to it.
#[derive(Clone, Debug)]
pub enum Said {
    /// It answers.
    Answer(Answer),
    /// It answers or comes near to it, and the claim dismisses it.
    Dismissed(SourceId),
}

/// A passage that answers, with what it says to the claim.
pub(super) struct Weighed<'q, 'c> {
    pub(super) question: &'q Question<'c>,
    pub(super) found: Probed,
    values: Vec<Value>,
    pub(super) verdict: Verdict,
    spelled_differently: bool,
}

impl Questions<'_> {
    /// What `source` says to the claims, by the claim's number in order, one answer a claim; `found` is
    /// what [`Questions::ask`] gave for it.
    #[must_use]
    pub fn settle(
        &self,
        found: &[(u32, Probed)],
        source: &Source,
        ground: &Ground<'_>,
    ) -> Vec<(usize, Said)> {
        // By claim, way and part: the best passage.
        let mut best: BTreeMap<(usize, usize, usize), Weighed<'_, '_>> = BTreeMap::new();
        let mut settled: BTreeMap<usize, (u16, Said)> = BTreeMap::new();
        for of_question in found.chunk_by(|a, b| a.0 == b.0) {
            let question = &self.asked[of_question[0].0 as usize];
            if is_dismissed(self.claims[question.claim], source) {
                let said = Said::Dismissed(source.id.clone());
                settled.insert(question.claim, (1000, said));
                continue;
            }
            let found = of_question.iter().map(|(_, found)| found.clone());
            let weighed = found.filter_map(|found| weigh(question, found, source, ground).ok());
            let weighed: Vec<Weighed<'_, '_>> = weighed.collect();
            if form::why_not(question, &weighed, source, ground).is_some() {
                continue;
            }
            let mut weighed = weighed.into_iter();
            let first = weighed.next();
            let one = weighed.fold(first, |best, one| match best {
                Some(best) if !one.is_better_than(&best) => Some(best),
                _ => Some(one),
            });
            if let Some(one) = one {
                best.insert((question.claim, question.way, question.part), one);
            }
        }
        let mut ways: BTreeMap<(usize, usize), Vec<Weighed<'_, '_>>> = BTreeMap::new();
        for ((claim, way, _), one) in best {
            ways.entry((claim, way)).or_default().push(one);
        }
        for ((claim, _), way) in ways {
            let is_whole = way.len() == way[0].question.n_parts;
            let part = way.iter().map(|one| one.found.part).min().unwrap_or(0);
            let is_better = settled.get(&claim).is_none_or(|(other, _)| part > *other);
            if is_whole
                && is_better
                && let Some(answer) = answer(&way, self.claims[claim], source, ground)
            {
                settled.insert(claim, (part, Said::Answer(answer)));
            }
        }
        let settled = settled.into_iter();
        settled.map(|(claim, (_, said))| (claim, said)).collect()
    }

    /// Asks `ground` whose words passages are, as [`Questions::settle`] does, and nothing else.
    pub(crate) fn ask_who_speaks(
        &self,
        found: &[(u32, Probed)],
        source: &Source,
        ground: &Ground<'_>,
    ) {
        let of_claims = found.chunk_by(|a, b| self.is_of_one_claim(a.0, b.0));
        let may_be_said = |found: &&[(u32, Probed)]| found.iter().any(|it| it.1.said.is_some());
        for found in of_claims.filter(may_be_said) {
            let _ = self.settle(found, source, ground);
        }
    }
}

impl Weighed<'_, '_> {
    /// Of two passages that answer, the one that agrees with the claim is taken where both are as good.
    fn is_better_than(&self, other: &Self) -> bool {
        let (part, others) = (u32::from(self.found.part), u32::from(other.found.part));
        let agrees = |one: &Self| one.verdict == Verdict::Supported;
        match (agrees(self), agrees(other)) {
            (true, false) => 10 * part >= 9 * others,
            (false, true) => 9 * part > 10 * others,
            _ => part > others,
        }
    }
}

/// What a passage says to the claim, or why it says nothing.
pub(super) fn weigh<'q, 'c>(
    question: &'q Question<'c>,
    found: Probed,
    source: &Source,
    ground: &Ground<'_>,
) -> Result<Weighed<'q, 'c>, &'static str> {
    let cited = ground.source(question.source);
    let is_apart = cited.is_some_and(|cited| ground.apart(cited, source).is_some());
    let mut one = Weighed {
        question,
        values: Vec::new(),
        verdict: Verdict::Supported,
        spelled_differently: false,
        found,
    };
    match &question.asks {
        Asks::Values(slots) => {
            let asked = slots
                .iter()
                .map(|Slot { asserted, kind, .. }| (*asserted, *kind));
            one.hold(asked, source, cited, ground).ok_or(UNSETTLED)?;
            // Days are known by themselves; what else agrees about another event says nothing.
            let are_days = slots.iter().all(|slot| slot.kind == Kind::Date);
            if is_apart && (one.verdict != Verdict::Supported || !are_days) {
                return Err(APART);
            }
        }
        Asks::Words(blanks) => {
            let asked = blanks
                .iter()
                .map(|Blank { asserted, kind, .. }| (*asserted, *kind));
            one.hold(asked, source, cited, ground).ok_or(UNSETTLED)?;
            if one.found.differs {
                one.verdict = Verdict::Refuted;
            }
            if is_apart {
                return Err(APART);
            }
        }
        Asks::Utterance | Asks::Statement(_) => {
            if is_apart && one.found.part < HIGH_FLOOR {
                return Err(APART);
            }
            if one.found.differs {
                one.verdict = Verdict::Refuted;
            }
            one.values = values_at(&one.found, source, ground);
        }
    }
    if let Asks::Values(_) | Asks::Words(_) = &question.asks {
        let Probed { span, slots, .. } = &one.found;
        if let Some(why) = matter::differs(question, *span, slots, source, ground) {
            return Err(why);
        }
    }
    Ok(one)
}

/// The values at the places that a passage gives.
fn values_at(found: &Probed, source: &Source, ground: &Ground<'_>) -> Vec<Value> {
    let sentence = found.span.of(source.text.original());
    let mut values = read(sentence, found.span, &ground.context(source));
    values.retain(|value| found.slots.contains(&value.span));
    values
}

impl Weighed<'_, '_> {
    /// Holds the values at the passage's places against those that are asserted; nothing where they
    /// settle nothing.
    fn hold<'a>(
        &mut self,
        asked: impl Iterator<Item = (&'a str, Kind)>,
        source: &Source,
        cited: Option<&Source>,
        ground: &Ground<'_>,
    ) -> Option<()> {
        let (context, text) = (ground.context(source), source.text.original());
        let claimed_in =
            cited.map_or_else(|| ground.context_without_day(), |it| ground.context(it));
        let is_worded = matches!(self.question.asks, Asks::Words(_));
        let mut values = if is_worded {
            Vec::new()
        } else {
            read(self.found.span.of(text), self.found.span, &context)
        };
        for ((asserted, kind), place) in asked.zip(&self.found.slots) {
            let claimed = value::read_whole(asserted, Some(kind), &claimed_in)
                .or_else(|| value::read_whole(asserted, None, &claimed_in))?;
            let value = if is_worded {
                let mut value = value::read_whole(place.of(text), Some(kind), &context)?;
                value.span = *place;
                value.figure = value.figure.shifted(place.start);
                value
            } else {
                let at = values.iter().position(|value| value.span == *place)?;
                values.swap_remove(at)
            };
            let mut relation = value::compare(&claimed, &value, &context);
            if relation == Relation::Undecided {
                // “Some 5,200” bears out what is read from “about {5,200}”: the braces hold the figure.
                let figure = value::read_whole(value.figure.of(text), Some(kind), &context);
                let bare = figure.map(|figure| value::compare(&claimed, &figure, &context));
                // Days that are bounds are asked for as bounds of that kind.
                let is_bound = kind == Kind::Date;
                let holds =
                    |bare: &Relation| bare.supports() || is_bound && *bare == Relation::Refutes;
                relation = bare.filter(holds).unwrap_or(relation);
            }
            match relation {
                Relation::Refutes => self.verdict = Verdict::Refuted,
                Relation::Undecided | Relation::Incomparable(_) => return None,
                Relation::SupportsSpelledDifferently => self.spelled_differently = true,
                Relation::Supports | Relation::SupportsRounded => {}
            }
            self.values.push(value);
        }
        Some(())
    }
}

/// The answer of all parts of one way to ask.
fn answer(
    way: &[Weighed<'_, '_>],
    claim: &Claim,
    source: &Source,
    ground: &Ground<'_>,
) -> Option<Answer> {
    let mut answer = Answer::new(&source.id, Role::Probe, Verdict::Supported);
    for one in way {
        let Weighed {
            question, found, ..
        } = one;
        answer.steps.push(format!(
            "asked “{}”: {} has {} % of the words{}",
            question.template(),
            source.id,
            found.part / 10,
            match question.asks {
                Asks::Values(_) => " around the value, and the value belongs to the same word",
                _ => ", in their order",
            }
        ));
        if one.verdict == Verdict::Refuted {
            answer.verdict = Verdict::Refuted;
        }
        answer.spelled_differently |= one.spelled_differently;
        if let Some(said) = found.said {
            let attribution = ground.attribution(said, source);
            let other = attribution.as_ref().zip(claim.speaker.as_ref());
            let is_other = other.is_some_and(|(said, claimed)| {
                is_somebody_else(&said.speaker, &claimed.value, source, ground)
            });
            if is_other && found.part < HIGH_FLOOR {
                return None;
            }
            answer.attribution = answer.attribution.or(attribution);
        }
        if matches!(question.asks, Asks::Utterance) {
            let said = found.span.of(source.text.original());
            if !is_one_wording(&question.template().text, said) {
                answer.steps.push("the words are not the same".to_owned());
            }
        }
        answer.values.extend(one.values.iter().cloned());
        answer.evidence.push(Place {
            span: found.span,
            slots: found.slots.clone(),
        });
    }
    Some(answer)
}

fn is_somebody_else(said: &str, claimed: &str, source: &Source, ground: &Ground<'_>) -> bool {
    let context = ground.context(source);
    let read = |name: &str| value::read_whole(name, Some(Kind::Name), &context);
    read(said)
        .zip(read(claimed))
        .is_some_and(|(a, b)| value::conflict(&a, &b, &context))
}
