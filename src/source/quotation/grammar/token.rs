//! A text as the reading of speakers sees it: words and stops, with each quotation one token.
//!
//! A *level* is the words around some quotations: a paragraph without what it quotes, or a quotation
//! without what is quoted inside it. Every word is in one level, so that reading all of them is linear.

use std::cell::RefCell;
use std::ops::Range;

use crate::source::memo::Memo;
use crate::source::scan::{Mask, char_at};
use crate::source::token::end_of_letters;
use crate::span::Span;

use super::clause;
use super::cue::{self, Cue};
use super::word::{Class, class};
use crate::source::quotation::mark::Piece;

/// A word, a stop, or a whole quotation.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token {
    pub(crate) span: Span,
    pub(crate) kind: Kind,
    /// It is a word that what tells who speaks can begin with.
    pub(crate) tells: bool,
}

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A word, with the cue that it can be.
    Word(Class, Option<Cue>),
    /// A stop, a bracket or a dash.
    Punct(char),
    /// The piece of that number.
    Quote(usize),
}

/// The words around the quotations of one paragraph or of one quotation.
#[derive(Debug)]
pub(crate) struct Level {
    pub(crate) tokens: Vec<Token>,
    /// The sentences, as ranges of `tokens`.
    pub(crate) sentences: Vec<Range<usize>>,
    /// The paragraph that it is in.
    pub(crate) paragraph: usize,
    /// The piece whose inside it is, `None` for a paragraph's own words.
    pub(crate) owner: Option<usize>,
}

/// The levels of the paragraphs numbered `range`: one each, and one for each piece that holds others.
///
/// `sentences` are those of these paragraphs.
pub(crate) fn levels(
    text: &str,
    paragraphs: &[Span],
    range: Range<usize>,
    sentences: &[Span],
    pieces: &[Piece],
) -> Vec<Level> {
    let window = window(pieces, &range);
    let mut children: Vec<Vec<usize>> = vec![Vec::new(); window.len()];
    let mut top: Vec<Vec<usize>> = vec![Vec::new(); range.len()];
    for number in window.clone() {
        match pieces[number].parent {
            Some(parent) if parent >= window.start => children[parent - window.start].push(number),
            Some(_) => {}
            None => top[pieces[number].paragraph - range.start].push(number),
        }
    }
    let mut levels = Vec::new();
    let mut from = quoted_to(&pieces[..window.start]);
    for (paragraph, top) in range.zip(&top) {
        let span = paragraphs[paragraph];
        let span = Span::new(span.start.max(from.min(span.end)), span.end);
        let tokens = tokens(text, span, top, pieces);
        if let Some(last) = top.last() {
            from = from.max(pieces[*last].span.end);
        }
        levels.push(level(tokens, sentences, paragraph, None));
        for &number in top {
            let piece = Nested {
                text,
                sentences,
                pieces,
                children: &children,
                first: window.start,
            };
            piece.levels(number, &mut levels);
        }
    }
    levels
}

/// The words of paragraph `number` around its quotations, as far as they are in the sentences that `span` touches or
/// in others that a word or a quotation joins to these; and the word after them, which is in no sentence.
///
/// `sentences` are those of the paragraph.
pub(crate) fn own_level(
    text: &str,
    paragraph: Span,
    number: usize,
    sentences: &[Span],
    pieces: &[Piece],
    span: Span,
) -> Level {
    let window = window(pieces, &(number..number + 1));
    let runs_to = quoted_to(&pieces[..window.start]);
    let top = window.filter(|&at| pieces[at].parent.is_none());
    let mut top: Vec<usize> = top.collect();
    let is_parted = |at: usize| {
        let (before, after) = (sentences[at - 1].end, sentences[at].start);
        let n_before = top.partition_point(|&piece| pieces[piece].span.start < after);
        let quoted = n_before.checked_sub(1).map(|at| pieces[top[at]].span.end);
        before < after && quoted.unwrap_or(runs_to) <= before
    };
    let mut first = sentences.partition_point(|it| it.end <= span.start);
    let mut last = sentences
        .partition_point(|it| it.start < span.end)
        .max(first);
    while (1..sentences.len()).contains(&first) && !is_parted(first) {
        first -= 1;
    }
    while (1..sentences.len()).contains(&last) && !is_parted(last) {
        last += 1;
    }
    let Some(part) = sentences[first..last].iter().copied().reduce(Span::joined) else {
        return level(Vec::new(), sentences, number, None);
    };
    top.retain(|&at| part.contains(Span::new(pieces[at].span.start, pieces[at].span.start)));
    let start = part.start.max(runs_to.min(part.end));
    let end = if last == sentences.len() {
        paragraph.end
    } else {
        part.end
    };
    let tokens = tokens(text, Span::new(start, end), &top, pieces);
    let mut level = level(tokens, sentences, number, None);
    let rest = &text[end..paragraph.end];
    let lead = rest.len() - rest.trim_start().len();
    let length = rest[lead..].find(char::is_whitespace);
    let word = end + lead..end + lead + length.unwrap_or(rest.len() - lead);
    push_words(text, Span::new(word.start, word.end), &mut level.tokens);
    level
}

