//! The question that a value answers, as far as the words around it tell.
//!
//! Two values answer one question when the words near them are the same, the words that they belong to
//! among them, and when nothing says that they measure different things: another name, another time,
//! another role (“by”, “to”), a part (“two of them”), what can be and what is.

use super::matter::Matters;
use super::pair::Both;
use super::reading::{Sentence, Term};
use crate::compare::frame::{self, Around, Aspect, REACH, RUN, WIDE, day, nearness};
use crate::value::Kind;

/// The least likeness of two frames whose closest words are the same, from 0 to 1.
const FLOOR: f32 = 0.3;

/// The least likeness where only words close by are the same.
const NEAR_FLOOR: f32 = 0.36;

/// The least likeness where the words close to the two are different ones.
const FAR_FLOOR: f32 = 0.5;

/// The least likeness where the values are so far apart, or the names beside them so different, that they
/// hardly are of one thing.
const DOUBTFUL_FLOOR: f32 = 0.6;

/// The least likeness of the frames of two figures of which one looks like a slip for the other.
const SLIP_FLOOR: f32 = 0.15;

/// A figure from which on two votes hardly share it by chance.
const LARGE: u32 = 20;

/// How near to a day stands what happens on it, in words, and how rare it is.
const EVENT: u32 = 8;
const RARE: f32 = 0.8;

/// How near the words that a value belongs to stand, in words.
const GOVERNING: u32 = 8;

/// How many words on either side a value may belong to, and a count.
const GOVERNORS: usize = 3;
const COUNT_GOVERNORS: usize = 2;

/// What a clause must weigh for another that has the same words, and no more, to ask the same: “Turnout
/// was …”.
const CLAUSE: f32 = 0.6;

/// The words around a value.
pub(super) struct Frame {
    around: Around,
    /// What the words near it are about, in order, with what each weighs before it is known how rare it is.
    near: Vec<Near>,
    /// As above and further away, where the value is a day.
    wide: Vec<Near>,
    /// What the closest words are about that say something: before it, and after it; the closest first.
    governing: [Vec<u32>; 2],
    /// The stems of the names in reach.
    names: Vec<u32>,
    kind: Kind,
}

/// What a word near a value is about.
struct Near {
    /// Its place among the matters of the text.
    matter: u32,
    weight: f32,
    /// Whether it says something and is no name.
    is_plain: bool,
    /// Whether it is common in any writing.
    is_common: bool,
}

impl Frame {
    /// The frame of a value of that kind, and of a text with those matters.
    pub(super) fn new(around: Around, kind: Kind, matters: &Matters) -> Self {
        let is_when = matches!(kind, Kind::Date | Kind::Time);
        let wide = is_when.then(|| near(&around, WIDE, matters));
        let is_name =
            |near: &&frame::Near| near.distance <= REACH && near.word.is_name && near.word.says();
        let names = around.near.iter().filter(is_name);
        Self {
            near: near(&around, 1, matters),
            wide: wide.unwrap_or_default(),
            governing: [0, 1].map(|side| governing(&around, side, kind)),
            names: names.map(|near| near.word.stem).collect(),
            around,
            kind,
        }
    }

    /// Whether a day is a bound: “since Monday”.
    pub(super) fn is_bound(&self) -> bool {
        self.around.bound.is_some()
    }

    /// Whether this sets the value apart.
    pub(super) fn has(&self, aspect: Aspect) -> bool {
        self.around.aspects.contains(&aspect)
    }

