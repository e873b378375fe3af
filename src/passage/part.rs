//! Looks for a pattern in the parts of a text in which it may stand, where the rest of the text need not be cut
//! into words.
//!
//! What is found is what a search of the whole text finds: where a part cannot tell that, nothing is told.

use std::sync::Arc;

use super::anchor::Fixed;
use super::count::count_in;
use super::find::Search;
use super::pattern::Piece;
use super::walk::{Step, Via};
use super::{Occurrence, Pattern, Warning, warnings};
use crate::index::{Glance, Index, Part, Standing};
use crate::source::token::Kind;
use crate::span::Span;

/// How many bytes of the text are taken with a place on either side: most often they have the tokens that are
/// looked at beside it.
const BESIDE: usize = 64;

/// How many tokens before a passage and behind it are looked at.
const BEFORE: usize = 2;
const BEHIND: usize = 4;

/// How many words of a passage are looked for until one is found that the text has once.
const MOST_WORDS: usize = 3;

impl Pattern<'_> {
    /// As [`Pattern::find`] has it, where the text lacks one of its words; or where it has one once, and all others
    /// stand around that as they do in the pattern. Whichever word a search of the whole begins with then stands
    /// there alone, too.
    pub(super) fn find_in_part(&self, glance: &Glance<'_>) -> Option<Vec<Occurrence>> {
        let whole = self.whole()?;
        let (idx, place) = match self.rare_word(&whole, glance)? {
            (_, Standing::Nowhere) => return Some(Vec::new()),
            (idx, Standing::At(place)) => (idx, place),
        };
        if self.query.before.is_some() || self.query.after.is_some() {
            return None;
        }
        let part = glance.part(self.around(idx, place))?;
        let index = Index::new([&part.text]);
        let search = Search::literal(self, &index, 0);
        let at = part.token_at(place);
        let (token, word) = (search.tokens.all().get(at)?, self.tokens.all()[idx]);
        if (token.key, token.kind) != (word.key, word.kind) {
            return None;
        }
        let hit = search.hit(&whole, idx, at, 0..search.tokens.len())?;
        let is_plain = |step: &Step| step.via == Via::Same || !is_within(step, &whole);
        let is_shown = part.shows((hit.text.start, hit.text.end), BEFORE, BEHIND);
        if !is_shown || !hit.steps.iter().all(is_plain) {
            return None;
        }
        // What stands between a word and a mark counts, or not, by which of them a search begins with.
        let is_word = |idx: usize| self.tokens.all()[idx].kind == Kind::Word;
        let mut beside_marks =
            (whole.core.start + 1..whole.core.end).filter(|&it| !(is_word(it - 1) && is_word(it)));
        let has_space = |it: usize| search.tokens.space_before(at + it - idx);
        if beside_marks.any(|it| self.tokens.space_before(it) != has_space(it)) {
            return None;
        }
        let occurrence = search.occurrence(&hit)?;
        Some(vec![occurrence.shifted(part.start)])
    }

    /// A word that must stand in a text as it is, and does so at one place at most.
    fn rare_word(&self, whole: &Piece, glance: &Glance<'_>) -> Option<(usize, Standing)> {
        let mut fixed = Fixed::new(self);
        let words = whole.core.clone().filter(|&idx| fixed.holds(idx));
        let mut words: Vec<usize> = words.filter(|&idx| self.is_of_letters(idx)).collect();
        // The longest are the rarest.
        words.sort_by_key(|&idx| std::cmp::Reverse(self.tokens.text(idx).len()));
        let standing = words.into_iter().take(MOST_WORDS).map(|idx| {
            let standing = glance.standing(self.tokens.text(idx))?;
            Some((idx, standing))
        });
        standing.flatten().next()
    }

    /// Every place of a pattern that is counted, as a search of the whole text finds them, in order: where it is
    /// of different words, so that it stands nowhere over itself, and no word that is cut makes several readings.
    pub(super) fn count_in_parts(&self, glance: &Glance<'_>) -> Option<Vec<Span>> {
        let all = self.tokens.all();
        let mut keys: Vec<u32> = all.iter().map(|token| token.key).collect();
        keys.sort_unstable();
        let are_different = keys.windows(2).all(|two| two[0] != two[1]);
        if !are_different || all.iter().any(|token| token.kind != Kind::Word) {
            return None;
        }
        let words = (0..all.len()).filter(|&idx| self.is_of_letters(idx));
        let longest = words.max_by_key(|&idx| self.tokens.text(idx).len())?;
        let mut parts: Vec<Arc<Part>> = Vec::new();
        for place in glance.places(self.tokens.text(longest))? {
            let part = glance.part(self.around(longest, place))?;
            let at = part.token_at(place);
            let is_shown = part.shows((at, at + 1), all.len(), all.len());
            let is_told = all.len() == 1 || is_shown && part.text.tokens().joints().is_empty();
            if !is_told {
                return None;
            }
            if !parts.iter().any(|it| Arc::ptr_eq(it, &part)) {
                parts.push(part);
            }
        }
        let sought = || keys.clone();
        let of_part = |part: &Arc<Part>| {
            let index = Index::seeking(&part.text, &sought);
            let found = count_in(self, &index, 0).into_iter();
            found.map(|span| span.shifted(part.start)).collect()
        };
        let found: Vec<Vec<Span>> = parts.iter().map(of_part).collect();
        let mut found = found.concat();
        // Parts may overlap.
        found.sort_unstable();
        found.dedup();
        Some(found)
    }

    /// Whether token `idx` is a word of ASCII letters.
    fn is_of_letters(&self, idx: usize) -> bool {
        let is_word = self.tokens.all()[idx].kind == Kind::Word;
        let letters = || self.tokens.text(idx).bytes();
        is_word && letters().all(|byte| byte.is_ascii_alphabetic())
    }

    /// The bytes of a text that the pattern takes where its token `idx` stands at `place`, and some beside.
    fn around(&self, idx: usize, place: usize) -> Span {
        let word = self.tokens.span(idx, idx + 1);
        let behind = self.query.text.len() - word.start;
        let start = place.saturating_sub(word.start + BESIDE);
        Span::new(start, place + behind + BESIDE)
    }
}

