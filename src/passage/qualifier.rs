//! Words that change what is said around them: negations, hedges and contrasts.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::source::token::{Kind, Tokens};
use crate::span::Span;

/// How a word changes what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Qualifier {
    /// It says that something is not so: “not”, “never”, “won’t”, “without”.
    Negation,
    /// It says that something is not certain or not whole: “may”, “reportedly”, “partly”.
    Hedge,
    /// It takes something back or bounds it: “but”, “unless”, “only”, “except”.
    Contrast,
}

impl Qualifier {
    /// Its name in messages.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Negation => "negation",
            Self::Hedge => "hedge",
            Self::Contrast => "contrast",
        }
    }

    /// What `word` is, if it is any.
    #[must_use]
    pub fn of(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        let is_in = |list: &[&str]| list.contains(&word.as_str());
        if word.ends_with("n't") || is_in(NEGATIONS) {
            Some(Self::Negation)
        } else if is_in(CONTRASTS) {
            Some(Self::Contrast)
        } else {
            is_in(HEDGES).then_some(Self::Hedge)
        }
    }
}

#[rustfmt::skip]
const NEGATIONS: &[&str] = &[
    "not", "no", "never", "none", "nobody", "nothing", "nowhere", "neither", "nor", "cannot",
    "without", "hardly", "barely", "scarcely", "denied", "denies", "refused", "refuses", "failed",
    "fails", "unable", "false", "falsely", "untrue",
];

#[rustfmt::skip]
const HEDGES: &[&str] = &[
    "may", "might", "could", "would", "should", "perhaps", "maybe", "possibly", "possible", "probably",
    "likely", "unlikely", "potentially", "presumably", "allegedly", "alleged", "reportedly",
    "purportedly", "purported", "supposedly", "supposed", "apparently", "seemingly", "seem", "seems",
    "seemed", "appear", "appears", "appeared", "suggest", "suggests", "suggested", "arguably",
    "partly", "partially", "somewhat", "largely", "mostly", "generally", "often", "sometimes",
    "rarely", "usually", "nearly", "almost", "about", "around", "roughly", "approximately", "some",
    "estimated", "claimed", "claims", "so-called", "if", "rumored", "unconfirmed",
];

#[rustfmt::skip]
const CONTRASTS: &[&str] = &[
    "but", "however", "although", "though", "yet", "unless", "except", "only", "despite",
    "nevertheless", "nonetheless", "instead", "rather", "whereas", "until", "excluding", "provided",
    "notwithstanding", "otherwise", "merely",
];

/// The qualifiers among the tokens in `range`, in order, as bytes of the original.
pub(super) fn qualifiers(tokens: &Tokens, range: Range<usize>) -> Vec<(Qualifier, Span)> {
    range
        .filter(|&idx| tokens.all()[idx].kind == Kind::Word)
        .filter_map(|idx| Some((Qualifier::of(tokens.text(idx))?, tokens.span(idx, idx + 1))))
        .collect()
}

/// Whether the words in `range` are hardly more than a negation.
pub(super) fn turns_around(tokens: &Tokens, range: Range<usize>) -> bool {
    let is_negation = |word: &str| Qualifier::of(word) == Some(Qualifier::Negation);
    tokens.n_words(range.clone()) <= 2 && tokens.words(range).any(is_negation)
}

/// Whether the words in `range` only remark on the quotation: “sic”, “emphasis added”.
pub(super) fn is_remark(tokens: &Tokens, range: Range<usize>) -> bool {
    const REMARKS: &[&str] = &[
        "sic",
        "emphasis",
        "italics",
        "added",
        "mine",
        "ours",
        "original",
        "translated",
    ];
    const BESIDE: &[&str] = &["in", "the", "is"];
    let is_in = |list: &[&str], word: &str| list.iter().any(|it| word.eq_ignore_ascii_case(it));
    tokens.n_words(range.clone()) <= 4
        && tokens.words(range.clone()).any(|word| is_in(REMARKS, word))
        && tokens
            .words(range)
            .all(|word| is_in(REMARKS, word) || is_in(BESIDE, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        use Qualifier::{Contrast, Hedge, Negation};
        for (word, expected) in [
            ("not", Some(Negation)),
            ("Didn't", Some(Negation)),
            ("may", Some(Hedge)),
            ("Unless", Some(Contrast)),
            ("war", None),
        ] {
            assert_eq!(Qualifier::of(word), expected, "{word}");
        }
    }
}
