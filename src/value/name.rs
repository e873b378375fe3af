//! Names: which spellings are one person, place or organization.
//!
//! Two names are the same when an alias list says so, or when one is the other without titles (“Mr.”,
//! “President”), possessives, articles, legal forms (“Inc.”) or middle initials. A name found shorter than the
//! one claimed (“Mr. Xi” for “Xi Jinping”) bears it out as a spelling of it, provided that its words open
//! or close the longer name; initials stand for the names they begin.
//!
//! Nothing else is ever equated. Names whose words are nearly the same letters, and an abbreviation beside the
//! name whose initials it has, are reported as possible aliases and never as the same.

use std::collections::{BTreeMap, HashMap};

use super::Relation;
use super::text::fold;

/// Alias lists: a name and the spellings that mean the same.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Names {
    /// Each spelling, folded, with the place of its list's name in `listed`.
    lookup: HashMap<String, usize>,
    listed: Vec<String>,
}

impl Names {
    /// Takes alias lists as the project's settings give them: a name, and its other spellings.
    #[must_use]
    pub fn new(aliases: BTreeMap<String, Vec<String>>) -> Self {
        let mut names = Self::default();
        for (name, others) in aliases {
            names.add(name, &others);
        }
        names
    }

    fn add(&mut self, name: String, others: &[String]) {
        let place = self.listed.len();
        for spelling in std::iter::once(&name).chain(others) {
            for key in [fold(spelling), key(&words(spelling))] {
                self.lookup.entry(key).or_insert(place);
            }
        }
        self.listed.push(name);
    }

    /// The name under which `spelling` is listed, or `None` where it is in no list.
    #[must_use]
    pub fn canonical(&self, spelling: &str) -> Option<&str> {
        let place = self
            .lookup
            .get(&fold(spelling))
            .or_else(|| self.lookup.get(&key(&words(spelling))))?;
        Some(&self.listed[*place])
    }
}

/// Abbreviations that every reader of news knows.
const KNOWN: &[(&str, &str)] = &[
    ("us", "united states"),
    ("usa", "united states"),
    ("america", "united states"),
    ("united states america", "united states"),
    ("uk", "united kingdom"),
    ("britain", "united kingdom"),
    ("great britain", "united kingdom"),
    ("un", "united nations"),
    ("eu", "european union"),
    ("uae", "united arab emirates"),
    ("ussr", "soviet union"),
    ("prc", "people's republic china"),
    ("drc", "democratic republic congo"),
];

const TITLES: &[&str] = &[
    "mr",
    "mrs",
    "ms",
    "miss",
    "mx",
    "dr",
    "prof",
    "professor",
    "sir",
    "dame",
    "lord",
    "lady",
    "president",
    "vice",
    "chancellor",
    "premier",
    "minister",
    "prime",
    "foreign",
    "secretary",
    "senator",
    "sen",
    "rep",
    "representative",
    "congressman",
    "congresswoman",
    "governor",
    "gov",
    "mayor",
    "general",
    "gen",
    "colonel",
    "col",
    "major",
    "maj",
    "captain",
    "capt",
    "lieutenant",
    "lt",
    "sergeant",
    "sgt",
    "admiral",
    "adm",
    "judge",
    "justice",
    "king",
    "queen",
    "prince",
    "princess",
    "pope",
    "bishop",
    "archbishop",
    "cardinal",
    "rabbi",
    "imam",
    "ayatollah",
    "sheikh",
    "ceo",
    "chief",
    "executive",
    "chairman",
    "chairwoman",
    "chair",
    "director",
    "leader",
    "ambassador",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "former",
    "late",
    "the",
    "of",
    "and",
    "saint",
    "st",
    "rev",
    "reverend",
];

const FORMS: &[&str] = &[
    "inc",
    "ltd",
    "llc",
    "corp",
    "corporation",
    "co",
    "company",
    "plc",
    "limited",
    "gmbh",
    "ag",
    "sa",
    "nv",
    "group",
    "jr",
    "sr",
    "ii",
    "iii",
    "phd",
    "esq",
];

