//! `claimtest schema`: the JSON Schema of claim files, for editors.

use std::process::ExitCode;

use super::{Failure, output};

pub(super) fn run() -> Result<ExitCode, Failure> {
    output::print(&crate::claim::schema_file())?;
    Ok(ExitCode::SUCCESS)
}
