//! Markdown for a job summary or a comment on a pull request: what fails, what waits for a review
//! and what disagrees, with the details folded.
//!
//! A comment may have 65,536 characters. What does not fit is counted, and the report says so; what
//! fails comes first. Words from sources are escaped, so that they make no mark-up, mention nobody
//! and link to no issue.

use super::escape::visible;
use super::paint::Paint;
use super::{Input, Style, found, human, pending, reading};
use crate::diagnostic::Severity;
use crate::verdict::{Answer, Conclusion, Finding, Outcome, Pending, Verdict};

/// How many bytes the sections may take together.
const BUDGET: usize = 60_000;

/// The run as a document.
pub(super) fn render(input: &Input<'_>) -> String {
    let run = input.run;
    let mut document = Document::new(input);
    let broken = run.diagnostics.iter();
    document.section(
        "What could not be read",
        broken
            .filter(|it| it.severity == Severity::Error)
            .map(|it| {
                details(
                    &inline(&it.message),
                    &human::diagnostic(it, input, false),
                    "text",
                )
            }),
    );
    let failing = run.outcomes.iter().filter(|outcome| !outcome.holds);
    document.section("What fails", failing.map(|it| failing_claim(it, input)));
    document.section(
        &format!(
            "What waits for a review\n\n{}",
            capital(pending::HOW_TO_ACCEPT)
        ),
        run.pending.iter().map(snapshot),
    );
    let disagree = run.outcomes.iter().filter(|outcome| disagrees(outcome));
    document.section(
        "What the sources disagree on",
        disagree.map(|it| disagreement(it, input)),
    );
    let waived = run.outcomes.iter().filter(|it| it.waived.is_some());
    document.section(
        "What is waived",
        waived.map(|it| {
            let reason = inline(it.waived.as_deref().unwrap_or_default());
            format!("- {}: {reason}\n", code(&it.id.to_string()))
        }),
    );
    document.section(
        "What should be seen",
        run.outcomes
            .iter()
            .filter(|it| it.holds)
            .flat_map(|outcome| {
                outcome.notes.iter().map(move |note| {
                    let title = format!(
                        "{}: {}",
                        code(&outcome.id.to_string()),
                        message(&note.message)
                    );
                    details(&title, &human::diagnostic(note, input, false), "text")
                })
            }),
    );
    document.text
}

/// The text so far, and what it may still take.
struct Document {
    text: String,
    left: usize,
}

impl Document {
    fn new(input: &Input<'_>) -> Self {
        let run = input.run;
        let title = match run.conclusion() {
            Conclusion::Holds => "✓ All claims hold",
            Conclusion::Fails if run.summary.failed == 0 => "✗ A disagreement waits for a review",
            Conclusion::Fails => "✗ Not all claims hold",
            Conclusion::CouldNotCheck => "✗ The claims could not be checked",
        };
        let summary = human::summary(run, Paint { color: false });
        Self {
            text: format!("## {title}\n\n{summary}\n"),
            left: BUDGET,
        }
    }

    /// Adds a section, unless it has no items; items past the budget are only counted.
    fn section(&mut self, title: &str, items: impl Iterator<Item = String>) {
        let mut body = String::new();
        let mut n_left_out = 0;
        for item in items {
            if item.len() > self.left {
                n_left_out += 1;
            } else {
                self.left -= item.len();
                body.push_str(&item);
            }
        }
        if n_left_out > 0 {
            body.extend([
                "\n",
                &n_left_out.to_string(),
                " more, not shown for want of room.\n",
            ]);
        }
        if !body.is_empty() {
            self.text.extend(["\n### ", title, "\n\n", &body]);
        }
    }
}

fn failing_claim(outcome: &Outcome, input: &Input<'_>) -> String {
    let first = outcome.failures.first();
    let message = first.map_or(String::new(), |it| message(&it.diagnostic.message));
    let title = format!(
        "{}: {message}<br>{}",
        code(&outcome.id.to_string()),
        inline(&outcome.statement)
    );
    details(
        &title,
        &human::claim(outcome, input, Style::default()),
        "text",
    )
}

fn snapshot(pending: &Pending) -> String {
    let title = format!("{} {}", pending::state(pending.state), code(&pending.path));
    let lines = pending::lines(pending, Paint { color: false });
    details(&title, &lines.join("\n"), "diff")
}

fn disagrees(outcome: &Outcome) -> bool {
    outcome
        .finding
        .is_some_and(|finding| finding != Finding::Agreement)
}

