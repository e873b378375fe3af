//! Sentences of two texts that tell of the same thing, each in its own words.
//!
//! Nothing in them must be wrong; they are where a reader looks for what one text says and the other
//! leaves out. Two sentences tell of one thing where a part of each, between two marks, is for the most part
//! about the same ([`matter`](super::matter)), in whatever order, and that is not only who and where. Words
//! that stand near one another in both count for more: the same words, each in another place, are mostly chance.
//! Sentences are long and news is told in clauses: what else stands in them is no ground against it.

use super::candidate::Candidate;
use super::cohesion::cohesion;
use super::matter::{self, Common, Said, Shared};
use super::pair::Both;
use super::sentence::{Sentence, Term};
use super::{Grade, Item};
use crate::value::{self, Kind};
use crate::verdict::Place;

/// How much two parts must have in common, from 0 (nothing) up.
///
/// Chosen on this project's sources and on articles with planted differences: above it, nine of ten pairs
/// tell of one matter.
const FLOOR: f32 = 0.43;

/// As above, where neither words near one another nor a value are the same.
const FLOOR_SCATTERED: f32 = 0.47;

/// As above, where both have a name that few sentences have.
const FLOOR_NAMED: f32 = 0.34;

/// As above, where much of what the two share stands together in both, and how much that is.
const FLOOR_COHESIVE: f32 = 0.25;
const COHESIVE: f32 = 0.68;

/// As above, for texts written far apart: they tell of different events, and only of what was before both
/// of one.
const FLOOR_APART: f32 = 0.9;

/// What the parts must share at the least.
const LEAST: f32 = 1.0;

/// A part that says less is taken to say so much: few words that are the same are mostly chance.
const SHORT: f32 = 4.5;

/// How much names must weigh to stand for one of two things, and for both.
const NAMED: f32 = 0.7;
const WELL_NAMED: f32 = 0.8;
const WELL_SHARED: f32 = 1.2;
const BY_NAME: f32 = 1.0;

/// So many things that weigh so much stand for two things by themselves.
const MANY: usize = 6;
const MUCH: f32 = 2.2;

/// What is added for words that stand near one another in both, as a part of what they weigh, and how much of
/// them there must be to say something.
const BOND: f32 = 0.3;
const LEAST_BOND: f32 = 0.4;

/// What a value that both give counts.
const VALUE: f32 = 0.7;

/// Counts below it are the same by chance: “the two leaders”.
const CHANCE: u32 = 10;

/// What is left where the sentences are given to different speakers: they may say like things of one matter.
const OTHERS: f32 = 0.75;

/// What sums in another order may differ by.
const SLACK: f32 = 1e-3;

/// Two sentences that may tell of one thing.
struct Telling<'a> {
    candidate: &'a Candidate,
    score: f32,
}

/// Sentences that tell of one thing: each with that which is closest to it.
pub(super) fn tellings(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let said = [both.a, both.b].map(|reading| reading.sentences.len());
    let mut best = said.map(|n| vec![0.0_f32; n]);
    let mut found: Vec<Telling<'_>> = Vec::new();
    let mut others: Vec<Option<Said>> = both.b.sentences.iter().map(|_| None).collect();
    let mut shared = vec![0.0_f32; both.b.sentences.len()];
    for of_sentence in candidates.chunk_by(|x, y| x.a == y.a) {
        let sentence = &both.a.sentences[of_sentence[0].a];
        let own = Said::new(sentence, 0, both);
        share_out(&own, &mut shared, both);
        let own_words = sentence.words.iter();
        let n_variants = own_words.filter(|term| both.has_variant(term)).count();
        for candidate in of_sentence {
            let other = &both.b.sentences[candidate.b];
            let shared = shared[candidate.b] + n_variants as f32;
            if !may_tell([sentence, other], shared) {
                continue;
            }
            let other = others[candidate.b].get_or_insert_with(|| Said::new(other, 1, both));
            let Some(score) = score([&own, other], candidate, both) else {
                continue;
            };
            best[0][candidate.a] = best[0][candidate.a].max(score);
            best[1][candidate.b] = best[1][candidate.b].max(score);
            found.push(Telling { candidate, score });
        }
    }
    let is_closest = |telling: &&Telling<'_>| {
        let Candidate { a, b } = telling.candidate;
        telling.score >= best[0][*a].min(best[1][*b])
    };
    let found = found.iter().filter(is_closest);
    found
        .filter_map(|telling| item(telling.candidate, both))
        .collect()
}

