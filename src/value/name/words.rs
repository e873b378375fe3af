//! The words of a name that tell it from others.

use std::sync::LazyLock;

use unicode_normalization::UnicodeNormalization;

use super::super::text::fold;
use super::Names;
use crate::index::{Form, Listed};

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

/// Words that are looked up for every word of a name.
type List = LazyLock<Listed<()>>;

/// Titles and small words, which no name is told from another by.
static TITLES: List = LazyLock::new(|| {
    Listed::of(
        "mr mrs ms miss mx dr prof professor sir dame lord lady president vice chancellor premier \
        minister prime secretary senator sen rep representative congressman congresswoman governor gov mayor gen colonel \
        col maj captain capt lieutenant lt sergeant sgt admiral adm pope bishop archbishop rabbi imam ayatollah sheikh ceo \
        executive chairman chairwoman director ambassador spokesman spokeswoman spokesperson former the of and \
        rev reverend",
    )
});

/// Titles that are parts of other names.
static AMBIGUOUS: List = LazyLock::new(|| {
    Listed::of(
        "general major judge justice king queen prince princess cardinal chief foreign leader chair late \
        saint st",
    )
});

/// Legal forms, and what stands after a name for the generation.
static FORMS: List = LazyLock::new(|| {
    Listed::of(
        "inc ltd llc corp corporation co company plc limited gmbh ag sa nv spa oao ooo zao jsc pjsc group jr sr \
        ii iii phd esq",
    )
});

/// Last words of organizations: before them a title is no title (“General Motors”).
static BODIES: List = LazyLock::new(|| {
    Listed::of(
        "motors electric mills dynamics assembly bank airlines airways court council hospital office \
        university institute agency news press party committee commission union ministry department staff",
    )
});

/// The kinds of legal forms: the same company is not written with two of different kinds.
static KINDS: LazyLock<Listed<usize>> = LazyLock::new(|| {
    let kinds = [
        "inc corp corporation incorporated",
        "ltd limited",
        "plc",
        "llc",
        "gmbh",
        "ag",
        "sa",
        "nv",
        "spa",
        "oao pao",
        "ooo",
        "zao",
        "jsc pjsc",
    ];
    let kinds = kinds.into_iter().enumerate();
    Listed::new(kinds.flat_map(|(kind, forms)| {
        let forms = forms.split(' ');
        forms.map(move |form| (Form::new(form), kind))
    }))
});

/// Words that newspapers contract with an apostrophe.
const CONTRACTED: &[(&str, &str)] = &[
    ("int'l", "international"),
    ("nat'l", "national"),
    ("gov't", "government"),
    ("dep't", "department"),
    ("ass'n", "association"),
    ("comm'n", "commission"),
];

/// Names of places that tell a part of an organization from the whole: “Ford Australia”, “GM Europe”.
static PLACES: List = LazyLock::new(|| {
    Listed::of(
        "europe asia africa australia america canada china india japan russia germany france italy spain \
        britain ireland brazil mexico argentina turkey israel egypt korea poland ukraine sweden norway denmark finland \
        netherlands belgium austria switzerland portugal greece iran iraq pakistan indonesia malaysia singapore thailand \
        vietnam philippines taiwan nigeria kenya usa uk eu",
    )
});

/// Small words that names hold.
static PARTICLES: List =
    LazyLock::new(|| Listed::of("of the and de la le von van der den bin al el for du da dos y"));

fn is_in(list: &Listed<()>, word: &str) -> bool {
    list.holds(Form::new(word))
}

/// The words of a name that tell it from others, folded; titles and forms are dropped unless nothing
/// else is left.
pub(super) fn words(name: &str) -> Vec<String> {
    telling(&all(head(name)))
}

/// Those of all words of a name that tell it from others.
fn telling(all: &[String]) -> Vec<String> {
    let body = all
        .iter()
        .rfind(|word| !is_in(&FORMS, word))
        .is_some_and(|last| is_in(&BODIES, last));
    kept(all, |word| {
        is_in(&TITLES, word) || is_in(&FORMS, word) || (!body && is_in(&AMBIGUOUS, word))
    })
}

/// A name as it is compared with others.
pub(super) struct Name<'n> {
    pub(super) text: &'n str,
    /// The name under which it is listed.
    pub(super) listed: Option<&'n str>,
    /// The words that tell it from others.
    pub(super) words: Vec<String>,
    /// The ways to read it: with and without what may be a title, and what stands in brackets.
    pub(super) readings: Vec<Vec<String>>,
    /// The kind of its legal form.
    form: Option<usize>,
    /// The words of whom it says something belongs to.
    owner: Option<Vec<String>>,
}

impl<'n> Name<'n> {
    pub(super) fn new(text: &'n str, names: Option<&'n Names>) -> Self {
        let folded = fold(text);
        let full = all(head(text));
        let words = telling(&full);
        let listed = names.and_then(|names| names.listed(&folded, &words));
        let last = all(text).pop();
        Self {
            text,
            listed,
            readings: readings(text, &full, &words),
            words,
            form: last.and_then(|last| KINDS.get(Form::new(&last)).copied()),
            owner: owner(&folded),
        }
    }

