//! Reports that are written claim by claim, so that nobody has to hold a whole run with all of its
//! texts: what has been said of a claim is bytes, and the rest of the report is put around them.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{Format, Input, Style, concise, human, json, jsonl};
use crate::project::{Moved, Tell};
use crate::source::Source;
use crate::verdict::{Outcome, Run};

/// A report that grows by the claims of one part of a run after the other.
#[derive(Clone, Debug)]
pub struct ByClaim {
    format: Format,
    style: Style,
    /// What has been said of the claims so far, with what stands between them.
    said: String,
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

    fn put(&mut self, said: &str) {
        self.put(said);
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
            said: String::new(),
        })
    }

    /// Adds what is to be said of the claims of a part of the run, which come after those of the parts
    /// before.
    pub fn add(&mut self, part: &Input<'_>) {
        for said in self.each(part) {
            self.put(&said);
        }
    }

    /// What is to be said of each claim of a part of the run.
    fn each(&self, part: &Input<'_>) -> Vec<String> {
        let claim = |outcome: &Outcome| match self.format {
            Format::Json => json::claim(outcome, part),
            Format::Jsonl => jsonl::claim(outcome, part),
            Format::Concise => concise::claim(outcome, part, self.style),
            _ => human::shown(outcome, part, self.style),
        };
        part.run.outcomes.par_iter().map(claim).collect()
    }

    fn put(&mut self, said: &str) {
        if !said.is_empty() {
            if !self.said.is_empty() {
                self.said.push_str(self.between());
            }
            self.said.push_str(said);
        }
    }

    /// The whole report of `rest`, a run whose claims were added before: its numbers, and what is wrong
    /// with the project.
    #[must_use]
    pub fn finish(self, rest: &Input<'_>) -> String {
        let (before, after) = match self.format {
            Format::Json => json::around(&self.said, rest),
            Format::Jsonl => jsonl::around(rest),
            Format::Concise => concise::around(rest, self.style),
            _ => human::around(&self.said, rest, self.style),
        };
        let mut text = self.said;
        text.reserve_exact(before.len() + after.len());
        text.insert_str(0, &before);
        text.push_str(&after);
        text
    }

    /// What stands between two claims.
    fn between(&self) -> &'static str {
        match self.format {
            Format::Json => ",\n",
            Format::Human => "\n\n",
            _ => "",
        }
    }
}
