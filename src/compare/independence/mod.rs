//! Sources that copy one another, and how many voices there are among sources that agree.
//!
//! Two sources are one voice where the manifest gives them one origin, and where at least half of the
//! lines of one stand in the other ([`narration`]) unless the manifest says otherwise: two different
//! origins, or an origin that is the source itself. What two texts share depends on the two alone. Most pairs
//! share next to nothing, which is told by less than their words ([`outline`]).

mod holding;
mod narration;
mod outline;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use rayon::prelude::*;

use super::frame::{self, Word};
use super::topic::{self, Topic};
use crate::source::Source;
use narration::Narration;
use outline::FEW_TEXTS;

pub(crate) use outline::{Outline, Outlines};

/// How many percent of a text's lines must stand in another for it to be called a copy.
const COPY: u32 = 20;

/// How many percent must stand in another for the two to count as one voice.
const ONE_VOICE: u32 = 50;

/// So few lines may be alike because they tell of the same. Where a text has no more, all of them must be,
/// and a text of fewer is too short to tell.
const FEW: usize = 3;

/// So many sources that a claim does not cite are held against one another: where more of them bear it out, no
/// reader asks how many.
pub(super) const MOST_COUNTED: usize = 100;

/// What so many texts tell is worked out by several threads, and the words of no more are held.
const MANY: usize = 64;

/// How much of each of two texts stands in the other, in whole percent of its lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Copied {
    /// Of the first.
    pub a: u32,
    /// Of the second.
    pub b: u32,
}

impl Copied {
    /// How much of two texts is the same; none where it is no more than texts on one matter share.
    fn new(a: &Narration, b: &Narration) -> Option<Self> {
        let lines = Narration::lines_in_one_another(a, b);
        let is_notice = lines.iter().zip([a, b]).all(|(lines, text)| {
            let notice = ends(lines);
            notice == *lines && text.is_foreign(&notice)
        });
        let [of_a, of_b] = lines.map(|lines| Share::new(&lines));
        let is_much = of_a.is_much() || of_b.is_much();
        let copied = Self {
            a: of_a.percent(),
            b: of_b.percent(),
        };
        (is_much && !is_notice).then_some(copied)
    }

    /// The greater of the two shares.
    #[must_use]
    pub fn most(self) -> u32 {
        self.a.max(self.b)
    }
}

/// How many of a text's lines stand in another.
struct Share {
    n_copied: usize,
    n: usize,
}

impl Share {
    fn new(lines: &[bool]) -> Self {
        Self {
            n_copied: lines.iter().filter(|is_copied| **is_copied).count(),
            n: lines.len(),
        }
    }

    fn percent(&self) -> u32 {
        let percent = (100 * self.n_copied).checked_div(self.n).unwrap_or(0);
        u32::try_from(percent).unwrap_or(100)
    }

    fn is_much(&self) -> bool {
        let is_more = self.n_copied > FEW || self.n_copied == FEW && self.n == FEW;
        is_more && self.percent() >= COPY
    }
}

/// The copied lines with which a text begins and ends, where it has others between them.
fn ends(lines: &[bool]) -> Vec<bool> {
    let head = lines.iter().take_while(|it| **it).count();
    let foot = lines.iter().rev().take_while(|it| **it).count();
    let is_end = |at: usize| head < lines.len() && (at < head || at + foot >= lines.len());
    (0..lines.len()).map(is_end).collect()
}

/// What a text tells in its own words, once that has been worked out. Whoever looks for copies of the same
/// text again and again keeps it.
#[derive(Clone, Debug, Default)]
pub struct Told {
    narration: Arc<OnceLock<Narration>>,
    outline: Arc<OnceLock<Outline>>,
}

impl Told {
    /// How many bytes it takes; none as long as nothing has been worked out.
    #[must_use]
    pub fn n_bytes(&self) -> usize {
        let narration = self.narration.get().map_or(0, Narration::n_bytes);
        narration + self.outline.get().map_or(0, Outline::n_bytes)
    }
}

/// How much sources copy one another, worked out where it is asked for and kept.
pub struct Copies<'a> {
    sources: &'a [Source],
    topics: Vec<OnceLock<Topic>>,
    /// The words of each text, from when it was told what it is about to when it is surveyed; of a few texts.
    words: Vec<Mutex<Option<Vec<Vec<Word>>>>>,
    told: Vec<Told>,
    known: Mutex<HashMap<(usize, usize), Option<Copied>>>,
}

