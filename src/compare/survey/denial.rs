//! What one text denies and the other affirms: “does not bind the contractors”, “binds the contractors”.
//!
//! Two sentences contradict one another where a word is denied in one of them only, or stands against its
//! opposite ([`Stance`]), and the words around it say that both speak of the same: who does it, what
//! it is done to, and whether it is done, to be done or only possible. A sentence that is the other's but
//! for a denial contradicts it whatever it denies.

use super::candidate::Candidate;
use super::pair::Both;
use super::reading::{Reading, Sentence, Term};
use super::{Grade, Item};
use crate::compare::align;
use crate::compare::frame::Stance;
use crate::span::Span;
use crate::value::Kind;
use crate::verdict::Place;

/// How much of what stands around the two words must be the same, from 0 to 1.
const FLOOR: f32 = 0.6;

/// As above, where only one of the two says by name who does it.
const FLOOR_UNNAMED: f32 = 0.7;

/// What the words around the two must weigh that are the same.
const LEAST: f32 = 1.2;

/// How far around the word what it is said of may stand, in words.
const REACH: u32 = 14;

/// The share of the words of two sentences that are one but for a denial.
const WORD_FOR_WORD: f32 = 0.85;

/// The fewest words of such a sentence.
const FEWEST: usize = 6;

/// How many words more than the other such a sentence may have.
const MORE: usize = 3;

/// Words that say how a thing is meant: that it will be so, that it may be, that it should be.
pub(super) const MOODS: [&[&str]; 3] = [
    &["will", "would", "shall", "won't", "wouldn't"],
    &[
        "can", "could", "may", "might", "cannot", "can't", "couldn't",
    ],
    &["should", "must", "ought", "shouldn't", "mustn't"],
];

/// Words after which a thing is not said to be so, and that bound a denial: “not until Friday”.
const CONDITIONS: [&str; 7] = ["if", "whether", "unless", "until", "till", "before", "than"];

/// What the two texts contradict one another on by a denial or an opposite.
pub(super) fn denials(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let mut found: Vec<(f32, Item)> = Vec::new();
    for candidate in candidates {
        let (s, t) = (
            &both.a.sentences[candidate.a],
            &both.b.sentences[candidate.b],
        );
        if s.stances.is_empty() && t.stances.is_empty() {
            continue;
        }
        found.extend(compare([s, t], candidate, both));
    }
    super::likest(found)
}

fn compare([s, t]: [&Sentence; 2], candidate: &Candidate, both: &Both<'_>) -> Option<(f32, Item)> {
    let opposed = opposed([s, t]);
    let is_one_mood = |[x, y]: &[Stance; 2]| {
        let moods = [mood(s, x, both.a), mood(t, y, both.b)];
        moods[0] == moods[1]
    };
    let likest = opposed
        .into_iter()
        .filter(is_one_mood)
        .filter_map(|stances| Some((likeness([s, t], stances, both)?, stances)))
        .max_by(|x, y| x.0.total_cmp(&y.0));
    let (likeness, stances) = likest.or_else(|| Some((1.0, but_for_denial([s, t])?)))?;
    if super::telling::speakers_differ(candidate, both) {
        return None;
    }
    Some((likeness, item([s, t], stances, both)))
}

/// The words of two sentences that are about one thing and are not meant the same way.
fn opposed([s, t]: [&Sentence; 2]) -> Vec<[Stance; 2]> {
    let mut opposed = Vec::new();
    let is_clear = |it: &&Stance| !says_both(s, it.subject) && !says_both(t, it.subject);
    for x in s.stances.iter().filter(is_clear) {
        opposed.extend(against(x, t).map(|y| [*x, y]));
    }
    for y in t.stances.iter().filter(is_clear) {
        let plain = against(y, s).filter(|x| x.cue == x.word && !x.is_denied);
        opposed.extend(plain.map(|x| [x, *y]));
    }
    opposed
}

