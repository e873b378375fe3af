//! What TOML has to say of a text that is not TOML, placed and with help where people go wrong.

use std::borrow::Cow;

use toml::de::{DeTable, Error};
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// How often what is left of a file is read again.
const ROUNDS: usize = 8;

/// Something wrong with the TOML, and the lines that it spoils.
pub(crate) struct Mistake {
    /// What is wrong.
    pub(crate) diagnostic: Diagnostic,
    /// Whole lines; other mistakes on them follow from this one.
    pub(crate) lines: Span,
}

/// The `errors` that TOML found in the bytes `part` of `text`, in order: the first on each line, since
/// the others follow from it, and of an open bracket nothing but where it opens.
pub(crate) fn mistakes(file: &str, text: &str, part: Span, errors: &[Error]) -> Vec<Mistake> {
    let mut placed: Vec<(Span, &Error)> = errors
        .iter()
        .map(|error| (place(text, part.start, error), error))
        .collect();
    placed.sort_by_key(|(at, _)| at.start);
    let open = errors
        .iter()
        .any(|error| {
            ["unclosed array", "unclosed inline"]
                .iter()
                .any(|m| error.message().starts_with(m))
        })
        .then(|| open_bracket(text, part))
        .flatten();
    let mut mistakes: Vec<Mistake> = Vec::new();
    for (at, error) in placed {
        let spoilt = mistakes
            .last()
            .is_some_and(|mistake| at.start <= mistake.lines.end);
        if !spoilt && open.is_none_or(|open| at.start < open.start) {
            mistakes.push(Mistake {
                diagnostic: syntax(file, text, at, error.message()),
                lines: line_of(text, at.start),
            });
        }
    }
    if let Some(open) = open {
        mistakes.push(Mistake {
            diagnostic: unclosed(file, text, open),
            lines: Span::new(line_of(text, open.start).start, part.end),
        });
    }
    mistakes
}

/// What `read` makes of `text` as far as that is TOML (see [`sound`]).
pub(crate) fn read_sound<R>(
    file: &str,
    text: &str,
    found: &mut Vec<Diagnostic>,
    read: impl FnOnce(&DeTable<'_>, &mut Vec<Diagnostic>) -> R,
) -> R {
    let (table, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        return read(table.get_ref(), found);
    }
    let sound = sound(file, text, found);
    let (table, _) = DeTable::parse_recoverable(&sound);
    read(table.get_ref(), found)
}

/// `text` as far as it is TOML: lines that are not are reported, and filled with spaces. What follows from
/// them is then neither reported nor read.
fn sound<'t>(file: &str, text: &'t str, found: &mut Vec<Diagnostic>) -> Cow<'t, str> {
    let mut sound = Cow::Borrowed(text);
    for _ in 0..ROUNDS {
        let (_, errors) = DeTable::parse_recoverable(&sound);
        if errors.is_empty() {
            return sound;
        }
        let whole = Span::new(0, sound.len());
        let mistakes = mistakes(file, &sound, whole, &errors);
        let lines: Vec<Span> = mistakes.iter().map(|mistake| mistake.lines).collect();
        found.extend(mistakes.into_iter().map(|mistake| mistake.diagnostic));
        sound = Cow::Owned(blanked(&sound, &lines));
    }
    // So much is broken that nothing is to be trusted.
    Cow::Owned(String::new())
}

/// `text` with the `broken` parts, in their order, filled with spaces; line breaks stay.
pub(crate) fn blanked(text: &str, broken: &[Span]) -> String {
    let mut sound = String::with_capacity(text.len());
    let mut from = 0;
    for part in broken {
        // Of two that overlap, the second is as good as its rest.
        let start = part.start.max(from);
        let part = Span::new(start, part.end.max(start));
        sound.push_str(&text[from..part.start]);
        let bytes = part.of(text).bytes();
        sound.extend(bytes.map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        from = part.end;
    }
    sound.push_str(&text[from..]);
    sound
}

/// Where an error stands in the file.
fn place(text: &str, base: usize, error: &Error) -> Span {
    let range = error.span().unwrap_or(0..0);
    let start = text.floor_char_boundary(base + range.start);
    let end = text.floor_char_boundary(base + range.end).max(start);
    Span::new(start, end)
}

/// The line around byte `at`, its line break not included.
pub(crate) fn line_of(text: &str, at: usize) -> Span {
    let start = memchr::memrchr(b'\n', &text.as_bytes()[..at]).map_or(0, |end| end + 1);
    let end = memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |len| at + len);
    Span::new(start, end)
}

