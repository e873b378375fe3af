//! The command line as its users meet it: a new project, a claim that fails, a disagreement to
//! review, exit codes, and the same answers as `cargo test`.

use std::path::Path;
use std::process::{Command, Output, Stdio};

use crate::corpus;
use crate::folder::Folder;

fn run(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_claimtest"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("CI")
        .env_remove("INSTA_UPDATE")
        .stdin(Stdio::null())
        .output()
        .unwrap()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

#[test]
fn a_new_project_checks_green_and_turns_red_when_a_word_changes() {
    let folder = Folder::new("init");
    let begun = run(folder.path(), &["init"]);
    assert_eq!(code(&begun), 0, "{}", text(&begun.stderr));
    let checked = run(folder.path(), &["check"]);
    assert_eq!(
        code(&checked),
        0,
        "{}{}",
        text(&checked.stdout),
        text(&checked.stderr)
    );
    assert!(
        text(&checked.stdout).contains("4 claims"),
        "{}",
        text(&checked.stdout)
    );

    let notice = folder.read("seeds/notice.txt");
    folder.file(
        "seeds/notice.txt",
        notice.replace("hard on our readers", "easy on our readers"),
    );
    let changed = run(folder.path(), &["check"]);
    let said = text(&changed.stdout);
    // The changed source is said before the claim that fails by it.
    assert_eq!(code(&changed), 2, "{said}");
    let (source, claim) = (said.find("has changed"), said.find("hard-on-readers"));
    assert!(
        source.is_some() && claim.is_some() && source < claim,
        "{said}"
    );
    assert_eq!(code(&run(folder.path(), &["lock"])), 0);
    assert_eq!(code(&run(folder.path(), &["check"])), 1);

    let again = run(folder.path(), &["init"]);
    assert_eq!(code(&again), 2);
    assert!(text(&again.stderr).contains("nothing is written over"));
}

#[test]
fn a_disagreement_that_changes_is_reviewed_or_rejected() {
    let folder = Folder::new("review");
    run(folder.path(), &["init"]);
    let letter = folder.read("seeds/letter.txt");
    let before = corpus::tree(folder.path());
    let claims = folder.read("claims/example.toml");
    folder.file(
        "seeds/letter.txt",
        letter.replace("Tuesday, 7 March", "Wednesday, 8 March"),
    );
    folder.file(
        "claims/example.toml",
        claims.replace("Tuesday, 7 March", "Wednesday, 8 March"),
    );
    assert_eq!(code(&run(folder.path(), &["lock"])), 0);
    let changed = run(folder.path(), &["check"]);
    let said = text(&changed.stdout);
    assert_eq!(code(&changed), 1, "{said}");
    assert!(
        said.contains("Tuesday, 7 March") && said.contains("Wednesday, 8 March"),
        "{said}"
    );
    let proposal = "snapshots/example/closing-day.snap.new";
    assert!(folder.read(proposal).contains("Wednesday, 8 March"));

    // Nobody to ask: it says so, and changes nothing.
    assert_eq!(code(&run(folder.path(), &["review"])), 2);
    assert_eq!(code(&run(folder.path(), &["review", "--reject"])), 1);
    assert!(!folder.path().join(proposal).exists());
    assert_eq!(code(&run(folder.path(), &["check"])), 1);
    assert_eq!(code(&run(folder.path(), &["review", "--accept"])), 0);
    assert_eq!(code(&run(folder.path(), &["check"])), 0);

    // Everything back: the tree is as it was, once that is reviewed too.
    folder.file("seeds/letter.txt", &letter);
    folder.file("claims/example.toml", &claims);
    run(folder.path(), &["lock"]);
    assert_eq!(code(&run(folder.path(), &["review", "--accept"])), 0);
    assert_eq!(corpus::tree(folder.path()), before);
}

#[test]
fn a_run_that_checks_nothing_is_an_error() {
    let folder = Folder::new("nothing");
    assert_eq!(code(&run(folder.path(), &["check"])), 2);
    run(folder.path(), &["init"]);
    let none = run(folder.path(), &["check", "no-such-claim"]);
    assert_eq!(code(&none), 2);
    assert!(
        text(&none.stdout).contains("no claim matches"),
        "{}",
        text(&none.stdout)
    );
    std::fs::remove_file(folder.path().join("claims/example.toml")).unwrap();
    assert_eq!(code(&run(folder.path(), &["check"])), 2);
}

#[test]
fn one_broken_claim_hides_no_other() {
    let folder = Folder::new("broken");
    run(folder.path(), &["init"]);
    let claims = folder.read("claims/example.toml");
    folder.file(
        "claims/example.toml",
        format!("{claims}\n[broken]\nclaim = \"A {{\"\npr.notice = \"x\"\n"),
    );
    let output = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!(code(&output), 2);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(report["summary"]["claims"], 4);
    let n_errors = report["diagnostics"].as_array().unwrap().len();
    assert!(n_errors >= 2, "{:#}", report["diagnostics"]);
}

#[test]
fn a_closed_pipe_ends_quietly() {
    let folder = corpus::copy("pipe");
    let mut child = Command::new(env!("CARGO_BIN_EXE_claimtest"))
        .args(["check", "--format", "json"])
        .current_dir(folder.path())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(text(&output.stderr), "");
}

#[test]
fn the_order_of_threads_changes_no_byte() {
    let folder = corpus::copy("threads");
    let report = |threads: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_claimtest"))
            .args(["check", "--format", "json", "--verbose"])
            .current_dir(folder.path())
            .env("RAYON_NUM_THREADS", threads)
            .output()
            .unwrap();
        output.stdout
    };
    assert_eq!(text(&report("1")), text(&report("7")));
}

#[test]
fn explain_tells_the_steps_and_what_is_not_established() {
    let folder = Folder::new("explain");
    run(folder.path(), &["init"]);
    let output = run(folder.path(), &["explain", "closing-day"]);
    let said = text(&output.stdout);
    assert_eq!(code(&output), 0, "{said}");
    for part in [
        "looked for",
        "verbatim",
        "2023-03-06",
        "2023-03-07",
        "it does not establish",
    ] {
        assert!(said.contains(part), "`{part}` is missing in\n{said}");
    }
    assert_eq!(
        code(&run(folder.path(), &["explain", "nothing-of-the-kind"])),
        2
    );
}
