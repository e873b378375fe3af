//! The clauses of a sentence: what is done or is so, whether that is denied, who does it and to what.
//!
//! No sentence is parsed in full. A verb is known by the words that help it, by its ending and by what stands
//! before it; who does it is the thing named before it, and what follows up to the next mark or link belongs to
//! it. What depends on a verb is turned round by those that refuse or deny (`govern`). Things that are done and
//! stand as nouns are clauses too: “made no apology”, “ruled out a protest”.

mod depend;
mod govern;
mod group;
mod opposite;
mod part;
mod phrasal;
mod phrase;
mod thing;

use std::ops::Range;

use super::Word;
use super::denial::NO_DENIAL_BEFORE;
use crate::source::token::Tokens;
use depend::{Link, Read, over};
use govern::{Effect, effect};
use group::{Form, Group, Line};
use phrase::Before;

pub use group::Mood;
pub use part::Part;
pub(super) use part::part;

/// Something that is done, or is so, or is not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clause {
    /// What is done, by what the word for it is about; none where the verb says nothing of it: “made”, “said”.
    pub matter: Option<u32>,
    /// What the word is about, whether or not the verb says what is done.
    pub word: u32,
    /// The words that say so: the verb, up to the word that belongs to it.
    pub words: Range<usize>,
    /// The first word of all that says so, what denies it included.
    pub cue: usize,
    /// Whether it is not done.
    pub is_denied: bool,
    /// Whether it is refused, ruled out or denied, and not merely not done: of whatever time.
    pub is_refused: bool,
    /// How it is meant.
    pub mood: Mood,
    /// The words that name who does it, or, where it is done to somebody, to whom; may be empty.
    pub subject: Range<usize>,
    /// The words after it that belong to it; may be empty.
    pub object: Range<usize>,
    /// Whether it is done to whom it is said of, or may be.
    pub is_passive: bool,
}

impl Clause {
    /// The kinds of thing that it is, by number, and whether it is denied of each: the same for words of one
    /// matter and for their opposites.
    pub fn kinds(&self) -> impl Iterator<Item = (u32, bool)> {
        let is_denied = self.is_denied;
        let own = self.matter.map(|matter| (matter, is_denied));
        let lines = self.matter.into_iter().flat_map(opposite::opposites);
        let lines = lines.map(move |it| (it.deed, it.is_opposite != is_denied));
        own.into_iter().chain(lines)
    }
}

/// The clauses of a sentence, in order.
#[must_use]
pub fn clauses(words: &[Word], tokens: &Tokens) -> Vec<Clause> {
    let line = Line { words, tokens };
    let groups = group::groups(line);
    let mut clauses = Vec::with_capacity(groups.len());
    let mut read: Vec<Read> = Vec::with_capacity(groups.len());
    for (number, group) in groups.iter().enumerate() {
        let last = number.checked_sub(1).map(|last| Before {
            group: &groups[last],
            subject: read[last].subject.clone(),
            antecedent: read[last].antecedent.clone(),
        });
        let subject = phrase::subject(line, group, last.as_ref());
        let antecedent = phrase::antecedent_of(line, group, &subject, last.as_ref());
        let over = over(line, &groups, &read, group, &subject);
        if let Some(last) = read.last_mut().filter(|_| over.link == Link::Depends) {
            last.governs = true;
        }
        read.push(Read {
            subject,
            antecedent,
            end: group.verb + 1,
            over,
            governs: false,
        });
    }
    for (number, group) in groups.iter().enumerate() {
        let next = groups.get(number + 1).zip(read.get(number + 1));
        let next = next.map(|(group, read)| (group, &read.subject));
        let (means, end) = verb(line, group);
        let object = phrase::object(line, end, next);
        clause(
            line,
            group,
            &read[number],
            means,
            end..object.end.max(end),
            &mut clauses,
        );
    }
    clauses
}

/// What a verb means with the words after it, where that is another word; and one past the last of these.
fn verb(line: Line<'_>, group: &Group) -> (Option<&'static str>, usize) {
    const NEAR: usize = 4;
    let end = group.verb + 1;
    let mut after = [0_u32; NEAR];
    let mut n = 0;
    while n < NEAR && end + n < line.words.len() && !line.is_apart(end + n) {
        after[n] = line.words[end + n].stem;
        n += 1;
    }
    let found = phrasal::phrasal(line.words[group.verb].stem, &after[..n]);
    found.map_or((None, end), |(means, n)| (Some(means), end + n))
}

