//! The report of the last run is told again while nothing has changed, and only then: whatever becomes of a
//! file after a run has read or written it, the next run looks at it anew.

use std::fs;
use std::thread::sleep;
use std::time::{Duration, SystemTime};

use claimtest::project::{Cache, LoadOptions, Project, RunOptions, Said, Seen, Selection, Update};

use crate::folder::Folder;

const PROPOSED: &str = "snapshots/vote/items.snap.new";
const REVIEWED: &str = "snapshots/vote/items.snap";

/// A project of which one claim is not reviewed yet and another one is, written a moment ago.
fn project(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.folder("target");
    folder.file("claimtest.toml", "survey = \"never\"\n");
    folder.file("seeds/001_a.txt", "The council approved 12 items.\n");
    folder.file("seeds/002_b.txt", "The council approved 14 items.\n");
    folder.file(
        "claims/vote.toml",
        "[items]\nclaim = 'The council approved {12} items.'\n\
         per.001 = 'approved {12} items'\nbut.002 = 'approved {14} items'\n\n\
         [more]\nclaim = 'The council approved {14} items.'\n\
         per.002 = 'approved {14} items'\nbut.001 = 'approved {12} items'\n",
    );
    ran(&folder, Update::Propose);
    let more = folder.path().join("snapshots/vote/more.snap");
    fs::rename(more.with_extension("snap.new"), more).unwrap();
    folder
}

fn cache(folder: &Folder) -> Cache {
    Cache::of(folder.path(), None, "a test").unwrap()
}

/// A run, and what it is about.
struct Ran {
    project: Project,
    run: claimtest::verdict::Run,
    began: SystemTime,
}

fn ran(folder: &Folder, update: Update) -> Ran {
    let began = SystemTime::now();
    let (mut project, _) = Project::load(folder.path(), &LoadOptions::default());
    let options = RunOptions {
        selection: Selection::All,
        today: jiff::civil::date(2026, 1, 1),
        update,
    };
    let (run, looked) = project.run_cached(&options, &cache(folder));
    project.add_looked(looked);
    Ran {
        project,
        run,
        began,
    }
}

impl Ran {
    /// Keeps its report.
    fn keep(&self, folder: &Folder) {
        let said = [Said::from("a report".to_owned())];
        cache(folder).keep_replay(
            "check",
            (self.began, &Seen::default()),
            (&self.project, &self.run),
            (&said, 1),
        );
    }
}

/// Whether the report is told again.
fn is_told(folder: &Folder) -> bool {
    let replay = cache(folder).replay("check", SystemTime::now());
    replay.is_ok_and(|replay| {
        let text: String = replay.text.iter().map(ToString::to_string).collect();
        text == "a report" && replay.code == 1
    })
}

type Change = (&'static str, fn(&Folder));

const CHANGES: &[Change] = &[
    ("a proposal is edited, and as long as before", |it| {
        it.file(PROPOSED, it.read(PROPOSED).replacen("14", "15", 1));
    }),
    ("a proposal is accepted", |it| {
        let path = it.path();
        fs::rename(path.join(PROPOSED), path.join(REVIEWED)).unwrap();
    }),
    ("a proposal is taken away", |it| {
        fs::remove_file(it.path().join(PROPOSED)).unwrap();
    }),
    ("all proposals are taken away", |it| {
        fs::remove_dir_all(it.path().join("snapshots")).unwrap();
    }),
    ("another file is put in a proposal's place", |it| {
        let path = it.path();
        let other = path.join("other");
        fs::write(&other, it.read(PROPOSED).replacen("14", "15", 1)).unwrap();
        let file = fs::File::options().write(true).open(&other).unwrap();
        file.set_modified(SystemTime::now() - Duration::from_hours(1))
            .unwrap();
        fs::rename(&other, path.join(PROPOSED)).unwrap();
    }),
    ("a reviewed snapshot is edited", |it| {
        let file = "snapshots/vote/more.snap";
        it.file(file, it.read(file).replacen("14", "15", 1));
    }),
    ("a snapshot comes with which nothing stands", |it| {
        it.file(
            "snapshots/vote/none.snap",
            "---\nsource: claimtest\n---\nx\n",
        );
    }),
    ("a folder of such comes", |it| {
        it.file(
            "snapshots/gone/none.snap",
            "---\nsource: claimtest\n---\nx\n",
        );
    }),
    ("a source is edited, and as long as before", |it| {
        it.file("seeds/002_b.txt", "The council approved 15 items.\n");
    }),
    ("a source comes", |it| {
        it.file("seeds/003_c.txt", "The council approved 15 items.\n");
    }),
    ("a source goes", |it| {
        fs::remove_file(it.path().join("seeds/002_b.txt")).unwrap();
    }),
    ("a claim is edited, and as long as before", |it| {
        let file = "claims/vote.toml";
        it.file(file, it.read(file).replacen("{14}", "{15}", 1));
    }),
    ("settings are edited, and as long as before", |it| {
        it.file("claimtest.toml", "survey = \"alwys\"\n");
    }),
    ("settings go", |it| {
        fs::remove_file(it.path().join("claimtest.toml")).unwrap();
    }),
    ("a manifest comes", |it| {
        it.file("seeds/sources.toml", "[001]\ntitle = 'A'\n");
    }),
];

/// No file is told from a later one by its times here: each was written a moment before.
#[test]
fn what_is_done_to_a_file_right_after_a_run_is_noticed() {
    for (what, change) in CHANGES {
        let folder = project("replayed-after");
        ran(&folder, Update::Propose).keep(&folder);
        assert!(is_told(&folder), "before {what}");
        assert!(is_told(&folder), "again, before {what}");
        change(&folder);
        assert!(!is_told(&folder), "after {what}");
    }
}

/// The state that is kept is the one after the change.
#[test]
fn what_is_done_to_a_file_that_the_run_has_read_or_written_is_noticed() {
    for (what, change) in CHANGES {
        let folder = project("replayed-during");
        let ran = ran(&folder, Update::Propose);
        change(&folder);
        ran.keep(&folder);
        assert!(!is_told(&folder), "{what}");
        sleep(Duration::from_millis(20));
        assert!(!is_told(&folder), "{what}, later");
    }
}

#[test]
fn a_run_that_accepts_or_only_reports_is_told_again_once_its_files_have_settled() {
    let folder = project("replayed-settled");
    for update in [Update::Report, Update::Accept] {
        ran(&folder, update);
        sleep(Duration::from_millis(2100));
        ran(&folder, update).keep(&folder);
        assert!(is_told(&folder));
    }
}

#[test]
fn what_was_read_again_is_known_by_its_state_from_then_on() {
    let folder = project("replayed-known");
    ran(&folder, Update::Propose).keep(&folder);
    let kept = || {
        let entries = fs::read_dir(folder.path().join("target/claimtest")).unwrap();
        let mut paths = entries.map(|entry| entry.unwrap().path());
        let is_head = |path: &std::path::PathBuf| {
            let name = path.file_name().unwrap().to_string_lossy();
            name.starts_with("report")
        };
        fs::read(paths.find(is_head).unwrap()).unwrap().len()
    };
    let first = kept();
    sleep(Duration::from_millis(2100));
    assert!(is_told(&folder));
    assert!(kept() < first, "nothing has to be read again");
    assert!(is_told(&folder));
    for (what, change) in CHANGES.iter().take(1) {
        change(&folder);
        assert!(!is_told(&folder), "after {what}");
    }
}
