//! One source as the survey reads it: its sentences, what somebody says in it, and the names as it spells them.
//!
//! Everything that a source alone decides is worked out here, once; comparing two sources looks things
//! up.

use std::collections::HashSet;
use std::ops::Range;

use super::age::{self, Age};
use super::filing::Filing;
use super::first::{self, First};
use super::frame::Frame;
use super::matter::Matters;
use super::name::Names;
use super::phrase::Phrase;
use super::same::{Assertions, Figures, Passages};
use super::sentence::{Sentence, Term};
use super::tale::Doers;
use super::{phrase, speaker};
use crate::compare::event::Event;
use crate::compare::frame::Word;
use crate::source::Source;
use crate::source::quotation::{Kind, Quotation};
use crate::span::Span;
use crate::value::{self, Context, Value};

/// A source, read once and compared with many.
pub(super) struct Reading<'a> {
    pub(super) source: &'a Source,
    pub(super) sentences: Vec<Sentence>,
    /// What people say, in order; outer before inner.
    pub(super) utterances: Vec<Utterance>,
    /// Short quotations, in order.
    pub(super) phrases: Vec<Phrase>,
    /// What it tells around each sentence.
    pub(super) passages: Passages,
    /// Which figures it gives.
    pub(super) figures: Figures,
    /// How old people are, in order.
    pub(super) ages: Vec<Age>,
    /// The days that it gives, each once, in order.
    pub(super) days: Vec<jiff::civil::Date>,
    /// What is the first or the most in so long, in order.
    pub(super) firsts: Vec<First>,
    /// What it says to be so and not to be so, and who does it.
    pub(super) assertions: Assertions,
    pub(super) doers: Doers,
    /// What it tells of.
    pub(super) event: Event,
    pub(super) names: Names<'a>,
    /// The stems of the text, each once, in order. A term is known by its place here.
    pub(super) stems: Vec<u32>,
    pub(super) matters: Matters,
    /// The sentences that hold each term, in order.
    pub(super) postings: Filing<u32>,
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
    /// Whether the text has the same words of the same speaker before.
    pub(super) repeats: bool,
}

impl<'a> Reading<'a> {
    /// Takes a source with the words of its sentences ([`crate::compare::frame::sentences`]).
    pub(super) fn new(source: &'a Source, words: Vec<Vec<Word>>, context: &Context<'_>) -> Self {
        let text = &source.text;
        let tokens = text.tokens();
        let mut stems: Vec<u32> = words.iter().flatten().map(|word| word.stem).collect();
        stems.sort_unstable();
        stems.dedup();
        let mut matters = Matters::new(&words);
        let mut sentences = Vec::with_capacity(words.len());
        for (words, &span) in words.into_iter().zip(text.sentences()) {
            sentences.push(Sentence::new(span, words, (&stems, &matters), tokens));
        }
        matters.file(&sentences);
        let postings = postings(&sentences, stems.len());
        let doers = Doers::new(&sentences, tokens);
        let mut reading = Self {
            source,
            names: Names::new(&sentences, tokens),
            assertions: Assertions::new(&sentences, &doers, text.original()),
            doers,
            event: Event::new(
                sentences
                    .iter()
                    .flat_map(|sentence| &sentence.words)
                    .map(|term| &term.word),
            ),
            matters,
            sentences,
            utterances: Vec::new(),
            phrases: Vec::new(),
            ages: Vec::new(),
            passages: Passages::default(),
            figures: Figures::default(),
            days: Vec::new(),
            firsts: Vec::new(),
            postings,
            stems,
        };
        reading.read_values(context);
        reading.utterances = utterances(&reading, context);
        reading.phrases = phrase::phrases(&reading);
        reading.ages = age::ages(&reading);
        reading.note_what_is_said();
        reading.passages = Passages::new(&reading.sentences, text, reading.matters.len());
        reading.figures = Figures::new(&reading.sentences);
        reading.days = all_days(&reading.sentences);
        reading.firsts = first::firsts(&reading, context.written);
        let quotations = reading.utterances.iter().map(|it| &it.quotation);
        let speakers = quotations.filter_map(|quotation| {
            let speaker = quotation.speaker.as_ref()?;
            let end =
                speaker::beside(speaker, text.original()).map_or(speaker.span.end, |name| name.end);
            Some(tokens.within(Span::new(speaker.span.start, end)))
        });
        let mut speakers: Vec<Range<usize>> = speakers.collect();
        speakers.sort_by_key(|tokens| tokens.start);
        let sentences = reading.sentences.iter_mut();
        for term in sentences.flat_map(|sentence| &mut sentence.words) {
            term.speaks = is_within(&speakers, term.word.token as usize);
        }
        reading
    }

