//! Two texts compared: everything that differs, the most important first, each place once.

use super::reading::Reading;
use super::{Grade, Item, Pair, candidate, name, quotation, telling, tense, value};
use crate::check::Ground;
use crate::compare::frame::{Weights, Word};
use crate::compare::independence;

/// Two texts, and what their words weigh against one another.
pub(super) struct Both<'a> {
    pub(super) a: &'a Reading<'a>,
    pub(super) b: &'a Reading<'a>,
    pub(super) weights: Weights<'a>,
    /// Stems of names that are one name, spelled differently.
    pub(super) variants: Vec<(u32, u32)>,
    pub(super) ground: &'a Ground<'a>,
}

impl Both<'_> {
    /// Whether the two are one text.
    pub(super) fn is_one(&self) -> bool {
        self.a.source.id == self.b.source.id
    }

    /// Whether a word of the first text and one of the second are one word.
    pub(super) fn same(&self, x: &Word, y: &Word) -> bool {
        x.stem == y.stem || self.variants.binary_search(&(x.stem, y.stem)).is_ok()
    }
}

/// Compares two texts, given with their numbers among the sources.
pub(super) fn compare(
    (number_a, a): (usize, &Reading<'_>),
    (number_b, b): (usize, &Reading<'_>),
    ground: &Ground<'_>,
) -> Pair {
    let mut both = Both {
        a,
        b,
        weights: Weights::new(&a.tally, &b.tally),
        variants: Vec::new(),
        ground,
    };
    let (mut items, variants) = name::spellings(&both);
    both.variants = variants;
    let apart = ground.apart(a.source, b.source);
    let candidates = candidate::candidates(a, b, &both.weights);
    items.extend(quotation::utterances(&both, &candidates));
    if apart.is_none() {
        items.extend(value::conflicts(&both, &candidates));
        if both.is_one() {
            items.extend(tense::expectations(&both, &candidates));
        } else {
            items.extend(telling::tellings(&both, &candidates));
        }
    }
    Pair {
        a: number_a,
        b: number_b,
        apart,
        copied: (!both.is_one())
            .then(|| independence::copied(a.source, b.source))
            .flatten(),
        items: settled(items),
    }
}

/// The items in order of importance, then of place; of those about the same two passages, the gravest.
fn settled(mut items: Vec<Item>) -> Vec<Item> {
    let place = |item: &Item| (item.grade, item.places[0].span, item.places[1].span);
    items.sort_by_key(place);
    let mut kept: Vec<Item> = Vec::new();
    for item in items {
        let is_told = |graver: &Item| {
            graver.grade != Grade::Spelling
                && item.grade != Grade::Spelling
                && (0..2).all(|side| graver.places[side].span.overlaps(item.places[side].span))
        };
        if !kept.iter().any(is_told) {
            kept.push(item);
        }
    }
    kept
}
