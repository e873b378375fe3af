//! Which project a command works on, and how strictly: flags first, then the environment, then the
//! settings.

use std::path::{Path, PathBuf};

use clap::Args;

use super::{Failure, PROJECT};
use crate::diagnostic::Diagnostic;
use crate::passage::Rung;
use crate::project::{LoadOptions, Opened, Overrides, Project, rules, rung, size};

/// The flags that say which project is meant, and what counts in the place of its settings.
#[derive(Args)]
pub(super) struct Place {
    /// The project's folder; by default that of the settings, or the nearest one upwards that has some, or this one
    #[arg(long, short = 'C', global = true, value_name = "FOLDER", help_heading = PROJECT)]
    project: Option<PathBuf>,
    /// The settings, in the place of the project's `claimtest.toml` (or `CLAIMTEST_CONFIG`)
    #[arg(long, global = true, value_name = "FILE", help_heading = PROJECT)]
    config: Option<PathBuf>,
    /// The loosest rung that may pass, in the place of the settings’ (or `CLAIMTEST_AT_LEAST`)
    #[arg(long, global = true, value_name = "RUNG", value_parser = rung, help_heading = PROJECT)]
    at_least: Option<Rung>,
    /// The rules of notes that fail a claim, with commas between them, in the place of the settings’ (or `CLAIMTEST_FAIL_ON`)
    #[arg(long, global = true, value_name = "RULES", value_parser = parsed_rules, help_heading = PROJECT)]
    fail_on: Option<Rules>,
    /// How much of the texts of an archive is held in memory at a time, in the place of the settings’ (or
    /// `CLAIMTEST_MAX_MEMORY`)
    #[arg(long, global = true, value_name = "SIZE", value_parser = size, help_heading = PROJECT)]
    max_memory: Option<usize>,
}

/// Rules as one flag lists them.
#[derive(Clone)]
struct Rules(Vec<String>);

fn parsed_rules(list: &str) -> Result<Rules, String> {
    rules(list).map(Rules)
}

impl Place {
    /// The same, with what the environment says where no flag does.
    pub(super) fn with_environment(self) -> Result<Self, Failure> {
        let environment =
            Overrides::from_variables(|name| std::env::var(name).ok()).map_err(Failure::Usage)?;
        let all = self.overrides().or(environment);
        Ok(Self {
            project: self.project,
            config: all.config,
            at_least: all.at_least,
            fail_on: all.fail_on.map(Rules),
            max_memory: all.max_memory,
        })
    }

    /// What is set in the place of the project's settings.
    pub(super) fn overrides(&self) -> Overrides {
        Overrides {
            config: self.config.clone(),
            at_least: self.at_least,
            fail_on: self.fail_on.as_ref().map(|rules| rules.0.clone()),
            max_memory: self.max_memory,
        }
    }

    /// How a project is loaded here.
    pub(super) fn options(&self) -> LoadOptions {
        LoadOptions {
            overrides: self.overrides(),
            ..LoadOptions::default()
        }
    }

    /// Loads the project, with what is wrong with its files.
    pub(super) fn load(&self) -> Result<(Project, Vec<Diagnostic>), Failure> {
        Ok(Project::load(&self.root()?, &self.options()))
    }

    /// Opens the project, which is read here where it is small.
    pub(super) fn open(&self) -> Result<Opened, Failure> {
        Ok(Project::open(&self.root()?, &self.options()))
    }

    /// The folder that was named, if one was.
    pub(super) fn named(&self) -> Option<&Path> {
        self.project.as_deref()
    }

    /// The folder of the project: the one that was named, that of the settings that were named, or the
    /// nearest one upwards.
    pub(super) fn root(&self) -> Result<PathBuf, Failure> {
        let unnamed = || {
            let here = std::env::current_dir().map_err(|error| Failure::Io {
                doing: "find the current folder".to_owned(),
                error,
            })?;
            Ok(Project::find_root(&here).unwrap_or(here))
        };
        match (&self.project, &self.config) {
            (Some(folder), _) if folder.is_dir() => Ok(folder.clone()),
            (Some(folder), _) => {
                let message = format!("`{}` is not a folder", folder.display());
                Err(Failure::Usage(message))
            }
            (None, Some(config)) => match config.parent() {
                Some(folder) if folder.is_dir() => Ok(folder.to_owned()),
                Some(folder) if folder.as_os_str().is_empty() => Ok(PathBuf::from(".")),
                _ => unnamed(),
            },
            (None, None) => unnamed(),
        }
    }
}
