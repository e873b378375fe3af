//! People: the names that a text introduces, and which of them a later mention means.
//!
//! A person is introduced by a full name, often with a title; later mentions use a part of the name,
//! a pronoun or the title alone. A mention means the person last introduced whom it fits. Where it
//! fits several, the nearest is taken and the answer says that it is not certain.

mod gender;
mod meaning;
mod name;
mod nation;

use std::collections::HashMap;
use std::ops::Range;

use crate::source::quotation::grammar::phrase::text_is;
use crate::source::quotation::grammar::token::{Level, Token};
use crate::source::quotation::grammar::word::{self, Class, low};

use gender::Gender;
pub(crate) use name::{is_document, is_organization};

/// Everybody whom a text names.
#[derive(Debug, Default)]
pub(crate) struct People {
    persons: Vec<Person>,
    by_word: HashMap<String, Vec<usize>>,
    mentions: Vec<Named>,
    /// Places where two or more are named together.
    groups: Vec<(usize, Vec<usize>)>,
}

#[derive(Debug)]
struct Person {
    name: String,
    words: Vec<String>,
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

/// The names in the words around some quotations.
#[derive(Debug)]
struct Names<'t> {
    is_heading: bool,
    all: Vec<Naming<'t>>,
}

impl<'t> Names<'t> {
    fn read(text: &'t str, level: &'t Level) -> Self {
        let tokens = &level.tokens;
        let mut all = Vec::new();
        let mut at = 0;
        while at < tokens.len() {
            let end = name::run(text, tokens, at);
            all.extend(end.map(|end| Naming::new(text, tokens, at..end)));
            at = end.unwrap_or(at + 1);
        }
        Self {
            is_heading: name::is_heading(tokens),
            all,
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
    words: Vec<&'t str>,
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
    fn new(text: &'t str, tokens: &'t [Token], run: Range<usize>) -> Self {
        let end = run.end;
        let start = name::skip_office(text, tokens, run.start, end);
        let title = name::title(text, tokens, start);
        let is_honored = start > 0 && name::is_honorific(text, tokens, start);
        Self {
            words: name::words(text, &tokens[start..end]),
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

    /// Where it begins, in bytes.
    fn at(&self) -> usize {
        self.tokens[self.start].span.start
    }
}

impl People {
    /// Reads who is named in the words around the quotations of a text.
    pub(crate) fn read(text: &str, levels: &[Level]) -> Self {
        let names: Vec<Names<'_>> = levels.iter().map(|it| Names::read(text, it)).collect();
        let mut people = Self::default();
        people.scan(text, &names);
        // Once more, now that it is known who “Xi” in the heading is.
        people.mentions.clear();
        people.groups.clear();
        people.scan(text, &names);
        people.mentions.sort_by_key(|named| named.at);
        people.groups.sort_by_key(|group| group.0);
        people
    }

    fn scan(&mut self, text: &str, names: &[Names<'_>]) {
        for of_level in names {
            let mut before: Option<(usize, usize)> = None;
            for naming in &of_level.all {
                if let Some(person) = self.meet(text, naming, of_level.is_heading) {
                    let Range { start, end } = naming.run;
                    self.join(text, naming.tokens, before, start, person);
                    before = Some((end, person));
                }
            }
        }
    }

    /// Takes in a name.
    fn meet(&mut self, text: &str, naming: &Naming<'_>, is_heading: bool) -> Option<usize> {
        let words = &naming.words;
        let person = match self.find(words, naming.at()) {
            Some(person) => person,
            None if is_heading => return None,
            None if words.len() > 1 && !name::is_organization(words)
                || (naming.is_honored && words.len() == 1) =>
            {
                self.introduce(text, naming)
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
            entry.name = words.join(" ");
            entry.words = words.iter().map(|&word| word.to_owned()).collect();
        }
        self.mentions.push(Named {
            at: naming.at(),
            person,
            leads: naming.leads,
        });
        Some(person)
    }

    fn introduce(&mut self, text: &str, naming: &Naming<'_>) -> usize {
        let person = self.persons.len();
        let words = &naming.words;
        for word in words {
            self.by_word.entry(low(word)).or_default().push(person);
        }
        let tokens = naming.tokens;
        let last = tokens[naming.run.end - 1].span;
        let span = tokens[naming.start].span.joined(last);
        self.persons.push(Person {
            name: word::without_possessive(span.of(text))
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            words: words.iter().map(|&word| word.to_owned()).collect(),
            titles: Vec::new(),
            gender: words.first().and_then(|first| gender::by_name(first)),
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
    fn find(&self, words: &[impl AsRef<str>], at: usize) -> Option<usize> {
        let last = words.last()?.as_ref();
        let candidates = self.by_word.get(&low(last))?;
        let fits = |person: &&usize| {
            let person = &self.persons[**person];
            words
                .iter()
                .all(|word| person.words.iter().any(|other| same(word.as_ref(), other)))
                || (words.len() > 1 && person.words.len() == 1)
                || (words.len() > 1 && same(words[0].as_ref(), &person.words[0]))
        };
        // The last four are enough: a text that names a fifth Smith is about Smiths.
        let recent: Vec<usize> = candidates
            .iter()
            .rev()
            .take(4)
            .filter(fits)
            .copied()
            .collect();
        recent
            .iter()
            .find(|&&person| self.persons[person].first <= at)
            .or_else(|| recent.last())
            .copied()
    }
}

fn same(one: &str, other: &str) -> bool {
    one == other || word::lowered(one).eq(word::lowered(other))
}
