//! People: the names that a text introduces, and which of them a later mention means.
//!
//! A person is introduced by a full name, often with a title; later mentions use a part of the name,
//! a pronoun or the title alone. A mention means the person last introduced whom it fits. Where it
//! fits several, the nearest is taken and the answer says that it is not certain.

mod gender;
mod meaning;
mod name;
mod nation;
mod seek;

use std::collections::HashMap;
use std::ops::Range;

use crate::source::memo::Memo;
use crate::source::quotation::grammar::phrase::text_is;
use crate::source::quotation::grammar::token::{Level, Token};
use crate::source::quotation::grammar::word::{self, Class, low};
use crate::span::Span;

use gender::Gender;
pub(crate) use meaning::{FORGOTTEN, Meant, Need};
pub(crate) use name::{is_document, is_organization};
pub(crate) use seek::Ground;

/// Everybody whom a text names.
#[derive(Debug, Default)]
pub(crate) struct People {
    persons: Vec<Person>,
    words: Words,
    /// Whose names each word is in.
    by_word: Vec<Vec<usize>>,
    mentions: Vec<Named>,
    /// Places where two or more are named together.
    groups: Vec<(usize, Vec<usize>)>,
}

#[derive(Debug)]
struct Person {
    name: String,
    words: Vec<Word>,
    /// The words of each title that introduced the person.
    titles: Vec<Vec<String>>,
    gender: Option<Gender>,
    /// A title, a pronoun or a verb of saying shows that this is a person.
    human: bool,
    first: usize,
}

#[derive(Clone, Copy, Debug)]
struct Named {
    at: usize,
    person: usize,
    /// A verb follows: it is a subject.
    leads: bool,
}

/// The number of a word of some name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Word(usize);

/// The words of all names, by number: words have one number where they are the same in lower case.
#[derive(Debug, Default)]
struct Words {
    by_letters: HashMap<String, Word>,
    /// The numbers of words as they are written.
    known: Memo<Word>,
}

impl Words {
    /// The number of the word that stands at `span`, which is given one where it has none.
    fn number(&mut self, text: &str, span: Span) -> Word {
        let Self { by_letters, known } = self;
        known.get(text, span, || {
            let next = Word(by_letters.len());
            *by_letters.entry(low(span.of(text))).or_insert(next)
        })
    }

    /// The number of a word in lower case, which is given one where it has none.
    fn add(&mut self, word: String) -> Word {
        let next = Word(self.by_letters.len());
        *self.by_letters.entry(word).or_insert(next)
    }

    /// The number of a word; that of no word of a name, where it is in none.
    fn known(&self, word: &str) -> Word {
        let none = Word(self.by_letters.len());
        self.by_letters.get(&low(word)).copied().unwrap_or(none)
    }
}

/// The names in the words around some quotations.
#[derive(Debug)]
struct Names<'t> {
    is_heading: bool,
    all: Vec<Naming<'t>>,
    /// The words of all of them.
    words: Vec<Word>,
}

impl<'t> Names<'t> {
    /// Those names in a level whose words, of which `number` gives the numbers, are sought.
    fn read(
        text: &'t str,
        level: &'t Level,
        mut number: impl FnMut(Span) -> Word,
        is_sought: impl Fn(&[Word]) -> bool,
    ) -> Self {
        let tokens = &level.tokens;
        let mut all = Vec::new();
        let mut words = Vec::new();
        for run in name::runs(text, tokens) {
            let start = name::skip_office(text, tokens, run.start, run.end);
            let first = words.len();
            words.extend(name::words(text, &tokens[start..run.end]).map(&mut number));
            if is_sought(&words[first..]) {
                all.push(Naming::new(text, tokens, run, first..words.len()));
            } else {
                words.truncate(first);
            }
        }
        Self {
            is_heading: name::is_heading(tokens),
            all,
            words,
        }
    }
}

/// A name where it stands, and what its neighbors say of who bears it.
#[derive(Debug)]
struct Naming<'t> {
    /// The words around the quotations that it stands in.
    tokens: &'t [Token],
    /// Its place among them.
    run: Range<usize>,
    /// Its first token after an office: “Secretary of State | Antony Blinken”.
    start: usize,
    /// Its words among those of all names.
    words: Range<usize>,
    title: Vec<String>,
    /// The words of what stands after it between commas.
    apposition: Vec<String>,
    gender: Option<Gender>,
    /// A title such as “Mr.” stands before it.
    is_honored: bool,
    /// A title, an apposition or a verb of saying shows that a person bears it.
    is_human: bool,
    /// A verb follows.
    leads: bool,
}

impl<'t> Naming<'t> {
    fn new(text: &'t str, tokens: &'t [Token], run: Range<usize>, words: Range<usize>) -> Self {
        let end = run.end;
        let start = name::skip_office(text, tokens, run.start, end);
        let title = name::title(text, tokens, start);
        let is_honored = start > 0 && name::is_honorific(text, tokens, start);
        Self {
            words,
            gender: gender::by_title(text, tokens, start),
            is_human: is_honored
                || title.iter().any(|word| name::is_role(word))
                || name::shows_person(text, tokens, end)
                || (start > 0 && tokens[start - 1].cue().is_some()),
            leads: name::is_subject(text, tokens, start, end),
            apposition: name::apposition(text, tokens, end),
            tokens,
            run,
            start,
            title,
            is_honored,
        }
    }

    /// Where its words stand.
    fn spans(&self, text: &'t str) -> impl Iterator<Item = Span> {
        name::words(text, &self.tokens[self.start..self.run.end])
    }

