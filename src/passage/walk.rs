//! Walks along a query and a text side by side, from a place where they agree.
//!
//! Token for token the two must be the same word or mark. Where they are not, the walk may read
//! several tokens as one word, or pass over an aside of either side; what is literally there is tried
//! first. The walk takes back a choice that leads nowhere, so often and no oftener: its cost is linear
//! in what it walks along, whatever the text.

use std::cell::Cell;
use std::ops::Range;

use super::Rung;
use crate::source::aside::{Aside, AsideKind, Asides};
use crate::source::token::{Joint, Kind, Tokens};

/// How many choices one walk may take back.
const RETRIES: usize = 64;

/// How many asides in a row a walk passes over: a paragraph may end and begin with much mark-up.
const MOST_ASIDES: usize = 12;

/// One of the two texts that a walk goes along.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) asides: &'a Asides,
}

/// How a stretch of the query and a stretch of the text belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Via {
    /// The same tokens.
    Same,
    /// One word, written as several tokens on a side.
    Joint { bracketed: bool },
    /// A closing quotation mark and a stop or comma, in the other order.
    Swapped,
    /// Tokens of the text that the query passes over.
    SourceAside(AsideKind),
    /// Tokens of the query that are not in the text.
    QueryAside(AsideKind),
    /// Words of the text that the query leaves out, and says so, or puts others in for.
    LeftOut { inserts: bool },
    /// A mark at an edge of the query that is not in the text: the quoting text's own quotation mark,
    /// or its own stop or comma.
    Dropped { stop: bool },
}

impl Via {
    /// The strictest rung that allows it; `Verbatim` where the letters decide.
    pub(super) fn rung(self) -> Rung {
        match self {
            Self::Same => Rung::Verbatim,
            Self::Swapped | Self::Dropped { stop: false } => Rung::Typography,
            Self::Joint { bracketed: false }
            | Self::SourceAside(AsideKind::Reopened)
            | Self::QueryAside(AsideKind::Reopened) => Rung::Layout,
            Self::SourceAside(kind) if kind.is_artefact() => Rung::Artefact,
            _ => Rung::Editorial,
        }
    }
}

/// A stretch of the query with its stretch of the text, in tokens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Step {
    pub(super) query: Range<usize>,
    pub(super) text: Range<usize>,
    pub(super) via: Via,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Way {
    Forward,
    Backward,
}

/// One thing to do next: so many tokens of the query, so many of the text.
#[derive(Clone, Copy)]
struct Move {
    query: usize,
    text: usize,
    via: Via,
}

struct Choice {
    n_steps: usize,
    query: usize,
    text: usize,
    moves: Vec<Move>,
}

pub(super) struct Walk<'a> {
    query: Side<'a>,
    text: Side<'a>,
    way: Way,
    /// Where the walk ends in the query, and where it must not go beyond in the text.
    query_end: usize,
    text_end: usize,
    steps: Vec<Step>,
    /// Steps before this one are not to be lengthened, as a choice remembers them.
    sealed: usize,
    /// How many more tokens may be walked along, by this walk and those after it.
    fuel: &'a Cell<usize>,
}

impl<'a> Walk<'a> {
    /// A walk that ends when it has gone along the query up to `query_end`, and that stays before (or
    /// after, on the way back) token `text_end` of the text.
    pub(super) fn new(
        query: Side<'a>,
        text: Side<'a>,
        way: Way,
        query_end: usize,
        text_end: usize,
        fuel: &'a Cell<usize>,
    ) -> Self {
        Self {
            query,
            text,
            way,
            query_end,
            text_end,
            steps: Vec::new(),
            sealed: 0,
            fuel,
        }
    }

    /// Goes from these places, which are between tokens, to the end. The steps come in the order in
    /// which they were taken.
    pub(super) fn go(mut self, mut query: usize, mut text: usize) -> Option<Vec<Step>> {
        let mut choices: Vec<Choice> = Vec::new();
        let mut retries = RETRIES;
        while query != self.query_end {
            self.fuel.set(self.fuel.get().checked_sub(1)?);
            if self.same_word(query, text) {
                self.take(&mut query, &mut text, SAME);
                continue;
            }
            let mut moves = self.moves(query, text);
            let next = loop {
                if let Some(next) = moves.pop() {
                    break next;
                }
                let choice = choices.pop()?;
                retries = retries.checked_sub(1)?;
                self.steps.truncate(choice.n_steps);
                (query, text, moves) = (choice.query, choice.text, choice.moves);
            };
            if !moves.is_empty() {
                self.sealed = self.steps.len();
                choices.push(Choice {
                    n_steps: self.steps.len(),
                    query,
                    text,
                    moves,
                });
            }
            self.take(&mut query, &mut text, next);
        }
        Some(self.steps)
    }

