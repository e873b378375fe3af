//! The lexicon: every word that may be part of a value, and what it may be there.
//!
//! A word can be several things at once: “second” is an ordinal and a unit of time, “march” a month
//! and a verb. The lexicon only says what is possible; the readers decide by what stands around.

use std::sync::LazyLock;

mod list;

use list::{
    COLLECTIVES, LEADS, MONTHS, ONES, ORDINALS, OTHERS, SCALES, STARTERS, TEENS, TENS, TIME_UNITS,
    WEEKDAYS,
};

use super::amount::comparator;
use super::amount::currency::{self, Currency};
use super::amount::unit::{self, Measure};
use super::cue::{self, Cues};

/// What one word can be.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Lexeme {
    /// The word, in lower case.
    pub(crate) word: &'static str,
    pub(crate) number: Option<NumberWord>,
    pub(crate) ordinal: Option<OrdinalWord>,
    /// 1 is January.
    pub(crate) month: Option<i8>,
    /// 1 is Monday.
    pub(crate) weekday: Option<i8>,
    pub(crate) time: Option<TimeUnit>,
    pub(crate) measure: Option<&'static Measure>,
    pub(crate) currency: Option<&'static Currency>,
    /// The phrases that begin with it and stand before a figure: “more than”.
    pub(crate) comparators: &'static [comparator::Prefix],
    /// The readers that may start at this word.
    pub(crate) starts: u8,
    /// Whether a date may start at it, but only by what follows.
    pub(super) leads: bool,
    /// What it tells of the values that may stand around it.
    pub(super) cues: Cues,
}

/// Readers that may start at a word, as bits of [`Lexeme::starts`].
pub(crate) mod start {
    pub(crate) const AMOUNT: u8 = 1;
    pub(crate) const ORDINAL: u8 = 2;
    pub(crate) const DATE: u8 = 4;
    pub(crate) const TIME: u8 = 8;
    pub(crate) const POLARITY: u8 = 16;
}

/// A word that is part of a cardinal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NumberWord {
    /// Zero to nine.
    Ones(u8),
    /// Ten to nineteen.
    Teens(u8),
    /// Twenty, thirty, … ninety.
    Tens(u8),
    /// Hundred.
    Hundred,
    /// Ten to this power, from thousand on.
    Scale(u8),
    /// A dozen, a score, a gross.
    Collective(u8),
}

/// A word that ends an ordinal number, or names the parts of a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct OrdinalWord {
    /// The number word it is made from.
    pub(crate) number: NumberWord,
    /// “thirds”: only ever the parts of a fraction.
    pub(crate) plural: bool,
}

/// Units of time, shortest first.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
pub(crate) enum TimeUnit {
    Second,
    Minute,
    Hour,
    Day,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Season,
    Year,
    Decade,
    Century,
    Millennium,
}

/// What the lexicon says of `word`, in whichever letter case it is written.
pub(crate) fn look_up(word: &str) -> Option<&'static Lexeme> {
    LEXICON.get(pack(word)?)
}

/// Every word.
#[cfg(test)]
pub(crate) fn words() -> impl Iterator<Item = &'static str> {
    LEXICON.lexemes.iter().map(|lexeme| lexeme.word)
}

/// The word's letters, lower case, in one number; words of over 16 bytes or with letters outside
/// ASCII are in no lexicon.
fn pack(word: &str) -> Option<u128> {
    const OUTSIDE_ASCII: u128 = u128::from_le_bytes([0x80; 16]);
    // This bit tells a small letter from the large one.
    const SMALL: u128 = u128::from_le_bytes([0x20; 16]);
    let bytes = word.as_bytes();
    let packed = match *bytes {
        [] => 0,
        [a] => u128::from(a),
        [a, b] => u128::from(u16::from_le_bytes([a, b])),
        [a, b, c] => u128::from(u32::from_le_bytes([a, b, c, 0])),
        _ if bytes.len() < 8 => overlaid(bytes, |half| u32::from_le_bytes(half).into())?,
        _ if bytes.len() <= 16 => overlaid(bytes, |half| u64::from_le_bytes(half).into())?,
        _ => return None,
    };
    (packed & OUTSIDE_ASCII == 0).then_some(packed | SMALL)
}

