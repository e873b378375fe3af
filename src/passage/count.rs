//! Counts words: every place of a term in one text, at whole words.
//!
//! A term may have several words. Typography and line breaks do not matter, case does: “Ukraine” is
//! not counted in “UKRAINE”. A term in small letters is counted with a capital too where the capital
//! is that of a sentence's first word. A possessive counts for its word: “Ukraine’s” for “Ukraine”.

use super::find::Search;
use super::pattern::Piece;
use super::{Pattern, Query, Rung};
use crate::index::Index;
use crate::source::token::{Before, Kind, Tokens};
use crate::span::Span;

/// Every place of `term` in text number `source`, in order, as bytes of the original.
///
/// # Panics
/// When there is no such text.
#[must_use]
pub fn count(term: &str, index: &Index<'_>, source: usize) -> Vec<Span> {
    let pattern = Pattern::new(Query::new(term));
    let n_tokens = pattern.tokens.len();
    if pattern.tokens.n_words(0..n_tokens) == 0 {
        return Vec::new();
    }
    let glance = index.glance(source);
    let in_parts = glance.and_then(|glance| pattern.count_in_parts(glance));
    in_parts.unwrap_or_else(|| count_in(&pattern, index, source))
}

/// Every place of a pattern that has words in text number `source`, all of which is cut into words.
pub(super) fn count_in(pattern: &Pattern<'_>, index: &Index<'_>, source: usize) -> Vec<Span> {
    let n_tokens = pattern.tokens.len();
    let search = Search::literal(pattern, index, source);
    let tokens = index.text(source).tokens();
    let hits = search.hits(&Piece::literal(n_tokens), &(0..tokens.len()));
    hits.into_iter()
        .filter(|hit| match search.rung(hit) {
            Some(Rung::Case) => is_capital_of_sentence(pattern, tokens, hit.text.start),
            Some(rung) => rung < Rung::Case,
            None => false,
        })
        .map(|hit| tokens.span(hit.text.start, hit.text.end))
        .collect()
}

/// Whether the words at token `at` differ from a term in small letters by the capital that begins a
/// sentence, and by nothing else.
fn is_capital_of_sentence(pattern: &Pattern<'_>, tokens: &Tokens, at: usize) -> bool {
    let term = &pattern.tokens;
    let as_written = |(idx, ahead): (usize, usize)| {
        let (a, b) = (term.text(idx), tokens.text(at + ahead));
        let head = if idx == 0 {
            a.chars().next().map_or(0, char::len_utf8)
        } else {
            0
        };
        b.is_char_boundary(head) && a.get(head..) == b.get(head..)
    };
    let is_small = !pattern.query.text.contains(char::is_uppercase);
    is_small && begins_sentence(tokens, at) && (0..term.len()).map(|idx| (idx, idx)).all(as_written)
}

/// Whether token `at` is the first word after the end of a sentence or the start of a paragraph.
fn begins_sentence(tokens: &Tokens, at: usize) -> bool {
    let all = tokens.all();
    let mut at = at;
    loop {
        if all[at].before == Before::Blank {
            return true;
        }
        at -= 1;
        match all[at].kind {
            Kind::Quote => {}
            Kind::Mark => match tokens.text(at) {
                "." | "?" | "!" | ":" => return true,
                "(" | "[" | ")" | "]" => {}
                _ => return false,
            },
            Kind::Ellipsis => return true,
            Kind::Word | Kind::Dash => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Text;

    #[test]
    fn whole_words_count() {
        for (term, text, expected) in [
            ("Ukraine", "Ukraine’s war, Ukraine—a Ukrainian UKRAINE", 2),
            ("war", "War. The war, a War Office, warfare. “War” it is", 3),
            (
                "no limits",
                "“no limits”, no\nlimits, No Limits, nolimits",
                2,
            ),
            ("U.S.", "the U.S. and U.S.-led, the US", 2),
            ("5", "5, 3.5, -5, 5%, $5, 5-day", 2),
            ("$5", "$5, 5, US$5", 2),
            ("“", "“", 0),
        ] {
            let text = Text::new(text.to_owned());
            let spans = count(term, &Index::new([&text]), 0);
            assert_eq!(spans.len(), expected, "{term}: {spans:?}");
        }
    }
}
