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
pub(crate) use name::is_document;

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

impl People {
    /// Reads who is named in the words around the quotations of a text.
    pub(crate) fn read(text: &str, levels: &[Level]) -> Self {
        let mut people = Self::default();
        people.scan(text, levels);
        // Once more, now that it is known who “Xi” in the heading is.
        people.mentions.clear();
        people.groups.clear();
        people.scan(text, levels);
        people.mentions.sort_by_key(|named| named.at);
        people.groups.sort_by_key(|group| group.0);
        people
    }

    fn scan(&mut self, text: &str, levels: &[Level]) {
        for level in levels {
            let tokens = &level.tokens;
            let is_heading = name::is_heading(tokens);
            let mut at = 0;
            let mut before: Option<(usize, usize)> = None;
            while at < tokens.len() {
                let Some(end) = name::run(text, tokens, at) else {
                    at += 1;
                    continue;
                };
                if let Some(person) = self.meet(text, tokens, at..end, is_heading) {
                    self.join(text, tokens, before, at, person);
                    before = Some((end, person));
                }
                at = end;
            }
        }
    }

    /// Takes in the name at tokens `start..end`.
    fn meet(
        &mut self,
        text: &str,
        tokens: &[Token],
        name: Range<usize>,
        is_heading: bool,
    ) -> Option<usize> {
        let Range { start, end } = name;
        let start = name::skip_office(text, tokens, start, end);
        let words = name::words(text, &tokens[start..end]);
        let title = name::title(text, tokens, start);
        let at = tokens[start].span.start;
        let known = self.find(&words, at);
        let honored = start > 0 && name::is_honorific(text, tokens, start);
        let human = honored
            || title.iter().any(|word| name::is_role(word))
            || name::shows_person(text, tokens, end)
            || (start > 0 && tokens[start - 1].cue().is_some());
        let person = match known {
            Some(person) => person,
            None if is_heading => return None,
            None if words.len() > 1 && !name::is_organization(&words)
                || (honored && words.len() == 1) =>
            {
                self.introduce(text, tokens, start, end, &words)
            }
            None => return None,
        };
        let entry = &mut self.persons[person];
        entry.human |= human;
        if !title.is_empty() && !entry.titles.contains(&title) && entry.titles.len() < 8 {
            entry.titles.push(title);
        }
        entry.gender = entry
            .gender
            .or_else(|| gender::by_title(text, tokens, start));
        if entry.words.len() == 1 && words.len() > 1 && words.len() < 5 {
            entry.name = words.join(" ");
            entry.words = words;
        }
        let leads = name::is_subject(text, tokens, start, end);
        self.mentions.push(Named { at, person, leads });
        Some(person)
    }

    fn introduce(
        &mut self,
        text: &str,
        tokens: &[Token],
        start: usize,
        end: usize,
        words: &[String],
    ) -> usize {
        let person = self.persons.len();
        for word in words {
            self.by_word.entry(low(word)).or_default().push(person);
        }
        let span = tokens[start].span.joined(tokens[end - 1].span);
        self.persons.push(Person {
            name: word::without_possessive(span.of(text))
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" "),
            words: words.to_vec(),
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
    fn find(&self, words: &[String], at: usize) -> Option<usize> {
        let last = words.last()?;
        let candidates = self.by_word.get(&low(last))?;
        let fits = |person: &&usize| {
            let person = &self.persons[**person];
            words
                .iter()
                .all(|word| person.words.iter().any(|other| same(word, other)))
                || (words.len() > 1 && person.words.len() == 1)
                || (words.len() > 1 && same(&words[0], &person.words[0]))
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
    one == other || low(one) == low(other)
}
