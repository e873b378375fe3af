//! What is done in a sentence and what is denied, whichever words tell it.
//!
//! “Ruled out a protest” says that none is lodged, “denied the use of pepper spray” that it was not used, “stayed
//! silent” that nothing sounded. Each is a deed ([`list`](mod@list)) with the words that turn it round, counted:
//! two of them affirm. How the sentence is built is not looked at; a denial reaches as far as the words that it
//! usually takes.

mod list;
mod scope;

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use super::Word;
use super::stem::stem;
use crate::index::{Form, KeyBits};
use crate::source::token::Tokens;
use list::DEEDS;

/// How far after a verb the word may stand that makes another one of it, in words: “switched the power off”.
const GAP: u32 = 4;

/// What a word says at least that is known by itself to be done.
const SAYS: f32 = 0.5;

/// Something that is done, or is not done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deed {
    /// What is done, by number: the same for words that mean the same, and for their opposites.
    pub kind: u32,
    /// The words that say so: the verb, up to the word that belongs to it.
    pub words: Range<usize>,
    /// The first word of all that says so, what denies it included.
    pub cue: usize,
    /// Whether it is not done.
    pub is_denied: bool,
    /// Whether it is refused, ruled out or denied, and not merely not done: of whatever time.
    pub is_refused: bool,
}

/// What is done and not done in a sentence, in order.
#[must_use]
pub fn deeds(words: &[Word], tokens: &Tokens) -> Vec<Deed> {
    let scopes = scope::scopes(words, tokens);
    let mut deeds = Vec::new();
    for (at, word) in words.iter().enumerate() {
        if word.is_name {
            continue;
        }
        let listed = listed(words, at, tokens);
        if listed.is_empty() && scopes.is_empty() {
            continue;
        }
        let cues = || scopes.iter().filter(|scope| scope.holds(at));
        let n_cues = cues().count();
        let cue = cues().map(|scope| scope.cue.start).min();
        let is_cue = scopes.iter().any(|scope| scope.cue.contains(&at));
        let is_refused = cues().any(|scope| scope.refuses);
        let deed = |kind, words: Range<usize>, is_opposite: bool| Deed {
            cue: cue.unwrap_or(words.start).min(words.start),
            kind,
            words,
            is_denied: is_opposite != (n_cues % 2 == 1),
            is_refused,
        };
        let says = word.rank > SAYS;
        if listed.is_empty() && says && !is_cue && cues().any(|scope| scope.takes(at)) {
            deeds.push(deed(word.matter, at..at + 1, false));
        }
        for (kind, end, is_opposite) in listed {
            deeds.push(deed(kind, at..end, is_opposite));
        }
    }
    deeds
}

/// A line that a word may stand for.
struct Entry {
    /// The word that must follow, by its stem; none where the word stands by itself.
    next: Option<u32>,
    kind: u32,
    is_opposite: bool,
}

/// The lines that words stand for, by their stems.
struct Lines {
    /// Which stems have any: few do.
    stems: KeyBits,
    entries: HashMap<u32, Vec<Entry>>,
}

impl Lines {
    fn of(&self, stem: u32) -> Option<&[Entry]> {
        let may_be = self.stems.may_hold(stem);
        may_be.then(|| self.entries.get(&stem).map(Vec::as_slice))?
    }
}

static LINES: LazyLock<Lines> = LazyLock::new(|| {
    let key = |word: &str| stem(Form::new(word)).key;
    let mut entries: HashMap<u32, Vec<Entry>> = HashMap::new();
    for (line, number) in DEEDS.iter().zip(0_u32..) {
        for (side, words) in line.split('|').enumerate() {
            for word in words.split_whitespace() {
                let (verb, next) = word.split_once('_').map_or((word, None), |(verb, next)| {
                    (verb, Some(key(next.rsplit('_').next().unwrap_or(next))))
                });
                entries.entry(key(verb)).or_default().push(Entry {
                    next,
                    kind: u32::MAX - number,
                    is_opposite: side == 1,
                });
            }
        }
    }
    let stems: Vec<u32> = entries.keys().copied().collect();
    Lines {
        stems: KeyBits::of(&stems),
        entries,
    }
});

