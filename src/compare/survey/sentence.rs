//! A sentence as the survey reads it: its words, the values that it gives, and what is said to be so in it.

use super::frame::Frame;
use super::head::Head;
use super::matter::Matters;
use super::name::dateline;
use super::role::{self, Role};
use super::{same, tense, when};
use crate::compare::frame::{self, Around, Clause, Deed, Stance, Strength, Word};
use crate::source::Text;
use crate::source::token::Tokens;
use crate::span::Span;
use crate::value::{self, Value};

/// How many values a sentence may give; what gives more is a table or a list.
const MOST_VALUES: usize = 64;

/// How far from a word another stands beside it, in words: “integrity of its territory”.
const BESIDE: u32 = 4;

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
    /// The sentence at `span` with its words, of a text with these stems and matters; without values.
    pub(super) fn new(
        span: Span,
        words: Vec<Word>,
        (stems, matters): (&[u32], &Matters),
        tokens: &Tokens,
    ) -> Self {
        let stances = frame::stances(&words, tokens);
        let strengths = frame::strengths(&words, tokens);
        let deeds = frame::deeds(&words, tokens);
        let clauses = frame::clauses(&words, tokens);
        let words: Vec<Term> = words
            .into_iter()
            .map(|word| term(word, stems, matters))
            .collect();
        Self {
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
        }
    }

    /// Takes those of the values that stand in it which it tells as facts.
    pub(super) fn take(&mut self, values: Vec<Value>, text: &Text, matters: &Matters) {
        let tokens = text.tokens();
        // The day with which a report begins is that of the report.
        let head = dateline(self, tokens);
        let is_told = |value: &Value| {
            !is_indefinite(value, tokens)
                && tokens.within(value.span).start >= head.end
                && !when::is_of_no_event(value, &self.words, text)
        };
        let mut own: Vec<Value> = values.into_iter().filter(is_told).collect();
        if own.len() > MOST_VALUES {
            own.clear();
        }
        let words: Vec<Word> = self.words.iter().map(|term| term.word).collect();
        let frame = |value: &Value| {
            let inside = frame::words_within(&words, tokens.within(value.span));
            let around = Around::new(&words, &inside, value.kind, &own, tokens);
            let head = (value.kind == value::Kind::Number)
                .then(|| Head::of(&words, &inside, tokens, matters))
                .flatten();
            Frame::new(around, value.kind, head, matters)
        };
        self.canonicals = own.iter().map(Value::canonical).collect();
        let frames: Vec<Frame> = own.iter().map(frame).collect();
        self.is_as_of = frames.iter().any(Frame::is_as_of);
        self.days = days(&own, &self.canonicals);
        self.values = own.into_iter().zip(frames).collect();
        self.ahead = same::ahead(self, tokens);
        self.looks_ahead = when::looks_ahead(self, tokens);
    }

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

/// The days among some values, given with how they are written canonically.
fn days(values: &[Value], canonicals: &[String]) -> Vec<String> {
    let values = values.iter().zip(canonicals);
    let whens =
        values.filter(|(value, _)| matches!(value.kind, value::Kind::Date | value::Kind::Time));
    whens
        .filter_map(|(_, canonical)| frame::day(canonical).map(str::to_owned))
        .collect()
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
