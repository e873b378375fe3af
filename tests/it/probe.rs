//! Claims put to sources that they do not cite, from end to end.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use claimtest::check::Answers;
use claimtest::project::{
    Answered, Answering, LoadOptions, Project, RunOptions, Selection, Sent, Update,
};
use claimtest::verdict::{Outcome, Role, Run};

use crate::corpus;
use crate::folder::Folder;
use crate::oracle::json;

fn load(folder: &Folder) -> Project {
    Project::load(folder.path(), &LoadOptions::default()).0
}

fn options(update: Update) -> RunOptions {
    RunOptions {
        selection: Selection::All,
        today: jiff::civil::date(2024, 1, 1),
        update,
    }
}

/// The finding of an outcome and what sources say that the claim does not cite; then what fails, and
/// what is noted.
fn told(outcome: &Outcome) -> String {
    let finding = outcome.finding.map_or("none", |finding| finding.name());
    let mut told = format!("{finding} {}", outcome.origins);
    for answer in outcome.answers.iter().filter(|it| it.role == Role::Probe) {
        let _ = write!(told, ", {} {}", answer.source, answer.verdict.verb());
    }
    for failure in &outcome.failures {
        let _ = write!(told, "; fails {}", failure.diagnostic.rule);
    }
    for note in outcome.notes.iter().filter(|note| note.rule == "unrelated") {
        let _ = write!(told, "; notes {}", note.rule);
    }
    told
}

/// The claims that are asked, each with the text of the source `a` that it cites.
const CLAIMS: &str = r#"
day | This was evident from the joint statements released on Wednesday. | claim = "They were released on {Wednesday}." per.a = "the joint statements released on {Wednesday}"
dead | The flood killed nine people at Harlow. | claim = "{Nine} people died at Harlow." per.a = "killed {nine} people at Harlow"
rank | Velsen is a port. It is the fifth-largest port in Europe. | claim = "Velsen is the {fifth} port." per.a = "It is the {fifth}-largest port in Europe"
since | Dockers at Velsen have been on strike since March 3. | claim = "They have been on strike since {March 3}." per.a = "Dockers at Velsen have been on strike since {March 3}"
plans | The government does not plan to step in, she said. | claim = "The government {does not} plan to step in." per.a = "The government {does not} plan to step in"
said | “But the roof alone would cost a fortune to mend,” said Ruth Amadi. | claim = "Amadi named the roof." speaker = "Ruth Amadi" per.a = "the roof alone would cost a fortune to mend"
open | On Monday the bridge over the Sten was opened to lorries again after 12 days. | claim = "The bridge is open." per.a = "the bridge over the Sten was opened to lorries again after 12 days"
vote | The council approved item 4 of the budget with 12 votes. | claim = "Item 4 was approved." per.a = "The council approved item 4 of the budget with 12 votes"
votes | The council approved item 4 of the budget with 12 votes. The council approved item 5 of the budget with 9 votes. The council approved item 6 of the budget with 11 votes. | claim = "Item 4 was approved." per.a = "The council approved item 4 of the budget with 12 votes"
"#;

/// The claim, what the source `b` says, and what is found. After the claim may stand another day of
/// writing, or another key of the fixture.
const ASKED: &str = r#"
day | The joint statements released on Tuesday dispel all doubt. | conflict 1, b refutes
day | The joint statements were issued on Wednesday. | agreement 2, b supports
day | The joint statements were not released on Tuesday. | none 1
day | The statue was released on Tuesday. | none 1
day | The joint statements run to nine points. | none 1
day 2024-05-17 | The joint statements released on Tuesday dispel all doubt. | none 1
dead | The flood killed eleven people at Harlow. | conflict 1, b refutes
dead | The storm killed eleven people at Dunmore. | none 1
dead | The flood of 1987 killed eleven people at Harlow. | none 1
dead | Storm over Dunmore. It killed eleven people. | none 1
dead | The flood killed nine people at Harlow. | agreement 2, b supports
dead origin = "a" | The flood killed nine people at Harlow. | agreement 1, b supports
dead silent = ["b"] | The flood killed eleven people at Harlow. | conflict 1, b refutes; fails silent
dead unrelated.b = "An early count." | The flood killed eleven people at Harlow. | none 1
dead unrelated.b = "An early count." | The library was closed. | none 1; notes unrelated
rank | Antwerp is large. It is the second-largest port in Europe. | none 1
rank | Velsen is the fourth-largest port in Europe. | conflict 1, b refutes
since | The dockers of Velsen began their strike after lunch on March 6. | none 1
since | Dockers at Velsen have been on strike since March 6. | conflict 1, b refutes
plans | The government plans to step in, the minister said. | conflict 1, b refutes
plans | The government did not plan to step in. | agreement 2, b supports
said | “The roof alone would cost a great fortune to mend,” said Ruth Amadi. | wording 2, b supports
said | “The roof alone would not cost a fortune to mend,” said Ruth Amadi. | conflict 1, b refutes
said | “But the roof alone would cost a fortune to mend,” said Sam Treloar. | attribution 2, b supports
open | The bridge over the Sten was opened to lorries again after 12 days, the county said. | agreement 2, b supports
open | The bridge over the Sten was opened to lorries again after 21 days. | conflict 1, b refutes
open | The bridge over the Sten was closed to lorries. | none 1
vote | The council approved item 4 of the budget with 10 votes. | conflict 1, b refutes
vote | The council approved item 7 of the budget with 9 votes. The council approved item 8 of the budget with 10 votes. The council approved item 9 of the budget with 3 votes. | none 1
vote | The council approved item 7 of the budget with 9 votes. The council approved item 8 of the budget with 10 votes. The council approved item 4 of the budget with 12 votes. | agreement 1, b supports
votes | The council approved item 7 of the budget with 9 votes. | none 1
votes | The council approved item 4 of the budget with 12 votes. | agreement 1, b supports
"#;

