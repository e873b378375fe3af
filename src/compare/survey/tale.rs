//! What a clause tells: who does it, what it is done to, and what else belongs to it.

use std::ops::Range;

use super::pair::Both;
use super::sentence::{Sentence, Term};
use crate::compare::frame::{Part, is_of_people};
use crate::source::token::Tokens;

/// How many sentences back somebody may be named for whom “he” stands, and something for which “it” does.
const BACK: u32 = 3;
const BACK_OF_THING: u32 = 1;

/// Who does what the clauses of a text tell, as far as it says so.
pub(super) struct Doers {
    /// For each clause of each sentence, the sentence that names who does it and the words there.
    of: Vec<Vec<Named>>,
}

/// Words that name somebody or something, in a sentence given by number.
#[derive(Clone, Debug, Default)]
struct Named {
    sentence: u32,
    words: Range<usize>,
}

impl Doers {
    pub(super) fn new(sentences: &[Sentence], tokens: &Tokens) -> Self {
        Self {
            of: doers(sentences, tokens),
        }
    }
}

/// Somebody who was named, for whom a pronoun may stand.
#[derive(Default)]
struct Last {
    person: Option<Named>,
    thing: Option<Named>,
}

fn doers(sentences: &[Sentence], tokens: &Tokens) -> Vec<Vec<Named>> {
    let mut last = Last::default();
    let mut doers = Vec::with_capacity(sentences.len());
    for (sentence, number) in sentences.iter().zip(0_u32..) {
        let own = sentence.clauses.iter().map(|clause| {
            let named = Named {
                sentence: number,
                words: clause.subject.clone(),
            };
            last.resolve(named, sentence, tokens)
        });
        doers.push(own.collect());
    }
    doers
}

impl Last {
    /// Who is meant by some words, and remembers whom they name.
    fn resolve(&mut self, named: Named, sentence: &Sentence, tokens: &Tokens) -> Named {
        let words = &sentence.words[named.words.clone()];
        let text = |term: &Term| tokens.text(term.word.token as usize);
        let pronoun = words.first().filter(|_| words.len() == 1);
        if let Some(pronoun) = pronoun.filter(|it| it.word.part == Part::Subject) {
            let (meant, back) = match text(pronoun) {
                "he" | "He" | "she" | "She" => (self.person.clone(), BACK),
                "it" | "It" => (self.thing.clone(), BACK_OF_THING),
                _ => (None, 0),
            };
            let is_near = |it: &Named| it.sentence + back >= named.sentence;
            return meant.filter(is_near).unwrap_or(Named {
                words: named.words.start..named.words.start,
                ..named
            });
        }
        let says = |term: &&Term| term.word.rank > 0.3;
        if let Some(head) = words.iter().rfind(says) {
            let is_person = is_of_people(text(head));
            let is_name = words.iter().any(|term| term.word.is_name);
            if is_person || is_name {
                self.person = Some(named.clone());
            }
            // “A lawyer said it would”: it is not the lawyer.
            self.thing = Some(named.clone()).filter(|_| !is_person);
        }
        named
    }
}

/// A thing that a text tells, with the words for it.
pub(super) struct Tale<'a> {
    /// Who does it; empty where nobody is named.
    pub(super) doer: Vec<&'a Term>,
    /// To what it is done, and what else belongs to it.
    pub(super) theme: Vec<&'a Term>,
}

impl<'a> Tale<'a> {
    /// All that belongs to it.
    pub(super) fn all(&self) -> Vec<&'a Term> {
        let words = self.doer.iter().chain(&self.theme);
        words.copied().collect()
    }
}

/// What a word says at least that belongs to a thing that is done.
const SAYS: f32 = 0.5;

impl<'a> Tale<'a> {
    /// A clause of a sentence, both by number.
    pub(super) fn new([number, at]: [u32; 2], sentences: &'a [Sentence], doers: &Doers) -> Self {
        let sentence = &sentences[number as usize];
        let clause = &sentence.clauses[at as usize];
        let named = &doers.of[number as usize][at as usize];
        let says = |term: &&Term| {
            let is_own = Some(term.word.matter) == clause.matter;
            let is_how = term.word.part == Part::Adverb;
            term.weight > 0.0 && term.word.rank > SAYS && !is_own && !is_how
        };
        let words = |sentence: &'a Sentence, range: Range<usize>| -> Vec<&'a Term> {
            sentence.words[range].iter().filter(says).collect()
        };
        let subject = words(&sentences[named.sentence as usize], named.words.clone());
        // “Shut the plant down”
        let object = clause.words.start + 1..clause.object.end.max(clause.words.start + 1);
        if !clause.is_passive {
            return Self {
                doer: subject,
                theme: words(sentence, object),
            };
        }
        let is_by = |at: &usize| sentence.words[*at].word.part == Part::By;
        let by = object.clone().find(is_by).unwrap_or(object.end);
        let mut theme = subject;
        theme.extend(words(sentence, object.start..by));
        Self {
            doer: words(sentence, by..object.end),
            theme,
        }
    }
}

/// Whether a word of the first text and one of the second are about one thing.
pub(super) fn is_one(x: &Term, y: &Term, both: &Both<'_>) -> bool {
    x.word.matter == y.word.matter || both.same(x, y)
}