/// The answers as a table, folded under what they disagree on.
fn disagreement(outcome: &Outcome, input: &Input<'_>) -> String {
    let finding = outcome.finding.map_or("", Finding::name);
    let mut text = format!(
        "<details><summary>{finding}: {}<br>{}</summary>\n\n| source | says | words |\n|---|---|---|\n",
        code(&outcome.id.to_string()),
        inline(&outcome.statement)
    );
    let answers = outcome.answers.iter();
    for answer in answers.filter(|answer| answer.verdict != Verdict::Silent) {
        text.push_str(&row(answer, input));
    }
    text.push_str("\n</details>\n\n");
    text
}

fn row(answer: &Answer, input: &Input<'_>) -> String {
    let values: Vec<String> = answer.values.iter().map(reading).collect();
    let mut says = format!("{} {}", answer.verdict.verb(), inline(&values.join(", ")));
    if let Some(attribution) = &answer.attribution {
        let doubt = if attribution.certain { "" } else { "?" };
        says = format!("{says} ({}{doubt})", inline(&attribution.speaker));
    }
    if !found(answer).is_empty() {
        says = format!("{} ({})", says.trim(), found(answer));
    }
    let places = answer.evidence.iter();
    let words: Vec<String> = places
        .map(|place| inline(input.words(&answer.source, place.span)))
        .collect();
    let first = answer.evidence.first();
    let page = first.and_then(|place| input.page_of(&answer.source, place.span.start));
    let page = page.map_or(String::new(), |page| format!(", page {page}"));
    let source = inline(answer.source.as_str()) + &page;
    format!("| {source} | {} | {} |\n", says.trim(), words.join("<br>"))
}

/// A folded block of text, fenced so that nothing in it can end it.
fn details(title: &str, body: &str, language: &str) -> String {
    let fence = "`".repeat(longest_run(body, '`').max(2) + 1);
    format!(
        "<details><summary>{title}</summary>\n\n{fence}{language}\n{body}\n{fence}\n\n</details>\n\n"
    )
}

/// Words that were written elsewhere, as text and nothing but text.
///
/// They never begin a line, so that what makes a list, a heading or a rule there is free; and round
/// brackets link nothing where square ones are escaped.
fn inline(words: &str) -> String {
    let mut text = String::with_capacity(words.len());
    for c in visible(words).chars() {
        match c {
            '\n' | '\t' => text.push(' '),
            '<' => text.push_str("&lt;"),
            '>' => text.push_str("&gt;"),
            '&' => text.push_str("&amp;"),
            // A space of no width keeps the reader's eye and the link apart.
            '@' | '#' => text.extend([c.encode_utf8(&mut [0; 4]), "&#8203;"]),
            _ if c.is_ascii_punctuation() && !".,;:'\"?/%-={}()".contains(c) => {
                text.extend(["&#", &u32::from(c).to_string(), ";"]);
            }
            _ => text.push(c),
        }
    }
    text
}

/// A message, in which things stand in back-ticks.
fn message(words: &str) -> String {
    let parts: Vec<&str> = words.split('`').collect();
    if parts.len().is_multiple_of(2) {
        return inline(words);
    }
    let parts = parts.iter().enumerate();
    parts
        .map(|(n, part)| if n % 2 == 0 { inline(part) } else { code(part) })
        .collect()
}

/// Words as code, in HTML because back-ticks do not work in a `summary`.
fn code(words: &str) -> String {
    format!("<code>{}</code>", inline(words))
}

fn capital(sentence: &str) -> String {
    let mut chars = sentence.chars();
    let first = chars.next().map(|c| c.to_ascii_uppercase());
    first.into_iter().chain(chars).chain(['.']).collect()
}

fn longest_run(text: &str, c: char) -> usize {
    text.split(|other| other != c)
        .map(str::len)
        .max()
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_make_no_mark_up() {
        for (words, text) in [
            ("“plain” words, 50 %: yes.", "“plain” words, 50 %: yes."),
            ("<script>&", "&lt;script&gt;&amp;"),
            ("a | b", "a &#124; b"),
            ("*x* `y` [z](u)", "&#42;x&#42; &#96;y&#96; &#91;z&#93;(u)"),
            ("@octocat #12", "@&#8203;octocat #&#8203;12"),
            ("two\nlines", "two lines"),
        ] {
            assert_eq!(inline(words), text);
        }
    }

    #[test]
    fn things_in_back_ticks_are_code() {
        for (words, text) in [
            ("`a` is not `b-c`", "<code>a</code> is not <code>b-c</code>"),
            ("a ` b", "a &#96; b"),
            ("none", "none"),
        ] {
            assert_eq!(message(words), text);
        }
    }

    #[test]
    fn a_fence_is_longer_than_any_in_its_text() {
        assert!(details("t", "a ```` b", "text").contains("\n`````text\n"));
        assert!(details("t", "a", "text").contains("\n```text\n"));
    }
}
