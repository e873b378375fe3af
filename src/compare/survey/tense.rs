//! One text that reports a thing and elsewhere still expects it.
//!
//! Running stories are mended in places: the new beginning tells what happened, and further down the
//! morning's preview stands as it was. Both sentences name the same day and somebody in common.

use super::candidate::Candidate;
use super::pair::Both;
use super::reading::{Sentence, Term};
use super::{Grade, Item};
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
const REACH: u32 = 12;

/// Sentences of one text of which one expects what the other reports.
pub(super) fn expectations(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let text = both.a;
    let tokens = text.source.text.tokens();
    let mut found: Vec<(f32, Item)> = Vec::new();
    for candidate in candidates {
        let (s, t) = (&text.sentences[candidate.a], &text.sentences[candidate.b]);
        if s.expects.is_some() == t.expects.is_some() || !share_a_name(s, t) {
            continue;
        }
        let is_meant = |value: &Value, sentence: &Sentence| {
            let own = tokens.within(value.span);
            let is_own = |term: &&Term| own.contains(&(term.word.token as usize));
            let first = sentence.words.iter().find(is_own);
            sentence.expects.is_none_or(|at| {
                first.is_some_and(|term| term.word.at > at && term.word.at <= at + REACH)
            })
        };
        let day = s.values.iter().find_map(|(x, _)| {
            let mut days = t.values.iter().map(|(y, _)| y);
            let y = days.find(|y| is_same_day(x, y) && is_meant(y, t))?;
            is_meant(x, s).then_some((x, y))
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

/// Where a sentence says that something is still to come, in words.
pub(super) fn expects(words: &[Term], tokens: &Tokens) -> Option<u32> {
    let text = |term: &Term| tokens.text(term.word.token as usize);
    let mut pairs = words.windows(2);
    let pair = pairs
        .find(|pair| EXPECTING.contains(&text(&pair[0])) && matches!(text(&pair[1]), "to" | "for"));
    pair.map(|pair| pair[0].word.at)
}

fn is_same_day(x: &Value, y: &Value) -> bool {
    let is_day = |value: &Value| matches!(value.kind, Kind::Date | Kind::Time);
    is_day(x) && is_day(y) && x.canonical() == y.canonical()
}

fn share_a_name(s: &Sentence, t: &Sentence) -> bool {
    let is_name = |term: &&Term| term.word.is_name && term.word.rank > 0.9;
    let mut names = s.words.iter().filter(is_name);
    names.any(|name| t.words.iter().any(|term| term.id == name.id))
}
