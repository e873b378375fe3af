//! A broken file, cut at the headers of its claims.

use toml_parser::Source;
use toml_parser::lexer::{Token, TokenKind};

use crate::span::Span;
use crate::toml_table::syntax::line_of;

/// A claim's lines: from its header up to the next claim's.
pub(super) struct Part<'t> {
    /// Where it stands.
    pub(super) span: Span,
    /// The claim's name as the header writes it, and where; none above the first header.
    pub(super) name: Option<(&'t str, Span)>,
    /// Whether the header goes on after the claim's name: `[release-day.per]`.
    pub(super) dotted: bool,
    /// The lines with a mistake, in order.
    pub(super) lines: Vec<Span>,
}

impl Part<'_> {
    /// Whether `at` touches a line with a mistake.
    pub(super) fn touches(&self, at: Span) -> bool {
        let first = self.lines.partition_point(|line| line.end < at.start);
        self.lines
            .get(first)
            .is_some_and(|line| line.start <= at.end)
    }
}

impl Part<'_> {
    /// The same part, with no mistakes.
    pub(super) fn copied(&self) -> Self {
        Self {
            span: self.span,
            name: self.name,
            dotted: self.dotted,
            lines: Vec::new(),
        }
    }

    fn above_headers() -> Self {
        Self {
            span: Span::default(),
            name: None,
            dotted: false,
            lines: Vec::new(),
        }
    }
}

/// Cuts a file at the headers of its claims. The parts cover the file.
pub(super) fn split(text: &str) -> Vec<Part<'_>> {
    let mut parts = vec![Part::above_headers()];
    let mut from = 0;
    while from < text.len() {
        from = split_from(text, from, &mut parts);
    }
    let ends: Vec<usize> = parts
        .iter()
        .skip(1)
        .map(|part| part.span.start)
        .chain([text.len()])
        .collect();
    for (part, end) in parts.iter_mut().zip(ends) {
        part.span.end = end;
    }
    parts
}

/// Adds the parts from byte `from` on, and says where to go on: at the end, or behind the line in which
/// a string of many lines opens that never closes.
fn split_from<'t>(text: &'t str, from: usize, parts: &mut Vec<Part<'t>>) -> usize {
    let tokens = Source::new(&text[from..]).lex().into_vec();
    let mut at_line_start = true;
    for (at, token) in tokens.iter().enumerate() {
        let span = Span::new(token.span().start(), token.span().end()).shifted(from);
        match token.kind() {
            TokenKind::Newline => at_line_start = true,
            TokenKind::Whitespace => {}
            TokenKind::LeftSquareBracket if at_line_start => {
                at_line_start = false;
                let Some(header) = header(&tokens[at..], text, from) else {
                    continue;
                };
                let name = header.name.map(|(name, _)| name);
                let goes_on = header.dotted
                    && parts
                        .last()
                        .is_some_and(|part| part.name.map(|(name, _)| name) == name);
                if !goes_on {
                    parts.push(Part { span, ..header });
                }
            }
            TokenKind::MlBasicString | TokenKind::MlLiteralString if is_open(span.of(text)) => {
                return line_of(text, span.start).end;
            }
            _ => at_line_start = false,
        }
    }
    text.len()
}

/// Whether a string of many lines lacks its end.
fn is_open(string: &str) -> bool {
    string.len() < 6 || !(string.ends_with("\"\"\"") || string.ends_with("'''"))
}

/// The header that `tokens` begin with, even if its `]` is missing. Items of a list are no header.
fn header<'t>(tokens: &[Token], text: &'t str, from: usize) -> Option<Part<'t>> {
    let mut line = tokens
        .iter()
        .filter(|token| token.kind() != TokenKind::Whitespace)
        .take_while(|token| {
            !matches!(
                token.kind(),
                TokenKind::Newline | TokenKind::Comment | TokenKind::Eof
            )
        })
        .skip_while(|token| token.kind() == TokenKind::LeftSquareBracket);
    let key = line
        .next()
        .filter(|token| token.kind() == TokenKind::Atom)?;
    let name = Span::new(key.span().start(), key.span().end()).shifted(from);
    let mut dotted = false;
    for token in line {
        match token.kind() {
            TokenKind::Dot => dotted = true,
            TokenKind::Comma | TokenKind::Equals => return None,
            _ => {}
        }
    }
    Some(Part {
        name: Some((name.of(text), name)),
        dotted,
        ..Part::above_headers()
    })
}
