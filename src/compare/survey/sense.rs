//! Words that news uses one for another: “arms” and “weapons”, “Ukraine” and “Ukrainian”, “withdraw” and
//! “withdrawal”.
//!
//! They tell that two sentences are about one matter, never that they say the same of it: only tellings
//! are found by them. The lists are general English, not drawn from any project's sources.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::reading::{Sentence, Term};
use crate::source::token::key;

/// Groups of words that tell of one thing; of each, all stand for the first.
const GROUPS: &str = "arms weapon weapons weaponry munitions, troops forces soldiers, \
    phone call telephone, end ended ends ending conclude concluded finish finished over, \
    visit visits visited visiting trip trips travel travelled traveled journey, \
    injured injure injures injuring injuries injury hurt wounded, kill killed kills killing died dead deaths, \
    attack attacks strike strikes assault aggression, \
    deal deals agreement agreements accord pact, talks negotiations negotiation, \
    ship vessel boat, police officers, company firm companies firms, \
    rise rises rose risen increase increases increased climb climbed gain gained, \
    fall falls fell drop dropped decline declined, buy bought buys purchase purchased purchases, \
    cut cuts reduce reduced lower lowered, begin began begun start started starts launch launched, \
    withdraw withdrawal withdrew exit pullout pull, truce ceasefire, \
    war conflict invasion, document documents paper, plan plans proposal proposals initiative framework, \
    ties relations relationship relationships, peacemaker mediator, \
    vehicle car cars vehicles, court tribunal, storm hurricane, fire blaze, \
    quake earthquake, prison jail, wage wages salary pay, \
    condemn condemned condemnation criticism criticize criticized, \
    goal aim aims purpose, \
    resolve resolution solve solution settlement, progress breakthrough, \
    accuse accused accuses accusing blame blamed blames blaming, \
    moscow russia russian russians kremlin, beijing china chinese, washington american americans us, \
    ukraine ukrainian ukrainians, japan japanese tokyo, france french paris, germany german berlin, \
    britain british london uk, europe european europeans, west western, iran iranian tehran, \
    israel israeli, italy italian rome, spain spanish madrid, india indian, turkey turkish, \
    poland polish, korea korean, mexico mexican, canada canadian, brazil brazilian, \
    australia australian";

/// Endings that make another kind of word of one.
const ENDINGS: [&str; 12] = [
    "ation", "ment", "ance", "ence", "ness", "ion", "ity", "ful", "al", "ly", "er", "or",
];

/// The shortest part of a word that stands for it.
const SHORTEST: usize = 5;

/// What the words of one text are about.
pub(super) struct Senses {
    /// The senses of the text, each once, in order. A sense is known by its place here.
    keys: Vec<u32>,
    /// How many sentences are about each.
    pub(super) holding: Vec<usize>,
    /// The sense of each term.
    of_terms: Vec<u32>,
}

impl Senses {
    /// Takes the sense of each term, and the terms that each sentence has.
    pub(super) fn new(of_terms: &[u32], sentences: &[Sentence]) -> Self {
        let mut keys = of_terms.to_vec();
        keys.sort_unstable();
        keys.dedup();
        let place = |key: &u32| u32::try_from(keys.partition_point(|own| own < key));
        let of_terms: Vec<u32> = of_terms
            .iter()
            .map(|key| place(key).unwrap_or(u32::MAX))
            .collect();
        let mut holding = vec![0; keys.len()];
        let mut own: Vec<u32> = Vec::new();
        for sentence in sentences {
            own.clear();
            own.extend(sentence.words.iter().map(|term| of_terms[term.id as usize]));
            own.sort_unstable();
            own.dedup();
            for sense in &own {
                holding[*sense as usize] += 1;
            }
        }
        Self {
            keys,
            holding,
            of_terms,
        }
    }

    /// The place of a term's sense among those of the text.
    pub(super) fn place(&self, term: &Term) -> usize {
        self.of_terms[term.id as usize] as usize
    }

    /// As [`Senses::place`], short.
    pub(super) fn number(&self, term: &Term) -> u32 {
        self.of_terms[term.id as usize]
    }

    /// For each sense, the place of the same one in another text.
    pub(super) fn counterparts(&self, other: &Self) -> Vec<Option<u32>> {
        let place = |key: &u32| u32::try_from(other.keys.binary_search(key).ok()?).ok();
        self.keys.iter().map(place).collect()
    }

    /// A term's sense, the same in all texts.
    pub(super) fn key(&self, term: &Term) -> u32 {
        self.keys[self.place(term)]
    }

    /// How rare the senses of two texts are in the two.
    pub(super) fn rarity(&self, other: &Self, rarity: impl Fn(usize) -> f32) -> [Vec<f32>; 2] {
        let of = |own: &Self, other: &Self| {
            let held = |key: &u32| {
                let at = other.keys.binary_search(key).ok();
                at.map_or(0, |at| other.holding[at])
            };
            let senses = own.keys.iter().zip(&own.holding);
            senses.map(|(key, n)| rarity(n + held(key))).collect()
        };
        [of(self, other), of(other, self)]
    }
}

/// A number for what a word is about; words that are used for one another have one. Takes the word as it
/// is written, and the number that its inflected forms share.
pub(super) fn sense(word: &str, stem: u32) -> u32 {
    static FIRST: LazyLock<HashMap<&str, u32>> = LazyLock::new(|| {
        let groups = GROUPS.split(',').map(str::split_whitespace);
        let mut first = HashMap::new();
        for mut group in groups {
            let Some(name) = group.next() else { continue };
            for word in std::iter::once(name).chain(group) {
                first.entry(word).or_insert_with(|| key(name));
            }
        }
        first
    });
    let lower = word.to_lowercase();
    if let Some(sense) = FIRST.get(lower.replace('.', "").as_str()) {
        return *sense;
    }
    let root = ENDINGS.iter().find_map(|ending| {
        let root = lower.strip_suffix(ending)?;
        (root.len() >= SHORTEST && root.is_ascii()).then_some(root)
    });
    root.map_or(stem, |root| key(root.strip_suffix('e').unwrap_or(root)))
}
