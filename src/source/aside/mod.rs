//! What stands in a text beside its words, and may be passed over where the words on both sides are
//! quoted as one: brackets, speech tags, re-opened quotation marks, page numbers, notes, mark-up.
//!
//! An aside is never part of a sentence. Finding them says nothing about a quotation: whether one may
//! be passed over, and at what price, is for the ladder to decide.

mod bracket;
mod cue;
mod line_mark;
mod mark_up;
mod note;
mod page;
mod speech_tag;

use super::token::{Before, Kind, Tokens};
use crate::span::Span;

/// What may be passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideKind {
    /// A quotation mark set again at the start of a paragraph.
    Reopened,
    /// Words in square brackets.
    Square,
    /// Words in round brackets.
    Round,
    /// Who speaks, between two halves of what is said: `,” he added, “`.
    SpeechTag,
    /// A mark of a note or a citation: `[12]`, `²`, `†`, `(Smith et al., 2020)`.
    Note,
    /// The number of a page or of a line.
    Page,
    /// Mark-up: a tag, an emphasis, the frame of a link.
    MarkUp,
}

impl AsideKind {
    /// Whether it came into the text by its printing: a page number, a mark of a note, mark-up.
    #[must_use]
    pub fn is_artefact(self) -> bool {
        matches!(self, Self::Note | Self::Page | Self::MarkUp)
    }
}

/// Tokens that may be passed over together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Aside {
    /// The first token.
    pub start: u32,
    /// One past the last token.
    pub end: u32,
    /// What it is.
    pub kind: AsideKind,
}

/// All asides of one text.
#[derive(Clone, Debug, Default)]
pub struct Asides {
    by_start: Vec<Aside>,
    by_end: Vec<Aside>,
}

impl Asides {
    /// Finds the asides of the text `original`, in time linear in its tokens. `paragraphs` are the text's,
    /// as bytes of it.
    #[must_use]
    pub fn new(original: &str, tokens: &Tokens, paragraphs: &[Span]) -> Self {
        let mut found = reopened(tokens, paragraphs);
        let notes = note::find(tokens);
        let is_note = |it: &Aside| {
            let at = notes.partition_point(|note| note.start < it.start);
            notes.get(at).is_some_and(|note| note.start == it.start)
        };
        found.extend(bracket::find(tokens).into_iter().filter(|it| !is_note(it)));
        found.extend(speech_tag::find(tokens));
        found.extend(notes);
        found.extend(page::find(tokens));
        found.extend(mark_up::find(original, tokens));
        found.extend(line_mark::find(tokens));
        Self::sorted(found)
    }

    /// No asides at all.
    #[must_use]
    pub const fn none() -> Self {
        Self {
            by_start: Vec::new(),
            by_end: Vec::new(),
        }
    }

    fn sorted(mut by_start: Vec<Aside>) -> Self {
        by_start.sort_unstable_by_key(|aside| (aside.start, aside.kind, aside.end));
        by_start.dedup();
        let mut by_end = by_start.clone();
        by_end.sort_unstable_by_key(|aside| (aside.end, aside.kind, aside.start));
        Self { by_start, by_end }
    }

    /// All of them, in order of their first token.
    #[must_use]
    pub fn all(&self) -> &[Aside] {
        &self.by_start
    }

    /// Those that begin with token `idx`.
    #[must_use]
    pub fn from(&self, idx: usize) -> &[Aside] {
        run(&self.by_start, idx, |aside| aside.start)
    }

    /// Those that end before token `idx`.
    #[must_use]
    pub fn to(&self, idx: usize) -> &[Aside] {
        run(&self.by_end, idx, |aside| aside.end)
    }
}

fn run(asides: &[Aside], idx: usize, at: fn(&Aside) -> u32) -> &[Aside] {
    let start = asides.partition_point(|aside| (at(aside) as usize) < idx);
    let len = asides[start..].partition_point(|aside| at(aside) as usize == idx);
    &asides[start..start + len]
}

fn aside(start: usize, end: usize, kind: AsideKind) -> Aside {
    Aside {
        start: u32::try_from(start).unwrap_or(u32::MAX),
        end: u32::try_from(end).unwrap_or(u32::MAX),
        kind,
    }
}

