//! Reads a project: settings, manifest, claims, sources, in this order, and never stops early.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::claims::claims;
use super::discover::Found;
use super::overrides::Overrides;
use super::root;
use super::settings::{Globs, Settings};
use super::sources::{CHANGED, Files, Read, assemble, read_source};
use super::{Looked, Project};
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

/// A project before its sources are read, and what is wrong with it.
pub(super) struct Opening {
    pub(super) project: Project,
    pub(super) manifest: Option<Manifest>,
    /// What is wrong with the settings and the manifest, and then with the sources.
    pub(super) found: Vec<Diagnostic>,
    /// What is wrong with the claims in themselves.
    wrong_claims: Vec<Diagnostic>,
    /// The claim files that are there, each with its topic.
    topics: BTreeMap<String, String>,
}

impl Opening {
    /// A project of which the settings alone have been read.
    pub(super) fn bare(root: &Path, settings: Settings, files: BTreeMap<String, String>) -> Self {
        Self {
            project: Project {
                root: root.to_owned(),
                settings,
                sources: Vec::new(),
                unread: Vec::new(),
                claims: Vec::new(),
                files,
                looked: Looked::default(),
            },
            manifest: None,
            found: Vec::new(),
            wrong_claims: Vec::new(),
            topics: BTreeMap::new(),
        }
    }

    /// The claim files, each with its topic.
    pub(super) fn topics(&self) -> BTreeMap<String, String> {
        self.topics.clone()
    }

    /// Whether nothing is wrong with the claims in themselves.
    pub(super) fn claims_are_sound(&self) -> bool {
        self.wrong_claims.is_empty()
    }

    /// Puts down what is wrong with claims in themselves.
    pub(super) fn complain(&mut self, wrong: impl IntoIterator<Item = Diagnostic>) {
        self.wrong_claims.extend(wrong);
    }

    /// Reads settings, manifest and claims.
    pub(super) fn read(root: &Path, options: &Options) -> Self {
        Self::read_beside(root, options, |_, _| ()).0
    }

    /// Reads settings, manifest and claims, and finds the sources: their files in the order of their ids, and
    /// the ids of those that cannot be read.
    pub(super) fn find(
        root: &Path,
        options: &Options,
    ) -> (Self, Vec<(SourceId, Found)>, BTreeSet<SourceId>) {
        let (mut opening, files) = Self::read_beside(root, options, Files::find);
        let (files, unread) = files.note(&mut opening);
        (opening, files, unread)
    }

    /// Reads settings, manifest and claims, and does something else with the settings at the same time.
    fn read_beside<T: Send>(
        root: &Path,
        options: &Options,
        beside: impl FnOnce(&Path, &Settings) -> T + Send,
    ) -> (Self, T) {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let (mut found, mut wrong_claims) = (Vec::new(), Vec::new());
        let mut files = BTreeMap::new();
        let mut looked = Looked::default();
        let settings = root::settings(&root, &options.overrides, &mut files, &mut found);
        let read_claims = || {
            let wrong = &mut wrong_claims;
            claims(&root, &settings, options, &mut files, &mut looked, wrong)
        };
        let ((manifest, wrong_manifest), ((claims, topics), beside)) = rayon::join(
            || manifest(&root, &settings),
            || rayon::join(read_claims, || beside(&root, &settings)),
        );
        found.extend(wrong_manifest);
        let manifest = manifest.map(|(manifest, text)| {
            files.insert(settings.manifest.clone(), text);
            manifest
        });
        let project = Project {
            root,
            settings,
            sources: Vec::new(),
            unread: Vec::new(),
            claims,
            files,
            looked,
        };
        let opening = Self {
            project,
            manifest,
            found,
            wrong_claims,
            topics,
        };
        (opening, beside)
    }

    /// Puts the sources that were read into the project, each with what the manifest says of it.
    /// Returns the ids of those with which something is wrong, in order.
    pub(super) fn add(&mut self, read: Vec<Read>, unread: BTreeSet<SourceId>) -> Vec<SourceId> {
        let manifest = self.manifest.take();
        let settings = &self.project.settings;
        let assembled = assemble(read, unread, settings, manifest, &mut self.found);
        self.project.sources = assembled.sources;
        self.project.unread = assembled.unread;
        assembled.wrong
    }

    /// The project, and all that is wrong with it: a source whose bytes have changed comes first.
    pub(super) fn close(mut self) -> (Project, Vec<Diagnostic>) {
        let (project, mut found) = (self.project, self.found);
        let wrong = &mut self.wrong_claims;
        wrong.extend(claim::check_sources(&project.claims, &project.source_ids()));
        let context = |id: &SourceId| project.context_of(id);
        let values = project.claims.par_iter();
        wrong.par_extend(values.flat_map_iter(|claim| claim::check_values(claim, context)));
        wrong.sort_by_cached_key(place);
        found.append(wrong);
        found.sort_by_key(|diagnostic| diagnostic.rule != CHANGED);
        (project, found)
    }
}

impl Project {
    /// Reads the project in `root`.
    ///
    /// Whatever is wrong with one file, the others are read; every mistake of every file is among
    /// the diagnostics, and a source whose bytes have changed comes before everything else.
    #[must_use]
    pub fn load(root: &Path, options: &Options) -> (Self, Vec<Diagnostic>) {
        let (mut opening, files, unread) = Opening::find(root, options);
        let read = files.into_par_iter();
        let read = read.map(|(id, file)| read_source(id, &file)).collect();
        opening.add(read, unread);
        opening.close()
    }

    /// Reads a project whose sources come from elsewhere: settings, manifest and claims. What depends on
    /// the sources is not checked.
    #[must_use]
    pub fn load_without_sources(root: &Path, options: &Options) -> (Self, Vec<Diagnostic>) {
        let mut opening = Opening::read(root, options);
        opening.found.append(&mut opening.wrong_claims);
        (opening.project, opening.found)
    }
}

/// Where the reader of a diagnostic is sent.
fn place(diagnostic: &Diagnostic) -> Option<(String, Option<Span>)> {
    let label = diagnostic.labels.first()?;
    Some((label.file.clone(), label.span))
}

/// Reads the manifest, with its text; none where there is none. And what is wrong with it.
fn manifest(root: &Path, settings: &Settings) -> (Option<(Manifest, String)>, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let text = root::text_of(root, &settings.manifest, &mut found);
    let manifest = text.map(|text| {
        let (manifest, wrong) = Manifest::read(&settings.manifest, &text);
        found.extend(wrong);
        (manifest, text)
    });
    (manifest, found)
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
