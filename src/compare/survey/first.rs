//! What is the first or the most since a year, or in so many years: “the first since 1974”, “in 51 years”.
//!
//! A span of years leads back from the year of writing; two texts may count it one year longer or shorter.

use std::collections::BTreeSet;

use super::pair::Both;
use super::reading::Reading;
use super::sentence::{Sentence, Term};
use super::{Grade, Item};
use crate::span::Span;
use crate::value::{Kind, Value};
use crate::verdict::Place;

/// How many words after “first” the year may stand, and how far around it what is the first.
const REACH: u32 = 8;
const AROUND: u32 = 16;

/// Words for what nothing of its kind has been since, besides those that end in “-est”.
const MOST: [&str; 6] = ["first", "most", "best", "worst", "least", "fewest"];

/// So many of a text are held against those of another, the first ones: few texts have more.
const LOOKED_AT: usize = 32;

/// How many years a span may be counted longer or shorter.
const ROUNDED: i16 = 1;

/// What must be the same around the two.
const LEAST: f32 = 1.2;

/// Something that is the first or the most since a year.
pub(super) struct First {
    /// The sentence, by number.
    sentence: usize,
    /// The stem of “first”, or of “highest”.
    most: u32,
    /// How far into the text it stands, in words.
    place: u32,
    year: i16,
    is_counted: bool,
    /// The year, or the years, in the text.
    span: Span,
    words: String,
}

/// What a text, written on a day, calls the first or the most since a year.
pub(super) fn firsts(reading: &Reading<'_>, written: Option<jiff::civil::Date>) -> Vec<First> {
    let tokens = reading.source.text.tokens();
    let mut firsts = Vec::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        for (value, _) in &sentence.values {
            let token = tokens.within(value.span).start;
            let at = sentence
                .words
                .partition_point(|term| (term.word.token as usize) < token);
            let text = |term: &Term| tokens.text(term.word.token as usize);
            let before = sentence.words[..at].iter().rev();
            let Some((year, is_counted)) = since(value, before.clone().next().map(text), written)
            else {
                continue;
            };
            let Some(from) = sentence.words.get(at).map(|term| term.word.at) else {
                continue;
            };
            let mut near = before.take_while(|term| term.word.at + REACH >= from);
            if let Some(most) = near.find(|term| is_most(text(term))) {
                firsts.push(First {
                    sentence: number,
                    most: most.word.stem,
                    place: most.word.at,
                    year,
                    is_counted,
                    span: value.span,
                    words: value.words.clone(),
                });
            }
        }
    }
    firsts.truncate(LOOKED_AT);
    firsts
}

fn is_most(word: &str) -> bool {
    MOST.contains(&word) || word.len() > 5 && word.ends_with("est")
}

/// The year of “since 1974” or, by the day of writing, of “in 51 years”, and whether it is counted back.
fn since(
    value: &Value,
    before: Option<&str>,
    written: Option<jiff::civil::Date>,
) -> Option<(i16, bool)> {
    let canonical = value.canonical();
    match value.kind {
        Kind::Date => {
            let is_since = before == Some("since") || value.words.starts_with("since ");
            let digits = canonical.trim_start_matches('[').get(..4)?;
            let year = digits.parse().ok().filter(|_| is_since)?;
            Some((year, false))
        }
        Kind::Duration if matches!(before, Some("in" | "for")) => {
            let years: i16 = canonical.strip_suffix(" years")?.parse().ok()?;
            Some((written?.year().checked_sub(years)?, true))
        }
        _ => None,
    }
}

/// What the two texts call the first or the most, of the same, since different years.
pub(super) fn firsts_that_differ(both: &Both<'_>) -> Vec<Item> {
    let mut found: Vec<(f32, [&First; 2])> = Vec::new();
    for x in &both.a.firsts {
        for y in both.b.firsts.iter().filter(|y| y.most == x.most) {
            found.extend(shared([x, y], both).map(|shared| (shared, [x, y])));
        }
    }
    found.sort_by(|m, n| n.0.total_cmp(&m.0));
    let agreeing = found.iter().map(|(_, pair)| *pair).filter(|it| agree(*it));
    let agreed: [BTreeSet<Span>; 2] =
        [0, 1].map(|side| agreeing.clone().map(|it| it[side].span).collect());
    let mut items: Vec<(f32, Item)> = Vec::new();
    for (shared, [x, y]) in &found {
        if !agreed[0].contains(&x.span) && !agreed[1].contains(&y.span) {
            items.push((*shared, item([x, y], both)));
        }
    }
    super::likest(items)
}

fn agree([x, y]: [&First; 2]) -> bool {
    // Two spans of years are counted alike.
    let off = if x.is_counted == y.is_counted {
        0
    } else {
        ROUNDED
    };
    x.year.abs_diff(y.year) <= off.unsigned_abs()
}

/// What the words around the two weigh that are the same; none where they are of different things.
fn shared([x, y]: [&First; 2], both: &Both<'_>) -> Option<f32> {
    let near = |first: &First, sentence: &'_ Sentence| -> Vec<Term> {
        let words = sentence.words.iter();
        let near = words.filter(|term| term.word.at.abs_diff(first.place) <= AROUND);
        let says =
            |term: &&Term| term.word.says() && term.word.stem != first.most && !term.is_country;
        near.filter(says).copied().collect()
    };
    let of_x = near(x, &both.a.sentences[x.sentence]);
    let of_y = near(y, &both.b.sentences[y.sentence]);
    let is_one = |x: &&Term| {
        let mut others = of_y.iter();
        others.any(|y| x.word.matter == y.word.matter || both.same(x, y))
    };
    let shared: f32 = of_x.iter().filter(is_one).map(|term| term.weight).sum();
    (shared >= LEAST).then_some(shared)
}

fn item(firsts: [&First; 2], both: &Both<'_>) -> Item {
    let shown = firsts.map(|it| format!("{} = since {}", it.words, it.year));
    let texts = [both.a, both.b];
    Item {
        grade: Grade::Conflict,
        what: shown.join(" / "),
        why: "both of the same, and they lead back to different years".to_owned(),
        places: [0, 1].map(|side| Place {
            span: texts[side].sentences[firsts[side].sentence].span,
            slots: vec![firsts[side].span],
        }),
        diff: Vec::new(),
        claims: Vec::new(),
    }
}
