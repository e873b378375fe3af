//! Appositions: a description, and beside it the name of whom it describes.

use super::Mention;
use crate::source::quotation::grammar::clause::Clause;
use crate::source::quotation::grammar::phrase::{self, Head, Phrase};
use crate::source::quotation::grammar::word::{self, Class, low};
use crate::source::quotation::people;

/// How many tokens a description may have after its noun: “Rome’s envoy | to the court of Kew”.
const LONGEST_TAIL: usize = 6;

/// A description with the name that explains it: “the chair, Ruth Amadi”, “its envoy to Kew — Ann Lee”.
pub(super) fn apposed(text: &str, clause: &Clause, phrase: &Phrase) -> Option<Mention> {
    let tokens = clause.tokens;
    let first = phrase.range.start;
    let is_of_person = |at: usize| {
        tokens[at].class() == Some(Class::Role)
            && !people::is_document(&low(tokens[at].span.of(text)))
    };
    let is_one = clause.is(first, &["one"]) && clause.is(first + 1, &["of"]);
    let last = tokens[phrase.range.end - 1].span.of(text);
    let is_common = phrase.head == Head::Common && !word::is_possessive(last);
    if !is_common || !(is_one || phrase.range.clone().any(is_of_person)) {
        return None;
    }
    let open = phrase.range.clone().find(|&at| tokens[at].is('('));
    let opener = open.or_else(|| opener(clause, phrase.range.end))?;
    let name = phrase::after(text, tokens, opener + 1, clause.high)?;
    let Head::Name(range) = &name.head else {
        return None;
    };
    let between = &tokens[opener + 1..range.start];
    let is_whole = between
        .iter()
        .all(|token| token.class() == Some(Class::Honorific) || token.is('.'));
    let next = name.range.end;
    let ends = next >= clause.high || tokens[next].class().is_none();
    (is_whole && ends).then(|| Mention {
        span: phrase.span(tokens).joined(name.span(tokens)),
        name: Some(tokens[range.start].span.joined(tokens[range.end - 1].span)),
        is_pronoun: false,
    })
}

/// Who wrote what speaks: “a statement by | Ann Lee”.
pub(super) fn author(text: &str, clause: &Clause, phrase: &Phrase) -> Option<Mention> {
    let mut places = phrase.range.start + 1..clause.high.min(phrase.range.end + 2);
    let by = places.find(|&at| clause.is(at, &["by", "from"]) && clause.is_written(at - 1))?;
    let name = phrase::after(text, clause.tokens, by + 1, clause.high)?;
    let Head::Name(range) = name.head else {
        return None;
    };
    let (first, last) = (range.start, range.end - 1);
    let span = clause.tokens[first].span.joined(clause.tokens[last].span);
    let words: Vec<&str> = span.of(text).split_whitespace().collect();
    let is_person = words.len() > 1 && !people::is_organization(&words);
    is_person.then_some(Mention {
        span,
        name: Some(span),
        is_pronoun: false,
    })
}

/// The comma, dash or bracket by which an apposition opens after a description that ends before token `at`.
fn opener(clause: &Clause, at: usize) -> Option<usize> {
    let opens = |&at: &usize| {
        let token = &clause.tokens[at];
        token.is(',') || token.is('(') || token.is_dash()
    };
    let high = clause.high.min(at + LONGEST_TAIL);
    let end = (at..high).find(|&at| clause.tokens[at].class().is_none())?;
    let is_tail = end == at || clause.tokens[at].class() == Some(Class::Preposition);
    let is_phrase = (at..end).all(|at| {
        matches!(
            clause.tokens[at].class(),
            Some(Class::Preposition | Class::Determiner | Class::Name | Class::Role | Class::Other)
        )
    });
    Some(end).filter(opens).filter(|_| is_tail && is_phrase)
}

#[cfg(test)]
mod tests {
    use crate::source::quotation::tests::said;

    #[test]
    fn a_description_is_explained_by_the_name_beside_it() {
        for (text, expected) in [
            (
                "“It is over,” said a spokesman for the bank, Ann Lee.",
                vec!["It is over, ← Ann Lee"],
            ),
            (
                "A senior fellow at Kew, Ann Lee, told AP: “It is over.”",
                vec!["It is over. ← Ann Lee via AP"],
            ),
            (
                "“It is over,” the group’s founder and president, Ann Lee, said.",
                vec!["It is over, ← Ann Lee"],
            ),
            (
                "One of the authors, Bob Ray, wrote: “It is over.”",
                vec!["It is over. ← Bob Ray"],
            ),
            (
                "Its director — Ann Lee — said: “It is over.”",
                vec!["It is over. ← Ann Lee"],
            ),
            (
                "“It is over,” said Rome’s envoy to Kew, Ann Lee, who left.",
                vec!["It is over, ← Ann Lee"],
            ),
            (
                "“It is over,” read a statement from Ann Lee.",
                vec!["It is over, ← Ann Lee"],
            ),
            (
                "The foreign minister (Ann Lee) said: “It is over.”",
                vec!["It is over. ← Ann Lee"],
            ),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
