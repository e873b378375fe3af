//! Values that differ where both texts tell of one fact: “the joint statements released on Wednesday”, “… Tuesday”.
//!
//! Which figures and days of two texts are of one fact is weighed ([`super::same`]). Two values of one text, and two
//! years or months, answer one question when their frames ([`super::frame`]) say so: of the values that one value could
//! be held against, it is held against the one in the likest frame only; where that one agrees, nothing differs.

use super::candidate::Candidate;
use super::frame::{Apart, Frame};
use super::likeness;
use super::pair::Both;
use super::same;
use super::sentence::Sentence;
use super::when::{self, When};
use super::{Grade, Item};
use crate::compare::frame::day;
use crate::value::{self, Kind, Value};
use crate::verdict::Place;

/// A figure has so many digits where one of them is easily mistaken.
const MANY_DIGITS: usize = 4;

/// A value that is more than so many times another is seldom another report of the same.
pub(super) const MANY_TIMES: f64 = 2.5;

/// A value that is more than so many times another is no other report of the same.
pub(super) const NEVER_TIMES: f64 = 20.0;

/// A value of each text in like frames.
struct Match<'a> {
    likeness: f32,
    /// The places of the two in their texts, in bytes.
    at: [usize; 2],
    /// Numbers of sentences.
    candidate: Candidate,
    x: &'a (Value, Frame),
    y: &'a (Value, Frame),
    differs: bool,
}

/// Values of the two texts that answer one question and cannot both be true.
pub(super) fn conflicts(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let mut matches: Vec<Match<'_>> = Vec::new();
    for candidate in candidates {
        let (s, t) = (
            &both.a.sentences[candidate.a],
            &both.b.sentences[candidate.b],
        );
        for (x, of_x) in s.values.iter().zip(&s.canonicals) {
            for (y, of_y) in t.values.iter().zip(&t.canonicals) {
                let canonicals = [of_x.as_str(), of_y];
                if !both.is_one() && is_weighed([&x.0, &y.0], canonicals) {
                    continue;
                }
                let whens = When::of(&x.0, of_x).zip(When::of(&y.0, of_y));
                let is_other =
                    whens.is_some_and(|(x, y)| !when::may_be_of_one([x, y], [s, t], both));
                if is_other || !are_comparable([&x.0, &y.0], canonicals) {
                    continue;
                }
                let apart = apart([&x.0, &y.0], canonicals);
                let likeness = likeness::likeness([&x.1, &y.1], [s, t], apart, both);
                if let Some(likeness) = likeness {
                    matches.push(Match {
                        likeness,
                        at: [x.0.span.start, y.0.span.start],
                        candidate: *candidate,
                        x,
                        y,
                        differs: (differ([&x.0, &y.0], canonicals, both)
                            || likeness::are_like_bounds([&x.1, &y.1]) && of_x != of_y)
                            && !is_within(x, y)
                            && !is_within(y, x),
                    });
                }
            }
        }
    }
    // The likest first; of those as like, one that agrees.
    matches.sort_by(|m, n| {
        let by_likeness = n.likeness.total_cmp(&m.likeness);
        by_likeness.then((m.differs, m.at).cmp(&(n.differs, n.at)))
    });
    let mut taken: [Vec<usize>; 2] = [Vec::new(), Vec::new()];
    let mut items = Vec::new();
    for found in &matches {
        if (0..2).any(|side| taken[side].contains(&found.at[side])) {
            continue;
        }
        // “On Tuesday” agrees with “at 4:52 a.m. on Tuesday”, and leaves open at what time.
        if found.differs || found.x.0.kind == found.y.0.kind {
            (0..2).for_each(|side| taken[side].push(found.at[side]));
        }
        let s = &both.a.sentences[found.candidate.a];
        let t = &both.b.sentences[found.candidate.b];
        if found.differs && !is_given(&found.x.0, t) && !is_given(&found.y.0, s) {
            let common = likeness::common_words([&found.x.1, &found.y.1], s, both);
            items.push(item(&found.x.0, &found.y.0, &common, [s, t]));
        }
    }
    if !both.is_one() {
        let found = same::facts(both);
        items.extend(found.iter().filter_map(|found| weighed(found, both)));
    }
    items
}

/// Whether two values of two texts are of kinds of which it is weighed whether they are of one fact.
fn is_weighed([x, y]: [&Value; 2], [of_x, of_y]: [&str; 2]) -> bool {
    let are_days = same::is_day(x.kind, of_x) && same::is_day(y.kind, of_y);
    are_days || x.kind == y.kind && same::is_figure(x.kind)
}

/// Two values that are of one fact, by all that is known of them; none where a sentence says what the other does.
fn weighed(found: &same::Match, both: &Both<'_>) -> Option<Item> {
    let texts = [both.a, both.b];
    let sentences = [0, 1].map(|side| &texts[side].sentences[found.at[side][0]]);
    let [x, y] = [0, 1].map(|side| &sentences[side].values[found.at[side][1]]);
    let is_said = is_given(&x.0, sentences[1]) || is_given(&y.0, sentences[0]);
    if is_said || is_within(x, y) || is_within(y, x) {
        return None;
    }
    let common = likeness::common_words([&x.1, &y.1], sentences[0], both);
    Some(item(&x.0, &y.0, &common, sentences))
}

/// Whether a length of time is one within which something happened, and the other no longer: “within half an hour”,
/// “28 minutes later”.
fn is_within((x, of_x): &(Value, Frame), (y, of_y): &(Value, Frame)) -> bool {
    let is_bound = |frame: &Frame| frame.around.bound == Some("within");
    x.kind == Kind::Duration && is_bound(of_x) && !is_bound(of_y) && value::is_more(x, y)
}

