//! What tells that an amount may stand in a text; see [`crate::value::cue`].

use super::super::cue::Cues;
use super::super::lexicon::Lexeme;
use super::{duration, fraction, indefinite, leads_age, money, number, ordinal, percentage, tens};

/// What a word of the lexicon tells of amounts.
pub(in crate::value) fn of_word(lexeme: &Lexeme) -> Cues {
    let word = lexeme.word;
    let counts = lexeme.number.is_some()
        || lexeme.ordinal.and_then(fraction::parts).is_some()
        || fraction::named_part(word).is_some()
        || number::is_count(word)
        || word == indefinite::COUPLE
        || tens::plural(word).is_some();
    let of_age = duration::names_age(word) || leads_age(word) || tens::names_tens(word);
    let of_place = lexeme.ordinal.is_some() || ordinal::is_place(word);
    [
        (Cues::NUMERAL, counts),
        (Cues::ORDINAL, of_place || ordinal::is_suffix(word)),
        (Cues::PERCENT, percentage::names_share(word)),
        (Cues::CURRENCY, money::names_money(lexeme)),
        (Cues::MEASURE, lexeme.measure.is_some()),
        (Cues::DURATION, duration::names_unit(lexeme)),
        (Cues::AGE, of_age),
    ]
    .into_iter()
    .filter(|(_, holds)| *holds)
    .fold(Cues::NONE, |all, (cue, _)| all | cue)
}

/// What letters that are no word of the lexicon tell of amounts.
pub(in crate::value) fn of_letters(letters: &str) -> Cues {
    if ordinal::is_suffix(letters) {
        Cues::ORDINAL
    } else {
        Cues::NONE
    }
}

/// What a mark tells of amounts.
pub(in crate::value) fn of_mark(mark: char) -> Cues {
    if money::is_mark(mark) {
        Cues::CURRENCY
    } else if percentage::is_mark(mark) {
        Cues::PERCENT
    } else if fraction::of_glyph(mark).is_some() {
        Cues::NUMERAL
    } else {
        Cues::NONE
    }
}
