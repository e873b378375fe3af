//! For people, at a terminal and in the message of a failed test.
//!
//! What fails is shown with the words it rests on; what holds is only counted, unless asked for.
//! The last line says what the run did, so that a run that checked nothing cannot look like one that
//! found nothing.

use annotate_snippets::renderer::AnsiColor;

use super::escape::{one_line, visible};
use super::paint::Paint;
use super::{Input, Style, counted, pending, waiver, word_diff};
use crate::diagnostic::{Diagnostic, Severity};
use crate::passage::Nearest;
use crate::source::SourceId;
use crate::verdict::{Answer, Failure, Outcome, Pending, Run};

/// The whole run.
#[must_use]
pub fn run(input: &Input<'_>, style: Style) -> String {
    let paint = Paint { color: style.color };
    let run = input.run;
    let mut blocks: Vec<String> = run
        .diagnostics
        .iter()
        .map(|it| diagnostic(it, input, style.color))
        .collect();
    blocks.extend(
        run.outcomes
            .iter()
            .filter(|outcome| is_shown(outcome, style))
            .map(|outcome| claim(outcome, input, style.color)),
    );
    blocks.extend(run.pending.iter().map(|it| snapshot(it, style.color)));
    blocks.push(summary(run, paint));
    let mut text = blocks.join("\n\n");
    text.push('\n');
    text
}

/// One claim: what it states, then what failed, with its evidence and how to mend it; or, where it
/// holds, what each source answers.
#[must_use]
pub fn claim(outcome: &Outcome, input: &Input<'_>, color: bool) -> String {
    let paint = Paint { color };
    let mut blocks = vec![heading(outcome, input, paint)];
    let failures = outcome.failures.iter();
    blocks.extend(failures.map(|it| failure(it, input, paint)));
    let notes = outcome.notes.iter();
    blocks.extend(notes.map(|it| diagnostic(it, input, color)));
    if let Some(waiver) = waiver(outcome) {
        blocks.push(diagnostic(&waiver, input, color));
    }
    blocks.join("\n")
}

/// A snapshot that is not as reviewed: what changed, and how to accept it.
#[must_use]
pub fn snapshot(pending: &Pending, color: bool) -> String {
    let paint = Paint { color };
    let title = paint.strong(AnsiColor::Yellow, pending::state(pending.state));
    let mut lines = vec![format!("{title}  snapshot {}", one_line(&pending.path))];
    let changes = pending::lines(pending, paint);
    lines.extend(changes.into_iter().map(|line| format!("  {line}")));
    lines.push(format!("{} {}", help(paint), pending::HOW_TO_ACCEPT));
    lines.join("\n")
}

/// A diagnostic with the lines it points at.
#[must_use]
pub fn diagnostic(diagnostic: &Diagnostic, input: &Input<'_>, color: bool) -> String {
    let paint = Paint { color };
    let level = match diagnostic.severity {
        Severity::Error => paint.strong(AnsiColor::Red, "error"),
        Severity::Warning => paint.strong(AnsiColor::Yellow, "warning"),
    };
    let message = paint.bold(&visible(&diagnostic.message));
    let mut lines = vec![format!("{level}[{}]: {message}", diagnostic.rule)];
    for label in &diagnostic.labels {
        let position = label
            .span
            .and_then(|span| input.position(&label.file, span.start));
        let place = position.map_or(String::new(), |it| format!(":{}:{}", it.line, it.column));
        let words = visible(&label.message);
        lines.push(
            format!("  --> {}{place}  {words}", visible(&label.file))
                .trim_end()
                .to_owned(),
        );
    }
    let helps = diagnostic.help.iter();
    lines.extend(helps.map(|it| format!("{} {}", help(paint), visible(it))));
    lines.join("\n")
}

fn is_shown(outcome: &Outcome, style: Style) -> bool {
    style.verbose || !outcome.holds || outcome.waived.is_some() || !outcome.notes.is_empty()
}

