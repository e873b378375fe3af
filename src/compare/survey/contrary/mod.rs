//! What one text says was done and the other that it was not, whichever words tell it: “ruled out a protest”,
//! “will lodge a protest”.
//!
//! Two sentences contradict one another where a deed ([`Deed`]) is denied in one of them only, and what
//! stands next to it is the same in both: what it is done to, or who does it. What forbids counts for more than
//! how much is the same: another name, another day, a condition, another mood, and a text that says both.

mod done;

use std::ops::Range;

use super::Item;
use super::candidate::Candidate;
use super::denial::{self, Share};
use super::pair::Both;
use super::reading::{Sentence, Term};
use super::telling;
use crate::compare::frame::{self, Deed, Known};
use done::{Arguments, mood, says_both, says_too, wide};

pub(super) use done::Deeds;

/// In how many sentences of a text a thing may be spoken of that is known by its word alone.
const FEW: usize = 3;

/// How many sentences before one may say of whom it is, and how many words a sentence has that need not say it.
const BACK: usize = 3;
const SHORT: usize = 8;

/// What a word weighs that by itself says to what something is done.
const CLEAR: f32 = 0.85;

/// How much of what belongs to the two must be the same, from 0 to 1, and what it must weigh.
const FLOOR: f32 = 0.35;
const LEAST: f32 = 1.2;

/// As above, where the deed is only a word that is denied.
const FLOOR_OF_WORD: f32 = 0.55;

/// As above, where one word is the same.
const FLOOR_OF_ONE: f32 = 0.25;
const LEAST_OF_ONE: f32 = 0.7;

/// What the two texts contradict one another on, in other words.
pub(super) fn contraries(both: &Both<'_>) -> Vec<Item> {
    let mut found: Vec<(f32, Item)> = Vec::new();
    let mut add = |at: [u32; 2], deeds: [&Deed; 2]| {
        let candidate = Candidate {
            a: at[0] as usize,
            b: at[1] as usize,
        };
        let sentences = [
            &both.a.sentences[candidate.a],
            &both.b.sentences[candidate.b],
        ];
        let matched = compare(sentences, deeds, both);
        let matched = matched.filter(|_| !telling::speakers_differ(&candidate, both));
        found.extend(matched.map(|it| (it.likeness, item(sentences, &it.words, both))));
    };
    for kind in both.a.deeds.kinds() {
        for (a, x) in both.a.deeds.of(kind, both.a) {
            let others = both.b.deeds.of(kind, both.b);
            for (b, y) in others.clone().filter(|(_, y)| y.is_denied != x.is_denied) {
                add([a, b], [x, y]);
            }
            if is_ruled_out(x) && others.clone().next().is_none() {
                for (b, y) in plain(0, x.kind, both) {
                    add([a, b], [x, &y]);
                }
            }
        }
    }
    for kind in both.b.deeds.kinds() {
        for (b, y) in both.b.deeds.of(kind, both.b) {
            if is_ruled_out(y) && both.a.deeds.of(kind, both.a).next().is_none() {
                for (a, x) in plain(1, y.kind, both) {
                    add([a, b], [&x, y]);
                }
            }
        }
    }
    super::likest(found)
}

/// Whether a word is denied that need not be something that is done, and not merely by “not”: a plain denial
/// is compared word for word ([`denial`]).
fn is_ruled_out(deed: &Deed) -> bool {
    deed.is_denied && deed.is_refused && deed.known == Known::Word
}

/// Where the other text than that of `side` has a word about a matter, as something that is done.
fn plain(side: usize, matter: u32, both: &Both<'_>) -> Vec<(u32, Deed)> {
    let other = [both.b, both.a][side];
    let sentences = other.matters.sentences(matter);
    let few = sentences.len() <= FEW;
    let deed = |number: &u32| {
        let sentence = &other.sentences[*number as usize];
        let is_it = |term: &Term| term.word.matter == matter && term.weight > 0.0;
        let at = sentence.words.iter().position(is_it)?;
        let deed = Deed {
            kind: matter,
            words: at..at + 1,
            cue: at,
            is_denied: false,
            is_refused: false,
            known: Known::Word,
        };
        Some((*number, deed))
    };
    let few = sentences.iter().filter(|_| few);
    few.filter_map(deed).collect()
}

/// Two deeds of which one says what the other denies.
struct Match {
    likeness: f32,
    /// The words of each sentence that show it.
    words: [Range<usize>; 2],
}

fn compare(sentences: [&Sentence; 2], deeds: [&Deed; 2], both: &Both<'_>) -> Option<Match> {
    let kind = deeds[0].kind;
    if sentences.iter().any(|it| says_both(it, kind)) {
        return None;
    }
    let readings = [both.a, both.b];
    let moods = [0, 1].map(|side| mood(sentences[side], deeds[side], readings[side]));
    let is_refused = deeds.iter().any(|deed| deed.is_refused);
    let is_one_mood = moods[0]? == moods[1]? || is_refused;
    if !is_one_mood || denial::are_of_other_days(sentences, both) {
        return None;
    }
    let held = Held::new(sentences, deeds, both);
    if held.is_of_others() || held.has_other_doer() {
        return None;
    }
    let parts = [held.part(0), held.part(1)];
    if !held.is_like(parts) && !held.is_whole() && !held.is_of_one_thing() {
        return None;
    }
    let about = [0, 1].map(|side| held.about(side));
    if says_too(both.a, deeds[1], &about[1]) || says_too(both.b, deeds[0], &about[0]) {
        return None;
    }
    Some(Match {
        likeness: f32::midpoint(parts[0], parts[1]),
        words: [held.words(0), held.words(1)],
    })
}

