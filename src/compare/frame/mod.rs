//! Frames: the informative words around a value, by which two passages are known to ask one question.
//!
//! A word counts by how much it says in any text ([`rank`](mod@rank)) and by how rare it is in the two
//! texts that are compared. Nothing else is looked at: how two texts relate never depends on a third.

mod around;
mod aspect;
mod class;
mod clause;
mod deed;
mod denial;
mod fate;
mod lexeme;
mod rank;
mod sense;
mod stem;
mod strength;
mod thesaurus;

pub use around::{Around, Near, REACH, RUN, WIDE, beside, day, words_within};
pub use aspect::Aspect;
pub use class::{Class, class, is_of_people};
pub use clause::{Clause, Mood, Part, clauses};
pub use deed::{Deed, deeds};
pub use denial::{Stance, stances};
pub use fate::Fate;
pub use lexeme::{is_acronym, meaning, stem};
pub use strength::{Scale, Strength, strengths};

use std::borrow::Cow;
use std::ops::Range;

use crate::index::Form;
use crate::source::Text;
use crate::source::token::{Kind, Tokens};
use crate::span::Span;

/// Forms of “be”, with which something is done to somebody.
pub const BE: [&str; 7] = ["is", "are", "was", "were", "be", "been", "being"];

/// A mark between two words parts them as so many words would.
const MARK: u32 = 3;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Word {
    /// A number for what its inflected forms share; equal words have equal ones.
    pub stem: u32,
    /// A number for what it means; a value that belongs to one of two words that mean the same belongs to the
    /// other too.
    pub meaning: u32,
    /// A number for what it is about: of two texts that have such words, both may tell of one thing.
    pub matter: u32,
    /// What it says in any text, from 0 (nothing) to 1.
    pub rank: f32,
    /// Whether it is common in any writing.
    pub is_common: bool,
    /// What part it plays in a clause, as far as its letters tell.
    pub part: Part,
    /// How far into the text it stands, in words; a comma, a dash and the like count as some words.
    pub at: u32,
    /// The token.
    pub token: u32,
    /// Whether it is written as a name is.
    pub is_name: bool,
    /// The name it is a part of, by number in its sentence; 0 for a word that is no part of one.
    pub name: u16,
    /// How many words that name has; 1 for a word that is no part of a name.
    pub name_length: u16,
}

/// The words of each sentence of a text, as [`words`] has them. The first words of sentences are names where
/// the text writes them so elsewhere.
#[must_use]
pub fn sentences(text: &Text) -> Vec<Vec<Word>> {
    let tokens = text.tokens();
    let sentences = text.sentences().iter();
    let mut sentences: Vec<Vec<Word>> = sentences
        .map(|&span| words(tokens, tokens.within(span)))
        .collect();
    know_names(&mut sentences, tokens);
    sentences
}

/// The words of the tokens in `range`, function words included, in order.
#[must_use]
pub fn words(tokens: &Tokens, range: Range<usize>) -> Vec<Word> {
    let mut words = lexeme::Known::with(|known| known_words(tokens, range, known));
    join_pairs(&mut words, tokens);
    join_names(&mut words);
    words
}

/// As [`words`], each by itself.
fn known_words(tokens: &Tokens, range: Range<usize>, known: &mut lexeme::Known) -> Vec<Word> {
    let letters = tokens.fold().text();
    let mut words = Vec::with_capacity(range.len());
    let mut at = 0;
    let mut is_first = true;
    for idx in range {
        let token = tokens.all()[idx];
        match token.kind {
            Kind::Word => {}
            Kind::Quote => {
                // What follows a mark that opens begins a sentence; what follows one that closes goes on.
                is_first |= token.before != crate::source::token::Before::Joined;
                continue;
            }
            Kind::Dash if token.before == crate::source::token::Before::Joined => continue,
            Kind::Dash | Kind::Ellipsis | Kind::Mark => {
                at += MARK;
                continue;
            }
        }
        at += 1;
        let lexeme = known.of(letters, token.folded());
        let may_be_name = lexeme.starts_large && lexeme.rank > 0.0;
        words.push(Word {
            stem: lexeme.stem,
            meaning: lexeme.meaning,
            matter: lexeme.matter,
            rank: lexeme.rank,
            is_common: lexeme.is_common,
            part: lexeme.part,
            at,
            token: u32::try_from(idx).unwrap_or(u32::MAX),
            is_name: may_be_name && (!is_first || lexeme.is_acronym),
            name: 0,
            name_length: 1,
        });
        is_first = false;
    }
    words
}

