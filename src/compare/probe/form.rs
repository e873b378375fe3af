//! Forms: sentences that a text has again and again, each time with other values.
//!
//! “The committee approved item 4 with 12 votes” and the same of item 5 tell of two things, and neither
//! contradicts the other. Where a text has several such sentences and none agrees, or where the cited text
//! itself has, nothing says which of them is about what the claim is about.

use std::collections::BTreeSet;

use super::line::Line;
use super::question::{Asks, Question, SAME};
use super::settle::{Weighed, weigh};
use crate::check::Ground;
use crate::source::Source;
use crate::verdict::Verdict;

/// So many sentences with different values are a form.
const FEWEST: usize = 3;

/// Of a text with more sentences that may answer a question, only those that may agree are looked at.
pub(super) const MOST_WEIGHED: usize = 16;

/// Whether what one source says to one question, of which nothing agrees, is a form with other values.
pub(super) fn is_form(weighed: &[Weighed<'_, '_>], source: &Source) -> bool {
    weighed.len() >= FEWEST && values(weighed, source).len() >= FEWEST
}

/// Whether the text that a question is taken from has the like of it with other values.
pub(super) fn is_cited_from_form(
    question: &Question<'_>,
    cited: &Source,
    ground: &Ground<'_>,
) -> bool {
    *question.is_of_form.get_or_init(|| {
        let text = &cited.text;
        let mut others = Vec::new();
        for &sentence in text.sentences() {
            let line = Line::at(cited, sentence);
            if question.share(&line.words) < SAME {
                continue;
            }
            let found = super::weigh(question, &line, ground).ok();
            others.extend(found.and_then(|found| weigh(question, found, cited, ground).ok()));
        }
        others.retain(|it| it.verdict == Verdict::Refuted);
        // With its own values they are so many.
        values(&others, cited).len() + 1 >= FEWEST
    })
}

/// The different values that nearly the same words give.
fn values<'s>(weighed: &[Weighed<'_, '_>], source: &'s Source) -> BTreeSet<Vec<&'s str>> {
    let has_values = |it: &&Weighed<'_, '_>| !matches!(it.question.asks, Asks::Utterance);
    let is_alike = |it: &&Weighed<'_, '_>| f32::from(it.found.part) >= 1000.0 * SAME;
    let alike = weighed.iter().filter(has_values).filter(is_alike);
    let values = |it: &Weighed<'_, '_>| {
        let slots = it.found.slots.iter();
        slots.map(|slot| slot.of(source.text.original())).collect()
    };
    alike.map(values).collect()
}
