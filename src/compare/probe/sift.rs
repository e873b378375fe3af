//! Which questions a sentence may answer, told from the words it has, before anything of it is read.
//!
//! A question is filed under the words of it that are rare for what they are of it, so many that a sentence which
//! answers it has one of them. With each stands what else is most of the question, and which of that may be missing:
//! so most questions are told from where they are filed, and nothing else of them is looked at. Of those that are
//! left all words are counted, where it spares much first those of a paragraph, so that most paragraphs are never
//! cut into sentences. The figure is the exact one, not an estimate, and nothing that answers is lost. Questions for
//! values need two of their words, and a value of the kind that they ask for. They are looked up where a word may be
//! part of a value, which its letters tell, and values are read where the words may stand near enough to one
//! ([`near`]). A wording needs its words in their order ([`order`]), which is told before any word of the
//! sentence is read.
//!
//! Of many questions, what is looked at lies far apart, and waiting for it is most of the work. So it is asked for
//! together ([`together`]), and lies together where it can.

mod filed;
mod known;
mod measure;
mod near;
mod order;
mod places;
mod prepare;
mod read;
mod room;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use filed::Register;
use measure::{Measure, number_others, offset};
use near::Nears;
use order::Orders;
use places::Places;
use room::Room;

use super::form::{Form, MOST_WEIGHED};
use super::line::Line;
use crate::index::Table;
use crate::source::Source;
use crate::source::token::Tokens;
use crate::value::Kind;

/// A sentence, and the questions that it may answer.
pub(super) struct Candidates<'a, 's> {
    pub(super) line: &'a Line<'s>,
    /// By number in order, each with the share of its words that the sentence has.
    pub(super) questions: &'a [(u32, f32)],
    /// The numbers of the meanings of its words.
    pub(super) meanings: &'a [u32],
}

/// The number of a meaning that has none yet.
const NONE: u32 = u32::MAX;

/// Where a paragraph may answer no more questions than these, its sentences are weighed for each of them.
const FEW: usize = 32;

/// The words of many questions.
#[derive(Debug, Default)]
pub(super) struct Sift {
    /// The number of each meaning that counts for a question; those that questions are filed under come
    /// first.
    meanings: Table,
    register: Register,
    questions: Vec<Measure>,
    /// The kinds of value that they ask for.
    kinds: Vec<Kind>,
    /// Question by question, each meaning by number and what it counts.
    counts: Vec<(u32, f32)>,
    /// Question by question, how many words a sentence must have and what share of them all may be missing, and
    /// then each meaning by number and its share, those that are most of the question first.
    shares: Vec<(u32, f32)>,
    /// Where those of each question begin, and the last end.
    starts: Vec<u32>,
    orders: Orders,
    nears: Nears,
    /// Questions that are alike but for their values: the first of them stands for all.
    forms: HashMap<u32, Form>,
    /// Room to work in that is free.
    rooms: Mutex<Vec<Room>>,
}

