//! Tables: which keys are known, which are missing, and what an unknown one was meant to be.

use toml::de::{DeString, DeTable};

use super::node::{Node, Reader};
use crate::claim::key::{KEYS, Key, Place};
use crate::span::Span;
use crate::suggestion::{listed, nearest};

impl Reader<'_> {
    /// The known keys of the table called `what` with what they hold, in the order of their names; the
    /// others are reported.
    pub(super) fn known<'t, 'i>(
        &mut self,
        place: Place,
        what: &str,
        table: &'t DeTable<'i>,
    ) -> Vec<(&'static Key, &'t Node<'i>)> {
        let mut known = Vec::new();
        for (name, node) in table {
            match place.key(name.get_ref()) {
                Some(key) => known.push((key, node)),
                None => self.unknown_key(place, what, name, node),
            }
        }
        known
    }

    /// Reports the required keys of `place` that `table` lacks, at `at`.
    pub(super) fn missing(&mut self, place: Place, table: &DeTable<'_>, what: &str, at: Span) {
        for key in place.keys().filter(|key| key.required) {
            let misspelled =
                |name: &str| place.key(name).is_none() && meant(place, name) == Some(key);
            if !table.contains_key(key.name) && !table.keys().any(|name| misspelled(name.get_ref()))
            {
                let message = format!("`{}` has no `{}`", what.escape_debug(), key.name);
                let help = format!("add it: `{}`", key.example);
                self.error("missing-key", at, message, help);
            }
        }
    }

    fn unknown_key(
        &mut self,
        place: Place,
        what: &str,
        name: &toml::Spanned<DeString<'_>>,
        node: &Node<'_>,
    ) {
        let span = self.span(name.span());
        if span.is_empty() {
            return;
        }
        let word = name.get_ref().as_ref();
        let states = |table: &DeTable<'_>| table.contains_key("claim");
        if place == Place::Claim && node.get_ref().as_table().is_some_and(states) {
            let message = format!(
                "the claim `{}` stands within another claim",
                word.escape_debug()
            );
            let help = "a claim's name has no dots: `[joint-statement]`";
            return self.error("nested-claim", span, message, help);
        }
        let help = match (meant(place, word), elsewhere(word)) {
            (Some(key), _) => format!("did you mean `{}`? for example `{}`", key.name, key.example),
            (None, Some(key)) => format!("`{}` belongs into `{}`", key.name, key.place.form()),
            (None, None) => {
                let names: Vec<&str> = place.keys().map(|key| key.name).collect();
                format!("there are {}", listed(&names))
            }
        };
        let message = format!(
            "unknown key `{}` in `{}`",
            word.escape_debug(),
            what.escape_debug()
        );
        self.error("unknown-key", span, message, help);
    }
}

/// The key of `place` that somebody who wrote the unknown key `word` most likely meant.
fn meant(place: Place, word: &str) -> Option<&'static Key> {
    let near = nearest(word, place.keys().map(|key| key.name)).and_then(|name| place.key(name));
    let lower = word.to_lowercase();
    near.or_else(|| {
        place
            .keys()
            .find(|key| key.mistaken.contains(&lower.as_str()))
    })
}

/// The key called `word` of another place.
fn elsewhere(word: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.name.eq_ignore_ascii_case(word))
}
