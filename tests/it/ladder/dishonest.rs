//! What must never be found, however like the source it is.

use super::honest::{Change, changed};

/// Alterations of one sentence.
pub(crate) const ALTERED: &[(&str, Change)] = &[
    ("another digit", digit),
    ("a digit more", |text| at_number(text, "", "0")),
    ("a fraction", |text| at_number(text, "", ".5")),
    ("a negation put in", |text| put_in(text, "not")),
    ("a negation put in brackets", |text| put_in(text, "[not]")),
    ("a negation in round brackets", |text| put_in(text, "(not)")),
    ("a negated verb", contracted),
    ("a hedge put in", |text| put_in(text, "partly")),
    ("a word put in", |text| put_in(text, "considerable")),
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
    ("two words in one", |text| {
        let at = inner_word(text)?;
        let words: Vec<&str> = text.split(' ').collect();
        let (before, after) = (words[..at].join(" "), words[at..].join(" "));
        // After a stop it is a space that is left out, and no word is altered.
        let is_plain = before.ends_with(|c: char| c.is_ascii_alphabetic());
        is_plain.then(|| format!("{before}{after}"))
    }),
    ("a word in two", |text| {
        let at = inner_word(text)?;
        let words: Vec<&str> = text.split(' ').collect();
        let other = format!("{} {}", &words[at][..2], &words[at][2..]);
        changed(text, text.replacen(words[at], &other, 1))
    }),
    ("a word repeated", |text| {
        let at = inner_word(text)?;
        let words: Vec<&str> = text.split(' ').collect();
        changed(
            text,
            text.replacen(
                &format!(" {} ", words[at]),
                &format!(" {0} {0} ", words[at]),
                1,
            ),
        )
    }),
    ("a letter of another alphabet", |text| {
        changed(text, text.replacen('d', "д", 1))
    }),
    ("pieces in the wrong order", |text| {
        let words: Vec<&str> = text.split(' ').collect();
        let third = words.len() / 3;
        (third >= 3).then(|| {
            format!(
                "{} … {}",
                words[2 * third..].join(" "),
                words[..third].join(" ")
            )
        })
    }),
    ("an elision of a single word's part", |text| {
        let at = inner_word(text)?;
        let words: Vec<&str> = text.split(' ').collect();
        changed(
            text,
            text.replacen(
                words[at],
                &format!("{} … {}", &words[at][..2], &words[at][3..]),
                1,
            ),
        )
    }),
    ("a word altered beside an elision", |text| {
        let words: Vec<&str> = text.split(' ').collect();
        (words.len() >= 12).then(|| {
            let (head, end) = (words[..4].join(" "), words[words.len() - 4..].join(" "));
            format!("{head} … considerable {end}")
        })
    }),
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

/// What is done to an altered quotation so that it looks less like one.
pub(crate) const DISGUISES: &[(&str, Change)] = &[
    ("as it is", |text| Some(text.to_owned())),
    ("in capitals", |text| changed(text, text.to_uppercase())),
    ("wrapped", |text| changed(text, text.replace(' ', "\n"))),
    ("with no-break spaces", |text| {
        changed(text, text.replace(' ', "\u{a0}"))
    }),
    ("with look-alikes", |text| {
        changed(text, text.replace('o', "о").replace('e', "е"))
    }),
    ("within marks", |text| Some(format!("“{text}”"))),
    ("with an insertion", |text| Some(format!("{text} [sic]"))),
];

/// “is” to “isn’t”, “can” to “cannot”.
fn contracted(text: &str) -> Option<String> {
    let verbs = [
        (" is ", " isn’t "),
        (" was ", " wasn’t "),
        (" are ", " aren’t "),
        (" has ", " hasn’t "),
        (" have ", " haven’t "),
        (" will ", " won’t "),
        (" would ", " wouldn’t "),
        (" can ", " cannot "),
        (" could ", " couldn’t "),
    ];
    let (verb, other) = verbs.iter().find(|(verb, _)| text.contains(verb))?;
    changed(text, text.replacen(verb, other, 1))
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