/// The lines that a word stands for: what it is with the words after it, before what it is by itself.
fn listed(words: &[Word], at: usize, tokens: &Tokens) -> Vec<(u32, usize, bool)> {
    let Some(entries) = LINES.of(words[at].stem) else {
        return Vec::new();
    };
    let reach = words[at].at + GAP;
    let mut near = at + 1;
    while near < words.len() && words[near].at <= reach && words[near].at == words[near - 1].at + 1
    {
        near += 1;
    }
    let text = |at: usize| tokens.text(words[at].token as usize);
    let is_thing = at > 0 && is_one_of(&BEFORE_THINGS[..ARTICLES], text(at - 1));
    let joined = entries.iter().filter_map(|entry| {
        let next = entry.next.filter(|_| !is_thing)?;
        let mut rest = at + 1..near;
        let found = rest.find(|other| words[*other].stem == next)?;
        Some((entry.kind, found + 1, entry.is_opposite))
    });
    let joined: Vec<(u32, usize, bool)> = joined.collect();
    if !joined.is_empty() {
        return joined;
    }
    if is_noun(words, at, tokens) {
        return Vec::new();
    }
    let alone = entries.iter().filter(|entry| entry.next.is_none());
    alone
        .map(|entry| (entry.kind, at + 1, entry.is_opposite))
        .collect()
}

/// Words that are as often the name of a thing as something that is done, in alphabetical order.
#[rustfmt::skip]
const THINGS: [&str; 69] = [
    "address", "back", "bolt", "book", "charge", "charges", "clear", "close", "coach", "command",
    "complete", "end", "ends", "face", "film", "films", "fire", "fires", "fund", "funds", "head",
    "heads", "hold", "holds", "issue", "issues", "keep", "last", "lay", "lead", "level", "levels",
    "lock", "name", "names", "open", "order", "orders", "pen", "place", "places", "present",
    "public", "record", "records", "release", "ring", "ringing", "rings", "seal", "secret", "see",
    "sign", "signs", "single", "sound", "sounds", "start", "starts", "strike", "strikes", "train",
    "trains", "view", "views", "watch", "watches", "work", "works",
];

/// Words after which a thing is named.
const BEFORE_THINGS: [&str; 22] = [
    "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "this", "that", "these",
    "of", "in", "on", "at", "for", "with", "no", "any", "’s",
];

fn is_one_of(list: &[&str], word: &str) -> bool {
    list.iter().any(|it| it.eq_ignore_ascii_case(word))
}

/// How many of them are articles: “a shut-off”.
const ARTICLES: usize = 3;

/// Whether a word that may be a thing is one there: “its hardship fund”.
fn is_noun(words: &[Word], at: usize, tokens: &Tokens) -> bool {
    let text = |at: usize| tokens.text(words[at].token as usize);
    if THINGS.binary_search(&text(at)).is_err() {
        return false;
    }
    let Some(before) = at.checked_sub(1) else {
        return true;
    };
    let is_next = words[before].at + 1 == words[at].at;
    let is_content = words[before].rank > 0.0 && !words[before].is_name;
    !is_next
        || is_one_of(&BEFORE_THINGS, text(before))
        || text(before).ends_with(['\'', '’'])
        || is_content && !text(before).ends_with("ly")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::frame;

    /// What is done in a sentence, and what is not (in brackets).
    fn told(sentence: &str) -> String {
        let tokens = Tokens::new(sentence);
        let words = frame::words(&tokens, 0..tokens.len());
        let shown = deeds(&words, &tokens).into_iter().map(|deed| {
            let words = deed.words.map(|at| tokens.text(words[at].token as usize));
            let words = words.collect::<Vec<_>>().join(" ");
            if deed.is_denied {
                format!("[{words}]")
            } else {
                words
            }
        });
        shown.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn what_is_denied_is_told_from_what_is_done() {
        for (sentence, expected) in [
            ("The club will lodge a protest.", ""),
            ("The club has ruled out a protest.", "[protest]"),
            ("The club refused to rule out a protest.", "protest"),
            ("They denied the use of force.", "[use], [force], force"),
            (
                "He denied on Monday that drones had been discussed.",
                "[discussed]",
            ),
            ("No gate had been broken open.", "[gate], [broken open]"),
            ("The sirens stayed silent.", "[silent]"),
            ("The sirens did not stay silent.", "[stay], silent"),
            ("She switched the power off.", "[switched the power off]"),
            ("New levies are off the table.", "[levies]"),
            (
                "They turned down a request for a meeting.",
                "[turned down], request, [meeting]",
            ),
            ("They turned down the request.", "[turned down], request"),
            ("She accused nobody and signed it.", "signed"),
            ("The fund was paid.", "paid"),
            (
                "Neither man took questions.",
                "[took questions], [questions]",
            ),
            ("It was not only signed.", "signed"),
        ] {
            assert_eq!(told(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn things_are_searched_by_halves() {
        assert!(THINGS.is_sorted());
    }
}
