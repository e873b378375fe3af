//! Finds and reads the claim files of a project.

use std::collections::{BTreeMap, HashMap};
use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::Looked;
use super::discover::{Found, discover, unreadable};
use super::load::{Options, nothing};
use super::settings::Settings;
use crate::claim::{self, Claim, ClaimId};
use crate::diagnostic::Diagnostic;
use crate::source::read;
use crate::span::Span;

/// The folder of the survey's snapshots, which stands beside those of the topics.
const SURVEY: &str = "survey";

/// Reads the claims of the topics that `options` ask for, in the order of their files; and the topics of
/// those.
pub(super) fn claims(
    root: &Path,
    settings: &Settings,
    options: &Options,
    files: &mut BTreeMap<String, String>,
    looked: &mut Looked,
    found: &mut Vec<Diagnostic>,
) -> (Vec<Claim>, BTreeMap<String, String>) {
    let n_found = found.len();
    let discovered = discover(root, &settings.claims, settings, found);
    looked.append(discovered.folders);
    let mut meant = discovered.files;
    if meant.is_empty() && found.len() == n_found && !options.without_claims {
        found.push(nothing("claim", &settings.claims, settings));
    }
    if let Some(topics) = &options.topics {
        meant.retain(|file| topics.contains(&topic(file)));
    }
    let read: Vec<_> = meant.par_iter().map(read_file).collect();
    let mut claims = Vec::with_capacity(read.iter().map(|it| it.1.len()).sum());
    for (file, (text, read, wrong)) in meant.iter().zip(read) {
        files.extend(text.map(|text| (file.file.clone(), text)));
        found.extend(wrong);
        claims.extend(read);
    }
    found.extend(duplicates(&claims));
    let topics = meant.iter().map(|it| (it.file.clone(), topic(it)));
    (claims, topics.collect())
}

fn read_file(file: &Found) -> (Option<String>, Vec<Claim>, Vec<Diagnostic>) {
    let bytes = match fs::read(&file.path) {
        Ok(bytes) => bytes,
        Err(error) => return (None, Vec::new(), vec![unreadable(&file.file, &error)]),
    };
    let (text, mut wrong) = read::read(&file.file, bytes);
    let Some(text) = text else {
        return (None, Vec::new(), wrong);
    };
    let topic = topic(file);
    if topic == SURVEY {
        let message = format!("`{SURVEY}` is no name for a claim file");
        wrong.push(
            Diagnostic::error("bad-name", message)
                .in_file(&file.file)
                .help("the snapshots of the survey stand under this name; rename the file"),
        );
    }
    let (claims, reasons) = claim::read(&topic, &file.file, &text);
    wrong.extend(reasons);
    (Some(text), claims, wrong)
}

/// The topic of a claim file: its path below the claims folder without the extension.
pub(super) fn topic(file: &Found) -> String {
    let below = file.file.strip_prefix(&file.base).unwrap_or(&file.file);
    let below = below.trim_start_matches('/');
    below.strip_suffix(".toml").unwrap_or(below).to_owned()
}

/// Claims of one name in different files; within one file the reading of it tells.
fn duplicates(claims: &[Claim]) -> Vec<Diagnostic> {
    let mut first: HashMap<&ClaimId, (&str, Span)> = HashMap::with_capacity(claims.len());
    let mut twice = Vec::new();
    for claim in claims {
        let place = (claim.file.as_str(), claim.span);
        match first.get(&claim.id) {
            Some((file, span)) if *file != claim.file => twice.push(
                Diagnostic::error(
                    "duplicate-claim",
                    format!("two claims are called `{}`", claim.id),
                )
                .at(&claim.file, claim.span, "")
                .at(*file, *span, "the other one")
                .help("rename one of them, or one of the files"),
            ),
            Some(_) => {}
            None => drop(first.insert(&claim.id, place)),
        }
    }
    twice
}