/// Two deeds, held against one another.
struct Held<'a> {
    sentences: [&'a Sentence; 2],
    deeds: [&'a Deed; 2],
    arguments: [Arguments; 2],
    wide: [&'a [Term]; 2],
    /// What belongs to both, by number of word in the first.
    direct: Vec<usize>,
    both: &'a Both<'a>,
}

impl<'a> Held<'a> {
    fn new(sentences: [&'a Sentence; 2], deeds: [&'a Deed; 2], both: &'a Both<'a>) -> Self {
        let arguments = [0, 1].map(|side| Arguments::new(sentences[side], deeds[side]));
        let mut held = Self {
            wide: [0, 1].map(|side| wide(sentences[side], deeds[side])),
            direct: Vec::new(),
            sentences,
            deeds,
            arguments,
            both,
        };
        let own = held.arguments[0].all().filter(|at| {
            let x = &sentences[0].words[*at];
            let mut others = held.arguments[1].all();
            let is_one = |y| held.is_one(x, &sentences[1].words[y]);
            !frame::is_country(x.word.matter) && others.any(is_one)
        });
        held.direct = own.collect();
        held
    }

    fn is_one(&self, x: &Term, y: &Term) -> bool {
        x.word.matter == y.word.matter || self.both.same(x, y)
    }

    fn weigh(&self, side: usize, term: &Term) -> f32 {
        if side == 0 {
            self.both.weigh_a(term)
        } else {
            self.both.weigh_b(term)
        }
    }

    fn share(&self, side: usize, own: impl Iterator<Item = usize>) -> Share {
        let has = |term: &Term| {
            let mut others = self.wide[1 - side].iter();
            others.any(|other| match side {
                0 => self.is_one(term, other),
                _ => self.is_one(other, term),
            })
        };
        let words = own.map(|at| &self.sentences[side].words[at]);
        Share::new(words, has, |term| self.weigh(side, term))
    }

    /// How much of what belongs to one of them the other has: who does it is not always said, so that one side
    /// is enough.
    fn part(&self, side: usize) -> f32 {
        let own = &self.arguments[side];
        let sides = [&own.before, &own.after];
        let parts = sides.map(|own| {
            let share = self.share(side, own.iter().copied());
            if share.shared > 0.0 {
                share.part()
            } else {
                0.0
            }
        });
        let all = self.share(side, own.all());
        parts.into_iter().fold(all.part(), f32::max)
    }

    /// What the word weighs that says what is done, where both have it.
    fn own(&self) -> f32 {
        let [x, y] = [0, 1].map(|side| &self.sentences[side].words[self.deeds[side].words.start]);
        if self.is_one(x, y) {
            self.both.weigh_a(x)
        } else {
            0.0
        }
    }

    /// Whether enough of what belongs to the two is the same; `parts` says how much is.
    fn is_like(&self, parts: [f32; 2]) -> bool {
        let least = parts[0].min(parts[1]);
        let shared = [0, 1].map(|side| self.share(side, self.arguments[side].all()).shared);
        let weight = shared[0].min(shared[1]) + self.own();
        if self.deeds[0].known == Known::Word && least < FLOOR_OF_WORD {
            return false;
        }
        match self.direct.len() {
            _ if !self.has_clear() => false,
            0 => false,
            1 => self.has_closest() && least >= FLOOR_OF_ONE && weight >= LEAST_OF_ONE,
            _ => least >= FLOOR && weight >= LEAST,
        }
    }

    /// Whether what belongs to both is more than words that are common in any writing: a word that is not, or two
    /// that stand together in both, “high school”.
    fn has_clear(&self) -> bool {
        let [s, t] = self.sentences;
        let follows = |x: usize, y: usize| {
            let beside = |x: Option<usize>, y: Option<usize>| {
                let pair = x
                    .and_then(|x| s.words.get(x))
                    .zip(y.and_then(|y| t.words.get(y)));
                pair.is_some_and(|(x, y)| x.weight > 0.0 && x.word.stem == y.word.stem)
            };
            beside(Some(x + 1), Some(y + 1)) || beside(x.checked_sub(1), y.checked_sub(1))
        };
        self.direct.iter().any(|x| {
            let word = &s.words[*x];
            let is_plain = !word.word.is_name && !word.word.is_common;
            is_plain
                || self.arguments[1]
                    .all()
                    .any(|y| self.is_one(word, &t.words[y]) && follows(*x, y))
        })
    }

    /// Whether a word that few sentences have is among the closest to both.
    fn has_closest(&self) -> bool {
        let [s, t] = self.sentences;
        self.arguments[0].closest().any(|at| {
            let x = &s.words[at];
            let is_clear = !frame::is_country(x.word.matter) && self.both.weigh_a(x) >= CLEAR;
            let mut others = self.arguments[1].closest();
            is_clear && others.any(|y| self.is_one(x, &t.words[y]))
        })
    }

    /// Whether what is ruled out in one of them is what the other tells of: “a protest”, of which few sentences
    /// speak.
    fn is_of_one_thing(&self) -> bool {
        let readings = [self.both.a, self.both.b];
        let is_told = |side: usize| {
            let words = &self.sentences[side].words;
            let at = self.deeds[side].words.start;
            let tokens = readings[side].source.text.tokens();
            let text = |term: &Term| tokens.text(term.word.token as usize);
            let mut before = words[..at].iter().rev().take(2);
            let is_few = readings[side].postings[words[at].id as usize].len() <= FEW;
            is_few && before.any(|it| matches!(text(it), "a" | "an" | "any"))
        };
        let has_ruled_out = self.deeds.iter().any(|deed| is_ruled_out(deed));
        has_ruled_out && self.own() >= CLEAR && is_told(0) && is_told(1)
    }

    /// Whether both tell of a thing by itself, and of one and the same person: by a name, or in a few words that
    /// name nobody.
    fn is_whole(&self) -> bool {
        let readings = [self.both.a, self.both.b];
        let is_name = |term: &&Term| term.word.is_name && term.word.says();
        let names = |side: usize| -> Vec<&Term> {
            let own = self.sentences[side];
            let number = readings[side].sentences_of(own.span).start;
            let start = number.saturating_sub(BACK);
            let lines = readings[side].sentences[start..=number].iter().rev();
            let mut names = lines.map(|it| it.words.iter().filter(is_name).collect::<Vec<_>>());
            names.find(|names| !names.is_empty()).unwrap_or_default()
        };
        let [of_s, of_t] = [names(0), names(1)];
        let is_short = |it: &&Sentence| it.words.len() <= SHORT;
        self.deeds.iter().all(|deed| deed.known == Known::Whole)
            && (self.sentences.iter().all(is_short)
                || of_s.iter().any(|x| of_t.iter().any(|y| self.is_one(x, y))))
    }

    /// Whether somebody else does it in one of them than in the other, as far as both are written large.
    fn has_other_doer(&self) -> bool {
        let readings = [self.both.a, self.both.b];
        let doer = |side: usize| {
            let (sentence, deed) = (self.sentences[side], self.deeds[side]);
            self.arguments[side].doer(sentence, deed, readings[side])
        };
        doer(0).zip(doer(1)).is_some_and(|(x, y)| {
            let is_large = [(x, 0), (y, 1)].into_iter().all(|(term, side)| {
                let tokens = readings[side].source.text.tokens();
                let text = tokens.text(term.word.token as usize);
                text.starts_with(char::is_uppercase)
            });
            is_large && !self.is_one(x, y)
        })
    }

    /// Whether each names somebody or something, and they have no name in common.
    fn is_of_others(&self) -> bool {
        let is_name = |term: &&Term| term.word.is_name && term.word.says();
        let names = |side: usize| {
            let near = self.wide[side].iter().filter(is_name);
            let is_far = near.clone().next().is_none();
            let rest = self.sentences[side].words.iter().filter(is_name);
            near.chain(rest.filter(move |_| is_far))
        };
        let name_both = names(0).next().is_some() && names(1).next().is_some();
        name_both && !names(0).any(|x| names(1).any(|y| self.is_one(x, y)))
    }

    /// The matters of what belongs to one of them.
    fn about(&self, side: usize) -> Vec<u32> {
        let words = &self.sentences[side].words;
        let all = self.arguments[side].all();
        all.map(|at| words[at].word.matter).collect()
    }

    /// From what denies it to what says it, with the closest word that both have.
    fn words(&self, side: usize) -> Range<usize> {
        let words = &self.sentences[side].words;
        let own = self.deeds[side].cue..self.deeds[side].words.end;
        let is_shared = |at: &usize| {
            let mut direct = self.direct.iter();
            let is_it = |x: &usize| match side {
                0 => x == at,
                _ => self.is_one(&self.sentences[0].words[*x], &words[*at]),
            };
            direct.any(is_it)
        };
        let shared = self.arguments[side].all().filter(is_shared);
        let nearest = shared.min_by_key(|at| at.abs_diff(own.start).min(at.abs_diff(own.end)));
        let nearest = nearest.unwrap_or(own.start);
        own.start.min(nearest)..own.end.max(nearest + 1)
    }
}

fn item(sentences: [&Sentence; 2], words: &[Range<usize>; 2], both: &Both<'_>) -> Item {
    let readings = [both.a, both.b];
    let spans = [0, 1].map(|side| {
        let token = |at: usize| sentences[side].words[at].word.token as usize;
        let tokens = readings[side].source.text.tokens();
        tokens.span(token(words[side].start), token(words[side].end - 1) + 1)
    });
    let why = "both of the same, and only one of them says that it was so";
    denial::contradiction(sentences, spans, why.to_owned(), both)
}
