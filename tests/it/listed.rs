//! What a whole archive says: so many of the sources that say the same are listed, and whatever says something
//! else, wherever it stands among them.

use std::time::{Duration, SystemTime};

use claimtest::project::{
    Archive, Cache, Keeping, LoadOptions, Opened, Project, RunOptions, Said, Seen, Selection,
    Update,
};
use claimtest::report::{self, ByClaim, Format, Input, Style};
use claimtest::snapshot;
use claimtest::verdict::{Finding, Outcome, Role, Run, Verdict};

use crate::folder::Folder;

const OPENED: &str = "The mayor of Velsen opened the new harbour bridge to all lorries.";
const SAID: &str = "We will keep the harbour open for honest traders in every winter";

/// How many texts repeat both.
const N: usize = 140;

/// Texts that repeat a statement and an utterance: one denies the statement, one has other words for what
/// was said, one gives them to somebody else, and one is listed as silent.
fn archive(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.folder("target");
    for number in 0..N {
        folder.file(
            format!("seeds/{number:03}.txt").as_str(),
            text(number, OPENED),
        );
    }
    folder.file(
        "claims/bridge.toml",
        format!(
            "[opened]\nclaim = 'The bridge is open.'\nper.000 = '{OPENED}'\nsilent = ['139']\n\n\
             [said]\nclaim = 'Ruth Amadi wants it open.'\nspeaker = 'Ruth Amadi'\nper.000 = '{SAID}'\n"
        ),
    );
    folder
}

fn text(number: usize, opened: &str) -> String {
    let opened = match number {
        125 => opened.replace("opened", "did not open"),
        _ => opened.to_owned(),
    };
    let who = if number == 130 {
        "Oskar Lind"
    } else {
        "Ruth Amadi"
    };
    let said = match number {
        135 => SAID.replace("keep", "not keep"),
        _ => SAID.to_owned(),
    };
    format!(
        "Bulletin {number}\n\n{opened} It rained.\n\n“{said},” {who} said on the quay number {number}.\n"
    )
}

fn options() -> RunOptions {
    RunOptions {
        selection: Selection::All,
        today: jiff::civil::date(2026, 1, 1),
        update: Update::Report,
    }
}

/// A run with all texts in memory.
fn held(folder: &Folder) -> (Project, Run) {
    let (project, found) = Project::load(folder.path(), &LoadOptions::default());
    let mut run = project.run(&options());
    run.diagnostics.splice(0..0, found);
    (project, run)
}

fn json((project, run): &(Project, Run)) -> String {
    let input = Input::new(run, &project.sources, &project.files);
    report::render(Format::Json, &input, Style::default())
}

/// What a run says that looks at what has changed since the last one, or at everything.
fn kept(folder: &Folder, is_cold: bool) -> (String, bool) {
    let cache = Cache::of(folder.path(), None, "a test").unwrap();
    let keeping = Keeping {
        cache: &cache,
        command: "check",
        // Files that were written just now are told from later ones by their times all the same.
        began: SystemTime::now() + Duration::from_hours(1),
        seen: &Seen::default(),
    };
    let loading = LoadOptions::default();
    let mut said = ByClaim::new(Format::Json, Style::default()).unwrap();
    let renewed = (!is_cold)
        .then(|| Archive::renew(folder.path(), &loading, &options(), keeping, &mut said))
        .flatten();
    let is_renewed = renewed.is_some();
    let (project, run) = renewed.unwrap_or_else(|| {
        let Opened::Archive(archive) = Project::open(folder.path(), &loading) else {
            panic!("so many sources are an archive");
        };
        archive.run(&options(), Some(keeping), &mut said)
    });
    let said = said.finish(&Input::new(&run, &project.sources, &project.files));
    (said.iter().map(Said::to_string).collect(), is_renewed)
}

fn answers(outcome: &Outcome, verdict: Verdict) -> Vec<&str> {
    let answers = outcome.answers.iter();
    let answers = answers.filter(|it| it.role == Role::Probe && it.verdict == verdict);
    answers.map(|it| it.source.as_str()).collect()
}

#[test]
fn a_hundred_that_say_the_same_are_listed_and_all_that_do_not() {
    let folder = archive("listed");
    let (project, run) = held(&folder);
    let [opened, said] = &run.outcomes[..] else {
        panic!("two claims: {:#?}", run.diagnostics);
    };
    let listed = answers(opened, Verdict::Supported);
    // The source that is listed as silent answers, wherever it stands.
    assert_eq!((listed.len(), listed[99], listed[100]), (101, "100", "139"));
    assert_eq!(answers(opened, Verdict::Refuted), ["125"]);
    assert_eq!(opened.unlisted, N - 1 - 100 - 2);
    assert_eq!(opened.finding, Some(Finding::Conflict));
    assert_eq!(opened.failures[0].diagnostic.rule, "silent");

    let listed = answers(said, Verdict::Supported);
    assert_eq!((listed.len(), listed[99], listed[100]), (101, "100", "130"));
    assert_eq!(answers(said, Verdict::Refuted), ["135"]);
    assert_eq!(said.unlisted, N - 1 - 100 - 2);
    for outcome in [opened, said] {
        let notes = outcome.notes.iter();
        let notes: Vec<&str> = notes
            .filter(|note| note.rule == "unlisted")
            .map(|note| note.message.as_str())
            .collect();
        assert_eq!(
            notes,
            ["37 more sources say the same, and are not listed"],
            "{:?}",
            outcome.id
        );
        let body = snapshot::body(outcome, &project.sources).unwrap();
        assert!(body.contains("\nunlisted  more sources say the same\n"));
    }
}

#[test]
fn it_is_the_same_however_much_is_held_and_after_any_edit() {
    let folder = archive("listed-edited");
    let cold = json(&held(&folder));
    assert_eq!(kept(&folder, true).0, cold, "an archive");
    for (number, opened) in [
        // One that is listed says it no more, so that another comes in; then it does again.
        (20, "The bridge is shut."),
        (20, OPENED),
        (120, "The bridge is shut."),
        (125, "The bridge is shut."),
        (120, OPENED),
    ] {
        folder.file(
            format!("seeds/{number:03}.txt").as_str(),
            text(number, opened),
        );
        let (said, is_renewed) = kept(&folder, false);
        assert!(is_renewed, "{number} {opened}");
        assert_eq!(said, json(&held(&folder)), "{number} {opened}");
    }
}
