//! A project on disk: its settings, its sources and its claims, read in one go.
//!
//! This is the only module below the command line and the harness that reads files. Everything it
//! hands on is text in memory with paths relative to the project, so that no result depends on
//! where the project lies.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::claim::Claim;
use crate::source::manifest::Meta;
use crate::source::{Source, SourceId};
use crate::value::Context;

mod archive;
mod ask;
mod cache;
mod claims;
mod discover;
mod elsewhere;
mod evaluate;
mod ledger;
mod load;
mod lock;
mod overrides;
mod part;
mod rarity;
mod recall;
mod rehash;
mod remote;
mod root;
mod settings;
mod size;
mod sources;
mod store;
mod texts;
mod today;

pub use archive::{Archive, Opened};
pub use cache::{Cache, Looked, Replay, Seen};
pub use evaluate::{RunOptions, Selection};
pub use ledger::{Keeping, Moved, Said, Tell};
pub use load::Options as LoadOptions;
pub use lock::{Locked, lock};
pub use overrides::Overrides;
pub use remote::{Answered, Answering, Sent, SourceFindings};
pub use settings::{Caching, Globs, Probe, ProbedSources, Settings, Surveying, rules, rung};
pub use size::size;
pub use store::Update;
pub use today::today;

/// A project, as far as it could be read.
#[derive(Clone, Debug)]
pub struct Project {
    /// Its folder.
    pub root: PathBuf,
    /// Its settings.
    pub settings: Settings,
    /// Its sources, in the order of their ids.
    pub sources: Vec<Source>,
    /// Sources that are there, or should be, and could not be read: in the order of their ids, each
    /// with an error among the diagnostics.
    pub unread: Vec<SourceId>,
    /// Its claims, in the order of their files and of the tables in them.
    pub claims: Vec<Claim>,
    /// The texts of settings, manifest and claim files by their relative paths.
    pub files: BTreeMap<String, String>,
    /// The folders that were looked into for sources and claims, and what else a run over it looked at.
    looked: Looked,
}

impl Project {
    /// The text of `file`, a source or another file that was read, to show a place in it.
    #[must_use]
    pub fn text(&self, file: &str) -> Option<&str> {
        let source = || self.sources.iter().find(|source| source.file == file);
        match self.files.get(file) {
            Some(text) => Some(text),
            None => source().map(|source| source.text.original()),
        }
    }

    /// The source called `id`, if it was read.
    #[must_use]
    pub fn source(&self, id: &SourceId) -> Option<&Source> {
        let at = self
            .sources
            .binary_search_by(|source| source.id.cmp(id))
            .ok()?;
        Some(&self.sources[at])
    }

    /// The ids of all sources there are, read or not, in order.
    #[must_use]
    pub fn source_ids(&self) -> Vec<SourceId> {
        let read = self.sources.iter().map(|source| &source.id);
        let mut ids: Vec<SourceId> = read.chain(&self.unread).cloned().collect();
        ids.sort();
        ids
    }

    /// What values in a text that is described by `meta` depend on.
    #[must_use]
    pub fn context(&self, meta: &Meta) -> Context<'_> {
        Context {
            written: meta.written,
            dates: self.settings.dates,
            names: Some(&self.settings.names),
            ..Context::default()
        }
    }

    /// What values in the source called `id` depend on; without a day where it was not read.
    #[must_use]
    pub fn context_of(&self, id: &SourceId) -> Context<'_> {
        self.source(id).map_or_else(
            || self.context(&Meta::default()),
            |source| Context {
                text: Some(source.text.original()),
                ..self.context(&source.meta)
            },
        )
    }
}
