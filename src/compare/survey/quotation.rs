//! What somebody said, in other words, or given to somebody else.
//!
//! Every utterance of one text (quoted, told, or with its marks lost) is laid beside those of the
//! other that share words with it. Two are one when their words align well enough, and better where
//! the texts name different speakers: two people may say like things of one matter.

use std::collections::BTreeMap;
use std::ops::Range;

use super::candidate::Candidate;
use super::pair::{Both, FUNCTION_WORD};
use super::reading::{Reading, Utterance};
use super::sentence::Term;
use super::speaker::{beside, name_of};
use super::{Grade, Item, same};
use crate::compare::align::{self, Alignment};
use crate::compare::wording;
use crate::passage::Change;
use crate::source::quotation::Kind;
use crate::span::Span;
use crate::verdict::Place;

/// The part of the shorter utterance that the two must share.
const FLOOR: f32 = 0.5;

/// The part that they must share where the speakers differ, or where the texts are of different times.
const HIGH_FLOOR: f32 = 0.75;

/// How many words that say something both must have.
const FEWEST: usize = 3;

/// How much an utterance must say for another to be known by it.
const LEAST: f32 = 1.6;

/// How many words a short quotation has.
const SHORT: std::ops::RangeInclusive<usize> = 5..=30;

/// The part of two short quotations that they must share, word for word.
const WORD_FOR_WORD: f32 = 0.85;

/// Why words differ that are given to two people.
const CHANGED_WORDS: &str = "quoted in both as two people’s words, and not quite the same ones";

/// The most words in the place of which others stand for a quotation to be the same but for them.
const CHANGED: usize = 2;

/// The longest utterance that is shown whole, in words.
const LONGEST: usize = 70;

/// How much of a longer one is shown around the words that align.
const MARGIN: usize = 6;

/// Utterances that both texts have, in other words or from other mouths.
pub(super) fn utterances(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let mut found: Vec<Found> = Vec::new();
    let mut is_near = vec![false; both.b.sentences.len()];
    let of_a: Vec<Weighed<'_>> = weighed(both.a, |term| both.weigh_a(term));
    let of_b: Vec<Weighed<'_>> = weighed(both.b, |term| both.weigh_b(term));
    for (at, x) in of_a.iter().enumerate() {
        let lines = &x.utterance.lines;
        let start = candidates.partition_point(|candidate| candidate.a < lines.start);
        let near = candidates[start..]
            .iter()
            .take_while(|candidate| candidate.a < lines.end);
        is_near.fill(false);
        near.for_each(|candidate| is_near[candidate.b] = true);
        let after = if both.is_one() { at + 1 } else { 0 };
        for y in &of_b[after..] {
            let [own, other] = [x, y].map(|it| it.utterance);
            let are_first = !own.repeats && !other.repeats;
            if is_near[other.lines.clone()].contains(&true) || are_first && are_short(own, other) {
                found.extend(compare(x, y, both));
            }
        }
    }
    best(found)
}

/// What somebody says, with what its words weigh in an alignment.
struct Weighed<'t> {
    utterance: &'t Utterance,
    weights: Vec<f32>,
    sum: f32,
}

fn weighed<'t>(reading: &'t Reading<'_>, weigh: impl Fn(&Term) -> f32) -> Vec<Weighed<'t>> {
    let utterances = reading.utterances.iter();
    let weighed = utterances.map(|utterance| {
        let words = utterance.words.iter();
        let weights: Vec<f32> = words.map(|term| weigh(term).max(FUNCTION_WORD)).collect();
        Weighed {
            utterance,
            sum: weights.iter().sum(),
            weights,
        }
    });
    weighed.collect()
}

/// Two utterances that are one.
struct Found {
    /// How much of their words they share.
    shared: f32,
    /// Where the words stand that they share.
    stretches: [Span; 2],
    /// What they differ in.
    items: Vec<Item>,
    /// Where the texts name the speakers.
    speakers: [Option<Span>; 2],
}

impl Found {
    /// The items; what is said by two people is shown with their names.
    fn into_items(self) -> impl Iterator<Item = Item> {
        let speakers = self.speakers;
        self.items.into_iter().map(move |mut item| {
            if item.grade == Grade::Attribution {
                for (place, speaker) in item.places.iter_mut().zip(speakers) {
                    place.span = speaker.map_or(place.span, |it| place.span.joined(it));
                }
            }
            item
        })
    }
}

/// Where the text names who says something, in the same paragraph.
fn tag(utterance: &Utterance, reading: &Reading<'_>) -> Option<Span> {
    let text = &reading.source.text;
    let quotation = &utterance.quotation;
    let speaker = quotation.speaker.as_ref()?;
    let name = beside(speaker, reading.text());
    let span = name.map_or(speaker.span, |name| speaker.span.joined(name));
    let paragraph = text.paragraphs_around(quotation.span);
    paragraph.contains(span).then_some(span)
}

/// Whether an item is of words that differ where the speakers do as well.
pub(super) fn is_of_words(item: &Item) -> bool {
    item.grade == Grade::Wording && item.why == CHANGED_WORDS
}