/// The digits of a value, as written or in order of their size.
fn digits(value: &Value, is_sorted: bool) -> Vec<u8> {
    let bytes = value.words.bytes();
    let mut digits: Vec<u8> = bytes.filter(u8::is_ascii_digit).collect();
    if is_sorted {
        digits.sort_unstable();
    }
    digits
}

/// Whether a sentence gives that very value: then it says the same, of whatever it says something else.
fn is_given(value: &Value, sentence: &Sentence) -> bool {
    let canonical = value.canonical();
    let mut others = sentence.values.iter().zip(&sentence.canonicals);
    others.any(|((other, _), of_other)| other.kind == value.kind && *of_other == canonical)
}

/// Whether one figure sounds like the other: fourteen and forty, fifteen thousand and fifty thousand.
fn is_misheard(canonicals: [&str; 2]) -> bool {
    let figure = |canonical: &'_ str| -> Vec<u8> {
        let figure = canonical.trim_start_matches('≈').bytes();
        figure.take_while(u8::is_ascii_digit).collect()
    };
    let [x, y] = canonicals.map(figure);
    let sounds = |teen: &[u8], ten: &[u8]| match (teen, ten) {
        ([b'1', unit, rest @ ..], [of_ten, b'0', others @ ..]) => {
            unit == of_ten && (b'3'..=b'9').contains(unit) && rest == others
        }
        _ => false,
    };
    sounds(&x, &y) || sounds(&y, &x)
}

/// How far apart two values are.
pub(super) fn apart([x, y]: [&Value; 2], canonicals: [&str; 2]) -> Apart {
    if x.kind == Kind::Date && day(canonicals[0]).is_none() {
        return Apart::Years;
    }
    if is_misheard(canonicals) {
        return Apart::Slip;
    }
    let (of_x, of_y) = (digits(x, false), digits(y, false));
    if of_x.len() == of_y.len() && of_x != of_y && of_x.len() > 1 {
        let n_differ = of_x.iter().zip(&of_y).filter(|(x, y)| x != y).count();
        let is_reordered = digits(x, true) == digits(y, true);
        if of_x.len() >= MANY_DIGITS && (is_reordered || n_differ == 1) {
            return Apart::SureSlip;
        }
        if is_reordered {
            return Apart::Slip;
        }
    }
    let times = value::times(x, y).unwrap_or(1.0);
    if times > NEVER_TIMES {
        Apart::Never
    } else if times > MANY_TIMES {
        Apart::Far
    } else {
        Apart::Some
    }
}

/// Whether two values are of kinds that can contradict one another: an evening and a day can.
fn are_comparable([x, y]: [&Value; 2], [of_x, of_y]: [&str; 2]) -> bool {
    let is_when = |value: &Value| matches!(value.kind, Kind::Date | Kind::Time);
    if is_when(x) && is_when(y) {
        let is_day = [of_x, of_y].map(|canonical| day(canonical).is_some());
        // A month is no answer to a question for the day, nor a year to one for the month.
        return is_day[0] == is_day[1] && (is_day[0] || of_x.len() == of_y.len());
    }
    x.kind == y.kind
}

pub(super) fn differ([x, y]: [&Value; 2], [of_x, of_y]: [&str; 2], both: &Both<'_>) -> bool {
    // Two times of one day are two times.
    let are_times = x.kind == Kind::Time && y.kind == Kind::Time;
    let whens = When::of(x, of_x).zip(When::of(y, of_y));
    if !are_times && whens.is_some_and(|(x, y)| x.is_one_with(&y))
        || is_end_of(of_x, of_y)
        || is_end_of(of_y, of_x)
    {
        return false;
    }
    if x.kind == y.kind {
        return value::conflict(x, y, &both.ground.context(both.a.source))
            || is_in_another_currency(x, y);
    }
    day(of_x).zip(day(of_y)).is_some_and(|(x, y)| x != y)
}

/// Whether one amount is the end of another, which is open: “118 kilometres”, “over 118 kilometres of border”.
fn is_end_of(end: &str, open: &str) -> bool {
    let Some((interval, unit)) = open.strip_prefix('(').and_then(|it| it.split_once(')')) else {
        return false;
    };
    let mut ends = interval.split(", ");
    ends.any(|own| end.strip_prefix(own) == Some(unit))
}

/// Whether two sums have the same figure in two currencies, and not the dollars of two countries.
fn is_in_another_currency(x: &Value, y: &Value) -> bool {
    if x.kind != Kind::Money {
        return false;
    }
    let (of_x, of_y) = (x.canonical(), y.canonical());
    let parts = of_x.rsplit_once(' ').zip(of_y.rsplit_once(' '));
    let is_dollar = |value: &Value| value.words.contains('$') || value.words.contains("dollar");
    parts.is_some_and(|(x, y)| x.0 == y.0 && x.1 != y.1) && !(is_dollar(x) && is_dollar(y))
}

fn item(x: &Value, y: &Value, common: &str, sentences: [&Sentence; 2]) -> Item {
    let place = |value: &Value, sentence: &Sentence| Place {
        span: sentence.span,
        slots: vec![value.span],
    };
    Item {
        grade: Grade::Conflict,
        what: format!("{} / {}", shown(x), shown(y)),
        why: if common.is_empty() {
            "all around them says that both are of one fact, and they cannot both be true"
                .to_owned()
        } else {
            format!("both of “{common}”, and they cannot both be true")
        },
        places: [place(x, sentences[0]), place(y, sentences[1])],
        diff: Vec::new(),
        claims: Vec::new(),
    }
}

/// `Wednesday = 2023-03-22`.
pub(super) fn shown(value: &Value) -> String {
    let canonical = value.canonical();
    if canonical == value.words {
        canonical
    } else {
        format!("{} = {canonical}", value.words)
    }
}
