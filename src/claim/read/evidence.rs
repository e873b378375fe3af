//! `per` and `but`: what a source is cited with.

use toml::de::{DeTable, DeValue};

use super::node::{Node, Reader};
use crate::claim::key::{Key, Place};
use crate::claim::{Evidence, Passage, Spanned, Stance, Template};
use crate::passage::Scope;
use crate::source::SourceId;

/// One entry of a key that goes by source.
pub(super) struct Entry<'t, 'i> {
    /// The source; the span is that of the key.
    pub(super) source: Spanned<SourceId>,
    /// How messages call it: `per.000`.
    pub(super) path: String,
    /// What it holds.
    pub(super) node: &'t Node<'i>,
}

impl Reader<'_> {
    /// The entries of a key that goes by source, in the order of the ids.
    pub(super) fn by_source<'t, 'i>(
        &mut self,
        key: &Key,
        node: &'t Node<'i>,
    ) -> Vec<Entry<'t, 'i>> {
        let Some(table) = node.get_ref().as_table() else {
            self.wrong_type(
                key.name,
                "the id of a source and what is said of it",
                node,
                key.example,
            );
            return Vec::new();
        };
        if self.not_empty(key.name, node, key).is_none() {
            return Vec::new();
        }
        let mut entries = Vec::new();
        for (id, node) in table {
            let span = self.span(id.span());
            if id.get_ref().trim().is_empty() {
                let message = format!("`{}` names no source", key.name);
                self.error(
                    "empty-value",
                    span,
                    message,
                    format!("for example `{}`", key.example),
                );
                continue;
            }
            entries.push(Entry {
                source: Spanned {
                    value: SourceId::new(id.get_ref()),
                    span,
                },
                path: format!("{}.{}", key.name, id.get_ref().escape_debug()),
                node,
            });
        }
        entries
    }

    /// `per` or `but`.
    pub(super) fn evidence(&mut self, stance: Stance, key: &Key, node: &Node<'_>) -> Vec<Evidence> {
        let mut evidence = Vec::new();
        for entry in self.by_source(key, node) {
            if let Some(passages) = self.passages(&entry, key) {
                evidence.push(Evidence {
                    stance,
                    source: entry.source,
                    passages,
                });
            }
        }
        evidence
    }

    fn passages(&mut self, entry: &Entry<'_, '_>, key: &Key) -> Option<Vec<Passage>> {
        let Some(items) = entry.node.get_ref().as_array() else {
            return self
                .passage(&entry.path, entry.node, key)
                .map(|passage| vec![passage]);
        };
        self.not_empty(&entry.path, entry.node, key)?;
        let read: Vec<_> = items
            .iter()
            .map(|item| self.passage(&entry.path, item, key))
            .collect();
        read.into_iter().collect()
    }

    fn passage(&mut self, path: &str, node: &Node<'_>, key: &Key) -> Option<Passage> {
        match node.get_ref() {
            DeValue::String(_) => {
                let template = self.template(path, node, key, "empty-passage")?;
                Some(Passage::new(template))
            }
            DeValue::Table(table) => self.passage_table(path, node, table),
            _ => {
                self.wrong_type(
                    path,
                    "a passage, a list of passages or a table",
                    node,
                    key.example,
                );
                None
            }
        }
    }

    fn passage_table(
        &mut self,
        path: &str,
        node: &Node<'_>,
        table: &DeTable<'_>,
    ) -> Option<Passage> {
        let span = self.span(node.span());
        self.missing(Place::Passage, table, path, span);
        let mut passage = Passage::new(Template::default());
        let mut stated = false;
        for (key, node) in self.known(Place::Passage, path, table) {
            let what = format!("{path}.{}", key.name);
            match key.name {
                "passage" => {
                    if let Some(template) = self.template(&what, node, key, "empty-passage") {
                        passage.template = template;
                        stated = true;
                    }
                }
                "before" => passage.before = self.text(&what, node, key),
                "after" => passage.after = self.text(&what, node, key),
                "within" => passage.within = self.scope(&what, node, key).unwrap_or_default(),
                _ => passage.at_least = self.rung(&what, node, key),
            }
        }
        stated.then_some(passage)
    }
}

impl Passage {
    /// A passage of which nothing but its words is said.
    #[must_use]
    pub fn new(template: Template) -> Self {
        Self {
            template,
            before: None,
            after: None,
            within: Scope::default(),
            at_least: None,
        }
    }
}
