//! Clauses: whether a word is a verb of saying where it stands, and who its subject is.

use crate::span::Span;

use super::cue::{Cue, Form, Verb};
use super::phrase::{self, Head, Phrase, text_is};
use super::token::{Kind, Token};
use super::word::{self, Class};

/// The tokens of one sentence.
#[derive(Clone, Copy)]
pub(super) struct Clause<'a> {
    pub(super) text: &'a str,
    pub(super) tokens: &'a [Token],
    /// The first token of the sentence.
    pub(super) low: usize,
    /// One past its last token.
    pub(super) high: usize,
}

/// A verb of saying with its subject.
#[derive(Clone, Debug)]
pub(super) struct Said {
    /// The token of the verb.
    pub(super) at: usize,
    pub(super) cue: Cue,
    pub(super) subject: Phrase,
    /// The subject stands right next to the verb, or is its antecedent.
    pub(super) near: bool,
    /// Who quotes the subject: “She quoted Hu Wei, who said …”.
    pub(super) by: Option<Phrase>,
    /// The verb is in a relative clause.
    pub(super) is_relative: bool,
}

/// How many tokens a subject may be away from its verb.
const REACH: usize = 40;

impl<'a> Clause<'a> {
    fn token(&self, at: usize) -> Option<&'a Token> {
        (self.low..self.high)
            .contains(&at)
            .then(|| &self.tokens[at])
    }

    fn previous(&self, at: usize) -> Option<&'a Token> {
        at.checked_sub(1).and_then(|at| self.token(at))
    }

    pub(super) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.token(at)
            .is_some_and(|token| text_is(self.text, token, words))
    }

    /// The cue at token `at`, when the word is a verb there and in the active voice.
    pub(super) fn verb(&self, at: usize) -> Option<Cue> {
        if let Some(form) = self.makes_clear(at) {
            return Some(Cue {
                verb: Verb::Say,
                form,
                noun: false,
                loose: false,
            });
        }
        let cue = self.token(at)?.cue()?;
        let before = self.skip_adverbs(at);
        let previous = self.previous(before);
        let class = previous.and_then(Token::class);
        let possessive =
            previous.is_some_and(|token| word::is_possessive(token.span.of(self.text)));
        if class == Some(Class::Determiner)
            && !self.is(
                before - 1,
                &[
                    "both", "some", "many", "all", "that", "others", "another", "most",
                ],
            )
            || (possessive && cue.form != Form::Gerund)
        {
            return None;
        }
        let is_verb = match cue.form {
            Form::Past if self.is(at + 1, &["by"]) => false,
            Form::Past => {
                class != Some(Class::Be)
                    && !self.is(before.wrapping_sub(1), &["of", "get", "got", "so", "as"])
            }
            Form::Gerund => !self.is(before.wrapping_sub(1), &["of"]) || cue.verb != Verb::Call,
            Form::Third if cue.noun => {
                let apart = self
                    .previous(before.saturating_sub(1))
                    .and_then(Token::class);
                !matches!(
                    apart,
                    Some(Class::Preposition | Class::Number | Class::Determiner)
                ) && matches!(
                    class,
                    Some(Class::Name | Class::Pronoun | Class::Relative | Class::Role)
                ) || previous.is_some_and(|token| token.is(',') || token.is(')'))
            }
            Form::Third => class != Some(Class::Other) || !cue.noun,
            Form::Base => self.is_plural(before, cue),
        };
        is_verb.then_some(cue)
    }

    /// The form of “make” in “made clear”, “make it clear”.
    fn makes_clear(&self, at: usize) -> Option<Form> {
        let clear = self.is(at + 1, &["clear"])
            || (self.is(at + 1, &["it"]) && self.is(at + 2, &["clear"]));
        let form = match self.token(at).filter(|_| clear)?.span.of(self.text) {
            "made" => Form::Past,
            "makes" => Form::Third,
            "making" => Form::Gerund,
            _ => return None,
        };
        Some(form)
    }

    /// Whether a bare form at `at` has what makes a verb of it: “to say”, “they say”, “experts say”.
    fn is_plural(&self, at: usize, cue: Cue) -> bool {
        let Some(previous) = self.previous(at) else {
            return false;
        };
        let word = word::low(previous.span.of(self.text));
        match previous.class() {
            Some(Class::Pronoun) => !matches!(word.as_str(), "he" | "she" | "it"),
            Some(Class::Auxiliary | Class::Relative) => true,
            // “They share gifts and openly refer to …”
            Some(Class::Coordinator) => !cue.noun,
            Some(Class::Role | Class::Other) => {
                word.ends_with('s') && !cue.noun
                    || matches!(
                        word.as_str(),
                        "people" | "analysts" | "experts" | "critics" | "police" | "officials"
                    )
            }
            Some(Class::Name) => word.ends_with('s') && !cue.noun,
            Some(Class::Preposition) => word == "to",
            Some(Class::Determiner) => matches!(word.as_str(), "some" | "many" | "both" | "most"),
            _ => false,
        }
    }

    /// The token after the last word before `at` that is no adverb.
    fn skip_adverbs(&self, mut at: usize) -> usize {
        while let Some(token) = self.previous(at) {
            let skipped = matches!(token.class(), Some(Class::Adverb)) || self.is(at - 1, &["n't"]);
            if !skipped {
                break;
            }
            at -= 1;
        }
        at
    }

    /// The verb of saying at token `at` with its subject, wherever that stands before it.
    pub(super) fn said(&self, at: usize) -> Option<Said> {
        let cue = self.verb(at)?;
        let (subject, near) = self.subject(at, cue, 0)?;
        self.resolved(at, cue, subject, near)
    }

    /// A verb of saying whose subject follows it: “said Caddell”.
    pub(super) fn inverted(&self, at: usize) -> Option<Said> {
        let cue = self.token(at)?.cue()?;
        let finite = matches!(cue.form, Form::Past | Form::Third)
            || (cue.form == Form::Base && cue.verb == Verb::Say && !cue.noun);
        if !finite || !matches!(cue.verb, Verb::Say | Verb::Think) {
            return None;
        }
        let subject = phrase::after(self.text, self.tokens, at + 1, self.high)?;
        if phrase::is_verbal(self.text, self.tokens, subject.range.end, self.high) {
            return None;
        }
        let is_object = matches!(subject.head, Head::Pronoun | Head::Relative)
            && !self.is(at + 1, &["he", "she", "they", "i", "we"]);
        (!is_object).then_some(Said {
            at,
            cue,
            subject,
            near: true,
            by: None,
            is_relative: false,
        })
    }

    /// “according to X”, at the word “according”.
    pub(super) fn according(&self, at: usize) -> Option<Said> {
        if !self.is(at, &["according"]) || !self.is(at + 1, &["to"]) {
            return None;
        }
        let subject = phrase::after(self.text, self.tokens, at + 2, self.high)?;
        let cue = Cue {
            verb: Verb::Say,
            form: Form::Past,
            noun: false,
            loose: false,
        };
        Some(Said {
            at,
            cue,
            subject,
            near: true,
            by: None,
            is_relative: false,
        })
    }

    /// Puts the phrase that a relative pronoun stands for in its place.
    fn resolved(&self, at: usize, cue: Cue, subject: Phrase, near: bool) -> Option<Said> {
        if subject.head != Head::Relative {
            return Some(Said {
                at,
                cue,
                subject,
                near,
                by: None,
                is_relative: false,
            });
        }
        let mut end = subject.range.start;
        if self
            .previous(end)
            .is_some_and(|token| token.class() == Some(Class::Preposition))
        {
            end -= 1;
        }
        if self
            .previous(end)
            .is_some_and(|token| token.is(',') || token.is_dash() || token.is('('))
        {
            end -= 1;
        }
        let antecedent = phrase::before(self.text, self.tokens, self.low, end)?;
        let by = self.quoter(antecedent.range.start);
        Some(Said {
            at,
            cue,
            subject: antecedent,
            near,
            by,
            is_relative: true,
        })
    }

    /// Who quotes the phrase that begins at `start`: “She quoted | Hu Wei”.
    fn quoter(&self, start: usize) -> Option<Phrase> {
        let mut verb = start.checked_sub(1)?;
        while verb > self.low
            && verb + 6 > start
            && matches!(
                self.token(verb)?.kind,
                Kind::Word(Class::Other | Class::Name | Class::Role, None)
            )
        {
            verb -= 1;
        }
        let quotes = self.is(
            verb,
            &[
                "quoted",
                "quotes",
                "cited",
                "cites",
                "quoting",
                "citing",
                "interviewed",
            ],
        );
        if !quotes {
            return None;
        }
        let cue = self.token(verb)?.cue()?;
        self.subject(verb, cue, 3).map(|(subject, _)| subject)
    }

    /// The subject of the verb at `at`, and whether it stands right before it.
    fn subject(&self, at: usize, cue: Cue, depth: usize) -> Option<(Phrase, bool)> {
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
            && !self.is_object(&found, cue)
            && !(found.head == Head::Common && self.is(end, &["to"]))
        {
            return Some((found, true));
        }
        self.main_subject(low, at, depth)
    }

    /// Whether a phrase before a gerund is the object of what comes before: “in an interview saying”.
    fn is_object(&self, found: &Phrase, cue: Cue) -> bool {
        if cue.form != Form::Gerund {
            return false;
        }
        let after_preposition = self
            .previous(found.range.start)
            .is_some_and(|token| token.class() == Some(Class::Preposition));
        let is_of = self.is(found.range.start.wrapping_sub(1), &["of"]);
        matches!(found.head, Head::Common) || (after_preposition && !is_of)
    }

    /// Skips auxiliaries, adverbs and times between a verb and its subject.
    fn skip_to_subject(&self, mut at: usize) -> usize {
        while let Some(token) = self.previous(at) {
            let class = token.class();
            let is_time = class == Some(Class::Time)
                || (class == Some(Class::Preposition)
                    && self
                        .token(at)
                        .is_some_and(|next| next.class() == Some(Class::Time)));
            let both = self.is(at - 1, &["both", "all", "each"])
                && self.previous(at - 1).is_some_and(|token| {
                    matches!(token.class(), Some(Class::Name | Class::Pronoun))
                });
            let infinitive = self.is(at - 1, &["to", "on"]) && self.previous(at - 1).is_some();
            let led = infinitive
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
                    ],
                );
            if !(matches!(class, Some(Class::Auxiliary | Class::Be | Class::Adverb))
                || is_time
                || both
                || led)
            {
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
            if self.is_finite(verb)
                && let Some(found) = self.subject_right_before(low, verb)
            {
                return Some((found, false));
            }
        }
        let subject = self.first_subject(at)?;
        Some((subject, false))
    }

    /// Whether the word at `at` has the look of a finite verb: “was”, “has”, “laughed”.
    fn is_finite(&self, at: usize) -> bool {
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
    pub(super) fn first_subject(&self, high: usize) -> Option<Phrase> {
        let mut at = self.low;
        while at < high {
            let token = self.token(at)?;
            let skipped = token.class().is_none() && token.quote().is_none()
                || self.is(at, &["but", "and", "so", "yet", "or", "still"]);
            if !skipped {
                break;
            }
            at += 1;
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

    /// The agent of a passive at `at`: “was described by Trump as”.
    pub(super) fn agent(&self, at: usize, high: usize) -> Option<Said> {
        let cue = self.token(at)?.cue().filter(|cue| cue.form == Form::Past)?;
        let by = (at + 1..high.min(at + 12)).find(|&at| self.is(at, &["by"]))?;
        let subject = phrase::after(self.text, self.tokens, by + 1, high)?;
        Some(Said {
            at,
            cue,
            subject,
            near: true,
            by: None,
            is_relative: false,
        })
    }

    /// The words of the cue, auxiliaries not included.
    pub(super) fn cue_span(&self, said: &Said) -> Span {
        let span = self.tokens[said.at].span;
        if self.is(said.at, &["according"]) {
            return span.joined(self.tokens[said.at + 1].span);
        }
        span
    }

    /// Whether token `at` is a quotation.
    pub(super) fn is_quote(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| matches!(token.kind, Kind::Quote(_)))
    }
}
