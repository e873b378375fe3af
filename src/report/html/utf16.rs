//! Places in a text as a browser counts them: in UTF-16 code units.

/// How many bytes lie between two of the places at which the count is known.
const STRIDE: usize = 1024;

/// How many code units stand before any byte of one text, in constant time.
pub(super) struct Units<'a> {
    text: &'a str,
    /// Units that begin before each multiple of [`STRIDE`].
    counts: Vec<usize>,
}

impl<'a> Units<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let mut count = 0;
        let chunks = text.as_bytes().chunks(STRIDE);
        let mut counts: Vec<usize> = chunks
            .map(|chunk| {
                let before = count;
                count += n_units(chunk);
                before
            })
            .collect();
        counts.push(count);
        Self { text, counts }
    }

    /// The units before byte `offset`, which is brought inside the text and onto a character.
    pub(super) fn before(&self, offset: usize) -> usize {
        let offset = self.text.floor_char_boundary(offset);
        if offset == self.text.len() {
            return self.counts[self.counts.len() - 1];
        }
        let known = offset / STRIDE;
        self.counts[known] + n_units(&self.text.as_bytes()[known * STRIDE..offset])
    }
}

/// A character of four bytes is two units, any other is one.
fn n_units(bytes: &[u8]) -> usize {
    let begins = bytes.iter().filter(|&&byte| byte & 0xc0 != 0x80).count();
    begins + bytes.iter().filter(|&&byte| byte >= 0xf0).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_those_of_utf_16() {
        for unit in ["a", "ç", "“x”", "👩a", "𝒳"] {
            for length in [0, 1, 511, 512, STRIDE, STRIDE + 1, 3 * STRIDE] {
                let text = unit.repeat(length);
                let units = Units::new(&text);
                let mut n = 0;
                for (at, c) in text.char_indices() {
                    assert_eq!(units.before(at), n);
                    n += c.len_utf16();
                }
                assert_eq!(units.before(text.len() + 9), n);
            }
        }
    }
}
