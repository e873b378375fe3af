//! Chains the pieces of an elided passage: in order, at whole words, never overlapping.

use std::ops::Range;

use super::Scope;
use super::find::{Hit, Search};
use super::pattern::{Cut, Marker, Piece};
use super::walk::{Step, Via, is_at_bracket};

impl Search<'_> {
    /// Every chain of the pieces in order, within the query's reach.
    pub(super) fn chains(&self, cut: &Cut) -> Vec<Hit> {
        let everywhere = 0..self.tokens.len();
        let rarity = |piece: &Piece| -> usize {
            let anchors = self.anchors(piece, &everywhere);
            anchors.iter().map(|(_, places)| places.len()).sum()
        };
        let Some(rarest) = cut.pieces.iter().min_by_key(|piece| rarity(piece)) else {
            return Vec::new();
        };
        let hits = self.hits(rarest, &everywhere);
        let mut windows: Vec<Range<usize>> = hits.iter().map(|hit| self.reach(hit)).collect();
        windows.dedup();
        let mut chains: Vec<Hit> = Vec::new();
        for window in windows {
            chains.extend(self.chains_within(cut, &window));
        }
        chains.dedup_by(|b, a| b.text == a.text);
        chains
    }

    /// The tokens around a hit among which the other pieces may stand.
    fn reach(&self, hit: &Hit) -> Range<usize> {
        let span = self.tokens.span(hit.text.start, hit.text.end);
        match self.pattern.query.within {
            Scope::Sentence => self.tokens.within(self.text.sentences_around(span)),
            Scope::Paragraph => self.tokens.within(self.text.paragraphs_around(span)),
            Scope::Source => 0..self.tokens.len(),
            Scope::Words(n) => {
                let reach = n.saturating_mul(4);
                let end = hit.text.end.saturating_add(reach);
                hit.text.start.saturating_sub(reach)..end.min(self.tokens.len())
            }
        }
    }

    /// The chains among the tokens of one window. Every piece takes the first place after the one
    /// before it; of chains that end at the same place, the shortest is kept.
    fn chains_within(&self, cut: &Cut, window: &Range<usize>) -> Vec<Hit> {
        let mut lists: Vec<Vec<Hit>> = Vec::with_capacity(cut.pieces.len());
        for piece in &cut.pieces {
            lists.push(self.hits(piece, window));
            if lists.last().is_none_or(Vec::is_empty) {
                return Vec::new();
            }
        }
        let links = links(&lists, |marker, gap| {
            let most = cut.markers[marker].most;
            most == usize::MAX
                || (self.tokens.n_words(gap.clone()) <= most && !self.has_bracket(gap))
        });
        let ends = ends(&lists, &links);
        let mut chains: Vec<Hit> = Vec::new();
        let mut first = 0;
        while first < lists[0].len() {
            let Some(end) = ends[first] else {
                first += 1;
                continue;
            };
            let same_end = ends[first..]
                .iter()
                .take_while(|&&other| other == Some(end));
            let last = first + same_end.count() - 1;
            let range = lists[0][last].text.start..lists[lists.len() - 1][end].text.end;
            first = last + 1;
            if self.keeps_within(cut, &range) && self.is_free(cut, &range) {
                chains.push(join(cut, &follow(&lists, &links, last)));
                let next = lists[0][first..].iter();
                first += next.take_while(|hit| hit.text.start < range.end).count();
            }
        }
        chains
    }

    fn keeps_within(&self, cut: &Cut, range: &Range<usize>) -> bool {
        let span = self.tokens.span(range.start, range.end);
        cut.pieces.len() == 1 || self.text.keeps_within(span, self.pattern.query.within)
    }

    /// Where the source has brackets of its own, an insertion is not what stands in them.
    fn has_bracket(&self, mut gap: Range<usize>) -> bool {
        gap.any(|idx| self.tokens.is_mark(idx, '[') || self.tokens.is_mark(idx, '('))
    }

    /// Whether no insertion at the outer edges of the passage stands where the source has brackets.
    fn is_free(&self, cut: &Cut, range: &Range<usize>) -> bool {
        cut.outer.iter().filter(|outer| outer.inserts).all(|outer| {
            let at = if cut.is_in_front(outer) {
                range.start
            } else {
                range.end
            };
            !is_at_bracket(self.text.asides(), at)
        })
    }
}

/// For every hit of every piece but the last, the hit of the next piece that follows it.
fn links(
    lists: &[Vec<Hit>],
    fits: impl Fn(usize, Range<usize>) -> bool,
) -> Vec<Vec<Option<usize>>> {
    lists
        .windows(2)
        .enumerate()
        .map(|(marker, pair)| {
            let mut next = 0;
            let (here, there) = (&pair[0], &pair[1]);
            here.iter()
                .map(|hit| {
                    while there
                        .get(next)
                        .is_some_and(|other| other.text.start < hit.text.end)
                    {
                        next += 1;
                    }
                    let other = there.get(next)?;
                    fits(marker, hit.text.end..other.text.start).then_some(next)
                })
                .collect()
        })
        .collect()
}

/// For every hit of the first piece, the hit of the last piece that its chain ends with.
fn ends(lists: &[Vec<Hit>], links: &[Vec<Option<usize>>]) -> Vec<Option<usize>> {
    let last = lists.last().map_or(0, Vec::len);
    let mut ends: Vec<Option<usize>> = (0..last).map(Some).collect();
    for link in links.iter().rev() {
        ends = link
            .iter()
            .map(|next| next.and_then(|next| ends[next]))
            .collect();
    }
    ends
}

/// The chain that begins with hit `first` of the first piece.
fn follow<'h>(lists: &'h [Vec<Hit>], links: &[Vec<Option<usize>>], first: usize) -> Vec<&'h Hit> {
    let mut chain = vec![&lists[0][first]];
    let mut at = first;
    for (link, list) in links.iter().zip(&lists[1..]) {
        let Some(next) = link[at] else {
            break;
        };
        at = next;
        chain.push(&list[at]);
    }
    chain
}

fn left_out(marker: &Marker) -> Via {
    Via::LeftOut {
        inserts: marker.inserts,
    }
}

fn join(cut: &Cut, hits: &[&Hit]) -> Hit {
    let mut steps = Vec::new();
    for (idx, hit) in hits.iter().enumerate() {
        if let Some(before) = idx.checked_sub(1) {
            steps.push(Step {
                query: cut.markers[before].query.clone(),
                text: hits[before].text.end..hit.text.start,
                via: left_out(&cut.markers[before]),
            });
        }
        steps.extend(hit.steps.iter().cloned());
    }
    let text = hits[0].text.start..hits[hits.len() - 1].text.end;
    for outer in &cut.outer {
        let at = if cut.is_in_front(outer) {
            text.start
        } else {
            text.end
        };
        steps.push(Step {
            query: outer.query.clone(),
            text: at..at,
            via: left_out(outer),
        });
    }
    steps.sort_by_key(|step| step.query.start);
    Hit {
        text,
        steps,
        pieces: hits.iter().map(|hit| hit.text.clone()).collect(),
    }
}
