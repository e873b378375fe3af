//! `claimtest completions` and `claimtest man`: what shells and `man` want to know of the command line.

use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::{Failure, output};

/// Print the completions for a shell
#[derive(Args)]
pub(super) struct Completions {
    /// The shell
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let mut script = Vec::new();
        let mut command = super::Arguments::command();
        clap_complete::generate(self.shell, &mut command, "claimtest", &mut script);
        output::print(&String::from_utf8_lossy(&script))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Print the manual page of the program, or of one command
#[derive(Args)]
pub(super) struct Manual {
    /// The command (`check`)
    command: Option<String>,
}

impl Manual {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let mut program = super::Arguments::command();
        program.build();
        let command = match &self.command {
            None => &program,
            Some(name) => program.find_subcommand(name).ok_or_else(|| {
                Failure::Usage(format!(
                    "there is no command `{name}`; `claimtest help` lists them"
                ))
            })?,
        };
        let mut page = Vec::new();
        let rendered = clap_mangen::Man::new(command.clone()).render(&mut page);
        rendered.map_err(|error| Failure::Io {
            doing: "write the manual page".to_owned(),
            error,
        })?;
        output::print(&String::from_utf8_lossy(&page))?;
        Ok(ExitCode::SUCCESS)
    }
}
