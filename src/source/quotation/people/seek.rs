//! Seeking: whose a name is, told from the paragraphs in which words of it stand.
//!
//! Whom a name means depends on the persons whose names have its last word. Each of them was introduced where
//! that word stands, unless the last word of the name there was another’s before, and so on: what the words so
//! found stand in is read, and nothing else.

use std::collections::BTreeMap;

use super::meaning::words_of_names;
use super::{Names, People, Word, Words, name};
use crate::source::quotation::grammar::token::{self, Level};
use crate::source::quotation::grammar::word::low;
use crate::source::quotation::mark::Piece;
use crate::span::Span;

/// Where more words than this would have to be sought, the whole text is read.
const MOST_WORDS: usize = 12;

/// What names are sought in.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ground<'t> {
    pub(crate) text: &'t str,
    /// Its paragraphs, in order.
    pub(crate) paragraphs: &'t [Span],
    /// What stands between its marks, in order.
    pub(crate) pieces: &'t [Piece],
}

impl People {
    /// Those who must be known so that [`People::named`] tells of the name at `span` what it tells where everybody is
    /// known. None where they are better found by reading the whole text.
    pub(crate) fn bearing(ground: &Ground<'_>, span: Span) -> Option<Self> {
        let text = ground.text;
        let mut sought: Vec<String> = Vec::new();
        let last = words_of_names(span.of(text)).filter_map(|words| words.last().map(|it| low(it)));
        last.for_each(|word| add(&mut sought, word));
        let mut levels: BTreeMap<usize, Vec<Level>> = BTreeMap::new();
        let mut n_bytes = 0;
        let mut n_sought = 0;
        while n_sought < sought.len() {
            for word in &sought[n_sought..] {
                for paragraph in ground.with(word)? {
                    levels.entry(paragraph).or_insert_with(|| {
                        n_bytes += ground.paragraphs[paragraph].len();
                        ground.levels(paragraph)
                    });
                }
                if 2 * n_bytes > text.len() {
                    return None;
                }
            }
            n_sought = sought.len();
            for level in levels.values().flatten() {
                add_last(text, level, &mut sought);
            }
            if sought.len() > MOST_WORDS {
                return None;
            }
        }
        let mut words = Words::default();
        let sought: Vec<Word> = sought.into_iter().map(|word| words.add(word)).collect();
        let is_sought = |of_name: &[Word]| of_name.iter().any(|word| sought.contains(word));
        let mut names = Vec::new();
        for level in levels.values().flatten() {
            let number = |word: Span| words.add(low(word.of(text)));
            names.push(Names::read(text, level, number, is_sought));
        }
        Some(Self::of(text, &names, words))
    }
}

/// Adds the last words of those names in a level that have a word which is sought.
fn add_last(text: &str, level: &Level, sought: &mut Vec<String>) {
    let tokens = &level.tokens;
    for run in name::runs(text, tokens) {
        let start = name::skip_office(text, tokens, run.start, run.end);
        let words = name::words(text, &tokens[start..run.end]);
        let words: Vec<String> = words.map(|word| low(word.of(text))).collect();
        if words.iter().any(|word| sought.contains(word)) {
            add(sought, words[words.len() - 1].clone());
        }
    }
}

fn add(words: &mut Vec<String>, word: String) {
    if !words.contains(&word) {
        words.push(word);
    }
}

/// Letters that are no letters of ASCII, and become such in lower case.
const FOREIGN: [&str; 2] = ["\u{130}", "\u{212a}"];

impl Ground<'_> {
    /// Everybody who is named in the text.
    pub(crate) fn everybody(&self) -> People {
        let all = 0..self.paragraphs.len();
        let levels = token::levels(self.text, self.paragraphs, all, &[], self.pieces);
        People::read(self.text, &levels)
    }

    /// The numbers of the paragraphs with names that have `word`, which is in lower case, in any order; and perhaps
    /// of others. None where they cannot be told by its letters.
    fn with(&self, word: &str) -> Option<impl Iterator<Item = usize>> {
        let bytes = self.text.as_bytes();
        let is_foreign = |letter: &&str| memchr::memmem::find(bytes, letter.as_bytes()).is_some();
        let n_letters = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let letters = &word.as_bytes()[..n_letters];
        // A name begins with a capital.
        let first = letters.first()?.to_ascii_uppercase();
        if FOREIGN.iter().any(is_foreign) {
            return None;
        }
        let places = memchr::memchr_iter(first, bytes).filter(move |&at| {
            let there = bytes.get(at..at + letters.len());
            there.is_some_and(|there| there.eq_ignore_ascii_case(letters))
        });
        Some(places.filter_map(|at| self.paragraph_read_at(at)))
    }

    /// The number of the paragraph among whose levels is one with what stands at byte `at`, if there is any.
    fn paragraph_read_at(&self, at: usize) -> Option<usize> {
        let next = self.pieces.partition_point(|piece| piece.span.start <= at);
        let outer = self.pieces[..next]
            .iter()
            .rposition(|piece| piece.parent.is_none());
        if let Some(outer) = outer.filter(|&outer| self.pieces[outer].span.end > at) {
            let holds_others = self
                .pieces
                .get(outer + 1)
                .is_some_and(|it| it.parent.is_some());
            return holds_others.then_some(self.pieces[outer].paragraph);
        }
        let paragraph = self
            .paragraphs
            .partition_point(|paragraph| paragraph.end <= at);
        (paragraph < self.paragraphs.len()).then_some(paragraph)
    }

    /// The levels of paragraph `number`, whose sentences are not told apart.
    fn levels(&self, number: usize) -> Vec<Level> {
        token::levels(
            self.text,
            self.paragraphs,
            number..number + 1,
            &[],
            self.pieces,
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_other_letters_become_letters_of_ascii() {
        let becomes_ascii = |c: &char| c.to_lowercase().any(|low| low.is_ascii_alphabetic());
        let foreign = ('\u{80}'..=char::MAX).filter(becomes_ascii);
        assert_eq!(foreign.map(String::from).collect::<Vec<_>>(), FOREIGN);
    }
}
