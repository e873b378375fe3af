//! One text and what is derived from it: paragraphs, sentences, and whatever finding words needs.
//!
//! The original never changes; everything derived points back into it with byte spans, is made when
//! it is first asked for, and is the same whoever asks.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use super::aside::Asides;
use super::quotation::{self, Ground, People, Piece, Quotation, Quoted, Said};
use super::segment;
use super::token::Tokens;
use crate::span::Span;

/// How far apart things may lie.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scope {
    /// In one sentence.
    Sentence,
    /// In one paragraph.
    #[default]
    Paragraph,
    /// Anywhere in the source.
    Source,
    /// Within so many words.
    Words(usize),
}

/// How many bytes it takes to find what a place is near to, besides reading it.
const BYTES_TO_FIND: usize = 512;

/// How many bytes were read of a text, each as often as it was.
#[derive(Debug, Default)]
struct Spent(AtomicUsize);

impl Clone for Spent {
    fn clone(&self) -> Self {
        Self(AtomicUsize::new(self.0.load(Ordering::Relaxed)))
    }
}

/// A text, unchanged, and its structure.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The text, perhaps among others.
    block: Arc<String>,
    /// Where it stands there.
    place: Span,
    /// What is derived from it, once anything has been.
    derived: OnceLock<Box<Derived>>,
}

/// What is derived from a text, as far as it has been asked for.
#[derive(Clone, Debug, Default)]
struct Derived {
    paragraphs: OnceLock<Vec<Span>>,
    sentences: OnceLock<Vec<Span>>,
    tokens: OnceLock<Tokens>,
    asides: OnceLock<Asides>,
    pieces: OnceLock<Vec<Piece>>,
    everybody: OnceLock<Arc<People>>,
    read_near: Spent,
    quotations: OnceLock<Vec<Quotation>>,
}

impl Text {
    /// Takes a text as it stands in its file.
    #[must_use]
    pub fn new(original: String) -> Self {
        let place = Span::new(0, original.len());
        Self::of_block(&Arc::new(original), place)
    }

    /// The text that stands at `place` in a block of texts.
    #[must_use]
    pub(crate) fn of_block(block: &Arc<String>, place: Span) -> Self {
        Self {
            block: Arc::clone(block),
            place,
            ..Self::default()
        }
    }

    /// The same text with nothing derived from it yet: what is then derived is dropped with it.
    #[must_use]
    pub fn anew(&self) -> Self {
        Self::of_block(&self.block, self.place)
    }

    /// The text as it stands in its file.
    #[must_use]
    pub fn original(&self) -> &str {
        self.place.of(&self.block)
    }

    fn derived(&self) -> &Derived {
        self.derived.get_or_init(Box::default)
    }

    /// Its paragraphs, in order.
    pub fn paragraphs(&self) -> &[Span] {
        let paragraphs = &self.derived().paragraphs;
        paragraphs.get_or_init(|| segment::paragraphs(self.original()))
    }

    /// Its sentences, in order.
    pub fn sentences(&self) -> &[Span] {
        self.derived().sentences.get_or_init(|| {
            let paragraphs = self.paragraphs().iter();
            paragraphs
                .flat_map(|&paragraph| segment::sentences(self.original(), paragraph))
                .collect()
        })
    }

