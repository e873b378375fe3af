//! One source as the survey reads it: sentences of words and values, what somebody says in it, and the
//! names as it spells them.
//!
//! Everything that a source alone decides is worked out here, once; comparing two sources looks things
//! up.

use std::collections::HashSet;
use std::ops::Range;

use super::age::{self, Age};
use super::filing::Filing;
use super::first::{self, First};
use super::frame::Frame;
use super::head::Head;
use super::matter::Matters;
use super::name::{Names, dateline};
use super::phrase::Phrase;
use super::role::{self, Role};
use super::same::{self, Assertions, Figures, Passages};
use super::tale::Doers;
use super::when;
use super::{phrase, speaker, tense};
use crate::compare::event::Event;
use crate::compare::frame::{self, Around, Clause, Deed, Stance, Strength, Word};
use crate::source::Source;
use crate::source::quotation::{Kind, Quotation};
use crate::source::token::Tokens;
use crate::span::Span;
use crate::value::{self, Context, Value};

/// How many values a sentence may give; what gives more is a table or a list.
const MOST_VALUES: usize = 64;

/// How far from a word another stands beside it, in words: “integrity of its territory”.
const BESIDE: u32 = 4;

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

/// A word of one source.
#[derive(Clone, Copy, Debug)]
pub(super) struct Term {
    pub(super) word: Word,
    /// The place of its stem among those of the source.
    pub(super) id: u32,
    /// The place of its matter among those of the source.
    pub(super) matter: u32,
    /// What it weighs before it is known how rare it is: a word of a longer name counts for its share.
    pub(super) weight: f32,
    /// Whether it is a country, its people or its capital.
    pub(super) is_country: bool,
    /// Whether it names somebody who says something there, and need not be what is spoken of.
    pub(super) speaks: bool,
}

/// One sentence.
pub(super) struct Sentence {
    /// Bytes of the source.
    pub(super) span: Span,
    pub(super) words: Vec<Term>,
    /// In order; spans are bytes of the source.
    pub(super) values: Vec<(Value, Frame)>,
    /// The canonical strings of its values, in the same order.
    pub(super) canonicals: Vec<String>,
    /// The days that it gives, as they are written canonically.
    pub(super) days: Vec<String>,
    /// For each of its values, whether it is told as what is not yet so, and whether somebody says it.
    pub(super) ahead: Vec<bool>,
    pub(super) quoted: Vec<bool>,
    /// Whether it tells how things stood by a day: “by Friday”.
    pub(super) is_as_of: bool,
    /// Whether it gives a value and tells of what is still to come.
    pub(super) looks_ahead: bool,
    /// What its words are about that say something, each once, in order: the matter and its place.
    pub(super) matters: Vec<(u32, u32)>,
    /// Two of its words near one another, by what the two are about, in order; with their numbers.
    pub(super) bonds: Vec<(u64, [usize; 2])>,
    /// Where it says that something is still to come, in words.
    pub(super) expects: Option<u32>,
    /// Its words that are denied, or that have an opposite.
    pub(super) stances: Vec<Stance>,
    /// What is done in it, and what is not.
    pub(super) deeds: Vec<Deed>,
    /// What is done and is so in it, with who does it.
    pub(super) clauses: Vec<Clause>,
    /// Its words of which it is said how strongly they are meant.
    pub(super) strengths: Vec<Strength>,
    /// What somebody does to somebody in it.
    pub(super) roles: Vec<Role>,
}

impl Sentence {
    /// Its values, each with how it is written canonically.
    pub(super) fn values_as_written(&self) -> impl Iterator<Item = (&Value, &str)> {
        let values = self.values.iter().map(|(value, _)| value);
        values.zip(self.canonicals.iter().map(String::as_str))
    }

