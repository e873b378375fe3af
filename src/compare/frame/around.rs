//! What stands around a value: the words near it, and what they say of it.
//!
//! Read once for each value, and asked by all who compare: nothing of another text goes into it.

use std::ops::Range;

use super::Word;
use super::aspect::{Aspect, aspects, each};
use super::fate::{Fate, fate};
use crate::source::token::Tokens;
use crate::value::{Kind, Value};

/// How far from a value a word may stand and still be of its frame, in words.
pub const REACH: u32 = 12;

/// A day belongs to all that happens on it: what is so many times as far counts as much.
pub const WIDE: u32 = 2;

/// How near a day must stand for a value to be of that day, in words.
const ANCHOR: u32 = 8;

/// How near that stands of which a value is a measure, in words.
const MEASURED: u32 = 8;

/// The words before a value that, all the same, are a frame of their own: “sworn in on”.
pub const RUN: usize = 3;

/// Words that tell what a change leads to from what it is.
const ROLES: [&str; 4] = ["to", "by", "from", "of"];

/// Words after a value that say of what it is a measure.
const MEASURES: [&str; 6] = ["against", "of", "per", "among", "for", "versus"];

/// Words right before a day that make it a bound: what began “since Monday” did not happen “on Monday”; and before a
/// length of time.
const BOUNDS: [&str; 8] = [
    "since", "until", "till", "before", "after", "from", "by", "within",
];

/// Words right before a day that is that of a thing.
const ARTICLES: [&str; 3] = ["a", "an", "the"];

/// Words before a name that say where.
const WHERE: [&str; 5] = ["in", "at", "near", "across", "around"];

/// Words before “of” and a name that say where: “the district of Marden”.
const AREAS: [&str; 10] = [
    "city", "town", "village", "county", "district", "province", "region", "state", "island",
    "port",
];

/// A word near a value.
#[derive(Clone, Copy, Debug)]
pub struct Near {
    /// The word.
    pub word: Word,
    /// 0 where it stands before the value, 1 where it stands after.
    pub side: usize,
    /// How far it stands, in words.
    pub distance: u32,
    /// Whether it is a part of another value, and says nothing of this one.
    pub is_of_another: bool,
}

/// What stands around a value.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// The words in reach, and the wider reach of a day, in the order of the text.
    pub near: Vec<Near>,
    /// What the words are about that stand with it between two marks, in order.
    pub clause: Vec<u32>,
    /// The keys of the words right before it, the closest first.
    pub run: Vec<u32>,
    /// Whether the run holds a word that says something.
    pub run_says: bool,
    /// “to” in “rose to 5 percent”.
    pub role: Option<&'static str>,
    /// “since” in “since Monday”.
    pub bound: Option<&'static str>,
    /// Whether it is that of the thing that follows: “a Tuesday night dinner”.
    pub is_of_next: bool,
    /// Of what it is a measure: the word that says so, and the matter of the thing.
    pub measure: Option<(&'static str, u32)>,
    /// For each of what it is counted: the matter of “week” in “14 trains a week”.
    pub each: Option<u32>,
    /// What befell those whom it counts.
    pub fate: Option<Fate>,
    /// What sets it apart from a plain count or day.
    pub aspects: Vec<Aspect>,
    /// The stems of the names near it that say where: “in Berlin”.
    pub places: Vec<u32>,
    /// The day near it, as it is written canonically.
    pub anchor: Option<String>,
    /// The other figure of a vote or a score of which it is one (“612 to 188”), as it is written canonically,
    /// and whether it is the first of the two.
    pub versus: Option<(String, bool)>,
}

