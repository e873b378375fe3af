//! Names: where one begins and ends among the words of a text, and what its neighbors say about it.

use std::ops::Range;
use std::sync::LazyLock;

use super::nation::nation;
use crate::source::lexicon::Words;
use crate::source::quotation::grammar::phrase::{self, text_is};
use crate::source::quotation::grammar::token::Token;
use crate::source::quotation::grammar::word::{self, Class, low};
use crate::span::Span;

/// A title in front of a name is no longer than this many words.
const LONGEST_TITLE: usize = 5;

/// The names among `tokens`, as ranges of them, in order.
pub(super) fn runs(text: &str, tokens: &[Token]) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let is_name = |token: &Token| token.class() == Some(Class::Name);
        let start = at + tokens[at..].iter().position(is_name)?;
        at = end(text, tokens, start);
        Some(start..at)
    })
}

/// The end of the name that begins at token `at`.
fn end(text: &str, tokens: &[Token], at: usize) -> usize {
    let mut end = at + 1;
    while end < tokens.len() && end < at + 6 {
        if word::is_possessive(tokens[end - 1].span.of(text)) {
            break;
        }
        let token = &tokens[end];
        let initial = token.is('.')
            && tokens[end - 1].span.end == token.span.start
            && tokens[end - 1].span.of(text).chars().count() == 1
            && tokens
                .get(end + 1)
                .is_some_and(|next| next.class() == Some(Class::Name));
        if token.class() != Some(Class::Name) && !initial {
            break;
        }
        end += 1;
    }
    end
}

/// Skips the office in “Secretary of State Antony Blinken”.
pub(super) fn skip_office(text: &str, tokens: &[Token], start: usize, end: usize) -> usize {
    let office = start > 1
        && end - start > 1
        && text_is(text, &tokens[start - 1], &["of", "for"])
        && matches!(
            tokens[start - 2].class(),
            Some(Class::Honorific | Class::Role | Class::Name)
        );
    if office { start + 1 } else { start }
}

/// The words of a name among `tokens`, without possessive endings.
pub(super) fn words(text: &str, tokens: &[Token]) -> impl Iterator<Item = Span> {
    let words = tokens.iter().filter(|token| token.class().is_some());
    words.map(|token| {
        let start = token.span.start;
        let word = word::without_possessive(token.span.of(text));
        Span::new(start, start + word.len())
    })
}

/// The words before a name that say what its bearer is: “Chinese leader | Xi Jinping”.
pub(super) fn title(text: &str, tokens: &[Token], start: usize) -> Vec<String> {
    let mut at = start;
    if at > 0 && tokens[at - 1].is(',') && at > 1 && tokens[at - 2].class() == Some(Class::Role) {
        at -= 1;
    }
    let mut words = Vec::new();
    while at > 0 && words.len() < LONGEST_TITLE {
        let token = &tokens[at - 1];
        let keep = match token.class() {
            Some(Class::Name | Class::Honorific | Class::Role) => true,
            Some(Class::Other) => !words.is_empty(),
            Some(Class::Preposition) => !words.is_empty() && text_is(text, token, &["of"]),
            None => token.is('.') && !words.is_empty(),
            _ => false,
        };
        if !keep {
            break;
        }
        if token.class().is_some() {
            words.push(nation(low(word::without_possessive(token.span.of(text)))));
        }
        at -= 1;
    }
    words.retain(|word| !matches!(word.as_str(), "mr" | "mrs" | "ms" | "dr" | "of"));
    words.reverse();
    words
}

pub(super) fn is_honorific(text: &str, tokens: &[Token], start: usize) -> bool {
    let before = if tokens[start - 1].is('.') && start > 1 {
        start - 2
    } else {
        start - 1
    };
    tokens[before].class() == Some(Class::Honorific)
        && !text_is(text, &tokens[before], &["former", "vice"])
}

/// Whether what follows a name shows that it is a person’s: “who”, a verb of saying, “, head of”.
pub(super) fn shows_person(text: &str, tokens: &[Token], end: usize) -> bool {
    let Some(next) = tokens.get(end) else {
        return false;
    };
    if next.cue().is_some() || text_is(text, next, &["who", "whose"]) {
        return true;
    }
    let after = tokens.get(end + 1);
    let apposed = next.is(',')
        && after.is_some_and(|token| {
            text_is(text, token, &["a", "an", "the", "who", "head", "director"])
                || matches!(token.class(), Some(Class::Role))
        });
    apposed || next.is('(')
}

