//! Who did it, and to whom: “the bank sued the ministry”, “the ministry sued the bank”.
//!
//! Two texts that swap the two contradict one another only where all else is the same, and where neither tells
//! of it the other way round as well: people accuse one another, and both reports are true. What is told in the
//! passive voice is no swap by itself.

use super::candidate::Candidate;
use super::pair::Both;
use super::reading::Reading;
use super::sentence::{Sentence, Term};
use super::{Item, denial};
use crate::compare::frame::{self, BE};
use crate::source::token::Tokens;
use crate::span::Span;

/// How much of the rest of both sentences must be the same, from 0 to 1, and what it must weigh.
const FLOOR: f32 = 0.6;
const LEAST: f32 = 0.8;

/// What two do together, by its stem: nobody does it to the other.
const TOGETHER: [&str; 14] = [
    "meet",
    "marry",
    "talk",
    "speak",
    "negotiate",
    "confer",
    "debate",
    "discuss",
    "agree",
    "resemble",
    "fight",
    "battle",
    "face",
    "play",
];

/// Words between somebody and what is done.
const AUXILIARIES: [&str; 9] = [
    "has", "have", "had", "did", "will", "would", "also", "later", "then",
];

/// Words between what is done and to whom, besides articles.
const TOWARD: [&str; 4] = ["against", "to", "over", "from"];

const ARTICLES: [&str; 3] = ["the", "a", "an"];

/// What somebody does to somebody, by the numbers of the words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Role {
    /// Who does it.
    agent: usize,
    verb: usize,
    /// To whom.
    patient: usize,
    /// The words that stand between.
    toward: Option<&'static str>,
}

/// What is done by whom to whom in a sentence, in order.
pub(super) fn roles(words: &[Term], tokens: &Tokens) -> Vec<Role> {
    let says = |at: &usize| words[*at].word.says() && !words[*at].word.is_name;
    let verbs = (0..words.len()).filter(says);
    verbs.filter_map(|verb| role(words, verb, tokens)).collect()
}

fn role(words: &[Term], verb: usize, tokens: &Tokens) -> Option<Role> {
    let text = |at: usize| tokens.text(words[at].word.token as usize);
    let is_next = |at: usize| words[at].word.at == words[at - 1].word.at + 1;
    // Back over “has been” to who it is.
    let mut at = verb;
    let mut is_passive = false;
    let first = loop {
        if !is_next(at.checked_sub(1).map(|_| at)?) {
            return None;
        }
        at -= 1;
        let word = text(at);
        is_passive |= BE.contains(&word);
        if !AUXILIARIES.contains(&word) && !BE.contains(&word) && !word.ends_with("ly") {
            break at;
        }
    };
    let is_somebody = |at: usize| {
        let word = words[at].word;
        let is_told = |at: usize| ARTICLES.iter().any(|it| it.eq_ignore_ascii_case(text(at)));
        let is_large = at == 0 && word.says() && text(at).starts_with(char::is_uppercase);
        word.is_name || is_large || at > 0 && is_told(at - 1) && word.rank > 0.3
    };
    // On to whom it is done to.
    let mut at = verb + 1;
    let mut toward = None;
    let follows = |at: usize| at < words.len() && is_next(at);
    if follows(at) {
        let own = TOWARD.iter().find(|it| **it == text(at)).copied();
        let by = (is_passive && text(at) == "by").then_some("by");
        toward = own.or(by);
        at += usize::from(toward.is_some());
    }
    if follows(at) && ARTICLES.contains(&text(at)) {
        at += 1;
    }
    let goes_on = |at: usize| {
        let word = words[at].word;
        word.name != 0
            && words
                .get(at + 1)
                .is_some_and(|it| it.word.name == word.name)
    };
    while follows(at) && goes_on(at) {
        at += 1;
    }
    if !follows(at)
        || !is_somebody(first)
        || !is_somebody(at)
        || is_passive != (toward == Some("by"))
    {
        return None;
    }
    let (agent, patient) = if is_passive { (at, first) } else { (first, at) };
    Some(Role {
        agent,
        verb,
        patient,
        toward: toward.filter(|_| !is_passive),
    })
}

