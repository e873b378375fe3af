//! What sets a value apart from others of its kind: a part of a whole, what can be, the day of a saying, a rate.

use super::Word;
use super::around::RUN;
use crate::source::token::{self, Tokens};
use crate::value::Kind;

/// Words after which a value is what can be, and not what is.
const ABILITY: [&str; 8] = [
    "can", "could", "may", "might", "capacity", "maximum", "able", "room",
];

/// Verbs whose day is that of the saying, not of what is said.
const SAYING: [&str; 18] = [
    "denied",
    "insisted",
    "claimed",
    "admitted",
    "acknowledged",
    "argued",
    "explained",
    "testified",
    "said",
    "says",
    "told",
    "announced",
    "reported",
    "added",
    "wrote",
    "confirmed",
    "stated",
    "warned",
];

/// Words that say that a count is of others than those told of before.
const OTHER: [&str; 6] = [
    "other",
    "others",
    "more",
    "another",
    "further",
    "additional",
];

/// Words that stand for a whole of which a count is a part.
const WHOLE: [&str; 10] = [
    "the", "them", "those", "these", "its", "their", "his", "her", "all", "whom",
];

/// Words before a figure that is that of no single event: “averaged 3.8”.
const AVERAGE: [&str; 5] = ["average", "averaged", "averages", "averaging", "median"];

/// Words after which the thing stands for each of which something is counted: “3.8 cards a game”.
const EACH: [&str; 5] = ["a", "an", "per", "each", "every"];

/// Words after which a time is no occasion, but tells when: “seven cards a day later”.
const WHEN: [&str; 6] = ["later", "after", "before", "ago", "earlier", "from"];

/// The most words between a figure and the thing for each of which it is counted.
const COUNTED: usize = 3;

/// What sets a value apart: two of which only one has it measure different things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Aspect {
    /// “two of them”.
    Part,
    /// “two other ferries”.
    Other,
    /// “can carry 350”.
    Ability,
    /// The day on which somebody says something: “officials said on Wednesday”.
    Saying,
    /// An average, or so much for each: “3.8 cards a game”.
    Rate,
}

/// What sets a value apart, given the words before and after it.
pub(super) fn aspects(before: &[Word], after: &[Word], kind: Kind, tokens: &Tokens) -> Vec<Aspect> {
    let text = |word: &Word| tokens.text(word.token as usize);
    let is_close = |list: &[&str]| {
        let mut close = before.iter().rev().take(RUN);
        close.any(|word| list.contains(&text(word)))
    };
    let is_among =
        |list: &[&str], word: Option<&Word>| word.is_some_and(|word| list.contains(&text(word)));
    // “Once more, 19 pieces”
    let no_mark_follows = |word: &&Word| {
        let next = tokens.all().get(word.token as usize + 1);
        next.is_some_and(|token| token.kind == token::Kind::Word)
    };
    let is_when = matches!(kind, Kind::Date | Kind::Time);
    let follows_more = is_among(&["more"], after.get(1));
    let counts = kind == Kind::Number;
    let aspects = [
        (
            is_among(&["of"], after.first()) && is_among(&WHOLE, after.get(1)),
            Aspect::Part,
        ),
        (
            // “27 percent more than a year before”
            counts && (is_among(&OTHER, after.first()) || follows_more)
                || is_among(&OTHER, before.last().filter(no_mark_follows)),
            Aspect::Other,
        ),
        (is_close(&ABILITY), Aspect::Ability),
        (is_when && is_close(&SAYING), Aspect::Saying),
        (
            // “$27.50 a share” is a price, which others give without saying for what.
            is_close(&AVERAGE) || kind != Kind::Money && each(after, tokens).is_some(),
            Aspect::Rate,
        ),
    ];
    let aspects = aspects.into_iter();
    aspects
        .filter_map(|(is_so, aspect)| is_so.then_some(aspect))
        .collect()
}

/// Whether something may be counted for each of it, besides whatever follows “per”.
fn is_occasion(word: &str) -> bool {
    matches!(
        word,
        "second"
            | "minute"
            | "hour"
            | "day"
            | "night"
            | "week"
            | "fortnight"
            | "month"
            | "quarter"
            | "season"
            | "year"
            | "game"
            | "match"
            | "head"
            | "person"
            | "household"
            | "share"
            | "piece"
            | "term"
            | "shift"
            | "session"
    )
}

/// The thing for each of which a figure is counted: “yellow cards a game”.
pub(super) fn each<'w>(after: &'w [Word], tokens: &Tokens) -> Option<&'w Word> {
    let text = |at: usize| {
        after
            .get(at)
            .map_or("", |word| tokens.text(word.token as usize))
    };
    let is_digit = |c: char| c.is_ascii_digit();
    // No mark stands between.
    let is_next = |at: &usize| *at == 0 || after[*at].at == after[*at - 1].at + 1;
    let mut counted = (0..after.len().min(COUNTED + 1)).take_while(is_next);
    let at = counted.find(|&at| EACH.contains(&text(at)))?;
    // “Gas a year from 2028”
    let begins = text(at + 2) == "from" && text(at + 3).starts_with(is_digit);
    let is_when = WHEN.contains(&text(at + 2)) && !begins;
    let is_rate = text(at) == "per" || is_occasion(text(at + 1)) && !is_when;
    after.get(at + 1).filter(|_| is_rate)
}
