//! What was worked out for the words of a text, kept for the next time that a word comes.
//!
//! A few thousand words are most of any text. Each has one place here, which the last word that belongs
//! there holds; a word is told by its bytes, so that no other is ever taken for it.

use crate::span::Span;

/// How many words are kept at the least and at the most, where words keep coming that are not known.
const PLACES: [usize; 2] = [1 << 10, 1 << 16];

/// The longest word, in bytes, that is kept.
const LONGEST: usize = 16;

/// What was worked out for words.
#[derive(Debug, Default)]
pub struct Memo<T> {
    places: Vec<Known<T>>,
    /// How many words were put there since there are so many places.
    n_put: usize,
}

#[derive(Clone, Copy, Debug, Default)]
struct Known<T> {
    /// The bytes of the word, then zeros, in two halves, which take less room than a whole.
    letters: [u64; 2],
    /// How many bytes there are: none where nothing is known.
    len: u8,
    found: T,
}

impl<T: Copy + Default> Memo<T> {
    /// What is known of the word that stands at `span` of `text`, from the last time or else from `work_out`.
    #[inline]
    pub fn get(&mut self, text: &str, span: Span, work_out: impl FnOnce() -> T) -> T {
        let (start, len) = (span.start, span.len());
        if len > LONGEST {
            return work_out();
        }
        let letters = letters(text.as_bytes(), start, len);
        let len = u8::try_from(len).unwrap_or(u8::MAX);
        let known = self.places.get(self.place(letters));
        if let Some(known) = known.filter(|it| (it.letters, it.len) == (letters, len)) {
            return known.found;
        }
        let found = work_out();
        self.put(Known {
            letters,
            len,
            found,
        });
        found
    }

    #[cold]
    fn put(&mut self, known: Known<T>) {
        if self.n_put >= self.places.len() / 2 && self.places.len() < PLACES[1] {
            let n_places = (2 * self.places.len()).max(PLACES[0]);
            let before = std::mem::replace(&mut self.places, vec![Known::default(); n_places]);
            self.n_put = 0;
            for known in before.into_iter().filter(|it| it.len > 0) {
                self.put(known);
            }
        }
        let place = self.place(known.letters);
        self.places[place] = known;
        self.n_put += 1;
    }

    /// Where a word belongs.
    #[inline]
    fn place(&self, [low, high]: [u64; 2]) -> usize {
        let letters = u128::from(low) | u128::from(high) << 64;
        let mixed = letters.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835);
        let mixed = usize::try_from(mixed >> 64).unwrap_or_default() >> 32;
        mixed & self.places.len().wrapping_sub(1)
    }
}

/// The `len` bytes from `start`, at most sixteen, then zeros.
fn letters(text: &[u8], start: usize, len: usize) -> [u64; 2] {
    let rest = &text[start..];
    let bytes: [u8; LONGEST] = rest.first_chunk().copied().unwrap_or_else(|| {
        let mut bytes = [0; LONGEST];
        bytes[..rest.len()].copy_from_slice(rest);
        bytes
    });
    std::array::from_fn(|half| {
        let mut eight = [0; 8];
        eight.copy_from_slice(&bytes[8 * half..8 * half + 8]);
        let kept = match len.saturating_sub(8 * half) {
            n @ 0..8 => (1 << (8 * n)) - 1,
            _ => u64::MAX,
        };
        u64::from_le_bytes(eight) & kept
    })
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
        ] {
            for word in words.split(' ').chain(words.split(' ')) {
                let start = words.find(word).unwrap_or_default();
                let length = word.len();
                let place = Span::new(start, start + length);
                let known = memo.get(words, place, || length);
                assert_eq!(known, length, "{word}");
                let again = memo.get(words, place, || 0);
                assert_eq!(again == length, word.len() <= LONGEST, "{word}");
            }
        }
    }
}