/// How much two sentences tell of one thing, given what they say; none where they do not.
fn score(said: [&Said; 2], candidate: &Candidate, both: &Both<'_>) -> Option<f32> {
    let sentences = [
        &both.a.sentences[candidate.a],
        &both.b.sentences[candidate.b],
    ];
    let shared = Shared::new(said).bind(said, sentences, both);
    let enough = |[things, bonds]: [f32; 2], values: f32| things + BOND * bonds + values >= LEAST;
    // Where the whole sentences do not share enough, no parts of them do.
    if !enough(shared.in_all(), most_values(sentences)) {
        return None;
    }
    let n_values = values_in_common(sentences, both).min(2);
    let values = VALUE * n_values as f32;
    let is_enough = |common| enough(common, values);
    if !is_enough(shared.in_all()) {
        return None;
    }
    let [parts, others] =
        [0, 1].map(|side| said[side].parts_that(|part| is_enough(shared.at_most(part, side))));
    let mut best: Option<f32> = None;
    let mut likest = 0.0_f32;
    for x in &parts {
        for y in &others {
            let common = shared.of([x, y]);
            let weight = common.weight + BOND * common.bonds + values;
            let of_both = said[0].weigh(x).max(SHORT) * said[1].weigh(y).max(SHORT);
            let score = weight * (weight / of_both).sqrt();
            if common.n > 1 && common.n_plain > 0 {
                likest = likest.max(score);
            }
            if is_one(&common, weight, n_values) && score >= floor(&common, n_values, both) {
                best = Some(best.map_or(score, |best| best.max(score)));
            }
        }
    }
    // Whose words they are is asked last: it can only take away, and names are long to compare.
    let is_apart = both.apart.is_some();
    let is_cohesive = || {
        both.is_surely_of_one_event
            && !is_apart
            && likest >= FLOOR_COHESIVE
            && cohesion(said, sentences, both) >= COHESIVE
    };
    let Some(score) = best else {
        let is_one = is_cohesive() && !speakers_differ(candidate, both);
        return is_one.then_some(likest);
    };
    if speakers_differ(candidate, both) {
        let least = if is_apart { FLOOR_APART } else { FLOOR };
        return Some(OTHERS * score).filter(|score| *score >= least);
    }
    Some(score)
}

/// Whether what two parts have in common stands for more than one thing.
fn is_one(common: &Common, weight: f32, n_values: usize) -> bool {
    let n_plain = common.n_plain + n_values;
    let has_second = common.names >= NAMED || common.n >= MANY && weight >= MUCH;
    common.n > 1
        && weight >= LEAST
        && (n_plain > 1
            || n_plain == 1 && has_second
            || common.names >= WELL_NAMED && weight >= WELL_SHARED)
}

/// The score that two parts must have that have so much in common.
fn floor(common: &Common, n_values: usize, both: &Both<'_>) -> f32 {
    if both.apart.is_some() {
        FLOOR_APART
    } else if common.names >= BY_NAME && common.n_plain + n_values > 0 {
        FLOOR_NAMED
    } else if common.bonds >= LEAST_BOND || n_values > 0 {
        FLOOR
    } else {
        FLOOR_SCATTERED
    }
}