/// The first bracket of a list or a table in `part` that nothing closes.
fn open_bracket(text: &str, part: Span) -> Option<Span> {
    let mut open: Vec<(TokenKind, Span)> = Vec::new();
    for token in Source::new(part.of(text)).lex() {
        let closed = match token.kind() {
            kind @ (TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) => {
                let span = Span::new(token.span().start(), token.span().end());
                open.push((kind, span.shifted(part.start)));
                continue;
            }
            TokenKind::RightSquareBracket => TokenKind::LeftSquareBracket,
            TokenKind::RightCurlyBracket => TokenKind::LeftCurlyBracket,
            _ => continue,
        };
        open.pop_if(|(kind, _)| *kind == closed);
    }
    open.first().map(|(_, span)| *span)
}

fn unclosed(file: &str, text: &str, open: Span) -> Diagnostic {
    let (what, close) = match open.of(text) {
        "[" => ("list", "]"),
        _ => ("table", "}"),
    };
    Diagnostic::error("syntax", format!("this {what} is never closed"))
        .at(file, open, "")
        .help(format!("close it with `{close}` after the last entry"))
}

/// What TOML has to say, with help where people go wrong.
fn syntax(file: &str, text: &str, at: Span, message: &str) -> Diagnostic {
    let before = &text[..at.start];
    if message == "duplicate key" {
        let key = at.of(text);
        let message = format!("the key `{}` is given twice", key.escape_debug());
        let help = if before.ends_with("per.") || before.ends_with("but.") {
            "give several passages of one source as a list: `per.000 = [\"…\", \"…\"]`"
        } else {
            "give each key once"
        };
        return Diagnostic::error("duplicate-key", message)
            .at(file, at, "")
            .help(help);
    }
    let message = message
        .strip_suffix(", expected literal string")
        .unwrap_or(message);
    let at = if message.starts_with("invalid multi-line") {
        opening(before).unwrap_or(at)
    } else {
        at
    };
    Diagnostic::error("syntax", message)
        .at(file, at, "")
        .help(mend(message, before, at.of(text)))
}

/// Where the string of many lines opens that never closes.
fn opening(before: &str) -> Option<Span> {
    let at = before.rfind("\"\"\"").max(before.rfind("'''"))?;
    Some(Span::new(at, at + 3))
}

/// How to mend what TOML could not read at the end of `before`, where it found `found`.
fn mend(message: &str, before: &str, found: &str) -> &'static str {
    let curly = |c: char| "“”„‟‘’‚‛«»".contains(c);
    if found.starts_with(curly) {
        "TOML holds strings in straight quotation marks, `\"…\"`; any others are free within them"
    } else if message.starts_with("string values must be quoted") {
        "put the text into quotation marks: `\"…\"`"
    } else if message.starts_with("unexpected key or value") && before.ends_with(['"', '\'']) {
        "the string ends here; within it, write `\\\"` for a quotation mark, or hold it in `\"\"\"…\"\"\"`"
    } else if message.starts_with("missing escaped value") {
        "write a backslash as `\\\\`, or hold the text in '…', where it is one"
    } else if message.starts_with("invalid basic string")
        || message.starts_with("invalid literal string")
    {
        "close the string on its line; one of many lines is held in `\"\"\"…\"\"\"`"
    } else if message.starts_with("invalid multi-line") {
        "close it with the three quotation marks it opened with"
    } else if message.starts_with("key with no value") {
        "a key takes a value: `key = \"…\"`"
    } else if message.starts_with("unclosed table") {
        "close the header: `[name]`"
    } else if message.starts_with("invalid date") {
        "a day is year, month, day: `2026-12-31`"
    } else if message.contains("array") {
        "a list is `[\"…\", \"…\"]`"
    } else if message.contains("inline table") {
        "a table on a line is `{ key = \"…\", key = \"…\" }`"
    } else {
        "this file is TOML: https://toml.io/en/v1.0.0"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_broken_is_said_once_and_the_rest_is_left() {
        for (text, messages, left) in [
            ("a = 1\nb = 2", &[][..], "a = 1\nb = 2"),
            (
                "a = 1\nb = c\nd = 2",
                &["string values must be quoted"],
                "a = 1\n     \nd = 2",
            ),
            (
                "a = 1\nb = [1\nc = 2",
                &["this list is never closed"],
                "a = 1\n      \n     ",
            ),
            (
                "a\nb\nc = 1",
                &["key with no value, expected `=`"; 2],
                " \n \nc = 1",
            ),
        ] {
            let mut found = Vec::new();
            let left_over = sound("x.toml", text, &mut found);
            let said: Vec<&str> = found.iter().map(|it| it.message.as_str()).collect();
            assert_eq!(said, messages, "{text:?}");
            assert_eq!(left_over, left, "{text:?}");
        }
    }
}
