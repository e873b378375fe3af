//! Finds the files that a pattern of the settings means.
//!
//! The folders are walked here and only the names are matched by `glob`: its own walk passes over
//! names that are not UTF-8, follows links in circles, and stops a folder's reading at the first
//! entry that cannot be read. Whatever could not be looked into is an error, for a source that is
//! not found is a source that is not checked.

use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::settings::Globs;
use crate::diagnostic::Diagnostic;

const MATCHING: MatchOptions = MatchOptions {
    case_sensitive: true,
    require_literal_separator: true,
    require_literal_leading_dot: true,
};

/// The characters that make a part of a path a pattern.
const WILDCARDS: [char; 3] = ['*', '?', '['];

/// A file that a pattern means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    /// Where it is.
    pub(super) path: PathBuf,
    /// Its path relative to the project, with `/` between its parts.
    pub(super) file: String,
    /// The pattern's part before the first wildcard: `claims`, of `claims/**/*.toml`.
    pub(super) base: String,
}

/// The files below `root` that `globs` mean, in the order of their relative paths, each file once.
pub(super) fn discover(root: &Path, globs: &Globs, found: &mut Vec<Diagnostic>) -> Vec<Found> {
    let mut files: BTreeMap<String, Found> = BTreeMap::new();
    let mut links = Vec::new();
    for pattern in &globs.patterns {
        // Settings refuse broken patterns where they stand.
        let Ok(matcher) = Pattern::new(pattern) else {
            continue;
        };
        let mut walk = Walk {
            root,
            base: base(pattern),
            pattern: &matcher,
            parts: pattern.split('/').filter(|part| *part != ".").collect(),
            seen: BTreeSet::new(),
            linked_folders: VecDeque::new(),
            found,
            files: &mut files,
            linked_files: &mut links,
        };
        walk.run();
    }
    keep_each_file_once(root, files, links, found)
}

/// The folders before the first wildcard.
fn base(pattern: &str) -> String {
    let parts: Vec<&str> = pattern.split('/').filter(|part| *part != ".").collect();
    let n_literal = parts
        .iter()
        .take_while(|part| !part.contains(WILDCARDS))
        .count()
        .min(parts.len() - 1);
    parts[..n_literal].join("/")
}

/// Adds the `linked` files to the others, but for those that are one of them under another name.
fn keep_each_file_once(
    root: &Path,
    mut files: BTreeMap<String, Found>,
    linked: Vec<(PathBuf, Found)>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Found> {
    if linked.is_empty() {
        return files.into_values().collect();
    }
    let mut names: BTreeMap<PathBuf, String> = files
        .values()
        .filter_map(|file| {
            Some((
                fs::canonicalize(root.join(&file.file)).ok()?,
                file.file.clone(),
            ))
        })
        .collect();
    for (target, link) in linked {
        if let Some(name) = names.get(&target).filter(|name| **name != link.file) {
            found.push(twice(&link.file, name));
        } else {
            names.insert(target, link.file.clone());
            files.insert(link.file.clone(), link);
        }
    }
    files.into_values().collect()
}

/// One pattern's way through the folders.
struct Walk<'a> {
    root: &'a Path,
    base: String,
    pattern: &'a Pattern,
    parts: Vec<&'a str>,
    /// The folders looked into, without links in their paths.
    seen: BTreeSet<PathBuf>,
    /// Folders reached by a link, for when all real ones are done: a file's own name goes first.
    linked_folders: VecDeque<(String, usize)>,
    found: &'a mut Vec<Diagnostic>,
    files: &'a mut BTreeMap<String, Found>,
    linked_files: &'a mut Vec<(PathBuf, Found)>,
}

