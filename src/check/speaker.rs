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
use crate::value::{self, Kind};
use crate::verdict::{Answer, Attribution, Verdict};

/// What a source says of who speaks a passage.
enum Heard {
    /// The named speaker.
    AsClaimed(Attribution),
    /// Somebody else.
    Another(Attribution),
    /// A quotation whose speaker the tool cannot tell, or no quotation at all; the words say which.
    Unattributed(&'static str),
}

/// Who speaks the passage at `span`, held against the claimed speaker.
fn hear(claimed: &str, span: Span, source: &Source, ground: &Ground<'_>) -> Heard {
    match ground.attribution(span, source) {
        Some(said) if is_same(claimed, &said, source, ground) => Heard::AsClaimed(said),
        Some(said) => Heard::Another(said),
        None => Heard::Unattributed(if source.text.is_quoted(span) {
            "stands in a quotation whose speaker cannot be told"
        } else {
            "stands in no quotation"
        }),
    }
}

/// The speaker of the innermost quotation around `span`, and who passes it on.
pub(super) fn attribution(span: Span, source: &Source) -> Option<Attribution> {
    let said = source.text.said_at(span)?;
    Some(Attribution {
        speaker: said.speaker.name().to_owned(),
        via: said.via.iter().map(|by| by.name().to_owned()).collect(),
        words: said.speaker.words,
        certain: said.speaker.certain,
    })
}

/// Whether the claimed speaker is the one that the source names, by its words or by its full name; of
/// a group, each one claimed must belong to it.
fn is_same(claimed: &str, said: &Attribution, source: &Source, ground: &Ground<'_>) -> bool {
    let context = ground.context(source);
    let is_one = |a: &str, b: &str| {
        let name = |text: &str| value::read_whole(text, Some(Kind::Name), &context);
        name(a)
            .zip(name(b))
            .is_some_and(|(a, b)| value::compare(&a, &b, &context).supports())
    };
    let belongs = |one: &str| group(&said.speaker).any(|other| is_one(one, other));
    let is_group = |names: &str| group(names).nth(1).is_some();
    let may_belong = is_group(claimed) || is_group(&said.speaker);
    is_one(claimed, &said.words)
        || said.speaker != said.words && is_one(claimed, &said.speaker)
        || may_belong && group(claimed).all(belongs)
}

/// The names in “Xi and Putin”.
fn group(names: &str) -> impl Iterator<Item = &str> {
    names.split(" and ").flat_map(|names| names.split(", "))
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
            let said = self.ground.attribution(occurrence.span, self.source);
            findings.notes.extend(
                said.as_ref()
                    .and_then(|said| self.quoted(said, occurrence, passage)),
            );
            answer.attribution = said;
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

    /// A note where the words are somebody's whom the claim does not name: “the source says” and “the
    /// source quotes somebody as saying” are different claims.
    fn quoted(
        &self,
        said: &Attribution,
        occurrence: &Occurrence,
        passage: &claim::Passage,
    ) -> Option<Diagnostic> {
        let statement = &self.claim.statement.text;
        let is_capital = |word: &&str| word.chars().next().is_some_and(char::is_uppercase);
        let is_named = |name: &str| {
            let surname = name.split_whitespace().rfind(is_capital);
            surname.is_some_and(|word| statement.contains(word))
        };
        if is_named(&said.speaker) || said.via.iter().any(|name| is_named(name)) {
            return None;
        }
        let message = format!(
            "{} does not say this itself, it quotes `{}`; the claim does not say so",
            self.source.id, said.speaker
        );
        Some(
            Diagnostic::warning("quoted", message)
                .at(self.claim.file.clone(), passage.template.span, "cited here")
                .at(
                    self.source.file.clone(),
                    occurrence.span,
                    "stands in a quotation",
                )
                .help("name the speaker in the claim, or with `speaker`"),
        )
    }
}
