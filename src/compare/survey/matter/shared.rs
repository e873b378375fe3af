//! What two sentences are both about.

use super::said::{Part, Said};
use crate::compare::survey::pair::Both;
use crate::compare::survey::sentence::Sentence;

/// What is shared stands for a thing by itself from this weight on.
const PLAIN: f32 = 0.3;

/// What two sentences are both about.
pub(in crate::compare::survey) struct Shared {
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
pub(in crate::compare::survey) struct Common {
    /// How many matters.
    pub(in crate::compare::survey) n: usize,
    /// How many of them that say something and are no names.
    pub(in crate::compare::survey) n_plain: usize,
    /// What they weigh.
    pub(in crate::compare::survey) weight: f32,
    /// What the names among them weigh, without those of countries.
    pub(in crate::compare::survey) names: f32,
    /// What those weigh that stand near one another in both.
    pub(in crate::compare::survey) bonds: f32,
}

impl Shared {
    pub(in crate::compare::survey) fn new([a, b]: [&Said; 2]) -> Self {
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
    pub(in crate::compare::survey) fn bind(
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
    pub(in crate::compare::survey) fn in_all(&self) -> [f32; 2] {
        [
            self.things.iter().map(|thing| thing.weight).sum(),
            self.bonds.iter().map(|bond| bond.weight).sum(),
        ]
    }

    /// What a part of one of the sentences (0 or 1) can share with any of the other, and the bonds in it.
    pub(in crate::compare::survey) fn at_most(&self, part: &Part, side: usize) -> [f32; 2] {
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
    pub(in crate::compare::survey) fn of(&self, parts: [&Part; 2]) -> Common {
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
pub(in crate::compare::survey) fn bonds(
    [s, t]: [&Sentence; 2],
) -> impl Iterator<Item = [[usize; 2]; 2]> {
    let mut rest = &t.bonds[..];
    s.bonds.iter().filter_map(move |(both, x)| {
        let before = rest.iter().take_while(|(other, _)| other < both);
        rest = &rest[before.count()..];
        let (other, y) = rest.first()?;
        (other == both).then_some([*x, *y])
    })
}
