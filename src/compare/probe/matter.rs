//! Whether a passage that answers is about the same matter as the cited text.
//!
//! The words around a value say what is counted, not of which flood: “killed two people” answers “{nine}
//! people were killed” wherever it happened. Two things tell such passages apart: somebody or something
//! that they name and that the cited text does not know, and a time that lies long before the text was
//! written. Where a sentence names nobody, the one before it, or the head of its text, says what it is
//! about.

use std::ops::Range;
use std::sync::LazyLock;

use super::line::Line;
use super::question::Question;
use crate::check::Ground;
use crate::compare::frame::{self, Word};
use crate::source::Source;
use crate::source::token::key;
use crate::span::Span;
use crate::value::{self, Kind, Relation, Value};

/// How far from an answer a name may stand and still say what it is about, in words.
const REACH: u32 = 12;

/// Verbs by which somebody is named who only says it, and what stands before “to”.
const SAYING: [&str; 9] = [
    "say",
    "tell",
    "add",
    "report",
    "write",
    "announce",
    "according",
    "call",
    "explain",
];

/// How a sentence begins that speaks of what the one before it names.
const PRONOUNS: [&str; 12] = [
    "he", "she", "it", "they", "his", "her", "its", "their", "this", "that", "these", "those",
];

/// How far such a verb stands from the name, in words.
const BESIDE: u32 = 2;

/// Why the passage of `source` with answers at `slots` is about something else than what `question`
/// cites; none where nothing says so.
pub(super) fn differs(
    question: &Question<'_>,
    span: Span,
    slots: &[Span],
    source: &Source,
    ground: &Ground<'_>,
) -> Option<&'static str> {
    let cited = ground.source(question.source)?;
    let sentence = sentence_at(source, span.start)?;
    let line = Line::new(source, sentence);
    let names = names(&line, slots);
    let is_known = |name: &Range<usize>| is_known(question, &line, name, cited, ground);
    let distance = |name: &Range<usize>| distance(&line, name, slots);
    let nearest = names.iter().map(&distance).min().unwrap_or(0);
    let says_what = |name: &&Range<usize>| distance(name) <= nearest.max(REACH);
    if names.iter().filter(says_what).any(|name| !is_known(name)) {
        return Some("it names somebody or something that the cited text does not know");
    }
    let is_pronoun = opens_with_pronoun(&line);
    let leans_back = names.is_empty() || is_pronoun;
    if leans_back && !is_topic_known(question, (sentence, is_pronoun), source, cited, ground) {
        return Some("what stands before it is about something that the cited text does not know");
    }
    let is_past = is_of_another_time(question, &line, slots, cited, ground);
    is_past.then_some("it tells of another time")
}

/// Whether a line says of whom or what it speaks in the lines before it.
fn opens_with_pronoun(line: &Line<'_>) -> bool {
    let first = line
        .words
        .first()
        .map(|word| line.letters(word).to_lowercase());
    first.is_some_and(|first| PRONOUNS.contains(&first.as_str()))
}

fn sentence_at(source: &Source, at: usize) -> Option<usize> {
    let sentences = source.text.sentences();
    let sentence = sentences.partition_point(|span| span.end <= at);
    (sentence < sentences.len()).then_some(sentence)
}

/// The names in a line, each as a run of words, but for those that are asked for and those who only
/// say something.
fn names(line: &Line<'_>, slots: &[Span]) -> Vec<Range<usize>> {
    let open: Vec<Range<usize>> = slots.iter().map(|slot| line.words_within(*slot)).collect();
    let mut names: Vec<Range<usize>> = Vec::new();
    for (at, word) in line.words.iter().enumerate() {
        let is_open = open.iter().any(|words| words.contains(&at));
        if is_open || !(word.is_name || at == 0 && opens_with_name(line)) || is_origin(line, word) {
            continue;
        }
        match names.last_mut() {
            Some(run) if run.end == at && line.words[at - 1].at + 1 == word.at => run.end = at + 1,
            _ => names.push(at..at + 1),
        }
    }
    let says = |name: &Range<usize>| line.words[name.clone()].iter().any(|word| word.rank > 0.9);
    names.retain(|name| says(name) && !only_says(line, name));
    names
}

fn is_origin(line: &Line<'_>, word: &Word) -> bool {
    super::frame::is_origin(line.letters(word))
}

/// Whether the first word is written large within a sentence elsewhere.
fn opens_with_name(line: &Line<'_>) -> bool {
    let Some(first) = line.words.first().filter(|word| word.rank > 0.9) else {
        return false;
    };
    let (text, letters) = (&line.source.text, line.letters(first));
    let tokens = text.tokens();
    let starts = |at: usize| {
        text.sentences()
            .binary_search_by_key(&at, |it| it.start)
            .is_ok()
    };
    let wanted = key(&letters.to_lowercase());
    letters.starts_with(char::is_uppercase)
        && tokens.all().iter().enumerate().any(|(at, token)| {
            token.key == wanted
                && tokens.text(at).starts_with(char::is_uppercase)
                && !starts(tokens.span(at, at + 1).start)
        })
}

/// Whether the first word may be a name, which a pronoun in the next line then stands for; a common noun
/// without an article is mostly a plural.
fn may_be_name(line: &Line<'_>) -> bool {
    let first = line.words.first().filter(|word| word.rank > 0.9);
    first.is_some_and(|word| {
        let letters = line.letters(word);
        letters.starts_with(char::is_uppercase) && !letters.ends_with('s')
    })
}