    /// The sentences of `paragraph`, one of [`Text::paragraphs`]; the others are not cut for it.
    #[must_use]
    pub fn sentences_in(&self, paragraph: Span) -> Cow<'_, [Span]> {
        match self.derived().sentences.get() {
            Some(sentences) => {
                let start = sentences.partition_point(|it| it.start < paragraph.start);
                let len = sentences[start..].partition_point(|it| it.end <= paragraph.end);
                Cow::Borrowed(&sentences[start..start + len])
            }
            None => Cow::Owned(segment::sentences(self.original(), paragraph)),
        }
    }

    /// Its words and marks.
    pub fn tokens(&self) -> &Tokens {
        let tokens = &self.derived().tokens;
        tokens.get_or_init(|| Tokens::new(self.original()))
    }

    /// Its words and marks, if they have been asked for already.
    pub(crate) fn tokens_if_cut(&self) -> Option<&Tokens> {
        self.derived.get()?.tokens.get()
    }

    /// What stands beside its words and may be passed over.
    pub fn asides(&self) -> &Asides {
        let asides = &self.derived().asides;
        asides.get_or_init(|| Asides::new(self.original(), self.tokens(), self.paragraphs()))
    }

    /// What stands between its quotation marks.
    fn pieces(&self) -> &[Piece] {
        let pieces = &self.derived().pieces;
        pieces.get_or_init(|| quotation::pieces(self.original(), self.paragraphs()))
    }

    /// What stands between its quotation marks, whoever says it; outer quotations only, without their marks.
    pub(crate) fn between_marks(&self) -> impl Iterator<Item = Span> {
        let outer = self.pieces().iter().filter(|piece| piece.parent.is_none());
        outer.map(|piece| piece.inner)
    }

    /// The quotations in it, in order, outer before inner, each with its speaker where the text tells.
    pub fn quotations(&self) -> &[Quotation] {
        self.derived().quotations.get_or_init(|| {
            let (paragraphs, sentences) = (self.paragraphs(), self.sentences());
            let everybody = self.derived().everybody.get().map(Arc::as_ref);
            let pieces = self.pieces();
            quotation::of_pieces(self.original(), paragraphs, sentences, pieces, everybody)
        })
    }

    /// The acts of speech that it tells of without what was said, in order: “called for a truce”. They are
    /// not kept.
    #[must_use]
    pub fn acts(&self) -> Vec<Quotation> {
        quotation::acts(self.original(), self.paragraphs(), self.sentences())
    }

    /// Whether one of [`Text::quotations`] holds `span`.
    #[must_use]
    pub fn is_quoted(&self, span: Span) -> bool {
        let holds = |quoted: Span| quoted.contains(span);
        self.quoted_near(span, holds).next().is_some()
    }

    /// Who says what stands at `span`, if anybody does, as [`Text::quotations`] tell.
    #[must_use]
    pub fn said_at(&self, span: Span) -> Option<Said> {
        let near = || {
            let ground = Ground {
                text: self.original(),
                paragraphs: self.paragraphs(),
                pieces: self.pieces(),
            };
            let everybody = || -> &People {
                let read = || Arc::new(ground.everybody());
                self.derived().everybody.get_or_init(read)
            };
            let said = || quotation::said(&ground, span, everybody).ok();
            self.is_best_read_near(span).then(said).flatten()
        };
        near().unwrap_or_else(|| Said::of(self.quotations(), span))
    }

    /// Those of [`Text::quotations`] that somebody says and that share words with `span`, in order, outer
    /// before inner.
    #[must_use]
    pub fn said_over(&self, span: Span) -> Vec<Span> {
        let near = self.quoted_near(span, |quoted| quoted.overlaps(span));
        let said = near.filter(|quoted| quoted.speaks);
        said.map(|quoted| quoted.span).collect()
    }

    /// What is quoted around `span` and `is_sought`, in order, outer before inner; told, where it can be,
    /// without reading the whole text.
    fn quoted_near(
        &self,
        span: Span,
        is_sought: impl Fn(Span) -> bool,
    ) -> impl Iterator<Item = Quoted> {
        let (paragraphs, pieces) = (self.paragraphs(), self.pieces());
        let near = || quotation::near(self.original(), paragraphs, pieces, span, &is_sought);
        let near = self.is_best_read_near(span).then(near).flatten();
        let all = near.is_none().then(|| self.quotations());
        let all = all.into_iter().flatten().map(Quoted::from);
        let all = all.filter(move |quoted| is_sought(quoted.span));
        near.into_iter().flatten().chain(all)
    }

    /// Whether what is quoted at `span` is better told from around it than by the whole text, which is read once for
    /// all.
    fn is_best_read_near(&self, span: Span) -> bool {
        let n_bytes = self.paragraphs_around(span).len() + BYTES_TO_FIND;
        let derived = self.derived();
        let spent = derived.read_near.0.fetch_add(n_bytes, Ordering::Relaxed);
        let is_known = derived.quotations.get().is_some();
        !is_known && spent <= 2 * self.original().len()
    }

    /// The sentences that `span` touches, as one span; `span` itself where it touches none.
    #[must_use]
    pub fn sentences_around(&self, span: Span) -> Span {
        touching(self.paragraphs(), span).fold(span, |whole, &paragraph| {
            whole.joined(around(&self.sentences_in(paragraph), span))
        })
    }

    /// The paragraphs that `span` touches, as one span; `span` itself where it touches none.
    #[must_use]
    pub fn paragraphs_around(&self, span: Span) -> Span {
        around(self.paragraphs(), span)
    }

    /// Whether `span` keeps within one stretch of that reach.
    #[must_use]
    pub fn keeps_within(&self, span: Span, scope: Scope) -> bool {
        match scope {
            Scope::Sentence => holds(self.sentences(), span),
            Scope::Paragraph => holds(self.paragraphs(), span),
            Scope::Source => true,
            Scope::Words(n) => span.of(self.original()).split_whitespace().count() <= n,
        }
    }
}

/// Whether one of `parts`, which are in order, contains `span`.
fn holds(parts: &[Span], span: Span) -> bool {
    let first = parts.partition_point(|part| part.end <= span.start);
    parts.get(first).is_some_and(|part| part.contains(span))
}

/// The spans of `parts`, which are in order, that `span` touches, as one.
fn around(parts: &[Span], span: Span) -> Span {
    touching(parts, span).fold(span, |whole, part| whole.joined(*part))
}

/// Those of `parts`, which are in order, that `span` touches.
fn touching(parts: &[Span], span: Span) -> impl Iterator<Item = &Span> {
    let first = parts.partition_point(|part| part.end <= span.start);
    let rest = parts[first..].iter();
    rest.take_while(move |part| part.start < span.end.max(span.start + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_span_is_widened_to_its_sentences_and_paragraphs() {
        let text = Text::new("One two. Three four.\n\nFive six.".to_owned());
        let at = |words: &str| {
            let start = text.original().find(words).unwrap();
            Span::new(start, start + words.len())
        };
        for (words, sentences, paragraphs) in [
            ("two", "One two.", "One two. Three four."),
            ("two. Three", "One two. Three four.", "One two. Three four."),
            ("six", "Five six.", "Five six."),
        ] {
            assert_eq!(text.sentences_around(at(words)), at(sentences), "{words}");
            assert_eq!(text.paragraphs_around(at(words)), at(paragraphs), "{words}");
        }
        assert!(text.keeps_within(at("One two"), Scope::Sentence));
        assert!(!text.keeps_within(at("two. Three"), Scope::Sentence));
        assert!(text.keeps_within(at("two. Three"), Scope::Paragraph));
    }
}
