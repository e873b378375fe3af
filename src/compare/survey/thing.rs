//! Counts of one thing that both texts name in the same words: “17 pieces of the Ravensholt treasure”, “19 pieces of the
//! Ravensholt treasure”.
//!
//! Whatever else the two sentences tell, a thing that is named in so many words, a name among them, and that each
//! text counts once only, has one number.

use std::collections::BTreeMap;

use super::fact::Pair;
use super::frame::THING;
use super::pair::Both;
use super::reading::Reading;

/// The only counts in each text of things that both name, by sentence and value.
pub(super) fn counts_of_one(both: &Both<'_>) -> Vec<Pair> {
    if both.is_one() {
        return Vec::new();
    }
    let (of_a, of_b) = (only_counts(both.a), only_counts(both.b));
    let pairs = of_a.into_iter().filter_map(|(thing, at)| {
        let other = of_b.get(&thing)?;
        Some([at?, (*other)?])
    });
    pairs.collect()
}

/// For each thing that a text counts, the count; none where there are several, and they differ.
fn only_counts(reading: &Reading<'_>) -> BTreeMap<[u32; THING], Option<[usize; 2]>> {
    let canonical = |[of, at]: [usize; 2]| &reading.sentences[of].canonicals[at];
    let mut counts: BTreeMap<_, Option<[usize; 2]>> = BTreeMap::new();
    for (number, sentence) in reading.sentences.iter().enumerate() {
        for (at, (_, frame)) in sentence.values.iter().enumerate() {
            let Some(thing) = frame.thing else {
                continue;
            };
            let place = [number, at];
            let is_same = |other: &[usize; 2]| canonical(*other) == canonical(place);
            let known = counts.entry(thing).or_insert(Some(place));
            *known = known.filter(is_same);
        }
    }
    counts
}
