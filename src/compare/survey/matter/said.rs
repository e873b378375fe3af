//! What a sentence is about, what that weighs, and where in it each stands.

use std::cell::OnceCell;

use crate::compare::survey::outlet::is_medium;
use crate::compare::survey::pair::Both;
use crate::compare::survey::sentence::{Sentence, Term};

/// What a word of a name weighs, as a part of what another does: the texts of one event share them.
const NAME: f32 = 0.8;

/// What a word weighs that is common in any writing.
const COMMON: f32 = 0.6;

/// What a name weighs that few sentences have, and what the words beside it: “Japanese Prime Minister”.
const RARE_NAME: f32 = 0.9;
const BESIDE_NAME: f32 = 0.4;

/// What is left of the weight of somebody who says what is said, and need not be what it is about.
const SPEAKER: f32 = 0.5;

/// How rare a name is that few sentences have.
const RARE: f32 = 0.7;

/// The most stretches that are taken as one part.
const LONGEST: u32 = 8;

/// What a sentence is about, and where in it.
pub(in crate::compare::survey) struct Said {
    /// By matter, in order.
    things: Vec<Thing>,
    /// Its neighboring stretches, in order, once they were asked for.
    parts: OnceCell<Vec<Part>>,
    /// By word, the number of the stretch between two marks in which it stands.
    pub(super) stretches: Vec<u32>,
}

/// What a sentence is about.
pub(super) struct Thing {
    /// The place of the matter among those of the first text; none where it has no such matter.
    matter: Option<u32>,
    /// Its place among those of its own text.
    own: u32,
    pub(super) weight: f32,
    /// The stretches between two marks that have it: the first in the lowest bit.
    pub(super) stretches: u64,
    /// Whether it is a name, other than that of a country.
    pub(super) is_name: bool,
    pub(super) is_plain: bool,
}

/// Neighboring stretches of a sentence.
pub(in crate::compare::survey) struct Part {
    pub(super) stretches: u64,
    /// What it says, once it was asked for.
    weight: OnceCell<f32>,
}

impl Part {
    /// Its first stretch.
    fn first(&self) -> u32 {
        self.stretches.trailing_zeros()
    }
}

impl Said {
    /// What a sentence of a text (0 or 1) says.
    pub(in crate::compare::survey) fn new(
        sentence: &Sentence,
        side: usize,
        both: &Both<'_>,
    ) -> Self {
        let mut things: Vec<Thing> = Vec::with_capacity(sentence.words.len());
        let mut stretches = Vec::with_capacity(sentence.words.len());
        let mut stretch = 0;
        let mut last = sentence.words.first().map_or(0, |term| term.word.at);
        for run in sentence.words.chunk_by(is_one_name) {
            let name = Name::of(run, side, both);
            for (at, term) in run.iter().enumerate() {
                if term.word.at > last + 1 {
                    stretch = (stretch + 1).min(u64::BITS - 1);
                }
                last = term.word.at;
                stretches.push(stretch);
                if term.weight == 0.0 {
                    continue;
                }
                let rarity = both.rarity_of(side, term.matter);
                let weight = name
                    .as_ref()
                    .map_or_else(|| weigh(term) * rarity, |name| name.weigh(at, term, rarity));
                let matter = if side == 0 {
                    Some(term.matter)
                } else {
                    both.first_matter(term.matter)
                };
                things.push(Thing {
                    matter,
                    own: term.matter,
                    weight: weight * if term.speaks { SPEAKER } else { 1.0 },
                    stretches: 1 << stretch,
                    is_name: term.word.is_name && !term.is_country,
                    is_plain: !term.word.is_name,
                });
            }
        }
        things.sort_by_key(|thing| (thing.matter, thing.own));
        things.dedup_by(|next, first| {
            let is_same =
                next.matter == first.matter && (next.own == first.own || next.matter.is_some());
            if is_same {
                first.weight = first.weight.max(next.weight);
                first.stretches |= next.stretches;
            }
            is_same
        });
        Self {
            parts: OnceCell::new(),
            things,
            stretches,
        }
    }

    /// What a part of it says.
    pub(in crate::compare::survey) fn weigh(&self, part: &Part) -> f32 {
        *part.weight.get_or_init(|| {
            let own = self.things.iter();
            let own = own.filter(|it| it.stretches & part.stretches != 0);
            own.map(|thing| thing.weight).sum()
        })
    }

