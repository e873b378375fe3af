//! What a run keeps for the next one: warm runs give the same bytes as cold ones, whatever became of the
//! kept files in between.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::{Duration, SystemTime};

use crate::folder::Folder;
use crate::oracle::{generate, generated::Kind};

/// What becomes of the bytes of a kept file.
type Damage = fn(&[u8]) -> Vec<u8>;

const KEPT: &str = "target/claimtest";

/// An archive large enough for its answers to be kept, with claims of every kind.
fn archive(name: &str) -> Folder {
    let (folder, _) = generate(name, 640_000, 120, &Kind::ALL);
    folder.folder("target");
    folder
}

fn command(folder: &Folder, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_claimtest"));
    command
        .args(["check", "--format", "json", "--no-propose"])
        .args(arguments)
        .current_dir(folder.path())
        .stdin(Stdio::null());
    command
}

fn check(folder: &Folder, arguments: &[&str]) -> String {
    said(&command(folder, arguments).output().unwrap())
}

fn said(output: &Output) -> String {
    assert!(output.status.code().is_some_and(|code| code < 2));
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The kept files whose names begin so, in order.
fn kept(folder: &Folder, prefix: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder.path().join(KEPT)).into_iter().flatten();
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| {
        let name = file.file_name().unwrap().to_string_lossy();
        name.starts_with(prefix)
    });
    files.sort();
    files
}

/// The first claim file, or the first source.
fn first(folder: &Folder, below: &str, extension: &str) -> String {
    let mut found = Vec::new();
    walk(&folder.path().join(below), &mut found);
    found.retain(|path| path.extension().is_some_and(|it| it == extension));
    let file = found.first().unwrap().strip_prefix(folder.path()).unwrap();
    file.to_str().unwrap().to_owned()
}

fn walk(folder: &Path, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            walk(&path, found);
        }
        found.push(path);
    }
}

#[test]
fn warm_runs_say_what_cold_ones_say() {
    let folder = archive("cache-warm");
    let same = |when: &str| {
        let cold = check(&folder, &["--no-cache"]);
        assert!(check(&folder, &[]) == cold, "first, {when}");
        assert!(check(&folder, &[]) == cold, "again, {when}");
    };
    same("as generated");
    assert_eq!(kept(&folder, "ledger").len(), 1, "one command was run");

    let claims = first(&folder, "claims", "toml");
    let text = folder.read(&claims);
    folder.file(&claims, text.replacen("per.", "but.", 1));
    same("after one claim");
    // An unlocked source: its hash is not in the manifest any more.
    let source = first(&folder, "seeds", "txt");
    let words = folder.read(&source);
    let manifest = folder.read("seeds/sources.toml");
    let lines = manifest
        .lines()
        .skip_while(|line| !line.starts_with("blake3"));
    let rest: Vec<&str> = lines.skip(1).collect();
    folder.file(
        "seeds/sources.toml",
        format!("[000000]\n{}\n", rest.join("\n")),
    );
    folder.file(&source, format!("It began otherwise. {words}"));
    same("after one source");
    let cold = check(&folder, &["--no-cache", "exact"]);
    assert!(check(&folder, &["exact"]) == cold, "a part of the claims");
    same("after a part of the claims");
}

#[test]
fn of_few_texts_many_claims_are_kept_and_few_are_not() {
    for (n_claims, is_kept) in [(15, false), (16, true)] {
        let folder = Folder::new(&format!("cache-of-{n_claims}-claims"));
        let claim = |n: usize| {
            format!(
                "[items-{n}]\nclaim = 'It approved {{12}} items.'\nper.000 = 'approved {{12}} items'\n\n"
            )
        };
        let claims: String = (0..n_claims).map(claim).collect();
        folder.file("project/claims/vote.toml", claims);
        folder.file(
            "project/seeds/000_a.txt",
            "The council approved 12 items.\n",
        );
        let check = || {
            let mut command = command(&folder, &["-C", "project"]);
            command.env("XDG_CACHE_HOME", folder.path().join("user"));
            said(&command.output().unwrap())
        };
        assert_eq!(check(), check(), "{n_claims} claims");
        let kept = folder.path().join("user/claimtest");
        assert_eq!(kept.is_dir(), is_kept, "{n_claims} claims");
    }
}

