//! One text that reports a thing and elsewhere still expects it.
//!
//! Running stories are mended in places: the new beginning tells what happened, and further down the
//! morning's preview stands as it was. Both sentences name the same day and somebody in common.

use super::candidate::Candidate;
use super::pair::Both;
use super::reading::{Reading, Sentence};
use super::{Grade, Item};
use crate::compare::frame::Word;
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
const REACH: u32 = 12;

/// Sentences of one text of which one expects what the other reports.
pub(super) fn expectations(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let text = both.a;
    let mut found: Vec<(f32, Item)> = Vec::new();
    for candidate in candidates {
        let (s, t) = (&text.sentences[candidate.a], &text.sentences[candidate.b]);
        let (expected_s, expected_t) = (expects(s, text), expects(t, text));
        if expected_s.is_some() == expected_t.is_some() || !share_a_name(s, t) {
            continue;
        }
        let is_meant = |value: &Value, sentence: &Sentence, expected: Option<u32>| {
            let words = sentence.words_within(text, value.span);
            expected.is_none_or(|at| {
                let follows = |word: &Word| word.at > at && word.at <= at + REACH;
                words.first().is_some_and(follows)
            })
        };
        let day = s.values.iter().find_map(|x| {
            let mut days = t.values.iter();
            let y = days.find(|y| is_same_day(x, y) && is_meant(y, t, expected_t))?;
            is_meant(x, s, expected_s).then_some((x, y))
        });
        let Some((x, y)) = day else {
            continue;
        };
        let place = |sentence: &Sentence, value: &Value| Place {
            span: sentence.span,
            slots: vec![value.span],
        };
        let item = Item {
            grade: Grade::Tense,
            what: x.words.clone(),
            why: "one expects what the other reports of the same day".to_owned(),
            places: [place(s, x), place(t, y)],
            diff: Vec::new(),
            claims: Vec::new(),
        };
        found.push((candidate.shared, item));
    }
    closest(found)
}

/// For every sentence, the pair that shares most.
fn closest(mut found: Vec<(f32, Item)>) -> Vec<Item> {
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<Item> = Vec::new();
    for (_, item) in found {
        let clashes = |other: &Item| {
            let spans = |item: &Item| [item.places[0].span, item.places[1].span];
            spans(other).iter().any(|span| spans(&item).contains(span))
        };
        if !kept.iter().any(clashes) {
            kept.push(item);
        }
    }
    kept
}

/// Where a sentence expects something, in words.
fn expects(sentence: &Sentence, reading: &Reading<'_>) -> Option<u32> {
    let tokens = reading.source.text.tokens();
    let text = |word: &Word| tokens.text(word.token as usize);
    let mut pairs = sentence.words.windows(2);
    let pair = pairs
        .find(|pair| EXPECTING.contains(&text(&pair[0])) && matches!(text(&pair[1]), "to" | "for"));
    pair.map(|pair| pair[0].at)
}

fn is_same_day(x: &Value, y: &Value) -> bool {
    let is_day = |value: &Value| matches!(value.kind, Kind::Date | Kind::Time);
    is_day(x) && is_day(y) && x.canonical() == y.canonical()
}

fn share_a_name(s: &Sentence, t: &Sentence) -> bool {
    let names = s
        .words
        .iter()
        .filter(|word| word.is_name && word.rank > 0.9);
    let mut names = names.map(|word| word.stem);
    names.any(|stem| t.words.iter().any(|word| word.stem == stem))
}
