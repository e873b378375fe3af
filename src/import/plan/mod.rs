//! What importing a document writes, before anything is written.
//!
//! # Names
//!
//! The text goes beside the manifest as `ID_HASH.txt`. HASH is the first 16 hexadecimal digits of the
//! BLAKE3 hash of the *original* document, not of the text: it says which document the text was drawn
//! from, and importing that document with a later extractor changes the file, not its name. The hash
//! of the text is in the manifest.
//!
//! Without an id, a document that was imported before keeps the id it has; another one gets the number
//! after the highest that is in use, in three digits or more. Numbers that fell out of use are not
//! given again: claims and snapshots may still name them.
//!
//! # Importing again
//!
//! An id that is taken keeps its file. [`Plan::change`] then is the difference between the text that
//! is there and the text that would be, and [`apply`] writes it only if it is told to. Of the entry in
//! the manifest only the hashes and `imported` change: the rest may be what a person knows better.

mod change;
mod entry;

use std::fs;
use std::io;
use std::path::Path;

use toml_edit::{DocumentMut, Item};

use self::change::change;
pub use self::change::{Change, Hunk, Line};
use self::entry::entered;
use super::{Extracted, ImportError};
use crate::source::SourceId;

/// The longest id, in bytes.
const LONGEST_ID: usize = 64;
/// What a new manifest begins with.
const HEAD: &str = "# What is known of each source besides its words. What is not known is left out, never guessed.\n";

/// What importing a document writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// The source's id.
    pub id: SourceId,
    /// The text.
    pub text: Write,
    /// The manifest.
    pub manifest: Write,
    /// What becomes of the text.
    pub change: Change,
    /// What the person who imports has to look at, one sentence each.
    pub notes: Vec<String>,
}

/// A file that is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Write {
    /// The file, relative to the project, with `/` between its parts.
    pub file: String,
    /// What is in it now; none where it does not exist.
    pub before: Option<String>,
    /// What will be in it.
    pub after: String,
}

/// What importing `document` into the project in `root` writes. `manifest` is the manifest's path
/// relative to the project (`seeds/sources.toml`); the text goes beside it.
///
/// # Errors
///
/// Where `id` cannot be an id, or where the project's files cannot be read.
pub fn plan(
    root: &Path,
    manifest: &str,
    document: &Extracted,
    id: Option<&str>,
) -> Result<Plan, ImportError> {
    let before = read(root, manifest)?;
    let mut toml: DocumentMut =
        before
            .as_deref()
            .unwrap_or(HEAD)
            .parse()
            .map_err(|error: toml_edit::TomlError| ImportError::BadManifest {
                file: manifest.to_owned(),
                reason: error.message().to_owned(),
            })?;
    let folder = manifest.rsplit_once('/').map_or("", |(folder, _)| folder);
    let texts = texts(root, folder)?;
    let id = match id {
        Some(id) => checked(id)?.to_owned(),
        None => known(&toml, document).unwrap_or_else(|| next(&toml, &texts)),
    };
    let name = texts
        .iter()
        .find(|name| id_of(name) == id)
        .cloned()
        .unwrap_or_else(|| format!("{id}_{}.txt", &document.original.to_hex()[..16]));
    let file = if folder.is_empty() {
        name
    } else {
        format!("{folder}/{name}")
    };
    let text = Write {
        before: read(root, &file)?,
        file,
        after: document.text.clone(),
    };
    let mut notes = document.notes.clone();
    let after = entered(before.as_deref(), &mut toml, &id, document, &mut notes);
    Ok(Plan {
        change: change(text.before.as_deref(), &text.after),
        id: SourceId::new(&id),
        text,
        manifest: Write {
            file: manifest.to_owned(),
            before,
            after,
        },
        notes,
    })
}

