//! The verbs of a sentence, each with the words that belong to it: “has not yet been told”, “refused to go”.

use super::super::Word;
use super::part::Part;
use crate::source::token::Tokens;

/// How what is done is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mood {
    /// It is so, or was.
    Fact,
    /// It will be so.
    Future,
    /// It may be so.
    Possible,
    /// It is to be so.
    Should,
    /// It is not said whether: in a condition, a wish, a purpose.
    Open,
}

/// In what form a verb stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// With somebody who does it: “the ministry ordered”.
    Finite,
    /// “To order”.
    Infinitive,
    /// “Ordering”.
    Gerund,
}

/// A verb, and the words before it that belong to it.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The first word of it.
    pub(super) start: usize,
    /// The verb, or what somebody is: “remains closed”.
    pub(super) verb: usize,
    pub(super) form: Form,
    pub(super) mood: Mood,
    /// How many words of it deny.
    pub(super) n_not: usize,
    /// Whether it has a word that only helps: “was ordered”.
    pub(super) is_helped: bool,
    /// Whether it may be done to whom it is said of: after “be”, or before “by”.
    pub(super) is_passive: bool,
    /// Whether the verb only says that something is so, and the word is what it is.
    pub(super) is_state: bool,
}

/// The words of a sentence, and how they are written.
#[derive(Clone, Copy)]
pub(super) struct Line<'a> {
    pub(super) words: &'a [Word],
    pub(super) tokens: &'a Tokens,
}

impl<'a> Line<'a> {
    pub(super) fn text(&self, at: usize) -> &'a str {
        let word = self.words.get(at);
        word.map_or("", |word| self.tokens.text(word.token as usize))
    }

    /// What part a word plays; none at the end.
    pub(super) fn part(&self, at: usize) -> Option<Part> {
        let word = self.words.get(at)?;
        // “In May”
        let is_month = word.part == Part::Can && at > 0 && self.text(at) == "May";
        Some(if word.is_name || is_month {
            Part::Word
        } else {
            word.part
        })
    }

    pub(super) fn is(&self, at: usize, list: &[&str]) -> bool {
        let text = self.text(at);
        list.iter().any(|it| it.eq_ignore_ascii_case(text))
    }

    /// Whether a mark stands before a word, or it is the first.
    pub(super) fn is_apart(&self, at: usize) -> bool {
        at == 0 || at < self.words.len() && self.words[at].at != self.words[at - 1].at + 1
    }

    /// Whether another sentence could begin with a word: what stands before it is told apart.
    pub(super) fn is_broken(&self, at: usize) -> bool {
        let token = self.words.get(at).map_or(0, |word| word.token as usize);
        self.is_apart(at) && token > 0 && self.tokens.text(token - 1) == ";"
    }

    /// Whether a word says something and names nobody.
    pub(super) fn says(&self, at: usize) -> bool {
        let word = self.words.get(at);
        word.is_some_and(|word| word.rank > 0.0 && !word.is_name)
    }

    pub(super) fn is_name(&self, at: usize) -> bool {
        self.words.get(at).is_some_and(|word| word.is_name)
    }
}

/// What follows a denial that is none: “not only”, “no doubt”.
pub(super) use super::super::denial::NO_DENIAL_BEFORE;

/// Words after “have” and “be” with which something is to be done, before “to”.
const SEMI: [&str; 5] = ["yet", "going", "about", "due", "bound"];

/// Words that, said of what something is done to, only say how it is after it: “was left unsigned”.
const LEFT: [&str; 4] = ["left", "kept", "found", "rendered"];

/// The most words that belong to a verb.
const LONGEST: usize = 9;

/// The verbs of a sentence, in order.
pub(super) fn groups(line: Line<'_>) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    let mut at = 0;
    while at < line.words.len() {
        let group = group(line, at, groups.last());
        at = group.as_ref().map_or(at, |group| group.verb) + 1;
        groups.extend(group);
    }
    groups
}

fn group(line: Line<'_>, at: usize, last: Option<&Group>) -> Option<Group> {
    use Part::{
        Be, Can, Contracted, Do, Have, Ing, Not, Past, Plural, Should, Stay, To, Will, Word,
    };
    match line.part(at)? {
        Be | Can | Contracted | Do | Have | Not | Should | Will => helped(line, at),
        To => helped(line, at).filter(|it| it.verb > at),
        Stay => state(line, at),
        Past => alone(line, at, is_past(line, at)),
        Ing => alone(line, at, is_gerund(line, at, last)),
        Plural | Word => alone(line, at, is_present(line, at)),
        _ => None,
    }
}

