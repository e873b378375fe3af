//! Words as numbers: equal where the letters are, whatever their case.

/// The key of a single mark.
pub(super) fn of_mark(mark: char) -> u32 {
    key(mark.encode_utf8(&mut [0; 4]))
}

/// The key of a word: a hash of its letters without regard to case, the same on every machine.
#[must_use]
pub fn key(word: &str) -> u32 {
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
fn caseless(c: char) -> impl Iterator<Item = char> {
    c.to_uppercase().flat_map(char::to_lowercase)
}

/// The key of a word of ASCII letters alone; the same as [`key`] has it, sooner.
pub(super) fn of_letters(word: &[u8]) -> u32 {
    let mut hash = Hash::default();
    let mut chunks = word.chunks_exact(8);
    for chunk in &mut chunks {
        hash.mix(
            chunk
                .iter()
                .rev()
                .fold(0, |bits, &byte| bits << 8 | u64::from(byte | 0x20)),
        );
    }
    let rest = chunks.remainder().iter().rev();
    hash.chunk = rest.fold(0, |bits, &byte| bits << 8 | u64::from(byte | 0x20));
    hash.len = word.len();
    hash.finish()
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
    fn mix(&mut self, chunk: u64) {
        let product = (self.state ^ chunk).wrapping_mul(0x9E37_79B9_7F4A_7C15);
        self.state = product ^ (product >> 32);
    }

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

    pub(super) fn finish(mut self) -> u32 {
        if !self.len.is_multiple_of(8) {
            self.mix(self.chunk);
        }
        let mixed = (self.state ^ self.len as u64).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        u32::try_from(mixed >> 32).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(of_letters(word.as_bytes()), key(word), "{word}");
        }
    }
}
