//! Which questions a sentence may answer, told from the words it has, before anything of it is read.
//!
//! A question is filed under its rarest words, so many that a sentence which answers it has a good part
//! of them. Where that is so, all its words are counted, first those of a paragraph and then those of
//! each sentence, so that most paragraphs are never cut into sentences. The figure is the exact one, not
//! an estimate, and nothing that answers is lost.

mod filed;
mod room;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use filed::{Filed, UNITS, units};
use room::Room;

use super::NEAR;
use super::form::{Form, MOST_WEIGHED};
use super::question::Question;
use crate::compare::frame;
use crate::index::Table;
use crate::source::Text;
use crate::source::token::{Kind, Token, Tokens};
use crate::span::Span;

/// A sentence, and the questions that it may answer by number in order, each with the share of its words
/// that the sentence has.
pub(super) type Candidates<'a> = (Span, &'a [(u32, f32)]);

/// The share of a question that its filed words hold beyond what it takes: so much of it a sentence must
/// have in those alone. It decides about speed and about nothing else.
const MARGIN: f32 = 0.2;

/// The number of a meaning that counts for no question.
const NONE: u32 = u32::MAX;

/// How often a word occurs under which no question is filed that need not be.
const COMMON: usize = 16;

/// Where a paragraph may answer no more questions than these, its sentences are weighed for each of them.
const FEW: usize = 32;

/// What adding up shares in another order can make of them.
const ROUNDING: f32 = 1e-3;

/// The words of many questions.
#[derive(Debug, Default)]
pub(super) struct Sift {
    /// The number of each meaning that counts for a question; those that questions are filed under come
    /// first.
    meanings: Table,
    /// The questions by the meanings that they are filed under.
    filed: Vec<Filed>,
    /// Where those of each meaning begin, by its number, and where the last end.
    starts: Vec<u32>,
    questions: Vec<Measure>,
    /// Question by question, each meaning by number and what it counts.
    counts: Vec<(u32, f32)>,
    /// Question by question, the meanings that it is not filed under: each by number and its share, those that
    /// are most of the question first.
    others: Vec<(u32, f32)>,
    /// Questions that are alike but for their values: the first of them stands for all.
    forms: HashMap<u32, Form>,
    /// Room to work in that is free.
    rooms: Mutex<Vec<Room>>,
}

/// What the words of one question count, in less than a line of the processor's cache.
#[derive(Debug)]
struct Measure {
    /// The share that a sentence must have in the words under which the question is filed.
    filed: f32,
    /// The first of the other words, which mostly settles it: its meaning by number and its share.
    first: (u32, f32),
    /// The other words, by place among those of all questions.
    others: [u32; 2],
    /// All words, by place among those of all questions.
    counts: [u32; 2],
    total: f32,
    /// The share that a sentence must have to be looked at.
    least: f32,
    /// The share that comes near to an answer.
    near: f32,
}

