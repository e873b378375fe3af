//! How old people are: “Peter Hallam, 67,” in one text, “He is 76” of him in another.
//!
//! An age hardly shares a word with another report of it. It is known by whose it is, and how news says it.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::Both;
use super::reading::Reading;
use super::sentence::{Sentence, Term};
use super::{Grade, Item, speaker};
use crate::compare::frame::{self, words_within};
use crate::source::token::Tokens;
use crate::span::Span;
use crate::value::{Kind, Value};
use crate::verdict::Place;

/// The ages that people have.
const YEARS: std::ops::RangeInclusive<u32> = 1..=115;

/// What may follow “is 76” where it is an age.
const GOES_ON: [&str; 4] = ["and", "but", "with", "now"];

/// What may stand before a surname and is no name.
const TITLES: [&str; 5] = ["Mr", "Mrs", "Ms", "Dr", "Sir"];

/// How many words may stand between “who” and “and is 41”, and how many sentences between a name and “she”.
const CLAUSE: usize = 6;
const BACK: usize = 3;

/// How many words may stand between “the 67-year-old” and his name.
const BETWEEN: usize = 3;

/// How old somebody is.
pub(super) struct Age {
    /// The sentence, by number.
    sentence: usize,
    /// Bytes of the source.
    pub(super) span: Span,
    years: u32,
    person: Person,
}

/// Somebody by name.
struct Person {
    /// As the text gives it.
    name: String,
    /// The stem of the last word of the name.
    surname: u32,
    /// The stems of the words before it, as far as the text names only one person so.
    given: Vec<u32>,
    /// Whether the text names nobody else by that surname.
    is_only: bool,
}

impl Person {
    fn is_one_with(&self, other: &Self, both: &Both<'_>) -> bool {
        let is_shared = |stem: &u32| {
            let mut others = other.given.iter();
            others.any(|of_other| stem == of_other || both.are_spellings(*stem, *of_other))
        };
        let is_unnamed = self.given.is_empty() || other.given.is_empty();
        self.surname == other.surname
            && (is_unnamed && self.is_only && other.is_only || self.given.iter().any(is_shared))
    }
}

/// The words that stand before each surname of a text, by their stems, in order.
type Surnames = BTreeMap<u32, BTreeSet<u32>>;

/// How old the people are whom a text names, in order; what it says of one person again is left out.
pub(super) fn ages(reading: &Reading<'_>) -> Vec<Age> {
    let tokens = reading.source.text.tokens();
    let mut surnames = Surnames::new();
    for pair in reading.sentences.iter().flat_map(|it| it.words.windows(2)) {
        let [one, other] = [pair[0].word, pair[1].word];
        if other.is_name && is_large(&pair[0], tokens) && other.at == one.at + 1 {
            surnames.entry(other.stem).or_default().insert(one.stem);
        }
    }
    let mut ages = Vec::new();
    let mut known = BTreeSet::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        for (value, _) in &sentence.values {
            let age = age(value, number, reading, &surnames);
            ages.extend(age.filter(|it| {
                let person = (it.person.surname, it.person.given.clone());
                known.insert((person, it.years))
            }));
        }
    }
    ages
}

fn age(value: &Value, number: usize, reading: &Reading<'_>, surnames: &Surnames) -> Option<Age> {
    if !matches!(value.kind, Kind::Number | Kind::Age) {
        return None;
    }
    let canonical = value.canonical();
    let years = canonical
        .strip_suffix(" years old")
        .unwrap_or(&canonical)
        .parse()
        .ok()
        .filter(|years| YEARS.contains(years))?;
    let name = whose(value, number, reading)?;
    let person = named(&name, surnames)?;
    Some(Age {
        sentence: number,
        span: value.span,
        years,
        person,
    })
}