/// The first and the last `N` of `bytes` in one number, each byte in its place. There are between `N` and `2 * N`.
fn overlaid<const N: usize>(bytes: &[u8], number: impl Fn([u8; N]) -> u128) -> Option<u128> {
    let (first, last) = (bytes.first_chunk()?, bytes.last_chunk()?);
    Some(number(*first) | number(*last) << (8 * (bytes.len() - N)))
}

/// The words, each to be found with one look, mostly.
struct Table {
    /// By what is left of the mixed letters: one more than the number of the word, or 0 where there is none. A
    /// word whose place is taken has the next one that is free.
    places: Vec<u16>,
    letters: Vec<u128>,
    lexemes: Vec<Lexeme>,
}

/// How many bits of the mixed letters are left: places enough for most words to have one of their own.
const BITS: u32 = 13;

impl Table {
    fn new() -> Self {
        Self {
            places: vec![0; 1 << BITS],
            letters: Vec::new(),
            lexemes: Vec::new(),
        }
    }

    fn get(&self, letters: u128) -> Option<&Lexeme> {
        self.lexemes.get(self.find(letters).ok()?)
    }

    /// The number of a word, or the place where it belongs.
    fn find(&self, letters: u128) -> Result<usize, usize> {
        let mut place = place(letters);
        loop {
            let number = usize::from(self.places[place])
                .checked_sub(1)
                .ok_or(place)?;
            if self.letters[number] == letters {
                return Ok(number);
            }
            place = (place + 1) % self.places.len();
        }
    }

    /// The entry of a word, which is made where there is none.
    fn entry(&mut self, letters: u128) -> &mut Lexeme {
        let number = self.find(letters).unwrap_or_else(|place| {
            self.letters.push(letters);
            self.lexemes.push(Lexeme::default());
            self.places[place] = u16::try_from(self.lexemes.len()).unwrap_or(u16::MAX);
            self.lexemes.len() - 1
        });
        &mut self.lexemes[number]
    }
}

/// Where a word is looked for first.
fn place(letters: u128) -> usize {
    let [low, high] = [letters & u128::from(u64::MAX), letters >> 64]
        .map(|half| u64::try_from(half).unwrap_or_default());
    let mixed = (low ^ high.rotate_left(29)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    usize::try_from(mixed >> (u64::BITS - BITS)).unwrap_or_default()
}

static LEXICON: LazyLock<Table> = LazyLock::new(|| {
    let mut table = Table::new();
    numbers(&mut table);
    ordinals(&mut table);
    calendar(&mut table);
    for (unit, words) in TIME_UNITS {
        for word in words.split(' ') {
            entry(&mut table, word).time = Some(*unit);
        }
    }
    for measure in unit::MEASURES {
        for word in measure.words.split_terminator(' ') {
            entry(&mut table, word).measure = Some(measure);
        }
    }
    for currency in currency::CURRENCIES {
        for word in currency.words.split_terminator(' ') {
            entry(&mut table, word).currency = Some(currency);
        }
        for (adjective, _) in currency.kinds {
            entry(&mut table, adjective);
        }
    }
    for (word, prefixes) in comparator::first_words() {
        entry(&mut table, word).comparators = prefixes;
    }
    for (starts, words) in STARTERS {
        for word in words.split_whitespace() {
            entry(&mut table, word).starts |= starts;
        }
    }
    for word in OTHERS.split_whitespace() {
        entry(&mut table, word);
    }
    for word in LEADS.split_whitespace() {
        entry(&mut table, word).leads = true;
    }
    for lexeme in &mut table.lexemes {
        lexeme.cues = cue::of_word(lexeme);
    }
    table
});

fn entry<'t>(table: &'t mut Table, word: &'static str) -> &'t mut Lexeme {
    let lexeme = table.entry(pack(word).unwrap_or_default());
    lexeme.word = word;
    lexeme
}

/// Makes a number word of a number.
type Make = fn(u8) -> NumberWord;

/// Words and the number that each stands for.
type Words = &'static [(&'static str, u8)];