/// Whether a sentence both affirms and denies something: “it works if trade grows, and trade is not growing”.
fn says_both(sentence: &Sentence, subject: u32) -> bool {
    let says = |is_denied: bool| {
        let mut stances = sentence.stances.iter();
        stances.any(|it| it.subject == subject && it.is_denied == is_denied)
    };
    says(true) && says(false)
}

/// What stands in a sentence against a word of another.
fn against(stance: &Stance, other: &Sentence) -> Option<Stance> {
    let stances = other.stances.iter();
    let mut own = stances.filter(|it| it.subject == stance.subject).peekable();
    if own.peek().is_some() {
        return own.find(|it| it.is_denied != stance.is_denied).copied();
    }
    let is_plain = |term: &Term| term.word.meaning == stance.subject && term.weight > 0.0;
    let at = other
        .words
        .iter()
        .position(is_plain)
        .filter(|_| stance.is_denied)?;
    let is_cue = |it: &Stance| (it.cue..=it.word).contains(&at);
    (!other.stances.iter().any(is_cue)).then_some(affirmed(other, at))
}

/// Whether a sentence that denies a word has the same word elsewhere without a denial: “only if trade grows,
/// and trade is not growing”.
fn denies_itself(sentence: &Sentence, stance: &Stance) -> bool {
    let denies = |at: usize| {
        let mut stances = sentence.stances.iter();
        stances.any(|it| (it.cue..=it.word).contains(&at))
    };
    let is_same = |term: &Term| term.word.meaning == sentence.words[stance.word].word.meaning;
    let mut words = sentence.words.iter().enumerate();
    stance.is_denied
        && stance.cue != stance.word
        && words.any(|(at, term)| is_same(term) && !denies(at))
}

/// A word that is neither denied nor has an opposite.
fn affirmed(sentence: &Sentence, word: usize) -> Stance {
    Stance {
        word,
        cue: word,
        subject: sentence.words[word].word.meaning,
        has_opposite: false,
        is_denied: false,
    }
}

/// The words around one that is denied or affirmed.
struct Around<'a> {
    /// What stands before it: who does it, mostly.
    before: &'a [Term],
    /// What follows it up to the next mark: what it is done to.
    after: &'a [Term],
}

impl<'a> Around<'a> {
    fn new(sentence: &'a Sentence, stance: &Stance) -> Self {
        let words = &sentence.words;
        let (first, last) = (words[stance.cue].word.at, words[stance.word].word.at);
        let start = words.partition_point(|term| term.word.at + REACH < first);
        let rest = &words[stance.word + 1..];
        let mut at = last;
        let end = rest.iter().position(|term| {
            let is_apart = term.word.at > at + 1 || term.word.at > last + REACH;
            at = term.word.at;
            is_apart
        });
        Self {
            before: &words[start.min(stance.cue)..stance.cue],
            after: &rest[..end.unwrap_or(rest.len())],
        }
    }

    fn words(&self) -> impl Iterator<Item = &'a Term> + Clone {
        self.before.iter().chain(self.after)
    }

    fn names(&self) -> impl Iterator<Item = &'a Term> {
        self.before
            .iter()
            .filter(|term| term.word.is_name && term.word.says())
    }
}

