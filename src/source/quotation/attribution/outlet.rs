//! Outlets: where somebody writes, so that what is quoted is quoted by way of it.

use super::{Mention, mention};
use crate::source::quotation::grammar::clause::{Clause, Said};
use crate::source::quotation::grammar::cue::{self, Verb};
use crate::source::quotation::grammar::phrase::{self, text_is};
use crate::source::quotation::grammar::word::{Class, low};

/// How many tokens after a verb of saying the interview may be named.
const INTERVIEW_REACH: usize = 8;

/// Words that the names of newspapers, agencies and broadcasters end with or hold.
const MEDIA: &[&str] = &[
    "times",
    "post",
    "journal",
    "news",
    "press",
    "gazette",
    "herald",
    "tribune",
    "guardian",
    "magazine",
    "daily",
    "weekly",
    "review",
    "diplomat",
    "reuters",
    "bloomberg",
    "media",
    "policy",
    "affairs",
    "atlantic",
    "economist",
    "telegraph",
    "observer",
    "independent",
    "globe",
    "chronicle",
    "broadcasting",
    "radio",
    "television",
    "tv",
    "agency",
    "wire",
    "star",
    "sun",
    "mail",
    "record",
    "bulletin",
    "register",
    "dispatch",
    "examiner",
    "politico",
    "axios",
    "vox",
    "slate",
    "vice",
    "cnn",
    "bbc",
    "npr",
    "ap",
    "afp",
    "upi",
    "nbc",
    "abc",
    "cbs",
    "cnbc",
    "msnbc",
    "pbs",
    "novosti",
    "xinhua",
    "tass",
    "interfax",
    "spiegel",
    "monde",
    "figaro",
    "breitbart",
    "newsweek",
    "time",
    "forbes",
    "fortune",
    "wired",
    "hill",
    "intercept",
    "nation",
    "project",
    "yorker",
    "ft",
    "wsj",
];

/// The outlet of a verb of saying: “wrote X in The Times”, “X of The Post reported”, “At Y, X wrote”.
pub(crate) fn outlet(text: &str, clause: &Clause, said: &Said) -> Option<Mention> {
    let after = said.subject.range.end.max(said.at + 1);
    // “Mary Roe told The Post”, “said in an interview with The Post”
    if said.cue.verb == Verb::Tell
        && let Some(found) = media(text, clause, said.at + 1)
    {
        return Some(found);
    }
    let near = after..clause.high.min(after + INTERVIEW_REACH);
    if let Some(found) = near
        .filter(|&at| clause.is(at, &["interview", "interviews", "podcast"]))
        .find_map(|at| named(text, clause, at + 1))
    {
        return Some(found);
    }
    if cue::names_outlets(clause.tokens[said.at].span.of(text))
        && let Some(found) = named(text, clause, after)
    {
        return Some(found);
    }
    // “Chris Buckley from The New York Times reported”
    let within = said.subject.range.clone();
    if let Some(found) = within
        .clone()
        .skip(1)
        .find_map(|at| named(text, clause, at))
    {
        return Some(found);
    }
    // “At The Diplomat, Shannon Tiezzi described”
    let start = said.subject.range.start;
    let opens = start > clause.low + 1 && clause.tokens[start - 1].is(',');
    opens.then(|| named(text, clause, clause.low)).flatten()
}

/// The outlet named by the preposition at token `at`: “in The New York Times”.
fn named(text: &str, clause: &Clause, at: usize) -> Option<Mention> {
    let token = clause.tokens.get(at).filter(|_| at < clause.high)?;
    if token.class() != Some(Class::Preposition)
        || !text_is(
            text,
            token,
            &["in", "for", "at", "from", "of", "with", "on", "via"],
        )
    {
        return None;
    }
    media(text, clause, at + 1)
}

/// The outlet whose name begins at token `at`, which no title makes a person’s.
fn media(text: &str, clause: &Clause, at: usize) -> Option<Mention> {
    let found = phrase::after(text, clause.tokens, at, clause.high)?;
    let class = |at: usize| clause.tokens[at].class();
    let is_person = found
        .range
        .clone()
        .any(|at| class(at) == Some(Class::Honorific));
    let is_media = found.range.clone().any(|at| {
        let word = clause.tokens[at].span.of(text);
        word.starts_with(char::is_uppercase) && MEDIA.contains(&low(word).as_str())
    });
    (is_media && !is_person).then(|| mention(clause.tokens, &found))
}
