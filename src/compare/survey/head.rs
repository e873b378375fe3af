//! What a figure counts: “140 officials”, “43 arrests”, “the attendance was 61,874”.

use std::ops::Range;

use super::matter::Matters;
use crate::compare::frame::{Class, Word, class};
use crate::source::token::Tokens;

/// How many words after a count what it counts may stand: “32 frail elderly people”.
const REACH: usize = 4;

/// How many words before a bare figure that of which it is may stand: “the attendance was some 61,000”.
const BEFORE: u32 = 5;

/// What a figure counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Head {
    /// What the word means, and what it is about.
    pub(super) meaning: u32,
    pub(super) matter: u32,
    /// The place of that among the matters of the text.
    pub(super) place: u32,
    pub(super) class: Class,
    /// Whether it stands after the figure.
    pub(super) follows: bool,
}

impl Head {
    /// What the words `inside` of a sentence count, which are a number.
    pub(super) fn of(
        words: &[Word],
        inside: &Range<usize>,
        tokens: &Tokens,
        matters: &Matters,
    ) -> Option<Self> {
        let text = |word: &Word| tokens.text(word.token as usize);
        let mut last = words.get(inside.clone())?.last()?.at;
        let run = words[inside.end..].iter().take(REACH).take_while(|word| {
            let is_next = word.at == last + 1 && word.rank > 0.0;
            last = word.at;
            is_next
        });
        let run: Vec<&Word> = run.collect();
        let plural = run.iter().find(|word| is_plural(text(word)));
        if let Some(word) = plural.or(run.first()) {
            return Some(Self::new(word, text(word), true, matters));
        }
        let first = words.get(inside.start)?.at;
        let before = words[..inside.start].iter().rev();
        let mut before = before.take_while(|word| word.at + BEFORE >= first);
        let word = before.find(|word| word.rank > 0.35 && !word.is_name)?;
        Some(Self::new(word, text(word), false, matters))
    }

    fn new(word: &Word, text: &str, follows: bool, matters: &Matters) -> Self {
        Self {
            meaning: word.meaning,
            matter: word.matter,
            place: matters.place(word.matter),
            class: class(text),
            follows,
        }
    }
}

/// Whether a word looks like a plural.
fn is_plural(word: &str) -> bool {
    let is_irregular = matches!(
        word,
        "people" | "men" | "women" | "children" | "police" | "staff" | "crew"
    ) || word.ends_with("men");
    let ends_so = word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us");
    ends_so && word.len() > 3 || is_irregular
}
