//! What must turn a run red: a changed word in a cited passage, a changed value in a claim, a source
//! that contradicts what was reviewed.

use claimtest::check;
use claimtest::claim::{Claim, Template};
use claimtest::project::{self, Project};
use claimtest::source::{Source, Text};
use claimtest::span::Span;
use claimtest::verdict::Outcome;

use crate::corpus;

/// Evaluates one claim against sources of which one is replaced.
fn evaluate(project: &Project, claim: &Claim, changed: Source) -> Outcome {
    let mut project = project.clone();
    let at = project
        .sources
        .iter()
        .position(|source| source.id == changed.id)
        .unwrap();
    project.sources[at] = changed;
    check::claim(claim, &project.ground())
}

/// The words of `text` in `span`, by place.
fn words(text: &str, span: Span) -> Vec<Span> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, c) in span.of(text).char_indices().chain([(span.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(at),
            (false, Some(begin)) => {
                words.push(Span::new(span.start + begin, span.start + at));
                start = None;
            }
            _ => {}
        }
    }
    words
}

#[test]
fn any_word_changed_in_a_cited_passage_turns_its_claim_red() {
    let project = corpus::project();
    let ground = project.ground();
    let mut n_changed = 0;
    for claim in &project.claims {
        for evidence in &claim.evidence {
            let source = project.source(&evidence.source.value).unwrap();
            let text = source.text.original();
            let passages = evidence.passages.iter();
            // Words that an elision leaves out are not cited.
            let pieces = passages
                .flat_map(|passage| ground.find(&passage.query(), source).swap_remove(0).pieces);
            for piece in pieces {
                // The first word, one in the middle and the last one.
                let mut words = words(text, piece);
                // What stands in brackets may be the quoter's own: it is not cited either.
                words.retain(|word| !is_bracketed(text, piece, *word));
                let mut picked = vec![words[0], words[words.len() / 2], words[words.len() - 1]];
                picked.dedup();
                for word in picked {
                    let mut changed = text.to_owned();
                    changed.replace_range(word.start..word.end, "Xylophone");
                    let changed = Source {
                        text: Text::new(changed),
                        ..source.clone()
                    };
                    let outcome = evaluate(project, claim, changed);
                    let shown =
                        format!("{}: `{}` changed in {}", claim.id, word.of(text), source.id);
                    assert!(!outcome.holds && !outcome.failures.is_empty(), "{shown}");
                    n_changed += 1;
                }
            }
        }
    }
    assert!(n_changed > 1000, "{n_changed} words were changed");
}

/// Whether a word stands between brackets within `piece`.
fn is_bracketed(text: &str, piece: Span, word: Span) -> bool {
    let before = &text[piece.start..word.start];
    before.rfind(['[', '(']) > before.rfind([']', ')'])
}

/// A template with other words in one of its slots.
fn with_words(template: &Template, slot: usize, words: &str) -> Template {
    let mut changed = Template::default();
    let mut at = 0;
    for (number, span) in template.slots.iter().enumerate() {
        changed.text.push_str(&template.text[at..span.start]);
        let start = changed.text.len();
        changed.text.push_str(if number == slot {
            words
        } else {
            span.of(&template.text)
        });
        changed.slots.push(Span::new(start, changed.text.len()));
        at = span.end;
    }
    changed.text.push_str(&template.text[at..]);
    Template {
        span: template.span,
        braces: template.braces.clone(),
        ..changed
    }
}

#[test]
fn a_changed_value_in_a_claim_turns_it_red() {
    let project = corpus::project();
    let ground = project.ground();
    let mut n_changed = 0;
    for claim in &project.claims {
        for slot in 0..claim.statement.slots.len() {
            let mut claim = claim.clone();
            claim.statement = with_words(&claim.statement, slot, "seventy-seven");
            let outcome = check::claim(&claim, &ground);
            assert!(!outcome.holds, "{}: {}", claim.id, claim.statement);
            n_changed += 1;
        }
    }
    assert!(n_changed > 100, "{n_changed} values were changed");
}

#[test]
fn one_changed_byte_in_a_source_is_reported_before_anything_else() {
    let folder = corpus::copy("changed-byte");
    let source = folder.path().join("seeds/004_d42e74d3531ae91a.txt");
    let text = std::fs::read_to_string(&source).unwrap();
    std::fs::write(
        &source,
        text.replacen("released on Tuesday", "released on Monday", 1),
    )
    .unwrap();
    let (_, found) = Project::load(folder.path(), &project::LoadOptions::default());
    assert_eq!(found[0].rule, "changed-source");
}
