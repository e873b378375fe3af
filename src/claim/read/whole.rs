//! Rules on a claim as a whole, where one key bears on another.

use std::collections::BTreeMap;

use super::node::Reader;
use crate::claim::{Claim, Evidence, KEYS, Spanned, Stance, Template};
use crate::diagnostic::Diagnostic;
use crate::source::SourceId;
use crate::span::Span;

impl Reader<'_> {
    /// Reports what does not fit together. `stated` says that the statement could be read, `complete`
    /// that everything could; what may follow from an earlier mistake is not reported again.
    pub(super) fn whole(&mut self, claim: &Claim, stated: bool, complete: bool) {
        if stated {
            self.evidence_braces(claim);
            self.count_braces(claim);
        }
        self.per_and_but(claim);
        self.silent_and_cited(claim);
        self.unrelated_and_cited(claim);
        if complete {
            self.checks_something(claim);
        }
    }

    /// The passages of one source mark as many values as the statement; or none, where `count` asserts
    /// the statement's values.
    fn evidence_braces(&mut self, claim: &Claim) {
        let claimed = claim.statement.slots.len();
        for evidence in &claim.evidence {
            let marked: Vec<Span> = braces(evidence).collect();
            if marked.len() == claimed || (marked.is_empty() && !claim.count.is_empty()) {
                continue;
            }
            // The first brace too many, or the passage that has one too few.
            let last = evidence
                .passages
                .last()
                .map(|passage| passage.template.span);
            let Some(at) = marked.get(claimed).copied().or(last) else {
                continue;
            };
            let path = format!("{}.{}", stance_key(evidence.stance), evidence.source.value);
            let help = if claimed == 0 {
                "put braces around the value in the statement as well, or take them away here"
            } else if marked.is_empty() {
                "put braces around the words that say the same value here"
            } else {
                "mark one value here for each value of the statement, in the same order"
            };
            let diagnostic = Diagnostic::error(
                "brace-count",
                format!(
                    "the claim marks {}, `{path}` marks {}",
                    values(claimed),
                    number(marked.len())
                ),
            )
            .at(self.file, at, "")
            .at(
                self.file,
                claim.statement.span,
                stated_values(&claim.statement),
            )
            .help(help);
            self.diagnostics.push(diagnostic);
        }
    }

    /// `count` has a term for each value of the statement.
    fn count_braces(&mut self, claim: &Claim) {
        let claimed = claim.statement.slots.len();
        for count in &claim.count {
            if count.terms.len() == claimed {
                continue;
            }
            let first = |terms: &Vec<Spanned<String>>| terms.first().map(|term| term.span);
            let surplus = count
                .terms
                .get(claimed)
                .or(count.terms.last())
                .and_then(first);
            let help = if claimed == 0 {
                "put the number into braces in the statement: `appears {once}`"
            } else {
                "give one term for each value of the statement, in the same order; spellings of one term are `{ any = […] }`"
            };
            let diagnostic = Diagnostic::error(
                "brace-count",
                format!(
                    "the claim marks {}, `count.{}` counts {}",
                    values(claimed),
                    count.source.value,
                    plural(count.terms.len(), "term"),
                ),
            )
            .at(self.file, surplus.unwrap_or(count.source.span), "")
            .at(
                self.file,
                claim.statement.span,
                stated_values(&claim.statement),
            )
            .help(help);
            self.diagnostics.push(diagnostic);
        }
    }

    fn per_and_but(&mut self, claim: &Claim) {
        for pair in claim.evidence.windows(2) {
            let [a, b] = pair else { continue };
            if a.source.value == b.source.value {
                let message = format!("`{}` stands under both `per` and `but`", a.source.value);
                let diagnostic = Diagnostic::error("per-and-but", message)
                    .at(
                        self.file,
                        b.source.span,
                        format!("`{}`", stance_key(b.stance)),
                    )
                    .at(
                        self.file,
                        a.source.span,
                        format!("`{}`", stance_key(a.stance)),
                    )
                    .help("a source that contradicts itself takes two claims, one for each answer");
                self.diagnostics.push(diagnostic);
            }
        }
    }

    /// A silent source is not cited, and listed once.
    fn silent_and_cited(&mut self, claim: &Claim) {
        let mut cited: Places = cited(claim).collect();
        for silent in &claim.silent {
            match cited.insert(&silent.value, ("silent", silent.span)) {
                Some(("silent", twin)) => {
                    let message = format!("`{}` is listed as silent twice", silent.value);
                    self.pair(
                        "duplicate-source",
                        &message,
                        silent.span,
                        twin,
                        "list it once",
                    );
                }
                Some((key, other)) => {
                    let message = format!(
                        "`{}` is listed as silent, and cited by `{key}`",
                        silent.value
                    );
                    self.pair(
                        "silent-and-cited",
                        &message,
                        silent.span,
                        other,
                        "take it out of one of the two",
                    );
                }
                None => {}
            }
        }
    }

    /// What a probe finds is not about something else in a source that answers, or that is silent.
    fn unrelated_and_cited(&mut self, claim: &Claim) {
        let evidence = claim.evidence.iter();
        let mut answers: Places = evidence
            .map(|e| (&e.source.value, (stance_key(e.stance), e.source.span)))
            .collect();
        answers.extend(
            claim
                .silent
                .iter()
                .map(|id| (&id.value, ("silent", id.span))),
        );
        for (unrelated, _) in &claim.unrelated {
            if let Some(&(key, other)) = answers.get(&unrelated.value) {
                let message = format!(
                    "`{}` stands under both `unrelated` and `{key}`",
                    unrelated.value
                );
                self.pair(
                    "unrelated-and-cited",
                    &message,
                    unrelated.span,
                    other,
                    "take it out of one of the two",
                );
            }
        }
    }

    /// A claim checks something, and each value that it asserts.
    fn checks_something(&mut self, claim: &Claim) {
        let passages = !claim.evidence.is_empty();
        let other =
            !(claim.absent.is_empty() && claim.order.is_empty() && claim.together.is_empty());
        let example = |name: &str| {
            let key = KEYS.iter().find(|key| key.name == name);
            key.map_or("", |key| key.example)
        };
        if !passages && !other && claim.count.is_empty() {
            let message = format!("`{}` checks nothing", claim.id.name);
            let help = format!("cite what bears it out: `{}`", example("per"));
            self.error("checks-nothing", claim.span, message, help);
        } else if let (Some(brace), false, true) = (
            claim.statement.braces.first(),
            passages,
            claim.count.is_empty(),
        ) {
            let help = format!(
                "cite a passage that says it, `{}`; or count words",
                example("per")
            );
            self.error("unchecked-value", *brace, "nothing checks this value", help);
        } else if let (Some(speaker), false) = (&claim.speaker, passages || !claim.order.is_empty())
        {
            let help = format!("cite the speaker's words: `{}`", example("per"));
            self.error(
                "speaker-without-passage",
                speaker.span,
                "there is no passage to be this speaker's words",
                help,
            );
        }
    }

    /// Reports two places that exclude each other.
    fn pair(&mut self, rule: &'static str, message: &str, at: Span, other: Span, help: &str) {
        let diagnostic = Diagnostic::error(rule, message)
            .at(self.file, at, "")
            .at(self.file, other, "the other is here")
            .help(help);
        self.diagnostics.push(diagnostic);
    }
}

