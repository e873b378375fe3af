//! How like the questions are that two values answer, one of each text: two of one text, or years and months, of which it
//! is not weighed whether they are of one fact ([`super::same`]).
//!
//! Words close to the two count for more than words farther off; what must be the same depends on whether the
//! words that the values belong to are, and on how far apart the values are.

use super::frame::{Apart, FAR_FLOOR, Frame, NEAR_FLOOR, Near};
use super::pair::Both;
use super::sentence::{Sentence, Term};
use crate::compare::frame::{Class, RUN};
use crate::value::Kind;

/// The least likeness where the values are so far apart, or the names beside them so different, that they
/// hardly are of one thing.
const DOUBTFUL_FLOOR: f32 = 0.6;

/// The least likeness of two sentences of one text: it sets like things side by side more often than it contradicts
/// itself.
const SELF_FLOOR: f32 = 0.8;

/// What a clause must weigh for another that has the same words, and no more, to ask the same: “Turnout
/// was …”.
const CLAUSE: f32 = 0.6;

/// Whether two days are bounds of one kind: “closed until Friday”, “closed until Saturday”.
pub(super) fn are_like_bounds([x, y]: [&Frame; 2]) -> bool {
    x.kind == Kind::Date
        && y.kind == Kind::Date
        && x.around.bound.is_some()
        && x.around.bound == y.around.bound
}

/// How much of a frame of the first text and one of the second is one, from 0 to 1; none where they ask
/// different questions.
pub(super) fn likeness(
    [x, y]: [&Frame; 2],
    sentences: [&Sentence; 2],
    apart: Apart,
    both: &Both<'_>,
) -> Option<f32> {
    if apart == Apart::Never
        || !x.may_answer_as(y, apart)
        || !x.is_when() && are_as_of_two_days(sentences)
    {
        return None;
    }
    let close = common([&x.near, &y.near], both);
    if apart == Apart::Far || x.is_of_others(y, sentences) {
        if both.is_one() {
            return None;
        }
        let is_like = close.n_plain > 1 && close.likeness >= DOUBTFUL_FLOOR;
        return (is_like && x.floor(y) <= DOUBTFUL_FLOOR).then_some(close.likeness);
    }
    let (of_x, of_y) = (&x.around, &y.around);
    let is_one_run = of_x.run.len() == RUN && of_x.run == of_y.run && of_x.run_says;
    let is_one_clause =
        !of_x.clause.is_empty() && of_x.clause == of_y.clause && close.shared >= CLAUSE;
    if (is_one_run || is_one_clause) && !both.is_one() {
        return Some(close.likeness.max(FAR_FLOOR));
    }
    let is_far = apart == Apart::Years
        || of_x.anchor != of_y.anchor && of_x.anchor.is_some() && of_y.anchor.is_some();
    let least = x.floor(y).max(match both.is_one() {
        true => SELF_FLOOR,
        false if is_far => FAR_FLOOR,
        false => 0.0,
    });
    // “The leaders talked for five hours”: what takes time is often told by light words.
    let is_plain = |common: &Common| {
        common.n_plain > 0 || x.kind == Kind::Duration && x.floor(y) <= NEAR_FLOOR
    };
    let is_like = |common: &Common, least: f32| {
        common.n_shared > 1 && is_plain(common) && common.likeness >= least
    };
    if is_like(&close, least) {
        return Some(close.likeness);
    }
    if both.is_one() {
        return None;
    }
    let wide = common([&x.wide, &y.wide], both);
    is_like(&wide, FAR_FLOOR).then_some(wide.likeness)
}

/// Whether one of two sentences tells how things stood by a day that the other does not give, which gives others.
fn are_as_of_two_days([s, t]: [&Sentence; 2]) -> bool {
    (s.is_as_of || t.is_as_of) && s.is_of_other_days(t)
}

