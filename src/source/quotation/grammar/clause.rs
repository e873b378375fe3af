//! Clauses: whether a word is a verb of saying where it stands, and who its subject is.

use std::ops::Range;

use crate::span::Span;

use super::cue::{self, Cue, Form, Verb};
use super::phrase::{self, Head, Phrase, text_is};
use super::token::{Kind, Token};
use super::word::{self, Class};

/// What something is said by that says nothing: “said by telephone”.
const MEANS: &[&str] = &[
    "email",
    "e-mail",
    "fax",
    "letter",
    "mail",
    "message",
    "phone",
    "post",
    "radio",
    "satellite",
    "telegram",
    "telephone",
    "text",
    "video",
    "way",
];

/// Words that what tells who speaks begins with, and that are no verbs of saying by themselves, or are read in
/// any case: “according to”, “as saying”, “quoted”, “made clear”.
const TELLING: &[&str] = &[
    "according",
    "per",
    "as",
    "quoted",
    "quotes",
    "quoting",
    "cited",
    "cites",
    "citing",
    "made",
    "makes",
    "making",
    "put",
    "puts",
];

/// Whether what tells who speaks can begin with `word`, which can be `cue`: nothing else is read from on by
/// [`Clause`], which asks it of every word of a text.
pub(super) fn may_tell(word: &str, cue: Option<Cue>) -> bool {
    let is_listed = || TELLING.iter().any(|it| word.eq_ignore_ascii_case(it));
    cue.is_some() || cue::is_noun(word) || is_listed()
}

/// Pronouns that are subjects wherever they stand.
pub(crate) const SUBJECTS: &[&str] = &["he", "she", "they", "i", "we"];

/// The tokens of one sentence.
#[derive(Clone, Copy)]
pub(crate) struct Clause<'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'a [Token],
    /// The first token of the sentence.
    pub(crate) low: usize,
    /// One past its last token.
    pub(crate) high: usize,
}

/// A verb of saying with its subject.
#[derive(Clone, Debug)]
pub(crate) struct Said {
    /// The token of the verb.
    pub(crate) at: usize,
    pub(crate) cue: Cue,
    pub(crate) subject: Phrase,
    /// The subject stands right next to the verb, or is its antecedent.
    pub(crate) near: bool,
    /// Who quotes the subject: “She quoted Hu Wei, who said …”.
    pub(crate) by: Option<Phrase>,
    /// The verb is in a relative clause.
    pub(crate) is_relative: bool,
}

