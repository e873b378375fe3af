//! Who says something, by name, as far as one text tells.

use super::reading::Reading;
use crate::compare::frame;
use crate::source::quotation::{Quotation, Speaker};
use crate::span::Span;

/// Words that stand for a speaker named elsewhere.
const PRONOUNS: [&str; 7] = ["he", "she", "they", "it", "who", "i", "we"];

/// Those of one person, of whom the sentence before speaks.
const OF_ONE: [&str; 2] = ["he", "she"];

/// How many sentences before what is said may say who “he” is.
const BACK: usize = 3;

/// The name of whoever says something; none where it would be a guess.
pub(super) fn named(quotation: &Quotation, reading: &Reading<'_>) -> Option<String> {
    let speaker = quotation.speaker.as_ref()?;
    let words = speaker.words.to_lowercase();
    if OF_ONE.contains(&words.as_str()) && speaker.certain && speaker.resolved.is_some() {
        return speaker.resolved.clone();
    }
    if OF_ONE.contains(&words.as_str()) {
        return meant_by_pronoun(quotation.span, reading);
    }
    if PRONOUNS.contains(&words.as_str()) || comes_another(quotation, reading) {
        return None;
    }
    name_of(quotation, reading.text()).map(str::to_owned)
}

/// Whether the one who is taken for the speaker is named in a paragraph before, and the paragraph of what is said
/// begins with somebody else.
fn comes_another(quotation: &Quotation, reading: &Reading<'_>) -> bool {
    let text = &reading.source.text;
    let Some(speaker) = &quotation.speaker else {
        return false;
    };
    let paragraph = text.paragraphs_around(quotation.span);
    if speaker.span.start >= paragraph.start {
        return false;
    }
    let name = speaker.name();
    let lines = &reading.sentences[reading.sentences_of(paragraph)];
    let words = lines.iter().flat_map(|sentence| &sentence.words);
    let before = words.take_while(|term| {
        let token = term.word.token as usize;
        text.tokens().span(token, token + 1).start < quotation.span.start
    });
    let mut names = before.filter(|term| term.word.is_name && term.word.says());
    let letters = |term: &super::sentence::Term| text.tokens().text(term.word.token as usize);
    names.any(|term| !name.contains(letters(term)) && !term.is_country)
}

/// Whom “he” or “she” means at a place of the text: the one who speaks in the sentence before, or with whom it
/// begins.
pub(super) fn meant_by_pronoun(at: Span, reading: &Reading<'_>) -> Option<String> {
    let text = &reading.source.text;
    let paragraph = text.paragraphs_around(at);
    let own = reading.sentences_of(at).start;
    for sentence in reading.sentences[..own].iter().rev().take(BACK) {
        if sentence.span.start < paragraph.start {
            return None;
        }
        let before = text.quotations().iter();
        let before = before.filter(|it| it.span.overlaps(sentence.span));
        let mut goes_on = false;
        let mut speakers: Vec<&str> = before
            .inspect(|it| goes_on |= speaks(it, &OF_ONE))
            .filter(|it| !speaks(it, &PRONOUNS))
            .filter_map(|it| as_written(it, reading.text()))
            .collect();
        speakers.dedup();
        if let [speaker] = speakers[..] {
            return Some(speaker.to_owned());
        }
        let tokens = text.tokens();
        let letters = |at: usize| tokens.text(sentence.words[at].word.token as usize);
        let is_next_pronoun =
            !sentence.words.is_empty() && OF_ONE.contains(&letters(0).to_lowercase().as_str());
        if is_next_pronoun || goes_on && speakers.is_empty() {
            continue;
        }
        let is_name = |at: &usize| {
            let word = &sentence.words[*at].word;
            word.is_name && word.says() && !frame::is_country(word.matter)
        };
        let first = (0..sentence.words.len().min(2)).find(is_name)?;
        let end = (first..sentence.words.len()).find(|at| !is_name(at));
        // “Marden’s inns” are nobody's name.
        if end.is_some_and(|end| letters(end).starts_with(['\'', '’'])) {
            return None;
        }
        let token = |at: usize| sentence.words[at].word.token as usize;
        // “Inside, Minister Ann Lee spoke”: what a comma parts is no name.
        let is_beside = token(first) == token(0) + first;
        let is_large = letters(0).starts_with(char::is_uppercase) && sentence.words[0].word.says();
        let start = if is_large && is_beside { 0 } else { first };
        let last = token(end.unwrap_or(sentence.words.len()) - 1);
        return Some(
            tokens
                .span(token(start), last + 1)
                .of(reading.text())
                .to_owned(),
        );
    }
    None
}

/// Whether a pronoun among `pronouns` says it.
fn speaks(quotation: &Quotation, pronouns: &[&str]) -> bool {
    let speaker = quotation.speaker.as_ref();
    speaker.is_some_and(|it| pronouns.contains(&it.words.to_lowercase().as_str()))
}

/// Whether the words hold a name, and are no mere description that opens a sentence: “The county clerk”.
fn is_name(words: &str) -> bool {
    let articles = [
        "The", "A", "An", "One", "Two", "Some", "His", "Her", "Its", "Their", "Our", "My",
        "Another",
    ];
    let mut words = words.split_whitespace();
    words.any(|word| word.starts_with(char::is_uppercase) && !articles.contains(&word))
}

/// The fullest name that the source gives the speaker; none where it only describes somebody.
pub(super) fn name_of<'t>(quotation: &'t Quotation, text: &'t str) -> Option<&'t str> {
    let speaker = quotation.speaker.as_ref()?;
    let name = speaker.name();
    if is_name(name) {
        return Some(name);
    }
    beside(speaker, text).map(|name| name.of(text))
}

/// The speaker as the text says there, where that is a name: several people may share a surname.
fn as_written<'t>(quotation: &'t Quotation, text: &'t str) -> Option<&'t str> {
    let words = quotation.speaker.as_ref()?.words.as_str();
    let own = Some(words).filter(|words| is_name(words));
    own.or_else(|| name_of(quotation, text))
}

/// The name that stands beside a description: “Its chief executive, Marta Lindqvist, called …”.
pub(super) fn beside(speaker: &Speaker, text: &str) -> Option<Span> {
    let beside = text.get(speaker.span.end..)?.strip_prefix(", ")?;
    let beside = beside.split([',', '.', ';', '\n']).next()?;
    let is_large = |word: &str| word.starts_with(char::is_uppercase);
    let n_words = beside.split_whitespace().count();
    let is_name = (1..=4).contains(&n_words) && beside.split_whitespace().all(is_large);
    let start = speaker.span.end + ", ".len();
    is_name.then(|| Span::new(start, start + beside.len()))
}
