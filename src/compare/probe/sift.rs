//! Which questions a sentence may answer, told from the words it has, before anything of it is read.
//!
//! A question is filed under its rarest words, so many that a sentence which answers it has one of them. With
//! each stands what else is most of the question, and which of that may be missing: so most questions are told
//! from where they are filed, and nothing else of them is looked at. Of those that are left all words are
//! counted, where it spares much first those of a paragraph, so that most paragraphs are never cut into
//! sentences. The figure is the exact one, not an estimate, and nothing that answers is lost. Questions for
//! values are filed by the kind that they ask for, and those under a word are passed over together in a sentence
//! that has no such value.

mod filed;
mod room;

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use filed::{Draft, Register};
use room::Room;

use super::NEAR;
use super::form::{Form, MOST_WEIGHED};
use super::line::Line;
use super::question::{Asks, Question};
use crate::check::Ground;
use crate::compare::frame;
use crate::index::Table;
use crate::source::Source;
use crate::source::token::{self, Token, Tokens};
use crate::value::Kind;

/// A sentence, and the questions that it may answer by number in order, each with the share of its words
/// that the sentence has.
pub(super) type Candidates<'a, 's> = (&'a Line<'s>, &'a [(u32, f32)]);

/// The number of a meaning that counts for no question.
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
    /// Question by question, each meaning by number and what it counts.
    counts: Vec<(u32, f32)>,
    /// Question by question, each meaning by number and its share, those that are most of the question first.
    shares: Vec<(u32, f32)>,
    /// Questions that are alike but for their values: the first of them stands for all.
    forms: HashMap<u32, Form>,
    /// Room to work in that is free.
    rooms: Mutex<Vec<Room>>,
}

