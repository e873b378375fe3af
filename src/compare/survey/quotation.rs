//! What somebody said, in other words, or given to somebody else.
//!
//! Every utterance of one text (quoted, told, or with its marks lost) is laid beside those of the
//! other that share words with it. Two are one when their words align well enough, and better where
//! the texts name different speakers: two people may say like things of one matter.

use super::candidate::Candidate;
use super::pair::Both;
use super::reading::Reading;
use super::{Grade, Item};
use crate::compare::align::{self, Alignment};
use crate::compare::frame::Word;
use crate::compare::wording;
use crate::source::quotation::{Kind, Quotation};
use crate::span::Span;
use crate::value;
use crate::verdict::Place;

/// The part of the shorter utterance that the two must share.
const FLOOR: f32 = 0.5;

/// The part that they must share where the speakers differ, or where the texts are of different times.
const HIGH_FLOOR: f32 = 0.75;

/// How many words that say something both must have.
const FEWEST: usize = 3;

/// How much an utterance must say for another to be known by it.
const LEAST: f32 = 1.6;

/// The longest utterance that is shown whole, in words.
const LONGEST: usize = 70;

/// How much of a longer one is shown around the words that align.
const MARGIN: usize = 6;

struct Utterance<'a> {
    quotation: &'a Quotation,
    words: Vec<Word>,
}

/// Utterances that both texts have, in other words or from other mouths.
pub(super) fn utterances(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let (of_a, of_b) = (utterances_of(both.a), utterances_of(both.b));
    let mut found: Vec<(f32, Item)> = Vec::new();
    for (at, x) in of_a.iter().enumerate() {
        let lines = both.a.sentences_of(x.quotation.span);
        let start = candidates.partition_point(|candidate| candidate.a < lines.start);
        let near: Vec<usize> = candidates[start..]
            .iter()
            .take_while(|candidate| candidate.a < lines.end)
            .map(|candidate| candidate.b)
            .collect();
        for (other, y) in of_b.iter().enumerate() {
            let lines = both.b.sentences_of(y.quotation.span);
            let is_near = near.iter().any(|line| lines.contains(line));
            if !is_near || (both.is_one() && other <= at) {
                continue;
            }
            found.extend(compare(x, y, both));
        }
    }
    best(found)
}

/// Of pairs that overlap on either side, the one that shares most.
fn best(mut found: Vec<(f32, Item)>) -> Vec<Item> {
    found.sort_by(|a, b| b.0.total_cmp(&a.0));
    let mut kept: Vec<Item> = Vec::new();
    for (_, item) in found {
        let clashes = |other: &Item| {
            (0..2).any(|side| other.places[side].span.overlaps(item.places[side].span))
        };
        if !kept.iter().any(clashes) {
            kept.push(item);
        }
    }
    kept
}

fn utterances_of<'a>(reading: &'a Reading<'_>) -> Vec<Utterance<'a>> {
    let said = reading
        .quotations
        .iter()
        .filter(|quotation| !matches!(quotation.kind, Kind::Block | Kind::Title | Kind::Scare));
    said.map(|quotation| Utterance {
        quotation,
        words: quotation
            .content
            .iter()
            .flat_map(|&part| {
                let lines = &reading.sentences[reading.sentences_of(part)];
                lines
                    .iter()
                    .flat_map(move |sentence| sentence.words_within(reading, part).to_vec())
            })
            .collect(),
    })
    .collect()
}

