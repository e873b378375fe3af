//! Denials: “refused to pay into it”, “agreed to pay into it”.

use std::collections::BTreeMap;

use super::super::candidate::Candidate;
use super::super::pair::Both;
use super::super::sentence::Term;
use super::super::tale::{self, Tale};
use super::super::telling;
use super::Clear;
use super::assertions::{By, Link, links, shared};
use super::evidence::is_likest;
use super::passages::{Common, Shared};
use super::said::{Said, are_others};
use super::weigh::{self, Evidence, one};
use crate::compare::frame::Mood;
use crate::span::Span;

/// What people do not tell of after more days than this.
const WEEK: u32 = 7;

type Pair<'t> = super::Pair<Two<'t>>;

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
