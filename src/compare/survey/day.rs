//! Days of one event: “the bus leaves on Tuesday”, “on Monday evening the cup went through the town on a bus”.
//!
//! A day belongs to a whole sentence, and to those beside it that give none: what is told of one event is
//! looked for there, however far from the day it stands. Two sentences put one event on two days where each is
//! the likest to the other of all that give a day, in the same paragraphs of each text's story. Days that
//! both texts give may well be of two events, and more must then be the same.

use std::collections::BTreeMap;

use super::pair::Both;
use super::passage::{self, Shared, Told};
use super::reading::{Reading, Sentence, Term};
use super::when::{self, When};
use super::{Grade, Item};
use crate::compare::frame::{Aspect, day};
use crate::source::{Text, quotation};
use crate::value::{Kind, Value};
use crate::verdict::Place;

/// How many days apart reports of one event may put it.
const DAYS_OFF: i32 = 3;

const WEEK: i32 = 7;

/// How much of two passages must be the same, from 0 to 1, for their days to be of one event.
const FLOOR: f32 = 0.27;

/// As above, where a text gives the other's day as well, of whatever.
const FLOOR_BOTH: f32 = 0.4;

/// As above, where no other passage of either text is half as much like one of the two; and what must be the same.
const CLEAR: f32 = 0.22;
const LEAST_CLEAR: f32 = 1.2;
const TIMES: f32 = 2.0;

/// What must be the same at the least.
const LEAST: f32 = 0.6;

/// As above, where both name somebody or something, and not the same.
const LEAST_UNNAMED: f32 = 0.7;

/// What a passage is taken to say at the least: few words that are the same are mostly chance.
const SHORT: f32 = 2.5;

/// So many quotations may stand in one another around a word.
const NESTED: usize = 3;

/// A day, and what is told of it.
pub(super) struct Dated {
    /// The sentence, and the value in it, by number.
    at: [usize; 2],
    day: jiff::civil::Date,
    /// Whether it may be that of the week after.
    is_of_any_week: bool,
    /// What is told, by matter in order, each once, and what it weighs before it is known how rare it is.
    told: Vec<Told>,
    /// The ordinals of the sentence: “the second session”.
    ordinals: Vec<String>,
}

/// The days of a text of which each is the only one of its sentence, in order of time: with what the sentence tells,
/// and with what it and the next one do, where that gives no day.
pub(super) fn days(reading: &Reading<'_>) -> Vec<Dated> {
    let text = &reading.source.text;
    let mut dated: Vec<Dated> = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let Some((value, day)) = only_day(sentence) else {
            continue;
        };
        let paragraph = text.paragraphs_around(sentence.span);
        let is_beside = |other: &usize| {
            let other = reading.sentences.get(*other);
            other.is_some_and(|it| paragraph.contains(it.span) && !gives_day(it))
        };
        let before = number.checked_sub(1).filter(is_beside);
        let next = Some(number + 1).filter(is_beside);
        let values = sentence.values.iter().map(|(value, _)| value);
        let ordinals = values.filter(|value| value.kind == Kind::Ordinal);
        let ordinals: Vec<String> = ordinals.map(Value::canonical).collect();
        for owns_next in [false, true] {
            if owns_next && next.is_none() {
                continue;
            }
            let told = [(Some(number), true), (before, false), (next, owns_next)];
            let told = told
                .into_iter()
                .filter_map(|(number, is_own)| Some((number?, is_own)));
            dated.push(Dated {
                at: [number, value],
                day,
                is_of_any_week: is_of_any_week(sentence, value),
                told: passage::sum_up(told, reading, is_when),
                ordinals: ordinals.clone(),
            });
        }
    }
    dated.sort_by_key(|it| (it.day, it.at));
    dated
}

/// Whether a day of a sentence may be that of the week after.
fn is_of_any_week(sentence: &Sentence, value: usize) -> bool {
    let when = When::of(&sentence.values[value].0, &sentence.canonicals[value]);
    when.is_some_and(|it| it.is_of_any_week())
}

/// How many days a day of the second text is after one of the first.
fn apart(x: &Dated, y: &Dated) -> i32 {
    let days = (y.day - x.day).get_days();
    if x.is_of_any_week || y.is_of_any_week {
        (days + WEEK / 2).rem_euclid(WEEK) - WEEK / 2
    } else {
        days
    }
}

