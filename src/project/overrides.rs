//! What a run sets in the place of the project's settings, so that CI can be stricter than a desk.
//! The command line and the harness read the environment, and hand it down.

use std::path::PathBuf;

use super::settings::{Settings, rules, rung};
use super::size::size;
use crate::passage::Rung;

/// What flags and variables of the environment set: what is set here counts, the settings' own does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overrides {
    /// The settings file, in the place of the project's own.
    pub config: Option<PathBuf>,
    /// The loosest rung that may pass.
    pub at_least: Option<Rung>,
    /// The rules of notes that fail a claim.
    pub fail_on: Option<Vec<String>>,
    /// How much of the texts of an archive is held in memory at a time, in bytes.
    pub max_memory: Option<usize>,
}

impl Overrides {
    /// What the variables `CLAIMTEST_CONFIG`, `CLAIMTEST_AT_LEAST`, `CLAIMTEST_FAIL_ON` and
    /// `CLAIMTEST_MAX_MEMORY` say, which `read` gives by name; an empty one says nothing.
    ///
    /// # Errors
    ///
    /// Where one of them says something that cannot be.
    pub fn from_variables(read: impl Fn(&str) -> Option<String>) -> Result<Self, String> {
        let variable = |name: &str| read(name).filter(|value| !value.trim().is_empty());
        let bad = |name: &'static str| move |why: String| format!("the variable `{name}`: {why}");
        Ok(Self {
            config: variable("CLAIMTEST_CONFIG").map(PathBuf::from),
            at_least: variable("CLAIMTEST_AT_LEAST")
                .map(|name| rung(&name))
                .transpose()
                .map_err(bad("CLAIMTEST_AT_LEAST"))?,
            fail_on: variable("CLAIMTEST_FAIL_ON")
                .map(|list| rules(&list))
                .transpose()
                .map_err(bad("CLAIMTEST_FAIL_ON"))?,
            max_memory: variable("CLAIMTEST_MAX_MEMORY")
                .map(|text| size(&text))
                .transpose()
                .map_err(bad("CLAIMTEST_MAX_MEMORY"))?,
        })
    }

    /// These, and from `other` what these leave open.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            config: self.config.or(other.config),
            at_least: self.at_least.or(other.at_least),
            fail_on: self.fail_on.or(other.fail_on),
            max_memory: self.max_memory.or(other.max_memory),
        }
    }

    /// Sets what is set here.
    pub(super) fn apply(&self, settings: &mut Settings) {
        if let Some(rung) = self.at_least {
            settings.at_least = rung;
        }
        if let Some(rules) = &self.fail_on {
            settings.fail_on.clone_from(rules);
        }
        if let Some(most) = self.max_memory {
            settings.max_memory = most;
        }
    }
}
