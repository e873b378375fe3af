//! `claimtest lock`: writes the hashes of the sources into the manifest, and nothing else.

use std::process::ExitCode;

use super::place::Place;
use super::{Failure, complain, output};
use crate::project;
use crate::source::SourceId;

pub(super) fn run(place: &Place) -> Result<ExitCode, Failure> {
    let (before, _) = place.load()?;
    let (locked, found) = project::lock(&before.root, &place.overrides());
    let is_broken = complain(&before, &found);
    let Some(locked) = locked else {
        return Ok(ExitCode::from(2));
    };
    let line = |said: &str, ids: &[SourceId]| -> String {
        ids.iter().fold(String::new(), |lines, id| {
            lines + said + "  " + id.as_str() + "\n"
        })
    };
    let kept = locked.kept.len();
    output::print(&format!(
        "{}{}{kept} unchanged in {}\n",
        line("added  ", &locked.added),
        line("updated", &locked.updated),
        locked.manifest
    ))?;
    Ok(ExitCode::from(if is_broken { 2 } else { 0 }))
}
