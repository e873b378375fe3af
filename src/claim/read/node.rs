//! Typed reading of TOML values: each takes a value and gives what it holds, or says what is wrong.

use toml::de::DeValue;

use crate::claim::key::Key;
use crate::claim::origin::Origin;
use crate::claim::{Spanned, Template};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::toml_table::kind;

/// A TOML value and where it stands in the text that was parsed.
pub(super) type Node<'i> = toml::Spanned<DeValue<'i>>;

/// Reads one file, or one part of it, and collects what is wrong.
pub(super) struct Reader<'a> {
    /// The file, relative to the project.
    pub(super) file: &'a str,
    /// The file's text.
    pub(super) text: &'a str,
    /// Where the parsed part starts in the file.
    pub(super) base: usize,
    /// What is wrong so far.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Bytes of the file, from bytes of the parsed part.
    ///
    /// What stands at the end of a broken file may have a span past its end or within a character;
    /// here is the one place that mends it.
    pub(super) fn span(&self, range: std::ops::Range<usize>) -> Span {
        let within = |offset: usize| self.text.floor_char_boundary(self.base + offset);
        let start = within(range.start);
        Span::new(start, within(range.end).max(start))
    }

    /// Reports an error, with a way to mend it.
    pub(super) fn error(
        &mut self,
        rule: &'static str,
        at: Span,
        message: impl Into<String>,
        help: impl Into<String>,
    ) {
        let diagnostic = Diagnostic::error(rule, message)
            .at(self.file, at, "")
            .help(help);
        self.diagnostics.push(diagnostic);
    }

    /// Reports that `what` holds a value of another type than the one it `takes`.
    pub(super) fn wrong_type(&mut self, what: &str, takes: &str, node: &Node<'_>, example: &str) {
        let span = self.span(node.span());
        // Where a value is missing altogether, TOML has said so and left an empty one.
        if span.is_empty() {
            return;
        }
        let is = kind(node.get_ref());
        let diagnostic =
            Diagnostic::error("wrong-type", format!("`{what}` must be {takes}, not {is}"))
                .at(self.file, span, format!("this is {is}"))
                .help(format!("for example `{example}`"));
        self.diagnostics.push(diagnostic);
    }

    /// A string with something in it.
    pub(super) fn text(
        &mut self,
        what: &str,
        node: &Node<'_>,
        key: &Key,
    ) -> Option<Spanned<String>> {
        let Some(value) = node.get_ref().as_str() else {
            self.wrong_type(what, "a string", node, key.example);
            return None;
        };
        let span = self.span(node.span());
        if value.trim().is_empty() {
            if !span.is_empty() {
                self.error(
                    "empty-value",
                    span,
                    format!("`{what}` is empty"),
                    format!("for example `{}`; or leave the key out", key.example),
                );
            }
            return None;
        }
        Some(Spanned {
            value: value.to_owned(),
            span,
        })
    }

    /// A list of strings, at least one.
    pub(super) fn list(
        &mut self,
        what: &str,
        node: &Node<'_>,
        key: &Key,
    ) -> Option<Vec<Spanned<String>>> {
        let Some(items) = node.get_ref().as_array() else {
            self.wrong_type(what, "a list of strings", node, key.example);
            return None;
        };
        self.not_empty(what, node, key)?;
        let read: Vec<_> = items
            .iter()
            .map(|item| self.text(what, item, key))
            .collect();
        read.into_iter().collect()
    }

    /// A string, or a list of strings.
    pub(super) fn texts(
        &mut self,
        what: &str,
        node: &Node<'_>,
        key: &Key,
    ) -> Option<Vec<Spanned<String>>> {
        match node.get_ref() {
            DeValue::String(_) => self.text(what, node, key).map(|text| vec![text]),
            DeValue::Array(_) => self.list(what, node, key),
            _ => {
                self.wrong_type(what, "a string or a list of strings", node, key.example);
                None
            }
        }
    }

    /// Nothing, with an error, where a list or table holds nothing.
    pub(super) fn not_empty(&mut self, what: &str, node: &Node<'_>, key: &Key) -> Option<()> {
        let empty = match node.get_ref() {
            DeValue::Array(items) => items.is_empty(),
            DeValue::Table(entries) => entries.is_empty(),
            _ => false,
        };
        if empty {
            let span = self.span(node.span());
            let help = format!("for example `{}`; or leave the key out", key.example);
            self.error("empty-value", span, format!("`{what}` holds nothing"), help);
        }
        (!empty).then_some(())
    }

    /// A string with braces, which must hold a word.
    pub(super) fn template(
        &mut self,
        what: &str,
        node: &Node<'_>,
        key: &Key,
        empty: &'static str,
    ) -> Option<Template> {
        let Some(value) = node.get_ref().as_str() else {
            self.wrong_type(what, "a string", node, key.example);
            return None;
        };
        let span = self.span(node.span());
        let origin = Origin::new(span.of(self.text), span.start);
        match Template::parse(value) {
            Ok(template) if template.text.contains(char::is_alphanumeric) => {
                Some(template.placed(&origin, span))
            }
            Ok(_) => {
                if !span.is_empty() {
                    let help = format!("for example `{}`", key.example);
                    self.error(empty, span, format!("`{what}` holds no words"), help);
                }
                None
            }
            Err(faults) => {
                for fault in faults {
                    let at = origin.span(fault.span());
                    let at = self.span(at.start - self.base..at.end - self.base);
                    self.error(fault.rule(), at, fault.message(), fault.help());
                }
                None
            }
        }
    }
}