/// Quotation marks at the start of a paragraph after the first.
fn reopened(tokens: &Tokens, paragraphs: &[Span]) -> Vec<Aside> {
    let all = tokens.all();
    let mut idx = 0;
    let mut found = Vec::new();
    for paragraph in paragraphs.iter().skip(1) {
        let start = tokens.fold().folded(*paragraph).start;
        idx += all[idx..].partition_point(|token| (token.start as usize) < start);
        let marks = all[idx..].iter().take(2);
        let n_marks = marks.take_while(|token| token.kind == Kind::Quote).count();
        if n_marks > 0 && all[idx].before != Before::Joined {
            found.push(aside(idx, idx + n_marks, AsideKind::Reopened));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Text;

    #[test]
    fn every_kind_is_found_where_it_stands() {
        use AsideKind::{MarkUp, Note, Page, Reopened, Round, SpeechTag, Square};
        #[rustfmt::skip]
        let cases: &[(&str, AsideKind, &[&str])] = &[
            ("“One.\n\n“Two.”", Reopened, &["“"]),
            ("“One,\n“two.”", Reopened, &[]),
            ("With a visit [to Russia], he", Square, &["[to Russia]"]),
            ("war […] over", Square, &[]),
            ("the US (and others) said", Round, &["(and others)"]),
            ("“So. However,” he added, “so far”", SpeechTag, &[",” he added, “", "” he added, “"]),
            ("‘However’, said Mr. Xi, ‘so far’", SpeechTag, &["’, said Mr. Xi, ‘"]),
            ("“A and B,” said Maria Shagina, a fellow. “It is”", SpeechTag, &[",” said Maria Shagina, a fellow. “", "” said Maria Shagina, a fellow. “"]),
            ("“strong,” and he said, “dear”", SpeechTag, &[]),
            ("“strong,” as he said it. He left. “Dear”", SpeechTag, &[]),
            ("his “strong” friend said “dear”", SpeechTag, &[]),
            ("“One,” he said.\n\n“Two”", SpeechTag, &[]),
            ("the war[12] is over.[a] It [citation needed] is", Note, &["[12]", "[a]", "[citation needed]"]),
            ("the war² is† over.5 It", Note, &["²", "†", "5"]),
            ("a war⁽¹⁾ and(2) so<sup>3</sup> it(s)", Note, &["⁽¹⁾", "(2)", "<sup>3</sup>"]),
            ("10² of 5 km² in 2019¹, Article 5(1)", Note, &["¹"]),
            ("as shown (Smith et al., 2020) and (Li, 2019a; Wu & Xi 2001) so", Note, &["(Smith et al., 2020)", "(Li, 2019a; Wu & Xi 2001)"]),
            ("in power (since 2012) and (March 2012)", Note, &[]),
            ("No.5 is 3.5", Note, &[]),
            ("the war\n12\nis over\nPage 3 of 9\nnow\n- 4 -\nxii\nhere", Page, &["12", "Page 3 of 9", "- 4 -", "xii"]),
            ("1 the war\n2 is over\n3 and done", Page, &["1", "2", "3"]),
            ("It was\nnever so\n5 in the war\nthat was\nwaged in\nthose years\nby them\n10 at last\nand for\nall\nthe\nlong\n15 years", Page, &["5", "10", "15"]),
            ("1. the war\n2. is over\n3. and done", Page, &[]),
            ("in\n12 months", Page, &[]),
            ("a <b>war</b> is<br/> over", MarkUp, &["<b>", "</b>", "<br/>"]),
            ("a **war** is _over_ at 3 < 4", MarkUp, &["*", "**", "*", "*", "**", "*", "_", "_"]),
            ("the [war](http://x.org/a_b) is", MarkUp, &["[", "](http://x.org/a_b)"]),
            ("> the war\n> > is over", MarkUp, &[">", "> >"]),
            ("// the war\n// is over", MarkUp, &["//", "//"]),
            ("the war\n-- is over\n-- now", MarkUp, &["--", "--"]),
            ("the war\n— is over", MarkUp, &[]),
            ("the [[war]] and [[Peace|peace]]", MarkUp, &["[[", "]]", "[[Peace|", "]]"]),
            ("the [[war]]", Square, &[]),
            ("a `war` and ``the `peace''", MarkUp, &["`", "`"]),
            ("a ==war== = b", MarkUp, &["==", "=="]),
        ];
        for &(original, kind, expected) in cases {
            let text = Text::new(original.to_owned());
            let asides = text.asides().all().iter().filter(|it| it.kind == kind);
            let spans = asides.map(|it| text.tokens().span(it.start as usize, it.end as usize));
            let words: Vec<&str> = spans.map(|span| span.of(original)).collect();
            assert_eq!(words, expected, "{original}");
        }
    }
}
