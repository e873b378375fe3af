//! Which claims a text may bear on, told from what was kept of them.

use std::collections::HashSet;

use super::kept::{Asked, KeptClaim};
use crate::compare::frame;
use crate::source::Text;
use crate::source::token::Kind;

/// What adding up counts in another order can make of them.
const ROUNDING: f32 = 1e-3;

impl Asked {
    /// A probe to which a text may answer whose words come to `least`, of `counts`.
    pub(super) fn new(counts: &[(u32, f32)], least: f32) -> Self {
        let total: f32 = counts.iter().map(|(_, count)| count).sum();
        Self {
            least: least - ROUNDING * total,
            counts: counts.to_vec(),
        }
    }
}

/// The words of a text.
pub(super) struct Words {
    keys: HashSet<u32>,
    /// The meanings of all words, and of those of each paragraph.
    meanings: HashSet<u32>,
    paragraphs: Vec<HashSet<u32>>,
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
            paragraphs.push(meanings.collect::<HashSet<u32>>());
        }
        Self {
            keys: keys.collect(),
            meanings: paragraphs.iter().flatten().copied().collect(),
            paragraphs,
        }
    }

    /// Whether the text may answer a claim, or hold a passage of it that is missing elsewhere.
    pub(super) fn may_bear_on(&self, claim: &KeptClaim) -> bool {
        let answers = claim.asked.iter().any(|asked| self.may_answer(asked));
        let has = |key: &u32| self.keys.contains(key);
        answers || claim.missing.iter().any(|it| it.keys.iter().all(has))
    }

    fn may_answer(&self, asked: &Asked) -> bool {
        let holds = |meanings: &HashSet<u32>| {
            let counts = asked.counts.iter();
            let has = counts.filter(|(meaning, _)| meanings.contains(meaning));
            let sum: f32 = has.map(|(_, count)| count).sum();
            sum >= asked.least
        };
        holds(&self.meanings) && self.paragraphs.iter().any(holds)
    }
}
