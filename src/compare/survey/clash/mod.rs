//! What one text tells as done and the other as not done, clause by clause: of the same thing, by the same people.
//!
//! Two clauses contradict one another where they are of one kind, one is denied and the other is not, nothing
//! says that other people do it, and what it is done to is the same. A text that says both contradicts nothing.

mod told;

use std::ops::Range;

use super::Item;
use super::candidate::Candidate;
use super::denial;
use super::pair::Both;
use super::passage;
use super::reading::{Reading, Term};
use super::telling;
use crate::compare::frame::{self, Mood};
use told::{At, Tale};

pub(super) use told::Told;

/// What must be the same of what is done to, and of all that two clauses say.
const LEAST_THEME: f32 = 0.5;
const LEAST: f32 = 1.5;

/// The part of what it is done to that must be the same, of the shorter one.
const PART: f32 = 0.4;

/// What the two texts contradict one another on, clause by clause.
///
/// What is known to be one by other signs, and stands in two sentences that `others` show, is left out.
pub(super) fn clashes(both: &Both<'_>, others: &[Item]) -> Vec<Item> {
    let mut found: Vec<(f32, Item)> = Vec::new();
    for kind in both.a.told.kinds() {
        for (a, is_denied) in both.a.told.of(kind) {
            for (b, _) in both.b.told.of(kind).filter(|it| it.1 != is_denied) {
                let tales = [Tale::new(a, both.a), Tale::new(b, both.b)];
                if frame::is_change(kind) && !name_one(&tales) || is_of_earlier(&tales, both) {
                    continue;
                }
                let around = around([a, b], &tales, kind, both);
                let likeness = compare(&tales, around, both);
                let candidate = Candidate {
                    a: a.sentence as usize,
                    b: b.sentence as usize,
                };
                let likeness = likeness.filter(|_| {
                    !is_told_too([a, b], &tales, (kind, is_denied), both)
                        && !telling::speakers_differ(&candidate, both)
                });
                found.extend(likeness.map(|likeness| (likeness, item(&tales, both))));
            }
        }
    }
    let is_shown = |item: &Item| {
        let spans = |item: &Item| [0, 1].map(|side| item.places[side].span);
        others.iter().any(|other| spans(other) == spans(item))
    };
    found.retain(|(_, item)| !is_shown(item));
    super::likest(found)
}

