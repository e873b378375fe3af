//! Papers and agencies, by their names: they report what others say, and are not what a text is about.

/// Words in the names of those who report.
const MEDIA: [&str; 34] = [
    "advertiser",
    "agency",
    "broadcasting",
    "bulletin",
    "chronicle",
    "courier",
    "daily",
    "dispatch",
    "echo",
    "examiner",
    "gazette",
    "globe",
    "guardian",
    "herald",
    "independent",
    "inquirer",
    "journal",
    "ledger",
    "magazine",
    "mail",
    "mirror",
    "news",
    "observer",
    "post",
    "press",
    "radio",
    "sentinel",
    "standard",
    "telegraph",
    "television",
    "times",
    "tribune",
    "tv",
    "weekly",
];

/// Whether a name is that of a paper or an agency.
pub(super) fn is_outlet(name: &str) -> bool {
    let mut words = name.split_whitespace();
    words.next_back().is_some_and(is_medium)
}

/// Whether a word of a name is one that papers and agencies have in theirs: “POST”.
pub(super) fn is_medium(word: &str) -> bool {
    MEDIA.iter().any(|it| it.eq_ignore_ascii_case(word))
}
