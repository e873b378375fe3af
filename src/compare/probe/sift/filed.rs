//! Questions as they are filed under their words.

use std::cmp::Reverse;

use super::{Measure, offset};
use crate::value::Kind;

/// What adding up shares in another order can make of them.
const ROUNDING: f32 = 1e-3;

/// So many other words of a question stand where it is filed.
const OTHERS: usize = 5;

/// How much of a question may be missing where at least the share `least` of it is needed.
pub(super) fn slack(least: f32) -> f32 {
    1.0 - least + ROUNDING
}

/// Which meanings a place has, told by their last bits: one may seem to be there that is not.
#[derive(Debug)]
pub(super) struct Sketch([u64; 1 << (Sketch::BITS - 6)]);

impl Default for Sketch {
    fn default() -> Self {
        Self([0; 1 << (Sketch::BITS - 6)])
    }
}

impl Sketch {
    /// So many bits of a meaning's number tell it.
    const BITS: usize = 12;
    const MASK: u64 = (1 << Self::BITS) - 1;

    /// Adds the meaning of that number.
    #[inline]
    pub(super) fn add(&mut self, meaning: u32) {
        self.0[Self::place(meaning)] |= 1 << (meaning % 64);
    }

    /// Takes a meaning away, and others with it: for whoever takes away all that are there.
    #[inline]
    pub(super) fn clear_around(&mut self, meaning: u32) {
        self.0[Self::place(meaning)] = 0;
    }

    /// 1 where a meaning with these last bits is there.
    #[inline]
    fn has(&self, bits: u64) -> u32 {
        u32::from(self.0[Self::word(bits)] >> (bits % 64) & 1 != 0)
    }

    #[inline]
    fn place(meaning: u32) -> usize {
        Self::word(meaning.into())
    }

    #[inline]
    fn word(bits: u64) -> usize {
        usize::try_from((bits & Self::MASK) / 64).unwrap_or_default()
    }
}

/// A question that is filed under a word, in sixteen bytes: a text is gone through by these.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filed {
    /// The number of the question, and the bit of [`Filed::ANCHOR`].
    question: u32,
    /// For every choice of the others, as a number with a bit for each, whether a place that has no more of them
    /// may have enough of the question.
    enough: u32,
    /// Meanings that are most of what is needed besides the words under which the question is filed before, by
    /// the last bits of their numbers.
    others: u64,
}

impl Filed {
    /// The word is one of those of which every answer has one, however shares are rounded.
    const ANCHOR: u32 = 1 << 31;

    pub(super) fn question(self) -> u32 {
        self.question & !Self::ANCHOR
    }

    pub(super) fn is_anchor(self) -> bool {
        self.question & Self::ANCHOR != 0
    }

    /// Whether the place of a sketch may have enough of the question, if it has none of the words under which
    /// the question is filed before.
    #[inline]
    pub(super) fn may_have_enough(self, place: &Sketch) -> bool {
        let mut choice = 0;
        for at in 0..OTHERS {
            choice |= place.has(self.others >> (at * Sketch::BITS)) << at;
        }
        self.enough >> choice & 1 != 0
    }
}

/// A question that is to be filed under a word.
pub(super) struct Draft {
    /// The word's meaning, by number.
    meaning: u32,
    /// The kind of value that it asks for.
    kind: Option<Kind>,
    question: u32,
    enough: u32,
    /// Meanings by number, as [`Filed`] has them; the word itself where there are fewer.
    others: [u32; OTHERS],
}

/// Files question number `question`, of which an answer has the share `floor`, under so many of its `words` that
/// every answer has one of them. These are meanings with their shares, the rarest first.
///
/// Whatever has one that comes before is told by that one. So what stands under the next need not be missed
/// twice, and the more words come before, the less else may be missing.
pub(super) fn file(
    (question, floor, measure): (u32, f32, &Measure),
    words: &[(u32, f32)],
    drafts: &mut Vec<Draft>,
) {
    let mut by_share: Vec<usize> = (0..words.len()).collect();
    by_share.sort_by(|&a, &b| words[b].1.total_cmp(&words[a].1));
    let mut rest = 1.0;
    for (at, &(meaning, share)) in words.iter().enumerate() {
        let is_anchor = rest >= floor;
        let is_needed = is_anchor || !measure.keeps_near && rest >= floor - ROUNDING;
        if !is_needed {
            break;
        }
        let mut others = [(meaning, 0.0); OTHERS];
        let after = by_share.iter().filter(|&&it| it > at);
        for (other, &it) in others.iter_mut().zip(after) {
            *other = words[it];
        }
        let slack = rest - measure.least + ROUNDING;
        drafts.push(Draft {
            meaning,
            kind: measure.kind,
            question: question | if is_anchor { Filed::ANCHOR } else { 0 },
            enough: enough(others.map(|(_, share)| share), slack),
            others: others.map(|(meaning, _)| meaning),
        });
        rest -= share;
    }
}

/// For every choice among words with these shares, as a number with a bit for each, whether no more than `slack` is
/// missing where a place has that choice of them.
fn enough(shares: [f32; OTHERS], slack: f32) -> u32 {
    let mut missing = [0.0; 1 << OTHERS];
    missing[0] = shares.iter().sum();
    let mut enough = u32::from(missing[0] <= slack);
    for choice in 1..missing.len() {
        let without_one = choice & (choice - 1);
        let one = choice.trailing_zeros() as usize;
        missing[choice] = missing[without_one] - shares[one];
        enough |= u32::from(missing[choice] <= slack) << choice;
    }
    enough
}

