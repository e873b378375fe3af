//! One source as the survey reads it: sentences of words and values, what somebody says in it, and the
//! names as it spells them.
//!
//! Everything that a source alone decides is worked out here, once; comparing two sources looks things
//! up.

use std::ops::Range;

use super::name::Names;
use super::tense;
use super::value::Frame;
use crate::compare::frame::{self, Word};
use crate::compare::independence::Runs;
use crate::source::Source;
use crate::source::quotation::{self, Kind, Quotation};
use crate::span::Span;
use crate::value::{self, Context, Value};

/// A source, read once and compared with many.
pub(super) struct Reading<'a> {
    pub(super) source: &'a Source,
    pub(super) sentences: Vec<Sentence>,
    /// What people say, in order; outer before inner.
    pub(super) utterances: Vec<Utterance>,
    pub(super) names: Names<'a>,
    /// The runs of words by which copies are known.
    pub(super) runs: Runs,
    /// The stems of the text, each once, in order. A term is known by its place here.
    pub(super) stems: Vec<u32>,
    /// The sentences that hold each term, in order.
    pub(super) postings: Vec<Vec<u32>>,
}

/// A word of one source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) word: Word,
    /// The place of its stem among those of the source.
    pub(super) id: u32,
    /// What it weighs before it is known how rare it is: a word of a longer name counts for its share.
    pub(super) weight: f32,
}

/// One sentence.
pub(super) struct Sentence {
    /// Bytes of the source.
    pub(super) span: Span,
    pub(super) words: Vec<Term>,
    /// In order; spans are bytes of the source.
    pub(super) values: Vec<(Value, Frame)>,
    /// Where it says that something is still to come, in words.
    pub(super) expects: Option<u32>,
}

/// What somebody says.
pub(super) struct Utterance {
    pub(super) quotation: Quotation,
    pub(super) words: Vec<Term>,
    /// Their terms, each once, in order.
    pub(super) terms: Vec<u32>,
    /// The sentences that it touches, by number.
    pub(super) lines: Range<usize>,
    /// The speaker, where the source names one.
    pub(super) speaker: Option<Value>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(source: &'a Source, context: &Context<'_>) -> Self {
        let text = &source.text;
        let tokens = text.tokens();
        let mut words: Vec<Vec<Word>> = text
            .sentences()
            .iter()
            .map(|&span| frame::words(tokens, tokens.within(span)))
            .collect();
        frame::know_names(&mut words.iter_mut().collect::<Vec<_>>(), tokens);
        let mut stems: Vec<u32> = words.iter().flatten().map(|word| word.stem).collect();
        stems.sort_unstable();
        stems.dedup();
        let mut postings = vec![Vec::new(); stems.len()];
        let mut sentences = Vec::with_capacity(words.len());
        for (number, (words, &span)) in words.into_iter().zip(text.sentences()).enumerate() {
            let words: Vec<Term> = words.into_iter().map(|word| term(word, &stems)).collect();
            let number = u32::try_from(number).unwrap_or(u32::MAX);
            for term in &words {
                let places: &mut Vec<u32> = &mut postings[term.id as usize];
                if places.last() != Some(&number) {
                    places.push(number);
                }
            }
            sentences.push(Sentence {
                span,
                expects: tense::expects(&words, tokens),
                words,
                values: Vec::new(),
            });
        }
        let mut reading = Self {
            source,
            names: Names::new(&sentences, tokens),
            sentences,
            utterances: Vec::new(),
            runs: Runs::new(source),
            stems,
            postings,
        };
        reading.read_values(context);
        reading.utterances = utterances(&reading, context);
        reading
    }

    /// Reads the values and puts each into its sentence; what runs over a sentence's end is left out.
    fn read_values(&mut self, context: &Context<'_>) {
        let tokens = self.source.text.tokens();
        let mut values = value::read(self.source.text.original(), context)
            .into_iter()
            .peekable();
        for sentence in &mut self.sentences {
            let is_before = |value: &Value| value.span.start < sentence.span.start;
            while values.next_if(is_before).is_some() {}
            while let Some(value) = values.next_if(|value| value.span.end <= sentence.span.end) {
                let frame = Frame::new(&value, &sentence.words, tokens);
                sentence.values.push((value, frame));
            }
        }
    }

    pub(super) fn text(&self) -> &str {
        self.source.text.original()
    }

    /// The sentences that `span` touches, by number.
    fn sentences_of(&self, span: Span) -> Range<usize> {
        let start = self
            .sentences
            .partition_point(|sentence| sentence.span.end <= span.start);
        let end = self
            .sentences
            .partition_point(|sentence| sentence.span.start < span.end);
        start..end.max(start)
    }

    /// The words that stand within `span`, bytes of the source.
    fn words_of(&self, span: Span) -> impl Iterator<Item = Term> {
        let tokens = self.source.text.tokens().within(span);
        let lines = &self.sentences[self.sentences_of(span)];
        let words = lines.iter().flat_map(|sentence| &sentence.words);
        words
            .filter(move |term| tokens.contains(&(term.word.token as usize)))
            .copied()
    }
}

fn term(word: Word, stems: &[u32]) -> Term {
    let id = stems.partition_point(|stem| *stem < word.stem);
    Term {
        word,
        id: u32::try_from(id).unwrap_or(u32::MAX),
        weight: word.rank / f32::from(word.name_length).sqrt(),
    }
}

fn utterances(reading: &Reading<'_>, context: &Context<'_>) -> Vec<Utterance> {
    let text = &reading.source.text;
    let quotations = quotation::read(text.original(), text.paragraphs(), text.sentences());
    let said = quotations
        .into_iter()
        .filter(|quotation| !matches!(quotation.kind, Kind::Block | Kind::Title | Kind::Scare));
    said.map(|quotation| {
        let parts = quotation.content.iter();
        let words: Vec<Term> = parts.flat_map(|&part| reading.words_of(part)).collect();
        let mut terms: Vec<u32> = words.iter().map(|term| term.id).collect();
        terms.sort_unstable();
        terms.dedup();
        let is_name = |name: &&str| {
            let mut words = name.split_whitespace();
            words.any(|word| word.starts_with(char::is_uppercase))
        };
        let name = name_of(&quotation).filter(is_name);
        let speaker =
            name.and_then(|name| value::read_whole(name, Some(value::Kind::Name), context));
        Utterance {
            lines: reading.sentences_of(quotation.span),
            words,
            terms,
            speaker,
            quotation,
        }
    })
    .collect()
}

/// The fullest name that the source gives the speaker.
pub(super) fn name_of(quotation: &Quotation) -> Option<&str> {
    quotation.speaker.as_ref().map(quotation::Speaker::name)
}
