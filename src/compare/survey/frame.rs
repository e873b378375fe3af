//! The question that a value answers, as far as the words around it tell.
//!
//! Two values answer one question when the words near them are the same, the words that they belong to
//! among them, and when nothing says that they measure different things: another name, another time,
//! another role (“by”, “to”), a part (“two of them”), what can be and what is.

use std::ops::Range;

use super::pair::Both;
use super::reading::{Sentence, Term};
use super::sense::Senses;
use crate::compare::frame::{Word, nearness};
use crate::source::token::{self, Tokens};
use crate::value::{Kind, Value};

/// The least likeness of two frames whose closest words are the same, from 0 to 1.
const FLOOR: f32 = 0.3;

/// The least likeness where only words close by are the same.
const NEAR_FLOOR: f32 = 0.36;

/// The least likeness where the words close to the two are different ones.
const FAR_FLOOR: f32 = 0.5;

/// How far from a value a word may stand and still be of its frame, in words.
const REACH: u32 = 12;

/// A day belongs to all that happens on it: what is so many times as far counts as much.
const WIDE: u32 = 2;

/// How near the words that a value belongs to stand, in words.
const GOVERNING: u32 = 8;

/// How many words on either side a value may belong to, and a count.
const GOVERNORS: usize = 3;
const COUNT_GOVERNORS: usize = 2;

/// How near a day must stand for a value to be of that day, in words.
const ANCHOR: u32 = 8;

/// The words before a value that, all the same, are a frame of their own: “sworn in on”.
const RUN: usize = 3;

/// What a clause must weigh for another that has the same words, and no more, to ask the same: “Turnout
/// was …”.
const CLAUSE: f32 = 0.6;

/// Words after which a value is what can be, and not what is.
const ABILITY: [&str; 8] = [
    "can", "could", "may", "might", "capacity", "maximum", "able", "room",
];

/// Verbs whose day is that of the saying, not of what is said.
const SAYING: [&str; 10] = [
    "said",
    "says",
    "told",
    "announced",
    "reported",
    "added",
    "wrote",
    "confirmed",
    "stated",
    "warned",
];

/// Words that say that a count is of others than those told of before.
const OTHER: [&str; 6] = [
    "other",
    "others",
    "more",
    "another",
    "further",
    "additional",
];

/// Words that tell what a change leads to from what it is.
const ROLES: [&str; 4] = ["to", "by", "from", "of"];

/// Words after a value that say of what it is a measure.
const MEASURES: [&str; 6] = ["against", "of", "per", "among", "for", "versus"];

/// The words around a value.
pub(super) struct Frame {
    /// What the words near it are about, in order, with what each weighs before it is known how rare it is.
    near: Vec<Near>,
    /// As above and further away, where the value is a day.
    wide: Vec<Near>,
    /// The same of the words that stand with it between two marks.
    clause: Vec<u32>,
    /// What the closest words are about that say something: before it, and after it; the closest first.
    governing: [Vec<u32>; 2],
    /// The stems of the names in reach.
    names: Vec<u32>,
    /// The keys of the words right before it, the closest first.
    run: Vec<u32>,
    /// Whether the run holds a word that says something.
    run_says: bool,
    role: Option<&'static str>,
    /// Of what it is a measure: the word that says so, and the sense of the thing.
    measure: Option<(&'static str, u32)>,
    /// What sets it apart from a plain count or day.
    aspects: Vec<Aspect>,
    /// The day near it, as it is written canonically.
    anchor: Option<String>,
    kind: Kind,
}

/// What sets a value apart: two of which only one has it measure different things.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aspect {
    /// “two of them”.
    Part,
    /// “two other ferries”.
    Other,
    /// “can carry 350”.
    Ability,
    /// The day on which somebody says something: “officials said on Wednesday”.
    Saying,
}

/// What a word near a value is about.
struct Near {
    sense: u32,
    weight: f32,
    /// Whether it says something and is no name.
    is_plain: bool,
}

