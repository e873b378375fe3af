//! Reads the settings key by key: what is wrong keeps its default, and is reported at its place.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use super::{Caching, Globs, Probe, ProbedSources, Settings, Surveying};
use crate::diagnostic::Diagnostic;
use crate::passage::Rung;
use crate::project::size::size;
use crate::span::{Span, Spanned};
use crate::suggestion::{listed, nearest};
use crate::toml_table::{Table, kind, texts, wrong_type};
use crate::value::{DateOrder, Names};

/// The rules of notes: what does not fail a claim unless the project says so.
const NOTES: [&str; 6] = [
    "gap-hides",
    "cut-before",
    "cut-after",
    "short",
    "repeated",
    "quoted",
];

const DATE_ORDERS: [(&str, DateOrder); 2] = [
    ("month-first", DateOrder::MonthFirst),
    ("day-first", DateOrder::DayFirst),
];

const SURVEYING: [(&str, Surveying); 3] = [
    ("always", Surveying::Always),
    ("small", Surveying::Small),
    ("never", Surveying::Never),
];

const PROBED_SOURCES: [(&str, ProbedSources); 2] =
    [("all", ProbedSources::All), ("named", ProbedSources::Named)];

const CACHING: [(&str, Caching); 2] = [("auto", Caching::Auto), ("never", Caching::Never)];

impl Settings {
    /// Reads the settings in `entries`, the table at `span` of `file`; what is wrong keeps its
    /// default, and is reported.
    pub(in crate::project) fn read(
        file: &str,
        span: Span,
        entries: &DeTable<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut table = Table::new(file, "the settings", span, entries);
        let preset = Self::default();
        let settings = Self {
            file: Some(file.to_owned()),
            claims: globs(&mut table, "claims", found).unwrap_or(preset.claims),
            sources: globs(&mut table, "sources", found).unwrap_or(preset.sources),
            manifest: path(&mut table, "manifest", found).unwrap_or(preset.manifest),
            snapshots: path(&mut table, "snapshots", found).unwrap_or(preset.snapshots),
            names: names(&mut table, found),
            at_least: choice(&mut table, "at_least", &rungs(), found).unwrap_or(preset.at_least),
            survey: choice(&mut table, "survey", &SURVEYING, found).unwrap_or_default(),
            cache: choice(&mut table, "cache", &CACHING, found).unwrap_or_default(),
            max_memory: max_memory(&mut table, found).unwrap_or(preset.max_memory),
            fail_on: fail_on(&mut table, found),
            shortest: number(
                &mut table,
                "shortest",
                "a whole number of words",
                found,
                |text| text.parse().ok(),
            ),
            dates: choice(&mut table, "dates", &DATE_ORDERS, found).unwrap_or(preset.dates),
            probe: probe(&mut table, found),
        };
        let n_found = found.len();
        table.finish(found);
        for unknown in &mut found[n_found..] {
            let of_cargo = ["package", "claimtest"].iter();
            if of_cargo
                .map(|name| format!("unknown key `{name}` "))
                .any(|it| unknown.message.starts_with(&it))
            {
                unknown.help = vec![
                    "only in Cargo.toml do the settings stand in a table; here, write them at the top"
                        .to_owned(),
                ];
            }
        }
        settings
    }
}

fn globs(table: &mut Table<'_>, key: &'static str, found: &mut Vec<Diagnostic>) -> Option<Globs> {
    let given = table.strings(key, found)?;
    let mut patterns = Vec::new();
    for pattern in given.value {
        match glob::Pattern::new(&pattern.value) {
            Ok(_) if is_inside(&pattern.value) => patterns.push(pattern.value),
            Ok(_) => found.push(outside(table.file, key, pattern.span)),
            Err(error) => found.push(
                Diagnostic::error("bad-pattern", format!("`{key}` has a broken pattern: {}", error.msg))
                    .at(table.file, pattern.span, "")
                    .help("`*` stands for any part of a name, `**` for any folders, `[*]` for a star itself"),
            ),
        }
    }
    Some(Globs {
        patterns,
        place: Some(given.span),
    })
}

fn path(table: &mut Table<'_>, key: &'static str, found: &mut Vec<Diagnostic>) -> Option<String> {
    let path = table.string(key, found)?;
    if is_inside(&path.value) {
        return Some(path.value.trim_end_matches('/').to_owned());
    }
    found.push(outside(table.file, key, path.span));
    None
}

/// Whether a path or pattern stays below the folder it is relative to, on every system.
fn is_inside(path: &str) -> bool {
    !path.starts_with('/')
        && !path.contains(['\\', ':'])
        && path.split('/').all(|part| part != "..")
}

fn outside(file: &str, key: &str, span: Span) -> Diagnostic {
    Diagnostic::error("outside-project", format!("`{key}` must stay within the project"))
        .at(file, span, "")
        .help("write a path relative to the project's folder, with `/` between its parts and without `..`")
}