/// How much of what two sentences affirm and deny is the same, from 0 to 1; none where they speak of
/// different things.
pub(super) fn likeness(
    [s, t]: [&Sentence; 2],
    [x, y]: [Stance; 2],
    both: &Both<'_>,
) -> Option<f32> {
    if denies_itself(s, &x) || denies_itself(t, &y) {
        return None;
    }
    let around = [Around::new(s, &x), Around::new(t, &y)];
    if are_of_other_days([s, t], both) {
        return None;
    }
    let is_one = |x: &Term, y: &Term| x.word.meaning == y.word.meaning || both.same(x, y);
    let has_a = |y: &Term| around[0].words().any(|x| is_one(x, y));
    let has_b = |x: &Term| around[1].words().any(|y| is_one(x, y));
    let of_a = Share::new(around[0].words(), has_b, |term| both.weigh_a(term));
    let of_b = Share::new(around[1].words(), has_a, |term| both.weigh_b(term));
    let done_a = Share::new(around[0].after.iter(), has_b, |term| both.weigh_a(term));
    let done_b = Share::new(around[1].after.iter(), has_a, |term| both.weigh_b(term));
    // “No gate had been forced” denies it of each, whenever and wherever it was.
    let none = [denies_all(s, &x, both.a), denies_all(t, &y, both.b)];
    let holds = (none[1] || done_a.part() >= FLOOR) && (none[0] || done_b.part() >= FLOOR);
    let own = if none[0] || none[1] {
        both.weigh_a(&s.words[x.word])
    } else {
        0.0
    };
    if !holds || of_a.shared.min(of_b.shared) + own < LEAST {
        return None;
    }
    let name_one = around[0].names().any(|x| {
        let mut others = around[1].names();
        others.any(|y| x.word.matter == y.word.matter || is_one(x, y))
    });
    let n_named = around
        .iter()
        .filter(|it| it.names().next().is_some())
        .count();
    let floor = match (n_named, name_one) {
        (2, false) => return None,
        (1, _) => FLOOR_UNNAMED,
        _ => FLOOR,
    };
    if none[0] != none[1] && done_a.shared.min(done_b.shared) > 0.0 {
        return Some(FLOOR);
    }
    let likeness = (of_a.shared + of_b.shared) / (of_a.all + of_b.all);
    (likeness >= floor).then_some(likeness)
}

/// Whether a denial denies a thing of all that have the name of it: “no gate had been forced”.
fn denies_all(sentence: &Sentence, stance: &Stance, reading: &Reading<'_>) -> bool {
    let token = sentence.words[stance.cue].word.token as usize;
    let cue = reading.source.text.tokens().text(token);
    stance.is_denied && matches!(cue, "no" | "No" | "none" | "None")
}

/// What some words weigh, and those of them that another sentence has.
pub(super) struct Share {
    pub(super) shared: f32,
    all: f32,
}

impl Share {
    pub(super) fn new<'t>(
        words: impl Iterator<Item = &'t Term>,
        has: impl Fn(&Term) -> bool,
        weigh: impl Fn(&Term) -> f32,
    ) -> Self {
        let mut share = Self {
            shared: 0.0,
            all: 0.0,
        };
        for term in words.filter(|term| term.weight > 0.0) {
            let weight = weigh(term);
            share.all += weight;
            share.shared += if has(term) { weight } else { 0.0 };
        }
        share
    }

    /// The part that the other sentence has; all of it where there is nothing.
    pub(super) fn part(&self) -> f32 {
        if self.all == 0.0 {
            1.0
        } else {
            self.shared / self.all
        }
    }
}

/// How a word is meant, by the words before it; none in a condition.
fn mood(sentence: &Sentence, stance: &Stance, reading: &Reading<'_>) -> Option<usize> {
    let tokens = reading.source.text.tokens();
    let at = sentence.words[stance.word].word.at;
    let near = sentence
        .words
        .iter()
        .filter(|term| term.word.at.abs_diff(at) <= REACH);
    let text = |term: &Term| tokens.text(term.word.token as usize);
    if near.clone().any(|term| CONDITIONS.contains(&text(term))) {
        return None;
    }
    let before = near.filter(|term| term.word.at < at && term.word.at + 4 >= at);
    let mut moods =
        before.filter_map(|term| MOODS.iter().position(|words| words.contains(&text(term))));
    Some(moods.next().map_or(0, |mood| mood + 1))
}

/// Whether both sentences give days, and none in common.
pub(super) fn are_of_other_days([s, t]: [&Sentence; 2], both: &Both<'_>) -> bool {
    let days = |sentence: &Sentence| -> Vec<String> {
        let values = sentence.values.iter().map(|(value, _)| value);
        let days = values.filter(|value| matches!(value.kind, Kind::Date | Kind::Time));
        days.map(crate::value::Value::canonical).collect()
    };
    let (of_s, of_t) = (days(s), days(t));
    !both.is_one()
        && !of_s.is_empty()
        && !of_t.is_empty()
        && !of_s.iter().any(|day| of_t.contains(day))
}

