//! Reports that are written claim by claim, so that nobody has to hold a whole run with all of its
//! texts: what has been said of a claim is bytes, and the rest of the report is put around them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Format, Input, Style, concise, human, json, jsonl};
use crate::project::{Moved, Said, Tell};
use crate::source::Source;
use crate::verdict::{Outcome, Run};

/// A report that grows by the claims of one part of a run after the other.
#[derive(Clone, Debug)]
pub struct ByClaim {
    format: Format,
    style: Style,
    /// What has been said of the claims so far, with what stands between them.
    said: Vec<Said>,
}

impl Tell for ByClaim {
    fn each(
        &self,
        part: &Run,
        sources: &[Source],
        files: &BTreeMap<String, String>,
    ) -> Vec<String> {
        self.each(&Input::new(part, sources, files))
    }

    fn moved(&self, said: &str, file: &str, by: Moved) -> Option<String> {
        match self.format {
            _ if said.is_empty() => Some(String::new()),
            Format::Json => Some(json::moved(said, file, by)),
            _ => None,
        }
    }

    fn between(&self) -> &'static str {
        match self.format {
            Format::Json => ",\n",
            Format::Human => "\n\n",
            _ => "",
        }
    }

    fn put(&mut self, said: Said) {
        if said.is_empty() {
            return;
        }
        let between = self.between();
        if let Some(last) = self.said.last_mut() {
            if last.take_on(between, &said) {
                return;
            }
            self.said.push(Said::from(between));
        }
        self.said.push(said);
    }
}

impl ByClaim {
    /// An empty report; none where the format says anything about all claims at once.
    #[must_use]
    pub fn new(format: Format, style: Style) -> Option<Self> {
        let is_by_claim = matches!(
            format,
            Format::Human | Format::Concise | Format::Json | Format::Jsonl
        );
        is_by_claim.then(|| Self {
            format,
            style,
            said: Vec::new(),
        })
    }

    /// Adds what is to be said of the claims of a part of the run, which come after those of the parts
    /// before.
    pub fn add(&mut self, part: &Input<'_>) {
        for said in self.each(part) {
            self.put(Said::from(said));
        }
    }

    /// What is to be said of each claim of a part of the run.
    fn each(&self, part: &Input<'_>) -> Vec<String> {
        let claim = |room: &mut Vec<u8>, outcome: &Outcome| match self.format {
            Format::Json => json::claim(outcome, part, room),
            Format::Jsonl => jsonl::claim(outcome, part),
            Format::Concise => concise::claim(outcome, part, self.style),
            _ => human::shown(outcome, part, self.style),
        };
        let outcomes = part.run.outcomes.par_iter();
        outcomes.map_init(Vec::new, claim).collect()
    }

    /// The whole report of `rest`, a run whose claims were added before: its numbers, and what is wrong
    /// with the project. Its pieces are to be written one after the other.
    #[must_use]
    pub fn finish(mut self, rest: &Input<'_>) -> Vec<Said> {
        let has_claims = !self.said.is_empty();
        let (before, after) = match self.format {
            Format::Json => json::around(has_claims, rest),
            Format::Jsonl => jsonl::around(rest),
            Format::Concise => concise::around(rest, self.style),
            _ => human::around(has_claims, rest, self.style),
        };
        self.said.insert(0, Said::from(before));
        self.said.push(Said::from(after));
        self.said
    }
}