    /// Whether nothing says that the two measure different things.
    fn may_answer_as(&self, other: &Self, apart: Apart) -> bool {
        // “A raise of 5.4 percent”, “raised by 4.5 percent”.
        let is_slip = matches!(apart, Apart::Slip | Apart::SureSlip);
        let role = |role: &'static str| match role {
            "of" if is_slip => "by",
            _ => role,
        };
        let differ = |x: Option<&'static str>, y: Option<&'static str>| {
            x.zip(y).is_some_and(|(x, y)| role(x) != role(y))
        };
        let is_when = matches!(self.kind, Kind::Date | Kind::Time);
        let measures = self.around.measure.zip(other.around.measure);
        let is_of_another = measures.is_some_and(|(x, y)| x.0 == y.0 && x.1 != y.1);
        let (places, others) = (&self.around.places, &other.around.places);
        let is_elsewhere = !places.is_empty()
            && !others.is_empty()
            && !places.iter().any(|place| others.contains(place));
        // “74 more nurses by next summer”, “47 colleagues by next summer”.
        let is_other = |aspect: &&Aspect| **aspect != Aspect::Other;
        let aspects = |frame: &'_ Self| -> Vec<Aspect> {
            let aspects = frame.around.aspects.iter();
            aspects.filter(is_other).copied().collect()
        };
        let is_one_day = self.around.anchor.is_some() && self.around.anchor == other.around.anchor;
        let is_same_aspect = self.around.aspects == other.around.aspects
            || apart == Apart::Slip && is_one_day && aspects(self) == aspects(other);
        let is_same_time = is_when || !self.is_of_another_time(other);
        !differ(self.around.role, other.around.role)
            && !is_of_another
            && is_same_aspect
            && !is_elsewhere
            && is_same_time
    }

    /// Whether the names beside the two tell of different people or places, and neither's stand anywhere in the
    /// sentence of the other.
    fn is_of_others(&self, other: &Self, [s, t]: [&Sentence; 2]) -> bool {
        let has = |sentence: &Sentence, names: &[u32]| {
            let mut words = sentence.words.iter();
            words.any(|term| term.word.is_name && names.contains(&term.word.stem))
        };
        let name_both = !self.names.is_empty() && !other.names.is_empty();
        name_both && !has(t, &self.names) && !has(s, &other.names)
    }

    /// Whether each stands by a time of its own, and the two are not days of one month: reports of one event
    /// may well differ in its day.
    fn is_of_another_time(&self, other: &Self) -> bool {
        let month = |anchor: &str| day(anchor).map(|day| day[..7].to_owned());
        let (x, y) = (
            self.around.anchor.as_deref(),
            other.around.anchor.as_deref(),
        );
        x.zip(y)
            .is_some_and(|(x, y)| x != y && (month(x).is_none() || month(x) != month(y)))
    }

    /// Whether both are of a vote or a score whose other figure is the same, and no small one.
    fn is_of_one_vote(&self, other: &Self) -> bool {
        let is_large = |figure: &str| figure.parse().is_ok_and(|figure: u32| figure >= LARGE);
        let votes = self
            .around
            .versus
            .as_ref()
            .zip(other.around.versus.as_ref());
        votes.is_some_and(|(x, y)| x == y && is_large(&x.0))
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
        // “For 22 years he kept the books”, “he kept the books for 22 years”.
        let across = |side: usize| {
            let (own, others) = (&self.governing[side], &other.governing[1 - side]);
            own.first().is_some_and(|first| others.contains(first))
                || others.first().is_some_and(|first| own.contains(first))
        };
        let is_free = self.kind == Kind::Duration;
        let counts = self.kind == Kind::Number;
        if sides.clone().any(closest) {
            FLOOR
        } else if sides.clone().any(close) || is_free && (across(0) || across(1)) {
            NEAR_FLOOR
        } else if counts {
            f32::INFINITY
        } else {
            FAR_FLOOR
        }
    }
}

/// What is within reach, in order; of what stands there twice, the closer one counts.
fn near(around: &Around, scale: u32, matters: &Matters) -> Vec<Near> {
    let near = around.near.iter();
    let mut near: Vec<Near> = near
        .map(|near| (near.distance.div_ceil(scale), &near.word))
        .filter(|(distance, _)| *distance <= REACH)
        .map(|(distance, word)| Near {
            matter: matters.place(word.matter),
            weight: word.weight() * nearness(distance),
            is_plain: word.says() && !word.is_name,
            is_common: word.is_common,
        })
        .collect();
    near.sort_by(|x, y| x.matter.cmp(&y.matter).then(y.weight.total_cmp(&x.weight)));
    near.dedup_by_key(|near| near.matter);
    near
}