/// What is denied in one of two sentences that are word for word the same otherwise.
fn but_for_denial([s, t]: [&Sentence; 2]) -> Option<[Stance; 2]> {
    let denied = |sentence: &Sentence| -> Vec<Stance> {
        let stances = sentence.stances.iter().copied();
        stances
            .filter(|it| it.is_denied && it.cue != it.word)
            .collect()
    };
    let (of_s, of_t) = (denied(s), denied(t));
    let (n_s, n_t) = (s.words.len(), t.words.len());
    if of_s.len().abs_diff(of_t.len()) != 1 || n_s.abs_diff(n_t) > MORE || n_s.min(n_t) < FEWEST {
        return None;
    }
    let is_enough = |n_pairs: usize| 2.0 * (n_pairs as f32) >= WORD_FOR_WORD * (n_s + n_t) as f32;
    if !is_enough(n_in_both([s, t])) {
        return None;
    }
    let same = |at: usize, other: usize| s.words[at].word.stem == t.words[other].word.stem;
    let found = align::align(&vec![1.0; n_s], &vec![1.0; n_t], same)?;
    if !is_enough(found.pairs.len()) {
        return None;
    }
    let counterpart = |at: usize, from: usize| {
        let mut pairs = found.pairs.iter().map(|&(a, b)| [a, b]);
        pairs
            .find(|pair| pair[from] == at)
            .map(|pair| pair[1 - from])
    };
    let alone = |own: &[Stance], others: &[Stance], from: usize| {
        own.iter().find_map(|it| {
            let other = counterpart(it.word, from)?;
            (!others.iter().any(|denied| denied.word == other)).then_some((*it, other))
        })
    };
    let in_s = alone(&of_s, &of_t, 0).map(|(own, other)| [own, affirmed(t, other)]);
    in_s.or_else(|| alone(&of_t, &of_s, 1).map(|(own, other)| [affirmed(s, other), own]))
}

/// How many words two sentences have in common, in whatever order: no alignment matches more.
fn n_in_both(sentences: [&Sentence; 2]) -> usize {
    let [of_s, of_t] = sentences.map(|sentence| {
        let words = sentence.words.iter();
        let mut stems: Vec<u32> = words.map(|term| term.word.stem).collect();
        stems.sort_unstable();
        stems
    });
    let mut rest = of_t.into_iter().peekable();
    let is_in_t = |stem: &&u32| {
        while rest.next_if(|other| other < *stem).is_some() {}
        rest.next_if(|other| other == *stem).is_some()
    };
    of_s.iter().filter(is_in_t).count()
}

fn item([s, t]: [&Sentence; 2], [x, y]: [Stance; 2], both: &Both<'_>) -> Item {
    let spans = [span(s, &x, both.a), span(t, &y, both.b)];
    let why = if x.has_opposite && y.has_opposite {
        "one says the opposite of the other"
    } else {
        "only one of them denies it"
    };
    contradiction([s, t], spans, format!("both of the same, and {why}"), both)
}

/// Two sentences that contradict one another, each where `spans` stand in it.
pub(super) fn contradiction(
    sentences: [&Sentence; 2],
    spans: [Span; 2],
    why: String,
    both: &Both<'_>,
) -> Item {
    let shown = [spans[0].of(both.a.text()), spans[1].of(both.b.text())];
    Item {
        grade: Grade::Conflict,
        what: shown.map(flat).join(" / "),
        why,
        places: [0, 1].map(|side| Place {
            span: sentences[side].span,
            slots: vec![spans[side]],
        }),
        diff: Vec::new(),
        claims: Vec::new(),
    }
}

/// Words on one line.
pub(super) fn flat(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// From the denial to what it denies.
pub(super) fn span(sentence: &Sentence, stance: &Stance, reading: &Reading<'_>) -> Span {
    let token = |at: usize| sentence.words[at].word.token as usize;
    let tokens = reading.source.text.tokens();
    tokens.span(token(stance.cue), token(stance.word) + 1)
}
