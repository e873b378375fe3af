//! A question as it is filed under one of its words.

/// Shares are added up as whole numbers of this many to one, each rounded so that nothing is lost.
pub(super) const UNITS: f32 = 32_768.0;

/// A question that is filed under a word, in sixteen bytes: a text is gone through by these.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filed {
    /// The number of the question, and the bit of [`Filed::ANCHOR`].
    question: u32,
    /// The share of the question that the word is, in [`UNITS`].
    pub(super) share: u16,
    /// The share that a sentence must have in all such words of the question.
    pub(super) least: u16,
    /// The same where the sentence does not have `other`.
    pub(super) without: u16,
    /// The most that the question has of words under which it is not filed: its meaning by number. The word
    /// itself where there is none.
    pub(super) other: u32,
}

impl Filed {
    /// The word is one of those of which every answer has one.
    const ANCHOR: u32 = 1 << 31;

    pub(super) fn new(question: u32, share: f32, is_anchor: bool) -> Self {
        Self {
            question: if is_anchor {
                question | Self::ANCHOR
            } else {
                question
            },
            share: units(share.mul_add(UNITS, 1.0)),
            least: 1,
            without: 1,
            other: 0,
        }
    }

    pub(super) fn question(self) -> u32 {
        self.question & !Self::ANCHOR
    }

    pub(super) fn is_anchor(self) -> bool {
        self.question & Self::ANCHOR != 0
    }
}

/// How many [`UNITS`] there are in `n` of them, rounded down.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "what is below zero is zero, and what is above the most is the most"
)]
pub(super) fn units(n: f32) -> u16 {
    n as u16
}