/// Where the last of `pieces` ends that stands in no other.
fn quoted_to(pieces: &[Piece]) -> usize {
    let last = pieces.iter().rfind(|piece| piece.parent.is_none());
    last.map_or(0, |piece| piece.span.end)
}

/// The pieces that open in the paragraphs numbered `range`, and what stands in them, as a list of its own. No
/// other piece runs on into these paragraphs, and none of them goes on with another.
pub(crate) fn opening_in(pieces: &[Piece], range: &Range<usize>) -> Vec<Piece> {
    let window = window(pieces, range);
    let first = window.start;
    let renumbered = |piece: &Piece| Piece {
        parent: piece.parent.map(|it| it - first),
        follows: piece.follows.map(|it| it - first),
        ..*piece
    };
    pieces[window].iter().map(renumbered).collect()
}

/// The numbers of the pieces that open in the paragraphs numbered `range`, and of what stands in them.
fn window(pieces: &[Piece], range: &Range<usize>) -> Range<usize> {
    let start = pieces.partition_point(|piece| piece.paragraph < range.start);
    let mut end = pieces.partition_point(|piece| piece.paragraph < range.end);
    while pieces
        .get(end)
        .is_some_and(|piece| piece.parent >= Some(start))
    {
        end += 1;
    }
    start..end
}

/// What the levels inside pieces are read from.
struct Nested<'a> {
    text: &'a str,
    sentences: &'a [Span],
    pieces: &'a [Piece],
    /// The pieces right inside each piece, from that numbered `first` on.
    children: &'a [Vec<usize>],
    first: usize,
}

impl Nested<'_> {
    /// The levels inside piece `number`, outer before inner.
    fn levels(&self, number: usize, levels: &mut Vec<Level>) {
        let mut waiting = vec![number];
        while let Some(number) = waiting.pop() {
            let children = &self.children[number - self.first];
            if children.is_empty() {
                continue;
            }
            let piece = &self.pieces[number];
            let tokens = tokens(self.text, piece.inner, children, self.pieces);
            levels.push(level(tokens, self.sentences, piece.paragraph, Some(number)));
            waiting.extend(children.iter().rev());
        }
    }
}

fn level(tokens: Vec<Token>, sentences: &[Span], paragraph: usize, owner: Option<usize>) -> Level {
    let first = tokens.first().map_or(0, |token| token.span.start);
    let mut ranges = Vec::new();
    let mut start = 0;
    let mut current = None;
    // From the end of one sentence to that of the next: what the last token ended in.
    let mut stretch = Span::default();
    // Tokens come in order, so that the sentence of the next one is this one or one nearby.
    let mut near = sentences.partition_point(|span| span.end <= first);
    let mut ended_before = |place: usize| {
        while near > 0 && sentences[near - 1].end > place {
            near -= 1;
        }
        while sentences.get(near).is_some_and(|span| span.end <= place) {
            near += 1;
        }
        near
    };
    for (at, token) in tokens.iter().enumerate() {
        if stretch.contains(token.span) {
            continue;
        }
        let of_start = ended_before(token.span.start);
        if current.is_some_and(|current| current != of_start) {
            ranges.push(start..at);
            start = at;
        }
        let of_end = ended_before(token.span.end - 1);
        current = Some(of_end);
        let end_of = |idx: usize| sentences.get(idx).map_or(usize::MAX, |it| it.end);
        stretch = Span {
            start: of_end.checked_sub(1).map_or(0, end_of),
            end: end_of(of_end),
        };
    }
    if start < tokens.len() {
        ranges.push(start..tokens.len());
    }
    Level {
        tokens,
        sentences: ranges,
        paragraph,
        owner,
    }
}

