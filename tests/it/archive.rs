//! Archives: what is said of them does not depend on how much of their texts is held in memory, and the
//! memory that a run takes does not depend on how long they are.

use std::fs;
use std::io::Read as _;
use std::process::{Command, Stdio};
use std::time::Duration;

use claimtest::project::{
    LoadOptions, Opened, Overrides, Project, RunOptions, Said, Selection, Update,
};
use claimtest::report::{self, ByClaim, Format, Input, Style};

use crate::folder::Folder;
use crate::oracle::{generate, generated::Kind};

/// The formats that are written claim by claim.
const FORMATS: [Format; 4] = [Format::Human, Format::Concise, Format::Json, Format::Jsonl];

/// An archive with claims of every kind: among them some that ask all sources, or a source that is not
/// there, and one whose passage stands in many.
fn archive(name: &str) -> Folder {
    let (folder, _) = generate(name, 640_000, 140, &Kind::ALL);
    let words = folder.read("seeds/000/000003.txt");
    let sentence = words
        .split_inclusive(". ")
        .nth(2)
        .unwrap()
        .trim()
        .replace('"', "'");
    folder.file(
        "claims/more.toml",
        format!(
            "[nowhere]\nclaim = 'Nobody has it.'\nabsent.all = ['qqqzz']\n\n\
             [everywhere]\nclaim = 'Nobody says it.'\nabsent.all = ['Putin']\n\n\
             [two]\nclaim = 'Two sources say it.'\nper.000003 = '''{sentence}'''\nbut.000004 = '''{sentence}'''\n\
             silent = ['000003']\nunrelated.000005 = 'it is about rain'\n"
        ),
    );
    folder.file("seeds/000/000006.txt", b"no text: \xff");
    let marked = folder.read("seeds/000/000007.txt");
    folder.file("seeds/000/000007.txt", format!("\u{feff}{marked}"));
    folder
}

fn options(update: Update) -> RunOptions {
    RunOptions {
        selection: Selection::All,
        today: jiff::civil::date(2026, 1, 1),
        update,
    }
}

#[test]
fn what_is_held_in_memory_changes_nothing() {
    let folder = archive("archive-held");
    let (project, found) = Project::load(folder.path(), &LoadOptions::default());
    let mut run = project.run(&options(Update::Report));
    run.diagnostics.splice(0..0, found);
    let input = Input::new(&run, &project.sources, &project.files);
    for max_memory in [0, 100_000, 1_000_000_000] {
        for format in FORMATS {
            let style = Style {
                verbose: true,
                ..Style::default()
            };
            let loading = LoadOptions {
                overrides: Overrides {
                    max_memory: Some(max_memory),
                    ..Overrides::default()
                },
                ..LoadOptions::default()
            };
            let Opened::Archive(archive) = Project::open(folder.path(), &loading) else {
                panic!("so many sources are an archive");
            };
            let mut said = ByClaim::new(format, style).unwrap();
            let (project, run) = archive.run(&options(Update::Report), None, &mut said);
            let said = said.finish(&Input::new(&run, &project.sources, &project.files));
            let said: String = said.iter().map(Said::to_string).collect();
            let expected = report::render(format, &input, style);
            assert!(said == expected, "{} with {max_memory}", format.name());
        }
    }
}

#[test]
fn sources_that_are_too_many_to_be_surveyed_are_said_to_be() {
    for (n_sources, settings, is_said) in [
        (64, "", false),
        (65, "", true),
        (65, "survey = 'never'", false),
    ] {
        let folder = Folder::new("archive-not-surveyed");
        for number in 0..n_sources {
            let text = format!("Report {number} tells of rain.");
            folder.file(&format!("seeds/{number:03}.txt"), text);
        }
        folder
            .file("claimtest.toml", settings)
            .file(
                "claims/rain.toml",
                "[rain]\nclaim = 'It rains.'\nper.000 = 'tells of rain'\n",
            )
            .file(
                "snapshots/survey/000-001.snap",
                "---\nsource: claimtest\n---\nsources  000 and 001\n",
            );
        let (project, _) = Project::load(folder.path(), &LoadOptions::default());
        let run = project.run(&options(Update::Report));
        let said = run.diagnostics.iter().find(|it| it.rule == "not-surveyed");
        assert_eq!(said.is_some(), is_said, "{n_sources} sources, {settings:?}");
        let is_orphan = |path: &str| run.pending.iter().any(|it| it.path == path);
        assert!(is_orphan("snapshots/survey/000-001.snap"));
    }
}

/// The report of a run and the most memory that it took, in KiB.
#[cfg(target_os = "linux")]
fn measured(folder: &Folder) -> (String, usize) {
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimtest"))
        .args(["check", "--no-cache", "--no-propose", "--format", "json"])
        .args(["--max-memory", "1 MB"])
        .env("RAYON_NUM_THREADS", "2")
        .current_dir(folder.path())
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let status = format!("/proc/{}/status", child.id());
    let mut out = child.stdout.take().unwrap();
    let reading = std::thread::spawn(move || {
        let mut said = String::new();
        out.read_to_string(&mut said).unwrap();
        said
    });
    let mut most = 0;
    while child.try_wait().unwrap().is_none() {
        let line = fs::read_to_string(&status).unwrap_or_default();
        let peak = line.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let peak = peak.and_then(|it| it.trim().trim_end_matches(" kB").parse().ok());
        most = most.max(peak.unwrap_or(0));
        std::thread::sleep(Duration::from_millis(2));
    }
    (reading.join().unwrap(), most)
}

#[cfg(target_os = "linux")]
#[test]
fn memory_does_not_grow_with_the_texts() {
    let peak = |name, bytes| {
        let (folder, _) = generate(name, bytes, 12, &[Kind::Exact, Kind::Absent, Kind::Count]);
        // The last moments of a run may go unseen: of several, the highest is nearest to the peak.
        let runs = (0..3).map(|_| {
            let (said, peak) = measured(&folder);
            assert!(said.contains("\"claims\": 12"), "{said}");
            assert!(peak > 1_000, "the peak was seen");
            peak
        });
        runs.max().unwrap_or(0)
    };
    let (small, large) = (
        peak("archive-small", 2_000_000),
        peak("archive-large", 24_000_000),
    );
    assert!(
        large < small + 12_000,
        "24 MB of texts took {large} KiB, 2 MB took {small} KiB"
    );
}
