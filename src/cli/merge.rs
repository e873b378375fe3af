//! `claimtest merge`: the reduce over claims. Answers come in, in any order; what goes out is what
//! `claimtest check` says of the same sources.

use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use rayon::prelude::*;

use super::check::Reporting;
use super::place::Place;
use super::{Failure, code};
use crate::project::{Answered, Project, RunOptions, Selection, today};

/// Compare, report and snapshot what `claimtest answer` wrote
#[derive(Args)]
pub(super) struct Arguments {
    /// Files of answers; standard input where there is none
    #[arg(value_name = "FILE")]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reporting: Reporting,
}

impl Arguments {
    pub(super) fn run(self, place: &Place) -> Result<ExitCode, Failure> {
        let reporting = self.reporting.with_environment()?;
        let options = RunOptions {
            selection: Selection::All,
            today: today().map_err(Failure::Usage)?,
            update: reporting.update()?,
        };
        let root = place.root()?;
        let mut answers = Vec::new();
        for file in &self.files {
            let name = file.display().to_string();
            let input = File::open(file).map_err(|error| Failure::Io {
                doing: format!("read `{name}`"),
                error,
            })?;
            answers.extend(read(BufReader::new(input), &name)?);
        }
        if self.files.is_empty() {
            answers = read(io::stdin().lock(), "standard input")?;
        }
        let (project, found, findings) =
            Project::from_answers(&root, &place.options(), answers).map_err(Failure::Usage)?;
        let known = project.known(findings);
        let mut run = project.run_with(&options, |_| known);
        run.diagnostics.splice(0..0, found);
        reporting.write(&project, &run)?;
        Ok(code(run.conclusion()))
    }
}

fn read(input: impl BufRead, name: &str) -> Result<Vec<Answered>, Failure> {
    let lines: Vec<Vec<u8>> = input
        .split(b'\n')
        .collect::<io::Result<_>>()
        .map_err(|error| Failure::Io {
            doing: format!("read {name}"),
            error,
        })?;
    let lines = lines
        .par_iter()
        .enumerate()
        .filter(|(_, line)| !line.trim_ascii().is_empty());
    lines
        .map(|(idx, line)| {
            serde_json::from_slice(line).map_err(|error| {
                Failure::Usage(format!("line {} of {name} is no answer: {error}", idx + 1))
            })
        })
        .collect()
}