impl<'a> Clause<'a> {
    #[inline]
    pub(crate) fn token(&self, at: usize) -> Option<&'a Token> {
        (self.low..self.high)
            .contains(&at)
            .then(|| &self.tokens[at])
    }

    /// The token at `at`, where what tells who speaks can begin with it.
    #[inline]
    pub(super) fn telling(&self, at: usize) -> Option<&'a Token> {
        self.token(at).filter(|token| token.tells)
    }

    /// Those of the tokens `range`, which are of this sentence, that what tells who speaks can begin with.
    pub(crate) fn all_telling(
        &self,
        range: Range<usize>,
    ) -> impl DoubleEndedIterator<Item = usize> {
        range.filter(|&at| self.tokens[at].tells)
    }

    pub(super) fn previous(&self, at: usize) -> Option<&'a Token> {
        at.checked_sub(1).and_then(|at| self.token(at))
    }

    #[inline]
    pub(crate) fn is(&self, at: usize, words: &[&str]) -> bool {
        self.token(at)
            .is_some_and(|token| text_is(self.text, token, words))
    }

    /// The cue at token `at`, when the word is a verb there and in the active voice.
    pub(crate) fn verb(&self, at: usize) -> Option<Cue> {
        let token = self.telling(at)?;
        if let Some(form) = self.phrasal(at) {
            return Some(Cue {
                verb: Verb::Say,
                form,
                noun: false,
                loose: false,
            });
        }
        let cue = token.cue()?;
        self.is_active(at, cue).then_some(cue)
    }

    /// Whether the word at `at`, which can be the verb `cue`, is one there, and in the active voice.
    pub(crate) fn is_active(&self, at: usize, cue: Cue) -> bool {
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
            return false;
        }
        match cue.form {
            Form::Past if self.is(at + 1, &["by"]) && !self.is(at + 2, MEANS) => false,
            Form::Past => {
                class != Some(Class::Be)
                    && !self.is(before.wrapping_sub(1), &["of", "get", "got", "so", "as"])
            }
            Form::Gerund if self.is(before.wrapping_sub(1), &["to"]) => false,
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
        }
    }

    /// The form of a verb of saying that is more than one word: “made clear”, “put it”.
    fn phrasal(&self, at: usize) -> Option<Form> {
        let word = self.token(at)?.span.of(self.text);
        let form = match word {
            "made" | "put" | "puts" => Form::Past,
            "makes" => Form::Third,
            "making" => Form::Gerund,
            _ => return None,
        };
        let is_clear = self.is(at + 1, &["clear"])
            || (self.is(at + 1, &["it"]) && self.is(at + 2, &["clear"]));
        let is_put = word.starts_with("put") && self.is(at + 1, &["it"]);
        (is_put || (is_clear && word.starts_with("ma"))).then_some(form)
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
            Some(Class::Name) => (word.ends_with('s') || self.is(at, &["say"])) && !cue.noun,
            Some(Class::Preposition) => word == "to",
            Some(Class::Determiner) => {
                matches!(word.as_str(), "some" | "many" | "both" | "most") && !cue.noun
            }
            _ => false,
        }
    }

    /// The token after the last word before `at` that is no adverb.
    pub(crate) fn skip_adverbs(&self, mut at: usize) -> usize {
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
    pub(crate) fn said(&self, at: usize) -> Option<Said> {
        self.said_as(at, self.verb(at)?)
    }

    /// The verb at token `at`, taken as `cue`, with its subject.
    pub(crate) fn said_as(&self, at: usize, cue: Cue) -> Option<Said> {
        if cue.form == Form::Gerund
            && let Some(said) = self.quoted_as(at.wrapping_sub(1))
        {
            return Some(said);
        }
        let (subject, near) = self.subject(at, cue, 0)?;
        self.resolved(at, cue, subject, near)
    }

    /// A verb of saying whose subject follows it: “said Caddell”.
    pub(crate) fn inverted(&self, at: usize) -> Option<Said> {
        let cue = self.token(at)?.cue()?;
        let finite = matches!(cue.form, Form::Past | Form::Third)
            || (cue.form == Form::Base && cue.verb == Verb::Say && !cue.noun);
        if !finite || !matches!(cue.verb, Verb::Say | Verb::Think) {
            return None;
        }
        let subject = phrase::after(self.text, self.tokens, at + 1, self.high)?;
        // “said they oppose it”, “said Kim’s state is grave”: what is said begins there.
        let last = self.tokens[subject.range.end - 1].span.of(self.text);
        if word::is_possessive(last) || self.goes_on(subject.range.end) {
            return None;
        }
        let is_object =
            matches!(subject.head, Head::Pronoun | Head::Relative) && !self.is(at + 1, SUBJECTS);
        (!is_object).then_some(Said {
            at,
            cue,
            subject,
            near: true,
            by: None,
            is_relative: false,
        })
    }

    /// Whether the phrase that ends before token `at` is the subject of what follows it.
    fn goes_on(&self, at: usize) -> bool {
        let class = |at: usize| self.token(at).and_then(Token::class);
        match class(at) {
            Some(Class::Adverb) => matches!(
                class(at + 1),
                Some(Class::Be | Class::Auxiliary | Class::Other | Class::Adverb)
            ),
            Some(Class::Be | Class::Auxiliary | Class::Other) => true,
            _ => false,
        }
    }

    /// Whether a word that a verb phrase can begin with stands at token `at`.
    pub(crate) fn is_predicate(&self, at: usize) -> bool {
        let class = self.token(at).and_then(Token::class);
        matches!(
            class,
            Some(Class::Be | Class::Auxiliary | Class::Adverb | Class::Other)
        ) && !self.is(at, &["yesterday", "again", "here", "there"])
    }

    /// Whether a finite verb stands among the tokens `low..high`, as far as its form shows.
    pub(crate) fn has_finite(&self, low: usize, high: usize) -> bool {
        (low..high).any(|at| self.is_finite(low, at))
    }

    fn is_finite(&self, low: usize, at: usize) -> bool {
        let Some(token) = self.token(at) else {
            return false;
        };
        let word = token.span.of(self.text);
        match token.kind {
            Kind::Word(Class::Be, _) => !matches!(word, "be" | "been" | "being"),
            Kind::Word(Class::Auxiliary, _) => !matches!(word, "having" | "doing"),
            Kind::Word(Class::Pronoun, _) => word.contains(['’', '\'']),
            Kind::Word(Class::Other, Some(cue)) if !cue.noun => {
                matches!(cue.form, Form::Past | Form::Third)
            }
            Kind::Word(Class::Other, _) => {
                word::is_past(word) || (at > low && self.is_third(at, word))
            }
            _ => false,
        }
    }

    /// Whether a word in “s” is a verb by its neighbors: “Trump favors a plan”, “he knows it”.
    fn is_third(&self, at: usize, word: &str) -> bool {
        let class = |at: usize| self.token(at).and_then(Token::class);
        let before = self
            .token(at - 1)
            .map_or("", |token| token.span.of(self.text));
        let singular = match class(at - 1) {
            Some(Class::Pronoun) => self.is(at - 1, &["he", "she", "it", "who", "that"]),
            Some(Class::Name) => !word::is_possessive(before),
            Some(Class::Role | Class::Other) => !before.ends_with('s'),
            Some(Class::Relative | Class::Adverb) => true,
            _ => false,
        };
        let takes = matches!(
            class(at + 1),
            Some(
                Class::Determiner
                    | Class::Pronoun
                    | Class::Number
                    | Class::Name
                    | Class::Adverb
                    | Class::Subordinator
            )
        ) || self.is(at + 1, &["to", "on", "for", "with"])
            || self.is_quote(at + 1);
        word.len() > 2 && word.ends_with('s') && !word.ends_with("ss") && singular && takes
    }

    /// “according to X”, at the word “according”.
    pub(crate) fn according(&self, at: usize) -> Option<Said> {
        self.telling(at)?;
        let start = if self.is(at, &["per"]) && self.is_noun_next(at + 1) {
            at + 1
        } else if self.is(at, &["according"]) && self.is(at + 1, &["to"]) {
            at + 2
        } else {
            return None;
        };
        let subject = phrase::after(self.text, self.tokens, start, self.high)?;
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

    /// Whether “per” is “according to” before token `at`: “per the bylaws”, not “per cent”.
    fn is_noun_next(&self, at: usize) -> bool {
        let class = self.token(at).and_then(Token::class);
        self.is(at, &["the", "its", "their", "his", "her"]) || class == Some(Class::Name)
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

    /// The agent of a passive at `at`: “was described by Trump as”.
    pub(crate) fn agent(&self, at: usize, high: usize) -> Option<Said> {
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
    pub(crate) fn cue_span(&self, said: &Said) -> Span {
        let span = self.tokens[said.at].span;
        if self.is(said.at, &["according"]) {
            return span.joined(self.tokens[said.at + 1].span);
        }
        span
    }

    /// Whether token `at` is a quotation.
    pub(crate) fn is_quote(&self, at: usize) -> bool {
        self.token(at)
            .is_some_and(|token| matches!(token.kind, Kind::Quote(_)))
    }
}