    /// Whether `other` is only whom the name says something belongs to: “Singapore” of “Singapore’s Changi Airport”.
    pub(super) fn is_owned_by(&self, other: &[String]) -> bool {
        let owner = self.owner.as_ref();
        owner.is_some_and(|owner| owner.ends_with(other))
    }

    /// Whether both names have legal forms, of different kinds: a bank as an `AG` and as a `GmbH`.
    pub(super) fn is_of_other_form(&self, other: &Self) -> bool {
        let forms = self.form.zip(other.form);
        forms.is_some_and(|(own, other)| own != other)
    }
}

/// The ways to read a name, given all its words and those that tell it from others.
fn readings(name: &str, full: &[String], words: &[String]) -> Vec<Vec<String>> {
    let untitled = kept(full, |word| is_in(&TITLES, word) || is_in(&FORMS, word));
    let mut readings = vec![words.to_vec(), untitled];
    if let Some((_, inside)) = name.split_once('(') {
        readings.push(self::words(inside.trim_end_matches(')')));
    }
    readings.retain(|words| !words.is_empty());
    readings.dedup();
    readings
}

/// The words of whom a folded name says something belongs to.
fn owner(folded: &str) -> Option<Vec<String>> {
    let (owner, rest) = ["'s ", "s' "].iter().find_map(|mark| {
        let (owner, rest) = folded.split_once(mark)?;
        let plural = usize::from(mark.starts_with('s'));
        Some((folded.get(..owner.len() + plural)?, rest))
    })?;
    (!words(rest).is_empty()).then(|| words(owner))
}

/// A name written last name first, the right way round: “Frost, William W.”.
pub(super) fn turned(name: &str) -> Option<Vec<String>> {
    let (last, first) = name.split_once(',')?;
    let short = (1..=3).contains(&first.split_whitespace().count());
    (short && last.split_whitespace().count() == 1).then(|| words(&format!("{first} {last}")))
}

/// The name without what describes it: “U.S. automaker GM” is “GM”, “Mobile, Alabama” is “Mobile”.
fn head(name: &str) -> &str {
    let name = name
        .split(['(', ','])
        .next()
        .filter(|head| !head.trim().is_empty())
        .unwrap_or(name);
    let mut start = 0;
    let mut at = 0;
    for word in name.split_inclusive(char::is_whitespace) {
        let plain = word.trim();
        at += word.len();
        let describes = plain.chars().next().is_some_and(char::is_lowercase)
            && plain.len() > 2
            && !is_in(&PARTICLES, plain);
        let named = name[at..].chars().next().is_some_and(char::is_uppercase);
        if describes && named {
            start = at;
        }
    }
    &name[start..]
}

fn all(name: &str) -> Vec<String> {
    fold(name)
        .split(|char: char| char.is_whitespace() || matches!(char, '"' | '-'))
        .map(|word| {
            let word = word.strip_suffix("'s").unwrap_or(word);
            let word = word.trim_matches('\'').replace('.', "");
            let whole = CONTRACTED.iter().find(|(short, _)| *short == word);
            whole.map_or(word, |(_, long)| (*long).to_owned())
        })
        .filter(|word| !word.is_empty())
        .collect()
}

fn kept(all: &[String], dropped: impl Fn(&str) -> bool) -> Vec<String> {
    let kept: Vec<String> = all.iter().filter(|word| !dropped(word)).cloned().collect();
    if kept.is_empty() { all.to_vec() } else { kept }
}

/// The words as one.
pub(super) fn key(words: &[String]) -> String {
    words.join(" ")
}

/// The words as one, an abbreviation that everybody knows written out.
pub(super) fn known(words: &[String]) -> String {
    let key = key(words);
    KNOWN
        .iter()
        .find(|(short, _)| *short == key)
        .map_or(key, |(_, long)| (*long).to_owned())
}

/// Whether one of two names has a word or a figure that makes it another name than the one without:
/// “North America”, “Siberia 2”.
pub(super) fn are_apart(a: &[String], b: &[String]) -> bool {
    let tells = |word: &String| {
        matches!(
            word.as_str(),
            "north" | "south" | "east" | "west" | "new" | "upper" | "lower" | "central"
        ) || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    a.iter().any(|word| tells(word) && !b.contains(word))
        || b.iter().any(|word| tells(word) && !a.contains(word))
}

/// Whether the longer of two names is a part of the other, by the place that it ends on, or only that place.
pub(super) fn is_branch(a: &[String], b: &[String]) -> bool {
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let place = |word: &String| is_in(&PLACES, word);
    long.len() > short.len()
        && !short.is_empty()
        && match long.last() {
            Some(last) if place(last) => !short.contains(last) || short.iter().all(place),
            _ => false,
        }
}

/// The words without accents and inner apostrophes, in which they are the same word to any reader.
pub(super) fn plain(words: &[String]) -> Vec<String> {
    words
        .iter()
        .map(|word| letters(word).into_iter().collect())
        .collect()
}

/// The letters of a word without accents and apostrophes.
pub(super) fn letters(word: &str) -> Vec<char> {
    let is_kept = |char: &char| !('\u{300}'..='\u{36f}').contains(char) && *char != '\'';
    let mut letters = Vec::with_capacity(word.len());
    if word.is_ascii() {
        letters.extend(word.chars().filter(is_kept));
    } else {
        letters.extend(word.nfd().filter(is_kept));
    }
    letters
}
