//! Attribution: which words around a quotation say whose it is.
//!
//! For each quotation the places are tried in the order in which a reader trusts them: the verb
//! right before it, the tag right after it, a verb earlier in its sentence, a tag at the end of its
//! sentence, the speaker of the quotation before it, and at last the subject of its sentence.

use std::ops::Range;

use crate::span::Span;

use super::Confidence;
use super::clause::{Clause, Said};
use super::cue::{Form, Verb};
use super::mark::Piece;
use super::outlet;
use super::phrase::{self, Head, Phrase};
use super::title;
use super::token::{Level, Token};
use super::word::Class;

/// Subjects that say nothing by themselves.
const WEAK: &[&str] = &[
    "it",
    "this",
    "that",
    "which",
    "anybody",
    "anyone",
    "everybody",
    "everyone",
];

/// Nouns that stand for what somebody said.
const NOUNS: &[&str] = &[
    "claim",
    "claims",
    "statement",
    "remark",
    "remarks",
    "comment",
    "comments",
    "promise",
    "vow",
    "pledge",
    "assertion",
    "argument",
    "warning",
    "suggestion",
    "description",
    "insistence",
    "declaration",
    "speech",
    "letter",
    "tweet",
    "message",
    "assessment",
    "accusation",
    "criticism",
    "contention",
    "denial",
    "admission",
    "proposal",
    "announcement",
    "words",
    "phrase",
];

/// How many tokens before a quotation its verb may be.
const REACH: usize = 40;

/// Words that name whoever speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mention {
    /// The whole phrase.
    pub(super) span: Span,
    /// The name in it, without titles.
    pub(super) name: Option<Span>,
    /// The phrase is a pronoun.
    pub(super) is_pronoun: bool,
}

/// Who says something, by which words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) speaker: Mention,
    pub(super) cue: Option<Span>,
    /// Who passes it on, nearest first: the one who quotes, the outlet.
    pub(super) via: Vec<Mention>,
    pub(super) confidence: Confidence,
}

/// What is known of each piece.
#[derive(Clone, Debug, Default)]
pub(super) struct Attribution {
    pub(super) found: Option<Found>,
    /// The piece whose quotation this one goes on with, over a tag or over a paragraph's end.
    pub(super) joins: Option<usize>,
    /// It is a title or a heading.
    pub(super) is_title: bool,
}

/// What earlier sentences leave for later ones.
#[derive(Default)]
struct Memory {
    /// The last speaker, and the paragraph in which it was.
    last: Option<(Found, usize)>,
    /// The last sentence announces a quotation: it ends in a colon.
    announced: Option<(Found, usize)>,
}

/// Finds who says each of the `pieces`.
pub(super) fn attribute(text: &str, levels: &[Level], pieces: &[Piece]) -> Vec<Attribution> {
    let mut all = vec![Attribution::default(); pieces.len()];
    let mut memory = Memory::default();
    for level in levels {
        let reader = Reader {
            text,
            level,
            pieces,
        };
        if level.owner.is_some() {
            let mut inner = Memory::default();
            for sentence in &level.sentences {
                reader.sentence(sentence.clone(), &mut all, &mut inner);
            }
        } else {
            for sentence in &level.sentences {
                reader.sentence(sentence.clone(), &mut all, &mut memory);
            }
        }
    }
    for at in 0..pieces.len() {
        if pieces[at].parent.is_none()
            && !pieces[at].closed
            && let Some(found) = label(text, &pieces[at])
        {
            all[at].found = Some(found);
            continue;
        }
        if let Some(before) = pieces[at].follows
            && !(all[at].found.as_ref().is_some_and(|found| {
                found.confidence == Confidence::High && all[before].found.is_some()
            }))
        {
            join(&mut all, at, before);
        }
    }
    all
}

/// The speaker that a turn of a transcript is labelled with: “WALLACE: Let’s start …”.
fn label(text: &str, piece: &Piece) -> Option<Found> {
    let words = piece.inner.of(text);
    let colon = words.bytes().take(40).position(|b| b == b':')?;
    let name = words.get(..colon)?;
    let is_label = name
        .chars()
        .all(|c| c.is_uppercase() || " .'’-".contains(c))
        && name.len() > 1;
    if !is_label {
        return None;
    }
    let span = Span::new(piece.inner.start, piece.inner.start + colon);
    let speaker = Mention {
        span,
        name: Some(span),
        is_pronoun: false,
    };
    let cue = Some(Span::new(span.end, span.end + 1));
    Some(Found {
        speaker,
        cue,
        via: Vec::new(),
        confidence: Confidence::High,
    })
}

