//! Two texts compared: everything that differs, the most important first, each place once.

use std::collections::BTreeMap;
use std::sync::{Mutex, OnceLock, PoisonError};

use super::candidate::{self, Candidate};
use super::name::{self, Variant};
use super::reading::Reading;
use super::same::Common;
use super::sentence::Term;
use super::{
    Grade, Item, Pair, age, denial, first, force, outlet, phrase, quotation, role, same, telling,
    tense,
};
use crate::check::Ground;
use crate::compare::frame;
use crate::compare::independence::Copied;
use crate::value::{self, Value};

/// What any word weighs at least in an alignment, so that “in terms of” tells one wording from another.
pub(super) const FUNCTION_WORD: f32 = 0.06;

/// Two texts, and what their words weigh against one another.
pub(super) struct Both<'a> {
    pub(super) a: &'a Reading<'a>,
    pub(super) b: &'a Reading<'a>,
    pub(super) ground: &'a Ground<'a>,
    /// The days between the two, where they are too many for one event.
    pub(super) apart: Option<u64>,
    /// Whether the two tell of one event, as far as their words say.
    is_of_one_event: bool,
    /// Whether the two tell of one event, beyond doubt.
    pub(super) is_surely_of_one_event: bool,
    /// For each term of the first text, the second text's term of that stem.
    counterparts: Vec<Option<u32>>,
    /// How rare the terms of each text are in the two.
    rarity: [Vec<f32>; 2],
    /// How rare the matters of each text are in the two.
    rarity_of_matters: [Vec<f32>; 2],
    /// For each matter of the first text, the same one of the second.
    same_matters: Vec<Option<u32>>,
    /// For each matter of the second text, the same one of the first.
    matters_of_a: Vec<Option<u32>>,
    /// Words of names that are one name, spelled differently; in order of their terms.
    variants: Vec<Variant<'a>>,
    /// Whether each term of the first text has such another spelling.
    is_spelled_otherwise: Vec<bool>,
    /// What their passages have in common, once it was asked for.
    common: OnceLock<Common>,
    /// Of which two speakers it is known whether they conflict.
    conflicts: Mutex<BTreeMap<[String; 2], bool>>,
}

impl<'a> Both<'a> {
    fn new(a: &'a Reading<'a>, b: &'a Reading<'a>, ground: &'a Ground<'a>) -> Self {
        let n = a.sentences.len() + b.sentences.len();
        let rarities: Vec<f32> = (0..=n).map(|holding| frame::rarity(holding, n)).collect();
        let rarity = |n_sentences: usize| rarities[n_sentences];
        let mut counterparts = Vec::with_capacity(a.stems.len());
        let mut of_a = Vec::with_capacity(a.stems.len());
        let mut of_b: Vec<f32> = b.postings.each().map(|own| rarity(own.len())).collect();
        let mut others = b.stems.iter().zip(0_u32..).peekable();
        for (stem, own) in a.stems.iter().zip(a.postings.each()) {
            while others.next_if(|(other, _)| *other < stem).is_some() {}
            if let Some((_, at)) = others.next_if(|(other, _)| *other == stem) {
                let rare = rarity(own.len() + b.postings.of(at).len());
                of_a.push(rare);
                of_b[at as usize] = rare;
                counterparts.push(Some(at));
            } else {
                of_a.push(rarity(own.len()));
                counterparts.push(None);
            }
        }
        let same_matters = a.matters.counterparts(&b.matters);
        let matters_of_a = b.matters.counterparts(&a.matters);
        Self {
            a,
            b,
            ground,
            is_of_one_event: a.event.may_be(&b.event),
            is_surely_of_one_event: a.event.is_surely(&b.event),
            apart: ground.apart(a.source, b.source),
            counterparts,
            rarity: [of_a, of_b],
            rarity_of_matters: [
                a.matters.rarity(&b.matters, &same_matters, rarity),
                b.matters.rarity(&a.matters, &matters_of_a, rarity),
            ],
            same_matters,
            matters_of_a,
            variants: Vec::new(),
            is_spelled_otherwise: vec![false; a.stems.len()],
            common: OnceLock::new(),
            conflicts: Mutex::default(),
        }
    }

    /// The same, knowing which words are one name.
    fn with(mut self, variants: Vec<Variant<'a>>) -> Self {
        for variant in &variants {
            self.is_spelled_otherwise[variant.terms.0 as usize] = true;
        }
        self.variants = variants;
        self
    }

    /// What their passages have in common.
    pub(super) fn common(&self) -> &Common {
        self.common.get_or_init(|| Common::new(self))
    }

