//! For people, at a terminal and in the message of a failed test.
//!
//! What fails is shown with the words it rests on; what holds is only counted, unless asked for.
//! The last line says what the run did, so that a run that checked nothing cannot look like one that
//! found nothing.

use super::escape::one_line;
use super::paint::Paint;
use super::remark::{self, Remark};
use super::snippet::Look;
use super::{Input, Style, alike, counted, diagnostic, pending, word_diff};
use crate::diagnostic::{Diagnostic, Severity};
use crate::passage::Nearest;
use crate::source::SourceId;
use crate::verdict::{Answer, Outcome, Pending, Run};

/// One claim of a run; nothing where it is only counted.
pub(super) fn shown(outcome: &Outcome, input: &Input<'_>, style: Style) -> String {
    if is_shown(outcome, style) {
        claim(outcome, input, style)
    } else {
        String::new()
    }
}

/// What stands before and after the claims of a run, which are `claims`.
pub(super) fn around(has_claims: bool, input: &Input<'_>, style: Style) -> (String, String) {
    let run = input.run;
    let paint = Paint { color: style.color };
    let (own, (shown, named)) = if style.verbose {
        (
            run.diagnostics.clone(),
            (run.pending.iter().collect(), Vec::new()),
        )
    } else {
        let own = alike::of_diagnostics(&run.diagnostics, input);
        (own, alike::of_snapshots(&run.pending))
    };
    let own = own.iter();
    let before: String = own
        .map(|it| diagnostic(it, input, style.color) + "\n\n")
        .collect();
    let shown = shown.iter().map(|it| changes(it, style));
    let mut blocks: Vec<String> = shown.collect();
    blocks.extend(names(&named, paint));
    blocks.extend(copies(run, style));
    blocks.push(summary(run, paint));
    let space = if has_claims { "\n\n" } else { "" };
    (before, format!("{space}{}\n", blocks.join("\n\n")))
}

/// One claim: what it states, then what failed, with its evidence and how to mend it; or, where it
/// holds, what each source answers.
#[must_use]
pub fn claim(outcome: &Outcome, input: &Input<'_>, style: Style) -> String {
    let color = style.color;
    let paint = Paint { color };
    let mut blocks = vec![heading(outcome, input, style)];
    let failures = remark::failures(outcome);
    blocks.extend(failures.map(|remark| failure(&remark, input, paint)));
    let notes = remark::notes(outcome);
    blocks.extend(notes.map(|remark| diagnostic(&remark.diagnostic, input, color)));
    blocks.join("\n\n")
}

/// A snapshot that is not as reviewed: what changed, and how to accept it.
#[must_use]
pub fn snapshot(pending: &Pending, color: bool) -> String {
    let verbose = true;
    changes(pending, Style { color, verbose })
}

/// The same; of a long change the first lines, where little is to be said.
fn changes(pending: &Pending, style: Style) -> String {
    let paint = Paint { color: style.color };
    let title = paint.warning(pending::state(pending.state));
    let mut lines = vec![format!("{title}  snapshot {}", one_line(&pending.path))];
    let changes = pending::lines(pending, paint);
    let (shown, n_left) = if style.verbose {
        (&changes[..], 0)
    } else {
        alike::of_lines(&changes)
    };
    lines.extend(shown.iter().map(|line| format!("  {line}")));
    if n_left > 0 {
        let left = format!("  … {n_left} lines more, which `--verbose` shows");
        lines.push(paint.dim(&left));
    }
    lines.push(format!(
        "  = {}: {}",
        paint.help("help"),
        pending::HOW_TO_ACCEPT
    ));
    lines.join("\n")
}

/// Snapshots without what they say, and how to see that.
fn names(pending: &[&Pending], paint: Paint) -> Option<String> {
    let mut lines: Vec<String> = pending
        .iter()
        .map(|it| {
            let title = paint.warning(pending::state(it.state));
            let n_lines = counted(it.new.lines().count(), "line");
            format!("{title}  snapshot {}  ({n_lines})", one_line(&it.path))
        })
        .collect();
    lines.push(format!(
        "  = {}: `--verbose` shows what they say; {}",
        paint.help("help"),
        pending::HOW_TO_ACCEPT
    ));
    (!pending.is_empty()).then(|| lines.join("\n"))
}

/// Sources that claims count once, and how to say otherwise.
fn copies(run: &Run, style: Style) -> Option<String> {
    let paint = Paint { color: style.color };
    let (shown, n_left) = if style.verbose {
        (run.copies.iter().collect(), 0)
    } else {
        alike::of_copies(&run.copies)
    };
    let title = paint.warning("copies");
    let shown = shown.into_iter().map(|pair| {
        let claims = counted(pair.claims, "claim");
        let told = one_line(&pair.told());
        format!("{title}  {told}, and count once in {claims}")
    });
    let mut lines: Vec<String> = shown.collect();
    if n_left > 0 {
        lines.push(format!(
            "{title}  {n_left} pairs more, which `--verbose` shows"
        ));
    }
    lines.push(format!(
        "  = {}: where they are two voices all the same, say so with `origin` in the manifest",
        paint.help("help")
    ));
    (!run.copies.is_empty()).then(|| lines.join("\n"))
}

