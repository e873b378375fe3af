//! Whether a value in a passage answers the question for another: the words near the two, the word that each
//! belongs to, the names beside them.

use std::ops::Range;

use crate::compare::frame::{self, Around, REACH, Word, nearness};
use crate::value::Kind;

/// How near the word that a value belongs to stands, in words.
const GOVERNING: u32 = 4;

/// How near a word stands that says by itself what happened on a day, in words: one preposition between.
const CLOSE: u32 = 2;

/// How near to a day stands what happened on it, in words.
const EVENT: u32 = 6;

/// How many words two frames must share, at the least, to have anything in common.
pub(super) const FEWEST: u32 = 2;

/// What names count: the texts of one event share them all.
const NAME: f32 = 0.35;

/// How words end that tell where somebody or something is from.
const ORIGINS: [&str; 6] = ["ian", "ean", "can", "ese", "ish", "ern"];

/// What a word counts, before it is known how near it stands: nothing of the texts that are asked goes
/// into it.
pub(super) fn weigh(word: &Word) -> f32 {
    let share = f32::from(word.name_length).sqrt();
    let rank = if word.is_name {
        word.rank.min(NAME)
    } else {
        word.rank
    };
    rank / share
}

/// One meaning near a value.
#[derive(Clone, Copy, Debug)]
struct Near {
    meaning: u32,
    /// What it counts anywhere.
    weight: f32,
    /// How near it stands, from 1 down to 0.
    nearness: f32,
}

impl Near {
    fn new(word: &Word, distance: u32) -> Self {
        Self {
            meaning: word.meaning,
            weight: weigh(word),
            nearness: nearness(distance),
        }
    }

    /// Whether it may be what happened on a day.
    fn is_event(&self) -> bool {
        self.weight > 0.9 && self.nearness >= nearness(EVENT)
    }
}

/// The meanings near a value: of each, by meaning, the nearest.
#[derive(Clone, Debug, Default)]
pub(super) struct Nearby(Vec<Near>);

impl Nearby {
    /// What stands near the words `inside` of a sentence, which are a value.
    pub(super) fn new(words: &[Word], inside: &Range<usize>) -> Self {
        let near = frame::beside(words, inside, REACH);
        let near = near.map(|(_, distance, word)| Near::new(word, distance));
        Self::of(near.collect())
    }

    /// Takes the words near a value, in the order of the text.
    fn of(mut near: Vec<Near>) -> Self {
        near.sort_by(|a, b| (a.meaning.cmp(&b.meaning)).then(b.nearness.total_cmp(&a.nearness)));
        near.dedup_by_key(|near| near.meaning);
        Self(near)
    }

    fn get(&self, meaning: u32) -> Option<&Near> {
        let found = self.0.binary_search_by_key(&meaning, |it| it.meaning);
        found.ok().map(|at| &self.0[at])
    }
}

/// The words around a value, as a question has them or a passage that may answer.
#[derive(Clone, Debug, Default)]
pub(super) struct Frame {
    around: Around,
    near: Nearby,
    /// The closest words that say something: before it, and after it.
    governing: [Option<u32>; 2],
    /// The words that say something, and are no names, as close as those may be.
    close: [Vec<u32>; 2],
    /// Whether the one before it is right before it: “landed on Monday”.
    is_close: bool,
    /// The names in reach.
    names: Vec<u32>,
}

