//! The frame of the page: what the run found, the sources, and the places that the script fills.

use maud::{Markup, html};

use super::coverage::{self, Coverage};
use super::records::is_web;
use crate::diagnostic::Diagnostic;
use crate::report::escape::{one_line, visible};
use crate::report::paint::Paint;
use crate::report::{Input, counted, human};
use crate::source::Source;
use crate::source::manifest::Meta;
use crate::verdict::{Conclusion, Finding, Outcome, Run};

/// What became of the run, in a few words.
pub(super) fn title(run: &Run) -> String {
    let n_claims = counted(run.summary.claims, "claim");
    match run.conclusion() {
        Conclusion::CouldNotCheck => "✗ The claims could not be checked".to_owned(),
        Conclusion::Fails if run.summary.failed > 0 => {
            format!("✗ {} of {n_claims} failed", run.summary.failed)
        }
        Conclusion::Fails => format!("✗ {} to review", counted(run.pending.len(), "disagreement")),
        Conclusion::Holds if run.summary.claims == 1 => "✓ The claim holds".to_owned(),
        Conclusion::Holds => format!("✓ All {n_claims} hold"),
    }
}

/// The body, but for the script and what it reads.
pub(super) fn body(input: &Input<'_>) -> Markup {
    html! {
        a .skip href="#matrix" { "Skip to the claims" }
        header .top {
            h1 { (title(input.run)) }
            p .did { (human::summary(input.run, Paint { color: false })) }
            (keys())
            button #theme type="button" hidden { "Theme: as the system" }
        }
        noscript {
            p .note { "The claims and the texts are shown by a script, which does not run here." }
        }
        main {
            (numbers(input.run))
            @if !input.run.diagnostics.is_empty() { (problems(input)) }
            (sources(input))
            (workbench(input))
        }
        p #status .unseen role="status" aria-live="polite" {}
        footer { p { "Made by claimtest, which names both sides of a disagreement and picks none." } }
    }
}

/// How many claims are in each state, each a link to those claims.
fn numbers(run: &Run) -> Markup {
    let n = |test: fn(&Outcome) -> bool| run.outcomes.iter().filter(|it| test(it)).count();
    let disagree = |it: &Outcome| it.finding.is_some_and(|it| it != Finding::Agreement);
    let tiles = [
        ("fails", "fail", "✗", n(|it| !it.holds)),
        ("review", "to review", "!", run.pending.len()),
        ("disagree", "disagree", "≠", n(disagree)),
        ("waived", "waived", "~", n(|it| it.waived.is_some())),
        (
            "holds",
            "hold",
            "✓",
            n(|it| it.holds && it.waived.is_none()),
        ),
        ("", "all claims", "Σ", run.outcomes.len()),
    ];
    html! {
        nav .tiles aria-label="Claims by state" {
            ul {
                @for (state, label, symbol, n) in tiles {
                    li {
                        a class={ "tile " (if n == 0 { "none" } else { state }) } href={ "#state=" (state) } {
                            span .symbol aria-hidden="true" { (symbol) }
                            strong { (n) } " "
                            span { (label) }
                        }
                    }
                }
            }
        }
    }
}

/// What is wrong with the project's files.
fn problems(input: &Input<'_>) -> Markup {
    let problem = |diagnostic: &Diagnostic| {
        html! {
            li .problem {
                p { strong { (visible(&diagnostic.message)) } }
                @if let Some(label) = diagnostic.labels.first() {
                    p .place { (one_line(&input.place(label))) " " (visible(&label.message)) }
                }
                @for help in &diagnostic.help { p .help { "Help: " (visible(help)) } }
            }
        }
    };
    html! {
        section .problems aria-labelledby="problems" {
            h2 #problems { "In the project’s files" }
            ul { @for diagnostic in &input.run.diagnostics { (problem(diagnostic)) } }
        }
    }
}

