//! Groups of articles about one event, with what was planted in them.

use std::path::Path;

use claimtest::compare::survey::{Grade, Item, Pair};
use claimtest::project::Project;
use claimtest::source::SourceId;
use claimtest::span::Span;
use serde::Deserialize;

use super::{Score, is_alarm, load, surveyed};

#[derive(Deserialize)]
struct Expected {
    difference: Vec<Difference>,
    trap: Vec<Trap>,
}

#[derive(Deserialize)]
struct Difference {
    sources: [String; 2],
    kind: String,
    a: String,
    b: String,
}

#[derive(Deserialize)]
struct Trap {
    sources: [String; 2],
    why: String,
    a: String,
    b: String,
}

/// Where words stand in a source. They must stand there once.
fn place(words: &str, id: &str, project: &Project) -> Span {
    let source = project.source(&SourceId::new(id)).unwrap();
    let text = source.text.original();
    let found: Vec<usize> = text.match_indices(words).map(|(at, _)| at).collect();
    assert_eq!(found.len(), 1, "`{words}` in {id}");
    Span::new(found[0], found[0] + words.len())
}

/// Whether an item is about these two places, in either order.
fn is_about(item: &Item, pair: &Pair, project: &Project, ids: &[String; 2], at: [Span; 2]) -> bool {
    let own = [pair.a, pair.b].map(|number| project.sources[number].id.as_str());
    let touches = |side: usize, span: Span| {
        let place = &item.places[side];
        let mut slots = place.slots.iter();
        if place.slots.is_empty() {
            place.span.overlaps(span)
        } else {
            slots.any(|slot| slot.overlaps(span))
        }
    };
    let straight = own == [&ids[0], &ids[1]] && touches(0, at[0]) && touches(1, at[1]);
    let crossed = own == [&ids[1], &ids[0]] && touches(1, at[0]) && touches(0, at[1]);
    straight || crossed
}

/// The grades that tell of a planted difference of that kind.
fn grades(kind: &str) -> &'static [Grade] {
    match kind {
        "number" | "day" | "negation" => &[Grade::Conflict],
        "word" => &[Grade::Wording],
        "speaker" => &[Grade::Attribution],
        "spelling" => &[Grade::Spelling],
        "retold" | "denial" => &[Grade::Conflict, Grade::Wording, Grade::Telling],
        "who" => &[
            Grade::Conflict,
            Grade::Attribution,
            Grade::Wording,
            Grade::Telling,
        ],
        "telling" => &[Grade::Telling],
        other => panic!("no kind is called `{other}`"),
    }
}

fn score(group: &str) -> Score {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/survey");
    let project = load(&root.join(group));
    let expected = std::fs::read_to_string(root.join(group).join("expected.toml")).unwrap();
    let expected: Expected = toml::from_str(&expected).unwrap();
    let pairs = surveyed(&project);
    let items: Vec<(&Pair, &Item)> = pairs
        .iter()
        .flat_map(|pair| pair.items.iter().map(move |item| (pair, item)))
        .collect();
    let mut score = Score::default();
    let mut told = vec![false; items.len()];
    for difference in &expected.difference {
        let ids = &difference.sources;
        let at = [
            place(&difference.a, &ids[0], &project),
            place(&difference.b, &ids[1], &project),
        ];
        let mut is_found = false;
        for (number, (pair, item)) in items.iter().enumerate() {
            if is_about(item, pair, &project, ids, at) {
                told[number] = true;
                is_found |= grades(&difference.kind).contains(&item.grade);
            }
        }
        score.planted(&difference.kind, is_found);
        if !is_found {
            let line = format!(
                "missed   {}  {} / {}\n",
                difference.kind, difference.a, difference.b
            );
            score.mistakes.push_str(&line);
        }
    }
    for (number, (pair, item)) in items.iter().enumerate() {
        if !is_alarm(item.grade) {
            continue;
        }
        score.alarm(item.grade, told[number]);
        let trap = expected.trap.iter().find(|trap| {
            let at = [
                place(&trap.a, &trap.sources[0], &project),
                place(&trap.b, &trap.sources[1], &project),
            ];
            is_about(item, pair, &project, &trap.sources, at)
        });
        if !told[number] {
            let why = trap.map_or("", |trap| trap.why.as_str());
            let line = format!("false    {}  {}  {why}\n", item.grade.name(), item.what);
            score.mistakes.push_str(&line);
        }
    }
    score
}

#[test]
fn planted_differences_are_found_and_traps_are_not() {
    for (group, recall, precision) in [
        // Short ones, which rules were once made for. What is weighed was fitted to longer texts, and finds less here.
        ("ferry", 0.85, 0.95),
        ("bank", 0.7, 0.95),
        ("recount", 0.9, 0.9),
        // Written by somebody who had not read the rules: the figures are recorded, and nothing is held.
        ("trial", 0.0, 0.0),
        ("dig", 0.0, 0.0),
        // Written before the rules for denials: 16 of 35 were found at first, and one alarm of 12 was false.
        ("strike", 0.6, 0.9),
        // Written by somebody who never saw the tool: 49 of 97 were found at first, and 3 alarms of 38 were false.
        ("cup", 0.55, 0.95),
        // So were these two, when more was found: 41 and 32 of 107 at first, and 8 of 38 and 5 of 28 alarms false.
        ("wildfire", 0.55, 0.95),
        ("summit", 0.55, 0.95),
        // And this one, of which no rule for numbers, days or denials was made: 33 of 118 were found at first, and 12 of
        // 39 alarms were false.
        ("outbreak", 0.4, 0.95),
        // Of five texts, one of them spun by a machine, one a digest, one of an earlier day, with everything that differs
        // between any two listed: 85, 87 and 73 of 176, 187 and 180 were found at first, and 10, 8 and 1 alarms of 66, 75
        // and 55 were false. Rules were made on the first two; of the third it was read late what is missed.
        ("derail", 0.5, 0.9),
        ("envoy", 0.45, 0.85),
        ("heist", 0.35, 0.9),
        // To these, and to those before, the weights are fitted that tell which figures and days are of one fact
        // (`survey/same`): the figures are recorded, and little is held.
        ("climate", 0.25, 0.8),
        ("launch", 0.25, 0.8),
        ("merger", 0.25, 0.8),
        ("ferrytrial", 0.25, 0.8),
        ("recall", 0.25, 0.8),
        ("flood", 0.25, 0.8),
        ("ransom", 0.25, 0.8),
        ("bridge", 0.25, 0.8),
        ("mine", 0.25, 0.8),
        // By other writers, with many figures and utterances of an earlier day that are no differences: 251 of 864 were
        // found at first, and 209 of 282 alarms were true.
        ("transit", 0.25, 0.7),
        ("verdict", 0.2, 0.7),
        ("border", 0.2, 0.7),
        ("plantfire", 0.2, 0.7),
    ] {
        let score = score(group);
        super::golden("found", group, &score.shown());
        assert!(score.recall() >= recall, "{group}: {}", score.recall());
        assert!(
            score.precision() >= precision,
            "{group}: {}",
            score.precision()
        );
    }
}
