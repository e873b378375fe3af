//! Names: which spellings are one person, place or organization.
//!
//! Two names are the same when an alias list says so, or when one is the other without titles (“Mr.”,
//! “President”), descriptions (“U.S. automaker”), possessives, articles, legal forms (“Inc.”), what stands
//! after a comma (“Mobile, Alabama”) or middle initials. A name found shorter than the
//! one claimed (“Mr. Xi” for “Xi Jinping”) bears it out as a spelling of it, provided that its words open
//! or close the longer name; initials stand for the names they begin.
//!
//! Nothing else is ever equated. Names whose words are nearly the same letters, and an abbreviation beside the
//! name whose initials it has, are reported as possible aliases and never as the same.

use std::collections::{BTreeMap, HashMap};

mod abbreviation;
mod variant;
mod words;

pub(crate) use variant::{distance, sounds};

use super::text::fold;
use super::{Context, Relation};
use words::{Name, key, known, words};

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

    /// As [`Names::canonical`], of a name that is folded, and of its words.
    fn listed(&self, folded: &str, words: &[String]) -> Option<&str> {
        let place = self.lookup.get(folded);
        let place = place.or_else(|| self.lookup.get(&key(words)))?;
        Some(&self.listed[*place])
    }
}

/// How the name found bears on the one claimed.
pub(crate) fn relation(claimed: &str, found: &str, context: &Context<'_>) -> Relation {
    let [claimed, found] = [claimed, found].map(|name| Name::new(name, context.names));
    bearing(&claimed, &found, context)
}

/// Whether each of two names refutes the other.
pub(crate) fn conflict(a: &str, b: &str, context: &Context<'_>) -> bool {
    let [a, b] = [a, b].map(|name| Name::new(name, context.names));
    bearing(&a, &b, context) == Relation::Refutes && bearing(&b, &a, context) == Relation::Refutes
}

fn bearing(claimed: &Name<'_>, found: &Name<'_>, context: &Context<'_>) -> Relation {
    match (claimed.listed, found.listed) {
        (Some(a), Some(b)) if claimed.words == found.words && a == b => {
            return Relation::Supports;
        }
        (Some(a), Some(b)) if a == b => return Relation::SupportsSpelledDifferently,
        (Some(_), Some(_)) => return Relation::Refutes,
        (Some(listed), None) if is_short_for(&found.words, &words(listed)) => {
            return Relation::SupportsSpelledDifferently;
        }
        (None, Some(listed)) if is_either_short(&words(listed), &claimed.words) => {
            return Relation::SupportsSpelledDifferently;
        }
        _ => {}
    }
    if claimed.is_of_other_form(found) {
        return Relation::Refutes;
    }
    // Each name may be read with and without a word that is a title in one and not in another
    // (“General Motors”, “General Milley”); the reading that agrees most counts.
    let (claims, finds) = (&claimed.readings, &found.readings);
    let owned = claims.iter().any(|name| found.is_owned_by(name))
        || finds.iter().any(|name| claimed.is_owned_by(name));
    if owned {
        return Relation::Refutes;
    }
    let mut best = Relation::Refutes;
    for a in claims {
        for b in finds {
            match of_words(a, b) {
                Relation::Supports => return Relation::Supports,
                better @ Relation::SupportsSpelledDifferently => best = better,
                _ => {}
            }
        }
    }
    let turned =
        |a: &Name<'_>, b: &Name<'_>| words::turned(a.text).is_some_and(|turned| turned == b.words);
    let same = || claims.iter().any(|a| finds.iter().any(|b| are_one(a, b)));
    if turned(claimed, found) || turned(found, claimed) || best == Relation::Refutes && same() {
        return Relation::SupportsSpelledDifferently;
    }
    if best == Relation::Refutes && are_alike(claims, finds) {
        let introduced = |text| {
            abbreviation::introduces(text, claimed.text, found.text)
                || abbreviation::introduces(text, found.text, claimed.text)
        };
        if context.text.is_some_and(introduced) {
            return Relation::SupportsSpelledDifferently;
        }
        return Relation::Incomparable(format!(
            "“{}” may be another spelling of “{}”; list it under `names` if it is",
            found.text.trim(),
            claimed.text.trim()
        ));
    }
    best
}