fn gives_day(sentence: &Sentence) -> bool {
    let mut values = sentence.values.iter();
    values.any(|(value, _)| is_when(value) && day(&value.canonical()).is_some())
}

fn is_when(value: &Value) -> bool {
    matches!(value.kind, Kind::Date | Kind::Time)
}

/// The one day that a sentence gives, and its value by number; none where it is that of what somebody says, or
/// a bound (“since Monday”).
fn only_day(sentence: &Sentence) -> Option<(usize, jiff::civil::Date)> {
    let values = sentence.values.iter().enumerate();
    let mut days = values.filter_map(|(number, (value, frame))| {
        let canonical = value.canonical();
        let date = day(&canonical).filter(|_| is_when(value))?.parse().ok()?;
        Some((number, date, frame))
    });
    let (number, date, frame) = days.next()?;
    let is_only = days.all(|(_, other, _)| other == date);
    (is_only && !frame.is_bound() && !frame.has(Aspect::Saying)).then_some((number, date))
}

/// Whether a day is the one on which somebody speaks, or the writer writes: “‘We learned more today,’ he said”,
/// “two of them are in orbit today”; or may be of this week and of the next: “closed this Tuesday”. `words` are
/// those of its sentence.
pub(super) fn is_of_no_event(value: &Value, words: &[Term], text: &Text) -> bool {
    let is_said = || {
        let quotations = text.quotations();
        let before = quotations.partition_point(|it| it.span.start <= value.span.start);
        let near = quotations[..before].iter().rev().take(NESTED);
        let mut quoted = near.filter(|it| it.kind != quotation::Kind::Reported);
        quoted.any(|it| it.span.contains(value.span))
    };
    let letters = |term: &Term| text.tokens().text(term.word.token as usize);
    let has = |list: &[&str]| words.iter().any(|it| list.contains(&letters(it)));
    let is_now = || has(&["is", "are", "has", "have"]) && !has(&["was", "were", "had", "will"]);
    let own = value.words.to_lowercase();
    if own.starts_with("this ") && own.ends_with("day") {
        return !has(&["will"]);
    }
    let is = |word: &&str| value.words.eq_ignore_ascii_case(word);
    if ["today", "tonight"].iter().any(is) {
        is_said() || is_now()
    } else {
        ["yesterday", "tomorrow"].iter().any(is) && is_said()
    }
}

/// Two passages that give days, by number, and how much they tell of one event.
struct Match {
    score: f32,
    /// What the two have in common weighs.
    weight: f32,
    at: [usize; 2],
}

/// The most that a sentence tells of one event with any other, by its number, and the sentence of which that is.
type Likest = BTreeMap<usize, Vec<(f32, usize)>>;

/// Days on which the two texts put one event.
pub(super) fn days_that_differ(both: &Both<'_>) -> Vec<Item> {
    let (a, b) = (&both.a.days, &both.b.days);
    let mut found: Vec<Match> = Vec::new();
    let mut start = 0;
    for (at, x) in a.iter().enumerate() {
        let is_before = |y: &&Dated| (y.day - x.day).get_days() < -WEEK - DAYS_OFF;
        start += b[start..].iter().take_while(is_before).count();
        let is_near = |(_, y): &(usize, &Dated)| (y.day - x.day).get_days() <= WEEK + DAYS_OFF;
        let near = b.iter().enumerate().skip(start).take_while(is_near);
        for (other, y) in near.filter(|(_, y)| apart(x, y).abs() <= DAYS_OFF) {
            found.extend(likeness([x, y], both).map(|(score, weight)| Match {
                score,
                weight,
                at: [at, other],
            }));
        }
    }
    // The likest first; of those as like, one that agrees.
    found.sort_by(|m, n| {
        let differ = |it: &Match| apart(&a[it.at[0]], &b[it.at[1]]) != 0;
        let by_score = n.score.total_cmp(&m.score);
        by_score.then((differ(m), m.at).cmp(&(differ(n), n.at)))
    });
    let mut likest = [Likest::new(), Likest::new()];
    for it in &found {
        let own = [a[it.at[0]].at[0], b[it.at[1]].at[0]];
        for side in 0..2 {
            let best = likest[side].entry(own[side]).or_default();
            if best.len() < 2 && best.iter().all(|(_, other)| *other != own[1 - side]) {
                best.push((it.score, own[1 - side]));
            }
        }
    }
    let mut taken = [
        vec![false; both.a.sentences.len()],
        vec![false; both.b.sentences.len()],
    ];
    let mut items = Vec::new();
    for found in found {
        let (x, y) = (&a[found.at[0]], &b[found.at[1]]);
        let own = [x.at[0], y.at[0]];
        if (0..2).any(|side| taken[side][own[side]]) {
            continue;
        }
        (0..2).for_each(|side| taken[side][own[side]] = true);
        if !may_differ([x, y], both) {
            continue;
        }
        let rival = (0..2).flat_map(|side| {
            let others = likest[side][&own[side]].iter();
            others.filter(move |(_, other)| *other != own[1 - side])
        });
        let rival = rival.map(|(score, _)| *score).fold(0.0, f32::max);
        let is_clear =
            found.score >= CLEAR && found.weight >= LEAST_CLEAR && found.score >= rival * TIMES;
        let is_known = b.iter().any(|it| apart(x, it) == 0) || a.iter().any(|it| apart(it, y) == 0);
        let least = if is_known { FLOOR_BOTH } else { FLOOR };
        if found.score >= least || is_clear && !is_as_of([x, y], both) {
            items.push(item([x, y], both));
        }
    }
    items
}