impl Walk<'_> {
    fn run(&mut self) {
        let depth = self.base.split('/').filter(|part| !part.is_empty()).count();
        let base = self.base.clone();
        // A folder that is not there holds nothing; whether that matters, the caller knows.
        if !self.root.join(&base).is_symlink() && !self.root.join(&base).exists() {
            return;
        }
        self.folder(&base, depth);
        while let Some((folder, depth)) = self.linked_folders.pop_front() {
            let path = self.root.join(&folder);
            match fs::canonicalize(&path) {
                Ok(target) if !self.seen.contains(&target) => self.folder(&folder, depth),
                Ok(target) => self.report_link(&folder, &target),
                Err(error) => self.found.push(unreadable(&folder, &error)),
            }
        }
    }

    /// A link to a folder that was looked into already: in a circle, or under another name.
    fn report_link(&mut self, folder: &str, target: &Path) {
        let parent = self.root.join(folder).parent().map(fs::canonicalize);
        if matches!(parent, Some(Ok(parent)) if parent.starts_with(target)) {
            let message = format!("`{folder}` is a link that leads back to a folder above it");
            self.found.push(
                Diagnostic::warning("link-loop", message)
                    .in_file(folder)
                    .help("it is not followed; every file is read once"),
            );
        } else {
            let name = target.strip_prefix(fs::canonicalize(self.root).unwrap_or_default());
            let name = name.map_or_else(|_| "another folder".to_owned(), relative);
            self.found.push(twice(folder, &name));
        }
    }

    /// Looks into `folder`, whose entries meet the pattern's part number `depth`.
    fn folder(&mut self, folder: &str, depth: usize) {
        let path = self.root.join(folder);
        let shown = if folder.is_empty() { "." } else { folder };
        let entries = fs::canonicalize(&path).and_then(|own| {
            self.seen.insert(own);
            fs::read_dir(&path)
        });
        let entries = match entries {
            Ok(entries) => entries,
            Err(error) => return self.found.push(unreadable(shown, &error)),
        };
        let mut names = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => names.push(entry.file_name()),
                Err(error) => self.found.push(unreadable(shown, &error)),
            }
        }
        names.sort();
        for name in names {
            self.entry(folder, &path.join(&name), &name.to_string_lossy(), depth);
        }
    }

    fn entry(&mut self, folder: &str, path: &Path, name: &str, depth: usize) {
        let file = if folder.is_empty() {
            name.to_owned()
        } else {
            format!("{folder}/{name}")
        };
        let is_meant = self.pattern.matches_with(&file, MATCHING);
        let is_on_the_way = self.leads_on(name, depth);
        if !is_meant && !is_on_the_way {
            return;
        }
        if path.to_str().is_none() && !self.root.join(&file).exists() {
            let message = format!("the name of `{file}` is not UTF-8");
            let bad = Diagnostic::error("bad-file-name", message).in_file(&file);
            return self.found.push(bad.help("rename the file"));
        }
        let is_link = path.is_symlink();
        match fs::metadata(path) {
            Ok(meta) if meta.is_dir() && is_on_the_way => {
                if is_link {
                    self.linked_folders.push_back((file, depth + 1));
                } else {
                    self.folder(&file, depth + 1);
                }
            }
            Ok(meta) if meta.is_file() && is_meant => self.file(path, file, is_link),
            Ok(_) if is_meant => {
                let message = format!("`{file}` is not a file");
                let other = Diagnostic::error("not-a-file", message).in_file(&file);
                self.found.push(
                    other.help(
                        "a pattern of the settings means it; rename it or narrow the pattern",
                    ),
                );
            }
            Err(error) if is_meant => self.found.push(unreadable(&file, &error)),
            Ok(_) | Err(_) => {}
        }
    }

    fn file(&mut self, path: &Path, file: String, is_link: bool) {
        let meant = Found {
            path: path.to_owned(),
            file,
            base: self.base.clone(),
        };
        if !is_link {
            self.files.entry(meant.file.clone()).or_insert(meant);
            return;
        }
        match fs::canonicalize(path) {
            Ok(target) => self.linked_files.push((target, meant)),
            Err(error) => self.found.push(unreadable(&meant.file, &error)),
        }
    }

    /// Whether a folder called `name` may hold what the pattern means.
    fn leads_on(&self, name: &str, depth: usize) -> bool {
        let is_below_any = self.parts.iter().take(depth + 1).any(|part| *part == "**");
        if is_below_any {
            return !name.starts_with('.');
        }
        depth + 1 < self.parts.len()
            && Pattern::new(self.parts[depth]).is_ok_and(|part| part.matches_with(name, MATCHING))
    }
}

/// What could not be read, and why.
pub(super) fn unreadable(file: &str, error: &io::Error) -> Diagnostic {
    Diagnostic::error("unreadable", format!("cannot read `{file}`: {error}")).in_file(file)
}

fn twice(link: &str, name: &str) -> Diagnostic {
    Diagnostic::warning(
        "read-once",
        format!("`{link}` is `{name}` under another name"),
    )
    .in_file(link)
    .help("it is read once, under its own name")
}

/// A relative path with `/` between its parts.
fn relative(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
