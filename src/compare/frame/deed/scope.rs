//! How far a denial reaches.

use std::ops::Range;
use std::sync::LazyLock;

use super::super::denial::NO_DENIAL_BEFORE;
use super::super::{BE, Word};
use crate::index::KeyBits;
use crate::source::token::{Tokens, key};

/// Words that deny what follows.
const NOT: [&str; 5] = ["not", "never", "cannot", "without", "nor"];

/// Words that deny of all: “no gate had been forced”, “neither man spoke”.
const NONE: [&str; 5] = ["no", "none", "nobody", "nothing", "neither"];

/// Verbs that refuse what follows “to”, by their beginnings.
const REFUSING: [&str; 9] = [
    "declin",
    "refus",
    "fail",
    "unable",
    "unwilling",
    "neglect",
    "omitted",
    "forgot",
    "powerless",
];

/// Verbs that deny what follows them, with the word that belongs to each.
const DENYING: [(&str, &str); 27] = [
    ("denied", ""),
    ("denies", ""),
    ("deny", ""),
    ("denying", ""),
    ("disputed", "that"),
    ("disputes", "that"),
    ("rule", "out"),
    ("rules", "out"),
    ("ruled", "out"),
    ("ruling", "out"),
    ("turned", "down"),
    ("turns", "down"),
    ("rejected", "claims"),
    ("rejected", "reports"),
    ("dismissed", "claims"),
    ("dismissed", "reports"),
    ("stopped", "short"),
    ("refrained", "from"),
    ("abstained", "from"),
    ("avoided", ""),
    ("untrue", "that"),
    ("false", "that"),
    ("evidence", "no"),
    ("prevented", "from"),
    ("barred", "from"),
    ("kept", "from"),
    ("instead", "of"),
];

/// What is said of a thing that will not be: “a protest is off the table”.
const AFTER: [(&str, &str); 5] = [
    ("off", "table"),
    ("out", "question"),
    ("ruled", "out"),
    ("turned", "down"),
    ("denied", ""),
];

const HAVE: [&str; 3] = ["has", "have", "had"];

/// Words at which what belongs to a verb ends.
const ENDS: [&str; 32] = [
    "to", "that", "who", "which", "because", "while", "although", "and", "but", "as", "when",
    "after", "with", "in", "at", "on", "by", "for", "from", "of", "before", "during", "until",
    "since", "through", "over", "under", "between", "against", "without", "if", "than",
];

/// What is turned down without being undone: what it is for is.
const ASKED: [&str; 16] = [
    "request",
    "requests",
    "offer",
    "offers",
    "call",
    "calls",
    "proposal",
    "proposals",
    "demand",
    "demands",
    "appeal",
    "appeals",
    "invitation",
    "invitations",
    "suggestion",
    "suggestions",
];

/// Words at which a clause ends.
const CLAUSE_ENDS: [&str; 9] = [
    "who", "which", "because", "while", "although", "and", "but", "when", "if",
];

/// How far a denial reaches, in words: one of a verb, one of all, one of a whole clause.
const OF_VERB: u32 = 6;
const OF_ALL: u32 = 9;
const OF_CLAUSE: u32 = 15;

/// How many words of an object belong to what is denied: “lodge a formal protest”.
const OBJECT: usize = 2;

/// The words that a denial turns round.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// The words that deny.
    pub(super) cue: Range<usize>,
    /// The words that are denied.
    denied: Range<usize>,
    /// Those of them that stand for something done whatever they are.
    takes: Vec<usize>,
    /// Whether it refuses or denies, and does not only say that it was not so.
    pub(super) refuses: bool,
}

impl Scope {
    /// Whether a word is denied.
    pub(super) fn holds(&self, word: usize) -> bool {
        self.denied.contains(&word)
    }

    /// Whether a word is what is denied.
    pub(super) fn takes(&self, word: usize) -> bool {
        self.takes.contains(&word)
    }
}

/// The denials of a sentence, in order.
pub(super) fn scopes(words: &[Word], tokens: &Tokens) -> Vec<Scope> {
    let reader = Reader { words, tokens };
    (0..words.len()).filter_map(|at| reader.scope(at)).collect()
}

struct Reader<'a> {
    words: &'a [Word],
    tokens: &'a Tokens,
}

