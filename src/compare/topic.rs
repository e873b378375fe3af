//! What a text is about, as keys: texts about one matter have some in common, other texts hardly any.
//!
//! A key is two words of one sentence: those of a full name, or two that the text comes back to, a name
//! among them or side by side. What the text comes back to are the words of its beginning, and those
//! that more than one of its sentences have, so that the notices under every page of a site make no
//! keys. Nothing but the text decides what its keys are: whether two texts are about one matter never
//! depends on a third.
//!
//! One key is enough where the words of the two tell of one event: a first report and a later one, or a copy that
//! has lost its capitals, may name hardly anything in the same two words.

use rayon::prelude::*;

use super::event::Event;
use super::frame::{self, Word};
use crate::source::token::Tokens;

/// How many keys two texts have in common that are about one matter, whatever else they tell of.
const ENOUGH: usize = 2;

/// How many sentences a text begins with whose words it is about, whether or not it comes back to them.
const BEGINNING: usize = 6;

/// How far from a name a word may stand to make a key with it, in words.
const BESIDE_A_NAME: u32 = 12;

/// How far apart two words may stand that are no names, in words.
const SIDE_BY_SIDE: u32 = 3;

/// What one text is about.
#[derive(Clone, Debug, Default)]
pub(super) struct Topic {
    /// Each once, in order.
    keys: Vec<u64>,
    event: Event,
}

impl Topic {
    /// What a text is about that has these words in each of its sentences ([`frame::sentences`]).
    pub(super) fn new(sentences: &[Vec<Word>], tokens: &Tokens) -> Self {
        let event = Event::new(sentences.iter().flatten());
        let mut opened: Vec<Word> = Vec::new();
        let says_much = |words: &Vec<Word>| -> Vec<Word> {
            opened.clone_from(words);
            frame::name_openings(&mut opened, tokens);
            let words = opened.iter().filter(|word| word.rank > 0.9);
            words.copied().collect()
        };
        let sentences: Vec<Vec<Word>> = sentences.iter().map(says_much).collect();
        let main = main(&sentences);
        let mut keys = Vec::new();
        for words in &sentences {
            let is_main: Vec<bool> = words
                .iter()
                .map(|word| main.binary_search(&word.stem).is_ok())
                .collect();
            for (at, x) in words.iter().enumerate() {
                let near = words[at + 1..]
                    .iter()
                    .zip(at + 1..)
                    .take_while(|(y, _)| y.at - x.at <= BESIDE_A_NAME);
                for (y, other) in near {
                    let is_name = x.name != 0 && x.name == y.name && y.at == x.at + 1;
                    let is_near = x.is_name || y.is_name || y.at - x.at <= SIDE_BY_SIDE;
                    let are_main = is_main[at] && is_main[other];
                    if x.stem != y.stem && (is_name || is_near && are_main) {
                        keys.push(key(x.stem, y.stem));
                    }
                }
            }
        }
        keys.sort_unstable();
        keys.dedup();
        Self { keys, event }
    }
}

/// The stems of what a text comes back to, and of its beginning, in order.
fn main(sentences: &[Vec<Word>]) -> Vec<u32> {
    let numbered = sentences.iter().enumerate();
    let mut stems: Vec<(u32, usize)> = numbered
        .flat_map(|(number, words)| words.iter().map(move |word| (word.stem, number)))
        .collect();
    stems.sort_unstable();
    stems.dedup();
    let of_one = stems.chunk_by(|a, b| a.0 == b.0);
    let main = of_one.filter(|of_one| of_one.len() > 1 || of_one[0].1 < BEGINNING);
    main.map(|of_one| of_one[0].0).collect()
}

/// A number for two words, whichever comes first.
fn key(x: u32, y: u32) -> u64 {
    u64::from(x.min(y)) << 32 | u64::from(x.max(y))
}

/// For each text, the later ones about the same matter, in order.
///
/// The texts that have a key are listed under it, so that the cost is that of what texts have in common,
/// and not of all pairs.
pub(super) fn partners(topics: &[&Topic]) -> Vec<Vec<u32>> {
    let mut listed: Vec<(u64, u32)> = topics
        .iter()
        .zip(0..)
        .flat_map(|(topic, number)| topic.keys.iter().map(move |&key| (key, number)))
        .collect();
    listed.par_sort_unstable();
    // For each text, what stands after it in the lists that it is in.
    let mut after: Vec<Vec<(usize, usize)>> = vec![Vec::new(); topics.len()];
    let mut start = 0;
    for list in listed.chunk_by(|a, b| a.0 == b.0) {
        let end = start + list.len();
        for (at, (_, number)) in (start + 1..end).zip(list) {
            after[*number as usize].push((at, end));
        }
        start = end;
    }
    let scratch = || vec![0_usize; topics.len()];
    after
        .into_par_iter()
        .enumerate()
        .map_init(scratch, |n_shared, (number, lists)| {
            let mut partners = Vec::new();
            let others = || lists.iter().flat_map(|&(from, to)| &listed[from..to]);
            for &(_, other) in others() {
                n_shared[other as usize] += 1;
            }
            for &(_, other) in others() {
                let shared = std::mem::take(&mut n_shared[other as usize]);
                let is_partner = shared >= ENOUGH
                    || shared > 0 && topics[number].event.is_one(&topics[other as usize].event);
                if is_partner {
                    partners.push(other);
                }
            }
            partners.sort_unstable();
            partners
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Text;

    fn topic(text: &str) -> Topic {
        let text = Text::new(text.to_owned());
        Topic::new(&frame::sentences(&text), text.tokens())
    }

    const VISIT: &str = "Xi Jinping left Moscow on Wednesday after a visit of three days. \
        Vladimir Putin had called his visit a success for Moscow. Both want to trade more.";

    #[test]
    fn texts_about_one_matter_are_known_by_what_they_come_back_to() {
        let notice =
            "Copyright Northern Press Agency. All rights reserved. Subscribe to our newsletter.";
        for (text, expected) in [
            ("Xi’s four-day visit to Moscow was over.", true),
            (
                "Vladimir Putin flew to Beijing, where Xi Jinping met him.",
                true,
            ),
            (
                "The rates of the bank in Oslo were raised on Wednesday.",
                false,
            ),
            (notice, false),
        ] {
            let (a, b) = (topic(VISIT), topic(text));
            let found = partners(&[&a, &topic(notice), &b]);
            assert_eq!(found[0] == [2], expected, "{text}");
        }
        let story = "The bank of Oslo raised its rates. The rates were low. Homes cost more. Oslo is dear. \
            The bank is old. Rates may rise again. ";
        let other = "A ferry ran onto a rock off Bergen. The ferry was old. It was towed away. Bergen saw it. \
            The rock is known. Ferries pass it often. ";
        let (a, b) = (
            topic(&format!("{story}{notice}")),
            topic(&format!("{other}{notice}")),
        );
        assert!(partners(&[&a, &b])[0].is_empty(), "a notice is no matter");
    }
}
