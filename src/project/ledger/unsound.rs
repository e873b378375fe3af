//! A claim file with a mistake in it. What is wrong there, and which claims can be read all the same, is told
//! by reading all of it, as a run does that looks at everything; those whose tables are as they were are
//! still known.

use std::collections::HashMap;
use std::ops::Range;

use super::Moved;
use super::kept::KeptClaim;
use super::rows::Rows;
use super::slots::{Is, Slot, Slots, claims_in};
use super::table::{Part, Start, pieces};
use crate::claim;

impl Slots {
    /// Adds the claims of file number `number`, in which `text` stands now, and puts down what is wrong with
    /// it. `kept` are the parts that it had, with the number of their first claim. Returns the parts that it
    /// has.
    pub(super) fn take(
        &mut self,
        number: usize,
        (file, topic, text): (&str, &str, &str),
        (kept, first): (&[Part], usize),
        claims: &Rows<'_, KeptClaim<'_>>,
    ) -> Vec<Part> {
        let (read, wrong) = claim::read(topic, file, text);
        self.wrong.extend(wrong);
        let names: Vec<usize> = read.iter().map(|it| it.span.start).collect();
        let parts = parts(text, &names);
        let alone = kept.iter().copied().zip(Start::all(kept));
        let mut known: HashMap<Part, Start> = alone.filter(|(part, _)| part.n == 1).collect();
        let mut earlier: Vec<Option<(usize, Moved)>> = Vec::with_capacity(read.len());
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut now = Start::default();
        let mut own = read.iter();
        for part in &parts {
            let next = now.after(part);
            for claim in own.by_ref().take(part.n as usize) {
                let at = claim.span.start - now.bytes;
                let is_same = |it: &Start| {
                    let kept = &claims[first + it.n];
                    kept.name.as_str() == claim.id.name && kept.at as usize == at
                };
                let same = known.remove(part).filter(is_same);
                if same.is_some() {
                    ranges.push(now.bytes..next.bytes);
                }
                earlier.push(same.and_then(|it| {
                    let bytes = now.bytes.checked_signed_diff(it.bytes)?;
                    let lines = now.lines.checked_signed_diff(it.lines)?;
                    Some((first + it.n, Moved { bytes, lines }))
                }));
            }
            now = next;
        }
        // What is wrong elsewhere may make something else of a table that is as it was.
        let alone = claims_in(file, topic, text, &ranges).unwrap_or_default();
        let mut alone = alone.iter().peekable();
        let claims = read.into_iter().zip(earlier);
        for ((claim, earlier), part) in claims.zip(places(&parts)) {
            let is_same = alone.next_if(|it| it.span.start == claim.span.start) == Some(&claim);
            let at = claim.span.start;
            let is = match earlier {
                Some((number, moved)) if is_same => Is::Kept(number, moved),
                _ => Is::New(Box::new(claim)),
            };
            self.all.push(Slot::new(number, part, at, is));
        }
        parts
    }
}

/// The parts of a text with a mistake in it, whose claims have their names at `names`, in order: where a
/// table cannot be read it has no name, and still is no part of the one before it.
fn parts(text: &str, names: &[usize]) -> Vec<Part> {
    let mut names = names.iter().peekable();
    let parts = pieces(text).into_iter().map(|piece| {
        let own = std::iter::from_fn(|| names.next_if(|at| piece.contains(at)));
        Part::new(&text[piece.clone()], own.count())
    });
    parts.collect()
}

/// For every claim, the bytes of its part.
fn places(parts: &[Part]) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    parts.iter().flat_map(move |part| {
        let range = start..start + part.len as usize;
        start = range.end;
        std::iter::repeat_n(range, part.n as usize)
    })
}
