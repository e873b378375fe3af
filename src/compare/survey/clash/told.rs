//! What a text tells: its clauses by what is done in them, with who does it.

use std::ops::Range;

use crate::compare::frame::{Class, Clause, Part, class};
use crate::compare::survey::pair::Both;
use crate::compare::survey::reading::{Reading, Sentence, Term};
use crate::source::Text;
use crate::source::token::Tokens;
use crate::value::{Kind, Value};

/// How often a text may tell of one kind of thing for it to be compared: what it tells more often is what it is
/// about, and it would be compared with all of it.
const OFTEN: usize = 48;

/// How many sentences back somebody may be named for whom “he” stands, and something for which “it” does.
const BACK: u32 = 3;
const BACK_OF_THING: u32 = 1;

/// A clause of a text, by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub(super) sentence: u32,
    pub(super) clause: u32,
}

/// A thing that is told, under one of its kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Filed {
    kind: u32,
    at: At,
    is_denied: bool,
}

/// What a text tells.
pub(in crate::compare::survey) struct Told {
    /// In order of their kinds.
    all: Vec<Filed>,
    /// For each clause of each sentence, the sentence that names who does it and the words there.
    doers: Vec<Vec<Named>>,
}

/// Words that name somebody or something, in a sentence given by number.
#[derive(Clone, Debug, Default)]
pub(super) struct Named {
    pub(super) sentence: u32,
    pub(super) words: Range<usize>,
}

impl Told {
    pub(in crate::compare::survey) fn new(sentences: &[Sentence], text: &Text) -> Self {
        let mut all = Vec::new();
        for (sentence, number) in sentences.iter().zip(0_u32..) {
            // What is asked is not said to be so.
            if sentence.span.of(text.original()).trim_end().ends_with('?') {
                continue;
            }
            let told = sentence.clauses.iter().zip(0_u32..);
            for (clause, at) in told {
                let at = At {
                    sentence: number,
                    clause: at,
                };
                let kinds = clause.kinds();
                all.extend(kinds.map(|(kind, is_denied)| Filed {
                    kind,
                    at,
                    is_denied,
                }));
            }
        }
        all.sort_unstable();
        let runs = all.chunk_by(|x, y| x.kind == y.kind);
        let few = runs.filter(|run| run.len() <= OFTEN);
        Self {
            all: few.flatten().copied().collect(),
            doers: doers(sentences, text.tokens()),
        }
    }

    /// The kinds of which it tells, each once, in order.
    pub(super) fn kinds(&self) -> impl Iterator<Item = u32> {
        self.all
            .chunk_by(|x, y| x.kind == y.kind)
            .map(|run| run[0].kind)
    }

    /// How often it tells of a kind.
    pub(super) fn count(&self, kind: u32) -> usize {
        self.of(kind).count()
    }

    /// Where it tells of a kind, and whether it denies it there.
    pub(super) fn of(&self, kind: u32) -> impl Iterator<Item = (At, bool)> + Clone {
        let start = self.all.partition_point(|it| it.kind < kind);
        let own = self.all[start..]
            .iter()
            .take_while(move |it| it.kind == kind);
        own.map(|it| (it.at, it.is_denied))
    }

    /// Who does what a clause tells, as far as the text says so.
    pub(super) fn doer(&self, at: At) -> &Named {
        &self.doers[at.sentence as usize][at.clause as usize]
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
            let is_person = matches!(class(text(head)), Class::Somebody | Class::Anybody);
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
    pub(super) sentence: &'a Sentence,
    pub(super) clause: &'a Clause,
    /// Who does it; empty where nobody is named.
    pub(super) doer: Vec<&'a Term>,
    /// To what it is done, and what else belongs to it.
    pub(super) theme: Vec<&'a Term>,
}

impl<'a> Tale<'a> {
    /// To what it is done; of what is done to nothing, who does it: “the plant closed”.
    pub(super) fn matter(&self) -> &[&'a Term] {
        if self.theme.is_empty() {
            &self.doer
        } else {
            &self.theme
        }
    }

