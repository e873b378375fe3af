//! A query made ready to be looked for: its tokens, and the pieces that editorial marks cut it into.

use std::ops::Range;

use super::Query;
use super::qualifier::{is_remark, turns_around};
use super::walk::is_stop;
use crate::source::aside::{AsideKind, Asides};
use crate::source::segment;
use crate::source::token::{Before, Kind, Tokens};

/// A query, ready to be looked for in any number of texts.
#[derive(Clone, Debug)]
pub struct Pattern<'q> {
    pub(super) query: Query<'q>,
    pub(super) tokens: Tokens,
    pub(super) asides: Asides,
}

/// Tokens of the query that stand together in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Piece {
    /// What must be there.
    pub(super) core: Range<usize>,
    /// Quotation marks before it, which may be the quoting text's own.
    pub(super) head: Range<usize>,
    /// Quotation marks, and one stop or comma, after it.
    pub(super) tail: Range<usize>,
}

impl Piece {
    /// The piece with the marks at its edges.
    pub(super) fn range(&self) -> Range<usize> {
        self.head.start.min(self.core.start)..self.tail.end
    }

    /// All of a query's tokens, as they are.
    pub(super) fn literal(n_tokens: usize) -> Self {
        Self {
            core: 0..n_tokens,
            head: 0..0,
            tail: n_tokens..n_tokens,
        }
    }
}

/// An editorial mark of the query between two pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Marker {
    /// The mark, in tokens of the query.
    pub(super) query: Range<usize>,
    /// The most words that it may stand for.
    pub(super) most: usize,
    /// Whether it puts in words of its own, rather than only leaving out the source's.
    pub(super) inserts: bool,
}

/// The pieces of a query, and the marks between them: one fewer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Cut {
    pub(super) pieces: Vec<Piece>,
    pub(super) markers: Vec<Marker>,
    /// Marks before the first piece and after the last.
    pub(super) outer: Vec<Marker>,
}

impl Cut {
    /// Whether a mark stands before the first piece.
    pub(super) fn is_in_front(&self, mark: &Marker) -> bool {
        let first = self.pieces.first();
        first.is_some_and(|first| mark.query.start < first.core.start)
    }
}

/// The fewest words of a piece of an elided passage.
pub(super) const SHORTEST_PIECE: usize = 2;

/// The most words that an insertion in square brackets may stand in for.
const LONGEST_REPLACED: usize = 4;

impl<'q> Pattern<'q> {
    /// Reads a query, in time linear in its text.
    #[must_use]
    pub fn new(query: Query<'q>) -> Self {
        let tokens = Tokens::new(query.text);
        let asides = Asides::new(query.text, &tokens, &segment::paragraphs(query.text));
        Self {
            query,
            tokens,
            asides,
        }
    }

    /// The whole query as one piece; none if it has no word.
    pub(super) fn whole(&self) -> Option<Piece> {
        self.piece(0..self.tokens.len())
    }

    /// The query cut at its ellipses, and at its insertions too if `insertions`. None where there is
    /// nothing to cut, or where a piece is too short to be told from others.
    pub(super) fn cut(&self, insertions: bool) -> Option<Cut> {
        let mut marks = self.ellipses();
        if insertions {
            let squares = self.asides.all().iter();
            let squares = squares.filter(|aside| {
                let range = aside.start as usize..aside.end as usize;
                aside.kind == AsideKind::Square
                    && !turns_around(&self.tokens, range.clone())
                    && !is_remark(&self.tokens, range)
            });
            marks.extend(squares.map(|aside| Marker {
                query: aside.start as usize..aside.end as usize,
                most: LONGEST_REPLACED,
                inserts: true,
            }));
            marks.sort_by_key(|mark| (mark.query.start, std::cmp::Reverse(mark.query.end)));
        }
        self.at_marks(&marks)
            .filter(|cut| !self.has_short_piece(cut))
    }

    /// The query cut at some of its ellipses, where a piece is too short if it is cut at all of them: one
    /// that stands beside such a piece may be the source's own.
    pub(super) fn cuts_at_some(&self) -> Vec<Cut> {
        let marks = self.ellipses();
        let is_cut = |it: &Cut| self.has_short_piece(it);
        let Some(short) = self.at_marks(&marks).filter(is_cut) else {
            return Vec::new();
        };
        let without = |which: fn(&Piece) -> usize| {
            let beside: Vec<usize> = self.short_pieces(&short).map(which).collect();
            let mut kept = marks.clone();
            kept.retain(|mark| {
                !(beside.contains(&mark.query.start) || beside.contains(&mark.query.end))
            });
            self.at_marks(&kept)
                .filter(|cut| !self.has_short_piece(cut))
        };
        let after = without(|piece| piece.range().end);
        let before = without(|piece| piece.range().start);
        after.into_iter().chain(before).collect()
    }