/// Whether a name stands beside a verb of saying.
fn only_says(line: &Line<'_>, name: &Range<usize>) -> bool {
    static SAYS: LazyLock<[u32; 9]> = LazyLock::new(|| SAYING.map(frame::stem_key));
    let (first, last) = (line.words[name.start].at, line.words[name.end - 1].at);
    let mut words = line.words.iter();
    words.any(|word| {
        let is_beside = word.at + BESIDE >= first && word.at <= last + BESIDE;
        is_beside && SAYS.contains(&frame::stem_key(line.letters(word)))
    })
}

/// How far a name stands from the nearest answer, in words.
fn distance(line: &Line<'_>, name: &Range<usize>, slots: &[Span]) -> u32 {
    let ends = |words: &Range<usize>| {
        let last = line.words.get(words.end.wrapping_sub(1))?;
        Some((line.words.get(words.start)?.at, last.at))
    };
    let Some((first, last)) = ends(name) else {
        return 0;
    };
    let slots = slots
        .iter()
        .filter_map(|slot| ends(&line.words_within(*slot)));
    let distances = slots.map(|(from, to)| {
        let before = from.saturating_sub(last);
        before.max(first.saturating_sub(to))
    });
    distances.min().unwrap_or(0)
}

/// Whether the cited text, or the claim, has every word of a name, or the project knows the name.
fn is_known(
    question: &Question<'_>,
    line: &Line<'_>,
    name: &Range<usize>,
    cited: &Source,
    ground: &Ground<'_>,
) -> bool {
    let words = &line.words[name.clone()];
    let tokens = line.source.text.tokens();
    let (first, last) = (words[0].token, words[words.len() - 1].token);
    let span = tokens.span(first as usize, last as usize + 1);
    let written = span.of(line.source.text.original());
    let says = |word: &&Word| word.rank > 0.9;
    ground.names.canonical(written).is_some()
        || words.iter().filter(says).all(|word| {
            let letters = line.letters(word).to_lowercase();
            ground.has_word(key(&letters), cited) || question.knows(word.meaning)
        })
}

/// Whether what a sentence without names is about is known to the cited text: the nearest names before
/// it in its paragraph, else the first ones of its text.
fn is_topic_known(
    question: &Question<'_>,
    (sentence, is_pronoun): (usize, bool),
    source: &Source,
    cited: &Source,
    ground: &Ground<'_>,
) -> bool {
    let sentences = source.text.sentences();
    let paragraph = source.text.paragraphs_around(sentences[sentence]);
    let before = (0..sentence).rev();
    let own = before.take_while(|&at| sentences[at].start >= paragraph.start);
    for at in own.chain(0..sentence) {
        let line = Line::new(source, at);
        let mut names = names(&line, &[]);
        if is_pronoun && at + 1 == sentence && may_be_name(&line) {
            names.insert(0, 0..1);
        }
        if !names.is_empty() {
            let mut names = names.iter();
            return names.any(|name| is_known(question, &line, name, cited, ground));
        }
    }
    true
}

/// Whether a line gives a day that lies out of reach before its text was written, and that the cited
/// sentence does not give too.
fn is_of_another_time(
    question: &Question<'_>,
    line: &Line<'_>,
    slots: &[Span],
    cited: &Source,
    ground: &Ground<'_>,
) -> bool {
    let context = ground.context(line.source);
    let Some(horizon) = horizon(line.source, ground) else {
        return false;
    };
    let past = |value: &&Value| {
        value.kind == Kind::Date
            && !slots.contains(&value.span)
            && !is_aside(line, value)
            && value::compare(&horizon, value, &context) == Relation::Supports
    };
    let mut past = line.values(ground).iter().filter(past).peekable();
    if past.peek().is_none() {
        return false;
    }
    let own = cited_days(question, cited, ground);
    past.any(|value| own.iter().all(|own| value::conflict(own, value, &context)))
}

/// The time before a text's day that is out of reach.
fn horizon(source: &Source, ground: &Ground<'_>) -> Option<Value> {
    let reach = jiff::Span::new()
        .try_days(i64::try_from(ground.reach).ok()?)
        .ok()?;
    let day = source.meta.written?.checked_sub(reach).ok()?;
    let context = ground.context(source);
    value::read_whole(&format!("before {day}"), Some(Kind::Date), &context)
}

/// Whether a day is given by the way: “since 2012” counts from then until now, and “founded in 1965”
/// dates the founding.
fn is_aside(line: &Line<'_>, value: &Value) -> bool {
    let inside = line.words_within(value.span);
    let mut before = line.words[..inside.start].iter().rev();
    let mut letters = || before.next().map_or("", |word| line.letters(word));
    let (last, one_before) = (letters(), letters());
    let is_verb = |word: &str| word.ends_with("ed") || ["built", "born", "begun"].contains(&word);
    last.eq_ignore_ascii_case("since") || is_verb(last) || is_verb(&one_before.to_lowercase())
}

/// The days in the sentence that the question cites.
fn cited_days(question: &Question<'_>, cited: &Source, ground: &Ground<'_>) -> Vec<Value> {
    let found = ground.find(&question.passage.query(), cited);
    let Some(occurrence) = found.first() else {
        return Vec::new();
    };
    let sentence = cited.text.sentences_around(occurrence.span);
    let values = value::read(sentence.of(cited.text.original()), &ground.context(cited));
    values
        .into_iter()
        .filter(|value| value.kind == Kind::Date)
        .collect()
}
