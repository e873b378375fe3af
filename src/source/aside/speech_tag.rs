//! Speech tags: who speaks, set between two halves of what is said.
//!
//! Two quotations in one sentence are not two halves of one: a tag begins right after the mark that
//! closes the first half, holds a verb of speech, no end of a sentence, no conjunction at its start,
//! and ends right before the mark that opens the second half, in the same paragraph.

use super::cue::is_cue;
use super::{Aside, AsideKind, aside};
use crate::source::token::{Before, Kind, Token, Tokens};

/// The most tokens of a tag: “said A, a senior lecturer on B at the University of C in D”.
const LONGEST: usize = 48;

/// Words that lead on to another quotation rather than name a speaker.
const LINKS: &[&str] = &[
    "and", "or", "but", "while", "as", "that", "which", "who", "when", "where", "with", "to", "of",
    "in", "on", "for", "by", "from", "at", "about", "than", "is", "are", "was", "were", "then",
];

/// Each tag from the mark that closes the first half to the one that opens the second; and once more
/// with the comma or stop before it, which the first half may not have of its own.
pub(super) fn find(tokens: &Tokens) -> Vec<Aside> {
    let mut found = Vec::new();
    let mut last: Option<usize> = None;
    for idx in tokens.places(|token| token.kind == Kind::Quote) {
        if let Some(close) = last.filter(|&close| is_tag(tokens, close, idx)) {
            found.push(aside(close, idx + 1, AsideKind::SpeechTag));
            if is_stop(tokens, close.wrapping_sub(1)) {
                found.push(aside(close - 1, idx + 1, AsideKind::SpeechTag));
            }
        }
        last = Some(idx);
    }
    found
}

fn is_tag(tokens: &Tokens, close: usize, open: usize) -> bool {
    let all = tokens.all();
    let opens = all[open].before != Before::Joined
        && all
            .get(open + 1)
            .is_some_and(|next| next.before == Before::Joined);
    let closes = close > 0
        && all[close].before == Before::Joined
        && all[close + 1].before != Before::Joined
        && is_break(tokens, close - 1);
    // British printers set the comma after the mark.
    let comma_after =
        close > 0 && all[close].before == Before::Joined && tokens.is_mark(close + 1, ',');
    if !opens || !(closes || comma_after) || open - close > LONGEST {
        return false;
    }
    let is_blank = |token: &Token| token.before == Before::Blank;
    if all[close + 1..=open].iter().any(is_blank) {
        return false;
    }
    let first = close + 1 + usize::from(comma_after);
    let lower = |idx: usize| tokens.text(idx).to_lowercase();
    let begins = all[first].kind == Kind::Word && !LINKS.contains(&lower(first).as_str());
    let inner = first..open;
    begins
        && inner
            .clone()
            .any(|idx| all[idx].kind == Kind::Word && is_cue(tokens.text(idx)))
        && (first..open - 1).all(|idx| !ends_sentence(tokens, idx))
        && !tokens.is_mark(open - 1, ':')
}

fn is_break(tokens: &Tokens, idx: usize) -> bool {
    let kind = tokens.all()[idx].kind;
    is_stop(tokens, idx)
        || tokens.is_mark(idx, '?')
        || tokens.is_mark(idx, '!')
        || matches!(kind, Kind::Dash | Kind::Ellipsis)
}

fn is_stop(tokens: &Tokens, idx: usize) -> bool {
    tokens.is_mark(idx, '.') || tokens.is_mark(idx, ',')
}

/// Whether token `idx` ends a sentence within a tag: a stop after a title or an initial does not.
fn ends_sentence(tokens: &Tokens, idx: usize) -> bool {
    if tokens.is_mark(idx, '.') {
        let word = idx.checked_sub(1).map_or("", |before| tokens.text(before));
        let is_short = word.chars().count() <= 3 && word.starts_with(char::is_uppercase);
        return !is_short && !word.contains('.');
    }
    ['?', '!', ';', ':']
        .iter()
        .any(|&mark| tokens.is_mark(idx, mark))
}
