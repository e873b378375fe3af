//! Names spelled differently: Zelensky and Zelenskyy, Kiev and Kyiv, NATO and Nato.
//!
//! Two spellings are one name when they are the same letters but for case and stops, or when their
//! consonants are the same and hardly a vowel differs (as transliterations have it) and either the
//! project lists them as one name or they keep the same company. Short forms (“Xi” for “Xi Jinping”)
//! are no other spelling.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::pair::Both;
use super::sentence::Sentence;
use super::sound::Sound;
use super::{Grade, Item};
use crate::compare::frame::{Word, is_acronym, is_country};
use crate::source::quotation::is_role;
use crate::source::token::{self, Before, Kind, Tokens, key};
use crate::span::Span;
use crate::verdict::Place;

/// How many words a dateline has at most, marks included.
const DATELINE: usize = 14;

/// How many words on either side are a name's company.
const COMPANY: usize = 3;

/// A word beside which more names of one text stand than this is no given name and no surname of one of them.
const MOST_BESIDE: usize = 8;

/// A word of more letters in a run of words in capitals is no acronym: “WASHINGTON POST”.
const LONGEST_ACRONYM: usize = 6;

/// The words of a text that are written as names are.
pub(super) struct Names<'a> {
    /// By the words as they are written.
    all: Vec<Spelling<'a>>,
    /// The numbers of the spellings under what two spellings of one name have in common, in order.
    keys: Vec<(Key, usize)>,
    /// The words that stand in the text with a small letter, in order.
    small: Vec<u32>,
}

/// What two spellings of one name have in common.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// The letters without case and stops.
    Letters(u32),
    /// The consonants that are heard.
    Consonants(u32),
    /// Another word of the name.
    Beside(u32),
}

/// A word as it is written in one text, where it is a name.
struct Spelling<'a> {
    word: &'a str,
    /// Its term in the text.
    term: u32,
    /// What it is about, by place among the matters of the text.
    matter: u32,
    n: usize,
    /// Where it stands in the longest name that it is a part of, and how many words that has.
    place: Span,
    sentence: Span,
    length: u16,
    is_acronym: bool,
    is_common: bool,
    is_country: bool,
    /// How it sounds, where that tells.
    sound: Option<Sound>,
    /// The words near it that say something, by their stems.
    company: BTreeSet<u32>,
    /// The other words of the names that it is a part of.
    partners: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    /// The names of a text, given as its sentences.
    pub(super) fn new(sentences: &[Sentence], tokens: &'a Tokens) -> Self {
        let all = spelled(sentences, tokens);
        let mut keys = Vec::with_capacity(2 * all.len());
        for (number, spelling) in all.iter().enumerate() {
            keys.push((Key::Letters(key(&plain(spelling.word))), number));
            if let Some(sound) = &spelling.sound {
                keys.push((Key::Consonants(key(&sound.consonants)), number));
            }
            let beside = spelling.partners.iter().map(|word| key(word));
            keys.extend(beside.map(|word| (Key::Beside(word), number)));
        }
        keys.sort_unstable();
        let keys = without_titles(&keys);
        let words = tokens.all().iter().enumerate();
        let words = words.filter(|(_, token)| token.kind == Kind::Word);
        let is_small = |at: usize| tokens.text(at).starts_with(char::is_lowercase);
        let small = words.filter(|(at, _)| is_small(*at));
        let mut small: Vec<u32> = small.map(|(_, token)| token.key).collect();
        small.sort_unstable();
        small.dedup();
        Self { all, keys, small }
    }

    /// The spelling that is exactly `word`.
    fn get(&self, word: &str) -> Option<&Spelling<'a>> {
        let at = self.all.binary_search_by(|own| own.word.cmp(word)).ok()?;
        Some(&self.all[at])
    }

    /// Whether the text has this word with a small letter, so that it need not be a name.
    fn has_small(&self, word: &str) -> bool {
        self.small.binary_search(&key(word)).is_ok()
    }
}

/// The keys without those words that stand beside many names, in order.
fn without_titles(keys: &[(Key, usize)]) -> Vec<(Key, usize)> {
    let of_key = keys.chunk_by(|x, y| x.0 == y.0);
    let tells =
        |own: &&[(Key, usize)]| own.len() <= MOST_BESIDE || !matches!(own[0].0, Key::Beside(_));
    of_key.filter(tells).flatten().copied().collect()
}

