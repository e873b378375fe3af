//! What does not keep a passage from being found, and should be seen with it.

use serde::{Deserialize, Serialize};

use super::part::warnings_in_part;
use super::qualifier::Qualifier;
use super::{GapKind, Occurrence};
use crate::index::Index;
use crate::source::Text;
use crate::source::token::{Before, Kind, Tokens};
use crate::span::Span;

/// One thing to be seen. Spans are bytes of the original.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "kebab-case")]
pub enum Warning {
    /// A gap hides a word that changes what is said.
    GapHides {
        /// What the word does.
        qualifier: Qualifier,
        /// The word.
        word: Span,
        /// How many words the gap hides in all: 1 where it hides exactly this one.
        words: usize,
    },
    /// The source goes on, in the same sentence, with a word that takes something back.
    CutBefore {
        /// What the word does.
        qualifier: Qualifier,
        /// The word.
        word: Span,
    },
    /// A word right before the passage denies it.
    CutAfter {
        /// The word.
        word: Span,
    },
    /// The passage has few words, and could be anybody's.
    Short {
        /// How many it has.
        words: usize,
    },
    /// The passage stands at this many places.
    Repeated {
        /// How many there are.
        times: usize,
    },
}

impl Warning {
    /// The stable name of the rule, by which it is made to fail or silenced.
    #[must_use]
    pub fn rule(self) -> &'static str {
        match self {
            Self::GapHides { .. } => "gap-hides",
            Self::CutBefore { .. } => "cut-before",
            Self::CutAfter { .. } => "cut-after",
            Self::Short { .. } => "short",
            Self::Repeated { .. } => "repeated",
        }
    }
}

/// What should be seen with the passage that was found at `occurrences` of `text`, of which the first
/// is looked at: passages shorter than `shortest` words are warned of.
#[must_use]
pub fn warnings(text: &Text, occurrences: &[Occurrence], shortest: usize) -> Vec<Warning> {
    let Some(first) = occurrences.first() else {
        return Vec::new();
    };
    let tokens = text.tokens();
    let mut warnings: Vec<Warning> = Vec::new();
    for gap in &first.gaps {
        let hidden = matches!(
            gap.kind,
            GapKind::Elision | GapKind::Insertion | GapKind::Bracket
        );
        let hides = gap.hides.iter().filter(|_| hidden);
        warnings.extend(hides.map(|&(qualifier, word)| Warning::GapHides {
            qualifier,
            word,
            words: gap.words,
        }));
    }
    let range = tokens.within(first.span);
    warnings.extend(cut_before(tokens, range.end));
    warnings.extend(cut_after(tokens, range.start));
    let words = first
        .pieces
        .iter()
        .map(|&piece| tokens.n_words(tokens.within(piece)))
        .sum();
    if words < shortest {
        warnings.push(Warning::Short { words });
    }
    if occurrences.len() > 1 {
        warnings.push(Warning::Repeated {
            times: occurrences.len(),
        });
    }
    warnings
}

/// As [`warnings`], in text number `source` of `index`.
///
/// # Panics
/// When there is no such text.
#[must_use]
pub(crate) fn warned(
    index: &Index<'_>,
    source: usize,
    occurrences: &[Occurrence],
    shortest: usize,
) -> Vec<Warning> {
    let glance = index.glance(source);
    let of_part = glance.and_then(|glance| warnings_in_part(glance, occurrences, shortest));
    of_part.unwrap_or_else(|| warnings(index.text(source), occurrences, shortest))
}

/// A qualifier that begins what the source goes on with after token `end`.
fn cut_before(tokens: &Tokens, end: usize) -> Option<Warning> {
    let all = tokens.all();
    // A passage that ends with its sentence is not cut.
    let ends = |idx: usize| {
        ['.', '?', '!']
            .iter()
            .any(|&mark| tokens.is_mark(idx, mark))
    };
    let last = (0..end).rev().find(|&idx| all[idx].kind != Kind::Quote)?;
    if ends(last) {
        return None;
    }
    let skips = |idx: &usize| {
        matches!(all[*idx].kind, Kind::Quote | Kind::Dash)
            || tokens.is_mark(*idx, ',')
            || tokens.is_mark(*idx, ';')
    };
    let next = (end..all.len().min(end + 4)).find(|idx| !skips(idx))?;
    if all[next].kind != Kind::Word || all[next].before == Before::Blank {
        return None;
    }
    let qualifier = Qualifier::of(tokens.text(next)).filter(|&it| it != Qualifier::Hedge)?;
    Some(Warning::CutBefore {
        qualifier,
        word: tokens.span(next, next + 1),
    })
}

/// A negation that stands right before token `start`.
fn cut_after(tokens: &Tokens, start: usize) -> Option<Warning> {
    let all = tokens.all();
    let before = (start.saturating_sub(2)..start)
        .rev()
        .find(|&idx| all[idx].kind != Kind::Quote)?;
    let is_negation = all[before].kind == Kind::Word
        && Qualifier::of(tokens.text(before)) == Some(Qualifier::Negation);
    is_negation.then(|| Warning::CutAfter {
        word: tokens.span(before, before + 1),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Index;
    use crate::passage::{Query, find};

    #[test]
    fn what_a_passage_hides_is_seen() {
        for (query, text, expected) in [
            (
                "we did … agree to it",
                "we did not agree to it",
                "gap-hides not 1",
            ),
            (
                "we did … agree to it",
                "we did, however, perhaps agree to it",
                "gap-hides however 2, gap-hides perhaps 2",
            ),
            ("he said […] it is so", "he said on Friday it is so", ""),
            (
                "it ends on Friday",
                "it ends on Friday, unless it rains",
                "cut-before unless",
            ),
            ("it ends on Friday.", "it ends on Friday. But it rains", ""),
            (
                "an agreed deal",
                "it is not an agreed deal",
                "cut-after not",
            ),
            ("no limits set", "there are “no limits set”", ""),
            ("limits set", "there are no “limits set” so", "cut-after no"),
            ("a war", "a war, a war", "short 2, repeated 2"),
        ] {
            let text = Text::new(text.to_owned());
            let found = find(&Query::new(query), &Index::new([&text]), 0);
            let shortest = if query == "a war" { 3 } else { 2 };
            let seen: Vec<String> = warnings(&text, &found, shortest)
                .into_iter()
                .map(|it| {
                    let rule = it.rule();
                    let word = |span: Span| span.of(text.original());
                    match it {
                        Warning::GapHides {
                            word: at, words, ..
                        } => format!("{rule} {} {words}", word(at)),
                        Warning::CutBefore { word: at, .. } | Warning::CutAfter { word: at } => {
                            format!("{rule} {}", word(at))
                        }
                        Warning::Short { words: n } | Warning::Repeated { times: n } => {
                            format!("{rule} {n}")
                        }
                    }
                })
                .collect();
            assert_eq!(seen.join(", "), expected, "{query}");
        }
    }
}
