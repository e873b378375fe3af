//! Words and numbers that come from a closed set: rungs, scopes, days.

use jiff::civil::Date;
use toml::de::DeValue;

use super::node::{Node, Reader};
use crate::claim::Spanned;
use crate::claim::key::Key;
use crate::passage::{Rung, Scope};
use crate::suggestion::{listed, nearest};
use crate::toml_table::civil;

const SCOPES: [(&str, Scope); 3] = [
    ("sentence", Scope::Sentence),
    ("paragraph", Scope::Paragraph),
    ("source", Scope::Source),
];

/// The names of the rungs that may pass, strictest first.
pub(in crate::claim) fn rung_names() -> impl Iterator<Item = &'static str> {
    Rung::PASSING.into_iter().map(Rung::name)
}

/// The words for scopes.
pub(in crate::claim) fn scope_names() -> impl Iterator<Item = &'static str> {
    SCOPES.iter().map(|(name, _)| *name)
}

impl Reader<'_> {
    /// The loosest rung that may pass.
    pub(super) fn rung(&mut self, what: &str, node: &Node<'_>, key: &Key) -> Option<Rung> {
        let word = self.text(what, node, key)?;
        let rung = Rung::from_name(&word.value);
        if rung.is_none() {
            let names: Vec<&str> = rung_names().collect();
            if word.value == "near" {
                let help = format!("the rungs that may pass are {}", listed(&names));
                self.error(
                    "unknown-rung",
                    word.span,
                    "the rung `near` never passes",
                    help,
                );
            } else {
                self.unknown_word("unknown-rung", "rung", &word, &names);
            }
        }
        rung
    }

    /// How far apart things may lie.
    pub(super) fn scope(&mut self, what: &str, node: &Node<'_>, key: &Key) -> Option<Scope> {
        match node.get_ref() {
            DeValue::String(_) => {
                let word = self.text(what, node, key)?;
                let scope = SCOPES.iter().find(|(name, _)| *name == word.value);
                if scope.is_none() {
                    let names: Vec<&str> = SCOPES.iter().map(|(name, _)| *name).collect();
                    self.unknown_word("unknown-scope", "scope", &word, &names);
                }
                scope.map(|(_, scope)| *scope)
            }
            DeValue::Integer(number) => {
                let words = usize::from_str_radix(number.as_str(), number.radix()).ok();
                let words = words.filter(|&words| words > 0);
                if words.is_none() {
                    let span = self.span(node.span());
                    let message = format!("`{what}` counts words, at least 1");
                    self.error(
                        "unknown-scope",
                        span,
                        message,
                        format!("for example `{}`", key.example),
                    );
                }
                words.map(Scope::Words)
            }
            _ => {
                self.wrong_type(
                    what,
                    "`sentence`, `paragraph`, `source` or a number of words",
                    node,
                    key.example,
                );
                None
            }
        }
    }

    /// A day, as a TOML date or a string of the same form.
    pub(super) fn day(&mut self, what: &str, node: &Node<'_>, key: &Key) -> Option<Date> {
        let day = match node.get_ref() {
            DeValue::String(text) if text.len() == "2026-12-31".len() => text.parse().ok(),
            DeValue::Datetime(day) if day.time.is_none() => day.date.and_then(civil),
            DeValue::String(_) | DeValue::Datetime(_) => None,
            _ => {
                self.wrong_type(what, "a day", node, key.example);
                return None;
            }
        };
        let span = self.span(node.span());
        if day.is_none() && !span.is_empty() {
            let help = format!("year, month, day: `{}`", key.example);
            self.error(
                "bad-day",
                span,
                format!("`{what}` is no day of the calendar"),
                help,
            );
        }
        day
    }

    fn unknown_word(
        &mut self,
        rule: &'static str,
        kind: &str,
        word: &Spanned<String>,
        names: &[&str],
    ) {
        let help = match nearest(&word.value, names.iter().copied()) {
            Some(meant) => format!("did you mean `{meant}`? there are {}", listed(names)),
            None => format!("there are {}", listed(names)),
        };
        let message = format!("there is no {kind} `{}`", word.value.escape_debug());
        self.error(rule, word.span, message, help);
    }
}
