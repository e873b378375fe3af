//! Finds every place of a pattern in one text.
//!
//! A piece is looked for from its rarest word: where that word stands, the two texts are walked along
//! in both directions. Pieces of an elided passage are chained in order, never overlapping, from the
//! rarest piece outwards. A hit says which stretch of the text each stretch of the query stands for,
//! and from that its rung follows.

use std::cell::Cell;
use std::ops::Range;

use super::anchor::Fixed;
use super::pattern::{Pattern, Piece};
use super::walk::{Beside, Side, Step, Via, Walk, Way, is_stop};
use super::{Occurrence, Query, Rung};
use crate::index::Index;
use crate::source::Text;
use crate::source::token::{Before, Kind, Tokens, same_letters};

/// Where a piece, or a whole pattern, stands.
#[derive(Clone, Debug)]
pub(super) struct Hit {
    /// Tokens of the text.
    pub(super) text: Range<usize>,
    pub(super) steps: Vec<Step>,
    pub(super) pieces: Vec<Range<usize>>,
}

impl Hit {
    /// The strictest rung that allows what it passes over, whatever the letters.
    pub(super) fn looseness(&self) -> Rung {
        let rungs = self.steps.iter().map(|step| step.via.rung());
        rungs.max().unwrap_or(Rung::Verbatim)
    }
}

impl Pattern<'_> {
    /// Every place of the pattern in text number `source`, in order, none overlapping another, each
    /// with the strictest rung on which it is found there.
    ///
    /// # Panics
    /// When there is no such text.
    #[must_use]
    pub fn find(&self, index: &Index<'_>, source: usize) -> Vec<Occurrence> {
        let glance = index.glance(source);
        if let Some(found) = glance.and_then(|glance| self.find_in_part(glance)) {
            return found;
        }
        let search = Search::new(self, index, source);
        let occurrences = |hits: Vec<Hit>| -> Vec<Occurrence> {
            let around = hits.into_iter().filter(|hit| search.stands_between(hit));
            around.filter_map(|hit| search.occurrence(&hit)).collect()
        };
        let Some(whole) = self.whole() else {
            return Vec::new();
        };
        let found = occurrences(search.hits(&whole, &(0..search.tokens.len())));
        if !found.is_empty() {
            return found;
        }
        let cuts = [false, true].into_iter().filter_map(|it| self.cut(it));
        for cut in cuts.chain(self.cuts_at_some()) {
            let found = occurrences(search.chains(&cut));
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }
}

impl Pattern<'_> {
    /// Which texts of `index` hold the pattern, by number, in order. Only texts that have its rarest
    /// word are looked into.
    #[must_use]
    pub fn elsewhere(&self, index: &Index<'_>) -> Vec<usize> {
        let keys = self.keys().into_iter();
        let rarest = keys.min_by_key(|&key| index.n_holders(key));
        let sources: Vec<usize> = match rarest {
            Some(key) => index.everywhere(key).map(|(source, _)| source).collect(),
            None => (0..index.len()).collect(),
        };
        let holds = |source: &usize| !self.find(index, *source).is_empty();
        sources.into_iter().filter(holds).collect()
    }

    /// The keys of the words that a text must have as they are, for the pattern to stand in it.
    pub(crate) fn keys(&self) -> Vec<u32> {
        let all = self.tokens.all();
        let mut fixed = Fixed::new(self);
        let plain = (0..all.len()).filter(|&idx| all[idx].kind == Kind::Word && fixed.holds(idx));
        let mut keys: Vec<u32> = plain.map(|idx| all[idx].key).collect();
        keys.sort_unstable();
        keys.dedup();
        keys
    }
}

/// One pattern in one text.
pub(super) struct Search<'a> {
    pub(super) pattern: &'a Pattern<'a>,
    pub(super) index: &'a Index<'a>,
    pub(super) source: usize,
    pub(super) text: &'a Text,
    pub(super) tokens: &'a Tokens,
    /// Whether asides are passed over.
    literal: bool,
    /// How many more tokens may be walked along: a bound on what a hostile text can cost.
    fuel: Cell<usize>,
}

impl<'a> Search<'a> {
    pub(super) fn new(pattern: &'a Pattern<'a>, index: &'a Index<'a>, source: usize) -> Self {
        let text = index.text(source);
        let tokens = text.tokens();
        Self {
            pattern,
            index,
            source,
            text,
            tokens,
            literal: false,
            fuel: Cell::new(8 * (tokens.len() + pattern.tokens.len()) + 20_000),
        }
    }

    /// A search that passes over nothing on either side.
    pub(super) fn literal(pattern: &'a Pattern<'a>, index: &'a Index<'a>, source: usize) -> Self {
        Self {
            literal: true,
            ..Self::new(pattern, index, source)
        }
    }

