//! What a passage passes over: the places where it and the source do not run on together.

use serde::{Deserialize, Serialize};

use super::find::{Hit, Search};
use super::qualifier::{Qualifier, qualifiers};
use super::walk::{Step, Via};
use crate::source::aside::AsideKind;
use crate::span::Span;

/// Why the words of the source at a gap are not in the passage, or those of the passage not in the
/// source.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum GapKind {
    /// The passage marks words as left out.
    Elision,
    /// The passage puts in words of its own, in brackets; they may stand for words of the source.
    Insertion,
    /// The source has words in brackets that the passage leaves out.
    Bracket,
    /// The source says who speaks between two halves of a quotation.
    SpeechTag,
    /// The source has a page number, a mark of a note, or mark-up.
    Artefact,
}

/// One gap of an occurrence.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// Why it is there.
    pub kind: GapKind,
    /// The mark or the insertion in the passage, in bytes of the query's text; empty where the passage
    /// runs on.
    pub quoted: Span,
    /// What the source has there, in bytes of the original; empty where the source runs on.
    pub span: Span,
    /// How many words of the source are passed over.
    pub words: usize,
    /// Words among them that change what is said: negations, hedges, contrasts.
    pub hides: Vec<(Qualifier, Span)>,
}

impl Search<'_> {
    /// The gaps of a hit, in the order of the passage. Marks at its outer edges hide nothing.
    pub(super) fn gaps(&self, hit: &Hit) -> Vec<Gap> {
        hit.steps
            .iter()
            .filter_map(|step| self.gap(hit, step))
            .collect()
    }

    fn gap(&self, hit: &Hit, step: &Step) -> Option<Gap> {
        let kind = match step.via {
            Via::LeftOut { inserts: false } => GapKind::Elision,
            Via::LeftOut { inserts: true } => GapKind::Insertion,
            Via::QueryAside(kind) if kind != AsideKind::Reopened => GapKind::Insertion,
            Via::SourceAside(AsideKind::Square) => GapKind::Bracket,
            Via::SourceAside(AsideKind::SpeechTag) => GapKind::SpeechTag,
            Via::SourceAside(kind) if kind.is_artefact() => GapKind::Artefact,
            _ => return None,
        };
        let outer = step.text.is_empty()
            && (step.text.start == hit.text.start || step.text.start == hit.text.end);
        if outer && kind == GapKind::Elision {
            return None;
        }
        let query = &self.pattern.tokens;
        let quoted = if step.query.is_empty() {
            let at = query.start_of(step.query.start);
            Span::new(at, at)
        } else {
            query.span(step.query.start, step.query.end)
        };
        let span = if step.text.is_empty() {
            self.before(hit, step.text.start)
        } else {
            self.tokens.span(step.text.start, step.text.end)
        };
        Some(Gap {
            kind,
            quoted,
            span,
            words: self.tokens.n_words(step.text.clone()),
            hides: qualifiers(self.tokens, step.text.clone()),
        })
    }
}
