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

    /// Whether these may be of a token that every value of `kind` has, or of one of several.
    pub(super) fn has_part(self, kind: Kind) -> bool {
        match kind {
            Kind::Percentage | Kind::Money => self.has(Self::NUMERAL),
            _ => self.may_hold(kind),
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

impl Token {
    /// Whether it is a word that is part of no value.
    pub(super) fn is_of_no_value(&self) -> bool {
        let is_long = self.end - self.start > LONGEST_SYMBOL;
        self.shape == Shape::Word && self.lexeme.is_none() && is_long
    }
}

/// Gives each token of a paragraph also the cues of those that follow it, up to the next word that is part of no value.
pub(super) fn look_ahead(tokens: &mut [Token]) {
    let mut ahead = Cues::NONE;
    for token in tokens.iter_mut().rev() {
        if token.is_of_no_value() {
            ahead = Cues::NONE;
        }
        ahead |= token.cues;
        token.cues = ahead;
    }
}

#[cfg(test)]
mod tests {
    use super::super::read::{Unread, read, read_unled};
    use super::super::{Context, lexicon};
    use super::*;

    const SEEDS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds");

    /// What stands in texts besides words of the lexicon.
    const OTHERS: &str = "1 2 5 12 20 31 1990 2019 2023 100 000 007 $ % - – ’ ' , . : / ( ) £ ½ ¼ ° — + ~ < > \
                          R p h C Q s th nd k m bn € “ ” \" ″ [ ] × ^ T US @ km ft Moscow visit tin März";

    /// Asserts that as much is read of `text` as where nothing is told of its tokens.
    fn assert_told(text: &str) {
        let context = Context {
            written: Some(jiff::civil::date(2023, 3, 22)),
            ..Context::default()
        };
        let values = read(text, &context);
        assert_eq!(values, read_unled(text, &context), "{text}");
        let unread = Unread::new(text);
        assert_eq!(values, unread.read(text, &context), "{text}");
        for value in values {
            assert!(unread.may_hold(value.kind), "{value:?} of {text}");
            let mut stretches = unread.stretches(value.kind);
            let is_told = stretches.any(|stretch| stretch.contains(value.span));
            assert!(is_told, "{value:?} of {text}");
        }
    }

    #[test]
    fn whatever_is_read_of_prose_is_told_by_its_tokens() {
        for file in std::fs::read_dir(SEEDS).unwrap() {
            let text = std::fs::read_to_string(file.unwrap().path()).unwrap();
            assert_told(&text);
            text.lines().for_each(assert_told);
        }
    }

    #[test]
    fn whatever_is_read_of_words_in_any_order_is_told_by_them() {
        let words: Vec<&str> = lexicon::words().collect();
        let others: Vec<&str> = OTHERS.split_whitespace().collect();
        let leads: Vec<&str> = words
            .iter()
            .copied()
            .filter(|word| lexicon::look_up(word).is_some_and(|lexeme| lexeme.starts != 0))
            .collect();
        let mut state = 1_u64;
        let mut below = |most: usize| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            usize::try_from(state >> 33).unwrap() % most
        };
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..2 + below(12) {
                let list = [&words, &others, &leads][below(3)];
                let word = list[below(list.len())];
                if below(4) > 0 {
                    text.push(' ');
                }
                if below(6) == 0 {
                    text.push_str(&word.to_uppercase());
                } else {
                    text.push_str(word);
                }
            }
            assert_told(&text);
        }
    }

    #[test]
    fn words_that_lead_to_a_date_start_one() {
        for word in lexicon::words() {
            let lexeme = lexicon::look_up(word).unwrap();
            assert!(!lexeme.leads || lexeme.starts & start::DATE != 0, "{word}");
        }
    }

    #[test]
    fn letters_before_a_currency_sign_are_no_longer_than_symbols() {
        let letters = amount::currency::DOLLARS.iter().map(|(letters, _)| letters);
        assert!(letters.into_iter().all(|it| it.len() <= LONGEST_SYMBOL));
    }
}
