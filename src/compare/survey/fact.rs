//! Figures of one fact, told in other words: “gas worth $18.4bn”, “fuels had a volume of 14.8 billion dollars”.
//!
//! Two figures whose closest words differ are of one fact where the figures themselves say so, or nothing else in
//! either text could be meant. A figure whose digits stand in another order, or that has a zero more, is seldom
//! another fact in texts about one event; nor is the only percentage of a text another than the only one of
//! the other, where much else of the two sentences is the same.

use std::collections::BTreeMap;

use super::frame::{Apart, Frame};
use super::likeness::of_one_class;
use super::pair::Both;
use super::partner;
use super::passage::{self, Shared, Told};
use super::reading::{Reading, Sentence};
use super::value::apart;
use crate::compare::frame::{Class, Fate};
use crate::source::token::key;
use crate::value::{Kind, Value};

/// How many characters a time of day has: “14:25”.
const HH_MM: usize = 5;

/// A slip needs so many digits, and so many to be no chance by itself.
const DIGITS: usize = 2;
const MANY_DIGITS: usize = 3;

/// What two passages must share where a figure of one looks like a slip for one of the other: with many digits, with
/// two, and where a zero is lost.
const LEAST_MANY: f32 = 0.35;
const LEAST_FEW: f32 = 0.4;
const LEAST_ZERO: f32 = 1.0;

/// As above, where the two count things by different words.
const LEAST_THINGS: f32 = 1.0;

/// What the sentences of the only figures of a kind must share, and the passages of the only counts of a thing; and how
/// many words.
const LEAST_ONLY: f32 = 1.5;
const LEAST_COUNT: f32 = 1.0;
const LEAST_WORDS: usize = 3;

/// A figure that stands where others cannot be meant.
pub(super) struct Figure {
    kind: Kind,
    /// The digits but for closing zeros, in order of their size.
    digits: Vec<u8>,
    /// As it is written canonically.
    canonical: String,
    /// How many words its sentence has: a headline tells less than the text.
    n_words: usize,
    /// The sentence and the value in it, by number.
    pub(super) at: [usize; 2],
}

/// What a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Question {
    /// A kind, and a number for its unit or for what it counts.
    Of(Kind, u32),
    /// A count of people.
    People,
    /// A count of people whom this befell.
    Fate(Fate),
}

/// The figures of a text as facts.
#[derive(Default)]
pub(super) struct Facts {
    /// Those with enough digits for a slip, in order of these, each once.
    figures: Vec<Figure>,
    /// Those that are the only ones of their question; none where there are several.
    only: BTreeMap<Question, Option<[usize; 2]>>,
    /// All of each question, in order.
    pub(super) asked: BTreeMap<Question, Vec<[usize; 2]>>,
}

impl Facts {
    /// The figures of a text's sentences.
    pub(super) fn new(sentences: &[Sentence]) -> Self {
        let mut facts = Self::default();
        for (number, sentence) in sentences.iter().enumerate() {
            for (at, (value, frame)) in sentence.values.iter().enumerate() {
                let canonical = &sentence.canonicals[at];
                let place = [number, at];
                if let Some(question) = question(value, frame, canonical) {
                    let is_same = |[of, at]: [usize; 2]| sentences[of].canonicals[at] == *canonical;
                    facts
                        .only
                        .entry(question)
                        .and_modify(|other| *other = other.filter(|other| is_same(*other)))
                        .or_insert(Some(place));
                }
                if let Some(question) = asked(value, frame, canonical) {
                    facts.asked.entry(question).or_default().push(place);
                }
                let digits = digits(value, canonical);
                if digits.len() >= DIGITS {
                    facts.figures.push(Figure {
                        kind: value.kind,
                        digits,
                        canonical: canonical.clone(),
                        n_words: sentence.words.len(),
                        at: place,
                    });
                }
            }
        }
        let order = |x: &Figure, y: &Figure| {
            let by_digits = (x.kind, &x.digits, &x.canonical);
            let by_digits = by_digits.cmp(&(y.kind, &y.digits, &y.canonical));
            by_digits.then((y.n_words, x.at).cmp(&(x.n_words, y.at)))
        };
        facts.figures.sort_by(order);
        facts
            .figures
            .dedup_by(|x, y| x.kind == y.kind && x.canonical == y.canonical);
        facts
    }
}

