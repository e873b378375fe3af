//! Where in a text each thing is done and not done, and what belongs to it there.

use crate::compare::frame::{BE, Deed};
use crate::compare::survey::denial;
use crate::compare::survey::reading::{Reading, Sentence, Term};

/// How far before a deed and after it what belongs to it may stand, in words.
const BEFORE: u32 = 12;
const AFTER: u32 = 8;

/// How far from it what else has to do with it may stand, in words.
const REACH: u32 = 14;

/// How many words on either side may belong to it, and how many of them are the closest.
const MOST: usize = 4;
const CLOSEST: usize = 2;

/// Within how many words of its beginning a sentence says whom it is about.
const OPENING: usize = 4;

/// How much a word says at least that belongs to a deed.
const SAYS: f32 = 0.5;

/// How far before a deed stands who does it, in words.
const DOER: u32 = 4;

/// How many words before a deed may say how it is meant.
const MODAL: usize = 6;

/// Words after which a thing is not said to be so.
const CONDITIONS: [&str; 5] = ["if", "whether", "unless", "until", "till"];

/// Words after which a denial holds only for a time: “not until Friday”.
const BOUNDS: [&str; 5] = ["until", "till", "unless", "before", "if"];

/// How often a text may tell of one kind of deed for it to be compared: what it tells more often is what it is
/// about, and it would be compared with all of it.
const OFTEN: usize = 48;

/// Where each thing is done and not done in a text, by kind.
pub(in crate::compare::survey) struct Deeds {
    /// The kind, the sentence and the place there, in order.
    all: Vec<(u32, u32, u32)>,
}

impl Deeds {
    pub(in crate::compare::survey) fn new(sentences: &[Sentence]) -> Self {
        let sentences = sentences.iter().zip(0..);
        let deeds = sentences.flat_map(|(sentence, number)| {
            let deeds = sentence.deeds.iter().zip(0..);
            deeds.map(move |(deed, at)| (deed.kind, number, at))
        });
        let mut all: Vec<(u32, u32, u32)> = deeds.collect();
        all.sort_unstable();
        let runs = all.chunk_by(|x, y| x.0 == y.0);
        let all = runs.filter(|run| run.len() <= OFTEN).flatten().copied();
        Self { all: all.collect() }
    }

    /// The kinds of which it tells, each once, in order.
    pub(super) fn kinds(&self) -> impl Iterator<Item = u32> {
        self.all.chunk_by(|x, y| x.0 == y.0).map(|run| run[0].0)
    }

    /// The sentences that tell of a kind, by number, with the deeds.
    pub(super) fn of<'s>(
        &self,
        kind: u32,
        reading: &'s Reading<'_>,
    ) -> impl Iterator<Item = (u32, &'s Deed)> + Clone {
        let start = self.all.partition_point(|it| it.0 < kind);
        let own = self.all[start..].iter().take_while(move |it| it.0 == kind);
        own.map(|(_, sentence, deed)| {
            let deeds = &reading.sentences[*sentence as usize].deeds;
            (*sentence, &deeds[*deed as usize])
        })
    }
}

/// What belongs to a deed, by number of word.
pub(super) struct Arguments {
    /// The words before it that say something, the closest first: who does it, or to what it is done.
    pub(super) before: Vec<usize>,
    /// The words after it, the closest first.
    pub(super) after: Vec<usize>,
    /// The word with which the sentence begins, where it stands farther before.
    subject: Option<usize>,
}

impl Arguments {
    pub(super) fn new(sentence: &Sentence, deed: &Deed) -> Self {
        let words = &sentence.words;
        let says = |at: &usize| words[*at].weight > 0.0 && words[*at].word.rank > SAYS;
        let first = words[deed.cue].word.at;
        let last = words[deed.words.end - 1].word.at;
        // Between what denies and what is denied stands who does it: “denied that drones had been discussed”.
        let between = (deed.cue + 1..deed.words.start).rev();
        let earlier = (0..deed.cue)
            .rev()
            .take_while(|at| words[*at].word.at + BEFORE >= first);
        let before: Vec<usize> = between.chain(earlier).filter(says).take(MOST).collect();
        let mut at = last;
        let after = (deed.words.end..words.len()).take_while(|next| {
            let is_next = words[*next].word.at == at + 1 && words[*next].word.at <= last + AFTER;
            at = words[*next].word.at;
            is_next
        });
        let opening = (0..deed.cue).take(OPENING).find(says);
        let is_far = |at: &usize| words[*at].word.at + REACH >= first && !before.contains(at);
        Self {
            subject: opening.filter(is_far),
            after: after.filter(says).take(MOST).collect(),
            before,
        }
    }

