//! Where a source has pages, every report that names a place in it names the page.

use std::process::{Command, Stdio};

use crate::folder::Folder;

const TEXT: &str = "Minutes of the council.\nThe library closes on Monday.\n\u{c}The roof was mended.\n\u{c}The van \
                    stands at the market twice a week, and 900 books were moved.\n";
const CLAIMS: &str = r#"
[moved]
claim = "{More than a thousand} books were moved."
per.000 = "{900} books were moved"

[gone]
claim = "The van stands at the market daily."
per.000 = "The van stands at the market every day of the week"

[mended]
claim = "The roof was mended."
per.000 = "The roof was mended"
"#;

#[test]
fn places_name_their_page() {
    let folder = Folder::new("pages");
    folder
        .file("claims/a.toml", CLAIMS)
        .file("seeds/000.txt", TEXT)
        .file("seeds/sources.toml", "");
    let run = |arguments: &[&str]| {
        let output = Command::new(env!("CARGO_BIN_EXE_claimtest"))
            .args(arguments)
            .current_dir(folder.path())
            .stdin(Stdio::null())
            .output()
            .unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    run(&["lock"]);
    for (format, places) in [
        (
            "human",
            &[
                "seeds/000.txt:4:",
                ", page 3",
                "supports  (verbatim)  page 2",
                "on line 4, page 3 (",
            ][..],
        ),
        ("json", &["\"page\": 3", "\"page\": 2"]),
        ("jsonl", &["\"page\":3"]),
        ("junit", &[", page 3"]),
        ("sarif", &["(page 3)", "nearest in 000, page 3"]),
        ("github", &["seeds/000.txt:4:", ", page 3"]),
        ("markdown", &[", page 3"]),
        ("html", &[", page 3"]),
        ("annotations", &["page 2", "page 3"]),
    ] {
        let report = run(&["check", "--verbose", "--format", format]);
        for place in places {
            assert!(
                report.contains(place),
                "{format} names no {place:?}:\n{report}"
            );
        }
    }
    let explained = run(&["explain", "a::mended"]);
    assert!(explained.contains("page 2"), "{explained}");
}