    /// Reads the values and puts each into its sentence; what runs over a sentence's end is left out.
    fn read_values(&mut self, context: &Context<'_>) {
        let mut values = value::read(self.source.text.original(), context)
            .into_iter()
            .peekable();
        for sentence in &mut self.sentences {
            let is_before = |value: &Value| value.span.start < sentence.span.start;
            while values.next_if(is_before).is_some() {}
            let is_within = |value: &Value| value.span.end <= sentence.span.end;
            let own = std::iter::from_fn(|| values.next_if(is_within));
            let own: Vec<Value> = own.collect();
            if !own.is_empty() {
                sentence.take(own, &self.source.text, &self.matters);
            }
        }
    }

    /// Notes of each value whether somebody says it.
    fn note_what_is_said(&mut self) {
        let said: Vec<Span> = self.utterances.iter().map(|it| it.quotation.span).collect();
        let mut ends = Vec::with_capacity(said.len());
        let mut last = 0;
        for span in &said {
            last = last.max(span.end);
            ends.push(last);
        }
        for sentence in &mut self.sentences {
            let is_said = |(value, _): &(Value, Frame)| {
                let before = said.partition_point(|span| span.start <= value.span.start);
                before > 0 && ends[before - 1] >= value.span.end
            };
            sentence.quoted = sentence.values.iter().map(is_said).collect();
        }
    }

    pub(super) fn text(&self) -> &str {
        self.source.text.original()
    }

    /// The people to whom a sentence, or a part of it, is given by name.
    pub(super) fn speakers(&self, sentence: usize) -> Vec<&Value> {
        let utterances = self.utterances.iter();
        let own = utterances.filter(|utterance| utterance.lines.contains(&sentence));
        own.filter_map(|utterance| utterance.speaker.as_ref())
            .collect()
    }

    /// The sentences that `span` touches, by number.
    pub(super) fn sentences_of(&self, span: Span) -> Range<usize> {
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

/// All days that sentences give, each once, in order.
fn all_days(sentences: &[Sentence]) -> Vec<jiff::civil::Date> {
    let days = sentences.iter().flat_map(|sentence| &sentence.days);
    let mut days: Vec<_> = days.filter_map(|day| day.parse().ok()).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Whether a token is in the last of some ranges, in order, that begins before it.
fn is_within(ranges: &[Range<usize>], token: usize) -> bool {
    let before = ranges.partition_point(|range| range.start <= token);
    before > 0 && ranges[before - 1].contains(&token)
}

/// The sentences that hold each of so many terms.
fn postings(sentences: &[Sentence], n_terms: usize) -> Filing<u32> {
    let mut held: Vec<(u32, u32)> = Vec::new();
    let mut last = vec![None; n_terms];
    for (sentence, number) in sentences.iter().zip(0..) {
        for term in &sentence.words {
            let before = last[term.id as usize].replace(number);
            if before != Some(number) {
                held.push((term.id, number));
            }
        }
    }
    Filing::new(n_terms, held.iter().copied())
}

fn utterances(reading: &Reading<'_>, context: &Context<'_>) -> Vec<Utterance> {
    let text = &reading.source.text;
    let said = text
        .quotations()
        .iter()
        .filter(|quotation| !matches!(quotation.kind, Kind::Block | Kind::Title | Kind::Scare));
    let mut known = HashSet::new();
    said.map(|quotation| {
        let parts = quotation.content.iter();
        let words: Vec<Term> = parts.flat_map(|&part| reading.words_of(part)).collect();
        let stems: Vec<u32> = words.iter().map(|term| term.word.stem).collect();
        let mut terms: Vec<u32> = words.iter().map(|term| term.id).collect();
        terms.sort_unstable();
        terms.dedup();
        let name = speaker::named(quotation, reading);
        let speaker =
            name.and_then(|name| value::read_whole(&name, Some(value::Kind::Name), context));
        let said_by = speaker.as_ref().map(|name: &Value| name.words.clone());
        Utterance {
            lines: reading.sentences_of(quotation.span),
            words,
            terms,
            speaker,
            repeats: !known.insert((stems, said_by)),
            quotation: quotation.clone(),
        }
    })
    .collect()
}
