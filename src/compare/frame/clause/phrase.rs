//! Who does it and to what it is done: the things named before a verb and after it.

use std::ops::Range;

use super::group::{Form, Group, Line};
use super::part::Part;

/// How many words what something is done to may have, with all that belongs to it.
const LONGEST: usize = 12;

/// How far before “who” what is meant may stand after “it was”, in words.
const CLEFT: usize = 12;

/// How many words before a verb the thing of which it is said may begin.
const BEFORE: usize = 24;

/// A stretch of words that name a thing, and whether it stands after a preposition.
struct Phrase {
    words: Range<usize>,
    is_after: bool,
}

/// The things named in `range`, in order.
fn phrases(line: Line<'_>, range: Range<usize>) -> Vec<Phrase> {
    let mut phrases: Vec<Phrase> = Vec::new();
    let mut is_after = false;
    let mut is_open = false;
    for at in range {
        let part = line.part(at);
        let begins = matches!(
            part,
            Some(Part::Article | Part::No | Part::None | Part::Subject)
        );
        // “Tolland's goalkeeper” is one.
        let is_of = line.is(at, &["'s"]);
        match part {
            Some(Part::Preposition | Part::By | Part::To | Part::Without) => {
                is_after = true;
                is_open = false;
            }
            // “Said Gus Tolland”
            Some(Part::Past | Part::Plural) if super::thing::is_saying(line.words[at].stem) => {
                is_open = false;
            }
            Some(
                Part::And
                | Part::Adverb
                | Part::If
                | Part::Subordinate
                | Part::That
                | Part::Relative,
            ) => {
                is_open = false;
                is_after &= part == Some(Part::And);
            }
            _ => {
                let is_new = !is_open
                    || begins && !is_of
                    || line.is_apart(at)
                    || line.is_name(at) && is_date(line, at - 1);
                if is_new {
                    phrases.push(Phrase {
                        words: at..at,
                        is_after: is_after && (!is_open || line.is_apart(at)),
                    });
                    is_after = false;
                }
                is_open = true;
                if let Some(phrase) = phrases.last_mut() {
                    phrase.words.end = at + 1;
                }
            }
        }
    }
    phrases
}

/// The verb before one, who does that, and what a relative before that stands for.
pub(super) struct Before<'a> {
    pub(super) group: &'a Group,
    pub(super) subject: Range<usize>,
    pub(super) antecedent: Option<Range<usize>>,
}

/// Who does it, as far as the words before the verb say so. Empty where nobody is named.
pub(super) fn subject(line: Line<'_>, group: &Group, last: Option<&Before<'_>>) -> Range<usize> {
    let inherited = last.map_or(group.start..group.start, |last| last.subject.clone());
    let from = start(line, group, last.map(|last| last.group));
    let before = group.start.checked_sub(1).filter(|at| *at >= from);
    let Some(before) = before.filter(|_| group.form == Form::Finite) else {
        return inherited;
    };
    match line.part(before) {
        Some(Part::Relative | Part::That) if !line.is_apart(group.start) => {
            return antecedent(line, before);
        }
        Some(Part::And) => return inherited,
        // “An exchange brokered by the league”
        Some(Part::Word | Part::Plural)
            if group.is_passive && !group.is_helped && !line.is_apart(group.start) =>
        {
            return antecedent(line, group.start);
        }
        _ => {}
    }
    // “The driver who saw the sparks made the call”
    let told = last.and_then(|last| Some((last.group.verb + 1, last.antecedent.clone()?)));
    if let Some((from, antecedent)) = told
        && !(from..group.start).any(|at| is_link(line, at))
        && !line.is_apart(group.start)
    {
        return antecedent;
    }
    let named = |from: usize| {
        let mut own = phrases(line, from..group.start).into_iter();
        own.find(|it| !it.is_after && names(line, &it.words))
    };
    // “Brandt Risk, a firm, on Friday estimated”
    let first = named(from).or_else(|| named(before_mark(line, from, last.map(|it| it.group))));
    first.map_or(inherited, |phrase| phrase.words)
}

/// Whether a mark stands before a word, or it links what is told with something else.
fn is_link(line: Line<'_>, at: usize) -> bool {
    let part = line.part(at);
    let is_link = matches!(
        part,
        Some(Part::And | Part::Relative | Part::That | Part::Subordinate | Part::If)
    );
    is_link || line.is_apart(at)
}

/// What the relative stands for that a verb is told beside with: what is told next without a link is told of
/// that.
pub(super) fn antecedent_of(
    line: Line<'_>,
    group: &Group,
    subject: &Range<usize>,
    last: Option<&Before<'_>>,
) -> Option<Range<usize>> {
    if group.form != Form::Finite {
        return last.and_then(|last| last.antecedent.clone());
    }
    let is_relative = |at: usize| match line.part(at) {
        Some(Part::Relative) => true,
        // “Said that”
        Some(Part::That) => last.is_none_or(|last| last.group.verb + 1 != at),
        _ => false,
    };
    let before = group.start.checked_sub(1)?;
    if is_relative(before) && !line.is_apart(before) {
        return Some(subject.clone()).filter(|it| !it.is_empty());
    }
    // “The suit that the county filed”
    let before = subject.start.checked_sub(1)?;
    let is_told = subject.end == group.start && is_relative(before) && !line.is_apart(before);
    let named = is_told.then(|| antecedent(line, before))?;
    Some(named).filter(|it| !it.is_empty())
}