    /// The days that it gives, as they are written canonically, and those with which its sentence begins.
    fn days(&self, reading: &'a Reading<'_>) -> Vec<&'a str> {
        let sentence = self.sentence;
        let start = |clause: &Clause| clause.cue.min(clause.words.start);
        let before = |clause: &&Clause| clause.words.end <= start(self.clause);
        let from = sentence.clauses.iter().filter(before);
        let from = from.map(|clause| clause.words.end).max().unwrap_or(0);
        let opening = sentence.clauses.iter().map(start).min().unwrap_or(0);
        let end = self.clause.object.end.max(self.clause.words.end);
        let tokens = reading.source.text.tokens();
        let values = sentence.values.iter().zip(&sentence.canonicals);
        let days = values.filter(|((value, _), _)| matches!(value.kind, Kind::Date | Kind::Time));
        let is_own = |value: &Value| {
            let token = tokens.within(value.span).start;
            let at = sentence
                .words
                .partition_point(|term| (term.word.token as usize) < token);
            at < opening || (from..end).contains(&at)
        };
        let own = days.filter(|((value, _), _)| is_own(value));
        own.map(|(_, canonical)| canonical.as_str()).collect()
    }

    /// All that belongs to it.
    pub(super) fn all(&self) -> Vec<&'a Term> {
        let words = self.doer.iter().chain(&self.theme);
        words.copied().collect()
    }
}

/// What a word says at least that belongs to a thing that is done.
const SAYS: f32 = 0.5;

impl<'a> Tale<'a> {
    pub(super) fn new(at: At, reading: &'a Reading<'_>) -> Self {
        let sentence = &reading.sentences[at.sentence as usize];
        let clause = &sentence.clauses[at.clause as usize];
        let named = reading.told.doer(at);
        let says = |term: &&Term| {
            let is_own = Some(term.word.matter) == clause.matter;
            let is_how = term.word.part == Part::Adverb;
            term.weight > 0.0 && term.word.rank > SAYS && !is_own && !is_how
        };
        let words = |sentence: &'a Sentence, range: Range<usize>| -> Vec<&'a Term> {
            sentence.words[range].iter().filter(says).collect()
        };
        let subject = words(
            &reading.sentences[named.sentence as usize],
            named.words.clone(),
        );
        // “Shut the plant down”
        let object = clause.words.start + 1..clause.object.end.max(clause.words.start + 1);
        if !clause.is_passive {
            return Self {
                sentence,
                clause,
                doer: subject,
                theme: words(sentence, object),
            };
        }
        let is_by = |at: &usize| sentence.words[*at].word.part == Part::By;
        let by = object.clone().find(is_by).unwrap_or(object.end);
        let mut theme = subject;
        theme.extend(words(sentence, object.start..by));
        Self {
            sentence,
            clause,
            doer: words(sentence, by..object.end),
            theme,
        }
    }
}

/// Whether both clauses give days, and none in common, or one tells of another year than that in which its
/// text was written, and the other does not say of which.
pub(super) fn are_of_other_days(tales: &[Tale<'_>; 2], both: &Both<'_>) -> bool {
    let readings = [both.a, both.b];
    let days = [0, 1].map(|side| tales[side].days(readings[side]));
    let is_past = |side: usize| {
        let written = both.ground.context(readings[side].source).written;
        let year = written.map(|day| format!("{:04}", day.year()));
        let is_other = |day: &&str| year.as_ref().is_some_and(|year| !day.starts_with(year));
        !days[side].is_empty() && days[side].iter().all(is_other)
    };
    match [days[0].is_empty(), days[1].is_empty()] {
        [false, false] => !days[0].iter().any(|day| days[1].contains(day)),
        [false, true] => is_past(0),
        [true, false] => is_past(1),
        [true, true] => false,
    }
}