fn choice<T: Copy>(
    table: &mut Table<'_>,
    key: &'static str,
    choices: &[(&'static str, T)],
    found: &mut Vec<Diagnostic>,
) -> Option<T> {
    let given = table.string(key, found)?;
    if let Some(&(_, value)) = choices.iter().find(|(name, _)| *name == given.value) {
        return Some(value);
    }
    let names: Vec<&str> = choices.iter().map(|&(name, _)| name).collect();
    let help = if given.value == "near" {
        "what is only near is not found, and never passes".to_owned()
    } else {
        meant(&given.value, &names)
    };
    let message = format!("`{key}` cannot be \"{}\"", given.value);
    found.push(
        Diagnostic::error("unknown-value", message)
            .at(table.file, given.span, "")
            .help(help),
    );
    None
}

fn max_memory(table: &mut Table<'_>, found: &mut Vec<Diagnostic>) -> Option<usize> {
    let given = table.string("max_memory", found)?;
    let wrong = |why| Diagnostic::error("unknown-value", why).at(table.file, given.span, "");
    size(&given.value)
        .map_err(|why| found.push(wrong(why)))
        .ok()
}

fn names(table: &mut Table<'_>, found: &mut Vec<Diagnostic>) -> Names {
    let Some(lists) = table.table("names", found) else {
        return Names::default();
    };
    let mut owners: BTreeMap<String, Spanned<String>> = BTreeMap::new();
    let mut aliases = BTreeMap::new();
    for (name, value, span) in lists.entries() {
        let others = texts(lists.file, name.value, value, span, found);
        let own = Spanned::new(name.value.to_owned(), name.span);
        for spelling in std::iter::once(&own).chain(&others) {
            let owner = Spanned::new(name.value.to_owned(), spelling.span);
            let Some(first) = owners.insert(spelling.value.clone(), owner) else {
                continue;
            };
            let message = format!("`{}` is listed as two names", spelling.value);
            found.push(
                Diagnostic::error("name-listed-twice", message)
                    .at(lists.file, spelling.span, format!("as `{}`", name.value))
                    .at(lists.file, first.span, format!("and as `{}`", first.value)),
            );
        }
        aliases.insert(
            own.value,
            others.into_iter().map(|other| other.value).collect(),
        );
    }
    Names::new(aliases)
}

/// The rules in `fail_on`, each one that there is.
fn fail_on(table: &mut Table<'_>, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let given = table
        .strings("fail_on", found)
        .map_or_else(Vec::new, |given| given.value);
    let (known, unknown): (Vec<_>, Vec<_>) = given
        .into_iter()
        .partition(|rule| NOTES.contains(&rule.value.as_str()));
    for rule in unknown {
        let message = format!("`{}` is no rule of a note", rule.value);
        let help = meant(&rule.value, &NOTES);
        found.push(
            Diagnostic::error("unknown-value", message)
                .at(table.file, rule.span, "")
                .help(help),
        );
    }
    known.into_iter().map(|rule| rule.value).collect()
}

/// The rules that a flag or a variable lists, with commas between them.
///
/// # Errors
///
/// Where one of them is none.
pub fn rules(list: &str) -> Result<Vec<String>, String> {
    let names = list.split(',').map(str::trim);
    let rule = |name: &str| {
        if NOTES.contains(&name) {
            return Ok(name.to_owned());
        }
        let help = meant(name, &NOTES);
        Err(format!("`{name}` is no rule of a note; {help}"))
    };
    names.filter(|name| !name.is_empty()).map(rule).collect()
}

/// The rung that a flag or a variable names.
///
/// # Errors
///
/// Where there is none of that name that may pass.
pub fn rung(name: &str) -> Result<Rung, String> {
    Rung::from_name(name.trim()).ok_or_else(|| {
        let help = meant(name, &Rung::PASSING.map(Rung::name));
        format!("`{name}` is no rung that may pass; {help}")
    })
}

fn rungs() -> [(&'static str, Rung); 6] {
    Rung::PASSING.map(|rung| (rung.name(), rung))
}

/// What may have been meant by a word that is none of `words`.
fn meant(word: &str, words: &[&str]) -> String {
    match nearest(word, words.iter().copied()) {
        Some(meant) => format!("did you mean `{meant}`?"),
        None => format!("there are {}", listed(words)),
    }
}

fn probe(table: &mut Table<'_>, found: &mut Vec<Diagnostic>) -> Probe {
    let Some(mut limits) = table.table("probe", found) else {
        return Probe::default();
    };
    let preset = Probe::default();
    let probe = Probe {
        sources: choice(&mut limits, "sources", &PROBED_SOURCES, found).unwrap_or(preset.sources),
        reach: number(
            &mut limits,
            "reach",
            "a whole number of days",
            found,
            |text| text.parse().ok(),
        )
        .unwrap_or(preset.reach),
        floor: number(
            &mut limits,
            "floor",
            "a number from 0 to 1",
            found,
            |text| {
                text.parse()
                    .ok()
                    .filter(|share| (0.0..=1.0).contains(share))
            },
        )
        .unwrap_or(preset.floor),
    };
    limits.finish(found);
    probe
}

fn number<T>(
    table: &mut Table<'_>,
    key: &'static str,
    wanted: &str,
    found: &mut Vec<Diagnostic>,
    read: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let (value, span) = table.value(key)?;
    let number = match value {
        DeValue::Integer(number) => read(number.as_str()),
        DeValue::Float(number) => read(number.as_str()),
        _ => {
            found.push(wrong_type(
                table.file,
                &format!("`{key}`"),
                wanted,
                value,
                span,
            ));
            return None;
        }
    };
    if number.is_none() {
        let message = format!("`{key}` must be {wanted}");
        let is = kind(value);
        found.push(Diagnostic::error("out-of-range", message).at(
            table.file,
            span,
            format!("this is {is}"),
        ));
    }
    number
}

#[cfg(test)]
mod tests;
