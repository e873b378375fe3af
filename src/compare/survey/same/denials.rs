//! Denials: “refused to pay into it”, “agreed to pay into it”.

use std::collections::BTreeMap;

use super::super::candidate::Candidate;
use super::super::pair::Both;
use super::super::reading::{Reading, Sentence, Term};
use super::super::tale::{self, Tale};
use super::super::telling;
use super::Clear;
use super::assertions::{By, Link, links, shared};
use super::evidence::{is_likest, is_of_what_is_ahead};
use super::passages::{Common, Shared};
use super::weigh::{self, Evidence, one};
use crate::compare::frame::{Clause, Mood};
use crate::span::Span;

/// How far around what is said what belongs to it may stand, and what is beside it, in words.
const REACH: u32 = 14;
const BESIDE: u32 = 6;

/// What a word says at least that belongs to what is said.
const SAYS: f32 = 0.5;

/// How far before a thing a word stands that says that it is not yet so, in words.
const AHEAD: usize = 8;

/// Words by which a text tells how things stand.
const STANDS: [&str; 9] = [
    "is", "are", "remains", "remain", "stays", "stay", "stands", "stand", "has",
];

/// What people do not tell of after more days than this.
const WEEK: u32 = 7;

type Pair<'t> = super::Pair<Two<'t>>;

/// Something that a text says to be so or not to be so, with what stands around it.
struct Said<'t> {
    /// Its sentence, by number.
    number: usize,
    sentence: &'t Sentence,
    reading: &'t Reading<'t>,
    /// The word that says it, the first of all that do, and one past the last.
    word: usize,
    cue: usize,
    end: usize,
    clause: Option<&'t Clause>,
    tale: Option<Tale<'t>>,
    /// The words around it that say something, without it; and those beside it.
    around: Vec<&'t Term>,
    beside: Vec<&'t Term>,
    /// The names that its sentence has, and those around it.
    names: Vec<u32>,
    names_around: Vec<u32>,
    /// Whether it is told as what is not yet so.
    is_ahead: bool,
}

impl<'t> Said<'t> {
    fn new([number, word]: [u32; 2], cue: u32, reading: &'t Reading<'t>) -> Self {
        let sentence = &reading.sentences[number as usize];
        let at = word as usize;
        let clauses = || sentence.clauses.iter().zip(0..);
        let first = clauses().find(|(clause, _)| clause.words.start == at);
        let clause = first.or_else(|| clauses().find(|(clause, _)| clause.words.contains(&at)));
        let mut deeds = sentence.deeds.iter();
        let deed = deeds.find(|it| it.words.start == at);
        let end = clause.map_or(0, |(clause, _)| clause.words.end);
        let end = end.max(deed.map_or(0, |it| it.words.end)).max(at + 1);
        let mut said = Self {
            number: number as usize,
            word: at,
            cue: cue as usize,
            end,
            clause: clause.map(|it| it.0),
            tale: clause.map(|it| Tale::new([number, it.1], &reading.sentences, &reading.doers)),
            around: Vec::new(),
            beside: Vec::new(),
            names: names(sentence.words.iter()),
            names_around: Vec::new(),
            is_ahead: false,
            sentence,
            reading,
        };
        said.around = said.within(REACH);
        said.beside = said.within(BESIDE);
        said.names_around = names(said.around.iter().copied());
        said.is_ahead = (at.saturating_sub(AHEAD)..at).any(|at| is_of_what_is_ahead(said.text(at)));
        said
    }

