//! The conditions that a claim states besides its passages: `count`, `absent`, `order`, `together`,
//! `silent`, `unrelated` and `waive`.

use toml::de::{DeTable, DeValue};

use super::evidence::Entry;
use super::node::{Node, Reader};
use crate::claim::key::{Key, Place};
use crate::claim::{Absent, Count, Order, Spanned, Together, Waive};
use crate::passage::Scope;
use crate::source::SourceId;

/// What must not occur, and what must.
type Absence = (Vec<Spanned<String>>, Vec<Spanned<String>>);

impl Reader<'_> {
    /// `count.ID`.
    pub(super) fn counts(&mut self, key: &Key, node: &Node<'_>) -> Vec<Count> {
        let mut counts = Vec::new();
        for entry in self.by_source(key, node) {
            if let Some(terms) = self.count_terms(&entry, key) {
                counts.push(Count {
                    source: entry.source,
                    terms,
                });
            }
        }
        counts
    }

    fn count_terms(
        &mut self,
        entry: &Entry<'_, '_>,
        key: &Key,
    ) -> Option<Vec<Vec<Spanned<String>>>> {
        let Some(items) = entry.node.get_ref().as_array() else {
            return self
                .count_term(&entry.path, entry.node, key)
                .map(|term| vec![term]);
        };
        self.not_empty(&entry.path, entry.node, key)?;
        let read: Vec<_> = items
            .iter()
            .map(|item| self.count_term(&entry.path, item, key))
            .collect();
        read.into_iter().collect()
    }

    /// A term, or the spellings that count as one.
    fn count_term(
        &mut self,
        path: &str,
        node: &Node<'_>,
        key: &Key,
    ) -> Option<Vec<Spanned<String>>> {
        match node.get_ref() {
            DeValue::String(_) => self.text(path, node, key).map(|term| vec![term]),
            DeValue::Table(table) => {
                let span = self.span(node.span());
                self.missing(Place::Count, table, path, span);
                let mut terms = None;
                for (key, node) in self.known(Place::Count, path, table) {
                    terms = self.list(&format!("{path}.{}", key.name), node, key);
                }
                terms
            }
            _ => {
                self.wrong_type(
                    path,
                    "a term, a list of terms or `{ any = […] }`",
                    node,
                    key.example,
                );
                None
            }
        }
    }

    /// `absent.ID` and `absent.all`.
    pub(super) fn absences(&mut self, key: &Key, node: &Node<'_>) -> Vec<Absent> {
        let mut absences = Vec::new();
        for entry in self.by_source(key, node) {
            let read = match entry.node.get_ref() {
                DeValue::Table(table) => self.absence(&entry, table),
                _ => self
                    .texts(&entry.path, entry.node, key)
                    .map(|terms| (terms, Vec::new())),
            };
            let Some((terms, control)) = read else {
                continue;
            };
            let Spanned { value, span } = entry.source;
            absences.push(Absent {
                source: Spanned {
                    value: (value.as_str() != "all").then_some(value),
                    span,
                },
                terms,
                control,
            });
        }
        absences
    }

    /// The terms and controls of a table.
    fn absence(&mut self, entry: &Entry<'_, '_>, table: &DeTable<'_>) -> Option<Absence> {
        let span = self.span(entry.node.span());
        self.missing(Place::Absent, table, &entry.path, span);
        let (mut terms, mut control) = (None, Vec::new());
        for (key, node) in self.known(Place::Absent, &entry.path, table) {
            let read = self.texts(&format!("{}.{}", entry.path, key.name), node, key);
            match key.name {
                "terms" => terms = read,
                _ => control = read.unwrap_or_default(),
            }
        }
        terms.map(|terms| (terms, control))
    }

    /// `order.ID`.
    pub(super) fn orders(&mut self, key: &Key, node: &Node<'_>) -> Vec<Order> {
        let mut orders = Vec::new();
        for entry in self.by_source(key, node) {
            if let Some(passages) = self.two(&entry.path, entry.node, key) {
                orders.push(Order {
                    source: entry.source,
                    passages,
                });
            }
        }
        orders
    }

    /// `together.ID`.
    pub(super) fn groups(&mut self, key: &Key, node: &Node<'_>) -> Vec<Together> {
        let mut groups = Vec::new();
        for entry in self.by_source(key, node) {
            let Some(table) = entry.node.get_ref().as_table() else {
                self.wrong_type(&entry.path, "a table of terms", entry.node, key.example);
                continue;
            };
            let span = self.span(entry.node.span());
            self.missing(Place::Together, table, &entry.path, span);
            let (mut terms, mut within) = (None, Scope::default());
            for (key, node) in self.known(Place::Together, &entry.path, table) {
                let what = format!("{}.{}", entry.path, key.name);
                match key.name {
                    "terms" => terms = self.two(&what, node, key),
                    _ => within = self.scope(&what, node, key).unwrap_or_default(),
                }
            }
            if let Some(terms) = terms {
                groups.push(Together {
                    source: entry.source,
                    terms,
                    within,
                });
            }
        }
        groups
    }

    /// A list of at least two strings.
    fn two(&mut self, what: &str, node: &Node<'_>, key: &Key) -> Option<Vec<Spanned<String>>> {
        let list = self.list(what, node, key)?;
        if let [one] = list.as_slice() {
            let message = format!("`{what}` needs at least two, and has one");
            self.error(
                "too-few",
                one.span,
                message,
                format!("for example `{}`", key.example),
            );
            return None;
        }
        Some(list)
    }

    /// `silent`.
    pub(super) fn silent(&mut self, key: &Key, node: &Node<'_>) -> Vec<Spanned<SourceId>> {
        let ids = self.list(key.name, node, key).unwrap_or_default();
        let id = |id: Spanned<String>| Spanned {
            value: SourceId::new(&id.value),
            span: id.span,
        };
        ids.into_iter().map(id).collect()
    }

    /// `unrelated.ID`.
    pub(super) fn unrelated(
        &mut self,
        key: &Key,
        node: &Node<'_>,
    ) -> Vec<(Spanned<SourceId>, Spanned<String>)> {
        let mut unrelated = Vec::new();
        for entry in self.by_source(key, node) {
            if let Some(reason) = self.text(&entry.path, entry.node, key) {
                unrelated.push((entry.source, reason));
            }
        }
        unrelated
    }

    /// `waive`.
    pub(super) fn waive(&mut self, key: &Key, node: &Node<'_>) -> Option<Waive> {
        let Some(table) = node.get_ref().as_table() else {
            self.wrong_type(key.name, "a table with a reason", node, key.example);
            return None;
        };
        let span = self.span(node.span());
        self.missing(Place::Waive, table, key.name, span);
        let (mut reason, mut until) = (None, None);
        for (key, node) in self.known(Place::Waive, key.name, table) {
            let what = format!("waive.{}", key.name);
            match key.name {
                "reason" => reason = self.text(&what, node, key),
                _ => until = self.day(&what, node, key),
            }
        }
        Some(Waive {
            reason: reason?.value,
            until,
            span,
        })
    }
}
