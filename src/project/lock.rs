//! `claimtest lock`: writes the hashes of the sources into the manifest, and nothing else.
//!
//! Whatever a person wrote stays as it is, byte for byte: other keys, their order, comments, white
//! space. A source without an entry gets one with its hash alone, so that it is watched from then
//! on; an entry without a file is left, since only a person can know what became of it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::Project;
use super::load::Options;
use super::overrides::Overrides;
use super::rehash::rehashed;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::SourceId;

/// What locking changed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Locked {
    /// The manifest, relative to the project.
    pub manifest: String,
    /// Sources that had no hash, or no entry, before.
    pub added: Vec<SourceId>,
    /// Sources whose hash was another one before: the bytes of the file have changed.
    pub updated: Vec<SourceId>,
    /// Sources whose hash was right already.
    pub kept: Vec<SourceId>,
}

/// Diagnostics that locking answers.
const ANSWERED: [&str; 5] = [
    "bad-hash",
    "changed-source",
    "no-manifest",
    "no-manifest-entry",
    "unlocked-source",
];

/// Writes the hash of every source of the project in `root` into its manifest, which is created
/// where there is none.
///
/// Returns what was changed, and what is wrong with the project besides; a source that cannot be
/// read keeps the hash it has. Nothing is returned, and nothing written, where the settings or the
/// manifest are broken, or where the manifest cannot be written.
#[must_use]
pub fn lock(root: &Path, overrides: &Overrides) -> (Option<Locked>, Vec<Diagnostic>) {
    let options = Options {
        topics: Some(BTreeSet::new()),
        without_claims: true,
        overrides: overrides.clone(),
    };
    let (project, mut found) = Project::load(root, &options);
    found.retain(|diagnostic| !ANSWERED.contains(&diagnostic.rule));
    let file = project.settings.manifest.as_str();
    if found
        .iter()
        .any(|diagnostic| is_in_the_way(diagnostic, &project))
    {
        return (None, found);
    }
    let before = project.files.get(file).map_or("", String::as_str);
    let (locked, hashes) = compare(&project);
    let Some(after) = rehashed(before, &hashes) else {
        let message = format!("an entry of `{file}` takes no hash as it is written");
        let odd = Diagnostic::error("unwritable", message).in_file(file);
        found.push(odd.help("write each source as a table under its own header: `[000]`"));
        return (None, found);
    };
    if after != before
        && let Err(error) = replace(&project.root.join(file), &after)
    {
        let message = format!("cannot write `{file}`: {error}");
        found.push(Diagnostic::error("unwritable", message).in_file(file));
        return (None, found);
    }
    (Some(locked), found)
}

/// Whether settings or manifest are so broken that the manifest must not be touched.
fn is_in_the_way(diagnostic: &Diagnostic, project: &Project) -> bool {
    let Some(label) = diagnostic.labels.first() else {
        return false;
    };
    let is_settings = project.settings.file.as_ref() == Some(&label.file);
    let is_manifest = project.settings.manifest == label.file;
    let is_unread = is_manifest && !project.files.contains_key(&label.file);
    diagnostic.severity == Severity::Error
        && (is_settings || is_unread || (is_manifest && diagnostic.rule == "syntax"))
}

/// What locking changes, and the hashes that are not in the manifest yet.
fn compare(project: &Project) -> (Locked, Vec<(&str, String)>) {
    let mut locked = Locked {
        manifest: project.settings.manifest.clone(),
        ..Locked::default()
    };
    let mut hashes = Vec::new();
    for source in &project.sources {
        let ids = match &source.meta.blake3 {
            Some(old) if old.value == source.hash => &mut locked.kept,
            Some(_) => &mut locked.updated,
            None => &mut locked.added,
        };
        ids.push(source.id.clone());
        if source.meta.blake3.as_ref().map(|old| old.value) != Some(source.hash) {
            hashes.push((source.id.as_str(), source.hash.to_hex().to_string()));
        }
    }
    (locked, hashes)
}

/// Writes `text` beside `path` and moves it there, so that no reader sees half of it.
fn replace(path: &Path, text: &str) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let beside = path.with_extension("toml.new");
    fs::write(&beside, text)?;
    fs::rename(&beside, path)
}