    /// The query and the text, as a walk goes along them.
    fn sides(&self) -> (Side<'a>, Side<'a>) {
        let side = |tokens, beside| Side {
            tokens,
            beside: if self.literal {
                Beside::Nothing
            } else {
                beside
            },
        };
        let pattern = self.pattern;
        (
            side(&pattern.tokens, Beside::Known(&pattern.asides)),
            side(self.tokens, Beside::Of(self.text)),
        )
    }

    /// Every place of one piece among the tokens `within`, in order. Of places that overlap the one
    /// that passes over less is kept.
    pub(super) fn hits(&self, piece: &Piece, within: &Range<usize>) -> Vec<Hit> {
        let mut hits: Vec<Hit> = Vec::new();
        let Some(fuel) = self.fuel.get().checked_sub(piece.core.len()) else {
            return hits;
        };
        self.fuel.set(fuel);
        for (query, places) in self.anchors(piece, within) {
            let mut from = within.start;
            for place in places.iter() {
                if place < from {
                    continue;
                }
                if let Some(hit) = self.hit(piece, query, place, from..within.end) {
                    if hit.looseness() == Rung::Verbatim {
                        from = hit.text.end;
                    }
                    hits.push(hit);
                }
            }
        }
        hits.sort_by_key(|hit| (hit.text.start, hit.text.end));
        let mut kept: Vec<Hit> = Vec::with_capacity(hits.len());
        for hit in hits {
            match kept
                .last_mut()
                .filter(|last| hit.text.start < last.text.end)
            {
                Some(last) if hit.looseness() < last.looseness() => *last = hit,
                Some(_) => {}
                None => kept.push(hit),
            }
        }
        kept
    }

    /// The hit with token `query` of the pattern at token `place` of the text.
    pub(super) fn hit(
        &self,
        piece: &Piece,
        query: usize,
        place: usize,
        within: Range<usize>,
    ) -> Option<Hit> {
        let (query_side, text_side) = self.sides();
        let walk = |way, query_end, text_end| {
            Walk::new(query_side, text_side, way, query_end, text_end, &self.fuel)
        };
        let forward = walk(Way::Forward, piece.core.end, within.end).go(query, place)?;
        let mut steps = walk(Way::Backward, piece.core.start, within.start).go(query, place)?;
        steps.reverse();
        steps.extend(forward);
        let text = steps.first()?.text.start..steps.last()?.text.end;
        let mut hit = Hit {
            pieces: vec![text.clone()],
            text,
            steps,
        };
        self.widen(piece, &mut hit, &within);
        Some(hit)
    }

    /// Takes in the marks at the piece's edges where the text has them too.
    fn widen(&self, piece: &Piece, hit: &mut Hit, within: &Range<usize>) {
        for idx in piece.head.clone().rev() {
            let before = hit
                .text
                .start
                .checked_sub(1)
                .filter(|&at| at >= within.start);
            let is_there = before.is_some_and(|at| self.opens(at) || self.stands_as(at, idx));
            let start = hit.text.start - usize::from(is_there);
            hit.steps.insert(0, edge(idx, start..hit.text.start));
            hit.text.start = start;
        }
        let mut tail = piece.tail.clone();
        if self.is_swapped(&tail, hit.text.end, within) {
            hit.steps.push(Step {
                query: tail.clone(),
                text: hit.text.end..hit.text.end + 2,
                via: Via::Swapped,
            });
            hit.text.end += 2;
            tail.start = tail.end;
        }
        for idx in tail {
            let is_there = self.has(hit.text.end, idx, within) && self.closes(hit.text.end, idx);
            let end = hit.text.end + usize::from(is_there);
            let mut step = edge(idx, hit.text.end..end);
            if is_stop(&self.pattern.tokens, idx) && !is_there {
                // British printers set the stop after the mark that closes the quotation.
                let quote_first =
                    self.is_quote(hit.text.end) && self.has(hit.text.end + 1, idx, within);
                step.via = Via::Dropped { stop: !quote_first };
            }
            hit.steps.push(step);
            hit.text.end = end;
        }
        if let [piece] = &mut hit.pieces[..] {
            *piece = hit.text.clone();
        }
    }

    /// Whether the text has at `at` what the query has at `idx`.
    fn has(&self, at: usize, idx: usize, within: &Range<usize>) -> bool {
        let (q, all) = (self.pattern.tokens.all()[idx], self.tokens.all());
        at < within.end
            && all
                .get(at)
                .is_some_and(|t| t.key == q.key && t.kind == q.kind)
    }

    /// Whether token `at` is a quotation mark that belongs to what follows it, and closes nothing before.
    fn opens(&self, at: usize) -> bool {
        let all = self.tokens.all();
        let space = all.get(at + 1).map_or(Before::Blank, |next| next.before);
        self.is_quote(at)
            && (space == Before::Joined
                || (space == Before::Space && all[at].before != Before::Joined))
    }