    fn short_pieces<'c>(&'c self, cut: &'c Cut) -> impl Iterator<Item = &'c Piece> {
        let is_short = |piece: &&Piece| self.tokens.n_words(piece.core.clone()) < SHORTEST_PIECE;
        cut.pieces.iter().filter(is_short)
    }

    fn has_short_piece(&self, cut: &Cut) -> bool {
        cut.pieces.len() > 1 && self.short_pieces(cut).next().is_some()
    }

    /// The query cut at `marks`, which are in order; none where there is nothing to cut.
    fn at_marks(&self, marks: &[Marker]) -> Option<Cut> {
        if marks.is_empty() {
            return None;
        }
        let mut cut = Cut::default();
        let mut from = 0;
        let mut pending: Option<Marker> = None;
        let end = Marker {
            query: self.tokens.len()..self.tokens.len(),
            most: 0,
            inserts: false,
        };
        for mark in marks.iter().cloned().chain([end]) {
            if mark.query.start < from {
                continue;
            }
            if let Some(piece) = self.piece(from..mark.query.start) {
                match pending.take() {
                    Some(before) if cut.pieces.is_empty() => cut.outer.push(before),
                    Some(before) => cut.markers.push(before),
                    None => {}
                }
                cut.pieces.push(piece);
            }
            from = mark.query.end;
            pending = Some(match pending {
                Some(before) => Marker {
                    query: before.query.start..mark.query.end,
                    most: before.most.max(mark.most),
                    inserts: before.inserts || mark.inserts,
                },
                None => mark,
            });
        }
        cut.outer
            .extend(pending.filter(|last| !last.query.is_empty()));
        (!cut.pieces.is_empty()).then_some(cut)
    }

    /// Ellipses, with the brackets around them.
    fn ellipses(&self) -> Vec<Marker> {
        let all = self.tokens.all();
        let mut marks: Vec<Marker> = Vec::new();
        for idx in (0..all.len()).filter(|&idx| all[idx].kind == Kind::Ellipsis) {
            let mut query = idx..idx + 1;
            let opens = |idx| self.tokens.is_mark(idx, '[') || self.tokens.is_mark(idx, '(');
            let closes = |idx| self.tokens.is_mark(idx, ']') || self.tokens.is_mark(idx, ')');
            // Of four dots the first is a stop.
            let first = idx - usize::from(idx > 0 && self.tokens.is_mark(idx - 1, '.'));
            if first > 0 && opens(first - 1) && closes(idx + 1) {
                query = first - 1..idx + 2;
            }
            marks.push(Marker {
                query,
                most: usize::MAX,
                inserts: false,
            });
        }
        marks
    }

    /// The piece of the query that stands in `range`; none if it has no word.
    fn piece(&self, range: Range<usize>) -> Option<Piece> {
        let all = self.tokens.all();
        let mut core = range.clone();
        let is_quote = |idx: usize| all[idx].kind == Kind::Quote;
        while core.start < core.end && is_quote(core.start) {
            core.start += 1;
        }
        let mut may_stop = true;
        while let Some(last) = core.end.checked_sub(1).filter(|&last| last >= core.start) {
            if is_quote(last) && !self.is_possessive(last, &range) {
                core.end = last;
            } else if may_stop && is_stop(&self.tokens, last) {
                may_stop = false;
                core.end = last;
            } else {
                break;
            }
        }
        (self.tokens.n_words(core.clone()) > 0).then_some(Piece {
            head: range.start..core.start,
            tail: core.end..range.end,
            core,
        })
    }

    /// Whether mark `idx` is the apostrophe of “the leaders’”: nothing in `range` opens a quotation
    /// that it could close.
    fn is_possessive(&self, idx: usize, range: &Range<usize>) -> bool {
        let all = self.tokens.all();
        let span = self.tokens.span(idx, idx + 1);
        let single = matches!(span.of(self.query.text), "'" | "’");
        let opens =
            |idx: &usize| all[*idx].kind == Kind::Quote && all[*idx].before != Before::Joined;
        single
            && idx > range.start
            && all[idx].before == Before::Joined
            && self.tokens.text(idx - 1).ends_with(['s', 'S'])
            && range.clone().find(opens).is_none()
    }
}