/// Whether a step is along what must be there of the piece.
fn is_within(step: &Step, piece: &Piece) -> bool {
    step.query.start >= piece.core.start && step.query.end <= piece.core.end
}

/// What should be seen with a passage, as [`warnings`] has it for the whole text; none where that cannot be told
/// from the part in which the passage was found.
pub(super) fn warnings_in_part(
    glance: &Glance<'_>,
    occurrences: &[Occurrence],
    shortest: usize,
) -> Option<Vec<Warning>> {
    let first = occurrences.first().filter(|it| it.gaps.is_empty())?;
    let part = glance.known_part(first.span)?;
    let back = |span: Span| Span::new(span.start - part.start, span.end - part.start);
    let tokens = part.text.tokens().within(back(first.span));
    if !part.shows((tokens.start, tokens.end), BEFORE, BEHIND) {
        return None;
    }
    let inner = Occurrence {
        span: back(first.span),
        pieces: first.pieces.iter().copied().map(back).collect(),
        ..first.clone()
    };
    let others = occurrences[1..].iter().cloned();
    let occurrences: Vec<Occurrence> = std::iter::once(inner).chain(others).collect();
    let warnings = warnings(&part.text, &occurrences, shortest).into_iter();
    Some(warnings.map(|it| it.shifted(part.start)).collect())
}

impl Part {
    /// The token that has byte `place` of the whole text, or the next one.
    fn token_at(&self, place: usize) -> usize {
        let place = place - self.start;
        self.text.tokens().within(Span::new(place, place + 1)).start
    }
}

impl Occurrence {
    /// The same, so many bytes further on.
    fn shifted(mut self, by: usize) -> Self {
        let places = self.pieces.iter_mut().chain(&mut self.slots);
        for place in places.chain([&mut self.span]) {
            *place = place.shifted(by);
        }
        self
    }
}