impl Around {
    /// What stands around the words `inside` of a sentence, which are a value of that kind. `values` are
    /// those of the sentence, it may be among them; spans count in the text of the tokens.
    #[must_use]
    pub fn new(
        words: &[Word],
        inside: &Range<usize>,
        kind: Kind,
        values: &[Value],
        tokens: &Tokens,
    ) -> Self {
        let text = |word: &Word| tokens.text(word.token as usize);
        let key = |word: &Word| tokens.all()[word.token as usize].key;
        let (before, after) = (&words[..inside.start], &words[inside.end..]);
        let close: Vec<&Word> = before.iter().rev().take(RUN).collect();
        let ends = ends(words, inside);
        let others: Vec<Range<usize>> = values
            .iter()
            .map(|other| tokens.within(other.span))
            .filter(|other| words_within(words, other.clone()) != *inside)
            .collect();
        let among = |list: &'static [&'static str], word: Option<&Word>| {
            let word = text(word?);
            list.iter()
                .find(|own| own.eq_ignore_ascii_case(word))
                .copied()
        };
        // “since March 6” may be the value, or what stands before it.
        let own_first = words.get(inside.clone()).and_then(<[Word]>::first);
        let bound = among(&BOUNDS, own_first).or(among(&BOUNDS, before.last()));
        Self {
            near: near(words, inside, &others),
            clause: clause(before, after, ends),
            run: close.iter().map(|word| key(word)).collect(),
            run_says: close.iter().any(|word| word.says() && !word.is_name),
            role: among(&ROLES, before.last()),
            bound,
            is_of_next: kind == Kind::Date && among(&ARTICLES, before.last()).is_some(),
            measure: measure(after, ends[1], tokens),
            each: each(after, tokens).map(|word| word.matter),
            fate: (kind == Kind::Number)
                .then(|| fate(words, inside, tokens))
                .flatten(),
            aspects: aspects(before, after, kind, tokens),
            places: places(words, ends, tokens),
            anchor: anchor(words, inside, ends, values, tokens),
            versus: versus(words, inside, values, tokens),
        }
    }
}

/// Where the words of a value begin and end, in words.
fn ends(words: &[Word], inside: &Range<usize>) -> [u32; 2] {
    let own = words.get(inside.clone()).unwrap_or_default();
    let ends = own.first().zip(own.last());
    ends.map_or([0, 0], |(first, last)| [first.at, last.at])
}

/// The words that say something on either side of the words `inside` and not further than `reach` from them, in the
/// order of the text: each with its side, as [`Near`] has it, and how far it stands, in words.
pub fn beside<'w>(
    words: &'w [Word],
    inside: &Range<usize>,
    reach: u32,
) -> impl Iterator<Item = (usize, u32, &'w Word)> {
    let [first, last] = ends(words, inside);
    let before = words[..inside.start].iter();
    let before = before.map(move |word| (0, first - word.at, word));
    let after = words[inside.end..].iter();
    let after = after.map(move |word| (1, word.at - last, word));
    let said = before.chain(after);
    said.filter(move |(_, distance, word)| *distance <= reach && word.rank > 0.0)
}

/// The words that say something on either side, in the order of the text.
fn near(words: &[Word], inside: &Range<usize>, others: &[Range<usize>]) -> Vec<Near> {
    let said = beside(words, inside, WIDE * REACH);
    said.map(|(side, distance, word)| Near {
        word: *word,
        side,
        distance,
        is_of_another: others
            .iter()
            .any(|other| other.contains(&(word.token as usize))),
    })
    .collect()
}

/// What the words are about that stand with a value between two marks, each once, in order.
fn clause(before: &[Word], after: &[Word], [first, last]: [u32; 2]) -> Vec<u32> {
    let mut at = first;
    let before = before.iter().rev().take_while(move |word| {
        let is_next = at - word.at <= 1;
        at = word.at;
        is_next
    });
    let mut at = last;
    let after = after.iter().take_while(move |word| {
        let is_next = word.at - at <= 1;
        at = word.at;
        is_next
    });
    let says = before.chain(after).filter(|word| word.rank > 0.0);
    let mut clause: Vec<u32> = says.map(|word| word.matter).collect();
    clause.sort_unstable();
    clause.dedup();
    clause
}

/// What follows a value and says of what it is a measure: “against the euro”.
fn measure(after: &[Word], last: u32, tokens: &Tokens) -> Option<(&'static str, u32)> {
    let text = |word: &Word| tokens.text(word.token as usize);
    let is_close = |word: &&Word| word.at - last <= MEASURED;
    let at = after
        .iter()
        .take_while(is_close)
        .position(|word| MEASURES.contains(&text(word)))?;
    let measure = MEASURES.iter().find(|own| **own == text(&after[at]))?;
    let mut things = after[at + 1..].iter().take_while(is_close);
    let thing = things.find(|word| word.rank > 0.3)?;
    Some((*measure, thing.matter))
}