/// The words of a name that tell it from others, folded; titles and forms are dropped unless nothing
/// else is left.
fn words(name: &str) -> Vec<String> {
    let folded = fold(name);
    let all: Vec<String> = folded
        .split(|char: char| char.is_whitespace() || matches!(char, ',' | '(' | ')' | '"' | '-'))
        .map(|word| {
            let word = word.strip_suffix("'s").unwrap_or(word);
            word.trim_matches('\'').replace('.', "")
        })
        .filter(|word| !word.is_empty())
        .collect();
    let kept: Vec<String> = all
        .iter()
        .filter(|word| !TITLES.contains(&word.as_str()) && !FORMS.contains(&word.as_str()))
        .cloned()
        .collect();
    if kept.is_empty() { all } else { kept }
}

fn key(words: &[String]) -> String {
    words.join(" ")
}

/// How the name found bears on the one claimed.
pub(crate) fn relation(claimed: &str, found: &str, names: Option<&Names>) -> Relation {
    let (a, b) = (words(claimed), words(found));
    if a == b {
        return Relation::Supports;
    }
    let listed = |name: &str| names.and_then(|names| names.canonical(name));
    match (listed(claimed), listed(found)) {
        (Some(a), Some(b)) if a == b => return Relation::SupportsSpelledDifferently,
        (Some(listed), None) if is_short_for(&b, &words(listed)) => {
            return Relation::SupportsSpelledDifferently;
        }
        (None, Some(listed))
            if is_short_for(&words(listed), &a) || is_short_for(&a, &words(listed)) =>
        {
            return Relation::SupportsSpelledDifferently;
        }
        (Some(_), Some(_)) => return Relation::Refutes,
        _ => {}
    }
    if known(&a) == known(&b) {
        return Relation::SupportsSpelledDifferently;
    }
    // The longer name says more than is claimed; the shorter one is a way to write what is claimed.
    if is_short_for(&a, &b) {
        return Relation::Supports;
    }
    if is_short_for(&b, &a) {
        return Relation::SupportsSpelledDifferently;
    }
    if is_likely_variant(&a, &b) {
        return Relation::Incomparable(format!(
            "“{}” may be another spelling of “{}”; list it under `names` if it is",
            found.trim(),
            claimed.trim()
        ));
    }
    Relation::Refutes
}

fn known(words: &[String]) -> String {
    let key = key(words);
    KNOWN
        .iter()
        .find(|(short, _)| *short == key)
        .map_or(key, |(_, long)| (*long).to_owned())
}

/// Whether `short` opens or closes `long`, initials standing for the words they begin.
fn is_short_for(short: &[String], long: &[String]) -> bool {
    if short.is_empty() || short.len() > long.len() {
        return false;
    }
    let same = |a: &String, b: &String| {
        a == b || (short.len() > 1 && (is_initial(a, b) || is_initial(b, a)))
    };
    // Middle names and initials may be left out, the first and the last word may not both be.
    let mut rest = long.iter();
    let in_order = short.iter().all(|word| rest.any(|other| same(word, other)));
    let ends = same(&short[0], &long[0]) || same(&short[short.len() - 1], &long[long.len() - 1]);
    in_order && ends
}

fn is_initial(a: &str, b: &str) -> bool {
    a.chars().count() == 1 && b.starts_with(a)
}

/// Whether two names are so alike that they may be one: transliterations, misspellings, initials.
fn is_likely_variant(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    if let [only] = short {
        let initials: String = long.iter().filter_map(|word| word.chars().next()).collect();
        if long.len() > 1
            && (initials == *only || initials.starts_with(only.as_str()) && only.len() > 2)
        {
            return true;
        }
    }
    short
        .iter()
        .all(|word| long.iter().any(|other| is_near(word, other)))
}

/// Whether two words differ by at most one letter in four, after the spellings that transliteration mixes up.
fn is_near(a: &str, b: &str) -> bool {
    if a == b || is_initial(a, b) || is_initial(b, a) {
        return true;
    }
    let (a, b) = (sounds(a), sounds(b));
    let longest = a.len().max(b.len());
    (4..=40).contains(&longest) && distance(&a, &b) * 4 <= longest
}