/// Takes two words that are one name for one matter: “United States”.
fn join_pairs(words: &mut [Word], tokens: &Tokens) {
    let mut is_large = words.first().is_some_and(|word| word.is_large(tokens));
    for at in 1..words.len() {
        let (one, other) = (words[at - 1], words[at]);
        let was_large = std::mem::replace(&mut is_large, other.is_large(tokens));
        if !(was_large && is_large) || other.at > one.at + 1 {
            continue;
        }
        let letters = [one, other].map(|word| tokens.text(word.token as usize));
        if let Some(matter) = sense::matter_of_pair(letters) {
            words[at - 1].matter = matter;
            words[at].matter = matter;
        }
    }
}

/// Makes ready what is known of words, so that nobody has to wait for it.
pub fn prepare() {
    sense::prepare();
}

/// Whether a matter is a country, its people or its capital.
#[must_use]
pub fn is_country(matter: u32) -> bool {
    sense::is_country(matter)
}

impl Word {
    /// Whether it says something wherever it stands.
    #[must_use]
    pub fn says(&self) -> bool {
        self.rank > 0.9
    }

    /// What it weighs before it is known how rare it is: a word of a longer name counts for its share.
    #[must_use]
    pub fn weight(&self) -> f32 {
        self.rank / f32::from(self.name_length).sqrt()
    }

    fn is_large(&self, tokens: &Tokens) -> bool {
        let text = tokens.text(self.token as usize);
        text.starts_with(char::is_uppercase)
    }
}

/// Takes the first words of sentences for names where the text writes them so elsewhere.
fn know_names(sentences: &mut [Vec<Word>], tokens: &Tokens) {
    let names = sentences.iter().flatten();
    let mut names: Vec<u32> = names
        .filter(|word| word.is_name && word.rank > 0.9)
        .map(|word| word.stem)
        .collect();
    names.sort_unstable();
    names.dedup();
    let is_known = |word: &Word| names.binary_search(&word.stem).is_ok();
    for words in sentences {
        let mut is_changed = false;
        for word in words.iter_mut() {
            if !word.is_name && word.is_large(tokens) && is_known(word) {
                word.is_name = true;
                is_changed = true;
            }
        }
        if is_changed {
            join_names(words);
        }
    }
}

/// Names of several words say one thing: each of their words counts for its share.
fn join_names(words: &mut [Word]) {
    let is_one = |a: &Word, b: &Word| a.is_name && b.is_name && b.at == a.at + 1;
    let mut name = 0;
    for run in words.chunk_by_mut(is_one) {
        let length = u16::try_from(run.len()).unwrap_or(u16::MAX);
        name += u16::from(run[0].is_name);
        for word in run.iter_mut().filter(|word| word.is_name) {
            word.name = name;
            word.name_length = length;
        }
    }
}

/// Takes a large first word for a name where a possessive or another name follows: “Xi’s visit”.
pub fn name_openings(words: &mut [Word], tokens: &Tokens) {
    let text = |word: &Word| tokens.text(word.token as usize);
    let mut is_changed = false;
    for at in 0..words.len().saturating_sub(1) {
        let (word, next) = (words[at], words[at + 1]);
        let may_open = !word.is_name && word.rank > 0.9 && next.at == word.at + 1;
        if may_open && word.is_large(tokens) {
            words[at].is_name = next.is_name || text(&next).starts_with(['\'', '’']);
            is_changed |= words[at].is_name;
        }
    }
    if is_changed {
        join_names(words);
    }
}

/// A word in small letters.
fn small(word: &str) -> Cow<'_, str> {
    let is_small = |byte: u8| byte.is_ascii() && !byte.is_ascii_uppercase();
    if word.bytes().all(is_small) {
        Cow::Borrowed(word)
    } else {
        Cow::Owned(word.to_lowercase())
    }
}

/// The stem of a word, whatever its case, as a number.
#[must_use]
pub fn stem_key(word: &str) -> u32 {
    stem::stem(Form::new(&small(word))).key
}

/// How much nearness a distance in words leaves, from 1 (next to it) down to 0.
#[must_use]
pub fn nearness(distance: u32) -> f32 {
    let words = f32::from(u16::try_from(distance.max(1) - 1).unwrap_or(u16::MAX));
    1.0 / (1.0 + words / 4.0)
}

/// How rare something is that `holding` of `n` sentences hold, from 0.1 (nearly all) to 1.
#[must_use]
pub fn rarity(holding: usize, n: usize) -> f32 {
    // A text of few sentences tells little of what is rare: it is taken for one of fifty.
    let (holding, n) = (holding.max(2) as f32 / 2.0, n.max(50) as f32 / 2.0);
    (1.0 - holding.ln() / n.ln()).clamp(0.1, 1.0)
}

/// The bytes of the original that a word covers.
#[must_use]
pub fn span(text: &Text, word: &Word) -> Span {
    let token = word.token as usize;
    text.tokens().span(token, token + 1)
}
