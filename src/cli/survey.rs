//! `claimtest survey`: what the sources disagree on, with no claims at all.

use std::process::ExitCode;

use clap::Args;

use super::place::Place;
use super::progress::Progress;
use super::{Failure, complain, output};
use crate::compare::survey::{self, Pair};
use crate::project::{LoadOptions, Project, RunOptions, Selection, Update, today};
use crate::snapshot;

/// Show what the sources disagree on and no claim states yet
///
/// Needs no claims. What a claim already rests on is only named. `check` holds the same against the
/// reviewed snapshots in `snapshots/survey`.
#[derive(Args)]
pub(super) struct Arguments {
    /// Only what one of these sources is part of
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
}

impl Arguments {
    pub(super) fn run(self, place: &Place) -> Result<ExitCode, Failure> {
        let options = LoadOptions {
            without_claims: true,
            ..place.options()
        };
        let reading = Progress::begin("reading the project".to_owned());
        let (project, found) = Project::load(&place.root()?, &options);
        drop(reading);
        if complain(&project, &found) {
            return Ok(ExitCode::from(2));
        }
        if let Some(unknown) = self.sources.iter().find(|name| {
            let mut ids = project.sources.iter();
            !ids.any(|source| source.id.as_str() == name.as_str())
        }) {
            return Err(Failure::Usage(format!("there is no source `{unknown}`")));
        }
        let _comparing = Progress::begin(format!("comparing {} sources", project.sources.len()));
        let run = project.run(&RunOptions {
            selection: Selection::Matching(vec![String::new()]),
            today: today().map_err(Failure::Usage)?,
            update: Update::Report,
        });
        let is_meant = |pair: &&Pair| {
            let id = |number: usize| project.sources[number].id.as_str();
            let mut wanted = self.sources.iter();
            self.sources.is_empty() || wanted.any(|it| it == id(pair.a) || it == id(pair.b))
        };
        let pairs = survey::survey(&project.ground(), &run.outcomes);
        let bodies: Vec<String> = pairs
            .iter()
            .filter(is_meant)
            .filter_map(|pair| snapshot::survey::body(pair, &project.sources))
            .collect();
        if bodies.is_empty() {
            output::print("nothing that differs was found\n")?;
        } else {
            output::print(&bodies.join("\n\n"))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}
