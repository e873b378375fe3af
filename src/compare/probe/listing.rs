//! Which of the sources that answer a claim are listed, where a whole archive says the same.
//!
//! A phrase that thousands of texts repeat is answered by all of them, and the last of them tells no more
//! than the first hundred. So many of those that say the same are looked at and listed, in the order of the
//! sources, and the others are counted. What may differ is always looked at: other words in the place of the
//! braces, the same words for a day in a text of another day, a statement with another value or denied, and
//! what no hundred others give to the same speaker.

use std::collections::HashMap;

use jiff::civil::Date;

use super::Questions;
use super::question::Asks;
use crate::check::Probed;
use crate::claim::Claim;
use crate::diagnostic::Diagnostic;
use crate::source::Source;
use crate::span::Span;
use crate::verdict::Outcome;

/// So many of the sources that say the same are listed.
pub const MOST_ALIKE: usize = 100;

/// Goes through what sources say to one claim, in the order of the sources, and tells what is listed.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// How many say the same, by whose words it is and, where a day is asked for, when they were written.
    n_alike: HashMap<(Option<String>, Option<Date>), usize>,
    /// How many are not listed.
    pub(crate) n_unlisted: usize,
}

impl Listing {
    /// Whether `source`, of which `found` is what it says to a claim, is listed; `speaker` tells whose words
    /// a quotation of it is.
    pub(crate) fn takes(
        &mut self,
        questions: &Questions<'_>,
        source: &Source,
        found: &[(u32, Probed)],
        speaker: impl FnOnce(Span) -> Option<String>,
    ) -> bool {
        if !questions.is_repeated(source, found) {
            return true;
        }
        let said = found.iter().find_map(|(_, found)| found.said);
        let asks_when = |(number, _): &(u32, Probed)| questions.asked[*number as usize].asks_when();
        let written = source.meta.written;
        let written = written.filter(|_| found.iter().any(asks_when));
        let alike = (said.and_then(speaker), written);
        let n_alike = self.n_alike.entry(alike).or_default();
        *n_alike += 1;
        let is_listed = *n_alike <= MOST_ALIKE;
        self.n_unlisted += usize::from(!is_listed);
        is_listed
    }
}

impl Questions<'_> {
    /// Whether a source, of which `found` is what it says to a claim that does not name it, says nothing but
    /// what the claim cites.
    fn is_repeated(&self, source: &Source, found: &[(u32, Probed)]) -> bool {
        found.iter().all(|(number, found)| {
            let question = &self.asked[*number as usize];
            let claim = self.claims[question.claim];
            let is_named = || super::named(claim).any(|id| *id == source.id);
            let is_said = matches!(question.asks, Asks::Utterance | Asks::Statement(_));
            !found.differs && (is_said || found.repeats) && !is_named()
        })
    }
}

/// Tells of `n` sources that say the same as others and are not listed.
pub fn note_unlisted(claim: &Claim, outcome: &mut Outcome, n: usize) {
    outcome.unlisted = n;
    if n == 0 {
        return;
    }
    let message = format!("{n} more sources say the same, and are not listed");
    outcome.notes.push(
        Diagnostic::warning("unlisted", message)
            .at(claim.file.clone(), claim.span, "said all over")
            .help(format!(
                "of sources that say the same, {MOST_ALIKE} are listed, and counted by their origin; a longer passage is said by fewer"
            )),
    );
}