    /// Whether both it and another one give days, and none in common.
    pub(super) fn is_of_other_days(&self, other: &Self) -> bool {
        let is_shared = |day: &String| other.days.contains(day);
        !self.days.is_empty() && !other.days.is_empty() && !self.days.iter().any(is_shared)
    }
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
    /// Takes a source with the words of its sentences ([`frame::sentences`]).
    pub(super) fn new(source: &'a Source, words: Vec<Vec<Word>>, context: &Context<'_>) -> Self {
        let text = &source.text;
        let tokens = text.tokens();
        let mut stems: Vec<u32> = words.iter().flatten().map(|word| word.stem).collect();
        stems.sort_unstable();
        stems.dedup();
        let mut matters = Matters::new(&words);
        let mut sentences = Vec::with_capacity(words.len());
        for (words, &span) in words.into_iter().zip(text.sentences()) {
            let stances = frame::stances(&words, tokens);
            let strengths = frame::strengths(&words, tokens);
            let deeds = frame::deeds(&words, tokens);
            let clauses = frame::clauses(&words, tokens);
            let words: Vec<Term> = words
                .into_iter()
                .map(|word| term(word, &stems, &matters))
                .collect();
            sentences.push(Sentence {
                span,
                expects: tense::expects(&words, tokens),
                matters: sum_up(&words),
                bonds: bonds(&words),
                roles: role::roles(&words, tokens),
                words,
                values: Vec::new(),
                canonicals: Vec::new(),
                days: Vec::new(),
                ahead: Vec::new(),
                quoted: Vec::new(),
                is_as_of: false,
                looks_ahead: false,
                stances,
                deeds,
                clauses,
                strengths,
            });
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
        let tokens = self.source.text.tokens();
        let mut values = value::read(self.source.text.original(), context)
            .into_iter()
            .peekable();
        for sentence in &mut self.sentences {
            let is_before = |value: &Value| value.span.start < sentence.span.start;
            while values.next_if(is_before).is_some() {}
            let is_within = |value: &Value| value.span.end <= sentence.span.end;
            let own = std::iter::from_fn(|| values.next_if(is_within));
            let own: Vec<Value> = own.collect();
            if own.is_empty() {
                continue;
            }
            // The day with which a report begins is that of the report.
            let head = dateline(sentence, tokens);
            let is_told = |value: &Value| {
                !is_indefinite(value, tokens)
                    && tokens.within(value.span).start >= head.end
                    && !when::is_of_no_event(value, &sentence.words, &self.source.text)
            };
            let mut own: Vec<Value> = own.into_iter().filter(is_told).collect();
            if own.len() > MOST_VALUES {
                own.clear();
            }
            let words: Vec<Word> = sentence.words.iter().map(|term| term.word).collect();
            let frame = |value: &Value| {
                let inside = frame::words_within(&words, tokens.within(value.span));
                let around = Around::new(&words, &inside, value.kind, &own, tokens);
                let head = (value.kind == value::Kind::Number)
                    .then(|| Head::of(&words, &inside, tokens, &self.matters))
                    .flatten();
                Frame::new(around, value.kind, head, &self.matters)
            };
            sentence.canonicals = own.iter().map(Value::canonical).collect();
            let frames: Vec<Frame> = own.iter().map(frame).collect();
            sentence.is_as_of = frames.iter().any(Frame::is_as_of);
            sentence.days = days(&own, &sentence.canonicals);
            sentence.values = own.into_iter().zip(frames).collect();
            sentence.ahead = same::ahead(sentence, tokens);
            sentence.looks_ahead = when::looks_ahead(sentence, tokens);
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

/// The days among some values, given with how they are written canonically.
fn days(values: &[Value], canonicals: &[String]) -> Vec<String> {
    let values = values.iter().zip(canonicals);
    let whens =
        values.filter(|(value, _)| matches!(value.kind, value::Kind::Date | value::Kind::Time));
    whens
        .filter_map(|(_, canonical)| frame::day(canonical).map(str::to_owned))
        .collect()
}

/// All days that sentences give, each once, in order.
fn all_days(sentences: &[Sentence]) -> Vec<jiff::civil::Date> {
    let days = sentences.iter().flat_map(|sentence| &sentence.days);
    let mut days: Vec<_> = days.filter_map(|day| day.parse().ok()).collect();
    days.sort_unstable();
    days.dedup();
    days
}

/// Whether a value is a day of any week: “a Saturday”, “a Tuesday night dinner”.
fn is_indefinite(value: &Value, tokens: &Tokens) -> bool {
    let first = tokens.within(value.span).start;
    let before = first.checked_sub(1).map(|at| tokens.text(at));
    value.kind == value::Kind::Date && matches!(before, Some("a" | "an"))
}

fn term(word: Word, stems: &[u32], matters: &Matters) -> Term {
    let id = stems.partition_point(|stem| *stem < word.stem);
    Term {
        word,
        id: u32::try_from(id).unwrap_or(u32::MAX),
        matter: matters.place(word.matter),
        weight: word.weight(),
        is_country: frame::is_country(word.matter),
        speaks: false,
    }
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

/// Two words near one another, in whatever order, that say something and are no names.
fn bonds(words: &[Term]) -> Vec<(u64, [usize; 2])> {
    let is_name = |term: &Term| term.word.is_name || term.is_country;
    let mut bonds = Vec::new();
    let says = |&(_, term): &(usize, &Term)| term.word.says() && !is_name(term);
    for (number, term) in words.iter().enumerate().filter(says) {
        let rest = words.iter().enumerate().skip(number + 1);
        let near = rest.take_while(|(_, other)| other.word.at <= term.word.at + BESIDE);
        for (next, other) in near.filter(says) {
            let (x, y) = (term.word.matter, other.word.matter);
            if x != y {
                let both = u64::from(x.min(y)) << u32::BITS | u64::from(x.max(y));
                bonds.push((both, [number, next]));
            }
        }
    }
    bonds.sort_unstable();
    bonds.dedup_by_key(|(both, _)| *both);
    bonds
}

/// What words are about that say something, each once, in order.
fn sum_up(words: &[Term]) -> Vec<(u32, u32)> {
    let says = words.iter().filter(|term| term.weight > 0.0);
    let mut matters: Vec<(u32, u32)> = says.map(|term| (term.word.matter, term.matter)).collect();
    matters.sort_unstable();
    matters.dedup();
    matters
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
