//! Edits of a project of few sources, one after the other: after each, a run that takes what the last one
//! left finds what a run finds that knows nothing.

use std::fs;
use std::path::Path;

use claimtest::project::{Cache, LoadOptions, Project, RunOptions, Selection, Update};

use crate::folder::Folder;

const KEPT: &str = "target/claimtest/recall";

/// This project's own sources, and some of its claims.
fn project(name: &str) -> Folder {
    let folder = Folder::new(name);
    folder.folder("target");
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (below, is_meant) in [("seeds", None), ("claims", Some(["visit", "weapons"]))] {
        for entry in fs::read_dir(root.join(below)).unwrap() {
            let path = entry.unwrap().path();
            let stem = path.file_stem().unwrap().to_str().unwrap();
            if is_meant.is_none_or(|stems| stems.contains(&stem)) {
                let file = format!("{below}/{}", path.file_name().unwrap().to_str().unwrap());
                folder.file(&file, fs::read_to_string(&path).unwrap());
            }
        }
    }
    folder.file("claimtest.toml", "fail_on = ['short']\n");
    folder.file(
        "claims/more.toml",
        "[waived]\nclaim = 'Nobody has it.'\nper.000 = 'qqq zzz nothing of the kind'\n\
         waive = { reason = 'for now', until = 2026-01-02 }\n\n\
         [missing]\nclaim = 'The talks ended on {Friday}.'\nper.002 = 'the talks between them ended on {Friday}'\n\n\
         [nowhere]\nclaim = 'Nobody has that.'\nabsent.all = ['qqqzz']\n",
    );
    folder
}

fn options(day: i8) -> RunOptions {
    RunOptions {
        selection: Selection::All,
        today: jiff::civil::date(2026, 1, day),
        update: Update::Report,
    }
}

fn cache(folder: &Folder) -> Cache {
    Cache::of(folder.path(), None, "a test").unwrap()
}

/// Everything that a run finds, with what the last one left or without.
fn found(folder: &Folder, options: &RunOptions, cache: Option<&Cache>) -> String {
    let (project, _) = Project::load(folder.path(), &LoadOptions::default());
    let run = match cache {
        Some(cache) => project.run_cached(options, cache).0,
        None => project.run(options),
    };
    format!("{run:#?}")
}

fn edit(folder: &Folder, file: &str, with: impl FnOnce(String) -> String) {
    let text = fs::read_to_string(folder.path().join(file)).unwrap();
    let edited = with(text.clone());
    assert_ne!(edited, text, "{file}");
    folder.file(file, edited);
}

/// Puts the last table of a claim file first.
fn turned(text: &str) -> String {
    let last = text.rfind("\n[").unwrap() + 1;
    format!("{}\n{}", &text[last..], &text[..last])
}

type Edit = (&'static str, fn(&Folder));

const EDITS: &[Edit] = &[
    ("nothing", |_| ()),
    ("a claim's words", |it| {
        edit(it, "claims/visit.toml", |text| {
            text.replacen("claim = \"", "claim = \"So: ", 1)
        });
    }),
    ("blank lines before all", |it| {
        edit(it, "claims/visit.toml", |text| format!("\n\n{text}"));
    }),
    ("a table that moves, and one that goes wrong", |it| {
        edit(it, "claims/more.toml", |text| {
            turned(&text).replace("qqqzz", "Putin")
        });
    }),
    ("a table less", |it| {
        edit(it, "claims/more.toml", |text| {
            text[..text.rfind("\n[").unwrap()].to_owned()
        });
    }),
    ("a broken table", |it| {
        edit(it, "claims/more.toml", |text| {
            format!("{text}\n[broken]\nclaim = 3\n")
        });
    }),
    ("a claim file less", |it| {
        fs::remove_file(it.path().join("claims/weapons.toml")).unwrap();
    }),
    ("a source that says more", |it| {
        let text = "\nThe talks between them ended on Friday, and Xi left Moscow on Thursday.\n";
        edit(it, "seeds/002_efe932c9993e584c.txt", |old| old + text);
    }),
    ("a new source", |it| {
        let text = "Xi Jinping left Moscow on Thursday after a two-day visit, the Kremlin said.\n";
        it.file("seeds/005_new.txt", text);
    }),
    ("another day of writing", |it| {
        edit(it, "seeds/sources.toml", |text| {
            text.replacen("written = 2023-03-2", "written = 2023-04-2", 1)
        });
    }),
    ("other settings", |it| {
        it.file("claimtest.toml", "probe = { floor = 0.3 }\n");
    }),
    ("a source less", |it| {
        fs::remove_file(it.path().join("seeds/005_new.txt")).unwrap();
    }),
    ("a source that cannot be read", |it| {
        fs::write(it.path().join("seeds/006_bytes.txt"), b"\xff\xfe\x00\xd8").unwrap();
    }),
];

#[test]
fn after_every_edit_what_is_recalled_is_what_is_found() {
    let folder = project("recalled-edits");
    let cache = cache(&folder);
    found(&folder, &options(1), Some(&cache));
    for (what, edit) in EDITS {
        edit(&folder);
        let expected = found(&folder, &options(1), None);
        let first = found(&folder, &options(1), Some(&cache));
        assert!(first == expected, "after {what}");
        let left = fs::read(folder.path().join(KEPT)).unwrap();
        let again = found(&folder, &options(1), Some(&cache));
        assert!(again == expected, "again, after {what}");
        let still = fs::read(folder.path().join(KEPT)).unwrap();
        assert!(
            left == still,
            "nothing was new the second time, after {what}"
        );
    }
}

#[test]
fn a_waiver_runs_out_though_no_file_changes() {
    let folder = project("recalled-waiver");
    let cache = cache(&folder);
    for day in [1, 2, 3, 4] {
        let expected = found(&folder, &options(day), None);
        assert!(
            found(&folder, &options(day), Some(&cache)) == expected,
            "on day {day}"
        );
        assert_eq!(expected.contains("the waiver ran out"), day > 2);
    }
}

#[test]
fn a_run_of_some_claims_takes_what_is_there_and_leaves_it() {
    let folder = project("recalled-some");
    let cache = cache(&folder);
    found(&folder, &options(1), Some(&cache));
    let left = fs::read(folder.path().join(KEPT)).unwrap();
    edit(&folder, "claims/visit.toml", |text| {
        format!("# A note.\n{text}")
    });
    let some = RunOptions {
        selection: Selection::Matching(vec!["visit".to_owned()]),
        ..options(1)
    };
    assert!(found(&folder, &some, Some(&cache)) == found(&folder, &some, None));
    assert!(left == fs::read(folder.path().join(KEPT)).unwrap());
}

#[test]
fn what_is_damaged_is_found_anew() {
    let folder = project("recalled-damage");
    let cache = cache(&folder);
    let expected = found(&folder, &options(1), None);
    found(&folder, &options(1), Some(&cache));
    let path = folder.path().join(KEPT);
    let left = fs::read(&path).unwrap();
    let mut flipped = left.clone();
    flipped[left.len() / 2] ^= 1;
    for damaged in [&left[..left.len() / 2], &flipped, b"", b"claimtest"] {
        fs::write(&path, damaged).unwrap();
        assert!(found(&folder, &options(1), Some(&cache)) == expected);
        assert!(left == fs::read(&path).unwrap());
    }
}