/// The digits of an amount but for closing zeros, in order of their size; none of what is no amount, or is open.
fn digits(value: &Value, canonical: &str) -> Vec<u8> {
    let counts = matches!(
        value.kind,
        Kind::Number
            | Kind::Money
            | Kind::Quantity
            | Kind::Percentage
            | Kind::Duration
            | Kind::Age
            | Kind::Ordinal
    );
    if value.kind == Kind::Time && minutes(canonical).is_some() {
        let clock = canonical.bytes().rev().take(HH_MM);
        let mut digits: Vec<u8> = clock.filter(u8::is_ascii_digit).collect();
        digits.sort_unstable();
        return digits;
    }
    if !counts || canonical.starts_with(['(', '[', '-']) {
        return Vec::new();
    }
    let figure = canonical.trim_start_matches('≈');
    let end = figure.find(|c: char| !c.is_ascii_digit() && c != '.');
    let figure = &figure[..end.unwrap_or(figure.len())];
    let significant = figure.trim_start_matches(['0', '.']).bytes();
    let mut digits: Vec<u8> = significant.filter(u8::is_ascii_digit).collect();
    while digits.last() == Some(&b'0') {
        digits.pop();
    }
    digits.sort_unstable();
    digits
}

/// Whether a figure has digits enough to be no chance.
pub(super) fn is_long(value: &Value, canonical: &str) -> bool {
    digits(value, canonical).len() >= DIGITS
}

/// What a value could be the only one of.
fn question(value: &Value, frame: &Frame, canonical: &str) -> Option<Question> {
    let of = match value.kind {
        Kind::Number => {
            let head = frame.head.filter(|head| head.follows)?;
            match head.class {
                Class::Anybody | Class::Somebody => return None,
                Class::Any(kind) | Class::One(kind) => u32::try_from(kind).ok()?,
                Class::Thing => head.meaning,
            }
        }
        Kind::Quantity => key(canonical.rsplit_once(' ')?.1),
        Kind::Percentage | Kind::Money => 0,
        // “At 2:40 p.m.”; whole hours are of many things.
        Kind::Time if minutes(canonical).is_some_and(|it| it != "00") => 0,
        _ => return None,
    };
    Some(Question::Of(value.kind, of))
}

/// What a value is a figure of, whatever the unit.
fn asked(value: &Value, frame: &Frame, canonical: &str) -> Option<Question> {
    match value.kind {
        // None, one and all are no figures.
        Kind::Number if matches!(canonical, "0" | "1") => None,
        Kind::Number => {
            if let Some(fate) = frame.around.fate {
                return Some(Question::Fate(fate));
            }
            let head = frame.head.filter(|head| head.follows)?;
            Some(match head.class {
                Class::Anybody | Class::Somebody => Question::People,
                Class::Any(kind) | Class::One(kind) => {
                    Question::Of(Kind::Number, u32::try_from(kind).ok()?)
                }
                Class::Thing => Question::Of(Kind::Number, head.meaning),
            })
        }
        Kind::Quantity | Kind::Duration | Kind::Percentage | Kind::Money | Kind::Age => {
            Some(Question::Of(value.kind, 0))
        }
        Kind::Time => minutes(canonical).map(|_| Question::Of(Kind::Time, 0)),
        _ => None,
    }
}

/// The minutes of a time of day that is written canonically.
fn minutes(canonical: &str) -> Option<&str> {
    let (_, minutes) = canonical.rsplit_once(':')?;
    minutes.get(..2)
}

