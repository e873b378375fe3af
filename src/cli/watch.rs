//! `claimtest check --watch`: evaluates again whenever a file of the project changes.

use std::path::Path;
use std::sync::mpsc;
use std::time::Duration;

use notify::{RecursiveMode, Watcher};

use super::Failure;
use crate::project::Project;

/// How long nothing may change before a run begins: editors write a file in several steps.
const QUIET: Duration = Duration::from_millis(80);

/// Waits until a file that the project reads has changed, and nothing has for a moment.
///
/// Folders are watched rather than files, since editors put a new file in the old one's place. What
/// the tool itself writes (proposed snapshots) does not count.
pub(super) fn wait(project: &Project) -> Result<(), Failure> {
    let (send, changes) = mpsc::channel();
    let mut watcher = notify::recommended_watcher(send).map_err(|error| failed(&error))?;
    watcher
        .watch(&project.root, RecursiveMode::Recursive)
        .map_err(|error| failed(&error))?;
    let snapshots = project.root.join(&project.settings.snapshots);
    let target = project.root.join("target");
    let counts = |path: &Path| !path.starts_with(&snapshots) && !path.starts_with(&target);
    loop {
        let Ok(change) = changes.recv() else {
            return Ok(());
        };
        let event = change.map_err(|error| failed(&error))?;
        if event.kind.is_access() || !event.paths.iter().any(|path| counts(path)) {
            continue;
        }
        while changes.recv_timeout(QUIET).is_ok() {}
        return Ok(());
    }
}

fn failed(error: &notify::Error) -> Failure {
    Failure::Usage(format!("the project's folder cannot be watched: {error}"))
}
