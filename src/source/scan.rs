//! Looks for the few characters that matter among the many that do not, many bytes at a time.

/// Which bytes of a text are of some kind, a bit for each.
#[derive(Debug)]
pub(super) struct Mask(Vec<u64>);

/// How many bytes one number of a mask tells of.
const WIDTH: usize = u64::BITS as usize;

impl Mask {
    /// Marks the bytes for which `is_such` holds. It had better be plain arithmetic: it is asked of many bytes in
    /// one go, which then takes a few instructions on vectors.
    #[inline]
    pub(super) fn new(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> Self {
        let (blocks, rest) = bytes.as_chunks::<WIDTH>();
        let mut last = [0; WIDTH];
        last[..rest.len()].copy_from_slice(rest);
        let mut bits = Vec::with_capacity(blocks.len() + 2);
        bits.extend(blocks.iter().map(|block| mark(block, &is_such)));
        bits.push(mark(&last, &is_such) & ((1 << rest.len()) - 1));
        // A stretch of 64 bytes that begins in the last block goes on here.
        bits.push(0);
        Self(bits)
    }

    /// The first byte at or after `from`, which lies within the text or at its end, that is not marked; the
    /// text's end where all are.
    #[inline]
    pub(super) fn end(&self, from: usize) -> usize {
        let (mut at, within) = (from / WIDTH, from % WIDTH);
        let mut others = !self.0[at] >> within;
        if others > 0 {
            return from + others.trailing_zeros() as usize;
        }
        loop {
            at += 1;
            others = !self.0[at];
            if others > 0 {
                return at * WIDTH + others.trailing_zeros() as usize;
            }
        }
    }

    /// The first byte at or after `from`, which lies within the text or at its end, that is marked.
    #[inline]
    pub(super) fn next(&self, from: usize) -> Option<usize> {
        let (mut at, within) = (from / WIDTH, from % WIDTH);
        let mut marked = self.0[at] >> within;
        if marked > 0 {
            return Some(from + marked.trailing_zeros() as usize);
        }
        while marked == 0 {
            at += 1;
            marked = *self.0.get(at)?;
        }
        Some(at * WIDTH + marked.trailing_zeros() as usize)
    }

    /// How many bytes from `from` on, which lies within the text or at its end, are marked; 64 stand for more.
    #[inline]
    pub(super) fn run(&self, from: usize) -> usize {
        let (at, within) = (from / WIDTH, from % WIDTH);
        let marked = self.0[at] >> within | self.0[at + 1] << 1 << (WIDTH - 1 - within);
        marked.trailing_ones() as usize
    }
}

/// A bit for each byte of `block` for which `is_such` holds.
#[inline]
fn mark(block: &[u8; WIDTH], is_such: impl Fn(u8) -> bool) -> u64 {
    /// Brings the lowest bits of eight bytes together in the highest byte.
    const GATHER: u64 = 0x0102_0408_1020_4080;
    let flags: [u8; WIDTH] = std::array::from_fn(|at| u8::from(is_such(block[at])));
    let (eights, _) = flags.as_chunks();
    let gathered = eights
        .iter()
        .map(|it| u64::from_le_bytes(*it).wrapping_mul(GATHER) >> 56);
    gathered.rev().fold(0, |bits, eight| bits << 8 | eight)
}

/// The eight bytes from `at`, with zeros after the end.
#[inline]
pub(super) fn eight(text: &[u8], at: usize) -> u64 {
    let rest = &text[at..];
    if let Some(bytes) = rest.first_chunk::<8>() {
        return u64::from_le_bytes(*bytes);
    }
    let mut bytes = [0; 8];
    bytes[..rest.len()].copy_from_slice(rest);
    u64::from_le_bytes(bytes)
}

/// The first character of `text` at or after byte `from` that begins with one of the bytes `leads`, with its
/// place.
///
/// # Panics
/// When `from` lies outside `text`, or one of `leads` is a byte that goes on with a character.
#[inline]
pub(super) fn next<const N: usize>(
    text: &str,
    from: usize,
    leads: &[u8; N],
) -> Option<(usize, char)> {
    const STEP: usize = 16;
    // Lead by lead: several bytes are compared with one in one instruction.
    let has = |some: &[u8; STEP], lead| some.iter().fold(0, |any, &it| any | u8::from(it == lead));
    let has_lead = |some: &[u8; STEP]| leads.iter().fold(0, |any, &it| any | has(some, it)) > 0;
    let rest = &text.as_bytes()[from..];
    let (chunks, _) = rest.as_chunks();
    let n_plain = STEP * chunks.iter().take_while(|some| !has_lead(some)).count();
    let found = rest[n_plain..]
        .iter()
        .position(|byte| leads.contains(byte))?;
    let at = from + n_plain + found;
    text[at..].chars().next().map(|found| (at, found))
}

/// The character of `text` that begins at byte `at`, if it does not end before.
///
/// # Panics
/// When a character does not begin at `at`.
#[inline]
pub(super) fn char_at(text: &str, at: usize) -> Option<char> {
    let byte = *text.as_bytes().get(at)?;
    if byte.is_ascii() {
        Some(char::from(byte))
    } else {
        text[at..].chars().next()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_among_other_characters() {
        let found = |text: &str| {
            let mut from = 0;
            let next = || {
                let (at, mark) = next(text, from, &[b'.', 0xE2])?;
                from = at + mark.len_utf8();
                Some(mark)
            };
            std::iter::from_fn(next).collect::<String>()
        };
        for (text, expected) in [
            ("", ""),
            ("no mark", ""),
            ("a.b…c", ".…"),
            ("“a”. é", "“”."),
            ("…", "…"),
            (
                "far behind what is looked at first, and then. . again",
                "..",
            ),
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }

    #[test]
    fn a_run_ends_at_the_first_other_byte() {
        for n in [0, 1, 31, 63, 64, 65, 127, 128, 200] {
            let mut bytes = vec![b'a'; n];
            let is_a = |bytes: &[u8]| Mask::new(bytes, |byte| byte == b'a');
            assert_eq!(is_a(&bytes).end(0), n);
            assert_eq!(is_a(&bytes).end(n), n);
            bytes.extend(b"baaa");
            for from in 0..=n {
                assert_eq!(is_a(&bytes).end(from), n, "from {from}");
            }
            assert_eq!(is_a(&bytes).end(n + 1), n + 4);
            let is_b = Mask::new(&bytes, |byte| byte == b'b');
            assert_eq!(
                [0, n, n + 1].map(|from| is_b.next(from)),
                [Some(n), Some(n), None]
            );
            let is_zero = Mask::new(&bytes, |byte| byte == 0);
            assert_eq!(is_zero.end(n + 4), n + 4, "nothing is marked after the end");
        }
    }
}
