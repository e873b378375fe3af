//! What is quoted at a place, told from the paragraphs around it.
//!
//! Whom the words mean that say who speaks is told by a whole text: who “he” is may stand pages before.
//! Whether anybody speaks is known from nearby, and most passages are the text's own words. So this is asked
//! first. It finds there what [`super::read`] finds, but for the names, of which [`super::near`] knows.

use std::ops::Range;

use crate::source::segment;
use crate::span::Span;

use super::draft::{self, Draft};
use super::grammar::token::{self, Level};
use super::mark::Piece;
use super::{Quotation, block};

/// A stretch of a text that is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Quoted {
    /// From its first mark or word to its last.
    pub(crate) span: Span,
    /// Whether it is somebody's words, and not the text's own.
    pub(crate) speaks: bool,
}

impl From<&Draft> for Quoted {
    fn from(draft: &Draft) -> Self {
        Self {
            span: draft.span,
            speaks: draft.speaks(),
        }
    }
}

impl From<&Quotation> for Quoted {
    fn from(quotation: &Quotation) -> Self {
        Self {
            span: quotation.span,
            speaks: quotation.speaks(),
        }
    }
}

/// What is quoted in the paragraphs of `text` that `span` touches and `is_sought`, in order, outer before
/// inner; and perhaps something of what is quoted elsewhere. None where only the whole text can tell.
///
/// What holds a stretch that is sought is sought, too, and what is sought shares words with `span`. `paragraphs` and
/// `pieces` are those of the text, in order.
#[must_use]
pub(crate) fn near(
    text: &str,
    paragraphs: &[Span],
    pieces: &[Piece],
    span: Span,
    is_sought: impl Fn(Span) -> bool,
) -> Option<Vec<Quoted>> {
    let touched = touched(paragraphs, span);
    if touched.is_empty() || block::may_hold(text, paragraphs, pieces, touched.clone()) {
        return None;
    }
    let has_marked = marked(paragraphs, pieces, touched.clone()).is_some_and(&is_sought);
    let drafts = if has_marked {
        let range = around(paragraphs, pieces, touched);
        drafts(text, paragraphs, pieces, range)
    } else {
        told(text, paragraphs, pieces, touched, span)
    };
    let quoted = drafts.iter().map(Quoted::from);
    Some(quoted.filter(|it| is_sought(it.span)).collect())
}

/// The drafts of what stands around `span`, as far as they are needed to tell who says it, in order, outer before
/// inner: all from the paragraph at byte `from` on, or from one before it; and where that paragraph begins. Or none
/// where nobody says it. None where only the whole text can tell.
pub(super) fn drafts_around(
    text: &str,
    paragraphs: &[Span],
    pieces: &[Piece],
    span: Span,
    from: usize,
) -> Option<(usize, Vec<Draft>)> {
    let touched = touched(paragraphs, span);
    if touched.is_empty() || block::may_hold(text, paragraphs, pieces, touched.clone()) {
        return None;
    }
    let says = |draft: &Draft| draft.speaks() && draft.span.contains(span);
    let has_marked =
        marked(paragraphs, pieces, touched.clone()).is_some_and(|it| it.contains(span));
    if !has_marked
        && !told(text, paragraphs, pieces, touched.clone(), span)
            .iter()
            .any(says)
    {
        return Some((0, Vec::new()));
    }
    let first = paragraphs.partition_point(|paragraph| paragraph.end <= from);
    let range = around(paragraphs, pieces, first.min(touched.start)..touched.end);
    let start = if range.start == 0 {
        0
    } else {
        paragraphs[range.start].start
    };
    let drafts = drafts(text, paragraphs, pieces, range.clone());
    if !drafts.iter().any(says) {
        return Some((0, Vec::new()));
    }
    (!block::may_hold(text, paragraphs, pieces, range)).then_some((start, drafts))
}

/// The drafts of what stands in the paragraphs numbered `range`, which are of no block, in order, outer before
/// inner. No quotation stands in the first of them, or it is the text's first.
fn drafts(text: &str, paragraphs: &[Span], pieces: &[Piece], range: Range<usize>) -> Vec<Draft> {
    let has_marks = draft::has_marks(text, pieces);
    let sentences = sentences(text, &paragraphs[range.clone()]);
    let pieces = token::opening_in(pieces, &range);
    let levels = token::levels(text, paragraphs, range, &sentences, &pieces);
    draft::drafts(text, &levels, &pieces, Vec::new(), has_marks)
}

/// The drafts of what is told without marks where `span` stands in the paragraphs numbered `range`.
fn told(
    text: &str,
    paragraphs: &[Span],
    pieces: &[Piece],
    range: Range<usize>,
    span: Span,
) -> Vec<Draft> {
    let has_marks = draft::has_marks(text, pieces);
    let level = |number: usize| {
        let paragraph = paragraphs[number];
        let sentences = segment::sentences(text, paragraph);
        // Without marks, what is said may begin some sentences before it is said by whom.
        let part = if has_marks { span } else { paragraph };
        token::own_level(text, paragraph, number, &sentences, pieces, part)
    };
    let levels: Vec<Level> = range.map(level).collect();
    draft::told(text, &levels, has_marks)
}

/// The sentences of some paragraphs, in order.
fn sentences(text: &str, paragraphs: &[Span]) -> Vec<Span> {
    let sentences = paragraphs.iter();
    let sentences = sentences.flat_map(|&paragraph| segment::sentences(text, paragraph));
    sentences.collect()
}

