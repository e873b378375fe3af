//! Noun phrases: who says something, read from the word next to the verb outwards.
//!
//! A subject is read backwards from its verb, a subject after its verb forwards. Both stop where a
//! clause must begin or end, and both look at a fixed number of tokens at most.

use std::ops::Range;

use crate::span::Span;

use super::token::{Kind, Token};
use super::word::{self, Class};

/// A noun phrase is no longer than this many tokens.
const LONGEST: usize = 24;

/// A noun phrase, and what stands at its heart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Phrase {
    /// Its tokens.
    pub(crate) range: Range<usize>,
    pub(crate) head: Head,
}

/// The heart of a noun phrase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Head {
    /// “she”, “they”.
    Pronoun,
    /// “who”, “which”: the phrase before it says who.
    Relative,
    /// A name: its tokens without titles.
    Name(Range<usize>),
    /// “both leaders”, “a person close to the Kremlin”.
    Common,
}

impl Phrase {
    /// Where it stands in the text.
    pub(crate) fn span(&self, tokens: &[Token]) -> Span {
        tokens[self.range.start]
            .span
            .joined(tokens[self.range.end - 1].span)
    }
}

/// The name that ends right before token `end`, without what it hangs on: “footage of | Trump”.
pub(crate) fn name_before(text: &str, tokens: &[Token], low: usize, end: usize) -> Option<Phrase> {
    let range = simple_before(text, tokens, low, end)?;
    let head = heart(text, tokens, &range);
    matches!(head, Head::Name(_)).then_some(Phrase { range, head })
}

/// The noun phrase that ends right before token `end`, no token of it before `low`.
pub(crate) fn before(text: &str, tokens: &[Token], low: usize, end: usize) -> Option<Phrase> {
    let low = low.max(end.saturating_sub(LONGEST));
    let first = simple_before(text, tokens, low, end)?;
    let mut start = first.start;
    let mut head = first;
    // “a person close to | the Kremlin”: a phrase after a preposition belongs to the one before it.
    while start > low + 1 && is_attaching(text, &tokens[start - 1]) {
        let mut at = start - 1;
        while at > low && tokens[at - 1].class() == Some(Class::Postposed) {
            at -= 1;
        }
        match simple_before(text, tokens, low, at) {
            Some(outer) if !is_time(tokens, &outer) && !is_lone_verb(text, tokens, &outer) => {
                start = outer.start;
                head = outer;
            }
            _ => break,
        }
    }
    // “Max Seddon and | Joe Leahy”: names, or phrases of one kind, are joined.
    while start > low + 1 && is_joiner(text, tokens, start - 1) {
        let at = start - 1 - usize::from(start > low + 2 && tokens[start - 2].is(','));
        match simple_before(text, tokens, low, at) {
            Some(outer) if is_like(tokens, low, &outer, &head) => {
                start = outer.start;
                head = outer.start..head.end;
            }
            _ => break,
        }
    }
    if start > low && text_is(text, &tokens[start - 1], &["both"]) {
        start -= 1;
    }
    let head = heart(text, tokens, &head);
    Some(Phrase {
        range: start..end,
        head,
    })
}

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

/// One noun phrase without what hangs on it, ending before `end`.
fn simple_before(text: &str, tokens: &[Token], low: usize, end: usize) -> Option<Range<usize>> {
    let mut at = end;
    // “Paul Ryan (R-Wis.) said”
    if at > low && tokens[at - 1].is(')') {
        while at > low && !tokens[at - 1].is('(') {
            at -= 1;
        }
        at = at.checked_sub(1).filter(|&open| open > low)?;
    }
    let last = tokens.get(at.checked_sub(1).filter(|&last| last >= low)?)?;
    match last.class()? {
        Class::Pronoun | Class::Relative => return Some(at - 1..end),
        Class::Name | Class::Honorific | Class::Role | Class::Other | Class::Number => {}
        Class::Determiner if stands_alone(text, last) => {
            return Some(at - 1..end);
        }
        _ => return None,
    }
    let named = last.class() == Some(Class::Name);
    let mut start = at - 1;
    while start > low {
        let token = &tokens[start - 1];
        let keep = match token.kind {
            Kind::Word(Class::Name, None)
            | Kind::Word(Class::Role | Class::Honorific | Class::Number, _)
            | Kind::Punct('&') => true,
            Kind::Word(Class::Determiner, _) => {
                return Some(start - 1..end);
            }
            Kind::Word(Class::Other, cue) if !named || is_bound(text, tokens, low, start - 1) => {
                cue.is_none_or(|cue| cue.noun)
            }
            Kind::Punct('.') => follows_initial(text, tokens, start - 1, end),
            Kind::Word(Class::Preposition, _) => {
                start > low + 1
                    && text_is(text, token, &["of"])
                    && is_capital(tokens.get(start - 2))
                    && is_capital(tokens.get(start))
            }
            _ => false,
        };
        if !keep {
            break;
        }
        start -= 1;
    }
    Some(start..end)
}

/// Whether the lower-case words up to token `at` reach back to an article: “the longtime pollster X”.
fn is_bound(text: &str, tokens: &[Token], low: usize, at: usize) -> bool {
    let floor = low.max(at.saturating_sub(6));
    for index in (floor..at).rev() {
        match tokens[index].class() {
            Some(Class::Determiner) => return true,
            Some(Class::Name) if word::is_possessive(tokens[index].span.of(text)) => return true,
            Some(Class::Role | Class::Honorific | Class::Name | Class::Other | Class::Number) => {}
            _ => return false,
        }
    }
    false
}