/// Makes piece `at` part of the quotation of piece `before`, whichever of them has a speaker.
fn join(all: &mut [Attribution], at: usize, before: usize) {
    all[at].joins = Some(before);
    let own = all[at].found.take();
    let better = match (&all[before].found, own) {
        (Some(first), Some(second)) if second.confidence < first.confidence => Some(second),
        (None, second) => second,
        (Some(_), _) => None,
    };
    if let Some(found) = better {
        let mut first = before;
        while let Some(earlier) = all[first].joins.filter(|&earlier| earlier < first) {
            first = earlier;
        }
        all[first].found = Some(found.clone());
        all[before].found = Some(found);
    }
    let found = all[before].found.clone();
    all[at].found = found;
}

/// Whether a verb says that something was said.
fn cue_is_speech(verb: Verb) -> bool {
    matches!(verb, Verb::Say | Verb::Tell)
}

struct Reader<'a> {
    text: &'a str,
    level: &'a Level,
    pieces: &'a [Piece],
}

impl<'a> Reader<'a> {
    fn clause(&self, sentence: &Range<usize>) -> Clause<'a> {
        Clause {
            text: self.text,
            tokens: &self.level.tokens,
            low: sentence.start,
            high: sentence.end,
        }
    }

    fn tokens(&self) -> &'a [Token] {
        &self.level.tokens
    }

    /// Reads one sentence: finds the speaker of each quotation in it, and what later ones need.
    fn sentence(&self, sentence: Range<usize>, all: &mut [Attribution], memory: &mut Memory) {
        let clause = self.clause(&sentence);
        let quotes: Vec<usize> = sentence.clone().filter(|&at| clause.is_quote(at)).collect();
        let mut previous: Option<usize> = None;
        for &at in &quotes {
            let Some(number) = self.tokens()[at].quote() else {
                continue;
            };
            if let Some(before) = previous
                && let Some(first) = self.tokens()[before].quote()
                && all[first].found.is_some()
                && self.is_split(&clause, before, at)
            {
                all[number].joins = Some(first);
                let found = all[first].found.clone();
                all[number].found = found;
                previous = Some(at);
                continue;
            }
            all[number].is_title = title::is_title(self.pieces[number].inner.of(self.text));
            let found = self.find(&clause, at, all[number].is_title, memory);
            all[number].found = found;
            if let Some(found) = &all[number].found {
                memory.last = Some((found.clone(), self.level.paragraph));
            }
            previous = Some(at);
        }
        self.remember(&clause, &quotes, memory);
    }

    /// Leaves behind who spoke in a sentence without quotations, and whether it announces one.
    fn remember(&self, clause: &Clause, quotes: &[usize], memory: &mut Memory) {
        let ends_open = self.tokens()[clause.low..clause.high]
            .last()
            .is_some_and(|token| token.is(':'));
        memory.announced = None;
        if ends_open {
            let found = self
                .earlier(clause, clause.high)
                .or_else(|| self.named(clause, clause.high - 1));
            if let Some(found) = found {
                memory.announced = Some((found, self.level.paragraph));
            }
        }
        if quotes.is_empty()
            && let Some(found) = self.earlier(clause, clause.high)
        {
            memory.last = Some((found, self.level.paragraph));
        }
    }

    /// Who says the quotation at token `at`.
    fn find(&self, clause: &Clause, at: usize, is_title: bool, memory: &Memory) -> Option<Found> {
        let number = self.tokens()[at].quote()?;
        let words = self.words(number);
        if let Some(found) = self.adjacent(clause, at) {
            return Some(found);
        }
        if let Some(found) = self.tagged(clause, at) {
            return Some(found);
        }
        if is_title {
            return None;
        }
        if let Some(found) = self.named(clause, at.saturating_sub(1)) {
            return Some(found);
        }
        if clause.is(at.wrapping_sub(1), &["so-called", "called"]) && words < 3 {
            return None;
        }
        if let Some(found) = self
            .earlier(clause, at)
            .or_else(|| self.trailing(clause, at))
        {
            return Some(found);
        }
        if words < 3 {
            return None;
        }
        let leads = (clause.low..at).all(|at| self.tokens()[at].class().is_none());
        let bare = (clause.low..clause.high).all(|at| self.tokens()[at].class().is_none());
        if bare {
            return self.carried(clause, at, memory);
        }
        let listed = clause.is(at.wrapping_sub(1), &["as", "like"]);
        if leads {
            return self.carried(clause, at, memory);
        }
        if listed {
            None
        } else {
            self.subject(clause, at)
        }
    }

    fn words(&self, number: usize) -> usize {
        self.pieces[number]
            .inner
            .of(self.text)
            .split_whitespace()
            .take(10)
            .count()
    }

    /// The verb right before: “He said: ‘…’”, “she added that ‘…’”.
    fn adjacent(&self, clause: &Clause, at: usize) -> Option<Found> {
        let mut verb = at;
        while verb > clause.low {
            let token = &self.tokens()[verb - 1];
            let skipped = token.is(',')
                || token.is(':')
                || token.is('[')
                || token.is('…')
                || clause.is(verb - 1, &["that", "as"]);
            if !skipped {
                break;
            }
            verb -= 1;
        }
        let verb = verb.checked_sub(1)?;
        let cue = clause.verb(verb)?;
        (cue.verb != Verb::Think).then_some(())?;
        let said = clause.said(verb)?;
        Some(self.found(clause, &said, Confidence::High))
    }

    /// The tag right after: “‘…,’ he said”, “‘…,’ said Li Yuan”.
    fn tagged(&self, clause: &Clause, at: usize) -> Option<Found> {
        let number = self.tokens()[at].quote()?;
        let piece = &self.pieces[number];
        let inner = piece.inner.of(self.text);
        let open_ended = inner.ends_with([',', '?', '!', '.', '…', '—', '–', '-']);
        let comma = self
            .tokens()
            .get(at + 1)
            .is_some_and(|token| token.is(',') || token.is_dash());
        let ends_with_sentence = inner.ends_with(['?', '!', '.']) && at + 1 == clause.high;
        if ends_with_sentence {
            let next = self
                .level
                .sentences
                .iter()
                .find(|range| range.start == at + 1)?;
            let clause = self.clause(next);
            let (said, _) = tag(&clause, at + 1, true)?;
            return Some(self.found(&clause, &said, Confidence::High));
        }
        if !(open_ended || comma) {
            return None;
        }
        let (said, _) = tag(clause, at + 1, !open_ended)?;
        Some(self.found(clause, &said, Confidence::High))
    }

    /// Whether the quotation at `at` goes on with the one at `before`: only a tag stands between.
    fn is_split(&self, clause: &Clause, before: usize, at: usize) -> bool {
        if at == before + 1 {
            return false;
        }
        let Some((said, end)) = tag(clause, before + 1, false) else {
            return false;
        };
        let closes = self.tokens()[at - 1].class().is_none() || end >= at;
        let other = (end.max(said.at + 1)..at).any(|at| clause.verb(at).is_some());
        closes && !other && end <= at && at - end < 12
    }

    /// “NAME: ‘…’”, with the colon at token `colon`.
    fn named(&self, clause: &Clause, colon: usize) -> Option<Found> {
        if colon < clause.low || !self.tokens()[colon].is(':') {
            return None;
        }
        let subject = phrase::before(self.text, self.tokens(), clause.low, colon)?;
        if subject.range.start != clause.low {
            return None;
        }
        let cue = Some(self.tokens()[colon].span);
        let speaker = self.mention(&subject);
        Some(Found {
            speaker,
            cue,
            via: Vec::new(),
            confidence: Confidence::High,
        })
    }

    /// A verb of saying earlier in the sentence.
    fn earlier(&self, clause: &Clause, at: usize) -> Option<Found> {
        let low = clause.low.max(at.saturating_sub(REACH));
        let mut agent = None;
        let mut passed: Option<Found> = None;
        for verb in (low..at).rev() {
            if self.tokens()[verb].is(';') {
                break;
            }
            if let Some(said) = clause.according(verb) {
                return Some(self.found(clause, &said, Confidence::Medium));
            }
            let Some(cue) = clause.verb(verb) else {
                if self.tokens()[verb]
                    .cue()
                    .is_some_and(|cue| cue.form == Form::Past)
                {
                    agent = agent.or_else(|| clause.agent(verb, at));
                }
                continue;
            };
            let Some(said) = clause.said(verb) else {
                continue;
            };
            let confidence = match cue.verb {
                Verb::Say | Verb::Tell if said.near => Confidence::High,
                _ => Confidence::Medium,
            };
            let found = self.found(clause, &said, confidence);
            // “X says she thinks it is ‘…’”: the words are X’s, whatever stands in between.
            let is_closed = said.is_relative && (verb..at).any(|at| self.tokens()[at].is(','));
            let is_far = cue.loose && at - verb > 4 && !clause.is(verb + 1, &["that"]);
            if is_closed || is_far {
                continue;
            }
            let is_weak = cue.verb == Verb::Think
                || (cue.verb == Verb::Call && cue.form == Form::Gerund && !said.near)
                || (cue.verb == Verb::Call && said.subject.head == Head::Pronoun)
                || clause.is(said.subject.range.start, WEAK);
            if !is_weak || passed.is_some() && !cue_is_speech(cue.verb) {
                if passed.is_some() && !cue_is_speech(cue.verb) {
                    continue;
                }
                return Some(found);
            }
            passed = passed.or(Some(found));
        }
        if passed.is_some() {
            return passed;
        }
        if let Some(found) = self.nominal(clause, low, at) {
            return Some(found);
        }
        agent.map(|said| self.found(clause, &said, Confidence::Medium))
    }

    /// A noun of saying with its owner: “Trump’s claim that there are ‘…’”.
    fn nominal(&self, clause: &Clause, low: usize, at: usize) -> Option<Found> {
        let noun = (low + 1..at).rev().find(|&at| clause.is(at, NOUNS))?;
        let owner = (low..noun).rev().take(3).find(|&at| {
            let word = self.tokens()[at].span.of(self.text);
            super::word::is_possessive(word) && self.tokens()[at].class() == Some(Class::Name)
        })?;
        let subject = phrase::before(self.text, self.tokens(), clause.low, owner + 1)?;
        let mut speaker = self.mention(&subject);
        let words = super::word::without_possessive(speaker.span.of(self.text));
        speaker.span = Span::new(speaker.span.start, speaker.span.start + words.len());
        speaker.name = speaker.name.or(Some(speaker.span));
        let cue = Some(self.tokens()[noun].span);
        Some(Found {
            speaker,
            cue,
            via: Vec::new(),
            confidence: Confidence::Medium,
        })
    }

    /// A tag at the end of the sentence, after words of its own: “…, a spokesman said last week.”
    fn trailing(&self, clause: &Clause, at: usize) -> Option<Found> {
        let said = trailing(clause, at + 1)?.0;
        Some(self.found(clause, &said, Confidence::Medium))
    }

    /// The speaker of what came before, for a quotation that stands alone.
    fn carried(&self, clause: &Clause, at: usize, memory: &Memory) -> Option<Found> {
        let paragraph = self.level.paragraph;
        if let Some((found, from)) = &memory.announced
            && paragraph - from <= 1
        {
            return Some(found.clone());
        }
        if let Some((found, from)) = &memory.last
            && paragraph - from <= 1
        {
            let confidence = found.confidence.max(Confidence::Medium);
            return Some(Found {
                confidence,
                ..found.clone()
            });
        }
        // Otherwise the next quotation of the paragraph may have a tag.
        let next = (at + 1..self.tokens().len().min(at + 4))
            .find(|&at| self.tokens()[at].quote().is_some())?;
        let sentence = self
            .level
            .sentences
            .iter()
            .find(|range| range.contains(&next))?;
        if sentence.start == clause.low {
            return None;
        }
        let mut found = self.tagged(&self.clause(sentence), next)?;
        found.confidence = Confidence::Medium;
        Some(found)
    }

    /// The subject of the sentence, for a quotation that no verb of saying takes.
    fn subject(&self, clause: &Clause, at: usize) -> Option<Found> {
        let subject = clause.first_subject(at)?;
        let is_person = match &subject.head {
            Head::Name(_) => true,
            Head::Pronoun => clause.is(subject.range.start, &["he", "she", "they", "we", "i"]),
            Head::Common => subject
                .range
                .clone()
                .any(|at| self.tokens()[at].class() == Some(Class::Role)),
            Head::Relative => false,
        };
        is_person.then(|| Found {
            speaker: self.mention(&subject),
            cue: None,
            via: Vec::new(),
            confidence: Confidence::Low,
        })
    }

    fn found(&self, clause: &Clause, said: &Said, confidence: Confidence) -> Found {
        found(self.text, clause, said, confidence)
    }

    fn mention(&self, phrase: &Phrase) -> Mention {
        mention(self.tokens(), phrase)
    }
}

