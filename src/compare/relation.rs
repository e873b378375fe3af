//! How the answers of several sources to one claim relate: the gravest finding of any two of them.
//!
//! A statement that many texts repeat has many answers, and every two of them are held together. So what
//! comparing needs is worked out once an answer, equal values and equal speakers are compared once, and
//! nothing is looked at that could not be graver than what was found already.

use std::cell::{OnceCell, RefCell};
use std::collections::HashMap;

use super::wording::{self, wording};
use super::words;
use crate::check::Ground;
use crate::claim::Claim;
use crate::source::Source;
use crate::value::{self, Kind, Value};
use crate::verdict::{Answer, Finding, Role};

/// Words of two passages that must be the same, in per mille, for one to be the other reworded.
const SAME_UTTERANCE: u16 = 400;

/// The gravest finding of any two of `answers`, in the order of their sources, that are of different
/// sources; agreement where none is graver.
pub(super) fn gravest(
    claim: &Claim,
    answers: &[(&Answer, &Source)],
    ground: &Ground<'_>,
) -> Finding {
    let comparison = Comparison::new(claim, answers, ground);
    let mut gravest = Finding::Agreement;
    for (at, a) in comparison.sides.iter().enumerate() {
        for b in &comparison.sides[at + 1..] {
            if a.answer.source != b.answer.source {
                gravest = gravest.min(comparison.relation(a, b, gravest));
            }
            if gravest == Finding::Conflict {
                return gravest;
            }
        }
    }
    gravest
}

/// An answer, and what comparing it needs.
struct Side<'a> {
    answer: &'a Answer,
    source: &'a Source,
    /// Its values by number: equal ones have equal numbers.
    values: Vec<usize>,
    /// The speaker by number.
    speaker: Option<usize>,
    words: OnceCell<String>,
    /// The words that tell its wording from another.
    wording: OnceCell<Vec<String>>,
}

impl Side<'_> {
    fn words(&self) -> &str {
        self.words.get_or_init(|| words(self.answer, self.source))
    }

    fn wording(&self) -> &[String] {
        self.wording.get_or_init(|| wording::folded(self.words()))
    }
}

/// The answers to one claim.
struct Comparison<'a> {
    claim: &'a Claim,
    ground: &'a Ground<'a>,
    sides: Vec<Side<'a>>,
    /// Each value and each speaker once.
    values: Vec<&'a Value>,
    speakers: Vec<&'a str>,
    /// Which two values, and which two speakers, cannot both be right, as far as is known.
    conflicts: RefCell<HashMap<(usize, usize), bool>>,
    others: RefCell<HashMap<(usize, usize), bool>>,
}

impl<'a> Comparison<'a> {
    fn new(claim: &'a Claim, answers: &[(&'a Answer, &'a Source)], ground: &'a Ground<'a>) -> Self {
        let mut comparison = Self {
            claim,
            ground,
            sides: Vec::with_capacity(answers.len()),
            values: Vec::new(),
            speakers: Vec::new(),
            conflicts: RefCell::default(),
            others: RefCell::default(),
        };
        for &(answer, source) in answers {
            let values = answer.values.iter();
            let values = values.map(|it| number(&mut comparison.values, it, Value::reads_as));
            let values = values.collect();
            let speaker = answer.attribution.as_ref().map(|said| {
                let is_same = |a: &str, b: &str| a == b;
                number(&mut comparison.speakers, said.speaker.as_str(), is_same)
            });
            comparison.sides.push(Side {
                answer,
                source,
                values,
                speaker,
                words: OnceCell::new(),
                wording: OnceCell::new(),
            });
        }
        comparison
    }

    /// How two answers relate, as far as it could be graver than `known`.
    fn relation(&self, a: &Side<'_>, b: &Side<'_>, known: Finding) -> Finding {
        let values = a.values.iter().zip(&b.values);
        let differing = values.filter(|(x, y)| self.conflict(**x, **y, a.source));
        let mut differing = differing.map(|(x, _)| self.values[*x].kind).peekable();
        if differing.peek().is_some() {
            // Plain words that differ may well mean the same; figures, days and names that differ cannot.
            return if differing.all(|kind| kind == Kind::Text) {
                Finding::Wording
            } else {
                Finding::Conflict
            };
        }
        // Another wording of what somebody said is found by probes whether or not the claim names the
        // speaker.
        let has_speaker = self.claim.speaker.is_some();
        let is_probed = a.answer.role == Role::Probe || b.answer.role == Role::Probe;
        let are_said = a.speaker.is_some() && b.speaker.is_some();
        let is_quotation = has_speaker || is_probed && are_said;
        let is_one_verdict = a.answer.verdict == b.answer.verdict;
        let may_differ = has_speaker || is_one_verdict;
        let may_be_graver = known > Finding::Attribution || !is_one_verdict;
        if may_be_graver && is_quotation && may_differ && self.speakers_differ(a, b) {
            return Finding::Attribution;
        }
        let has_values = !a.values.is_empty() || !b.values.is_empty();
        if !is_one_verdict {
            // What a probe found refutes the claim by a denial, which few words make.
            let reworded = !is_probed
                && !has_values
                && wording(a.words(), b.words()).similarity >= SAME_UTTERANCE;
            return if reworded {
                Finding::Wording
            } else {
                Finding::Conflict
            };
        }
        if a.answer.spelled_differently != b.answer.spelled_differently {
            return Finding::Spelling;
        }
        if known > Finding::Wording && is_quotation && !has_values && a.wording() != b.wording() {
            return Finding::Wording;
        }
        Finding::Agreement
    }

    /// Whether two values cannot both be true. It rests on the two alone: what a text adds, which is
    /// short for what, keeps two names from conflicting no more than their letters do.
    fn conflict(&self, x: usize, y: usize, source: &Source) -> bool {
        let mut known = self.conflicts.borrow_mut();
        *known.entry((x, y)).or_insert_with(|| {
            let context = self.ground.context(source);
            value::conflict(self.values[x], self.values[y], &context)
        })
    }

    fn speakers_differ(&self, a: &Side<'_>, b: &Side<'_>) -> bool {
        let Some((x, y)) = a.speaker.zip(b.speaker) else {
            return false;
        };
        let mut known = self.others.borrow_mut();
        *known.entry((x, y)).or_insert_with(|| {
            let context = self.ground.context(a.source);
            let name = |it: usize| value::read_whole(self.speakers[it], Some(Kind::Name), &context);
            name(x)
                .zip(name(y))
                .is_some_and(|(x, y)| value::conflict(&x, &y, &context))
        })
    }
}

/// The number of `it` among those that were numbered before, or a new one.
fn number<'a, T: ?Sized>(
    known: &mut Vec<&'a T>,
    it: &'a T,
    is_same: impl Fn(&T, &T) -> bool,
) -> usize {
    let place = known.iter().position(|other| is_same(other, it));
    place.unwrap_or_else(|| {
        known.push(it);
        known.len() - 1
    })
}
