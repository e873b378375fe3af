//! The harness in a repository that is not this one: three lines, one test a claim, red and green.

use std::path::Path;
use std::process::{Command, Output};

use crate::folder::Folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A Rust repository that uses nothing but the harness.
fn repository() -> Folder {
    let folder = Folder::new("other-repository");
    folder.file(
        "Cargo.toml",
        format!(
            "[package]\nname = \"other\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dev-dependencies]\nclaimtest = {{ path = {ROOT:?}, default-features = false }}\n\n\
             [[test]]\nname = \"claims\"\nharness = false\n\n[workspace]\n"
        ),
    );
    folder.file("src/lib.rs", "");
    folder.file(
        "tests/claims.rs",
        "fn main() -> std::process::ExitCode {\n    claimtest::harness::main(env!(\"CARGO_MANIFEST_DIR\"))\n}\n",
    );
    folder.file("seeds/a.txt", "The lock was opened once, on Monday.\n");
    folder.file("seeds/b.txt", "The lock was opened twice, on Monday.\n");
    folder.file(
        "claims/lock.toml",
        "[opened]\nclaim = \"The lock was opened {once}.\"\nper.a = \"The lock was opened {once}\"\nbut.b = \"The lock was opened {twice}\"\n\n\
         [monday]\nclaim = \"It was a {Monday}.\"\nper.a = \"on {Monday}\"\n",
    );
    std::fs::copy(
        Path::new(ROOT).join("Cargo.lock"),
        folder.path().join("Cargo.lock"),
    )
    .unwrap();
    folder
}

/// Runs its tests; what is compiled is kept from one run to the next.
fn test(folder: &Folder, update: &str, arguments: &[&str]) -> (Output, String) {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join("other-repository-target");
    let output = Command::new(env!("CARGO"))
        .args(["test", "--offline", "--test", "claims", "--"])
        .args(arguments)
        .current_dir(folder.path())
        .env("CARGO_TARGET_DIR", target)
        .env("INSTA_UPDATE", update)
        .env_remove("INSTA_SNAPSHOT_REFERENCES_FILE")
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    (output, said)
}

#[test]
fn claims_are_tests_in_any_repository() {
    let folder = repository();

    // Nobody has reviewed the disagreement yet.
    let (output, said) = test(&folder, "new", &[]);
    assert!(!output.status.success(), "{said}");
    assert!(
        said.contains("test lock::monday"),
        "{said}{}",
        String::from_utf8_lossy(&output.stderr)
    );
    assert!(said.contains("finding  conflict"), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    assert!(
        folder
            .path()
            .join("snapshots/lock/opened.snap.new")
            .exists()
    );

    let (output, said) = test(&folder, "always", &[]);
    assert!(output.status.success(), "{said}");
    let (output, said) = test(&folder, "no", &[]);
    assert!(output.status.success(), "{said}");
    assert!(said.contains("3 passed; 0 failed; 0 ignored"), "{said}");
    // As nextest asks for one.
    let (output, said) = test(&folder, "no", &["lock::monday", "--exact"]);
    assert!(
        output.status.success() && said.contains("1 passed"),
        "{said}"
    );

    // A changed source, a broken fixture, no claims at all: red.
    let claims = folder.read("claims/lock.toml");
    folder.file("claims/lock.toml", claims.replace("{Monday}.", "{Friday}."));
    let (output, said) = test(&folder, "no", &[]);
    assert!(!output.status.success(), "{said}");
    assert!(
        said.contains("claimed `Friday`") && said.contains("found `Monday`"),
        "{said}"
    );
    folder.file(
        "claims/lock.toml",
        format!("{claims}\n[broken]\nclaim = 3\n"),
    );
    let (output, said) = test(&folder, "no", &[]);
    assert!(
        !output.status.success() && said.contains("claims/lock.toml"),
        "{said}"
    );
    std::fs::remove_file(folder.path().join("claims/lock.toml")).unwrap();
    let (output, said) = test(&folder, "no", &[]);
    assert!(!output.status.success(), "{said}");
}
