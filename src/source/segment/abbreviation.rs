//! Abbreviations: whether a full stop after a word ends a sentence, or only the word.
//!
//! Each kind asks for something else of the word that follows. The lists are of kinds that are
//! closed in English; what is not listed is an ordinary word.

use std::borrow::Cow;
use std::sync::LazyLock;

use crate::source::lexicon::{Lexicon, Words};

/// What a shortened word says about the full stop after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// Always followed by a name: “Mr.”, “Sen.”, “St.”.
    Title,
    /// Followed by a number: “p.”, “No.”, “Fig.”.
    Reference,
    /// A month, followed by a day or a year: “Jan.”.
    Month,
    /// Ends a sentence only before a word that begins one: “U.S.”, “Corp.”, “etc.”.
    Word,
    /// A time or an era, ends a sentence before a capital unless it opened it: “p.m.”, “B.C.”.
    Time,
    /// A degree or a point of the compass, ends a sentence before a capital: “Ph.D.”, “NE.”.
    Degree,
    /// A unit after a number, ends a sentence before a capital: “lb.”.
    Unit,
    /// Never ends a sentence: “e.g.”, “vs.”.
    Never,
    /// A single capital letter: “Vladimir V. Putin”.
    Initial,
}

const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "mx", "messrs", "dr", "drs", "prof", "profs", "st", "ste", "mt", "gen",
    "lt", "col", "maj", "capt", "cpt", "cmdr", "cdr", "sgt", "cpl", "pvt", "adm", "rear", "brig",
    "sen", "sens", "rep", "reps", "gov", "govs", "pres", "hon", "rev", "fr", "sr.", "msgr", "supt",
    "insp", "det", "amb", "atty", "asst", "assoc", "bros.", "mme", "mlle", "sra", "srta", "mgr",
    "ald", "del", "dep", "secy", "sec'y",
];
const REFERENCES: &[&str] = &[
    "p", "pp", "no", "nos", "nr", "n°", "vol", "vols", "fig", "figs", "sec", "secs", "ch", "chap",
    "art", "arts", "eq", "para", "paras", "ver", "v", "ed", "eds", "app", "tab", "op", "ca",
    "approx", "tel", "ext", "r", "ss", "cl",
];
const MONTHS: &[&str] = &[
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
];
const WORDS: &[&str] = &[
    "inc", "corp", "co", "cos", "ltd", "llc", "plc", "bros", "jr", "sr", "esq", "etc", "al",
    "dept", "univ", "assn", "ave", "blvd", "rd", "hwy", "sq", "ft", "pl", "bldg", "mfg", "natl",
    "intl", "govt", "est", "min", "max", "avg", "misc", "ibid", "calif", "ariz", "ark", "colo",
    "conn", "fla", "ga", "ill", "ind", "kan", "ky", "md", "mich", "minn", "mo", "mont", "neb",
    "nev", "okla", "ore", "pa", "tenn", "tex", "vt", "va", "wash", "wis", "wyo", "mass", "n.e",
    "n.w", "s.e", "s.w", "mon", "tue", "tues", "wed", "thu", "thurs", "fri", "sat",
];
const TIMES: &[&str] = &["a.m", "p.m", "b.c", "a.d", "b.c.e", "c.e", "a. m", "p. m"];
const DEGREES: &[&str] = &[
    "ph.d", "phd", "m.d", "b.a", "m.a", "b.s", "m.s", "b.sc", "m.sc", "m.b.a", "j.d", "ll.m",
    "ll.b", "ll.d", "d.phil", "ed.d", "d.d.s", "r.n", "nw", "ne", "sw", "se",
];
const UNITS: &[&str] = &[
    "lb", "lbs", "oz", "ft", "in", "mi", "yd", "yds", "sq", "fl", "gal", "pt", "qt", "cu", "hr",
    "hrs", "min", "mins", "sec", "secs", "kg", "km", "cm", "mm", "mph", "bn", "mn",
];
const NEVER: &[&str] = &[
    "e.g", "i.e", "vs", "viz", "cf", "c.f", "a.k.a", "aka", "incl", "esp", "resp",
];

