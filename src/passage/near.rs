//! The closest passage to one that was not found, with a word diff.
//!
//! Words and marks are compared, not letters: the distance is how many of them must be put in, taken
//! out or replaced. Where in the text the distance is least is found by a bit-parallel comparison: in a
//! short text everywhere, in a long one only around places that share rare words with the query in
//! about the same order.

use std::iter::once;
use std::ops::Range;

use super::align::{self, Edit};
use super::myers::Masks;
use super::pattern::Piece;
use super::{Change, Nearest, Pattern, Query};
use crate::index::Index;
use crate::source::token::{Kind, Tokens};

/// The least similarity worth showing, in per mille.
const LEAST: u16 = 300;

/// How many steps of 64 query tokens by one text token a full comparison may take.
const FULL_COST: usize = 1 << 20;

/// How many places of words are looked at to find out where a long text is like a query.
const MOST_SEEDS: usize = 1 << 18;

/// How many places of a long text are compared in full.
const MOST_WINDOWS: usize = 4;

/// The passage of text number `source` that is closest to `query`; none where nothing is like it.
///
/// # Panics
/// When there is no such text.
#[must_use]
pub fn nearest(query: &Query<'_>, index: &Index<'_>, source: usize) -> Option<Nearest> {
    Pattern::new(*query).nearest(index, source)
}

impl Pattern<'_> {
    /// The passage of text number `source` that is closest to this pattern; none where nothing is
    /// like it. The pieces of an elided passage are compared one by one, from the likest outwards.
    ///
    /// # Panics
    /// When there is no such text.
    #[must_use]
    pub fn nearest(&self, index: &Index<'_>, source: usize) -> Option<Nearest> {
        let pieces = match self.cut(false) {
            Some(cut) if cut.pieces.len() > 1 => cut.pieces,
            _ => self.whole().into_iter().collect(),
        };
        let stretches: Vec<Range<usize>> = pieces.iter().map(Piece::range).collect();
        let text = index.text(source);
        let search = Comparison {
            pattern: self,
            tokens: text.tokens(),
        };
        let best =
            |stretch: &Range<usize>| search.best(stretch, search.windows(stretch, index, source));
        let places: Vec<Option<Place>> = stretches.iter().map(best).collect();
        let anchor = (0..places.len())
            .filter(|&idx| places[idx].is_some())
            .max_by_key(|&idx| {
                (
                    places[idx].as_ref().map(|it| it.n_same),
                    std::cmp::Reverse(idx),
                )
            })?;
        let place = places.into_iter().nth(anchor)??;
        let span = search.tokens.span(place.text.start, place.text.end);
        let reach = text.tokens().within(text.paragraphs_around(span));
        let mut after = Vec::new();
        let mut from = place.text.end;
        for stretch in &stretches[anchor + 1..] {
            let next = search.best(stretch, once(from..reach.end.max(from)));
            from = next.as_ref().map_or(from, |it| it.text.end);
            after.push(next);
        }
        let mut before = Vec::new();
        let mut to = place.text.start;
        for stretch in stretches[..anchor].iter().rev() {
            let next = search.best(stretch, once(reach.start.min(to)..to));
            to = next.as_ref().map_or(to, |it| it.text.start);
            before.push(next);
        }
        let places = before.into_iter().rev().chain([Some(place)]).chain(after);
        search.describe(text.original(), &stretches, &places.collect::<Vec<_>>())
    }
}

/// Where a stretch of the query is most like the text.
struct Place {
    /// From the first common token to the last.
    text: Range<usize>,
    edits: Vec<Edit>,
    n_same: usize,
}

/// A pattern beside a text.
struct Comparison<'a> {
    pattern: &'a Pattern<'a>,
    tokens: &'a Tokens,
}

