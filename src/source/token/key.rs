//! Words as numbers: equal where the letters are, whatever their case.

use crate::source::scan::eight;

/// The key of a single mark. Where the mark is known beforehand, so is the key.
#[inline]
pub(super) fn of_mark(mark: char) -> u32 {
    match u8::try_from(mark) {
        Ok(byte) if byte.is_ascii() => {
            let mut hash = Hash::default();
            hash.byte(byte.to_ascii_lowercase());
            hash.finish()
        }
        _ => key(mark.encode_utf8(&mut [0; 4])),
    }
}

/// The key of a word: a hash of its letters without regard to case, the same on every machine.
#[must_use]
pub fn key(word: &str) -> u32 {
    let (end, of_letters) = of_letters(word.as_bytes(), 0);
    if end == word.len() {
        return of_letters;
    }
    let mut hash = Hash::default();
    hash.add(word);
    hash.finish()
}

/// Whether two folded words have the same letters without regard to case.
#[must_use]
pub fn same_letters(a: &str, b: &str) -> bool {
    let letters = |word: &'_ str| -> String {
        word.chars()
            .filter(|&c| c != ' ')
            .flat_map(caseless)
            .collect()
    };
    a.eq_ignore_ascii_case(b) || letters(a) == letters(b)
}

/// The letter without regard to case: “ß” as “ss”, as “STRASSE” has it.
pub(in crate::source) fn caseless(c: char) -> impl Iterator<Item = char> {
    c.to_uppercase().flat_map(char::to_lowercase)
}

/// The end of the run of ASCII letters that begins at `start`, and its key, the same as [`key`] has it.
#[inline]
pub(super) fn of_letters(text: &[u8], start: usize) -> (usize, u32) {
    let mut hash = Hash::default();
    let mut at = start;
    loop {
        let bytes = eight(text, at);
        let n_letters = leading_letters(bytes);
        let small = bytes | (0x20 * EACH);
        hash.len += n_letters;
        at += n_letters;
        if n_letters < 8 {
            hash.chunk = small & ((1 << (8 * n_letters)) - 1);
            return (at, hash.finish());
        }
        hash.mix(small);
    }
}

/// The key of the `len` ASCII letters at `start`. Words of all lengths but the longest take the same path, so that
/// the processor never guesses wrong which one it is.
#[inline]
pub(super) fn of_run(text: &[u8], start: usize, len: usize) -> u32 {
    match text[start..].first_chunk::<16>() {
        Some(bytes) if len < 16 => of_short(u128::from_le_bytes(*bytes), len),
        _ => of_letters(text, start).1,
    }
}

/// The key of the first `len` of these bytes, which are ASCII letters.
#[inline]
fn of_short(bytes: u128, len: usize) -> u32 {
    const SMALL: u128 = 0x20 * (u128::MAX / 0xFF);
    let (low, high) = halves((bytes | SMALL) & ((1 << (8 * len)) - 1));
    let mut short = Hash::default();
    short.mix(low);
    let mut longer = Hash { ..short };
    longer.mix(high);
    let state = if len > 8 { longer.state } else { short.state };
    finished(state, len)
}

/// The first eight of sixteen bytes, and the others.
#[inline]
fn halves(bytes: u128) -> (u64, u64) {
    let bytes = bytes.to_le_bytes();
    let (eights, _) = bytes.as_chunks();
    (u64::from_le_bytes(eights[0]), u64::from_le_bytes(eights[1]))
}

/// The end of the run of ASCII letters that goes on at `at`.
#[inline]
pub(in crate::source) fn end_of_letters(text: &[u8], mut at: usize) -> usize {
    loop {
        let n_letters = leading_letters(eight(text, at));
        at += n_letters;
        if n_letters < 8 {
            return at;
        }
    }
}

/// One in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;

/// How many of eight bytes are ASCII letters before the first that is none.
#[inline]
fn leading_letters(bytes: u64) -> usize {
    let small = (bytes | (0x20 * EACH)) & (0x7F * EACH);
    // The high bit of each byte says whether it is at least `a`, and whether it is beyond `z`.
    let from_a = small + (0x80 - u64::from(b'a')) * EACH;
    let beyond_z = small + (0x7F - u64::from(b'z')) * EACH;
    let letters = from_a & !beyond_z & !bytes & (0x80 * EACH);
    ((letters ^ (0x80 * EACH)).trailing_zeros() / 8) as usize
}

/// A hash of caseless letters, eight bytes at a time.
pub(super) struct Hash {
    state: u64,
    /// Bytes that are not yet mixed in.
    chunk: u64,
    len: usize,
}

impl Default for Hash {
    fn default() -> Self {
        Self {
            state: 0xCBF2_9CE4_8422_2325,
            chunk: 0,
            len: 0,
        }
    }
}

impl Hash {
    #[inline]
    fn mix(&mut self, chunk: u64) {
        let product = (self.state ^ chunk).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.state = product ^ (product >> 32);
    }

    #[inline]
    fn byte(&mut self, byte: u8) {
        self.chunk |= u64::from(byte) << (self.len % 8 * 8);
        self.len += 1;
        if self.len.is_multiple_of(8) {
            self.mix(self.chunk);
            self.chunk = 0;
        }
    }

    pub(super) fn add(&mut self, word: &str) {
        if word.is_ascii() {
            // Only a number holds a space: “5 %” is “5%”.
            for byte in word.bytes().filter(|&byte| byte != b' ') {
                self.byte(byte.to_ascii_lowercase());
            }
        } else {
            for c in word.chars().filter(|&c| c != ' ').flat_map(caseless) {
                for &byte in c.encode_utf8(&mut [0; 4]).as_bytes() {
                    self.byte(byte);
                }
            }
        }
    }

    #[inline]
    pub(super) fn finish(mut self) -> u32 {
        if !self.len.is_multiple_of(8) {
            self.mix(self.chunk);
        }
        finished(self.state, self.len)
    }
}

/// The key of a word of `len` bytes that leave `state` behind.
#[inline]
fn finished(state: u64, len: usize) -> u32 {
    let mixed = (state ^ len as u64).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    u32::try_from(mixed >> 32).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_has_the_key_of_its_letter() {
        for mark in ['.', ',', '*', '§', '…'] {
            assert_eq!(of_mark(mark), key(&mark.to_string()), "{mark}");
        }
    }

    #[test]
    fn keys_do_not_know_case() {
        for (a, b, same) in [
            ("War", "wAR", true),
            ("Straße", "STRASSE", true),
            ("5 %", "5%", true),
            ("internationally", "INTERNATIONALLY", true),
            ("war", "ware", false),
            ("é", "e", false),
        ] {
            assert_eq!(key(a) == key(b), same, "{a} {b}");
            assert_eq!(same_letters(a, b), same, "{a} {b}");
        }
        for word in [
            "a",
            "eightlet",
            "Internationally",
            "abcdefghijklmnopqrstuvwxyz",
        ] {
            for after in [
                "",
                " ",
                "-x",
                "\u{e9}",
                "{",
                "@",
                "[",
                "`",
                "5",
                " and so on",
            ] {
                let text = format!("x{word}{after}");
                let expected = (word.len() + 1, key(word));
                assert_eq!(of_letters(text.as_bytes(), 1), expected, "{text}");
                let of_run = of_run(text.as_bytes(), 1, word.len());
                assert_eq!(of_run, expected.1, "{text}");
            }
        }
    }
}
