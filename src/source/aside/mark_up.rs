//! Mark-up that stands between words: tags of HTML, and the marks of Markdown and of wikis.

use super::{Aside, AsideKind, aside};
use crate::source::token::{Before, Kind, Tokens};

/// The most tokens of a tag or of a link's target.
const LONGEST: usize = 80;

/// The most marks of an emphasis with one of the word's own.
const LONGEST_EMPHASIS: usize = 4;

/// Tags, marks of emphasis, of headings and of code, cell borders, and the frames of links.
pub(super) fn find(original: &str, tokens: &Tokens) -> Vec<Aside> {
    let mut found = Vec::new();
    let mut idx = 0;
    let mut squares: Vec<usize> = Vec::new();
    while idx < tokens.len() {
        let mut end = None;
        if tokens.all()[idx].kind == Kind::Mark {
            match tokens.lead(idx) {
                b'<' => end = tag(tokens, idx),
                b'*' | b'_' | b'~' | b'|' => {
                    let last = run(tokens, idx);
                    found.extend(parts_of_run(idx, last));
                    end = Some(last);
                }
                b'=' if run(tokens, idx) > idx + 1 => end = Some(run(tokens, idx)),
                b'&' => end = space_entity(tokens, idx),
                b'[' => match wiki_link(tokens, idx) {
                    Some((shown, close)) => {
                        found.push(aside(close, close + 2, AsideKind::MarkUp));
                        end = Some(shown);
                    }
                    None => squares.push(idx),
                },
                b']' => {
                    let open = squares.pop();
                    end = link(tokens, idx);
                    if let Some(open) = open.filter(|_| end.is_some()) {
                        found.push(aside(open, open + 1, AsideKind::MarkUp));
                    }
                }
                _ => {}
            }
        }
        if let Some(end) = end {
            found.push(aside(idx, end, AsideKind::MarkUp));
        }
        idx = end.unwrap_or(idx + 1);
    }
    if memchr::memchr(b'`', original.as_bytes()).is_some() {
        found.extend(code(original, tokens));
    }
    found.sort_unstable_by_key(|aside| (aside.start, aside.end));
    found
}

/// The parts at both ends of a short run of marks: in `___name__` one of them is the name's own.
fn parts_of_run(start: usize, end: usize) -> impl Iterator<Item = Aside> {
    let inner = if end - start <= LONGEST_EMPHASIS {
        start + 1..end
    } else {
        0..0
    };
    inner.flat_map(move |at| {
        [
            aside(start, at, AsideKind::MarkUp),
            aside(at, end, AsideKind::MarkUp),
        ]
    })
}

/// Where the shown words of the wiki's link that begins here begin, and where its closing marks stand:
/// `[[Shown]]`, `[[Target|shown]]`.
fn wiki_link(tokens: &Tokens, open: usize) -> Option<(usize, usize)> {
    if !(tokens.is_mark(open + 1, '[') && joined(tokens, open + 1)) {
        return None;
    }
    let last = (open + LONGEST).min(tokens.len());
    let close =
        (open + 2..last).find(|&idx| tokens.is_mark(idx, ']') || tokens.is_mark(idx, '['))?;
    let closes = tokens.is_mark(close, ']') && tokens.is_mark(close + 1, ']');
    let bar = (open + 2..close).find(|&idx| tokens.is_mark(idx, '|'));
    closes.then(|| (bar.map_or(open + 2, |bar| bar + 1), close))
}

/// Back quotes in pairs within a line: a pair is code, a single one begins what `'` ends.
fn code(original: &str, tokens: &Tokens) -> Vec<Aside> {
    let mut found = Vec::new();
    let mut open: Option<usize> = None;
    for (idx, token) in tokens.all().iter().enumerate() {
        if token.before >= Before::Line {
            open = None;
        }
        if token.kind != Kind::Quote || tokens.span(idx, idx + 1).of(original) != "`" {
            continue;
        }
        match open.take() {
            Some(start) if token.before == Before::Joined => {
                found.extend([start, idx].map(|at| aside(at, at + 1, AsideKind::MarkUp)));
            }
            _ => open = joined(tokens, idx + 1).then_some(idx),
        }
    }
    found
}

fn joined(tokens: &Tokens, idx: usize) -> bool {
    tokens
        .all()
        .get(idx)
        .is_some_and(|token| token.before == Before::Joined)
}

/// The end of the tag that begins here: `<b>`, `</b>`, `<br/>`, `<a href="…">`, `<!-- … -->`.
fn tag(tokens: &Tokens, idx: usize) -> Option<usize> {
    let opens = joined(tokens, idx + 1)
        && (tokens.all()[idx + 1].kind == Kind::Word
            || tokens.is_mark(idx + 1, '/')
            || tokens.is_mark(idx + 1, '!'));
    if !opens {
        return None;
    }
    for end in idx + 1..(idx + LONGEST).min(tokens.len()) {
        if tokens.is_mark(end, '>') {
            return Some(end + 1);
        }
        if tokens.is_mark(end, '<') {
            return None;
        }
    }
    None
}

/// The end of a run of the same mark.
fn run(tokens: &Tokens, idx: usize) -> usize {
    let all = tokens.all();
    let more = all[idx + 1..]
        .iter()
        .take_while(|token| token.key == all[idx].key && token.before == Before::Joined);
    idx + 1 + more.count().min(LONGEST)
}

/// The end of an entity that is a space.
fn space_entity(tokens: &Tokens, idx: usize) -> Option<usize> {
    let is_space = joined(tokens, idx + 1)
        && matches!(
            tokens.text(idx + 1),
            "nbsp" | "ensp" | "emsp" | "thinsp" | "shy" | "zwnj"
        );
    (is_space && tokens.is_mark(idx + 2, ';')).then_some(idx + 3)
}

/// The end of the target that follows the text of a link: `](http://…)`.
fn link(tokens: &Tokens, close: usize) -> Option<usize> {
    if !(tokens.is_mark(close + 1, '(') && joined(tokens, close + 1)) {
        return None;
    }
    let last = (close + LONGEST).min(tokens.len());
    let end = (close + 2..last).find(|&idx| tokens.is_mark(idx, ')'))?;
    let inner = close + 3..end;
    // A target holds no space; a remark in brackets does.
    let is_target = inner.clone().all(|idx| joined(tokens, idx)) && !inner.is_empty();
    is_target.then_some(end + 1)
}
