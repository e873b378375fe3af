//! Quotation marks: which one opens, which one closes, and which is an apostrophe.
//!
//! The shape of a mark says less than where it stands: typists open with `”`, close with `“`, and
//! write feet, years and possessives with the same signs. A mark opens after white space and before
//! a word; it closes after a word or a stop. What does not find its partner in the paragraph is left
//! out, except for a quotation that runs over paragraphs, each of which opens it anew.

mod turn;

use crate::source::scan::{self, Mask};
use crate::span::Span;
use turn::{Family, Turn, turn};

/// How far down the stack of open marks a partner is looked for.
const DEEPEST_SEARCH: usize = 8;
/// A quotation left open runs over at most so many paragraphs that do not open it anew.
const LONGEST_GAP: usize = 6;

/// One stretch between two marks, within a paragraph or, where it is not opened anew, over several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Piece {
    /// With its marks.
    pub(crate) span: Span,
    /// Without them, and without white space at either end.
    pub(crate) inner: Span,
    /// The paragraph it opens in.
    pub(crate) paragraph: usize,
    /// The piece it stands in.
    pub(crate) parent: Option<usize>,
    /// The piece of the paragraph before, which was left open and which this one goes on with.
    pub(crate) follows: Option<usize>,
    /// Whether a mark closes it.
    pub(crate) closed: bool,
}

#[derive(Clone, Copy)]
struct Open {
    family: Family,
    at: usize,
    inner: usize,
}

/// The pieces of `text` between quotation marks, in order, outer before inner.
pub(crate) fn pieces(text: &str, paragraphs: &[Span]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut pending: Option<(Open, usize)> = None;
    let marks = Mask::new(text.as_bytes(), turn::leads);
    for (number, &paragraph) in paragraphs.iter().enumerate() {
        let first = pieces.len();
        let scan = Scan::run(text, &marks, paragraph, number, &mut pieces);
        if let Some((open, from)) = pending {
            let reopened = scan.leads(text, paragraph);
            if let (false, Some((closer, after))) = (reopened, scan.stray(open.family)) {
                pieces.push(piece(
                    text,
                    open,
                    Some((closer, after)),
                    paragraph.end,
                    from,
                ));
                pending = None;
            } else if reopened || number - from >= LONGEST_GAP {
                pending = None;
            }
        }
        for open in scan.left_open {
            let leads = leads(text, paragraph, open.at);
            let next = paragraphs.get(number + 1);
            let goes_on = next.is_some_and(|next| opens_with(text, *next, open.family));
            let holds_pairs = pieces[first..]
                .iter()
                .any(|other| other.span.start > open.at);
            if leads || goes_on {
                pieces.push(piece(text, open, None, paragraph.end, number));
            } else if !holds_pairs {
                pending = Some((open, number));
            }
        }
    }
    pieces.retain(|piece| !piece.inner.is_empty());
    pieces.sort_by_key(|piece| (piece.span.start, std::cmp::Reverse(piece.span.end)));
    link(&mut pieces, paragraphs);
    pieces
}

/// The piece from `open` to `closer`, or to `end` where nothing closes it.
fn piece(
    text: &str,
    open: Open,
    closer: Option<(usize, usize)>,
    end: usize,
    paragraph: usize,
) -> Piece {
    let (stop, after) = closer.unwrap_or((end, end));
    let words = &text[open.inner..stop];
    let lead = words.len() - words.trim_start().len();
    let length = words.trim().len();
    let inner = Span::new(open.inner + lead, open.inner + lead + length);
    Piece {
        span: Span::new(open.at, after),
        inner,
        paragraph,
        parent: None,
        follows: None,
        closed: closer.is_some(),
    }
}

/// Finds each piece's parent, and the piece that it goes on with.
fn link(pieces: &mut [Piece], paragraphs: &[Span]) {
    let mut open: Vec<usize> = Vec::new();
    let mut last_open_end: Option<usize> = None;
    for at in 0..pieces.len() {
        let span = pieces[at].span;
        while open
            .last()
            .is_some_and(|&outer| pieces[outer].span.end <= span.start)
        {
            open.pop();
        }
        pieces[at].parent = open.last().copied();
        let paragraph = pieces[at].paragraph;
        if pieces[at].parent.is_none() {
            let leads = span.start == paragraphs[paragraph].start;
            pieces[at].follows =
                last_open_end.filter(|&before| leads && pieces[before].paragraph + 1 == paragraph);
            last_open_end = (!pieces[at].closed).then_some(at);
        }
        open.push(at);
    }
}

/// Whether `at` is where a paragraph's words begin, an elision mark aside.
fn leads(text: &str, paragraph: Span, at: usize) -> bool {
    text[paragraph.start..at]
        .trim_matches(|c: char| c.is_whitespace() || "[]…>*.".contains(c))
        .is_empty()
}

/// Whether `paragraph` begins with a mark of `family` that opens.
fn opens_with(text: &str, paragraph: Span, family: Family) -> bool {
    paragraph.of(text).chars().next().and_then(Family::of) == Some(family)
}

/// What one pass over a paragraph leaves over.
struct Scan {
    left_open: Vec<Open>,
    strays: Vec<(Family, usize, usize)>,
}