/// The numbers of the paragraphs that `span` touches.
fn touched(paragraphs: &[Span], span: Span) -> Range<usize> {
    let first = paragraphs.partition_point(|paragraph| paragraph.end <= span.start);
    let n_touched = paragraphs[first..].partition_point(|paragraph| paragraph.start < span.end);
    first..first + n_touched
}

/// A stretch that holds whatever stands between marks in the paragraphs numbered `touched`, the parts of a
/// quotation being joined over what stands between them.
fn marked(paragraphs: &[Span], pieces: &[Piece], touched: Range<usize>) -> Option<Span> {
    let (first, last) = (paragraphs[touched.start], paragraphs[touched.end - 1]);
    let there = first.joined(last);
    let touching = pieces
        .iter()
        .take_while(|piece| piece.span.start < there.end);
    let touching = touching.filter(|piece| piece.span.overlaps(there));
    // A quotation that goes on is one with what it follows.
    let whole = |piece: &Piece| match piece.follows {
        Some(_) => Span::new(0, piece.span.end),
        None => piece.span,
    };
    let quoted = touching.map(whole).reduce(Span::joined)?;
    let runs_on = quoted.start < there.start || quoted.end > there.end;
    Some(if runs_on {
        quoted.joined(there)
    } else {
        quoted
    })
}

/// The paragraphs that must be read to know what is said in those numbered `touched`: from one on in
/// which no quotation stands, so that no speaker is carried over it, to the end of what runs on.
fn around(paragraphs: &[Span], pieces: &[Piece], touched: Range<usize>) -> Range<usize> {
    let (mut start, mut end) = (0, touched.end);
    let mut quoted_to = 0;
    let mut next = pieces.iter().map(|piece| piece.span).peekable();
    for (at, paragraph) in paragraphs[..=touched.start].iter().enumerate() {
        while let Some(quoted) = next.next_if(|quoted| quoted.start < paragraph.end) {
            quoted_to = quoted_to.max(quoted.end);
        }
        if quoted_to <= paragraph.start {
            start = at;
        }
    }
    for piece in pieces.iter().filter(|piece| piece.follows.is_some()) {
        end += usize::from(piece.paragraph == end);
    }
    start..end
}

#[cfg(test)]
mod tests {
    use super::super::mark;
    use super::*;
    use crate::source::Text;

    const TEXTS: [&str; 9] = [
        "Ann Lee said that it was over.\n\nIt rained.\n\n“So it is,” she said, “over.” He left.",
        "“One.\n\nTwo and two.\n\nThree.” So it went.\n\n“Four.\n\n“Five.” Six.",
        "As Ann Lee reported for The Post, it is over:\n\nThe war is over.\n\nPeace holds. [Source]\n\nWe agree.",
        "> Some words\n> of somebody\n\nWords of mine.",
        "According to Ann Lee, it was all over. It’s very clear to us all, he said.\n\nNothing here.",
        "Ann Lee spoke.\n\n“It is over now.”\n\n“We have won it.”\n\nIt rained.\n\n“Or so it seems.”",
        "Ann Lee said this:\n\n“It is over now.\n\n“We have won,” Bob Ray said, “it all.\n\n“So there.”",
        "Ann Lee said: “It is over.\n\nIt rained then.\n\nNobody knew.” So it was.\n\n“And is it now?”",
        "The “plan” is dead, Ann Lee said.\n\nIt’s “not” it, she said. “A ‘big one’ is coming soon.”",
    ];

    /// What is quoted in a paragraph is the same whether the whole text is read for it or not.
    #[test]
    fn what_is_quoted_is_told_from_nearby() {
        let seeds = glob::glob(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/*.txt")).unwrap();
        let seeds = seeds.map(|file| std::fs::read_to_string(file.unwrap()).unwrap());
        let texts = TEXTS.iter().map(|&text| text.to_owned()).chain(seeds);
        let mut n_near = 0;
        for text in texts {
            let whole = Text::new(text);
            let (text, paragraphs) = (whole.original(), whole.paragraphs());
            let quotations = whole.quotations().iter().map(Quoted::from);
            let quotations: Vec<Quoted> = quotations.collect();
            let pieces = mark::pieces(text, paragraphs);
            for (at, word) in text.match_indices(char::is_alphabetic).step_by(16) {
                let span = Span::new(at, at + word.len());
                let there = |it: Span| it.contains(span);
                let Some(near) = near(text, paragraphs, &pieces, span, there) else {
                    continue;
                };
                let expected = quotations.iter().copied().filter(|it| there(it.span));
                assert_eq!(near, expected.collect::<Vec<_>>(), "{:?}", &text[at..]);
            }
            for (at, &first) in paragraphs.iter().enumerate() {
                let next = paragraphs.get(at + 1).copied();
                for last in [first].into_iter().chain(next) {
                    let span = first.joined(last);
                    let there = |it: Span| it.overlaps(span);
                    let Some(near) = near(text, paragraphs, &pieces, span, there) else {
                        continue;
                    };
                    let expected = quotations.iter().copied().filter(|it| there(it.span));
                    assert_eq!(near, expected.collect::<Vec<_>>(), "{:?}", span.of(text));
                    n_near += 1;
                }
            }
        }
        assert!(n_near > 100, "{n_near}");
    }
}