/// Whether two days are not one, and may be of one event.
fn may_differ(days: [&Dated; 2], both: &Both<'_>) -> bool {
    let texts = [both.a, both.b];
    let sentences = [0, 1].map(|side| &texts[side].sentences[days[side].at[0]]);
    let [x, y] = [0, 1].map(|side| {
        let (sentence, value) = (sentences[side], days[side].at[1]);
        When::of(&sentence.values[value].0, &sentence.canonicals[value])
    });
    let may_differ = |(x, y): (When<'_>, When<'_>)| {
        !x.is_one_with(&y) && when::may_be_of_one([x, y], sentences, both)
    };
    apart(days[0], days[1]) != 0 && x.zip(y).is_some_and(may_differ)
}

/// Whether either of two passages tells how things stood by its day.
fn is_as_of([x, y]: [&Dated; 2], both: &Both<'_>) -> bool {
    both.a.sentences[x.at[0]].is_as_of || both.b.sentences[y.at[0]].is_as_of
}

/// How much two passages tell of one event, from 0 to 1, and what they have in common weighs; none where that is too
/// little.
fn likeness([x, y]: [&Dated; 2], both: &Both<'_>) -> Option<(f32, f32)> {
    let counts_same = x.ordinals.iter().any(|it| y.ordinals.contains(it));
    if !x.ordinals.is_empty() && !y.ordinals.is_empty() && !counts_same {
        return None;
    }
    let Shared {
        weight: shared,
        plain,
        n_plain,
        n_names,
        ..
    } = passage::shared([&x.told, &y.told], both);
    let name_one = |it: &Dated| it.told.iter().any(|told| told.is_name && told.is_own);
    let are_of_others = n_names == 0 && name_one(x) && name_one(y) && plain < LEAST_UNNAMED;
    let is_enough = n_plain + n_names > 1 && (n_plain > 0 || n_names > 2);
    if shared < LEAST || !is_enough || are_of_others {
        return None;
    }
    let sum = |it: &Dated, side: usize| -> f32 {
        let own = it.told.iter().filter(|told| told.is_own);
        let sum: f32 = own
            .map(|told| told.weight * both.rarity_of(side, told.matter))
            .sum();
        sum.max(SHORT)
    };
    let score = (shared / (sum(x, 0) * sum(y, 1)).sqrt()).min(1.0);
    Some((score, shared))
}

fn item(days: [&Dated; 2], both: &Both<'_>) -> Item {
    let texts = [both.a, both.b];
    let [x, y] = [0, 1].map(|side| {
        let [sentence, value] = days[side].at;
        let sentence = &texts[side].sentences[sentence];
        (sentence, &sentence.values[value].0)
    });
    Item {
        grade: Grade::Conflict,
        what: format!(
            "{} / {}",
            super::value::shown(x.1),
            super::value::shown(y.1)
        ),
        why: "both tell of one event, and put it on different days".to_owned(),
        places: [x, y].map(|(sentence, value)| Place {
            span: sentence.span,
            slots: vec![value.span],
        }),
        diff: Vec::new(),
        claims: Vec::new(),
    }
}
