//! Attribution: which words around a quotation say whose it is.
//!
//! For each quotation the places are tried in the order in which a reader trusts them: the verb
//! right before it, the tag right after it, a verb earlier in its sentence, a tag at the end of its
//! sentence, the speaker of the quotation before it, and at last the subject of its sentence.

mod outlet;
mod reader;
mod search;
pub(crate) mod tag;

use crate::source::quotation::Confidence;
use crate::source::quotation::grammar::clause::{Clause, Said};
use crate::source::quotation::grammar::phrase::{self, Head, Phrase};
use crate::source::quotation::grammar::token::{Level, Token};
use crate::source::quotation::grammar::word::{Class, low};
use crate::source::quotation::mark::Piece;
use crate::source::quotation::people;
use crate::span::Span;

use reader::{Memory, Reader};

/// Words that name whoever speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention {
    /// The whole phrase.
    pub(crate) span: Span,
    /// The name in it, without titles.
    pub(crate) name: Option<Span>,
    /// The phrase is a pronoun.
    pub(crate) is_pronoun: bool,
}

/// Who says something, by which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) speaker: Mention,
    pub(crate) cue: Option<Span>,
    /// Who passes it on, nearest first: the one who quotes, the outlet.
    pub(crate) via: Vec<Mention>,
    pub(crate) confidence: Confidence,
}

/// What is known of each piece.
#[derive(Clone, Debug, Default)]
pub(crate) struct Attribution {
    pub(crate) found: Option<Found>,
    /// The piece whose quotation this one goes on with, over a tag or over a paragraph's end.
    pub(crate) joins: Option<usize>,
    /// It is a title or a heading.
    pub(crate) is_title: bool,
}

/// Finds who says each of the `pieces`.
pub(crate) fn attribute(text: &str, levels: &[Level], pieces: &[Piece]) -> Vec<Attribution> {
    let mut all = vec![Attribution::default(); pieces.len()];
    let mut memory = Memory::default();
    for level in levels {
        let reader = Reader {
            text,
            level,
            pieces,
        };
        if level.owner.is_some() {
            let mut inner = Memory::default();
            for sentence in &level.sentences {
                reader.sentence(sentence.clone(), &mut all, &mut inner);
            }
        } else {
            for sentence in &level.sentences {
                reader.sentence(sentence.clone(), &mut all, &mut memory);
            }
        }
    }
    for at in 0..pieces.len() {
        if pieces[at].parent.is_none()
            && !pieces[at].closed
            && let Some(found) = label(text, &pieces[at])
        {
            all[at].found = Some(found);
            continue;
        }
        if let Some(before) = pieces[at].follows
            && !(all[at].found.as_ref().is_some_and(|found| {
                found.confidence == Confidence::High && all[before].found.is_some()
            }))
        {
            join(&mut all, at, before);
        }
    }
    all
}

/// The speaker that a turn of a transcript is labelled with: “WALLACE: Let’s start …”.
fn label(text: &str, piece: &Piece) -> Option<Found> {
    let words = piece.inner.of(text);
    let colon = words.bytes().take(40).position(|b| b == b':')?;
    let name = words.get(..colon)?;
    let is_label = name
        .chars()
        .all(|c| c.is_uppercase() || " .'’-".contains(c))
        && name.len() > 1;
    if !is_label {
        return None;
    }
    let span = Span::new(piece.inner.start, piece.inner.start + colon);
    let speaker = Mention {
        span,
        name: Some(span),
        is_pronoun: false,
    };
    let cue = Some(Span::new(span.end, span.end + 1));
    Some(Found {
        speaker,
        cue,
        via: Vec::new(),
        confidence: Confidence::High,
    })
}

/// Makes piece `at` part of the quotation of piece `before`, whichever of them has a speaker.
fn join(all: &mut [Attribution], at: usize, before: usize) {
    all[at].joins = Some(before);
    let own = all[at].found.take();
    let better = match (&all[before].found, own) {
        (Some(first), Some(second)) if second.confidence < first.confidence => Some(second),
        (None, second) => second,
        (Some(_), _) => None,
    };
    if let Some(found) = better {
        let mut first = before;
        while let Some(earlier) = all[first].joins.filter(|&earlier| earlier < first) {
            first = earlier;
        }
        all[first].found = Some(found.clone());
        all[before].found = Some(found);
    }
    let found = all[before].found.clone();
    all[at].found = found;
}

/// What a verb of saying and its subject tell.
pub(crate) fn found(text: &str, clause: &Clause, said: &Said, confidence: Confidence) -> Found {
    let mut via: Vec<Mention> = Vec::new();
    via.extend(said.by.as_ref().map(|by| mention(clause.tokens, by)));
    via.extend(outlet::outlet(text, clause, said));
    Found {
        speaker: apposed(text, clause, &said.subject)
            .unwrap_or_else(|| mention(clause.tokens, &said.subject)),
        cue: Some(clause.cue_span(said)),
        via,
        confidence,
    }
}

/// A description with the name that explains it: “the chair, Ruth Amadi”.
fn apposed(text: &str, clause: &Clause, phrase: &Phrase) -> Option<Mention> {
    let tokens = clause.tokens;
    let comma = phrase.range.end;
    let is_of_person = |at: usize| {
        tokens[at].class() == Some(Class::Role)
            && !people::is_document(&low(tokens[at].span.of(text)))
    };
    let describes = phrase.head == Head::Common
        && phrase.range.clone().any(is_of_person)
        && comma < clause.high
        && tokens[comma].is(',');
    if !describes {
        return None;
    }
    let name = phrase::after(text, tokens, comma + 1, clause.high)?;
    let Head::Name(range) = &name.head else {
        return None;
    };
    let between = &tokens[comma + 1..range.start];
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

pub(crate) fn mention(tokens: &[Token], phrase: &Phrase) -> Mention {
    let name = match &phrase.head {
        Head::Name(range) => Some(tokens[range.start].span.joined(tokens[range.end - 1].span)),
        _ => None,
    };
    Mention {
        span: phrase.span(tokens),
        name,
        is_pronoun: phrase.head == Head::Pronoun,
    }
}
