//! Questions as they are filed under their words.

use super::Measure;
use crate::index::NumberSet;
use crate::value::Kind;

/// What adding up shares in another order can make of them.
const ROUNDING: f32 = 1e-3;

/// So many other words of a question stand where it is filed.
const OTHERS: usize = 5;

/// How much of a question may be missing where at least the share `least` of it is needed.
pub(super) fn slack(least: f32) -> f32 {
    1.0 - least + ROUNDING
}

/// A question that is filed under a word: a text is gone through by these.
#[derive(Clone, Copy, Debug)]
pub(super) struct Filed {
    /// The number of the question, and the bit of [`Filed::ANCHOR`].
    question: u32,
    /// Meanings by number: those that are most of what is needed besides the words under which the question is
    /// filed before. The word itself where there are fewer.
    others: [u32; OTHERS],
    /// For every choice of them, as a number with a bit for each, whether a place that has no others of them may
    /// have enough of the question.
    enough: u32,
}

impl Filed {
    /// The word is one of those of which every answer has one, however words are rounded.
    const ANCHOR: u32 = 1 << 31;

    pub(super) fn question(self) -> u32 {
        self.question & !Self::ANCHOR
    }

    pub(super) fn is_anchor(self) -> bool {
        self.question & Self::ANCHOR != 0
    }

    /// Whether a place with the meanings that are `present` may have enough of the question, if it has none of
    /// the words under which the question is filed before.
    #[inline]
    pub(super) fn may_have_enough(&self, present: &NumberSet) -> bool {
        let bits = self.others.iter().zip(0..);
        let choice: u32 = bits
            .map(|(&it, bit)| u32::from(present.has(it)) << bit)
            .sum();
        self.enough >> choice & 1 != 0
    }
}

/// Files question number `question`, of which an answer has the share `floor`, under so many of its `words` that
/// every answer has one of them. These are meanings with their shares, the rarest first.
///
/// Whatever has one that comes before is told by that one. So what stands under the next need not be missed
/// twice, and the more words come before, the less else may be missing.
pub(super) fn file(
    (question, floor, measure): (u32, f32, &Measure),
    words: &[(u32, f32)],
    mut take: impl FnMut(u32, Filed),
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
        let entry = Filed {
            question: question | if is_anchor { Filed::ANCHOR } else { 0 },
            others: others.map(|(meaning, _)| meaning),
            enough: enough(
                others.map(|(_, share)| share),
                rest - measure.least + ROUNDING,
            ),
        };
        take(meaning, entry);
        rest -= share;
    }
}

/// For every choice among words with these shares, as a number with a bit for each, whether no more than `slack` is
/// missing where a place has that choice of them.
fn enough(shares: [f32; OTHERS], slack: f32) -> u32 {
    let missing = |choice: u32| -> f32 {
        let missing = shares.iter().zip(0..);
        let missing = missing.filter(|(_, bit)| choice >> bit & 1 == 0);
        missing.map(|(share, _)| share).sum()
    };
    let choices = (0..1 << OTHERS).filter(|&choice| missing(choice) <= slack);
    choices.fold(0, |enough, choice| enough | 1 << choice)
}

/// The questions that are filed under each meaning, those that ask for one kind of value together.
#[derive(Debug, Default)]
pub(super) struct Register {
    filed: Vec<Filed>,
    /// Where those of one meaning and kind begin, meaning by meaning, and where the last end.
    stretches: Vec<(u32, Option<Kind>)>,
    /// By meaning, the first of its stretches, and where the last ends.
    meanings: Vec<u32>,
}

impl Register {
    /// Files all of `filed`, each with its meaning and the kind that it asks for. Meanings are numbered anew, in
    /// the order in which `next` is told of them; the others that are named are still to be.
    pub(super) fn new(
        mut filed: Vec<(u32, Option<Kind>, Filed)>,
        mut next: impl FnMut(u32),
    ) -> Self {
        let kind = |kind: Option<Kind>| kind.map(|kind| kind as u8);
        filed.sort_by_key(|it| (it.0, kind(it.1)));
        let mut all = Self::default();
        for of_meaning in filed.chunk_by(|a, b| a.0 == b.0) {
            next(of_meaning[0].0);
            all.meanings.push(super::offset(all.stretches.len()));
            for of_kind in of_meaning.chunk_by(|a, b| a.1 == b.1) {
                let start = super::offset(all.filed.len());
                all.stretches.push((start, of_kind[0].1));
                all.filed.extend(of_kind.iter().map(|it| it.2));
            }
        }
        all.meanings.push(super::offset(all.stretches.len()));
        all.stretches.push((super::offset(all.filed.len()), None));
        all
    }

    /// The other meanings that are named, by number.
    pub(super) fn others_mut(&mut self) -> impl Iterator<Item = &mut u32> {
        self.filed.iter_mut().flat_map(|it| &mut it.others)
    }

    /// How many meanings there are under which something is filed.
    pub(super) fn n_meanings(&self) -> u32 {
        super::offset(self.meanings.len().saturating_sub(1))
    }

    /// What is filed under a meaning, by the kind of value that a sentence must have.
    #[inline]
    pub(super) fn of(&self, meaning: u32) -> impl Iterator<Item = (Option<Kind>, &[Filed])> {
        let meaning = meaning as usize;
        let (start, end) = (self.meanings[meaning], self.meanings[meaning + 1]);
        let stretches = &self.stretches[start as usize..=end as usize];
        stretches.windows(2).map(|pair| {
            let (start, end) = (pair[0].0 as usize, pair[1].0 as usize);
            (pair[0].1, &self.filed[start..end])
        })
    }
}
