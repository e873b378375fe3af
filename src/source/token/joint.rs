//! Several tokens that may be one word: hyphenated at a line's end, or with letters in brackets.

use std::ops::Range;

use super::key::Hash;
use super::{Before, Joint, JointKind, Kind, Tokens, offset};

/// The most tokens that a page has between the halves of a word: `- Page 12 of 30 -`.
const MOST_BETWEEN: usize = 8;

/// Words hyphenated at a line's end, and words with letters in square brackets: those around the dashes and
/// the opening brackets at the places `joining`.
pub(super) fn joints(tokens: &Tokens, joining: Vec<usize>) -> Vec<Joint> {
    let joint_at = |idx: usize| match tokens.all()[idx].kind {
        Kind::Dash => hyphenated(tokens, idx),
        _ => bracketed(tokens, idx),
    };
    let mut joints: Vec<Joint> = joining.into_iter().filter_map(joint_at).collect();
    joints.sort_unstable_by_key(|joint| (joint.start, joint.end));
    joints
}

fn hyphenated(tokens: &Tokens, dash: usize) -> Option<Joint> {
    let all = tokens.all();
    let (head, dash_token, next) = (all[dash.checked_sub(1)?], all[dash], all.get(dash + 1)?);
    let is_cut = head.kind == Kind::Word
        && dash_token.before == Before::Joined
        && next.before != Before::Joined
        && tokens.text(dash - 1).ends_with(char::is_alphabetic);
    if !is_cut {
        return None;
    }
    let tail = if next.before >= Before::Line {
        (dash + 1..all.len().min(dash + 2 + MOST_BETWEEN))
            .find(|&idx| !is_furniture(tokens, idx))?
    } else {
        dash + 1
    };
    let goes_on =
        all.get(tail)?.kind == Kind::Word && tokens.text(tail).starts_with(char::is_alphabetic);
    let kind = if tail == dash + 1 {
        JointKind::Hyphen
    } else {
        JointKind::Page
    };
    goes_on.then(|| joint(tokens, dash - 1..tail + 1, kind))
}

/// Whether token `idx` is no word of the text where a line begins: the mark of a quoted or a commented
/// line, or part of a page's or a line's number.
fn is_furniture(tokens: &Tokens, idx: usize) -> bool {
    let word = tokens.text(idx);
    match tokens.all()[idx].kind {
        Kind::Dash => true,
        Kind::Mark => matches!(word, ">" | "#" | "/" | "*" | "|" | ";" | "%" | "."),
        Kind::Word if is_number(word) => true,
        Kind::Word => {
            let next = idx + 1 + usize::from(tokens.is_mark(idx + 1, '.'));
            let counts = next < tokens.len() && is_number(tokens.text(next));
            let is_beside = |it: &&str| word.eq_ignore_ascii_case(it);
            counts && ["page", "p", "of"].iter().any(is_beside)
        }
        _ => false,
    }
}

fn is_number(word: &str) -> bool {
    word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit())
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
    (head || end == open + 4).then(|| joint(tokens, start..end, JointKind::Bracket))
}

fn joint(tokens: &Tokens, range: Range<usize>, kind: JointKind) -> Joint {
    let mut hash = Hash::default();
    for part in parts(tokens, range.clone(), kind) {
        hash.add(part);
    }
    Joint {
        start: offset(range.start),
        end: offset(range.end),
        key: hash.finish(),
        kind,
    }
}

/// The parts of the word that the tokens in `range` make: between the halves of one that is cut at a
/// line's end nothing is part of it.
fn parts(tokens: &Tokens, range: Range<usize>, kind: JointKind) -> impl Iterator<Item = &str> {
    let (first, last) = (range.start, range.end - 1);
    let is_part = move |idx: &usize| kind == JointKind::Bracket || *idx == first || *idx == last;
    let is_word = |idx: &usize| tokens.all()[*idx].kind == Kind::Word;
    let parts = range.filter(is_part).filter(is_word);
    parts.map(|idx| tokens.text(idx))
}

impl Tokens {
    /// The letters of the one word that the tokens in `range` are or make together.
    ///
    /// # Panics
    /// When there are no such tokens.
    #[must_use]
    pub fn joined(&self, range: Range<usize>) -> String {
        let is_bracketed = range.clone().any(|idx| self.is_mark(idx, '['));
        let kind = if is_bracketed {
            JointKind::Bracket
        } else {
            JointKind::Page
        };
        parts(self, range, kind).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_joined_over_what_is_no_word() {
        for (text, expected) in [
            ("the exam-\nple is", "example"),
            ("the exam-\n\n> ple is", "example"),
            ("the exam-\n> > ple is", "example"),
            ("the exam-\n// ple is", "example"),
            ("the exam-\n\n- 17 -\n\nple is", "example"),
            ("the exam-\nPage 17 of 30\nple is", "example"),
            ("the exam-\np. 17\nple is", "example"),
            ("the exam-\n 12  ple is", "example"),
            ("the exam-\npage after page", "exampage"),
            ("the exam- 17 ple is", ""),
            ("the exam-ple is", ""),
            ("in 2012-\n13 it is", ""),
            ("the exam-\nof-\nfice", "examof office"),
            ("[T]he exam", "The"),
        ] {
            let tokens = Tokens::new(text);
            let words = tokens.joints().iter();
            let words: Vec<String> = words
                .map(|it| tokens.joined(it.start as usize..it.end as usize))
                .collect();
            assert_eq!(words.join(" "), expected, "{text:?}");
            for joint in tokens.joints() {
                assert_eq!(tokens.joint_to(joint.end as usize), Some(joint), "{text:?}");
            }
        }
    }
}
