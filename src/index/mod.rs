//! Candidate places for words and passages over all sources.
//!
//! Whoever looks for a sequence of words asks here where to look, and never walks through a text.
//! There are two ways to the same candidates. An [`Index`] knows for every word of a text where it
//! stands; it is made text by text when a text is first asked, so that a claim which cites one source
//! costs that source. A [`Filter`] is made from what is looked for, and goes once along texts that may
//! be read and dropped one by one. Both find words by number (see
//! [`crate::source::token::Token::key`]), so that a hit is a candidate until its letters are compared.

mod filter;
mod table;

use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use crate::source::Text;
use crate::source::token::Kind;

pub use filter::Filter;
pub use table::{KeyBits, Table};

/// Where every word of several texts stands.
#[derive(Debug, Default)]
pub struct Index<'t> {
    texts: Vec<&'t Text>,
    /// For each text, where its words stand; made when it is first asked.
    postings: Vec<OnceLock<Postings>>,
    /// Key and text number of every word of every text, sorted and without repeats.
    holders: OnceLock<Vec<u64>>,
}

/// Occurrences of one key: numbers of tokens within one text, in order.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    postings: &'a [u64],
}

impl<'t> Index<'t> {
    /// An index of `texts`; they are known by their numbers from here on. What it holds does not depend
    /// on the number of threads.
    #[must_use]
    pub fn new(texts: impl IntoIterator<Item = &'t Text>) -> Self {
        let texts: Vec<&Text> = texts.into_iter().collect();
        Self {
            postings: texts.iter().map(|_| OnceLock::new()).collect(),
            texts,
            holders: OnceLock::new(),
        }
    }

    /// How many texts there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.texts.is_empty()
    }

    /// Text number `source`.
    ///
    /// # Panics
    /// When there is no such text.
    #[must_use]
    pub fn text(&self, source: usize) -> &'t Text {
        self.texts[source]
    }

    /// Where `key` stands in text number `source`.
    ///
    /// # Panics
    /// When there is no such text.
    #[must_use]
    pub fn places(&self, source: usize, key: u32) -> Places<'_> {
        Places {
            postings: self.postings(source).of(key),
        }
    }

    /// Where `key` stands in any text, as ranges of places text by text, in the order of the texts.
    pub fn everywhere(&self, key: u32) -> impl Iterator<Item = (usize, Places<'_>)> {
        self.holders_of(key).iter().map(move |&holder| {
            let source = low(holder) as usize;
            (source, self.places(source, key))
        })
    }

    /// How many texts have `key`.
    #[must_use]
    pub fn n_holders(&self, key: u32) -> usize {
        self.holders_of(key).len()
    }

    /// How often `key` stands in all texts.
    #[must_use]
    pub fn total(&self, key: u32) -> usize {
        self.everywhere(key).map(|(_, places)| places.len()).sum()
    }

    fn postings(&self, source: usize) -> &Postings {
        self.postings[source].get_or_init(|| Postings::new(self.texts[source]))
    }

    fn holders_of(&self, key: u32) -> &[u64] {
        let holders = self.holders.get_or_init(|| self.holders());
        let start = holders.partition_point(|&p| p < posting(key, 0));
        let len = holders[start..].partition_point(|&p| high(p) == key);
        &holders[start..start + len]
    }

    fn holders(&self) -> Vec<u64> {
        let sources: Vec<u32> = (0..number(self.texts.len())).collect();
        let mut holders: Vec<u64> = sources
            .par_iter()
            .flat_map_iter(|&source| {
                let mut last = None;
                let postings = self.postings(source as usize).all.iter();
                let first = postings.filter(move |&&p| last.replace(high(p)) != Some(high(p)));
                first.map(move |&p| posting(high(p), source))
            })
            .collect();
        holders.par_sort_unstable();
        holders
    }
}

impl Places<'_> {
    /// How many there are.
    #[must_use]
    pub fn len(self) -> usize {
        self.postings.len()
    }

    /// Whether there is none.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.postings.is_empty()
    }

    /// The first place at or after token `from`.
    #[must_use]
    pub fn at_or_after(self, from: usize) -> Option<usize> {
        let idx = self.postings.partition_point(|&p| (low(p) as usize) < from);
        self.postings.get(idx).map(|&p| low(p) as usize)
    }
}

