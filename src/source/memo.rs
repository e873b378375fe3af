//! What was worked out for the words of a text, kept for the next time that a word comes.
//!
//! A few thousand words are most of any text. Each has one place here, which holds the last two words that
//! belong there; a word is told by its bytes, so that no other is ever taken for it.

use super::scan::eight;
use crate::span::Span;

/// How many places there are for words of each length at the least and at the most, where words keep coming that
/// are not known.
const PLACES: [usize; 2] = [1 << 9, 1 << 14];

/// The longest words that are kept, in bytes: in one number, and in two.
const SHORT: usize = 7;
const LONGER: usize = SHORT + 1;
const LONG: usize = 15;

/// What was worked out for words.
#[derive(Debug, Default)]
pub struct Memo<T> {
    /// Words of up to [`SHORT`] bytes, which most are.
    short: Places<u64, T>,
    /// Words of up to [`LONG`] bytes.
    long: Places<[u64; 2], T>,
}

impl<T: Copy + Default> Memo<T> {
    /// What is known of the word that stands at `span` of `text`, from the last time or else from `work_out`.
    #[inline]
    pub fn get(&mut self, text: &str, span: Span, work_out: impl FnOnce() -> T) -> T {
        let (text, start, len) = (text.as_bytes(), span.start, span.len());
        match len {
            1..=SHORT => self.short.get(letters(text, start, len), work_out),
            LONGER..=LONG => {
                let high = letters(text, start + 8, len - 8) | 8 << 56;
                self.long.get([eight(text, start), high], work_out)
            }
            _ => work_out(),
        }
    }
}

/// The letters of a word as a number, in which its length stands, too: no other word has the same, and none
/// has 0.
trait Letters: Copy + Default + PartialEq {
    /// The number that tells where the word belongs.
    fn mixed(self) -> u64;
}

/// Spreads what the low bits tell over the high ones.
const SPREAD: u64 = 0x9E37_79B9_7F4A_7C15;

impl Letters for u64 {
    #[inline]
    fn mixed(self) -> u64 {
        self.wrapping_mul(SPREAD)
    }
}

impl Letters for [u64; 2] {
    #[inline]
    fn mixed(self) -> u64 {
        mixed(self)
    }
}

/// The same for letters in two numbers, for whoever keeps words in another way.
#[inline]
pub(crate) fn mixed([low, high]: [u64; 2]) -> u64 {
    (low.wrapping_mul(SPREAD).rotate_left(32) ^ high).wrapping_mul(SPREAD)
}

/// Places of two words each: the two of those that belong there that came last, the very last one first.
#[derive(Debug, Default)]
struct Places<W, T> {
    /// Words, and what was worked out for them.
    known: Vec<[(W, T); 2]>,
    /// How many words were put there since there are so many places.
    n_put: usize,
}

impl<W: Letters, T: Copy + Default> Places<W, T> {
    #[inline]
    fn get(&mut self, word: W, work_out: impl FnOnce() -> T) -> T {
        let at = self.place(word);
        if let Some(pair) = self.known.get_mut(at) {
            if pair[0].0 == word {
                return pair[0].1;
            }
            if pair[1].0 == word {
                pair.swap(0, 1);
                return pair[0].1;
            }
        }
        let found = work_out();
        self.put(word, found);
        found
    }

    #[cold]
    fn put(&mut self, word: W, found: T) {
        if self.n_put >= self.known.len() && self.known.len() < PLACES[1] {
            let n_places = (2 * self.known.len()).max(PLACES[0]);
            // Written now: memory that is read before it is written is mapped twice.
            let mut empty = Vec::with_capacity(n_places);
            empty.resize_with(n_places, Default::default);
            let before = std::mem::replace(&mut self.known, empty);
            self.n_put = 0;
            for (word, found) in before.into_iter().flatten().rev() {
                if word != W::default() {
                    self.put(word, found);
                }
            }
        }
        let at = self.place(word);
        let pair = &mut self.known[at];
        *pair = [(word, found), pair[0]];
        self.n_put += 1;
    }

    /// Where a word belongs.
    #[inline]
    fn place(&self, word: W) -> usize {
        let high = usize::try_from(word.mixed() >> 32).unwrap_or_default();
        high & self.known.len().wrapping_sub(1)
    }
}

/// The `len` bytes from `start`, fewer than eight, then zeros, and then `len`.
#[inline]
fn letters(text: &[u8], start: usize, len: usize) -> u64 {
    let kept = (1 << (8 * len)) - 1;
    eight(text, start) & kept | (len as u64) << 56
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_known_by_its_letters() {
        let mut memo = Memo::default();
        for words in [
            "War WAR war",
            "wars warsaw wa",
            "don't U.S 5",
            "internationalise internationalised é",
            "\0\0\0\0\0\0\0\0 \0 a\0 abcdefgh\0 abcdefgh a",
        ] {
            for word in words.split(' ').chain(words.split(' ')) {
                let start = words.find(word).unwrap_or_default();
                let length = word.len();
                let place = Span::new(start, start + length);
                let known = memo.get(words, place, || length);
                assert_eq!(known, length, "{word}");
                let again = memo.get(words, place, || 0);
                assert_eq!(again == length, word.len() <= LONG, "{word}");
            }
        }
    }
}
