//! Lines of answers that come back otherwise than they were written: they are refused, and by name.

use claimtest::project::{
    Answered, Answering, LoadOptions, Project, RunOptions, Selection, Sent, Update,
};
use serde_json::Value;

use crate::folder::Folder;
use crate::oracle::generate;
use crate::oracle::generated::Kind;

/// What the sources of a generated project answer, each as a line of JSON.
fn answered(name: &str) -> (Folder, Vec<Value>) {
    let (folder, _) = generate(name, 48_000, 60, &Kind::ALL);
    let (project, found) = Project::load(folder.path(), &LoadOptions::default());
    assert_eq!(found, []);
    let (without, _) = Project::load_without_sources(folder.path(), &LoadOptions::default());
    let answering = Answering::new(&without, &[]);
    let lines = project.sources.iter().map(|source| {
        let (id, text) = (source.id.as_str(), source.text.original());
        let line = serde_json::json!({ "id": id, "file": source.file, "text": text });
        let sent: Sent = serde_json::from_value(line).unwrap();
        serde_json::to_value(answering.answer(sent)).unwrap()
    });
    let lines = lines.collect();
    (folder, lines)
}

/// Why the lines are refused; none where they are taken, and then everything that a run does is done.
fn refusal(folder: &Folder, lines: &[Value]) -> Option<String> {
    let lines: Vec<Answered> = lines
        .iter()
        .map(|line| serde_json::from_value(line.clone()).unwrap())
        .collect();
    match Project::from_answers(folder.path(), &LoadOptions::default(), lines) {
        Err(why) => Some(why),
        Ok((project, _, findings)) => {
            let known = project.known(findings);
            let options = RunOptions {
                selection: Selection::All,
                today: "2026-01-01".parse().unwrap(),
                update: Update::Report,
            };
            drop(project.run_with(&options, |_| known));
            None
        }
    }
}

#[test]
fn a_text_that_was_changed_is_refused() {
    let (folder, mut lines) = answered("answered-text");
    let line = lines
        .iter_mut()
        .find(|line| line["text"].is_string())
        .unwrap();
    let id = line["id"].as_str().unwrap().to_owned();
    let text = line["text"].as_str().unwrap().replacen('e', "a", 1);
    line["text"] = text.into();
    let why = refusal(&folder, &lines).unwrap();
    assert_eq!(
        why,
        format!(
            "the answers of source `{id}` were changed: its text is not the one that has their hash; put \
             the source to `claimtest answer` again"
        )
    );
}

#[test]
fn a_place_outside_the_text_is_refused() {
    let (folder, mut lines) = answered("answered-place");
    let mut refused = 0;
    for at in 0..lines.len() {
        for end in [usize::MAX, 0] {
            let whole = lines[at].clone();
            let Some(place) = first_place(&mut lines[at]["answers"]) else {
                continue;
            };
            if end == 0 && place["start"] == 0 {
                lines[at] = whole;
                continue;
            }
            place["end"] = end.into();
            let why = refusal(&folder, &lines).unwrap_or_default();
            assert!(why.contains("they speak of bytes"), "{why:?}");
            refused += 1;
            lines[at] = whole;
        }
    }
    assert!(refused > 8, "{refused} changed");
}

#[test]
fn no_number_that_was_changed_stops_a_run() {
    let (folder, lines) = answered("answered-number");
    let mut taken = 0;
    for at in 0..lines.len() {
        for skip in 0..3 {
            let mut changed = lines.clone();
            let mut numbers = Vec::new();
            collect_numbers(&mut changed[at]["answers"], &mut numbers);
            let Some(number) = numbers.into_iter().rev().nth(skip * 5) else {
                continue;
            };
            let value = number.as_u64().unwrap_or_default();
            *number = (value / 2).into();
            taken += usize::from(refusal(&folder, &changed).is_none());
        }
    }
    assert!(taken > 0, "some of the changes make other answers");
}

fn first_place(value: &mut Value) -> Option<&mut Value> {
    match value {
        Value::Object(map) if map.contains_key("start") => Some(value),
        Value::Object(map) => map.values_mut().find_map(first_place),
        Value::Array(list) => list.iter_mut().find_map(first_place),
        _ => None,
    }
}

fn collect_numbers<'v>(value: &'v mut Value, into: &mut Vec<&'v mut Value>) {
    match value {
        Value::Number(_) => into.push(value),
        Value::Object(map) => map.values_mut().for_each(|it| collect_numbers(it, into)),
        Value::Array(list) => list.iter_mut().for_each(|it| collect_numbers(it, into)),
        _ => {}
    }
}
