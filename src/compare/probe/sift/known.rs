//! The numbers of the words that a text has again and again.
//!
//! Words are looked up many at a time: first it is told where each of them belongs, and all these places are asked
//! for, so that they come from memory together, and then they are compared.

use super::together;
use crate::source::memo;
use crate::source::token::{Kind, Token};

/// How many words are looked up at a time.
const AT_A_TIME: usize = 32;

/// How many words belong to one place.
const WAYS: usize = 3;

/// How many places there are at the least and at the most, where words keep coming that are not known.
const PLACES: [usize; 2] = [1 << 8, 1 << 14];

/// The longest words that are kept, in bytes.
const LONG: usize = 15;

/// The numbers of words that came before.
#[derive(Debug, Default)]
pub(super) struct Known {
    places: Vec<Place>,
    /// How many words were put there since there are so many places.
    n_put: usize,
}

/// The last words that belong to a place with their numbers, the very last one first, in what a processor reads at
/// once.
#[derive(Clone, Copy, Debug, Default)]
#[repr(align(64))]
struct Place {
    letters: [Letters; WAYS],
    numbers: [u32; WAYS],
}

/// The letters of a token with its length and its kind: no other has the same. That of a token that is not kept is 0.
type Letters = [u64; 2];

impl Known {
    /// Puts the number of each token of the folded text into `numbers`: what `work_out` tells of a word, which is
    /// always the same for the same letters, and `of_mark` for a mark.
    pub(super) fn number_all(
        &mut self,
        text: &str,
        tokens: &[Token],
        (numbers, of_mark): (&mut Vec<u32>, u32),
        mut work_out: impl FnMut(&str) -> u32,
    ) {
        numbers.clear();
        numbers.reserve(tokens.len());
        if self.places.is_empty() {
            self.places.resize(PLACES[0], Place::default());
        }
        let mut words = [([0; 2], 0); AT_A_TIME];
        for tokens in tokens.chunks(AT_A_TIME) {
            for (word, token) in words.iter_mut().zip(tokens) {
                let letters = letters(text, token);
                *word = (letters, mixed(letters));
            }
            let words = &words[..tokens.len()];
            together(words.iter().map(|word| self.place(word.1).numbers[0]));
            let all = words.iter().zip(tokens);
            numbers.extend(all.map(|(&(letters, mixed), token)| {
                if let Some(number) = self.place(mixed).number(letters) {
                    return number;
                }
                let number = match token.kind {
                    Kind::Word => work_out(token.folded().of(text)),
                    _ => of_mark,
                };
                self.put(letters, mixed, number);
                number
            }));
        }
    }

    #[inline]
    fn place(&self, mixed: u32) -> &Place {
        &self.places[mixed as usize & (self.places.len() - 1)]
    }

    #[cold]
    fn put(&mut self, letters: Letters, mixed: u32, number: u32) {
        if letters == Letters::default() {
            return;
        }
        if self.n_put >= self.places.len() * WAYS && self.places.len() < PLACES[1] {
            self.grow();
        }
        let n_places = self.places.len();
        let place = &mut self.places[mixed as usize & (n_places - 1)];
        place.letters.rotate_right(1);
        place.numbers.rotate_right(1);
        (place.letters[0], place.numbers[0]) = (letters, number);
        self.n_put += 1;
    }

    /// Doubles the places.
    fn grow(&mut self) {
        let empty = vec![Place::default(); 2 * self.places.len()];
        let before = std::mem::replace(&mut self.places, empty);
        self.n_put = 0;
        for place in before {
            let words = place.letters.into_iter().zip(place.numbers);
            for (letters, number) in words.rev() {
                self.put(letters, mixed(letters), number);
            }
        }
    }
}

impl Place {
    /// The number of a word that is kept here.
    #[inline]
    fn number(&self, letters: Letters) -> Option<u32> {
        let [low, high] = letters;
        let is_same = |at: usize| (self.letters[at][0] ^ low) | (self.letters[at][1] ^ high) == 0;
        let (is_second, is_third) = (is_same(1), is_same(2));
        let mut number = self.numbers[0];
        number = if is_second { self.numbers[1] } else { number };
        number = if is_third { self.numbers[2] } else { number };
        let is_kept = is_same(0) | is_second | is_third;
        (is_kept && high != 0).then_some(number)
    }
}

/// For every length of words that are kept, the bits of the letters.
const KEPT: [Letters; LONG + 1] = {
    let mut kept = [[0; 2]; LONG + 1];
    let mut len = 1;
    while len <= LONG {
        kept[len] = if len < 8 {
            [(1 << (8 * len)) - 1, 0]
        } else {
            [u64::MAX, (1 << (8 * (len - 8))) - 1]
        };
        len += 1;
    }
    kept
};

/// The letters of a token; nothing for a long one, and for one right before the end of the text.
#[inline]
fn letters(text: &str, token: &Token) -> Letters {
    let (start, len) = (token.start as usize, (token.end - token.start) as usize);
    let bytes = text.as_bytes().get(start..).unwrap_or_default();
    let bytes = bytes.first_chunk::<{ LONG + 1 }>();
    let (Some(bytes), Some([low, high])) = (bytes, KEPT.get(len)) else {
        return Letters::default();
    };
    let (first, last) = bytes.split_at(8);
    let number = |bytes: &[u8]| bytes.first_chunk().map_or(0, |it| u64::from_le_bytes(*it));
    let kind = (token.kind as u64) << 4 | len as u64;
    [number(first) & low, number(last) & high | kind << 56]
}

/// What tells where a word belongs.
#[inline]
fn mixed(letters: Letters) -> u32 {
    u32::try_from(memo::mixed(letters) >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::token::Tokens;

    #[test]
    fn a_word_has_its_own_number_whatever_came_before() {
        let many: Vec<String> = (0..9_000).map(|n| format!("w{n} W{}", n % 900)).collect();
        let text =
            "War WAR war, wars warsaw — “wa” don't U.S 5 internationalise internationalised é a";
        let text = [text, &many.join(" "), text].join(" ");
        let tokens = Tokens::new(&text);
        let folded = tokens.fold().text();
        let number = |word: &str| {
            u32::from_le_bytes(
                *blake3::hash(word.as_bytes())
                    .as_bytes()
                    .first_chunk()
                    .unwrap(),
            )
        };
        let mut known = Known::default();
        let mut numbers = Vec::new();
        for _ in 0..2 {
            known.number_all(folded, tokens.all(), (&mut numbers, 7), number);
            assert_eq!(numbers.len(), tokens.len());
            for (token, found) in tokens.all().iter().zip(&numbers) {
                let expected = match token.kind {
                    Kind::Word => number(token.folded().of(folded)),
                    _ => 7,
                };
                assert_eq!(*found, expected, "{:?}", token.folded().of(folded));
            }
        }
    }
}