    fn text(&self, at: usize) -> &'t str {
        let tokens = self.reading.source.text.tokens();
        tokens.text(self.sentence.words[at].word.token as usize)
    }

    /// The words so far around it that say something.
    fn within(&self, reach: u32) -> Vec<&'t Term> {
        let words = &self.sentence.words;
        let (first, last) = (words[self.cue].word.at, words[self.end - 1].word.at);
        let near = words.iter().enumerate().filter(|(at, term)| {
            let is_own = (self.word..self.end).contains(at);
            let is_near = term.word.at + reach >= first && term.word.at <= last + reach;
            !is_own && is_near && term.weight > 0.0 && term.word.rank > SAYS
        });
        near.map(|(_, term)| term).collect()
    }

    fn head(&self) -> &'t Term {
        &self.sentence.words[self.word]
    }

    fn mood(&self) -> Mood {
        self.clause.map_or(Mood::Fact, |it| it.mood)
    }

    fn is_refused(&self) -> bool {
        let mut deeds = self.sentence.deeds.iter();
        self.clause.is_some_and(|it| it.is_refused)
            || deeds.any(|it| it.words.start == self.word && it.is_refused)
    }

    /// Whether its sentence speaks of the same elsewhere: “it works if trade grows, and trade is not growing”.
    fn is_told_twice(&self) -> bool {
        let matter = self.head().word.matter;
        let mut words = self.sentence.words.iter().enumerate();
        words.any(|(at, it)| at != self.word && it.word.matter == matter && it.weight > 0.0)
    }

    /// Whether it tells how things stand.
    fn stands(&self) -> bool {
        STANDS.contains(&self.text(self.cue))
    }

    /// Where in its text it stands, from 0 to 1.
    fn place(&self) -> f32 {
        self.number as f32 / self.reading.sentences.len() as f32
    }

    /// From what denies it to what says it, with the nearest of the words around it that `is_shared`.
    fn span(&self, is_shared: impl Fn(&Term) -> bool) -> Span {
        let token = |at: usize| self.sentence.words[at].word.token as usize;
        let words = self.sentence.words.iter().enumerate();
        let shared = words.filter(|(_, term)| {
            let is_it = |it: &&Term| it.word.token == term.word.token;
            self.around.iter().any(is_it) && is_shared(term)
        });
        let away = |at: &usize| {
            let before = self.cue.saturating_sub(*at);
            before.max((at + 1).saturating_sub(self.end))
        };
        let nearest = shared.map(|(at, _)| at).min_by_key(away);
        let nearest = nearest.unwrap_or(self.cue);
        let (first, last) = (self.cue.min(nearest), self.end.max(nearest + 1));
        let tokens = self.reading.source.text.tokens();
        tokens.span(token(first), token(last - 1) + 1)
    }
}

/// The matters of the names among some words.
fn names<'t>(words: impl Iterator<Item = &'t Term>) -> Vec<u32> {
    let names = words.filter(|it| it.word.is_name && it.word.says());
    names.map(|it| it.word.matter).collect()
}

/// Whether two lists of names have names, and none in common.
fn are_others(x: &[u32], y: &[u32]) -> bool {
    !x.is_empty() && !y.is_empty() && !x.iter().any(|it| y.contains(it))
}

/// Whether both say who does it, and two who may be names do: the first word of a sentence is large whatever it is.
fn are_by_others([x, y]: [&Said<'_>; 2], both: &Both<'_>) -> bool {
    let has_name = |said: &Said<'_>, doer: &[&Term]| {
        let tokens = said.reading.source.text.tokens();
        let text = |term: &Term| tokens.text(term.word.token as usize);
        let mut doer = doer.iter();
        doer.any(|term| term.word.is_name || text(term).starts_with(char::is_uppercase))
    };
    x.tale.as_ref().zip(y.tale.as_ref()).is_some_and(|(p, q)| {
        let is_shared = |p: &&Term| q.doer.iter().any(|q| tale::is_one(p, q, both));
        has_name(x, &p.doer) && has_name(y, &q.doer) && !p.doer.iter().any(is_shared)
    })
}

/// Something of each text that may be one thing.
pub(super) struct Two<'t> {
    said: [&'t Said<'t>; 2],
    is_denied: [bool; 2],
    /// By what they are known: one where it says what all do, less than none where it says otherwise.
    by: [f32; By::N],
    /// Whether all by which they are known says the same of whether they differ.
    is_clear: bool,
    /// What their passages have in common.
    shared: Shared,
}

impl Two<'_> {
    /// Whether nothing says that they are two: other names and other days, other moods, a condition, somebody else who
    /// does it, or a sentence that says both.
    fn may_be_one(&self, both: &Both<'_>) -> bool {
        let [x, y] = self.said;
        let moods = [x.mood(), y.mood()];
        let is_one_mood = moods[0] == moods[1] || self.sides()[1].is_refused();
        is_one_mood
            && !moods.contains(&Mood::Open)
            && !are_others(&x.names_around, &y.names_around)
            && !x.is_told_twice()
            && !y.is_told_twice()
            && !x.sentence.is_of_other_days(y.sentence)
            && !are_by_others(self.said, both)
    }

    /// From the denial to what is denied, in bytes of each text, with a word that both have.
    pub(super) fn spans(&self, both: &Both<'_>) -> [Span; 2] {
        let [x, y] = self.said;
        [
            x.span(|own| y.around.iter().any(|it| tale::is_one(own, it, both))),
            y.span(|own| x.around.iter().any(|it| tale::is_one(it, own, both))),
        ]
    }

    /// Whether nothing denies either: one is the opposite of the other.
    pub(super) fn is_opposite(&self) -> bool {
        self.said.iter().all(|said| said.cue == said.word)
    }

    pub(super) fn sentences(&self) -> [usize; 2] {
        self.said.map(|said| said.number)
    }

    /// Numbers for the words that say what is so.
    pub(super) fn heads(&self) -> [u32; 2] {
        self.said.map(|said| said.head().word.token)
    }

    /// What affirms, and what denies; of two that agree, the first affirms.
    fn sides(&self) -> [&Said<'_>; 2] {
        let [x, y] = self.said;
        if self.is_denied[0] && !self.is_denied[1] {
            [y, x]
        } else {
            [x, y]
        }
    }
}

