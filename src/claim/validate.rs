//! What can be said of claims once the sources are known: do they exist, and can their values be read.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::{Claim, Spanned};
use crate::diagnostic::Diagnostic;
use crate::source::SourceId;
use crate::span::Span;
use crate::suggestion::{listed, only_nearest};
use crate::value::{self, Context, Kind};

/// Reports each place in `claims` that names a source which is not among `known`.
#[must_use]
pub fn check_sources(claims: &[Claim], known: &[SourceId]) -> Vec<Diagnostic> {
    /// Past so many different unknown ids they are no slips, and each costs a look at every known one.
    const SLIPS: usize = 100;
    let ids: BTreeSet<&SourceId> = known.iter().collect();
    let unknown = claims.par_iter().map(|claim| {
        let mut unknown: Vec<(&SourceId, Span)> = sources(claim);
        unknown.retain(|(id, _)| !ids.contains(id));
        unknown.sort_by_key(|(_, at)| *at);
        (claim, unknown)
    });
    let unknown = unknown.filter(|(_, unknown)| !unknown.is_empty());
    let mut helps: BTreeMap<&SourceId, String> = BTreeMap::new();
    let mut diagnostics = Vec::new();
    for (claim, unknown) in unknown.collect::<Vec<_>>() {
        for (id, at) in unknown {
            let slips = helps.len() < SLIPS;
            let help = helps.entry(id).or_insert_with(|| meant(id, &ids, slips));
            let message = format!("there is no source `{}`", id.as_str().escape_debug());
            let diagnostic = Diagnostic::error("unknown-source", message)
                .at(&claim.file, at, "")
                .help(help.clone());
            diagnostics.push(diagnostic);
        }
    }
    diagnostics
}

/// Every place in which a claim names a source.
pub(crate) fn sources(claim: &Claim) -> Vec<(&SourceId, Span)> {
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

/// The source that `id` may have been meant to be, if it may be a `slip`, and which there are.
fn meant(id: &SourceId, known: &BTreeSet<&SourceId>, slip: bool) -> String {
    /// More ids than fit a line help nobody.
    const SHOWN: usize = 12;
    if known.is_empty() {
        return "there are no sources; a source is a text file, and its id is its name up to the first `_`".to_owned();
    }
    let shown: Vec<&&SourceId> = known.iter().take(SHOWN).collect();
    let there_are = match known.len() - shown.len() {
        0 if known.len() == 1 => format!("there is {}", listed(&shown)),
        0 => format!("there are {}", listed(&shown)),
        more => {
            let shown: Vec<String> = shown.iter().map(|id| format!("`{id}`")).collect();
            format!("there are {} and {more} more", shown.join(", "))
        }
    };
    let stem = || {
        id.as_str()
            .split('_')
            .next()
            .map(SourceId::new)
            .filter(|stem| known.contains(stem))
    };
    let near = || {
        let known = known.iter().map(|id| id.as_str()).filter(|_| slip);
        only_nearest(id.as_str(), known).map(SourceId::new)
    };
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
    unread_counts(claim, count.source.span, |words| {
        value::read_whole(words, Some(Kind::Number), &context).is_some()
    })
}

/// Reports each value of `claim` that is no number as `reads` has it; `count` is the key that asks for
/// one.
fn unread_counts(claim: &Claim, count: Span, reads: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let values = claim.statement.values().zip(&claim.statement.braces);
    values
        .filter(|(words, _)| !reads(words))
        .map(|(words, at)| {
            Diagnostic::error(
                "unread-value",
                format!("`{words}` does not read as a number"),
            )
            .at(&claim.file, *at, "")
            .at(
                &claim.file,
                count,
                "`count` compares it with how often the words occur",
            )
            .help("write how often: `{once}`, `{three}`, `{more than 10}`")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claim(keys: &str) -> (String, Claim) {
        let text = format!("[a]\nclaim = 'It is {{often}} said, and {{twice}} meant.'\n{keys}\n");
        let (mut claims, diagnostics) = crate::claim::read("t", "f", &text);
        assert_eq!(diagnostics, []);
        (text, claims.remove(0))
    }

    #[test]
    fn a_count_that_is_no_number_is_marked_in_the_statement() {
        let (text, claim) = claim("count.0 = ['said', 'meant']");
        let found = unread_counts(&claim, claim.count[0].source.span, |words| words == "twice");
        assert_eq!(found.len(), 1);
        assert_eq!(found[0].message, "`often` does not read as a number");
        let marked = found[0].labels.iter().filter_map(|label| label.span);
        assert_eq!(
            marked.map(|span| span.of(&text)).collect::<Vec<_>>(),
            ["{often}", "0"]
        );
    }

    #[test]
    fn each_place_that_names_an_unknown_source_is_reported() {
        let (text, claim) = claim(
            "per.0 = '{x} {y}'\nbut.1 = '{x} {y}'\ncount.2 = ['x', 'y']\nabsent.3 = 'x'\nabsent.all = 'x'\norder.4 = ['x', 'y']\ntogether.5 = { terms = ['x', 'y'] }\nsilent = ['6']\nunrelated.7 = 'x'",
        );
        let claims = [claim];
        let found = check_sources(&claims, &[]);
        let marked = found.iter().filter_map(|d| d.labels[0].span);
        let marked: Vec<&str> = marked.map(|span| span.of(&text)).collect();
        assert_eq!(marked, ["0", "1", "2", "3", "4", "5", "'6'", "7"]);
        assert!(found[0].help[0].starts_with("there are no sources"));
        let known: Vec<SourceId> = (0..20).map(|n| SourceId::new(&n.to_string())).collect();
        assert_eq!(check_sources(&claims, &known), []);
    }

    #[test]
    fn help_names_the_source_that_was_meant() {
        let ids = |ids: &[&str]| ids.iter().map(|id| SourceId::new(id)).collect::<Vec<_>>();
        let many: Vec<String> = (100..120).map(|n| n.to_string()).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        for (known, id, help) in [
            (
                &["000", "001"][..],
                "000_5377",
                "did you mean `000`? there are `000` and `001`",
            ),
            (
                &["ft-2023"],
                "ft-2032",
                "did you mean `ft-2023`? there is `ft-2023`",
            ),
            (&["000", "001"], "002", "there are `000` and `001`"),
            (
                &many,
                "999",
                "there are `100`, `101`, `102`, `103`, `104`, `105`, `106`, `107`, `108`, `109`, `110`, `111` and 8 more",
            ),
        ] {
            let known = ids(known);
            assert_eq!(
                meant(&SourceId::new(id), &known.iter().collect(), true),
                help,
                "{id}"
            );
        }
    }
}