impl Sift {
    /// Sifts sentences for `questions`. `rarity` tells how often the word of a key occurs, and decides
    /// about speed alone; of the questions that `dismisses` names, what comes near is kept too.
    pub(super) fn new(
        questions: &[Question<'_>],
        rarity: impl Fn(u32) -> usize,
        dismisses: impl Fn(&Question<'_>) -> bool,
    ) -> Self {
        let forms = Form::among(questions, &dismisses).into_iter();
        let forms: HashMap<u32, Form> = forms.map(|form| (form.first(), form)).collect();
        let followers = forms
            .iter()
            .flat_map(|(&first, form)| form.numbers().filter(move |&it| it != first));
        let followers: HashSet<u32> = followers.collect();
        let mut sift = Self::default();
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        let mut filed: Vec<(u32, Filed)> = Vec::new();
        for (question, at) in questions.iter().zip(0..) {
            let keeps_near = dismisses(question);
            let margin = if keeps_near { 0.0 } else { MARGIN };
            let mut number = |meaning: u32| {
                let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
                *numbers.entry(meaning).or_insert(next)
            };
            let counts = question.counts().iter();
            let counts: Vec<(u32, f32)> = counts
                .map(|&(meaning, count)| (number(meaning), count))
                .collect();
            let total = question.total.max(f32::EPSILON);
            let (mut rest, first) = (1.0, filed.len());
            let mut others = counts.clone();
            let words = if followers.contains(&at) {
                Vec::new()
            } else {
                question.rarest(&rarity)
            };
            for (occurs, meaning, count) in words {
                let is_anchor = rest >= question.floor;
                let is_enough = rest < question.floor - margin;
                if is_enough || !is_anchor && occurs > COMMON {
                    break;
                }
                let meaning = number(meaning);
                let share = count / total;
                rest -= share;
                others.retain(|(other, _)| *other != meaning);
                filed.push((meaning, Filed::new(at, share, is_anchor)));
            }
            for (_, share) in &mut others {
                *share /= total;
            }
            others.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
            let near = NEAR * question.floor;
            let least = if keeps_near { near } else { question.floor };
            let of_filed = least - rest - ROUNDING;
            let other = others.first();
            for (meaning, filed) in &mut filed[first..] {
                let (other, share) = *other.unwrap_or(&(*meaning, 0.0));
                filed.least = units(of_filed * UNITS).max(1);
                filed.without = units((of_filed + share) * UNITS).max(1);
                filed.other = other;
            }
            sift.questions.push(Measure {
                filed: of_filed,
                first: others.first().copied().unwrap_or((NONE, 0.0)),
                others: add(&mut sift.others, &others),
                counts: add(&mut sift.counts, &counts),
                total,
                least,
                near,
            });
        }
        sift.file(filed, numbers);
        sift.forms = forms;
        sift
    }

    /// Files questions under meanings, by number, and numbers the meanings anew.
    fn file(&mut self, mut filed: Vec<(u32, Filed)>, numbers: HashMap<u32, u32>) {
        filed.sort_by_key(|(meaning, _)| *meaning);
        let mut renumbered = vec![NONE; numbers.len()];
        let mut next = 0..;
        for of_one in filed.chunk_by(|a, b| a.0 == b.0) {
            self.starts.push(offset(self.filed.len()));
            self.filed.extend(of_one.iter().map(|(_, filed)| *filed));
            renumbered[of_one[0].0 as usize] = next.next().unwrap_or(NONE);
        }
        self.starts.push(offset(self.filed.len()));
        let others = renumbered.iter_mut().filter(|number| **number == NONE);
        others.zip(next).for_each(|(number, next)| *number = next);
        let number = |meaning: &mut u32| *meaning = renumbered[*meaning as usize];
        let first = self.questions.iter_mut().map(|it| &mut it.first);
        let first = first.filter(|(meaning, _)| *meaning != NONE);
        let other = self.filed.iter_mut().map(|it| &mut it.other);
        let all = self.counts.iter_mut().chain(&mut self.others);
        other.for_each(number);
        all.chain(first).for_each(|(meaning, _)| number(meaning));
        let mut meanings: Vec<(u32, u32)> = numbers.into_iter().collect();
        for (_, own) in &mut meanings {
            number(own);
        }
        meanings.sort_unstable();
        self.meanings = Table::new(&meanings);
    }

    /// Gives `take` each sentence of `text` with the questions that it may answer, in order; with those
    /// that it comes near to, if `is_near`.
    pub(super) fn sentences(
        &self,
        text: &Text,
        is_near: bool,
        mut take: impl FnMut(Candidates<'_>),
    ) {
        if self.meanings.is_empty() {
            return;
        }
        let free = |rooms: &Mutex<Vec<Room>>| {
            let mut rooms = rooms.lock().unwrap_or_else(PoisonError::into_inner);
            rooms.pop()
        };
        let mut room = free(&self.rooms).unwrap_or_default();
        room.shares.resize(self.questions.len(), (0, 0));
        room.present.make_room(self.meanings.len());
        let tokens = text.tokens();
        self.read(tokens, &mut room);
        room.n_of_form.clear();
        for &paragraph in text.paragraphs() {
            let mut is_spared = false;
            if room.is_paragraph_worth_it() {
                self.weigh(tokens.within(paragraph), is_near, &mut room);
                is_spared = !is_near && self.are_few(&room.found);
                room.n_weighed += 1;
                room.n_spared += usize::from(is_spared || room.found.is_empty());
                if room.found.is_empty() {
                    continue;
                }
                room.keep_of_paragraph();
            }
            for &sentence in text.sentences_in(paragraph).iter() {
                if is_spared {
                    self.weigh_again(tokens.within(sentence), &mut room);
                } else {
                    self.weigh(tokens.within(sentence), is_near, &mut room);
                }
                self.tell_forms(tokens, tokens.within(sentence), is_near, &mut room);
                if !room.found.is_empty() {
                    room.found.sort_unstable_by_key(|(number, _)| *number);
                    take((sentence, &room.found));
                }
            }
        }
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.push(room);
    }

    /// Puts in the place of each form its questions; once the text has many such sentences, only those with the
    /// values among the tokens in `range`, unless `is_near`.
    fn tell_forms(&self, tokens: &Tokens, range: Range<usize>, is_near: bool, room: &mut Room) {
        if self.forms.is_empty() {
            return;
        }
        let mut of_forms = Vec::new();
        room.found.retain(|&(number, part)| {
            let Some(form) = self.forms.get(&number) else {
                return true;
            };
            let n = room.n_of_form.entry(number).or_default();
            *n += 1;
            if is_near || *n <= MOST_WEIGHED {
                of_forms.extend(form.numbers().map(|number| (number, part)));
            } else {
                let meant = form.with_values_in(tokens, range.clone());
                of_forms.extend(meant.into_iter().map(|number| (number, part)));
            }
            false
        });
        room.found.append(&mut of_forms);
    }

    /// Finds the questions that the tokens in `range` have enough of.
    fn weigh(&self, range: Range<usize>, is_near: bool, room: &mut Room) {
        room.next();
        self.mark(range.clone(), room);
        for at in 0..room.filed.len() {
            self.share_out(room.filed[at], is_near, room);
        }
        let has = |meaning: u32| room.present.has(meaning);
        for &number in &room.pending {
            let question = &self.questions[number as usize];
            let share = || f32::from(room.shares[number as usize].1) / UNITS;
            if !is_near && !self.may_have_enough(question, share(), has) {
                continue;
            }
            let part = self.part(question, has);
            let least = if is_near {
                question.near
            } else {
                question.least
            };
            if part >= least {
                room.found.push((number, part));
            }
        }
        room.unmark(range);
    }

    /// Whether these are so few questions that sentences are weighed for each of them. None of those may need
    /// more than enough words.
    fn are_few(&self, found: &[(u32, f32)]) -> bool {
        let needs_filed = |&(number, _): &(u32, f32)| self.questions[number as usize].filed <= 0.0;
        found.len() <= FEW && !found.iter().any(needs_filed)
    }

    /// Finds those of the paragraph's questions that the tokens in `range`, which are some of its own, have
    /// enough of.
    fn weigh_again(&self, range: Range<usize>, room: &mut Room) {
        self.mark(range.clone(), room);
        let has = |meaning: u32| room.present.has(meaning);
        let parts = room.of_paragraph.iter().filter_map(|&number| {
            let question = &self.questions[number as usize];
            let part = self.part(question, has);
            (part >= question.least).then_some((number, part))
        });
        room.found.clear();
        room.found.extend(parts);
        room.unmark(range);
    }

    /// Marks the meanings of the tokens in `range` as present.
    fn mark(&self, range: Range<usize>, room: &mut Room) {
        room.filed.clear();
        let n_filed = offset(self.starts.len() - 1);
        for &meaning in &room.meanings[range] {
            if meaning != NONE && room.present.insert(meaning) && meaning < n_filed {
                room.filed.push(meaning);
            }
        }
    }

    /// The share of a question that the meanings come to which a place has.
    fn part(&self, question: &Measure, has: impl Fn(u32) -> bool) -> f32 {
        let counts = of(&self.counts, question.counts).iter();
        let present = counts.filter(|(meaning, _)| has(*meaning));
        present.map(|(_, count)| count).sum::<f32>() / question.total
    }

    /// Whether a place that has `share` of a question in the words under which it is filed may have
    /// enough of all its words. It stops at the word that settles it.
    fn may_have_enough(&self, question: &Measure, share: f32, has: impl Fn(u32) -> bool) -> bool {
        let mut slack = share - question.filed;
        let (first, share) = question.first;
        if slack < 0.0 || share > slack && !has(first) {
            return false;
        }
        let mut others = of(&self.others, question.others).iter();
        while slack >= 0.0 {
            let Some(&(meaning, share)) = others.next() else {
                return true;
            };
            if !has(meaning) {
                slack -= share;
            }
        }
        false
    }

    /// Adds a meaning to what the questions that are filed under it have.
    fn share_out(&self, meaning: u32, is_near: bool, room: &mut Room) {
        let meaning = meaning as usize;
        let (start, end) = (self.starts[meaning], self.starts[meaning + 1]);
        let filed = &self.filed[start as usize..end as usize];
        if is_near {
            let anchors = filed.iter().filter(|filed| filed.is_anchor());
            anchors.for_each(|filed| room.add(*filed, 1));
            return;
        }
        for filed in filed {
            let least = if room.present.has(filed.other) {
                filed.least
            } else {
                filed.without
            };
            room.add(*filed, least);
        }
    }

    /// Notes the numbers of the meanings of a text's words.
    fn read(&self, tokens: &Tokens, room: &mut Room) {
        let Room {
            memo,
            meanings,
            lower,
            ..
        } = room;
        let text = tokens.fold().text();
        let number = |token: &Token| {
            if token.kind != Kind::Word {
                return NONE;
            }
            memo.get(text, token.folded(), || {
                let meaning = frame::meaning(token.folded().of(text), lower);
                self.meanings.get(meaning).unwrap_or(NONE)
            })
        };
        meanings.clear();
        meanings.extend(tokens.all().iter().map(number));
    }
}

fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// Adds what one question has to that of all; where it stands there.
fn add(all: &mut Vec<(u32, f32)>, own: &[(u32, f32)]) -> [u32; 2] {
    let start = offset(all.len());
    all.extend_from_slice(own);
    [start, offset(all.len())]
}

/// What one question has.
fn of(all: &[(u32, f32)], [start, end]: [u32; 2]) -> &[(u32, f32)] {
    &all[start as usize..end as usize]
}
