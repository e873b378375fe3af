//! Bytes to text: what a file must be to be checked at all.
//!
//! A text is taken exactly as it is, line ends included, so that every span counts bytes of the
//! file. What is not a text is refused with one diagnostic and not read by halves: a claim checked
//! against half a source would be a claim that was not checked.

use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// U+FEFF in UTF-8, which some programs put before a text.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// Reads the `bytes` of `file` as a text.
///
/// Returns no text where the file is empty, is not UTF-8 or has NUL bytes, each with an error; a
/// byte order mark stays a part of the text, belongs to no word, and earns a warning. CR LF line
/// ends need nothing: white space is white space.
#[must_use]
pub fn read(file: &str, bytes: Vec<u8>) -> (Option<String>, Vec<Diagnostic>) {
    let (text, found) = decode(file, bytes);
    let is_empty = |text: &String| text.trim_start_matches(BYTE_ORDER_MARK).trim().is_empty();
    if text.as_ref().is_some_and(is_empty) {
        return refused(
            Diagnostic::error("empty-file", format!("`{file}` is empty"))
                .in_file(file)
                .help("put the text into it, or take it out of the folder"),
        );
    }
    (text, found)
}

/// As [`read`], for files that may be empty.
pub(crate) fn decode(file: &str, bytes: Vec<u8>) -> (Option<String>, Vec<Diagnostic>) {
    if let Some(name) = other_encoding(&bytes) {
        return refused(not_utf8(file, &format!("it looks like {name}")));
    }
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let offset = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = memchr::memchr_iter(b'\n', &bytes[..offset]).count() + 1;
            let byte = bytes[offset];
            let why = format!("byte 0x{byte:02X} at offset {offset} (line {line})");
            return refused(not_utf8(file, &why));
        }
    };
    if let Some(offset) = memchr::memchr(0, text.as_bytes()) {
        let n_more = memchr::memchr_iter(0, text.as_bytes()).count() - 1;
        let more = if n_more > 0 {
            format!(" and {n_more} more")
        } else {
            String::new()
        };
        let message = format!("`{file}` is not a text: it has a NUL byte at offset {offset}{more}");
        return refused(
            Diagnostic::error("nul-byte", message)
                .in_file(file)
                .help("export it as plain text, or take it out of the folder"),
        );
    }
    let found = if text.starts_with(BYTE_ORDER_MARK) {
        vec![byte_order_mark(file)]
    } else {
        Vec::new()
    };
    (Some(text), found)
}

fn refused(why: Diagnostic) -> (Option<String>, Vec<Diagnostic>) {
    (None, vec![why])
}

fn not_utf8(file: &str, why: &str) -> Diagnostic {
    Diagnostic::error("not-utf8", format!("`{file}` is not UTF-8: {why}"))
        .in_file(file)
        .help("save it as UTF-8")
}

fn byte_order_mark(file: &str) -> Diagnostic {
    let place = Span::new(0, BYTE_ORDER_MARK.len());
    Diagnostic::warning(
        "byte-order-mark",
        format!("`{file}` begins with a byte order mark"),
    )
    .at(file, place, "belongs to no word")
    .help("it does no harm; UTF-8 needs none")
}

/// The encoding whose byte order mark the file begins with, other than UTF-8.
fn other_encoding(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xFF, 0xFE, 0, 0, ..] | [0, 0, 0xFE, 0xFF, ..] => Some("UTF-32"),
        [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] => Some("UTF-16"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_taken_as_they_are_and_others_refused() {
        for (bytes, is_read, expected) in [
            (&b"a b\n"[..], true, None),
            (b"a\r\nb\r\n", true, None),
            (
                b"\xEF\xBB\xBFa",
                true,
                Some("`x.txt` begins with a byte order mark"),
            ),
            (b"", false, Some("`x.txt` is empty")),
            (b" \n\t\n", false, Some("`x.txt` is empty")),
            (b"\xEF\xBB\xBF\n", false, Some("`x.txt` is empty")),
            (
                b"a\0b\0",
                false,
                Some("`x.txt` is not a text: it has a NUL byte at offset 1 and 1 more"),
            ),
            (
                b"a\0",
                false,
                Some("`x.txt` is not a text: it has a NUL byte at offset 1"),
            ),
            (
                b"ab\nc\xE9d",
                false,
                Some("`x.txt` is not UTF-8: byte 0xE9 at offset 4 (line 2)"),
            ),
            (
                b"ab\xE2\x80",
                false,
                Some("`x.txt` is not UTF-8: byte 0xE2 at offset 2 (line 1)"),
            ),
            (
                b"\xFF\xFEa\0",
                false,
                Some("`x.txt` is not UTF-8: it looks like UTF-16"),
            ),
        ] {
            let (text, found) = read("x.txt", bytes.to_vec());
            assert_eq!(text.as_deref().map(str::as_bytes), is_read.then_some(bytes));
            let messages: Vec<_> = found
                .iter()
                .map(|diagnostic| diagnostic.message.as_str())
                .collect();
            assert_eq!(messages, expected.into_iter().collect::<Vec<_>>());
        }
    }
}
