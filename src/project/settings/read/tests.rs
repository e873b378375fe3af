//! Settings as they are read, and what is said of those that cannot be.

use super::*;
use crate::toml_table::parse;

fn read(text: &str) -> (Settings, Vec<Diagnostic>) {
    let mut found = Vec::new();
    let entries = parse("claimtest.toml", text, &mut found);
    let settings = Settings::read("claimtest.toml", Span::new(0, 0), &entries, &mut found);
    (settings, found)
}

#[test]
fn everything_can_be_set() {
    let (settings, found) = read(
        "claims = 'facts/*.toml'\nsources = ['a/*.txt', 'b/*.txt']\nmanifest = 'a/m.toml'\n\
         snapshots = 'snaps/'\nat_least = 'case'\ndates = 'day-first'\n\
         [names]\nKyiv = ['Kiev']\n[probe]\nsources = 'named'\nreach = 12\nfloor = 0.5",
    );
    assert_eq!(found, []);
    assert_eq!(settings.claims.patterns, ["facts/*.toml"]);
    assert_eq!(settings.sources.patterns, ["a/*.txt", "b/*.txt"]);
    assert_eq!(
        (settings.manifest.as_str(), settings.snapshots.as_str()),
        ("a/m.toml", "snaps")
    );
    assert_eq!(
        (settings.at_least, settings.dates),
        (Rung::Case, DateOrder::DayFirst)
    );
    assert_eq!(settings.names.canonical("Kiev"), Some("Kyiv"));
    assert_eq!((settings.probe.reach, settings.probe.floor), (12, 0.5));
}

#[test]
fn flags_and_variables_name_what_there_is() {
    for (list, expected) in [
        ("quoted", Ok(vec!["quoted"])),
        ("quoted, short,", Ok(vec!["quoted", "short"])),
        (
            "qouted",
            Err("`qouted` is no rule of a note; did you mean `quoted`?"),
        ),
    ] {
        let rules = rules(list);
        let rules = rules
            .as_ref()
            .map(|rules| rules.iter().map(String::as_str).collect());
        assert_eq!(rules.map_err(String::as_str), expected);
    }
    assert_eq!(rung("case"), Ok(Rung::Case));
    let near = "`near` is no rung that may pass; there are `verbatim`, `typography`, `layout`, `case`, `editorial` and `artefact`";
    assert_eq!(rung("near"), Err(near.to_owned()));
}

#[test]
fn every_mistake_is_reported_and_the_default_stands() {
    for (text, message, help) in [
        (
            "claim = 'x'",
            "unknown key `claim` in the settings",
            "did you mean `claims`?",
        ),
        (
            "claims = 'a[/*.toml'",
            "`claims` has a broken pattern: invalid range pattern",
            "`*` stands",
        ),
        (
            "sources = '../*.txt'",
            "`sources` must stay within the project",
            "write a path",
        ),
        (
            "manifest = '/etc/x'",
            "`manifest` must stay within the project",
            "write a path",
        ),
        (
            "at_least = 'typograhpy'",
            "`at_least` cannot be \"typograhpy\"",
            "did you mean `typography`?",
        ),
        (
            "at_least = 'near'",
            "`at_least` cannot be \"near\"",
            "what is only near",
        ),
        (
            "dates = 'iso'",
            "`dates` cannot be \"iso\"",
            "there are `month-first` and `day-first`",
        ),
        (
            "names.A = ['x']\nnames.B = ['x']",
            "`x` is listed as two names",
            "",
        ),
        (
            "names.A = 3",
            "`A` must be a string or a list of strings, not a number",
            "",
        ),
        (
            "probe.reach = -1",
            "`reach` must be a whole number of days",
            "",
        ),
        ("probe.sources = 'none'", "`sources` cannot be \"none\"", ""),
        (
            "probe.floor = 2",
            "`floor` must be a number from 0 to 1",
            "",
        ),
        (
            "probe.floor = 'x'",
            "`floor` must be a number from 0 to 1, not a string",
            "",
        ),
    ] {
        let (settings, found) = read(text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(found[0].message, message, "{text}");
        let given = found[0].help.first().map_or("", String::as_str);
        assert!(given.starts_with(help), "{text}: {given}");
        assert_eq!(settings.at_least, Rung::Artefact);
    }
}
