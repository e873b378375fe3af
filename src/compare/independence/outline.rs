//! What a text tells, in short: enough to say of most pairs of texts that neither is a copy of the other.
//!
//! Of every line the words that say something are kept, each as [sixteen bits](Outline). So much of a text is
//! an eighth of its bytes, and is kept between runs, so that nobody cuts a text into words again that has not
//! changed.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::narration::LONGEST;
use crate::source::{Source, SourceId};

/// Of so few texts each pair is looked at.
pub(super) const FEW_TEXTS: usize = 8;

/// How many texts are counted at once, each in a bit.
const AT_ONCE: usize = 128;

/// How many binary digits a count below twice [`LONGEST`] has.
const DIGITS: usize = 7;

/// How many of the bits of a word tell it from others where texts are counted.
const PLACE: u32 = 14;

/// So many words are held for whoever keeps them.
const MOST_HELD: usize = 1 << 21;

/// The lines of what a text tells: of each the number of its words, and the first bits of their stems. Two words
/// may have the same ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Outline(Arc<[u16]>);

impl Outline {
    /// The outline of lines with these words that say something, at most [`LONGEST`] of each.
    pub(super) fn new<L: ExactSizeIterator<Item = u32>>(lines: impl Iterator<Item = L>) -> Self {
        let mut outline = Vec::new();
        for line in lines {
            outline.push(u16::try_from(line.len()).unwrap_or(u16::MAX));
            outline.extend(line.map(|stem| u16::try_from(stem >> 16).unwrap_or(u16::MAX)));
        }
        Self(outline.into())
    }

    /// The bytes to keep.
    pub(crate) fn to_bytes(&self) -> Vec<u8> {
        self.0.iter().flat_map(|it| it.to_le_bytes()).collect()
    }

    /// The outline that was kept as `bytes`.
    pub(crate) fn from_bytes(bytes: &[u8]) -> Self {
        let (all, _) = bytes.as_chunks();
        Self(all.iter().map(|it| u16::from_le_bytes(*it)).collect())
    }

    /// How many bytes it takes.
    pub(super) fn n_bytes(&self) -> usize {
        size_of_val(&*self.0)
    }

    /// The lines, each as the places of its words.
    fn lines(&self) -> impl Iterator<Item = impl ExactSizeIterator<Item = usize>> {
        let mut rest = &*self.0;
        std::iter::from_fn(move || {
            let (n, others) = rest.split_first()?;
            let (line, others) = others.split_at_checked(usize::from(*n))?;
            rest = others;
            let place = |word: &u16| usize::from(*word >> (u16::BITS - PLACE));
            Some(line.iter().map(place))
        })
    }

    /// The texts that may have half of the lines, where `having` has those that have a word, by its place, a bit
    /// for each.
    fn in_half(&self, having: &[u128]) -> impl Iterator<Item = usize> {
        let mut n_lines = [0; AT_ONCE];
        let mut n = 0;
        for line in self.lines() {
            let least = line.len().div_ceil(2);
            let mut texts = in_so_many(line.map(|word| having[word]), least);
            while texts != 0 {
                n_lines[texts.trailing_zeros() as usize] += 1;
                texts &= texts - 1;
            }
            n += 1;
        }
        let least = usize::div_ceil(n, 2).max(1);
        let n_lines = n_lines.into_iter().enumerate();
        n_lines.filter_map(move |(text, n)| (n >= least).then_some(text))
    }
}

/// The pairs of texts, by number in order, of which half of one's lines may stand in the other: every pair
/// of which they do, and few others. Where some are `changed`, only pairs with one of these.
pub(super) fn likely(texts: &[&Outline], changed: Option<&[usize]>) -> BTreeSet<(usize, usize)> {
    let all: Vec<usize> = (0..texts.len()).collect();
    let Some(changed) = changed else {
        return held(&all, &all, texts);
    };
    let mut likely = held(&all, changed, texts);
    likely.extend(held(changed, &all, texts));
    likely
}