/// Writes what `plan` says into the project in `root`: each file whole or not at all.
///
/// # Errors
///
/// Where a text is there that differs and `overwrites` is not set, where a file is no longer what it
/// was when the plan was made, or where it cannot be written.
pub fn apply(root: &Path, plan: &Plan, overwrites: bool) -> Result<(), ImportError> {
    if matches!(plan.change, Change::Different(_)) && !overwrites {
        return Err(ImportError::Exists {
            id: plan.id.to_string(),
            file: plan.text.file.clone(),
        });
    }
    for write in [&plan.text, &plan.manifest] {
        if read(root, &write.file)? != write.before {
            return Err(ImportError::Moved {
                file: write.file.clone(),
            });
        }
    }
    // Both are written before either is put in its place: what can fail has not happened by halves.
    for write in [&plan.text, &plan.manifest] {
        let written = || -> io::Result<()> {
            let path = root.join(&write.file);
            fs::create_dir_all(path.parent().unwrap_or(root))?;
            fs::write(beside(root, write), &write.after)
        };
        written().map_err(|error| failed("write", &write.file, error))?;
    }
    for write in [&plan.text, &plan.manifest] {
        fs::rename(beside(root, write), root.join(&write.file))
            .map_err(|error| failed("write", &write.file, error))?;
    }
    Ok(())
}

fn beside(root: &Path, write: &Write) -> std::path::PathBuf {
    root.join(format!("{}.new", write.file))
}

fn failed(action: &'static str, file: &str, error: io::Error) -> ImportError {
    ImportError::File {
        action,
        file: file.to_owned(),
        error,
    }
}

fn read(root: &Path, file: &str) -> Result<Option<String>, ImportError> {
    match fs::read_to_string(root.join(file)) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(failed("read", file, error)),
    }
}

/// The names of the texts in `folder`, sorted.
fn texts(root: &Path, folder: &str) -> Result<Vec<String>, ImportError> {
    let entries = match fs::read_dir(root.join(folder)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(failed("read", folder, error)),
    };
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|error| failed("read", folder, error))?;
        if let Ok(name) = entry.file_name().into_string()
            && Path::new(&name)
                .extension()
                .is_some_and(|extension| extension == "txt")
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The id of the source in the file `name`: its stem up to the first `_`.
fn id_of(name: &str) -> &str {
    let stem = name.strip_suffix(".txt").unwrap_or(name);
    stem.split('_').next().unwrap_or(stem)
}

fn checked(id: &str) -> Result<&str, ImportError> {
    let reason = if id.is_empty() || id.len() > LONGEST_ID {
        "it has from 1 to 64 letters"
    } else if id == "all" {
        "in `absent` it means every source"
    } else if !id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        "it is made of the letters a to z, digits and `-`"
    } else {
        return Ok(id);
    };
    Err(ImportError::BadId {
        id: id.to_owned(),
        reason,
    })
}

/// The id under which this very document was imported before.
fn known(manifest: &DocumentMut, document: &Extracted) -> Option<String> {
    let hash = document.original.to_hex();
    manifest
        .iter()
        .find(|(_, entry)| {
            let imported = entry
                .get("imported")
                .and_then(|imported| imported.get("blake3"));
            imported.and_then(Item::as_str) == Some(hash.as_str())
        })
        .map(|(id, _)| id.to_owned())
}

/// The number after the highest in use.
fn next(manifest: &DocumentMut, texts: &[String]) -> String {
    let ids = manifest
        .iter()
        .map(|(id, _)| id)
        .chain(texts.iter().map(|name| id_of(name)));
    let highest = ids
        .filter_map(|id| id.parse::<u64>().ok())
        .filter(|&id| id < u64::MAX)
        .max();
    format!("{:03}", highest.map_or(0, |id| id + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_safe_in_names() {
        for (id, is_good) in [
            ("005", true),
            ("nyt-2023", true),
            ("", false),
            ("all", false),
            ("a_b", false),
            ("../x", false),
            ("ä", false),
        ] {
            assert_eq!(checked(id).is_ok(), is_good, "{id}");
        }
        assert!(checked(&"x".repeat(65)).is_err());
    }

    #[test]
    fn the_next_number_was_never_in_use() {
        for (manifest, texts, expected) in [
            ("", vec![], "000"),
            ("[007]\n[nyt]\n", vec!["002_x.txt"], "008"),
            ("[000]\n", vec!["998_x.txt", "999.txt"], "1000"),
        ] {
            let texts: Vec<String> = texts.into_iter().map(str::to_owned).collect();
            assert_eq!(next(&manifest.parse().unwrap(), &texts), expected);
        }
    }
}