impl<'a> Copies<'a> {
    /// Nothing is worked out yet.
    #[must_use]
    pub fn new(sources: &'a [Source]) -> Self {
        Self::knowing(sources, sources.iter().map(|_| Told::default()).collect())
    }

    /// As [`Copies::new`], with what the texts tell as far as that is known, in the order of the sources.
    #[must_use]
    pub fn knowing(sources: &'a [Source], told: Vec<Told>) -> Self {
        Self {
            sources,
            topics: sources.iter().map(|_| OnceLock::new()).collect(),
            words: sources.iter().map(|_| Mutex::default()).collect(),
            told,
            known: Mutex::default(),
        }
    }

    /// How much sources `a` and `b`, by number, have of one another; none where they are no copies.
    #[must_use]
    pub fn between(&self, a: usize, b: usize) -> Option<Copied> {
        if b < a {
            let Copied { a, b } = self.between(b, a)?;
            return Some(Copied { a: b, b: a });
        }
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known().get(&(a, b)) {
            return *known;
        }
        let copied = Copied::new(self.narration(a), self.narration(b));
        known().insert((a, b), copied);
        copied
    }

    /// Whether two sources, by number, count as one voice, and if so, whether their texts say so alone.
    fn one_voice(&self, a: usize, b: usize) -> Option<Because> {
        let (x, y) = (&self.sources[a], &self.sources[b]);
        if x.origin() == y.origin() {
            return Some(Because::Manifest);
        }
        let is_given = |source: &Source| source.meta.origin.is_some();
        if is_given(x) && is_given(y) || is_its_own(x) || is_its_own(y) {
            return None;
        }
        let copied = self.between(a, b)?;
        (copied.most() >= ONE_VOICE).then_some(Because::Text)
    }

    /// How many voices there are among sources that agree, given by number: those that a claim cites, and
    /// others, of which the first hundred are counted.
    ///
    /// Copies of copies are one voice. A source that is not cited makes no two cited ones one voice, though
    /// it may have lines of both: what a reviewed claim counts does not change when a text comes in.
    pub(crate) fn voices(
        &self,
        cited: &BTreeSet<usize>,
        others: &BTreeSet<usize>,
        (outlines, before): (&Outlines, Option<&Before>),
    ) -> Voices {
        let others = others.iter().take(MOST_COUNTED);
        let members: Vec<usize> = cited.iter().chain(others).copied().collect();
        let is_cited = |at: usize| at < cited.len();
        let mut groups = Groups::new(members.len());
        let mut known = vec![false; members.len()];
        let mut copies = Vec::new();
        for (a, b) in self.likely(&members, (outlines, before)) {
            let pair = [members[a].min(members[b]), members[a].max(members[b])];
            let was_one = before.is_some_and(|before| before.copies.contains(&pair));
            let because = was_one.then_some(Because::Text);
            let Some(because) = because.or_else(|| self.one_voice(pair[0], pair[1])) else {
                continue;
            };
            if because == Because::Text {
                copies.push(pair);
            }
            if is_cited(a) == is_cited(b) {
                groups.join(a, b);
            } else {
                known[a.max(b)] = true;
            }
        }
        for at in 0..members.len() {
            known[groups.of(at)] |= known[at];
        }
        let n = (0..members.len()).filter(|&at| groups.of(at) == at && !known[at]);
        copies.sort_unstable();
        Voices {
            n: n.count(),
            copies,
        }
    }

    /// Pairs of `members`, by place, among which are all that are one voice by their texts, and enough of
    /// those that the manifest makes one to join them all.
    fn likely(
        &self,
        members: &[usize],
        (outlines, before): (&Outlines, Option<&Before>),
    ) -> BTreeSet<(usize, usize)> {
        let mut of_origin: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (at, &number) in members.iter().enumerate() {
            let origin = self.sources[number].origin();
            of_origin.entry(origin).or_default().push(at);
        }
        let next = of_origin.values().flat_map(|of_one| of_one.windows(2));
        let mut pairs: BTreeSet<(usize, usize)> = next.map(|pair| (pair[0], pair[1])).collect();
        let is_open = |at: &usize| !is_its_own(&self.sources[members[*at]]);
        let open: Vec<usize> = (0..members.len()).filter(is_open).collect();
        let is_given = |at: &usize| self.sources[members[*at]].meta.origin.is_some();
        if open.len() > 1 && !open.iter().all(is_given) {
            pairs.extend(self.alike(members, &open, (outlines, before)));
        }
        for copies in before.iter().flat_map(|it| &it.copies) {
            let place = |number| members.iter().position(|it| *it == number);
            let places = place(copies[0]).zip(place(copies[1]));
            pairs.extend(places.map(|(a, b)| (a.min(b), a.max(b))));
        }
        pairs
    }

