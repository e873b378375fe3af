//! Quotations of one utterance, each in its own words: “We will not hide behind lawyers”, “we are not going to hide
//! behind our lawyers”.

use super::super::pair::Both;
use super::super::quotation;
use super::super::reading::Utterance;
use super::evidence::days_between;
use super::weigh::{self, Evidence, one};
use crate::compare::align::{self, Alignment};
use crate::source::quotation::Kind;
use crate::span::Span;

/// How likely it must be that two quotations are of one utterance, from 0 to 1.
const FLOOR: f32 = 0.65;

/// How many words both must have, one at least that says something, and the part of the shorter one that these must be,
/// for the two to be weighed.
const FEWEST: usize = 4;
const LEAST_PART: f32 = 0.5;

/// So many days between two texts count in full.
const MOST_DAYS: i32 = 7;

/// What is known of two quotations before anything is seen of them.
const WITHOUT: f32 = 1.73;

/// What speaks for two quotations being of one utterance.
pub(super) const EVIDENCE: [Evidence; 15] = [
    ("how much of the shorter one is the same", 0.37),
    ("how much of the stretch is the same", 3.45),
    ("how many words are the same", 3.74),
    ("how many of these say something", -0.57),
    ("how much of the shorter one is the same in one run", -2.18),
    ("in how many places they differ", 1.46),
    (
        "how much of what the one says that says less is the same",
        -2.98,
    ),
    ("how much that says", 0.93),
    ("one speaker is named", -0.51),
    ("two speakers are named", -0.39),
    ("both are quoted", 1.02),
    ("only one is told", -0.02),
    ("both are told", -4.09),
    ("how many days lie between the texts", -0.21),
    ("how long they are", -2.01),
];

/// Where two quotations have the same words that are likely of one utterance.
pub(in super::super) fn utterance(
    x: &Utterance,
    y: &Utterance,
    both: &Both<'_>,
) -> Option<Alignment> {
    let weighed = Weighed::new(x, y, both)?;
    let likely = weigh::likely(weigh::sum(WITHOUT, &EVIDENCE, &weighed.amounts()));
    (likely >= FLOOR).then_some(weighed.same)
}

/// All that may be of one utterance.
pub(super) fn pairs<'t>(both: &'t Both<'t>) -> impl Iterator<Item = Weighed<'t>> {
    let of_a = both.a.utterances.iter();
    let pairs = of_a.flat_map(|x| both.b.utterances.iter().map(move |y| (x, y)));
    pairs.filter_map(|(x, y)| Weighed::new(x, y, both))
}

/// Two quotations, and what is the same of them.
pub(super) struct Weighed<'t> {
    both: &'t Both<'t>,
    quotations: [&'t Utterance; 2],
    /// Word for word, whatever the words say.
    same: Alignment,
    are_of_two: bool,
}

impl<'t> Weighed<'t> {
    /// Takes two quotations; none where too few of their words are the same.
    fn new(x: &'t Utterance, y: &'t Utterance, both: &'t Both<'t>) -> Option<Self> {
        let shorter = x.words.len().min(y.words.len());
        let is_enough = |n: usize| n >= FEWEST && n as f32 >= LEAST_PART * shorter as f32;
        let shared = x.words.iter().filter(|term| both.may_be_in(term, &y.terms));
        if both.apart.is_some() || both.is_one() || !is_enough(shared.count()) {
            return None;
        }
        let ones = |it: &Utterance| vec![1.0; it.words.len()];
        let is_one = |at: usize, other: usize| both.same(&x.words[at], &y.words[other]);
        let same = align::align(&ones(x), &ones(y), is_one)?;
        let says = |(at, _): &(usize, usize)| x.words[*at].word.says();
        let is_enough = is_enough(same.pairs.len()) && same.pairs.iter().any(says);
        is_enough.then_some(Self {
            both,
            quotations: [x, y],
            same,
            are_of_two: quotation::speakers_differ(x, y, both),
        })
    }

    /// Where the words stand that are the same, in bytes of each text.
    pub(super) fn spans(&self) -> [Span; 2] {
        let [x, y] = self.quotations;
        [
            quotation::span(&x.words, &self.same.a, self.both.a),
            quotation::span(&y.words, &self.same.b, self.both.b),
        ]
    }

    /// Whether the words differ, or who says them.
    pub(super) fn differ(&self) -> bool {
        let longer = self.quotations.iter().map(|it| it.words.len()).max();
        self.are_of_two || longer > Some(self.same.pairs.len())
    }

    /// How much there is of each piece of evidence.
    pub(super) fn amounts(&self) -> [f32; 15] {
        let [x, y] = self.quotations;
        let pairs = &self.same.pairs;
        let n = pairs.len() as f32;
        let lengths = [x.words.len() as f32, y.words.len() as f32];
        let shorter = lengths[0].min(lengths[1]);
        let says = pairs.iter().filter(|(at, _)| x.words[*at].word.says());
        let runs = self.runs();
        let longest = runs.iter().copied().max().unwrap_or(0);
        let (shared, least) = self.weights();
        let is_told = [x, y].map(|it| it.quotation.kind == Kind::Reported);
        let is_quoted = [x, y].map(|it| it.quotation.kind == Kind::Direct);
        let are_named = x.speaker.is_some() && y.speaker.is_some();
        [
            n / shorter,
            2.0 * n / (self.same.a.len() + self.same.b.len()) as f32,
            n.ln_1p(),
            (says.count() as f32).ln_1p(),
            longest as f32 / shorter,
            (runs.len() as f32).ln(),
            shared / least,
            shared.ln_1p(),
            one(are_named && !self.are_of_two),
            one(self.are_of_two),
            one(is_quoted == [true; 2]),
            one(is_told[0] != is_told[1]),
            one(is_told == [true; 2]),
            days_between(self.both).abs().min(MOST_DAYS) as f32,
            (lengths[0] * lengths[1]).ln(),
        ]
    }

    /// The lengths of the runs of words that are the same, without any between.
    fn runs(&self) -> Vec<usize> {
        let follows = |x: &(usize, usize), y: &(usize, usize)| y.0 == x.0 + 1 && y.1 == x.1 + 1;
        self.same.pairs.chunk_by(follows).map(<[_]>::len).collect()
    }

    /// What the words weigh that are the same, aligned by what they say, and what the words weigh of the quotation
    /// that says less.
    fn weights(&self) -> (f32, f32) {
        let [x, y] = self.quotations;
        let (of_x, of_y) = self.both.weights(&x.words, &y.words);
        let is_one = |at: usize, other: usize| self.both.same(&x.words[at], &y.words[other]);
        let shared = align::align(&of_x, &of_y, is_one).map_or(0.0, |it| it.shared);
        let sums = [of_x, of_y].map(|weights| weights.iter().sum::<f32>());
        (shared, sums[0].min(sums[1]))
    }
}
