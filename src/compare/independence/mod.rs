//! Sources that copy one another, found by the long runs of words that they share.
//!
//! A sentence is copied when most of its words stand in runs of [`RUN`] words and more that the other
//! text has too. Typography and letter case make no difference. Headings and notices that every page
//! carries are too short to count.

use crate::source::Source;
use crate::source::token::Kind;

/// The shortest run of words that two texts do not share by chance.
const RUN: usize = 8;

/// How many percent of a text's sentences must stand in another for it to be called a copy.
const COPY: u32 = 20;

/// How many percent must stand in another for the two to count as one voice.
const ONE_VOICE: u32 = 50;

/// How much of each of two texts stands in the other, in whole percent of its sentences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Copied {
    /// Of the first.
    pub a: u32,
    /// Of the second.
    pub b: u32,
}

/// How much of two sources is the same; none where it is no more than sources quote of one another.
#[must_use]
pub fn copied(a: &Source, b: &Source) -> Option<Copied> {
    compare(&Runs::new(a), &Runs::new(b))
}

/// As [`copied`], of sources whose runs are known.
pub(super) fn compare(a: &Runs, b: &Runs) -> Option<Copied> {
    let copied = Copied {
        a: a.part_in(b),
        b: b.part_in(a),
    };
    (copied.a.max(copied.b) >= COPY).then_some(copied)
}

/// Whether two sources count as one voice. The manifest's origins decide where both have one.
#[must_use]
pub fn is_one_voice(a: &Source, b: &Source) -> bool {
    if a.origin() == b.origin() {
        return true;
    }
    let is_given = a.meta.origin.is_some() && b.meta.origin.is_some();
    !is_given && copied(a, b).is_some_and(|copied| copied.a.max(copied.b) >= ONE_VOICE)
}

/// The runs of words in a text.
pub(super) struct Runs {
    /// Each once, in order.
    all: Vec<u64>,
    /// The runs of each sentence that is long enough to have one, in order.
    sentences: Vec<Vec<u64>>,
}

impl Runs {
    pub(super) fn new(source: &Source) -> Self {
        let tokens = source.text.tokens();
        let mut all = Vec::new();
        let mut sentences = Vec::new();
        for &span in source.text.sentences() {
            let keys: Vec<u32> = tokens.all()[tokens.within(span)]
                .iter()
                .filter(|token| token.kind == Kind::Word)
                .map(|token| token.key)
                .collect();
            let runs: Vec<u64> = keys.windows(RUN).map(hash).collect();
            all.extend(&runs);
            if !runs.is_empty() {
                sentences.push(runs);
            }
        }
        all.sort_unstable();
        all.dedup();
        Self { all, sentences }
    }

    /// How many percent of the sentences stand for the most part in `other`.
    fn part_in(&self, other: &Self) -> u32 {
        let is_copied = |runs: &&Vec<u64>| {
            let mut covered = 0;
            let mut free = 0;
            for (at, run) in runs.iter().enumerate() {
                if other.all.binary_search(run).is_ok() {
                    covered += at + RUN - free.max(at);
                    free = at + RUN;
                }
            }
            2 * covered > runs.len() + RUN - 1
        };
        let n = self.sentences.iter().filter(is_copied).count();
        let percent = (100 * n).checked_div(self.sentences.len()).unwrap_or(0);
        u32::try_from(percent).unwrap_or(100)
    }
}

/// FNV-1a over the keys of a run.
fn hash(keys: &[u32]) -> u64 {
    let step = |hash: u64, key: &u32| {
        (hash ^ u64::from(*key))
            .wrapping_mul(0x0100_0000_01B3)
            .rotate_left(23)
    };
    keys.iter().fold(0xCBF2_9CE4_8422_2325, step)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::manifest::Meta;
    use crate::source::{SourceId, Text};

    fn source(id: &str, text: &str, origin: Option<&str>) -> Source {
        Source {
            id: SourceId::new(id),
            file: format!("seeds/{id}.txt"),
            text: Text::new(text.to_owned()),
            hash: blake3::hash(text.as_bytes()),
            meta: Meta {
                origin: origin.map(str::to_owned),
                ..Meta::default()
            },
        }
    }

    const ONE: &str = "The bridge over the river Oder was closed to lorries on Monday morning. \
        Engineers found a crack of two metres in one of its three main girders. \
        The mayor said that nobody had been in danger at any time that week.";

    #[test]
    fn copies_are_found_by_their_runs_of_words() {
        let other =
            "The mayor spoke of the bridge. It is a bridge for lorries, he said to us on Monday.";
        let half = "Engineers found a crack of two metres in one of its three main girders. \
            Nothing else that the town council told reporters could be confirmed by this newspaper.";
        for (text, expected) in [
            (ONE, Some(Copied { a: 100, b: 100 })),
            (other, None),
            (half, Some(Copied { a: 33, b: 50 })),
        ] {
            let found = copied(&source("a", ONE, None), &source("b", text, None));
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn the_manifest_decides_whose_voice_it_is() {
        for (a, b, one) in [
            (None, None, true),
            (Some("CNN"), None, true),
            (Some("CNN"), Some("NPR"), false),
            (Some("CNN"), Some("CNN"), true),
        ] {
            let (a, b) = (source("a", ONE, a), source("b", ONE, b));
            assert_eq!(is_one_voice(&a, &b), one);
        }
    }
}
