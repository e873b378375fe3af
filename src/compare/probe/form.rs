//! Forms: sentences that a text has again and again, each time with other values.
//!
//! “The committee approved item 4 with 12 votes” and the same of item 5 tell of two things, and neither
//! contradicts the other. Where a text has several such sentences and none agrees, or where the cited text
//! itself has, nothing says which of them is about what the claim is about.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::Range;

use super::line::Line;
use super::question::{Asks, Question, SAME};
use super::settle::{Weighed, weigh};
use crate::check::Ground;
use crate::index::Postings;
use crate::source::Source;
use crate::source::token::Tokens;
use crate::span::Span;
use crate::verdict::Verdict;

/// So many sentences with different values are a form.
const FEWEST: usize = 3;

/// So many questions that are alike are put to a sentence together.
const MANY: usize = 16;

/// Of a text with more sentences that have the words of a statement, only those that have its values as
/// well are looked at.
pub(super) const MOST_WEIGHED: usize = FEWEST + 1;

/// How many sentences of a text were looked at for each statement.
#[derive(Debug, Default)]
pub(super) struct Tally {
    /// By the question's number, with the keys of its values once they are needed.
    of_question: HashMap<u32, (usize, Vec<u32>)>,
}

impl Tally {
    /// Whether a sentence that has the words of a question may tell more than those before it.
    pub(super) fn may_tell(
        &mut self,
        number: u32,
        question: &Question<'_>,
        tokens: &Tokens,
        sentence: Span,
    ) -> bool {
        if !matches!(question.asks, Asks::Statement(_)) {
            return true;
        }
        let (n, values) = self.of_question.entry(number).or_default();
        *n += 1;
        if *n <= MOST_WEIGHED {
            return true;
        }
        if values.is_empty() {
            *values = question.value_keys();
        }
        has_all(tokens, tokens.within(sentence), values)
    }
}

/// Whether words with all these keys stand among the tokens in `range`.
fn has_all(tokens: &Tokens, range: Range<usize>, keys: &[u32]) -> bool {
    let words = &tokens.all()[range];
    let has = |key: &u32| words.iter().any(|token| token.key == *key);
    keys.iter().all(has)
}

/// Questions that are alike but for their values.
///
/// Where a text has many sentences that have their words, only those questions are put to a sentence that
/// have its values. This is what keeps ten thousand claims about minutes from being put to each line of the
/// minutes; what each of them is told is the same as if it were asked alone.
#[derive(Debug)]
pub(super) struct Form {
    /// By number, in order, with the keys of its values.
    members: Vec<(u32, Vec<u32>)>,
    /// The places of members by the key of one of their values, the one that fewest share.
    by_value: Postings,
}

