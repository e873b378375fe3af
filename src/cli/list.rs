//! `claimtest list`: the claims there are, a line each.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::place::Place;
use super::{Failure, complain, output};
use crate::project::Selection;

/// List the claims, a line each
#[derive(Args)]
pub(super) struct Arguments {
    /// Only claims whose name holds one of these; `tag:NAME` selects by tag
    #[arg(value_name = "FILTER")]
    filter: Vec<String>,
}

impl Arguments {
    pub(super) fn run(self, place: &Place) -> Result<ExitCode, Failure> {
        let (project, found) = place.load()?;
        let is_broken = complain(&project, &found);
        let selection = Selection::from(self.filter);
        let mut list = String::new();
        for claim in project.claims.iter().filter(|claim| selection.holds(claim)) {
            let _ = writeln!(list, "{}  {}", claim.id, claim.statement);
        }
        output::print(&list)?;
        Ok(ExitCode::from(if is_broken { 2 } else { 0 }))
    }
}
