//! Walks along a query and a text side by side, from a place where they agree.
//!
//! Token for token the two must be the same word or mark. Where they are not, the walk may read
//! several tokens as one word, or pass over an aside of either side; what is literally there is tried
//! first. The walk takes back a choice that leads nowhere, so often and no oftener: its cost is linear
//! in what it walks along, whatever the text.

use std::cell::Cell;
use std::ops::Range;

use super::Rung;
use crate::source::Text;
use crate::source::aside::{Aside, AsideKind, Asides};
use crate::source::token::{JointKind, Kind, Tokens};

/// How many choices one walk may take back.
const RETRIES: usize = 64;

/// One of the two texts that a walk goes along.
#[derive(Clone, Copy)]
pub(super) struct Side<'a> {
    pub(super) tokens: &'a Tokens,
    pub(super) beside: Beside<'a>,
}

/// What may be passed over in one of them.
#[derive(Clone, Copy)]
pub(super) enum Beside<'a> {
    Nothing,
    Known(&'a Asides),
    /// The asides of a text, which are looked for where a walk comes upon more than words.
    Of(&'a Text),
}

impl<'a> Side<'a> {
    pub(super) fn asides(self) -> &'a Asides {
        static NONE: Asides = Asides::none();
        match self.beside {
            Beside::Nothing => &NONE,
            Beside::Known(asides) => asides,
            Beside::Of(text) => text.asides(),
        }
    }
}

/// How a stretch of the query and a stretch of the text belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Via {
    /// The same tokens.
    Same,
    /// One word, written as several tokens on a side.
    Joint(JointKind),
    /// A closing quotation mark and a stop or comma, in the other order.
    Swapped,
    /// A bracket of the other kind.
    OtherBracket,
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
            Self::Joint(JointKind::Hyphen)
            | Self::SourceAside(AsideKind::Reopened)
            | Self::QueryAside(AsideKind::Reopened) => Rung::Layout,
            Self::Joint(JointKind::Page) => Rung::Artefact,
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
pub(super) struct Move {
    pub(super) query: usize,
    pub(super) text: usize,
    pub(super) via: Via,
}

/// A place where more than one thing can be done.
struct Choice {
    /// How many steps had been taken, and the last of them as it was.
    n_steps: usize,
    last: Option<Step>,
    query: usize,
    text: usize,
    /// What is still to be tried; not worked out where both texts go on with the same mark.
    moves: Option<Vec<Move>>,
}

pub(super) struct Walk<'a> {
    pub(super) query: Side<'a>,
    pub(super) text: Side<'a>,
    pub(super) way: Way,
    /// Where the walk ends in the query, and where it must not go beyond in the text.
    pub(super) query_end: usize,
    pub(super) text_end: usize,
    pub(super) steps: Vec<Step>,
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
            if self.same(self.query_token(query, 0), self.text_token(text, 0)) {
                choices.push(self.choice(query, text, None));
                self.take(&mut query, &mut text, SAME);
                continue;
            }
            let mut moves = self.moves(query, text);
            while moves.is_empty() {
                let choice = choices.pop()?;
                (query, text) = (choice.query, choice.text);
                moves = self.take_back(choice);
                if !moves.is_empty() {
                    retries = retries.checked_sub(1)?;
                }
            }
            let Some(next) = moves.pop() else { continue };
            if !moves.is_empty() {
                choices.push(self.choice(query, text, Some(moves)));
            }
            self.take(&mut query, &mut text, next);
        }
        Some(self.steps)
    }

    fn choice(&self, query: usize, text: usize, moves: Option<Vec<Move>>) -> Choice {
        Choice {
            n_steps: self.steps.len(),
            last: self.steps.last().cloned(),
            query,
            text,
            moves,
        }
    }

    /// Takes back what was done since `choice`; what is still to be tried there.
    fn take_back(&mut self, choice: Choice) -> Vec<Move> {
        self.steps.truncate(choice.n_steps);
        if let Some((last, before)) = self.steps.last_mut().zip(choice.last) {
            *last = before;
        }
        choice.moves.unwrap_or_else(|| {
            // The same mark on both sides was tried first.
            let mut moves = self.moves(choice.query, choice.text);
            moves.pop();
            moves
        })
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
        let is_same = step.via == Via::Same;
        match self
            .steps
            .last_mut()
            .filter(|last| is_same && last.via == Via::Same)
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

    pub(super) fn query_token(&self, at: usize, ahead: usize) -> Option<usize> {
        self.token(self.query, at, ahead, self.query_end)
    }

    pub(super) fn text_token(&self, at: usize, ahead: usize) -> Option<usize> {
        self.token(self.text, at, ahead, self.text_end)
    }

    fn same_word(&self, query: usize, text: usize) -> bool {
        let (Some(q), Some(t)) = (self.query_token(query, 0), self.text_token(text, 0)) else {
            return false;
        };
        let (q, t) = (self.query.tokens.all()[q], self.text.tokens.all()[t]);
        q.key == t.key && q.kind == t.kind && q.kind == Kind::Word
    }

    pub(super) fn same(&self, query: Option<usize>, text: Option<usize>) -> bool {
        let (Some(q), Some(t)) = (query, text) else {
            return false;
        };
        let (q, t) = (self.query.tokens.all()[q], self.text.tokens.all()[t]);
        q.key == t.key && q.kind == t.kind
    }
}

pub(super) const SAME: Move = Move {
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
