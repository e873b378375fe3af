//! What the words of a sentence deny, and words that deny what others affirm.
//!
//! “Did not bind” denies what “binds” affirms, and “criticized” what “praised” does. Two sentences that are
//! otherwise about the same contradict one another where such a word is meant so in one of them and the
//! other way in the other.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Word;
use super::stem::stem;
use crate::index::{Form, KeyBits};
use crate::source::token::Tokens;

/// Words that deny the next thing that is said.
const DENYING: [&str; 8] = [
    "not", "never", "no", "cannot", "without", "neither", "nor", "nobody",
];

/// Words that, before “to”, deny what follows, by their stems.
const DENYING_BEFORE_TO: [&str; 5] = ["fail", "refuse", "decline", "unable", "yet"];

/// What follows a denial that is none: “not only”, “no doubt”, “no later than”.
pub(super) const NO_DENIAL_BEFORE: [&str; 12] = [
    "only",
    "just",
    "least",
    "merely",
    "simply",
    "necessarily",
    "doubt",
    "matter",
    "wonder",
    "more",
    "less",
    "later",
];

/// What stands before one that is none: “whether or not”.
const NO_DENIAL_AFTER: [&str; 2] = ["or", "if"];

/// What stands between a denial and what it denies, besides words that say nothing.
const PASSED_OVER: [&str; 4] = ["longer", "single", "ever", "so"];

/// Words of which those on one side deny what those on the other affirm, of whatever they are said. `_` joins a
/// verb with what makes another one of it: “called off”.
const OPPOSITES: &[[&str; 2]] = &[
    [
        "admit acknowledge concede confirm confess admission confirmation",
        "deny denial",
    ],
    [
        "praise laud hail applaud commend",
        "criticize criticise denounce decry deplore criticism",
    ],
    [
        "accept approve endorse agree_to",
        "reject rebuff spurn veto turn_down vote_down",
    ],
    ["support back favor favour vote_for", "oppose vote_against"],
    [
        "allow permit authorize authorise",
        "forbid ban prohibit outlaw",
    ],
    ["proceed go_ahead take_place", "cancel scrap call_off"],
    ["give_in give_way back_down", "stand_firm hold_firm"],
    ["accelerate speed_up", "slow slow_down"],
    ["uphold", "overturn quash strike_down"],
    ["hire recruit", "dismiss lay_off"],
    ["ease relax loosen", "tighten toughen"],
    ["raise", "lower cut reduce"],
    ["survive", "die dies died perish"],
    ["alive", "dead"],
    ["profit", "loss"],
    ["surplus", "deficit"],
    ["majority", "minority"],
    ["highest", "lowest"],
    ["largest biggest", "smallest"],
    ["temporary", "permanent"],
    ["north northern", "south southern"],
    ["east eastern", "west western"],
    ["include", "exclude omit"],
    ["strengthen", "weaken"],
    ["improve", "worsen deteriorate"],
    ["rise increase climb grow", "fall decrease shrink"],
    ["win", "lose"],
    ["succeed", "fail"],
    ["convict", "acquit"],
    ["guilty", "innocent"],
    ["attend take_part", "boycott stay_away"],
    ["obey comply", "defy flout"],
    ["possible", "impossible"],
    ["legal lawful", "illegal unlawful"],
];

/// How far after a denial the word may stand that it denies, in words.
const REACH: u32 = 6;

/// What a word that is denied, or that has an opposite, says of its subject.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stance {
    /// The word, by number; the last one where two are one: “called off”.
    pub word: usize,
    /// The first word of the denial, by number; the word itself where it has none.
    pub cue: usize,
    /// What it affirms or denies: the same for a word and its opposite.
    pub subject: u32,
    /// Whether there is a word that says the opposite.
    pub has_opposite: bool,
    /// Whether it denies.
    pub is_denied: bool,
}