#[test]
fn what_is_damaged_or_not_of_this_program_is_made_anew() {
    let folder = archive("cache-damaged");
    let cold = check(&folder, &["--no-cache"]);
    assert!(check(&folder, &[]) == cold);
    let files = kept(&folder, "ledger");
    let whole: Vec<Vec<u8>> = files.iter().map(|file| fs::read(file).unwrap()).collect();
    let damages: [(&str, Damage); 5] = [
        ("a changed byte", |bytes| {
            let mut bytes = bytes.to_vec();
            let at = bytes.len() * 2 / 3;
            bytes[at] ^= 0x20;
            bytes
        }),
        ("cut short", |bytes| bytes[..bytes.len() / 2].to_vec()),
        ("empty", |_| Vec::new()),
        ("another version", |bytes| {
            let mut bytes = bytes.to_vec();
            let at = bytes.windows(3).position(|it| it == b"\n0.").unwrap();
            bytes[at + 1] = b'9';
            bytes
        }),
        ("another form", |bytes| {
            let mut bytes = bytes.to_vec();
            let at = bytes.windows(6).position(|it| it == b"cache ").unwrap();
            bytes[at + 6] = b'0';
            bytes
        }),
    ];
    for (damage, damaged) in damages {
        for (file, bytes) in files.iter().zip(&whole) {
            fs::write(file, damaged(bytes)).unwrap();
        }
        for report in kept(&folder, "report") {
            fs::remove_file(report).unwrap();
        }
        assert!(check(&folder, &[]) == cold, "{damage}");
        for file in kept(&folder, "blocks") {
            let bytes = fs::read(&file).unwrap();
            if !damage.starts_with("another") {
                fs::write(&file, damaged(&bytes)).unwrap();
            }
        }
        for report in kept(&folder, "report") {
            fs::remove_file(report).unwrap();
        }
        assert!(check(&folder, &[]) == cold, "{damage} of the bytes");
        for (file, bytes) in files.iter().zip(&whole) {
            let again = fs::read(file).unwrap();
            assert!(again != damaged(bytes), "{damage}: {}", file.display());
        }
        assert!(check(&folder, &[]) == cold, "{damage}, and the next run");
    }
}

#[test]
fn runs_at_once_and_runs_that_were_ended_leave_whole_files() {
    let folder = archive("cache-at-once");
    let cold = check(&folder, &["--no-cache"]);
    let start = |_| {
        let mut command = command(&folder, &[]);
        command.stdout(Stdio::piped()).spawn().unwrap()
    };
    let running: Vec<_> = (0..4).map(start).collect();
    for child in running {
        assert!(said(&child.wait_with_output().unwrap()) == cold);
    }
    let drafts = |folder: &Folder| -> usize {
        let files = kept(folder, "").into_iter();
        files
            .filter(|file| file.extension().is_some_and(|it| it == "draft"))
            .count()
    };
    assert_eq!(drafts(&folder), 0);

    // A run that is ended in the middle, at any moment.
    fs::remove_dir_all(folder.path().join(KEPT)).unwrap();
    for wait in [0, 20, 40, 80, 160] {
        let mut child = command(&folder, &[]).stdout(Stdio::null()).spawn().unwrap();
        std::thread::sleep(Duration::from_millis(wait));
        child.kill().unwrap();
        child.wait().unwrap();
        assert!(check(&folder, &[]) == cold, "ended after {wait} ms");
        drop(fs::remove_dir_all(folder.path().join(KEPT)));
    }

    // What such a run leaves goes with the next one that writes, unless it may still be running.
    folder.file("target/claimtest/ledger-00.1-0.draft", "half");
    folder.file("target/claimtest/ledger-01.1-0.draft", "half");
    let old = File::options()
        .write(true)
        .open(folder.path().join("target/claimtest/ledger-00.1-0.draft"))
        .unwrap();
    old.set_modified(SystemTime::now() - Duration::from_hours(1))
        .unwrap();
    assert!(check(&folder, &[]) == cold);
    assert_eq!(drafts(&folder), 1);
}

/// Makes a file or folder one that was written long ago.
fn settle(path: &Path) {
    let hour_ago = SystemTime::now() - Duration::from_hours(1);
    File::open(path).unwrap().set_modified(hour_ago).unwrap();
}

fn settle_all(folder: &Folder) {
    let mut files = vec![folder.path().to_owned()];
    walk(folder.path(), &mut files);
    for path in &files {
        settle(path);
    }
}

