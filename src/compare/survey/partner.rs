//! Figures of which each is the likest to the other, and every other one of their kind far less: “a 40-minute speech to
//! students”, “he spoke for 50 minutes at the university”.
//!
//! A floor alone does not tell one fact from another, since reports of one event have words in common everywhere. What
//! tells is that nothing else in either text could be meant. A figure that the other text gives as well is in no
//! conflict, and takes no part.

use super::fact::{self, Pair, Passages, Question};
use super::frame::Apart;
use super::likeness::{self, of_one_class};
use super::pair::Both;
use super::reading::{Reading, Sentence};
use super::value::{MANY_TIMES, apart, differ};
use crate::value::{self, Kind};

/// A text that gives more figures of a kind than this is full of them: each has something like it.
const MOST: usize = 24;

/// What two figures must have in common, and how many times as much as either has with any other.
const LEAST: f32 = 2.4;
const TIMES: f32 = 2.0;

/// As above, where neither has hardly anything in common with another.
const LEAST_ALONE: f32 = 1.6;
const TIMES_ALONE: f32 = 8.0;

/// As above, for times of day, and for counts of people whom the same befell.
const LEAST_TIME: f32 = 1.1;
const LEAST_FATE: f32 = 0.6;
const TIMES_FATE: f32 = 1.5;

/// How many words of it must say something.
const WORDS: usize = 3;

/// What two figures that agree must have in common.
const AGREE: f32 = 0.5;

/// What the sentences of two figures have in common, as a part of what stands near them.
const PASSAGE: f32 = 0.5;
const OWN: f32 = 0.3;

/// A figure of each text, and how much tells that they are one.
struct Two {
    at: Pair,
    score: f32,
    n_plain: usize,
    differ: bool,
}

/// Figures of the two texts that are of one fact, since no other could be meant.
pub(super) fn partners(both: &Both<'_>, passages: &mut Passages) -> Vec<Pair> {
    let mut found = Vec::new();
    for (question, of_a) in &both.a.facts.asked {
        let Some(of_b) = both.b.facts.asked.get(question) else {
            continue;
        };
        if of_a.len() > MOST || of_b.len() > MOST {
            continue;
        }
        let pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| [*x, *y]));
        let pairs = pairs.filter_map(|at| two(at, both, passages));
        let pairs: Vec<Two> = pairs.collect();
        let is_told = |side: usize, at: [usize; 2]| {
            let mut own = pairs.iter().filter(|it| it.at[side] == at);
            let others = [of_b, of_a][side];
            own.any(|it| !it.differ && it.score >= AGREE) || is_given(at, side, others, both)
        };
        let is_clear = |one: &&Two| {
            let is_rival = |it: &&Two| (it.at[0] == one.at[0]) != (it.at[1] == one.at[1]);
            let rivals = pairs.iter().filter(is_rival).map(|it| it.score);
            let rival = rivals.fold(0.0, f32::max);
            let (least, times) = match question {
                Question::Fate(_) => (LEAST_FATE, TIMES_FATE),
                Question::Of(Kind::Time, _) => (LEAST_TIME, TIMES),
                _ if one.score >= TIMES_ALONE * rival => (LEAST_ALONE, TIMES_ALONE),
                _ => (LEAST, TIMES),
            };
            one.differ
                && one.score >= least
                && (one.n_plain >= WORDS || matches!(question, Question::Fate(_)))
                && one.score >= times * rival
                && (0..2).all(|side| !is_told(side, one.at[side]))
                && may_be_one(one.at, both)
        };
        found.extend(pairs.iter().filter(is_clear).map(|it| it.at));
    }
    found
}

/// Whether a figure of a text (0 or 1) is among those of the other, wherever; few digits may be so by chance.
fn is_given(at: [usize; 2], side: usize, others: &[[usize; 2]], both: &Both<'_>) -> bool {
    let texts = [both.a, both.b];
    let canonical = |side: usize, [of, at]: [usize; 2]| &texts[side].sentences[of].canonicals[at];
    let own = canonical(side, at);
    let value = &texts[side].sentences[at[0]].values[at[1]].0;
    let mut others = others.iter().map(|other| canonical(1 - side, *other));
    fact::is_long(value, own) && others.any(|other| other == own)
}

/// How much tells that two figures are one; none where something speaks against it.
fn two(at: Pair, both: &Both<'_>, passages: &mut Passages) -> Option<Two> {
    let [x, y] = fact::values(at, both);
    let canonicals = fact::canonicals(at, both);
    let is_time = x.0.kind == Kind::Time;
    let is_one_kind = is_time || value::times(&x.0, &y.0).is_some();
    let may_be = x.1.may_answer_as(&y.1, Apart::Some) && of_one_class([&x.1, &y.1], both);
    if !is_one_kind || !may_be {
        return None;
    }
    let near = likeness::surroundings([&x.1, &y.1], both);
    let shared = passages.shared(at, both);
    let differ = if is_time {
        fact::are_two_times(canonicals)
    } else {
        differ([&x.0, &y.0], canonicals, both) || fact::are_exact([&x.0, &y.0], canonicals)
    };
    Some(Two {
        at,
        score: near.shared + PASSAGE * shared.weight + OWN * shared.own,
        n_plain: shared.n_plain,
        differ,
    })
}

/// Whether nothing in the sentences of two figures that differ says that they are of two days, of what is and what is
/// to be, or of others.
fn may_be_one(at: Pair, both: &Both<'_>) -> bool {
    let [x, y] = fact::values(at, both);
    let [s, t] = [&both.a.sentences[at[0][0]], &both.b.sentences[at[1][0]]];
    let is_time = x.0.kind == Kind::Time;
    let is_far = value::times(&x.0, &y.0).is_some_and(|times| times > MANY_TIMES);
    let expects = |sentence: &Sentence| sentence.expects.is_some();
    let supposes = is_supposed(s, both.a) || is_supposed(t, both.b);
    let is_slip = !matches!(
        apart([&x.0, &y.0], fact::canonicals(at, both)),
        Apart::Some | Apart::Far
    );
    is_time
        || !is_far
            && !supposes
            && !s.is_of_other_days(t)
            && expects(s) == expects(t)
            && !x.1.is_of_others(&y.1, [s, t])
            && (is_slip || !has_grown(at, both))
}

/// Whether a sentence tells of what would be: “Had the train been running at 30 mph”.
fn is_supposed(sentence: &Sentence, reading: &Reading<'_>) -> bool {
    let tokens = reading.source.text.tokens();
    let mut words = sentence.words.iter().enumerate();
    words.any(|(at, term)| match tokens.text(term.word.token as usize) {
        "if" | "If" => true,
        "Had" => at == 0,
        _ => false,
    })
}

/// Whether the later text counts more people than the earlier one: more are found, and more come.
fn has_grown(at: Pair, both: &Both<'_>) -> bool {
    let [x, y] = fact::values(at, both);
    let counts_people = [x, y].iter().all(|(_, frame)| {
        let people = frame.head.is_some_and(|head| head.class.is_people());
        people || frame.around.fate.is_some()
    });
    let written = [both.a, both.b].map(|reading| reading.source.meta.written);
    let Some((of_x, of_y)) = written[0].zip(written[1]) else {
        return false;
    };
    counts_people
        && (of_x < of_y && value::is_more(&y.0, &x.0) || of_y < of_x && value::is_more(&x.0, &y.0))
}
