//! The places where a speaker can stand, seen from a quotation.

use super::apposition::apposed;
use super::reader::Reader;
use super::tag::{is_speech, nominal, of_any_verb, tag, trailing};
use super::{Found, Mention};
use crate::source::quotation::Confidence;
use crate::source::quotation::grammar::clause::Clause;
use crate::source::quotation::grammar::cue::{Form, Verb};
use crate::source::quotation::grammar::phrase::{self, Head, Phrase};
use crate::source::quotation::grammar::token::Token;
use crate::source::quotation::grammar::word::{self, Class};
use crate::source::quotation::people;
use crate::span::Span;

/// How many tokens before a quotation its verb may be.
const REACH: usize = 40;

/// How many verbs of saying without a subject are tried: more than any sentence has.
const MOST_FRUITLESS: usize = 4;

/// The fewest words of a quotation that is a sentence, and no title or term.
const FEWEST_WORDS: usize = 5;

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

/// Nouns that stand for what somebody said, in alphabetical order.
#[rustfmt::skip]
const NOUNS: &[&str] = &[
    "accusation", "admission", "announcement", "answer", "argument", "assertion", "assessment",
    "claim", "claims", "comment", "comments", "conclusion", "contention", "criticism",
    "declaration", "denial", "description", "insistence", "judgment", "letter", "message",
    "opinion", "phrase", "pledge", "promise", "proposal", "remark", "remarks", "reply",
    "response", "retort", "speech", "statement", "suggestion", "tweet", "verdict", "view",
    "vow", "warning", "words",
];

/// Whether a word is a noun that stands for what somebody said.
pub(super) fn is_noun_of_saying(text: &str, token: &Token) -> bool {
    let is_word = matches!(token.class(), Some(Class::Other | Class::Role));
    is_word && NOUNS.binary_search(&token.span.of(text)).is_ok()
}