impl Sift {
    /// Gives `take` each sentence of `source` with the questions that it may answer, in order; with those
    /// that it comes near to, if `is_near`.
    pub(super) fn sentences<'s>(
        &self,
        source: &'s Source,
        is_near: bool,
        mut take: impl FnMut(Candidates<'_, 's>),
    ) {
        if self.meanings.is_empty() {
            return;
        }
        let free = |rooms: &Mutex<Vec<Room>>| {
            let mut rooms = rooms.lock().unwrap_or_else(PoisonError::into_inner);
            rooms.pop()
        };
        let mut room = free(&self.rooms).unwrap_or_default();
        room.seen.resize(self.questions.len(), 0);
        room.present.make_room(self.meanings.len() + 1);
        let text = &source.text;
        let tokens = text.tokens();
        self.read(tokens, &mut room);
        room.n_of_form.clear();
        let (mut of_paragraphs, mut of_sentences) = (Places::of(tokens), Places::of(tokens));
        for &paragraph in text.paragraphs() {
            let mut is_spared = false;
            if room.is_paragraph_worth_it() {
                let may_have = MayHave::of_paragraph(is_near);
                self.weigh(of_paragraphs.within(paragraph), &may_have, &mut room);
                is_spared = !is_near && self.are_few(&room.found);
                room.n_weighed += 1;
                room.n_spared += usize::from(room.found.is_empty());
                if room.found.is_empty() {
                    continue;
                }
                room.keep_of_paragraph();
            }
            for &sentence in text.sentences_in(paragraph).iter() {
                let line = Line::at(source, sentence);
                let words = of_sentences.within(sentence);
                let may_have = MayHave {
                    line: Some(&line),
                    is_near,
                };
                if is_spared {
                    self.weigh_again(words.clone(), &may_have, &mut room);
                } else {
                    self.weigh(words.clone(), &may_have, &mut room);
                }
                self.tell_forms(tokens, words.clone(), is_near, &mut room);
                if !room.found.is_empty() {
                    room.found.sort_unstable_by_key(|(number, _)| *number);
                    take(Candidates {
                        line: &line,
                        questions: &room.found,
                        meanings: &room.meanings[words],
                    });
                }
            }
        }
        let mut rooms = self.rooms.lock().unwrap_or_else(PoisonError::into_inner);
        rooms.push(room);
    }

    /// How many meanings count for a question, which is the number of all others.
    fn n_meanings(&self) -> u32 {
        offset(self.meanings.len())
    }

    /// Whether a sentence may have enough of a question's words in their order, if they are asked for in one; nothing
    /// is told of those for which what comes near is kept. `meanings` are the numbers of those of its words.
    pub(super) fn may_be_in_order(&self, question: u32, meanings: &[u32]) -> bool {
        let keeps_near = self.questions[question as usize].keeps_near;
        keeps_near || self.orders.may_have_enough(question, meanings)
    }

    /// Whether enough of a question's words may stand near a value in `line`, if it asks for one; `meanings` are the
    /// numbers of those of its words.
    pub(super) fn may_be_near_value(
        &self,
        question: u32,
        line: &Line<'_>,
        meanings: &[u32],
    ) -> bool {
        let kind = self.questions[question as usize].kind;
        kind.is_none_or(|kind| {
            let nearness = line.nearness(kind);
            self.nears.may_have_enough(question, meanings, nearness)
        })
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
    fn weigh(&self, range: Range<usize>, may_have: &MayHave<'_, '_>, room: &mut Room) {
        room.next();
        let n_filed = if may_have.is_near {
            NONE
        } else {
            self.register.n_meanings()
        };
        Self::mark(range.clone(), n_filed, room);
        self.look_up(range.clone(), may_have.is_near, room);
        let firsts = room.pending.iter().map(|&number| {
            let start = self.starts[number as usize];
            self.shares[start as usize].0
        });
        together(firsts);
        for at in 0..room.pending.len() {
            let number = room.pending[at];
            if !room.is_first(number) {
                continue;
            }
            let has = |meaning: u32| room.present.has(meaning);
            if !may_have.is_near && !self.may_have_enough(number, has) {
                continue;
            }
            let question = &self.questions[number as usize];
            let has_value = || question.kind.is_none_or(|kind| may_have.has(kind));
            if !may_have.is_near && !has_value() {
                continue;
            }
            let part = self.part(question, has);
            let least = if may_have.is_near {
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

    /// Whether these are so few questions that sentences are weighed for each of them. Of those for which what
    /// comes near is kept, a sentence must have a word under which they are filed.
    fn are_few(&self, found: &[(u32, f32)]) -> bool {
        let keeps_near = |&(number, _): &(u32, f32)| self.questions[number as usize].keeps_near;
        found.len() <= FEW && !found.iter().any(keeps_near)
    }

    /// Finds those of the paragraph's questions that the tokens in `range`, which are some of its own, have
    /// enough of.
    fn weigh_again(&self, range: Range<usize>, may_have: &MayHave<'_, '_>, room: &mut Room) {
        Self::mark(range.clone(), 0, room);
        let has = |meaning: u32| room.present.has(meaning);
        let parts = room.of_paragraph.iter().filter_map(|&number| {
            if !self.may_have_enough(number, has) {
                return None;
            }
            let question = &self.questions[number as usize];
            let part = self.part(question, has);
            let has_value = || question.kind.is_none_or(|kind| may_have.has(kind));
            (part >= question.least && has_value()).then_some((number, part))
        });
        room.found.clear();
        room.found.extend(parts);
        room.unmark(range);
    }

    /// Marks the meanings of the tokens in `range` as present; those below `n_filed` are looked up. Nothing is asked
    /// of a word that could be guessed wrong, for there are many.
    fn mark(range: Range<usize>, n_filed: u32, room: &mut Room) {
        let Room {
            meanings,
            present,
            sketch,
            filed,
            ..
        } = room;
        let meanings = &meanings[range];
        filed.clear();
        filed.resize(meanings.len(), NONE);
        let mut n = 0;
        for &meaning in meanings {
            let is_new = present.insert(meaning);
            sketch.add(meaning);
            filed[n] = meaning;
            n += usize::from(is_new) & usize::from(meaning < n_filed);
        }
        filed.truncate(n);
    }

    /// The share of a question that the meanings come to which a place has.
    fn part(&self, question: &Measure, has: impl Fn(u32) -> bool) -> f32 {
        let counts = question.of_all(&self.counts).iter();
        let present = counts.filter(|(meaning, _)| has(*meaning));
        present.map(|(_, count)| count).sum::<f32>() / question.total
    }

    /// Whether a place may have enough of a question's words. It stops at the word that settles it.
    #[inline]
    fn may_have_enough(&self, question: u32, has: impl Fn(u32) -> bool) -> bool {
        let at = question as usize;
        let [start, end] = [self.starts[at], self.starts[at + 1]];
        let Some((&(fewest, mut slack), words)) =
            self.shares[start as usize..end as usize].split_first()
        else {
            return false;
        };
        let mut n_present = 0;
        for &(meaning, share) in words {
            if has(meaning) {
                n_present += 1;
            } else {
                slack -= share;
                if slack < 0.0 {
                    return false;
                }
            }
        }
        n_present >= fewest
    }

    /// Notes the questions that are filed under the meanings of a place and that it may have enough of; where no
    /// value may stand, those that ask for one are passed over.
    fn look_up(&self, place: Range<usize>, is_near: bool, room: &mut Room) {
        let has_value = room.may_have_value(place);
        let Room {
            sketch,
            pending,
            filed,
            ranges,
            ..
        } = room;
        if is_near {
            let near = filed
                .iter()
                .flat_map(|&meaning| self.register.near(meaning));
            pending.extend(near);
            return;
        }
        ranges.clear();
        let of_meaning = |&meaning: &u32| self.register.range(meaning, has_value);
        ranges.extend(filed.iter().map(of_meaning));
        let firsts = ranges
            .iter()
            .filter_map(|range| self.register.of(range).first());
        together(firsts.map(|first| first.question));
        for range in ranges.iter() {
            let filed = self.register.of(range).iter();
            let filed = filed.filter(|filed| filed.may_have_enough(sketch));
            pending.extend(filed.map(|filed| filed.question));
        }
    }
}

/// Looks at numbers that lie far apart, one right after the other: so they come from memory together, and not each
/// when it is its turn.
#[inline]
pub(super) fn together(numbers: impl Iterator<Item = u32>) {
    std::hint::black_box(numbers.fold(0, |all, number| all ^ number));
}

/// What a place may have besides words.
struct MayHave<'a, 's> {
    /// The sentence that it is; none for a paragraph, of which no values are read.
    line: Option<&'a Line<'s>>,
    /// Whether what comes near is looked for, too, with whatever values.
    is_near: bool,
}

impl MayHave<'_, '_> {
    fn of_paragraph(is_near: bool) -> Self {
        Self {
            line: None,
            is_near,
        }
    }

    /// Whether a value of `kind` may stand there.
    fn has(&self, kind: Kind) -> bool {
        self.line.is_none_or(|line| line.may_hold(kind))
    }
}
