//! The frame of a value: the words near it, the word it belongs to, the names beside it.

use std::ops::Range;

use crate::compare::frame::{Word, nearness};
use crate::value::Kind;

/// How far from a value a word may stand and still be of its frame, in words.
const REACH: u32 = 12;

/// How near the word that a value belongs to stands, in words.
const GOVERNING: u32 = 4;

/// Words right before a day that make it a bound: what began “since Monday” did not happen “on Monday”.
const BOUNDS: [&str; 6] = ["since", "until", "till", "before", "after", "from"];

/// How near a word stands that says by itself what happened on a day, in words: one preposition between.
const CLOSE: u32 = 2;

/// How near to a day stands what happened on it, in words.
const EVENT: u32 = 6;

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

/// One word near a value.
#[derive(Clone, Copy, Debug)]
struct Near {
    stem: u32,
    /// What it counts anywhere.
    weight: f32,
    /// How near it stands, from 1 down to 0.
    nearness: f32,
}

impl Near {
    /// Whether it may be what happened on a day.
    fn is_event(&self) -> bool {
        self.weight > 0.9 && self.nearness >= nearness(EVENT)
    }
}

/// The words around a value.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// By stem, the nearest of each.
    near: Vec<Near>,
    /// The closest words that say something: before it, and after it.
    governing: [Option<u32>; 2],
    /// The words that say something, and are no names, as close as those may be.
    close: [Vec<u32>; 2],
    /// The word right before it where that bounds it: “since”.
    bound: Option<u32>,
    /// Whether the one before it is right before it: “landed on Monday”.
    is_close: bool,
    /// The names in reach.
    names: Vec<u32>,
}

impl Around {
    /// The words around those in `inside`, in one sentence. `letters` gives the letters of a word.
    pub(super) fn new<'t>(
        words: &[Word],
        inside: Range<usize>,
        letters: impl Fn(&Word) -> &'t str,
    ) -> Self {
        let mut around = Self::default();
        let (Some(first), Some(last)) = (
            words.get(inside.start),
            words.get(inside.end.wrapping_sub(1)),
        ) else {
            return around;
        };
        let mut closest = [GOVERNING + 1; 2];
        for (at, word) in words.iter().enumerate() {
            let (side, distance) = if at < inside.start {
                (0, first.at - word.at)
            } else {
                (1, word.at.saturating_sub(last.at))
            };
            let weight = weigh(word);
            if inside.contains(&at) || distance > REACH || weight == 0.0 {
                continue;
            }
            around.near.push(Near {
                stem: word.stem,
                weight,
                nearness: nearness(distance),
            });
            if word.is_name {
                if !is_origin(letters(word)) {
                    around.names.push(word.stem);
                }
                continue;
            }
            if distance <= GOVERNING {
                around.close[side].push(word.stem);
            }
            if distance < closest[side] || (side == 0 && distance <= closest[side]) {
                closest[side] = distance;
                around.governing[side] = Some(word.stem);
            }
        }
        let before = inside.start.checked_sub(1).map(|at| &words[at]);
        let bounds = |word: &&Word| BOUNDS.contains(&letters(word).to_lowercase().as_str());
        around.bound = before.filter(bounds).map(|word| word.stem);
        around.is_close = closest[0] <= CLOSE;
        let nearer = |a: &Near, b: &Near| (a.stem, b.nearness).partial_cmp(&(b.stem, a.nearness));
        around
            .near
            .sort_by(|a, b| nearer(a, b).unwrap_or(std::cmp::Ordering::Equal));
        around.near.dedup_by_key(|near| near.stem);
        around
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
                if self.bound != other.bound {
                    return false;
                }
                let is_free = !(self.is_close && other.is_close);
                governs(0) || governs(1) || is_free && self.shares_an_event(other)
            }
            Kind::Number | Kind::Ordinal => governs(0) || governs(1),
            _ => reaches(0) || reaches(1),
        }
    }

    /// Whether a word that says much, and is no name, stands near both values.
    fn shares_an_event(&self, other: &Self) -> bool {
        let mut mine = self.near.iter().filter(|it| it.is_event());
        mine.any(|mine| {
            let found = other.near.binary_search_by_key(&mine.stem, |it| it.stem);
            found.is_ok_and(|at| other.near[at].is_event())
        })
    }

    /// Whether the names beside the values tell of different things.
    pub(super) fn is_foreign(&self, other: &Self) -> bool {
        let both = !self.names.is_empty() && !other.names.is_empty();
        both && !self.names.iter().any(|name| other.names.contains(name))
    }

    /// How much of this frame stands in the other, from 0 to 1. Where a word stands further from the
    /// value there than here, it counts for less. 0 where a single word is all they share.
    pub(super) fn part_in(&self, other: &Self) -> f32 {
        let (mut shared, mut n_shared) = (0.0, 0);
        for mine in &self.near {
            let found = other.near.binary_search_by_key(&mine.stem, |it| it.stem);
            if let Ok(at) = found {
                shared += mine.weight * mine.nearness.min(other.near[at].nearness);
                n_shared += 1;
            }
        }
        if n_shared < 2 {
            return 0.0;
        }
        shared / self.total().max(f32::EPSILON)
    }

    /// What the words count that are needed to have all of this frame.
    pub(super) fn total(&self) -> f32 {
        self.near.iter().map(|it| it.weight * it.nearness).sum()
    }

    /// What each stem counts here.
    pub(super) fn counts(&self) -> impl Iterator<Item = (u32, f32)> {
        let near = self.near.iter();
        near.map(|near| (near.stem, near.weight * near.nearness))
    }
}

/// Whether a word tells where somebody or something is from, as “Russian” does.
pub(super) fn is_origin(letters: &str) -> bool {
    ORIGINS.iter().any(|ending| letters.ends_with(ending))
}
