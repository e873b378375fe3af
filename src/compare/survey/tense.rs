//! One text that reports a thing and elsewhere still expects it.
//!
//! Running stories are mended in places: the new beginning tells what happened, and further down the
//! morning's preview stands as it was. Both sentences name the same day and somebody in common.

use super::pair::Both;
use super::sentence::{Sentence, Term};
use super::{Grade, Item};
use crate::compare::frame;
use crate::source::token::Tokens;
use crate::value::{Kind, Value};
use crate::verdict::Place;

/// Words after which something is still to come, where “to” or “for” follows.
const EXPECTING: [&str; 8] = [
    "expected",
    "due",
    "scheduled",
    "set",
    "slated",
    "planned",
    "poised",
    "likely",
];

/// How far after such a word the day may stand, in words.
const REACH: u32 = 16;

/// Sentences of one text of which one expects what the other reports. What is still expected stands with
/// everything that reports it; what is reported, with the closest sentence that expects it.
pub(super) fn expectations(both: &Both<'_>) -> Vec<Item> {
    let text = both.a;
    let tokens = text.source.text.tokens();
    let expecting: Vec<&Sentence> = text
        .sentences
        .iter()
        .filter(|sentence| sentence.expects.is_some())
        .collect();
    let reporting = text.sentences.iter().filter(|it| it.expects.is_none());
    let mut items = Vec::new();
    for reported in reporting {
        let found = expecting.iter().filter_map(|expected| {
            if !share_a_name(reported, expected) {
                return None;
            }
            let mut days = expected.values.iter().map(|(day, _)| day);
            let (day, expected_day) = days.find_map(|day| {
                let mut others = reported.values.iter().map(|(other, _)| other);
                let other = others.find(|other| is_same_day(other, day))?;
                is_meant(day, expected, tokens).then_some((other, day))
            })?;
            let shared = shared(reported, expected, both);
            Some((shared, item([reported, expected], [day, expected_day])))
        });
        let closest = found.max_by(|x, y| x.0.total_cmp(&y.0));
        items.extend(closest.map(|(_, item)| item));
    }
    items
}

fn item(sentences: [&Sentence; 2], days: [&Value; 2]) -> Item {
    let place = |side: usize| Place {
        span: sentences[side].span,
        slots: vec![days[side].span],
    };
    let mut places = [place(0), place(1)];
    places.sort_by_key(|place| place.span);
    Item {
        grade: Grade::Tense,
        what: days[0].words.clone(),
        why: "one expects what the other reports of the same day".to_owned(),
        places,
        diff: Vec::new(),
        claims: Vec::new(),
    }
}

/// What the words that two sentences share weigh.
fn shared(s: &Sentence, t: &Sentence, both: &Both<'_>) -> f32 {
    let is_shared = |term: &&Term| t.words.iter().any(|other| other.id == term.id);
    let weights = s
        .words
        .iter()
        .filter(is_shared)
        .map(|term| both.weigh_a(term));
    weights.sum()
}

/// Whether a day of a sentence is the one on which something is expected.
fn is_meant(day: &Value, sentence: &Sentence, tokens: &Tokens) -> bool {
    let own = tokens.within(day.span);
    let is_own = |term: &&Term| own.contains(&(term.word.token as usize));
    let first = sentence.words.iter().find(is_own);
    sentence.expects.is_some_and(|at| {
        let follows = |term: &Term| term.word.at > at && term.word.at <= at + REACH;
        first.is_some_and(follows) && !goes_on(sentence, at, first, tokens)
    })
}

/// Where a sentence says that something is still to come, in words.
pub(super) fn expects(words: &[Term], tokens: &Tokens) -> Option<u32> {
    let text = |term: &Term| tokens.text(term.word.token as usize);
    let mut pairs = words.windows(2);
    let pair = pairs
        .find(|pair| EXPECTING.contains(&text(&pair[0])) && matches!(text(&pair[1]), "to" | "for"));
    pair.map(|pair| pair[0].word.at)
}

/// Whether another verb begins between the expectation and its day: “is expected to …, and said on Monday”.
fn goes_on(sentence: &Sentence, at: u32, day: Option<&Term>, tokens: &Tokens) -> bool {
    let is_between =
        |term: &&Term| term.word.at > at && day.is_some_and(|day| term.word.at < day.word.at);
    let text = |term: &Term| tokens.text(term.word.token as usize);
    let between: Vec<&Term> = sentence.words.iter().filter(is_between).collect();
    let mut pairs = between.windows(2);
    pairs.any(|pair| text(pair[0]) == "and" && text(pair[1]).ends_with("ed"))
}

fn is_same_day(x: &Value, y: &Value) -> bool {
    let is_day = |value: &Value| matches!(value.kind, Kind::Date | Kind::Time);
    let (a, b) = (x.canonical(), y.canonical());
    is_day(x) && is_day(y) && frame::day(&a).is_some_and(|day| Some(day) == frame::day(&b))
}

/// Whether both name somebody or something; nations and capitals do not count, all of the story is theirs.
fn share_a_name(s: &Sentence, t: &Sentence) -> bool {
    let is_name = |term: &&Term| term.word.is_name && term.word.says() && !term.is_country;
    let mut names = s.words.iter().filter(is_name);
    names.any(|name| t.words.iter().any(|term| term.id == name.id))
}