impl Form {
    /// The forms among questions, by number; what else there is are questions that stand alone.
    ///
    /// Those that `stands_alone` holds for are in none.
    pub(super) fn among(
        questions: &[Question<'_>],
        stands_alone: impl Fn(&Question<'_>) -> bool,
    ) -> Vec<Self> {
        let mut alike: BTreeMap<Vec<(u32, u32)>, Vec<u32>> = BTreeMap::new();
        for (question, number) in questions.iter().zip(0..) {
            if let Asks::Statement(values) = &question.asks
                && !values.is_empty()
                && !stands_alone(question)
            {
                let counts = question.counts().iter();
                let words = counts.map(|&(meaning, count)| (meaning, count.to_bits()));
                alike.entry(words.collect()).or_default().push(number);
            }
        }
        let of_many = alike.into_values().filter(|numbers| numbers.len() >= MANY);
        of_many
            .filter_map(|numbers| {
                let keys = |number: u32| (number, questions[number as usize].value_keys());
                let members: Vec<(u32, Vec<u32>)> = numbers.into_iter().map(keys).collect();
                let different: BTreeSet<&[u32]> = members.iter().map(|it| &it.1[..]).collect();
                (different.len() >= MANY && !different.contains(&[][..]))
                    .then(|| Self::new(members))
            })
            .collect()
    }

    fn new(members: Vec<(u32, Vec<u32>)>) -> Self {
        let all = members.iter().zip(0..);
        let all =
            Postings::new(all.flat_map(|((_, keys), at)| keys.iter().map(move |&key| (key, at))));
        let rarest = members.iter().zip(0..).filter_map(|((_, keys), at)| {
            let key = keys.iter().min_by_key(|&&key| (all.of(key).len(), key))?;
            Some((*key, at))
        });
        Self {
            by_value: Postings::new(rarest.clone()),
            members,
        }
    }

    /// The number of the first.
    pub(super) fn first(&self) -> u32 {
        self.members[0].0
    }

    /// The numbers of all.
    pub(super) fn numbers(&self) -> impl Iterator<Item = u32> {
        self.members.iter().map(|(number, _)| *number)
    }

    /// The numbers of those whose values stand among the tokens in `range`.
    pub(super) fn with_values_in(&self, tokens: &Tokens, range: Range<usize>) -> BTreeSet<u32> {
        let words = tokens.all()[range.clone()].iter();
        let places = words.flat_map(|token| self.by_value.of(token.key).iter());
        let members = places.map(|at| &self.members[at]);
        let with_all = members.filter(|(_, keys)| has_all(tokens, range.clone(), keys));
        with_all.map(|(number, _)| *number).collect()
    }
}

/// Why nothing of what a source says to one question is an answer, though each of it has the words; none where
/// something agrees, or what differs says something.
pub(super) fn why_not(
    question: &Question<'_>,
    weighed: &[Weighed<'_, '_>],
    source: &Source,
    ground: &Ground<'_>,
) -> Option<&'static str> {
    let agrees = |one: &Weighed<'_, '_>| one.verdict == Verdict::Supported;
    if weighed.is_empty() || weighed.iter().any(agrees) {
        return None;
    }
    if is_form(weighed, source) {
        return Some("the text says the like several times, with other values each time");
    }
    let cited = ground.source(question.source)?;
    is_cited_from_form(question, cited, ground)
        .then_some("the cited text says the like several times, with other values each time")
}

/// Whether what one source says to one question, of which nothing agrees, is a form with other values.
fn is_form(weighed: &[Weighed<'_, '_>], source: &Source) -> bool {
    weighed.len() >= FEWEST && values(weighed, source).len() >= FEWEST
}

/// Whether the text that a question is taken from has the like of it with other values.
fn is_cited_from_form(question: &Question<'_>, cited: &Source, ground: &Ground<'_>) -> bool {
    *question.is_of_form.get_or_init(|| {
        let text = &cited.text;
        let mut others = Vec::new();
        for &sentence in text.sentences() {
            let line = Line::at(cited, sentence);
            if question.share(&line.words) < SAME {
                continue;
            }
            let found = super::weigh(question, &line, ground).ok();
            others.extend(found.and_then(|found| weigh(question, found, cited, ground).ok()));
        }
        others.retain(|it| it.verdict == Verdict::Refuted);
        // With its own values they are so many.
        values(&others, cited).len() + 1 >= FEWEST
    })
}

/// The different values that nearly the same words give.
fn values<'s>(weighed: &[Weighed<'_, '_>], source: &'s Source) -> BTreeSet<Vec<&'s str>> {
    let has_values = |it: &&Weighed<'_, '_>| !matches!(it.question.asks, Asks::Utterance);
    let is_alike = |it: &&Weighed<'_, '_>| f32::from(it.found.part) >= 1000.0 * SAME;
    let alike = weighed.iter().filter(has_values).filter(is_alike);
    let values = |it: &Weighed<'_, '_>| {
        let slots = it.found.slots.iter();
        slots.map(|slot| slot.of(source.text.original())).collect()
    };
    alike.map(values).collect()
}
