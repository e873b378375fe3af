//! How much of what two sentences share stands together in both.
//!
//! Two sentences about one event share words by chance, each in another place; what one text says of a thing and the
//! other says of it too stands together in both: “withdrawal of Russian forces”, “withdraw its troops”. Who and where
//! count here as well, which say little by themselves: “Western sanctions”.

use super::matter::Said;
use super::pair::Both;
use super::sentence::{Sentence, Term};
use crate::compare::frame;

/// How far apart two words may be to stand together, in words.
const FAR: u32 = 12;

/// How many words farther apart leave half of what two words say together.
const HALF: f32 = 3.0;

/// The most places of one matter that are looked at.
const MOST: usize = 4;

/// The most matters of two sentences that are looked at.
const MOST_SHARED: usize = 24;

/// The fewest matters, and the fewest that are no names and no offices, that two sentences must share: two words that stand together
/// are mostly an expression that both texts use, of whatever.
const FEWEST: usize = 3;
const FEWEST_PLAIN: usize = 2;

/// Something that two sentences share.
struct Shared {
    weight: f32,
    is_plain: bool,
    /// Where it stands in each, in words.
    at: [Vec<u32>; 2],
}

/// How much of what two sentences share stands together in both, from 0 (nothing) up: for any two matters that are
/// not both names or offices, what they weigh, less the farther apart they are.
pub(super) fn cohesion(said: [&Said; 2], sentences: [&Sentence; 2], both: &Both<'_>) -> f32 {
    let words = |side: usize, matter: u32| {
        let words = sentences[side].words.iter();
        words.filter(move |term| term.matter == matter && term.weight > 0.0)
    };
    // “Karin Seberg, the chief executive” says who she is, and nothing of what she did.
    let tokens = both.a.source.text.tokens();
    let is_office = |term: &Term| frame::is_of_people(tokens.text(term.word.token as usize));
    let shared = said[0].shared_with(said[1]).take(MOST_SHARED);
    let shared: Vec<([u32; 2], f32, bool)> = shared.collect();
    let may_be_plain = shared.iter().filter(|it| it.2).count();
    if shared.len() < FEWEST || may_be_plain < FEWEST_PLAIN {
        return 0.0;
    }
    let places = |side: usize, matter: u32| -> Vec<u32> {
        let own = words(side, matter).map(|term| term.word.at);
        own.take(MOST).collect()
    };
    let shared = shared.into_iter().map(|(own, weight, is_plain)| Shared {
        weight,
        is_plain: is_plain && !words(0, own[0]).any(is_office),
        at: [0, 1].map(|side| places(side, own[side])),
    });
    let shared: Vec<Shared> = shared.collect();
    let n_plain = shared.iter().filter(|it| it.is_plain).count();
    if n_plain < FEWEST_PLAIN {
        return 0.0;
    }
    let mut sum = 0.0;
    for (number, x) in shared.iter().enumerate() {
        for y in shared[number + 1..]
            .iter()
            .filter(|y| x.is_plain || y.is_plain)
        {
            let nearness = |side: usize| together(&x.at[side], &y.at[side]);
            sum += (x.weight * y.weight).sqrt() * nearness(0) * nearness(1);
        }
    }
    sum
}

/// How near to each other two things stand in a sentence, from 1 (side by side) down to 0.
fn together(x: &[u32], y: &[u32]) -> f32 {
    let distances = x.iter().flat_map(|x| y.iter().map(move |y| x.abs_diff(*y)));
    let nearest = distances.min().filter(|distance| *distance <= FAR);
    nearest.map_or(0.0, |distance| HALF / (HALF + distance.max(1) as f32 - 1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_side_by_side_counts_in_full_and_less_the_farther_apart() {
        for (x, y, expected) in [
            (&[4][..], &[5][..], 1.0),
            (&[4], &[8], 0.5),
            (&[4, 20], &[40, 21], 1.0),
            (&[4], &[40], 0.0),
            (&[], &[40], 0.0),
        ] {
            assert!((together(x, y) - expected).abs() < 1e-6, "{x:?} {y:?}");
        }
    }
}