/// Whether a denial holds only up to what begins at `end`: “not until the river fell”.
fn is_bound(line: Line<'_>, end: usize) -> bool {
    !line.is_apart(end) && line.is(end, &["until", "till", "unless", "before"])
}

/// Takes the clause of a verb, and those of the things in it that are done.
fn clause(
    line: Line<'_>,
    group: &Group,
    read: &Read,
    means: Option<&str>,
    object: Range<usize>,
    clauses: &mut Vec<Clause>,
) {
    let word = &line.words[group.verb];
    let none_of = read.subject.clone().any(|at| {
        matches!(line.part(at), Some(Part::No | Part::None)) && !line.is(at + 1, &NO_DENIAL_BEFORE)
    });
    let no_object = thing::no(line, &(group.verb + 1..object.end.max(group.verb + 1)));
    let over = read.over;
    let is_none = none_of && group.form == Form::Finite;
    let is_turned = over.is_turned ^ (group.n_not % 2 == 1) ^ is_none;
    let is_bounded = is_turned && is_bound(line, object.end);
    let mood = over.mood.unwrap_or(group.mood);
    let mood = if is_bounded { Mood::Open } else { mood };
    let cue = over.cue.unwrap_or(group.start).min(group.start);
    let cue = if none_of {
        cue.min(read.subject.start)
    } else {
        cue
    };
    let positive = opposite::positive(line.text(group.verb));
    let matter = means.map_or(positive.unwrap_or(word.matter), opposite::matter);
    let is_be = line.part(group.verb) == Some(Part::Be);
    let is_light = is_be || means.is_none() && thing::is_light(word.stem);
    let is_telling =
        !is_light && !read.governs && (means.is_some() || !thing::is_saying(word.stem));
    let own = Clause {
        matter: is_telling.then_some(matter),
        word: matter,
        words: group.verb..object.start,
        cue,
        is_denied: is_turned ^ no_object.is_some() ^ (positive.is_some() && means.is_none()),
        is_refused: over.is_refused,
        mood,
        subject: read.subject.clone(),
        object: object.clone(),
        is_passive: group.is_passive,
    };
    let denies = effect(word.stem, Form::Finite) == Some(Effect::Deny)
        || means.is_some_and(|it| effect(super::stem_key(it), Form::Finite) == Some(Effect::Deny));
    let told = thing::things(line, &object, is_light, denies, no_object);
    for thing in told {
        clauses.push(Clause {
            matter: Some(line.words[thing.at].matter),
            word: line.words[thing.at].matter,
            words: thing.at..thing.at + 1,
            cue: cue.min(thing.at),
            is_denied: is_turned != thing.is_denied,
            is_refused: over.is_refused || denies,
            mood,
            subject: own.subject.clone(),
            object: thing.object,
            is_passive: group.is_passive,
        });
    }
    let taken = thing::taken(line, &own.subject)
        .filter(|_| is_light && group.is_passive && !line.is(group.verb, &["gone", "come"]));
    clauses.extend(taken.map(|at| Clause {
        matter: Some(line.words[at].matter),
        word: line.words[at].matter,
        words: at..group.verb + 1,
        cue: cue.min(at),
        is_denied: is_turned,
        subject: at..at,
        ..own.clone()
    }));
    // “Sounded the alarm” is an alarm that sounded, and an alert.
    let is_noun = means.is_some() && own.words.len() > 1 && line.says(own.words.end - 1);
    let is_noun = is_noun && !thing::is_light(word.stem);
    clauses.extend(is_noun.then(|| Clause {
        matter: Some(word.matter),
        word: word.matter,
        words: group.verb..group.verb + 1,
        ..own.clone()
    }));
    clauses.push(own);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::compare::frame;

    /// What is done in a sentence: who, what (in brackets where it is denied) and to what.
    fn told(sentence: &str) -> String {
        let tokens = Tokens::new(sentence);
        let words = frame::words(&tokens, 0..tokens.len());
        let text = |range: Range<usize>| {
            let words = range.map(|at| tokens.text(words[at].token as usize));
            words.collect::<Vec<_>>().join(" ")
        };
        let shown = clauses(&words, &tokens).into_iter().map(|clause| {
            let verb = text(clause.words.clone());
            let verb = if clause.is_denied {
                format!("[{verb}]")
            } else {
                verb
            };
            let mood = match clause.mood {
                Mood::Fact => "",
                Mood::Future => "+",
                Mood::Possible => "?",
                Mood::Should => "!",
                Mood::Open => "~",
            };
            format!(
                "{}: {mood}{verb}: {}",
                text(clause.subject),
                text(clause.object)
            )
        });
        shown.collect::<Vec<_>>().join(" | ")
    }

    #[test]
    fn clauses_tell_who_does_what_to_what() {
        for (sentence, expected) in [
            (
                "The ministry ordered the plant closed.",
                "The ministry: ordered: the plant | the plant: ~closed: ",
            ),
            (
                "The plant was not closed by the ministry.",
                "The plant: [closed]: by the ministry",
            ),
            (
                "She declined to answer questions.",
                "She: declined:  | She: [answer]: questions",
            ),
            (
                "Neither man took questions.",
                "Neither man: [took questions]: ",
            ),
            (
                "They made no apology for the delay.",
                "They: [apology]: no apology for the delay | They: [made]: no apology for the delay",
            ),
            (
                "He denied on Monday that drones had been discussed.",
                "He: denied: on Monday | drones: [discussed]: ",
            ),
            (
                "The police denied the use of pepper spray.",
                "The police: [use]: the use of pepper spray | The police: [spray]: the use of pepper spray | The police: denied: the use of pepper spray",
            ),
            (
                "But Tolland have ruled out a protest.",
                "Tolland: [protest]: a protest | Tolland: ruled out: a protest",
            ),
            (
                "Health Minister Jonas Reker rejected opposition calls to step down.",
                "Health Minister Jonas Reker: rejected: opposition calls | Health Minister Jonas Reker: [step down]: ",
            ),
            (
                "Tom Pasco, the captain, scored shortly before the break.",
                "Tom Pasco: scored: shortly",
            ),
            (
                "The fund has yet to pay the strikers.",
                "The fund: [pay]: the strikers",
            ),
            (
                "A lawyer for the firm said it would not appeal.",
                "A lawyer: said:  | it: +[appeal]: ",
            ),
            (
                "Production has not resumed at the plant, which employs 420 people.",
                "Production: [resumed]: at the plant | the plant: employs: 420 people",
            ),
            ("The school remains closed.", "The school: closed: "),
            (
                "No decision was taken on Friday.",
                ": [decision was taken]: on Friday | No decision: [taken]: on Friday",
            ),
            (
                "There was no agreement on the border.",
                ": [agreement]: no agreement on the border | : [was]: no agreement on the border",
            ),
            (
                "He left without naming a successor.",
                "He: left:  | He: [naming]: a successor",
            ),
            (
                "The driver was not able to stop the train.",
                "The driver: [able]:  | The driver: [stop]: the train",
            ),
        ] {
            assert_eq!(told(sentence), expected, "{sentence}");
        }
    }

    #[test]
    fn who_does_it_may_stand_farther_before() {
        for (sentence, expected) in [
            (
                "The driver who stopped the train warned a guard.",
                "The driver: stopped: the train | The driver: warned: a guard",
            ),
            (
                "The suit that the county filed in May named a contractor.",
                "the county: filed: in May | The suit: named: a contractor",
            ),
            (
                "An exchange brokered by the League took place.",
                "An exchange: brokered: by the League | An exchange: took place: ",
            ),
            (
                "It was a baker, the Echo says, who called the police.",
                "a baker: called: the police",
            ),
            (
                "In November 2021 Lethmar shut the crossing.",
                "Lethmar: shut: the crossing",
            ),
            (
                "He insisted that the child be returned.",
                "He: insisted:  | the child: ~returned: ",
            ),
            (
                "Lawyers said he had told the boy that his mother was alive.",
                "Lawyers: said:  | he: told: the boy | his mother: ~alive: ",
            ),
            ("Prices were barely higher.", "Prices: higher: "),
        ] {
            assert_eq!(told(sentence), expected, "{sentence}");
        }
    }
}
