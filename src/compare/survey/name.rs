//! Names spelled differently: Zelensky and Zelenskyy, Kiev and Kyiv, NATO and Nato.
//!
//! Two spellings are one name when they are the same letters but for case and stops, or when their
//! consonants are the same and hardly a vowel differs (as transliterations have it) and either the
//! project lists them as one name or they keep the same company. Short forms (“Xi” for “Xi Jinping”)
//! are no other spelling.

use std::collections::{BTreeMap, BTreeSet};

use super::pair::Both;
use super::reading::Reading;
use super::{Grade, Item};
use crate::compare::frame::{Word, is_acronym};
use crate::source::token;
use crate::span::Span;
use crate::value::{distance, sounds};
use crate::verdict::Place;

/// The fewest letters of a name whose spellings are told apart by ear.
const SHORTEST: usize = 4;

/// How many words on either side are a name's company.
const COMPANY: usize = 3;

/// A word as it is written in one text, where it is a name.
struct Spelling<'a> {
    word: &'a str,
    stem: u32,
    n: usize,
    place: Span,
    sentence: Span,
    /// The words near it that say something.
    company: BTreeSet<u32>,
    /// The other words of the names that it is a part of.
    partners: BTreeSet<&'a str>,
}

/// The names that the two texts spell differently, and the stems of those that have two.
pub(super) fn spellings(both: &Both<'_>) -> (Vec<Item>, Vec<(u32, u32)>) {
    let (of_a, of_b) = (spelled(both.a), spelled(both.b));
    let (lower_a, lower_b) = (lower_case(both.a), lower_case(both.b));
    let mut items = Vec::new();
    let mut variants = Vec::new();
    for x in of_a.values() {
        for y in of_b.values() {
            let is_told = both.is_one() && x.place.start >= y.place.start;
            let is_shared = of_b.contains_key(x.word) && of_a.contains_key(y.word);
            if x.word == y.word || is_told || (is_shared && !both.is_one()) {
                continue;
            }
            let is_word = |word: &str| {
                let lower = word.to_lowercase();
                lower_a.contains(&lower) || lower_b.contains(&lower)
            };
            let why = if same_letters(x, y, [&of_a, &of_b]) {
                "the same letters, written otherwise"
            } else if sound_alike(x.word, y.word) && !is_word(x.word) && !is_word(y.word) {
                if is_listed(x.word, y.word, both) {
                    "one name in the project’s lists"
                } else if keep_company(x, y) {
                    "the same consonants, in the same company"
                } else {
                    continue;
                }
            } else {
                continue;
            };
            variants.push((x.stem, y.stem));
            items.push(item(x, y, why));
        }
    }
    variants.sort_unstable();
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
fn spelled<'a>(reading: &'a Reading<'_>) -> BTreeMap<&'a str, Spelling<'a>> {
    let tokens = reading.source.text.tokens();
    let mut found: BTreeMap<&str, Spelling<'_>> = BTreeMap::new();
    for sentence in &reading.sentences {
        for (at, word) in sentence.words.iter().enumerate() {
            if !word.is_name || word.rank < 0.3 {
                continue;
            }
            let token = word.token as usize;
            let text = tokens.text(token);
            let spelling = found.entry(text).or_insert_with(|| Spelling {
                word: text,
                stem: word.stem,
                n: 0,
                place: tokens.span(token, token + 1),
                sentence: sentence.span,
                company: BTreeSet::new(),
                partners: BTreeSet::new(),
            });
            spelling.n += 1;
            let near = at.saturating_sub(COMPANY)..(at + COMPANY + 1).min(sentence.words.len());
            let company = sentence.words[near].iter();
            let says = |other: &&Word| other.rank > 0.9 && other.token != word.token;
            for other in company.filter(says) {
                if other.is_name && other.name == word.name {
                    spelling.partners.insert(tokens.text(other.token as usize));
                } else {
                    spelling.company.insert(other.stem);
                }
            }
        }
    }
    found
}

