//! People: the names that a text introduces, and which of them a later mention means.
//!
//! A person is introduced by a full name, often with a title; later mentions use a part of the name,
//! a pronoun or the title alone. A mention means the person last introduced whom it fits. Where it
//! fits several, the nearest is taken and the answer says that it is not certain.

use std::collections::HashMap;
use std::ops::Range;

use crate::span::Span;

use super::attribute::Mention;
use super::phrase::{self, text_is};
use super::token::{Level, Token};
use super::word::{self, Class, low};

/// How many earlier mentions a pronoun looks back over.
const LOOK_BACK: usize = 24;
/// Others named within this many bytes could be meant as well.
const NEAR: usize = 300;
/// Whoever spoke last longer than this many bytes ago is no longer “he”.
const FORGOTTEN: usize = 1500;
/// A subject further back than this many bytes is forgotten.
const FAR: usize = 900;
/// A title in front of a name is no longer than this many words.
const LONGEST_TITLE: usize = 5;

/// Everybody whom a text names.
#[derive(Debug, Default)]
pub(super) struct People {
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

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Female,
    Male,
}

#[derive(Clone, Copy, Debug)]
struct Named {
    at: usize,
    person: usize,
    /// A verb follows: it is a subject.
    leads: bool,
}

/// Whom a mention means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Meant {
    pub(super) name: Option<String>,
    pub(super) certain: bool,
}

