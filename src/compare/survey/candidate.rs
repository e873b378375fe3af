//! Which sentences of two texts may tell of the same thing: those that share words which say something.

use std::collections::HashMap;

use super::reading::Reading;
use crate::compare::frame::Weights;

/// The weight of the words that two sentences must share to be compared at all.
const LEAST: f32 = 0.5;

/// Two sentences that share words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The number of the first text's sentence.
    pub(super) a: usize,
    /// The number of the second text's sentence.
    pub(super) b: usize,
    /// What the words that they share weigh.
    pub(super) shared: f32,
}

/// The pairs of sentences worth comparing, in order. Within one text each pair comes once.
pub(super) fn candidates(
    a: &Reading<'_>,
    b: &Reading<'_>,
    weights: &Weights<'_>,
) -> Vec<Candidate> {
    let is_same = a.source.id == b.source.id;
    let mut postings: HashMap<u32, Vec<u32>> = HashMap::new();
    for (number, sentence) in b.sentences.iter().enumerate() {
        for word in &sentence.words {
            if weights.of(word) > 0.0 {
                let places = postings.entry(word.stem).or_default();
                let number = u32::try_from(number).unwrap_or(u32::MAX);
                if places.last() != Some(&number) {
                    places.push(number);
                }
            }
        }
    }
    let mut found = Vec::new();
    let mut shared = vec![0.0_f32; b.sentences.len()];
    let mut touched: Vec<u32> = Vec::new();
    for (number, sentence) in a.sentences.iter().enumerate() {
        let mut stems: Vec<u32> = Vec::new();
        for word in &sentence.words {
            if stems.contains(&word.stem) {
                continue;
            }
            stems.push(word.stem);
            let weight = weights.of(word);
            for &other in postings.get(&word.stem).into_iter().flatten() {
                if shared[other as usize] == 0.0 {
                    touched.push(other);
                }
                shared[other as usize] += weight;
            }
        }
        touched.sort_unstable();
        for other in touched.drain(..) {
            let weight = std::mem::take(&mut shared[other as usize]);
            let other = other as usize;
            if weight >= LEAST && (!is_same || number < other) {
                found.push(Candidate {
                    a: number,
                    b: other,
                    shared: weight,
                });
            }
        }
    }
    found
}
