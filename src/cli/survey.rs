//! `claimtest survey`: what the sources disagree on, with no claims at all.

use std::process::ExitCode;

use clap::Args;
use serde::Serialize;

use super::output::Shape;
use super::place::Place;
use super::progress::Progress;
use super::{Failure, complain, output};
use crate::claim::ClaimId;
use crate::compare::independence::Copies;
use crate::compare::survey::{self, Grade, Item, Pair};
use crate::project::{LoadOptions, Project, RunOptions, Selection, Update, today};
use crate::snapshot;
use crate::span::Span;

/// Show what the sources disagree on and no claim states yet
///
/// Needs no claims. What a claim already rests on is only named. `check` holds the same against the
/// reviewed snapshots in `snapshots/survey`.
#[derive(Args)]
pub(super) struct Arguments {
    /// Only what one of these sources is part of
    #[arg(value_name = "SOURCE")]
    sources: Vec<String>,
    /// For people, or one JSON object a line
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Shape,
}

impl Arguments {
    pub(super) fn run(self, place: &Place) -> Result<ExitCode, Failure> {
        let options = LoadOptions {
            without_claims: true,
            ..place.options()
        };
        let reading = Progress::begin("reading the project".to_owned());
        let (project, found) = Project::load(&place.root()?, &options);
        drop(reading);
        if complain(&project, &found) {
            return Ok(ExitCode::from(2));
        }
        if let Some(unknown) = self.sources.iter().find(|name| {
            let mut ids = project.sources.iter();
            !ids.any(|source| source.id.as_str() == name.as_str())
        }) {
            return Err(Failure::Usage(format!("there is no source `{unknown}`")));
        }
        let _comparing = Progress::begin(format!("comparing {} sources", project.sources.len()));
        let run = project.run(&RunOptions {
            selection: Selection::Matching(vec![String::new()]),
            today: today().map_err(Failure::Usage)?,
            update: Update::Report,
        });
        let is_meant = |pair: &&Pair| {
            let id = |number: usize| project.sources[number].id.as_str();
            let mut wanted = self.sources.iter();
            self.sources.is_empty() || wanted.any(|it| it == id(pair.a) || it == id(pair.b))
        };
        let mut pairs = survey::survey(&project.ground(), &Copies::new(&project.sources));
        survey::mark_claimed(&mut pairs, &run.outcomes, &project.sources);
        let pairs: Vec<&Pair> = pairs.iter().filter(is_meant).collect();
        if self.format == Shape::Jsonl {
            output::print(&lines(&pairs, &project))?;
            return Ok(ExitCode::SUCCESS);
        }
        let bodies: Vec<String> = pairs
            .iter()
            .filter_map(|pair| snapshot::survey::body(pair, &project.sources))
            .collect();
        if bodies.is_empty() {
            output::print("nothing that differs was found\n")?;
        } else {
            output::print(&bodies.join("\n\n"))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// One difference as a line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    grade: Grade,
    what: &'a str,
    why: &'a str,
    sides: [Side<'a>; 2],
    claims: Vec<String>,
}

/// Two sources of which one is a copy, as a line of JSON.
#[derive(Serialize)]
struct CopiesLine<'a> {
    grade: &'static str,
    sides: [Share<'a>; 2],
}

/// How much of a source stands in the other.
#[derive(Serialize)]
struct Share<'a> {
    source: &'a str,
    /// In percent of its sentences.
    percent: u32,
}

/// What one source says.
#[derive(Serialize)]
struct Side<'a> {
    source: &'a str,
    /// Bytes of the source.
    span: Span,
    passage: &'a str,
    values: Vec<Words<'a>>,
}

/// A value that differs.
#[derive(Serialize)]
struct Words<'a> {
    /// Bytes of the source.
    span: Span,
    words: &'a str,
}

fn lines(pairs: &[&Pair], project: &Project) -> String {
    let line = |pair: &Pair, item: &Item| {
        let side = |side: usize| {
            let source = &project.sources[[pair.a, pair.b][side]];
            let (place, text) = (&item.places[side], source.text.original());
            let words = |slot: &Span| Words {
                span: *slot,
                words: slot.of(text),
            };
            Side {
                source: source.id.as_str(),
                span: place.span,
                passage: place.span.of(text),
                values: place.slots.iter().map(words).collect(),
            }
        };
        let line = Line {
            grade: item.grade,
            what: &item.what,
            why: &item.why,
            sides: [side(0), side(1)],
            claims: item.claims.iter().map(ClaimId::to_string).collect(),
        };
        serde_json::to_string(&line).map_or_else(|_| String::new(), |line| line + "\n")
    };
    let copies = |pair: &Pair| {
        let copied = pair.copied?;
        let share = |number: usize, percent: u32| Share {
            source: project.sources[number].id.as_str(),
            percent,
        };
        let line = CopiesLine {
            grade: "copies",
            sides: [share(pair.a, copied.a), share(pair.b, copied.b)],
        };
        serde_json::to_string(&line).ok().map(|line| line + "\n")
    };
    let lines = pairs.iter().flat_map(|pair| {
        let items = pair.items.iter().map(|item| line(pair, item));
        copies(pair).into_iter().chain(items)
    });
    lines.collect()
}
