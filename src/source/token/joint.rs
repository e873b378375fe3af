//! Several tokens that may be one word: hyphenated at a line's end, or with letters in brackets.

use super::key::Hash;
use super::{Before, Joint, Kind, Tokens, offset};

/// Words hyphenated at a line's end, and words with letters in square brackets.
pub(super) fn joints(tokens: &Tokens) -> Vec<Joint> {
    let all = tokens.all();
    let mut joints = Vec::new();
    for (idx, token) in all.iter().enumerate() {
        match token.kind {
            Kind::Dash => joints.extend(hyphenated(tokens, idx)),
            Kind::Mark if tokens.is_mark(idx, '[') => joints.extend(bracketed(tokens, idx)),
            _ => {}
        }
    }
    joints.sort_unstable_by_key(|joint| (joint.start, joint.end));
    joints
}

fn hyphenated(tokens: &Tokens, dash: usize) -> Option<Joint> {
    let all = tokens.all();
    let (head, dash_token, tail) = (all[dash.checked_sub(1)?], all[dash], all.get(dash + 1)?);
    let letter_ends = tokens.text(dash - 1).ends_with(char::is_alphabetic);
    let letter_begins = tokens.text(dash + 1).starts_with(char::is_alphabetic);
    let is_split = head.kind == Kind::Word
        && tail.kind == Kind::Word
        && dash_token.before == Before::Joined
        && tail.before != Before::Joined
        && letter_ends
        && letter_begins;
    is_split.then(|| joint(tokens, dash - 1, dash + 2, false))
}

fn bracketed(tokens: &Tokens, open: usize) -> Option<Joint> {
    let all = tokens.all();
    let word = |idx: usize| {
        all.get(idx)
            .is_some_and(|token| token.kind == Kind::Word && token.before == Before::Joined)
    };
    let closes = tokens.is_mark(open + 2, ']') && all[open + 2].before == Before::Joined;
    if !word(open + 1) || !closes {
        return None;
    }
    let head = all[open].before == Before::Joined && open > 0 && all[open - 1].kind == Kind::Word;
    let start = if head { open - 1 } else { open };
    let end = if word(open + 3) { open + 4 } else { open + 3 };
    (head || end == open + 4).then(|| joint(tokens, start, end, true))
}

fn joint(tokens: &Tokens, start: usize, end: usize, bracketed: bool) -> Joint {
    let mut hash = Hash::default();
    for idx in start..end {
        if tokens.all()[idx].kind == Kind::Word {
            hash.add(tokens.text(idx));
        }
    }
    Joint {
        start: offset(start),
        end: offset(end),
        key: hash.finish(),
        bracketed,
    }
}
