//! `claimtest check`: evaluates claims and reports.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::place::Place;
use super::progress::Progress;
use super::{Failure, cache, output, watch};
use crate::diagnostic::Diagnostic;
use crate::project::{Cache, Project, RunOptions, Said, Selection, Update, today};
use crate::report::{self, Format, Input, Style};
use crate::verdict::Run;

/// Check the claims: do the sources say this, and do they contradict one another?
#[derive(Args)]
pub(super) struct Arguments {
    /// Only claims whose name holds one of these; `tag:NAME` selects by tag
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    #[command(flatten)]
    reporting: Reporting,
    /// Check again whenever a file of the project changes, until interrupted
    #[arg(long, short)]
    watch: bool,
    /// Keep nothing for the next run, and take nothing from an earlier one
    #[arg(long)]
    no_cache: bool,
}

/// Where a run is reported, and what it may write.
#[derive(Args)]
pub(super) struct Reporting {
    /// A format of the report, and the file it goes to (`junit=report.xml`); may be given several times
    /// (or `CLAIMTEST_FORMAT`) [default: human]
    #[arg(long = "format", value_name = "FORMAT[=FILE]", value_parser = target, long_help = formats())]
    pub(super) targets: Vec<Target>,
    /// Leave nothing out: claims that hold, notes, each of many like warnings and new snapshots
    #[arg(long, short)]
    pub(super) verbose: bool,
    /// Write no proposed snapshots (the default where `CI` is set)
    #[arg(long)]
    no_propose: bool,
}

/// What `--help` says of the formats.
fn formats() -> String {
    let said = "A format of the report, and the file it goes to (`junit=report.xml`); may be given several \
                times (or `CLAIMTEST_FORMAT`) [default: human]\n";
    let formats = Format::ALL.iter();
    formats.fold(said.to_owned(), |said, format| {
        format!("{said}\n- {}: {}", format.name(), format.purpose())
    })
}

/// A report to write, and where.
#[derive(Clone, Debug)]
pub(super) struct Target {
    pub(super) format: Format,
    /// Standard output where there is none.
    pub(super) file: Option<PathBuf>,
}

/// The format of that name.
pub(super) fn format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
        let known = names.join(", ");
        format!("`{name}` is no format; there are {known}")
    })
}

fn target(text: &str) -> Result<Target, String> {
    let (name, file) = match text.split_once('=') {
        Some((_, "")) => return Err("a file's name should follow the `=`".to_owned()),
        Some((name, file)) => (name, Some(PathBuf::from(file))),
        None => (text, None),
    };
    let format = format(name)?;
    Ok(Target { format, file })
}

impl Target {
    pub(super) fn style(&self, verbose: bool) -> Style {
        Style {
            color: self.file.is_none() && output::is_colored(),
            verbose,
        }
    }

    pub(super) fn render(&self, project: &Project, run: &Run, style: Style) -> String {
        let input = Input::new(run, &project.sources, &project.files);
        report::render(self.format, &input, style)
    }

    /// Renders the run and writes it.
    pub(super) fn write(&self, project: &Project, run: &Run, verbose: bool) -> Result<(), Failure> {
        let text = self.render(project, run, self.style(verbose));
        self.put(&[Said::from(text)])
    }

    /// Writes the pieces of a report to where it goes.
    pub(super) fn put(&self, pieces: &[Said]) -> Result<(), Failure> {
        let Some(path) = &self.file else {
            return output::print_pieces(pieces);
        };
        let file = std::fs::File::create(path);
        let written = file.and_then(|file| output::write_pieces(pieces, file));
        written.map_err(|error| Failure::Io {
            doing: format!("write `{}`", path.display()),
            error,
        })
    }
}

/// Loads the project and evaluates the claims that `selection` holds.
pub(super) fn evaluate(
    place: &Place,
    selection: Selection,
    update: Update,
) -> Result<(Project, Run), Failure> {
    let options = RunOptions {
        selection,
        today: today().map_err(Failure::Usage)?,
        update,
    };
    evaluate_with(place, &options, None)
}

/// As [`evaluate`], with what earlier runs kept.
pub(super) fn evaluate_with(
    place: &Place,
    options: &RunOptions,
    cache: Option<&Cache>,
) -> Result<(Project, Run), Failure> {
    let reading = Progress::begin("reading the project".to_owned());
    let (mut project, found) = place.load()?;
    drop(reading);
    let run = evaluate_read(&mut project, found, options, cache);
    Ok((project, run))
}

/// Evaluates claims of a project that was read, and in which `found` is wrong.
pub(super) fn evaluate_read(
    project: &mut Project,
    found: Vec<Diagnostic>,
    options: &RunOptions,
    cache: Option<&Cache>,
) -> Run {
    let _checking = Progress::checking(project.claims.len(), project.sources.len());
    let mut run = match cache {
        Some(cache) => {
            let (run, looked) = project.run_cached(options, cache);
            project.add_looked(looked);
            run
        }
        None => project.run(options),
    };
    run.diagnostics.splice(0..0, found);
    run
}

impl Arguments {
    pub(super) fn run(self, place: &Place) -> Result<ExitCode, Failure> {
        let reporting = self.reporting.with_environment()?;
        let options = RunOptions {
            update: reporting.update()?,
            today: today().map_err(Failure::Usage)?,
            selection: Selection::from(self.filter),
        };
        let cache = if self.no_cache {
            None
        } else {
            cache::of(&place.root()?)
        };
        if !self.watch {
            return cache::run(&reporting, place, &options, cache.as_ref());
        }
        loop {
            let (project, run) = evaluate_with(place, &options, cache.as_ref())?;
            output::clear()?;
            reporting.write(&project, &run)?;
            watch::wait(&project)?;
        }
    }
}

impl Reporting {
    /// The same, with the formats that the environment names where no flag does.
    pub(super) fn with_environment(mut self) -> Result<Self, Failure> {
        if self.targets.is_empty() {
            let named = std::env::var("CLAIMTEST_FORMAT").unwrap_or_default();
            let named = named
                .split([',', ' ', '\n'])
                .filter(|name| !name.is_empty());
            let targets = named.map(target).collect::<Result<_, _>>();
            self.targets = targets
                .map_err(|why| Failure::Usage(format!("the variable `CLAIMTEST_FORMAT`: {why}")))?;
        }
        if self.targets.is_empty() {
            self.targets = vec![Target {
                format: Format::Human,
                file: None,
            }];
        }
        Ok(self)
    }

    /// What becomes of snapshots that differ. Fails where two reports would go to one place.
    pub(super) fn update(&self) -> Result<Update, Failure> {
        let to_screen = self.targets.iter().filter(|target| target.file.is_none());
        if to_screen.count() > 1 {
            let message = "only one report goes to standard output; give the others a file: `--format junit=report.xml`";
            return Err(Failure::Usage(message.to_owned()));
        }
        let is_ci = std::env::var("CI").is_ok_and(|value| value != "false" && value != "0");
        let propose = !(self.no_propose || is_ci);
        Ok(if propose {
            Update::Propose
        } else {
            Update::Report
        })
    }

    /// Writes every report that was asked for.
    pub(super) fn write(&self, project: &Project, run: &Run) -> Result<(), Failure> {
        let mut targets = self.targets.iter();
        targets.try_for_each(|target| target.write(project, run, self.verbose))
    }
}