/// A verb without a word that helps.
fn alone(line: Line<'_>, at: usize, is_verb: bool) -> Option<Group> {
    let form = match line.part(at)? {
        Part::Ing => Form::Gerund,
        _ => Form::Finite,
    };
    let is_next = |at: usize, part| line.part(at) == Some(part) && !line.is_apart(at);
    // “Put forward by”
    let is_joined = is_next(at + 1, Part::Preposition) || is_next(at + 1, Part::Adverb);
    let is_by = is_next(at + 1, Part::By) || is_joined && is_next(at + 2, Part::By);
    is_verb.then_some(Group {
        start: at,
        verb: at,
        form,
        mood: Mood::Fact,
        n_not: 0,
        is_helped: false,
        is_passive: is_by,
        is_state: false,
    })
}

/// The words that help a verb, as they are read one after the other.
struct Helped {
    mood: Mood,
    n_not: usize,
    /// The last of them that is a verb.
    last: Part,
    is_infinitive: bool,
}

/// A verb with words that help: “has not been ordered”, “to have ordered”.
fn helped(line: Line<'_>, start: usize) -> Option<Group> {
    let mut helped = Helped {
        mood: Mood::Fact,
        n_not: 0,
        last: Part::Not,
        is_infinitive: line.part(start) == Some(Part::To),
    };
    let mut at = start;
    while at < line.words.len() && at < start + LONGEST && (at == start || !line.is_apart(at)) {
        let n = helped.take(line, at, at == start);
        if n == 0 {
            break;
        }
        at += n;
    }
    let is_there = start > 0 && line.is(start - 1, &["there"]) && helped.last == Part::Be;
    if is_there && !line.is_apart(at) && matches!(line.part(at), Some(Part::Article | Part::No)) {
        return Some(helped.group(start, at - 1));
    }
    if line.is_apart(at) || at >= line.words.len() || !line.says(at) {
        return None;
    }
    let part = line.part(at)?;
    let is_state = helped.last == Part::Be && matches!(part, Part::Word | Part::Plural);
    let is_verb = match part {
        Part::Past => helped.last != Part::Not || helped.n_not > 0,
        Part::Ing => helped.last == Part::Be,
        Part::Word => helped.last != Part::Have,
        Part::Stay => true,
        Part::Plural => is_state || helped.n_not > 0,
        _ => false,
    };
    // “Not a word”, “no longer a word”.
    let is_denied_thing = helped.last == Part::Not && part != Part::Past && !helped.is_infinitive;
    if !is_verb || is_denied_thing {
        return None;
    }
    let is_left = helped.last == Part::Be && line.is(at, &LEFT);
    let verb = match state(line, at) {
        Some(state) if part == Part::Stay || is_left => state.verb,
        _ => at,
    };
    Some(Group {
        is_passive: helped.last == Part::Be && part == Part::Past,
        is_state: is_state || verb != at,
        ..helped.group(start, verb)
    })
}

impl Helped {
    /// The verb that they help.
    fn group(&self, start: usize, verb: usize) -> Group {
        Group {
            start,
            verb,
            form: if self.is_infinitive {
                Form::Infinitive
            } else {
                Form::Finite
            },
            mood: self.mood,
            n_not: self.n_not,
            is_helped: true,
            is_passive: false,
            is_state: false,
        }
    }

    /// Takes the next word; how many words it is, 0 where it is the verb.
    fn take(&mut self, line: Line<'_>, at: usize, is_first: bool) -> usize {
        let Some(part) = line.part(at) else { return 0 };
        match part {
            // “Insisted that the child be returned”
            Part::Be if is_first && line.is(at, &["be"]) => self.raise(part, Mood::Open),
            Part::Be | Part::Have | Part::Do => self.last = part,
            Part::Will => self.raise(part, Mood::Future),
            Part::Can => self.raise(part, Mood::Possible),
            Part::Should => self.raise(part, Mood::Should),
            Part::Contracted => {
                self.n_not += 1;
                let text = line.text(at);
                let start = |beginnings: &[&str]| {
                    let mut beginnings = beginnings.iter();
                    beginnings.any(|it| text.to_ascii_lowercase().starts_with(it))
                };
                if start(&["is", "are", "was", "were", "ain"]) {
                    self.last = Part::Be;
                } else if start(&["has", "have", "had"]) {
                    self.last = Part::Have;
                } else if start(&["wo"]) {
                    self.raise(Part::Will, Mood::Future);
                } else if start(&["can", "could", "might"]) {
                    self.raise(Part::Can, Mood::Possible);
                } else if start(&["should", "must"]) {
                    self.raise(Part::Should, Mood::Should);
                } else {
                    self.last = Part::Do;
                }
            }
            Part::Not => {
                if line.is(at + 1, &NO_DENIAL_BEFORE) || at > 0 && line.is(at - 1, &["or", "if"]) {
                    return 0;
                }
                self.n_not += 1;
            }
            Part::No if line.is(at + 1, &["longer"]) => {
                self.n_not += 1;
                return 2;
            }
            Part::To if is_first => self.last = Part::To,
            Part::To if matches!(self.last, Part::Have | Part::Be) => {
                self.raise(Part::To, Mood::Should);
            }
            // “Has yet to”, “is going to”.
            _ if line.is(at, &SEMI) && line.part(at + 1) == Some(Part::To) => {
                if line.is(at, &["yet"]) {
                    self.n_not += 1;
                } else {
                    self.mood = Mood::Future;
                }
                self.last = Part::To;
                return 2;
            }
            Part::Adverb if !is_first => {}
            // “Did he go?” asks; “had the line been checked” is rare.
            _ => return 0,
        }
        1
    }

