//! Quotations in a text, and who said them.
//!
//! Four things count as one: words between quotation marks, a block that the text's own shape sets
//! apart, speech that is reported, and speech whose marks were lost. Each is read by rules that can
//! be pointed at: the marks, the verb of saying, the phrase that is its subject. There is no model,
//! and each answer says how far it is to be trusted.

mod attribution;
mod block;
mod cover;
mod draft;
mod finish;
mod grammar;
mod mark;
mod near;
mod people;
mod reported;
mod title;
mod whose;

use std::cmp::Reverse;

use serde::Serialize;

use crate::span::Span;

use draft::Draft;
use grammar::token::{self, Level};

pub(crate) use cover::{Quoted, near};
pub(crate) use grammar::word::is_role;
pub(crate) use mark::{Piece, pieces};
pub use near::Said;
pub(crate) use near::said;
pub(crate) use people::{Ground, People};
pub use whose::{Attributed, speaker_of};

/// A stretch of text that is somebody's words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Quotation {
    /// From its first mark or word to its last, a speech tag in its middle included.
    pub span: Span,
    /// Its words without its marks: one part, or several where a tag or a paragraph's end splits it.
    pub content: Vec<Span>,
    /// What sets it apart.
    pub kind: Kind,
    /// How many quotations it stands in.
    pub depth: usize,
    /// The quotation it stands in, as an index into the same list.
    pub parent: Option<usize>,
    /// Whose words they are.
    pub speaker: Option<Speaker>,
    /// The verb, or the words, by which the text says so.
    pub cue: Option<Span>,
    /// Who passes it on, nearest first: a writer, an outlet.
    pub via: Vec<Speaker>,
    /// How far the speaker is to be trusted.
    pub confidence: Confidence,
    /// Only the act is told, and not what was said: “called for a truce”.
    pub act: bool,
}

/// What sets a quotation apart from the text around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Quotation marks around what somebody said.
    Direct,
    /// Quotation marks around words that the text keeps at a distance: “no limits”.
    Scare,
    /// Quotation marks around a title, a heading or the name of a program.
    Title,
    /// Paragraphs that the text's shape sets apart, without marks.
    Block,
    /// Speech that is told: he said that it was over.
    Reported,
    /// Speech in the speaker's own words that has no marks, or lost them.
    Unmarked,
}

/// Who says something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Speaker {
    /// Where the text names the speaker.
    pub span: Span,
    /// The words there.
    pub words: String,
    /// The name by which the text introduces the speaker, where it does.
    pub resolved: Option<String>,
    /// Whether nobody else can be meant.
    pub certain: bool,
}

impl Speaker {
    /// The fullest name that the text gives.
    #[must_use]
    pub fn name(&self) -> &str {
        self.resolved.as_deref().unwrap_or(&self.words)
    }
}

/// How far a speaker is to be trusted, surest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Confidence {
    /// A verb of saying next to the quotation names the speaker.
    High,
    /// A verb further away, or the speaker of what stands before.
    Medium,
    /// Only the subject of the sentence, or speech without marks.
    Low,
}

/// The quotations of `text`, in order, outer before inner.
///
/// `paragraphs` and `sentences` are those of the same text, in order.
#[must_use]
pub fn read(text: &str, paragraphs: &[Span], sentences: &[Span]) -> Vec<Quotation> {
    of_pieces(text, paragraphs, sentences, &pieces(text, paragraphs), None)
}

/// As [`read`], where the pieces between marks are known, and perhaps `everybody` who is named.
pub(crate) fn of_pieces(
    text: &str,
    paragraphs: &[Span],
    sentences: &[Span],
    pieces: &[Piece],
    everybody: Option<&People>,
) -> Vec<Quotation> {
    let levels = token::levels(text, paragraphs, 0..paragraphs.len(), sentences, pieces);
    let blocks = block::blocks(text, paragraphs, &levels);
    let drafts = draft::drafts(
        text,
        &levels,
        pieces,
        blocks,
        draft::has_marks(text, pieces),
    );
    if let Some(people) = everybody {
        return finish::finish(text, drafts, people);
    }
    // Where nobody speaks, it need not be known who is named.
    let speaks = drafts.iter().any(|draft| draft.found.is_some());
    let named: &[Level] = if speaks { &levels } else { &[] };
    finish::finish(text, drafts, &People::read(text, named))
}

/// The acts of speech of which `text` tells without what was said, in order: “called for a truce”,
/// “accused him of lying”, “refused to leave”.
///
/// They are nobody's words, so that [`read`] has none of them. Each is of the kind [`Kind::Reported`] and
/// of low confidence, and stands in no quotation.
#[must_use]
pub fn acts(text: &str, paragraphs: &[Span], sentences: &[Span]) -> Vec<Quotation> {
    let pieces = pieces(text, paragraphs);
    let levels = token::levels(text, paragraphs, 0..paragraphs.len(), sentences, &pieces);
    let mut drafts: Vec<Draft> = reported::acts(text, &levels)
        .into_iter()
        .filter_map(Draft::told)
        .collect();
    drafts.sort_by_key(|draft| (draft.span.start, Reverse(draft.span.end)));
    let people = People::read(text, &levels);
    drafts
        .into_iter()
        .map(|draft| finish::act(text, draft, &people))
        .collect()
}

impl Kind {
    /// Whether such words can be somebody's, and not the text's own.
    fn may_speak(self) -> bool {
        !matches!(self, Self::Scare | Self::Title)
    }
}

impl Quotation {
    /// Whether it is somebody's words, and not the text's own.
    #[must_use]
    pub fn speaks(&self) -> bool {
        self.speaker.is_some() && !self.act && self.kind.may_speak()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::segment;

    /// The quotations of `text`, for the tests of this folder.
    pub(super) fn quotations(text: &str) -> Vec<Quotation> {
        let paragraphs = segment::paragraphs(text);
        let sentences: Vec<Span> = paragraphs
            .iter()
            .flat_map(|&paragraph| segment::sentences(text, paragraph))
            .collect();
        read(text, &paragraphs, &sentences)
    }

    /// Each quotation with a speaker as `words ← speaker`, and whoever passes it on after that.
    pub(super) fn said(text: &str) -> Vec<String> {
        quotations(text)
            .iter()
            .filter(|quotation| quotation.kind != Kind::Reported)
            .map(|quotation| {
                let words: Vec<&str> = quotation.content.iter().map(|part| part.of(text)).collect();
                let mut line = words.join(" | ");
                for (mark, by) in [" ← ", " via "]
                    .into_iter()
                    .chain(std::iter::repeat(" via "))
                    .zip(quotation.speaker.iter().chain(&quotation.via))
                {
                    line.push_str(mark);
                    line.push_str(by.resolved.as_deref().unwrap_or(&by.words));
                }
                line
            })
            .collect()
    }
}
