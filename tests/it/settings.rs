//! Where a command line takes its settings from: flags, then the environment, then the nearest file.

use std::process::{Command, Output, Stdio};

use crate::folder::Folder;

const CLAIMS: &str = "[a]\nclaim = \"It was on {Monday}.\"\nper.000 = \"It was on {monday}\"\n";

/// A project whose only claim holds on the rung `case`, and earns the note `short`.
fn project(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder
        .file("claimtest.toml", "shortest = 9\nsurvey = \"never\"\n")
        .file("claims/a.toml", CLAIMS)
        .file("seeds/000.txt", "They met. It was on Monday, they say.\n")
        .file(
            "seeds/sources.toml",
            "[000]\nwritten = 2023-03-22\nwritten_basis = \"known\"\n",
        )
        .folder("claims/deep/er");
    run(&folder, ".", &["lock"], &[]);
    folder
}

fn run(folder: &Folder, place: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_claimtest"))
        .args(arguments)
        .current_dir(folder.path().join(place))
        .env_remove("CI")
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

/// The exit code, and what was said on either stream.
fn said(output: &Output) -> (i32, String) {
    let streams = [&output.stdout, &output.stderr];
    let text = streams.map(|bytes| String::from_utf8_lossy(bytes).into_owned());
    (output.status.code().unwrap(), text.concat())
}

#[test]
fn flags_come_before_the_environment_and_the_environment_before_the_file() {
    let folder = project("settings");
    let strict = ("CLAIMTEST_AT_LEAST", "layout");
    let noted = ("CLAIMTEST_FAIL_ON", "quoted, short");
    for (arguments, variables, code, words) in [
        (&[][..], &[][..], 0, "1 claim, 1 check"),
        (&["--at-least", "layout"], &[], 1, "case"),
        (&[], &[strict], 1, "case"),
        (&["--at-least", "case"], &[strict], 0, "1 claim"),
        (&[], &[("CLAIMTEST_AT_LEAST", "")], 0, "1 claim"),
        (
            &["--fail-on", "short"],
            &[],
            1,
            "the passage has no more than",
        ),
        (&[], &[noted], 1, "the passage has no more than"),
        (&["--fail-on", "repeated"], &[noted], 0, "1 claim"),
        (
            &["--format", "concise"],
            &[("CLAIMTEST_FORMAT", "json")],
            0,
            "1 claim",
        ),
        (&[], &[("CLAIMTEST_FORMAT", "json")], 0, "\"version\": 1"),
        (
            &[],
            &[("CLAIMTEST_FORMAT", "human junit=j.xml")],
            0,
            "1 claim",
        ),
        // What cannot be is said, and nothing is checked.
        (
            &[],
            &[("CLAIMTEST_AT_LEAST", "cased")],
            2,
            "`CLAIMTEST_AT_LEAST`: `cased` is no rung that may pass; did you mean `case`?",
        ),
        (
            &[],
            &[("CLAIMTEST_FAIL_ON", "shrt")],
            2,
            "did you mean `short`?",
        ),
        (
            &[],
            &[("CLAIMTEST_FORMAT", "xml")],
            2,
            "`CLAIMTEST_FORMAT`: `xml` is no format; there are human,",
        ),
        (&["--at-least", "near"], &[], 2, "is no rung that may pass"),
        (&["--fail-on", "shrt"], &[], 2, "did you mean `short`?"),
    ] {
        let output = run(&folder, ".", &[&["check"], arguments].concat(), variables);
        let (found, text) = said(&output);
        assert_eq!(found, code, "{arguments:?} {variables:?}: {text}");
        assert!(text.contains(words), "{arguments:?} {variables:?}: {text}");
    }
    assert!(folder.read("j.xml").contains("<testsuites"));
}

#[test]
fn settings_are_found_upwards_or_where_they_are_said_to_be() {
    let folder = project("settings-place");
    folder
        .file(
            "strict.toml",
            "shortest = 9\nfail_on = [\"short\"]\nsurvey = \"never\"\n",
        )
        .file("broken.toml", "shortest = 9\nfail_onn = [\"short\"]\n")
        .file("elsewhere/other.toml", "survey = \"never\"\n");
    let other = ["--config", "elsewhere/other.toml"];
    for (place, arguments, code, words) in [
        (".", &[][..], 0, "1 claim"),
        ("claims/deep/er", &[], 0, "1 claim"),
        (
            ".",
            &["--config", "strict.toml"],
            1,
            "the passage has no more than",
        ),
        (
            "claims",
            &["--config", "../strict.toml"],
            1,
            "the passage has no more than",
        ),
        (
            "claims",
            &["--config", "../broken.toml"],
            2,
            "--> broken.toml:2:1",
        ),
        (
            ".",
            &["--config", "broken.toml"],
            2,
            "did you mean `fail_on`?",
        ),
        (".", &["--config", "gone.toml"], 2, "`gone.toml`"),
        // The project is where its settings are, unless it is said to be elsewhere.
        (".", &other, 2, "the project has no claims"),
        (".", &["-C", ".", other[0], other[1]], 0, "1 claim"),
        (".", &["-C", "gone"], 2, "`gone` is not a folder"),
    ] {
        let output = run(&folder, place, &[&["check"], arguments].concat(), &[]);
        let (found, text) = said(&output);
        assert_eq!(found, code, "{place} {arguments:?}: {text}");
        assert!(text.contains(words), "{place} {arguments:?}: {text}");
    }
    let strict = [("CLAIMTEST_CONFIG", "strict.toml")];
    assert_eq!(said(&run(&folder, ".", &["check"], &strict)).0, 1);
}

#[test]
fn colors_are_as_asked_and_standard_error_is_silent_where_nobody_watches() {
    let folder = project("settings-color");
    for (arguments, variables, is_colored) in [
        (&[][..], &[][..], false),
        (&["--color", "always"], &[], true),
        (&["--color", "never"], &[("CLICOLOR_FORCE", "1")], false),
        (&[], &[("CLICOLOR_FORCE", "1")], true),
        (&[], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")], false),
    ] {
        let arguments = [&["check", "--verbose"], arguments].concat();
        let output = run(&folder, ".", &arguments, variables);
        let escapes = output.stdout.contains(&0x1b);
        assert_eq!(escapes, is_colored, "{arguments:?} {variables:?}");
        assert_eq!(output.stderr, b"", "{arguments:?}");
    }
}