/// The words of a sentence that are denied, or that have an opposite, in order.
#[must_use]
pub fn stances(words: &[Word], tokens: &Tokens) -> Vec<Stance> {
    let mut stances: Vec<Stance> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let denied = denied_by(words, at, tokens);
        let (word, is_denied) = denied.unwrap_or((at, false));
        let of_pair = words.get(word + 1).and_then(|next| {
            let is_next = next.at == words[word].at + 1;
            is_next
                .then(|| KNOWN.pair([words[word].stem, next.stem]))
                .flatten()
        });
        let own = of_pair.or_else(|| opposite(&words[word], tokens));
        if let Some((subject, is_opposite)) = own {
            let word = if of_pair.is_some() { word + 1 } else { word };
            stances.push(Stance {
                word,
                cue: at,
                subject,
                has_opposite: true,
                is_denied: is_denied != is_opposite,
            });
        } else if denied.is_some() {
            stances.push(Stance {
                word,
                cue: at,
                subject: words[word].meaning,
                has_opposite: false,
                is_denied,
            });
        }
        at = word + 1 + usize::from(of_pair.is_some());
    }
    stances
}

/// The word that a denial at `at` denies, and whether it does: two denials affirm.
fn denied_by(words: &[Word], at: usize, tokens: &Tokens) -> Option<(usize, bool)> {
    let mut is_denied = false;
    let mut end = end_of_denial(words, at, tokens)?;
    loop {
        is_denied = !is_denied;
        let reach = words[end - 1].at + REACH;
        let follows =
            |next: &usize| words[*next].at <= reach && words[*next].at == words[*next - 1].at + 1;
        let mut rest = (end..words.len()).take_while(follows);
        let next = rest.find(|&next| {
            let text = tokens.text(words[next].token as usize);
            let is_adverb = text.ends_with("ly") && !text.ends_with("likely");
            let is_aside = is_adverb || PASSED_OVER.contains(&text);
            words[next].rank > 0.0 && !is_aside || is_denial(words, next, tokens)
        })?;
        match end_of_denial(words, next, tokens) {
            Some(other) => end = other,
            None if words[next].is_name => return None,
            None => return Some((next, is_denied)),
        }
    }
}

fn is_denial(words: &[Word], at: usize, tokens: &Tokens) -> bool {
    end_of_denial(words, at, tokens).is_some()
}

/// Where the denial ends that begins with word `at`, if one does.
fn end_of_denial(words: &[Word], at: usize, tokens: &Tokens) -> Option<usize> {
    let stem = words[at].stem;
    let text = |at: usize| {
        words
            .get(at)
            .map_or("", |word| tokens.text(word.token as usize))
    };
    let is_contracted = || text(at).ends_with("n't");
    if !KNOWN.cues.may_hold(stem) && !is_contracted() {
        return None;
    }
    if KNOWN.before_to.contains(&stem) {
        return (text(at + 1) == "to")
            .then_some(at + 2)
            .filter(|end| *end < words.len());
    }
    if !KNOWN.denying.contains(&stem) && !is_contracted() {
        return None;
    }
    let is_none = NO_DENIAL_BEFORE.contains(&text(at + 1))
        || at > 0 && NO_DENIAL_AFTER.contains(&text(at - 1));
    (!is_none && at + 1 < words.len()).then_some(at + 1)
}

struct Known {
    /// The stems of both lists that follow: few words have one.
    cues: KeyBits,
    denying: Vec<u32>,
    before_to: Vec<u32>,
    /// The stems of `opposites`, and the first ones of `pairs`: few words have one.
    first: KeyBits,
    /// By stem: the line of opposites, and whether it is on the side that denies.
    opposites: HashMap<u32, (u32, bool)>,
    /// As above, for a verb and the word after it.
    pairs: HashMap<[u32; 2], (u32, bool)>,
}

impl Known {
    fn opposite(&self, stem: u32) -> Option<(u32, bool)> {
        let may_be = self.first.may_hold(stem);
        may_be.then(|| self.opposites.get(&stem).copied())?
    }