/// What the closest words on a side are about that say something and are no names, the closest first.
fn governing(around: &Around, side: usize, kind: Kind) -> Vec<u32> {
    let most = if kind == Kind::Number {
        COUNT_GOVERNORS
    } else {
        GOVERNORS
    };
    let governs = |near: &&frame::Near| {
        near.side == side
            && near.distance <= GOVERNING
            && !near.is_of_another
            && near.word.rank > 0.3
            && !near.word.is_name
    };
    let mut near: Vec<&frame::Near> = around.near.iter().filter(governs).collect();
    near.sort_by_key(|near| near.distance);
    let near = near.into_iter().take(most);
    near.map(|near| near.word.meaning).collect()
}

/// How far apart two values are.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Apart {
    /// The digits are the same in another order: a slip of the pen.
    Slip,
    /// As above, with so many digits that it is no chance, or with one of so many that differs.
    SureSlip,
    /// Two years or months, of which a story has many.
    Years,
    /// No nearer and no farther than others.
    Some,
    /// One is many times the other: mostly, they measure different things.
    Far,
    /// One is so many times the other that they do.
    Never,
}

/// Whether two days are bounds of one kind: “closed until Friday”, “closed until Saturday”.
pub(super) fn are_like_bounds([x, y]: [&Frame; 2]) -> bool {
    x.kind == Kind::Date
        && y.kind == Kind::Date
        && x.around.bound.is_some()
        && x.around.bound == y.around.bound
}

/// How much of a frame of the first text and one of the second is one, from 0 to 1; none where they ask
/// different questions.
pub(super) fn likeness(
    [x, y]: [&Frame; 2],
    sentences: [&Sentence; 2],
    apart: Apart,
    both: &Both<'_>,
) -> Option<f32> {
    if apart == Apart::Never || !x.may_answer_as(y, apart) {
        return None;
    }
    let close = common([&x.near, &y.near], both);
    if apart == Apart::Far || x.is_of_others(y, sentences) {
        let is_like = close.n_plain > 1 && close.likeness >= DOUBTFUL_FLOOR;
        return (is_like && x.floor(y) <= DOUBTFUL_FLOOR).then_some(close.likeness);
    }
    let (of_x, of_y) = (&x.around, &y.around);
    if x.is_of_one_vote(y) && !both.is_one() {
        return Some(close.likeness.max(FAR_FLOOR));
    }
    let is_one_run = of_x.run.len() == RUN && of_x.run == of_y.run && of_x.run_says;
    let is_one_clause =
        !of_x.clause.is_empty() && of_x.clause == of_y.clause && close.shared >= CLAUSE;
    if (is_one_run || is_one_clause) && !both.is_one() {
        return Some(close.likeness.max(FAR_FLOOR));
    }
    let is_far = both.is_one()
        || apart == Apart::Years
        || of_x.anchor != of_y.anchor && of_x.anchor.is_some() && of_y.anchor.is_some();
    let least = x.floor(y).max(if is_far { FAR_FLOOR } else { 0.0 });
    let is_like = |common: &Common, least: f32| {
        common.n_shared > 1 && common.n_plain > 0 && common.likeness >= least
    };
    if is_like(&close, least) {
        return Some(close.likeness);
    }
    let is_slip = match apart {
        Apart::Slip => close.likeness >= SLIP_FLOOR.min(least),
        Apart::SureSlip => least.is_finite(),
        Apart::Some | Apart::Years | Apart::Far | Apart::Never => false,
    };
    if is_slip && close.n_plain > 0 {
        return Some(close.likeness);
    }
    if is_one_event([x, y], sentences, both) {
        return Some(FLOOR);
    }
    let wide = common([&x.wide, &y.wide], both);
    is_like(&wide, FAR_FLOOR).then_some(wide.likeness)
}

/// Whether two figures, of which one is a sure slip for the other, belong to the same words.
pub(super) fn are_of_one_thing([x, y]: [&Frame; 2]) -> bool {
    let is_close = |side: usize| {
        let mut own = x.governing[side].iter();
        own.any(|meaning| y.governing[side].contains(meaning))
    };
    x.may_answer_as(y, Apart::SureSlip) && (is_close(1) || x.kind != Kind::Number && is_close(0))
}

