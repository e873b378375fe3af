//! What is left of a file that is not TOML as it stands.
//!
//! The TOML reader recovers within limits: an unclosed list swallows the claims after it, a key without
//! `=` ends the file. So a broken file is cut at the headers of its claims, each part is read alone,
//! and the parts that are sound by themselves are read together, at their places, as if the broken
//! ones were blank. Everything here happens only to a file with a mistake; all of it is linear.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeTable;

use super::part::{self, Part};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::toml_table::syntax::{blanked, mistakes};

/// A file that is not TOML as a whole.
pub(super) struct Damage<'t> {
    /// The file with everything broken blanked out; bytes stand where they stood.
    pub(super) sound: String,
    /// The parts that were blanked out.
    pub(super) parts: Vec<Part<'t>>,
    /// Claims that read well alone, and do not fit in with the rest of the file.
    pub(super) suspects: BTreeSet<String>,
    /// What is wrong with the TOML.
    pub(super) diagnostics: Vec<Diagnostic>,
}

impl<'t> Damage<'t> {
    /// Takes a broken file apart.
    pub(super) fn of(file: &str, text: &'t str) -> Self {
        let parts = part::split(text);
        let mut diagnostics = Vec::new();
        let mut broken = Vec::new();
        let mut first: BTreeMap<&str, Span> = BTreeMap::new();
        for mut part in parts.iter().map(Part::copied) {
            let (_, errors) = DeTable::parse_recoverable(part.span.of(text));
            for mistake in mistakes(file, text, part.span, &errors) {
                diagnostics.push(mistake.diagnostic);
                part.lines.push(mistake.lines);
            }
            let mut twin = None;
            if let Some((name, at)) = part.name.filter(|_| !part.dotted) {
                twin = first.get(name).map(|&twin| duplicate(file, name, at, twin));
                first.entry(name).or_insert(at);
            }
            if twin.is_some() || !part.lines.is_empty() {
                broken.push(part);
            }
            diagnostics.extend(twin);
        }
        let spans: Vec<Span> = broken.iter().map(|part| part.span).collect();
        let mut damage = Self {
            sound: blanked(text, &spans),
            parts: broken,
            suspects: BTreeSet::new(),
            diagnostics,
        };
        damage.misfits(file, &parts);
        damage
    }

    /// Reports what is wrong between parts that are sound alone: a source cited in `[a]` and again in
    /// an `[a.per]` further down.
    fn misfits(&mut self, file: &str, parts: &[Part<'_>]) {
        let (_, errors) = DeTable::parse_recoverable(&self.sound);
        for mistake in mistakes(file, &self.sound, Span::new(0, self.sound.len()), &errors) {
            self.diagnostics.push(mistake.diagnostic);
            let after = parts.partition_point(|part| part.span.start <= mistake.lines.start);
            let part = after.checked_sub(1).and_then(|at| parts[at].name);
            self.suspects.extend(part.map(|(name, _)| name.to_owned()));
        }
    }
}

/// Two claims with one name.
fn duplicate(file: &str, name: &str, at: Span, first: Span) -> Diagnostic {
    Diagnostic::error("duplicate-id", format!("there are two claims `{name}`"))
        .at(file, at, "")
        .at(file, first, "the first is here")
        .help("give each claim a name of its own")
}
