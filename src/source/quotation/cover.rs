//! Whether a place is in a quotation, told from the paragraphs around it.
//!
//! Who speaks is known only from a whole text: who “he” is may stand pages before. Whether anybody
//! speaks is known from nearby, and most passages are the text's own words. So this is asked first:
//! whether there can be a quotation at all, which may be answered with yes where [`super::read`] finds
//! none, and never with no where it finds one; and then what is said there, which is what
//! [`super::read`] finds, but for the names.

use std::ops::Range;

use crate::source::segment;
use crate::span::Span;

use super::draft;
use super::grammar::token;
use super::mark::{LONGEST_GAP, Piece};
use super::{block, mark, reported};

/// Whether a quotation of `text` may hold `span`; `paragraphs` are those of the text, in order.
#[must_use]
pub(crate) fn may_hold(text: &str, paragraphs: &[Span], span: Span) -> bool {
    may_meet(text, paragraphs, span, |quoted, part| {
        quoted.start <= part.start && part.start < quoted.end
    })
}

/// Whether a quotation of `text` may hold any word of `span`, which keeps within a paragraph.
#[must_use]
pub(crate) fn may_touch(text: &str, paragraphs: &[Span], span: Span) -> bool {
    may_meet(text, paragraphs, span, Span::overlaps)
}

/// What somebody says in the paragraphs that `span` touches, in order, outer before inner; and perhaps
/// what stands around. None where only the whole text can tell.
#[must_use]
pub(crate) fn said_near(text: &str, paragraphs: &[Span], span: Span) -> Option<Vec<Span>> {
    let first = paragraphs.partition_point(|paragraph| paragraph.end <= span.start);
    let n_touched = paragraphs[first..].partition_point(|paragraph| paragraph.start < span.end);
    let touched = first..first + n_touched;
    if touched.is_empty()
        || touched
            .clone()
            .any(|at| block::may_hold(text, paragraphs, at))
    {
        return None;
    }
    let pieces = mark::pieces(text, paragraphs);
    let range = around(paragraphs, &pieces, touched);
    let sentences = paragraphs[range.clone()].iter();
    let sentences = sentences.flat_map(|&paragraph| segment::sentences(text, paragraph));
    let sentences: Vec<Span> = sentences.collect();
    let levels = token::levels(text, paragraphs, range, &sentences, &pieces);
    let drafts = draft::drafts(text, &levels, &pieces, Vec::new());
    let said = drafts.iter().filter(|draft| draft.speaks());
    Some(said.map(|draft| draft.span).collect())
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

/// Whether a quotation may meet `span`, told from the part of `span` in its first paragraph; `meets` tells
/// it of a place that may be quoted, and of that part.
fn may_meet(
    text: &str,
    paragraphs: &[Span],
    span: Span,
    meets: impl Fn(Span, Span) -> bool,
) -> bool {
    let at = paragraphs.partition_point(|paragraph| paragraph.end <= span.start);
    let Some(&paragraph) = paragraphs.get(at).filter(|it| it.start < span.end) else {
        return true;
    };
    // What holds the whole of it holds the part in its first paragraph.
    let part = Span::new(span.start.max(paragraph.start), span.end.min(paragraph.end));
    if block::may_hold(text, paragraphs, at) {
        return true;
    }
    let from = at.saturating_sub(LONGEST_GAP + 2);
    let to = paragraphs.len().min(at + LONGEST_GAP + 2);
    let pieces = mark::pieces_before(text, &paragraphs[from..to], at + 1 - from);
    let touching = || pieces.iter().map(|piece| piece.span);
    let touching = || touching().filter(|it| it.start < paragraph.end && paragraph.start < it.end);
    // The parts of one quotation are joined over what stands between them.
    if let Some(quoted) = touching().reduce(Span::joined)
        && (meets(quoted, part) || quoted.start < paragraph.start)
    {
        return true;
    }
    let sentences = segment::sentences(text, paragraph);
    let level = token::own_level(text, paragraph, at - from, &sentences, &pieces);
    // A text without marks gives more words to those who speak in it.
    let told = reported::reported(text, std::slice::from_ref(&level), false);
    told.into_iter().any(|told| {
        let whole = told.content.into_iter().reduce(Span::joined);
        whole.is_some_and(|whole| meets(whole, part))
    })
}

#[cfg(test)]
mod tests {
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

    /// Every word that a quotation holds may be in one; and where there is none, that is told.
    #[test]
    fn no_quotation_is_missed() {
        let mut n_outside = 0;
        for text in TEXTS {
            let text = Text::new(text.to_owned());
            for (start, word) in text.original().match_indices(char::is_alphabetic) {
                let span = Span::new(start, start + word.len());
                let held = text.quotations().iter().any(|it| it.span.contains(span));
                let may = may_hold(text.original(), text.paragraphs(), span);
                assert!(may || !held, "{start} in {}", text.original());
                let around = text.sentences_around(span);
                let touched = text.quotations().iter().any(|it| it.span.overlaps(around));
                let may_touch = may_touch(text.original(), text.paragraphs(), around);
                assert!(may_touch || !touched, "{start} in {}", text.original());
                n_outside += usize::from(!may);
            }
        }
        assert!(n_outside > 40, "{n_outside}");
    }

    /// What is said in a paragraph is the same whether the whole text is read for it or not.
    #[test]
    fn what_is_said_is_told_from_nearby() {
        let seeds = glob::glob(concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/*.txt")).unwrap();
        let seeds = seeds.map(|file| std::fs::read_to_string(file.unwrap()).unwrap());
        let texts = TEXTS.iter().map(|&text| text.to_owned()).chain(seeds);
        let mut n_near = 0;
        for text in texts {
            let whole = Text::new(text);
            let said = whole.quotations().iter().filter(|it| it.speaks());
            let said: Vec<Span> = said.map(|it| it.span).collect();
            for (at, &first) in whole.paragraphs().iter().enumerate() {
                let next = whole.paragraphs().get(at + 1).copied();
                for last in [first].into_iter().chain(next) {
                    let span = first.joined(last);
                    let near = said_near(whole.original(), whole.paragraphs(), span);
                    let Some(mut near) = near else { continue };
                    near.retain(|it| it.overlaps(span));
                    let said = said.iter().copied().filter(|it| it.overlaps(span));
                    assert_eq!(
                        near,
                        said.collect::<Vec<_>>(),
                        "{:?}",
                        span.of(whole.original())
                    );
                    n_near += 1;
                }
            }
        }
        assert!(n_near > 100, "{n_near}");
    }
}