/// The tokens of `span`, in which the pieces numbered `quotes` are one token each.
fn tokens(text: &str, span: Span, quotes: &[usize], pieces: &[Piece]) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut at = span.start;
    for &number in quotes {
        let quote = pieces[number].span;
        if quote.start >= at {
            push_words(text, Span::new(at, quote.start), &mut tokens);
        }
        tokens.push(Token {
            span: quote,
            kind: Kind::Quote(number),
            tells: false,
        });
        at = at.max(quote.end);
    }
    if at < span.end {
        push_words(text, Span::new(at, span.end), &mut tokens);
    }
    tokens
}

/// What words can be, as a thread has worked it out for all texts; and whether they can tell who speaks.
type Known = Memo<(Class, Option<Cue>, bool)>;

/// There is a token in so many bytes of most texts, or in more.
const BYTES_OF_TOKEN: usize = 4;

fn push_words(text: &str, span: Span, tokens: &mut Vec<Token>) {
    thread_local! {
        static KNOWN: RefCell<Known> = RefCell::default();
    }
    KNOWN.with_borrow_mut(|known| push_known(text, span, tokens, known));
}

fn push_known(text: &str, span: Span, tokens: &mut Vec<Token>, known: &mut Known) {
    let words = &text[..span.end];
    let letters = Mask::new(span.of(text).as_bytes(), |byte| byte.is_ascii_alphabetic());
    let mut at = span.start;
    tokens.reserve(span.len() / BYTES_OF_TOKEN);
    while let Some(c) = char_at(words, at) {
        let start = at;
        at += c.len_utf8();
        if c == ' ' || c.is_whitespace() {
            continue;
        }
        if !c.is_alphanumeric() {
            let span = Span { start, end: at };
            let kind = Kind::Punct(c);
            tokens.push(Token {
                span,
                kind,
                tells: false,
            });
            continue;
        }
        // Most words are letters and then a space, or the end of a line.
        let end = start + letters.run(start - span.start);
        at = end.max(at);
        if words.as_bytes().get(at).is_some_and(|byte| *byte > b' ') {
            at = word_end(words, at);
            // The possessive of a plural: “leaders’”.
            if words.as_bytes()[at - 1] == b's'
                && let Some(mark @ ('’' | '\'')) = char_at(words, at)
            {
                at += mark.len_utf8();
            }
        }
        let span = Span { start, end: at };
        let read = || {
            let word = span.of(text);
            let cue = cue::cue(word);
            (class(word), cue, clause::may_tell(word, cue))
        };
        let (class, cue, tells) = known.get(text, span, read);
        let kind = Kind::Word(class, cue);
        tokens.push(Token { span, kind, tells });
    }
}

/// Where the word ends that goes on at byte `at`, at the latest where `words` do.
fn word_end(words: &str, mut at: usize) -> usize {
    loop {
        at = end_of_letters(words.as_bytes(), at);
        let Some(c) = char_at(words, at) else {
            return at;
        };
        let next = at + c.len_utf8();
        if !(c.is_alphanumeric() || joins(c) && follows(words, next)) {
            return at;
        }
        at = next;
    }
}

/// Whether `c` belongs to the word when a letter or a digit follows.
fn joins(c: char) -> bool {
    matches!(
        c,
        '.' | '/' | '’' | '\'' | '-' | '‐' | '‑' | '·' | '\u{ad}' | '\u{301}' | '\u{308}'
    )
}

fn follows(words: &str, at: usize) -> bool {
    char_at(words, at).is_some_and(char::is_alphanumeric)
}

impl Token {
    /// The class of a word, `None` for anything else.
    pub(crate) fn class(&self) -> Option<Class> {
        match self.kind {
            Kind::Word(class, _) => Some(class),
            _ => None,
        }
    }

    /// The cue that a word can be.
    pub(crate) fn cue(&self) -> Option<Cue> {
        match self.kind {
            Kind::Word(_, cue) => cue,
            _ => None,
        }
    }

    /// Whether it is the stop `c`.
    pub(crate) fn is(&self, c: char) -> bool {
        self.kind == Kind::Punct(c)
    }

    /// Whether it is a dash that sets off words: `—`, `–`, `―`, or a lone `-`.
    pub(crate) fn is_dash(&self) -> bool {
        matches!(self.kind, Kind::Punct('—' | '–' | '―' | '-'))
    }

    /// The piece, where it is a quotation.
    pub(crate) fn quote(&self) -> Option<usize> {
        match self.kind {
            Kind::Quote(number) => Some(number),
            _ => None,
        }
    }
}