    /// Whether token `at` belongs to what stands before it: a quotation mark that is joined to it, or as far
    /// from it as token `idx` of the query is.
    fn closes(&self, at: usize, idx: usize) -> bool {
        let space = self.tokens.all()[at].before;
        let same = space == self.pattern.tokens.all()[idx].before;
        !self.is_quote(at) || space == Before::Joined || same
    }

    /// Whether token `at` is a quotation mark as far from what follows it as token `idx` of the query is.
    fn stands_as(&self, at: usize, idx: usize) -> bool {
        let query = self.pattern.tokens.all().get(idx + 1);
        let text = self.tokens.all().get(at + 1);
        self.is_quote(at)
            && query
                .zip(text)
                .is_some_and(|(query, text)| query.before == text.before)
    }

    fn is_quote(&self, at: usize) -> bool {
        let token = self.tokens.all().get(at);
        token.is_some_and(|token| token.kind == Kind::Quote)
    }

    fn is_swapped(&self, tail: &Range<usize>, at: usize, within: &Range<usize>) -> bool {
        tail.len() == 2
            && self.has(at, tail.end - 1, within)
            && self.has(at + 1, tail.start, within)
            && !self.has(at, tail.start, within)
    }

    /// Whether the words that the query asks for stand right before and right after the hit.
    fn stands_between(&self, hit: &Hit) -> bool {
        let Query { before, after, .. } = self.pattern.query;
        let (start, end) = (hit.text.start, hit.text.end);
        before.is_none_or(|context| {
            let context = Tokens::new(context);
            let here = self.tokens.words(0..start).rev();
            begins_with(here, context.words(0..context.len()).rev())
        }) && after.is_none_or(|context| {
            let context = Tokens::new(context);
            let here = self.tokens.words(end..self.tokens.len());
            begins_with(here, context.words(0..context.len()))
        })
    }
}

fn begins_with<'a>(
    mut words: impl Iterator<Item = &'a str>,
    mut head: impl Iterator<Item = &'a str>,
) -> bool {
    head.all(|word| words.next().is_some_and(|other| same_letters(word, other)))
}

/// A mark at the edge of a piece, with its place in the text or with none.
fn edge(query: usize, text: Range<usize>) -> Step {
    let via = if text.is_empty() {
        Via::Dropped { stop: false }
    } else {
        Via::Same
    };
    Step {
        query: query..query + 1,
        text,
        via,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mark_up_beside_a_mark_of_the_text_is_told_from_it() {
        for (source, query, is_found) in [
            ("see ___init__ for it", "see _init for it", true),
            ("see **_init** for it", "see _init for it", true),
            ("see **a_b** for it", "see a_b for it", true),
            ("see _a_b_ for it", "see a_b for it", true),
            ("see **_it_** now", "see it now", true),
            ("see a_b for it", "see ab for it", false),
        ] {
            let text = Text::new(source.to_owned());
            let found = Pattern::new(Query::new(query)).find(&Index::new([&text]), 0);
            assert_eq!(!found.is_empty(), is_found, "{query} in {source}");
        }
    }

    #[test]
    fn marks_at_the_edges_and_ellipses_of_the_source_are_literal_first() {
        let source = "So it “was.”\n\nThat is our past... we do not know what we say if we do not know \
                      it.\n\n“No one is a slave... ‘except for a crime.’”";
        let text = Text::new(source.to_owned());
        let index = Index::new([&text]);
        for (query, expected) in [
            (
                "past... we... if we do not",
                Some("past... we do not know what we say if we do not"),
            ),
            (
                "No one is …slave... ‘except for",
                Some("No one is a slave... ‘except for"),
            ),
            (
                "« That is our … we say »",
                Some("That is our past... we do not know what we say"),
            ),
            ("« we do not … know it. »", Some("we do not know it.")),
            ("past... say... if", None),
        ] {
            let found = Pattern::new(Query::new(query)).find(&index, 0);
            let words = found.first().map(|it| it.span.of(source));
            assert_eq!(words, expected, "{query}");
        }
    }

    #[test]
    fn every_place_is_found_and_context_tells_them_apart() {
        let text = Text::new("one war, then a war; no war".to_owned());
        let index = Index::new([&text]);
        let starts = |query: Query<'_>| -> Vec<usize> {
            let found = Pattern::new(query).find(&index, 0);
            found.iter().map(|it| it.span.start).collect()
        };
        let query = Query::new("war");
        assert_eq!(starts(query), [4, 16, 24]);
        assert_eq!(
            starts(Query {
                before: Some("then a"),
                ..query
            }),
            [16]
        );
        assert_eq!(
            starts(Query {
                after: Some("then"),
                ..query
            }),
            [4]
        );
        let both = Query {
            after: Some("then"),
            before: Some("a"),
            ..query
        };
        assert!(starts(both).is_empty());
    }
}
