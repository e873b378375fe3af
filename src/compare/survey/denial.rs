//! What one text denies and the other affirms: “does not bind the contractors”, “binds the contractors”.
//!
//! Which denials are of one thing with what the other text affirms is weighed ([`super::same`]). Here is also how
//! much of what stands around two words is the same: who does it, what it is done to, and what else is said of it.

use std::collections::BTreeSet;

use super::pair::Both;
use super::reading::Reading;
use super::sentence::{Sentence, Term};
use super::{Grade, Item, same};
use crate::compare::frame::Stance;
use crate::span::Span;
use crate::value::Kind;
use crate::verdict::Place;

/// How much of what stands around the two words must be the same, from 0 to 1.
const FLOOR: f32 = 0.6;

/// As above, where only one of the two says by name who does it.
const FLOOR_UNNAMED: f32 = 0.7;

/// What the words around the two must weigh that are the same.
const LEAST: f32 = 1.2;

/// How far around the word what it is said of may stand, in words.
const REACH: u32 = 14;

/// What the two texts contradict one another on by a denial or an opposite, the surest first; of a sentence one thing.
pub(super) fn denials(both: &Both<'_>) -> Vec<Item> {
    let mut taken: [BTreeSet<usize>; 2] = [BTreeSet::new(), BTreeSet::new()];
    let mut items = Vec::new();
    for found in same::denials(both) {
        if (0..2).any(|side| taken[side].contains(&found.sentences[side])) {
            continue;
        }
        (0..2).for_each(|side| {
            taken[side].insert(found.sentences[side]);
        });
        let why = if found.is_opposite {
            "both of the same, and one says the opposite of the other"
        } else {
            "both of the same, and only one of them says that it was so"
        };
        let sentences = [
            &both.a.sentences[found.sentences[0]],
            &both.b.sentences[found.sentences[1]],
        ];
        items.push(contradiction(sentences, found.spans, why.to_owned(), both));
    }
    items
}

/// Whether a sentence that denies a word has the same word elsewhere without a denial: “only if trade grows,
/// and trade is not growing”.
fn denies_itself(sentence: &Sentence, stance: &Stance) -> bool {
    let denies = |at: usize| {
        let mut stances = sentence.stances.iter();
        stances.any(|it| (it.cue..=it.word).contains(&at))
    };
    let is_same = |term: &Term| term.word.meaning == sentence.words[stance.word].word.meaning;
    let mut words = sentence.words.iter().enumerate();
    stance.is_denied
        && stance.cue != stance.word
        && words.any(|(at, term)| is_same(term) && !denies(at))
}

/// The words around one that is denied or affirmed.
struct Around<'a> {
    /// What stands before it: who does it, mostly.
    before: &'a [Term],
    /// What follows it up to the next mark: what it is done to.
    after: &'a [Term],
}

impl<'a> Around<'a> {
    fn new(sentence: &'a Sentence, stance: &Stance) -> Self {
        let words = &sentence.words;
        let (first, last) = (words[stance.cue].word.at, words[stance.word].word.at);
        let start = words.partition_point(|term| term.word.at + REACH < first);
        let rest = &words[stance.word + 1..];
        let mut at = last;
        let end = rest.iter().position(|term| {
            let is_apart = term.word.at > at + 1 || term.word.at > last + REACH;
            at = term.word.at;
            is_apart
        });
        Self {
            before: &words[start.min(stance.cue)..stance.cue],
            after: &rest[..end.unwrap_or(rest.len())],
        }
    }

    fn words(&self) -> impl Iterator<Item = &'a Term> + Clone {
        self.before.iter().chain(self.after)
    }

    fn names(&self) -> impl Iterator<Item = &'a Term> {
        self.before
            .iter()
            .filter(|term| term.word.is_name && term.word.says())
    }
}

