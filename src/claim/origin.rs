//! From the value of a TOML string back to the bytes of the file, through its quotation marks, escapes
//! and dropped line breaks.

use crate::span::Span;

/// Leads from bytes of a TOML string's value to bytes of the file.
///
/// Pieces are in the order of the value; within a piece both run byte by byte.
#[derive(Debug)]
pub(in crate::claim) struct Origin {
    /// Where a piece starts in the value, and in the file.
    pieces: Vec<(usize, usize)>,
}

impl Origin {
    /// Reads `raw`, a string as TOML writes it, which starts at byte `at` of the file.
    pub(in crate::claim) fn new(raw: &str, at: usize) -> Self {
        let quote = raw.chars().next().filter(|c| matches!(c, '"' | '\''));
        let long =
            quote.is_some_and(|c| raw.len() >= 6 && raw.starts_with(&c.to_string().repeat(3)));
        let mut from = match (quote, long) {
            (None, _) => 0,
            (Some(_), false) => 1,
            (Some(_), true) => 3,
        };
        if long {
            // TOML drops a line break right after the opening quotation marks.
            let body = &raw[from..];
            from += ["\r\n", "\n"]
                .iter()
                .find(|end| body.starts_with(**end))
                .map_or(0, |end| end.len());
        }
        let mut origin = Self {
            pieces: vec![(0, at + from)],
        };
        if quote == Some('"') {
            origin.read_escapes(&raw[from..], at + from);
        }
        origin
    }

    /// Notes where the escapes of `body` make the value and the file run apart.
    fn read_escapes(&mut self, body: &str, at: usize) {
        let mut value = 0;
        let mut rest = 0;
        while let Some(found) = memchr::memchr(b'\\', &body.as_bytes()[rest..]) {
            let escape = rest + found;
            value += found;
            let (read, written) = escape_len(&body[escape..]);
            self.pieces.push((value, at + escape));
            value += written;
            rest = escape + read;
            self.pieces.push((value, at + rest));
        }
    }

    /// The byte of the file at which byte `offset` of the value was written.
    fn offset(&self, offset: usize) -> usize {
        let after = self.pieces.partition_point(|&(value, _)| value <= offset);
        let (value, file) = self.pieces[after.saturating_sub(1)];
        file + offset.saturating_sub(value)
    }

    /// The bytes of the file in which `span` of the value was written.
    pub(in crate::claim) fn span(&self, span: Span) -> Span {
        let start = self.offset(span.start);
        // Where a piece starts right at the end, the span ends with the piece before: white space that
        // a line-ending backslash skips stays outside.
        let first = self.pieces.partition_point(|&(value, _)| value < span.end);
        let end = match self.pieces.get(first) {
            Some(&(value, file)) if value == span.end => file,
            _ => self.offset(span.end),
        };
        Span::new(start, end.max(start))
    }
}

/// How many bytes the escape at the start of `text` takes, and how many it stands for.
fn escape_len(text: &str) -> (usize, usize) {
    let digits = match text.as_bytes().get(1) {
        Some(b'x') => 2,
        Some(b'u') => 4,
        Some(b'U') => 8,
        Some(b' ' | b'\t' | b'\r' | b'\n') => {
            let skipped =
                text[1..].len() - text[1..].trim_start_matches([' ', '\t', '\r', '\n']).len();
            return (1 + skipped, 0);
        }
        Some(byte) if byte.is_ascii() => return (2, 1),
        _ => return (1, 0),
    };
    let written = text
        .get(2..2 + digits)
        .and_then(|hex| u32::from_str_radix(hex, 16).ok())
        .and_then(char::from_u32)
        .map_or(0, char::len_utf8);
    ((2 + digits).min(text.len()), written)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_lead_back_through_escapes() {
        for (raw, value, word) in [
            (r#""on {Wed}""#, "on {Wed}", "{Wed}"),
            (r#""\u00e9\" {Wed}\"""#, "é\" {Wed}\"", "{Wed}"),
            ("\"\"\"\non \\\n   {Wed}\"\"\"", "on {Wed}", "{Wed}"),
            ("'''\r\na\\ {Wed}'''", "a\\ {Wed}", "{Wed}"),
            ("'a {Wed}'", "a {Wed}", "{Wed}"),
            (r#""""#, "", ""),
        ] {
            let file = format!("x = {raw}");
            let start = value.find(word).unwrap();
            let span = Origin::new(raw, 4).span(Span::new(start, start + word.len()));
            assert_eq!(span.of(&file), word, "{raw}");
        }
    }
}
