//! Finds and reads the sources of a project, and holds them against the manifest.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use super::Looked;
use super::discover::{Discovered, Found, discover, unreadable};
use super::load::{Opening, nothing};
use super::settings::Settings;
use crate::diagnostic::Diagnostic;
use crate::source::manifest::{Manifest, Meta};
use crate::source::read;
use crate::source::section::find_line;
use crate::source::{Source, SourceId, Text};

/// The rule of a source whose bytes are not those that were locked.
pub(super) const CHANGED: &str = "changed-source";

/// Where the sources of a project are.
pub(super) struct Files {
    /// Their files, in the order of their ids.
    by_id: Vec<(SourceId, Found)>,
    /// The ids of those that cannot be read.
    unread: BTreeSet<SourceId>,
    folders: Looked,
    /// What is wrong with their files.
    wrong: Vec<Diagnostic>,
}

impl Files {
    /// Looks for them in `root`.
    pub(super) fn find(root: &Path, settings: &Settings) -> Self {
        let mut wrong = Vec::new();
        let Discovered { files, folders } = discover(root, &settings.sources, settings, &mut wrong);
        if files.is_empty() && wrong.is_empty() {
            wrong.push(nothing("source", &settings.sources, settings));
        }
        let mut unread = BTreeSet::new();
        Self {
            by_id: by_id(files, &mut unread, &mut wrong),
            unread,
            folders,
            wrong,
        }
    }

    /// Notes in `opening` where it was looked and what is wrong; returns the files of the sources in the order of
    /// their ids, and the ids of those that cannot be read.
    pub(super) fn note(
        self,
        opening: &mut Opening,
    ) -> (Vec<(SourceId, Found)>, BTreeSet<SourceId>) {
        opening.project.looked.append(self.folders);
        opening.found.extend(self.wrong);
        (self.by_id, self.unread)
    }
}

/// A source as it was read, wherever it came from.
#[derive(Clone)]
pub(super) struct Read {
    pub(super) id: SourceId,
    pub(super) file: String,
    pub(super) content: Content,
    /// What is wrong with its bytes.
    pub(super) reasons: Vec<Diagnostic>,
    /// What is wrong with its headings, where its text is not held any more.
    pub(super) headings: Vec<Diagnostic>,
    /// What is known of it where the manifest has no entry, if anything is.
    pub(super) meta: Option<Arc<Meta>>,
}

/// Sources with what the manifest says of them.
pub(super) struct Assembled {
    /// Those that could be read, in the order of their ids.
    pub(super) sources: Vec<Source>,
    /// The others, in order.
    pub(super) unread: Vec<SourceId>,
    /// Those with which something is wrong, in order.
    pub(super) wrong: Vec<SourceId>,
}

/// Puts sources, in the order of their ids, together with what the manifest says of them.
pub(super) fn assemble(
    read: Vec<Read>,
    mut unread: BTreeSet<SourceId>,
    settings: &Settings,
    manifest: Option<Manifest>,
    found: &mut Vec<Diagnostic>,
) -> Assembled {
    let has_manifest = manifest.is_some();
    let entries = manifest.unwrap_or_default().entries;
    let mut entries = entries.into_iter().peekable();
    let mut without_file = Vec::new();
    let (mut sources, mut wrong) = (Vec::with_capacity(read.len()), Vec::new());
    for read in read {
        let n_found = found.len();
        let (id, file, content) = (read.id, read.file, read.content);
        found.extend(read.reasons);
        without_file.extend(std::iter::from_fn(|| entries.next_if(|entry| entry.0 < id)));
        let entry = entries.next_if(|entry| entry.0 == id).map(|(_, meta)| meta);
        if entry.is_none() && has_manifest {
            found.push(no_entry(&id, &file, settings));
        }
        let meta = entry.or(read.meta).unwrap_or_default();
        if let Some((text, hash)) = content {
            found.extend(compare_hash(&file, hash, &meta, settings));
            if let Some(text) = &text {
                found.extend(missing_headings(&file, text, &meta, settings));
            }
            found.extend(read.headings);
            if found.len() > n_found {
                wrong.push(id.clone());
            }
            sources.push(Source {
                id,
                file,
                text: text.map(Text::new).unwrap_or_default(),
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
    for (id, meta) in without_file.into_iter().chain(entries) {
        if unread.insert(id.clone()) {
            found.push(no_file(&id, &meta, settings));
        }
    }
    Assembled {
        sources,
        unread: unread.into_iter().collect(),
        wrong,
    }
}

/// The files in the order of their sources' ids; an id that two files have is no file's.
fn by_id(
    files: Vec<Found>,
    unread: &mut BTreeSet<SourceId>,
    found: &mut Vec<Diagnostic>,
) -> Vec<(SourceId, Found)> {
    let mut named: Vec<(SourceId, Found)> = Vec::with_capacity(files.len());
    for file in files {
        match id_of(&file.file) {
            Ok(id) => named.push((id, file)),
            Err(why) => found.push(
                Diagnostic::error("bad-source-id", format!("`{}` gives its source no id: {why}", file.file))
                    .in_file(&file.file)
                    .help("a source's id is its file's name up to the first `_` or the extension; rename the file"),
            ),
        }
    }
    named.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut named = named.into_iter().peekable();
    let mut single = Vec::with_capacity(named.len());
    while let Some((id, file)) = named.next() {
        let same = std::iter::from_fn(|| named.next_if(|(other, _)| *other == id));
        let mut files: Vec<Found> = same.map(|(_, file)| file).collect();
        if files.is_empty() {
            single.push((id, file));
            continue;
        }
        files.insert(0, file);
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
pub(super) fn id_of(file: &str) -> Result<SourceId, &'static str> {
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

/// A text, where it is held, and the hash of its bytes; none where they are no text.
pub(super) type Content = Option<(Option<String>, blake3::Hash)>;

/// Reads a source.
pub(super) fn read_source(id: SourceId, found: &Found) -> Read {
    let (content, reasons) = match fs::read(&found.path) {
        Ok(bytes) => content(&found.file, bytes),
        Err(error) => (None, vec![unreadable(&found.file, &error)]),
    };
    Read {
        id,
        file: found.file.clone(),
        content,
        reasons,
        headings: Vec::new(),
        meta: None,
    }
}

/// The text that the bytes of `file` are.
pub(super) fn content(file: &str, bytes: Vec<u8>) -> (Content, Vec<Diagnostic>) {
    let hash = blake3::hash(&bytes);
    let (text, reasons) = read::read(file, bytes);
    (text.map(|text| (Some(text), hash)), reasons)
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
pub(super) fn missing_headings(
    file: &str,
    text: &str,
    meta: &Meta,
    settings: &Settings,
) -> Vec<Diagnostic> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_the_name_up_to_the_first_underscore() {
        for (file, expected) in [
            ("seeds/000_5377a8c06ccd93ad.txt", Ok("000")),
            ("a.b/report.v2_final.txt", Ok("report.v2")),
            ("report.v2.txt", Ok("report.v2")),
            ("noextension", Ok("noextension")),
            ("Smith et al. 2020_x.txt", Ok("Smith et al. 2020")),
            ("_x.txt", Err("nothing stands before the `_`")),
            (".txt", Err("nothing stands before the `_`")),
            ("all_x.txt", Err("`all` means every source")),
            ("a\u{1b}b_x.txt", Err("it has control characters")),
            ("a _x.txt", Err("white space stands at its end")),
        ] {
            assert_eq!(id_of(file), expected.map(SourceId::new), "{file}");
        }
    }
}
