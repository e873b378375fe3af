//! What the words of a text are about, how rare each is, and what two sentences have of it in common.
//!
//! Two words of one matter ([`crate::compare::frame`]) tell that two sentences are about one thing, never that
//! they say the same of it.

use std::cell::OnceCell;

use super::filing::Filing;
use super::outlet::is_medium;
use super::pair::Both;
use super::reading::{Sentence, Term};
use crate::compare::frame::Word;

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

/// What is shared stands for a thing by itself from this weight on.
const PLAIN: f32 = 0.3;

/// The most stretches that are taken as one part.
const LONGEST: u32 = 8;

/// The matters of one text. A matter is known by its place among them.
pub(super) struct Matters {
    /// Each once, in order; the same in all texts.
    keys: Vec<u32>,
    /// How many sentences are about each.
    holding: Vec<usize>,
    /// The sentences with words about each that say something.
    saying: Filing<u32>,
}

impl Matters {
    /// Takes the words of each sentence.
    pub(super) fn new(sentences: &[Vec<Word>]) -> Self {
        let words = sentences.iter().flatten();
        let mut keys: Vec<u32> = words.map(|word| word.matter).collect();
        keys.sort_unstable();
        keys.dedup();
        let mut matters = Self {
            holding: vec![0; keys.len()],
            keys,
            saying: Filing::default(),
        };
        let mut last = vec![None; matters.keys.len()];
        for (number, sentence) in sentences.iter().enumerate() {
            for word in sentence {
                let place = matters.place(word.matter) as usize;
                if last[place].replace(number) != Some(number) {
                    matters.holding[place] += 1;
                }
            }
        }
        matters
    }

    /// Files the sentences under what they are about that says something.
    pub(super) fn file(&mut self, sentences: &[Sentence]) {
        let said = sentences.iter().zip(0..);
        let said = said.flat_map(|(sentence, number)| {
            let matters = sentence.matters.iter();
            matters.map(move |(_, matter)| (*matter, number))
        });
        self.saying = Filing::new(self.keys.len(), said);
    }

    /// The sentences with words about a matter of the text that say something, in order.
    pub(super) fn saying(&self, matter: u32) -> &[u32] {
        self.saying.of(matter)
    }

    /// The sentences about a matter that says something, in order; none where the text has no such matter.
    pub(super) fn sentences(&self, key: u32) -> &[u32] {
        let place = self.keys.binary_search(&key);
        place.map_or(&[], |place| {
            self.saying(u32::try_from(place).unwrap_or(u32::MAX))
        })
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.keys.len()
    }

    /// The place of a matter of the text.
    pub(super) fn place(&self, key: u32) -> u32 {
        let place = self.keys.partition_point(|own| *own < key);
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    /// For each matter, the place of the same one in another text.
    pub(super) fn counterparts(&self, other: &Self) -> Vec<Option<u32>> {
        let mut rest = other.keys.iter().zip(0..).peekable();
        let place = |key: &u32| {
            while rest.next_if(|(own, _)| *own < key).is_some() {}
            rest.next_if(|(own, _)| *own == key).map(|(_, place)| place)
        };
        self.keys.iter().map(place).collect()
    }

    /// How rare the matters are in the text and in `other`, which has the same ones at `counterparts`.
    pub(super) fn rarity(
        &self,
        other: &Self,
        counterparts: &[Option<u32>],
        rarity: impl Fn(usize) -> f32,
    ) -> Vec<f32> {
        let held = |at: &Option<u32>| at.map_or(0, |at| other.holding[at as usize]);
        let matters = self.holding.iter().zip(counterparts);
        matters.map(|(n, at)| rarity(n + held(at))).collect()
    }
}

/// What a sentence is about, and where in it.
pub(super) struct Said {
    /// By matter, in order.
    things: Vec<Thing>,
    /// Its neighboring stretches, in order.
    parts: Vec<Part>,
    /// By word, the number of the stretch between two marks in which it stands.
    stretches: Vec<u32>,
}

/// What a sentence is about.
struct Thing {
    /// The place of the matter among those of the first text; none where it has no such matter.
    matter: Option<u32>,
    /// Its place among those of its own text.
    own: u32,
    weight: f32,
    /// The stretches between two marks that have it: the first in the lowest bit.
    stretches: u64,
    /// Whether it is a name, other than that of a country.
    is_name: bool,
    is_plain: bool,
}

/// Neighboring stretches of a sentence.
pub(super) struct Part {
    stretches: u64,
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
    pub(super) fn new(sentence: &Sentence, side: usize, both: &Both<'_>) -> Self {
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
            parts: parts(stretch + 1),
            things,
            stretches,
        }
    }

    /// What a part of it says.
    pub(super) fn weigh(&self, part: &Part) -> f32 {
        *part.weight.get_or_init(|| {
            let own = self.things.iter();
            let own = own.filter(|it| it.stretches & part.stretches != 0);
            own.map(|thing| thing.weight).sum()
        })
    }

