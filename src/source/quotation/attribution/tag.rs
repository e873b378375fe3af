//! Tags: the few words beside a quotation that say who speaks, “he said”, “said Li Yuan”.

use super::search::is_noun_of_saying;
use crate::source::quotation::grammar::clause::{Clause, Said};
use crate::source::quotation::grammar::cue::{Cue, Form, Verb};
use crate::source::quotation::grammar::phrase::{self, Head, Phrase};
use crate::source::quotation::grammar::token::Token;
use crate::source::quotation::grammar::word::Class;

/// How many tokens a tag and what hangs on it may take.
const REACH: usize = 40;

/// A tag that begins at token `start`, and the token after it.
///
/// A strict tag is nothing but a tag: after its verb the sentence ends, pauses, or only says when
/// and where.
pub(crate) fn tag(clause: &Clause, start: usize, strict: bool) -> Option<(Said, usize)> {
    let tokens = clause.tokens;
    let mut at = start;
    let mut dash = None;
    let high = clause.high.min(start + 8);
    while at < high && tokens[at].class().is_none() && tokens[at].quote().is_none() {
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
    if let Some(said) = clause.according(at).or_else(|| nominal(clause, at)) {
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
    // A sentence may break off after “as”.
    let begins = clause.token(at)?.class().is_some_and(Class::begins_clause);
    if !begins {
        return None;
    }
    let ends = |token: &Token| token.quote().is_some() || token.is(';') || token.is(':');
    let high = clause.high.min(at + REACH);
    let high = (at + 1..high).find(|&at| ends(&tokens[at])).unwrap_or(high);
    let quoted = clause.all_telling(at + 1..high).find_map(|place| {
        let quoted = || Some((clause.quoted_as(place)?, place + 2));
        let by_name = || {
            let said = clause.quoted_by(place)?;
            let end = said.subject.range.end;
            Some((said, end))
        };
        quoted().or_else(by_name)
    });
    if let Some((said, end)) = quoted.filter(|(said, _)| said.at > at) {
        return Some((said, end));
    }
    for verb in clause.all_telling(at + 1..high) {
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
        let says = is_speech(cue.verb) && !cue.loose;
        if strict && !(said.subject.range.start == at && says && ends_tag(clause, next, cue.verb)) {
            return None;
        }
        return Some((said, next));
    }
    let dash = dash?;
    let subject = phrase::after(clause.text, tokens, at, clause.high)?;
    let ends = |token: &Token| token.is(',') || token.is('.') || token.quote().is_some();
    let alone = subject.range.end >= clause.high || ends(&tokens[subject.range.end]);
    let named = matches!(subject.head, Head::Name(_));
    let end = subject.range.end;
    (alone && named).then(|| (said_by(dash, subject), end))
}

/// That a subject said something, as what stands at token `at` tells.
fn said_by(at: usize, subject: Phrase) -> Said {
    Said {
        at,
        cue: Cue {
            verb: Verb::Say,
            form: Form::Past,
            noun: false,
            loose: false,
        },
        subject,
        near: true,
        by: None,
        is_relative: false,
    }
}

/// A tag that is built on a noun: “‘…’ comes from Ann Lee”, “‘…,’ in the words of Ann Lee”, “‘…’ was Ann Lee’s
/// answer”, “‘…,’ came the reply from Ann Lee”, “‘…’ is how Ann Lee puts it”.
pub(crate) fn nominal(clause: &Clause, at: usize) -> Option<Said> {
    let is_be = clause.token(at)?.class() == Some(Class::Be);
    let somebody = |from: usize| {
        let subject = phrase::after(clause.text, clause.tokens, from, clause.high)?;
        matches!(subject.head, Head::Name(_)).then_some(subject)
    };
    if clause.is(at, &["comes", "came", "stems"]) && clause.is(at + 1, &["from"]) {
        return Some(said_by(at, somebody(at + 2)?));
    }
    if is_be && clause.is(at + 1, &["how"]) {
        return Some(said_by(at, somebody(at + 2)?));
    }
    if !(is_be || clause.is(at, &["in", "came", "comes"])) {
        return None;
    }
    let noun = (at + 1..clause.high.min(at + 6))
        .find(|&noun| is_noun_of_saying(clause.text, &clause.tokens[noun]))?;
    if clause.is(noun + 1, &["of", "from", "by"]) {
        let is_plain = clause.is(at + 1, &["the", "a", "an"]);
        return Some(said_by(at, somebody(noun + 2).filter(|_| is_plain)?));
    }
    let owner = phrase::owner_before(clause.text, clause.tokens, at + 1, noun)?;
    (owner.range.start == at + 1).then(|| said_by(at, owner))
}

/// A tag whose verb need not be one of saying, after a sentence that was quoted up to a comma: “‘We saw it coming,’
/// remembered Ann Lee”, “‘We saw it coming,’ the mayor threw in”.
pub(crate) fn of_any_verb(clause: &Clause, start: usize) -> Option<Said> {
    let is_verb = |at: usize| {
        let token = clause.token(at).filter(|_| at < clause.high);
        let word = token.filter(|it| it.class() == Some(Class::Other));
        word.map(|it| it.span.of(clause.text))
            .filter(|word| !word.ends_with("ing"))
    };
    let (verb, subject) = if is_verb(start).is_some_and(|word| word.ends_with("ed")) {
        let subject = phrase::after(clause.text, clause.tokens, start + 1, clause.high)?;
        let is_named = matches!(subject.head, Head::Name(_));
        (start, Some(subject).filter(|_| is_named)?)
    } else {
        let subject = phrase::after(clause.text, clause.tokens, start, clause.high)?;
        let verb = subject.range.end;
        is_verb(verb)?;
        (verb, subject)
    };
    let is_somebody = subject.head != Head::Relative && !clause.is(subject.range.start, &["it"]);
    let ends = verb < subject.range.start || ends_tag(clause, verb + 1, Verb::Say);
    (is_somebody && ends).then(|| said_by(verb, subject))
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
pub(crate) fn trailing(clause: &Clause, from: usize) -> Option<(Said, usize)> {
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

/// Whether a verb says that something was said.
pub(crate) fn is_speech(verb: Verb) -> bool {
    matches!(verb, Verb::Say | Verb::Tell)
}

#[cfg(test)]
mod tests {
    use crate::source::quotation::tests::said;

    #[test]
    fn a_noun_may_say_whose_the_words_are() {
        for tag in [
            ",” in the words of Ann Lee.",
            ",” in Ann Lee’s view.",
            "” was how Ann Lee put it.",
            "” were Ann Lee’s words.",
            ",” was the answer of Ann Lee.",
            ",” came the reply from Ann Lee.",
        ] {
            let told = said(&format!("“It is over now{tag}"));
            assert!(told[0].ends_with("← Ann Lee"), "{tag} {told:?}");
        }
    }
}