/// Pairs of spellings that have a key in common, in order.
fn alike(a: &Names<'_>, b: &Names<'_>) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut rest = &b.keys[..];
    for (key, x) in &a.keys {
        rest = &rest[rest.partition_point(|(other, _)| other < key)..];
        let equal = rest.iter().take_while(|(other, _)| other == key);
        found.extend(equal.map(|(_, y)| (*x, *y)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// A word of each text that are one name, spelled differently.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Variant<'a> {
    /// As they are written.
    pub(super) words: (&'a str, &'a str),
    /// Their terms.
    pub(super) terms: (u32, u32),
    /// Their matters, by place.
    pub(super) matters: (u32, u32),
}

/// The names that the two texts spell differently, and the words that are one.
pub(super) fn spellings<'a>(both: &Both<'a>) -> (Vec<Item>, Vec<Variant<'a>>) {
    let (of_a, of_b) = (&both.a.names, &both.b.names);
    let mut items = Vec::new();
    let mut variants = Vec::new();
    for (x, y) in alike(of_a, of_b) {
        let (x, y) = (&of_a.all[x], &of_b.all[y]);
        let is_told = both.is_one() && x.place.start >= y.place.start;
        let is_shared = || of_b.get(x.word).is_some() && of_a.get(y.word).is_some();
        if x.word == y.word || is_told || (!both.is_one() && is_shared()) {
            continue;
        }
        let is_any_word = || is_word(x, both) || is_word(y, both);
        let why = if same_letters(x, y, [of_a, of_b]) {
            let only_case_differs = !x.word.contains('.') && !y.word.contains('.');
            if only_case_differs && is_any_word() {
                continue;
            }
            "the same letters, written otherwise"
        } else if is_any_word() {
            continue;
        } else if sound_alike(x, y) {
            if is_listed(x.word, y.word, both) {
                "one name in the project’s lists"
            } else if keep_company(x, y) {
                "the same consonants, in the same company"
            } else if is_lone(x, y, both) {
                "a name that is spelled nearly so, and has no other word beside it"
            } else {
                continue;
            }
        } else if !both.is_one() && is_slip(x, y, [of_a, of_b]) {
            "nearly the same letters, beside the same name"
        } else {
            continue;
        };
        variants.push(Variant {
            words: (x.word, y.word),
            terms: (x.term, y.term),
            matters: (x.matter, y.matter),
        });
        items.push(item(x, y, why));
    }
    variants.sort_unstable_by_key(|it| it.terms);
    variants.dedup();
    (items, variants)
}

fn item(x: &Spelling<'_>, y: &Spelling<'_>, why: &str) -> Item {
    let place = |spelling: &Spelling<'_>| Place {
        span: spelling.sentence,
        slots: vec![spelling.place],
    };
    Item {
        grade: Grade::Spelling,
        what: format!("{} / {}", shown(x.word), shown(y.word)),
        why: why.to_owned(),
        places: [place(x), place(y)],
        diff: Vec::new(),
        claims: Vec::new(),
    }
}

/// A word of a text as its author wrote it: the stop that ends `U.S.` is a token of its own.
fn shown(word: &str) -> String {
    if word.contains('.') {
        format!("{word}.")
    } else {
        word.to_owned()
    }
}