    fn take(&mut self, query: &mut usize, text: &mut usize, step: Move) {
        let ahead = |at: usize, by: usize| match self.way {
            Way::Forward => at..at + by,
            Way::Backward => at - by..at,
        };
        let (q, t) = (ahead(*query, step.query), ahead(*text, step.text));
        match self.way {
            Way::Forward => (*query, *text) = (q.end, t.end),
            Way::Backward => (*query, *text) = (q.start, t.start),
        }
        let can_lengthen = step.via == Via::Same && self.steps.len() > self.sealed;
        match self
            .steps
            .last_mut()
            .filter(|last| can_lengthen && last.via == Via::Same)
        {
            Some(last) => {
                last.query = last.query.start.min(q.start)..last.query.end.max(q.end);
                last.text = last.text.start.min(t.start)..last.text.end.max(t.end);
            }
            None => self.steps.push(Step {
                query: q,
                text: t,
                via: step.via,
            }),
        }
    }

    /// The token `ahead` of a place, counted from 0, in the direction of the walk.
    fn token(&self, side: Side<'_>, at: usize, ahead: usize, end: usize) -> Option<usize> {
        match self.way {
            Way::Forward => Some(at + ahead).filter(|&idx| idx < end.min(side.tokens.len())),
            Way::Backward => at.checked_sub(ahead + 1).filter(|&idx| idx >= end),
        }
    }

    fn query_token(&self, at: usize, ahead: usize) -> Option<usize> {
        self.token(self.query, at, ahead, self.query_end)
    }

    fn text_token(&self, at: usize, ahead: usize) -> Option<usize> {
        self.token(self.text, at, ahead, self.text_end)
    }

    fn same_word(&self, query: usize, text: usize) -> bool {
        let (Some(q), Some(t)) = (self.query_token(query, 0), self.text_token(text, 0)) else {
            return false;
        };
        let (q, t) = (self.query.tokens.all()[q], self.text.tokens.all()[t]);
        q.key == t.key && q.kind == t.kind && q.kind == Kind::Word
    }

    fn same(&self, query: Option<usize>, text: Option<usize>) -> bool {
        let (Some(q), Some(t)) = (query, text) else {
            return false;
        };
        let (q, t) = (self.query.tokens.all()[q], self.text.tokens.all()[t]);
        q.key == t.key && q.kind == t.kind
    }

    /// What can be done at these places, what is to be tried first standing last.
    fn moves(&self, query: usize, text: usize) -> Vec<Move> {
        let mut moves = Vec::new();
        if self.same(self.query_token(query, 0), self.text_token(text, 0)) {
            moves.push(SAME);
        }
        self.joints(query, text, &mut moves);
        self.swapped(query, text, &mut moves);
        if self.has_passed_much() {
            moves.reverse();
            return moves;
        }
        for aside in self.asides(self.text, text) {
            if self.fits(aside, self.text_end) && aside.kind != AsideKind::Round {
                self.pass_over(aside, query, &mut moves);
            }
        }
        for aside in self.asides(self.query, query) {
            if self.fits(aside, self.query_end) && self.is_insertion(aside, text) {
                moves.push(Move {
                    query: (aside.end - aside.start) as usize,
                    text: 0,
                    via: Via::QueryAside(aside.kind),
                });
            }
        }
        moves.reverse();
        moves
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
    /// insertion; nor are round ones at the very edge.
    fn is_insertion(&self, aside: &Aside, text: usize) -> bool {
        let last = self.steps.last().map(|step| step.via);
        let is_edge = match self.way {
            Way::Forward => aside.end as usize == self.query_end,
            Way::Backward => aside.start as usize == self.query_end,
        };
        let is_mark = self.query.tokens.all()[aside.start as usize].kind != Kind::Word;
        match aside.kind {
            AsideKind::Reopened => true,
            AsideKind::Round if is_edge => false,
            _ if is_edge && is_at_bracket(self.text.asides, text) => false,
            AsideKind::Square | AsideKind::Round | AsideKind::Note => {
                is_mark && last != Some(Via::SourceAside(AsideKind::Square))
            }
            _ => false,
        }
    }

    fn asides(&self, side: Side<'a>, at: usize) -> &'a [Aside] {
        match self.way {
            Way::Forward => side.asides.from(at),
            Way::Backward => side.asides.to(at),
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
        let joined = |query: usize, text: usize, bracketed: bool| Move {
            query,
            text,
            via: Via::Joint { bracketed },
        };
        for q in &q_joints {
            if t_word == Some(q.key) {
                moves.push(joined(q.len(), 1, q.bracketed));
            }
            for t in t_joints.iter().filter(|t| t.key == q.key) {
                moves.push(joined(q.len(), t.len(), q.bracketed || t.bracketed));
            }
        }
        for t in t_joints.iter().filter(|t| q_word == Some(t.key)) {
            moves.push(joined(1, t.len(), t.bracketed));
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

const SAME: Move = Move {
    query: 1,
    text: 1,
    via: Via::Same,
};

/// Whether brackets end or begin before token `idx`.
pub(super) fn is_at_bracket(asides: &Asides, idx: usize) -> bool {
    let is_bracket = |it: &Aside| matches!(it.kind, AsideKind::Square | AsideKind::Round);
    asides.from(idx).iter().any(is_bracket) || asides.to(idx).iter().any(is_bracket)
}

/// Whether token `idx` is a full stop or a comma.
pub(super) fn is_stop(tokens: &Tokens, idx: usize) -> bool {
    tokens.is_mark(idx, '.') || tokens.is_mark(idx, ',')
}
