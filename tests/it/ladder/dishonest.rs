//! What must never be found, however like the source it is.

use super::honest::Change;

/// Alterations of one sentence.
pub(super) const ALTERED: &[(&str, Change)] = &[
    ("another digit", digit),
    ("a negation put in", |text| put_in(text, "not")),
    ("a hedge put in", |text| put_in(text, "partly")),
    ("a negation left out", |text| {
        left_out(text, &["not", "no", "never", "neither", "without"])
    }),
    ("a hedge left out", |text| {
        left_out(
            text,
            &[
                "may",
                "might",
                "could",
                "would",
                "likely",
                "some",
                "nearly",
                "partly",
                "reportedly",
                "apparently",
                "often",
            ],
        )
    }),
    ("a word left out", |text| {
        without(text, text.split(' ').count() / 2)
    }),
    ("another word", synonym),
    ("two words exchanged", exchanged),
    ("a word with another ending", ending),
    ("a comma left out", |text| {
        changed(text, text.replacen(", ", " ", 1))
    }),
    ("another name", |text| {
        changed(text, text.replacen("Putin", "Biden", 1))
    }),
    ("an accent put in", |text| {
        changed(text, text.replacen('a', "á", 1))
    }),
    ("a percent sign put in", |text| at_number(text, "", "%")),
    ("a currency put in", |text| at_number(text, "$", "")),
    ("a sign put in", |text| at_number(text, "-", "")),
];

fn changed(old: &str, new: String) -> Option<String> {
    (old != new).then_some(new)
}

fn digit(text: &str) -> Option<String> {
    let at = text.find(|c: char| c.is_ascii_digit())?;
    let other = if text.as_bytes()[at] == b'7' {
        "3"
    } else {
        "7"
    };
    Some(format!("{}{other}{}", &text[..at], &text[at + 1..]))
}

fn put_in(text: &str, word: &str) -> Option<String> {
    let verbs = [
        " is ", " was ", " are ", " were ", " has ", " have ", " will ", " would ", " can ",
        " could ", " to ",
    ];
    let (at, verb) = verbs
        .iter()
        .find_map(|verb| Some((text.find(verb)?, verb)))?;
    let end = at + verb.len();
    Some(format!("{}{word} {}", &text[..end], &text[end..]))
}

fn left_out(text: &str, words: &[&str]) -> Option<String> {
    let at = text.split(' ').position(|word| words.contains(&word))?;
    without(text, at)
}

/// The text without its word number `at`, which is neither the first nor the last.
fn without(text: &str, at: usize) -> Option<String> {
    let mut words: Vec<&str> = text.split(' ').collect();
    // A bracket of the source may be left out: it was the source's own insertion.
    let is_inner = at > 0 && at + 1 < words.len() && !words[at].contains('[');
    (is_inner && words[at].contains(char::is_alphanumeric) && words[at] != words[at + 1]).then(
        || {
            words.remove(at);
            words.join(" ")
        },
    )
}

fn inner_word(text: &str) -> Option<usize> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_plain = |word: &str| word.len() >= 5 && word.bytes().all(|b| b.is_ascii_lowercase());
    (1..words.len().saturating_sub(1)).find(|&at| is_plain(words[at]))
}

fn synonym(text: &str) -> Option<String> {
    let at = inner_word(text)?;
    let mut words: Vec<&str> = text.split(' ').collect();
    words[at] = "considerable";
    changed(text, words.join(" "))
}

fn ending(text: &str) -> Option<String> {
    let at = inner_word(text)?;
    let words: Vec<&str> = text.split(' ').collect();
    let other = format!("{}s", words[at]);
    let mut words = words;
    words[at] = &other;
    Some(words.join(" "))
}

fn exchanged(text: &str) -> Option<String> {
    let at = inner_word(text)?;
    let mut words: Vec<&str> = text.split(' ').collect();
    words.swap(at, at - 1);
    changed(text, words.join(" "))
}

fn at_number(text: &str, before: &str, after: &str) -> Option<String> {
    let words: Vec<&str> = text.split(' ').collect();
    let is_number = |word: &&str| word.bytes().all(|b| b.is_ascii_digit());
    let at = words.iter().position(is_number)?;
    let other = format!("{before}{}{after}", words[at]);
    let mut words = words;
    words[at] = &other;
    Some(words.join(" "))
}
