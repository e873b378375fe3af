//! Whether a place can be in a quotation at all, told from the paragraphs around it.
//!
//! Who speaks is known only from a whole text: who “he” is may stand pages before. Whether anybody
//! speaks is known from nearby, and most passages are the text's own words. So this is asked first. It
//! may say yes where [`super::read`] finds nothing, and never no where that finds a quotation.

use crate::source::segment;
use crate::span::Span;

use super::grammar::token;
use super::mark::LONGEST_GAP;
use super::{block, mark, reported};

/// Whether a quotation of `text` may hold `span`; `paragraphs` are those of the text, in order.
#[must_use]
pub(crate) fn may_hold(text: &str, paragraphs: &[Span], span: Span) -> bool {
    may_meet(text, paragraphs, span, |quoted, part| {
        quoted.start <= part.start && part.start < quoted.end
    })
}

/// Whether a quotation of `text` may hold any word of `span`.
#[must_use]
pub(crate) fn may_touch(text: &str, paragraphs: &[Span], span: Span) -> bool {
    may_meet(text, paragraphs, span, Span::overlaps)
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

    /// Every word that a quotation holds may be in one; and where there is none, that is told.
    #[test]
    fn no_quotation_is_missed() {
        let texts = [
            "Ann Lee said that it was over.\n\nIt rained.\n\n“So it is,” she said, “over.” He left.",
            "“One.\n\nTwo and two.\n\nThree.” So it went.\n\n“Four.\n\n“Five.” Six.",
            "As Ann Lee reported for The Post, it is over:\n\nThe war is over.\n\nPeace holds. [Source]\n\nWe agree.",
            "> Some words\n> of somebody\n\nWords of mine.",
            "According to Ann Lee, it was all over. It’s very clear to us all, he said.\n\nNothing here.",
        ];
        let mut n_outside = 0;
        for text in texts {
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
}
