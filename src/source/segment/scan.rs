//! Looks for the few characters that matter among the many that do not, a byte at a time.

/// Bytes that characters begin with.
pub(super) struct Leads([bool; 256]);

impl Leads {
    /// Those with which the characters of `marks` begin.
    pub(super) const fn of(marks: &str) -> Self {
        let bytes = marks.as_bytes();
        let mut leads = [false; 256];
        let mut at = 0;
        while at < bytes.len() {
            // What goes on with a character begins none.
            leads[bytes[at] as usize] |= bytes[at] & 0xC0 != 0x80;
            at += 1;
        }
        Self(leads)
    }

    /// The next character of `text` at or after byte `from` that begins as one of the marks does, with its
    /// place.
    ///
    /// # Panics
    /// When `from` lies outside `text`.
    pub(super) fn next(&self, text: &str, from: usize) -> Option<(usize, char)> {
        let rest = &text.as_bytes()[from..];
        let at = from + rest.iter().position(|&byte| self.0[usize::from(byte)])?;
        text[at..].chars().next().map(|mark| (at, mark))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_among_other_characters() {
        const LEADS: Leads = Leads::of(".…");
        let found = |text| {
            let mut from = 0;
            let next = || {
                let (at, mark) = LEADS.next(text, from)?;
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
        ] {
            assert_eq!(found(text), expected, "{text}");
        }
    }
}
