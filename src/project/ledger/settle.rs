//! Files that were written a moment before the last run, and that a later one has found as that run left them:
//! from then on their states tell.

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use super::book::{Book, Lying};
use super::kept::KeptSource;
use crate::project::cache::{Cache, Contents, State};

/// Notes down the states of sources in what the last run of `command` left, where they have these contents;
/// `files` are those of which the states tell now.
pub(in crate::project) fn settle(
    root: &Path,
    cache: &Cache,
    command: &str,
    files: &[(PathBuf, State, Contents)],
) -> Option<()> {
    let root = std::path::absolute(root).ok()?;
    let lying = Lying::read(cache, command)?;
    let mut book = Book::open(&lying, cache, command)?;
    let known = files
        .iter()
        .map(|(path, state, held)| (path.as_path(), (*state, *held)));
    let known: HashMap<&Path, (State, Contents)> = known.collect();
    let rows = book.ledger.sources.iter().enumerate();
    let settled = rows.filter(|(_, kept)| kept.state.is_none());
    let settled = settled.filter_map(|(at, kept)| {
        let (state, held) = known.get(root.join(kept.file.as_str()).as_path())?;
        let state = Some(*state);
        let now = || KeptSource {
            state,
            ..kept.clone()
        };
        (*held == kept.hash).then(|| (at, now()))
    });
    let settled: Vec<(usize, KeptSource<'_>)> = settled.collect();
    (!settled.is_empty()).then_some(())?;
    let mut ledger = std::mem::take(&mut book.ledger);
    for (at, kept) in settled {
        ledger.sources.set(at, kept);
    }
    ledger.write(book.behind(), Some(&book), cache, command)
}
