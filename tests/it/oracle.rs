//! Generated projects held against independent ways to the same answers: an automaton that reports
//! overlapping matches, a full edit-distance search, counts that the generator knows; and answers that
//! took the way over lines of JSON against those that did not.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use aho_corasick::AhoCorasick;
use claimtest::index::Index;
use claimtest::passage::{self, Query, Rung};
use claimtest::project::{
    Answered, Answering, LoadOptions, Project, RunOptions, Selection, Sent, Update,
};
use claimtest::report::{self, Format, Input, Style};
use claimtest::source::token::Tokens;
use claimtest::verdict::{Role, Run, Verdict};

use crate::folder::Folder;

#[path = "../../benches/corpus/mod.rs"]
pub(crate) mod generated;

use generated::{Kind, Plan, Planned};

/// A project with that many bytes and claims, and what is known of its claims.
pub(crate) fn generate(
    name: &str,
    bytes: usize,
    claims: usize,
    kinds: &[Kind],
) -> (Folder, Vec<Planned>) {
    let folder = Folder::new(name);
    let plan = Plan {
        seed: 5,
        bytes,
        claims,
        kinds: kinds.to_vec(),
    };
    let mut seeds: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds"))
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|it| it == "txt"))
        .collect();
    seeds.sort();
    let seeds: Vec<String> = seeds
        .iter()
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    let (planned, _) = generated::write(folder.path(), &plan, &seeds).unwrap();
    (folder, planned)
}

fn load(folder: &Folder) -> Project {
    let (project, found) = Project::load(folder.path(), &LoadOptions::default());
    assert_eq!(found, [], "a generated project has nothing wrong");
    project
}

fn options() -> RunOptions {
    RunOptions {
        selection: Selection::All,
        today: jiff::civil::date(2024, 1, 1),
        update: Update::Report,
    }
}

pub(crate) fn json(project: &Project, run: &Run) -> String {
    let input = Input::new(run, &project.sources, &project.files);
    let style = Style {
        color: false,
        verbose: true,
    };
    report::render(Format::from_name("json").unwrap(), &input, style)
}

