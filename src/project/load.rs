//! Reads a project: settings, manifest, sources, claims, in this order, and never stops early.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Project;
use super::claims::claims;
use super::overrides::Overrides;
use super::root;
use super::settings::{Globs, Settings};
use super::sources::{CHANGED, Read, assemble, sources};
use crate::claim;
use crate::diagnostic::Diagnostic;
use crate::source::SourceId;
use crate::source::manifest::Manifest;
use crate::span::Span;

/// What of a project is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The topics whose claim files are read; none for all of them.
    pub topics: Option<BTreeSet<String>>,
    /// Whether a project without claims is fine: `survey` needs none.
    pub without_claims: bool,
    /// What is set in the place of the project's settings.
    pub overrides: Overrides,
}

/// Where sources come from.
pub(super) enum Origin {
    /// From the files that the settings name.
    Files,
    /// From somewhere else; they have been read.
    Read(Vec<Read>),
    /// From somewhere else, later; what depends on them is not checked.
    Elsewhere,
}

impl Project {
    /// Reads the project in `root`.
    ///
    /// Whatever is wrong with one file, the others are read; every mistake of every file is among
    /// the diagnostics, and a source whose bytes have changed comes before everything else.
    #[must_use]
    pub fn load(root: &Path, options: &Options) -> (Self, Vec<Diagnostic>) {
        Self::load_from(root, options, Origin::Files)
    }

    /// Reads the project in `root`, with sources from where `origin` says.
    pub(super) fn load_from(
        root: &Path,
        options: &Options,
        origin: Origin,
    ) -> (Self, Vec<Diagnostic>) {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let mut found = Vec::new();
        let mut files = BTreeMap::new();
        let mut folders = BTreeSet::new();
        let settings = root::settings(&root, &options.overrides, &mut files, &mut found);
        let manifest = manifest(&root, &settings, &mut files, &mut found);
        let is_elsewhere = matches!(origin, Origin::Elsewhere);
        let (sources, unread) = match origin {
            Origin::Files => sources(&root, &settings, manifest, &mut folders, &mut found),
            Origin::Read(read) => assemble(read, BTreeSet::new(), &settings, manifest, &mut found),
            Origin::Elsewhere => (Vec::new(), Vec::new()),
        };
        let n_before_claims = found.len();
        let claims = claims(
            &root,
            &settings,
            options,
            &mut files,
            &mut folders,
            &mut found,
        );
        let project = Self {
            root,
            settings,
            sources,
            unread,
            claims,
            files,
            folders,
        };
        if is_elsewhere {
            return (project, found);
        }
        found.extend(claim::check_sources(&project.claims, &project.source_ids()));
        let context = |id: &SourceId| project.context_of(id);
        let values = project.claims.iter();
        found.extend(values.flat_map(|claim| claim::check_values(claim, context)));
        found[n_before_claims..].sort_by_cached_key(place);
        found.sort_by_key(|diagnostic| diagnostic.rule != CHANGED);
        (project, found)
    }
}

/// Where the reader of a diagnostic is sent.
fn place(diagnostic: &Diagnostic) -> Option<(String, Option<Span>)> {
    let label = diagnostic.labels.first()?;
    Some((label.file.clone(), label.span))
}

/// Reads the manifest; none where there is none.
fn manifest(
    root: &Path,
    settings: &Settings,
    files: &mut BTreeMap<String, String>,
    found: &mut Vec<Diagnostic>,
) -> Option<Manifest> {
    let text = root::text_of(root, &settings.manifest, found)?;
    let (manifest, wrong) = Manifest::read(&settings.manifest, &text);
    found.extend(wrong);
    files.insert(settings.manifest.clone(), text);
    Some(manifest)
}

/// No file at all is meant by `globs`: a run that checks nothing is an error.
pub(super) fn nothing(what: &str, globs: &Globs, settings: &Settings) -> Diagnostic {
    let reason = match globs.patterns.as_slice() {
        [] => format!("`{what}s` is an empty list"),
        patterns => format!("no file is called `{}`", patterns.join("` or `")),
    };
    let message = format!("the project has no {what}s: {reason}");
    let empty = Diagnostic::error("nothing-to-check", message);
    match (&settings.file, globs.place) {
        (Some(file), Some(place)) => empty.at(file, place, ""),
        _ => empty.help(format!(
            "put them there, or say in `claimtest.toml` where they are: `{what}s = [\"…\"]`; `claimtest init` begins a project in an empty folder"
        )),
    }
}