/// What the words of one question count.
#[derive(Debug)]
struct Measure {
    /// Its words, by place among those of all questions.
    words: [u32; 2],
    total: f32,
    /// The share that a sentence must have to be looked at.
    least: f32,
    /// The share that comes near to an answer.
    near: f32,
    /// The kind of value that a sentence must have to be looked at.
    kind: Option<Kind>,
    /// Whether what comes near is looked at, too.
    keeps_near: bool,
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
        let (mut drafts, mut occurs) = (Vec::new(), Vec::new());
        for (question, at) in questions.iter().zip(0..) {
            let mut number = |meaning: u32| {
                let next = offset(numbers.len());
                *numbers.entry(meaning).or_insert(next)
            };
            let start = offset(sift.counts.len());
            let counts = question.counts().iter();
            sift.counts
                .extend(counts.map(|&(meaning, count)| (number(meaning), count)));
            let measure = Measure::of(question, start, dismisses(question));
            let share = |count: f32| count / measure.total;
            let mut words = Vec::new();
            for (n, meaning, count) in question.rarest(&rarity) {
                let number = number(meaning);
                words.push((number, share(count)));
                occurs.resize(occurs.len().max(number as usize + 1), 0);
                occurs[number as usize] = n;
            }
            if !followers.contains(&at) {
                filed::file((at, question.floor, &measure), &words, &mut drafts);
            }
            words.sort_by(|a, b| b.1.total_cmp(&a.1));
            sift.shares.extend(words);
            sift.questions.push(measure);
        }
        sift.file(drafts, &occurs, numbers);
        sift.forms = forms;
        sift
    }

    /// Files questions under meanings, by number, and numbers the meanings anew.
    fn file(&mut self, drafts: Vec<Draft>, occurs: &[usize], numbers: HashMap<u32, u32>) {
        let mut renumbered = vec![NONE; numbers.len()];
        self.register = Register::new(drafts, occurs, &mut renumbered);
        let number = |meaning: &mut u32| *meaning = renumbered[*meaning as usize];
        let all = self.counts.iter_mut().chain(&mut self.shares);
        all.for_each(|(meaning, _)| number(meaning));
        let mut meanings: Vec<(u32, u32)> = numbers.into_iter().collect();
        for (_, own) in &mut meanings {
            number(own);
        }
        meanings.sort_unstable();
        self.meanings = Table::new(&meanings);
    }

    /// Gives `take` each sentence of `source` with the questions that it may answer, in order; with those
    /// that it comes near to, if `is_near`.
    pub(super) fn sentences<'s>(
        &self,
        source: &'s Source,
        ground: &Ground<'_>,
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
        room.present.make_room(self.meanings.len());
        let text = &source.text;
        let tokens = text.tokens();
        self.read(tokens, &mut room);
        room.n_of_form.clear();
        for &paragraph in text.paragraphs() {
            let mut is_spared = false;
            if room.is_paragraph_worth_it() {
                let may_have = MayHave::of_paragraph(is_near);
                self.weigh(tokens.within(paragraph), &may_have, &mut room);
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
                let words = tokens.within(sentence);
                let may_have = MayHave {
                    line: Some((&line, ground)),
                    is_near,
                };
                if is_spared {
                    self.weigh_again(words.clone(), &may_have, &mut room);
                } else {
                    self.weigh(words.clone(), &may_have, &mut room);
                }
                self.tell_forms(tokens, words, is_near, &mut room);
                if !room.found.is_empty() {
                    room.found.sort_unstable_by_key(|(number, _)| *number);
                    take((&line, &room.found));
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
    fn weigh(&self, range: Range<usize>, may_have: &MayHave<'_, '_>, room: &mut Room) {
        room.next();
        self.mark(range.clone(), room);
        for at in 0..room.filed.len() {
            self.look_up(room.filed[at], may_have, room);
        }
        for at in 0..room.pending.len() {
            let number = room.pending[at];
            if !room.is_first(number) {
                continue;
            }
            let question = &self.questions[number as usize];
            let has = |meaning: u32| room.present.has(meaning);
            if !may_have.is_near && !self.may_have_enough(question, has) {
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
        self.mark(range.clone(), room);
        let has = |meaning: u32| room.present.has(meaning);
        let parts = room.of_paragraph.iter().filter_map(|&number| {
            let question = &self.questions[number as usize];
            let part = self.part(question, has);
            let has_value = || question.kind.is_none_or(|kind| may_have.has(kind));
            (part >= question.least && has_value()).then_some((number, part))
        });
        room.found.clear();
        room.found.extend(parts);
        room.unmark(range);
    }

    /// Marks the meanings of the tokens in `range` as present.
    fn mark(&self, range: Range<usize>, room: &mut Room) {
        room.filed.clear();
        let n_filed = self.register.n_meanings();
        for &meaning in &room.meanings[range] {
            if meaning != NONE && room.present.insert(meaning) {
                room.sketch.add(meaning);
                if meaning < n_filed {
                    room.filed.push(meaning);
                }
            }
        }
    }

    /// The share of a question that the meanings come to which a place has.
    fn part(&self, question: &Measure, has: impl Fn(u32) -> bool) -> f32 {
        let counts = question.of_all(&self.counts).iter();
        let present = counts.filter(|(meaning, _)| has(*meaning));
        present.map(|(_, count)| count).sum::<f32>() / question.total
    }

    /// Whether a place may have enough of a question's words. It stops at the word that settles it.
    fn may_have_enough(&self, question: &Measure, has: impl Fn(u32) -> bool) -> bool {
        let mut slack = filed::slack(question.least);
        for &(meaning, share) in question.of_all(&self.shares) {
            if !has(meaning) {
                slack -= share;
                if slack < 0.0 {
                    return false;
                }
            }
        }
        true
    }

    /// Notes the questions that are filed under a meaning and that the place may have enough of.
    fn look_up(&self, meaning: u32, may_have: &MayHave<'_, '_>, room: &mut Room) {
        let Room {
            sketch, pending, ..
        } = room;
        let plain = self.register.plain(meaning);
        if may_have.is_near {
            let values = self.register.of_kinds(meaning).map(|(_, filed)| filed);
            let filed = values.chain([plain]).flatten();
            let anchors = filed.filter(|filed| filed.is_anchor());
            pending.extend(anchors.map(|filed| filed.question()));
            return;
        }
        for filed in plain {
            if filed.may_have_enough(sketch) {
                pending.push(filed.question());
            }
        }
        for (kind, filed) in self.register.of_kinds(meaning) {
            if !may_have.may_have(kind) {
                continue;
            }
            let mut filed = filed.iter().filter(|filed| filed.may_have_enough(sketch));
            let Some(first) = filed.next() else { continue };
            // Values are read where a question may be answered but for them.
            if may_have.has(kind) {
                pending.push(first.question());
                pending.extend(filed.map(|filed| filed.question()));
            }
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
            if token.kind != token::Kind::Word {
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

/// Gives numbers to those that have none, after those that have.
fn number_others(numbers: &mut [u32]) {
    let is_open = |number: &u32| *number == NONE;
    let n_numbered = numbers.iter().filter(|number| !is_open(number)).count();
    let open = numbers.iter_mut().filter(|number| is_open(number));
    for (number, next) in open.zip(offset(n_numbered)..) {
        *number = next;
    }
}

impl Measure {
    /// What the words of `question` count, which are the next from number `start` of those of all questions.
    fn of(question: &Question<'_>, start: u32, keeps_near: bool) -> Self {
        let near = NEAR * question.floor;
        let kind = match &question.asks {
            Asks::Values(slots) => slots.first().map(|slot| slot.kind),
            Asks::Words(_) | Asks::Utterance | Asks::Statement(_) => None,
        };
        // Where nothing is needed, a sentence without such a value comes near, too.
        let kind = kind.filter(|_| !keeps_near && question.floor > 0.0);
        Self {
            words: [start, start + offset(question.counts().len())],
            total: question.total.max(f32::EPSILON),
            least: if keeps_near { near } else { question.floor },
            near,
            kind,
            keeps_near,
        }
    }

    /// What it has of all questions' words.
    fn of_all<'a>(&self, all: &'a [(u32, f32)]) -> &'a [(u32, f32)] {
        &all[self.words[0] as usize..self.words[1] as usize]
    }
}

/// What a place may have besides words.
struct MayHave<'a, 's> {
    /// The sentence that it is; none for a paragraph, of which no values are read.
    line: Option<(&'a Line<'s>, &'a Ground<'a>)>,
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

    /// Whether a value of `kind` may stand there, which is told without reading any.
    fn may_have(&self, kind: Kind) -> bool {
        self.line.is_none_or(|(line, _)| line.may_hold(kind))
    }

    /// Whether a value of `kind` stands there.
    fn has(&self, kind: Kind) -> bool {
        self.line
            .is_none_or(|(line, ground)| line.holds(kind, ground))
    }
}