    /// Its words, as they are written.
    fn words_of(&self, text: &'t str) -> Vec<&'t str> {
        self.spans(text).map(|word| word.of(text)).collect()
    }

    /// Where it begins, in bytes.
    fn at(&self) -> usize {
        self.tokens[self.start].span.start
    }
}

impl People {
    /// Reads who is named in the words around the quotations of a text.
    pub(crate) fn read(text: &str, levels: &[Level]) -> Self {
        let mut words = Words::default();
        let mut names = Vec::with_capacity(levels.len());
        for level in levels {
            let number = |word| words.number(text, word);
            names.push(Names::read(text, level, number, |_| true));
        }
        Self::of(text, &names, words)
    }

    /// Who is known by these names, whose words are numbered in `words`.
    fn of(text: &str, names: &[Names<'_>], words: Words) -> Self {
        let mut people = Self {
            by_word: vec![Vec::new(); words.by_letters.len()],
            words,
            ..Self::default()
        };
        people.scan(text, names);
        // Once more, now that it is known who “Xi” in the heading is.
        people.mentions.clear();
        people.groups.clear();
        people.scan(text, names);
        people.mentions.sort_by_key(|named| named.at);
        people.groups.sort_by_key(|group| group.0);
        people
    }

    fn scan(&mut self, text: &str, names: &[Names<'_>]) {
        for of_level in names {
            let mut before: Option<(usize, usize)> = None;
            for naming in &of_level.all {
                if let Some(person) = self.meet(text, naming, of_level) {
                    let Range { start, end } = naming.run;
                    self.join(text, naming.tokens, before, start, person);
                    before = Some((end, person));
                }
            }
        }
    }

    /// Takes in a name.
    fn meet(&mut self, text: &str, naming: &Naming<'_>, names: &Names<'_>) -> Option<usize> {
        let words = &names.words[naming.words.clone()];
        let person = match self.find(words, naming.at()) {
            Some(person) => person,
            None if names.is_heading => return None,
            None if words.len() > 1 && !name::is_organization(&naming.words_of(text))
                || (naming.is_honored && words.len() == 1) =>
            {
                self.introduce(text, naming, words)
            }
            None => return None,
        };
        let entry = &mut self.persons[person];
        entry.human |= naming.is_human;
        for title in [&naming.title, &naming.apposition] {
            if !title.is_empty() && !entry.titles.contains(title) && entry.titles.len() < 8 {
                entry.titles.push(title.clone());
            }
        }
        entry.gender = entry.gender.or(naming.gender);
        if entry.words.len() == 1 && words.len() > 1 && words.len() < 5 {
            entry.name = naming.words_of(text).join(" ");
            words.clone_into(&mut entry.words);
        }
        self.mentions.push(Named {
            at: naming.at(),
            person,
            leads: naming.leads,
        });
        Some(person)
    }

    fn introduce(&mut self, text: &str, naming: &Naming<'_>, words: &[Word]) -> usize {
        let person = self.persons.len();
        for word in words {
            self.by_word[word.0].push(person);
        }
        let tokens = naming.tokens;
        let last = tokens[naming.run.end - 1].span;
        let span = tokens[naming.start].span.joined(last);
        self.persons.push(Person {
            name: word::without_possessive(span.of(text))
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            words: words.to_vec(),
            titles: Vec::new(),
            gender: naming
                .spans(text)
                .next()
                .and_then(|first| gender::by_name(first.of(text))),
            human: false,
            first: span.start,
        });
        person
    }

    /// Notes that two persons are named together: “Xi and Putin”.
    fn join(
        &mut self,
        text: &str,
        tokens: &[Token],
        before: Option<(usize, usize)>,
        at: usize,
        person: usize,
    ) {
        let Some((end, other)) = before else { return };
        let between = &tokens[end..at];
        let is_joined = between.len() < 6
            && between
                .iter()
                .any(|token| text_is(text, token, &["and", "&"]))
            && between.iter().all(|token| {
                text_is(text, token, &["and", "&"])
                    || matches!(
                        token.class(),
                        Some(Class::Name | Class::Honorific | Class::Role)
                    )
                    || token.is('.')
                    || token.is(',')
            });
        if is_joined && other != person {
            match self.groups.last_mut() {
                Some((_, group))
                    if between.iter().all(|t| !t.is(','))
                        && group.last() == Some(&other)
                        && group.len() > 2 =>
                {
                    group.push(person);
                }
                _ => self
                    .groups
                    .push((tokens[at].span.start, vec![other, person])),
            }
        }
    }

    /// The person whom the words of a name mean at byte `at`.
    fn find(&self, words: &[Word], at: usize) -> Option<usize> {
        let candidates = self.by_word.get(words.last()?.0)?;
        let fits = |&&person: &&usize| {
            let person = &self.persons[person];
            person.has_all(words)
                || (words.len() > 1 && person.words.len() == 1)
                || (words.len() > 1 && words[0] == person.words[0])
        };
        // The last four are enough: a text that names a fifth Smith is about Smiths.
        let mut recent = candidates.iter().rev().take(4).filter(fits).copied();
        let last = recent.clone().last();
        recent
            .find(|&person| self.persons[person].first <= at)
            .or(last)
    }
}

impl Person {
    /// Whether all of `words` are the name's.
    fn has_all(&self, words: &[Word]) -> bool {
        words.iter().all(|word| self.words.contains(word))
    }
}