impl Reader<'_> {
    fn text(&self, at: usize) -> &str {
        let word = self.words.get(at);
        word.map_or("", |word| self.tokens.text(word.token as usize))
    }

    fn is(&self, at: usize, list: &[&str]) -> bool {
        let text = self.text(at);
        list.iter().any(|it| it.eq_ignore_ascii_case(text))
    }

    /// Whether a denial may begin with a word, which few do.
    fn may_deny(&self, at: usize) -> bool {
        static CUES: LazyLock<KeyBits> = LazyLock::new(|| {
            let before = DENYING.iter().chain(&AFTER).map(|(first, _)| first);
            let cues = NOT.iter().chain(&NONE).chain(before);
            KeyBits::of(&cues.map(|cue| key(cue)).collect::<Vec<_>>())
        });
        let text = self.text(at);
        let token = self.tokens.all()[self.words[at].token as usize];
        CUES.may_hold(token.key)
            || text.ends_with("n't")
            || text.ends_with("n’t")
            || REFUSING.iter().any(|stem| text.starts_with(stem))
    }

    fn scope(&self, at: usize) -> Option<Scope> {
        if !self.may_deny(at) {
            return None;
        }
        let text = self.text(at);
        if self.is(at, &NOT) || text.ends_with("n't") || text.ends_with("n’t") {
            return self.of_verb(at, at + 1, false);
        }
        if self.is(at, &NONE) {
            return self.of_all(at);
        }
        let begins = |stem: &&str| text.starts_with(*stem);
        let is_thing = || at > 0 && self.is(at - 1, &["the", "a", "its", "their", "this"]);
        let refuses = REFUSING.iter().any(begins) && !(text.starts_with("declin") && is_thing());
        if refuses && self.text(at + 1) == "to" {
            return self.of_verb(at, at + 2, true);
        }
        if self.is_after(at) {
            return self.of_what_stands_before(at);
        }
        self.of_clause(at)
    }

    /// One past the last word that a denial reaches from `from` on, up to the next mark.
    fn reach(&self, from: usize, most: u32) -> usize {
        let Some(first) = self.words.get(from) else {
            return from;
        };
        let mut end = from + 1;
        while end < self.words.len()
            && self.words[end].at < first.at + most
            && self.words[end].at == self.words[end - 1].at + 1
        {
            end += 1;
        }
        end
    }

    /// Where a clause that begins at `from` ends, at `end` at the latest.
    fn clause_end(&self, from: usize, end: usize) -> usize {
        (from..end)
            .find(|at| self.is(*at, &CLAUSE_ENDS))
            .unwrap_or(end)
    }

    /// Whether a word says something, and is no adverb.
    fn says(&self, at: usize) -> bool {
        let text = self.text(at);
        self.words[at].rank > 0.0 && !text.ends_with("ly")
    }

    /// “Did not lodge a protest”: the next word that says something, and its object.
    fn of_verb(&self, cue: usize, from: usize, refuses: bool) -> Option<Scope> {
        if self.is(from, &NO_DENIAL_BEFORE) {
            return None;
        }
        if cue > 0 && self.is(cue - 1, &["or", "if"]) {
            return None;
        }
        let end = self.reach(from, OF_VERB);
        let verb = (from..end).find(|at| self.says(*at))?;
        let mut last = verb + 1;
        let reach = self.reach(verb, OF_VERB);
        let mut n_said = 0;
        while last < reach && n_said < OBJECT {
            if self.is(last, &ENDS) {
                break;
            }
            n_said += usize::from(self.says(last));
            last += 1;
        }
        Some(Scope {
            cue: cue..from,
            denied: from..last,
            takes: vec![verb],
            refuses,
        })
    }

    /// “No gate had been forced”.
    fn of_all(&self, cue: usize) -> Option<Scope> {
        let from = cue + 1;
        let is_next = self.words.get(from)?.at == self.words[cue].at + 1;
        if !is_next || self.is(from, &NO_DENIAL_BEFORE) || self.is(from, &["longer"]) {
            return None;
        }
        let end = self.clause_end(from, self.reach(from, OF_ALL));
        let first = (from..end).find(|at| self.says(*at))?;
        // The thing, and what is done to it: the first word after a form of “be” or “have”.
        let of_thing = (first..end).take_while(|at| self.says(*at)).last()?;
        let verb = (of_thing + 1..end)
            .find(|at| self.is(*at, &BE) || self.is(*at, &HAVE))
            .and_then(|be| (be + 1..end).find(|at| self.says(*at)));
        let mut takes = vec![of_thing];
        takes.extend(verb);
        // “They paid no taxes”.
        let does = |at: &usize| {
            let is_next = self.words[*at].at + 1 == self.words[cue].at;
            is_next && (self.text(*at).ends_with("ing") || self.text(*at).ends_with("ed"))
        };
        let start = cue.checked_sub(1).filter(does).unwrap_or(from);
        Some(Scope {
            cue: cue..from,
            denied: start..end,
            takes,
            refuses: false,
        })
    }

    /// “Denied on Monday that drones had been discussed”, “ruled out a protest”.
    fn of_clause(&self, cue: usize) -> Option<Scope> {
        let next = cue + 1;
        let text = self.text(cue);
        let known = DENYING.iter().find(|(verb, word)| {
            *verb == text
                && (word.is_empty()
                    || *word == self.text(next)
                    || *word == "no" && self.is(cue.wrapping_sub(1), &["no"]))
        })?;
        let is_passive = (1..=2).any(|back| cue >= back && self.is(cue - back, &BE));
        if is_passive {
            return None;
        }
        let from = match known.1 {
            "" | "no" => next,
            _ => next + 1,
        };
        let end = self.clause_end(from, self.reach(from, OF_CLAUSE));
        if from >= end {
            return None;
        }
        let that = (from.saturating_sub(1)..end.min(from + 5)).find(|at| self.is(*at, &["that"]));
        let takes = if let Some(that) = that {
            // What is done stands after a form of “be” or “have”; what else is known to be done is found by itself.
            let be = (that + 1..end).find(|at| self.is(*at, &BE) || self.is(*at, &HAVE));
            let done = be.and_then(|be| (be + 1..end).find(|at| self.says(*at)));
            done.into_iter().collect()
        } else {
            let first = self.what_is_asked(from, end);
            let last = first.and_then(|first| (first..end).take_while(|at| self.says(*at)).last());
            let mut both: Vec<usize> = first.into_iter().chain(last).collect();
            both.dedup();
            both
        };
        let end = if that.is_some() {
            end
        } else {
            takes
                .last()
                .map_or(end, |last| (last + 1 + 2 * OBJECT).min(end))
        };
        // What is asked for is turned down, and not that it was asked for.
        let asked = (from..end).find(|at| self.says(*at) && self.is(*at, &ASKED));
        let start = that.or(asked).map_or(from, |at| at + 1);
        Some(Scope {
            cue: cue..from,
            denied: start..end.max(start),
            takes,
            refuses: true,
        })
    }

    /// The first word that says something of what is denied or turned down: of a request, what it is for.
    fn what_is_asked(&self, from: usize, end: usize) -> Option<usize> {
        let first = (from..end).find(|at| self.says(*at))?;
        if !self.is(first, &ASKED) {
            return Some(first);
        }
        let is_of_it = self.is(first + 1, &["for", "to", "of"]);
        let next = (first + 1..end).find(|at| self.says(*at));
        next.filter(|_| is_of_it)
    }

    /// Whether what stands before is said not to be: “is off the table”.
    fn is_after(&self, at: usize) -> bool {
        let text = self.text(at);
        let is_told = AFTER.iter().any(|(first, second)| {
            *first == text
                && (second.is_empty()
                    || *second == self.text(at + 1)
                    || *second == self.text(at + 2))
        });
        is_told && (1..=2).any(|back| at >= back && self.is(at - back, &BE))
    }

    /// “New measures are off the table”.
    fn of_what_stands_before(&self, cue: usize) -> Option<Scope> {
        let be = (cue.saturating_sub(3)..cue).find(|at| self.is(*at, &BE))?;
        let thing = (0..be).rev().find(|at| self.says(*at))?;
        let starts =
            |at: &usize| self.says(*at) && self.words[*at].at + OF_VERB > self.words[be].at;
        let start = (0..=thing).rev().take_while(starts).last()?;
        Some(Scope {
            cue: cue..cue + 1,
            denied: start..thing + 1,
            takes: vec![thing],
            refuses: true,
        })
    }
}
