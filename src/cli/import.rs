//! `claimtest import`: documents as people have them become sources, once.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::place::Place;
use super::progress::Progress;
use super::{Failure, output};
use crate::import::{self, Change, Hunk, ImportError, Line};
use crate::project::Project;
use crate::report::one_line;

/// Take documents in as sources: web pages, PDF, DOCX, EPUB, Markdown, plain text
#[derive(Args)]
pub(super) struct Arguments {
    /// The documents
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// The source's id; by default that of the same document imported before, or the next free number
    #[arg(long)]
    id: Option<String>,
    /// The encoding of the document (`windows-1252`), where it does not say so itself
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// Where the document was found
    #[arg(long)]
    url: Option<String>,
    /// Put the new text in the place of another one that is there
    #[arg(long)]
    overwrite: bool,
}

impl Arguments {
    pub(super) fn run(self, place: &Place) -> Result<ExitCode, Failure> {
        if self.id.is_some() && self.files.len() > 1 {
            let message = "one id goes with one document; import the others by themselves";
            return Err(Failure::Usage(message.to_owned()));
        }
        let (project, _) = place.load()?;
        let mut n_refused = 0;
        for file in &self.files {
            match self.take_in(file, &project) {
                Ok(said) => output::print(&said)?,
                Err(Refusal::Import(error)) => {
                    n_refused += 1;
                    output::complain(&format!("error: `{}`: {error}\n", file.display()));
                }
                Err(Refusal::Failure(failure)) => return Err(failure),
            }
        }
        Ok(ExitCode::from(if n_refused > 0 { 2 } else { 0 }))
    }

    fn take_in(&self, file: &Path, project: &Project) -> Result<String, Refusal> {
        let bytes = std::fs::read(file).map_err(|error| Failure::Io {
            doing: format!("read `{}`", file.display()),
            error,
        })?;
        let options = import::Options {
            encoding: self.encoding.clone(),
            url: self.url.clone(),
            format: None,
        };
        let name = file.to_string_lossy();
        let reading = Progress::begin(format!("reading {}", one_line(&name)));
        let document = import::extract(&name, &bytes, &options)?;
        drop(reading);
        let manifest = &project.settings.manifest;
        let plan = import::plan(&project.root, manifest, &document, self.id.as_deref())?;
        let mut said = String::new();
        if let Change::Different(hunks) = &plan.change {
            if !self.overwrite {
                let message = format!(
                    "{}\n{} is there already, and another text; nothing was written (`--overwrite` puts it in its place)",
                    hunks.iter().map(shown).collect::<Vec<_>>().join("\n"),
                    plan.text.file
                );
                return Err(Failure::Usage(message).into());
            }
            for hunk in hunks {
                said.push_str(&shown(hunk));
            }
        }
        import::apply(&project.root, &plan, self.overwrite)?;
        let became = match plan.change {
            Change::New => "new      ",
            Change::Same => "unchanged",
            Change::Different(_) => "replaced ",
        };
        let _ = writeln!(said, "{became}  {}  {}", plan.id, plan.text.file);
        for note in &plan.notes {
            let _ = writeln!(said, "           {}", one_line(note));
        }
        Ok(said)
    }
}

/// Why a document was not taken in.
enum Refusal {
    /// The document: the others are still taken in.
    Import(ImportError),
    /// The command as a whole.
    Failure(Failure),
}

impl From<ImportError> for Refusal {
    fn from(error: ImportError) -> Self {
        Self::Import(error)
    }
}

impl From<Failure> for Refusal {
    fn from(failure: Failure) -> Self {
        Self::Failure(failure)
    }
}

fn shown(hunk: &Hunk) -> String {
    let mut text = format!("line {} → {}\n", hunk.before, hunk.after);
    for line in &hunk.lines {
        let (sign, words) = match line {
            Line::Kept(words) => (' ', words),
            Line::Removed(words) => ('-', words),
            Line::Added(words) => ('+', words),
        };
        let _ = writeln!(text, "{sign} {}", one_line(words));
    }
    text
}