    fn pair(&self, stems: [u32; 2]) -> Option<(u32, bool)> {
        let may_be = self.first.may_hold(stems[0]);
        may_be.then(|| self.pairs.get(&stems).copied())?
    }
}

static KNOWN: LazyLock<Known> = LazyLock::new(|| {
    let key = |word: &str| stem(Form::new(word)).key;
    let keys = |words: &[&str]| -> Vec<u32> { words.iter().map(|word| key(word)).collect() };
    let (denying, before_to) = (keys(&DENYING), keys(&DENYING_BEFORE_TO));
    let (mut opposites, mut pairs) = (HashMap::new(), HashMap::new());
    for sides in OPPOSITES {
        let first = sides[0].split_whitespace().next().unwrap_or_default();
        for (side, words) in sides.iter().enumerate() {
            for word in words.split_whitespace() {
                let subject = (key(first), side == 1);
                if let Some((verb, next)) = word.split_once('_') {
                    pairs.insert([key(verb), key(next)], subject);
                } else {
                    opposites.insert(key(word), subject);
                }
            }
        }
    }
    let verbs = pairs.keys().map(|pair: &[u32; 2]| pair[0]);
    let first: Vec<u32> = opposites.keys().copied().chain(verbs).collect();
    Known {
        first: KeyBits::of(&first),
        cues: KeyBits::of(&[&denying[..], &before_to[..]].concat()),
        denying,
        before_to,
        opposites,
        pairs,
    }
});

/// What a word and its opposite are about, and whether it is the one that denies.
fn opposite(word: &Word, tokens: &Tokens) -> Option<(u32, bool)> {
    if word.rank == 0.0 || word.is_name {
        return None;
    }
    if let Some(known) = KNOWN.opposite(word.stem) {
        return Some(known);
    }
    let text = tokens.text(word.token as usize);
    let affirmed = text.strip_prefix("un").filter(|rest| rest.len() > 3)?;
    let affirmed = Form::new(affirmed);
    Some((super::sense::sense(affirmed, stem(affirmed)).meaning, true))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::frame;

    /// The words that a sentence denies, in order.
    fn denied(sentence: &str) -> Vec<String> {
        let tokens = Tokens::new(sentence);
        let words = frame::words(&tokens, 0..tokens.len());
        let stances = stances(&words, &tokens);
        let denied = stances.iter().filter(|stance| stance.is_denied);
        denied
            .map(|stance| tokens.text(words[stance.word].token as usize).to_owned())
            .collect()
    }

    #[test]
    fn a_denial_denies_the_next_thing_that_is_said() {
        for (sentence, expected) in [
            ("The agreement does not bind the contractors.", "bind"),
            ("She didn’t explicitly mention the bridge.", "mention"),
            ("Strikers were never paid.", "paid"),
            ("The managers refused to publish the figures.", "publish"),
            ("The mayor has yet to sign the contract.", "sign"),
            ("No nurse walked away.", "nurse"),
            ("He did not fail to attend.", ""),
            ("It is not only a school.", ""),
            ("There is no doubt about the result.", ""),
            ("An agreement is unlikely.", "unlikely"),
            ("An agreement is not unlikely.", ""),
            ("The council rejected the plan.", "rejected"),
            ("The council did not reject the plan.", ""),
            ("The hearing was called off.", "off"),
            ("The hearing went ahead.", ""),
            ("The hearing did not go ahead.", "ahead"),
            (
                "She voted against it and turned down a seat.",
                "against down",
            ),
            ("They said no, and the train left.", ""),
        ] {
            assert_eq!(denied(sentence).join(" "), expected, "{sentence}");
        }
    }

    #[test]
    fn words_and_their_opposites_are_about_one_thing() {
        let stance = |sentence: &str| {
            let tokens = Tokens::new(sentence);
            let words = frame::words(&tokens, 0..tokens.len());
            stances(&words, &tokens)[0]
        };
        let (one, other) = (stance("They praised it"), stance("They criticized it"));
        assert_eq!(one.subject, other.subject);
        assert_ne!(one.is_denied, other.is_denied);
    }
}