/// How many days apart reports of one event may put it, where nothing but a word says that it is one.
const DAYS_OFF: i32 = 21;

/// Whether each of two days is the only one of its sentence, and of something that few sentences tell of:
/// “An inquest is to decide on 18 June”.
fn is_one_event([x, y]: [&Frame; 2], sentences: [&Sentence; 2], both: &Both<'_>) -> bool {
    let is_day = |frame: &Frame| matches!(frame.kind, Kind::Date | Kind::Time);
    let only_day = |sentence: &Sentence| -> Option<jiff::civil::Date> {
        let mut days = sentence.values.iter().filter(|(_, frame)| is_day(frame));
        let (first, next) = (days.next()?, days.next());
        let canonical = first.0.canonical();
        day(&canonical)?.parse().ok().filter(|_| next.is_none())
    };
    let days = only_day(sentences[0]).zip(only_day(sentences[1]));
    let is_near = days.is_some_and(|(x, y)| {
        let apart = (y - x).get_days().abs();
        apart <= DAYS_OFF || x.day() == y.day()
    });
    let is_event = |near: &Near, side: usize| {
        let is_rare = both.rarity_of(side, near.matter) >= RARE;
        near.is_plain && !near.is_common && is_rare && near.weight >= nearness(EVENT)
    };
    let mut events = x.near.iter().filter(|near| is_event(near, 0));
    !both.is_one()
        && is_day(x)
        && is_day(y)
        && is_near
        && events.any(|near| {
            let other = both
                .same_matter(near.matter)
                .and_then(|other| of(&y.near, other));
            other.is_some_and(|other| is_event(other, 1))
        })
}

/// What stands near two places of the two texts.
pub(super) struct Surroundings {
    /// How many words are the same that say something.
    pub(super) n_plain: usize,
    /// How many of the closest words are the same.
    pub(super) n_closest: usize,
    /// How much is the same, from 0 to 1.
    pub(super) likeness: f32,
}

/// What stands near two places, one of each text.
pub(super) fn surroundings([x, y]: [&Frame; 2], both: &Both<'_>) -> Surroundings {
    let common = common([&x.near, &y.near], both);
    let is_close = |(side, meaning): &(usize, &u32)| y.governing[*side].contains(meaning);
    let closest = (0..2).flat_map(|side| x.governing[side].iter().map(move |it| (side, it)));
    Surroundings {
        n_plain: common.n_plain,
        n_closest: closest.filter(is_close).count(),
        likeness: common.likeness,
    }
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
        let weight = near.weight * both.rarity_of(0, near.matter);
        sum += weight;
        let counterpart = both.same_matter(near.matter);
        if let Some(found) = counterpart.and_then(|other| of(y, other)) {
            shared += weight.min(found.weight * both.rarity_of(1, found.matter));
            n_shared += 1;
            n_plain += usize::from(near.is_plain);
        }
    }
    for near in y {
        sum += near.weight * both.rarity_of(1, near.matter);
    }
    Common {
        n_shared,
        n_plain,
        shared,
        likeness: 2.0 * shared / sum.max(f32::EPSILON),
    }
}

fn of(near: &[Near], matter: u32) -> Option<&Near> {
    let at = near
        .binary_search_by_key(&matter, |near| near.matter)
        .ok()?;
    Some(&near[at])
}

/// The words of `sentence`, of the first text, that both frames have, in their order.
pub(super) fn common_words(frames: [&Frame; 2], sentence: &Sentence, both: &Both<'_>) -> String {
    let is_common = |term: &Term| {
        let has = |frame: &Frame, matter: u32| {
            of(&frame.near, matter)
                .or(of(&frame.wide, matter))
                .is_some()
        };
        let counterpart = both.same_matter(term.matter);
        has(frames[0], term.matter) && counterpart.is_some_and(|other| has(frames[1], other))
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