/// The name of whoever's age a value is; none where it is no age, or nobody's by name.
fn whose(value: &Value, number: usize, reading: &Reading<'_>) -> Option<String> {
    let sentence = &reading.sentences[number];
    let tokens = reading.source.text.tokens();
    let words: Vec<_> = sentence.words.iter().map(|term| term.word).collect();
    let inside = words_within(&words, tokens.within(value.span));
    let text = |at: usize| tokens.text(words[at].token as usize);
    let follows = |at: usize| words.get(at).filter(|next| next.at == words[at - 1].at + 1);
    let before = inside.start.checked_sub(1)?;
    let between = |from: usize, to: usize| {
        let gap = reading.text().get(from..to)?;
        Some(gap.trim())
    };
    let gap = between(
        tokens
            .span(
                words[before].token as usize,
                words[before].token as usize + 1,
            )
            .end,
        value.span.start,
    )?;
    if value.kind == Kind::Age {
        // “In Belzora, 63-year-old Denis Okhotin said”
        let is_next_name =
            follows(inside.end).is_some() && names_somebody(&sentence.words[inside.end]);
        // “Tom Vale, aged 12”, “Peter Hallam, a 67-year-old postman”, “the 67-year-old postman Peter Hallam”
        let article = usize::from(matches!(text(before), "a" | "an"));
        let name = before.checked_sub(article)?;
        let mark = words[name + 1].at > words[name].at + 1;
        if mark && !is_next_name && names_somebody(&sentence.words[name]) {
            return person(sentence, name, reading);
        }
        let rest = (inside.end..words.len()).take_while(|at| follows(*at).is_some());
        let mut rest = rest
            .take(BETWEEN + 1)
            .take_while(|at| words[*at].rank > 0.0);
        let at = rest.find(|at| names_somebody(&sentence.words[*at]))?;
        let last = (at..words.len()).take_while(|next| words[*next].name == words[at].name);
        return person(sentence, last.last()?, reading);
    }
    let next = follows(inside.end).map(|_| text(inside.end));
    let after = reading.text()[value.span.end..].chars().next();
    let is_closed = matches!(after, Some(',' | ';' | '.' | ')')) && next.is_none();
    if gap == "," && is_closed || gap == "(" && after == Some(')') {
        // “Peter Hallam, 67,”
        return person(sentence, before, reading)
            .filter(|_| names_somebody(&sentence.words[before]));
    }
    // “He is 76”, “Hallam, who is 76”, “Hallam is 76”
    let goes_on = next.is_none_or(|next| GOES_ON.contains(&next));
    if !gap.is_empty() || text(before) != "is" || !goes_on {
        return None;
    }
    let subject = before.checked_sub(1)?;
    match text(subject) {
        "He" | "She" if subject == 0 => speaker::meant_by_pronoun(sentence.span, reading)
            .or_else(|| only_person_before(number, reading)),
        "who" => person(sentence, subject.checked_sub(1)?, reading),
        // “Kemble, who teaches physics and is 41”
        "and" => {
            let from = subject.saturating_sub(CLAUSE);
            let who = (from..subject).rev().find(|at| text(*at) == "who")?;
            person(sentence, who.checked_sub(1)?, reading)
        }
        _ => person(sentence, subject, reading),
    }
}

/// The only person whom the sentences before name that lead to a pronoun: “A photograph shows Ada Quill. She is
/// looking up. She is 57.”
fn only_person_before(number: usize, reading: &Reading<'_>) -> Option<String> {
    let tokens = reading.source.text.tokens();
    let paragraph = (reading.source.text).paragraphs_around(reading.sentences[number].span);
    let before = reading.sentences[..number].iter().rev().take(BACK);
    let mut before = before.take_while(|sentence| paragraph.contains(sentence.span));
    let opens = |sentence: &&Sentence| {
        let first = sentence.words.first();
        !first.is_some_and(|term| matches!(tokens.text(term.word.token as usize), "He" | "She"))
    };
    let sentence = before.find(opens)?;
    let words = &sentence.words;
    let last_of_name = |at: &usize| {
        let next = words.get(at + 1);
        names_somebody(&words[*at])
            && next.is_none_or(|next| next.word.name != words[*at].word.name)
    };
    let mut lasts = (0..words.len()).filter(last_of_name);
    let (only, next) = (lasts.next()?, lasts.next());
    person(sentence, only, reading).filter(|_| next.is_none())
}

