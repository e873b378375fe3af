//! Listed words, and what is known of each.
//!
//! Every word of every text is looked up in several lists, and stands in none of them for the most part:
//! its letters are hashed once, and most lists need no more than a bit to say no.

use super::Table;
use crate::source::token::key;

/// A word in small letters, or a part of one, with the hash of its letters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Form<'a> {
    pub(crate) letters: &'a str,
    pub(crate) key: u32,
}

impl<'a> Form<'a> {
    pub(crate) fn new(letters: &'a str) -> Self {
        Self {
            letters,
            key: key(letters),
        }
    }
}

/// Words, each with what is known of it.
#[derive(Debug)]
pub(crate) struct Listed<T> {
    /// The number of each word, by the hash of its letters.
    numbers: Table,
    words: Vec<(&'static str, T)>,
}

impl<T> Listed<T> {
    /// Lists `words`; of what is said of one word, the first counts.
    pub(crate) fn new(words: impl IntoIterator<Item = (Form<'static>, T)>) -> Self {
        let words = words.into_iter();
        let at_least = words.size_hint().0;
        let mut keys = Vec::with_capacity(at_least);
        let mut known = Vec::with_capacity(at_least);
        for ((form, said), number) in words.zip(0..) {
            keys.push((form.key, number));
            known.push((form.letters, said));
        }
        let listed = Self {
            numbers: Table::new(&keys),
            words: known,
        };
        let is_found = |word: &str| listed.get(Form::new(word)).is_some();
        debug_assert!(
            listed.words.iter().all(|(word, _)| is_found(word)),
            "no two words of a list have one hash"
        );
        listed
    }

    /// What is known of a word; none where it is not listed.
    pub(crate) fn get(&self, form: Form<'_>) -> Option<&T> {
        let (letters, said) = &self.words[self.numbers.get(form.key)? as usize];
        (*letters == form.letters).then_some(said)
    }
}

impl Listed<()> {
    /// The words of a list with white space between them.
    pub(crate) fn of(list: &'static str) -> Self {
        let words = list.split_whitespace();
        Self::new(words.map(|word| (Form::new(word), ())))
    }

    /// Whether a word is listed.
    pub(crate) fn holds(&self, form: Form<'_>) -> bool {
        self.get(form).is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_what_is_said_of_one_word_the_first_counts() {
        let words = [("one", 1), ("two", 2), ("one", 3)];
        let listed = Listed::new(words.map(|(word, n)| (Form::new(word), n)));
        for (word, expected) in [
            ("one", Some(1)),
            ("two", Some(2)),
            ("ones", None),
            ("", None),
        ] {
            assert_eq!(listed.get(Form::new(word)).copied(), expected, "{word}");
        }
        let other = Form {
            letters: "eno",
            ..Form::new("one")
        };
        assert_eq!(
            listed.get(other),
            None,
            "a word is known by its letters, not by their hash"
        );
    }
}