/// All that two texts say, by where they say it.
pub(super) struct Sayings<'t> {
    links: Vec<Link>,
    of: [BTreeMap<[u32; 2], Said<'t>>; 2],
}

impl<'t> Sayings<'t> {
    pub(super) fn new(both: &Both<'t>, common: &Common) -> Self {
        let links = links(both, common);
        let texts = [both.a, both.b];
        let of = [0, 1].map(|side| {
            let mut cues: BTreeMap<[u32; 2], u32> = BTreeMap::new();
            for said in links.iter().map(|link| link.said[side]) {
                let cue = cues.entry(said.at).or_insert(said.cue);
                *cue = said.cue.min(*cue);
            }
            let said = cues.into_iter();
            said.map(|(at, cue)| (at, Said::new(at, cue, texts[side])))
                .collect()
        });
        Self { links, of }
    }

    /// The pairs of what may be one thing.
    pub(super) fn pairs(&'t self, both: &Both<'_>, common: &Common) -> Vec<Pair<'t>> {
        let runs = self.links.chunk_by(|x, y| x.at == y.at);
        runs.filter_map(|run| self.pair(run, both, common))
            .collect()
    }

    /// Two of which all of `run` tells by what they are known.
    fn pair(&'t self, run: &[Link], both: &Both<'_>, common: &Common) -> Option<Pair<'t>> {
        let first = run[0];
        let differ = first.differs();
        let mut by = [0.0; By::N];
        for link in run {
            by[link.by as usize] = if link.differs() == differ { 1.0 } else { -1.0 };
        }
        let two = Two {
            said: [0, 1].map(|side| &self.of[side][&first.at[side]]),
            is_denied: first.said.map(|it| it.is_denied),
            is_clear: run.iter().all(|link| link.differs() == differ),
            by,
            shared: shared(&first, common)?,
        };
        if !two.may_be_one(both) {
            return None;
        }
        Some(Pair {
            at: first.at.map(|at| at.map(|it| it as usize)),
            gives: first.at.map(|at| at[0]),
            alike: weigh::sum(ALIKE_WITHOUT, &ALIKE, &alike(&two, both, common)),
            differ,
            two,
        })
    }
}

/// How much two lists of words have in common.
#[derive(Default)]
struct Share {
    /// What that weighs, and how many words it is.
    weight: f32,
    n: usize,
    /// What each weighs.
    of: [f32; 2],
}

impl Share {
    fn new([x, y]: [&[&Term]; 2], both: &Both<'_>) -> Self {
        let mut share = Self {
            of: [
                x.iter().map(|it| both.weigh_a(it)).sum(),
                y.iter().map(|it| both.weigh_b(it)).sum(),
            ],
            ..Self::default()
        };
        for x in x {
            if let Some(y) = y.iter().find(|y| tale::is_one(x, y, both)) {
                share.weight += both.weigh_a(x).min(both.weigh_b(y));
                share.n += 1;
            }
        }
        share
    }

    /// The part of both that is in common, from 0 to 1.
    fn part(&self) -> f32 {
        let all = self.of[0] + self.of[1];
        if all > 0.0 {
            2.0 * self.weight / all
        } else {
            0.0
        }
    }

    /// The part of the one that weighs less.
    fn part_of_less(&self) -> f32 {
        let least = self.of[0].min(self.of[1]);
        if least > 0.0 {
            (self.weight / least).min(1.0)
        } else {
            0.0
        }
    }
}

/// What is known of two things that are said before anything is seen of them.
const ALIKE_WITHOUT: f32 = -0.26;

/// What speaks for two things that are said being one, by what stands around them.
pub(super) const ALIKE: [Evidence; 34] = [
    ("one thing is done in two clauses", 1.29),
    ("they stand in one line of opposites", -0.06),
    ("they are one deed, in whichever words", 0.77),
    ("the word is the same that is denied", -1.74),
    ("they have one stem", 1.04),
    ("both are clauses", 0.61),
    ("how much of who does them is the same", -0.28),
    ("one does not say who does it", 0.32),
    ("how much that weighs to what they are done", 0.60),
    ("how much of to what they are done is the same", 0.89),
    ("what weighs that stands beside both", 0.13),
    ("how much of what stands beside them is the same", 1.06),
    ("how much of what stands beside the shorter one is", 0.07),
    ("what weighs that stands around both", 3.02),
    ("how much of what stands around them is the same", 3.46),
    ("how many words around them are the same", -1.43),
    ("what their passages share", 1.92),
    ("how much of their sentences is the same", -2.72),
    ("their passages are the likest to one another", 4.15),
    ("nothing else in either text is likelier", -0.59),
    ("they stand far from one another in the texts", -0.08),
    ("their sentences name others", -0.97),
    ("how long their sentences are", -1.09),
    ("they are meant in two ways", 0.71),
    ("it is refused or ruled out", 0.73),
    ("only one is told as what is not yet so", -1.24),
    ("others say them", -0.65),
    ("how many days lie between the texts", -0.27),
    ("they differ by one sign and agree by another", -3.36),
    ("only the word is the same", -0.41),
    ("something else is done", -3.12),
    ("what the more common of the two words weighs", 0.29),
    ("what the other weighs", 1.11),
    ("how many days later it may have changed", -0.62),
];

