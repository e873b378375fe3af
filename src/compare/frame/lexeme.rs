//! What is known of a word wherever it stands, from its letters alone.

use std::cell::RefCell;

use super::clause::{Part, part};
use super::{rank, sense, stem as stems};
use crate::index::Form;
use crate::source::memo::Memo;
use crate::span::Span;

/// What an acronym says, which may have the letters of a function word: “US”.
const ACRONYM: f32 = 0.35;

/// A word by itself; see [`super::Word`].
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lexeme {
    pub(super) stem: u32,
    pub(super) meaning: u32,
    pub(super) matter: u32,
    pub(super) rank: f32,
    pub(super) is_common: bool,
    pub(super) is_acronym: bool,
    pub(super) starts_large: bool,
    pub(super) part: Part,
}

impl Lexeme {
    /// Takes a token of a text; `lower` is room to work in.
    pub(super) fn of(token: &str, lower: &mut String) -> Self {
        let Root {
            word,
            stem,
            rank,
            is_acronym,
        } = Root::of(token, lower);
        let sense = if rank > 0.0 {
            sense::sense(word, stem)
        } else {
            sense::Sense {
                meaning: stem.key,
                matter: stem.key,
            }
        };
        Self {
            stem: stem.key,
            meaning: sense.meaning,
            matter: sense.matter,
            rank,
            is_common: rank::is_common(stem),
            is_acronym,
            starts_large: token.starts_with(char::is_uppercase),
            part: part(word),
        }
    }
}

/// A word in small letters, and the first that is known of it.
struct Root<'w> {
    word: Form<'w>,
    stem: Form<'w>,
    rank: f32,
    is_acronym: bool,
}

impl<'w> Root<'w> {
    fn of(token: &str, lower: &'w mut String) -> Self {
        let is_acronym = lower_case(token, lower);
        let word = Form::new(lower);
        let stem = stems::stem(word);
        let rank = rank::rank(word, stem);
        Self {
            word,
            stem,
            rank: if is_acronym { rank.max(ACRONYM) } else { rank },
            is_acronym,
        }
    }
}

/// What is known of words. A thread works it out once for all texts and claims, which are of the same words
/// for the most part.
#[derive(Default)]
pub(super) struct Known {
    memo: Memo<Lexeme>,
    lower: String,
}

impl Known {
    /// Does something with what is known.
    pub(super) fn with<T>(work: impl FnOnce(&mut Self) -> T) -> T {
        thread_local! {
            static KNOWN: RefCell<Known> = RefCell::default();
        }
        KNOWN.with_borrow_mut(work)
    }

    /// What is known of the token at `place` of a folded `text`.
    #[inline]
    pub(super) fn of(&mut self, text: &str, place: Span) -> Lexeme {
        let Self { memo, lower } = self;
        memo.get(text, place, || Lexeme::of(place.of(text), lower))
    }
}

/// What a token of a text means, as [`super::words`] has it; `lower` is room to work in.
#[must_use]
pub fn meaning(token: &str, lower: &mut String) -> u32 {
    let is_acronym = lower_case(token, lower);
    let word = Form::new(lower);
    let stem = stems::stem(word);
    sense::meaning(word, stem, || is_acronym || rank::rank(word, stem) > 0.0)
}

/// The stem of a token of a text, and whether it says anything, as [`super::words`] has them; `lower` is
/// room to work in.
#[must_use]
pub fn stem(token: &str, lower: &mut String) -> (u32, bool) {
    let Root { stem, rank, .. } = Root::of(token, lower);
    (stem.key, rank > 0.0)
}

/// Puts a token of a text in small letters into `lower`, an acronym without its points; says whether it
/// is one.
fn lower_case(token: &str, lower: &mut String) -> bool {
    lower.clear();
    if token.is_ascii() {
        lower.push_str(token);
        lower.make_ascii_lowercase();
    } else {
        lower.extend(token.chars().flat_map(char::to_lowercase));
    }
    let is_acronym = is_acronym(token);
    if is_acronym {
        lower.retain(|c| c != '.');
    }
    is_acronym
}

/// Whether a token is written in capitals throughout: `NATO`, `U.S`.
#[must_use]
pub fn is_acronym(token: &str) -> bool {
    let is_capital = |c: char| c.is_uppercase() || c == '.';
    token.chars().all(is_capital) && token.chars().filter(|c| c.is_alphabetic()).count() > 1
}
