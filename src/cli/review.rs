//! `claimtest review`: accepts or rejects changed disagreements, where no Rust is around.

use std::io::{self, BufRead};
use std::process::ExitCode;

use clap::Args;

use super::place::Place;
use super::{Failure, complain, output};
use crate::project::{RunOptions, Selection, Update, today};
use crate::report::human;
use crate::verdict::Pending;

/// Accept or reject disagreements that changed
#[derive(Args)]
pub(super) struct Arguments {
    /// Only snapshots whose path holds one of these
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
    /// Accept all, without asking
    #[arg(long, conflicts_with = "reject")]
    accept: bool,
    /// Reject all, without asking: what was reviewed stays, and the proposals go
    #[arg(long)]
    reject: bool,
}

/// What a person says to one change.
enum Decision {
    Accept,
    Reject,
    Skip,
    Quit,
}

impl Arguments {
    pub(super) fn run(self, place: &Place) -> Result<ExitCode, Failure> {
        let (project, found) = place.load()?;
        if complain(&project, &found) {
            return Ok(ExitCode::from(2));
        }
        let run = project.run(&RunOptions {
            selection: Selection::All,
            today: today().map_err(Failure::Usage)?,
            update: Update::Propose,
        });
        if complain(&project, &run.diagnostics) {
            return Ok(ExitCode::from(2));
        }
        let chosen = |pending: &&Pending| {
            self.filter.is_empty() || self.filter.iter().any(|word| pending.path.contains(word))
        };
        let pending: Vec<&Pending> = run.pending.iter().filter(chosen).collect();
        if pending.is_empty() {
            output::print("nothing to review\n")?;
            return Ok(ExitCode::SUCCESS);
        }
        if !(self.accept || self.reject || output::is_interactive()) {
            return Err(Failure::Usage(format!(
                "{} to review, and nobody to ask: run it at a terminal, or say `--accept` or `--reject`",
                pending.len()
            )));
        }
        let mut n_left = run.pending.len() - pending.len();
        for (at, one) in pending.iter().enumerate() {
            let decision = if self.accept {
                Decision::Accept
            } else if self.reject {
                Decision::Reject
            } else {
                output::print(&human::snapshot(one, output::is_colored()))?;
                ask(at + 1, pending.len())?
            };
            let (said, done) = match decision {
                Decision::Accept => ("accepted", project.accept(one)),
                Decision::Reject => ("rejected", project.reject(one)),
                Decision::Skip => ("skipped", Ok(())),
                Decision::Quit => return Ok(ExitCode::from(1)),
            };
            done.map_err(|error| Failure::Io {
                doing: format!("write `{}`", one.path),
                error,
            })?;
            if said != "accepted" {
                n_left += 1;
            }
            output::print(&format!("{said}  {}\n", one.path))?;
        }
        Ok(ExitCode::from(u8::from(n_left > 0)))
    }
}

/// Asks until the answer is one of the four; the end of input quits.
fn ask(at: usize, of: usize) -> Result<Decision, Failure> {
    loop {
        output::print(&format!("[{at}/{of}] (a)ccept, (r)eject, (s)kip, (q)uit? "))?;
        let mut answer = String::new();
        let read = io::stdin()
            .lock()
            .read_line(&mut answer)
            .map_err(|error| Failure::Io {
                doing: "read the answer".to_owned(),
                error,
            })?;
        match answer.trim() {
            "a" | "accept" => return Ok(Decision::Accept),
            "r" | "reject" => return Ok(Decision::Reject),
            "s" | "skip" => return Ok(Decision::Skip),
            "q" | "quit" => return Ok(Decision::Quit),
            _ if read == 0 => return Ok(Decision::Quit),
            _ => {}
        }
    }
}