/// The words that stand in a text with a small letter.
fn lower_case(reading: &Reading<'_>) -> BTreeSet<String> {
    let tokens = reading.source.text.tokens();
    let is_small = |text: &&str| text.starts_with(char::is_lowercase);
    tokens
        .words(0..tokens.len())
        .filter(is_small)
        .map(str::to_owned)
        .collect()
}

/// The same letters but for case and stops, one of the two an acronym.
fn same_letters(
    x: &Spelling<'_>,
    y: &Spelling<'_>,
    spelled: [&BTreeMap<&str, Spelling<'_>>; 2],
) -> bool {
    let plain = |word: &str| word.replace('.', "");
    let (plain_x, plain_y) = (plain(x.word), plain(y.word));
    let is_same = token::same_letters(&plain_x, &plain_y);
    if !is_same || !(is_acronym(x.word) || is_acronym(y.word)) {
        return false;
    }
    // “MOSCOW —” at the head of a report is typography where the same text writes “Moscow”.
    let is_typography = |large: &Spelling<'_>, small: &Spelling<'_>, own| {
        let own: &BTreeMap<&str, Spelling<'_>> = own;
        is_acronym(large.word)
            && !is_acronym(small.word)
            && own.get(small.word).is_some_and(|it| it.n > 2 * large.n)
    };
    !is_typography(x, y, spelled[0]) && !is_typography(y, x, spelled[1])
}

/// Whether two words are parts of one name, or where they stand alone, in the company of one word.
fn keep_company(x: &Spelling<'_>, y: &Spelling<'_>) -> bool {
    if x.partners.is_empty() || y.partners.is_empty() {
        return x.company.intersection(&y.company).next().is_some();
    }
    let is_one = |a: &str, b: &str| a == b || sound_alike(a, b);
    x.partners
        .iter()
        .any(|a| y.partners.iter().any(|b| is_one(a, b)))
}

/// The same consonants, and hardly a vowel that differs.
fn sound_alike(x: &str, y: &str) -> bool {
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    if letters(x) < SHORTEST || letters(y) < SHORTEST || is_acronym(x) || is_acronym(y) {
        return false;
    }
    let (x, y) = (x.to_lowercase(), y.to_lowercase());
    if x.strip_suffix('s') == Some(&y) || y.strip_suffix('s') == Some(&x) {
        return false;
    }
    let (x, y) = (sounds(&x), sounds(&y));
    let consonants = |sounds: &[char]| -> Vec<char> {
        let first = sounds.first().copied().into_iter();
        let rest = sounds.iter().skip(1).copied();
        let mut kept: Vec<char> = first
            .chain(rest.filter(|c| !"aeiouh".contains(*c)))
            .collect();
        kept.dedup();
        kept
    };
    consonants(&x) == consonants(&y) && distance(&x, &y) * 4 <= x.len().max(y.len())
}

/// Whether the project lists names that differ in these two words as one.
fn is_listed(x: &str, y: &str, both: &Both<'_>) -> bool {
    let listed = |word: &str| both.ground.names.canonical(word);
    listed(x).is_some() && listed(x) == listed(y)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_sound_alike() {
        for (x, y, alike) in [
            ("Zelensky", "Zelenskyy", true),
            ("Zelenskiy", "Zelensky", true),
            ("Vlodomyr", "Volodymyr", true),
            ("Kiev", "Kyiv", true),
            ("Odesa", "Odessa", true),
            ("Kharkiv", "Kharkov", true),
            ("Lukashenko", "Lukashenka", true),
            ("Sarah", "Sara", true),
            ("Iran", "Iraq", false),
            ("Russia", "Russian", false),
            ("India", "Indo", false),
            ("Austria", "Australia", false),
            ("Putin", "Putins", false),
            ("Beijing", "Peking", false),
        ] {
            assert_eq!(sound_alike(x, y), alike, "{x} {y}");
        }
    }
}