impl Scan {
    /// Pairs the marks of one paragraph; `marks` are the bytes of the text that they may begin with.
    fn run(
        text: &str,
        marks: &Mask,
        paragraph: Span,
        number: usize,
        pieces: &mut Vec<Piece>,
    ) -> Self {
        let mut stack: Vec<Open> = Vec::new();
        let mut strays = Vec::new();
        let mut before = None;
        let words = paragraph.of(text);
        let mut next = 0;
        let next_mark = |from: usize| {
            let at = marks.next(paragraph.start + from)?;
            let found = at.checked_sub(paragraph.start)?;
            Some((found, scan::char_at(words, found)?))
        };
        while let Some((found, mut mark)) = next_mark(next) {
            if let Some(end) = turn::apostrophe_end(words, found) {
                next = end;
                continue;
            }
            if found > next {
                before = words[..found].chars().next_back();
            }
            let at = paragraph.start + found;
            next = found + mark.len_utf8();
            let mut after = scan::char_at(words, next);
            // Typed twice, a single mark is a double one: ``so'' and ''so''.
            if matches!(mark, '\'' | '`') && after == Some(mark) {
                next += mark.len_utf8();
                mark = if mark == '`' { '“' } else { '"' };
                after = scan::char_at(words, next);
            }
            let end = paragraph.start + next;
            if let Some(family) = Family::of(mark) {
                let rest = &text[end..paragraph.end];
                let partner = partner(&stack, family, before);
                match turn(mark, before, after, rest, partner.is_some()) {
                    Turn::Opens => stack.push(Open {
                        family,
                        at,
                        inner: end,
                    }),
                    Turn::Closes => match partner {
                        Some(index) => {
                            let open = stack[index];
                            stack.truncate(index);
                            pieces.push(piece(text, open, Some((at, end)), end, number));
                        }
                        None if strays.is_empty() => strays.push((family, at, end)),
                        None => {}
                    },
                    Turn::Neither => {}
                }
            }
            before = Some(mark);
        }
        stack.retain(|open| !open.family.is_single());
        // Of several marks left open only the outermost can be a quotation that runs on.
        stack.truncate(1);
        Self {
            left_open: stack,
            strays,
        }
    }

    fn leads(&self, text: &str, paragraph: Span) -> bool {
        self.strays.is_empty()
            || paragraph
                .of(text)
                .starts_with(|c: char| matches!(Family::of(c), Some(f) if !f.is_single()))
    }

    fn stray(&self, family: Family) -> Option<(usize, usize)> {
        self.strays
            .iter()
            .find(|stray| stray.0 == family)
            .map(|stray| (stray.1, stray.2))
    }
}

/// The open mark that one of `family` would close.
fn partner(stack: &[Open], family: Family, before: Option<char>) -> Option<usize> {
    let lowest = stack.len().saturating_sub(DEEPEST_SEARCH);
    let is_partner = |family: Family| {
        (lowest..stack.len())
            .rev()
            .find(|&index| stack[index].family == family)
    };
    // A curly mark may close what a straight one opened, and the other way round.
    let mixed = match family {
        Family::Double => Some(Family::Straight),
        Family::Straight if !before.is_some_and(|c| c.is_ascii_digit()) => Some(Family::Double),
        _ => None,
    };
    is_partner(family).or_else(|| mixed.and_then(is_partner))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::segment;

    /// What stands between marks, each with as many `>` before it as it lies deep.
    fn read(text: &str) -> Vec<String> {
        let paragraphs = segment::paragraphs(text);
        let pieces = pieces(text, &paragraphs);
        pieces
            .iter()
            .map(|piece| {
                let mut depth = 0;
                let mut at = piece.parent;
                while let Some(outer) = at {
                    depth += 1;
                    at = pieces[outer].parent;
                }
                let follows = if piece.follows.is_some() { "+" } else { "" };
                format!("{}{follows}{}", ">".repeat(depth), piece.inner.of(text))
            })
            .collect()
    }

    #[test]
    fn marks_make_pairs() {
        for (text, expected) in [
            ("He said “yes” and “no.”", vec!["yes", "no."]),
            ("He said \"yes\" and \"no.\"", vec!["yes", "no."]),
            ("He said 'yes' and 'no.'", vec!["yes", "no."]),
            ("China’s ‘peace plan’ isn’t", vec!["peace plan"]),
            (
                "“He said ‘go’ to me,” she said",
                vec!["He said ‘go’ to me,", ">go"],
            ),
            (
                "‘the leaders’ joint plan’ is",
                vec!["the leaders’ joint plan"],
            ),
            ("He is 6'3\" tall and 5'9\" wide", vec![]),
            ("the leaders’ talks and Xi’s trip", vec![]),
            ("in the '90s and '80s' music", vec![]),
            ("”It is,” he said", vec!["It is,"]),
            ("“It is,“ he said", vec!["It is,"]),
            ("“One.\n\n“Two,” he said.", vec!["One.", "+Two,"]),
            ("\"One.\n\n\"Two.\n\nThree.", vec!["One.", "+Two."]),
            ("He said: “One.\n\nTwo,” and left.", vec!["One.\n\nTwo,"]),
            (
                "\"an episode of “Shark Tank.” But",
                vec!["an episode of “Shark Tank.” But", ">Shark Tank."],
            ),
            ("“a “b” c”", vec!["a “b” c", ">b"]),
            ("“One, \" he said. \"Two,” too", vec!["One,", "Two,"]),
            ("a review of [his] systems\" including", vec![]),
            ("„Ja“, sagte er. «Non».", vec!["Ja", "Non"]),
            ("“” ‘’ \"\"", vec![]),
            (
                "He said, ''It is 'so.' '' Then",
                vec!["It is 'so.'", ">so."],
            ),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn hostile_runs_are_linear() {
        for unit in [
            "“",
            "“a ",
            "\"",
            " '",
            "‘a ",
            "a’ ",
            "“a\n\n",
            "“‘\"«",
            " \"a",
        ] {
            let text = unit.repeat(1_000_000 / unit.len());
            let paragraphs = crate::source::segment::paragraphs(&text);
            assert!(pieces(&text, &paragraphs).len() <= text.len());
        }
    }
}
