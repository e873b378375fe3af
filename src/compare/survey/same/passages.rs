//! What the passages of two texts have in common: for each sentence of one, all of the other at once.
//!
//! A passage is a sentence with those beside it in its paragraph. Looking up which passages of the other text tell
//! of a thing costs what is shared, not one text times the other.

use super::super::filing::Filing;
use super::super::pair::Both;
use super::super::passage::{self, Told};
use super::super::reading::Reading;
use super::super::sentence::Sentence;
use crate::source::Text;

/// What more passages of a text tell of tells none of them from the others.
const COMMON: usize = 128;

/// What a sentence is taken to weigh at the least: few words that are the same are mostly chance.
const SHORT: f32 = 2.5;

/// The passages of one text.
#[derive(Default)]
pub(in super::super) struct Passages {
    /// What each tells, by the number of its sentence.
    told: Vec<Vec<Told>>,
    /// Who tells of each matter.
    tellers: Filing<Teller>,
}

/// A passage that tells of something.
#[derive(Clone, Copy, Default)]
struct Teller {
    sentence: u32,
    weight: f32,
    is_own: bool,
}

impl Passages {
    /// The passages of a text whose sentences, and the values in them, are read.
    pub(in super::super) fn new(sentences: &[Sentence], text: &Text, n_matters: usize) -> Self {
        let told = passage::passages(sentences, text);
        let tellers = told.iter().zip(0..).flat_map(|(told, sentence)| {
            let teller = move |told: &Told| Teller {
                sentence,
                weight: told.weight,
                is_own: told.is_own,
            };
            told.iter().map(move |told| (told.matter, teller(told)))
        });
        Self {
            tellers: Filing::new(n_matters, tellers),
            told,
        }
    }

    /// What the passage around a sentence tells, by the sentence's number.
    pub(in super::super) fn around(&self, sentence: usize) -> &[Told] {
        &self.told[sentence]
    }

    fn tellers(&self, matter: u32) -> &[Teller] {
        self.tellers.of(matter)
    }
}

/// What two passages have in common.
#[derive(Clone, Copy, Default)]
pub(super) struct Shared {
    /// What it weighs, from 0 up.
    pub(super) weight: f32,
    /// What of it weighs that both of the sentences tell that are meant.
    pub(super) own: f32,
    /// How many names are among it.
    pub(super) n_names: u32,
}

/// What the passage of one sentence of the first text has in common with those of the second.
pub(super) struct Row {
    /// By the sentences of the second text that have anything in common with it, in order.
    pub(super) with: Vec<(u32, Shared)>,
    /// The most that any of them has.
    pub(super) most: f32,
}

/// What the passages of two texts have in common.
pub(in super::super) struct Common {
    /// For each sentence of the first text.
    pub(super) rows: Vec<Row>,
    /// For each sentence of the second, the most that any passage of the first has in common with it.
    pub(super) most: Vec<f32>,
    /// What the sentences of each text weigh.
    weights: [Vec<f32>; 2],
}

impl Common {
    pub(in super::super) fn new(both: &Both<'_>) -> Self {
        let n = both.b.sentences.len();
        let mut shared = vec![Shared::default(); n];
        let mut most = vec![0.0_f32; n];
        let mut touched: Vec<u32> = Vec::new();
        let rows = (0..both.a.sentences.len()).map(|number| {
            for told in both.a.passages.around(number) {
                let Some(other) = both.same_matter(told.matter) else {
                    continue;
                };
                let tellers = both.b.passages.tellers(other);
                if tellers.len() > COMMON {
                    continue;
                }
                let rarity = both.rarity_of(0, told.matter);
                for teller in tellers {
                    let shared = &mut shared[teller.sentence as usize];
                    if shared.weight == 0.0 {
                        touched.push(teller.sentence);
                    }
                    let weight = told.weight.min(teller.weight) * rarity;
                    shared.weight += weight;
                    if told.is_own && teller.is_own {
                        shared.own += weight;
                    }
                    shared.n_names += u32::from(told.is_name);
                }
            }
            touched.sort_unstable();
            touched.dedup();
            let with: Vec<(u32, Shared)> = touched
                .drain(..)
                .map(|sentence| (sentence, std::mem::take(&mut shared[sentence as usize])))
                .collect();
            let mut own = 0.0_f32;
            for (sentence, shared) in &with {
                own = own.max(shared.weight);
                let most = &mut most[*sentence as usize];
                *most = most.max(shared.weight);
            }
            Row { with, most: own }
        });
        let rows = rows.collect();
        Self {
            rows,
            most,
            weights: [weights(both.a, both, 0), weights(both.b, both, 1)],
        }
    }

    /// How near each of two passages is to being the likest to the other of all, as one product from 0 to 1.
    pub(super) fn likest(&self, [x, y]: [usize; 2], shared: &Shared) -> f32 {
        let part_of = |most: f32| {
            if most > 0.0 {
                shared.weight / most
            } else {
                0.0
            }
        };
        part_of(self.rows[x].most) * part_of(self.most[y])
    }

    /// How much of what two sentences tell is shared by their passages, from 0 up.
    pub(super) fn part(&self, [x, y]: [usize; 2], shared: &Shared) -> f32 {
        shared.weight / (self.weights[0][x] * self.weights[1][y]).sqrt()
    }
}

/// What each sentence of a text (0 or 1) tells weighs.
fn weights(reading: &Reading<'_>, both: &Both<'_>, side: usize) -> Vec<f32> {
    let weight = |number: usize| {
        let told = reading.passages.around(number).iter();
        let own = told.filter(|told| told.is_own);
        let weight: f32 = own
            .map(|told| told.weight * both.rarity_of(side, told.matter))
            .sum();
        weight.max(SHORT)
    };
    (0..reading.sentences.len()).map(weight).collect()
}
