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

/// FNV-1a over caseless letters, with its bits stirred at the end.
pub(super) struct Hash(u64);

impl Default for Hash {
    fn default() -> Self {
        Self(0xCBF2_9CE4_8422_2325)
    }
}

impl Hash {
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3);
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

    pub(super) fn finish(self) -> u32 {
        let mixed = (self.0 ^ (self.0 >> 29)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        u32::try_from(mixed >> 32).unwrap_or_default()
    }
}
