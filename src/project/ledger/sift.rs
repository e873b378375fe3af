//! Which claims a text may bear on, told from what was kept of them.

use super::kept::{Asked, KeptClaim};
use crate::compare::frame;
use crate::source::Text;
use crate::source::token::Kind;

/// What adding up counts in another order can make of them.
const ROUNDING: f32 = 1e-3;

impl Asked<'_> {
    /// A probe to which a text may answer whose words come to `least`, of `counts`.
    pub(super) fn new(counts: &[(u32, f32)], least: f32) -> Self {
        let total: f32 = counts.iter().map(|(_, count)| count).sum();
        Self::of(least - ROUNDING * total, counts)
    }
}

/// The words of a text.
pub(super) struct Words {
    keys: Marks,
    /// The meanings of all words, and of those of each paragraph.
    meanings: Marks,
    paragraphs: Vec<Marks>,
}

impl Words {
    pub(super) fn new(text: &Text) -> Self {
        let tokens = text.tokens();
        let words = tokens.all().iter().filter(|token| token.kind == Kind::Word);
        let keys = words.map(|token| token.key);
        let keys = keys.chain(tokens.joints().iter().map(|joint| joint.key));
        let mut lower = String::new();
        let mut paragraphs = Vec::new();
        for &paragraph in text.paragraphs() {
            let words = tokens.within(paragraph);
            let words = words.filter(|&at| tokens.all()[at].kind == Kind::Word);
            let meanings = words.map(|at| frame::meaning(tokens.text(at), &mut lower));
            paragraphs.push(meanings.collect::<Marks>());
        }
        let meanings = paragraphs.iter().flat_map(|it| &it.all);
        Self {
            keys: keys.collect(),
            meanings: meanings.copied().collect(),
            paragraphs,
        }
    }

    /// Whether the text may answer a claim, or hold a passage of it that is missing elsewhere.
    pub(super) fn may_bear_on(&self, claim: &KeptClaim<'_>) -> bool {
        let answers = claim.asked.iter().any(|asked| self.may_answer(&asked));
        let has = |key: &u32| self.keys.has(*key);
        answers || claim.missing.iter().any(|it| it.keys.iter().all(has))
    }

    fn may_answer(&self, asked: &Asked<'_>) -> bool {
        let holds = |meanings: &Marks| {
            let counts = asked.counts();
            let has = counts.filter(|(meaning, _)| meanings.has(*meaning));
            let sum: f32 = has.map(|(_, count)| count).sum();
            sum >= asked.least
        };
        holds(&self.meanings) && self.paragraphs.iter().any(holds)
    }
}

/// Keys or meanings of words. Most that are asked for are not among them, which a bit tells.
struct Marks {
    /// All of them, in rising order.
    all: Vec<u32>,
    bits: Vec<u64>,
}

/// Bits for each mark, at the least.
const BITS: usize = 16;

/// What marks are multiplied with, so that such as are near one another have other bits.
const MIX: u32 = 0x9E37_79B1;

impl Marks {
    fn has(&self, mark: u32) -> bool {
        let (word, bit) = self.place(mark);
        self.bits[word] & bit != 0 && self.all.binary_search(&mark).is_ok()
    }

    fn place(&self, mark: u32) -> (usize, u64) {
        let mixed = mark.wrapping_mul(MIX);
        // As many words as these are a power of two.
        let word = (mixed >> 6) as usize & (self.bits.len() - 1);
        (word, 1 << (mixed & 63))
    }
}

impl FromIterator<u32> for Marks {
    fn from_iter<I: IntoIterator<Item = u32>>(all: I) -> Self {
        let mut all: Vec<u32> = all.into_iter().collect();
        all.sort_unstable();
        all.dedup();
        let n_words = (BITS * all.len() / 64).next_power_of_two();
        let mut marks = Self {
            bits: vec![0; n_words],
            all,
        };
        for at in 0..marks.all.len() {
            let (word, bit) = marks.place(marks.all[at]);
            marks.bits[word] |= bit;
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_marked_is_known_and_nothing_else() {
        for n in [0, 1, 5, 1000] {
            let marks: Marks = (0..n).map(|it| it * 7).collect();
            for mark in 0..7 * n + 10 {
                assert_eq!(marks.has(mark), mark % 7 == 0 && mark < 7 * n, "{mark}");
            }
        }
    }
}