    /// Who does it, as far as the words right before say so: of what is done to somebody, nothing.
    pub(super) fn doer<'s>(
        &self,
        sentence: &'s Sentence,
        deed: &Deed,
        reading: &Reading<'_>,
    ) -> Option<&'s Term> {
        let at = *self.before.first()?;
        let tokens = reading.source.text.tokens();
        let text = |at: usize| tokens.text(sentence.words[at].word.token as usize);
        let mut between = at + 1..deed.words.start;
        let is_next = sentence.words[deed.words.start].word.at <= sentence.words[at].word.at + DOER;
        let is_passive = between.any(|at| BE.contains(&text(at)));
        (is_next && !is_passive && at < deed.cue).then(|| &sentence.words[at])
    }

    pub(super) fn all(&self) -> impl Iterator<Item = usize> {
        let own = self.before.iter().chain(&self.after);
        own.chain(&self.subject).copied()
    }

    /// Those of which one is what it is done to, or who does it.
    pub(super) fn closest(&self) -> impl Iterator<Item = usize> {
        let before = self.before.iter().take(CLOSEST);
        let own = before.chain(self.after.iter().take(CLOSEST));
        own.chain(&self.subject).copied()
    }
}

/// The words of a sentence that may have to do with a deed.
pub(super) fn wide<'a>(sentence: &'a Sentence, deed: &Deed) -> &'a [Term] {
    let words = &sentence.words;
    let first = words[deed.cue].word.at;
    let last = words[deed.words.end - 1].word.at;
    let start = words.partition_point(|term| term.word.at + REACH < first);
    let end = words.partition_point(|term| term.word.at <= last + REACH);
    &words[start..end]
}

/// Words before “to” with which something is done, or will be: what else is only asked or wanted is not.
const DOING: [&str; 32] = [
    "agree",
    "agreed",
    "agrees",
    "agreeing",
    "plan",
    "planned",
    "plans",
    "planning",
    "intend",
    "intended",
    "intends",
    "decided",
    "decides",
    "going",
    "able",
    "managed",
    "manages",
    "continue",
    "continued",
    "continues",
    "began",
    "begun",
    "due",
    "set",
    "vowed",
    "vows",
    "promised",
    "promises",
    "came",
    "chose",
    "has",
    "had",
];

/// How a deed is meant, by the words before it; none in a condition, and where it is only asked for.
pub(super) fn mood(sentence: &Sentence, deed: &Deed, reading: &Reading<'_>) -> Option<usize> {
    let tokens = reading.source.text.tokens();
    let text = |term: &Term| tokens.text(term.word.token as usize);
    let back = |n: usize| {
        let at = deed.words.start.checked_sub(n);
        at.map_or("", |at| text(&sentence.words[at]))
    };
    if back(1) == "to" && !deed.is_refused {
        return DOING.contains(&back(2)).then_some(1);
    }
    let before = sentence.words[..deed.words.start].iter().rev().take(MODAL);
    let mut after = sentence.words[deed.words.end..].iter().take(MODAL);
    let bounds = after.any(|term| BOUNDS.contains(&text(term)));
    let is_condition = |term: &Term| {
        let mut conditions = CONDITIONS.iter();
        conditions.any(|it| it.eq_ignore_ascii_case(text(term)))
    };
    let is_bound = bounds && deed.is_denied && !deed.is_refused;
    if is_bound || before.clone().any(is_condition) {
        return None;
    }
    let mood = |term: &Term| {
        let mut moods = denial::MOODS.iter();
        moods.position(|words| words.contains(&text(term)))
    };
    let mut moods = before.filter_map(mood);
    Some(moods.next().map_or(0, |mood| mood + 1))
}

/// Whether a text says elsewhere, of the same, what the other text says with `deed`; `about` are the matters of
/// what belongs to that.
pub(super) fn says_too(reading: &Reading<'_>, deed: &Deed, about: &[u32]) -> bool {
    let own = reading.deeds.of(deed.kind, reading);
    let mut own = own.filter(|(_, own)| own.is_denied == deed.is_denied);
    own.any(|(sentence, own)| {
        let sentence = &reading.sentences[sentence as usize];
        let is_same = |at: usize| about.contains(&sentence.words[at].word.matter);
        about.is_empty() || Arguments::new(sentence, own).all().any(is_same)
    })
}

/// Whether a sentence says both: “not the heart, but the people”.
pub(super) fn says_both(sentence: &Sentence, kind: u32) -> bool {
    let own = |is_denied: bool| {
        let mut deeds = sentence.deeds.iter();
        deeds.any(|it| it.kind == kind && it.is_denied == is_denied)
    };
    own(true) && own(false)
}
