//! The last step: what stands in what, whom each mention means, and by way of whom it is quoted.

use std::borrow::Cow;

use super::attribution::Mention;
use super::draft::Draft;
use super::people::{Meant, People};
use super::{Confidence, Kind, Quotation, Speaker};
use crate::span::Span;

/// A chain of quotations is followed over no more links than this.
pub(super) const LONGEST_CHAIN: usize = 8;

/// How many speakers without a name are remembered.
const KNOWN_STRANGERS: usize = 8;

/// What each of `drafts`, which are in order, outer before inner, stands in, as an index into them.
pub(super) fn parents(drafts: &[Draft]) -> Vec<Option<usize>> {
    let mut open: Vec<usize> = Vec::new();
    let mut parents = Vec::with_capacity(drafts.len());
    for (at, draft) in drafts.iter().enumerate() {
        while open
            .last()
            .is_some_and(|&outer| drafts[outer].span.end <= draft.span.start)
        {
            open.pop();
        }
        let mut outer = open.iter().rev().take(LONGEST_CHAIN).copied();
        parents.push(outer.find(|&outer| drafts[outer].span.contains(draft.span)));
        open.push(at);
    }
    parents
}

/// Makes quotations of `drafts`, which are in order, outer before inner.
pub(super) fn finish(text: &str, drafts: Vec<Draft>, people: &People) -> Vec<Quotation> {
    let parents = parents(&drafts);
    let mut quotations: Vec<Quotation> = Vec::with_capacity(drafts.len());
    let mut last: Option<(String, usize)> = None;
    let mut last_at: Option<usize> = None;
    let mut strangers: Vec<String> = Vec::new();
    let mut passed: Option<(String, Vec<Speaker>)> = None;
    for (at, (draft, parent)) in drafts.into_iter().zip(parents).enumerate() {
        // Nobody is “he” in a quotation for having said it.
        if last_at.is_some() && last_at == parent {
            last = last
                .filter(|_| parent.is_some_and(|parent| quotations[parent].kind != Kind::Block));
        }
        let found = draft.found.as_ref();
        let mut speaker = found.map(|found| speaker(text, &found.speaker, people, last.as_ref()));
        if let Some(speaker) = &mut speaker {
            remember_stranger(speaker, &mut strangers);
        }
        let mut via: Vec<Speaker> = Vec::new();
        if let Some(found) = found {
            via.extend(
                found
                    .via
                    .iter()
                    .map(|by| self::speaker(text, by, people, last.as_ref())),
            );
        }
        // “She quoted Hu Wei”: she writes where she wrote before.
        if let (Some(by), Some((name, outlets))) = (via.first(), &passed)
            && by.resolved.as_ref() == Some(name)
            && via.len() == 1
        {
            via.extend(outlets.iter().cloned());
        }
        if let Some(parent) = parent {
            let Quotation {
                speaker: outer,
                via: by,
                ..
            } = &quotations[parent];
            chain(outer.as_ref(), by, speaker.as_ref(), &mut via);
        }
        if let Some(speaker) = &speaker {
            last_at = Some(at);
            last = speaker
                .resolved
                .clone()
                .map(|name| (name, draft.span.end.max(speaker.span.end)));
            if let Some(name) = speaker
                .resolved
                .clone()
                .filter(|_| parent.is_none() && !via.is_empty())
            {
                passed = Some((name, via.clone()));
            }
        }
        quotations.push(Quotation {
            span: draft.span,
            content: draft.content,
            kind: draft.kind,
            depth: parent.map_or(0, |parent| quotations[parent].depth + 1),
            parent,
            cue: found.and_then(|found| found.cue),
            confidence: found.map_or(Confidence::Low, |found| found.confidence),
            speaker,
            via,
            act: false,
        });
    }
    quotations
}

/// The act of speech that `draft` is.
pub(super) fn act(text: &str, draft: Draft, people: &People) -> Quotation {
    let named = |mention: &Mention| speaker(text, mention, people, None);
    let found = draft.found.as_ref();
    Quotation {
        span: draft.span,
        content: draft.content,
        kind: draft.kind,
        depth: 0,
        parent: None,
        speaker: found.map(|found| named(&found.speaker)),
        cue: found.and_then(|found| found.cue),
        via: found.map_or_else(Vec::new, |found| found.via.iter().map(named).collect()),
        confidence: Confidence::Low,
        act: true,
    }
}

