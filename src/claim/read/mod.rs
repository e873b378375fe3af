//! Reads a claim file: TOML first, then each claim by its keys.
//!
//! A claim with an error is left out of what is returned; the others are not touched by it.

mod condition;
mod damage;
mod evidence;
mod name;
mod node;
mod part;
mod table;
mod top;
mod whole;
mod word;

use std::collections::BTreeSet;

use toml::de::DeTable;

use self::damage::Damage;
use self::node::Reader;
use super::key::Place;
use super::{Claim, ClaimId, Spanned, Stance, Template};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) use self::word::{rung_names, scope_names};

/// Reads the claims of one file, and everything that is wrong with it.
///
/// `topic` is the file's path below the claims folder without its extension, `file` its path in the
/// project, `text` what it holds. Claims and diagnostics come in the order of the file; a claim with an
/// error is not among the claims. TOML 1.0 is what fixtures should keep to; TOML 1.1 is read too.
///
/// ```
/// let text = "[moon]\nclaim = \"The moon is {full}.\"\nper.000 = \"a {full} moon\"\n";
/// let (claims, diagnostics) = claimtest::claim::read("sky", "claims/sky.toml", text);
/// assert_eq!(claims[0].id.to_string(), "sky::moon");
/// assert!(diagnostics.is_empty());
/// ```
#[must_use]
pub fn read(topic: &str, file: &str, text: &str) -> (Vec<Claim>, Vec<Diagnostic>) {
    let mut reader = Reader {
        file,
        text,
        base: 0,
        diagnostics: Vec::new(),
    };
    reader.topic(topic);
    let (root, errors) = DeTable::parse_recoverable(text);
    let mut claims = if errors.is_empty() {
        reader.some_claim(root.get_ref());
        reader.claims(topic, root.get_ref(), &BTreeSet::new())
    } else {
        let damage = Damage::of(file, text);
        reader.diagnostics.extend(damage.diagnostics);
        let (root, _) = DeTable::parse_recoverable(&damage.sound);
        let claims = reader.claims(topic, root.get_ref(), &damage.suspects);
        for part in &damage.parts {
            reader.damaged(topic, part);
        }
        claims
    };
    claims.sort_by_key(|claim| claim.span);
    let mut diagnostics = reader.diagnostics;
    diagnostics.sort_by_key(|diagnostic| diagnostic.labels.first().and_then(|label| label.span));
    (claims, diagnostics)
}

impl Reader<'_> {
    /// One claim, if nothing is wrong with it; `intact` says that its table is all there.
    fn claim(
        &mut self,
        topic: &str,
        name: &Spanned<String>,
        table: &DeTable<'_>,
        intact: bool,
    ) -> Option<Claim> {
        let before = self.diagnostics.len();
        self.claim_name(name);
        let mut claim = Claim::new(topic, self.file, name);
        let mut stated = false;
        if intact {
            self.missing(Place::Claim, table, &name.value, name.span);
        }
        for (key, node) in self.known(Place::Claim, &name.value, table) {
            match key.name {
                "claim" => {
                    if let Some(statement) = self.template(key.name, node, key, "empty-claim") {
                        claim.statement = statement;
                        stated = true;
                    }
                }
                "per" => claim.evidence.extend(self.evidence(Stance::Per, key, node)),
                "but" => claim.evidence.extend(self.evidence(Stance::But, key, node)),
                "speaker" => claim.speaker = self.text(key.name, node, key),
                "count" => claim.count = self.counts(key, node),
                "absent" => claim.absent = self.absences(key, node),
                "order" => claim.order = self.orders(key, node),
                "together" => claim.together = self.groups(key, node),
                "silent" => claim.silent = self.silent(key, node),
                "unrelated" => claim.unrelated = self.unrelated(key, node),
                "at_least" => claim.at_least = self.rung(key.name, node, key),
                "why" => claim.why = self.text(key.name, node, key).map(|why| why.value),
                "owner" => claim.owner = self.text(key.name, node, key).map(|owner| owner.value),
                "tags" => {
                    let tags = self.list(key.name, node, key).unwrap_or_default();
                    claim.tags = tags.into_iter().map(|tag| tag.value).collect();
                }
                _ => claim.waive = self.waive(key, node),
            }
        }
        claim.evidence.sort_by(|a, b| {
            let by_id = a.source.value.cmp(&b.source.value);
            by_id.then(a.source.span.cmp(&b.source.span))
        });
        if intact {
            let complete = self.errors_since(before) == 0;
            self.whole(&claim, stated, complete);
        }
        (self.errors_since(before) == 0).then_some(claim)
    }

    fn errors_since(&self, before: usize) -> usize {
        let new = &self.diagnostics[before..];
        new.iter().filter(|d| d.severity == Severity::Error).count()
    }
}

impl Claim {
    /// A claim that states nothing yet.
    fn new(topic: &str, file: &str, name: &Spanned<String>) -> Self {
        Self {
            id: ClaimId {
                topic: topic.to_owned(),
                name: name.value.clone(),
            },
            file: file.to_owned(),
            span: name.span,
            statement: Template::default(),
            evidence: Vec::new(),
            speaker: None,
            count: Vec::new(),
            absent: Vec::new(),
            order: Vec::new(),
            together: Vec::new(),
            silent: Vec::new(),
            unrelated: Vec::new(),
            why: None,
            tags: Vec::new(),
            owner: None,
            waive: None,
            at_least: None,
        }
    }
}
