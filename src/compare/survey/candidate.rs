//! Which sentences of two texts may tell of the same thing: those that share words which say something.

use super::pair::Both;

/// The weight of the words that two sentences must share to be compared at all.
const LEAST: f32 = 0.5;

/// In how many sentences of a text a word may stand and still lead to them: a text that says one thing a
/// thousand times over has a million pairs of sentences.
const COMMON: usize = 512;

/// Where one in so many of a text's sentences shares words with a sentence, all of them are looked at, which is
/// sooner done than putting those in order.
const SPARSE: usize = 16;

/// Two sentences that share words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Candidate {
    /// The number of the first text's sentence.
    pub(super) a: usize,
    /// The number of the second text's sentence.
    pub(super) b: usize,
}

/// The pairs of sentences worth comparing, in order. Within one text each pair comes once.
pub(super) fn candidates(both: &Both<'_>) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut shared = vec![0.0_f32; both.b.sentences.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut terms: Vec<u32> = Vec::new();
    for (number, sentence) in both.a.sentences.iter().enumerate() {
        terms.clear();
        for term in sentence.words.iter().filter(|term| term.weight > 0.0) {
            let Some(counterpart) = both.counterpart(term.id) else {
                continue;
            };
            let holding = both.b.postings.of(counterpart);
            if holding.len() > COMMON {
                continue;
            }
            if terms.contains(&term.id) {
                continue;
            }
            terms.push(term.id);
            let weight = both.weigh_a(term);
            for &other in holding {
                if shared[other as usize] == 0.0 {
                    touched.push(other);
                }
                shared[other as usize] += weight;
            }
        }
        if SPARSE * touched.len() > shared.len() {
            touched.clear();
            touched.extend((0..).take(shared.len()));
        } else {
            touched.sort_unstable();
        }
        for other in touched.drain(..) {
            let weight = std::mem::take(&mut shared[other as usize]);
            let other = other as usize;
            if weight >= LEAST && (!both.is_one() || number < other) {
                found.push(Candidate {
                    a: number,
                    b: other,
                });
            }
        }
    }
    found
}