/// What a verb of saying and its subject tell.
pub(super) fn found(text: &str, clause: &Clause, said: &Said, confidence: Confidence) -> Found {
    let mut via: Vec<Mention> = Vec::new();
    via.extend(said.by.as_ref().map(|by| mention(clause.tokens, by)));
    via.extend(outlet::outlet(text, clause, said));
    Found {
        speaker: mention(clause.tokens, &said.subject),
        cue: Some(clause.cue_span(said)),
        via,
        confidence,
    }
}

pub(super) fn mention(tokens: &[Token], phrase: &Phrase) -> Mention {
    let name = match &phrase.head {
        Head::Name(range) => Some(tokens[range.start].span.joined(tokens[range.end - 1].span)),
        _ => None,
    };
    Mention {
        span: phrase.span(tokens),
        name,
        is_pronoun: phrase.head == Head::Pronoun,
    }
}

/// A tag that begins at token `start`, and the token after it.
///
/// A strict tag is nothing but a tag: after its verb the sentence ends, pauses, or only says when
/// and where.
pub(super) fn tag(clause: &Clause, start: usize, strict: bool) -> Option<(Said, usize)> {
    let tokens = clause.tokens;
    let mut at = start;
    let mut dash = None;
    while at < clause.high && tokens[at].class().is_none() && tokens[at].quote().is_none() {
        if tokens[at].is_dash() {
            dash = Some(at);
        }
        if !(tokens[at].is(',') || tokens[at].is('[') || tokens[at].is('(') || tokens[at].is_dash())
        {
            return None;
        }
        at += 1;
    }
    if at >= clause.high {
        return None;
    }
    if clause.is(at, &["as"]) {
        at += 1;
    }
    if let Some(said) = clause.according(at) {
        let end = said.subject.range.end;
        return Some((said, end));
    }
    let mut verb = at;
    while verb < clause.high && tokens[verb].class() == Some(Class::Adverb) {
        verb += 1;
    }
    if verb < clause.high
        && let Some(said) = clause.inverted(verb)
    {
        let end = said.subject.range.end;
        return Some((said, end));
    }
    let begins = matches!(
        tokens[at].class(),
        Some(
            Class::Pronoun
                | Class::Determiner
                | Class::Name
                | Class::Honorific
                | Class::Role
                | Class::Number
                | Class::Other
        )
    );
    if !begins {
        return None;
    }
    let ends = |token: &Token| token.quote().is_some() || token.is(';') || token.is(':');
    let high = clause.high.min(at + REACH);
    let high = (at + 1..high).find(|&at| ends(&tokens[at])).unwrap_or(high);
    for verb in at + 1..high {
        let Some(cue) = clause.verb(verb) else {
            continue;
        };
        let takes_object = clause.is(verb + 1, &["it", "him", "her", "them", "this"]);
        if cue.form == Form::Gerund || (cue.verb == Verb::Call && !takes_object) {
            continue;
        }
        let Some(said) = clause.said(verb) else {
            continue;
        };
        if said.subject.range.start < at || !said.near {
            continue;
        }
        let next = verb + 1;
        let is_speech = cue_is_speech(cue.verb) && !cue.loose;
        if strict
            && !(said.subject.range.start == at && is_speech && ends_tag(clause, next, cue.verb))
        {
            return None;
        }
        return Some((said, next));
    }
    let dash = dash?;
    let subject = phrase::after(clause.text, tokens, at, clause.high)?;
    let alone = subject.range.end >= clause.high || tokens[subject.range.end].is(',');
    let named = matches!(subject.head, Head::Name(_));
    let cue = super::cue::Cue {
        verb: Verb::Say,
        form: Form::Past,
        noun: false,
        loose: false,
    };
    let end = subject.range.end;
    (alone && named).then_some((
        Said {
            at: dash,
            cue,
            subject,
            near: true,
            by: None,
            is_relative: false,
        },
        end,
    ))
}