    /// Whether the two are one text.
    pub(super) fn is_one(&self) -> bool {
        self.a.source.id == self.b.source.id
    }

    /// The second text's term that has the stem of the first text's term `id`.
    pub(super) fn counterpart(&self, id: u32) -> Option<u32> {
        self.counterparts[id as usize]
    }

    /// Whether a word of the first text and one of the second are one word.
    pub(super) fn same(&self, x: &Term, y: &Term) -> bool {
        x.word.stem == y.word.stem || self.has_variant(x) && self.is_variant(x, y)
    }

    /// Whether a word of the first text has another spelling in the second.
    pub(super) fn has_variant(&self, term: &Term) -> bool {
        let known = self.is_spelled_otherwise.get(term.id as usize);
        known.is_some_and(|it| *it)
    }

    /// Whether a word of the first text is spelled as one of the second, by their stems.
    pub(super) fn are_spellings(&self, x: u32, y: u32) -> bool {
        let mut variants = self.variants.iter();
        variants.any(|it| {
            self.a.stems[it.terms.0 as usize] == x && self.b.stems[it.terms.1 as usize] == y
        })
    }

    fn is_variant(&self, x: &Term, y: &Term) -> bool {
        self.variants.iter().any(|it| it.terms == (x.id, y.id))
    }

    /// Whether a word of the first text may be one of `terms`, of the second text in order.
    pub(super) fn may_be_in(&self, term: &Term, terms: &[u32]) -> bool {
        let counterpart = self.counterparts[term.id as usize];
        counterpart.is_some_and(|id| terms.binary_search(&id).is_ok()) || self.has_variant(term)
    }

    /// What a word of the first text weighs: what it says, and less the more of the sentences hold it.
    pub(super) fn weigh_a(&self, term: &Term) -> f32 {
        term.weight * self.rarity[0][term.id as usize]
    }

    /// What a word of the second text weighs.
    pub(super) fn weigh_b(&self, term: &Term) -> f32 {
        term.weight * self.rarity[1][term.id as usize]
    }

    /// What the words of a passage of each text weigh in an alignment: those that say nothing a little.
    pub(super) fn weights(&self, a: &[Term], b: &[Term]) -> (Vec<f32>, Vec<f32>) {
        let of_a = a.iter().map(|term| self.weigh_a(term).max(FUNCTION_WORD));
        let of_b = b.iter().map(|term| self.weigh_b(term).max(FUNCTION_WORD));
        (of_a.collect(), of_b.collect())
    }

    /// Whether one of two speakers, the first of the first text, is somebody else than the other.
    pub(super) fn are_two(&self, x: &Value, y: &Value) -> bool {
        // A paper under whose name something is told says nothing against whoever says it.
        if outlet::is_outlet(&x.words) != outlet::is_outlet(&y.words) {
            return false;
        }
        if speaks_for(&x.words, &y.words) || speaks_for(&y.words, &x.words) {
            return false;
        }
        // “The prime minister of Kesmar” has a name, whichever that is.
        if is_described(&x.words) != is_described(&y.words) {
            return false;
        }
        let is_spelled = |pair: (&str, &str)| self.variants.iter().any(|it| it.words == pair);
        let (of_x, of_y) = (x.words.split_whitespace(), y.words.split_whitespace());
        let mut pairs = of_x.rev().zip(of_y.rev());
        // The same surname, or another spelling of it: what stands before it may be spelled differently too.
        let is_one = match (pairs.next(), pairs.next()) {
            (Some(surnames), _) if is_spelled(surnames) => true,
            (Some((x, y)), Some(given)) => x == y && is_spelled(given),
            _ => false,
        };
        !is_one && self.conflict(x, y)
    }

    /// Whether two speakers conflict by their names, which are the same two again and again.
    fn conflict(&self, x: &Value, y: &Value) -> bool {
        let names = [x.words.clone(), y.words.clone()];
        let known = self.conflicts.lock();
        let mut known = known.unwrap_or_else(PoisonError::into_inner);
        *known.entry(names).or_insert_with(|| {
            let context = self.ground.context(self.a.source);
            value::conflict(x, y, &context)
        })
    }

    /// The first text's matter that is the second text's `matter`, or another spelling of it.
    pub(super) fn first_matter(&self, matter: u32) -> Option<u32> {
        let mut variants = self.variants.iter();
        let variant = variants.find(|it| it.matters.1 == matter);
        variant.map_or(self.matters_of_a[matter as usize], |it| Some(it.matters.0))
    }