/// Gives “the person” the words by which the same stranger came in: “a person close to the Kremlin”.
fn remember_stranger(speaker: &mut Speaker, strangers: &mut Vec<String>) {
    if speaker.resolved.is_some() {
        return;
    }
    let words = speaker.words.to_lowercase();
    let first = words.split(' ').next().unwrap_or("");
    if matches!(first, "a" | "an" | "one" | "another") {
        strangers.retain(|other| *other != speaker.words);
        strangers.push(speaker.words.clone());
        if strangers.len() > KNOWN_STRANGERS {
            strangers.remove(0);
        }
        return;
    }
    let Some(noun) = known_stranger(&words) else {
        return;
    };
    let mut fitting = strangers
        .iter()
        .rev()
        .filter(|other| other.to_lowercase().split(' ').any(|word| word == noun));
    if let Some(stranger) = fitting.next() {
        speaker.resolved = Some(stranger.clone());
        speaker.certain = fitting.next().is_none();
    }
}

/// What “the person” may be called who came in by other words, of `words` in lower case: one noun.
fn known_stranger(words: &str) -> Option<&str> {
    let noun = words.strip_prefix("the ");
    noun.filter(|noun| !noun.contains(' '))
}

/// Whether a speaker may be a stranger of whom the text spoke before.
pub(super) fn may_be_known_stranger(speaker: &Speaker) -> bool {
    let words = || speaker.words.to_lowercase();
    speaker.resolved.is_none() && known_stranger(&words()).is_some()
}

/// Adds to a chain who says what its quotation stands in, `outer`, and `by` way of whom.
pub(super) fn chain(
    outer: Option<&Speaker>,
    by: &[Speaker],
    speaker: Option<&Speaker>,
    via: &mut Vec<Speaker>,
) {
    let all = || outer.into_iter().chain(by);
    // “told VICE World News” in what VICE reports: it is passed on once.
    via.retain(|by| {
        let repeats = |other: &Speaker| is_longer(&by.words, &other.words);
        !all().any(repeats)
    });
    for by in all() {
        let known = speaker.is_some_and(|speaker| is_same(speaker, by))
            || via.iter().any(|other| is_same(other, by));
        if !known && via.len() < LONGEST_CHAIN {
            via.push(by.clone());
        }
    }
}

/// Whether `one` is the name `other` with more words after it.
fn is_longer(one: &str, other: &str) -> bool {
    one.strip_prefix(other)
        .is_some_and(|rest| rest.starts_with(' '))
}

/// Whether two mentions mean one speaker.
fn is_same(one: &Speaker, other: &Speaker) -> bool {
    one.span == other.span || (one.resolved.is_some() && one.resolved == other.resolved)
}

fn speaker(
    text: &str,
    mention: &Mention,
    people: &People,
    last: Option<&(String, usize)>,
) -> Speaker {
    let last = last.map(|(name, at)| (name.as_str(), *at));
    let mention = uncontracted(text, mention);
    meaning(text, &mention, people.meant(text, &mention, last))
}

/// A mention without the verb that a pronoun may have drawn into itself: “He’s claiming”.
pub(super) fn uncontracted<'m>(text: &str, mention: &'m Mention) -> Cow<'m, Mention> {
    if !mention.is_pronoun {
        return Cow::Borrowed(mention);
    }
    let words = mention.span.of(text);
    let length = words.find(['’', '\'']).unwrap_or(words.len());
    let span = Span::new(mention.span.start, mention.span.start + length);
    Cow::Owned(Mention {
        span,
        ..mention.clone()
    })
}

/// The speaker whom `mention` names, and who is `meant` by it.
pub(super) fn meaning(text: &str, mention: &Mention, meant: Meant) -> Speaker {
    let words: Vec<&str> = mention.span.of(text).split_whitespace().collect();
    Speaker {
        span: mention.span,
        words: words.join(" "),
        resolved: meant.name,
        certain: meant.certain,
    }
}
