//! `claimtest report`: a run as a page, or as a file for another program.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::check::{Target, evaluate};
use super::place::Place;
use super::{Failure, code, output};
use crate::project::{Selection, Update};
use crate::report::{self, Format, Input, Style};

/// Write a report: a page to look at, or a file for another program
#[derive(Args)]
pub(super) struct Arguments {
    /// The format of the report
    #[arg(long, value_name = "FORMAT", default_value = "html", value_parser = super::check::format)]
    format: Format,
    /// Where it is written; by default to standard output
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

impl Arguments {
    pub(super) fn run(self, place: &Place) -> Result<ExitCode, Failure> {
        let (project, run) = evaluate(place, Selection::All, Update::Report)?;
        let target = Target {
            format: self.format,
            file: self.output,
        };
        target.write(&project, &run, true)?;
        if let Some(file) = &target.file {
            let style = Style::default();
            let input = Input::new(&run, &project.sources, &project.files);
            let summary = report::render(Format::Concise, &input, style);
            let summary = summary.lines().last().unwrap_or_default();
            output::complain(&format!("wrote `{}`: {summary}\n", file.display()));
        }
        Ok(code(run.conclusion()))
    }
}
