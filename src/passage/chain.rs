//! Chains the pieces of an elided passage: in order, at whole words, never overlapping.

use std::ops::Range;

use super::Scope;
use super::find::{Hit, Search};
use super::pattern::{Cut, Piece};
use super::walk::{Step, Via};

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
            self.tokens.n_words(gap) <= cut.markers[marker].most
        });
        let mut chains: Vec<Hit> = Vec::new();
        let mut last_end = None;
        for first in (0..lists[0].len()).rev() {
            let Some(chain) = follow(&links, first) else {
                continue;
            };
            let hits: Vec<&Hit> = chain
                .iter()
                .zip(&lists)
                .map(|(&idx, list)| &list[idx])
                .collect();
            let hit = join(cut, &hits);
            if last_end == Some(hit.text.end) || !self.keeps_within(&hit) {
                continue;
            }
            last_end = Some(hit.text.end);
            chains.push(hit);
        }
        chains.reverse();
        chains
    }

    fn keeps_within(&self, hit: &Hit) -> bool {
        let span = self.tokens.span(hit.text.start, hit.text.end);
        hit.pieces.len() == 1 || self.text.keeps_within(span, self.pattern.query.within)
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

/// The chain that begins with hit `first` of the first piece.
fn follow(links: &[Vec<Option<usize>>], first: usize) -> Option<Vec<usize>> {
    let mut chain = vec![first];
    let mut at = first;
    for link in links {
        at = link[at]?;
        chain.push(at);
    }
    Some(chain)
}

fn join(cut: &Cut, hits: &[&Hit]) -> Hit {
    let mut steps = Vec::new();
    for (idx, hit) in hits.iter().enumerate() {
        if let Some(before) = idx.checked_sub(1) {
            steps.push(Step {
                query: cut.markers[before].query.clone(),
                text: hits[before].text.end..hit.text.start,
                via: Via::LeftOut,
            });
        }
        steps.extend(hit.steps.iter().cloned());
    }
    let text = hits[0].text.start..hits[hits.len() - 1].text.end;
    for outer in &cut.outer {
        let at = if outer.start == 0 {
            text.start
        } else {
            text.end
        };
        steps.push(Step {
            query: outer.clone(),
            text: at..at,
            via: Via::LeftOut,
        });
    }
    steps.sort_by_key(|step| step.query.start);
    Hit {
        text,
        steps,
        pieces: hits.iter().map(|hit| hit.text.clone()).collect(),
    }
}
