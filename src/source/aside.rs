//! What stands in a text beside its words, and may be passed over where the words on both sides are
//! quoted as one: brackets, speech tags, re-opened quotation marks, page numbers, notes, mark-up.

use super::token::{Before, Kind, Tokens};

/// What may be passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum AsideKind {
    /// A quotation mark set again at the start of a paragraph.
    Reopened,
    /// Words in square brackets.
    Square,
    /// Words in round brackets.
    Round,
}

impl AsideKind {
    /// Whether it came into the text by its printing: a page number, a mark of a note, mark-up.
    #[must_use]
    pub fn is_artefact(self) -> bool {
        false
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

/// The most tokens within brackets that are taken for an insertion.
const LONGEST_BRACKET: usize = 40;

impl Asides {
    /// Finds the asides of a text, in time linear in its tokens.
    #[must_use]
    pub fn new(tokens: &Tokens) -> Self {
        let mut found = Vec::new();
        let mut open: Option<(usize, AsideKind)> = None;
        for (idx, token) in tokens.all().iter().enumerate() {
            match token.kind {
                Kind::Quote if token.before == Before::Blank && idx > 0 => {
                    found.push(aside(idx, idx + 1, AsideKind::Reopened));
                }
                Kind::Mark => match tokens.text(idx) {
                    "[" => open = Some((idx, AsideKind::Square)),
                    "(" => open = Some((idx, AsideKind::Round)),
                    "]" | ")" => {
                        if let Some((start, kind)) = open.take() {
                            let closes = (kind == AsideKind::Square) == (tokens.text(idx) == "]");
                            if closes && idx - start <= LONGEST_BRACKET {
                                found.push(aside(start, idx + 1, kind));
                            }
                        }
                    }
                    _ => {}
                },
                _ => {}
            }
        }
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
