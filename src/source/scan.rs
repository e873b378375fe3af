//! Looks for the few characters that matter among the many that do not.

/// How many bytes are looked at together.
const WIDTH: usize = 16;

/// The first character of `text` at or after byte `from` that begins with one of the bytes `leads`, with its
/// place.
///
/// Sixteen bytes are looked at together, without a branch for each of them.
///
/// # Panics
/// When `from` lies outside `text`, or one of `leads` is a byte that goes on with a character.
#[inline]
pub(super) fn next<const N: usize>(
    text: &str,
    from: usize,
    leads: &[u8; N],
) -> Option<(usize, char)> {
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
}
