//! Where a project is, and where its settings stand.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};

use super::Project;
use super::discover::unreadable;
use super::overrides::Overrides;
use super::settings::Settings;
use crate::diagnostic::Diagnostic;
use crate::source::read::decode;
use crate::span::Span;
use crate::toml_table::syntax::read_sound;
use crate::toml_table::{parse, span_of};

const OWN_FILE: &str = "claimtest.toml";
const CARGO_FILE: &str = "Cargo.toml";

/// The table of Cargo.toml that is ours.
const CARGO_TABLE: [&str; 3] = ["package", "metadata", "claimtest"];

impl Project {
    /// The nearest folder, from `start` upwards, that has settings; where none has, the nearest one
    /// with a folder `claims`.
    #[must_use]
    pub fn find_root(start: &Path) -> Option<PathBuf> {
        let start = std::path::absolute(start).ok()?;
        let has_settings = |folder: &&Path| {
            folder.join(OWN_FILE).is_file()
                || fs::read_to_string(folder.join(CARGO_FILE))
                    .is_ok_and(|text| cargo_table(&parse("", &text, &mut Vec::new())).is_some())
        };
        start
            .ancestors()
            .find(has_settings)
            .or_else(|| {
                start
                    .ancestors()
                    .find(|folder| folder.join("claims").is_dir())
            })
            .map(Path::to_owned)
    }
}

/// Reads the settings of the project in `root`, and the files they may stand in.
pub(super) fn settings(
    root: &Path,
    overrides: &Overrides,
    files: &mut impl Extend<(String, String)>,
    found: &mut Vec<Diagnostic>,
) -> Settings {
    let mut settings = match &overrides.config {
        Some(config) => chosen(root, config, files, found),
        None => own(root, files, found),
    };
    overrides.apply(&mut settings);
    settings
}

/// The settings in `config`, a file that somebody asked for.
fn chosen(
    root: &Path,
    config: &Path,
    files: &mut impl Extend<(String, String)>,
    found: &mut Vec<Diagnostic>,
) -> Settings {
    let name = name_within(root, config);
    let bytes = match fs::read(config) {
        Ok(bytes) => bytes,
        Err(error) => {
            found.push(unreadable(&name, &error));
            return Settings::default();
        }
    };
    let (text, reasons) = decode(&name, bytes);
    found.extend(reasons);
    let Some(text) = text else {
        return Settings::default();
    };
    let is_cargo = config.file_name().is_some_and(|file| file == CARGO_FILE);
    let settings = read_sound(&name, &text, found, |entries, found| {
        match cargo_table(entries) {
            Some((span, table)) if is_cargo => Settings::read(&name, span, table, found),
            _ => Settings::read(&name, Span::new(0, 0), entries, found),
        }
    });
    files.extend([(name, text)]);
    settings
}

/// `file` relative to `root` with `/` between its parts, or as it was given where it is elsewhere.
fn name_within(root: &Path, file: &Path) -> String {
    let whole = |path: &Path| path.canonicalize().ok();
    let below = whole(file).zip(whole(root)).and_then(|(file, root)| {
        let below = file.strip_prefix(root).ok()?;
        let parts = below.components();
        Some(parts.map(|part| part.as_os_str().to_string_lossy().into_owned()))
            .map(|parts| parts.collect::<Vec<_>>().join("/"))
    });
    below.unwrap_or_else(|| file.display().to_string())
}

/// The project's own settings, in `claimtest.toml` or in Cargo.toml.
fn own(
    root: &Path,
    files: &mut impl Extend<(String, String)>,
    found: &mut Vec<Diagnostic>,
) -> Settings {
    let own = text_of(root, OWN_FILE, found);
    let cargo = text_of(root, CARGO_FILE, found);
    let settings = match (&own, &cargo) {
        (Some(own), cargo) => {
            let cargo_place = cargo.as_deref().and_then(|text| {
                cargo_table(&parse(CARGO_FILE, text, &mut Vec::new())).map(|(span, _)| span)
            });
            found.extend(cargo_place.map(settings_twice));
            read_sound(OWN_FILE, own, found, |entries, found| {
                Settings::read(OWN_FILE, Span::new(0, 0), entries, found)
            })
        }
        (None, Some(text)) => read_sound(CARGO_FILE, text, found, |entries, found| {
            cargo_table(entries).map_or_else(Settings::default, |(span, entries)| {
                Settings::read(CARGO_FILE, span, entries, found)
            })
        }),
        (None, None) => Settings::default(),
    };
    let named = [(OWN_FILE, own), (CARGO_FILE, cargo)];
    files.extend(
        named
            .into_iter()
            .filter_map(|(file, text)| Some((file.to_owned(), text?))),
    );
    settings
}

/// The text of an optional `file` in `root`: none where it is not there or cannot be read, which is
/// an error only in the second case.
pub(super) fn text_of(root: &Path, file: &str, found: &mut Vec<Diagnostic>) -> Option<String> {
    match fs::read(root.join(file)) {
        Ok(bytes) => {
            let (text, reasons) = decode(file, bytes);
            found.extend(reasons);
            text
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            found.push(unreadable(file, &error));
            None
        }
    }
}

/// Our table of a Cargo.toml, and where it stands.
fn cargo_table<'a>(root: &'a DeTable<'a>) -> Option<(Span, &'a DeTable<'a>)> {
    let mut here = (Span::new(0, 0), root);
    for name in CARGO_TABLE {
        let value = here.1.get(name)?;
        let DeValue::Table(entries) = value.get_ref() else {
            return None;
        };
        here = (span_of(value), entries);
    }
    Some(here)
}

fn settings_twice(cargo: Span) -> Diagnostic {
    Diagnostic::error(
        "settings-twice",
        format!("the project has settings in `{OWN_FILE}` and in `{CARGO_FILE}`"),
    )
    .at(CARGO_FILE, cargo, "these are not used")
    .help(format!(
        "keep one: move them to `{OWN_FILE}`, or remove that file"
    ))
}