/// Where the words before a stretch begin, up to the verb before it.
fn before_mark(line: Line<'_>, from: usize, last: Option<&Group>) -> usize {
    let first = last
        .map_or(0, |last| last.verb + 1)
        .max(from.saturating_sub(BEFORE));
    (first..from)
        .rev()
        .find(|at| line.is_apart(*at))
        .unwrap_or(first.min(from))
}

/// Whether some words name a thing, and not only a day.
fn names(line: Line<'_>, words: &Range<usize>) -> bool {
    let mut words = words.clone();
    words.any(|at| {
        let word = &line.words[at];
        let is_pronoun = matches!(
            line.part(at),
            Some(Part::Subject | Part::No | Part::None | Part::Object)
        );
        let is_number = line.part(at) == Some(Part::Number);
        is_pronoun || word.rank > 0.3 && !is_number && !is_day(line.text(at))
    })
}

/// Whether a date ends with a word: “in November 2021”, “on Friday”.
fn is_date(line: Line<'_>, at: usize) -> bool {
    let is_year = |text: &str| text.len() == 4 && text.starts_with(['1', '2']);
    let is_number = line.part(at) == Some(Part::Number);
    let is_after_month = || at > 0 && is_day(line.text(at - 1));
    is_number && (is_year(line.text(at)) || is_after_month()) || is_day(line.text(at))
}

/// Whether a word is the name of a day or a month.
fn is_day(word: &str) -> bool {
    matches!(
        word,
        "Monday"
            | "Tuesday"
            | "Wednesday"
            | "Thursday"
            | "Friday"
            | "Saturday"
            | "Sunday"
            | "January"
            | "February"
            | "March"
            | "April"
            | "June"
            | "July"
            | "August"
            | "September"
            | "October"
            | "November"
            | "December"
            | "yesterday"
            | "today"
            | "morning"
            | "afternoon"
            | "evening"
            | "night"
            | "week"
            | "year"
            | "month"
    )
}

/// Where the words may begin that say who does it.
fn start(line: Line<'_>, group: &Group, last: Option<&Group>) -> usize {
    /// How many stretches between marks may say something beside: “Pasco, the captain, who scored, left”.
    const BESIDE: usize = 3;
    let end = group.start;
    let is_beside = line.is_apart(end);
    let first = end.saturating_sub(BEFORE);
    let mut at = end;
    let mut n_marks = 0;
    while at > first {
        let part = line.part(at - 1);
        // What a relative tells is told beside.
        let is_told = last.is_some_and(|last| {
            let before = last.start.checked_sub(1).and_then(|at| line.part(at));
            let is_saying = super::thing::is_saying(line.words[last.verb].stem);
            let is_aside = is_beside && (is_saying || before == Some(Part::Relative));
            last.verb + 1 == at && !is_aside
        });
        let is_break = matches!(part, Some(Part::Subordinate | Part::If));
        let is_link = matches!(part, Some(Part::Relative | Part::That)) && at < end;
        if is_told || (is_break || is_link) && !is_beside {
            break;
        }
        at -= 1;
        if line.is_apart(at) {
            n_marks += 1;
            if !is_beside || n_marks >= BESIDE || line.is_broken(at) {
                break;
            }
        }
    }
    at
}

/// What was named last before a relative.
fn antecedent(line: Line<'_>, relative: usize) -> Range<usize> {
    // “It was a baker, the paper says, who called”
    let is_cleft = |at: &usize| line.part(*at) == Some(Part::Be) && line.is(at - 1, &["it"]);
    let mut before = (relative.saturating_sub(CLEFT).max(1)..relative).rev();
    let cleft = before.find(is_cleft);
    let is_held = cleft.is_some() && line.part(relative).is_some_and(|part| part != Part::Past);
    let named = cleft.filter(|_| is_held).and_then(|be| {
        let mut own = phrases(line, be + 1..relative).into_iter();
        own.find(|it| !it.is_after && names(line, &it.words))
    });
    if let Some(named) = named {
        return named.words;
    }
    let from = relative.saturating_sub(8);
    let mut own = phrases(line, from..relative);
    let last = own.pop();
    last.map_or(relative..relative, |phrase| phrase.words)
}

/// What follows a verb and belongs to it; `next` is the next verb.
pub(super) fn object(
    line: Line<'_>,
    from: usize,
    next: Option<(&Group, &Range<usize>)>,
) -> Range<usize> {
    let most = (from + LONGEST).min(line.words.len());
    let next_start = next.map_or(most, |(group, subject)| {
        // “A statement released on Wednesday” is what something is done to.
        let is_reduced = group.form == Form::Finite && !group.is_helped && !group.is_state;
        if group.form == Form::Finite && !is_reduced && subject.start >= from {
            subject.start
        } else {
            group.start
        }
    });
    let most = most.min(next_start.max(from));
    let end = (from..most).find(|at| {
        let ends = matches!(
            line.part(*at),
            Some(Part::Relative | Part::That | Part::Subordinate | Part::If | Part::Without)
        );
        ends || line.is_apart(*at)
    });
    from..end.unwrap_or(most)
}