/// The sources, with how much of each the claims rest on.
fn sources(input: &Input<'_>) -> Markup {
    let n_sources = counted(input.sources.len(), "source");
    html! {
        details .sources open[input.sources.len() <= 12] {
            summary { h2 { (n_sources) } }
            div .scroller tabindex="0" role="region" aria-label="Sources" {
                table {
                    thead {
                        tr {
                            th scope="col" { "Source" }
                            th scope="col" { "Title" }
                            th scope="col" { "By" }
                            th scope="col" { "Written" }
                            th scope="col" .number { "Claims" }
                            th scope="col" { "Covered by claims" }
                        }
                    }
                    tbody {
                        @for (source, coverage) in input.sources.iter().zip(coverage::of_sources(input)) {
                            (row(source, coverage))
                        }
                    }
                }
            }
        }
    }
}

fn row(source: &Source, coverage: Coverage) -> Markup {
    let meta = &source.meta;
    let title = one_line(meta.title.as_deref().unwrap_or(&source.file));
    let by = [&meta.publisher, &meta.author];
    let by: Vec<String> = by
        .into_iter()
        .flatten()
        .map(|name| one_line(name))
        .collect();
    let url = meta.url.as_deref().filter(|url| is_web(url));
    html! {
        tr {
            th scope="row" { a .of-source data-source=(source.id) href="#matrix" { (one_line(source.id.as_str())) } }
            td {
                bdi { @match url {
                    Some(url) => { a href=(url) rel="noopener noreferrer" { (title) } }
                    None => { (title) }
                } }
            }
            td { bdi { (by.join(", ")) } }
            td { @if let Some(day) = meta.written { (day) } }
            td .number { (coverage.claims) }
            td .coverage {
                @if let Some(percent) = coverage.percent() {
                    meter min="0" max="100" value=(percent) aria-label="share of sentences that claims rest on" { }
                    span { (percent) " % (" (coverage.covered) " of " (coverage.sentences) " sentences)" }
                }
            }
        }
    }
}

/// Who wrote the whole, then who wrote its sections, each once.
pub(super) fn authors(meta: &Meta) -> impl Iterator<Item = &str> {
    let sections = meta.authors.iter().map(|section| &section.author);
    let mut named: Vec<&str> = Vec::new();
    for name in std::iter::once(&meta.author).chain(sections).flatten() {
        if !named.contains(&name.as_str()) {
            named.push(name);
        }
    }
    named.into_iter()
}

/// The filters, the matrix and the place for an opened claim.
fn workbench(input: &Input<'_>) -> Markup {
    html! {
        div #workbench {
            section #list aria-labelledby="claims" {
                h2 #claims { "Claims by source" }
                form #filters role="search" aria-label="Filter the claims" {
                    label { "Search" input #query type="search" name="q" autocomplete="off" spellcheck="false"; }
                    label { "State" select name="state" {} }
                    label { "Topic" select name="topic" {} }
                    label { "Tag" select name="tag" {} }
                    label { "Source" select name="source" {} }
                    label { "Order" select name="order" {
                        option value="" { "what failed first" }
                        option value="file" { "as in the fixtures" }
                    } }
                    button #clear type="button" { "Clear" }
                }
                p #shown .shown { (counted(input.run.outcomes.len(), "claim")) }
                div #matrix .scroller tabindex="-1" { }
                p #more hidden { button type="button" { "Show more" } }
            }
            section #opened aria-label="The opened claim" hidden { }
        }
    }
}

fn keys() -> Markup {
    html! {
        details .keys {
            summary { "Keyboard" }
            div .list {
                dl {
                    dt { kbd { "/" } } dd { "search" }
                    dt { kbd { "j" } " " kbd { "k" } } dd { "next and previous claim" }
                    dt { kbd { "]" } " " kbd { "[" } } dd { "next and previous evidence in the text" }
                    dt { kbd { "Esc" } } dd { "close the claim" }
                    dt { kbd { "←" } " " kbd { "↑" } " " kbd { "→" } " " kbd { "↓" } } dd { "move in the matrix" }
                }
                label { input #single-keys type="checkbox" checked; " keys without a modifier" }
            }
        }
    }
}