impl Frame {
    /// The frame of a value that `around` stands around. `letters` gives the letters of a word.
    pub(super) fn new<'t>(around: Around, letters: impl Fn(&Word) -> &'t str) -> Self {
        let mut frame = Self::default();
        let mut closest = [GOVERNING + 1; 2];
        let in_reach = || around.near.iter().filter(|near| near.distance <= REACH);
        let nearby = in_reach().map(|near| Near::new(&near.word, near.distance));
        frame.near = Nearby::of(nearby.collect());
        for near in in_reach() {
            let (word, side, distance) = (&near.word, near.side, near.distance);
            if word.is_name {
                if !is_origin(letters(word)) {
                    frame.names.push(word.meaning);
                }
                continue;
            }
            if distance <= GOVERNING {
                frame.close[side].push(word.meaning);
            }
            if distance < closest[side] || (side == 0 && distance <= closest[side]) {
                closest[side] = distance;
                frame.governing[side] = Some(word.meaning);
            }
        }
        frame.is_close = closest[0] <= CLOSE;
        frame.around = around;
        frame
    }

    /// Whether a value of that kind in this frame and one in the other can answer one question: they
    /// belong to the same word.
    pub(super) fn belongs_as(&self, other: &Self, kind: Kind) -> bool {
        let governs = |side: usize| {
            let mine = self.governing[side];
            mine.is_some() && mine == other.governing[side]
        };
        // “The offer stands at 5.5 percent” answers “offered {5.5 percent}”.
        let reaches = |side: usize| {
            let mine = self.governing[side];
            mine.is_some_and(|stem| other.close[side].contains(&stem))
        };
        match kind {
            // What is counted stands after the count.
            Kind::Number | Kind::Ordinal if self.governing[1].is_some() => governs(1),
            // A day belongs to what happens, wherever in the clause it stands, unless it is said right
            // before it: “landed on Monday” is no day of release.
            Kind::Date | Kind::Time => {
                let is_other = |own: &Self, of: &Self| {
                    own.around.is_of_next && !own.close[1].iter().any(|it| of.has_near(*it))
                };
                if is_other(self, other) || is_other(other, self) {
                    return false;
                }
                let is_free = !(self.is_close && other.is_close);
                governs(0)
                    || governs(1)
                    || self.happens_in(other)
                    || other.happens_in(self)
                    || is_free && self.shares_an_event(other)
            }
            Kind::Number | Kind::Ordinal => governs(0) || governs(1),
            _ => reaches(0) || reaches(1),
        }
    }

    /// Whether the two bound what they answer in different ways: what began “since Monday” did not happen “on
    /// Monday”.
    pub(super) fn is_bound_otherwise(&self, other: &Self) -> bool {
        self.around.bound != other.around.bound
    }

    /// Whether what is said right before the one day happens near the other, on whichever side: “ended on
    /// Wednesday”, “on Wednesday, he ended”.
    fn happens_in(&self, other: &Self) -> bool {
        let happens = self.governing[0].filter(|_| self.is_close && !other.is_close);
        let Some(happens) = happens else { return false };
        other.has_near(happens)
    }

    /// Whether a word of that meaning stands near.
    fn has_near(&self, meaning: u32) -> bool {
        let found = self.near.get(meaning);
        found.is_some_and(|near| near.nearness >= nearness(EVENT))
    }

    /// Whether a word that says much, and is no name, stands near both values.
    fn shares_an_event(&self, other: &Self) -> bool {
        let mut mine = self.near.0.iter().filter(|it| it.is_event());
        mine.any(|mine| other.near.get(mine.meaning).is_some_and(Near::is_event))
    }

    /// Whether the names beside the values tell of different things.
    pub(super) fn is_foreign(&self, other: &Self) -> bool {
        let both = !self.names.is_empty() && !other.names.is_empty();
        both && !self.names.iter().any(|name| other.names.contains(name))
    }

    /// How much of this frame stands near another value, from 0 to 1. Where a word stands further from the
    /// value there than here, it counts for less. 0 where a single word is all they share.
    pub(super) fn part_in(&self, other: &Nearby) -> f32 {
        let (mut shared, mut n_shared) = (0.0, 0);
        for mine in &self.near.0 {
            if let Some(other) = other.get(mine.meaning) {
                shared += mine.weight * mine.nearness.min(other.nearness);
                n_shared += 1;
            }
        }
        if n_shared < FEWEST {
            return 0.0;
        }
        shared / self.total().max(f32::EPSILON)
    }

    /// What the words count that are needed to have all of this frame.
    pub(super) fn total(&self) -> f32 {
        self.counts().map(|(_, count)| count).sum()
    }

    /// What each meaning counts here.
    pub(super) fn counts(&self) -> impl Iterator<Item = (u32, f32)> {
        self.near()
            .map(|(meaning, weight, nearness)| (meaning, weight * nearness))
    }

    /// Each meaning near the value, what it counts anywhere, and how near it stands.
    pub(super) fn near(&self) -> impl Iterator<Item = (u32, f32, f32)> {
        let near = self.near.0.iter();
        near.map(|near| (near.meaning, near.weight, near.nearness))
    }
}

/// Whether a word tells where somebody or something is from, as “Russian” does.
pub(super) fn is_origin(letters: &str) -> bool {
    ORIGINS.iter().any(|ending| letters.ends_with(ending))
}
