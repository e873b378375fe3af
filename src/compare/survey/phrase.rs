//! Short quotations that stand in the same place of two sentences and are not the same: a “tired compromise”,
//! a “shabby compromise”.
//!
//! So few words are no utterance that could be known by itself. They are known by what stands around them.

use super::candidate::Candidate;
use super::frame::Frame;
use super::likeness;
use super::pair::Both;
use super::reading::{Reading, Sentence, Term};
use super::{Grade, Item};
use crate::compare::frame::{Around, Word, words_within};
use crate::source::quotation::Kind;
use crate::span::Span;
use crate::value::{self, Value};
use crate::verdict::Place;

/// The most words of a short quotation.
const LONGEST: usize = 5;

/// How much of what stands around two of them must be the same, from 0 to 1: where they have a word in
/// common that says something, also where the closest words are the same, and where they have none.
const FLOOR: f32 = 0.3;
const FLOOR_CLOSEST: f32 = 0.15;
const FLOOR_OTHERS: f32 = 0.6;

/// A short quotation.
pub(super) struct Phrase {
    /// The sentence, by number.
    pub(super) sentence: usize,
    /// Bytes of the source, without its marks.
    span: Span,
    words: Vec<Term>,
    frame: Frame,
    speaker: Option<Value>,
}

/// The short quotations of a text, in order.
pub(super) fn phrases(reading: &Reading<'_>) -> Vec<Phrase> {
    let text = &reading.source.text;
    let quotations = text.quotations().iter();
    let marked = quotations.filter(|it| matches!(it.kind, Kind::Direct | Kind::Scare));
    let short = marked.filter_map(|quotation| {
        let [span] = quotation.content[..] else {
            return None;
        };
        let lines = reading.sentences_of(span);
        let sentence = reading
            .sentences
            .get(lines.start)
            .filter(|_| lines.len() == 1)?;
        let tokens = text.tokens();
        let words: Vec<Word> = sentence.words.iter().map(|term| term.word).collect();
        let inside = words_within(&words, tokens.within(span));
        if inside.is_empty() || inside.len() > LONGEST {
            return None;
        }
        let around = Around::new(&words, &inside, value::Kind::Text, &[], tokens);
        let speakers = reading.speakers(lines.start);
        Some(Phrase {
            sentence: lines.start,
            span,
            words: sentence.words[inside].to_vec(),
            frame: Frame::new(around, value::Kind::Text, None, &reading.matters),
            speaker: speakers.first().map(|&speaker| speaker.clone()),
        })
    });
    short.collect()
}

/// Short quotations of two texts that stand in the same place and differ.
pub(super) fn phrases_that_differ(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    if both.a.phrases.is_empty() || both.b.phrases.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<(f32, Item)> = Vec::new();
    for candidate in candidates {
        let of_a = of(&both.a.phrases, candidate.a);
        for x in of_a {
            for y in of(&both.b.phrases, candidate.b) {
                found.extend(compare(x, y, both));
            }
        }
    }
    super::likest(found)
}

/// The short quotations of a sentence.
fn of(phrases: &[Phrase], sentence: usize) -> &[Phrase] {
    let start = phrases.partition_point(|it| it.sentence < sentence);
    let end = phrases.partition_point(|it| it.sentence <= sentence);
    &phrases[start..end]
}

fn compare(x: &Phrase, y: &Phrase, both: &Both<'_>) -> Option<(f32, Item)> {
    let (s, t) = (&both.a.sentences[x.sentence], &both.b.sentences[y.sentence]);
    if stands_in(&x.words, t) || stands_in(&y.words, s) {
        return None;
    }
    let says = |term: &&Term| term.word.says();
    let mut own = x.words.iter().filter(says);
    let has_common = own.any(|x| y.words.iter().any(|y| both.same(x, y)));
    let around = likeness::surroundings([&x.frame, &y.frame], both);
    let (least, floor) = match has_common {
        true if around.n_closest > 1 => (1, FLOOR_CLOSEST),
        true => (1, FLOOR),
        false => (2, FLOOR_OTHERS),
    };
    let is_one = around.n_plain >= least && around.likeness >= floor;
    // Whose words they are is asked last: names are long to compare.
    let speakers = || x.speaker.as_ref().zip(y.speaker.as_ref());
    if !is_one || speakers().is_some_and(|(x, y)| both.are_two(x, y)) {
        return None;
    }
    Some((around.likeness, item([x, y], [s, t], both)))
}

/// Whether a sentence has those words, one after the other.
fn stands_in(words: &[Term], sentence: &Sentence) -> bool {
    let is_one = |window: &[Term]| {
        let mut pairs = window.iter().zip(words);
        pairs.all(|(x, y)| x.word.stem == y.word.stem)
    };
    sentence.words.windows(words.len().max(1)).any(is_one)
}

fn item(phrases: [&Phrase; 2], sentences: [&Sentence; 2], both: &Both<'_>) -> Item {
    let shown = [both.a, both.b].map(Reading::text);
    let [x, y] = [0, 1].map(|side| {
        let words = phrases[side].span.of(shown[side]);
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    });
    Item {
        grade: Grade::Wording,
        what: format!("{x} / {y}"),
        why: "quoted in both in one place, in different words".to_owned(),
        places: [0, 1].map(|side| Place {
            span: sentences[side].span,
            slots: vec![phrases[side].span],
        }),
        diff: Vec::new(),
        claims: Vec::new(),
    }
}
