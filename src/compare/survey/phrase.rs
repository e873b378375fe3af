//! Short quotations that stand in the same place of two sentences and are not the same: a “tired compromise”,
//! a “shabby compromise”.
//!
//! So few words are no utterance that could be known by itself. They are known by what stands around them, or by
//! what they name: whom somebody “called” a “dear friend” and “referred to” as a “good old friend” is named twice.
//! Where both texts quote the same few words, both speak of what goes by them.

use std::sync::LazyLock;

use super::candidate::Candidate;
use super::denial;
use super::frame::Frame;
use super::likeness;
use super::pair::Both;
use super::reading::Reading;
use super::sentence::{Sentence, Term};
use super::{Grade, Item};
use crate::compare::frame::{Around, Word, stem_key, words_within};
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

/// Verbs with which somebody gives a thing or a person a name, by their stems.
const NAMING: [&str; 8] = [
    "call", "refer", "dub", "label", "term", "brand", "describe", "hail",
];

/// How far before a name such a verb may stand, in words: “refer to one another as”.
const NAMING_REACH: u32 = 6;

/// So many utterances may begin at one place, one inside the other.
const NESTED: usize = 4;

/// A short quotation.
pub(super) struct Phrase {
    /// The sentence, by number.
    pub(super) sentence: usize,
    /// Bytes of the source, without its marks.
    span: Span,
    words: Vec<Term>,
    frame: Frame,
    speaker: Option<Value>,
    /// Whether somebody or something is given it as a name.
    is_name: bool,
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
        Some(Phrase {
            sentence: lines.start,
            span,
            is_name: is_named(&sentence.words, inside.start),
            words: sentence.words[inside].to_vec(),
            frame: Frame::new(around, value::Kind::Text, None, &reading.matters),
            speaker: speaker(span, lines.start, reading).cloned(),
        })
    });
    short.collect()
}

/// Whose words those at `span` are by name, or those of its sentence where the words are marked and nothing else.
fn speaker<'r>(span: Span, sentence: usize, reading: &'r Reading<'_>) -> Option<&'r Value> {
    let utterances = &reading.utterances;
    let before = utterances.partition_point(|it| it.quotation.span.start <= span.start);
    let mut near = utterances[..before].iter().rev().take(NESTED);
    let own = near.find(|it| it.quotation.content.contains(&span));
    own.map_or_else(
        || reading.speakers(sentence).first().copied(),
        |own| own.speaker.as_ref(),
    )
}

/// Whether the words that begin at `start` are what a verb of naming gives as a name.
fn is_named(words: &[Term], start: usize) -> bool {
    static STEMS: LazyLock<[u32; 8]> = LazyLock::new(|| NAMING.map(stem_key));
    let at = words[start].word.at;
    let before = words[..start].iter().rev();
    let mut near = before.take_while(|term| term.word.at + NAMING_REACH >= at);
    near.any(|term| STEMS.contains(&term.word.stem))
}

/// Short quotations of two texts that stand in the same place and differ, and those that both have.
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
    let mut items = super::likest(found);
    // What goes by the same words is told by the whole sentences.
    let told = items.iter_mut().filter(|it| it.grade == Grade::Telling);
    told.flat_map(|item| &mut item.places)
        .for_each(|place| place.slots.clear());
    items
}

/// The short quotations of a sentence.
fn of(phrases: &[Phrase], sentence: usize) -> &[Phrase] {
    let start = phrases.partition_point(|it| it.sentence < sentence);
    let end = phrases.partition_point(|it| it.sentence <= sentence);
    &phrases[start..end]
}

fn compare(x: &Phrase, y: &Phrase, both: &Both<'_>) -> Option<(f32, Item)> {
    let (s, t) = (&both.a.sentences[x.sentence], &both.b.sentences[y.sentence]);
    let around = || likeness::surroundings([&x.frame, &y.frame], both);
    if are_one(&x.words, &y.words) {
        let says = |term: &&Term| term.word.says();
        let is_formula = x.words.len() > 1 && x.words.iter().any(|term| says(&term));
        return is_formula.then(|| (around().likeness, repeated([x, y], [s, t], both)));
    }
    if stands_in(&x.words, t) || stands_in(&y.words, s) {
        return None;
    }
    let says = |term: &&Term| term.word.says();
    let mut own = x.words.iter().filter(says);
    let has_common = own.any(|x| y.words.iter().any(|y| both.same(x, y)));
    let around = around();
    let (least, floor) = match has_common {
        true if x.is_name && y.is_name && are_headed_alike(x, y) => (0, 0.0),
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

/// Whether two phrases end in words of one matter that says something: a “dear friend”, a “good old friend”.
fn are_headed_alike(x: &Phrase, y: &Phrase) -> bool {
    let heads = x.words.last().zip(y.words.last());
    heads.is_some_and(|(x, y)| x.word.says() && x.word.matter == y.word.matter)
}

/// Whether two phrases are the same words.
fn are_one(x: &[Term], y: &[Term]) -> bool {
    let mut pairs = x.iter().zip(y);
    x.len() == y.len() && pairs.all(|(x, y)| x.word.stem == y.word.stem)
}

/// Whether a sentence has those words, one after the other.
fn stands_in(words: &[Term], sentence: &Sentence) -> bool {
    let is_one = |window: &[Term]| {
        let mut pairs = window.iter().zip(words);
        pairs.all(|(x, y)| x.word.stem == y.word.stem)
    };
    sentence.words.windows(words.len().max(1)).any(is_one)
}

/// What both texts quote in the same words, each in a sentence of its own.
fn repeated(phrases: [&Phrase; 2], sentences: [&Sentence; 2], both: &Both<'_>) -> Item {
    let own = phrases[0].span.of(both.a.text());
    Item {
        grade: Grade::Telling,
        what: "the same matter".to_owned(),
        why: format!("both quote “{}”", shown(own)),
        ..item(phrases, sentences, both)
    }
}

/// A quotation on one line, without the mark that ends the sentence around it.
fn shown(words: &str) -> String {
    denial::flat(words.trim_end_matches(['.', ',']))
}

fn item(phrases: [&Phrase; 2], sentences: [&Sentence; 2], both: &Both<'_>) -> Item {
    let texts = [both.a, both.b].map(Reading::text);
    let [x, y] = [0, 1].map(|side| shown(phrases[side].span.of(texts[side])));
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
