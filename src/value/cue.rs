//! Cues: what must stand in a text for a value of some kind to be read there.
//!
//! Every value has a token in it that makes it one: a share its “%” or “percent”, a number a figure or a word
//! that counts. The words around such a token (“in the”, “about”, “no later than”) may stand anywhere, and most
//! of them lead nowhere. So each token is told by itself, from the tables of the readers, what it may make a
//! value of. Where nothing is told of a kind, no value of that kind is read: readers need not be asked, and a
//! whole sentence need not be read for one. What is told may be more than is read, never less.

use std::ops::{BitOr, BitOrAssign};
use std::sync::LazyLock;

use super::lexicon::{Lexeme, start};
use super::token::{Shape, Token};
use super::{Kind, amount, date, time};

/// How many letters a unit, a currency or a quarter has at the most where it is written as a symbol, which
/// readers know by its letters: “kWh”, “US$”, “Q3”.
const LONGEST_SYMBOL: usize = 4;

/// What tokens may make values of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cues(u16);

impl Cues {
    pub(super) const NONE: Self = Self(0);
    /// A figure, or a word that counts.
    pub(super) const NUMERAL: Self = Self(1);
    pub(super) const ORDINAL: Self = Self(1 << 1);
    pub(super) const PERCENT: Self = Self(1 << 2);
    pub(super) const CURRENCY: Self = Self(1 << 3);
    /// A unit of measurement by its name; one by its symbol needs a figure.
    pub(super) const MEASURE: Self = Self(1 << 4);
    /// A unit of time.
    pub(super) const DURATION: Self = Self(1 << 5);
    pub(super) const AGE: Self = Self(1 << 6);
    pub(super) const DATE: Self = Self(1 << 7);
    /// An hour by its name, or a part of the day.
    pub(super) const TIME: Self = Self(1 << 8);
    /// A unit of time or a weekday, in which distances between dates are counted.
    pub(super) const STEP: Self = Self(1 << 9);
    #[cfg(test)]
    pub(super) const ALL: Self = Self(u16::MAX);

    /// Whether a value of `kind` may stand among the tokens that these are of.
    pub(super) fn may_hold(self, kind: Kind) -> bool {
        match kind {
            Kind::Number => self.has(Self::NUMERAL),
            Kind::Ordinal => self.has(Self::ORDINAL),
            Kind::Percentage => self.has(Self::PERCENT) && self.has(Self::NUMERAL),
            Kind::Money => self.has(Self::CURRENCY) && self.has(Self::NUMERAL),
            Kind::Quantity => self.has(Self::MEASURE | Self::NUMERAL),
            Kind::Duration => self.has(Self::DURATION),
            Kind::Age => self.has(Self::AGE),
            Kind::Date => self.has(Self::DATE),
            Kind::Time => self.has(Self::TIME | Self::NUMERAL),
            Kind::Polarity | Kind::Name | Kind::Text => true,
        }
    }

    /// Those of `starts`, as bits of [`start`], that may read something where these lie ahead.
    pub(super) fn readers(self, starts: u8) -> u8 {
        let amounts = Self::NUMERAL | Self::DURATION | Self::MEASURE;
        let when = starts & (start::DATE | start::TIME) != 0;
        let if_has = |cues: Self, reader: u8| if self.has(cues) { reader } else { 0 };
        starts & start::POLARITY
            | starts & if_has(amounts, start::AMOUNT)
            | starts & if_has(Self::ORDINAL, start::ORDINAL)
            | starts & if_has(Self::TIME | Self::NUMERAL, start::TIME)
            // Where a time may begin, a date may.
            | if when { if_has(Self::DATE, start::DATE) } else { 0 }
    }

    /// Whether it has one of `any`.
    pub(super) fn has(self, any: Self) -> bool {
        self.0 & any.0 != 0
    }
}

impl BitOr for Cues {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for Cues {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

/// What a word of the lexicon tells.
pub(super) fn of_word(lexeme: &Lexeme) -> Cues {
    let mut cues = amount::cue::of_word(lexeme);
    let word = lexeme.word;
    let starts = lexeme.starts & start::DATE != 0 && !lexeme.leads;
    let is_part = lexeme.number.is_some() || lexeme.ordinal.is_some() || lexeme.month.is_some();
    let is_step = lexeme.weekday.is_some() || lexeme.time.is_some();
    if starts || is_part || is_step || date::ends_date(word) {
        cues |= Cues::DATE;
    }
    if is_step {
        cues |= Cues::STEP;
    }
    if time::names_time(word) {
        cues |= Cues::TIME;
    }
    cues
}

/// What a token tells that is `letters`.
pub(super) fn of_token(shape: Shape, lexeme: Option<&Lexeme>, letters: &str) -> Cues {
    match (shape, lexeme) {
        (Shape::Word, Some(lexeme)) => lexeme.cues,
        (Shape::Word, None) => amount::cue::of_letters(letters),
        (Shape::Digits, _) => Cues::NUMERAL | Cues::DATE,
        (Shape::Mark(mark), _) => of_mark(mark),
        (Shape::End, _) => Cues::NONE,
    }
}

fn of_mark(mark: char) -> Cues {
    static ASCII: LazyLock<[Cues; 128]> = LazyLock::new(|| {
        let mut cues = [Cues::NONE; 128];
        for (cue, mark) in cues.iter_mut().zip('\0'..) {
            *cue = amount::cue::of_mark(mark);
        }
        cues
    });
    match ASCII.get(mark as usize) {
        Some(&cues) => cues,
        None => amount::cue::of_mark(mark),
    }
}

/// Gives each token of a paragraph also the cues of those that follow it, up to the next word that is part of no value.
pub(super) fn look_ahead(tokens: &mut [Token]) {
    let mut ahead = Cues::NONE;
    for token in tokens.iter_mut().rev() {
        let is_long = token.end - token.start > LONGEST_SYMBOL;
        if token.shape == Shape::Word && token.lexeme.is_none() && is_long {
            ahead = Cues::NONE;
        }
        ahead |= token.cues;
        token.cues = ahead;
    }
}