    /// The parts of which `may_be` holds, which holds of no part of one of which it does not.
    pub(in crate::compare::survey) fn parts_that(
        &self,
        may_be: impl Fn(&Part) -> bool,
    ) -> Vec<&Part> {
        let n = self.stretches.last().map_or(1, |last| last + 1);
        let parts = self.parts.get_or_init(|| parts(n));
        let of_one_start = parts.chunk_by(|x, y| x.first() == y.first());
        let may = of_one_start.filter(|parts| parts.last().is_some_and(&may_be));
        may.flatten().filter(|part| may_be(part)).collect()
    }

    /// What it is about, by place among the matters of its text, with what each weighs.
    pub(in crate::compare::survey) fn weights(&self) -> impl Iterator<Item = (u32, f32)> {
        self.things.iter().map(|thing| (thing.own, thing.weight))
    }

    /// What another sentence, of the second text, is about as well.
    pub(super) fn things_shared<'s>(
        &'s self,
        other: &'s Self,
    ) -> impl Iterator<Item = (&'s Thing, &'s Thing)> {
        let mut rest = other.things.iter().peekable();
        let own = self.things.iter().filter(|thing| thing.matter.is_some());
        own.filter_map(move |x| {
            while rest.next_if(|y| y.matter < x.matter).is_some() {}
            let y = rest.peek().copied()?;
            (y.matter == x.matter).then_some((x, y))
        })
    }

    /// What another sentence, of the second text, is about as well: the places of each in either text, what it weighs,
    /// and whether it is no name.
    pub(in crate::compare::survey) fn shared_with<'s>(
        &'s self,
        other: &'s Self,
    ) -> impl Iterator<Item = ([u32; 2], f32, bool)> + 's {
        let shared = self.things_shared(other);
        shared.map(|(x, y)| ([x.own, y.own], x.weight.min(y.weight), x.is_plain))
    }
}

/// The neighboring ones of `n` stretches, in order: of those that begin with one the longest is the last.
fn parts(n: u32) -> Vec<Part> {
    let ranges =
        (0..n).flat_map(move |from| (from..n.min(from + LONGEST)).map(move |to| (from, to)));
    let part = |(from, to): (u32, u32)| Part {
        stretches: (u64::MAX >> (u64::BITS - 1 - to)) & (u64::MAX << from),
        weight: OnceCell::new(),
    };
    ranges.map(part).collect()
}

/// What a word weighs for what a sentence is about, before it is known how rare it is.
fn weigh(term: &Term) -> f32 {
    if term.word.is_name {
        return NAME * term.weight;
    }
    let is_common = term.word.is_common && term.word.says();
    term.weight * if is_common { COMMON } else { 1.0 }
}

fn is_one_name(x: &Term, y: &Term) -> bool {
    x.word.name != 0 && x.word.name == y.word.name
}

/// Whether a word is a name by itself, and not that of a country.
fn is_proper(term: &Term) -> bool {
    term.word.is_name && term.word.says() && !term.is_country
}

/// A name of one word or of several.
struct Name {
    /// How rare the least rare of its words is: “Vladimir” is as common as the Putin whom it names.
    rarity: f32,
    /// The word by which it is known.
    surname: usize,
    /// Whether it is that of somebody who reports, and who is not what a sentence is about.
    reports: bool,
}

impl Name {
    fn of(run: &[Term], side: usize, both: &Both<'_>) -> Option<Self> {
        let tokens = [both.a, both.b][side].source.text.tokens();
        let reports = |term: &Term| is_medium(tokens.text(term.word.token as usize));
        let proper = run.iter().filter(|term| is_proper(term));
        let rarity = proper.map(|term| both.rarity_of(side, term.matter));
        Some(Self {
            surname: run.iter().rposition(is_proper)?,
            rarity: rarity.fold(1.0, f32::min),
            reports: run.last().is_some_and(reports),
        })
    }

    /// What its word number `at` weighs. Two sentences that have a rare name are about the same person or
    /// thing.
    fn weigh(&self, at: usize, term: &Term, rarity: f32) -> f32 {
        let rarity = rarity.min(self.rarity);
        if self.rarity < RARE && !self.reports {
            weigh(term) * rarity
        } else if at == self.surname && !self.reports {
            RARE_NAME * rarity
        } else {
            BESIDE_NAME * weigh(term) * rarity
        }
    }
}