/// The name in a noun phrase, or what else is its heart.
fn heart(text: &str, tokens: &[Token], range: &Range<usize>) -> Head {
    if range.len() == 1 {
        match tokens[range.start].class() {
            Some(Class::Pronoun) => return Head::Pronoun,
            Some(Class::Relative) => return Head::Relative,
            _ => {}
        }
    }
    let mut end = range.end;
    if let Some(open) = range.clone().find(|&at| tokens[at].is('(')) {
        end = open;
    }
    let is_named = end > range.start && tokens[end - 1].class() == Some(Class::Name);
    if !is_named || word::is_possessive(tokens[end - 1].span.of(text)) {
        return Head::Common;
    }
    let mut start = end - 1;
    while start > range.start {
        let token = &tokens[start - 1];
        let possessive = word::is_possessive(token.span.of(text));
        let keep = match token.class() {
            Some(Class::Name) => !possessive,
            Some(Class::Coordinator | Class::Preposition) => true,
            None => token.is('.') || token.is('&') || token.is(','),
            _ => false,
        };
        if !keep {
            break;
        }
        start -= 1;
    }
    while !matches!(tokens[start].class(), Some(Class::Name)) {
        start += 1;
    }
    // “Secretary of State Antony Blinken”: what the office is of is not the name.
    let office = start > range.start + 1
        && end - start > 1
        && text_is(text, &tokens[start - 1], &["of", "for"])
        && matches!(
            tokens[start - 2].class(),
            Some(Class::Honorific | Class::Role)
        );
    start += usize::from(office);
    Head::Name(start..end)
}

/// Whether a finite verb, or what looks like one, stands at token `at`.
pub(crate) fn is_verbal(text: &str, tokens: &[Token], at: usize, high: usize) -> bool {
    let Some(token) = tokens.get(at).filter(|_| at < high) else {
        return false;
    };
    match token.kind {
        Kind::Word(Class::Be | Class::Auxiliary, _) => true,
        Kind::Word(Class::Other, Some(cue)) if !cue.noun => true,
        Kind::Word(Class::Other, _) => word::is_past(token.span.of(text)),
        _ => false,
    }
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

/// Whether the full stop at `at` belongs to an initial or a title before it.
fn follows_initial(text: &str, tokens: &[Token], at: usize, high: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else {
        return false;
    };
    let word = before.span.of(text);
    let short =
        word.chars().count() == 1 || word.contains('.') || matches!(word, "Jr" | "Sr" | "St");
    let title = before.class() == Some(Class::Honorific);
    (short || title)
        && tokens
            .get(at)
            .is_some_and(|stop| stop.span.start == before.span.end)
        && at + 1 < high.max(at + 2)
        && is_capital(tokens.get(at + 1))
}

fn joins_names(text: &str, tokens: &[Token], at: usize, high: usize) -> bool {
    let next = tokens.get(at + 1).filter(|_| at + 1 < high);
    text_is(text, &tokens[at], &["and", "&"]) && is_capital(tokens.get(at - 1)) && is_capital(next)
}

fn is_joiner(text: &str, tokens: &[Token], at: usize) -> bool {
    text_is(text, &tokens[at], &["and", "&"])
}

/// Whether two phrases can be joined by “and” to one subject.
fn is_like(tokens: &[Token], low: usize, one: &Range<usize>, other: &Range<usize>) -> bool {
    let named = |range: &Range<usize>| tokens[range.end - 1].class() == Some(Class::Name);
    let is_pronoun = one.len() == 1 && tokens[one.start].class() == Some(Class::Pronoun);
    (named(one) == named(other) || one.start == low || is_pronoun) && one.len() <= 8
}

fn is_attaching(text: &str, token: &Token) -> bool {
    text_is(
        text,
        token,
        &[
            "of", "for", "at", "from", "to", "with", "in", "on", "near", "inside", "within",
            "behind",
        ],
    )
}

/// Whether a phrase is only a word that looks like a verb: “turned | to the police”.
fn is_lone_verb(text: &str, tokens: &[Token], range: &Range<usize>) -> bool {
    range.len() == 1 && is_verbal(text, tokens, range.start, range.end)
}

fn is_time(tokens: &[Token], range: &Range<usize>) -> bool {
    tokens[range.end - 1].class() == Some(Class::Time)
}

fn is_determiner(token: Option<&Token>) -> bool {
    token.is_some_and(|token| token.class() == Some(Class::Determiner))
}

fn is_preposition(token: Option<&Token>) -> bool {
    token.is_some_and(|token| token.class() == Some(Class::Preposition))
}

/// Whether a word with a capital stands there.
fn is_capital(token: Option<&Token>) -> bool {
    token.is_some_and(|token| matches!(token.class(), Some(Class::Name | Class::Honorific)))
}

/// Whether a phrase can end before token `at`.
fn at_end(tokens: &[Token], at: usize, high: usize) -> bool {
    at >= high || tokens[at].class().is_none()
}

/// Whether a determiner stands for a noun: “some said”, “both touted”.
fn stands_alone(text: &str, token: &Token) -> bool {
    text_is(
        text,
        token,
        &[
            "some", "many", "both", "most", "several", "few", "all", "another", "this", "that",
            "those",
        ],
    )
}

/// Whether `token` is one of `words`, in any case.
pub(crate) fn text_is(text: &str, token: &Token, words: &[&str]) -> bool {
    if token.quote().is_some() {
        return false;
    }
    let word = token.span.of(text);
    word.len() <= 16 && words.iter().any(|other| word.eq_ignore_ascii_case(other))
}
