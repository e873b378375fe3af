//! Who is quoted by somebody else: “the paper quotes Ann Lee as saying”, “She quoted Hu Wei, who said”.

use super::clause::{Clause, Said};
use super::cue::{Cue, Form, Verb};
use super::phrase::{self, Head, Phrase};
use super::token::Kind;
use super::word::{self, Class};

/// Forms of verbs by which somebody's words are passed on.
const QUOTING: &[&str] = &["quoted", "quotes", "quoting", "cited", "cites", "citing"];

/// Those of them that a sentence is built on.
const QUOTES: &[&str] = &["quoted", "quotes", "cited", "cites"];

/// What such a verb says of whoever is quoted.
const CUE: Cue = Cue {
    verb: Verb::Say,
    form: Form::Past,
    noun: false,
    loose: false,
};

/// How many tokens may stand between such a verb and “as saying”.
const REACH: usize = 16;

impl Clause<'_> {
    /// Who quotes the phrase that begins at `start`: “She quoted | Hu Wei”.
    pub(super) fn quoter(&self, start: usize) -> Option<Phrase> {
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
        if !(self.is(verb, QUOTING) || self.is(verb, &["interviewed"])) {
            return None;
        }
        let cue = self.token(verb)?.cue()?;
        self.subject(verb, cue, 3).map(|(subject, _)| subject)
    }

    /// Whom somebody quotes by name, at the verb, and who that is: “The Post | quotes Ann Lee: ‘…’”.
    pub(crate) fn quoted_by(&self, at: usize) -> Option<Said> {
        if self.telling(at).is_none() || !self.is(at, QUOTES) {
            return None;
        }
        let object = phrase::after(self.text, self.tokens, at + 1, self.high)?;
        let (last, next) = (object.range.end - 1, object.range.end);
        let is_name = matches!(object.head, Head::Name(_))
            && !word::is_possessive(self.tokens[last].span.of(self.text));
        let next = self.token(next).filter(|_| next < self.high);
        let ends = next.is_none_or(|token| token.is(':') || token.is(',') || token.is('.'));
        let (by, _) = self.subject(at, CUE, 1)?;
        (is_name && ends).then_some(Said {
            at,
            cue: CUE,
            subject: object,
            near: true,
            by: Some(by),
            is_relative: false,
        })
    }

    /// Whom somebody quotes as saying something, at the word “as”, and who that is: “the paper quotes Ann Lee,
    /// its owner, | as saying”, “Ann Lee was quoted | as saying by the paper”.
    pub(crate) fn quoted_as(&self, at: usize) -> Option<Said> {
        self.telling(at)?;
        let is_saying = self.is(at, &["as"])
            && self.token(at + 1).is_some_and(|token| {
                let word = token.span.of(self.text);
                token.quote().is_none() && word.ends_with("ing")
            });
        if !is_saying {
            return None;
        }
        let low = self.low.max(at.saturating_sub(REACH));
        let verb = self
            .all_telling(low..at)
            .rev()
            .find(|&verb| self.is(verb, QUOTING))?;
        let subject = || self.subject(verb, CUE, 1).map(|(subject, _)| subject);
        let (subject, by) = if verb + 1 == at {
            let is_passed_on = self.is(at + 2, &["by"]);
            let by = is_passed_on.then(|| phrase::after(self.text, self.tokens, at + 3, self.high));
            (subject()?, by.flatten())
        } else {
            let object = phrase::after(self.text, self.tokens, verb + 1, at)?;
            let end = object.range.end;
            let is_whole = end == at || self.token(end).is_some_and(|token| token.is(','));
            is_whole.then_some(())?;
            (object, subject())
        };
        Some(Said {
            at: verb,
            cue: CUE,
            subject,
            near: true,
            by,
            is_relative: false,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::quotation::grammar::clause;
    use crate::source::quotation::tests::said;

    #[test]
    fn what_quotes_is_read() {
        for word in QUOTING.iter().chain(QUOTES).chain(&["as", "As", "QUOTED"]) {
            assert!(clause::may_tell(word, None), "{word}");
        }
    }

    #[test]
    fn whoever_is_quoted_speaks_and_whoever_quotes_passes_on() {
        for (text, expected) in [
            (
                "The Post cites Ann Lee: “It is over.”",
                vec!["It is over. ← Ann Lee via Post"],
            ),
            (
                "“It is over,” The Post quotes Ann Lee.",
                vec!["It is over, ← Ann Lee via Post"],
            ),
            (
                "“It is over,” The Post quotes Ann Lee, its owner, as saying.",
                vec!["It is over, ← Ann Lee via Post"],
            ),
            (
                "The Post quoted Ann Lee as saying: “It is over.”",
                vec!["It is over. ← Ann Lee via Post"],
            ),
            (
                "“It is over,” Ann Lee was quoted as saying by The Post.",
                vec!["It is over, ← Ann Lee via Post"],
            ),
        ] {
            assert_eq!(said(text), expected, "{text}");
        }
    }
}