/// Whether two times of day differ, on whatever day.
pub(super) fn are_two_times(canonicals: [&str; 2]) -> bool {
    let clock = |canonical: &'_ str| {
        let at = canonical.rfind(':').and_then(|at| at.checked_sub(2))?;
        canonical.get(at..).map(str::to_owned)
    };
    let [x, y] = canonicals.map(clock);
    x.zip(y).is_some_and(|(x, y)| x != y)
}

/// Whether two figures are so exact that one is not the other rounded, whatever “some” stands before them.
pub(super) fn are_exact([x, y]: [&Value; 2], canonicals: [&str; 2]) -> bool {
    let is_exact = |value: &Value, canonical: &str| digits(value, canonical).len() >= MANY_DIGITS;
    let [of_x, of_y] = canonicals.map(|canonical| canonical.trim_start_matches('≈'));
    of_x != of_y && is_exact(x, of_x) && is_exact(y, of_y)
}

/// A value of each text, by sentence and number.
pub(super) type Pair = [[usize; 2]; 2];

/// Figures of the two texts that are of one fact, wherever they stand.
pub(super) fn facts(both: &Both<'_>) -> Vec<Pair> {
    if both.is_one() {
        return Vec::new();
    }
    let mut passages = Passages::default();
    let mut pairs = slips(both);
    pairs.extend(only(both));
    pairs.extend(partner::partners(both, &mut passages));
    pairs
}

/// Figures that are one with a slip of the pen: “2,436 silver coins”, “2,463 coins”.
fn slips(both: &Both<'_>) -> Vec<Pair> {
    let (a, b) = (&both.a.facts.figures, &both.b.facts.figures);
    let mut found = Vec::new();
    for one in a {
        // What the other text gives as well is no slip.
        let ([_], [other]) = (like(one, a), like(one, b)) else {
            continue;
        };
        if other.canonical == one.canonical {
            continue;
        }
        let at = [one.at, other.at];
        let [x, y] = values(at, both);
        let is_zero_lost = match apart([&x.0, &y.0], [&one.canonical, &other.canonical]) {
            Apart::Slip | Apart::SureSlip | Apart::Some => false,
            Apart::Far => is_tenfold(&x.0, &y.0),
            Apart::Years | Apart::Never => continue,
        };
        let least = match one.digits.len() {
            _ if is_zero_lost => LEAST_ZERO,
            MANY_DIGITS.. => LEAST_MANY,
            _ => LEAST_FEW,
        };
        let shared = shared(at, both).weight;
        // “112 cars”, “121 wagons”
        let are_things = || {
            let heads = x.1.head.zip(y.1.head);
            let are_things =
                heads.is_some_and(|(x, y)| !x.class.is_people() && !y.class.is_people());
            are_things && one.digits.len() >= MANY_DIGITS && shared >= LEAST_THINGS
        };
        let is_one = of_one_class([&x.1, &y.1], both) || are_things();
        if is_one && x.1.may_answer_as(&y.1, Apart::Slip) && shared >= least {
            found.push(at);
        }
    }
    found
}

/// Whether one of two amounts has a zero more than the other.
fn is_tenfold(x: &Value, y: &Value) -> bool {
    crate::value::times(x, y).is_some_and(|times| (times - 10.0).abs() < 1e-9)
}

/// Those of a text's figures that have the digits of one, in whatever order.
fn like<'f>(one: &Figure, figures: &'f [Figure]) -> &'f [Figure] {
    let order = |it: &Figure| (it.kind, &it.digits).cmp(&(one.kind, &one.digits));
    let start = figures.partition_point(|it| order(it).is_lt());
    let len = figures[start..].partition_point(|it| order(it).is_eq());
    &figures[start..start + len]
}