/// How much of what two sentences affirm and deny is the same, from 0 to 1; none where they speak of
/// different things.
pub(super) fn likeness(
    [s, t]: [&Sentence; 2],
    [x, y]: [Stance; 2],
    both: &Both<'_>,
) -> Option<f32> {
    if denies_itself(s, &x) || denies_itself(t, &y) {
        return None;
    }
    let around = [Around::new(s, &x), Around::new(t, &y)];
    if are_of_other_days([s, t], both) {
        return None;
    }
    let is_one = |x: &Term, y: &Term| x.word.meaning == y.word.meaning || both.same(x, y);
    let has_a = |y: &Term| around[0].words().any(|x| is_one(x, y));
    let has_b = |x: &Term| around[1].words().any(|y| is_one(x, y));
    let of_a = Share::new(around[0].words(), has_b, |term| both.weigh_a(term));
    let of_b = Share::new(around[1].words(), has_a, |term| both.weigh_b(term));
    let done_a = Share::new(around[0].after.iter(), has_b, |term| both.weigh_a(term));
    let done_b = Share::new(around[1].after.iter(), has_a, |term| both.weigh_b(term));
    // “No gate had been forced” denies it of each, whenever and wherever it was.
    let none = [denies_all(s, &x, both.a), denies_all(t, &y, both.b)];
    let holds = (none[1] || done_a.part() >= FLOOR) && (none[0] || done_b.part() >= FLOOR);
    let own = if none[0] || none[1] {
        both.weigh_a(&s.words[x.word])
    } else {
        0.0
    };
    if !holds || of_a.shared.min(of_b.shared) + own < LEAST {
        return None;
    }
    let name_one = around[0].names().any(|x| {
        let mut others = around[1].names();
        others.any(|y| x.word.matter == y.word.matter || is_one(x, y))
    });
    let n_named = around
        .iter()
        .filter(|it| it.names().next().is_some())
        .count();
    let floor = match (n_named, name_one) {
        (2, false) => return None,
        (1, _) => FLOOR_UNNAMED,
        _ => FLOOR,
    };
    if none[0] != none[1] && done_a.shared.min(done_b.shared) > 0.0 {
        return Some(FLOOR);
    }
    let likeness = (of_a.shared + of_b.shared) / (of_a.all + of_b.all);
    (likeness >= floor).then_some(likeness)
}

/// Whether a denial denies a thing of all that have the name of it: “no gate had been forced”.
fn denies_all(sentence: &Sentence, stance: &Stance, reading: &Reading<'_>) -> bool {
    let token = sentence.words[stance.cue].word.token as usize;
    let cue = reading.source.text.tokens().text(token);
    stance.is_denied && matches!(cue, "no" | "No" | "none" | "None")
}

/// What some words weigh, and those of them that another sentence has.
pub(super) struct Share {
    pub(super) shared: f32,
    all: f32,
}

impl Share {
    pub(super) fn new<'t>(
        words: impl Iterator<Item = &'t Term>,
        has: impl Fn(&Term) -> bool,
        weigh: impl Fn(&Term) -> f32,
    ) -> Self {
        let mut share = Self {
            shared: 0.0,
            all: 0.0,
        };
        for term in words.filter(|term| term.weight > 0.0) {
            let weight = weigh(term);
            share.all += weight;
            share.shared += if has(term) { weight } else { 0.0 };
        }
        share
    }

    /// The part that the other sentence has; all of it where there is nothing.
    pub(super) fn part(&self) -> f32 {
        if self.all == 0.0 {
            1.0
        } else {
            self.shared / self.all
        }
    }
}

/// Whether both sentences give days, and none in common.
fn are_of_other_days([s, t]: [&Sentence; 2], both: &Both<'_>) -> bool {
    let days = |sentence: &Sentence| -> Vec<String> {
        let values = sentence.values.iter().map(|(value, _)| value);
        let days = values.filter(|value| matches!(value.kind, Kind::Date | Kind::Time));
        days.map(crate::value::Value::canonical).collect()
    };
    let (of_s, of_t) = (days(s), days(t));
    !both.is_one()
        && !of_s.is_empty()
        && !of_t.is_empty()
        && !of_s.iter().any(|day| of_t.contains(day))
}

/// Two sentences that contradict one another, each where `spans` stand in it.
pub(super) fn contradiction(
    sentences: [&Sentence; 2],
    spans: [Span; 2],
    why: String,
    both: &Both<'_>,
) -> Item {
    let shown = [spans[0].of(both.a.text()), spans[1].of(both.b.text())];
    Item {
        grade: Grade::Conflict,
        what: shown.map(flat).join(" / "),
        why,
        places: [0, 1].map(|side| Place {
            span: sentences[side].span,
            slots: vec![spans[side]],
        }),
        diff: Vec::new(),
        claims: Vec::new(),
    }
}

/// Words on one line.
pub(super) fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// From the denial to what it denies.
pub(super) fn span(sentence: &Sentence, stance: &Stance, reading: &Reading<'_>) -> Span {
    let token = |at: usize| sentence.words[at].word.token as usize;
    let tokens = reading.source.text.tokens();
    tokens.span(token(stance.cue), token(stance.word) + 1)
}