/// How much there is of each.
pub(super) fn alike(two: &Two<'_>, both: &Both<'_>, common: &Common) -> [f32; 34] {
    let [x, y] = two.said;
    let [affirmed, denied] = two.sides();
    let tales = x.tale.as_ref().zip(y.tale.as_ref());
    let doer = tales.map(|(x, y)| Share::new([&x.doer, &y.doer], both));
    let has_doers = tales.is_some_and(|(x, y)| !x.doer.is_empty() && !y.doer.is_empty());
    let theme = tales.map_or_else(Share::default, |tales| theme(tales, both));
    let beside = Share::new([&x.beside, &y.beside], both);
    let around = Share::new([&x.around, &y.around], both);
    let numbers = two.sentences();
    let likest = common.likest(numbers, &two.shared);
    let moods = [affirmed.mood(), denied.mood()];
    let candidate = Candidate {
        a: x.number,
        b: y.number,
    };
    let days = super::evidence::days_between(both);
    let days_between = days.unsigned_abs().min(WEEK) as f32;
    let earlier = if days > 0 { x } else { y };
    let heads = [both.weigh_a(x.head()), both.weigh_b(y.head())];
    let [clause, line, deed, stance, word, _] = two.by;
    let is_known = [clause, line, deed, stance].iter().any(|it| *it != 0.0);
    [
        clause,
        line,
        deed,
        word,
        one(x.head().word.stem == y.head().word.stem),
        one(tales.is_some()),
        doer.map_or(0.0, |it| it.weight.ln_1p()),
        one(!has_doers),
        theme.weight.ln_1p(),
        theme.part_of_less(),
        beside.weight.ln_1p(),
        beside.part(),
        beside.part_of_less(),
        around.weight.ln_1p(),
        around.part(),
        around.n.min(4) as f32,
        two.shared.weight.ln_1p(),
        common.part(numbers, &two.shared).min(1.0),
        likest,
        one(is_likest(likest)),
        (x.place() - y.place()).abs(),
        one(are_others(&x.names, &y.names)),
        super::evidence::n_words([x.sentence, y.sentence]),
        one(moods[0] != moods[1]),
        one(denied.is_refused()),
        one(x.is_ahead != y.is_ahead),
        one(telling::speakers_differ(&candidate, both)),
        days_between,
        one(!two.is_clear),
        one(!is_known),
        one(!is_known && word == 0.0),
        heads[0].min(heads[1]),
        heads[0].max(heads[1]),
        if earlier.stands() { days_between } else { 0.0 },
    ]
}

/// How much of what they are done to is the same; where one is done to nothing, of all that belongs to them.
fn theme((x, y): (&Tale<'_>, &Tale<'_>), both: &Both<'_>) -> Share {
    if x.theme.is_empty() || y.theme.is_empty() {
        Share::new([&x.all(), &y.all()], both)
    } else {
        Share::new([&x.theme, &y.theme], both)
    }
}

/// What is known of two that differ before anything is known of the others.
const CLEAR_WITHOUT: f32 = -2.11;

/// What speaks for two that differ being one thing, where others may be meant.
pub(super) const CLEAR: [Evidence; 5] = [
    ("how alike they are", 0.60),
    ("how much less alike any other is that differs", 0.16),
    ("how much less alike any other is that agrees", 0.26),
    ("how much more alike another is that differs", 0.27),
    ("how much more alike another is that agrees", 0.20),
];

/// How likely two that differ are one thing, from 0 to 1.
pub(super) fn likely(clear: &Clear<'_, Two<'_>>) -> f32 {
    // Where either text agrees with the other more than it denies it, it says both.
    if clear.over_agreeing < 0.0 {
        return 0.0;
    }
    weigh::likely(weigh::sum(CLEAR_WITHOUT, &CLEAR, &amounts(clear)))
}

/// How much there is of each.
pub(super) fn amounts(clear: &Clear<'_, Two<'_>>) -> [f32; 5] {
    [
        clear.pair.alike,
        clear.over_rival,
        clear.over_agreeing,
        clear.over_rival.min(0.0),
        clear.over_agreeing.min(0.0),
    ]
}
