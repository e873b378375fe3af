//! Questions as they are filed under their words.

use std::cmp::Reverse;
use std::ops::Range;

use super::{Measure, offset};

/// What adding up shares in another order can make of them.
pub(super) const ROUNDING: f32 = 1e-3;

/// So many other words of a question stand where it is filed.
const OTHERS: usize = 5;

/// How much of a question may be missing where at least the share `least` of it is needed.
pub(super) fn slack(least: f32) -> f32 {
    1.0 - least + ROUNDING
}

/// Which meanings a place has, told by their last bits: one may seem to be there that is not.
#[derive(Debug)]
pub(super) struct Sketch(Box<[u8; 1 << Sketch::BITS]>);

impl Default for Sketch {
    fn default() -> Self {
        Self(Box::new([0; 1 << Sketch::BITS]))
    }
}

impl Sketch {
    /// So many bits of a meaning's number tell it.
    const BITS: usize = 12;
    const MASK: u64 = (1 << Self::BITS) - 1;

    /// Adds the meaning of that number.
    #[inline]
    pub(super) fn add(&mut self, meaning: u32) {
        self.0[Self::place(meaning.into())] = 1;
    }

    /// Takes a meaning away, and others with it: for whoever takes away all that are there.
    #[inline]
    pub(super) fn clear_around(&mut self, meaning: u32) {
        self.0[Self::place(meaning.into())] = 0;
    }

    /// 1 where a meaning with these last bits is there.
    #[inline]
    fn has(&self, bits: u64) -> u32 {
        self.0[Self::place(bits)].into()
    }

    #[inline]
    fn place(bits: u64) -> usize {
        usize::try_from(bits & Self::MASK).unwrap_or_default()
    }
}

/// A question that is filed under a word, in sixteen bytes: a text is gone through by these.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filed {
    /// The number of the question.
    pub(super) question: u32,
    /// For every choice of the others, as a number with a bit for each, whether a place that has no more of them
    /// may have enough of the question.
    enough: u32,
    /// Meanings that are most of what is needed besides the words under which the question is filed before, by
    /// the last bits of their numbers.
    others: u64,
}

impl Filed {
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
#[derive(Debug)]
pub(super) struct Draft {
    /// The word's meaning, by number.
    meaning: u32,
    question: u32,
    enough: u32,
    asks_value: bool,
    /// Meanings by number, as [`Filed`] has them; the word itself where there are fewer.
    others: [u32; OTHERS],
}

/// A question that is to be filed: its number, the share that an answer has, and what its words count.
pub(super) struct Asked<'a> {
    pub(super) question: u32,
    pub(super) floor: f32,
    pub(super) measure: &'a Measure,
}

/// Files questions under their words: meanings with their shares, in the order in which they are to be taken.
#[derive(Debug, Default)]
pub(super) struct Filing {
    drafts: Vec<Draft>,
    /// Meanings by number, and the questions that a place with the word may come near to.
    near: Vec<(u32, u32)>,
}

impl Filing {
    /// Files a question under so many of its words that every answer has one of them.
    pub(super) fn file(&mut self, asked: &Asked<'_>, words: &[(u32, f32)]) {
        file(asked, words, &mut self.drafts);
    }

    /// Adds what was filed of later questions.
    pub(super) fn add(&mut self, mut later: Self) {
        self.drafts.append(&mut later.drafts);
        self.near.append(&mut later.near);
    }

    /// Files a question under so many of its words that every answer has one of them, however shares are rounded:
    /// a place that has none of them does not come near.
    pub(super) fn file_near(&mut self, asked: &Asked<'_>, words: &[(u32, f32)]) {
        let mut rest = 1.0;
        for &(meaning, share) in words {
            if rest < asked.floor {
                break;
            }
            self.near.push((meaning, asked.question));
            rest -= share;
        }
    }
}

/// Files a question under so many of its words that every answer has one of them.
///
/// Whatever has one that comes before is told by that one. So what stands under the next need not be missed
/// twice, and the more words come before, the less else may be missing.
fn file(
    &Asked {
        question,
        floor,
        measure,
    }: &Asked<'_>,
    words: &[(u32, f32)],
    drafts: &mut Vec<Draft>,
) {
    let mut by_share: Vec<usize> = (0..words.len()).collect();
    by_share.sort_by(|&a, &b| words[b].1.total_cmp(&words[a].1));
    let mut rest = 1.0;
    for (at, &(meaning, share)) in words.iter().enumerate() {
        let least = if measure.keeps_near {
            floor
        } else {
            floor - ROUNDING
        };
        if rest < least {
            break;
        }
        let mut others = [(meaning, 0.0); OTHERS];
        let n_after = words.len() - at - 1;
        let after = by_share.iter().filter(|&&it| it > at);
        for (other, &it) in others.iter_mut().zip(after) {
            *other = words[it];
        }
        let slack = rest - measure.least + ROUNDING;
        let mut enough = enough(others.map(|(_, share)| share), slack);
        if measure.needs_two() {
            enough &= any_of(n_after);
        }
        if enough != 0 {
            drafts.push(Draft {
                meaning,
                question,
                enough,
                asks_value: measure.kind.is_some(),
                others: others.map(|(meaning, _)| meaning),
            });
        }
        rest -= share;
    }
}

