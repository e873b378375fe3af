//! `claimtest lock`: writes the hashes of the sources into the manifest, and nothing else.
//!
//! Whatever a person wrote stays as it is, byte for byte: other keys, their order, comments, white
//! space. A source without an entry gets one with its hash alone, so that it is watched from then
//! on; an entry without a file is left, since only a person can know what became of it.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use toml_edit::{DocumentMut, Item, Table, Value, value};

use super::{Options, Project};
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
pub fn lock(root: &Path) -> (Option<Locked>, Vec<Diagnostic>) {
    let options = Options {
        topics: Some(BTreeSet::new()),
        without_claims: true,
    };
    let (project, mut found) = Project::load(root, &options);
    found.retain(|diagnostic| !ANSWERED.contains(&diagnostic.rule));
    let file = project.settings.manifest.as_str();
    let has_broken_settings = found.iter().any(|diagnostic| {
        let at = diagnostic.labels.first().map(|label| label.file.as_str());
        diagnostic.severity == Severity::Error && at == project.settings.file.as_deref()
    });
    let before = project.files.get(file).map_or("", String::as_str);
    // What is wrong with a manifest that does not parse has been said by the reading above.
    let Ok(document) = before.parse::<DocumentMut>() else {
        return (None, found);
    };
    if has_broken_settings || (before.is_empty() && project.root.join(file).exists()) {
        return (None, found);
    }
    let (locked, after) = relocked(&project, document, before);
    if after != before
        && let Err(error) = replace(&project.root.join(file), &after)
    {
        let message = format!("cannot write `{file}`: {error}");
        found.push(Diagnostic::error("unwritable", message).in_file(file));
        return (None, found);
    }
    (Some(locked), found)
}

/// The manifest `document`, read from `before`, with the hashes of the sources as they are.
fn relocked(project: &Project, mut document: DocumentMut, before: &str) -> (Locked, String) {
    let mut locked = Locked {
        manifest: project.settings.manifest.clone(),
        ..Locked::default()
    };
    for source in &project.sources {
        let hash = source.hash.to_hex();
        let entry = document
            .entry(source.id.as_str())
            .or_insert_with(|| Item::Table(stub()));
        let Some(entry) = entry.as_table_like_mut() else {
            continue;
        };
        let changed = match entry.get_mut("blake3").and_then(Item::as_value_mut) {
            Some(old) if old.as_str() == Some(hash.as_str()) => &mut locked.kept,
            Some(old) => {
                let around = old.decor().clone();
                *old = Value::from(hash.as_str());
                *old.decor_mut() = around;
                &mut locked.updated
            }
            None => {
                entry.insert("blake3", value(hash.as_str()));
                &mut locked.added
            }
        };
        changed.push(source.id.clone());
    }
    let after = document.to_string();
    let after = if before.contains("\r\n") && !after.contains('\r') {
        after.replace('\n', "\r\n")
    } else {
        after
    };
    (locked, after)
}

/// The entry of a source that had none.
fn stub() -> Table {
    let mut table = Table::new();
    table.decor_mut().set_prefix("\n");
    table
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