fn numbers(table: &mut Table) {
    let lists: [(Make, Words); 5] = [
        (NumberWord::Ones, ONES),
        (NumberWord::Teens, TEENS),
        (NumberWord::Tens, TENS),
        (NumberWord::Scale, SCALES),
        (NumberWord::Collective, COLLECTIVES),
    ];
    for (kind, words) in lists {
        for &(word, n) in words {
            let lexeme = entry(table, word);
            lexeme.number = Some(kind(n));
            lexeme.starts |= start::AMOUNT | start::ORDINAL | start::DATE | start::TIME;
        }
    }
    for word in ["hundred", "hundreds"] {
        let lexeme = entry(table, word);
        lexeme.number = Some(NumberWord::Hundred);
        lexeme.starts |= start::AMOUNT | start::ORDINAL;
    }
}

fn ordinals(table: &mut Table) {
    for &(singular, plural, number) in ORDINALS {
        for (word, plural) in [(singular, false), (plural, true)] {
            if !word.is_empty() {
                let lexeme = entry(table, word);
                lexeme.ordinal = Some(OrdinalWord { number, plural });
                lexeme.starts |= start::ORDINAL | start::DATE;
            }
        }
    }
}

fn calendar(table: &mut Table) {
    for (months, n) in MONTHS.iter().zip(1..) {
        for word in months.split(' ') {
            let lexeme = entry(table, word);
            lexeme.month = Some(n);
            lexeme.starts |= start::DATE;
        }
    }
    for (weekdays, n) in WEEKDAYS.iter().zip(1..) {
        for word in weekdays.split(' ') {
            let lexeme = entry(table, word);
            lexeme.weekday = Some(n);
            lexeme.starts |= start::DATE;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_found_in_any_letter_case_and_may_be_several_things() {
        let second = look_up("Second").unwrap();
        assert!(second.ordinal.is_some() && second.time == Some(TimeUnit::Second));
        assert_eq!(look_up("MARCH").unwrap().month, Some(3));
        assert!(look_up("xylophone").is_none());
        assert!(look_up("März").is_none());
    }

    /// Single letters and endings that the readers look at in the letters of the text, not by word.
    const BY_LETTERS: &str =
        "in the year dash nd rd th l bar mi nmi ac gal km pt eet eest lowercase";

    #[test]
    fn every_word_that_a_reader_asks_for_is_in_the_lexicon() {
        let readers = [
            include_str!("../amount/change.rs"),
            include_str!("../amount/comparator.rs"),
            include_str!("../amount/duration.rs"),
            include_str!("../amount/fraction.rs"),
            include_str!("../amount/mod.rs"),
            include_str!("../amount/money.rs"),
            include_str!("../amount/number.rs"),
            include_str!("../amount/ordinal.rs"),
            include_str!("../amount/percentage.rs"),
            include_str!("../amount/quantity.rs"),
            include_str!("../amount/range.rs"),
            include_str!("../amount/words.rs"),
            include_str!("../date/grammar/calendar.rs"),
            include_str!("../date/grammar/cycle.rs"),
            include_str!("../date/grammar/division.rs"),
            include_str!("../date/grammar/mod.rs"),
            include_str!("../date/grammar/numeric.rs"),
            include_str!("../date/grammar/offset.rs"),
            include_str!("../date/grammar/part.rs"),
            include_str!("../date/grammar/range.rs"),
            include_str!("../date/grammar/relative.rs"),
            include_str!("../date/grammar/said.rs"),
            include_str!("../date/grammar/within.rs"),
            include_str!("../date/grammar/year.rs"),
            include_str!("../date/holiday.rs"),
            include_str!("../polarity.rs"),
            include_str!("../time/grammar.rs"),
            include_str!("../time/point.rs"),
        ];
        let mut unknown = Vec::new();
        for reader in readers {
            let code = reader.split("#[cfg(test)]").next().unwrap();
            for line in code
                .lines()
                .filter(|line| !line.trim_start().starts_with("//"))
            {
                for word in line.split('"').skip(1).step_by(2) {
                    let plain =
                        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase());
                    let known =
                        look_up(word).is_some() || BY_LETTERS.split(' ').any(|by| by == word);
                    if plain && !known {
                        unknown.push(word);
                    }
                }
            }
        }
        assert!(unknown.is_empty(), "not in the lexicon: {unknown:?}");
    }
}