/// The choices that have any of the first `n` words; all of them where there are more words than are chosen from.
fn any_of(n: usize) -> u32 {
    let has_any = |choice: u32| choice & ((1 << n) - 1) != 0;
    match n {
        0..=OTHERS => (0..1 << OTHERS).fold(0, |all, it| all | u32::from(has_any(it)) << it),
        _ => u32::MAX,
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

/// The questions that are filed under each meaning.
#[derive(Debug, Default)]
pub(super) struct Register {
    filed: Vec<Filed>,
    /// Where those of each meaning begin, and among them those that ask for values; and where the last end.
    starts: Vec<[u32; 2]>,
    /// Meanings, in order, and the questions that a place with each may come near to.
    near: Vec<(u32, u32)>,
}

impl Register {
    /// Files questions. `occurs` tells about how often each meaning does; into `numbers` go new numbers of those
    /// that something is filed under: what is looked up most lies together.
    pub(super) fn new(filing: Filing, occurs: &[usize], numbers: &mut [u32]) -> Self {
        let Filing { mut drafts, near } = filing;
        drafts.sort_by_key(|it| {
            let occurs = occurs[it.meaning as usize];
            (Reverse(occurs), it.meaning, it.asks_value)
        });
        let of_meanings = || drafts.chunk_by(|a, b| a.meaning == b.meaning);
        for (of_meaning, next) in of_meanings().zip(0..) {
            numbers[of_meaning[0].meaning as usize] = next;
        }
        super::number_others(numbers);
        let mut starts = Vec::new();
        let mut end = 0;
        for of_meaning in of_meanings() {
            let of_values = end + of_meaning.partition_point(|it| !it.asks_value);
            starts.push([end, of_values].map(offset));
            end += of_meaning.len();
        }
        starts.push([offset(end); 2]);
        let near = near.into_iter();
        let near = near.map(|(meaning, question)| (numbers[meaning as usize], question));
        let mut near: Vec<(u32, u32)> = near.collect();
        near.sort_unstable();
        Self {
            starts,
            filed: drafts.iter().map(|it| it.filed(numbers)).collect(),
            near,
        }
    }

    /// How many meanings there are under which something is filed.
    pub(super) fn n_meanings(&self) -> u32 {
        offset(self.starts.len().saturating_sub(1))
    }

    /// Where that stands which is filed under a meaning; without what asks for values, unless `has_value`.
    #[inline]
    pub(super) fn range(&self, meaning: u32, has_value: bool) -> Range<u32> {
        let at = meaning as usize;
        let [start, of_values] = self.starts[at];
        let [end, _] = self.starts[at + 1];
        start..if has_value { end } else { of_values }
    }

    /// What stands there.
    #[inline]
    pub(super) fn of(&self, range: &Range<u32>) -> &[Filed] {
        &self.filed[range.start as usize..range.end as usize]
    }

    /// The questions that a place with a meaning may come near to.
    pub(super) fn near(&self, meaning: u32) -> impl Iterator<Item = u32> {
        let start = self.near.partition_point(|it| it.0 < meaning);
        let of_meaning = self.near[start..]
            .iter()
            .take_while(move |it| it.0 == meaning);
        of_meaning.map(|(_, question)| *question)
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
            for (least, fewest) in [(0.4, 0), (0.4, 2), (0.5, 0), (0.8, 2), (1.0, 0)] {
                let measure = Measure {
                    words: [0, 0],
                    total,
                    least,
                    near: least,
                    kind: None,
                    fewest,
                    keeps_near: false,
                };
                let mut drafts = Vec::new();
                let asked = Asked {
                    question: 0,
                    floor: least,
                    measure: &measure,
                };
                file(&asked, &words, &mut drafts);
                let has_enough = |choice: &u32| choice.count_ones() >= fewest;
                for choice in (0..1_u32 << words.len()).filter(has_enough) {
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
