//! What a fixture says of sources that it does not cite, held against what they answer.

use super::Said;
use crate::check::Ground;
use crate::claim::Claim;
use crate::diagnostic::Diagnostic;
use crate::verdict::{Answer, Outcome};

/// Adds the answers of sources that the claim does not cite.
///
/// A source that is listed as `silent` and answers is a failure: the fixture says something that is
/// not so. A source that is dismissed as `unrelated` and has nothing that comes near to an answer is a
/// note: the fixture says more than it needs to.
pub fn hold(claim: &Claim, outcome: &mut Outcome, said: Vec<Said>, ground: &Ground<'_>) {
    let mut dismissed = Vec::new();
    for said in said {
        match said {
            Said::Dismissed(source) => dismissed.push(source),
            Said::Answer(answer) => {
                if let Some(failure) = not_silent(claim, &answer, ground) {
                    outcome.failures.push(failure.into());
                    outcome.holds = false;
                }
                outcome.answers.push(answer);
            }
        }
    }
    outcome
        .answers
        .sort_by(|a, b| (&a.source, a.role).cmp(&(&b.source, b.role)));
    let asks = claim.evidence.iter().any(|it| {
        let mut passages = it.passages.iter();
        passages.any(|passage| !passage.template.slots.is_empty())
    });
    for (id, _) in &claim.unrelated {
        if !asks || dismissed.contains(&id.value) || ground.source(&id.value).is_none() {
            continue;
        }
        let message = format!("there is nothing in {} to dismiss", id.value);
        outcome.notes.push(
            Diagnostic::warning("unrelated", message)
                .at(claim.file.clone(), id.span, "dismissed here")
                .help("take it out: nothing there comes near to an answer"),
        );
    }
}

/// The failure of a source that is listed as silent, and answers.
fn not_silent(claim: &Claim, answer: &Answer, ground: &Ground<'_>) -> Option<Diagnostic> {
    let silent = claim.silent.iter().find(|id| id.value == answer.source)?;
    let source = ground.source(&answer.source)?;
    let message = format!("{} is listed as silent, and answers", source.id);
    let mut failure =
        Diagnostic::error("silent", message).at(claim.file.clone(), silent.span, "claimed silent");
    for place in &answer.evidence {
        failure = failure.at(source.file.clone(), place.span, "answers here");
    }
    Some(failure.help(format!(
        "cite it with `per.{0}` or `but.{0}`, or dismiss it with `unrelated.{0} = \"…\"` if it is about something else",
        source.id
    )))
}