/// Whether two figures may be counts of one thing, or are of their units only.
pub(super) fn of_one_class([x, y]: [&Frame; 2], both: &Both<'_>) -> bool {
    if x.kind != Kind::Number {
        return true;
    }
    // “43 arrests”, “arrested 34 people”
    if x.around.fate.is_some() && x.around.fate == y.around.fate {
        return true;
    }
    let tells_of = |frame: &Frame, matter: Option<u32>| {
        matter.is_some_and(|matter| of(&frame.near, matter).is_some())
    };
    let (Some(own), Some(other)) = (x.head, y.head) else {
        return false;
    };
    let is_bare = !own.follows || !other.follows;
    own.meaning == other.meaning
        || own.class.may_be(other.class)
        || other.class == Class::Anybody && tells_of(y, both.same_matter(own.place))
        || own.class == Class::Anybody && tells_of(x, both.first_matter(other.place))
        || is_bare && own.matter == other.matter
}

/// What stands near two places of the two texts.
pub(super) struct Surroundings {
    /// How many words are the same that say something.
    pub(super) n_plain: usize,
    /// How many of the closest words are the same.
    pub(super) n_closest: usize,
    /// How much is the same, from 0 to 1, and what it weighs.
    pub(super) likeness: f32,
    pub(super) shared: f32,
}

/// What stands near two places, one of each text.
pub(super) fn surroundings([x, y]: [&Frame; 2], both: &Both<'_>) -> Surroundings {
    let common = common([&x.near, &y.near], both);
    let is_close = |(side, meaning): &(usize, &u32)| y.governing[*side].contains(meaning);
    let closest = (0..2).flat_map(|side| x.governing[side].iter().map(move |it| (side, it)));
    Surroundings {
        n_plain: common.n_plain,
        n_closest: closest.filter(is_close).count(),
        likeness: common.likeness,
        shared: common.shared,
    }
}

/// What weighs that stands near two days or, farther off, around them.
pub(super) fn farther([x, y]: [&Frame; 2], both: &Both<'_>) -> f32 {
    common([&x.wide, &y.wide], both).shared
}

/// What two frames have in common.
struct Common {
    n_shared: usize,
    /// Of these, how many say something and are no names.
    n_plain: usize,
    shared: f32,
    likeness: f32,
}

fn common([x, y]: [&[Near]; 2], both: &Both<'_>) -> Common {
    let (mut n_shared, mut n_plain) = (0, 0);
    let (mut shared, mut sum) = (0.0, 0.0);
    for near in x {
        let weight = near.weight * both.rarity_of(0, near.matter);
        sum += weight;
        let counterpart = both.same_matter(near.matter);
        if let Some(found) = counterpart.and_then(|other| of(y, other)) {
            shared += weight.min(found.weight * both.rarity_of(1, found.matter));
            n_shared += 1;
            n_plain += usize::from(near.is_plain);
        }
    }
    for near in y {
        sum += near.weight * both.rarity_of(1, near.matter);
    }
    Common {
        n_shared,
        n_plain,
        shared,
        likeness: 2.0 * shared / sum.max(f32::EPSILON),
    }
}

fn of(near: &[Near], matter: u32) -> Option<&Near> {
    let at = near
        .binary_search_by_key(&matter, |near| near.matter)
        .ok()?;
    Some(&near[at])
}

/// The words of `sentence`, of the first text, that both frames have, in their order.
pub(super) fn common_words(frames: [&Frame; 2], sentence: &Sentence, both: &Both<'_>) -> String {
    let is_common = |term: &Term| {
        let has = |frame: &Frame, matter: u32| {
            of(&frame.near, matter)
                .or(of(&frame.wide, matter))
                .is_some()
        };
        let counterpart = both.same_matter(term.matter);
        has(frames[0], term.matter) && counterpart.is_some_and(|other| has(frames[1], other))
    };
    let tokens = both.a.source.text.tokens();
    let mut seen = Vec::new();
    let mut words = Vec::new();
    for term in sentence.words.iter().filter(|term| is_common(term)) {
        if !seen.contains(&term.id) {
            seen.push(term.id);
            words.push(tokens.text(term.word.token as usize));
        }
    }
    words.join(" ")
}
