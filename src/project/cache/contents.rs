//! What a file or folder holds: what tells, where its state does not, that it is as it was.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

/// A hash of the bytes of a file, or of the names in a folder and of which of them are folders.
pub(in crate::project) type Contents = [u8; 32];

/// What a run looked into, with what was there as the run saw it or left it; none where that is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Looked(BTreeMap<OsString, Option<Contents>>);

impl FromIterator<(PathBuf, Option<Contents>)> for Looked {
    fn from_iter<I: IntoIterator<Item = (PathBuf, Option<Contents>)>>(all: I) -> Self {
        let all = all.into_iter();
        Self(all.map(|(path, it)| (path.into_os_string(), it)).collect())
    }
}

impl Looked {
    /// Adds what was seen at `path`. Where it was seen twice and was not the same, it is not known.
    pub(in crate::project) fn add(&mut self, path: PathBuf, contents: Option<Contents>) {
        self.put(path.into_os_string(), contents);
    }

    fn put(&mut self, path: OsString, contents: Option<Contents>) {
        let compare =
            |earlier: &mut Option<Contents>| *earlier = earlier.filter(|it| Some(*it) == contents);
        self.0.entry(path).and_modify(compare).or_insert(contents);
    }

    /// Adds all that was seen elsewhere.
    pub(in crate::project) fn append(&mut self, other: Self) {
        for (path, contents) in other.0 {
            self.put(path, contents);
        }
    }

    pub(in crate::project) fn contains(&self, path: &Path) -> bool {
        self.0.contains_key(path.as_os_str())
    }

    /// What was at `path`, if that was looked into and is known.
    pub(in crate::project) fn at(&self, path: &Path) -> Option<Contents> {
        *self.0.get(path.as_os_str())?
    }

    /// Everything, in the order of the bytes of the paths.
    pub(in crate::project) fn iter(&self) -> impl Iterator<Item = (&Path, Option<Contents>)> {
        self.0
            .iter()
            .map(|(path, contents)| (Path::new(path), *contents))
    }
}

/// What a file with these bytes holds.
pub(in crate::project) fn of_bytes(bytes: &[u8]) -> Contents {
    *blake3::hash(bytes).as_bytes()
}

/// What a folder with these entries, in any order, holds; none where it is not known of one of them that it
/// is a file or a folder, and no link to either.
pub(in crate::project) fn of_entries<'e>(
    entries: impl IntoIterator<Item = (&'e OsString, Option<FileType>)>,
) -> Option<Contents> {
    let entries = entries.into_iter().map(|(name, kind)| {
        let kind = kind.filter(|kind| kind.is_dir() || kind.is_file())?;
        Some((name, kind.is_dir()))
    });
    let mut entries: Vec<(&OsString, bool)> = entries.collect::<Option<_>>()?;
    entries.sort();
    let mut hasher = blake3::Hasher::new();
    for (name, is_folder) in entries {
        hasher.update(name.as_encoded_bytes());
        // No name has these.
        hasher.update(if is_folder { b"//" } else { b"/" });
    }
    Some(*hasher.finalize().as_bytes())
}

/// The names in a folder, and what they stand for where that is known.
#[derive(Debug, Default)]
pub(in crate::project) struct Entries(Vec<(OsString, Option<FileType>)>);

impl Entries {
    /// What is in the folder at `path`.
    pub(in crate::project) fn of(path: &Path) -> io::Result<Self> {
        let entries = fs::read_dir(path)?.map(|entry| {
            let entry = entry?;
            Ok((entry.file_name(), entry.file_type().ok()))
        });
        entries.collect::<io::Result<_>>().map(Self)
    }

    /// The names that are text, sorted.
    pub(in crate::project) fn names(&self) -> Vec<String> {
        let names = self.0.iter().filter_map(|(name, _)| name.to_str());
        let mut names: Vec<String> = names.map(str::to_owned).collect();
        names.sort();
        names
    }

    pub(in crate::project) fn remove(&mut self, name: &str) {
        self.0.retain(|(own, _)| *own != *name);
    }

    /// What a folder with these holds.
    pub(in crate::project) fn contents(&self) -> Option<Contents> {
        of_entries(self.0.iter().map(|(name, kind)| (name, *kind)))
    }
}

/// What the folder at `path` holds now.
pub(in crate::project) fn of_folder(path: &Path) -> Option<Contents> {
    Entries::of(path).ok()?.contents()
}

/// What the file at `path` holds now.
pub(in crate::project) fn of_file(path: &Path) -> Option<Contents> {
    fs::read(path).ok().map(|bytes| of_bytes(&bytes))
}
