//! What can be said of claims once the sources are known: do they exist, and can their values be read.

use std::collections::BTreeSet;

use super::{Claim, Spanned};
use crate::diagnostic::Diagnostic;
use crate::source::SourceId;
use crate::span::Span;
use crate::suggestion::{listed, only_nearest};
use crate::value::{self, Context, Kind};

/// Reports each place in `claims` that names a source which is not among `known`.
#[must_use]
pub fn check_sources(claims: &[Claim], known: &[SourceId]) -> Vec<Diagnostic> {
    let ids: BTreeSet<&SourceId> = known.iter().collect();
    let mut diagnostics = Vec::new();
    for claim in claims {
        let mut unknown: Vec<(&SourceId, Span)> = sources(claim);
        unknown.retain(|(id, _)| !ids.contains(id));
        unknown.sort_by_key(|(_, at)| *at);
        for (id, at) in unknown {
            let message = format!("there is no source `{}`", id.as_str().escape_debug());
            let diagnostic = Diagnostic::error("unknown-source", message)
                .at(&claim.file, at, "")
                .help(meant(id, &ids));
            diagnostics.push(diagnostic);
        }
    }
    diagnostics
}

/// Every place in which a claim names a source.
fn sources(claim: &Claim) -> Vec<(&SourceId, Span)> {
    let place = |id: &'_ Spanned<SourceId>| id.span;
    let mut sources = Vec::new();
    sources.extend(
        claim
            .evidence
            .iter()
            .map(|e| (&e.source.value, place(&e.source))),
    );
    sources.extend(
        claim
            .count
            .iter()
            .map(|c| (&c.source.value, place(&c.source))),
    );
    sources.extend(
        claim
            .order
            .iter()
            .map(|o| (&o.source.value, place(&o.source))),
    );
    sources.extend(
        claim
            .together
            .iter()
            .map(|t| (&t.source.value, place(&t.source))),
    );
    sources.extend(claim.silent.iter().map(|id| (&id.value, place(id))));
    sources.extend(claim.unrelated.iter().map(|(id, _)| (&id.value, place(id))));
    let absent = claim.absent.iter();
    sources.extend(absent.filter_map(|a| Some((a.source.value.as_ref()?, a.source.span))));
    sources
}

/// The source that `id` may have been meant to be, and which there are.
fn meant(id: &SourceId, known: &BTreeSet<&SourceId>) -> String {
    /// More ids than fit a line help nobody.
    const SHOWN: usize = 12;
    if known.is_empty() {
        return "there are no sources; a source is a text file, and its id is its name up to the first `_`".to_owned();
    }
    let shown: Vec<&&SourceId> = known.iter().take(SHOWN).collect();
    let there_are = match known.len() - shown.len() {
        0 if known.len() == 1 => format!("there is {}", listed(&shown)),
        0 => format!("there are {}", listed(&shown)),
        more => format!("there are {} and {more} more", listed(&shown)),
    };
    let stem = || {
        id.as_str()
            .split('_')
            .next()
            .map(SourceId::new)
            .filter(|stem| known.contains(stem))
    };
    let near = || only_nearest(id.as_str(), known.iter().map(|id| id.as_str())).map(SourceId::new);
    match stem().or_else(near) {
        Some(near) => format!("did you mean `{near}`? {there_are}"),
        None => there_are,
    }
}

/// Reports values of `claim` that cannot be read where they must be: what `count` asserts is a number.
///
/// `context` gives what reading in a source depends on.
#[must_use]
pub fn check_values<'c>(
    claim: &Claim,
    context: impl Fn(&SourceId) -> Context<'c>,
) -> Vec<Diagnostic> {
    let Some(count) = claim.count.first() else {
        return Vec::new();
    };
    let context = context(&count.source.value);
    let values = claim.statement.values().zip(&claim.statement.braces);
    values
        .filter(|(words, _)| value::read_whole(words, Some(Kind::Number), &context).is_none())
        .map(|(words, at)| {
            Diagnostic::error(
                "unread-value",
                format!("`{words}` does not read as a number"),
            )
            .at(&claim.file, *at, "")
            .at(
                &claim.file,
                count.source.span,
                "`count` compares it with how often the words occur",
            )
            .help("write how often: `{once}`, `{three}`, `{more than 10}`")
        })
        .collect()
}
