//! What words mean ([`thesaurus`](super::thesaurus)), by two measures: of one meaning, and of one matter.
//!
//! Only how texts are compared rests on it; what a source says is always quoted in its own words.

use std::sync::LazyLock;

use super::stem::stem;
use super::thesaurus::{COUNTRIES, matters};
use crate::index::{Form, Listed, Table};
use crate::source::token::key;

/// Endings that make another kind of word of one, as they stand in stems, by their last letter; the longer
/// ones first.
fn endings(last: u8) -> &'static [&'static str] {
    match last {
        b'e' => &["ance", "ence", "ive"],
        b'l' => &["ful", "al"],
        b'm' => &["ism"],
        b'n' => &["ation", "ion"],
        b'p' => &["ship"],
        b'r' => &["er", "or"],
        b's' => &["ness", "ous", "is"],
        b't' => &["ment", "ist", "at"],
        b'y' => &["ency", "ity", "ly"],
        b'z' => &["iz"],
        _ => &[],
    }
}

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

/// What the thesaurus says of a word.
#[derive(Clone, Copy, Debug)]
struct Entry {
    /// The meaning of those words of a line that mean the same; none in a line of countries, where each has
    /// its own.
    meaning: Option<u32>,
    matter: u32,
}

struct Known {
    /// By stem.
    stems: Listed<Entry>,
    /// By the word as it is written.
    words: Listed<Entry>,
    /// Two words that are one name, and its matter; a few.
    pairs: Vec<([&'static str; 2], u32)>,
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let (mut stems, mut words, mut pairs) = (Vec::new(), Vec::new(), Vec::new());
    let mut add = |part: &'static str, matter: u32, meaning: Option<u32>| {
        let entry = Entry { meaning, matter };
        for word in part.split_ascii_whitespace() {
            if let Some(exact) = word.strip_prefix('=') {
                words.push((Form::new(exact), entry));
            } else if let Some((one, other)) = word.split_once('_') {
                pairs.push(([one, other], matter));
            } else {
                stems.push((stem(Form::new(word)), entry));
            }
        }
    };
    for line in matters() {
        let mut parts = line.split('|');
        let matter = first(line);
        // The first part begins as the line does.
        add(parts.next().unwrap_or_default(), matter, Some(matter));
        for part in parts {
            add(part, matter, Some(first(part)));
        }
    }
    for line in COUNTRIES {
        add(line, first(line), None);
    }
    Known {
        stems: Listed::new(stems),
        words: Listed::new(words),
        pairs,
    }
});

/// Reads the thesaurus, if nobody has.
pub(super) fn prepare() {
    LazyLock::force(&KNOWN);
}

/// A number for the first of some words: that of its stem, or one that no stem has where the line begins with
/// a form that means something else than its stem.
fn first(words: &'static str) -> u32 {
    let word = words.split_ascii_whitespace().next().unwrap_or_default();
    if word.starts_with('=') {
        return key(word);
    }
    stem(Form::new(word)).key
}

/// The meaning of a word, as [`sense`] has it where the word `says` anything.
pub(super) fn meaning(word: Form<'_>, stem: Form<'_>, says: impl FnOnce() -> bool) -> u32 {
    let known = entry(word, stem).and_then(|entry| entry.meaning);
    known.filter(|_| says()).unwrap_or(stem.key)
}

fn entry(word: Form<'_>, stem: Form<'_>) -> Option<&'static Entry> {
    KNOWN.words.get(word).or_else(|| KNOWN.stems.get(stem))
}

/// What a word is used for. Takes it in small letters, without full stops, and its stem.
pub(super) fn sense(word: Form<'_>, stem: Form<'_>) -> Sense {
    entry(word, stem).map_or_else(
        || Sense {
            meaning: stem.key,
            matter: key(root(stem.letters)),
        },
        |entry| Sense {
            meaning: entry.meaning.unwrap_or(stem.key),
            matter: entry.matter,
        },
    )
}

/// The matter of two words, whatever their case, that are one name.
pub(super) fn matter_of_pair(words: [&str; 2]) -> Option<u32> {
    let is_one = |pair: &[&str; 2]| (0..2).all(|at| pair[at].eq_ignore_ascii_case(words[at]));
    let mut pairs = KNOWN.pairs.iter();
    pairs
        .find(|(pair, _)| is_one(pair))
        .map(|(_, matter)| *matter)
}

/// Whether a matter is a country.
pub(super) fn is_country(matter: u32) -> bool {
    static MATTERS_OF_COUNTRIES: LazyLock<Table> = LazyLock::new(|| {
        let matters = COUNTRIES.iter().map(|line| first(line)).zip(0..);
        Table::new(&matters.collect::<Vec<(u32, u32)>>())
    });
    MATTERS_OF_COUNTRIES.get(matter).is_some()
}

/// The part of a stem that is left where the endings that make other kinds of words are taken off.
fn root(stem: &str) -> &str {
    let mut root = stem;
    for _ in 0..MOST {
        let last = root.bytes().next_back().unwrap_or_default();
        let shorter = endings(last).iter().find_map(|ending| {
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
    use std::collections::HashMap;

    use super::*;

    fn sense(word: &'static str) -> Sense {
        let word = Form::new(word);
        super::sense(word, stem(word))
    }

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
            ("plan", "aircraft", false),
            ("armed", "weapons", false),
            ("cooperation", "cooperate", true),
            ("partnership", "partner", true),
            ("ratified", "approval", true),
            ("stabilize", "stable", false),
            ("critic", "critical", false),
        ] {
            assert_eq!(sense(a).matter == sense(b).matter, same, "{a} {b}");
        }
        let us = matter_of_pair(["United", "States"]);
        assert_eq!(us, Some(sense("us").matter));
    }

    #[test]
    fn no_word_stands_in_two_lines() {
        let mut seen: HashMap<&str, usize> = HashMap::new();
        let mut twice = Vec::new();
        for (number, line) in matters().chain(COUNTRIES.iter().copied()).enumerate() {
            let words = line.split_whitespace().filter(|word| *word != "|");
            for word in words {
                let form = if word.contains(['=', '_']) {
                    word
                } else {
                    stem(Form::new(word)).letters
                };
                let other = seen.insert(form, number);
                if other.is_some_and(|other| other != number) {
                    twice.push(format!("{word}: {line}"));
                }
            }
        }
        assert!(twice.is_empty(), "{twice:#?}");
    }
}