/// Of pairs that share the same words of either side, the one that shares most: two quotations may be parts of one.
fn best(mut found: Vec<Found>) -> Vec<Item> {
    found.sort_by(|a, b| b.shared.total_cmp(&a.shared));
    let mut kept: Vec<Found> = Vec::new();
    // Where the stretches of either side that are kept begin, with their ends.
    let mut taken = [BTreeMap::new(), BTreeMap::new()];
    for one in found {
        let is_taken = |(taken, place): (&BTreeMap<usize, usize>, &Span)| {
            let before = taken.range(..place.end).next_back();
            before.is_some_and(|(_, &end)| end > place.start)
        };
        if !taken.iter().zip(&one.stretches).any(is_taken) {
            for (taken, place) in taken.iter_mut().zip(one.stretches) {
                taken.insert(place.start, place.end);
            }
            kept.push(one);
        }
    }
    kept.into_iter().flat_map(Found::into_items).collect()
}

/// What two utterances differ in: who says them, or how they are worded, or both.
fn compare(of_x: &Weighed<'_>, of_y: &Weighed<'_>, both: &Both<'_>) -> Option<Found> {
    let [x, y] = [of_x, of_y].map(|it| it.utterance);
    // What one paragraph quotes twice was said twice.
    let paragraph = |it: &Utterance| both.a.source.text.paragraphs_around(it.quotation.span);
    if both.is_one() && paragraph(x) == paragraph(y) {
        return None;
    }
    let alignment = word_for_word(x, y, both)
        .or_else(|| in_other_words(of_x, of_y, both))
        .or_else(|| same::utterance(x, y, both))?;
    let places = [
        shown(&x.words, &alignment.a, both.a),
        shown(&y.words, &alignment.b, both.b),
    ];
    let item = describe([x, y], places, speakers_differ(x, y, both), both);
    let changed = item
        .as_ref()
        .and_then(|item| words_changed([x, y], &alignment, item, both));
    Some(Found {
        shared: alignment.shared,
        stretches: [
            span(&x.words, &alignment.a, both.a),
            span(&y.words, &alignment.b, both.b),
        ],
        items: item.into_iter().chain(changed).collect(),
        speakers: [(x, both.a), (y, both.b)].map(|(it, reading)| tag(it, reading)),
    })
}

/// Two utterances that share enough of their words to be one.
fn in_other_words(of_x: &Weighed<'_>, of_y: &Weighed<'_>, both: &Both<'_>) -> Option<Alignment> {
    let least = of_x.sum.min(of_y.sum);
    if least < LEAST {
        return None;
    }
    let [x, y] = [of_x, of_y].map(|it| it.utterance);
    let [of_x, of_y] = [of_x, of_y].map(|it| &it.weights[..]);
    let sum = |weights: &[f32]| weights.iter().sum::<f32>();
    // Most utterances share too few words to be one, whatever their order.
    let is_shared = |term: &Term| both.may_be_in(term, &y.terms);
    let words = x.words.iter().zip(of_x).filter(|(term, _)| is_shared(term));
    if words.map(|(_, weight)| weight).sum::<f32>() < FLOOR * least {
        return None;
    }
    let same = |at: usize, other: usize| both.same(&x.words[at], &y.words[other]);
    let alignment = align::align(of_x, of_y, same)?;
    let stretches = sum(&of_x[alignment.a.clone()]) + sum(&of_y[alignment.b.clone()]);
    let likeness = (alignment.shared / least).min(2.0 * alignment.shared / stretches);
    let says = |&&(at, _): &&(usize, usize)| x.words[at].word.rank > 0.0;
    if likeness < FLOOR || alignment.pairs.iter().filter(says).count() < FEWEST {
        return None;
    }
    let is_apart = both.apart.is_some() || speakers_differ(x, y, both);
    (!is_apart || likeness >= HIGH_FLOOR).then_some(alignment)
}

/// Of words that are quoted as two people's, those that stand in the place of others.
fn words_changed(
    utterances: [&Utterance; 2],
    alignment: &Alignment,
    item: &Item,
    both: &Both<'_>,
) -> Option<Item> {
    let is_quoted = |it: &Utterance| it.quotation.kind == Kind::Direct;
    if item.grade != Grade::Attribution || !utterances.into_iter().all(is_quoted) {
        return None;
    }
    // The ends of what is aligned are as good as words that are the same.
    let end = (alignment.a.end, alignment.b.end);
    let pairs: Vec<(usize, usize)> = alignment.pairs.iter().copied().chain([end]).collect();
    let mut gaps = pairs
        .windows(2)
        .map(|pair| [pair[0].0 + 1..pair[1].0, pair[0].1 + 1..pair[1].1])
        .filter(|gap| gap.iter().any(|side| !side.is_empty()));
    let gap = gaps.next().filter(|_| gaps.next().is_none())?;
    let words = [0, 1].map(|side| &utterances[side].words[gap[side].clone()]);
    let says = |words: &[Term]| words.iter().any(|term| term.word.says());
    let is_change = words.iter().all(|words| words.len() <= CHANGED) && words.into_iter().any(says);
    let text = [both.a, both.b];
    let [x, y] =
        [0, 1].map(|side| is_change.then(|| span(&utterances[side].words, &gap[side], text[side])));
    let spans = [x?, y?];
    let shown = [0, 1].map(|side| spans[side].of(text[side].text()));
    Some(Item {
        grade: Grade::Wording,
        what: shown.join(" / "),
        why: CHANGED_WORDS.to_owned(),
        places: item.places.clone(),
        diff: item.diff.clone(),
        claims: Vec::new(),
    })
}