fn compare(x: &Utterance<'_>, y: &Utterance<'_>, both: &Both<'_>) -> Option<(f32, Item)> {
    let weigh = |word: &Word| both.weights.of(word);
    let (total_x, total_y) = (align::total(&x.words, weigh), align::total(&y.words, weigh));
    if total_x.min(total_y) < LEAST {
        return None;
    }
    let alignment = align::align(&x.words, &y.words, |x, y| both.same(x, y), weigh)?;
    let stretch = |words: &[Word], range| align::total(&words[range], weigh);
    let stretches = stretch(&x.words, alignment.a.clone()) + stretch(&y.words, alignment.b.clone());
    let part = alignment.shared / total_x.min(total_y);
    let likeness = part.min(2.0 * alignment.shared / stretches);
    let says = |&&(at, _): &&(usize, usize)| x.words[at].rank > 0.0;
    if likeness < FLOOR || alignment.pairs.iter().filter(says).count() < FEWEST {
        return None;
    }
    let differ = speakers_differ(x.quotation, y.quotation, both);
    let is_apart = both.ground.apart(both.a.source, both.b.source).is_some();
    if (differ || is_apart) && likeness < HIGH_FLOOR {
        return None;
    }
    let item = describe(x, y, &alignment, differ, both)?;
    Some((alignment.shared, item))
}

fn describe(
    x: &Utterance<'_>,
    y: &Utterance<'_>,
    alignment: &Alignment,
    differ: bool,
    both: &Both<'_>,
) -> Option<Item> {
    let spans = [
        span(&x.words, &alignment.a, both.a),
        span(&y.words, &alignment.b, both.b),
    ];
    let wording = wording(spans[0].of(both.a.text()), spans[1].of(both.b.text()));
    let told = [x, y].map(|utterance| utterance.quotation.kind == Kind::Reported);
    let (grade, why) = match (differ, told) {
        (true, _) => (
            Grade::Attribution,
            "the same words, given to different speakers",
        ),
        _ if !wording.differs() => return None,
        (false, [false, false]) => (Grade::Wording, "quoted in both, in different words"),
        (false, [true, true]) => (Grade::Telling, "told in both, each in its own words"),
        (false, _) => (Grade::Wording, "quoted in one and told in the other"),
    };
    let speaker = |utterance: &Utterance<'_>| {
        name_of(utterance.quotation)
            .unwrap_or("nobody named")
            .to_owned()
    };
    let (of_x, of_y) = (speaker(x), speaker(y));
    let what = if of_x == of_y || grade != Grade::Attribution {
        of_x
    } else {
        format!("{of_x} / {of_y}")
    };
    Some(Item {
        grade,
        what,
        why: why.to_owned(),
        places: spans.map(Place::from),
        diff: wording.diff,
        claims: Vec::new(),
    })
}

/// The utterance, or where it is long, the words that align.
fn span(words: &[Word], range: &std::ops::Range<usize>, reading: &Reading<'_>) -> Span {
    let (start, end) = if words.len() <= LONGEST {
        (0, words.len())
    } else {
        let end = range.end.saturating_add(MARGIN).min(words.len());
        (range.start.saturating_sub(MARGIN), end)
    };
    let (first, last) = (words[start].token as usize, words[end - 1].token as usize);
    reading
        .source
        .text
        .tokens()
        .span(first, last.max(first) + 1)
}

fn name_of(quotation: &Quotation) -> Option<&str> {
    let speaker = quotation.speaker.as_ref()?;
    Some(speaker.resolved.as_deref().unwrap_or(&speaker.words))
}

/// Whether both texts name a speaker, and not the same one.
fn speakers_differ(x: &Quotation, y: &Quotation, both: &Both<'_>) -> bool {
    let named = |quotation: &Quotation| {
        let name = name_of(quotation)?;
        let is_name = |name: &str| {
            name.split_whitespace()
                .any(|word| word.starts_with(char::is_uppercase))
        };
        is_name(name).then(|| name.to_owned())
    };
    let (Some(x), Some(y)) = (named(x), named(y)) else {
        return false;
    };
    let context = both.ground.context(both.a.source);
    let read = |name: &str| value::read_whole(name, Some(value::Kind::Name), &context);
    read(&x)
        .zip(read(&y))
        .is_some_and(|(x, y)| value::conflict(&x, &y, &context))
}
