//! What words mean ([`thesaurus`](super::thesaurus)), by two measures: of one meaning, and of one matter.
//!
//! Only how texts are compared rests on it; what a source says is always quoted in its own words.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::stem::stem;
use super::thesaurus::{COUNTRIES, MATTERS};
use crate::source::token::key;

/// Endings that make another kind of word of one, as they stand in stems; the longer ones first.
const ENDINGS: [&str; 21] = [
    "ation", "ship", "ment", "ance", "ence", "ency", "ness", "ism", "ist", "ion", "ity", "ful",
    "ous", "ive", "iz", "is", "al", "ly", "er", "or", "at",
];

/// The shortest part of a word that stands for it.
const SHORTEST: usize = 5;

/// How many endings a word may have one after the other: `partner`, `partnership`.
const MOST: usize = 3;

/// What a word is used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sense {
    /// Words of one meaning have one number: a value that belongs to one belongs to the others.
    pub(super) meaning: u32,
    /// Words of one matter have one number: texts that use them may tell of one thing.
    pub(super) matter: u32,
}

/// A line of the thesaurus, and the part of it between two bars.
type Place = (usize, usize);

struct Known {
    /// By stem.
    stems: HashMap<&'static str, Place>,
    /// By the word as it is written.
    words: HashMap<&'static str, Place>,
    /// By two words.
    pairs: HashMap<(&'static str, &'static str), Place>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let mut known = Known {
        stems: HashMap::new(),
        words: HashMap::new(),
        pairs: HashMap::new(),
    };
    for (number, line) in MATTERS.iter().chain(COUNTRIES).enumerate() {
        for (part, words) in line.split('|').enumerate() {
            for word in words.split_whitespace() {
                let at = (number, part);
                if let Some(exact) = word.strip_prefix('=') {
                    known.words.entry(exact).or_insert(at);
                } else if let Some(pair) = word.split_once('_') {
                    known.pairs.entry(pair).or_insert(at);
                } else {
                    known.stems.entry(stem(word)).or_insert(at);
                }
            }
        }
    }
    known
});

/// The line at a place, and the words there that mean the same; none in a line of countries.
fn line(place: Place) -> (&'static str, Option<&'static str>) {
    MATTERS.get(place.0).map_or_else(
        || (COUNTRIES[place.0 - MATTERS.len()], None),
        |line| (line, line.split('|').nth(place.1)),
    )
}

/// A number for the first of some words, the same for all lines' words of that stem.
fn first(words: &'static str) -> u32 {
    let word = words.split_whitespace().next().unwrap_or_default();
    key(stem(word.trim_start_matches('=')))
}

/// What a word is used for. Takes it in small letters, without full stops.
pub(super) fn sense(word: &str) -> Sense {
    let stem = stem(word);
    let place = KNOWN.words.get(word).or(KNOWN.stems.get(stem));
    let Some((line, part)) = place.copied().map(line) else {
        return Sense {
            meaning: key(stem),
            matter: key(root(stem)),
        };
    };
    Sense {
        meaning: part.map_or(key(stem), first),
        matter: first(line),
    }
}

/// The matter of two words that are one name.
pub(super) fn matter_of_pair(one: &str, other: &str) -> Option<u32> {
    let place = KNOWN.pairs.get(&(one, other)).copied()?;
    Some(first(line(place).0))
}

/// Whether a matter is a country.
pub(super) fn is_country(matter: u32) -> bool {
    static MATTERS_OF_COUNTRIES: LazyLock<HashSet<u32>> =
        LazyLock::new(|| COUNTRIES.iter().map(|line| first(line)).collect());
    MATTERS_OF_COUNTRIES.contains(&matter)
}

/// The part of a stem that is left where the endings that make other kinds of words are taken off.
fn root(stem: &str) -> &str {
    let mut root = stem;
    for _ in 0..MOST {
        let shorter = ENDINGS.iter().find_map(|ending| {
            let shorter = root.strip_suffix(ending)?;
            (shorter.len() >= SHORTEST && shorter.is_ascii()).then_some(shorter)
        });
        match shorter {
            Some(shorter) => root = shorter,
            None => break,
        }
    }
    root.strip_suffix('e').unwrap_or(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_meaning_are_one_and_opposites_are_not() {
        for (a, b, same) in [
            ("released", "issuing", true),
            ("died", "killed", true),
            ("arrival", "landed", true),
            ("released", "unveiled", false),
            ("rose", "fell", false),
            ("bought", "sold", false),
            ("began", "ended", false),
        ] {
            assert_eq!(sense(a).meaning == sense(b).meaning, same, "{a} {b}");
        }
    }

    #[test]
    fn words_of_one_matter_are_one() {
        for (a, b, same) in [
            ("released", "unveiled", true),
            ("visits", "journey", true),
            ("russia", "kremlin", true),
            ("forces", "troops", true),
            ("force", "troops", false),
            ("cooperation", "cooperate", true),
            ("partnership", "partner", true),
            ("ratified", "approval", true),
            ("stabilize", "stable", false),
            ("critic", "critical", false),
        ] {
            assert_eq!(sense(a).matter == sense(b).matter, same, "{a} {b}");
        }
        let us = matter_of_pair("united", "states");
        assert_eq!(us, Some(sense("us").matter));
    }

    #[test]
    fn no_word_stands_in_two_lines() {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        for (number, line) in MATTERS.iter().chain(COUNTRIES).enumerate() {
            let words = line.split_whitespace().filter(|word| *word != "|");
            for word in words {
                let form = if word.contains(['=', '_']) {
                    word
                } else {
                    stem(word)
                };
                let other = seen.insert(form, number);
                let is_alone = other.is_none_or(|other| other == number);
                assert!(is_alone, "{word}: {line}");
            }
        }
    }
}
