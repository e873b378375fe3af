//! The top of a file: claims, and what stands there without being one.

use std::collections::BTreeSet;

use toml::de::{DeString, DeTable, DeValue};

use super::node::{Node, Reader};
use super::part::Part;
use crate::claim::key::Place;
use crate::claim::{Claim, Spanned};
use crate::diagnostic::Diagnostic;
use crate::span::Span;

/// What stands at the top of a file.
enum Top<'t, 'i> {
    /// A claim's table.
    Claim(&'t DeTable<'i>),
    /// A list of tables, `[[name]]`.
    List,
    /// A key that belongs into a claim.
    Stray,
}

impl Reader<'_> {
    /// The claims of `root`; those named by `suspects` are read for their mistakes alone.
    pub(super) fn claims(
        &mut self,
        topic: &str,
        root: &DeTable<'_>,
        suspects: &BTreeSet<String>,
    ) -> Vec<Claim> {
        let mut claims = Vec::new();
        let mut stray: Option<Span> = None;
        for (key, node) in root {
            let name = self.name(key);
            match self.top(&name.value, node) {
                Top::Claim(table) => {
                    let claim = self.claim(topic, &name, table, true);
                    claims.extend(claim.filter(|_| !suspects.contains(&name.value)));
                }
                Top::List => {
                    let called = name.value.escape_debug();
                    let message = format!("`{called}` is a list of tables");
                    let help = format!("a claim is one table: `[{called}]`");
                    self.error("wrong-type", name.span, message, help);
                }
                Top::Stray => stray = Some(stray.map_or(name.span, |first| first.min(name.span))),
            }
        }
        // One missing header is one mistake, however many keys stand below it.
        if let Some(span) = stray {
            let message = format!(
                "`{}` stands outside of any claim",
                span.of(self.text).escape_debug()
            );
            self.error(
                "outside-of-claim",
                span,
                message,
                "a claim begins with its name: `[release-day]`",
            );
        }
        claims
    }

    /// Reads one part that TOML could not read whole, for the mistakes that do not follow from that.
    pub(super) fn damaged(&mut self, topic: &str, part: &Part<'_>) {
        let before = self.diagnostics.len();
        self.base = part.span.start;
        let (root, _) = DeTable::parse_recoverable(part.span.of(self.text));
        for (key, node) in root.get_ref() {
            let name = self.name(key);
            if let Top::Claim(table) = self.top(&name.value, node) {
                self.claim(topic, &name, table, false);
            }
        }
        self.base = 0;
        let found = self.diagnostics.split_off(before);
        let follows = |diagnostic: &Diagnostic| {
            let at = diagnostic.labels.first().and_then(|label| label.span);
            at.is_none_or(|at| part.touches(at))
        };
        let own = found.into_iter().filter(|diagnostic| !follows(diagnostic));
        self.diagnostics.extend(own);
    }

    /// Reports a file that states nothing.
    pub(super) fn some_claim(&mut self, root: &DeTable<'_>) {
        if root.is_empty() {
            let diagnostic = Diagnostic::error("no-claims", "the file states no claim")
                .in_file(self.file)
                .help("a claim is a table with a statement and what bears it out: `[release-day]`, `claim = \"…\"`, `per.000 = \"…\"`");
            self.diagnostics.push(diagnostic);
        }
    }

    fn name(&self, key: &toml::Spanned<DeString<'_>>) -> Spanned<String> {
        Spanned::new(key.get_ref().to_string(), self.span(key.span()))
    }

    fn top<'t, 'i>(&self, name: &str, node: &'t Node<'i>) -> Top<'t, 'i> {
        match node.get_ref() {
            DeValue::Table(table) => {
                // `per.000 = "…"` above the first header reads as a table called `per`.
                let dotted = !self.span(node.span()).of(self.text).starts_with(['[', '{']);
                if dotted && Place::Claim.key(name).is_some() && !table.contains_key("claim") {
                    Top::Stray
                } else {
                    Top::Claim(table)
                }
            }
            DeValue::Array(items)
                if !items.is_empty() && items.iter().all(|item| item.get_ref().is_table()) =>
            {
                Top::List
            }
            _ => Top::Stray,
        }
    }
}
