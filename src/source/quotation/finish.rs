//! The last step: what stands in what, whom each mention means, and by way of whom it is quoted.

use super::attribution::Mention;
use super::draft::Draft;
use super::people::People;
use super::{Confidence, Kind, Quotation, Speaker};
use crate::span::Span;

/// A chain of quotations is followed over no more links than this.
const LONGEST_CHAIN: usize = 8;

/// How many speakers without a name are remembered.
const KNOWN_STRANGERS: usize = 8;

/// Makes quotations of `drafts`, which are in order, outer before inner.
pub(super) fn finish(text: &str, drafts: Vec<Draft>, people: &People) -> Vec<Quotation> {
    let mut quotations: Vec<Quotation> = Vec::with_capacity(drafts.len());
    let mut open: Vec<usize> = Vec::new();
    let mut last: Option<(String, usize)> = None;
    let mut last_at: Option<usize> = None;
    let mut strangers: Vec<String> = Vec::new();
    let mut passed: Option<(String, Vec<Speaker>)> = None;
    for (at, draft) in drafts.into_iter().enumerate() {
        while open
            .last()
            .is_some_and(|&outer| quotations[outer].span.end <= draft.span.start)
        {
            open.pop();
        }
        let parent = open
            .iter()
            .rev()
            .take(LONGEST_CHAIN)
            .copied()
            .find(|&outer| quotations[outer].span.contains(draft.span));
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
            chain(&quotations, parent, speaker.as_ref(), &mut via);
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
        open.push(at);
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
    let Some(noun) = words.strip_prefix("the ") else {
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

/// Adds who says the quotation `parent`, and by way of whom, to a chain.
fn chain(
    quotations: &[Quotation],
    parent: usize,
    speaker: Option<&Speaker>,
    via: &mut Vec<Speaker>,
) {
    let outer = &quotations[parent];
    // “told VICE World News” in what VICE reports: it is passed on once.
    via.retain(|by| {
        let repeats = |other: &Speaker| is_longer(&by.words, &other.words);
        !outer.speaker.iter().chain(&outer.via).any(repeats)
    });
    for by in outer.speaker.iter().chain(&outer.via) {
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
    let mut mention = mention.clone();
    if mention.is_pronoun {
        // “He’s claiming”
        let words = mention.span.of(text);
        let length = words.find(['’', '\'']).unwrap_or(words.len());
        mention.span = Span::new(mention.span.start, mention.span.start + length);
    }
    let meant = people.meant(text, &mention, last);
    Speaker {
        span: mention.span,
        words: mention
            .span
            .of(text)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" "),
        resolved: meant.name,
        certain: meant.certain,
    }
}
