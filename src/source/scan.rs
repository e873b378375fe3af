//! Looks for the few characters that matter among the many that do not, many bytes at a time.

/// How many bytes at the start of `bytes` are such. `is_such` had better be plain arithmetic: it is asked
/// of all bytes of a step, which then takes a few instructions on vectors.
#[inline]
pub(super) fn leading(bytes: &[u8], is_such: impl Fn(u8) -> bool) -> usize {
    const STEP: usize = 32;
    let all_are = |step: &&[u8; STEP]| step.iter().fold(true, |all, &byte| all & is_such(byte));
    let (steps, _) = bytes.as_chunks::<STEP>();
    let known = steps.iter().take_while(all_are).count() * STEP;
    let rest = bytes[known..].iter();
    known + rest.take_while(|&&byte| is_such(byte)).count()
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
    const WIDTH: usize = 16;
    // Lead by lead: several bytes are compared with one in one instruction.
    let has = |some: &[u8; WIDTH], lead| some.iter().fold(0, |any, &it| any | u8::from(it == lead));
    let has_lead = |some: &[u8; WIDTH]| leads.iter().fold(0, |any, &it| any | has(some, it)) > 0;
    let rest = &text.as_bytes()[from..];
    let (chunks, _) = rest.as_chunks();
    let n_plain = WIDTH * chunks.iter().take_while(|some| !has_lead(some)).count();
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
        for n in [0, 1, 31, 32, 33, 64, 100] {
            let mut bytes = vec![b'a'; n];
            assert_eq!(leading(&bytes, |byte| byte == b'a'), n);
            bytes.extend(b"baaa");
            assert_eq!(leading(&bytes, |byte| byte == b'a'), n);
            assert_eq!(leading(&bytes, |byte| byte == b'b'), usize::from(n == 0));
        }
    }
}
