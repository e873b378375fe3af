//! Which words a source has, as bits: whether it may answer a new claim is told without reading it.
//!
//! Of every word, its key and its meaning each set one bit of a table whose length goes by that of the
//! text. A bit that is not set says that the word is not there; one that is set may be another word's.

use std::cell::RefCell;
use std::sync::{Mutex, PoisonError};

use super::Keeping;
use super::book::{Slice, Store};
use super::kept::Asked;
use crate::compare::frame;
use crate::source::Text;
use crate::source::memo::Memo;
use crate::source::token::Kind;

/// Bits for each word of a text, at the least: with two of them set for each different one, and half of the
/// words different, one in six to twelve is.
const BITS: usize = 6;

/// What keys and meanings are multiplied with, so that the bits of one are not those of the other.
const MIX: [u32; 2] = [0x9E37_79B1, 0x85EB_CA6B];

thread_local! {
    /// The meanings of words that came before, and room to work in.
    static MEANINGS: RefCell<(Memo<u32>, String)> = RefCell::default();
}

/// The words of sources, as they are noted down while these are read: in the file that is kept, so that they
/// are not held.
pub(in crate::project) struct Noting(Mutex<Store>);

impl Noting {
    /// None where nothing can be written.
    pub(in crate::project) fn new(keeping: Keeping<'_>) -> Option<Self> {
        let store = Store::new(keeping.cache, keeping.command)?;
        Some(Self(Mutex::new(store)))
    }

    /// Notes down the words of a text, and returns where they are found again.
    pub(in crate::project) fn note(&self, text: &Text) -> Slice {
        let bits = bits(text);
        let mut store = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        store.put(&bits)
    }

    pub(super) fn into_store(self) -> Store {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The words of a text.
pub(super) fn bits(text: &Text) -> Vec<u8> {
    let tokens = text.tokens();
    let n_bits = (BITS * tokens.len()).next_power_of_two().max(64);
    let mut bits = vec![0; n_bits / 8];
    let letters = tokens.fold().text();
    MEANINGS.with_borrow_mut(|(memo, lower)| {
        let words = tokens.all().iter().enumerate();
        for (idx, token) in words.filter(|(_, token)| token.kind == Kind::Word) {
            let meaning = memo.get(letters, token.folded(), || {
                frame::meaning(tokens.text(idx), lower)
            });
            set(&mut bits, token.key, MIX[0]);
            set(&mut bits, meaning, MIX[1]);
        }
    });
    for joint in tokens.joints() {
        set(&mut bits, joint.key, MIX[0]);
    }
    bits
}

/// Whether a text with these words may answer a probe.
pub(super) fn may_answer(bits: &[u8], asked: &Asked<'_>) -> bool {
    let counts = asked.counts();
    let has = counts.filter(|(meaning, _)| is_set(bits, *meaning, MIX[1]));
    has.map(|(_, count)| count).sum::<f32>() >= asked.least
}

/// Whether a text with these words may have all of those with these keys.
pub(super) fn may_hold(bits: &[u8], keys: &[u32]) -> bool {
    keys.iter().all(|&key| is_set(bits, key, MIX[0]))
}

fn set(bits: &mut [u8], mark: u32, mix: u32) {
    let (byte, bit) = place(bits.len(), mark, mix);
    bits[byte] |= bit;
}

fn is_set(bits: &[u8], mark: u32, mix: u32) -> bool {
    let (byte, bit) = place(bits.len(), mark, mix);
    // Of a text of which nothing is known, everything may be so.
    bits.get(byte).is_none_or(|it| it & bit != 0)
}

/// The byte and the bit of a mark, in so many bytes.
fn place(n_bytes: usize, mark: u32, mix: u32) -> (usize, u8) {
    let mixed = mark.wrapping_mul(mix);
    let mixed = (mixed ^ mixed >> 15) as usize;
    let at = mixed & (8 * n_bytes).saturating_sub(1);
    (at / 8, 1 << (at % 8))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::token::key;

    #[test]
    fn what_a_text_has_is_never_denied() {
        let text = Text::new("The war began in March, an exam-\nple of it.".to_owned());
        let bits = bits(&text);
        for (words, expected) in [
            (&["war", "march"][..], true),
            (&["example"], true),
            (&[], true),
            (&["war", "peace", "truce", "treaty", "pact"], false),
        ] {
            let keys: Vec<u32> = words.iter().map(|word| key(word)).collect();
            assert_eq!(may_hold(&bits, &keys), expected, "{words:?}");
            assert!(may_hold(&[], &keys), "nothing is known");
        }
        let meaning = |word: &str| frame::meaning(word, &mut String::new());
        let asks = |words: &[&str], least| {
            let counts: Vec<(u32, f32)> = words.iter().map(|it| (meaning(it), 1.0)).collect();
            may_answer(&bits, &Asked::new(&counts, least))
        };
        assert!(asks(&["war", "peace"], 1.0));
        assert!(!asks(
            &["peace", "truce", "treaty", "pact", "surrender"],
            5.0
        ));
    }
}