/// The questions that are filed under each meaning, those that ask for one kind of value together.
#[derive(Debug, Default)]
pub(super) struct Register {
    filed: Vec<Filed>,
    meanings: Vec<Place>,
    /// Those that ask for values, by meaning and kind: where each begin, and the kind.
    kinds: Vec<(u32, Kind)>,
}

/// Where the questions stand that are filed under one meaning, up to where those of the next begin.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: u32,
    /// Where those that ask for values begin.
    values: u32,
    /// The first kind of those, among those of all meanings.
    kind: u32,
}

impl Register {
    /// Files questions. `occurs` tells about how often each meaning does; into `numbers` go new numbers of those
    /// that something is filed under: what is looked up most lies together.
    pub(super) fn new(mut drafts: Vec<Draft>, occurs: &[usize], numbers: &mut [u32]) -> Self {
        drafts.sort_by_key(|it| {
            let occurs = occurs[it.meaning as usize];
            (Reverse(occurs), it.meaning, it.kind.map(|kind| kind as u8))
        });
        let of_meanings = || drafts.chunk_by(|a, b| a.meaning == b.meaning);
        for (of_meaning, next) in of_meanings().zip(0..) {
            numbers[of_meaning[0].meaning as usize] = next;
        }
        super::number_others(numbers);
        let mut all = Self::default();
        for of_meaning in of_meanings() {
            let start = all.filed.len();
            let n_plain = of_meaning.partition_point(|it| it.kind.is_none());
            all.meanings.push(Place {
                start: offset(start),
                values: offset(start + n_plain),
                kind: offset(all.kinds.len()),
            });
            for of_kind in of_meaning.chunk_by(|a, b| a.kind == b.kind) {
                let start = offset(all.filed.len());
                all.kinds.extend(of_kind[0].kind.map(|kind| (start, kind)));
                all.filed.extend(of_kind.iter().map(|it| it.filed(numbers)));
            }
        }
        let end = offset(all.filed.len());
        all.meanings.push(Place {
            start: end,
            values: end,
            kind: offset(all.kinds.len()),
        });
        all
    }

    /// How many meanings there are under which something is filed.
    pub(super) fn n_meanings(&self) -> u32 {
        offset(self.meanings.len().saturating_sub(1))
    }

    /// What is filed under a meaning and needs no value.
    #[inline]
    pub(super) fn plain(&self, meaning: u32) -> &[Filed] {
        let Place { start, values, .. } = self.meanings[meaning as usize];
        &self.filed[start as usize..values as usize]
    }

    /// What is filed under a meaning and needs a value, by its kind.
    #[inline]
    pub(super) fn of_kinds(&self, meaning: u32) -> impl Iterator<Item = (Kind, &[Filed])> {
        let (place, next) = (
            self.meanings[meaning as usize],
            self.meanings[meaning as usize + 1],
        );
        let kinds = place.kind..next.kind;
        kinds.map(move |at| {
            let (start, kind) = self.kinds[at as usize];
            let end = if at + 1 == next.kind {
                next.start
            } else {
                self.kinds[at as usize + 1].0
            };
            (kind, &self.filed[start as usize..end as usize])
        })
    }
}

impl Draft {
    fn filed(&self, numbers: &[u32]) -> Filed {
        let bits = |other: &u32| u64::from(numbers[*other as usize]) & Sketch::MASK;
        let others = self.others.iter().rev();
        Filed {
            question: self.question,
            enough: self.enough,
            others: others.fold(0, |all, other| all << Sketch::BITS | bits(other)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_has_enough_is_told_by_the_first_word_that_it_has() {
        let mut state = 1_u64;
        let mut below = |most: u64| {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 33) % most
        };
        for _ in 0..100 {
            let counts: Vec<f32> = (0..=below(9)).map(|_| 1.0 + below(9) as f32).collect();
            let total: f32 = counts.iter().sum();
            let shares = counts.iter().map(|count| count / total);
            let words: Vec<(u32, f32)> = (0..).zip(shares).collect();
            let numbers: Vec<u32> = words.iter().map(|(meaning, _)| *meaning).collect();
            for least in [0.4, 0.5, 0.8, 1.0] {
                let measure = Measure {
                    words: [0, 0],
                    total,
                    least,
                    near: least,
                    kind: None,
                    keeps_near: false,
                };
                let mut drafts = Vec::new();
                file((0, least, &measure), &words, &mut drafts);
                for choice in 0..1_u32 << words.len() {
                    let has = |meaning: u32| choice >> meaning & 1 != 0;
                    let present = words.iter().zip(&counts);
                    let present = present.filter(|((meaning, _), _)| has(*meaning));
                    if present.map(|(_, count)| count).sum::<f32>() / total < least {
                        continue;
                    }
                    let mut place = Sketch::default();
                    let meanings = numbers.iter().filter(|it| has(**it));
                    meanings.for_each(|&it| place.add(it));
                    let mut filed = drafts.iter().filter(|draft| has(draft.meaning));
                    let first = filed.next().map(|draft| draft.filed(&numbers));
                    let is_told = first.is_some_and(|it| it.may_have_enough(&place));
                    assert!(is_told, "{choice:b} of {counts:?}, {least}");
                }
            }
        }
    }
}
