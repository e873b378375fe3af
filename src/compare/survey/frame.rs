//! The question that a value answers, as far as the words around it tell.
//!
//! Two values answer one question when the words near them are the same, the words that they belong to
//! among them, and when nothing says that they measure different things: another name, another time,
//! another role (“by”, “to”), a part (“two of them”), what can be and what is.

use super::head::Head;
use super::matter::Matters;
use super::sentence::Sentence;
use crate::compare::frame::{self, Around, Aspect, REACH, WIDE, day, nearness};
use crate::value::Kind;

/// The least likeness of two frames whose closest words are the same, from 0 to 1.
pub(super) const FLOOR: f32 = 0.3;

/// The least likeness where only words close by are the same.
pub(super) const NEAR_FLOOR: f32 = 0.36;

/// The least likeness where the words close to the two are different ones.
pub(super) const FAR_FLOOR: f32 = 0.5;

/// A figure from which on two votes hardly share it by chance.
const LARGE: u32 = 20;

/// How near the words that a value belongs to stand, in words.
const GOVERNING: u32 = 8;

/// How many words on either side a value may belong to, and a count.
const GOVERNORS: usize = 3;
const COUNT_GOVERNORS: usize = 2;

/// The words around a value.
pub(super) struct Frame {
    pub(super) around: Around,
    /// What the words near it are about, in order, with what each weighs before it is known how rare it is.
    pub(super) near: Vec<Near>,
    /// As above and further away, where the value is a day.
    pub(super) wide: Vec<Near>,
    /// What the closest words are about that say something: before it, and after it; the closest first.
    pub(super) governing: [Vec<u32>; 2],
    /// The stems of the names in reach.
    names: Vec<u32>,
    pub(super) kind: Kind,
    /// What it counts, where it is a number.
    pub(super) head: Option<Head>,
}

/// What a word near a value is about.
pub(super) struct Near {
    /// Its place among the matters of the text.
    pub(super) matter: u32,
    pub(super) weight: f32,
    /// Whether it says something and is no name.
    pub(super) is_plain: bool,
}

impl Frame {
    /// The frame of a value of that kind, and of a text with those matters.
    pub(super) fn new(around: Around, kind: Kind, head: Option<Head>, matters: &Matters) -> Self {
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
            head,
        }
    }

    /// Whether it is a day by which something is so: “by Friday”.
    pub(super) fn is_as_of(&self) -> bool {
        self.is_when() && self.around.bound == Some("by")
    }

    pub(super) fn is_when(&self) -> bool {
        matches!(self.kind, Kind::Date | Kind::Time)
    }

    /// Whether this sets the value apart.
    pub(super) fn has(&self, aspect: Aspect) -> bool {
        self.around.aspects.contains(&aspect)
    }

    /// Whether nothing says that the two measure different things.
    pub(super) fn may_answer_as(&self, other: &Self, apart: Apart) -> bool {
        let is_slip = matches!(apart, Apart::Slip | Apart::SureSlip);
        // “A raise of 5.4 percent”, “raised by 4.5 percent”; a slip: “a volume of 14 tons”, “rose to 41 tons”.
        let differ = |x: Option<&'static str>, y: Option<&'static str>| {
            let roles = x.zip(y);
            let is_of = |x: &str, y: &str| x == "of" && (is_slip || y == "by");
            roles.is_some_and(|(x, y)| x != y && !is_of(x, y) && !is_of(y, x))
        };
        let is_when = matches!(self.kind, Kind::Date | Kind::Time);
        let measures = self.around.measure.zip(other.around.measure);
        let is_of_another = measures.is_some_and(|(x, y)| x.0 == y.0 && x.1 != y.1);
        let fates = self.around.fate.zip(other.around.fate);
        let is_of_another = is_of_another || fates.is_some_and(|(x, y)| x != y);
        let rates = self.around.each.zip(other.around.each);
        let is_of_another = is_of_another || rates.is_some_and(|(x, y)| x != y);
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
        let is_same_time = is_when || !self.is_of_another_time(other, is_slip);
        !differ(self.around.role, other.around.role)
            && !is_of_another
            && is_same_aspect
            && !is_elsewhere
            && is_same_time
    }

    /// Whether the words beside the two say that they measure different things: so much a day and so much a week, what
    /// can be and what is.
    pub(super) fn measures_another(&self, other: &Self) -> bool {
        let measures = self.around.measure.zip(other.around.measure);
        let rates = self.around.each.zip(other.around.each);
        let differs = |aspect: Aspect| self.has(aspect) != other.has(aspect);
        measures.is_some_and(|(x, y)| x.0 == y.0 && x.1 != y.1)
            || rates.is_some_and(|(x, y)| x != y)
            || differs(Aspect::Ability)
            || differs(Aspect::Rate)
    }

    /// Whether the names beside the two tell of different people or places, and neither's stand anywhere in the
    /// sentence of the other.
    pub(super) fn is_of_others(&self, other: &Self, [s, t]: [&Sentence; 2]) -> bool {
        let has = |sentence: &Sentence, names: &[u32]| {
            let mut words = sentence.words.iter();
            words.any(|term| term.word.is_name && names.contains(&term.word.stem))
        };
        let name_both = !self.names.is_empty() && !other.names.is_empty();
        name_both && !has(t, &self.names) && !has(s, &other.names)
    }

    /// Whether each stands by a time of its own, and the two are not days of one month: reports of one event
    /// may well differ in its day. A slip is one, whatever day stands beside the year of it.
    fn is_of_another_time(&self, other: &Self, is_slip: bool) -> bool {
        let anchors = self
            .around
            .anchor
            .as_deref()
            .zip(other.around.anchor.as_deref());
        anchors.is_some_and(|(x, y)| {
            let is_of_one_grain = x.len() == y.len() || day(x).is_some() && day(y).is_some();
            match [year(x), year(y)] {
                [Some(_), Some(_)] if !is_of_one_grain => {
                    // Those who died in August 2019 died on a day of it.
                    let is_within = x.starts_with(y) || y.starts_with(x);
                    let is_event = self.around.fate.is_some() && other.around.fate.is_some();
                    !(is_slip || is_event && is_within)
                }
                // “Each year” is no time.
                [Some(_), Some(_)] => x != y && (day(x).is_none() || x[..7] != y[..7]),
                _ => false,
            }
        })
    }

    /// Whether both are of a vote or a score whose other figure is the same, and no small one.
    pub(super) fn is_of_one_vote(&self, other: &Self) -> bool {
        let is_large = |figure: &str| figure.parse().is_ok_and(|figure: u32| figure >= LARGE);
        let votes = self
            .around
            .versus
            .as_ref()
            .zip(other.around.versus.as_ref());
        votes.is_some_and(|(x, y)| x == y && is_large(&x.0))
    }

    /// The least likeness at which it answers the question of `other`.
    pub(super) fn floor(&self, other: &Self) -> f32 {
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

/// The year of a time that is written canonically.
fn year(canonical: &str) -> Option<&str> {
    let year = canonical.get(..4)?;
    year.bytes()
        .all(|byte| byte.is_ascii_digit())
        .then_some(year)
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