/// How alike two clauses are that contradict one another; none where they do not.
fn compare(tales: &[Tale<'_>; 2], around: f32, both: &Both<'_>) -> Option<f32> {
    let [x, y] = tales.each_ref().map(|tale| tale.clause);
    if x.mood == Mood::Open || y.mood == Mood::Open {
        return None;
    }
    let is_one_mood = x.mood == y.mood
        || x.is_refused && y.mood != Mood::Should
        || y.is_refused && x.mood != Mood::Should;
    if !is_one_mood || told::are_of_other_days(tales, both) {
        return None;
    }
    let alike = Alike::new(tales, both);
    if x.matter != y.matter && !alike.has_clear {
        return None;
    }
    alike.is_one(around).then_some(alike.weight())
}

/// Whether both sentences name one and the same: there is more of one thing and less of another at any time.
fn name_one(tales: &[Tale<'_>; 2]) -> bool {
    let names = |tale: &Tale<'_>| -> Vec<u32> {
        let words = tale.sentence.words.iter().map(|term| term.word);
        let names = words.filter(|word| word.is_name && word.says());
        names.map(|word| word.matter).collect()
    };
    let [x, y] = tales.each_ref().map(names);
    x.iter().any(|it| y.contains(it))
}

/// Days after which what is so may have become otherwise.
const CHANGES_IN: i32 = 3;

/// Whether the earlier of two texts tells how things stand, and the other was written when they may stand otherwise.
fn is_of_earlier(tales: &[Tale<'_>; 2], both: &Both<'_>) -> bool {
    const STANDS: [&str; 8] = [
        "is", "are", "remains", "remain", "stays", "stay", "stands", "stand",
    ];
    let readings = [both.a, both.b];
    let written = readings.map(|reading| both.ground.context(reading.source).written);
    let [Some(of_a), Some(of_b)] = written else {
        return false;
    };
    let days = (of_b - of_a).get_days();
    if days.abs() < CHANGES_IN {
        return false;
    }
    let side = usize::from(days < 0);
    let tale = &tales[side];
    let first = tale.sentence.words[tale.clause.cue].word.token as usize;
    STANDS.contains(&readings[side].source.text.tokens().text(first))
}

/// In how many clauses each text tells at most of what it tells of only there.
const FEW: usize = 2;

/// What the passages around two such clauses must share, without the word itself.
const LEAST_AROUND: f32 = 1.0;

/// What the passages around two clauses share that tell of one thing, of which each text tells hardly anywhere
/// else: “would not appeal”, “would appeal”.
fn around([a, b]: [At; 2], tales: &[Tale<'_>; 2], kind: u32, both: &Both<'_>) -> f32 {
    let readings = [both.a, both.b];
    let terms = tales
        .each_ref()
        .map(|tale| &tale.sentence.words[tale.clause.words.start]);
    let is_one = terms[0].word.stem == terms[1].word.stem
        && tales.iter().all(|tale| tale.clause.matter == Some(kind));
    let says = terms.iter().all(|term| term.word.says());
    if !says || !is_one || readings.iter().any(|it| it.told.count(kind) > FEW) {
        return 0.0;
    }
    let around = [a, b].map(|at| at.sentence as usize);
    let around = [0, 1].map(|side| readings[side].passages.around(around[side]));
    passage::shared(around, both) - both.weigh_a(terms[0])
}

/// What two clauses have in common.
struct Alike {
    /// What of their doers is the same, and whether both name one.
    doer: f32,
    is_other: bool,
    /// What of what it is done to is the same, and what each says of it.
    theme: f32,
    themes: [f32; 2],
    /// Whether that is more than a word that is common in any writing.
    has_clear: bool,
    /// Whether one says nothing of what it is done to.
    is_bare: bool,
    /// What the word weighs that says what is done.
    own: f32,
}

impl Alike {
    fn new(tales: &[Tale<'_>; 2], both: &Both<'_>) -> Self {
        let [x, y] = tales;
        let weigh = |words: &[&Term], side: usize| -> f32 {
            words.iter().map(|term| self::weigh(term, side, both)).sum()
        };
        let own = [0, 1].map(|side| {
            let term = &tales[side].sentence.words[tales[side].clause.words.start];
            self::weigh(term, side, both)
        });
        // “The bridge has reopened to cars”, “the bridge remains closed”
        let is_bare = x.theme.is_empty() || y.theme.is_empty();
        let [of_x, of_y] = tales.each_ref().map(|tale| {
            if is_bare {
                tale.all()
            } else {
                tale.theme.clone()
            }
        });
        Self {
            doer: shared(&x.doer, &y.doer, both),
            is_other: has_name(&x.doer, both.a) && has_name(&y.doer, both.b),
            theme: shared(&of_x, &of_y, both),
            themes: [weigh(x.matter(), 0), weigh(y.matter(), 1)],
            has_clear: has_clear(&of_x, &of_y, both),
            is_bare,
            own: own[0].min(own[1]),
        }
    }

    fn weight(&self) -> f32 {
        self.doer + self.theme + self.own
    }

    fn is_one(&self, around: f32) -> bool {
        let least = self.themes[0].min(self.themes[1]);
        if self.is_other && self.doer == 0.0 {
            return false;
        }
        if least == 0.0 {
            return self.is_bare && around >= LEAST_AROUND;
        }
        let is_of_one = self.theme >= LEAST_THEME && self.theme / least >= PART;
        is_of_one && self.weight() >= LEAST
    }
}

/// Whether some words name somebody, or may: the first word of a sentence is large whatever it is.
fn has_name(words: &[&Term], reading: &Reading<'_>) -> bool {
    let tokens = reading.source.text.tokens();
    let is_large = |term: &Term| {
        tokens
            .text(term.word.token as usize)
            .starts_with(char::is_uppercase)
    };
    words.iter().any(|term| term.word.is_name || is_large(term))
}

/// Whether what is the same of two things is more than a word that is common in any writing.
fn has_clear(x: &[&Term], y: &[&Term], both: &Both<'_>) -> bool {
    let is_in = |x: &&&Term| y.iter().any(|y| is_one(x, y, both));
    let mut common = x.iter().filter(is_in);
    common.clone().any(|term| !term.word.is_common) || common.nth(1).is_some()
}

fn is_one(x: &Term, y: &Term, both: &Both<'_>) -> bool {
    x.word.matter == y.word.matter || both.same(x, y)
}

fn weigh(term: &Term, side: usize, both: &Both<'_>) -> f32 {
    if side == 0 {
        both.weigh_a(term)
    } else {
        both.weigh_b(term)
    }
}

/// What the words of two clauses weigh that are the same.
fn shared(x: &[&Term], y: &[&Term], both: &Both<'_>) -> f32 {
    let own = x.iter().filter_map(|x| {
        let other = y.iter().find(|y| is_one(x, y, both))?;
        Some(weigh(x, 0, both).min(weigh(other, 1, both)))
    });
    own.sum()
}

/// Whether either text tells elsewhere, of the same, what the other tells.
fn is_told_too(
    [a, b]: [At; 2],
    tales: &[Tale<'_>; 2],
    (kind, is_denied): (u32, bool),
    both: &Both<'_>,
) -> bool {
    let is_same = |pair: [&Tale<'_>; 2]| {
        let own = |tale: &Tale<'_>| -> Vec<u32> {
            let words = tale.doer.iter().chain(&tale.theme);
            words.map(|term| term.word.matter).collect()
        };
        let [x, y] = pair.map(own);
        x.is_empty() || y.is_empty() || x.iter().any(|it| y.contains(it))
    };
    let in_a = both.a.told.of(kind).any(|(at, denied)| {
        at != a && denied != is_denied && is_same([&Tale::new(at, both.a), &tales[1]])
    });
    let in_b = both.b.told.of(kind).any(|(at, denied)| {
        at != b && denied == is_denied && is_same([&tales[0], &Tale::new(at, both.b)])
    });
    in_a || in_b
}

fn item(tales: &[Tale<'_>; 2], both: &Both<'_>) -> Item {
    let why = "both of the same, and only one of them says that it was so";
    let readings = [both.a, both.b];
    let spans = [0, 1].map(|side| {
        let Range { start, end } = tales[side].clause.words;
        let token = |at: usize| tales[side].sentence.words[at].word.token as usize;
        let tokens = readings[side].source.text.tokens();
        tokens.span(token(tales[side].clause.cue.min(start)), token(end - 1) + 1)
    });
    let sentences = tales.each_ref().map(|tale| tale.sentence);
    denial::contradiction(sentences, spans, why.to_owned(), both)
}