#[cfg(unix)]
#[test]
fn a_report_is_written_again_while_no_file_has_changed() {
    let folder = archive("cache-replay");
    settle_all(&folder);
    let cold = check(&folder, &["--no-cache"]);
    assert!(check(&folder, &[]) == cold);
    let reports = kept(&folder, "report");
    assert_eq!(reports.len(), 1, "one command was run");
    // Only a report that is taken as it is would take this away.
    for file in kept(&folder, "ledger") {
        fs::remove_file(file).unwrap();
    }
    assert!(check(&folder, &[]) == cold);
    assert!(kept(&folder, "ledger").is_empty());
    let mut report = fs::read(&reports[0]).unwrap();
    *report.last_mut().unwrap() ^= 1;
    fs::write(&reports[0], report).unwrap();
    assert!(check(&folder, &[]) == cold);
    assert!(!kept(&folder, "ledger").is_empty());

    // A file of the same length and date is another file, and so is a folder with one file more.
    let source = first(&folder, "seeds", "txt");
    let words = folder.read(&source);
    folder.file(&source, words.replacen(char::is_alphabetic, "Q", 1));
    settle(&folder.path().join(&source));
    let changed = command(&folder, &[]).output().unwrap();
    assert_eq!(
        changed.status.code(),
        Some(2),
        "its hash is not the locked one"
    );
    folder.file(&source, &words);
    assert!(check(&folder, &[]) == cold);
    folder.file(
        "claims/more.toml",
        "[more]\nclaim = \"One more.\"\nabsent.all = \"qqq\"\n",
    );
    assert!(check(&folder, &[]) != cold);
}

#[cfg(unix)]
#[test]
fn a_file_that_was_new_is_known_by_its_state_once_the_report_was_told_again() {
    let folder = archive("cache-settled");
    let source = first(&folder, "seeds", "txt");
    let words = folder.read(&source);
    folder.file(&source, &words);
    let cold = check(&folder, &[]);
    assert!(kept(&folder, "edits").is_empty());
    std::thread::sleep(Duration::from_millis(2_500));
    assert!(check(&folder, &[]) == cold);
    let [edits] = &kept(&folder, "edits")[..] else {
        panic!("one command was run");
    };
    let after = fs::read(edits).unwrap();
    assert!(check(&folder, &[]) == cold);
    assert!(fs::read(edits).unwrap() == after, "nothing is new any more");

    folder.file(&source, words.replacen(char::is_alphabetic, "Q", 1));
    let changed = command(&folder, &[]).output().unwrap();
    let anew = command(&folder, &["--no-cache"]).output().unwrap();
    assert!(changed.stdout == anew.stdout);
    folder.file(&source, &words);
    assert!(check(&folder, &[]) == cold);
}

#[cfg(unix)]
#[test]
fn what_waits_for_a_review_or_is_not_locked_is_told_again_while_no_file_has_changed() {
    let folder = archive("cache-waiting");
    folder.file("seeds/900/900001.txt", "The council approved 12 items.\n");
    folder.file("seeds/900/900002.txt", "The council approved 14 items.\n");
    folder.file(
        "claims/more.toml",
        "[items]\nclaim = 'The council approved {12} items.'\n\
         per.900001 = 'approved {12} items'\nbut.900002 = 'approved {14} items'\n",
    );
    let source = first(&folder, "seeds", "txt");
    folder.file(&source, folder.read(&source) + "\nOne line more.\n");
    let run = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_claimtest"));
        command
            .args(["check", "--format", "json"])
            .env_remove("CI")
            .current_dir(folder.path())
            .stdin(Stdio::null());
        command.output().unwrap()
    };
    let first = run();
    assert_eq!(first.status.code(), Some(2), "a source is not locked");
    let proposals = || {
        let mut files = Vec::new();
        walk(&folder.path().join("snapshots"), &mut files);
        files.retain(|it| it.extension().is_some_and(|it| it == "new"));
        files
    };
    let n_proposals = proposals().len();
    assert!(n_proposals > 0);
    assert_eq!(kept(&folder, "report").len(), 1, "at once");
    let ledgers = kept(&folder, "ledger");
    for ledger in ledgers {
        fs::remove_file(ledger).unwrap();
    }
    assert!(run() == first);
    assert!(kept(&folder, "ledger").is_empty(), "it was told again");
    fs::remove_file(&proposals()[0]).unwrap();
    assert!(run() == first);
    assert_eq!(proposals().len(), n_proposals, "and proposed again");

    // After an edit, too.
    folder.file(&source, folder.read(&source) + "\nAnd one more.\n");
    let second = run();
    assert!(second != first, "its hash is another one");
    for ledger in kept(&folder, "ledger") {
        fs::remove_file(ledger).unwrap();
    }
    assert!(run() == second);
    assert!(kept(&folder, "ledger").is_empty(), "it was told again");
}

#[test]
fn nothing_is_kept_where_nothing_should_be() {
    let folder = archive("cache-never");
    check(&folder, &["--no-cache"]);
    assert!(kept(&folder, "").is_empty());
    let settings = folder.read("claimtest.toml");
    folder.file("claimtest.toml", format!("{settings}cache = \"never\"\n"));
    check(&folder, &[]);
    assert!(kept(&folder, "").is_empty());
}
