//! Reads a project: settings, manifest, sources, claims, in this order, and never stops early.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::Project;
use super::claims::claims;
use super::discover::{Found, discover, unreadable};
use super::root;
use super::settings::{Globs, Settings};
use crate::claim;
use crate::diagnostic::Diagnostic;
use crate::source::manifest::{Manifest, Meta};
use crate::source::read;
use crate::source::section::find_line;
use crate::source::{Source, SourceId, Text};
use crate::span::Span;

/// What of a project is read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The topics whose claim files are read; none for all of them.
    pub topics: Option<BTreeSet<String>>,
    /// Whether a project without claims is fine: `survey` needs none.
    pub without_claims: bool,
}

impl Project {
    /// Reads the project in `root`.
    ///
    /// Whatever is wrong with one file, the others are read; every mistake of every file is among
    /// the diagnostics, and a source whose bytes have changed comes before everything else.
    #[must_use]
    pub fn load(root: &Path, options: &Options) -> (Self, Vec<Diagnostic>) {
        let root = std::path::absolute(root).unwrap_or_else(|_| root.to_owned());
        let mut found = Vec::new();
        let mut files = BTreeMap::new();
        let settings = root::settings(&root, &mut files, &mut found);
        let manifest = manifest(&root, &settings, &mut files, &mut found);
        let (sources, unread) = sources(&root, &settings, manifest, &mut found);
        let n_before_claims = found.len();
        let claims = claims(&root, &settings, options, &mut files, &mut found);
        let project = Self {
            root,
            settings,
            sources,
            unread,
            claims,
            files,
        };
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

const CHANGED: &str = "changed-source";

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

/// Reads the sources; returns them and the ids of those that could not be read.
fn sources(
    root: &Path,
    settings: &Settings,
    manifest: Option<Manifest>,
    found: &mut Vec<Diagnostic>,
) -> (Vec<Source>, Vec<SourceId>) {
    let n_found = found.len();
    let files = discover(root, &settings.sources, found);
    if files.is_empty() && found.len() == n_found {
        found.push(nothing("source", &settings.sources, settings));
    }
    let has_manifest = manifest.is_some();
    let mut entries = manifest.unwrap_or_default().entries;
    let mut unread = BTreeSet::new();
    let named = by_id(files, &mut unread, found);
    let read: Vec<_> = named
        .into_par_iter()
        .map(|(id, file)| (read_source(&file), id, file.file))
        .collect();
    let mut sources = Vec::new();
    for ((content, reasons), id, file) in read {
        found.extend(reasons);
        let entry = entries.remove(&id);
        if entry.is_none() && has_manifest {
            found.push(no_entry(&id, &file, settings));
        }
        let meta = entry.unwrap_or_default();
        if let Some((text, hash)) = content {
            found.extend(compare_hash(&file, hash, &meta, settings));
            found.extend(missing_headings(&file, &text, &meta, settings));
            sources.push(Source {
                id,
                file,
                text: Text::new(text),
                hash,
                meta,
            });
        } else {
            unread.insert(id);
        }
    }
    if !has_manifest && !sources.is_empty() {
        found.push(no_manifest(settings));
    }
    for (id, meta) in entries {
        if unread.insert(id.clone()) {
            found.push(no_file(&id, &meta, settings));
        }
    }
    (sources, unread.into_iter().collect())
}

/// The files by their sources' ids; an id that two files have is no file's.
fn by_id(
    files: Vec<Found>,
    unread: &mut BTreeSet<SourceId>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<SourceId, Found> {
    let mut named: BTreeMap<SourceId, Vec<Found>> = BTreeMap::new();
    for file in files {
        match id_of(&file.file) {
            Ok(id) => named.entry(id).or_default().push(file),
            Err(why) => found.push(
                Diagnostic::error("bad-source-id", format!("`{}` gives its source no id: {why}", file.file))
                    .in_file(&file.file)
                    .help("a source's id is its file's name up to the first `_` or the extension; rename the file"),
            ),
        }
    }
    let mut single = BTreeMap::new();
    for (id, mut files) in named {
        if files.len() == 1 {
            single.extend(files.pop().map(|file| (id, file)));
            continue;
        }
        let listed: Vec<_> = files
            .iter()
            .map(|file| format!("`{}`", file.file))
            .collect();
        let message = format!(
            "{} files are source `{id}`: {}",
            files.len(),
            listed.join(", ")
        );
        let clash = Diagnostic::error("duplicate-source", message);
        let clash = files
            .iter()
            .fold(clash, |clash, file| clash.in_file(&file.file));
        found.push(
            clash.help(
                "rename all but one; which of them is meant cannot be known, so none is read",
            ),
        );
        unread.insert(id);
    }
    single
}

/// The id of the source in `file`: the name's part before the first `_`, or before the extension.
fn id_of(file: &str) -> Result<SourceId, &'static str> {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let id = stem.split('_').next().unwrap_or(stem);
    match id {
        "" => Err("nothing stands before the `_`"),
        "all" => Err("`all` means every source"),
        _ if id.contains(char::is_control) => Err("it has control characters"),
        _ if id.trim() != id => Err("white space stands at its end"),
        _ => Ok(SourceId::new(id)),
    }
}

type Content = Option<(String, blake3::Hash)>;

fn read_source(file: &Found) -> (Content, Vec<Diagnostic>) {
    match fs::read(&file.path) {
        Ok(bytes) => {
            let hash = blake3::hash(&bytes);
            let (text, reasons) = read::read(&file.file, bytes);
            (text.map(|text| (text, hash)), reasons)
        }
        Err(error) => (None, vec![unreadable(&file.file, &error)]),
    }
}

fn compare_hash(
    file: &str,
    hash: blake3::Hash,
    meta: &Meta,
    settings: &Settings,
) -> Option<Diagnostic> {
    match (&meta.blake3, meta.place) {
        (Some(locked), _) if locked.value == hash => None,
        (Some(locked), _) => Some(
            Diagnostic::error(CHANGED, format!("`{file}` has changed since it was locked"))
                .at(
                    &settings.manifest,
                    locked.span,
                    format!("its hash is now {}…", &hash.to_hex()[..16]),
                )
                .help(
                    "restore the file, or run `claimtest lock` if the new text is the one to check",
                ),
        ),
        (None, Some(place)) => Some(
            Diagnostic::warning(
                "unlocked-source",
                format!("`{file}` has no hash in the manifest"),
            )
            .at(&settings.manifest, place, "")
            .help("run `claimtest lock`, so that a change of the text is noticed"),
        ),
        (None, None) => None,
    }
}

/// Headings of the manifest's sections that are no lines of the text.
fn missing_headings(file: &str, text: &str, meta: &Meta, settings: &Settings) -> Vec<Diagnostic> {
    meta.authors
        .iter()
        .filter(|section| find_line(text, &section.heading.value).is_none())
        .map(|section| {
            Diagnostic::error(
                "missing-heading",
                format!("no line of `{file}` is this heading"),
            )
            .at(&settings.manifest, section.heading.span, "")
            .help("write the heading as it stands in the source, as a whole line")
        })
        .collect()
}

fn no_entry(id: &SourceId, file: &str, settings: &Settings) -> Diagnostic {
    let message = format!("`{file}` has no entry in `{}`", settings.manifest);
    Diagnostic::warning("no-manifest-entry", message)
        .in_file(file)
        .help(format!(
            "run `claimtest lock`, then say under `[{id}]` what is known of it"
        ))
}

fn no_file(id: &SourceId, meta: &Meta, settings: &Settings) -> Diagnostic {
    let missing = Diagnostic::error("no-source-file", format!("source `{id}` has no file"));
    let missing = match meta.place {
        Some(place) => missing.at(&settings.manifest, place, ""),
        None => missing.in_file(&settings.manifest),
    };
    missing.help(format!(
        "no file that `{}` means is called `{id}` up to the first `_`; put it back or remove the entry",
        settings.sources.patterns.join("`, `")
    ))
}

fn no_manifest(settings: &Settings) -> Diagnostic {
    let message = format!("there is no manifest `{}`", settings.manifest);
    Diagnostic::warning("no-manifest", message)
        .in_file(&settings.manifest)
        .help("run `claimtest lock` to write one, so that a change of a source is noticed")
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
            "say in `claimtest.toml` where they are: `{what}s = [\"…\"]`"
        )),
    }
}
