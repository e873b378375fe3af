//! Words that news uses for one another: `released` asks for what was `issued` too.
//!
//! The list is general English, not drawn from any project's sources, and short on purpose: two words
//! stand in one line only where a value that belongs to the one would belong to the other. A noun
//! stands with its verb (`arrive`, `arrival`). Only how a question is asked rests on it; what a source
//! says is always quoted in its own words.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::compare::frame::{self, Word};

/// One meaning a line.
const SENSES: [&str; 59] = [
    "release issue publish publication",
    "end conclude finish conclusion",
    "begin start commence beginning",
    "arrive land arrival",
    "leave depart departure",
    "visit trip",
    "talks negotiations",
    "kill die died dies dead death fatality",
    "injure wound hurt injury",
    "arrest detain detention",
    "rise increase climb grow growth",
    "fall decline drop decrease",
    "buy acquire purchase acquisition",
    "sell sale",
    "build construct construction",
    "destroy raze destruction",
    "employee worker staff",
    "company firm",
    "house home",
    "car vehicle",
    "attack assault",
    "cost price",
    "agreement deal accord pact",
    "paper document",
    "plan proposal",
    "found establish",
    "appoint appointment",
    "resign resignation",
    "flood flooding",
    "quake earthquake",
    "fire blaze",
    "jail imprison imprisonment",
    "invade invasion",
    "explode explosion blast",
    "evacuate evacuation",
    "produce production output",
    "pay payment",
    "invest investment",
    "elect election",
    "lose loss",
    "last length duration",
    "complete completion",
    "approve approval",
    "reject rejection",
    "propose offer",
    "rescue save",
    "hire recruit",
    "fine penalty",
    "test trial",
    "ship vessel",
    "plane aircraft",
    "doctor physician",
    "illness disease",
    "pupil student",
    "teacher instructor",
    "salary wage",
    "profit earnings",
    "revenue turnover",
    "inhabitant resident",
];

/// The other words that share a meaning, by the stem of each.
static GROUPS: LazyLock<HashMap<u32, usize>> = LazyLock::new(|| {
    let mut groups = HashMap::new();
    for (group, line) in SENSES.iter().enumerate() {
        for word in line.split_whitespace() {
            groups.entry(frame::stem_key(word)).or_insert(group);
        }
    }
    groups
});

/// The stem that stands for all words of one meaning.
pub(super) fn sense(stem: u32) -> u32 {
    let group = GROUPS.get(&stem);
    let first = |group: &usize| SENSES[*group].split_whitespace().next();
    group.and_then(first).map_or(stem, frame::stem_key)
}

/// Puts the sense of each word in the place of its stem.
pub(super) fn settle(words: &mut [Word]) {
    for word in words {
        word.stem = sense(word.stem);
    }
}

/// The keys under which an index knows the forms of `word`, and of the words that mean the same.
pub(super) fn keys(word: &str, stem: u32) -> Vec<u32> {
    let mut keys = frame::keys(word);
    let same = GROUPS.get(&stem).map_or("", |&group| SENSES[group]);
    keys.extend(same.split_whitespace().flat_map(frame::keys));
    keys.sort_unstable();
    keys.dedup();
    keys
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
            ("rose", "fell", false),
            ("bought", "sold", false),
            ("began", "ended", false),
        ] {
            let is_same = sense(frame::stem_key(a)) == sense(frame::stem_key(b));
            assert_eq!(is_same, same, "{a} {b}");
        }
    }
}