/// A diagnostic with the lines it points at.
#[must_use]
pub fn diagnostic(diagnostic: &Diagnostic, input: &Input<'_>, color: bool) -> String {
    let look = look(Paint { color });
    diagnostic::render(diagnostic, &|path| input.indexed(path), look)
}

fn look(paint: Paint) -> Look {
    Look {
        color: paint.color,
        ..Look::default()
    }
}

fn is_shown(outcome: &Outcome, style: Style) -> bool {
    style.verbose || !outcome.holds || outcome.waived.is_some()
}

fn heading(outcome: &Outcome, input: &Input<'_>, style: Style) -> String {
    let paint = Paint { color: style.color };
    let state = match (outcome.holds, &outcome.waived) {
        (false, _) => paint.error("fails "),
        (true, Some(_)) => paint.warning("waived"),
        (true, None) => paint.success("holds "),
    };
    let id = paint.bold(&one_line(&outcome.id.to_string()));
    let statement = one_line(&outcome.statement);
    let mut lines = vec![format!("{state}  {id}"), format!("        {statement}")];
    let shown = outcome
        .answers
        .iter()
        .filter(|_| outcome.failures.is_empty());
    lines.extend(shown.map(|it| format!("        {}", answer(it, input, paint))));
    let copies = input.run.copies.iter();
    let copies: Vec<_> = copies
        .filter(|pair| outcome.copies.contains(&pair.sources))
        .collect();
    let n_left = if style.verbose {
        0
    } else {
        alike::n_left_of_copies(copies.len())
    };
    let shown = copies[..copies.len() - n_left].iter();
    lines.extend(shown.map(|it| format!("        {}, and count once", one_line(&it.told()))));
    if n_left > 0 {
        lines.push(format!("        {n_left} pairs more count once"));
    }
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
    if !super::found(answer).is_empty() {
        line = format!("{line}  {}", paint.dim(super::found(answer)));
    }
    let first = answer.evidence.first();
    let page = first.and_then(|place| input.page_of(&answer.source, place.span.start));
    if let Some(page) = page {
        line = format!("{line}  {}", paint.dim(&format!("page {page}")));
    }
    let words = first.map(|place| one_line(input.words(&answer.source, place.span)));
    match words {
        Some(words) if !words.is_empty() => format!("{line}\n             {words}"),
        _ => line,
    }
}

/// A failure with the lines it points at and, before its help, the nearest passage.
fn failure(remark: &Remark<'_>, input: &Input<'_>, paint: Paint) -> String {
    let Some((source, nearest)) = remark.nearest else {
        return diagnostic(&remark.diagnostic, input, paint.color);
    };
    let plain = word_diff::marked(&nearest.diff, Paint { color: false });
    let note = format!("{}: {plain}", closest(source, nearest, input));
    let look = look(paint);
    let text = diagnostic::noted(
        &remark.diagnostic,
        &[note],
        &|path| input.indexed(path),
        look,
    );
    // The renderer spells out what a terminal would obey, and so would it colors of ours.
    match text.rsplit_once(&plain) {
        Some((before, after)) if paint.color => {
            let diff = word_diff::marked(&nearest.diff, paint);
            format!("{before}{diff}{after}")
        }
        _ => text,
    }
}

/// `the nearest words in 000, on line 3, share 80 % with it`.
fn closest(source: &SourceId, nearest: &Nearest, input: &Input<'_>) -> String {
    let file = input.source(source).map(|source| source.file.as_str());
    let position = file.and_then(|file| input.position(file, nearest.span.start));
    let line = position.map_or(String::new(), |it| format!(" on line {}", it.line));
    let page = input.page_of(source, nearest.span.start);
    let page = page.map_or(String::new(), |page| format!(", page {page}"));
    let percent = nearest.similarity / 10;
    format!("the nearest in {source}{line}{page} ({percent} % of the words)")
}

/// `214 claims, 391 checks, 5 sources, 0 unread`, and what is not as it should be.
pub(super) fn summary(run: &Run, paint: Paint) -> String {
    let it = run.summary;
    let mut line = format!(
        "{}, {}, {}, {} unread",
        counted(it.claims, "claim"),
        counted(it.checks, "check"),
        counted(it.sources, "source"),
        it.unread
    );
    if it.failed > 0 {
        let failed = paint.error(&format!("{} failed", it.failed));
        line = format!("{line}, {failed}");
    }
    if it.waived > 0 {
        line = format!("{line}, {} waived", it.waived);
    }
    if it.notes > 0 {
        line = format!("{line}, {}", counted(it.notes, "note"));
    }
    if !run.pending.is_empty() {
        let pending = format!("{} to review", counted(run.pending.len(), "snapshot"));
        line = format!("{line}, {}", paint.warning(&pending));
    }
    let broken = run
        .diagnostics
        .iter()
        .filter(|it| it.severity == Severity::Error)
        .count();
    if broken > 0 {
        let broken = format!("{} in the project's files", counted(broken, "error"));
        line = format!("{line}, {}", paint.error(&broken));
    }
    line
}
