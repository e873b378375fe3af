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
fn what_was_reviewed_stays_so_however_its_lines_end() {
    let folder = Folder::new("line-ends");
    folder.file("claimtest.toml", "");
    folder.file("seeds/a.txt", "The mayor left on Monday with 12 people.\n");
    folder.file("seeds/b.txt", "The mayor left on Monday with 14 people.\n");
    folder.file(
        "claims/x.toml",
        "[a]\r\nclaim = \"\"\"The mayor\r\nleft with {12} people.\"\"\"\r\n\
         per.a = \"Monday with {12} people\"\r\nbut.b = \"Monday with {14} people\"\r\n",
    );
    assert_eq!(code(&run(folder.path(), &["lock"])), 0);
    assert_eq!(code(&run(folder.path(), &["check"])), 1);
    assert_eq!(code(&run(folder.path(), &["review", "--accept"])), 0);
    let snapshot = folder.read("snapshots/x/a.snap");
    assert!(
        snapshot.contains("claim    The mayor left with {12} people.\n"),
        "{snapshot}"
    );
    let crlf = snapshot.replace('\n', "\r\n");
    folder.file("snapshots/x/a.snap", crlf);
    assert_eq!(code(&run(folder.path(), &["check"])), 0);
}

#[test]
fn every_command_has_a_manual_page() {
    let folder = Folder::new("man");
    for (arguments, status, words) in [
        (&["man"][..], 0, "claimtest\\-check(1)"),
        (&["man", "check"], 0, "\\-\\-watch"),
        (&["man", "chekc"], 2, ""),
    ] {
        let output = run(folder.path(), arguments);
        let said = text(&output.stdout);
        assert_eq!(code(&output), status, "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
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

#[test]
fn a_waiver_holds_until_its_day_and_no_longer_than_it_is_needed() {
    let folder = Folder::new("waive");
    run(folder.path(), &["init"]);
    let failing = "claim = \"The library closes on {7 March 2023}.\"\nper.notice = \"closes on {Monday, 6 March 2023}\"";
    let holding = failing.replace('7', "6");
    let waive = "waive = { reason = \"the town has been asked\", until = 2026-03-31 }";
    for (claim, today, code, said) in [
        (failing, "2026-03-31", 0, "1 waived"),
        (failing, "2026-04-01", 1, "ran out on 2026-03-31"),
        (holding.as_str(), "2026-03-31", 1, "still waived"),
    ] {
        folder.file(
            "claims/waived.toml",
            format!("[closing]\n{claim}\n{waive}\n"),
        );
        let output = Command::new(env!("CARGO_BIN_EXE_claimtest"))
            .arg("check")
            .current_dir(folder.path())
            .env("CLAIMTEST_TODAY", today)
            .output()
            .unwrap();
        let shown = text(&output.stdout);
        assert_eq!(output.status.code(), Some(code), "{shown}");
        assert!(shown.contains(said), "`{said}` is missing in\n{shown}");
    }
}

#[test]
fn a_claim_on_an_unread_source_is_never_green() {
    let folder = Folder::new("unread");
    run(folder.path(), &["init"]);
    folder.file("seeds/notice.txt", [0xFF_u8, 0xFE, 0x00]);
    let output = run(folder.path(), &["check", "--format", "json"]);
    assert_eq!(code(&output), 2);
    let report: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let claims = report["claims"].as_array().unwrap();
    assert!(
        claims.iter().all(|claim| claim["holds"] == false),
        "{claims:#?}"
    );
    assert!(report["summary"]["unread"].as_u64() >= Some(1));
}

#[test]
fn several_formats_are_written_in_one_run() {
    let folder = Folder::new("formats");
    run(folder.path(), &["init"]);
    let output = run(
        folder.path(),
        &[
            "check",
            "--format",
            "junit=report.xml",
            "--format",
            "markdown=report.md",
            "--format",
            "json",
        ],
    );
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert!(folder.read("report.xml").starts_with("<?xml"));
    assert!(folder.read("report.md").contains("4 claims"));
    assert!(serde_json::from_slice::<serde_json::Value>(&output.stdout).is_ok());
    assert_eq!(
        code(&run(
            folder.path(),
            &["check", "--format", "json", "--format", "human"]
        )),
        2
    );
}

#[test]
fn a_document_becomes_a_source_once() {
    let folder = Folder::new("import");
    run(folder.path(), &["init"]);
    folder.file("notes.md", "# Notes\n\nThe baths are **closed**.\n");
    assert_eq!(
        code(&run(
            folder.path(),
            &["import", "notes.md", "--id", "notes"]
        )),
        0
    );
    assert_eq!(code(&run(folder.path(), &["check"])), 0);
    let tree = corpus::tree(folder.path());
    assert_eq!(
        code(&run(
            folder.path(),
            &["import", "notes.md", "--id", "notes"]
        )),
        0
    );
    assert_eq!(corpus::tree(folder.path()), tree);
    folder.file("notes.md", "# Notes\n\nThe baths are **open**.\n");
    let refused = run(folder.path(), &["import", "notes.md", "--id", "notes"]);
    assert_eq!(code(&refused), 2);
    assert!(
        text(&refused.stderr).contains("+ The baths are open."),
        "{}",
        text(&refused.stderr)
    );
}

#[test]
fn read_shows_values_and_speakers() {
    let folder = Folder::new("read");
    run(folder.path(), &["init"]);
    let values = text(
        &run(
            folder.path(),
            &["read", "notice", "--values", "--format", "jsonl"],
        )
        .stdout,
    );
    assert!(values.contains("\"canonical\":\"2023-03-06\""), "{values}");
    let quotations =
        text(&run(folder.path(), &["read", "seeds/notice.txt", "--quotations"]).stdout);
    assert!(quotations.contains("by Ada Lind"), "{quotations}");
}

#[test]
fn what_an_elision_hides_is_a_note_and_fails_where_the_project_says_so() {
    let folder = Folder::new("notes");
    run(folder.path(), &["init"]);
    folder.file(
        "seeds/minutes.txt",
        "The council did agree, but not in so many words, to pay for the floor.\n",
    );
    folder.file(
        "claims/council.toml",
        "[agreed]\nclaim = \"The council agreed to pay.\"\nper.minutes = \"The council did agree … to pay for the floor\"\n",
    );
    let shown = text(&run(folder.path(), &["check", "council", "--verbose"]).stdout);
    assert!(
        shown.contains("the elision hides `not`, among 6 words"),
        "{shown}"
    );
    assert!(
        shown.contains("1 claim, 1 check, 3 sources, 0 unread, 2 notes"),
        "{shown}"
    );
    let settings = folder.read("claimtest.toml");
    folder.file(
        "claimtest.toml",
        format!("fail_on = [\"gap-hides\"]\n{settings}"),
    );
    assert_eq!(code(&run(folder.path(), &["check", "council"])), 1);
    folder.file(
        "claimtest.toml",
        format!("fail_on = [\"gap-hide\"]\n{settings}"),
    );
    let wrong = text(&run(folder.path(), &["check", "council"]).stdout);
    assert!(wrong.contains("did you mean `gap-hides`?"), "{wrong}");
}
