//! Subjects: whose the verb is, when the two do not stand side by side.
//!
//! Between a verb and its subject stand adverbs, insertions and whole clauses. A gerund has none of
//! its own, and shares that of the sentence.

use super::clause::Clause;
use super::cue::{Cue, Form, Verb};
use super::phrase::{self, Head, Phrase};
use super::token::Token;
use super::word::Class;

/// Nouns of what is written, and so speaks.
const WRITTEN: &[&str] = &[
    "language",
    "statement",
    "letter",
    "report",
    "message",
    "note",
    "tweet",
    "memo",
    "text",
    "headline",
    "ad",
    "email",
    "sign",
    "banner",
    "resolution",
    "document",
    "article",
    "editorial",
    "poster",
    "poll",
    "survey",
    "op-ed",
];

/// How many tokens a subject may be away from its verb.
const REACH: usize = 40;

impl Clause<'_> {
    /// The subject of the verb at `at`, and whether it stands right before it.
    pub(super) fn subject(&self, at: usize, cue: Cue, depth: usize) -> Option<(Phrase, bool)> {
        if depth > 3 {
            return None;
        }
        let low = self.low.max(at.saturating_sub(REACH));
        let mut end = self.skip_to_subject(at);
        if let Some(token) = self.previous(end)
            && (token.is(']') || token.is('['))
        {
            end -= 1;
        }
        let previous = self.previous(end);
        if cue.form == Form::Gerund && depth == 0 {
            return self.of_gerund(low, at, end);
        }
        if cue.form != Form::Gerund
            && let Some(token) = previous
            && (token.is(',') || token.is_dash() || token.is(')'))
            && let Some(found) = self.over_apposition(low, end)
        {
            return Some((found, true));
        }
        let crosses = previous.is_none_or(|token| {
            token.class().is_none() && !token.is(')')
                || matches!(
                    token.class(),
                    Some(Class::Coordinator | Class::Subordinator)
                )
        });
        if !crosses
            && let Some(found) = phrase::before(self.text, self.tokens, low, end)
            && !(found.head == Head::Common && self.is(end, &["to"]))
        {
            return Some((found, true));
        }
        self.main_subject(low, at, depth)
    }

    /// The subject of a gerund: “Trump saying”, “X said …, adding”, “X said … while chanting”.
    fn of_gerund(&self, low: usize, at: usize, end: usize) -> Option<(Phrase, bool)> {
        if end < at || self.is_subject_of_gerund(end) {
            // “is claiming”, “he’s claiming”, “footage of Trump saying”
            let found = match self.previous(end)?.class() {
                Some(Class::Pronoun | Class::Relative) => {
                    phrase::before(self.text, self.tokens, low, end)
                }
                _ if end < at => phrase::before(self.text, self.tokens, low, end),
                Some(Class::Role | Class::Other) => {
                    phrase::before(self.text, self.tokens, low, end)
                }
                _ => phrase::name_before(self.text, self.tokens, low, end),
            };
            if let Some(found) = found {
                return Some((found, true));
            }
        }
        // Otherwise it shares the subject of the sentence’s own verb of saying, or of the sentence.
        let first = self.all_telling(low..at).find(|&verb| {
            self.verb(verb).is_some_and(|cue| {
                cue.form != Form::Gerund && matches!(cue.verb, Verb::Say | Verb::Tell)
            })
        });
        let said = first.and_then(|verb| self.subject(verb, self.verb(verb)?, 2));
        said.map(|(subject, _)| subject)
            .filter(|subject| !self.is(subject.range.start, &["it", "this", "that"]))
            .or_else(|| self.first_subject(at))
            .map(|subject| (subject, false))
    }

    /// Whether the phrase before token `end` is what a gerund there is said of.
    fn is_subject_of_gerund(&self, end: usize) -> bool {
        let Some(previous) = self.previous(end) else {
            return false;
        };
        match previous.class() {
            Some(Class::Pronoun | Class::Relative) => true,
            // “language urging”, “a statement saying”: what is written says it.
            Some(Class::Role | Class::Other) => self.is(end - 1, WRITTEN),
            Some(Class::Name) => {
                let name = phrase::name_before(self.text, self.tokens, self.low, end);
                name.is_some_and(|name| {
                    let start = name.range.start;
                    let before = self.previous(start).and_then(Token::class);
                    self.is(start.wrapping_sub(1), &["of"])
                        || !matches!(before, None | Some(Class::Preposition))
                        || start == self.low
                })
            }
            _ => false,
        }
    }

    /// Whether token `at` names something that is written or shown, and so speaks.
    pub(crate) fn is_written(&self, at: usize) -> bool {
        let word = self.token(at).map_or("", |token| token.span.of(self.text));
        let one = word.strip_suffix('s').unwrap_or(word);
        self.is(at, WRITTEN) || WRITTEN.contains(&one)
    }

    /// Skips auxiliaries, adverbs and times between a verb and its subject.
    fn skip_to_subject(&self, mut at: usize) -> usize {
        while let Some(token) = self.previous(at) {
            let class = token.class();
            // “Trump this week said”
            let before_time = || {
                let next = self.token(at).and_then(Token::class);
                next == Some(Class::Time)
                    && (class == Some(Class::Preposition)
                        || self.is(at - 1, &["this", "that", "last", "next", "the"]))
            };
            let both = || {
                let before = self.previous(at - 1).and_then(Token::class);
                matches!(before, Some(Class::Name | Class::Pronoun))
                    && self.is(at - 1, &["both", "all", "each"])
            };
            let infinitive = || self.is(at - 1, &["to", "on"]) && self.previous(at - 1).is_some();
            let led = || {
                infinitive()
                    || self.is(
                        at - 1,
                        &[
                            "went",
                            "goes",
                            "continued",
                            "wants",
                            "wanted",
                            "declined",
                            "seemed",
                            "appeared",
                            "began",
                            "tried",
                            "used",
                            "repeatedly",
                            "going",
                            "reported",
                            "heard",
                            "seen",
                        ],
                    )
            };
            let is_between = matches!(
                class,
                Some(Class::Auxiliary | Class::Be | Class::Adverb | Class::Time)
            );
            if !(is_between || before_time() || both() || led()) {
                break;
            }
            at -= 1;
        }
        at
    }

    /// The subject before an insertion that ends right before `end`: “X, head of Y, said”.
    fn over_apposition(&self, low: usize, end: usize) -> Option<Phrase> {
        let closer = &self.tokens[end - 1];
        if closer.is(')') {
            return phrase::before(self.text, self.tokens, low, end);
        }
        let mut start = None;
        // The comma that opens the insertion is the first one of the clause that a name stands before.
        for at in (low..end - 1).rev() {
            let token = &self.tokens[at];
            if token.quote().is_some() || token.is(';') || token.is(':') {
                break;
            }
            let same = if closer.is_dash() {
                token.is_dash()
            } else {
                token.is(',')
            };
            if same
                && let Some(found) = phrase::before(self.text, self.tokens, low, at)
                && self.can_be_subject(&found)
            {
                start = Some(found);
            }
        }
        start
    }

    /// Whether a phrase can be a subject where it stands: no preposition, no verb before it.
    fn can_be_subject(&self, found: &Phrase) -> bool {
        let Some(previous) = self.previous(found.range.start) else {
            return true;
        };
        let after_comma = previous.is(',');
        let begins_clause = previous.class().is_none() && !previous.is(',')
            || matches!(
                previous.class(),
                Some(Class::Coordinator | Class::Subordinator | Class::Time | Class::Adverb)
            );
        // After a comma only a name or a pronoun is a subject, anything else is a further apposition.
        begins_clause
            || (after_comma
                && matches!(found.head, Head::Name(_))
                && self.opens_adverbial(found.range.start - 1))
    }

    /// Whether what stands before the comma at `comma` is an adverbial in front of its sentence.
    fn opens_adverbial(&self, comma: usize) -> bool {
        let mut first = comma;
        while first > self.low && first + REACH > comma {
            let token = &self.tokens[first - 1];
            if token.is(',') || token.is(';') || token.quote().is_some() {
                break;
            }
            first -= 1;
        }
        self.is_adverbial(first)
    }

    /// Whether an adverbial begins at `first`: “In a statement”, “Meanwhile”, “Addressing students”.
    fn is_adverbial(&self, first: usize) -> bool {
        let Some(token) = self.token(first) else {
            return false;
        };
        let word = token.span.of(self.text);
        matches!(
            token.class(),
            Some(
                Class::Preposition
                    | Class::Adverb
                    | Class::Time
                    | Class::Subordinator
                    | Class::Coordinator
            )
        ) || (word.ends_with("ing") || word.ends_with("ed"))
            && matches!(token.class(), Some(Class::Name | Class::Other))
            && first == self.low
    }

    /// The subject of the clause that holds `at`, for a verb that has none of its own.
    fn main_subject(&self, low: usize, at: usize, depth: usize) -> Option<(Phrase, bool)> {
        // “X said …, adding that”, “X laughed and said”: the nearest phrase with a verb after it.
        for verb in (low + 1..at).rev() {
            if self
                .token(verb)
                .is_none_or(|token| token.is(';') || token.quote().is_some())
            {
                continue;
            }
            if let Some(cue) = self.verb(verb).filter(|cue| cue.form != Form::Gerund) {
                return self
                    .subject(verb, cue, depth + 1)
                    .map(|(subject, _)| (subject, false));
            }
            if self.looks_finite(verb)
                && let Some(found) = self.subject_right_before(low, verb)
            {
                return Some((found, false));
            }
        }
        let subject = self.first_subject(at)?;
        Some((subject, false))
    }

    /// Whether the word at `at` has the look of a finite verb: “was”, “has”, “laughed”.
    fn looks_finite(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else {
            return false;
        };
        let word = token.span.of(self.text);
        match token.class() {
            Some(Class::Be | Class::Auxiliary) => true,
            Some(Class::Other) => word.len() > 3 && word.ends_with("ed"),
            _ => false,
        }
    }

    /// A pronoun or a name right before the verb at `at`, where it opens a clause.
    fn subject_right_before(&self, low: usize, at: usize) -> Option<Phrase> {
        let end = self.skip_adverbs(at);
        let found = phrase::before(self.text, self.tokens, low, end)?;
        let start = found.range.start;
        let after_preposition = self
            .previous(start)
            .is_some_and(|token| token.class() == Some(Class::Preposition));
        let is_person = match found.head {
            Head::Pronoun => self.is(start, &["he", "she", "they", "i", "we"]),
            Head::Name(_) => !after_preposition,
            Head::Common => start == self.low && found.range.len() == 1,
            Head::Relative => false,
        };
        is_person.then_some(found)
    }

    /// The first noun phrase of the sentence that can be its subject, adverbials in front skipped.
    pub(crate) fn first_subject(&self, high: usize) -> Option<Phrase> {
        let mut at = self.low;
        while at < high.min(self.low + REACH) {
            let token = self.token(at)?;
            let skipped = token.class().is_none() && token.quote().is_none()
                || self.is(at, &["but", "and", "so", "yet", "or", "still"]);
            if !skipped {
                break;
            }
            at += 1;
        }
        // “On Monday, however, he”
        let mut n_skipped = 0;
        while n_skipped < 2
            && self.is_adverbial(at)
            && let Some(comma) = (at..high.min(at + REACH)).find(|&at| self.tokens[at].is(','))
            && self.is_adverbial(comma + 1)
        {
            at = comma + 1;
            n_skipped += 1;
        }
        if self.is_adverbial(at) {
            let comma = (at..high.min(at + REACH)).find(|&at| self.tokens[at].is(','));
            match comma {
                Some(comma) => at = comma + 1,
                None => return self.after_adverbial(at, high),
            }
        }
        let high = high.min(self.high);
        (at < high)
            .then(|| phrase::after(self.text, self.tokens, at, high))
            .flatten()
    }

    /// The first name or pronoun after an adverbial that no comma ends.
    fn after_adverbial(&self, at: usize, high: usize) -> Option<Phrase> {
        let high = high.min(self.high).min(at + REACH);
        let first = (at..high).find(|&at| {
            matches!(self.tokens[at].class(), Some(Class::Pronoun))
                && !self.is(at, &["it", "him", "them", "us", "me"])
        })?;
        phrase::after(self.text, self.tokens, first, high)
    }
}