impl Comparison<'_> {
    /// The place among `windows` from which `stretch` is least away.
    fn best(
        &self,
        stretch: &Range<usize>,
        windows: impl IntoIterator<Item = Range<usize>>,
    ) -> Option<Place> {
        let all = &self.pattern.tokens.all()[stretch.clone()];
        let keys: Vec<u32> = all.iter().map(|token| token.key).collect();
        if keys.is_empty() {
            return None;
        }
        let masks = Masks::new(&keys);
        let (distance, end, start) = windows
            .into_iter()
            .filter_map(|window| {
                let start = window.start;
                let (distance, end) = masks.best_end(self.tokens, window)?;
                Some((distance, end, start))
            })
            .min()?;
        let mut edits = align::align(&keys, self.tokens, start..end, distance);
        for edit in &mut edits {
            edit.query = edit.query.start + stretch.start..edit.query.end + stretch.start;
        }
        let same = |edit: &&Edit| edit.same;
        let start = edits.iter().find(same)?.text.start;
        let end = edits.iter().rev().find(same)?.text.end;
        Some(Place {
            text: start..end,
            n_same: edits
                .iter()
                .filter(same)
                .map(|edit| self.pattern.tokens.n_words(edit.query.clone()))
                .sum(),
            edits,
        })
    }

    /// Stretches of the text to compare with a stretch of the query.
    fn windows(
        &self,
        stretch: &Range<usize>,
        index: &Index<'_>,
        source: usize,
    ) -> Vec<Range<usize>> {
        let (m, n) = (stretch.len(), self.tokens.len());
        if n.saturating_mul(m.div_ceil(64)) <= FULL_COST {
            return once(0..n).collect();
        }
        let all = self.pattern.tokens.all();
        let words = stretch.clone().filter(|&idx| all[idx].kind == Kind::Word);
        let mut places: Vec<_> = words
            .map(|idx| (index.places(source, all[idx].key), idx - stretch.start))
            .filter(|(places, _)| !places.is_empty())
            .collect();
        places.sort_by_key(|(places, idx)| (places.len(), *idx));
        // A third of the words may be altered: as many places as that must be looked at, and one more.
        let enough = places.len() / 3 + 1;
        let mut diagonals: Vec<usize> = Vec::new();
        for (n_words, (places, idx)) in places.into_iter().enumerate() {
            let total = diagonals.len() + places.len();
            if n_words > 0
                && total
                    > if n_words < enough {
                        MOST_SEEDS
                    } else {
                        MOST_SEEDS / 16
                    }
            {
                break;
            }
            diagonals.extend(places.iter().take(MOST_SEEDS).map(|at| at + m - idx));
        }
        diagonals.sort_unstable();
        let reach = (m / 3).max(8);
        let window = |at: usize| at.saturating_sub(m + reach)..(at + m + 2 * reach).min(n);
        densest(&diagonals, reach).into_iter().map(window).collect()
    }

    fn describe(
        &self,
        original: &str,
        stretches: &[Range<usize>],
        places: &[Option<Place>],
    ) -> Option<Nearest> {
        let query = &self.pattern.tokens;
        let mut diff = Vec::new();
        for (idx, (stretch, place)) in stretches.iter().zip(places).enumerate() {
            // The passage's own mark of what it leaves out is no difference.
            let end = idx
                .checked_sub(1)
                .map_or(stretch.start, |before| stretches[before].end);
            if end < stretch.start {
                diff.push(Change::Same(self.quoted(&(end..stretch.start))));
            }
            match place {
                Some(place) => self.changes(original, place, &mut diff),
                None => diff.push(Change::Missing(self.quoted(stretch))),
            }
        }
        let found = || places.iter().flatten();
        let n_same: usize = found().map(|it| it.n_same).sum();
        let n_text: usize = found().map(|it| self.tokens.n_words(it.text.clone())).sum();
        let n_query: usize = stretches.iter().map(|it| query.n_words(it.clone())).sum();
        let similarity = u16::try_from(2000 * n_same / (n_text + n_query).max(1)).unwrap_or(1000);
        let is_changed = diff.iter().any(|change| !matches!(change, Change::Same(_)));
        let similarity = if is_changed {
            similarity.min(999)
        } else {
            similarity
        };
        let (first, last) = (found().next()?, found().last()?);
        (similarity >= LEAST).then(|| Nearest {
            span: self.tokens.span(first.text.start, last.text.end),
            similarity,
            diff,
        })
    }

    /// The words of the query.
    fn quoted(&self, range: &Range<usize>) -> String {
        let span = self.pattern.tokens.span(range.start, range.end);
        span.of(self.pattern.query.text).to_owned()
    }

    /// What the text has before the first common word and after the last is not of the passage.
    fn changes(&self, original: &str, place: &Place, diff: &mut Vec<Change>) {
        let words = |range: &Range<usize>| {
            let span = self.tokens.span(range.start, range.end);
            span.of(original).to_owned()
        };
        for edit in &place.edits {
            if edit.same {
                diff.push(Change::Same(words(&edit.text)));
                continue;
            }
            if !edit.query.is_empty() {
                diff.push(Change::Missing(self.quoted(&edit.query)));
            }
            let is_inside = place.text.start <= edit.text.start && edit.text.end <= place.text.end;
            if is_inside && !edit.text.is_empty() {
                diff.push(Change::Added(words(&edit.text)));
            }
        }
    }
}

/// The starts of the stretches of `reach` that hold most of `sorted`, most first.
fn densest(sorted: &[usize], reach: usize) -> Vec<usize> {
    let mut stretches: Vec<(usize, usize)> = Vec::new();
    let mut first = 0;
    for (idx, &at) in sorted.iter().enumerate() {
        while sorted[first] + reach < at {
            first += 1;
        }
        let votes = idx + 1 - first;
        match stretches
            .last_mut()
            .filter(|(_, start)| *start + reach >= sorted[first])
        {
            Some(last) if votes > last.0 => *last = (votes, sorted[first]),
            Some(_) => {}
            None => stretches.push((votes, sorted[first])),
        }
    }
    stretches.sort_by_key(|&(votes, start)| (std::cmp::Reverse(votes), start));
    stretches.truncate(MOST_WINDOWS);
    stretches.into_iter().map(|(_, start)| start).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Text;

    #[test]
    fn pieces_of_an_elided_passage_stay_in_order() {
        let text = Text::new("a b c d e f g h i j k l m n o p".to_owned());
        let index = Index::new([&text]);
        for query in [
            "m n o … a b c",
            "e f g h … c d e f … a b",
            "p o n … n o p q",
        ] {
            if let Some(near) = nearest(&Query::new(query), &index, 0) {
                assert!(!near.span.of(text.original()).is_empty(), "{query}");
            }
        }
    }

    #[test]
    fn the_diff_says_what_is_different() {
        for (query, text, expected) in [
            (
                "fully in the war",
                "It was partly in the war then.",
                "-fully in the war",
            ),
            (
                "so it was fully in the war",
                "And so it was partly in the war then.",
                "so it was -fully +partly in the war",
            ),
            (
                "we did agree to it",
                "that we did not agree to it",
                "we did +not agree to it",
            ),
            (
                "the war, is over",
                "So the war is over now",
                "the war -, is over",
            ),
        ] {
            let text = Text::new(text.to_owned());
            let nearest = nearest(&Query::new(query), &Index::new([&text]), 0).unwrap();
            let words: Vec<String> = nearest
                .diff
                .iter()
                .map(|change| match change {
                    Change::Same(words) => words.clone(),
                    Change::Missing(words) => format!("-{words}"),
                    Change::Added(words) => format!("+{words}"),
                })
                .collect();
            assert_eq!(words.join(" "), expected);
        }
    }
}
