//! What the survey finds in texts with planted differences, by kind: recall, and how many alarms are false.
//!
//! The groups under `tests/fixtures/survey` are articles about one event each, with a list of what
//! differs between them and of what only looks as if it did. The snapshots hold the figures, and what
//! was missed or falsely reported, so that a change of a rule shows what it gains and what it costs.

mod contrary;
mod denial;
mod figure;
mod force;
mod heading;
mod planted;
mod quoted;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use claimtest::compare::independence::Copies;
use claimtest::compare::survey::{Grade, Item, Pair, survey};
use claimtest::project::{LoadOptions, Project};

use crate::folder::Folder;
use crate::golden::assert as golden;

/// What the survey finds in a project.
fn surveyed(project: &Project) -> Vec<Pair> {
    survey(&project.ground(), &Copies::new(&project.sources))
}

/// What the survey finds between two texts that are about one matter and go on differently.
fn between(folder: &str, one: &str, other: &str) -> Vec<Item> {
    const LEAD: &str = "Marlow Bridge over the Tarn was closed by engineer Ada Quill after a lorry struck its railing.";
    let folder = Folder::new(folder);
    folder.file("claimtest.toml", "survey = \"always\"\n");
    folder.file("seeds/one.txt", format!("{LEAD}\n\n{one}\n"));
    folder.file("seeds/other.txt", format!("{LEAD}\n\n{other}\n"));
    let entry = |id: &str| format!("[{id}]\nwritten = 2025-05-21\nwritten_basis = 'a test'\n");
    let manifest = format!("{}{}", entry("one"), entry("other"));
    folder.file("seeds/sources.toml", manifest);
    let pairs = surveyed(&load(folder.path())).into_iter();
    pairs.flat_map(|pair| pair.items).collect()
}

fn load(root: &std::path::Path) -> Project {
    let options = LoadOptions {
        topics: None,
        without_claims: true,
        ..LoadOptions::default()
    };
    Project::load(root, &options).0
}

/// Found and planted differences of each kind, and true and false alarms of each grade.
#[derive(Default)]
struct Score {
    recall: BTreeMap<String, [usize; 2]>,
    alarms: BTreeMap<&'static str, [usize; 2]>,
    /// What was missed, and what was reported and should not have been, a line each.
    mistakes: String,
}

impl Score {
    fn planted(&mut self, kind: &str, is_found: bool) {
        let [found, all] = self.recall.entry(kind.to_owned()).or_default();
        *found += usize::from(is_found);
        *all += 1;
    }

    fn alarm(&mut self, grade: Grade, is_true: bool) {
        let [right, all] = self.alarms.entry(grade.name()).or_default();
        *right += usize::from(is_true);
        *all += 1;
    }

    /// The share that was found, over all kinds.
    fn recall(&self) -> f64 {
        share(self.recall.values())
    }

    /// The share of alarms that are true, over all grades.
    fn precision(&self) -> f64 {
        share(self.alarms.values())
    }

    fn shown(&self) -> String {
        let mut text = String::from("found    of  kind\n");
        for (kind, [found, all]) in &self.recall {
            let _ = writeln!(text, "{found:>5} {all:>5}  {kind}");
        }
        text.push_str("\n true    of  alarms\n");
        for (grade, [right, all]) in &self.alarms {
            let _ = writeln!(text, "{right:>5} {all:>5}  {grade}");
        }
        if !self.mistakes.is_empty() {
            let _ = write!(text, "\n{}", self.mistakes);
        }
        text
    }
}

fn share<'a>(counts: impl Iterator<Item = &'a [usize; 2]>) -> f64 {
    let (part, all) = counts.fold((0, 0), |(part, all), [p, a]| (part + p, all + a));
    part as f64 / all.max(1) as f64
}

/// Whether a grade says that something may be wrong. A telling says only where to look.
fn is_alarm(grade: Grade) -> bool {
    grade != Grade::Telling
}