    /// How rare a matter of a text (0 or 1) is.
    pub(super) fn rarity_of(&self, side: usize, matter: u32) -> f32 {
        self.rarity_of_matters[side][matter as usize]
    }

    /// The second text's matter that is the first text's `matter`.
    pub(super) fn same_matter(&self, matter: u32) -> Option<u32> {
        self.same_matters[matter as usize]
    }
}

/// Whether a speaker is told by what they are and not by name: “the prime minister of Kesmar”.
fn is_described(words: &str) -> bool {
    let first = words.split_whitespace().next();
    first.is_some_and(|word| matches!(word, "the" | "The"))
        && !words
            .split_whitespace()
            .skip(1)
            .all(|word| word.starts_with(char::is_uppercase))
}

/// Whether one of several people who say something together, “Ann Lee and Omar Diaz”, has the surname of `other`.
fn speaks_for(together: &str, other: &str) -> bool {
    let surname = |name: &str| name.split_whitespace().last().map(str::to_owned);
    let mut people = together.split(" and ");
    together.contains(" and ") && people.any(|name| surname(name) == surname(other))
}

/// Compares two texts, given with their numbers among the sources.
pub(super) fn compare(
    (number_a, a): (usize, &Reading<'_>),
    (number_b, b): (usize, &Reading<'_>),
    ground: &Ground<'_>,
    copied: Option<Copied>,
) -> Pair {
    let both = Both::new(a, b, ground);
    let (mut items, variants) = name::spellings(&both);
    let both = both.with(variants);
    let candidates = candidate::candidates(&both);
    items.extend(differences(&both, &candidates));
    Pair {
        a: number_a,
        b: number_b,
        apart: both.apart,
        copied,
        items: settled(items),
    }
}

/// What is known of the values of two texts that may be of one fact; nothing where the two are not of one event.
pub(super) fn known<'a>(
    a: &'a Reading<'a>,
    b: &'a Reading<'a>,
    ground: &'a Ground<'a>,
) -> [Vec<same::Known>; 4] {
    let mut both = Both::new(a, b, ground);
    both.variants = name::spellings(&both).1;
    if both.apart.is_none() && both.is_of_one_event {
        same::known(&both)
    } else {
        Default::default()
    }
}

/// All that differs, found by whichever threads have nothing else to do: two long texts take longer than many others.
fn differences(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    let may_differ = both.apart.is_none() && both.is_of_one_event;
    if may_differ && !both.is_one() {
        // Most of what follows asks for it, and would wait for one another.
        both.common();
    }
    let quoted = || {
        let mut items = quotation::utterances(both, candidates);
        if may_differ {
            items.extend(super::value::conflicts(both, candidates));
            items.extend(age::ages_that_differ(both));
        }
        items
    };
    let told = || {
        if may_differ {
            tales_that_differ(both, candidates)
        } else {
            Vec::new()
        }
    };
    let retold = || {
        if both.is_one() {
            return Vec::new();
        }
        let mut items = phrase::phrases_that_differ(both, candidates);
        items.extend(telling::tellings(both, candidates));
        items
    };
    let (mut items, (told, retold)) = rayon::join(quoted, || rayon::join(told, retold));
    items.extend(told);
    items.extend(retold);
    items
}

/// What the texts tell otherwise, besides what is quoted and the values.
fn tales_that_differ(both: &Both<'_>, candidates: &[Candidate]) -> Vec<Item> {
    if both.is_one() {
        return tense::expectations(both);
    }
    let mut items = first::firsts_that_differ(both);
    items.extend(denial::denials(both));
    items.extend(role::swaps(both, candidates));
    items.extend(force::forces_that_differ(both, candidates));
    items
}

/// The items in order of importance, then of place; of those about the same two passages, the gravest.
fn settled(mut items: Vec<Item>) -> Vec<Item> {
    let place = |item: &Item| (item.grade, item.places[0].span, item.places[1].span);
    items.sort_by_key(place);
    let mut kept: Vec<Item> = Vec::new();
    for item in items {
        let is_told = |graver: &Item| {
            let at = |item: &Item, side: usize| {
                let place = &item.places[side];
                place.slots.first().copied().unwrap_or(place.span)
            };
            let overlap = |side: usize| at(graver, side).overlaps(at(&item, side));
            // Who said it and what was said are two things to know.
            let is_other = graver.grade == Grade::Attribution && quotation::is_of_words(&item);
            graver.grade != Grade::Spelling
                && !is_other
                && item.grade != Grade::Spelling
                && (0..2).all(overlap)
        };
        if !kept.iter().any(is_told) {
            kept.push(item);
        }
    }
    kept
}