/// The names near a value that say where.
fn places(words: &[Word], [first, last]: [u32; 2], tokens: &Tokens) -> Vec<u32> {
    let text = |word: &Word| tokens.text(word.token as usize);
    let is_in = |pair: [Option<&Word>; 2]| {
        let [before, word] = pair.map(|word| word.map_or("", text));
        WHERE.contains(&word) || word == "of" && AREAS.contains(&before)
    };
    let is_near = |word: &Word| word.at + REACH >= first && word.at <= last + REACH;
    let is_name = |word: &Word| word.is_name && word.rank > 0.35;
    // What stands before all words of the name says where.
    let is_place = |at: usize| {
        let before = words[..at].iter().rposition(|word| !is_name(word));
        before.is_some_and(|at| is_in([at.checked_sub(1).map(|at| &words[at]), words.get(at)]))
    };
    let names = words.iter().enumerate();
    let names = names.filter(|(at, word)| is_name(word) && is_near(word) && is_place(*at));
    names.map(|(_, word)| word.stem).collect()
}

/// The day that stands nearest to a value, within reach of it.
fn anchor(
    words: &[Word],
    inside: &Range<usize>,
    [first, last]: [u32; 2],
    values: &[Value],
    tokens: &Tokens,
) -> Option<String> {
    let own = |day: &Value| words_within(words, tokens.within(day.span));
    let days = values
        .iter()
        .filter(|day| day.kind == Kind::Date && own(day) != *inside);
    let near = days.filter_map(|day| {
        let own = words.get(own(day))?;
        let (from, to) = (own.first()?.at, own.last()?.at);
        let is_before = to < first;
        let distance = if is_before {
            first - to
        } else {
            from.saturating_sub(last)
        };
        (distance <= ANCHOR).then_some((distance, is_before, day))
    });
    // “5 percent this year and 2 percent in 2024”
    let (.., day) = near.min_by_key(|(distance, is_before, _)| (*distance, *is_before))?;
    Some(day.canonical())
}

/// The other figure of a vote or a score: “612 to 188”, “621 votes to 188”, “218–212”.
fn versus(
    words: &[Word],
    inside: &Range<usize>,
    values: &[Value],
    tokens: &Tokens,
) -> Option<(String, bool)> {
    let text = |at: usize| tokens.text(words[at].token as usize);
    // “From 40 to 60” is a change.
    let is_first = |own: &Range<usize>| {
        let before = own.start.checked_sub(1);
        before.is_none_or(|at| !matches!(text(at), "from" | "between"))
    };
    let is_pair = |one: &Range<usize>, other: &Range<usize>| {
        if one.end > other.start || one.is_empty() || !is_first(one) {
            return false;
        }
        let has_no_mark = words[other.start].at - words[one.end - 1].at == apart(one, other);
        let is_dashed = one.end == other.start;
        let is_told = (1..=2).contains(&(other.start - one.end)) && text(other.start - 1) == "to";
        has_no_mark && (is_dashed || is_told)
    };
    let mut figures = values.iter().filter(|value| value.kind == Kind::Number);
    figures.find_map(|value| {
        let other = words_within(words, tokens.within(value.span));
        let pairs = [(inside, &other, true), (&other, inside, false)];
        let found = pairs
            .into_iter()
            .find(|(one, other, _)| is_pair(one, other));
        found.map(|(_, _, is_first)| (value.canonical(), is_first))
    })
}

/// How far the second of two figures stands from the first where no mark parts them, in words.
fn apart(one: &Range<usize>, other: &Range<usize>) -> u32 {
    u32::try_from(other.start - one.end).map_or(u32::MAX, |between| between.saturating_add(1))
}

/// The words whose tokens are in `tokens`, by number.
#[must_use]
pub fn words_within(words: &[Word], tokens: Range<usize>) -> Range<usize> {
    let before = |token: usize| words.partition_point(|word| (word.token as usize) < token);
    before(tokens.start)..before(tokens.end)
}

/// The day that a canonical date or time begins with: `2024-08-12` of `2024-08-12 evening`.
#[must_use]
pub fn day(canonical: &str) -> Option<&str> {
    let day = canonical.get(..10)?;
    let is_day = |(at, byte): (usize, u8)| match at {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    };
    day.bytes().enumerate().all(is_day).then_some(day)
}