/// The spellings of names in a text, by the words as they are written.
fn spelled<'a>(sentences: &[Sentence], tokens: &'a Tokens) -> Vec<Spelling<'a>> {
    let mut found: BTreeMap<&str, Spelling<'_>> = BTreeMap::new();
    for sentence in sentences {
        let words = sentence.words.iter().map(|term| &term.word);
        if is_in_capitals(words.clone(), tokens) || is_place_line(words, tokens) {
            continue;
        }
        let head = dateline(sentence, tokens);
        let opening = opening(sentence, tokens);
        for (at, term) in sentence.words.iter().enumerate() {
            let word = &term.word;
            // “Martha Lindquist said”: the first word of a sentence is a name where a name goes on.
            let opens = || {
                let next = sentence.words.get(1).map(|next| &next.word);
                let is_beside = next.is_some_and(|next| next.is_name && next.at == word.at + 1);
                at == 0 && is_beside && word.rank > 0.9
            };
            if !(word.is_name || opens())
                || word.rank < 0.3
                || head.contains(&(word.token as usize))
                || opening.contains(&(word.token as usize))
            {
                continue;
            }
            let own = sentence.words.iter().map(|term| &term.word);
            let own = own.filter(|other| other.name == word.name && word.is_name);
            if word.name_length > 1 && is_in_capitals(own, tokens) {
                continue;
            }
            let token = word.token as usize;
            let text = tokens.text(token);
            let spelling = found.entry(text).or_insert_with(|| Spelling {
                word: text,
                term: term.id,
                matter: term.matter,
                n: 0,
                place: tokens.span(token, token + 1),
                sentence: sentence.span,
                length: word.name_length,
                is_acronym: is_acronym(text),
                is_common: word.is_common,
                is_country: is_country(word.matter),
                sound: Sound::of(text),
                company: BTreeSet::new(),
                partners: BTreeSet::new(),
            });
            spelling.n += 1;
            if word.name_length > spelling.length && !spelling.is_acronym {
                spelling.place = tokens.span(token, token + 1);
                spelling.sentence = sentence.span;
                spelling.length = word.name_length;
            }
            let near = at.saturating_sub(COMPANY)..(at + COMPANY + 1).min(sentence.words.len());
            let company = sentence.words[near].iter().map(|term| &term.word);
            for other in company.filter(|other| other.rank > 0.9 && other.token != word.token) {
                let is_given =
                    other.at + 1 == word.at && other.token == sentence.words[0].word.token;
                let is_given = is_given && starts_large(other, tokens);
                let beside = tokens.text(other.token as usize);
                if is_given || other.is_name && (other.name == word.name || !word.is_name) {
                    // An office is anybody's: “Judge Lindqvist” is “Tobias Lindquist”.
                    if !is_role(beside) {
                        spelling.partners.insert(beside);
                    }
                } else {
                    spelling.company.insert(other.stem);
                }
            }
        }
    }
    found.into_values().collect()
}

/// Whether words are in capitals throughout and are no acronyms: a headline, or how a text sets a name.
fn is_in_capitals<'w>(words: impl Iterator<Item = &'w Word> + Clone, tokens: &Tokens) -> bool {
    let mut texts = words.map(|word| tokens.text(word.token as usize));
    let is_long = |text: &str| text.chars().count() > LONGEST_ACRONYM || !is_acronym(text);
    let is_capital = |text: &str| !text.chars().any(char::is_lowercase);
    texts.clone().all(is_capital) && texts.clone().count() > 1 && texts.any(is_long)
}

/// Whether a sentence is a single word in capitals: “LONDON.”, with which a report begins.
fn is_place_line<'w>(mut words: impl Iterator<Item = &'w Word>, tokens: &Tokens) -> bool {
    let first = words.next().filter(|_| words.next().is_none());
    first.is_some_and(|word| is_acronym(tokens.text(word.token as usize)))
}

fn starts_large(word: &Word, tokens: &Tokens) -> bool {
    let text = tokens.text(word.token as usize);
    text.starts_with(char::is_uppercase)
}

/// The tokens of a dateline, whose capitals are typography: “MOSCOW and BEIJING — …”.
pub(super) fn dateline(sentence: &Sentence, tokens: &Tokens) -> Range<usize> {
    let all = tokens.all();
    let start = tokens.within(sentence.span).start;
    let head = start..(start + DATELINE).min(all.len());
    let starts = all
        .get(start)
        .is_some_and(|token| token.before >= Before::Line);
    let is_dash = |at: &usize| all[*at].kind == Kind::Dash && all[*at].before != Before::Joined;
    let dash = head.filter(|_| starts).find(is_dash).unwrap_or(start);
    let is_small = |at: usize| {
        let text = tokens.text(at);
        text.starts_with(char::is_lowercase) && !matches!(text, "and" | "of" | "the" | "near")
    };
    let is_line = !(start..dash).any(is_small);
    start..if is_line { dash } else { start }
}

/// The words in capitals with which a line begins, whose capitals are typography: “LISBON, 5 June”, “THE GAZETTE has”.
fn opening(sentence: &Sentence, tokens: &Tokens) -> Range<usize> {
    let all = tokens.all();
    let own = tokens.within(sentence.span);
    let starts = all
        .get(own.start)
        .is_some_and(|token| token.before >= Before::Line);
    let is_large = |at: &usize| !tokens.text(*at).chars().any(char::is_lowercase);
    let is_word = |at: &usize| all[*at].kind == Kind::Word;
    let end = own.clone().find(|at| !is_large(at) || !is_word(at));
    own.start..if starts {
        end.unwrap_or(own.end)
    } else {
        own.start
    }
}