impl Reader<'_> {
    /// Who announces the quotation at token `at`, right before which a colon stands.
    pub(super) fn introduced(&self, clause: &Clause, at: usize) -> Option<Found> {
        if at <= clause.low || !self.tokens()[at - 1].is(':') {
            return None;
        }
        let subject = || {
            let mut found = self.subject(clause, at - 1)?;
            found.cue = Some(self.tokens()[at - 1].span);
            found.confidence = Confidence::Medium;
            Some(found)
        };
        // “For Ann Lee, a baker, it is simple: ‘…’”
        let opens = || {
            let found = self.given(clause, at - 1, &["for", "to"])?;
            let is_first = found.speaker.span.start == self.tokens()[clause.low + 1].span.start;
            is_first.then_some(found)
        };
        let quoted = || {
            let low = clause.low.max(at.saturating_sub(REACH));
            let said = clause
                .all_telling(low..at)
                .find_map(|verb| clause.quoted_by(verb))?;
            Some(self.found(clause, &said, Confidence::High))
        };
        let found = quoted().or_else(|| self.speech(clause, at));
        let found = found.or_else(opens).or_else(subject);
        found.or_else(|| self.given(clause, at - 1, &["by", "from", "to", "with"]))
    }

    /// Whom the words before the colon at token `colon` give the floor to, where their subject is nobody: “It leaves
    /// the last word to Ann Lee: ‘…’”, “One no came from Ann Lee: ‘…’”.
    fn given(&self, clause: &Clause, colon: usize, by: &[&str]) -> Option<Found> {
        let low = clause.low.max(colon.saturating_sub(REACH));
        let names = (low..colon).filter_map(|at| {
            clause.is(at, by).then_some(())?;
            let phrase = phrase::after(self.text, self.tokens(), at + 1, colon)?;
            let speaker = self.mention(&phrase);
            let name: Vec<&str> = speaker.name?.of(self.text).split_whitespace().collect();
            (name.len() > 1 && !people::is_organization(&name)).then_some(speaker)
        });
        let mut names = names.fuse();
        let speaker = names.next().filter(|_| names.next().is_none())?;
        Some(Found {
            speaker,
            cue: Some(self.tokens()[colon].span),
            via: Vec::new(),
            confidence: Confidence::Medium,
        })
    }

    /// A verb of saying, and not only of thinking or of calling, earlier in the sentence.
    pub(super) fn speech(&self, clause: &Clause, at: usize) -> Option<Found> {
        let low = clause.low.max(at.saturating_sub(REACH));
        clause.all_telling(low..at).rev().find_map(|verb| {
            if let Some(said) = clause.according(verb) {
                return Some(self.found(clause, &said, Confidence::Medium));
            }
            let cue = clause.verb(verb)?;
            let said = clause
                .said(verb)
                .filter(|_| is_speech(cue.verb) && !cue.loose)?;
            Some(self.found(clause, &said, Confidence::Medium))
        })
    }

    /// The verb right before: “He said: ‘…’”, “she added that ‘…’”.
    pub(super) fn adjacent(&self, clause: &Clause, at: usize) -> Option<Found> {
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
    pub(super) fn tagged(&self, clause: &Clause, at: usize) -> Option<Found> {
        let number = self.tokens()[at].quote()?;
        let piece = &self.pieces[number];
        let closers = ['”', '’', '"', '\'', '»', ')', ']'];
        let inner = piece.inner.of(self.text).trim_end_matches(closers);
        let open_ended = inner.ends_with([',', '?', '!', '.', '…', '—', '–', '-']);
        let comma = self
            .tokens()
            .get(at + 1)
            .is_some_and(|token| token.is(',') || token.is_dash());
        let ends_with_sentence = inner.ends_with(['?', '!', '.']) && at + 1 == clause.high;
        if ends_with_sentence {
            let clause = self.clause(
                self.sentence_at(at + 1)
                    .filter(|range| range.start == at + 1)?,
            );
            let (said, _) = tag(&clause, at + 1, true)?;
            return Some(self.found(&clause, &said, Confidence::High));
        }
        if !(open_ended || comma) {
            let said = nominal(clause, at + 1)?;
            return Some(self.found(clause, &said, Confidence::High));
        }
        if let Some((said, _)) = tag(clause, at + 1, !open_ended) {
            return Some(self.found(clause, &said, Confidence::High));
        }
        // What is quoted up to a comma and is no name or term, but a sentence, is said by whoever comes next.
        let is_sentence = at == clause.low
            && inner.ends_with(',')
            && inner.starts_with(char::is_uppercase)
            && inner.split_whitespace().nth(FEWEST_WORDS - 1).is_some();
        let said = is_sentence.then(|| of_any_verb(clause, at + 1))??;
        Some(self.found(clause, &said, Confidence::Medium))
    }

    /// Whether the quotation at `at` goes on with the one at `before`: only a tag stands between.
    pub(super) fn is_split(&self, clause: &Clause, before: usize, at: usize) -> bool {
        if at == before + 1 {
            return false;
        }
        let Some((said, end)) = tag(clause, before + 1, false) else {
            return false;
        };
        if self.tokens()[said.at].is_dash() {
            return false;
        }
        let closes = self.tokens()[at - 1].class().is_none() || end >= at;
        let other = (end.max(said.at + 1)..at).any(|at| clause.verb(at).is_some());
        closes && !other && end <= at && at - end < 12
    }

    /// “NAME: ‘…’”, with the colon at token `colon`.
    pub(super) fn named(&self, clause: &Clause, colon: usize) -> Option<Found> {
        if colon < clause.low || !self.tokens()[colon].is(':') {
            return None;
        }
        let subject = phrase::before(self.text, self.tokens(), clause.low, colon)?;
        if subject.range.start != clause.low {
            return None;
        }
        if subject.head == Head::Common
            && let Some(found) = self.given(clause, colon, &["by", "from"])
        {
            return Some(found);
        }
        let cue = Some(self.tokens()[colon].span);
        let speaker = self
            .owner(&subject)
            .unwrap_or_else(|| self.mention(&subject));
        Some(Found {
            speaker,
            cue,
            via: Vec::new(),
            confidence: Confidence::High,
        })
    }

    /// Whose words a noun announces: “Ann Lee’s verdict: ‘…’”.
    fn owner(&self, phrase: &Phrase) -> Option<Mention> {
        let tokens = self.tokens();
        let is_noun = |&at: &usize| tokens[at].class() == Some(Class::Other);
        let nouns = phrase.range.clone().rev().take_while(is_noun).count();
        let noun = phrase.range.end - nouns;
        let owner = phrase::owner_before(self.text, tokens, phrase.range.start, noun)?;
        let span = owner.span(tokens);
        let name = word::without_possessive(span.of(self.text));
        let span = Span::new(span.start, span.start + name.len());
        (nouns > 0).then_some(Mention {
            span,
            name: Some(span),
            is_pronoun: false,
        })
    }

    /// A verb of saying earlier in the sentence.
    pub(super) fn earlier(&self, clause: &Clause, at: usize) -> Option<Found> {
        let low = clause.low.max(at.saturating_sub(REACH));
        let mut agent = None;
        let mut passed: Option<Found> = None;
        let mut fruitless = 0;
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
                fruitless += 1;
                if fruitless == MOST_FRUITLESS {
                    break;
                }
                continue;
            };
            let confidence = match cue.verb {
                Verb::Say | Verb::Tell if said.near => Confidence::High,
                _ => Confidence::Medium,
            };
            let found = self.found(clause, &said, confidence);
            // “X says she thinks it is ‘…’”: the words are X’s, whatever stands in between.
            let is_closed = said.is_relative && self.is_closed(verb, at);
            let is_far = cue.loose && at - verb > 4 && !clause.is(verb + 1, &["that"]);
            if is_closed || is_far {
                continue;
            }
            let is_weak = cue.verb == Verb::Think
                || (cue.verb == Verb::Call && cue.form == Form::Gerund && !said.near)
                || (cue.verb == Verb::Call && said.subject.head == Head::Pronoun)
                || clause.is(said.subject.range.start, WEAK);
            if !is_weak || passed.is_some() && !is_speech(cue.verb) {
                if passed.is_some() && !is_speech(cue.verb) {
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

    /// Whether a relative clause with the verb at `verb` has ended before the quotation at `at`.
    ///
    /// A comma ends it, but the one right before a quotation may be the quotation’s own.
    fn is_closed(&self, verb: usize, at: usize) -> bool {
        let goes_on = self.tokens()[at].quote().is_some_and(|number| {
            self.pieces[number]
                .inner
                .of(self.text)
                .starts_with(char::is_lowercase)
        });
        let high = if goes_on { at } else { at - 1 };
        (verb..high).any(|at| self.tokens()[at].is(','))
    }

    /// A noun of saying with its owner: “Trump’s claim that there are ‘…’”.
    pub(super) fn nominal(&self, clause: &Clause, low: usize, at: usize) -> Option<Found> {
        let is_noun = |&at: &usize| is_noun_of_saying(self.text, &self.tokens()[at]);
        let noun = (low + 1..at).rev().find(is_noun)?;
        let owner = (low..noun).rev().take(3).find(|&at| {
            let word = self.tokens()[at].span.of(self.text);
            word::is_possessive(word) && self.tokens()[at].class() == Some(Class::Name)
        })?;
        let subject = phrase::before(self.text, self.tokens(), clause.low, owner + 1)?;
        let mut speaker = self.mention(&subject);
        let words = word::without_possessive(speaker.span.of(self.text));
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
    pub(super) fn trailing(&self, clause: &Clause, at: usize) -> Option<Found> {
        let said = trailing(clause, at + 1)?.0;
        Some(self.found(clause, &said, Confidence::Medium))
    }

    /// The subject of the sentence, for a quotation that no verb of saying takes.
    pub(super) fn subject(&self, clause: &Clause, at: usize) -> Option<Found> {
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
            speaker: apposed(self.text, clause, &subject).unwrap_or_else(|| self.mention(&subject)),
            cue: None,
            via: Vec::new(),
            confidence: Confidence::Low,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::quotation::tests::said;

    #[test]
    fn the_floor_is_given_to_somebody() {
        for (text, expected) in [
            (
                "It leaves the last word to Ann Lee of Kew: “It is over.”",
                vec!["It is over. ← Ann Lee"],
            ),
            (
                "For Ann Lee, a baker, it is simple: “It is over.”",
                vec!["It is over. ← Ann Lee"],
            ),
            (
                "Ann Lee’s verdict: “It is over.”",
                vec!["It is over. ← Ann Lee"],
            ),
            (
                "The mayor of Kew, Ann Lee: “It is over.”",
                vec!["It is over. ← Ann Lee"],
            ),
            (
                "One voice of dissent came from Ann Lee: “It is over.”",
                vec!["It is over. ← Ann Lee"],
            ),
            (
                "Bob Ray left. “It is over,” Ann Lee, Rome’s envoy to Kew, said by telephone.",
                vec!["It is over, ← Ann Lee"],
            ),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }

    #[test]
    fn nouns_are_searched_by_halves() {
        assert!(NOUNS.is_sorted());
    }
}