/// The pairs of one of `own` and one of `others` that may have half of its lines.
///
/// A text in which a line stands has half of the line's words that say something, wherever those stand: for
/// a hundred texts at a time, it is counted how many each has.
fn held(own: &[usize], others: &[usize], texts: &[&Outline]) -> BTreeSet<(usize, usize)> {
    let mut likely = BTreeSet::new();
    let mut having = vec![0; 1 << PLACE];
    for (n, others) in others.chunks(AT_ONCE).enumerate() {
        if n > 0 {
            having.fill(0);
        }
        for (bit, other) in others.iter().enumerate() {
            for word in texts[*other].lines().flatten() {
                having[word] |= 1 << bit;
            }
        }
        let having = &having;
        let pairs = own.par_iter().flat_map_iter(|&number| {
            let others = texts[number].in_half(having).map(|bit| others[bit]);
            let others = others.filter(move |&other| other != number);
            others.map(move |other| (number.min(other), number.max(other)))
        });
        likely.extend(pairs.collect::<Vec<(usize, usize)>>());
    }
    likely
}

/// The bits that are in at least `least` of `sets`, of which there are at most [`LONGEST`].
///
/// Each bit has a counter that begins so high that it comes to [`LONGEST`] by then; its digits stand apart, so
/// that all counters are added to at once.
fn in_so_many(sets: impl Iterator<Item = u128>, least: usize) -> u128 {
    let begin = LONGEST - least;
    let mut digits: [u128; DIGITS] = std::array::from_fn(|digit| {
        if begin >> digit & 1 == 1 {
            u128::MAX
        } else {
            0
        }
    });
    for mut carried in sets {
        for digit in &mut digits {
            (*digit, carried) = (*digit ^ carried, *digit & carried);
            if carried == 0 {
                break;
            }
        }
    }
    digits[DIGITS - 1]
}

/// The outlines of sources: those that an earlier run kept, and those that came.
#[derive(Default)]
pub(crate) struct Outlines {
    kept: Option<Box<Keeper>>,
    new: Mutex<New>,
}

/// Has the outline of a source, if it was kept and the source has not changed since.
type Keeper = dyn Fn(&SourceId) -> Option<Outline> + Send + Sync;

/// Outlines that came, and how many words they have.
#[derive(Default)]
struct New {
    all: Vec<(SourceId, Outline)>,
    n: usize,
}

impl Outlines {
    /// Those that are `kept`.
    pub(crate) fn new(kept: impl Fn(&SourceId) -> Option<Outline> + Send + Sync + 'static) -> Self {
        Self {
            kept: Some(Box::new(kept)),
            new: Mutex::default(),
        }
    }

    /// The outline of a source, which is `made` where it was not kept.
    pub(super) fn of(&self, source: &Source, made: impl FnOnce() -> Outline) -> Outline {
        let kept = self.kept.as_ref().and_then(|kept| kept(&source.id));
        kept.unwrap_or_else(|| {
            let made = made();
            let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
            if new.n + made.0.len() <= MOST_HELD {
                new.n += made.0.len();
                new.all.push((source.id.clone(), made.clone()));
            }
            made
        })
    }

    /// Those that came since this was asked last.
    pub(crate) fn take_new(&self) -> Vec<(SourceId, Outline)> {
        let mut new = self.new.lock().unwrap_or_else(PoisonError::into_inner);
        std::mem::take(&mut *new).all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bits_are_counted_in_many_sets_at_once() {
        let sets = |n: usize| (0..n).map(|set| (0..=set).fold(0, |bits, bit| bits | 1 << bit));
        for n in [1, 5, 64] {
            for least in 1..=n {
                // Bit `b` is in all sets from number `b` on.
                let expected = (0..=n - least).fold(0, |bits, bit| bits | 1 << bit);
                assert_eq!(in_so_many(sets(n), least), expected, "{least} of {n}");
            }
        }
    }

    #[test]
    fn an_outline_is_read_as_it_was_written() {
        let lines: [&[u32]; 3] = [&[1 << 31, 3 << 16], &[], &[7 << 20]];
        let outline = Outline::new(lines.iter().map(|line| line.iter().copied()));
        assert_eq!(&*outline.0, [2, 1 << 15, 3, 0, 1, 7 << 4]);
        let bytes = outline.to_bytes();
        assert_eq!(Outline::from_bytes(&bytes), outline);
        let n_lines = |bytes: &[u8]| Outline::from_bytes(bytes).lines().count();
        assert_eq!([n_lines(&bytes), n_lines(&bytes[..4])], [3, 0]);
    }
}
