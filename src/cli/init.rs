//! `claimtest init`: a small project that checks green, with no Rust in sight.

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use super::place::Place;
use super::{Failure, complain, output};
use crate::project::{self, LoadOptions, Overrides, Project, RunOptions, Selection, Update, today};

/// What a new project consists of, by path.
const FILES: &[(&str, &str)] = &[
    ("claimtest.toml", include_str!("init/claimtest.toml")),
    ("seeds/notice.txt", include_str!("init/notice.txt")),
    ("seeds/letter.txt", include_str!("init/letter.txt")),
    ("seeds/sources.toml", include_str!("init/sources.toml")),
    ("claims/example.toml", include_str!("init/example.toml")),
];

/// The schema that claim files name in their first line.
const SCHEMA: &str = "claims/claimtest.schema.json";

pub(super) fn run(place: &Place) -> Result<ExitCode, Failure> {
    let root = place.named().unwrap_or(Path::new("."));
    let schema = crate::claim::schema_file();
    let files: Vec<(&str, &str)> = FILES
        .iter()
        .copied()
        .chain([(SCHEMA, schema.as_str())])
        .collect();
    if let Some((taken, _)) = files.iter().find(|(path, _)| root.join(path).exists()) {
        return Err(Failure::Usage(format!(
            "`{taken}` is there already, and nothing is written over; begin in an empty folder"
        )));
    }
    for (path, text) in &files {
        write(&root.join(path), text)?;
    }
    let (_, found) = project::lock(root, &Overrides::default());
    let (project, _) = Project::load(root, &LoadOptions::default());
    if complain(&project, &found) {
        return Ok(ExitCode::from(2));
    }
    let run = project.run(&RunOptions {
        selection: Selection::All,
        today: today().map_err(Failure::Usage)?,
        update: Update::Accept,
    });
    if complain(&project, &run.diagnostics) {
        return Ok(ExitCode::from(2));
    }
    let list: Vec<String> = files.iter().map(|(path, _)| format!("  {path}")).collect();
    output::print(&format!(
        "wrote\n{}\n  snapshots/\n\nnow run `claimtest check`, change a word in `seeds/notice.txt`, and run it again\n",
        list.join("\n")
    ))?;
    Ok(ExitCode::SUCCESS)
}

fn write(place: &Path, text: &str) -> Result<(), Failure> {
    let folder = place.parent().map_or(Ok(()), fs::create_dir_all);
    folder
        .and_then(|()| fs::write(place, text))
        .map_err(|error| Failure::Io {
            doing: format!("write `{}`", place.display()),
            error,
        })
}