/// Whether a word that says something begins with a large letter.
fn is_large(term: &Term, tokens: &Tokens) -> bool {
    let text = tokens.text(term.word.token as usize);
    term.word.says() && text.starts_with(char::is_uppercase)
}

fn names_somebody(term: &Term) -> bool {
    term.word.is_name && term.word.says() && !term.is_country
}

/// The name of a person that ends with word `last` of a sentence.
fn person(sentence: &Sentence, last: usize, reading: &Reading<'_>) -> Option<String> {
    let words = &sentence.words;
    if !names_somebody(words.get(last)?) {
        return None;
    }
    let own = words[..=last].iter().rev();
    let own = own.take_while(|term| term.word.is_name && term.word.name == words[last].word.name);
    let tokens = reading.source.text.tokens();
    let first = own.last()?.word.token as usize;
    // A sentence begins with a large letter, whatever its first word is.
    let opening = words[0].word;
    let is_next = words[1..]
        .first()
        .is_some_and(|next| next.word.token as usize == first);
    let first = if is_next && is_large(&words[0], tokens) && words[1].word.at == opening.at + 1 {
        opening.token as usize
    } else {
        first
    };
    let name = tokens.span(first, words[last].word.token as usize + 1);
    Some(name.of(reading.text()).to_owned())
}

/// The person of that name; none where the text names several by the same surname, and does not say which.
fn named(name: &str, surnames: &Surnames) -> Option<Person> {
    let words = name.split_whitespace();
    let words = words.filter(|word| !TITLES.contains(&word.trim_end_matches('.')));
    let stems: Vec<u32> = words.map(frame::stem_key).collect();
    let (&surname, given) = stems.split_last()?;
    let of_surname = surnames.get(&surname);
    let is_only = of_surname.is_none_or(|given| given.len() < 2);
    if given.is_empty() && !is_only {
        return None;
    }
    Some(Person {
        name: name.to_owned(),
        surname,
        given: if given.is_empty() {
            of_surname.into_iter().flatten().copied().collect()
        } else {
            given.to_vec()
        },
        is_only,
    })
}

/// People who are not of one age in the two texts.
pub(super) fn ages_that_differ(both: &Both<'_>) -> Vec<Item> {
    let mut items = Vec::new();
    for (at, x) in both.a.ages.iter().enumerate() {
        let after = if both.is_one() { at + 1 } else { 0 };
        let others = both.b.ages[after..].iter();
        let of_one = others.filter(|y| x.person.is_one_with(&y.person, both));
        let ages: Vec<&Age> = of_one.collect();
        if ages.iter().all(|y| y.years != x.years) {
            items.extend(ages.iter().map(|y| item([x, y], both)));
        }
    }
    items
}

fn item([x, y]: [&Age; 2], both: &Both<'_>) -> Item {
    let [shown, other] = [(x, both.a), (y, both.b)].map(|(age, reading)| {
        let words = age.span.of(reading.text());
        words.to_owned()
    });
    let longest = [x, y].map(|age| &age.person.name);
    let name = longest.into_iter().max_by_key(|name| name.len());
    let place = |age: &Age, reading: &Reading<'_>| Place {
        span: reading.sentences[age.sentence].span,
        slots: vec![age.span],
    };
    Item {
        grade: Grade::Conflict,
        what: format!("{shown} / {other}"),
        why: format!(
            "both how old {} is, and they cannot both be true",
            name.map_or("", String::as_str)
        ),
        places: [place(x, both.a), place(y, both.b)],
        diff: Vec::new(),
        claims: Vec::new(),
    }
}
