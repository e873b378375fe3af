//! `claimtest read`: the values, quotations and speakers that the tool sees in a text.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use jiff::civil::{Date, DateTime, Time};

use super::output::Shape;
use super::place::Place;
use super::{Failure, output};
use crate::project::Project;
use crate::report::one_line;
use crate::source::quotation::Quotation;
use crate::source::{Source, Text, read};
use crate::span::{LineIndex, Span};
use crate::value::{self, Context, Undated, Value};

/// Show the values, quotations and speakers that the tool sees in a text
#[derive(Args)]
pub(super) struct Arguments {
    /// The text: a file, or the id of one of the project's sources
    file: String,
    /// The values: numbers, dates, durations and the like
    #[arg(long)]
    values: bool,
    /// The quotations, with their speakers
    #[arg(long)]
    quotations: bool,
    /// For people, or one JSON object a line
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    format: Shape,
    /// When the text was written, which “yesterday” is resolved against: a day (2023-03-22) or a moment
    /// (2023-03-22T16:12); by default the manifest's day
    #[arg(long, value_name = "DAY", visible_alias = "date", value_parser = moment)]
    written: Option<Moment>,
    /// Which one “Friday” or “March 3” is, where nothing around it says so
    #[arg(long, value_name = "WHICH", default_value = "nearest")]
    undated: Which,
}

/// When a text was written: the day, and the time where it is given.
#[derive(Clone, Copy, Debug)]
struct Moment {
    day: Date,
    time: Option<Time>,
}

fn moment(text: &str) -> Result<Moment, jiff::Error> {
    if let Ok(day) = text.parse::<Date>()
        && !text.contains([':', 'T', ' '])
    {
        return Ok(Moment { day, time: None });
    }
    let moment: DateTime = text.parse()?;
    Ok(Moment {
        day: moment.date(),
        time: Some(moment.time()),
    })
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Which {
    /// As news has it: the latest one, unless the words look ahead or the next one is near
    Nearest,
    /// The latest one, up to and including the day of writing
    Latest,
    /// The next one, from the day of writing on
    Next,
}

impl From<Which> for Undated {
    fn from(which: Which) -> Self {
        match which {
            Which::Nearest => Self::Nearest,
            Which::Latest => Self::Latest,
            Which::Next => Self::Next,
        }
    }
}

impl Arguments {
    pub(super) fn run(self, place: &Place) -> Result<ExitCode, Failure> {
        let (project, _) = place.load()?;
        let known = project
            .sources
            .iter()
            .find(|source| self.means(source, &project));
        let text = match known {
            Some(source) => source.text.clone(),
            None => self.text()?,
        };
        let time = self.written.and_then(|moment| moment.time);
        let written = self
            .written
            .map(|moment| moment.day)
            .or(known.and_then(|source| source.meta.written));
        let context = Context {
            written,
            dates: project.settings.dates,
            names: Some(&project.settings.names),
            text: Some(text.original()),
            time,
            undated: self.undated.into(),
        };
        // Neither asked for is both asked for.
        let (values, quotations) = match (self.values, self.quotations) {
            (false, false) => (true, true),
            asked => asked,
        };
        let lines = LineIndex::new(text.original());
        let mut shown = String::new();
        if values {
            for value in value::read(text.original(), &context) {
                shown.push_str(&self.value(&value, &text, &lines));
            }
        }
        if quotations {
            let acts = text.acts();
            let mut all: Vec<&Quotation> = text.quotations().iter().chain(&acts).collect();
            all.sort_by_key(|quotation| quotation.span.start);
            for quotation in all {
                shown.push_str(&self.quotation(quotation, &text, &lines));
            }
        }
        output::print(&shown)?;
        Ok(ExitCode::SUCCESS)
    }

    /// Whether the file asked for is `source`, by its id or its path.
    fn means(&self, source: &Source, project: &Project) -> bool {
        let same = |path: PathBuf| path.canonicalize().ok();
        source.id.as_str() == self.file
            || same(PathBuf::from(&self.file))
                .is_some_and(|path| same(project.root.join(&source.file)) == Some(path))
    }

    fn text(&self) -> Result<Text, Failure> {
        let bytes = std::fs::read(&self.file).map_err(|error| Failure::Io {
            doing: format!("read `{}`", self.file),
            error,
        })?;
        let (text, wrong) = read::read(&self.file, bytes);
        text.map(Text::new).ok_or_else(|| {
            let reasons: Vec<String> = wrong.into_iter().map(|reason| reason.message).collect();
            Failure::Usage(reasons.join("; "))
        })
    }

    fn value(&self, value: &Value, text: &Text, lines: &LineIndex) -> String {
        if self.format == Shape::Jsonl {
            return record("value", value, &[value.words.as_str()]);
        }
        let at = lines.position(text.original(), value.span.start);
        let mut line = format!(
            "{}:{}  {:<10}  {} = {}",
            at.line,
            at.column,
            kind(value),
            one_line(&value.words),
            value.canonical()
        );
        if let Some(note) = value.note {
            let _ = write!(line, "  ({note})");
        }
        line + "\n"
    }

    fn quotation(&self, quotation: &Quotation, text: &Text, lines: &LineIndex) -> String {
        if self.format == Shape::Jsonl {
            let words: Vec<&str> = quotation
                .content
                .iter()
                .map(|span| span.of(text.original()))
                .collect();
            return record("quotation", quotation, &words);
        }
        let words = |span: &Span| one_line(span.of(text.original()));
        let at = lines.position(text.original(), quotation.span.start);
        let content: Vec<String> = quotation.content.iter().map(words).collect();
        let mut lines = format!(
            "{}:{}  {}  {}\n",
            at.line,
            at.column,
            if quotation.act {
                "act".to_owned()
            } else {
                named(&quotation.kind)
            },
            content.join(" … ")
        );
        if let Some(speaker) = &quotation.speaker {
            let cue = quotation
                .cue
                .map_or(String::new(), |cue| format!("  cue {}", words(&cue)));
            let doubt = if speaker.certain { "" } else { ", uncertain" };
            let _ = writeln!(
                lines,
                "        by {} ({}){cue}  confidence {}{doubt}",
                one_line(speaker.name()),
                one_line(&speaker.words),
                named(&quotation.confidence)
            );
        }
        for via in &quotation.via {
            let _ = writeln!(lines, "        via {}", one_line(via.name()));
        }
        lines
    }
}

fn kind(value: &Value) -> String {
    named(&value.kind)
}

/// The name that a kind has in JSON.
fn named(kind: &impl serde::Serialize) -> String {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(name)) => name,
        _ => String::new(),
    }
}

/// A line of JSON: what it is a record of, the words, then the rest.
fn record(of: &str, record: &impl serde::Serialize, words: &[&str]) -> String {
    let mut line = serde_json::to_value(record).unwrap_or_default();
    if let Some(entries) = line.as_object_mut() {
        entries.insert("record".to_owned(), of.into());
        let words = if let [one] = words {
            (*one).into()
        } else {
            words.into()
        };
        entries.insert("words".to_owned(), words);
    }
    format!("{line}\n")
}
