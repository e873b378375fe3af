//! Claim files: those that must be rejected, those of the project, and arbitrary text.
//!
//! In `tests/fixtures/reject/*.toml` a comment `#~ MESSAGE ^ CARET` stands on the line that a mistake is
//! on, or in a line of its own below it: what is said, and the bytes that are marked (left out where the
//! comment cannot hold them). Above everything else it is about the file as a whole. A file is rejected
//! with these mistakes and no others.

use std::path::{Path, PathBuf};

use claimtest::claim::{self, Claim};
use claimtest::diagnostic::Diagnostic;
use claimtest::source::SourceId;
use claimtest::span::{LineIndex, Span};
use claimtest::value::Context;
use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;

/// The sources that there are where the fixtures are read.
const KNOWN: [&str; 3] = ["000", "001", "002"];

/// A mistake: its line from 1 (0 is the file), what is said, what is marked if that is known.
type Mistake = (usize, String, Option<String>);

#[test]
fn rejected_files_say_why_and_where() {
    let files = files("tests/fixtures/reject");
    assert!(files.len() > 30, "{files:?}");
    for path in files {
        let text = std::fs::read_to_string(&path).unwrap();
        let (_, diagnostics) = read("topic", &text);
        let expected = expected(&text);
        let mut found: Vec<Mistake> = diagnostics.iter().map(|d| mistake(&text, d)).collect();
        for ((.., marked), (.., known)) in found.iter_mut().zip(&expected) {
            *marked = marked.take().filter(|_| known.is_some());
        }
        assert!(!expected.is_empty(), "{} expects nothing", path.display());
        assert_eq!(found, expected, "{}", path.display());
        for diagnostic in &diagnostics {
            assert!(!diagnostic.help.is_empty(), "no help: {diagnostic:?}");
            assert_ne!(diagnostic.help, [""], "no help: {diagnostic:?}");
        }
    }
}

#[test]
fn a_broken_claim_hides_no_other() {
    let sound = "[sound]\nclaim = \"It is {so}.\"\nper.000 = \"it is {so}\"\n\n";
    for path in files("tests/fixtures/reject") {
        let broken = std::fs::read_to_string(&path).unwrap();
        let text = format!("{broken}\n{sound}");
        let (claims, _) = claim::read("topic", "claims/topic.toml", &text);
        assert!(
            claims.iter().any(|c| c.id.name == "sound"),
            "{} hides a claim below",
            path.display()
        );
    }
}

#[test]
fn the_projects_own_claims_are_read() {
    let files = files("claims");
    assert!(!files.is_empty());
    for path in files {
        let topic = path.file_stem().unwrap().to_str().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        let (claims, diagnostics) = claim::read(topic, "f", &text);
        assert_eq!(diagnostics, [], "{}", path.display());
        assert_eq!(
            claims.len(),
            text.lines().filter(|line| line.starts_with('[')).count()
        );
        assert!(
            text.starts_with("#:schema ./claimtest.schema.json"),
            "{}",
            path.display()
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig {
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct("tests/regressions/fixtures.txt"))),
        ..ProptestConfig::default()
    })]

    #[test]
    fn arbitrary_text_is_read(text in any::<String>()) {
        spans_lie_inside(&text);
    }

    #[test]
    fn pieces_of_claims_in_any_order_are_read(pieces in prop::collection::vec(piece(), 0..40)) {
        spans_lie_inside(&pieces.concat());
    }

    #[test]
    fn a_rejected_file_with_a_hole_is_read(
        which in any::<prop::sample::Index>(),
        at in any::<prop::sample::Index>(),
        len in 0_usize..40,
    ) {
        let files = files("tests/fixtures/reject");
        let text = std::fs::read_to_string(which.get(&files)).unwrap();
        let chars: Vec<char> = text.chars().collect();
        let from = at.index(chars.len());
        let to = (from + len).min(chars.len());
        let holed: String = chars[..from].iter().chain(&chars[to..]).collect();
        spans_lie_inside(&holed);
    }
}