/// Words that begin a sentence far more often than they are part of a name.
const STARTERS: &[&str] = &[
    "a",
    "about",
    "according",
    "after",
    "all",
    "also",
    "although",
    "among",
    "an",
    "and",
    "another",
    "any",
    "are",
    "as",
    "at",
    "because",
    "before",
    "both",
    "but",
    "by",
    "can",
    "did",
    "do",
    "does",
    "during",
    "each",
    "even",
    "every",
    "few",
    "for",
    "from",
    "further",
    "has",
    "have",
    "he",
    "her",
    "here",
    "his",
    "how",
    "however",
    "i",
    "if",
    "in",
    "instead",
    "is",
    "it",
    "its",
    "last",
    "later",
    "many",
    "meanwhile",
    "more",
    "moreover",
    "most",
    "my",
    "neither",
    "no",
    "nor",
    "not",
    "now",
    "of",
    "on",
    "once",
    "one",
    "only",
    "or",
    "other",
    "others",
    "our",
    "over",
    "perhaps",
    "she",
    "since",
    "so",
    "some",
    "still",
    "such",
    "than",
    "that",
    "the",
    "their",
    "then",
    "there",
    "these",
    "they",
    "this",
    "those",
    "though",
    "through",
    "thus",
    "to",
    "today",
    "under",
    "until",
    "was",
    "we",
    "were",
    "what",
    "when",
    "where",
    "whether",
    "which",
    "while",
    "who",
    "why",
    "will",
    "with",
    "would",
    "yes",
    "yet",
    "you",
    "your",
];

/// Each shortened word with what it may be short for, in the order in which that is asked.
static LISTED: LazyLock<Lexicon<&'static str, Vec<Abbreviation>>> = LazyLock::new(|| {
    let mut listed: Lexicon<&'static str, Vec<Abbreviation>> = Lexicon::default();
    for (kind, words) in [
        (Abbreviation::Unit, UNITS),
        (Abbreviation::Title, TITLES),
        (Abbreviation::Time, TIMES),
        (Abbreviation::Month, MONTHS),
        (Abbreviation::Degree, DEGREES),
        (Abbreviation::Never, NEVER),
        (Abbreviation::Reference, REFERENCES),
        (Abbreviation::Word, WORDS),
    ] {
        for word in words {
            listed.entry(word).or_default().push(kind);
        }
    }
    listed
});

static BEGINNING: LazyLock<Words> = LazyLock::new(|| STARTERS.iter().copied().collect());

/// What `word`, which stands right before a full stop, is short for, if it is short for anything.
///
/// `after_number` says that a number stands before it: “5 in.” is a unit, “come in.” is not.
pub(super) fn abbreviation(word: &str, after_number: bool) -> Option<Abbreviation> {
    if word.is_empty() || word.len() > 12 {
        return None;
    }
    let mut letters = word.chars();
    if let (Some(only), None) = (letters.next(), letters.next())
        && only.is_uppercase()
    {
        return Some(Abbreviation::Initial);
    }
    let low = lower(word);
    let capital = word.starts_with(char::is_uppercase);
    let may_be = |kind: &Abbreviation| match kind {
        Abbreviation::Unit => after_number,
        Abbreviation::Title => capital || matches!(low.as_ref(), "st" | "mt"),
        Abbreviation::Month => capital,
        _ => true,
    };
    let mut listed = LISTED.get(low.as_ref()).into_iter().flatten();
    let kind = listed.find(|kind| may_be(kind)).copied();
    let is_glued = || TIMES.iter().any(|time| is_glued_time(&low, time));
    let number = || word.starts_with(|c: char| c.is_ascii_digit() || c == ':');
    kind.or_else(|| (number() && is_glued()).then_some(Abbreviation::Time))
        .or_else(|| is_dotted(word).then_some(Abbreviation::Word))
}

/// Whether `word` is one that begins sentences.
pub(super) fn starts_sentences(word: &str) -> bool {
    word.len() <= 12 && BEGINNING.contains(lower(word).as_ref())
}

fn lower(word: &str) -> Cow<'_, str> {
    if word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        return Cow::Borrowed(word);
    }
    Cow::Owned(word.to_lowercase())
}

/// “6a.m” and the like.
fn is_glued_time(low: &str, time: &str) -> bool {
    low.strip_suffix(time)
        .is_some_and(|number| number.bytes().all(|b| b.is_ascii_digit() || b == b':'))
}

/// “U.S”, “U.N”, “P.D.T”: single letters with full stops between them.
fn is_dotted(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            let mut letters = part.chars();
            letters.next().is_some_and(char::is_alphabetic) && letters.next().is_none()
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_is_known() {
        for (word, after_number, expected) in [
            ("Mr", false, Some(Abbreviation::Title)),
            ("V", false, Some(Abbreviation::Initial)),
            ("U.S", false, Some(Abbreviation::Word)),
            ("Corp", false, Some(Abbreviation::Word)),
            ("6a.m", false, Some(Abbreviation::Time)),
            ("in", true, Some(Abbreviation::Unit)),
            ("in", false, None),
            ("Ph.D", false, Some(Abbreviation::Degree)),
            ("march", false, None),
            ("Ukraine", false, None),
            ("example.com", false, None),
        ] {
            assert_eq!(abbreviation(word, after_number), expected, "{word}");
        }
    }
}