/// The only figures of each text that answer a question, where much else is the same.
fn only(both: &Both<'_>) -> Vec<Pair> {
    let questions = both.a.facts.only.iter();
    let pairs = questions.filter_map(|(question, at)| {
        let other = both.b.facts.only.get(question)?;
        Some([(*at)?, (*other)?])
    });
    let is_one = |at: &Pair| {
        let [x, y] = values(*at, both);
        let canonicals = canonicals(*at, both);
        let apart = apart([&x.0, &y.0], canonicals);
        // “By Saturday it was 45 percent.”
        let [s, t] = [&both.a.sentences[at[0][0]], &both.b.sentences[at[1][0]]];
        let is_of_two_days = x.0.kind != Kind::Time && s.is_of_other_days(t);
        let is_far = matches!(apart, Apart::Far | Apart::Never);
        if is_far || !x.1.may_answer_as(&y.1, apart) || is_of_two_days {
            return false;
        }
        let shared = shared(*at, both);
        let is_enough = match x.0.kind {
            Kind::Number => of_one_class([&x.1, &y.1], both) && shared.weight >= LEAST_COUNT,
            Kind::Time => shared.own >= LEAST_COUNT,
            _ => shared.own >= LEAST_ONLY,
        };
        is_enough && shared.n_plain >= LEAST_WORDS
    };
    pairs.filter(is_one).collect()
}

/// Two values, with what stands around them.
pub(super) fn values<'a>([x, y]: Pair, both: &Both<'a>) -> [&'a (Value, Frame); 2] {
    let value = |reading: &'a Reading<'a>, [of, at]: [usize; 2]| &reading.sentences[of].values[at];
    [value(both.a, x), value(both.b, y)]
}

/// How two values are written canonically.
pub(super) fn canonicals<'a>([x, y]: Pair, both: &Both<'a>) -> [&'a str; 2] {
    let of = |reading: &'a Reading<'a>, [of, at]: [usize; 2]| {
        reading.sentences[of].canonicals[at].as_str()
    };
    [of(both.a, x), of(both.b, y)]
}

/// What the passages of two texts have in common, by the numbers of their sentences: figures stand together.
#[derive(Default)]
pub(super) struct Passages {
    told: [BTreeMap<usize, Vec<Told>>; 2],
    shared: BTreeMap<[usize; 2], Shared>,
}

impl Passages {
    /// What the passages of two values have in common.
    pub(super) fn shared(&mut self, [x, y]: Pair, both: &Both<'_>) -> Shared {
        let numbers = [x[0], y[0]];
        if let Some(shared) = self.shared.get(&numbers) {
            return *shared;
        }
        for (side, reading) in [both.a, both.b].into_iter().enumerate() {
            let told = self.told[side].entry(numbers[side]);
            told.or_insert_with(|| passage(numbers[side], reading));
        }
        let shared = passage::shared(
            [&self.told[0][&numbers[0]], &self.told[1][&numbers[1]]],
            both,
        );
        self.shared.insert(numbers, shared);
        shared
    }
}

/// What the passages of two values share.
fn shared([x, y]: Pair, both: &Both<'_>) -> Shared {
    let [of_x, of_y] = [passage(x[0], both.a), passage(y[0], both.b)];
    passage::shared([&of_x, &of_y], both)
}

/// What a sentence and those beside it tell, but for values.
pub(super) fn passage(number: usize, reading: &Reading<'_>) -> Vec<Told> {
    let text = &reading.source.text;
    let paragraph = text.paragraphs_around(reading.sentences[number].span);
    let is_beside = |other: &usize| {
        let other = reading.sentences.get(*other);
        other.is_some_and(|it| paragraph.contains(it.span))
    };
    let before = number.checked_sub(1).filter(is_beside);
    let next = Some(number + 1).filter(is_beside);
    let told = [(Some(number), true), (before, false), (next, false)];
    let told = told
        .into_iter()
        .filter_map(|(it, is_own)| Some((it?, is_own)));
    passage::sum_up(told, reading, |_| true)
}
