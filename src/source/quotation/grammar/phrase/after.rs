//! Noun phrases that begin at a token, read forwards.

use super::{LONGEST, Phrase, follows_initial, heart, is_capital, is_verbal, text_is};
use crate::source::quotation::grammar::token::{Kind, Token};
use crate::source::quotation::grammar::word::Class;

/// The noun phrase that begins at token `start`, no token of it at or after `high`.
pub(crate) fn after(text: &str, tokens: &[Token], start: usize, high: usize) -> Option<Phrase> {
    let high = high.min(tokens.len()).min(start + LONGEST);
    let mut start = start;
    while start < high && (tokens[start].is('[') || tokens[start].is('(')) {
        start += 1;
    }
    if let Some(Class::Pronoun | Class::Relative) =
        tokens.get(start).filter(|_| start < high)?.class()
    {
        let range = start..start + 1;
        let head = heart(text, tokens, &range);
        return Some(Phrase { range, head });
    }
    let mut forward = Forward {
        text,
        tokens,
        start,
        high,
        named: false,
        head_end: None,
    };
    let mut end = start;
    while end < high && forward.takes(end) {
        end += 1;
    }
    // A phrase does not end in a preposition or an article.
    while end > start + 1 && is_small(&tokens[end - 1]) {
        end -= 1;
    }
    let head = start..forward.head_end.unwrap_or(end).min(end);
    let has_noun = head.clone().any(|at| is_noun(text, &tokens[at]));
    has_noun.then(|| Phrase {
        range: start..end,
        head: heart(text, tokens, &head),
    })
}

/// A noun phrase that is read forwards.
struct Forward<'a> {
    text: &'a str,
    tokens: &'a [Token],
    start: usize,
    high: usize,
    /// A name was met.
    named: bool,
    /// Where the first preposition stands.
    head_end: Option<usize>,
}

impl Forward<'_> {
    /// Whether the phrase goes on with token `at`.
    fn takes(&mut self, at: usize) -> bool {
        let (text, tokens, high) = (self.text, self.tokens, self.high);
        let inside = at > self.start;
        let previous = inside.then(|| &tokens[at - 1]);
        match tokens[at].kind {
            Kind::Word(Class::Name, _) => {
                self.named = true;
                true
            }
            Kind::Word(Class::Preposition, _) => {
                let goes_on = inside && prepositional(text, tokens, at, self.named, high);
                if goes_on {
                    self.head_end = self.head_end.or(Some(at));
                }
                goes_on
            }
            Kind::Word(Class::Determiner, _) => !inside || is_preposition(previous),
            Kind::Word(Class::Honorific | Class::Role | Class::Number, _)
            | Kind::Punct('&' | '-') => true,
            Kind::Word(Class::Other, cue) => {
                let is_verb =
                    cue.is_some_and(|cue| !cue.noun) && inside && !is_determiner(previous)
                        || is_nominal(previous) && is_verbal(text, tokens, at, high);
                // “Trump supporter”: a noun after a name, but not “Trump yesterday”.
                let is_apart = self.named && !is_preposition(previous) && self.head_end.is_none();
                let introduces = tokens
                    .get(at + 1)
                    .is_some_and(|next| at + 1 < high && next.class() == Some(Class::Name))
                    && !tokens[at].span.of(text).ends_with(['s', 'd']);
                !is_verb && (!is_apart || introduces || at_end(tokens, at + 1, high))
            }
            Kind::Word(Class::Postposed, _) => !self.named,
            Kind::Word(Class::Coordinator, _) => inside && joins_names(text, tokens, at, high),
            Kind::Punct('.') => follows_initial(text, tokens, at, high),
            _ => false,
        }
    }
}

/// Whether a phrase cannot end in a word like this.
fn is_small(token: &Token) -> bool {
    matches!(
        token.class(),
        Some(Class::Preposition | Class::Determiner | Class::Coordinator)
    )
}

/// Whether a word can be what a phrase is about.
fn is_noun(text: &str, token: &Token) -> bool {
    const ALONE: &[&str] = &[
        "one", "others", "some", "many", "both", "two", "another", "several", "most",
    ];
    matches!(
        token.class(),
        Some(Class::Name | Class::Other | Class::Role | Class::Honorific)
    ) || text_is(text, token, ALONE)
}

/// Whether a noun can stand there.
fn is_nominal(token: Option<&Token>) -> bool {
    token.is_some_and(|token| {
        matches!(
            token.class(),
            Some(Class::Other | Class::Role | Class::Name)
        )
    })
}

/// Whether a preposition goes on with the phrase that `after` reads.
fn prepositional(text: &str, tokens: &[Token], at: usize, named: bool, high: usize) -> bool {
    let Some(next) = tokens.get(at + 1).filter(|_| at + 1 < high) else {
        return false;
    };
    if next.class() == Some(Class::Time) {
        return false;
    }
    let is_of = text_is(text, &tokens[at], &["of"]);
    if named {
        return is_of
            && matches!(
                next.class(),
                Some(Class::Name | Class::Determiner | Class::Role)
            );
    }
    is_of
        || text_is(
            text,
            &tokens[at],
            &["at", "for", "with", "to", "from", "in"],
        )
}

fn joins_names(text: &str, tokens: &[Token], at: usize, high: usize) -> bool {
    let next = tokens.get(at + 1).filter(|_| at + 1 < high);
    text_is(text, &tokens[at], &["and", "&"]) && is_capital(tokens.get(at - 1)) && is_capital(next)
}

fn is_determiner(token: Option<&Token>) -> bool {
    token.is_some_and(|token| token.class() == Some(Class::Determiner))
}

fn is_preposition(token: Option<&Token>) -> bool {
    token.is_some_and(|token| token.class() == Some(Class::Preposition))
}

/// Whether a phrase can end before token `at`.
fn at_end(tokens: &[Token], at: usize, high: usize) -> bool {
    at >= high || tokens[at].class().is_none()
}
