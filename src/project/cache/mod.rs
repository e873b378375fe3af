//! What a run keeps for the next one: what sources answered, and the report where nothing has changed.
//!
//! Nothing here is needed, and nothing is believed: a file that is missing, damaged, cut short, of
//! another version or of another program counts as not there, and is made anew. Warm and cold runs
//! give the same bytes. Files are put in place whole, by renaming, so that a crash in the middle or two
//! runs at once leave a whole file or none.

mod answers;
mod blocks;
mod checksum;
pub(super) mod contents;
mod nearby;
mod paths;
pub(super) mod plain;
mod replay;
mod sealed;
mod state;

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, SystemTime};

pub use contents::Looked;
pub use paths::Seen;
pub use replay::Replay;

pub(super) use answers::{Corpus, Earlier, Kept};
pub(super) use blocks::{BlockFile, BlockWriter, Blocks, Piece};
pub(super) use checksum::{Checksum, checksum};
pub(super) use contents::Contents;
pub(super) use replay::{state_of, walk};
pub(super) use sealed::Sealed;
pub(super) use state::State;

/// Where a run keeps things for the next one.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
    /// Whether it lies in the project's own folder.
    is_within: bool,
    /// The program that writes and reads it: another one may answer otherwise.
    program: String,
}

/// Drafts of files that are older than this were left by a run that did not come to its end.
const ABANDONED: Duration = Duration::from_mins(10);

/// What so many commands left is kept, each with a report and a ledger of its own.
const MOST_COMMANDS: usize = 4;

/// For so many sources, or claims, something is kept in the user's folder.
const FEWEST: usize = 16;

/// Pieces of a kept file are put together to so many bytes before they are written.
const ROOM: usize = 1 << 18;

/// Tells the drafts of one process apart.
static DRAFTS: AtomicUsize = AtomicUsize::new(0);

impl Cache {
    /// The cache of the project in `root`: `target/claimtest` where it has a folder `target`, else a
    /// folder of its own below `user`; none where there is neither. `program` names the build of the
    /// program, whose answers no other one takes.
    #[must_use]
    pub fn of(root: &Path, user: Option<&Path>, program: &str) -> Option<Self> {
        let root = std::path::absolute(root).ok()?;
        let is_within = root.join("target").is_dir();
        let folder = if is_within {
            root.join("target/claimtest")
        } else {
            let name = blake3::hash(root.as_os_str().as_encoded_bytes()).to_hex();
            user?.join("claimtest").join(&name[..16])
        };
        Some(Self {
            folder,
            is_within,
            program: program.to_owned(),
        })
    }

    /// Whether a run over so many sources, or so many claims, keeps anything: a few files that are nowhere near a
    /// folder for such things are read as fast as what would be kept of them.
    pub(super) fn is_for(&self, n_sources: usize, n_claims: usize) -> bool {
        self.is_within || n_sources.max(n_claims) >= FEWEST
    }

    /// What was kept under `name`, if it can be trusted.
    fn read(&self, name: &str) -> Option<Vec<u8>> {
        self.open(name).map(|sealed| sealed.body().to_vec())
    }

    /// The same, as it lies in memory.
    pub(super) fn open(&self, name: &str) -> Option<Sealed> {
        Sealed::open(&self.folder.join(name), &self.program)
    }

    /// Keeps `body`, which is given in pieces, under `name`. What cannot be written is not kept.
    pub(super) fn write(&self, name: &str, body: &[&[u8]]) {
        let _ = self.put(name, body);
    }

    pub(super) fn remove(&self, name: &str) {
        // What is not there need not go.
        let _ = fs::remove_file(self.folder.join(name));
    }

    fn put(&self, name: &str, body: &[&[u8]]) -> io::Result<()> {
        let draft = self.draft(name)?;
        let write = || {
            let mut file = BufWriter::with_capacity(ROOM, File::create(&draft)?);
            file.write_all(sealed::head_of(body, &self.program).as_bytes())?;
            body.iter().try_for_each(|piece| file.write_all(piece))?;
            file.flush()
        };
        let placed = write().and_then(|()| fs::rename(&draft, self.folder.join(name)));
        if placed.is_err() {
            let _ = fs::remove_file(&draft);
        }
        placed
    }

    /// A name for a draft that no other process and no other thread has.
    fn draft(&self, name: &str) -> io::Result<PathBuf> {
        fs::create_dir_all(&self.folder)?;
        let number = DRAFTS.fetch_add(1, Ordering::Relaxed);
        let draft = format!("{name}.{}-{number}.draft", std::process::id());
        Ok(self.folder.join(draft))
    }

    /// Takes away the drafts of runs that were ended in the middle, and what commands left of which several
    /// others have been given since. The age of a draft is counted up to the newest file, which is this run's
    /// own.
    pub(super) fn sweep(&self) {
        let entries = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let dated = entries.filter_map(|entry| {
            let written = entry.metadata().and_then(|meta| meta.modified()).ok()?;
            Some((entry.path(), written))
        });
        let dated: Vec<(PathBuf, SystemTime)> = dated.collect();
        let Some(now) = dated.iter().map(|(_, written)| *written).max() else {
            return;
        };
        for prefix in ["blocks-", "edits-", "ledger-", "report-", "said-"] {
            let name = |path: &Path| path.file_name()?.to_str().map(str::to_owned);
            let is_such = |path: &Path| {
                let name = name(path).unwrap_or_default();
                name.starts_with(prefix) && !name.contains('.')
            };
            let such = dated.iter().filter(|it| is_such(&it.0));
            let mut such: Vec<&(PathBuf, SystemTime)> = such.collect();
            such.sort_by_key(|it| std::cmp::Reverse(it.1));
            for (path, _) in such.into_iter().skip(MOST_COMMANDS) {
                let _ = fs::remove_file(path);
            }
        }
        for (path, written) in dated {
            let is_draft = path.extension().is_some_and(|it| it == "draft");
            let age = now.duration_since(written).unwrap_or_default();
            if is_draft && age > ABANDONED {
                let _ = fs::remove_file(path);
            }
        }
    }
}