/// What the two texts tell the other way round.
pub(super) fn swaps(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let together = TOGETHER.map(frame::stem_key);
    let mut found: Vec<(f32, Item)> = Vec::new();
    for candidate in candidates {
        let (s, t) = (
            &both.a.sentences[candidate.a],
            &both.b.sentences[candidate.b],
        );
        for x in &s.roles {
            let is_swapped = |y: &&Role| {
                let toward = x.toward == y.toward;
                let is_one = s.words[x.verb].word.meaning == t.words[y.verb].word.meaning;
                toward
                    && is_one
                    && is_same([s, t], [x.agent, y.patient])
                    && is_same([s, t], [x.patient, y.agent])
            };
            for y in t.roles.iter().filter(is_swapped) {
                if together.contains(&s.words[x.verb].word.stem)
                    || tells(both.a, t, y)
                    || tells(both.b, s, x)
                {
                    continue;
                }
                let likeness = rest([s, t], [x, y], both);
                found.extend(likeness.map(|likeness| (likeness, item([s, t], [x, y], both))));
            }
        }
    }
    super::likest(found)
}

fn is_same([s, t]: [&Sentence; 2], [x, y]: [usize; 2]) -> bool {
    s.words[x].word.stem == t.words[y].word.stem
}

/// Whether a text tells anywhere what the role of another text's sentence does.
fn tells(reading: &Reading<'_>, sentence: &Sentence, role: &Role) -> bool {
    let is_it = |own: &Sentence, it: &Role| {
        own.words[it.verb].word.meaning == sentence.words[role.verb].word.meaning
            && is_same([own, sentence], [it.agent, role.agent])
            && is_same([own, sentence], [it.patient, role.patient])
    };
    let mut sentences = reading.sentences.iter();
    sentences.any(|own| own.roles.iter().any(|it| is_it(own, it)))
}

/// How much of the rest of two sentences is the same; none where it is too little.
fn rest([s, t]: [&Sentence; 2], [x, y]: [&Role; 2], both: &Both<'_>) -> Option<f32> {
    let others = |sentence: &Sentence, role: &Role| -> Vec<Term> {
        let own = [role.agent, role.verb, role.patient].map(|at| sentence.words[at].word);
        let is_own = |term: &Term| {
            let is_name = |it: &frame::Word| it.name != 0 && it.name == term.word.name;
            own.iter()
                .any(|it| it.stem == term.word.stem || is_name(it))
        };
        let words = sentence.words.iter();
        words.filter(|term| !is_own(term)).copied().collect()
    };
    let rests = [others(s, x), others(t, y)];
    let is_one =
        |one: &Term, other: &Term| one.word.meaning == other.word.meaning || both.same(one, other);
    let in_first = |term: &Term| rests[0].iter().any(|own| is_one(own, term));
    let in_second = |term: &Term| rests[1].iter().any(|own| is_one(term, own));
    let shares = [
        denial::Share::new(rests[0].iter(), in_second, |term| both.weigh_a(term)),
        denial::Share::new(rests[1].iter(), in_first, |term| both.weigh_b(term)),
    ];
    let parts = [0, 1].map(|side| shares[side].part());
    let least = shares[0].shared.min(shares[1].shared);
    let is_like = parts[0].min(parts[1]) >= FLOOR && least >= LEAST;
    is_like.then(|| parts[0] + parts[1])
}

fn item(sentences: [&Sentence; 2], roles: [&Role; 2], both: &Both<'_>) -> Item {
    let readings = [both.a, both.b];
    let spans = [0, 1].map(|side| span(sentences[side], roles[side], readings[side]));
    let why = "both of the same, and who did it in one had it done to them in the other";
    denial::contradiction(sentences, spans, why.to_owned(), both)
}

/// From the first of the two to the last.
fn span(sentence: &Sentence, role: &Role, reading: &Reading<'_>) -> Span {
    let (first, last) = (role.agent.min(role.patient), role.agent.max(role.patient));
    let is_name = |at: &usize| {
        let name = sentence.words[first].word.name;
        name != 0 && sentence.words[*at].word.name == name
    };
    let first = (0..first).find(is_name).unwrap_or(first);
    let token = |at: usize| sentence.words[at].word.token as usize;
    let tokens = reading.source.text.tokens();
    tokens.span(token(first), token(last) + 1)
}