/// The letters with what transliterations write differently made one.
pub(crate) fn sounds(word: &str) -> Vec<char> {
    use unicode_normalization::UnicodeNormalization;
    let plain: String = word
        .nfd()
        .filter(|char| !('\u{300}'..='\u{36f}').contains(char) && *char != '\'')
        .collect();
    let plain = plain
        .replace("iy", "i")
        .replace("yy", "i")
        .replace("ij", "i")
        .replace('y', "i")
        .replace("kh", "h")
        .replace("ts", "c")
        .replace("tz", "c")
        .replace("sch", "sh")
        .replace("ph", "f")
        .replace("ck", "k")
        .replace('q', "k")
        .replace('w', "v");
    let mut sounds: Vec<char> = plain.chars().collect();
    sounds.dedup();
    sounds
}

/// Edits between two words; both are short.
pub(crate) fn distance(a: &[char], b: &[char]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = std::mem::replace(&mut row[0], i + 1);
        for (j, y) in b.iter().enumerate() {
            let changed = diagonal + usize::from(x != y);
            diagonal = row[j + 1];
            row[j + 1] = changed.min(row[j] + 1).min(diagonal + 1);
        }
    }
    row[b.len()]
}

/// Whether every word that matters begins with a capital: what a name in braces looks like.
pub(crate) fn looks_like_name(text: &str) -> bool {
    let mut words = text
        .split_whitespace()
        .map(|word| word.trim_start_matches(['“', '"', '‘', '\'', '(', '[']))
        .filter(|word| !word.is_empty())
        .peekable();
    let small = [
        "of", "the", "and", "de", "la", "von", "van", "der", "bin", "al", "el", "for",
    ];
    let starts = words
        .peek()
        .is_some_and(|word| word.chars().next().is_some_and(char::is_uppercase) || *word == "the");
    starts
        && words.clone().count() <= 8
        && words.all(|word| {
            small.contains(&word) || word.chars().next().is_some_and(char::is_uppercase)
        })
        && text.chars().any(char::is_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        Names::new(BTreeMap::from([(
            "Zelensky".to_owned(),
            vec!["Zelenskyy".to_owned(), "Vlodomyr Zelensky".to_owned()],
        )]))
    }

    #[test]
    fn names_compare_through_aliases_titles_and_initials() {
        let names = names();
        for (claimed, found, expected) in [
            ("Zelensky", "Zelenskyy", "different"),
            ("Zelenskyy", "President Zelensky’s", "different"),
            ("Xi Jinping", "Mr. Xi", "different"),
            ("Xi", "Xi Jinping", "supports"),
            ("Vladimir Putin", "Vladimir V. Putin", "supports"),
            ("Vladimir Putin", "President Vladimir Putin", "supports"),
            ("U.S.", "United States", "different"),
            ("Xi Jinping", "Vladimir Putin", "refutes"),
            ("Kyiv", "Moscow", "refutes"),
            ("Olena Zelenska", "Olena Zelenskaya", "incomparable"),
            ("International Criminal Court", "ICC", "incomparable"),
            ("Ukraine", "ukraine", "supports"),
        ] {
            let relation = match relation(claimed, found, Some(&names)) {
                Relation::Supports => "supports",
                Relation::SupportsSpelledDifferently => "different",
                Relation::Refutes => "refutes",
                Relation::Incomparable(_) => "incomparable",
                other => panic!("{other:?}"),
            };
            assert_eq!(relation, expected, "{claimed} / {found}");
        }
    }

    #[test]
    fn a_listed_spelling_has_a_canonical_name() {
        let names = names();
        assert_eq!(names.canonical("Zelenskyy"), Some("Zelensky"));
        assert_eq!(names.canonical("President Zelenskyy"), Some("Zelensky"));
        assert_eq!(names.canonical("Putin"), None);
    }
}
