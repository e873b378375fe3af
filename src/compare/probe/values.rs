//! Values that answer a question, known by the words around them.

use super::line::Line;
use super::question::{Question, Slot};
use super::{Near, Probed};
use crate::check::Ground;
use crate::span::Span;
use crate::value::{self, Kind, Value};

/// A value with so much of the question around it answers, whichever word it belongs to.
const SURE: f32 = 0.85;

/// Why a value does not answer that stands in a sentence with enough of the words.
pub(super) const TOO_FAR: &str = "the words stand too far from the value";

/// Looks in `line` for the values that are asked for.
pub(super) fn answer(
    question: &Question<'_>,
    slots: &[Slot<'_>],
    line: &Line<'_>,
    ground: &Ground<'_>,
) -> Result<Probed, Near> {
    let mut taken: Vec<usize> = Vec::new();
    let mut least = 1.0_f32;
    for slot in slots {
        let (part, at) = best(question, slot, &taken, line, ground)?;
        least = least.min(part);
        taken.push(at);
    }
    let values = line.values(ground);
    let slots: Vec<Span> = taken.iter().map(|&at| values[at].span).collect();
    Ok(Probed {
        span: line.span,
        repeats: question.is_cited_at(&slots, line.source),
        slots,
        part: super::per_mille(least),
        said: None,
        differs: false,
    })
}

/// The value that one slot asks for, by number, and how much of the question stands around it.
fn best(
    question: &Question<'_>,
    slot: &Slot<'_>,
    taken: &[usize],
    line: &Line<'_>,
    ground: &Ground<'_>,
) -> Result<(f32, usize), Near> {
    let mut best: Option<(f32, usize)> = None;
    let mut nearest = Near::new(0.0, "no value of that kind stands there");
    if !line.may_hold(slot.kind) {
        return Err(nearest);
    }
    for (at, value) in line.values(ground).iter().enumerate() {
        if value.kind != slot.kind || taken.contains(&at) {
            continue;
        }
        let (part, fault) = weigh(question, slot, (at, value), line, ground);
        match fault {
            Some(why) => nearest = nearest.or(Near::new(part, why)),
            None if best.is_none_or(|(other, _)| part > other) => best = Some((part, at)),
            None => {}
        }
    }
    best.ok_or(nearest)
}

/// How much of the question stands around value number `at`, and why it is no answer if it is none.
fn weigh(
    question: &Question<'_>,
    slot: &Slot<'_>,
    (at, value): (usize, &Value),
    line: &Line<'_>,
    ground: &Ground<'_>,
) -> (f32, Option<&'static str>) {
    let part = slot.frame.part_in(line.nearby(at, ground));
    if part < question.floor {
        return (part, Some(TOO_FAR));
    }
    let frame = line.frame(at, ground);
    let is_when = matches!(slot.kind, Kind::Date | Kind::Time);
    let fault = if is_when && slot.frame.is_bound_otherwise(frame) {
        Some("only one of the two is a bound, or they are different ones")
    } else if part < SURE && !slot.frame.belongs_as(frame, slot.kind) {
        Some("the value belongs to another word")
    } else if slot.frame.is_foreign(frame) {
        Some("it tells of somebody or something else by name")
    } else {
        let place = Span::new(
            value.span.start - line.span.start,
            value.span.end - line.span.start,
        );
        let polarity = value::around(line.text(), place, &ground.context(line.source));
        (polarity != slot.polarity).then_some("only one of the two denies it")
    };
    (part, fault)
}
