//! Candidate places for words and passages over all sources.
//!
//! Whoever looks for a sequence of words asks here where to look, and never walks through a text.
//! An [`Index`] is built once over all texts: for every word, the places where it stands, in the order
//! of the texts. It finds places by number (see [`crate::source::token::Token::key`]), so that a hit
//! is a candidate until its letters are compared. Another way to the same candidates (a filter made
//! from the claims, run over texts that are asked once) can stand behind the same methods.

use std::ops::Range;

use rayon::prelude::*;

use crate::source::Text;
use crate::source::token::Kind;

/// Where every word of several texts stands.
#[derive(Clone, Debug, Default)]
pub struct Index<'t> {
    texts: Vec<&'t Text>,
    /// The number of each text's first token among all tokens, and their sum at the end.
    bases: Vec<u32>,
    /// Key and token number of every word, sorted.
    postings: Vec<u64>,
}

/// Occurrences of one key: numbers of tokens within one text, in order.
#[derive(Clone, Copy, Debug)]
pub struct Places<'a> {
    postings: &'a [u64],
    base: u32,
}

impl<'t> Index<'t> {
    /// Indexes `texts`; they are known by their numbers from here on. The result does not depend on
    /// the number of threads.
    ///
    /// # Panics
    /// When the texts hold more than 4 billion tokens, some 25 GB of prose.
    #[must_use]
    pub fn new(texts: impl IntoIterator<Item = &'t Text>) -> Self {
        let texts: Vec<&Text> = texts.into_iter().collect();
        texts.par_iter().for_each(|text| {
            text.tokens();
        });
        let mut bases = Vec::with_capacity(texts.len() + 1);
        let mut n_tokens = 0_usize;
        for text in &texts {
            bases.push(number(n_tokens));
            n_tokens += text.tokens().len();
        }
        bases.push(number(n_tokens));
        let mut postings: Vec<u64> = texts
            .par_iter()
            .zip(bases.par_iter())
            .flat_map_iter(|(text, &base)| postings_of(text, base))
            .collect();
        postings.par_sort_unstable();
        Self {
            texts,
            bases,
            postings,
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
        let (base, end) = (self.bases[source], self.bases[source + 1]);
        let start = self.postings.partition_point(|&p| p < posting(key, base));
        let tail = &self.postings[start..];
        // Most words are rare: the end is near.
        let mut reach = 8;
        while reach < tail.len() && tail[reach] < posting(key, end) {
            reach *= 4;
        }
        let tail = &tail[..tail.len().min(reach + 1)];
        let len = tail.partition_point(|&p| p < posting(key, end));
        Places {
            postings: &tail[..len],
            base,
        }
    }

    /// Where `key` stands in any text, as ranges of places text by text, in the order of the texts.
    pub fn everywhere(&self, key: u32) -> impl Iterator<Item = (usize, Places<'_>)> {
        let start = self.postings.partition_point(|&p| p < posting(key, 0));
        let len = self.postings[start..].partition_point(|&p| p >> 32 == u64::from(key));
        let mut rest = &self.postings[start..start + len];
        std::iter::from_fn(move || {
            let first = low(*rest.first()?);
            let source = self.bases.partition_point(|&base| base <= first) - 1;
            let end = self.bases[source + 1];
            let len = rest.partition_point(|&p| low(p) < end);
            let (here, others) = rest.split_at(len);
            rest = others;
            let base = self.bases[source];
            Some((
                source,
                Places {
                    postings: here,
                    base,
                },
            ))
        })
    }

    /// How often `key` stands in all texts.
    #[must_use]
    pub fn total(&self, key: u32) -> usize {
        let start = self.postings.partition_point(|&p| p < posting(key, 0));
        self.postings[start..].partition_point(|&p| p >> 32 == u64::from(key))
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
        let idx = self
            .postings
            .partition_point(|&p| ((low(p) - self.base) as usize) < from);
        self.postings
            .get(idx)
            .map(|&p| (low(p) - self.base) as usize)
    }
}

impl<'a> Places<'a> {
    /// The places, in order.
    #[must_use]
    pub fn iter(self) -> impl ExactSizeIterator<Item = usize> + 'a {
        self.postings
            .iter()
            .map(move |&p| (low(p) - self.base) as usize)
    }

    /// The places that lie in `range`, in order.
    #[must_use]
    pub fn within(self, range: Range<usize>) -> Self {
        let at = |p: u64| (low(p) - self.base) as usize;
        let start = self.postings.partition_point(|&p| at(p) < range.start);
        let end = self.postings.partition_point(|&p| at(p) < range.end);
        Self {
            postings: &self.postings[start..end.max(start)],
            base: self.base,
        }
    }
}

/// A text's words, and the words that its joints may make.
fn postings_of(text: &Text, base: u32) -> impl Iterator<Item = u64> + '_ {
    let tokens = text.tokens();
    let words = tokens
        .all()
        .iter()
        .zip(base..)
        .filter(|(token, _)| token.kind == Kind::Word)
        .map(|(token, at)| posting(token.key, at));
    let joints = tokens.joints().iter();
    words.chain(joints.map(move |joint| posting(joint.key, base + joint.start)))
}

fn posting(key: u32, at: u32) -> u64 {
    u64::from(key) << 32 | u64::from(at)
}

fn low(posting: u64) -> u32 {
    u32::try_from(posting & u64::from(u32::MAX)).unwrap_or_default()
}

fn number(tokens: usize) -> u32 {
    u32::try_from(tokens).expect("an index holds at most 4 billion tokens")
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