/// Whether two names, read in several ways, may be one: the initials of one another, or nearly the same letters.
fn are_alike(claims: &[Vec<String>], finds: &[Vec<String>]) -> bool {
    claims.iter().any(|a| {
        finds.iter().any(|b| {
            variant::are_initials(a, b)
                || !words::are_apart(a, b) && !words::is_branch(a, b) && variant::is_likely(a, b)
        })
    })
}

/// How the words of one name bear on those of another.
fn of_words(a: &[String], b: &[String]) -> Relation {
    // The longer name says more than is claimed; the shorter one is a way to write what is claimed.
    if a == b || (is_short_for(a, b) && known(a) == key(a)) {
        Relation::Supports
    } else if known(a) == known(b) || is_short_for(b, a) {
        Relation::SupportsSpelledDifferently
    } else {
        Relation::Refutes
    }
}

/// Whether two names are the same letters: accents, apostrophes and spaces aside, or the same three words or
/// more in another order.
fn are_one(a: &[String], b: &[String]) -> bool {
    if words::are_apart(a, b) || a.len().max(b.len()) > variant::MOST_WORDS {
        return false;
    }
    let (a, b) = (words::plain(a), words::plain(b));
    let in_order = |mut words: Vec<String>| {
        words.sort();
        words
    };
    let moved = a.len() > 2 && in_order(a.clone()) == in_order(b.clone());
    moved
        || a.concat() == b.concat()
        || is_short_once_joined(&a, &b)
        || is_short_once_joined(&b, &a)
}

/// Whether `short` is short for `long` once two of its words are written as one: “Patr ushev”.
fn is_short_once_joined(short: &[String], long: &[String]) -> bool {
    if short == long || is_short_for(short, long) && short.len() > 1 {
        return true;
    }
    (1..short.len()).any(|at| {
        let mut joined = short.to_vec();
        let second = joined.remove(at);
        joined[at - 1].push_str(&second);
        joined.len() > 1 && is_short_for(&joined, long)
    })
}

/// Whether one of two names is short for the other.
fn is_either_short(a: &[String], b: &[String]) -> bool {
    is_short_for(a, b) || is_short_for(b, a)
}

/// Whether `short` opens or closes `long`, initials standing for the words they begin.
fn is_short_for(short: &[String], long: &[String]) -> bool {
    if short.is_empty() || short.len() > long.len() {
        return false;
    }
    let same = |a: &String, b: &String| {
        a == b || (short.len() > 1 && (variant::is_initial(a, b) || variant::is_initial(b, a)))
    };
    // Middle names and initials may be left out, the first and the last word may not both be.
    let mut rest = long.iter();
    let in_order = short.iter().all(|word| rest.any(|other| same(word, other)));
    let ends = same(&short[0], &long[0]) || same(&short[short.len() - 1], &long[long.len() - 1]);
    in_order && ends && !words::are_apart(short, long) && !words::is_branch(short, long)
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
            ("International Criminal Court", "ICC", "different"),
            ("European Central Bank", "ECB", "incomparable"),
            ("Deutsche Bank AG", "Deutsche Bank GmbH", "refutes"),
            ("Singapore", "Singapore’s Changi Airport", "refutes"),
            ("Ford", "Ford Australia", "refutes"),
            ("Margarita Simonyan", "Margarita Simonyán", "different"),
            ("Alisher Usmanov", "AlisherUsmanov", "different"),
            ("Mohammed bin Salman", "Salman Mohammed bin", "different"),
            ("Benjamin Netanyahu", "Ben Netanyahu", "incomparable"),
            ("Xi Jinping", "Si Jinpin", "incomparable"),
            ("Volodymyr Shmyhal", "Володимир Шмигаль", "incomparable"),
            ("Kim Jong-un", "Kim Jong-il", "refutes"),
            ("General Motors Corporation", "Ford Motors", "refutes"),
            ("Ukraine", "ukraine", "supports"),
            ("America", "North America", "refutes"),
            ("Alabama", "Mobile, Alabama", "refutes"),
            ("Chrysler", "the American automaker Chrysler", "supports"),
            ("General Motors", "Ford Motors", "refutes"),
            ("General Milley", "Mark Milley", "supports"),
            ("William Frost", "Frost, William", "different"),
        ] {
            let context = Context {
                names: Some(&names),
                text: Some("the International Criminal Court (ICC) and the Kremlin"),
                ..Context::default()
            };
            let relation = match relation(claimed, found, &context) {
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