    /// Pairs of those of `members` that are `open`, by their places, among which are all that are one voice by
    /// their texts; but for what was known before.
    fn alike(
        &self,
        members: &[usize],
        open: &[usize],
        (outlines, before): (&Outlines, Option<&Before>),
    ) -> Vec<(usize, usize)> {
        let has_changed = |at: usize| before.is_none_or(|it| it.changed.contains(&members[at]));
        if open.len() <= FEW_TEXTS {
            let pairs = open.iter().enumerate();
            let pairs = pairs.flat_map(|(n, &b)| open[..n].iter().map(move |&a| (a, b)));
            return pairs
                .filter(|&(a, b)| has_changed(a) || has_changed(b))
                .collect();
        }
        let outline = |&at: &usize| self.outline(members[at], outlines);
        if open.len() >= MANY {
            open.par_iter().map(outline).for_each(|_| {});
        }
        let all: Vec<&Outline> = open.iter().map(outline).collect();
        let changed = (0..open.len()).filter(|&place| has_changed(open[place]));
        let changed: Vec<usize> = changed.collect();
        let likely = outline::likely(&all, before.map(|_| changed.as_slice())).into_iter();
        likely.map(|(a, b)| (open[a], open[b])).collect()
    }

    /// For each source, by number, the later ones about the same matter, in order.
    pub(super) fn partners(&self) -> Vec<Vec<u32>> {
        let all: Vec<&Topic> = (0..self.sources.len())
            .into_par_iter()
            .map(|number| self.topic(number))
            .collect();
        topic::partners(&all)
    }

    fn topic(&self, number: usize) -> &Topic {
        self.topics[number].get_or_init(|| {
            let text = &self.sources[number].text;
            let words = frame::sentences(text);
            let topic = Topic::new(&words, text.tokens());
            if self.sources.len() <= MANY {
                *self.held(number) = Some(words);
            }
            topic
        })
    }

    /// The words of each sentence of a source, by number, as [`frame::sentences`] has them.
    pub(super) fn words(&self, number: usize) -> Vec<Vec<Word>> {
        let held = self.held(number).take();
        held.unwrap_or_else(|| frame::sentences(&self.sources[number].text))
    }

    fn held(&self, number: usize) -> MutexGuard<'_, Option<Vec<Vec<Word>>>> {
        let held = self.words[number].lock();
        held.unwrap_or_else(PoisonError::into_inner)
    }

    fn narration(&self, number: usize) -> &Narration {
        let told = &self.told[number].narration;
        told.get_or_init(|| Narration::new(&self.sources[number]))
    }

    fn outline(&self, number: usize, outlines: &Outlines) -> &Outline {
        let told = &self.told[number].outline;
        let source = &self.sources[number];
        let narration = self.told[number].narration.get();
        let made = || narration.map_or_else(|| narration::outline(source), Narration::outline);
        told.get_or_init(|| outlines.of(source, made))
    }
}

/// What was known of sources that agree, by number, before the texts of some of them changed.
#[derive(Debug)]
pub(crate) struct Before {
    pub(crate) changed: BTreeSet<usize>,
    /// The pairs, in order, of the others that count once by their texts.
    pub(crate) copies: BTreeSet<[usize; 2]>,
}

/// Things in groups, each known by the least of its members.
struct Groups {
    /// For each thing another one of its group that is no greater; the least has itself.
    lower: Vec<usize>,
}

impl Groups {
    /// Every thing is a group.
    fn new(n: usize) -> Self {
        Self {
            lower: (0..n).collect(),
        }
    }

    fn of(&self, mut at: usize) -> usize {
        while self.lower[at] != at {
            at = self.lower[at];
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.of(a), self.of(b));
        self.lower[a.max(b)] = a.min(b);
    }
}

/// Whether the manifest says that a source copies no other.
fn is_its_own(source: &Source) -> bool {
    source.meta.origin.as_deref() == Some(source.id.as_str())
}

/// What says that two sources are one voice.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Because {
    Manifest,
    Text,
}

/// The voices among sources that agree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voices {
    /// How many there are.
    pub n: usize,
    /// The pairs of sources, by number in order, that count once because one's text is a copy of the
    /// other's.
    pub copies: Vec<[usize; 2]>,
}

#[cfg(test)]
mod tests;
