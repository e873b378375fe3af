//! What is seen of two values, one of each text, and of what stands around them.

use std::sync::LazyLock;

use super::super::frame::Frame;
use super::super::likeness::{self, Surroundings};
use super::super::pair::Both;
use super::super::sentence::{Sentence, Term};
use super::At;
use super::passages::{Common, Shared};
use crate::index::Table;
use crate::source::token::{Tokens, key};
use crate::value::Value;

/// How near to a value a word stands that says that it is not yet so, in tokens.
const AHEAD: usize = 12;

/// Two passages are the likest to one another where hardly any is more like either.
const LIKEST: f32 = 0.98;

/// Two values, one of each text.
pub(super) struct Two<'t> {
    pub(super) at: At,
    pub(super) values: [&'t Value; 2],
    pub(super) frames: [&'t Frame; 2],
    pub(super) canonicals: [&'t str; 2],
    pub(super) sentences: [&'t Sentence; 2],
    /// What their passages have in common.
    pub(super) shared: Shared,
    /// What stands near both.
    pub(super) near: Surroundings,
    /// How much of what their sentences tell is in common.
    pub(super) part: f32,
    /// How near each passage is to being the likest to the other of all, as one product from 0 to 1.
    pub(super) likest: f32,
    /// Where in its text each stands, from 0 to 1.
    pub(super) places: [f32; 2],
    /// Whether each is told as what is not yet so, or may not be.
    pub(super) ahead: [bool; 2],
    /// Days from the first text to the second, where both are dated.
    pub(super) days_between: i32,
    /// Whether each is among what somebody says.
    pub(super) quoted: [bool; 2],
}

impl<'t> Two<'t> {
    /// Takes two values, by their sentences and numbers in these.
    pub(super) fn new(at: At, shared: Shared, common: &Common, both: &Both<'t>) -> Self {
        let texts = [both.a, both.b];
        let numbers = [at[0][0], at[1][0]];
        let sentences = [0, 1].map(|side| &texts[side].sentences[numbers[side]]);
        let values = [0, 1].map(|side| &sentences[side].values[at[side][1]]);
        let frames = [&values[0].1, &values[1].1];
        Self {
            at,
            values: [&values[0].0, &values[1].0],
            frames,
            canonicals: [0, 1].map(|side| sentences[side].canonicals[at[side][1]].as_str()),
            sentences,
            shared,
            near: likeness::surroundings(frames, both),
            part: common.part(numbers, &shared).min(1.0),
            likest: common.likest(numbers, &shared),
            places: [0, 1].map(|side| numbers[side] as f32 / texts[side].sentences.len() as f32),
            ahead: [0, 1].map(|side| sentences[side].ahead[at[side][1]]),
            days_between: days_between(both),
            quoted: [0, 1].map(|side| sentences[side].quoted[at[side][1]]),
        }
    }

    /// How many words the two sentences have, and how many values.
    pub(super) fn n_words(&self) -> f32 {
        n_words(self.sentences)
    }

    pub(super) fn n_values(&self) -> f32 {
        let n = self.sentences.map(|it| it.values.len() as f32);
        (n[0] * n[1]).max(1.0).ln()
    }

    /// How many other values the two sentences have in common.
    pub(super) fn n_same_values(&self) -> f32 {
        let others = |side: usize| {
            let own = self.at[side][1];
            let values = self.sentences[side].values.iter();
            let values = values.zip(&self.sentences[side].canonicals).enumerate();
            values.filter(move |(at, (_, canonical))| *at != own && *canonical != "1")
        };
        let is_same = |(_, ((x, _), of_x)): &(usize, (&(Value, Frame), &String))| {
            others(1).any(|(_, ((y, _), of_y))| x.kind == y.kind && *of_x == of_y)
        };
        others(0).filter(is_same).count().min(2) as f32
    }

    /// Whether each passage is the likest to the other of all.
    pub(super) fn is_likest(&self) -> bool {
        is_likest(self.likest)
    }

    /// Whether only one of the two is told as what is not yet so.
    pub(super) fn is_one_ahead(&self) -> bool {
        self.ahead[0] != self.ahead[1]
    }

    /// Whether the earlier text expects what the later one tells.
    pub(super) fn is_expected_first(&self) -> bool {
        let [x, y] = self.ahead;
        self.days_between > 0 && x && !y || self.days_between < 0 && y && !x
    }
}

/// How many words two sentences have, on a natural scale.
pub(super) fn n_words(sentences: [&Sentence; 2]) -> f32 {
    let n = sentences.map(|it| 5.0 + it.words.len() as f32);
    (n[0] * n[1]).ln()
}

/// Days from the first text to the second; none where either is not dated.
pub(super) fn days_between(both: &Both<'_>) -> i32 {
    let [x, y] = [both.a, both.b].map(|text| text.source.meta.written);
    x.zip(y).map_or(0, |(x, y)| (y - x).get_days())
}

/// Whether each of two passages is the likest to the other of all, by [`Common::likest`].
pub(super) fn is_likest(likest: f32) -> bool {
    likest > LIKEST
}

/// Words that say that something is expected, wanted or supposed, and not yet so.
const OF_WHAT_IS_AHEAD: &str = "will shall would should could may might if unless expect expects expected expecting plan \
    plans planned planning hope hopes hoped hoping intend intends intended want wants wanted ask asks asked asking \
    demand demands demanded demanding seek seeks sought seeking foresees foresaw anticipates anticipated propose \
    proposes proposed proposal draft due scheduled forecast forecasts predicts predicted target goal aim aims aimed";

/// Whether a word of a text, whatever its case, is one of [`OF_WHAT_IS_AHEAD`].
pub(super) fn is_of_what_is_ahead(token: usize, tokens: &Tokens) -> bool {
    static WORDS: LazyLock<(Table, Vec<&str>)> = LazyLock::new(|| {
        let words = OF_WHAT_IS_AHEAD.split_whitespace();
        let keys = words.clone().map(key).zip(0..);
        (Table::new(&keys.collect::<Vec<_>>()), words.collect())
    });
    let (numbers, words) = &*WORDS;
    let number = numbers.get(tokens.all()[token].key);
    number.is_some_and(|at| words[at as usize].eq_ignore_ascii_case(tokens.text(token)))
}

/// For each value of a sentence, whether it is told as what is not yet so.
pub(in super::super) fn ahead(sentence: &Sentence, tokens: &Tokens) -> Vec<bool> {
    if sentence.values.is_empty() {
        return Vec::new();
    }
    let at = |term: &Term| term.word.token as usize;
    let text = |term: &Term| tokens.text(at(term));
    let words = sentence.words.iter().enumerate();
    let signs = words.filter(|(number, term)| {
        let next = sentence.words.get(number + 1);
        let is_to = || {
            matches!(text(term), "is" | "are" | "was" | "were")
                && next.is_some_and(|next| text(next) == "to")
        };
        is_of_what_is_ahead(at(term), tokens) || is_to()
    });
    let signs: Vec<usize> = signs.map(|(_, term)| at(term)).collect();
    let values = sentence.values.iter().map(|(value, _)| value);
    let is_ahead = |value: &Value| {
        let own = tokens.within(value.span).start;
        let mut signs = signs.iter();
        sentence.expects.is_some() || signs.any(|sign| sign.abs_diff(own) < AHEAD)
    };
    values.map(is_ahead).collect()
}