impl People {
    /// Reads who is named in the words around the quotations of a text.
    pub(super) fn read(text: &str, levels: &[Level]) -> Self {
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
            let is_heading = is_heading(tokens);
            let mut at = 0;
            let mut before: Option<(usize, usize)> = None;
            while at < tokens.len() {
                let Some(end) = run(text, tokens, at) else {
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
        let start = skip_office(text, tokens, start, end);
        let words = words(text, &tokens[start..end]);
        let title = title(text, tokens, start);
        let at = tokens[start].span.start;
        let known = self.find(&words, at);
        let honored = start > 0 && is_honorific(text, tokens, start);
        let human = honored
            || title.iter().any(|word| is_role(word))
            || shows_person(text, tokens, end)
            || (start > 0 && tokens[start - 1].cue().is_some());
        let person = match known {
            Some(person) => person,
            None if is_heading => return None,
            None if words.len() > 1 && !is_organization(&words)
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
            .or_else(|| gender_by_title(text, tokens, start));
        if entry.words.len() == 1 && words.len() > 1 && words.len() < 5 {
            entry.name = words.join(" ");
            entry.words = words;
        }
        let leads = is_subject(text, tokens, start, end);
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
            gender: words.first().and_then(|first| gender_by_name(first)),
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

    /// Whom `mention` means; `speaker` is who spoke last before it.
    pub(super) fn meant(
        &self,
        text: &str,
        mention: &Mention,
        speaker: Option<(&str, usize)>,
    ) -> Meant {
        let words = mention.span.of(text);
        if mention.is_pronoun {
            return self.pronoun(&low(words), mention.span.start, speaker);
        }
        if let Some(name) = mention.name {
            let named = self.named(text, name);
            // “he and Xi declared”
            let Some((pronoun, _)) = words
                .split_once(" and ")
                .filter(|(one, _)| matches!(*one, "he" | "she" | "He" | "She"))
            else {
                return named;
            };
            let other = self.pronoun(&low(pronoun), mention.span.start, speaker);
            let both = other
                .name
                .zip(named.name.as_ref())
                .map(|(one, two)| format!("{one} and {two}"));
            return Meant {
                name: both.or(named.name),
                certain: false,
            };
        }
        self.described(words, mention.span.start)
    }

    /// Whom a name means.
    fn named(&self, text: &str, span: Span) -> Meant {
        let names: Vec<&str> = span.of(text).split(" and ").collect();
        let mut certain = true;
        let resolved: Vec<String> = names
            .iter()
            .map(|name| {
                let words: Vec<String> = name
                    .split(|c: char| c.is_whitespace() || c == ',')
                    .map(|word| {
                        word::without_possessive(word)
                            .trim_end_matches('.')
                            .to_owned()
                    })
                    .filter(|word| {
                        !word.is_empty() && !matches!(word::class(word), Class::Honorific)
                    })
                    .collect();
                let fitting = words
                    .last()
                    .and_then(|last| self.by_word.get(&low(last)))
                    .map_or(0, |all| {
                        all.iter()
                            .filter(|&&p| {
                                words
                                    .iter()
                                    .all(|w| self.persons[p].words.iter().any(|o| same(w, o)))
                            })
                            .take(2)
                            .count()
                    });
                certain &= fitting < 2;
                self.find(&words, span.start).map_or_else(
                    || words.join(" "),
                    |person| self.persons[person].name.clone(),
                )
            })
            .collect();
        Meant {
            name: Some(resolved.join(" and ")),
            certain,
        }
    }

    /// Whom a pronoun means: who spoke last, or else who was named last.
    fn pronoun(&self, word: &str, at: usize, speaker: Option<(&str, usize)>) -> Meant {
        let gender = match word {
            "he" | "him" | "himself" => Some(Gender::Male),
            "she" | "her" | "herself" => Some(Gender::Female),
            "they" | "them" | "we" => return self.group(at),
            _ => {
                return Meant {
                    name: None,
                    certain: false,
                };
            }
        };
        let fits = |person: usize| {
            let person = &self.persons[person];
            person
                .gender
                .map_or(person.human, |known| Some(known) == gender)
        };
        let end = self.mentions.partition_point(|named| named.at < at);
        let recent = &self.mentions[end.saturating_sub(LOOK_BACK)..end];
        let spoke = speaker
            .filter(|(_, spoke)| spoke + FORGOTTEN > at)
            .and_then(|(name, _)| {
                recent
                    .iter()
                    .rev()
                    .map(|named| named.person)
                    .find(|&person| self.persons[person].name == name)
            });
        // Whoever was the subject of a sentence since then has taken the place of who spoke last.
        let since = speaker.map_or(0, |(_, at)| at);
        let subject = recent
            .iter()
            .rev()
            .take_while(|named| named.at > since && named.at + FAR > at)
            .find(|named| named.leads && fits(named.person) && Some(named.person) != spoke);
        if let Some(subject) = subject {
            let others = recent
                .iter()
                .filter(|named| named.at > since && fits(named.person));
            let certain = others.clone().all(|named| named.person == subject.person);
            return Meant {
                name: Some(self.persons[subject.person].name.clone()),
                certain,
            };
        }
        let suits = |person: usize| {
            let known = self.persons[person].gender;
            known.is_none() || known == gender
        };
        if let Some(person) = spoke.filter(|&person| suits(person)) {
            let between = recent
                .iter()
                .rev()
                .take_while(|named| named.person != person);
            let certain = self.persons[person].gender == gender
                || !between.clone().any(|named| fits(named.person));
            return Meant {
                name: Some(self.persons[person].name.clone()),
                certain,
            };
        }
        let Some(nearest) = recent.iter().rev().find(|named| fits(named.person)) else {
            return Meant {
                name: None,
                certain: false,
            };
        };
        let others = recent
            .iter()
            .filter(|named| named.at + NEAR > at)
            .filter(|named| fits(named.person) && named.person != nearest.person);
        let certain = others.count() == 0;
        Meant {
            name: Some(self.persons[nearest.person].name.clone()),
            certain,
        }
    }

    /// Whom a phrase without a name means: “the Chinese leader”, “both leaders”.
    fn described(&self, words: &str, at: usize) -> Meant {
        let said: Vec<String> = words
            .split_whitespace()
            .map(|word| {
                nation(&low(word::without_possessive(
                    word.trim_matches(|c: char| !c.is_alphanumeric()),
                )))
            })
            .collect();
        let is_group = said.iter().any(|word| {
            matches!(
                word.as_str(),
                "both" | "two" | "leaders" | "presidents" | "pair"
            )
        });
        let of_people = said.len() == 1
            || said
                .iter()
                .any(|word| matches!(word.as_str(), "leaders" | "presidents" | "men" | "pair"))
            || words == "the two";
        if is_group && of_people {
            return self.group(at);
        }
        let definite = said.first().is_some_and(|word| {
            matches!(word.as_str(), "the" | "this" | "that" | "china" | "russia")
        }) || words.contains('’');
        let wanted: Vec<&String> = said
            .iter()
            .filter(|word| {
                !matches!(
                    word.as_str(),
                    "the" | "a" | "an" | "this" | "that" | "former"
                )
            })
            .collect();
        if !definite || wanted.is_empty() || !wanted.iter().any(|word| is_role(word)) {
            return Meant {
                name: None,
                certain: true,
            };
        }
        let end = self.mentions.partition_point(|named| named.at < at);
        let recent = &self.mentions[end.saturating_sub(4 * LOOK_BACK)..end];
        let mut fitting: Vec<usize> = Vec::new();
        for named in recent.iter().rev() {
            let fits = self.persons[named.person]
                .titles
                .iter()
                .any(|title| wanted.iter().all(|word| title.contains(word)));
            if fits && !fitting.contains(&named.person) {
                fitting.push(named.person);
            }
        }
        match fitting.as_slice() {
            [] => self.of_nation(&wanted, recent),
            [first, rest @ ..] => Meant {
                name: Some(self.persons[*first].name.clone()),
                certain: rest.is_empty(),
            },
        }
    }

    /// Whom “the Chinese leader” means where no title says so: the person named last, unless a title
    /// gives that person to another nation.
    fn of_nation(&self, wanted: &[&String], recent: &[Named]) -> Meant {
        let is_leader = wanted
            .iter()
            .any(|word| matches!(word.as_str(), "leader" | "president"));
        let nation = wanted.iter().find(|word| is_nation(word));
        let near = recent
            .iter()
            .rev()
            .take(3)
            .map(|named| &self.persons[named.person]);
        let name = nation.filter(|_| is_leader).and_then(|nation| {
            near.filter(|person| person.words.len() > 1).find(|person| {
                !person
                    .titles
                    .iter()
                    .flatten()
                    .any(|word| is_nation(word) && word != *nation)
            })
        });
        Meant {
            name: name.map(|person| person.name.clone()),
            certain: false,
        }
    }

    /// The persons last named together.
    fn group(&self, at: usize) -> Meant {
        let end = self.groups.partition_point(|group| group.0 < at);
        let name = end.checked_sub(1).map(|last| {
            let names: Vec<&str> = self.groups[last]
                .1
                .iter()
                .map(|&person| self.persons[person].name.as_str())
                .collect();
            names.join(" and ")
        });
        Meant {
            name,
            certain: false,
        }
    }
}

/// Whether the name at tokens `start..end` is the subject of a verb, as far as its neighbors show.
fn is_subject(text: &str, tokens: &[Token], start: usize, end: usize) -> bool {
    let next = tokens.get(end).and_then(Token::class);
    let opens = start == 0
        || text_is(
            text,
            &tokens[start - 1],
            &["as", "and", "but", "said", "says"],
        )
        || matches!(tokens[start - 1].class(), None | Some(Class::Subordinator));
    phrase::is_verbal(text, tokens, end, tokens.len())
        || next == Some(Class::Adverb)
        || (opens && next == Some(Class::Other))
}

/// Whether most words of a paragraph have a capital and nothing ends it: a heading in title case.
fn is_heading(tokens: &[Token]) -> bool {
    let words = tokens
        .iter()
        .filter(|token| token.class().is_some())
        .count();
    let names = tokens
        .iter()
        .filter(|token| token.class() == Some(Class::Name))
        .count();
    let ended = tokens.last().is_some_and(|token| token.is('.'));
    words > 3 && !ended && names * 2 > words
}

/// The end of the name that begins at token `at`, if one does.
fn run(text: &str, tokens: &[Token], at: usize) -> Option<usize> {
    if tokens[at].class() != Some(Class::Name) {
        return None;
    }
    let mut end = at + 1;
    while end < tokens.len() && end < at + 6 {
        if word::is_possessive(tokens[end - 1].span.of(text)) {
            break;
        }
        let token = &tokens[end];
        let initial = token.is('.')
            && tokens[end - 1].span.end == token.span.start
            && tokens[end - 1].span.of(text).chars().count() == 1
            && tokens
                .get(end + 1)
                .is_some_and(|next| next.class() == Some(Class::Name));
        if token.class() != Some(Class::Name) && !initial {
            break;
        }
        end += 1;
    }
    Some(end)
}

/// Skips the office in “Secretary of State Antony Blinken”.
fn skip_office(text: &str, tokens: &[Token], start: usize, end: usize) -> usize {
    let office = start > 1
        && end - start > 1
        && text_is(text, &tokens[start - 1], &["of", "for"])
        && matches!(
            tokens[start - 2].class(),
            Some(Class::Honorific | Class::Role | Class::Name)
        );
    if office { start + 1 } else { start }
}

fn words(text: &str, tokens: &[Token]) -> Vec<String> {
    tokens
        .iter()
        .filter(|token| token.class().is_some())
        .map(|token| word::without_possessive(token.span.of(text)).to_owned())
        .collect()
}

/// The words before a name that say what its bearer is: “Chinese leader | Xi Jinping”.
fn title(text: &str, tokens: &[Token], start: usize) -> Vec<String> {
    let mut at = start;
    if at > 0 && tokens[at - 1].is(',') && at > 1 && tokens[at - 2].class() == Some(Class::Role) {
        at -= 1;
    }
    let mut words = Vec::new();
    while at > 0 && words.len() < LONGEST_TITLE {
        let token = &tokens[at - 1];
        let keep = match token.class() {
            Some(Class::Name | Class::Honorific | Class::Role) => true,
            Some(Class::Other) => !words.is_empty(),
            Some(Class::Preposition) => !words.is_empty() && text_is(text, token, &["of"]),
            None => token.is('.') && !words.is_empty(),
            _ => false,
        };
        if !keep {
            break;
        }
        if token.class().is_some() {
            words.push(nation(&low(word::without_possessive(token.span.of(text)))));
        }
        at -= 1;
    }
    words.retain(|word| !matches!(word.as_str(), "mr" | "mrs" | "ms" | "dr" | "of"));
    words.reverse();
    words
}

fn is_honorific(text: &str, tokens: &[Token], start: usize) -> bool {
    let before = if tokens[start - 1].is('.') && start > 1 {
        start - 2
    } else {
        start - 1
    };
    tokens[before].class() == Some(Class::Honorific)
        && !text_is(text, &tokens[before], &["former", "vice"])
}

/// Whether what follows a name shows that it is a person’s: “who”, a verb of saying, “, head of”.
fn shows_person(text: &str, tokens: &[Token], end: usize) -> bool {
    let Some(next) = tokens.get(end) else {
        return false;
    };
    if next.cue().is_some() || text_is(text, next, &["who", "whose"]) {
        return true;
    }
    let after = tokens.get(end + 1);
    let apposed = next.is(',')
        && after.is_some_and(|token| {
            text_is(text, token, &["a", "an", "the", "who", "head", "director"])
                || matches!(token.class(), Some(Class::Role))
        });
    apposed || next.is('(')
}

fn is_role(word: &str) -> bool {
    matches!(word::class(word), Class::Role | Class::Honorific)
}

/// Whether a name ends, or begins, as no person’s does.
fn is_organization(words: &[String]) -> bool {
    const NOUNS: &[&str] = &[
        "ministry",
        "house",
        "times",
        "post",
        "organization",
        "organisation",
        "university",
        "council",
        "institute",
        "journal",
        "news",
        "states",
        "party",
        "committee",
        "center",
        "centre",
        "court",
        "union",
        "kingdom",
        "republic",
        "department",
        "street",
        "sea",
        "ocean",
        "city",
        "state",
        "school",
        "college",
        "association",
        "foundation",
        "fund",
        "bank",
        "group",
        "corp",
        "inc",
        "company",
        "agency",
        "office",
        "commission",
        "congress",
        "senate",
        "parliament",
        "army",
        "war",
        "charter",
        "treaty",
        "act",
        "security",
        "world",
        "east",
        "west",
        "north",
        "south",
        "media",
        "policy",
        "project",
        "diplomat",
        "statement",
        "press",
        "gazette",
        "daily",
        "kong",
        "york",
        "asia",
        "europe",
        "america",
        "africa",
        "federation",
        "initiative",
        "summit",
        "forum",
        "stream",
        "nations",
        "heart",
        "corridor",
        "peace",
        "cooperation",
        "national",
        "chamber",
        "board",
        "bureau",
        "service",
        "force",
        "air",
        "police",
        "league",
        "club",
        "society",
        "church",
    ];
    words.iter().any(|word| {
        NOUNS.contains(&low(word).as_str())
            || (word.len() > 2 && word.chars().all(char::is_uppercase))
    })
}

const NATIONS: &[(&str, &str)] = &[
    ("chinese", "china"),
    ("russian", "russia"),
    ("ukrainian", "ukraine"),
    ("american", "america"),
    ("u.s", "america"),
    ("us", "america"),
    ("japanese", "japan"),
    ("french", "france"),
    ("german", "germany"),
    ("british", "britain"),
    ("indian", "india"),
    ("iranian", "iran"),
    ("israeli", "israel"),
    ("turkish", "turkey"),
    ("polish", "poland"),
    ("italian", "italy"),
    ("spanish", "spain"),
    ("canadian", "canada"),
    ("mexican", "mexico"),
    ("saudi", "saudi"),
    ("syrian", "syria"),
    ("korean", "korea"),
    ("brazilian", "brazil"),
    ("australian", "australia"),
    ("european", "europe"),
    ("belarusian", "belarus"),
    ("kremlin", "russia"),
    ("chief", "leader"),
];

/// Whether `word` is a country as `nation` writes it.
fn is_nation(word: &str) -> bool {
    NATIONS.iter().any(|(_, country)| *country == word) && word != "leader"
}

/// The country for its adjective, so that “the Chinese leader” is “China’s leader”.
fn nation(word: &str) -> String {
    NATIONS
        .iter()
        .find(|(adjective, _)| *adjective == word)
        .map_or_else(|| word.to_owned(), |(_, country)| (*country).to_owned())
}

fn same(one: &str, other: &str) -> bool {
    one == other || low(one) == low(other)
}

fn gender_by_title(text: &str, tokens: &[Token], start: usize) -> Option<Gender> {
    let before = start.checked_sub(1)?;
    let at = if tokens[before].is('.') {
        before.checked_sub(1)?
    } else {
        before
    };
    match low(tokens[at].span.of(text)).as_str() {
        "mr" | "sir" | "king" | "prince" | "congressman" | "chairman" | "spokesman"
        | "businessman" => Some(Gender::Male),
        "mrs" | "ms" | "miss" | "queen" | "princess" | "congresswoman" | "chairwoman"
        | "spokeswoman" | "actress" => Some(Gender::Female),
        _ => None,
    }
}

/// The gender that a common English or Russian given name tells.
fn gender_by_name(first: &str) -> Option<Gender> {
    const MALE: &str = "aaron adam alan albert alex alexander andrew anthony antony barack ben benjamin \
        bernie bill bob brian bruce carl charles chris christopher daniel david dean dennis dmitry \
        donald douglas edward emmanuel eric evan frank fred gary george gerald gregory harold harry \
        henry igor ivan jack jacob james jason jeff jeffrey jeremy jerry jim joe john jonathan jose \
        joseph joshua justin keith ken kenneth kevin larry lawrence leif louis luke marco mark martin \
        matt matthew max michael mike mitch mitt nathan newt nick nicholas nicolas oleg patrick paul \
        peter phil philip philipp ralph raymond richard rob robert roger ron ronald russell ryan sam \
        samuel scott sean sergei sergey stephen steve steven ted terry thomas tim timothy tom tony \
        viktor vladimir volodymyr walter wayne william fumio";
    const FEMALE: &str = "alice amanda amy angela ann anna anne annie ashley ava barbara betty carol \
        caroline catherine cheryl chelsea christina christine cynthia deborah denise diana diane donna \
        dorothy elizabeth ellen emily emma eva evelyn gennifer gloria hannah heather helen hillary irina \
        ivanka jane janet jean jennifer jessica jill joan joyce judith judy julia julie karen kate \
        katherine kathleen kathy kayleigh kellyanne kelly kim kimberly laura lauren leah lily linda lisa \
        loretta lori lynn margaret maria marie marilyn martha mary megan melania melanie melissa michelle \
        monica nancy natalia nicole olga olivia pamela patricia rachel rebecca robin rose ruth samantha \
        sandra sara sarah shannon sharon sofia sophia stephanie susan tammy teresa theresa tiffany una \
        ursula valerie veronica victoria virginia wendy yulia";
    let first = low(first);
    let among = |list: &str| list.split_whitespace().any(|name| name == first);
    match (among(MALE), among(FEMALE)) {
        (true, false) => Some(Gender::Male),
        (false, true) => Some(Gender::Female),
        _ => None,
    }
}