    fn raise(&mut self, last: Part, mood: Mood) {
        self.last = last;
        if self.mood == Mood::Fact {
            self.mood = mood;
        }
    }
}

/// “Remains closed”: what it is; or the verb alone, “remains in office”.
fn state(line: Line<'_>, at: usize) -> Option<Group> {
    if at > 0 && !line.is_apart(at) && matches!(line.part(at - 1), Some(Part::Article | Part::No)) {
        return None;
    }
    let mut next = at + 1;
    while line.part(next) == Some(Part::Adverb) && !line.is_apart(next) {
        next += 1;
    }
    let part = line.part(next);
    let is_so = matches!(part, Some(Part::Word | Part::Past | Part::Ing))
        && line.says(next)
        && !line.is_apart(next);
    Some(Group {
        start: at,
        verb: if is_so { next } else { at },
        form: Form::Finite,
        mood: Mood::Fact,
        n_not: 0,
        is_helped: false,
        is_passive: false,
        is_state: is_so,
    })
}

/// Whether a word that tells of the past is the verb there: “the ministry ordered”, not “the ordered goods”.
fn is_past(line: Line<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else {
        return false;
    };
    if line.is_apart(at) {
        return true;
    }
    let is_thing = matches!(
        line.part(before),
        Some(Part::Article | Part::No | Part::Preposition | Part::By | Part::To | Part::Without)
    );
    !is_thing
}

/// Whether a word in “-ing” is something done there: “without naming anybody”, “denied using force”.
fn is_gerund(line: Line<'_>, at: usize, last: Option<&Group>) -> bool {
    if at == 0 || line.is_apart(at) {
        return line.says(at);
    }
    match line.part(at - 1) {
        Some(Part::Without | Part::By | Part::Preposition | Part::Subordinate | Part::And) => true,
        // “Supporters carrying flags”, not “a nursing home”.
        Some(Part::Word | Part::Plural) => {
            line.is_name(at + 1) || !line.is_apart(at + 1) && !line.says(at + 1)
        }
        // “Denied openly using force”
        Some(Part::Past | Part::Adverb) => {
            let mut before = (0..at).rev();
            let word = before.find(|at| line.part(*at) != Some(Part::Adverb));
            let is_linked = |at: usize| {
                matches!(
                    line.part(at),
                    Some(Part::Without | Part::By | Part::Preposition | Part::And)
                )
            };
            word.is_some_and(|word| is_linked(word) || last.is_some_and(|last| last.verb == word))
        }
        _ => false,
    }
}

/// Whether a word stands before “to” and is no thing that is asked for: “calls to resign”.
fn is_before_to(line: Line<'_>, at: usize) -> bool {
    let is_next = line.part(at + 1) == Some(Part::To) && !line.is_apart(at + 1);
    is_next && !super::govern::is_asked(line.words[at].stem)
}

/// Whether a word is a verb of the present: “she denies it”, “they deny it”.
fn is_present(line: Line<'_>, at: usize) -> bool {
    let is_plural = line.part(at) == Some(Part::Plural);
    if at == 0 || !line.says(at) {
        return false;
    }
    if line.is_apart(at) {
        return is_plural && super::thing::is_saying(line.words[at].stem);
    }
    let is_after_thing = line.says(at - 1) && {
        let of_many = line.part(at - 1) == Some(Part::Plural);
        of_many != is_plural
    };
    let goes_on = !line.is_apart(at + 1)
        && (line.is_name(at + 1)
            || matches!(
                line.part(at + 1),
                Some(
                    Part::Article
                        | Part::No
                        | Part::That
                        | Part::Object
                        | Part::Subject
                        | Part::None
                )
            ));
    match line.part(at - 1) {
        Some(Part::Relative) => true,
        Some(Part::Subject) => is_plural == line.is(at - 1, &["he", "she", "it"]),
        _ if line.is_name(at - 1) => is_plural && goes_on,
        _ => is_after_thing && (goes_on || is_before_to(line, at)),
    }
}