/// By source: the key that names it, and where.
type Places<'c> = BTreeMap<&'c SourceId, (&'static str, Span)>;

/// The sources that a claim says something of, with the key that does.
fn cited(claim: &Claim) -> impl Iterator<Item = (&SourceId, (&'static str, Span))> {
    let place = |key: &'static str, id: &'_ Spanned<SourceId>| (key, id.span);
    let evidence = claim.evidence.iter();
    let evidence = evidence.map(move |e| (&e.source.value, place(stance_key(e.stance), &e.source)));
    let count = claim
        .count
        .iter()
        .map(move |c| (&c.source.value, place("count", &c.source)));
    let order = claim
        .order
        .iter()
        .map(move |o| (&o.source.value, place("order", &o.source)));
    let together = claim.together.iter();
    let together = together.map(move |t| (&t.source.value, place("together", &t.source)));
    evidence.chain(count).chain(order).chain(together)
}

fn braces(evidence: &Evidence) -> impl Iterator<Item = Span> {
    let templates = evidence.passages.iter().map(|passage| &passage.template);
    templates.flat_map(|template| template.braces.iter().copied())
}

fn stance_key(stance: Stance) -> &'static str {
    match stance {
        Stance::Per => "per",
        Stance::But => "but",
    }
}

fn number(n: usize) -> String {
    if n == 0 {
        "none".to_owned()
    } else {
        n.to_string()
    }
}

fn plural(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

fn values(n: usize) -> String {
    if n == 0 {
        "no value".to_owned()
    } else {
        plural(n, "value")
    }
}

fn stated_values(statement: &Template) -> String {
    let values: Vec<String> = statement
        .values()
        .map(|value| format!("`{value}`"))
        .collect();
    values.join(", ")
}
