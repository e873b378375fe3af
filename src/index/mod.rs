//! Candidate places for words and passages over all sources.
//!
//! Whoever looks for a sequence of words asks here where to look, and never walks through a text.
//! There are three ways to the same candidates. An [`Index`] knows for every word of a text where it
//! stands; it is made text by text when a text is first asked, so that a claim which cites one source
//! costs that source. A [`Filter`] is made from what is looked for, and goes once along texts that may
//! be read and dropped one by one. Both find words by number (see
//! [`crate::source::token::Token::key`]), so that a hit is a candidate until its letters are compared. A
//! `Glance` tells from a text's bytes where a word may stand, so that a text of which little is asked is not cut
//! into words for it.

mod filter;
mod glance;
mod listed;
mod posting;
mod set;
mod table;

use std::fmt;
use std::sync::OnceLock;

use crate::source::Text;
use crate::source::token::{Kind, Tokens};

pub use filter::Filter;
pub(crate) use glance::{Glance, Part, Standing};
pub(crate) use listed::{Form, Listed};
pub use posting::{Places, Postings};
pub(crate) use set::NumberSet;
pub(crate) use table::KeyBits;
pub use table::Table;

/// Where every word of several texts stands.
#[derive(Debug, Default)]
pub struct Index<'t> {
    texts: Vec<&'t Text>,
    /// For each text, where its words stand; made when it is first asked.
    postings: Vec<OnceLock<Postings>>,
    /// Of a single text, the words that are likely to be asked for, and where those stand.
    sought: Option<Sought<'t>>,
    /// A single text, where it may be that nobody needs all of its words.
    glance: Option<Glance<'t>>,
    /// The numbers of the texts that have each word.
    holders: OnceLock<Postings>,
}

/// The keys of words that are likely to be asked for: all of them, and perhaps a few more.
type Keys<'t> = &'t (dyn Fn() -> Vec<u32> + Sync);

/// Words that are likely to be asked for, worked out when the first word is.
struct Sought<'t> {
    keys: Keys<'t>,
    bits: OnceLock<KeyBits>,
    /// Where they stand.
    postings: OnceLock<Postings>,
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
            sought: None,
            glance: None,
            holders: OnceLock::new(),
        }
    }

    /// An index of one text that is likely to be asked for `sought`, a few words, and nothing else: it files
    /// those alone until it is asked for another.
    #[must_use]
    pub(crate) fn seeking(text: &'t Text, sought: Keys<'t>) -> Self {
        Self {
            sought: Some(Sought {
                keys: sought,
                bits: OnceLock::new(),
                postings: OnceLock::new(),
            }),
            ..Self::new([text])
        }
    }

    /// The same, where hardly anything else is done with the text: it is cut into words as far as is needed.
    #[must_use]
    pub(crate) fn glancing(text: &'t Text, sought: Keys<'t>) -> Self {
        Self {
            glance: Some(Glance::new(text)),
            ..Self::seeking(text, sought)
        }
    }

    /// What a glance at text number `source` tells; none where it is cut into words, or going to be.
    pub(crate) fn glance(&self, source: usize) -> Option<&Glance<'t>> {
        let is_cut = self.texts[source].tokens_if_cut().is_some();
        self.glance.as_ref().filter(|_| !is_cut)
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
        let sought = self.sought.as_ref();
        match sought.filter(|sought| sought.bits().may_hold(key)) {
            Some(sought) => {
                let keys = keys(self.texts[source].tokens());
                let few = || Postings::new(keys.filter(|(key, _)| sought.bits().may_hold(*key)));
                sought.postings.get_or_init(few).of(key)
            }
            None => self.postings(source).of(key),
        }
    }

    /// Where `key` stands in any text, as ranges of places text by text, in the order of the texts.
    pub fn everywhere(&self, key: u32) -> impl Iterator<Item = (usize, Places<'_>)> {
        let holders = self.holders().of(key).iter();
        holders.map(move |source| (source, self.places(source, key)))
    }

    /// How many texts have `key`.
    #[must_use]
    pub fn n_holders(&self, key: u32) -> usize {
        self.holders().of(key).len()
    }

    /// How often `key` stands in all texts.
    #[must_use]
    pub fn total(&self, key: u32) -> usize {
        self.everywhere(key).map(|(_, places)| places.len()).sum()
    }

    fn postings(&self, source: usize) -> &Postings {
        self.postings[source].get_or_init(|| postings_of(self.texts[source]))
    }

    fn holders(&self) -> &Postings {
        self.holders.get_or_init(|| {
            // Not in parallel: a thread that waits here takes up other work, which may ask for this.
            let sources = (0..self.texts.len()).zip(0..);
            Postings::new(sources.flat_map(|(source, number)| {
                let keys = self.postings(source).by_key();
                keys.map(move |(key, _)| (key, number))
            }))
        })
    }
}

impl Sought<'_> {
    fn bits(&self) -> &KeyBits {
        self.bits.get_or_init(|| KeyBits::of(&(self.keys)()))
    }
}

impl fmt::Debug for Sought<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.bits().fmt(f)
    }
}

/// The keys of the words of a text, and of those that its joints may make, with the numbers of their tokens.
pub(crate) fn keys(tokens: &Tokens) -> impl Iterator<Item = (u32, u32)> {
    let words = tokens.all().iter().zip(0..);
    let words = words.filter(|(token, _)| token.kind == Kind::Word);
    let words = words.map(|(token, at)| (token.key, at));
    let joints = tokens.joints().iter();
    words.chain(joints.map(|joint| (joint.key, joint.start)))
}

fn postings_of(text: &Text) -> Postings {
    Postings::new(keys(text.tokens()))
}

/// The words that a text may have, in a sixteenth of its bytes; none where it has not been cut into words.
pub(crate) fn words_of(text: &Text) -> Option<KeyBits> {
    let tokens = text.tokens_if_cut()?;
    let keys = keys(tokens).map(|(key, _)| key);
    Some(KeyBits::new(keys, text.original().len() / 2))
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
