//! The command line: one file a command. It reads the clock, the terminal and the environment, so that
//! nothing below it has to.
//!
//! Standard output carries the report and nothing else. Exit codes: 0 all claims hold, 1 a claim fails
//! or a disagreement is not reviewed, 2 it could not check.

mod answer;
mod cache;
mod check;
mod explain;
mod import;
mod init;
mod list;
mod lock;
mod merge;
mod output;
mod place;
mod progress;
mod read;
mod report;
mod review;
mod schema;
mod shell;
mod survey;
mod threads;
mod watch;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use self::place::Place;
use crate::diagnostic::{Diagnostic, Severity};
use crate::project::Project;
use crate::report::{Input, human};
use crate::verdict::{Conclusion, Run};

/// Check claims against the texts they cite, and review where the texts disagree.
#[derive(Parser)]
#[command(name = "claimtest", version, arg_required_else_help = true, after_help = AFTER)]
struct Arguments {
    #[command(flatten)]
    place: Place,
    /// When to use colors
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto", help_heading = PROJECT)]
    color: output::ColorChoice,
    #[command(subcommand)]
    command: Command,
}

/// The heading of what every command takes.
const PROJECT: &str = "Every command";

const AFTER: &str = "\
Exit codes: 0, all claims hold; 1, a claim fails or a disagreement is not reviewed; 2, it could not check.
Begin with `claimtest init` in an empty folder, then `claimtest check`.";

#[derive(Subcommand)]
enum Command {
    Check(check::Arguments),
    List(list::Arguments),
    Explain(explain::Arguments),
    Review(review::Arguments),
    Import(import::Arguments),
    Read(read::Arguments),
    Report(report::Arguments),
    /// Read sources as lines of JSON, and write what they answer as such: the map over a big corpus
    Answer,
    Merge(merge::Arguments),
    Survey(survey::Arguments),
    /// Begin a project in this folder: settings, two texts, claims that hold
    Init,
    /// Record the sources as they are now: write their hashes into the manifest, and nothing else
    Lock,
    /// Print the JSON Schema of claim files, for editors
    Schema,
    Completions(shell::Completions),
    Man(shell::Manual),
}

/// Why a command could not do its work; every one ends with exit code 2.
#[derive(Debug, thiserror::Error)]
enum Failure {
    /// Standard output or a file could not be written, or read.
    #[error("failed to {doing}: {error}")]
    Io {
        /// What was being done.
        doing: String,
        /// What the system said.
        error: std::io::Error,
    },
    /// The command was asked for something that makes no sense here.
    #[error("{0}")]
    Usage(String),
}

/// Runs the command that the process was started with.
#[must_use]
pub fn main() -> ExitCode {
    let arguments = Arguments::parse();
    arguments.color.apply();
    let done = run(arguments.command, arguments.place);
    match done {
        Ok(code) => code,
        // Whoever closed the pipe has seen enough.
        Err(Failure::Io { error, .. }) if error.kind() == std::io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(failure) => {
            output::complain(&format!("error: {failure}\n"));
            ExitCode::from(2)
        }
    }
}

fn run(command: Command, place: Place) -> Result<ExitCode, Failure> {
    let place = &place.with_environment()?;
    match command {
        Command::Check(arguments) => arguments.run(place),
        Command::List(arguments) => arguments.run(place),
        Command::Explain(arguments) => arguments.run(place),
        Command::Review(arguments) => arguments.run(place),
        Command::Read(arguments) => arguments.run(place),
        Command::Report(arguments) => arguments.run(place),
        Command::Answer => answer::run(place),
        Command::Merge(arguments) => arguments.run(place),
        Command::Survey(arguments) => arguments.run(place),
        Command::Init => init::run(place),
        Command::Lock => lock::run(place),
        Command::Import(arguments) => arguments.run(place),
        Command::Schema => schema::run(),
        Command::Completions(arguments) => arguments.run(),
        Command::Man(arguments) => arguments.run(),
    }
}

/// Shows what is wrong with the project's files on standard error; whether any of it is an error.
fn complain(project: &Project, found: &[Diagnostic]) -> bool {
    let run = Run::default();
    let input = Input::new(&run, &project.sources, &project.files);
    for diagnostic in found {
        let said = human::diagnostic(diagnostic, &input, output::is_error_colored());
        output::complain(&format!("{said}\n"));
    }
    found
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error)
}

fn code(conclusion: Conclusion) -> ExitCode {
    ExitCode::from(number(conclusion))
}

/// The exit code.
fn number(conclusion: Conclusion) -> u8 {
    match conclusion {
        Conclusion::Holds => 0,
        Conclusion::Fails => 1,
        Conclusion::CouldNotCheck => 2,
    }
}