impl Frame {
    /// The frame of one of the values of a sentence.
    pub(super) fn new(
        value: &Value,
        values: &[Value],
        words: &[Term],
        senses: &Senses,
        tokens: &Tokens,
    ) -> Self {
        let own = tokens.within(value.span);
        let start = words.partition_point(|term| (term.word.token as usize) < own.start);
        let end = words.partition_point(|term| (term.word.token as usize) < own.end);
        let text = |term: &Term| tokens.text(term.word.token as usize);
        let (before, after) = (&words[..start], &words[end..]);
        let others: Vec<Range<usize>> = values
            .iter()
            .filter(|other| other.span != value.span)
            .map(|other| tokens.within(other.span))
            .collect();
        // The words of another value say nothing of this one.
        let is_free = |term: &&Term| {
            let token = term.word.token as usize;
            !others.iter().any(|other| other.contains(&token))
        };
        let bounds = words
            .get(start..end)
            .and_then(|own| own.first().zip(own.last()));
        let (first, last) = bounds.map_or((0, 0), |(x, y)| (x.word.at, y.word.at));
        let close: Vec<&Term> = before.iter().rev().take(RUN).collect();
        let is_close = |list: &[&str]| close.iter().any(|term| list.contains(&text(term)));
        let next = after.first().map(text);
        let among = |list: &'static [&'static str], term: Option<&Term>| {
            let word = text(term?);
            list.iter().find(|own| **own == word).copied()
        };
        let whole = [
            "the", "them", "those", "these", "its", "their", "his", "her", "all", "whom",
        ];
        let is_one_of = |term: &Term| whole.contains(&text(term));
        let is_when = matches!(value.kind, Kind::Date | Kind::Time);
        let most = if value.kind == Kind::Number {
            COUNT_GOVERNORS
        } else {
            GOVERNORS
        };
        let follows_more = after.get(1).is_some_and(|term| text(term) == "more");
        let is_other = |term: Option<&Term>| term.is_some_and(|term| OTHER.contains(&text(term)));
        let is_part = next == Some("of") && after.get(1).is_some_and(is_one_of);
        let aspects = [
            (is_part, Aspect::Part),
            (
                is_other(after.first()) || is_other(before.last()) || follows_more,
                Aspect::Other,
            ),
            (is_close(&ABILITY), Aspect::Ability),
            (is_when && is_close(&SAYING), Aspect::Saying),
        ];
        let is_name = |term: &Term| term.word.is_name && term.word.rank > 0.9;
        Self {
            near: near(before, after, [first, last], 1, senses),
            wide: if is_when {
                near(before, after, [first, last], WIDE, senses)
            } else {
                Vec::new()
            },
            clause: clause(before, after, [first, last], senses),
            governing: [
                governing(before.iter().rev().filter(is_free), most, senses, |word| {
                    first - word.at
                }),
                governing(after.iter().filter(is_free), most, senses, |word| {
                    word.at - last
                }),
            ],
            names: before
                .iter()
                .map(|term| (first - term.word.at, term))
                .chain(after.iter().map(|term| (term.word.at - last, term)))
                .filter(|(distance, term)| *distance <= REACH && is_name(term))
                .map(|(_, term)| term.word.stem)
                .collect(),
            run: close.iter().map(|term| token::key(text(term))).collect(),
            run_says: close
                .iter()
                .any(|term| term.word.rank > 0.9 && !term.word.is_name),
            role: among(&ROLES, before.last()),
            measure: measure(after, last, senses, tokens),
            aspects: aspects
                .into_iter()
                .filter_map(|(is_so, aspect)| is_so.then_some(aspect))
                .collect(),
            anchor: anchor(value, values, words, [first, last], tokens),
            kind: value.kind,
        }
    }

    /// Whether nothing says that the two measure different things.
    fn may_answer_as(&self, other: &Self) -> bool {
        let differ = |x: Option<&str>, y: Option<&str>| x.zip(y).is_some_and(|(x, y)| x != y);
        let is_when = matches!(self.kind, Kind::Date | Kind::Time);
        let measures = self.measure.zip(other.measure);
        let is_of_another = measures.is_some_and(|(x, y)| x.0 == y.0 && x.1 != y.1);
        let shares_a_name = self.names.is_empty()
            || other.names.is_empty()
            || self.names.iter().any(|name| other.names.contains(name));
        let is_same_time = is_when || !self.is_of_another_time(other);
        !differ(self.role, other.role)
            && !is_of_another
            && self.aspects == other.aspects
            && shares_a_name
            && is_same_time
    }

    /// Whether each stands by a time of its own, and the two are not days of one month: reports of one event
    /// may well differ in its day.
    fn is_of_another_time(&self, other: &Self) -> bool {
        let month = |anchor: &str| day(anchor).map(|day| day[..7].to_owned());
        let (x, y) = (self.anchor.as_deref(), other.anchor.as_deref());
        x.zip(y)
            .is_some_and(|(x, y)| x != y && (month(x).is_none() || month(x) != month(y)))
    }

    /// The least likeness at which it answers the question of `other`.
    fn floor(&self, other: &Self) -> f32 {
        // What is counted stands after the count.
        let sides = match self.kind {
            Kind::Number | Kind::Ordinal => 1..2,
            _ => 0..2,
        };
        let closest = |side: usize| {
            let first = self.governing[side].first();
            first.is_some() && first == other.governing[side].first()
        };
        let close = |side: usize| {
            let mut own = self.governing[side].iter();
            own.any(|stem| other.governing[side].contains(stem))
        };
        let counts = self.kind == Kind::Number;
        if sides.clone().any(closest) {
            FLOOR
        } else if sides.clone().any(close) {
            NEAR_FLOOR
        } else if counts {
            f32::INFINITY
        } else {
            FAR_FLOOR
        }
    }
}

