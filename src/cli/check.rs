//! `claimtest check`: evaluates claims and reports.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::{Failure, code, load, output};
use crate::project::{RunOptions, Selection, Update, today};
use crate::report::{self, Format, Input, Style};

/// Check the claims: do the sources say this, and do they contradict one another?
#[derive(Args)]
pub(super) struct Arguments {
    /// Only claims whose name holds one of these; `tag:NAME` selects by tag
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    /// The format of the report
    #[arg(long, value_name = "FORMAT", default_value = "human", value_parser = format)]
    format: Format,
    /// List the claims that hold, too
    #[arg(long, short)]
    verbose: bool,
    /// Write no proposed snapshots (the default where `CI` is set)
    #[arg(long)]
    no_propose: bool,
}

fn format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        format!("the formats are {}", names.join(", "))
    })
}

impl Arguments {
    pub(super) fn run(self, place: Option<PathBuf>) -> Result<ExitCode, Failure> {
        let (project, found) = load(place)?;
        let is_ci = std::env::var("CI").is_ok_and(|value| value != "false" && value != "0");
        let options = RunOptions {
            selection: if self.filter.is_empty() {
                Selection::All
            } else {
                Selection::Matching(self.filter)
            },
            today: today().map_err(Failure::Usage)?,
            update: if self.no_propose || is_ci {
                Update::Report
            } else {
                Update::Propose
            },
        };
        let mut run = project.run(&options);
        run.diagnostics.splice(0..0, found);
        let style = Style {
            color: output::is_colored(),
            verbose: self.verbose,
        };
        output::print(&report::render(
            self.format,
            &Input::new(&run, &project.sources, &project.files),
            style,
        ))?;
        Ok(code(run.conclusion()))
    }
}
