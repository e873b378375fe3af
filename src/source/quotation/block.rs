//! Block quotations: paragraphs of somebody else's text, without quotation marks.
//!
//! The text's own shape declares them. A block opens after a paragraph whose last sentence names who
//! is quoted and stops at a colon, or at nothing; and it closes with a mark of its source, like
//! `[Source]`. Paragraphs that mark-up sets off with `>` are a block as well.

use std::ops::Range;

use crate::source::segment;
use crate::span::Span;

use super::Confidence;
use super::attribution::{self, Found};
use super::grammar::clause::Clause;
use super::grammar::cue::Verb;
use super::grammar::token::{self, Level};
use super::mark::Piece;

/// A block is no longer than this many paragraphs.
const LONGEST: usize = 24;

/// A block: its paragraphs, and who is quoted.
#[derive(Debug)]
pub(super) struct Block {
    /// From its first word to its last, the mark of its source included.
    pub(super) span: Span,
    /// Its paragraphs, without the mark of its source.
    pub(super) content: Vec<Span>,
    pub(super) found: Option<Found>,
}

/// The blocks of `text`, in order.
pub(super) fn blocks(text: &str, paragraphs: &[Span], levels: &[Level]) -> Vec<Block> {
    let own: Vec<&Level> = levels
        .iter()
        .filter(|level| level.owner.is_none())
        .collect();
    let mut blocks = Vec::new();
    let mut free = 0;
    for at in 0..paragraphs.len() {
        if at < free {
            continue;
        }
        if let Some(mark) = source_mark(paragraphs[at].of(text)) {
            if let Some(range) = opened(text, paragraphs, &own, free, at) {
                blocks.push(block(text, paragraphs, &own, range, mark));
            }
            free = at + 1;
        } else if paragraphs[at].of(text).starts_with('>') {
            let end = (at..paragraphs.len())
                .find(|&next| !paragraphs[next].of(text).starts_with('>'))
                .unwrap_or(paragraphs.len());
            blocks.push(block(text, paragraphs, &own, at..end, 0));
            free = end;
        } else if announces(text, paragraphs, own[at], at) {
            blocks.push(block(text, paragraphs, &own, at + 1..at + 2, 0));
        }
    }
    blocks.sort_by_key(|block| block.span.start);
    blocks
}

/// Whether a block may hold one of the paragraphs numbered `range`, as far as the paragraphs around it tell.
pub(super) fn may_hold(
    text: &str,
    paragraphs: &[Span],
    pieces: &[Piece],
    range: Range<usize>,
) -> bool {
    let words = |at: usize| paragraphs[at].of(text);
    let is_announced = |at: usize| {
        let is_opened = words(at).ends_with(':');
        is_opened && announces(text, paragraphs, &alone(text, paragraphs, pieces, at), at)
    };
    let mut above = range.start.saturating_sub(1)..range.end.saturating_sub(1);
    let end = paragraphs.len().min(range.end + LONGEST);
    let is_marked = |at: usize| source_mark(words(at)).is_some();
    range.clone().any(|at| words(at).starts_with('>'))
        || (range.start..end).any(is_marked)
        || above.any(is_announced)
}

/// The words around the quotations of paragraph `at`.
fn alone(text: &str, paragraphs: &[Span], pieces: &[Piece], at: usize) -> Level {
    let sentences = segment::sentences(text, paragraphs[at]);
    let mut levels = token::levels(text, paragraphs, at..at + 1, &sentences, pieces);
    levels.swap_remove(0)
}

/// The length of the mark of a source that `paragraph` ends with: “[Source]”.
fn source_mark(paragraph: &str) -> Option<usize> {
    let body = paragraph.strip_suffix(']')?;
    let window = &body[body.ceil_char_boundary(body.len().saturating_sub(24))..];
    let label = &window[window.rfind('[')? + 1..];
    let known = [
        "source",
        "link",
        "via",
        "read more",
        "more",
        "original",
        "quelle",
        "src",
    ];
    known
        .iter()
        .any(|word| label.eq_ignore_ascii_case(word))
        .then_some(label.len() + 2)
}

/// The paragraphs of the block that closes in paragraph `last`, none of them before `free`.
fn opened(
    text: &str,
    paragraphs: &[Span],
    own: &[&Level],
    free: usize,
    last: usize,
) -> Option<Range<usize>> {
    let low = free.max(last.saturating_sub(LONGEST));
    let opens = |at: &usize| {
        let words = paragraphs[*at].of(text);
        introduces(text, own[*at]) && (words.ends_with(':') || stops_open(words))
    };
    // Two introductions before one mark: the later one opens the block only if it names a speaker.
    (low..last).find(opens).map(|at| at + 1..last + 1)
}

/// Whether a paragraph ends as no sentence ends, and is no heading either.
fn stops_open(words: &str) -> bool {
    let ended = words.ends_with(|c: char| ".!?…”\"’')]".contains(c));
    !ended && words.split_whitespace().take(20).count() == 20
}

/// Whether the last sentence of a paragraph has a verb of saying.
fn introduces(text: &str, level: &Level) -> bool {
    last_said(text, level).is_some()
}

/// Who says what the last sentence of a paragraph announces.
fn last_said(text: &str, level: &Level) -> Option<Found> {
    let sentence = level.sentences.last()?;
    let clause = Clause {
        text,
        tokens: &level.tokens,
        low: sentence.start,
        high: sentence.end,
    };
    let high = sentence.end.min(sentence.start + 60);
    for at in sentence.clone().take(high - sentence.start) {
        let Some(cue) = clause.verb(at) else { continue };
        if !matches!(cue.verb, Verb::Say | Verb::Tell) {
            continue;
        }
        if let Some(said) = clause.said(at) {
            return Some(attribution::found(text, &clause, &said, Confidence::High));
        }
    }
    None
}

/// Whether paragraph `at`, whose own words `level` is, announces one unmarked paragraph: it ends in a verb of saying and a colon.
fn announces(text: &str, paragraphs: &[Span], level: &Level, at: usize) -> bool {
    let Some(next) = paragraphs.get(at + 1) else {
        return false;
    };
    let tokens = &level.tokens;
    let ends_in_colon = tokens.last().is_some_and(|token| token.is(':'));
    let Some(sentence) = level.sentences.last().filter(|_| ends_in_colon) else {
        return false;
    };
    let marked = next
        .of(text)
        .starts_with(['“', '"', '‘', '\'', '«', '„', '>', '-', '•', '*']);
    let clause = Clause {
        text,
        tokens,
        low: sentence.start,
        high: sentence.end,
    };
    let verb = tokens.len().checked_sub(2).and_then(|at| clause.verb(at));
    !marked
        && verb.is_some_and(|cue| matches!(cue.verb, Verb::Say | Verb::Tell))
        && last_said(text, level).is_some()
}

fn block(
    text: &str,
    paragraphs: &[Span],
    own: &[&Level],
    range: Range<usize>,
    mark: usize,
) -> Block {
    let mut content: Vec<Span> = paragraphs[range.clone()].to_vec();
    let span = content[0].joined(content[content.len() - 1]);
    if let Some(last) = content.last_mut() {
        let body = &text[last.start..last.end - mark];
        last.end = last.start + body.trim_end().len();
    }
    content.retain(|part| !part.is_empty());
    let found = range
        .start
        .checked_sub(1)
        .and_then(|before| last_said(text, own[before]));
    Block {
        span,
        content,
        found,
    }
}