/// What claim files are made of, right and wrong.
fn piece() -> impl Strategy<Value = String> {
    let known: Vec<String> = [
        "[a]\n",
        "[b.per]\n",
        "[[c]]\n",
        "[a",
        "\n",
        "\r\n",
        "\u{feff}",
        "claim = ",
        "per.000 = ",
        "but.é = ",
        "count.000 = ",
        "absent.all = ",
        "together.0 = {",
        "waive = {",
        "within = ",
        "at_least = ",
        "\"é {a} {{b\"",
        "\"{\\u00e9 }\\\"\"",
        "'{'",
        "\"\"\"\nx \\\n  {y}",
        "\"\"\"",
        "'''",
        "[",
        "]",
        "{",
        "}",
        ",",
        "=",
        "“",
        "3",
        "2026-02-30",
        "passage = ",
        "any = ",
        "#~ ",
        "\\",
        "\u{0}",
        "silent = [\"000\", \"000\"]\n",
        " ",
        ".",
    ]
    .map(str::to_owned)
    .into();
    prop::sample::select(known)
}

/// Every span of every claim and diagnostic can be cut out of the text.
fn spans_lie_inside(text: &str) {
    let (claims, diagnostics) = read("topic", text);
    for label in diagnostics.iter().flat_map(|d| &d.labels) {
        assert_inside(text, label.span.unwrap_or_default());
    }
    for claim in &claims {
        assert_inside(text, claim.span);
        for brace in &claim.statement.braces {
            assert!(brace.of(text).starts_with('{') || brace.of(text).starts_with('\\'));
        }
        for passage in claim.evidence.iter().flat_map(|e| &e.passages) {
            let template = &passage.template;
            assert_inside(text, template.span);
            template
                .braces
                .iter()
                .for_each(|brace| assert_inside(text, *brace));
            template
                .slots
                .iter()
                .for_each(|slot| assert_inside(&template.text, *slot));
        }
    }
}

fn assert_inside(text: &str, span: Span) {
    assert!(
        text.get(span.start..span.end).is_some(),
        "{span:?} of {text:?}"
    );
}

/// Reads a file and checks it against the known sources, as a run does.
fn read(topic: &str, text: &str) -> (Vec<Claim>, Vec<Diagnostic>) {
    let (claims, mut diagnostics) = claim::read(topic, "claims/topic.toml", text);
    diagnostics.extend(claim::check_sources(&claims, &KNOWN.map(SourceId::new)));
    for claim in &claims {
        diagnostics.extend(claim::check_values(claim, |_| Context::default()));
    }
    diagnostics.sort_by_key(|d| d.labels.first().and_then(|label| label.span));
    (claims, diagnostics)
}

fn mistake(text: &str, diagnostic: &Diagnostic) -> Mistake {
    let place = diagnostic.labels[0].span.map(|span| {
        let line = LineIndex::new(text).position(text, span.start).line;
        (line, Some(span.of(text).to_owned()))
    });
    let (line, marked) = place.unwrap_or_default();
    (line, diagnostic.message.clone(), marked)
}

fn expected(text: &str) -> Vec<Mistake> {
    let mut expected = Vec::new();
    let mut line = 0;
    for (at, content) in text.lines().enumerate() {
        let Some((before, comment)) = content.split_once("#~ ") else {
            line = at + 1;
            continue;
        };
        if !before.trim().is_empty() {
            line = at + 1;
        }
        let (message, marked) = match comment.rsplit_once(" ^") {
            Some((message, marked)) => (
                message,
                Some(marked.strip_prefix(' ').unwrap_or(marked).to_owned()),
            ),
            None => (comment, None),
        };
        expected.push((line, message.to_owned(), marked));
    }
    expected
}

/// The TOML files of a folder of the project, in order.
fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let entries = std::fs::read_dir(folder).expect("the folder is part of the project");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("the folder can be listed").path())
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "toml")
        })
        .collect();
    files.sort();
    files
}
