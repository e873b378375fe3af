//! The canonical text of what two sources disagree on, and the file it is kept in.

use std::fmt::Write as _;

use super::{context, marked};
use crate::compare::survey::{Grade, Item, Pair};
use crate::source::{Source, SourceId};
use crate::verdict::Place;

/// The folder of the survey's snapshots below the snapshots folder.
pub const FOLDER: &str = "survey";

/// The snapshot's file of two sources below the snapshots folder: `survey/000-004.snap`.
///
/// A hyphen within an id is doubled, so that no two pairs share a file.
#[must_use]
pub fn path(a: &SourceId, b: &SourceId) -> String {
    let [a, b] = [a, b].map(|id| id.as_str().replace('-', "--"));
    format!("{FOLDER}/{a}-{b}.snap")
}

/// The body of a pair's snapshot, or `None` where it has nothing to say.
///
/// What claims cover is one line each at the end, without the words: those are in the claims' own
/// snapshots.
#[must_use]
pub fn body(pair: &Pair, sources: &[Source]) -> Option<String> {
    let (a, b) = (&sources[pair.a], &sources[pair.b]);
    if pair.items.is_empty() && pair.copied.is_none() {
        return None;
    }
    let mut body = if pair.a == pair.b {
        format!("source   {}\n", a.id)
    } else {
        format!("sources  {} and {}\n", a.id, b.id)
    };
    if let Some(days) = pair.apart {
        let _ = writeln!(
            body,
            "apart    {days} days: they tell of different events, and their values are not compared"
        );
    }
    if let Some(copied) = pair.copied {
        let _ = writeln!(
            body,
            "copies   {} % of the sentences of {} stand in {}, and {} % of those of {} in {}",
            copied.a, a.id, b.id, copied.b, b.id, a.id
        );
    }
    let mut last = None;
    for item in pair.items.iter().filter(|item| item.claims.is_empty()) {
        if item.grade != Grade::Spelling || last != Some(Grade::Spelling) {
            body.push('\n');
        }
        last = Some(item.grade);
        write_item(&mut body, item, [a, b]);
    }
    let mut claimed = pair.items.iter().filter(|item| !item.claims.is_empty());
    if let Some(first) = claimed.next() {
        body.push('\n');
        for item in std::iter::once(first).chain(claimed) {
            let _ = writeln!(body, "claimed  {}  {}", item.grade.name(), item.what);
        }
    }
    Some(body)
}

/// One difference: its grade and what it is, why it is one, and the words of both.
fn write_item(body: &mut String, item: &Item, sources: [&Source; 2]) {
    let _ = writeln!(body, "{:<11}  {}", item.grade.name(), item.what);
    if item.grade == Grade::Spelling {
        return;
    }
    let _ = writeln!(body, "{:<11}  {}", "", item.why);
    for (place, source) in item.places.iter().zip(sources) {
        // Of a long sentence, the words around the value are shown.
        let shown = match place.slots.first() {
            Some(&slot) => Place {
                span: slot,
                slots: place.slots.clone(),
            },
            None => place.clone(),
        };
        let _ = writeln!(body, "     {}  {}", source.id, context(&shown, source));
    }
    if !item.diff.is_empty() {
        let _ = writeln!(body, "     diff  {}", marked(&item.diff));
    }
}