/// What is within reach, in order; of what stands there twice, the closer one counts.
fn near(
    before: &[Term],
    after: &[Term],
    [first, last]: [u32; 2],
    scale: u32,
    senses: &Senses,
) -> Vec<Near> {
    let before = before
        .iter()
        .map(|term| ((first - term.word.at).div_ceil(scale), term));
    let after = after
        .iter()
        .map(|term| ((term.word.at - last).div_ceil(scale), term));
    let mut near: Vec<Near> = before
        .chain(after)
        .filter(|(distance, term)| *distance <= REACH && term.weight > 0.0)
        .map(|(distance, term)| Near {
            sense: senses.number(term),
            weight: term.weight * nearness(distance),
            is_plain: term.word.rank > 0.9 && !term.word.is_name,
        })
        .collect();
    near.sort_by(|x, y| x.sense.cmp(&y.sense).then(y.weight.total_cmp(&x.weight)));
    near.dedup_by_key(|near| near.sense);
    near
}

/// What the words are about that stand with a value between two marks, in order.
fn clause(before: &[Term], after: &[Term], [first, last]: [u32; 2], senses: &Senses) -> Vec<u32> {
    let mut at = first;
    let before = before.iter().rev().take_while(move |term| {
        let is_next = at - term.word.at <= 1;
        at = term.word.at;
        is_next
    });
    let mut at = last;
    let after = after.iter().take_while(move |term| {
        let is_next = term.word.at - at <= 1;
        at = term.word.at;
        is_next
    });
    let says = before.chain(after).filter(|term| term.weight > 0.0);
    let mut clause: Vec<u32> = says.map(|term| senses.key(term)).collect();
    clause.sort_unstable();
    clause.dedup();
    clause
}

fn governing<'a>(
    words: impl Iterator<Item = &'a Term>,
    most: usize,
    senses: &Senses,
    distance: impl Fn(&Word) -> u32,
) -> Vec<u32> {
    words
        .take_while(|term| distance(&term.word) <= GOVERNING)
        .filter(|term| term.word.rank > 0.3 && !term.word.is_name)
        .map(|term| senses.key(term))
        .take(most)
        .collect()
}

/// What follows a value and says of what it is a measure: “against the euro”.
fn measure(
    after: &[Term],
    last: u32,
    senses: &Senses,
    tokens: &Tokens,
) -> Option<(&'static str, u32)> {
    let text = |term: &Term| tokens.text(term.word.token as usize);
    let close = |term: &&Term| term.word.at - last <= GOVERNING;
    let at = after
        .iter()
        .take_while(close)
        .position(|term| MEASURES.contains(&text(term)))?;
    let word = MEASURES.iter().find(|own| **own == text(&after[at]))?;
    let thing = after[at + 1..]
        .iter()
        .take_while(close)
        .find(|term| term.word.rank > 0.3)?;
    Some((*word, senses.key(thing)))
}

