//! What of a project's files is not as the last run left it.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use super::Keeping;
use super::kept::{Folder, KeptSource, Ledger};
use super::rows::Rows;
use crate::project::cache::{Contents, State, contents};
use crate::project::claims::topic;
use crate::project::discover::{Found, discover};
use crate::project::load::Opening;
use crate::project::sources::{Files, Read, read_source};
use crate::project::{Looked, Project};
use crate::source::SourceId;

/// The files of a project as they are now.
pub(super) struct Look {
    /// Every source, in the order of their ids.
    pub(super) sources: Vec<Seen>,
    /// The claim files in the order of their paths, each with its topic.
    pub(super) claims: Vec<(String, String)>,
    pub(super) folders: Vec<Folder>,
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
    pub(super) fn id<'s>(&'s self, kept: &'s Rows<'_, KeptSource<'_>>) -> &'s str {
        match (&self.fresh, self.earlier) {
            (Some(read), _) => read.id.as_str(),
            (None, Some(at)) => kept[at].id.as_str(),
            (None, None) => "",
        }
    }
}

impl Seen {
    /// Its file, and the hash of what is in it.
    fn file_and_hash<'s>(
        &'s self,
        kept: &'s Rows<'_, KeptSource<'_>>,
    ) -> (&'s str, Option<Contents>) {
        if let Some(read) = &self.fresh {
            let hash = read.content.as_ref().map(|(_, hash)| *hash.as_bytes());
            return (&read.file, hash);
        }
        let kept = self.earlier.map(|at| &kept[at]);
        kept.map_or(("", None), |kept| (kept.file.as_str(), Some(kept.hash)))
    }
}

impl Look {
    /// Looks at the files of the project that is opened; none where what is there, or is not there any
    /// more, is for a run that looks at everything.
    pub(super) fn new(
        opening: &mut Opening,
        ledger: &Ledger<'_>,
        keeping: Keeping<'_>,
    ) -> Option<Self> {
        let began = keeping.began;
        let root = opening.project.root.clone();
        let folders = ledger.folders.par_iter();
        let folders: Option<Vec<Folder>> = folders.map(|it| it.now(began)).collect();
        if let Some(folders) = folders {
            let sources = (0..ledger.sources.len()).into_par_iter();
            let sources = sources.map_init(
                || (PathBuf::new(), 0),
                |(path, next), at| {
                    let kept = &ledger.sources[at];
                    let file = kept.file.as_str();
                    path.clone_from(&root);
                    path.push(file);
                    seen((path, next), Some((at, kept)), keeping, |path| Found {
                        path: path.to_owned(),
                        file: file.to_owned(),
                        base: String::new(),
                    })
                },
            );
            let claims = ledger.files.iter();
            return Some(Self {
                sources: sources.collect::<Option<_>>()?,
                claims: claims
                    .map(|it| (it.file.clone(), it.topic.clone()))
                    .collect(),
                folders,
            });
        }
        let files = Files::find(&root, &opening.project.settings);
        let (files, unread) = files.note(opening);
        let claims = discover(
            &root,
            &opening.project.settings.claims,
            &opening.project.settings,
            &mut opening.found,
        );
        opening.project.looked.append(claims.folders);
        if !opening.found.is_empty() || !unread.is_empty() || claims.files.is_empty() {
            return None;
        }
        let sources = sources(&files, ledger, keeping)?;
        let claims = claims.files.into_iter();
        Some(Self {
            sources,
            claims: claims.map(|it| (it.file.clone(), topic(&it))).collect(),
            folders: folders_of(&opening.project, began)?,
        })
    }
}

impl Look {
    /// The folders and files of sources and claims, with what is in them as far as that is known.
    pub(super) fn looked_at(&self, root: &Path, ledger: &Ledger<'_>) -> Looked {
        let folders = self.folders.iter();
        let folders = folders.map(|it| (PathBuf::from(&it.path), it.names));
        let claims = self.claims.iter();
        let claims = claims.map(|(file, _)| (root.join(file), None));
        let sources = self.sources.iter().map(|seen| {
            let (file, hash) = seen.file_and_hash(&ledger.sources);
            (root.join(file), hash)
        });
        folders.chain(claims).chain(sources).collect()
    }
}

/// The folders that were looked into.
pub(super) fn folders_of(project: &Project, began: SystemTime) -> Option<Vec<Folder>> {
    let folders = project.looked.iter();
    folders
        .map(|(path, names)| Folder::new(path, names, began))
        .collect()
}

impl Folder {
    /// A folder that had these names when it was looked into.
    fn new(path: &Path, names: Option<Contents>, began: SystemTime) -> Option<Self> {
        Some(Self {
            path: path.to_str()?.to_owned(),
            state: State::of(path).ok()?.map(|it| it.settled(began)),
            names,
        })
    }

    /// What it is now, where nothing else is found in it than was before: most editors write another file
    /// and put it in the place of the first one.
    fn now(&self, began: SystemTime) -> Option<Self> {
        let path = Path::new(&self.path);
        let state = State::of(path).ok()?;
        let is_same =
            state == self.state || self.names.is_some() && self.names == contents::of_folder(path);
        is_same.then(|| Self {
            state: state.map(|it| it.settled(began)),
            ..self.clone()
        })
    }
}

fn sources(
    files: &[(SourceId, Found)],
    ledger: &Ledger<'_>,
    keeping: Keeping<'_>,
) -> Option<Vec<Seen>> {
    let sources = files.par_iter().map(|(id, found)| {
        let kept = ledger.sources.find(|it| it.id.as_str().cmp(id.as_str()));
        let kept = kept.map(|at| (at, &ledger.sources[at]));
        seen((&found.path, &mut 0), kept, keeping, |_| found.clone())
    });
    sources.collect()
}

/// Looks at a source, which is looked for at `next` among the files that were seen; none where it cannot be
/// read.
fn seen(
    (path, next): (&Path, &mut usize),
    kept: Option<(usize, &KeptSource<'_>)>,
    keeping: Keeping<'_>,
    found: impl FnOnce(&Path) -> Found,
) -> Option<Seen> {
    let state = keeping.seen.next_state(path, next).ok()??;
    let earlier = kept.map(|(at, _)| at);
    let found = || {
        let found = found(path);
        let id = match kept {
            Some((_, kept)) => SourceId::new(kept.id.as_str()),
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
    let state = Some(state).filter(|it| it.is_settled(keeping.began));
    if let Some((_, kept)) = kept
        && kept.file.as_str() == found.file
        && contents::of_file(path) == Some(kept.hash)
    {
        return Some(Seen {
            earlier,
            state,
            fresh: None,
        });
    }
    let read = read_source(id, &found);
    read.content.as_ref()?;
    Some(Seen {
        earlier,
        state,
        fresh: Some(Box::new(read)),
    })
}
