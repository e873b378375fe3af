//! What a walk can do where the query and the text do not simply run on.

use super::pattern::SHORTEST_PIECE;
use super::qualifier::{is_remark, turns_around};
use super::walk::{Move, SAME, Side, Step, Via, Walk, Way, is_at_bracket, is_stop};
use crate::source::aside::{Aside, AsideKind};
use crate::source::token::{Joint, JointKind, Kind};

/// How many asides in a row a walk passes over: a paragraph may end and begin with much mark-up.
const MOST_ASIDES: usize = 12;

impl<'a> Walk<'a> {
    /// What can be done at these places, what is to be tried first standing last.
    pub(super) fn moves(&self, query: usize, text: usize) -> Vec<Move> {
        let mut moves = Vec::new();
        if self.same(self.query_token(query, 0), self.text_token(text, 0)) {
            moves.push(SAME);
        }
        self.joints(query, text, &mut moves);
        self.swapped(query, text, &mut moves);
        self.other_bracket(query, text, &mut moves);
        if self.has_passed_much() {
            moves.reverse();
            return moves;
        }
        let insertions = self
            .asides(self.query, query)
            .iter()
            .filter(|aside| self.fits(aside, self.query_end) && self.is_insertion(aside, text));
        let insert = |aside: &Aside| Move {
            query: (aside.end - aside.start) as usize,
            text: 0,
            via: Via::QueryAside(aside.kind),
        };
        // Behind an insertion at the edge of the query nothing of the text is to be passed over.
        let (edge, inner): (Vec<_>, Vec<_>) = insertions.partition(|aside| self.is_edge(aside));
        moves.extend(edge.into_iter().map(insert));
        for aside in self.asides(self.text, text) {
            if self.fits(aside, self.text_end) && aside.kind != AsideKind::Round {
                self.pass_over(aside, query, &mut moves);
            }
        }
        moves.extend(inner.into_iter().map(insert));
        moves.reverse();
        moves
    }

    /// Whether the query ends with an aside, in the direction of the walk.
    fn is_edge(&self, aside: &Aside) -> bool {
        match self.way {
            Way::Forward => aside.end as usize == self.query_end,
            Way::Backward => aside.start as usize == self.query_end,
        }
    }

    /// Whether the last steps were over nothing but asides.
    fn has_passed_much(&self) -> bool {
        let is_aside = |step: &Step| matches!(step.via, Via::SourceAside(_) | Via::QueryAside(_));
        let last = self.steps.iter().rev().take(MOST_ASIDES);
        last.filter(|step| is_aside(step)).count() == MOST_ASIDES
    }

    /// Passes over an aside of the text. Before a speech tag the halves of a sentence may be joined by
    /// another mark than the one that stands there.
    fn pass_over(&self, aside: &Aside, query: usize, moves: &mut Vec<Move>) {
        let after_insertion = self.steps.last().is_some_and(|step| {
            matches!(
                step.via,
                Via::QueryAside(AsideKind::Square | AsideKind::Round)
            )
        });
        if after_insertion && aside.kind == AsideKind::Square {
            return;
        }
        let over = Move {
            query: 0,
            text: (aside.end - aside.start) as usize,
            via: Via::SourceAside(aside.kind),
        };
        let from_stop = is_stop(self.text.tokens, aside.start as usize);
        if aside.kind == AsideKind::SpeechTag && from_stop {
            let joins = |idx| {
                let token = self.query.tokens.all()[idx];
                is_stop(self.query.tokens, idx)
                    || token.kind == Kind::Dash
                    || self.query.tokens.is_mark(idx, ';')
            };
            if self.query_token(query, 0).is_some_and(joins) {
                moves.push(Move { query: 1, ..over });
            }
        }
        moves.push(over);
    }

    /// Whether whoever quotes may have put an aside in. Where the source has brackets of its own, which
    /// the walk has just passed over or which stand at the edge, others in their place are no
    /// insertion. Nor is a bare “(not)”: it turns the sentence around.
    fn is_insertion(&self, aside: &Aside, text: usize) -> bool {
        let range = aside.start as usize..aside.end as usize;
        let is_edge = self.is_edge(aside);
        // A single word with words put in is no passage.
        let is_lone = self.query.tokens.len() < range.len() + SHORTEST_PIECE;
        let is_mark = self.query.tokens.all()[range.start].kind != Kind::Word;
        let last = self.steps.last().map(|step| step.via);
        match aside.kind {
            AsideKind::Reopened => true,
            AsideKind::Square if is_remark(self.query.tokens, range.clone()) => true,
            _ if is_lone => false,
            AsideKind::Round if is_edge && self.is_near_bracket(text) => false,
            _ if is_edge && is_at_bracket(self.text.asides(), text) => false,
            AsideKind::Square | AsideKind::Round | AsideKind::Note => {
                is_mark
                    && last != Some(Via::SourceAside(AsideKind::Square))
                    && !turns_around(self.query.tokens, range)
            }
            _ => false,
        }
    }