impl Warning {
    /// The same, so many bytes further on.
    fn shifted(mut self, by: usize) -> Self {
        match &mut self {
            Self::GapHides { word, .. }
            | Self::CutBefore { word, .. }
            | Self::CutAfter { word } => {
                *word = word.shifted(by);
            }
            Self::Short { .. } | Self::Repeated { .. } => {}
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::FileFailurePersistence;

    use super::*;
    use crate::passage::{Query, count, find};
    use crate::source::Text;

    #[test]
    fn a_part_tells_what_the_whole_does_or_nothing() {
        let rest = "And so on, for some time.\n\n".repeat(8);
        for (words, query, is_told) in [
            ("He said no limits, but", "said no limits", true),
            ("He said no\nlimits, but", "“Said no limits.”", true),
            ("He said no limits. No limits", "no limits", false),
            ("He said [that] no limits", "said no limits", false),
            ("the exam-\nple of it", "the example of", false),
        ] {
            let text = Text::new(format!("{rest}{words} it is.\n\n{rest}"));
            let glance = Index::glancing(&text, &Vec::new);
            let pattern = Pattern::new(Query::new(query));
            let found = pattern.find_in_part(glance.glance(0).unwrap());
            assert_eq!(found.is_some(), is_told, "{query} in {words}");
            let found = find(&Query::new(query), &glance, 0);
            assert_eq!(found, find(&Query::new(query), &Index::new([&text]), 0));
        }
    }

    /// A text of paragraphs, with words that come often and words that do not, as they are written and cut.
    fn text() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            4 => "(\n|\r?\n|, |\\. |-|— | “|” |’s |’| \\()",
            1 => "(wa-\n|wa-\n\n12\n\n|\\[w\\]|page|not |\u{ad}|é|²|\u{a0}|…|\\*)",
            4 => "(war|War|WAR|and|And|limits|no|page) ",
            8 => "[a-f]{3,5} ",
        ];
        let paragraph = proptest::collection::vec(part, 1..16);
        let paragraph = (paragraph, "(\\.|\\.”|,|-|)(\n\n|\r\n\r\n|\n \n|\n\n\n)");
        let paragraph = paragraph.prop_map(|(parts, end)| parts.concat() + &end);
        proptest::collection::vec(paragraph, 4..12).prop_map(|paragraphs| paragraphs.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            cases: 1024,
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
                "tests/regressions/part.txt",
            ))),
            ..ProptestConfig::default()
        })]

        #[test]
        fn a_glance_tells_what_a_search_finds(text in text(), at in 0..600_usize, len in 1..90_usize) {
            let from = |at: usize| text.floor_char_boundary(at.min(text.len()));
            let passage = text[from(at)..from(at + len)].to_owned();
            let spaced = passage.split_whitespace().collect::<Vec<_>>().join(" ");
            let text = Text::new(text.clone());
            let whole = Index::new([&text]);
            let terms = ["war", "War", "ar", "and", "no war", "no limits", "war and", "Limits"];
            for term in terms.iter().copied().chain([passage.as_str()]) {
                let (anew, others) = (text.anew(), text.anew());
                let glance = Index::glancing(&anew, &Vec::new);
                prop_assert_eq!(count(term, &glance, 0), count(term, &whole, 0), "{}", term);
                // Parts that other questions have left behind change nothing.
                let others = Index::glancing(&others, &Vec::new);
                for (index, words) in [(&others, passage.as_str()), (&others, term), (&glance, &spaced)] {
                    let query = Query::new(words);
                    let found = find(&query, index, 0);
                    prop_assert_eq!(&found, &find(&query, &whole, 0), "{:?}", query);
                    let seen = crate::passage::warned(index, 0, &found, 3);
                    prop_assert_eq!(seen, warnings(&text, &found, 3), "{:?}", query);
                }
            }
        }
    }
}