/// A word without its stops: `U.S` is `US`.
fn plain(word: &str) -> String {
    word.replace('.', "")
}

/// The same letters but for case and stops, one of the two an acronym.
fn same_letters(x: &Spelling<'_>, y: &Spelling<'_>, names: [&Names<'_>; 2]) -> bool {
    if !(x.is_acronym || y.is_acronym) || !token::same_letters(&plain(x.word), &plain(y.word)) {
        return false;
    }
    // “MOSCOW —” at the head of a report is typography where the same text writes “Moscow”.
    let is_typography = |large: &Spelling<'_>, small: &Spelling<'_>, own: &Names<'_>| {
        large.is_acronym
            && !small.is_acronym
            && own.get(small.word).is_some_and(|it| it.n > 2 * large.n)
    };
    !is_typography(x, y, names[0]) && !is_typography(y, x, names[1])
}

/// Whether two words are parts of one name, or where they stand alone, in the company of one word.
fn keep_company(x: &Spelling<'_>, y: &Spelling<'_>) -> bool {
    if x.partners.is_empty() || y.partners.is_empty() {
        return x.company.intersection(&y.company).next().is_some();
    }
    share_a_partner(x, y)
}

/// Whether two words stand in a name beside the same word, or one that is spelled nearly so.
fn share_a_partner(x: &Spelling<'_>, y: &Spelling<'_>) -> bool {
    let is_one = |a: &str, b: &str| {
        let sounds = || Sound::of(a).zip(Sound::of(b));
        a == b || sounds().is_some_and(|(a, b)| a.is_like(&b) || a.is_form_of(&b))
    };
    let mut partners = x.partners.iter();
    partners.any(|a| y.partners.iter().any(|b| is_one(a, b)))
}

fn sound_alike(x: &Spelling<'_>, y: &Spelling<'_>) -> bool {
    let sounds = x.sound.as_ref().zip(y.sound.as_ref());
    // With one given name beside the two, it is hardly another's: “Miriam Osei”, “Miriam Osie”.
    sounds
        .is_some_and(|(x_, y_)| x_.is_like(y_) || x_.has_consonants_of(y_) && share_a_partner(x, y))
}

/// Whether one word of a name is written with a letter more, less or other, or in another form, where the word
/// beside it is the same and neither text has both: “Helen Achard”, “Helen Archard”.
fn is_slip(x: &Spelling<'_>, y: &Spelling<'_>, [of_a, of_b]: [&Names<'_>; 2]) -> bool {
    let sounds = x.sound.as_ref().zip(y.sound.as_ref());
    !(x.is_common || y.is_common)
        && sounds.is_some_and(|(x, y)| x.is_slip_of(y) || x.is_form_of(y))
        && x.partners.intersection(&y.partners).next().is_some()
        && of_a.get(y.word).is_none()
        && of_b.get(x.word).is_none()
}

/// Whether two long names are nearly the same by letter or by ear, and at most one of them has another word of its name beside it: a
/// surname by itself, “Grant Ellerby” and “Elerby”, or a place.
fn is_lone(x: &Spelling<'_>, y: &Spelling<'_>, both: &Both<'_>) -> bool {
    let sounds = x.sound.as_ref().zip(y.sound.as_ref());
    let is_either = x.partners.is_empty() || y.partners.is_empty();
    is_either
        && both.apart.is_none()
        && !(x.is_common || y.is_common || x.is_country || y.is_country)
        && sounds.is_some_and(|(x, y)| {
            x.is_slip_of(y) && (x.is_long() || y.is_long()) || x.is_heard_as(y)
        })
}

fn is_word(spelling: &Spelling<'_>, both: &Both<'_>) -> bool {
    both.a.names.has_small(spelling.word) || both.b.names.has_small(spelling.word)
}

/// Whether the project lists names that differ in these two words as one.
fn is_listed(x: &str, y: &str, both: &Both<'_>) -> bool {
    let listed = |word: &str| both.ground.names.canonical(word);
    listed(x).is_some() && listed(x) == listed(y)
}