/// The words after a name that say what its bearer is, between commas: “Ann Lee, | the mayor of Kew |, left”.
pub(super) fn apposition(text: &str, tokens: &[Token], end: usize) -> Vec<String> {
    let opens = tokens.get(end).is_some_and(|token| token.is(','));
    let rest = tokens.get(end + 1..).filter(|_| opens).unwrap_or_default();
    let rest = &rest[..rest.len().min(LONGEST_APPOSITION)];
    let is_end = |token: &Token| token.class().is_none() || token.cue().is_some();
    let Some(close) = rest.iter().position(is_end) else {
        return Vec::new();
    };
    let is_whole = rest[close].is(',') || rest[close].is('.');
    let words = rest[..close].iter().filter(|token| {
        matches!(
            token.class(),
            Some(Class::Name | Class::Role | Class::Honorific | Class::Other)
        )
    });
    let words = words.map(|token| nation(low(word::without_possessive(token.span.of(text)))));
    let words: Vec<String> = words.filter(|_| is_whole).collect();
    let is_name = rest.first().is_some_and(|token| {
        token.class() == Some(Class::Name) && !word::is_possessive(token.span.of(text))
    });
    let is_description = !is_name && words.iter().any(|word| is_role(word));
    if is_description { words } else { Vec::new() }
}

pub(super) fn is_role(word: &str) -> bool {
    matches!(word::class(word), Class::Role | Class::Honorific)
}

/// How many tokens an apposition has at the most.
const LONGEST_APPOSITION: usize = 10;

/// Words of which one shows that a name is no person's.
const NO_PERSON: &str = "ministry house times post organization organisation university council institute journal \
    news states party committee center centre court union kingdom republic department street \
    sea ocean city state school college association foundation fund bank group corp inc \
    company agency office commission congress senate parliament army war charter treaty act \
    security world east west north south media policy project diplomat statement press \
    gazette daily herald tribune courier chronicle ledger observer telegraph echo kong york asia europe america africa federation initiative summit forum \
    stream nations heart corridor peace cooperation national chamber board bureau service \
    force air police league club society church";

static NO_PERSONS: LazyLock<Words> = LazyLock::new(|| NO_PERSON.split_whitespace().collect());

/// Whether a name ends, or begins, as no person’s does.
pub(crate) fn is_organization(words: &[&str]) -> bool {
    words.iter().any(|word| {
        NO_PERSONS.contains(low(word).as_str())
            || (word.len() > 2 && word.chars().all(char::is_uppercase))
    })
}

/// Whether the name at tokens `start..end` is the subject of a verb, as far as its neighbors show.
pub(super) fn is_subject(text: &str, tokens: &[Token], start: usize, end: usize) -> bool {
    let next = tokens.get(end).and_then(Token::class);
    let opens = || {
        start == 0
            || matches!(tokens[start - 1].class(), None | Some(Class::Subordinator))
            || text_is(
                text,
                &tokens[start - 1],
                &["as", "and", "but", "said", "says"],
            )
    };
    phrase::is_verbal(text, tokens, end, tokens.len())
        || next == Some(Class::Adverb)
        || (next == Some(Class::Other) && opens())
}

/// Whether most words of a paragraph have a capital and nothing ends it: a heading in title case, or a name alone.
pub(super) fn is_heading(tokens: &[Token]) -> bool {
    let words = tokens
        .iter()
        .filter(|token| token.class().is_some())
        .count();
    let names = tokens
        .iter()
        .filter(|token| token.class() == Some(Class::Name))
        .count();
    let ended = tokens.last().is_some_and(|token| token.is('.'));
    !ended && (words > 3 && names * 2 > words || names == words)
}

/// Whether a noun stands for an institution or for what it wrote, and so for itself.
pub(crate) fn is_document(word: &str) -> bool {
    const NOUNS: &[&str] = &[
        "statement",
        "readout",
        "report",
        "reports",
        "study",
        "survey",
        "letter",
        "memo",
        "document",
        "documents",
        "newspaper",
        "magazine",
        "paper",
        "communique",
        "announcement",
        "declaration",
        "editorial",
        "campaign",
        "government",
        "administration",
        "ministry",
        "company",
        "firm",
        "agency",
        "department",
        "office",
        "panel",
        "committee",
        "commission",
        "court",
        "police",
        "outlet",
        "assertion",
        "diplomat",
    ];
    NOUNS.contains(&word)
}
