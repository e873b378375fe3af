//! What a passage's braces read as, held against the value that the claim asserts.

use super::Findings;
use super::failure;
use super::passage::{Citation, shown};
use crate::claim::{self, Stance};
use crate::diagnostic::Diagnostic;
use crate::span::Span;
use crate::value::{self, Context, Relation, Value};
use crate::verdict::{Answer, Verdict};

impl Citation<'_> {
    /// Reads the value at `place` of the source, and holds it against the claim's.
    pub(super) fn weigh(
        &self,
        asserted: Span,
        place: Span,
        passage: &claim::Passage,
        answer: &mut Answer,
        findings: &mut Findings,
    ) -> Verdict {
        let context = self.ground.context(self.source);
        let asserted = asserted.of(&self.claim.statement.text);
        let words = place.of(self.source.text.original());
        let Some((claimed, found)) = read_both(asserted, words, place, &context) else {
            answer
                .steps
                .push(format!("`{words}` in {} cannot be read", self.source.id));
            findings.fail(self.unread(
                passage,
                place,
                &format!("`{words}` cannot be read as what `{asserted}` is"),
            ));
            return Verdict::Unread;
        };
        let relation = value::compare(&claimed, &found, &context);
        answer.steps.push(format!(
            "claimed `{asserted}` = {}; {} has `{words}` = {}: {}",
            claimed.canonical(),
            self.source.id,
            found.canonical(),
            named(&relation)
        ));
        let verdict = match &relation {
            Relation::Refutes => Verdict::Refuted,
            Relation::Undecided => Verdict::Ambiguous,
            Relation::Incomparable(_) => Verdict::Unread,
            Relation::Supports
            | Relation::SupportsSpelledDifferently
            | Relation::SupportsRounded => Verdict::Supported,
        };
        match (&relation, self.evidence.stance) {
            (Relation::Incomparable(reason), _) => {
                findings.fail(self.unread(passage, place, reason));
            }
            (Relation::Undecided, _) => findings.fail(self.undecided(&claimed, &found, passage)),
            (Relation::Refutes, Stance::Per) => {
                findings.fail(self.refuted(&claimed, &found, passage));
            }
            _ => {}
        }
        answer.spelled_differently |= relation == Relation::SupportsSpelledDifferently;
        answer.values.push(found);
        verdict
    }

    fn refuted(&self, claimed: &Value, found: &Value, passage: &claim::Passage) -> Diagnostic {
        let message = format!(
            "claimed {}, found {} in {}",
            shown(claimed),
            shown(found),
            self.source.id
        );
        failure(
            self.claim,
            "refuted",
            passage.template.span,
            message,
            format!("cited as bearing `{}` out", claimed.words),
        )
        .at(
            self.source.file.clone(),
            found.span,
            format!("reads {}", found.canonical()),
        )
        .help(format!(
            "mend the claim, or cite {0} with `but.{0}` if the contradiction is known",
            self.source.id
        ))
    }

    fn undecided(&self, claimed: &Value, found: &Value, passage: &claim::Passage) -> Diagnostic {
        let message = format!(
            "{} in {} does not establish {}: it allows other values too",
            shown(found),
            self.source.id,
            shown(claimed)
        );
        failure(
            self.claim,
            "not-established",
            passage.template.span,
            message,
            "not enough for the claim",
        )
        .at(
            self.source.file.clone(),
            found.span,
            format!("reads {}", found.canonical()),
        )
        .help("claim what the source says, no more precisely than it says it")
    }

    fn unread(&self, passage: &claim::Passage, place: Span, reason: &str) -> Diagnostic {
        failure(
            self.claim,
            "unread",
            passage.template.span,
            format!("{reason} in {}", self.source.id),
            "cited here",
        )
        .at(self.source.file.clone(), place, "stands here")
        .help("put the braces around the words that give the value, and nothing else")
    }
}

/// Reads the claim's words and the source's as values of one kind; spans are bytes of the source.
///
/// The claim's own kind goes first. Where the source's words are of another (“never” is a count, “by
/// no means” a denial), the claim's are read as that, if they can be.
fn read_both(
    asserted: &str,
    words: &str,
    place: Span,
    context: &Context<'_>,
) -> Option<(Value, Value)> {
    let claimed = value::read_whole(asserted, None, context)?;
    if words == asserted {
        return Some((claimed.clone(), placed(claimed, place)));
    }
    if let Some(found) = value::read_whole(words, Some(claimed.kind), context) {
        return Some((claimed, placed(found, place)));
    }
    let found = value::read_whole(words, None, context)?;
    let claimed = value::read_whole(asserted, Some(found.kind), context).unwrap_or(claimed);
    Some((claimed, placed(found, place)))
}

/// A value read from the words at `place` of the source, as the source's own bytes.
fn placed(mut value: Value, place: Span) -> Value {
    value.span = place;
    value.figure = value.figure.shifted(place.start);
    value
}

fn named(relation: &Relation) -> String {
    match relation {
        Relation::Supports => "supports it".to_owned(),
        Relation::SupportsSpelledDifferently => "supports it, spelled differently".to_owned(),
        Relation::SupportsRounded => "supports it, rounded".to_owned(),
        Relation::Refutes => "refutes it".to_owned(),
        Relation::Undecided => "does not establish it".to_owned(),
        Relation::Incomparable(reason) => format!("cannot be compared ({reason})"),
    }
}
