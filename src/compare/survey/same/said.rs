//! Something that a text says to be so or not to be so, with what stands around it.

use super::super::reading::Reading;
use super::super::sentence::{Sentence, Term};
use super::super::tale::Tale;
use super::evidence::is_of_what_is_ahead;
use crate::compare::frame::{Clause, Mood};
use crate::span::Span;

/// How far around what is said what belongs to it may stand, and what is beside it, in words.
const REACH: u32 = 14;
const BESIDE: u32 = 6;

/// What a word says at least that belongs to what is said.
const SAYS: f32 = 0.5;

/// How far before a thing a word stands that says that it is not yet so, in words.
const AHEAD: usize = 8;

/// Words by which a text tells how things stand.
const STANDS: [&str; 9] = [
    "is", "are", "remains", "remain", "stays", "stay", "stands", "stand", "has",
];

/// Something that a text says to be so or not to be so, with what stands around it.
pub(super) struct Said<'t> {
    /// Its sentence, by number.
    pub(super) number: usize,
    pub(super) sentence: &'t Sentence,
    pub(super) reading: &'t Reading<'t>,
    /// The word that says it, the first of all that do, and one past the last.
    pub(super) word: usize,
    pub(super) cue: usize,
    pub(super) end: usize,
    pub(super) clause: Option<&'t Clause>,
    pub(super) tale: Option<Tale<'t>>,
    /// The words around it that say something, without it; and those beside it.
    pub(super) around: Vec<&'t Term>,
    pub(super) beside: Vec<&'t Term>,
    /// The names that its sentence has, and those around it.
    pub(super) names: Vec<u32>,
    pub(super) names_around: Vec<u32>,
    /// Whether it is told as what is not yet so.
    pub(super) is_ahead: bool,
}

impl<'t> Said<'t> {
    pub(super) fn new([number, word]: [u32; 2], cue: u32, reading: &'t Reading<'t>) -> Self {
        let sentence = &reading.sentences[number as usize];
        let at = word as usize;
        let clauses = || sentence.clauses.iter().zip(0..);
        let first = clauses().find(|(clause, _)| clause.words.start == at);
        let clause = first.or_else(|| clauses().find(|(clause, _)| clause.words.contains(&at)));
        let mut deeds = sentence.deeds.iter();
        let deed = deeds.find(|it| it.words.start == at);
        let end = clause.map_or(0, |(clause, _)| clause.words.end);
        let end = end.max(deed.map_or(0, |it| it.words.end)).max(at + 1);
        let mut said = Self {
            number: number as usize,
            word: at,
            cue: cue as usize,
            end,
            clause: clause.map(|it| it.0),
            tale: clause.map(|it| Tale::new([number, it.1], &reading.sentences, &reading.doers)),
            around: Vec::new(),
            beside: Vec::new(),
            names: names(sentence.words.iter()),
            names_around: Vec::new(),
            is_ahead: false,
            sentence,
            reading,
        };
        said.around = said.within(REACH);
        let beside = said
            .around
            .iter()
            .filter(|term| said.is_within(term, BESIDE));
        said.beside = beside.copied().collect();
        said.names_around = names(said.around.iter().copied());
        let tokens = reading.source.text.tokens();
        let mut before = sentence.words[at.saturating_sub(AHEAD)..at].iter();
        said.is_ahead = before.any(|term| is_of_what_is_ahead(term.word.token as usize, tokens));
        said
    }

    pub(super) fn text(&self, at: usize) -> &'t str {
        let tokens = self.reading.source.text.tokens();
        tokens.text(self.sentence.words[at].word.token as usize)
    }

    /// The words so far around it that say something.
    fn within(&self, reach: u32) -> Vec<&'t Term> {
        let words = &self.sentence.words;
        let near = [&words[..self.word], &words[self.end..]];
        let near = near.into_iter().flatten().filter(|term| {
            term.weight > 0.0 && term.word.rank > SAYS && self.is_within(term, reach)
        });
        near.collect()
    }

    /// Whether a word of its sentence stands so near to it.
    fn is_within(&self, term: &Term, reach: u32) -> bool {
        let words = &self.sentence.words;
        let (first, last) = (words[self.cue].word.at, words[self.end - 1].word.at);
        term.word.at + reach >= first && term.word.at <= last + reach
    }

    pub(super) fn head(&self) -> &'t Term {
        &self.sentence.words[self.word]
    }

    pub(super) fn mood(&self) -> Mood {
        self.clause.map_or(Mood::Fact, |it| it.mood)
    }

    pub(super) fn is_refused(&self) -> bool {
        let mut deeds = self.sentence.deeds.iter();
        self.clause.is_some_and(|it| it.is_refused)
            || deeds.any(|it| it.words.start == self.word && it.is_refused)
    }

    /// Whether its sentence speaks of the same elsewhere: “it works if trade grows, and trade is not growing”.
    pub(super) fn is_told_twice(&self) -> bool {
        let matter = self.head().word.matter;
        let mut words = self.sentence.words.iter().enumerate();
        words.any(|(at, it)| at != self.word && it.word.matter == matter && it.weight > 0.0)
    }

    /// Whether it tells how things stand.
    pub(super) fn stands(&self) -> bool {
        STANDS.contains(&self.text(self.cue))
    }

    /// Where in its text it stands, from 0 to 1.
    pub(super) fn place(&self) -> f32 {
        self.number as f32 / self.reading.sentences.len() as f32
    }

    /// From what denies it to what says it, with the nearest of the words around it that `is_shared`.
    pub(super) fn span(&self, is_shared: impl Fn(&Term) -> bool) -> Span {
        let token = |at: usize| self.sentence.words[at].word.token as usize;
        let words = self.sentence.words.iter().enumerate();
        let shared = words.filter(|(_, term)| {
            let is_it = |it: &&Term| it.word.token == term.word.token;
            self.around.iter().any(is_it) && is_shared(term)
        });
        let away = |at: &usize| {
            let before = self.cue.saturating_sub(*at);
            before.max((at + 1).saturating_sub(self.end))
        };
        let nearest = shared.map(|(at, _)| at).min_by_key(away);
        let nearest = nearest.unwrap_or(self.cue);
        let (first, last) = (self.cue.min(nearest), self.end.max(nearest + 1));
        let tokens = self.reading.source.text.tokens();
        tokens.span(token(first), token(last - 1) + 1)
    }
}

/// The matters of the names among some words.
fn names<'t>(words: impl Iterator<Item = &'t Term>) -> Vec<u32> {
    let names = words.filter(|it| it.word.is_name && it.word.says());
    names.map(|it| it.word.matter).collect()
}

/// Whether two lists of names have names, and none in common.
pub(super) fn are_others(x: &[u32], y: &[u32]) -> bool {
    !x.is_empty() && !y.is_empty() && !x.iter().any(|it| y.contains(it))
}
