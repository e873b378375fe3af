//! Finds the files that a pattern of the settings means.
//!
//! The folders are walked here and only the names are matched by `glob`: its own walk passes over
//! names that are not UTF-8, follows links in circles, and stops a folder's reading at the first
//! entry that cannot be read. Whatever could not be looked into is an error, for a source that is
//! not found is a source that is not checked.

use std::collections::{BTreeMap, VecDeque};
use std::fs::{self, FileType};
use std::io;
use std::path::{Path, PathBuf};

use glob::{MatchOptions, Pattern};

use super::cache::{Looked, contents};
use super::settings::{Globs, Settings};
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

/// What patterns mean, and where it was looked for.
#[derive(Debug, Default)]
pub(super) struct Discovered {
    /// The files, in the order of their relative paths, each file once.
    pub(super) files: Vec<Found>,
    /// The folders that were looked into: what is put into one of them is found the next time.
    pub(super) folders: Looked,
}

/// The files below `root` that `globs` mean.
///
/// Of several patterns, each that means no file is a warning; that none does, the caller reports.
pub(super) fn discover(
    root: &Path,
    globs: &Globs,
    settings: &Settings,
    found: &mut Vec<Diagnostic>,
) -> Discovered {
    let mut folders = Looked::default();
    let mut files = Vec::new();
    let mut idle = Vec::new();
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
            means_any: false,
            seen: Looked::default(),
            linked_folders: VecDeque::new(),
            found,
            files: &mut files,
            linked_files: &mut links,
        };
        if !walk.run() {
            idle.push(pattern);
        }
        let base = root.join(&walk.base);
        let held = fs::canonicalize(&base)
            .ok()
            .and_then(|it| walk.seen.at(&it));
        folders.append(walk.seen);
        folders.add(base, held);
    }
    if idle.len() < globs.patterns.len() {
        found.extend(
            idle.into_iter()
                .map(|pattern| means_nothing(pattern, globs, settings)),
        );
    }
    Discovered {
        files: keep_each_file_once(root, files, links, found),
        folders,
    }
}

fn means_nothing(pattern: &str, globs: &Globs, settings: &Settings) -> Diagnostic {
    let idle = Diagnostic::warning("idle-pattern", format!("no file is called `{pattern}`"));
    match (&settings.file, globs.place) {
        (Some(file), Some(place)) => idle.at(file, place, ""),
        _ => idle,
    }
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

/// Puts `files` in order, each once, and the `linked` ones among them, but for those that are one of them under
/// another name.
fn keep_each_file_once(
    root: &Path,
    mut files: Vec<Found>,
    linked: Vec<(PathBuf, Found)>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Found> {
    files.sort_by(|a, b| a.file.cmp(&b.file));
    // Of several patterns that mean a file the first one counts.
    files.dedup_by(|again, first| again.file == first.file);
    if linked.is_empty() {
        return files;
    }
    let mut names: BTreeMap<PathBuf, String> = files
        .iter()
        .filter_map(|file| {
            Some((
                fs::canonicalize(root.join(&file.file)).ok()?,
                file.file.clone(),
            ))
        })
        .collect();
    let mut links = BTreeMap::new();
    for (target, link) in linked {
        if let Some(name) = names.get(&target).filter(|name| **name != link.file) {
            found.push(twice(&link.file, name));
        } else {
            names.insert(target, link.file.clone());
            links.insert(link.file.clone(), link);
        }
    }
    files.extend(links.into_values());
    files.sort_by(|a, b| a.file.cmp(&b.file));
    files
}

/// One pattern's way through the folders.
struct Walk<'a> {
    root: &'a Path,
    base: String,
    pattern: &'a Pattern,
    parts: Vec<&'a str>,
    /// Whether something was found that it means.
    means_any: bool,
    /// The folders looked into, without links in their paths.
    seen: Looked,
    /// Folders reached by a link, for when all real ones are done: a file's own name goes first.
    linked_folders: VecDeque<(String, usize)>,
    found: &'a mut Vec<Diagnostic>,
    /// Files under their own names, each as often as a pattern means it.
    files: &'a mut Vec<Found>,
    linked_files: &'a mut Vec<(PathBuf, Found)>,
}

impl Walk<'_> {
    /// Whether the pattern means anything at all.
    fn run(&mut self) -> bool {
        let depth = self.base.split('/').filter(|part| !part.is_empty()).count();
        let base = self.base.clone();
        // A folder that is not there holds nothing; whether that matters, the caller knows.
        if !self.root.join(&base).is_symlink() && !self.root.join(&base).exists() {
            return false;
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
        self.means_any
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
        let n_found = self.found.len();
        let entries = fs::canonicalize(&path).and_then(|own| {
            let entries = fs::read_dir(&path);
            if entries.is_err() {
                self.seen.add(own.clone(), None);
            }
            Ok((own, entries?))
        });
        let (own, entries) = match entries {
            Ok(entries) => entries,
            Err(error) => return self.found.push(unreadable(shown, &error)),
        };
        let mut named = Vec::new();
        for entry in entries {
            match entry.and_then(|entry| Ok((entry.file_name(), entry.file_type()?))) {
                Ok(entry) => named.push(entry),
                Err(error) => self.found.push(unreadable(shown, &error)),
            }
        }
        named.sort_by(|(a, _), (b, _)| a.cmp(b));
        let is_known = self.found.len() == n_found;
        let known = named.iter().map(|(name, kind)| (name, Some(*kind)));
        let held = contents::of_entries(known).filter(|_| is_known);
        self.seen.add(own, held);
        for (name, kind) in named {
            self.entry(folder, path.join(name), kind, depth);
        }
    }

    fn entry(&mut self, folder: &str, path: PathBuf, kind: FileType, depth: usize) {
        let name = path.file_name().unwrap_or_default();
        let shown = name.to_string_lossy();
        let file = if folder.is_empty() {
            shown.to_string()
        } else {
            format!("{folder}/{shown}")
        };
        let is_meant = self.pattern.matches_with(&file, MATCHING);
        self.means_any |= is_meant;
        let is_on_the_way = self.leads_on(&shown, depth);
        if !is_meant && !is_on_the_way {
            return;
        }
        if name.to_str().is_none() {
            let message = format!("the name of `{file}` is not UTF-8");
            let bad = Diagnostic::error("bad-file-name", message).in_file(&file);
            return self.found.push(bad.help("rename it"));
        }
        let is_link = kind.is_symlink();
        // What a link leads to, only the file system can tell.
        let target = if is_link {
            fs::metadata(&path).map(|meta| meta.file_type())
        } else {
            Ok(kind)
        };
        match target {
            Ok(kind) if kind.is_dir() && is_on_the_way => {
                if is_link {
                    self.linked_folders.push_back((file, depth + 1));
                } else {
                    self.folder(&file, depth + 1);
                }
            }
            Ok(kind) if kind.is_file() && is_meant => self.file(path, file, is_link),
            Ok(_) if is_meant => {
                let message = format!("`{file}` is not a file");
                let other = Diagnostic::error("not-a-file", message).in_file(&file);
                let mend = "a pattern of the settings means it; rename it or narrow the pattern";
                self.found.push(other.help(mend));
            }
            Err(error) if is_meant => self.found.push(unreadable(&file, &error)),
            Ok(_) | Err(_) => {}
        }
    }

    fn file(&mut self, path: PathBuf, file: String, is_link: bool) {
        let meant = Found {
            path,
            file,
            base: self.base.clone(),
        };
        if !is_link {
            return self.files.push(meant);
        }
        match fs::canonicalize(&meant.path) {
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
