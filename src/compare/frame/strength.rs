//! How strongly a sentence says what it says: that it will be so or may be so, of all or of some, that it is
//! confirmed or alleged.
//!
//! Nothing is denied by the weaker of two such words, and a reader who has only read the stronger one is
//! misled all the same.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Word;
use super::stem::stem;
use crate::index::Form;
use crate::source::token::Tokens;

/// Words that say how sure it is that something comes to be, the weakest first.
const MOODS: [&[&str]; 3] = [
    &["may", "might", "could"],
    &["hope", "want", "propose", "consider"],
    &["will", "would", "shall", "plan", "intend", "aim"],
];

/// Words that say how much of a whole is meant, the weakest first.
const AMOUNTS: [&[&str]; 4] = [
    &["some", "few"],
    &["many", "several", "numerous"],
    &["most"],
    &["all", "every", "each"],
];

/// Words that say how sure it is that something is so, the weakest first, by their stems.
const SURETIES: [&[&str]; 2] = [
    &["allege", "claim", "suggest", "suspect", "hint", "speculate"],
    &["confirm", "prove", "establish", "acknowledge", "admit"],
];

/// Words before one of an amount that make it another one, or none: “not all”, “nearly all”, “at most”.
const NO_AMOUNT_AFTER: [&str; 10] = [
    "not", "nearly", "almost", "at", "after", "above", "in", "for", "the", "once",
];

/// What may follow a word of an amount where it is one: “all of the wards”.
const OF_AMOUNTS: [&str; 8] = ["of", "the", "its", "their", "his", "her", "our", "these"];

/// How far after such a word the one may stand of which it is said, in words.
const REACH: u32 = 4;

/// What such words tell apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scale {
    /// “will”, “may”.
    Mood,
    /// “all”, “some”.
    Amount,
    /// “confirmed”, “alleged”.
    Surety,
}

/// A word of a sentence with another that says how strongly it is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Strength {
    /// The word, by number.
    pub word: usize,
    /// The one that says how strongly it is meant, by number.
    pub cue: usize,
    /// What the word means.
    pub subject: u32,
    /// What is told apart.
    pub scale: Scale,
    /// The stronger, the higher.
    pub level: usize,
}

/// The words of a sentence of which it is said how strongly they are meant, in order.
#[must_use]
pub fn strengths(words: &[Word], tokens: &Tokens) -> Vec<Strength> {
    let of_word = |cue: usize| {
        let (scale, level) = *CUES.get(&words[cue].stem)?;
        let word = governed(words, cue, scale, tokens)?;
        Some(Strength {
            word,
            cue,
            subject: words[word].meaning,
            scale,
            level,
        })
    };
    (0..words.len()).filter_map(of_word).collect()
}

static CUES: LazyLock<HashMap<u32, (Scale, usize)>> = LazyLock::new(|| {
    let scales: [(Scale, &[&[&str]]); 3] = [
        (Scale::Mood, &MOODS),
        (Scale::Amount, &AMOUNTS),
        (Scale::Surety, &SURETIES),
    ];
    let mut cues = HashMap::new();
    for (scale, levels) in scales {
        for (level, words) in levels.iter().enumerate() {
            let keys = words.iter().map(|word| stem(Form::new(word)).key);
            cues.extend(keys.map(|key| (key, (scale, level))));
        }
    }
    cues
});

/// The word of which a cue says how strongly it is meant; none where it says no such thing.
fn governed(words: &[Word], cue: usize, scale: Scale, tokens: &Tokens) -> Option<usize> {
    let text = |at: usize| {
        words
            .get(at)
            .map_or("", |word| tokens.text(word.token as usize))
    };
    let before = cue.checked_sub(1).map_or("", text);
    let next = text(cue + 1);
    let is_cue = match scale {
        // “The talks in May”; “could not” is a denial.
        Scale::Mood if words[cue].rank > 0.0 => next == "to" || next.ends_with("ing"),
        Scale::Mood => !words[cue].is_name && !matches!(next, "not" | "have" | "be"),
        Scale::Amount => {
            let is_told = OF_AMOUNTS.contains(&next) || words.get(cue + 1)?.rank > 0.0;
            let is_count = next.starts_with(|first: char| first.is_ascii_digit());
            let is_other = NO_AMOUNT_AFTER
                .iter()
                .any(|it| it.eq_ignore_ascii_case(before));
            is_told && !is_count && !is_other
        }
        Scale::Surety => !matches!(before, "not" | "never" | "cannot"),
    };
    if !is_cue {
        return None;
    }
    let start = words[cue].at;
    let mut rest = words.iter().enumerate().skip(cue + 1);
    let (word, found) = rest.find(|(_, word)| word.rank > 0.0)?;
    let is_denied = (cue + 1..word).any(|at| matches!(text(at), "not" | "never" | "no"));
    let is_near = found.at <= start + REACH && u32::try_from(word - cue).ok()? == found.at - start;
    (is_near && !is_denied).then_some(word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::frame;

    #[test]
    fn a_word_says_how_strongly_the_next_one_is_meant() {
        for (sentence, expected) in [
            ("The bank will close forty branches.", "close Mood 2"),
            ("The bank could soon close forty branches.", "close Mood 0"),
            ("The bank plans to close forty branches.", "close Mood 2"),
            ("The bank is considering closing them.", "closing Mood 1"),
            ("The plan of the bank was shown.", ""),
            ("The bank will not close.", ""),
            ("All of the wards were shut.", "wards Amount 3"),
            ("Most nurses came back.", "nurses Amount 2"),
            ("Nearly all nurses came back.", ""),
            ("Some 300 nurses came back.", ""),
            ("At most a handful came.", ""),
            ("Police confirmed the theft.", "theft Surety 1"),
            ("Police alleged that money was taken.", "money Surety 0"),
        ] {
            let tokens = Tokens::new(sentence);
            let words = frame::words(&tokens, 0..tokens.len());
            let told = strengths(&words, &tokens).into_iter().map(|it| {
                let word = tokens.text(words[it.word].token as usize);
                format!("{word} {:?} {}", it.scale, it.level)
            });
            assert_eq!(told.collect::<Vec<_>>().join(", "), expected, "{sentence}");
        }
    }
}