#[test]
fn exact_places_are_those_of_an_automaton() {
    let (folder, planned) = generate("oracle-exact", 120_000, 160, &[Kind::Exact, Kind::Absent]);
    let project = load(&folder);
    let patterns: Vec<&str> = planned.iter().map(|it| it.text.as_str()).collect();
    let automaton = AhoCorasick::new(&patterns).unwrap();
    let index = Index::new(project.sources.iter().map(|source| &source.text));
    let mut wrong = Vec::new();
    for (number, source) in project.sources.iter().enumerate() {
        let text = source.text.original();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let whole = |start: usize, end: usize| {
            !is_word(text[..start].chars().next_back()) && !is_word(text[end..].chars().next())
        };
        let expected: BTreeSet<(usize, usize)> = automaton
            .find_overlapping_iter(text)
            .filter(|hit| whole(hit.start(), hit.end()))
            .map(|hit| (hit.pattern().as_usize(), hit.start()))
            .collect();
        let mut found = BTreeSet::new();
        for (pattern, text) in patterns.iter().enumerate() {
            let places = passage::find(&Query::new(text), &index, number).into_iter();
            let exact = places.filter(|place| place.rung == Rung::Verbatim);
            found.extend(exact.map(|place| (pattern, place.span.start)));
        }
        if found != expected {
            let differing: Vec<_> = found.symmetric_difference(&expected).collect();
            wrong.push(format!("{}: {differing:?}", source.id));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn what_is_nearest_is_at_the_least_distance() {
    let (folder, planned) = generate("oracle-near", 80_000, 40, &[Kind::Altered, Kind::Absent]);
    let project = load(&folder);
    let index = Index::new(project.sources.iter().map(|source| &source.text));
    for planned in &planned {
        let query = Query::new(&planned.text);
        if !passage::find(&query, &index, planned.document).is_empty() {
            continue;
        }
        let wanted = keys(&Tokens::new(&planned.text));
        let text = project.sources[planned.document].text.original();
        let least = least_distance(&wanted, &keys(&Tokens::new(text)));
        let Some(nearest) = passage::nearest(&query, &index, planned.document) else {
            // Nothing is shown that has fewer than three words in ten in common.
            assert!(
                10 * least > 5 * wanted.len(),
                "{least} of {}: {}",
                wanted.len(),
                planned.text
            );
            continue;
        };
        let there = keys(&Tokens::new(nearest.span.of(text)));
        assert_eq!(distance(&wanted, &there), least, "{}", planned.text);
    }
}

fn keys(tokens: &Tokens) -> Vec<u32> {
    tokens.all().iter().map(|token| token.key).collect()
}

/// The distance of `a` to the stretch of `b` that is nearest to it.
fn least_distance(a: &[u32], b: &[u32]) -> usize {
    last_row(a, b, |_| 0).into_iter().min().unwrap_or(a.len())
}

/// The distance of `a` to all of `b`.
fn distance(a: &[u32], b: &[u32]) -> usize {
    last_row(a, b, |at| at)[b.len()]
}

/// The last row of the table of distances; `first` is its first row.
fn last_row(a: &[u32], b: &[u32], first: impl Fn(usize) -> usize) -> Vec<usize> {
    let mut row: Vec<usize> = (0..=b.len()).map(first).collect();
    for (idx, wanted) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = idx + 1;
        for at in 1..row.len() {
            let replaced = diagonal + usize::from(b[at - 1] != *wanted);
            diagonal = row[at];
            row[at] = replaced.min(row[at] + 1).min(row[at - 1] + 1);
        }
    }
    row
}

#[test]
fn claims_hold_as_they_were_made_to() {
    let (folder, planned) = generate("oracle-verdicts", 100_000, 140, &Kind::ALL);
    let project = load(&folder);
    let run = project.run(&options());
    let mut wrong = Vec::new();
    for (outcome, planned) in run.outcomes.iter().zip(&planned) {
        let expected = match planned.kind {
            Kind::Absent | Kind::Altered => Verdict::Missing,
            _ => Verdict::Supported,
        };
        let verdicts: Vec<Verdict> = outcome
            .answers
            .iter()
            .filter(|answer| answer.role != Role::Probe)
            .map(|answer| answer.verdict)
            .collect();
        if verdicts != [expected] {
            wrong.push(format!("{}: {verdicts:?} {}", outcome.id, planned.text));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

#[test]
fn neither_threads_nor_machines_change_a_byte() {
    let (folder, _) = generate("oracle-machines", 560_000, 140, &Kind::ALL);
    // More sources than are surveyed: a survey needs all texts at once, and is no part of what machines share.
    let project = load(&folder);
    let expected = json(&project, &project.run(&options()));
    let threads = rayon::ThreadPoolBuilder::new()
        .num_threads(1)
        .build()
        .unwrap();
    let alone = threads.install(|| json(&project, &project.run(&options())));
    assert!(alone == expected, "the number of threads shows");
    // Without answers kept, as few sources are looked into.
    let asked = project.run_with(&options(), |_| claimtest::check::Answers::Asked);
    assert!(json(&project, &asked) == expected, "kept answers show");

    let (without, found) = Project::load_without_sources(folder.path(), &LoadOptions::default());
    assert_eq!(found, []);
    let mut lines: Vec<String> = Vec::new();
    for part in project.sources.chunks(37) {
        let sent: Vec<Sent> = part
            .iter()
            .map(|source| {
                let (id, text) = (source.id.as_str(), source.text.original());
                let line = serde_json::json!({ "id": id, "file": source.file, "text": text });
                serde_json::from_value(line).unwrap()
            })
            .collect();
        let answering = Answering::new(&without, &sent);
        let answered = sent.into_iter().map(|sent| answering.answer(sent));
        lines.extend(answered.map(|answered| serde_json::to_string(&answered).unwrap()));
    }
    // A part that a lost machine had answered comes twice, and the order is another.
    lines.extend_from_within(..20);
    lines.reverse();
    let answers = |lines: &[String]| -> Vec<Answered> {
        let lines = lines.iter();
        lines
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    };
    let (merged, found, findings) =
        Project::from_answers(folder.path(), &LoadOptions::default(), answers(&lines)).unwrap();
    assert_eq!(found, []);
    let known = merged.known(findings);
    let run = merged.run_with(&options(), |_| known);
    assert!(json(&merged, &run) == expected, "the machines show");

    folder.file(
        "claims/another.toml",
        "[a]\nclaim = \"A.\"\nabsent.all = \"x\"\n",
    );
    let refused = Project::from_answers(folder.path(), &LoadOptions::default(), answers(&lines));
    assert!(refused.is_err(), "answers to other claims are refused");
}