/// Whether a tag can end before token `at`: nothing is said after it.
fn ends_tag(clause: &Clause, at: usize, verb: Verb) -> bool {
    if at >= clause.high {
        return true;
    }
    let token = &clause.tokens[at];
    match token.class() {
        None => token.quote().is_none() && !token.is(':'),
        Some(Class::Preposition | Class::Time | Class::Adverb) => true,
        Some(Class::Name | Class::Pronoun | Class::Determiner | Class::Role) => verb == Verb::Tell,
        Some(_) => clause.is(at, &["when", "while", "because", "before", "after", "as"]),
    }
}

/// A tag after a comma from token `from` on, which the sentence ends with; and its comma.
pub(super) fn trailing(clause: &Clause, from: usize) -> Option<(Said, usize)> {
    let high = clause.high.min(from + 2 * REACH);
    for comma in from..high {
        if clause.tokens[comma].quote().is_some() {
            return None;
        }
        if !clause.tokens[comma].is(',') {
            continue;
        }
        let begins = clause
            .tokens
            .get(comma + 1)
            .filter(|_| comma + 1 < clause.high);
        if begins.is_none_or(|token| matches!(token.class(), None | Some(Class::Coordinator))) {
            continue;
        }
        if let Some((said, end)) = tag(clause, comma + 1, true)
            && !(end..clause.high.min(end + 12)).any(|at| clause.is(at, &["that"]))
        {
            return Some((said, comma));
        }
    }
    None
}