/// Puts what weighs of what a sentence of the first text says beside each sentence of the second that is about it
/// too.
fn share_out(said: &Said, shared: &mut [f32], both: &Both<'_>) {
    shared.fill(0.0);
    for (matter, weight) in said.weights() {
        let Some(same) = both.same_matter(matter) else {
            continue;
        };
        for other in both.b.matters.saying(same) {
            shared[*other as usize] += weight;
        }
    }
}

/// Whether two sentences could share enough, however it is spread: most share too little, and this is told
/// at once. `shared` is what that weighs in one of them, and one for each other spelling: no word weighs more.
fn may_tell([s, t]: [&Sentence; 2], shared: f32) -> bool {
    let most = most_values([s, t]) + shared + SLACK;
    most >= LEAST || most + BOND * matter::bonds([s, t]).count() as f32 >= LEAST
}

/// What the values that two sentences both give count at the most.
fn most_values([s, t]: [&Sentence; 2]) -> f32 {
    VALUE * s.values.len().min(t.values.len()).min(2) as f32
}

/// How many values two sentences both give that are hardly the same by chance.
fn values_in_common([s, t]: [&Sentence; 2], both: &Both<'_>) -> usize {
    let says = |kind: Kind, canonical: &str| match kind {
        Kind::Date | Kind::Time | Kind::Ordinal | Kind::Polarity | Kind::Name | Kind::Text => false,
        Kind::Number => canonical.parse().map_or(true, |n: u32| n >= CHANCE),
        _ => true,
    };
    let context = both.ground.context(both.a.source);
    // “Days after” bears out any number of days, and says none.
    let is_open = |canonical: &str| canonical.contains('∞');
    let are_one = |a: &str, b: &str| !is_open(a) && !is_open(b) || a == b;
    let is_in_both = |(x, a): (&value::Value, &str)| {
        t.values_as_written().any(|(y, b)| {
            x.kind == y.kind && are_one(a, b) && value::compare(x, y, &context).supports()
        })
    };
    s.values_as_written()
        .filter(|(value, canonical)| says(value.kind, canonical) && is_in_both((value, canonical)))
        .count()
}

/// Whether the sentences are given to people by name, and to none in common.
pub(super) fn speakers_differ(candidate: &Candidate, both: &Both<'_>) -> bool {
    let of_a = both.a.speakers(candidate.a);
    let of_b = both.b.speakers(candidate.b);
    let conflict = |(x, y): (&value::Value, &value::Value)| both.are_two(x, y);
    let mut pairs = of_a.iter().flat_map(|x| of_b.iter().map(move |y| (*x, *y)));
    !of_a.is_empty() && !of_b.is_empty() && pairs.all(conflict)
}

/// What both sentences are about, in the words and the order of the first.
fn common_words([s, t]: [&Sentence; 2], both: &Both<'_>) -> String {
    let tokens = both.a.source.text.tokens();
    let is_in_both = |term: &&Term| {
        let is_one = |other: &Term| other.word.matter == term.word.matter || both.same(term, other);
        term.weight > 0.0 && !term.is_country && t.words.iter().any(is_one)
    };
    let mut seen = Vec::new();
    let mut words = Vec::new();
    for term in s.words.iter().filter(is_in_both) {
        if !seen.contains(&term.matter) {
            seen.push(term.matter);
            words.push(tokens.text(term.word.token as usize));
        }
    }
    words.join(" ")
}

fn item(candidate: &Candidate, both: &Both<'_>) -> Option<Item> {
    let (s, t) = (
        &both.a.sentences[candidate.a],
        &both.b.sentences[candidate.b],
    );
    let stems = |words: &[Term]| -> Vec<u32> { words.iter().map(|term| term.word.stem).collect() };
    if stems(&s.words) == stems(&t.words) {
        return None;
    }
    Some(Item {
        grade: Grade::Telling,
        what: "the same matter".to_owned(),
        why: format!(
            "both of “{}”, each in its own words",
            common_words([s, t], both)
        ),
        places: [Place::from(s.span), Place::from(t.span)],
        diff: Vec::new(),
        claims: Vec::new(),
    })
}