#[test]
fn sources_that_are_not_cited_are_asked() {
    let claims: BTreeMap<&str, (&str, &str)> = CLAIMS
        .trim()
        .lines()
        .map(|line| {
            let parts: Vec<&str> = line.splitn(3, " | ").collect();
            (parts[0], (parts[1], parts[2]))
        })
        .collect();
    let mut wrong = Vec::new();
    for (at, line) in ASKED.trim().lines().enumerate() {
        let parts: Vec<&str> = line.splitn(3, " | ").collect();
        let (name, more) = parts[0].split_once(' ').unwrap_or((parts[0], ""));
        let (day, origin, key) = match more {
            _ if more.starts_with("20") => (more, "", ""),
            _ if more.starts_with("origin") => ("2023-03-22", more, ""),
            _ => ("2023-03-22", "", more),
        };
        let (cited, claim) = claims[name];
        let claim = [" speaker = ", " per.a = "]
            .iter()
            .fold(claim.to_owned(), |claim, key| {
                claim.replace(key, &format!("\n{}", key.trim_start()))
            });
        let folder = Folder::new(&format!("probe-{at}"));
        folder.file("claimtest.toml", "survey = \"never\"\n");
        folder.file("seeds/a.txt", cited);
        folder.file("seeds/b.txt", parts[1]);
        folder.file(
            "seeds/sources.toml",
            format!(
                "[a]\nwritten = 2023-03-22\nwritten_basis = \"known\"\n[b]\nwritten = {day}\nwritten_basis = \"known\"\n{origin}\n"
            ),
        );
        folder.file("claims/topic.toml", format!("[it]\n{claim}\n{key}\n"));
        let run = load(&folder).run(&options(Update::Report));
        let told = told(&run.outcomes[0]);
        if told != parts[2] {
            wrong.push(format!("{line}\n    but {told}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Of unrelated texts only those are asked that a claim lists.
#[test]
fn claims_are_put_to_named_sources_alone_where_the_settings_say_so() {
    let folder = Folder::new("probe-named");
    folder.file(
        "claimtest.toml",
        "survey = \"never\"\nprobe.sources = \"named\"\n",
    );
    for (id, text) in [
        ("a", "The flood killed nine people at Harlow."),
        ("b", "The flood killed eleven people at Harlow."),
        ("c", "The library was closed."),
    ] {
        folder.file(&format!("seeds/{id}.txt"), text);
    }
    for (key, expected) in [
        ("", "none 1"),
        ("silent = [\"b\"]", "conflict 1, b refutes; fails silent"),
        ("unrelated.b = \"An early count.\"", "none 1"),
        (
            "unrelated.c = \"An early count.\"",
            "none 1; notes unrelated",
        ),
    ] {
        folder.file(
            "claims/topic.toml",
            format!(
                "[it]\nclaim = \"{{Nine}} people died at Harlow.\"\nper.a = \"killed {{nine}} people at Harlow\"\n{key}\n"
            ),
        );
        let run = load(&folder).run(&options(Update::Report));
        assert_eq!(told(&run.outcomes[0]), expected, "{key}");
    }
}

#[test]
fn a_new_source_shows_what_it_adds_and_leaves_no_trace() {
    let folder = corpus::copy("new-source");
    let before = corpus::tree(folder.path());
    let manifest = folder.read("seeds/sources.toml");
    folder.file(
        "seeds/005_wire.txt",
        "The joint statements released on Thursday were short, and Xi’s four-day visit to Moscow was long.",
    );
    folder.file(
        "seeds/sources.toml",
        format!("{manifest}\n[005]\nwritten = 2023-03-23\nwritten_basis = \"known\"\n"),
    );
    let run = load(&folder).run(&options(Update::Propose));
    let pending: Vec<&str> = run.pending.iter().map(|it| it.path.as_str()).collect();
    let is_new = |path: &&&str| path.contains("005");
    let of_claims: Vec<&&str> = pending.iter().filter(|path| !is_new(path)).collect();
    assert_eq!(
        of_claims,
        [
            &"snapshots/joint_statement/release-day.snap",
            &"snapshots/visit/lasted-three-days.snap"
        ],
    );
    for it in run
        .pending
        .iter()
        .filter(|it| of_claims.contains(&&it.path.as_str()))
    {
        let added: Vec<&str> = it
            .new
            .lines()
            .filter(|line| !it.old.contains(line))
            .collect();
        let about_it = |line: &&str| {
            line.starts_with("finding")
                || line.starts_with("005  refutes")
                || line.starts_with("     ")
        };
        assert!(
            !added.is_empty() && added.iter().all(about_it),
            "{added:#?}"
        );
    }
    let proposed = corpus::tree(folder.path());
    let new = |path: &&PathBuf| !before.contains_key(*path);
    assert_eq!(proposed.keys().filter(new).count(), run.pending.len() + 1);

    std::fs::remove_file(folder.path().join("seeds/005_wire.txt")).unwrap();
    folder.file("seeds/sources.toml", manifest);
    let run = load(&folder).run(&options(Update::Propose));
    assert_eq!(run.pending, []);
    assert!(corpus::tree(folder.path()) == before, "something is left");
}

/// All snapshots of a project, made anew.
fn snapshots(folder: &Folder, threads: usize) -> BTreeMap<PathBuf, Vec<u8>> {
    let _ = std::fs::remove_dir_all(folder.path().join("snapshots"));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    let run: Run = pool
        .unwrap()
        .install(|| load(folder).run(&options(Update::Accept)));
    assert_eq!(run.pending, []);
    corpus::tree(&folder.path().join("snapshots"))
}

/// The claims of a file in the reverse order.
fn reversed(text: &str) -> String {
    let (head, tables) = text.split_once("\n[").unwrap();
    let mut tables: Vec<&str> = tables.split("\n[").collect();
    tables.reverse();
    let tables: Vec<String> = tables
        .iter()
        .map(|table| format!("[{}\n", table.trim()))
        .collect();
    format!("{head}\n\n{}", tables.join("\n"))
}

#[test]
fn neither_order_nor_threads_nor_blank_lines_change_a_snapshot() {
    let folder = corpus::copy("shuffled");
    let expected = snapshots(&folder, 2);
    assert!(expected.len() > 50, "{}", expected.len());
    let claims = folder.path().join("claims");
    let mut files: Vec<String> = std::fs::read_dir(&claims)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| Path::new(name).extension().is_some_and(|it| it == "toml"))
        .collect();
    files.sort();
    for name in files.iter().rev() {
        let path = format!("claims/{name}");
        let text = folder.read(&path);
        std::fs::remove_file(claims.join(name)).unwrap();
        folder.file(&path, reversed(&text));
    }
    assert!(snapshots(&folder, 1) == expected, "the order shows");
    for source in load(&folder).sources {
        folder.file(&source.file, format!("\n{}", source.text.original()));
    }
    assert!(snapshots(&folder, 3) == expected, "a blank line shows");
}

#[test]
fn machines_that_are_asked_find_what_one_finds() {
    let folder = Folder::new("probe-machines");
    let mut manifest = String::new();
    for number in 0..80 {
        let id = format!("{number:03}");
        let _ = writeln!(
            manifest,
            "[{id}]\nwritten = 2024-06-14\nwritten_basis = \"known\""
        );
        let killed = ["Nine", "Eleven", "Nine", "Some"][number % 4];
        let fast = ["fast", "quickly"][number % 2];
        let place = ["Harlow", "Harlow", "Dunmore"][number % 3];
        let text = format!(
            "{killed} people were killed in the flood at {place}.\n\nThe Mill Bridge, built in 19{:02}, collapsed.\n\n“We have never seen the water rise this {fast} in our valley,” said Tom Arden, the fire chief.\n",
            number % 50 + 10
        );
        folder.file(&format!("seeds/{id}.txt"), text);
    }
    folder.file("seeds/sources.toml", manifest);
    folder.file(
        "claims/flood.toml",
        "[killed]\nclaim = \"{Nine} people were killed at Harlow.\"\nper.000 = \"{Nine} people were killed in the flood\"\nunrelated.005 = \"Another count.\"\nsilent = [\"007\"]\n\n[bridge]\nclaim = \"The bridge was built in {1910}.\"\nper.000 = \"The Mill Bridge, built in {1910}, collapsed\"\n\n[fast]\nclaim = \"The water rose fast.\"\nspeaker = \"Tom Arden\"\nper.000 = \"We have never seen the water rise this fast in our valley\"\n",
    );
    let project = load(&folder);
    let run = project.run(&options(Update::Report));
    let probed = run.outcomes.iter().flat_map(|it| &it.answers);
    let probed = probed.filter(|answer| answer.role == Role::Probe).count();
    assert!(probed > 100, "only {probed} answers");
    let expected = json(&project, &run);
    let asked = project.run_with(&options(Update::Report), |_| Answers::Asked);
    assert!(json(&project, &asked) == expected, "kept answers show");

    let (without, _) = Project::load_without_sources(folder.path(), &LoadOptions::default());
    let sent = |at: usize| -> Sent {
        let source = &project.sources[at];
        let (id, text) = (source.id.as_str(), source.text.original());
        let line = serde_json::json!({ "id": id, "file": source.file, "text": text });
        serde_json::from_value(line).unwrap()
    };
    let mut lines: Vec<Answered> = Vec::new();
    for machine in 0..3 {
        let part = || (0..80).filter(|at| at % 3 == machine).map(sent);
        let answering = Answering::new(&without, &part().collect::<Vec<Sent>>());
        lines.extend(part().map(|sent| answering.answer(sent)));
    }
    let (merged, _, findings) =
        Project::from_answers(folder.path(), &LoadOptions::default(), lines).unwrap();
    let known = merged.known(findings);
    let run = merged.run_with(&options(Update::Report), |_| known);
    assert!(json(&merged, &run) == expected, "the machines show");
}

/// Many claims that are alike but for their values are put to a text together, and each is told what it
/// would be told alone.
#[test]
fn claims_of_one_form_are_told_what_each_is_told_alone() {
    let folder = Folder::new("probe-form");
    folder.file("claimtest.toml", "survey = \"never\"\n");
    let line = |item: usize, votes: usize| {
        format!("The council approved item {item} of the long budget with {votes} votes.")
    };
    let lines = |items: std::ops::Range<usize>| -> Vec<String> {
        items.map(|item| line(item, item % 7 + 2)).collect()
    };
    folder.file("seeds/a.txt", lines(0..30).join(" "));
    folder.file("seeds/b.txt", lines(20..45).join(" "));
    folder.file("seeds/c.txt", line(3, 2));
    folder.file("seeds/d.txt", line(50, 2));
    folder.file("seeds/e.txt", line(50, 3));
    let mut claims = String::new();
    for item in 0..30 {
        let passage = line(item, item % 7 + 2);
        let _ = writeln!(
            claims,
            "[c{item}]\nclaim = \"Item {item}.\"\nper.a = \"{passage}\"\n"
        );
    }
    let passage = line(50, 2);
    let _ = writeln!(
        claims,
        "[alone]\nclaim = \"Item 50.\"\nper.d = \"{passage}\""
    );
    folder.file("claims/topic.toml", claims);
    let project = load(&folder);
    let together = project.run(&options(Update::Report));
    for outcome in &together.outcomes {
        let alone = project.run(&RunOptions {
            selection: Selection::One(outcome.id.clone()),
            ..options(Update::Report)
        });
        assert_eq!(told(outcome), told(&alone.outcomes[0]), "{}", outcome.id);
    }
    let found = |name: &str| {
        let of_name = |it: &&Outcome| it.id.to_string().ends_with(&format!("::{name}"));
        together.outcomes.iter().find(of_name).map(told)
    };
    assert_eq!(found("c3").as_deref(), Some("none 1"));
    assert_eq!(found("c25").as_deref(), Some("agreement 1, b supports"));
    assert_eq!(
        found("alone").as_deref(),
        Some("conflict 1, c refutes, e refutes")
    );
}
