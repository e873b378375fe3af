//! `claimtest explain`: how a verdict came about, step by step, and what it does not establish.

use std::fmt::Write as _;
use std::process::ExitCode;

use clap::Args;

use super::place::Place;
use super::{Failure, code, complain, output};
use crate::claim::Claim;
use crate::diagnostic::Label;
use crate::project::{Project, RunOptions, Selection, Update, today};
use crate::report::{Input, Style, human, one_line};
use crate::snapshot;
use crate::verdict::{Conclusion, Outcome, Role};

/// How many passages of one source that come near to an answer are shown.
const SHOWN: usize = 2;

/// Explain a verdict, step by step
#[derive(Args)]
pub(super) struct Arguments {
    /// The claim's name, or a part of it that no other name has
    claim: String,
}

impl Arguments {
    pub(super) fn run(self, place: &Place) -> Result<ExitCode, Failure> {
        let (project, found) = place.load()?;
        let is_broken = complain(&project, &found);
        let selection = match project
            .claims
            .iter()
            .find(|claim| claim.id.to_string() == self.claim)
        {
            Some(claim) => Selection::One(claim.id.clone()),
            None => Selection::Matching(vec![self.claim.clone()]),
        };
        let run = project.run(&RunOptions {
            selection,
            today: today().map_err(Failure::Usage)?,
            update: Update::Report,
        });
        let [outcome] = &run.outcomes[..] else {
            return Err(Failure::Usage(self.not_one(&run.outcomes)));
        };
        let input = Input::new(&run, &project.sources, &project.files);
        let mut text = explanation(outcome, &input);
        text.push_str(&near_misses(&project, outcome));
        if let Some(body) = snapshot::body(outcome, &project.sources) {
            let _ = write!(text, "\nthe sources compared\n{}", indented(&body));
        }
        if !outcome.failures.is_empty() {
            let style = Style {
                color: output::is_colored(),
                verbose: true,
            };
            let _ = write!(text, "\n{}", human::claim(outcome, &input, style));
        }
        output::print(&text)?;
        Ok(code(if is_broken {
            Conclusion::CouldNotCheck
        } else {
            run.conclusion()
        }))
    }

    fn not_one(&self, outcomes: &[Outcome]) -> String {
        if outcomes.is_empty() {
            return format!(
                "there is no claim `{}`; `claimtest list` shows them all",
                self.claim
            );
        }
        let names: Vec<String> = outcomes
            .iter()
            .take(10)
            .map(|outcome| outcome.id.to_string())
            .collect();
        format!(
            "`{}` could be any of {}: {}",
            self.claim,
            outcomes.len(),
            names.join(", ")
        )
    }
}

fn explanation(outcome: &Outcome, input: &Input<'_>) -> String {
    let mut text = format!("{}\n{}\n", outcome.id, one_line(&outcome.statement));
    for answer in &outcome.answers {
        let _ = writeln!(
            text,
            "\n{} ({}): {}",
            answer.source,
            answer.role.name(),
            answer.verdict.verb()
        );
        for (at, step) in answer.steps.iter().enumerate() {
            let _ = writeln!(text, "  {}. {}", at + 1, one_line(step));
        }
        for place in &answer.evidence {
            let source = input.source(&answer.source);
            let label = source.map(|source| Label {
                file: source.file.clone(),
                span: Some(place.span),
                message: String::new(),
            });
            let place = label.map_or(String::new(), |label| input.place(&label));
            let _ = writeln!(text, "  at {}", one_line(&place));
        }
    }
    for id in &outcome.silent {
        let _ = writeln!(
            text,
            "\n{id} (silent): holds none of the passages cited from other sources"
        );
    }
    for (id, reason) in &outcome.unrelated {
        let _ = writeln!(
            text,
            "\n{id} (unrelated): left out of the comparison: {reason}"
        );
    }
    let holds = match (&outcome.waived, outcome.holds) {
        (Some(reason), _) => format!("fails, and is waived: {reason}"),
        (None, true) => "holds".to_owned(),
        (None, false) => "does not hold".to_owned(),
    };
    let _ = writeln!(text, "\nthe claim {holds}");
    let _ = writeln!(text, "it does not establish {}", limits(outcome));
    text
}

/// What comes near to an answer in sources that the claim does not cite, and why it was not taken.
fn near_misses(project: &Project, outcome: &Outcome) -> String {
    let claims = project.claims.iter().filter(|claim| claim.id == outcome.id);
    let claims: Vec<&Claim> = claims.collect();
    let ground = project.ground();
    let questions = project.questions(&claims);
    let mut text = String::new();
    for source in &project.sources {
        let mut answers = outcome.answers.iter();
        if answers.any(|answer| answer.source == source.id) {
            continue;
        }
        for miss in questions.misses(source, &ground).iter().take(SHOWN) {
            let _ = writeln!(
                text,
                "\n{} (not cited): does not answer “{}”\n  {}\n  it has {} % of the words, and an answer has {} %: {}",
                source.id,
                miss.asked,
                one_line(&miss.words),
                miss.percent,
                miss.floor,
                miss.why
            );
        }
    }
    text
}

/// What a reader might take the verdict for, and should not.
fn limits(outcome: &Outcome) -> String {
    let mut limits = vec!["that what the sources say is true"];
    let has = |role: Role| outcome.answers.iter().any(|answer| answer.role == role);
    let is_judged = |answer: &crate::verdict::Answer| {
        matches!(answer.role, Role::Per | Role::But) && answer.values.is_empty()
    };
    if outcome.answers.iter().any(is_judged) {
        limits.push("that a passage without braces means what the claim says");
    }
    if has(Role::Count) || has(Role::Absent) || has(Role::Together) {
        limits.push("in which sense the counted words are used");
    }
    if has(Role::Order) {
        limits.push("that things happened in the order in which they are told");
    }
    limits.join("; nor ")
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            "\n".to_owned()
        } else {
            format!("  {line}\n")
        }
    });
    lines.collect()
}