    /// The parts of which `may_be` holds, which holds of no part of one of which it does not.
    pub(super) fn parts_that(&self, may_be: impl Fn(&Part) -> bool) -> Vec<&Part> {
        let of_one_start = self.parts.chunk_by(|x, y| x.first() == y.first());
        let may = of_one_start.filter(|parts| parts.last().is_some_and(&may_be));
        may.flatten().filter(|part| may_be(part)).collect()
    }

    /// What it is about, by place among the matters of its text, with what each weighs.
    pub(super) fn weights(&self) -> impl Iterator<Item = (u32, f32)> {
        self.things.iter().map(|thing| (thing.own, thing.weight))
    }

    /// What another sentence, of the second text, is about as well.
    fn things_shared<'s>(
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
    pub(super) fn shared_with<'s>(
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

/// What two sentences are both about.
pub(super) struct Shared {
    things: Vec<SharedThing>,
    bonds: Vec<SharedBond>,
}

/// Two words that stand near one another in both sentences.
struct SharedBond {
    weight: f32,
    /// The stretches of the two words in each sentence.
    stretches: [u64; 2],
}

struct SharedThing {
    weight: f32,
    stretches: [u64; 2],
    is_name: bool,
    is_plain: bool,
}

/// What parts of two sentences have in common.
#[derive(Default)]
pub(super) struct Common {
    /// How many matters.
    pub(super) n: usize,
    /// How many of them that say something and are no names.
    pub(super) n_plain: usize,
    /// What they weigh.
    pub(super) weight: f32,
    /// What the names among them weigh, without those of countries.
    pub(super) names: f32,
    /// What those weigh that stand near one another in both.
    pub(super) bonds: f32,
}

impl Shared {
    pub(super) fn new([a, b]: [&Said; 2]) -> Self {
        let pairs = a.things_shared(b).map(|(x, y)| SharedThing {
            weight: x.weight.min(y.weight),
            stretches: [x.stretches, y.stretches],
            is_name: x.is_name,
            is_plain: x.is_plain,
        });
        let things = pairs.collect();
        Self {
            things,
            bonds: Vec::new(),
        }
    }

    /// Adds the words that stand near one another in both sentences.
    pub(super) fn bind(
        mut self,
        said: [&Said; 2],
        sentences: [&Sentence; 2],
        both: &Both<'_>,
    ) -> Self {
        let bonds = bonds(sentences).map(|places| {
            let weigh = |word: usize| {
                let term = &sentences[0].words[word];
                term.weight * both.rarity_of(0, term.matter)
            };
            let stretches = |side: usize| {
                let bit = |word: usize| 1 << said[side].stretches[word];
                places[side].iter().fold(0, |bits, word| bits | bit(*word))
            };
            SharedBond {
                weight: (weigh(places[0][0]) * weigh(places[0][1])).sqrt(),
                stretches: [stretches(0), stretches(1)],
            }
        });
        self.bonds = bonds.collect();
        self
    }

    /// What the two share in all, and the bonds of it.
    pub(super) fn in_all(&self) -> [f32; 2] {
        [
            self.things.iter().map(|thing| thing.weight).sum(),
            self.bonds.iter().map(|bond| bond.weight).sum(),
        ]
    }

    /// What a part of one of the sentences (0 or 1) can share with any of the other, and the bonds in it.
    pub(super) fn at_most(&self, part: &Part, side: usize) -> [f32; 2] {
        let things = self.things.iter();
        let own = things.filter(|thing| thing.stretches[side] & part.stretches != 0);
        let bonds = self.bonds.iter();
        let bonds = bonds.filter(|bond| bond.stretches[side] & !part.stretches == 0);
        [
            own.map(|thing| thing.weight).sum(),
            bonds.map(|bond| bond.weight).sum(),
        ]
    }

    /// What a part of each sentence have in common.
    pub(super) fn of(&self, parts: [&Part; 2]) -> Common {
        let mut common = Common::default();
        for thing in &self.things {
            if (0..2).any(|side| thing.stretches[side] & parts[side].stretches == 0) {
                continue;
            }
            common.n += 1;
            common.weight += thing.weight;
            common.n_plain += usize::from(thing.is_plain && thing.weight >= PLAIN);
            common.names += if thing.is_name { thing.weight } else { 0.0 };
        }
        for bond in &self.bonds {
            if (0..2).all(|side| bond.stretches[side] & !parts[side].stretches == 0) {
                common.bonds += bond.weight;
            }
        }
        common
    }
}

/// The words that stand near one another in both of two sentences: for each bond, two numbers a sentence.
pub(super) fn bonds([s, t]: [&Sentence; 2]) -> impl Iterator<Item = [[usize; 2]; 2]> {
    let mut rest = &t.bonds[..];
    s.bonds.iter().filter_map(move |(both, x)| {
        let before = rest.iter().take_while(|(other, _)| other < both);
        rest = &rest[before.count()..];
        let (other, y) = rest.first()?;
        (other == both).then_some([*x, *y])
    })
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