impl<'a> Places<'a> {
    /// The places, in order.
    #[must_use]
    pub fn iter(self) -> impl ExactSizeIterator<Item = usize> + 'a {
        self.postings.iter().map(|&p| low(p) as usize)
    }

    /// The places that lie in `range`, in order.
    #[must_use]
    pub fn within(self, range: Range<usize>) -> Self {
        let at = |p: u64| low(p) as usize;
        let start = self.postings.partition_point(|&p| at(p) < range.start);
        let end = self.postings.partition_point(|&p| at(p) < range.end);
        Self {
            postings: &self.postings[start..end.max(start)],
        }
    }
}

/// The words of one text, and the words that its joints may make.
#[derive(Debug)]
struct Postings {
    /// Key and token number of each, those of one key together and in order.
    all: Vec<u64>,
    /// Where those begin whose keys end in each number, and where the last end.
    starts: Vec<u32>,
}

impl Postings {
    fn new(text: &Text) -> Self {
        let tokens = text.tokens();
        let words = tokens.all().iter().zip(0..);
        let words = words.filter(|(token, _)| token.kind == Kind::Word);
        let words = words.map(|(token, at)| posting(token.key, at));
        let joints = tokens.joints().iter();
        let joints = joints.map(|joint| posting(joint.key, joint.start));
        let found = || words.clone().chain(joints.clone());
        let n_groups = tokens.len().next_power_of_two();
        let mut starts = vec![0; n_groups + 1];
        for posting in found() {
            starts[group(high(posting), n_groups) + 1] += 1;
        }
        for at in 0..n_groups {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut all = vec![0; starts[n_groups] as usize];
        for posting in found() {
            let next = &mut next[group(high(posting), n_groups)];
            all[*next as usize] = posting;
            *next += 1;
        }
        for at in starts.windows(2) {
            all[at[0] as usize..at[1] as usize].sort_unstable();
        }
        Self { all, starts }
    }

    /// Those of one key.
    fn of(&self, key: u32) -> &[u64] {
        let group = group(key, self.starts.len() - 1);
        let of_group = &self.all[self.starts[group] as usize..self.starts[group + 1] as usize];
        let start = of_group.partition_point(|&p| high(p) < key);
        let len = of_group[start..].partition_point(|&p| high(p) == key);
        &of_group[start..start + len]
    }
}

/// The group of a key among `n_groups`, which are a power of two. A key is a hash already.
fn group(key: u32, n_groups: usize) -> usize {
    key as usize & (n_groups - 1)
}

fn posting(key: u32, at: u32) -> u64 {
    u64::from(key) << 32 | u64::from(at)
}

fn high(posting: u64) -> u32 {
    u32::try_from(posting >> 32).unwrap_or_default()
}

fn low(posting: u64) -> u32 {
    u32::try_from(posting & u64::from(u32::MAX)).unwrap_or_default()
}

fn number(texts: usize) -> u32 {
    u32::try_from(texts).expect("an index holds at most 4 billion texts")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::token::key;

    #[test]
    fn places_are_those_of_one_text_in_order() {
        let texts =
            ["war and war", "", "no war, exam-\nple War"].map(|text| Text::new(text.to_owned()));
        let index = Index::new(&texts);
        for (source, word, expected) in [
            (0, "war", &[0, 2][..]),
            (1, "war", &[]),
            (2, "war", &[1, 6]),
            (2, "example", &[3]),
            (0, "peace", &[]),
        ] {
            let places: Vec<usize> = index.places(source, key(word)).iter().collect();
            assert_eq!(places, expected, "{word} in {source}");
        }
        let everywhere: Vec<(usize, usize)> = index
            .everywhere(key("war"))
            .map(|(source, places)| (source, places.len()))
            .collect();
        assert_eq!(everywhere, [(0, 2), (2, 2)]);
        assert_eq!(index.total(key("war")), 4);
    }
}
