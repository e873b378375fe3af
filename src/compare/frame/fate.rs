//! What befell the people whom a figure counts: “killed five people”, “four have died”, “five deaths”.
//!
//! News counts the dead, the hurt and those who had to leave in whatever words; two such counts of one event are one
//! count.

use std::ops::Range;
use std::sync::LazyLock;

use super::stem::stem;
use super::{Word, small};
use crate::index::{Form, Listed};
use crate::source::token::Tokens;

/// How many words after a count, and before it, what befell those whom it counts may stand.
const AFTER: usize = 7;
const BEFORE: usize = 2;

/// What befalls people.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fate {
    /// They died.
    Dead,
    /// They were hurt, or lie in hospital.
    Hurt,
    /// They fell ill.
    Ill,
    /// They left their homes, or were to.
    Moved,
    /// They were taken by the police.
    Held,
    /// Nobody knows where they are.
    Missing,
}

/// Words for each: that count it by themselves, and that tell it of those who are counted.
const WORDS: [(Fate, &str, &str); 6] = [
    (
        Fate::Dead,
        "death fatality life",
        "die dead kill perish drown life",
    ),
    (
        Fate::Hurt,
        "injury",
        "injure hurt wound hospital hospitalise hospitalize",
    ),
    (Fate::Ill, "case infection", "ill sick infect sicken"),
    (
        Fate::Moved,
        "evacuation evacuee",
        "evacuate flee displace homeless",
    ),
    (Fate::Held, "arrest detention detainee", "arrest detain"),
    (Fate::Missing, "", "missing unaccounted"),
];

/// Words before a count of lives that were not lost.
const SAVED: [&str; 3] = ["saved", "saving", "save"];

/// What befell those whom the words `inside` of a sentence count, which are a number.
pub(super) fn fate(words: &[Word], inside: &Range<usize>, tokens: &Tokens) -> Option<Fate> {
    static LISTS: LazyLock<[Listed<Fate>; 2]> = LazyLock::new(|| {
        let list = |of: fn(&(Fate, &'static str, &'static str)) -> &'static str| {
            let words = WORDS.iter().flat_map(|it| {
                let words = of(it).split_whitespace();
                words.map(|word| (stem(Form::new(word)), it.0))
            });
            Listed::new(words)
        };
        [list(|it| it.1), list(|it| it.2)]
    });
    let [counting, telling] = &*LISTS;
    let among = |list: &Listed<Fate>, word: &Word| {
        let letters = small(tokens.text(word.token as usize));
        // Those who live are not lives.
        let letters = if letters == "lives" { "life" } else { &letters };
        list.get(stem(Form::new(letters))).copied()
    };
    let text = |at: usize| tokens.text(words[at].token as usize);
    // No mark stands between.
    let is_next = |at: &usize| *at == 0 || words[*at].at == words[at - 1].at + 1;
    let before = inside.start.saturating_sub(BEFORE)..inside.start;
    let is_saved = before.clone().any(|at| SAVED.contains(&text(at)));
    let mut after = (inside.end..words.len())
        .take(AFTER)
        .take_while(|at| is_next(at));
    if is_saved {
        return None;
    }
    let counted = after
        .clone()
        .take(2)
        .find_map(|at| among(counting, &words[at]));
    let told = || {
        let is_joined = is_next(&inside.start);
        let told = before.rev().find_map(|at| among(telling, &words[at]));
        told.filter(|_| is_joined)
    };
    counted
        .or_else(told)
        .or_else(|| after.find_map(|at| among(telling, &words[at])))
}