/// Whether two utterances are short quotations of nearly one length.
fn are_short(x: &Utterance, y: &Utterance) -> bool {
    let is_short =
        |it: &Utterance| SHORT.contains(&it.words.len()) && it.quotation.kind != Kind::Reported;
    is_short(x) && is_short(y) && x.words.len().abs_diff(y.words.len()) <= 2
}

/// Two short quotations of which hardly a word differs, however little the words say: “Nobody wanted to see
/// it, least of all me”.
fn word_for_word(x: &Utterance, y: &Utterance, both: &Both<'_>) -> Option<Alignment> {
    if !are_short(x, y) {
        return None;
    }
    let n = x.words.len() + y.words.len();
    // Most share too few words, whatever their order.
    let n_shared = x
        .words
        .iter()
        .filter(|term| both.may_be_in(term, &y.terms))
        .count();
    if 2.0 * (n_shared as f32) < WORD_FOR_WORD * n as f32 {
        return None;
    }
    let weights = |it: &Utterance| vec![1.0; it.words.len()];
    let same = |at: usize, other: usize| x.words[at].word.stem == y.words[other].word.stem;
    let found = align::align(&weights(x), &weights(y), same)?;
    let n_paired = found.pairs.len() as f32;
    let whole = Alignment {
        a: 0..x.words.len(),
        b: 0..y.words.len(),
        ..found
    };
    (2.0 * n_paired >= WORD_FOR_WORD * n as f32).then_some(whole)
}

/// What two utterances that stand at `spans` differ in; none where they are word for word the same.
fn describe(
    [x, y]: [&Utterance; 2],
    spans: [Span; 2],
    differ: bool,
    both: &Both<'_>,
) -> Option<Item> {
    let wording = wording(spans[0].of(both.a.text()), spans[1].of(both.b.text()));
    let told = [x, y].map(|utterance| utterance.quotation.kind == Kind::Reported);
    let (grade, why) = match (differ, told) {
        (true, _) => (
            Grade::Attribution,
            "the same words, given to different speakers",
        ),
        _ if !wording.differs() => return None,
        _ if only_ends_differ(&wording.diff) => {
            (Grade::Telling, "the same words, of which one has more")
        }
        (false, [false, false]) => (Grade::Wording, "quoted in both, in different words"),
        (false, [true, true]) => (Grade::Telling, "told in both, each in its own words"),
        (false, _) => (Grade::Wording, "quoted in one and told in the other"),
    };
    let speaker = |utterance: &Utterance, text: &str| {
        let described = || Some(utterance.quotation.speaker.as_ref()?.name().to_owned());
        let surname = |name: &str| name.split_whitespace().last().map(str::to_owned);
        let named = utterance.speaker.as_ref().map(|name| name.words.clone());
        let is_named = |full: &&str| {
            let other = named.as_deref().map(surname);
            other.is_none_or(|other| other == surname(full))
        };
        let full = name_of(&utterance.quotation, text).filter(is_named);
        let name = full.map(str::to_owned).or(named);
        let nobody = || "nobody named".to_owned();
        name.or_else(described).unwrap_or_else(nobody)
    };
    let (of_x, of_y) = (speaker(x, both.a.text()), speaker(y, both.b.text()));
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

/// Whether one side only goes on where the other begins or ends.
fn only_ends_differ(diff: &[Change]) -> bool {
    let is_same = |change: &Change| matches!(change, Change::Same(_));
    let mut runs = diff.split(is_same);
    let ends_alone = runs.all(|run| run.len() < 2);
    ends_alone && diff.iter().filter(|change| is_same(change)).count() == 1
}

/// The utterance, or where it is long, the words that align.
fn shown(words: &[Term], range: &Range<usize>, reading: &Reading<'_>) -> Span {
    if words.len() <= LONGEST {
        return span(words, &(0..words.len()), reading);
    }
    let end = range.end.saturating_add(MARGIN).min(words.len());
    span(words, &(range.start.saturating_sub(MARGIN)..end), reading)
}

/// Some words of an utterance in their text, in bytes.
pub(super) fn span(words: &[Term], range: &Range<usize>, reading: &Reading<'_>) -> Span {
    let (start, end) = (range.start, range.end);
    let (first, last) = (
        words[start].word.token as usize,
        words[end - 1].word.token as usize,
    );
    reading
        .source
        .text
        .tokens()
        .span(first, last.max(first) + 1)
}

/// Whether both texts name a speaker, and not the same one.
pub(super) fn speakers_differ(x: &Utterance, y: &Utterance, both: &Both<'_>) -> bool {
    let named = x.speaker.as_ref().zip(y.speaker.as_ref());
    named.is_some_and(|(x, y)| both.are_two(x, y))
}