fn heading(outcome: &Outcome, input: &Input<'_>, paint: Paint) -> String {
    let state = match (outcome.holds, &outcome.waived) {
        (false, _) => paint.strong(AnsiColor::Red, "fails "),
        (true, Some(_)) => paint.strong(AnsiColor::Yellow, "waived"),
        (true, None) => paint.strong(AnsiColor::Green, "holds "),
    };
    let id = paint.bold(&one_line(&outcome.id.to_string()));
    let statement = one_line(&outcome.statement);
    let mut lines = vec![format!("{state}  {id}"), format!("        {statement}")];
    let shown = outcome
        .answers
        .iter()
        .filter(|_| outcome.failures.is_empty());
    lines.extend(shown.map(|it| format!("        {}", answer(it, input, paint))));
    lines.join("\n")
}

/// `000  supports  Wednesday = 2023-03-22  (verbatim)`.
fn answer(answer: &Answer, input: &Input<'_>, paint: Paint) -> String {
    let mut line = format!("{}  {}", answer.source, answer.verdict.verb());
    let values: Vec<String> = answer
        .values
        .iter()
        .map(|value| one_line(&super::reading(value)))
        .collect();
    if !values.is_empty() {
        line = format!("{line}  {}", values.join(", "));
    }
    if let Some(rung) = answer.rung {
        line = format!("{line}  {}", paint.dim(&format!("({})", rung.name())));
    }
    let words = answer
        .evidence
        .first()
        .map(|place| one_line(input.words(&answer.source, place.span)));
    match words {
        Some(words) if !words.is_empty() => format!("{line}\n             {words}"),
        _ => line,
    }
}

fn failure(failure: &Failure, input: &Input<'_>, paint: Paint) -> String {
    let mut text = diagnostic(&failure.diagnostic, input, paint.color);
    if let Some((source, nearest)) = &failure.nearest {
        text.push('\n');
        text.push_str(&closest(source, nearest, input, paint));
    }
    text
}

/// The nearest passage, as a word diff from the passage that was cited.
fn closest(source: &SourceId, nearest: &Nearest, input: &Input<'_>, paint: Paint) -> String {
    let file = input.text(source).map(|text| text.file);
    let position = file.and_then(|file| input.position(file, nearest.span.start));
    let line = position.map_or(String::new(), |it| format!(", line {}", it.line));
    let label = paint.strong(AnsiColor::Cyan, "nearest");
    let percent = nearest.similarity / 10;
    let diff = word_diff::marked(&nearest.diff, paint);
    format!("{label} in {source}{line}, {percent} % of its words are the same:\n  {diff}")
}

fn help(paint: Paint) -> String {
    format!("{}:", paint.strong(AnsiColor::Cyan, "help"))
}

/// `214 claims, 391 checks, 5 sources, 0 unread`, and what is not as it should be.
fn summary(run: &Run, paint: Paint) -> String {
    let it = run.summary;
    let mut line = format!(
        "{}, {}, {}, {} unread",
        counted(it.claims, "claim"),
        counted(it.checks, "check"),
        counted(it.sources, "source"),
        it.unread
    );
    if it.failed > 0 {
        let failed = paint.strong(AnsiColor::Red, &format!("{} failed", it.failed));
        line = format!("{line}, {failed}");
    }
    let waived = run.outcomes.iter().filter(|it| it.waived.is_some()).count();
    if waived > 0 {
        line = format!("{line}, {waived} waived");
    }
    if !run.pending.is_empty() {
        let pending = format!("{} to review", counted(run.pending.len(), "snapshot"));
        line = format!("{line}, {}", paint.strong(AnsiColor::Yellow, &pending));
    }
    let broken = run
        .diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .count();
    if broken > 0 {
        let broken = format!("{} in the project's files", counted(broken, "error"));
        line = format!("{line}, {}", paint.strong(AnsiColor::Red, &broken));
    }
    line
}
