//! What is read as a quotation in the five sources, and whose words it is said to be.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use claimtest::source::Text;
use claimtest::source::quotation::{self, Quotation, Said, Speaker};
use claimtest::source::segment;
use claimtest::span::Span;

use crate::golden;
use crate::oracle::{generate, generated::Kind};

fn read(text: &str) -> Vec<Quotation> {
    let paragraphs = segment::paragraphs(text);
    let sentences: Vec<Span> = paragraphs
        .iter()
        .flat_map(|&paragraph| segment::sentences(text, paragraph))
        .collect();
    quotation::read(text, &paragraphs, &sentences)
}

fn seeds() -> Vec<PathBuf> {
    texts(&Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"))
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut seeds: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "txt"))
        .collect();
    seeds.sort();
    seeds
}

/// The words of a span on one line, the middle of long ones left out.
fn words(text: &str, span: Span) -> String {
    let words: Vec<&str> = span.of(text).split_whitespace().collect();
    match words.len() {
        0..=18 => words.join(" "),
        count => format!(
            "{} … {}",
            words[..9].join(" "),
            words[count - 6..].join(" ")
        ),
    }
}

fn named(speaker: &Speaker) -> String {
    let doubt = if speaker.certain { "" } else { "?" };
    match &speaker.resolved {
        Some(name) if *name != speaker.words => format!("{} = {name}{doubt}", speaker.words),
        _ => format!("{}{doubt}", speaker.words),
    }
}

fn listed(text: &str, quotations: &[Quotation]) -> String {
    let mut body = String::new();
    for quotation in quotations {
        let indent = "  ".repeat(quotation.depth);
        let kind = format!("{:?}", quotation.kind).to_lowercase();
        let content: Vec<String> = quotation
            .content
            .iter()
            .map(|&part| words(text, part))
            .collect();
        writeln!(body, "{indent}{kind}  {}", content.join(" | ")).unwrap();
        if let Some(speaker) = &quotation.speaker {
            let cue = quotation.cue.map_or("", |cue| cue.of(text));
            let sure = format!("{:?}", quotation.confidence).to_lowercase();
            writeln!(body, "{indent}    by {}  [{cue}] {sure}", named(speaker)).unwrap();
        }
        for by in &quotation.via {
            writeln!(body, "{indent}    via {}", named(by)).unwrap();
        }
    }
    body
}

#[test]
fn quotations_of_the_sources_are_reviewed() {
    for path in seeds() {
        let text = std::fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let id = name.split('_').next().unwrap();
        golden::assert("quotations", id, &listed(&text, &read(&text)));
    }
}

#[test]
fn hostile_texts_are_read_without_a_panic_and_in_linear_time() {
    let units = [
        "“",
        "“a ",
        "\"a\" said ",
        "said ",
        "“a” ",
        "“A,” he said, ",
        "and X said that ",
        "who ",
        ", ",
        "X, ",
        "(",
        "“a\n\n",
        "‘a",
        "“‘",
        "X and ",
        "of X ",
        "according to ",
        "he said. ",
        "a:\n\n",
        "[Source]\n\n",
        "Mr. X ",
        "”",
        "'' ",
        "…",
        "said that ",
        "“a ‘b’ c” ",
        "“a,” he said. ",
        "called for a b and ",
        "X urged Y to ",
        "his claim that ",
        "when he said, ",
        "One of X, ",
        "its envoy to ",
        "how he asked how ",
        "> a\n",
        "\u{c}a ",
        "17\n\na\n\n",
    ];
    for unit in units {
        let text = unit.repeat(20_000 / unit.len());
        let acts = Text::new(text.clone()).acts();
        for quotation in read(&text).into_iter().chain(acts) {
            assert!(quotation.span.of(&text).len() <= text.len());
        }
    }
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig {
        failure_persistence: Some(Box::new(
            proptest::test_runner::FileFailurePersistence::Direct("tests/regressions/quotations.txt"),
        )),
        ..proptest::prelude::ProptestConfig::default()
    })]

    #[test]
    fn parts_lie_within_their_quotation_and_inner_within_outer(
        words in proptest::collection::vec(
            proptest::sample::select(vec![
                "“", "”", "\"", "'", "‘", "’", "he", "Xi Jinping", "said", "that", "it is over", ",",
                ".", ":", "\n\n", "\n", "who", "according to", "the leader", "[Source]", "(", ")",
                "—", "ß", "…", "He", "told", "and", "\u{a0}", "é́",
            ]),
            0..60,
        ),
        joiner in proptest::sample::select(vec!["", " "]),
    ) {
        let text = words.join(joiner);
        let quotations = read(&text);
        for (at, quotation) in quotations.iter().enumerate() {
            for part in &quotation.content {
                proptest::prop_assert!(quotation.span.contains(*part));
                let _ = part.of(&text);
            }
            if let Some(parent) = quotation.parent {
                proptest::prop_assert!(parent < at);
                proptest::prop_assert!(quotations[parent].span.contains(quotation.span));
            }
            for speaker in quotation.speaker.iter().chain(&quotation.via) {
                let _ = speaker.span.of(&text);
            }
        }
    }
}

/// Whether words are quoted, and who says them if anybody does, is the same whether the whole text is read for it or
/// not: every few words of the sources, and of texts that are made of theirs in other orders.
#[test]
fn what_is_told_from_nearby_is_what_the_whole_text_tells() {
    let (folder, _) = generate("quoted", 100_000, 1, &[Kind::Exact]);
    let generated = texts(&folder.path().join("seeds/000"));
    let (mut n_held, mut n_free) = (0, 0);
    for path in seeds().into_iter().chain(generated) {
        let text = Text::new(std::fs::read_to_string(path).unwrap());
        let asked = text.anew();
        let starts = text.original().match_indices(' ').map(|(at, _)| at + 1);
        for start in starts.step_by(3) {
            let end = text.original().ceil_char_boundary(start + 20);
            let span = Span::new(start, end.min(text.original().len()));
            let is_quoted = text.quotations().iter().any(|it| it.span.contains(span));
            let said = Said::of(text.quotations(), span);
            let found = (asked.anew().is_quoted(span), asked.anew().said_at(span));
            assert_eq!(found, (is_quoted, said), "{}", words(text.original(), span));
            n_held += usize::from(is_quoted);
            n_free += usize::from(!is_quoted);
        }
    }
    assert!(n_free > n_held / 2, "{n_held} {n_free}");
}