    fn is_near_bracket(&self, text: usize) -> bool {
        let tokens = self.text.tokens;
        let mut around = text.saturating_sub(4)..(text + 4).min(tokens.len());
        around.any(|idx| tokens.is_mark(idx, '(') || tokens.is_mark(idx, ')'))
    }

    /// A round bracket for a square one, or the other way round.
    fn other_bracket(&self, query: usize, text: usize, moves: &mut Vec<Move>) {
        let (Some(q), Some(t)) = (self.query_token(query, 0), self.text_token(text, 0)) else {
            return;
        };
        let pairs = [('[', '('), ('(', '['), (']', ')'), (')', ']')];
        let is_pair = |(a, b)| self.query.tokens.is_mark(q, a) && self.text.tokens.is_mark(t, b);
        if pairs.into_iter().any(is_pair) {
            moves.push(Move {
                via: Via::OtherBracket,
                ..SAME
            });
        }
    }

    fn asides(&self, side: Side<'a>, at: usize) -> &'a [Aside] {
        match self.way {
            Way::Forward => side.asides().from(at),
            Way::Backward => side.asides().to(at),
        }
    }

    fn fits(&self, aside: &Aside, end: usize) -> bool {
        match self.way {
            Way::Forward => aside.end as usize <= end,
            Way::Backward => aside.start as usize >= end,
        }
    }

    /// A word that is several tokens on one side or on both.
    fn joints(&self, query: usize, text: usize, moves: &mut Vec<Move>) {
        let q_joints = self.joints_at(self.query, query, self.query_end);
        let t_joints = self.joints_at(self.text, text, self.text_end);
        let key = |side: Side<'_>, idx: Option<usize>| {
            idx.map(|idx| side.tokens.all()[idx])
                .filter(|token| token.kind == Kind::Word)
                .map(|token| token.key)
        };
        let q_word = key(self.query, self.query_token(query, 0));
        let t_word = key(self.text, self.text_token(text, 0));
        let joined = |query: usize, text: usize, kind: JointKind| Move {
            query,
            text,
            via: Via::Joint(kind),
        };
        for q in &q_joints {
            if t_word == Some(q.key) {
                moves.push(joined(q.len(), 1, q.kind));
            }
            for t in t_joints.iter().filter(|t| t.key == q.key) {
                moves.push(joined(q.len(), t.len(), q.kind.max(t.kind)));
            }
        }
        for t in t_joints.iter().filter(|t| q_word == Some(t.key)) {
            moves.push(joined(1, t.len(), t.kind));
        }
    }

    fn joints_at(&self, side: Side<'a>, at: usize, end: usize) -> Vec<&'a Joint> {
        match self.way {
            Way::Forward => side
                .tokens
                .joints_from(at)
                .iter()
                .filter(|joint| joint.end as usize <= end)
                .collect(),
            Way::Backward => side
                .tokens
                .joint_to(at)
                .into_iter()
                .filter(|joint| joint.start as usize >= end)
                .collect(),
        }
    }

    /// `,”` for `”,`: where the mark stands is a convention of the printer's.
    fn swapped(&self, query: usize, text: usize, moves: &mut Vec<Move>) {
        let q = [self.query_token(query, 0), self.query_token(query, 1)];
        let t = [self.text_token(text, 0), self.text_token(text, 1)];
        let is_pair = q
            .iter()
            .flatten()
            .any(|&idx| self.query.tokens.all()[idx].kind == Kind::Quote)
            && q.iter()
                .flatten()
                .any(|&idx| is_stop(self.query.tokens, idx));
        if is_pair && self.same(q[0], t[1]) && self.same(q[1], t[0]) {
            moves.push(Move {
                query: 2,
                text: 2,
                via: Via::Swapped,
            });
        }
    }
}
