//! Names: which spellings are one person, place or organisation.

use std::collections::BTreeMap;

/// Alias lists: a name and the spellings that mean the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    aliases: BTreeMap<String, Vec<String>>,
}

impl Names {
    /// Takes alias lists as the project's settings give them: a name, and its other spellings.
    #[must_use]
    pub fn new(aliases: BTreeMap<String, Vec<String>>) -> Self {
        Self { aliases }
    }

    /// The name under which `spelling` is listed, or `None` where it is in no list.
    #[must_use]
    pub fn canonical(&self, spelling: &str) -> Option<&str> {
        self.aliases
            .iter()
            .find(|(name, others)| {
                *name == spelling || others.iter().any(|other| other == spelling)
            })
            .map(|(name, _)| name.as_str())
    }
}