/// The day that stands nearest to a value, within reach of it.
fn anchor(
    value: &Value,
    values: &[Value],
    words: &[Term],
    [first, last]: [u32; 2],
    tokens: &Tokens,
) -> Option<String> {
    let days = values
        .iter()
        .filter(|other| other.kind == Kind::Date && other.span != value.span);
    let near = days.filter_map(|day| {
        let own = tokens.within(day.span);
        let mut own = words
            .iter()
            .filter(|term| own.contains(&(term.word.token as usize)))
            .map(|term| term.word.at);
        let from = own.next()?;
        let to = own.next_back().unwrap_or(from);
        let distance = if to < first {
            first - to
        } else {
            from.saturating_sub(last)
        };
        (distance <= ANCHOR).then_some((distance, day))
    });
    let (_, day) = near.min_by_key(|(distance, _)| *distance)?;
    Some(day.canonical())
}

/// The day that a canonical date or time begins with: `2024-08-12` of `2024-08-12 evening`.
pub(super) fn day(canonical: &str) -> Option<&str> {
    let day = canonical.get(..10)?;
    let is_day = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    day.bytes().enumerate().all(is_day).then_some(day)
}

/// How much of a frame of the first text and one of the second is one, from 0 to 1; none where they ask
/// different questions.
pub(super) fn likeness([x, y]: [&Frame; 2], both: &Both<'_>) -> Option<f32> {
    if !x.may_answer_as(y) {
        return None;
    }
    let close = common([&x.near, &y.near], both);
    let is_one_run = x.run.len() == RUN && x.run == y.run && x.run_says;
    let is_one_clause = !x.clause.is_empty() && x.clause == y.clause && close.shared >= CLAUSE;
    if (is_one_run || is_one_clause) && !both.is_one() {
        return Some(close.likeness.max(FAR_FLOOR));
    }
    let is_far = both.is_one() || x.anchor != y.anchor && x.anchor.is_some() && y.anchor.is_some();
    let least = x.floor(y).max(if is_far { FAR_FLOOR } else { 0.0 });
    let is_like = |common: &Common, least: f32| {
        common.n_shared > 1 && common.n_plain > 0 && common.likeness >= least
    };
    if is_like(&close, least) {
        return Some(close.likeness);
    }
    let wide = common([&x.wide, &y.wide], both);
    is_like(&wide, FAR_FLOOR).then_some(wide.likeness)
}

/// What two frames have in common.
struct Common {
    n_shared: usize,
    /// Of these, how many say something and are no names.
    n_plain: usize,
    shared: f32,
    likeness: f32,
}

fn common([x, y]: [&[Near]; 2], both: &Both<'_>) -> Common {
    let (mut n_shared, mut n_plain) = (0, 0);
    let (mut shared, mut sum) = (0.0, 0.0);
    for near in x {
        let weight = near.weight * both.rarity_of_sense(0, near.sense);
        sum += weight;
        let counterpart = both.sense_counterpart(near.sense);
        if let Some(found) = counterpart.and_then(|other| of(y, other)) {
            shared += weight.min(found.weight * both.rarity_of_sense(1, found.sense));
            n_shared += 1;
            n_plain += usize::from(near.is_plain);
        }
    }
    for near in y {
        sum += near.weight * both.rarity_of_sense(1, near.sense);
    }
    Common {
        n_shared,
        n_plain,
        shared,
        likeness: 2.0 * shared / sum.max(f32::EPSILON),
    }
}

fn of(near: &[Near], sense: u32) -> Option<&Near> {
    let at = near.binary_search_by_key(&sense, |near| near.sense).ok()?;
    Some(&near[at])
}

/// The words of `sentence`, of the first text, that both frames have, in their order.
pub(super) fn common_words(frames: [&Frame; 2], sentence: &Sentence, both: &Both<'_>) -> String {
    let is_common = |term: &Term| {
        let sense = both.a.senses.number(term);
        let has =
            |frame: &Frame, sense: u32| of(&frame.near, sense).or(of(&frame.wide, sense)).is_some();
        let counterpart = both.sense_counterpart(sense);
        has(frames[0], sense) && counterpart.is_some_and(|other| has(frames[1], other))
    };
    let tokens = both.a.source.text.tokens();
    let mut seen = Vec::new();
    let mut words = Vec::new();
    for term in sentence.words.iter().filter(|term| is_common(term)) {
        if !seen.contains(&term.id) {
            seen.push(term.id);
            words.push(tokens.text(term.word.token as usize));
        }
    }
    words.join(" ")
}
