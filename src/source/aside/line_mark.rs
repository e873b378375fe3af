//! Marks at the starts of lines: of quoted mail, of headings, of list items, of comments in a program.

use super::page::lines;
use super::{Aside, AsideKind, aside};
use crate::source::token::{Before, Kind, Token, Tokens};

/// The most marks at the start of a line.
const MOST: usize = 8;

/// The marks `>` and `#` at the start of any line, and other marks where the line before or after begins
/// with the same: a single dash may be the sentence's own.
pub(super) fn find(tokens: &Tokens) -> Vec<Aside> {
    let mut found = Vec::new();
    let mut before: Option<Marks> = None;
    let mut is_kept = false;
    for (start, end) in lines(tokens) {
        let marks = Marks::at(tokens, start, end);
        let same = marks
            .zip(before)
            .is_some_and(|(it, last)| it.key == last.key);
        if let Some(last) = before.filter(|_| same && !is_kept) {
            found.push(last.aside());
        }
        is_kept = same || marks.is_some_and(|it| it.is_sure);
        found.extend(marks.filter(|_| is_kept).map(Marks::aside));
        before = marks;
    }
    found
}

/// The marks that a line begins with: a run of one mark, spaced or not.
#[derive(Clone, Copy)]
struct Marks {
    start: usize,
    end: usize,
    key: u32,
    is_sure: bool,
}

impl Marks {
    fn at(tokens: &Tokens, start: usize, line_end: usize) -> Option<Self> {
        let all = tokens.all();
        let first = all[start];
        let is_sure = tokens.is_mark(start, '>') || tokens.is_mark(start, '#');
        let is_mark = is_sure
            || first.kind == Kind::Dash
            || ['/', ';', '%', '*', '+', '•']
                .iter()
                .any(|&mark| tokens.is_mark(start, mark));
        // The dash after a dash is the sentence's own.
        let goes_on = |token: &&Token| token.key == first.key && first.kind == Kind::Mark;
        let run = all[start + 1..line_end].iter().take(MOST);
        let end = start + 1 + run.take_while(goes_on).count();
        let is_apart = end == line_end || all[end].before != Before::Joined || is_sure;
        (is_mark && is_apart).then_some(Self {
            start,
            end,
            key: first.key,
            is_sure,
        })
    }

    fn aside(self) -> Aside {
        aside(self.start, self.end, AsideKind::MarkUp)
    }
}
