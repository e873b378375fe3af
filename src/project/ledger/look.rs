//! What of a project's files is not as the last run left it.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::time::SystemTime;

use rayon::prelude::*;

use super::kept::{KeptSource, Ledger};
use crate::project::cache::State;
use crate::project::claims::topic;
use crate::project::discover::{Found, discover};
use crate::project::load::Opening;
use crate::project::sources::{Read, find, read_source};
use crate::source::SourceId;

/// The files of a project as they are now.
pub(super) struct Look {
    /// Every source, in the order of their ids.
    pub(super) sources: Vec<Seen>,
    /// The claim files in the order of their paths, each with its topic.
    pub(super) claims: Vec<(String, String)>,
    pub(super) folders: Vec<(String, Option<State>)>,
}

/// A source as it is now.
pub(super) struct Seen {
    /// Its number in the last run, if it was there.
    pub(super) earlier: Option<usize>,
    /// Its state; none where it was written a moment before.
    pub(super) state: Option<State>,
    /// What it holds, where that is not what it held.
    pub(super) fresh: Option<Box<Read>>,
}

impl Seen {
    pub(super) fn id<'s>(&'s self, kept: &'s [KeptSource]) -> &'s str {
        match (&self.fresh, self.earlier) {
            (Some(read), _) => read.id.as_str(),
            (None, Some(at)) => &kept[at].id,
            (None, None) => "",
        }
    }
}

impl Look {
    /// Looks at the files of the project that is opened; none where what is there, or is not there any
    /// more, is for a run that looks at everything.
    pub(super) fn new(opening: &mut Opening, ledger: &Ledger, began: SystemTime) -> Option<Self> {
        let root = opening.project.root.clone();
        let folders = ledger.folders.par_iter();
        let is_same = |(folder, state): &(String, Option<State>)| {
            State::of(Path::new(folder)).is_ok_and(|now| now == *state)
        };
        if folders.all(is_same) {
            let sources = ledger.sources.par_iter().enumerate();
            let sources = sources.map(|(at, kept)| {
                let path = root.join(&kept.file);
                seen(&path, Some((at, kept)), began, || Found {
                    path: path.clone(),
                    file: kept.file.clone(),
                    base: String::new(),
                })
            });
            let claims = ledger.files.iter();
            return Some(Self {
                sources: sources.collect::<Option<_>>()?,
                claims: claims
                    .map(|it| (it.file.clone(), it.topic.clone()))
                    .collect(),
                folders: ledger.folders.clone(),
            });
        }
        let (files, unread) = find(opening);
        let claims = discover(
            &root,
            &opening.project.settings.claims,
            &opening.project.settings,
            &mut opening.found,
        );
        opening.project.folders.extend(claims.folders);
        if !opening.found.is_empty() || !unread.is_empty() || claims.files.is_empty() {
            return None;
        }
        let sources = sources(&files, ledger, began)?;
        let claims = claims.files.into_iter();
        let folders = opening.project.folders.iter().map(|folder| {
            let state = State::of(folder).ok()?;
            let state = state.map(|it| it.settled(began));
            Some((folder.to_str()?.to_owned(), state))
        });
        Some(Self {
            sources,
            claims: claims.map(|it| (it.file.clone(), topic(&it))).collect(),
            folders: folders.collect::<Option<_>>()?,
        })
    }
}

fn sources(
    files: &BTreeMap<SourceId, Found>,
    ledger: &Ledger,
    began: SystemTime,
) -> Option<Vec<Seen>> {
    let files: Vec<(&SourceId, &Found)> = files.iter().collect();
    let sources = files.par_iter().map(|(id, found)| {
        let kept = ledger
            .sources
            .binary_search_by(|it| it.id.as_str().cmp(id.as_str()));
        let kept = kept.ok().map(|at| (at, &ledger.sources[at]));
        seen(&found.path, kept, began, || (*found).clone())
    });
    sources.collect()
}

/// Looks at a source; none where it cannot be read.
fn seen(
    path: &Path,
    kept: Option<(usize, &KeptSource)>,
    began: SystemTime,
    found: impl FnOnce() -> Found,
) -> Option<Seen> {
    let state: io::Result<Option<State>> = State::of(path);
    let state = state.ok()??;
    let earlier = kept.map(|(at, _)| at);
    let found = || {
        let found = found();
        let id = match kept {
            Some((_, kept)) => SourceId::new(&kept.id),
            None => crate::project::sources::id_of(&found.file).ok()?,
        };
        Some((id, found))
    };
    if let Some((_, kept)) = kept
        && kept.state == Some(state)
    {
        return Some(Seen {
            earlier,
            state: Some(state),
            fresh: None,
        });
    }
    let (id, found) = found()?;
    let read = read_source(id, &found);
    let hash = read.content.as_ref()?.1;
    let is_same =
        kept.is_some_and(|(_, kept)| kept.hash == *hash.as_bytes() && kept.file == found.file);
    Some(Seen {
        earlier,
        state: Some(state).filter(|it| it.is_settled(began)),
        fresh: (!is_same).then(|| Box::new(read)),
    })
}
