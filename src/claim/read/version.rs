//! What TOML 1.1 allows and TOML 1.0 does not: editors and other tools stumble over it.

use toml::de::DeValue;
use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::node::{Node, Reader};
use crate::diagnostic::Diagnostic;
use crate::span::Span;

impl Reader<'_> {
    /// Warns of what only TOML 1.1 allows, in `node` and in what it holds.
    pub(super) fn newer_toml(&mut self, node: &Node<'_>) {
        let span = self.span(node.span());
        let raw = span.of(self.text);
        match node.get_ref() {
            DeValue::String(_) => {
                if let Some(escape) = newer_escape(raw) {
                    self.newer(
                        escape.shifted(span.start),
                        "this escape",
                        "write it as `\\u0000`, four hexadecimal digits",
                    );
                }
            }
            DeValue::Array(items) => items.iter().for_each(|item| self.newer_toml(item)),
            DeValue::Table(entries) => {
                if let Some(at) = newer_table(raw) {
                    self.newer(
                        at.shifted(span.start),
                        "a line break or a last comma within `{ … }`",
                        "keep `{ … }` on one line, without a comma at its end; or give it a header of its own: `[release-day.per.000]`",
                    );
                }
                entries.values().for_each(|entry| self.newer_toml(entry));
            }
            _ => {}
        }
    }

    fn newer(&mut self, at: Span, what: &str, help: &str) {
        let message = format!("{what} is TOML 1.1, which many editors do not read yet");
        let warning = Diagnostic::warning("newer-toml", message)
            .at(self.file, at, "")
            .help(help);
        self.diagnostics.push(warning);
    }
}

/// The first `\e` or `\x00` of a string as TOML writes it.
fn newer_escape(raw: &str) -> Option<Span> {
    let mut bytes = raw.bytes().enumerate().filter(|_| raw.starts_with('"'));
    while let Some((at, byte)) = bytes.next() {
        if byte == b'\\' && matches!(bytes.next(), Some((_, b'e' | b'x'))) {
            return Some(Span::new(at, at + 2));
        }
    }
    None
}

/// The bracket of a table on a line that is not on a line, or the comma that ends its entries.
fn newer_table(raw: &str) -> Option<Span> {
    let last_comma = raw
        .strip_suffix('}')
        .is_some_and(|raw| raw.trim_end().ends_with(','));
    if !raw.starts_with('{') || !(last_comma || raw.contains('\n')) {
        return None;
    }
    let mut open = Vec::new();
    let mut comma = None;
    for token in Source::new(raw).lex() {
        let own = open == [TokenKind::LeftCurlyBracket];
        match token.kind() {
            kind @ (TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket) => open.push(kind),
            TokenKind::RightCurlyBracket if own => return comma,
            TokenKind::RightCurlyBracket | TokenKind::RightSquareBracket => {
                open.pop();
            }
            TokenKind::Newline if own => return Some(Span::new(0, 1)),
            TokenKind::Whitespace => continue,
            _ => {}
        }
        let span = token.span();
        comma = (token.kind() == TokenKind::Comma).then(|| Span::new(span.start(), span.end()));
    }
    None
}

#[cfg(test)]
mod tests {
    #[test]
    fn newer_toml_is_told_from_older() {
        for (value, marked) in [
            ("{ passage = 'x' }", None),
            ("{ passage = 'x', }", Some(",")),
            ("{\n passage = 'x' }", Some("{")),
            ("[\n 'x', { passage = 'x' },\n]", None),
            ("['x', { passage = 'x', within = 3,\n }]", Some("{")),
            ("{ passage = \"\"\"\nx\"\"\" }", None),
            (r#""a \\e \u001b""#, None),
            (r#""a \\ \e""#, Some(r"\e")),
            (r#""a \xe9""#, Some(r"\x")),
            (r"'a \e'", None),
        ] {
            let text = format!("[a]\nclaim = 'x'\nper.000 = {value}\n");
            let (claims, diagnostics) = crate::claim::read("t", "f", &text);
            let found = diagnostics.first().and_then(|d| d.labels[0].span);
            assert_eq!(found.map(|span| span.of(&text)), marked, "{value}");
            assert_eq!(claims.len(), 1, "{diagnostics:?}");
        }
    }
}
