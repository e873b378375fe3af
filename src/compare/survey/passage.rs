//! What a sentence and those beside it tell, by matter: by this, values far from like words are known to be of one
//! thing.

use super::pair::Both;
use super::reading::Reading;
use crate::compare::frame;
use crate::value::Value;

/// What a word of a sentence beside the one that is meant weighs, as a part of another.
const BESIDE: f32 = 0.5;

/// What a word weighs that is common in any writing, and what that of a name.
const COMMON: f32 = 0.6;
const NAME: f32 = 0.8;

/// What a word for people weighs: “Howard Linfield, the chief executive” says who he is, and nothing of the event.
const PEOPLE: f32 = 0.6;

/// Something that a passage tells of.
pub(super) struct Told {
    /// Its place among the matters of the text.
    pub(super) matter: u32,
    pub(super) weight: f32,
    /// Whether the sentence that is meant tells of it.
    pub(super) is_own: bool,
    pub(super) is_name: bool,
    pub(super) is_plain: bool,
}

/// What sentences tell, by number, and whether each is meant: by matter in order, each once, and what it weighs before
/// it is known how rare it is. Values that are `left_out` tell nothing.
pub(super) fn sum_up(
    sentences: impl Iterator<Item = (usize, bool)>,
    reading: &Reading<'_>,
    left_out: fn(&Value) -> bool,
) -> Vec<Told> {
    let told = sentences.flat_map(|(number, is_own)| tell(number, is_own, reading, left_out));
    let mut told: Vec<Told> = told.collect();
    told.sort_by(|x, y| {
        let by_matter = x.matter.cmp(&y.matter);
        by_matter.then(y.weight.total_cmp(&x.weight))
    });
    told.dedup_by_key(|it| it.matter);
    told
}

fn tell<'r>(
    number: usize,
    is_own: bool,
    reading: &'r Reading<'_>,
    left_out: fn(&Value) -> bool,
) -> impl Iterator<Item = Told> + 'r {
    let sentence = &reading.sentences[number];
    let tokens = reading.source.text.tokens();
    let values = sentence.values.iter().map(|(value, _)| value);
    let omitted: Vec<_> = values
        .filter(|value| left_out(value))
        .map(|value| tokens.within(value.span))
        .collect();
    let says = move |term: &&super::reading::Term| {
        let token = term.word.token as usize;
        let is_of_value = omitted.iter().any(|own| own.contains(&token));
        term.weight > 0.0 && !is_of_value && !frame::is_country(term.word.matter)
    };
    sentence.words.iter().filter(says).map(move |term| {
        let kind = if term.word.is_name {
            NAME
        } else if frame::class(tokens.text(term.word.token as usize)).is_people() {
            PEOPLE
        } else if term.word.is_common && term.word.says() {
            COMMON
        } else {
            1.0
        };
        Told {
            matter: term.matter,
            weight: term.weight * kind * if is_own { 1.0 } else { BESIDE },
            is_own,
            is_name: term.word.is_name && term.word.says(),
            is_plain: !term.word.is_name && term.word.rank > 0.3,
        }
    })
}

/// What two passages have in common.
#[derive(Clone, Copy, Default)]
pub(super) struct Shared {
    /// What it weighs.
    pub(super) weight: f32,
    /// What of it weighs that is no name, and what of it both of the sentences tell that are meant.
    pub(super) plain: f32,
    pub(super) own: f32,
    /// How many words of it are plain, and how many are names.
    pub(super) n_plain: usize,
    pub(super) n_names: usize,
}

/// What a passage of the first text and one of the second have in common.
pub(super) fn shared([x, y]: [&[Told]; 2], both: &Both<'_>) -> Shared {
    let mut shared = Shared::default();
    for told in x {
        let Some(other) = both.same_matter(told.matter) else {
            continue;
        };
        let Ok(at) = y.binary_search_by_key(&other, |it| it.matter) else {
            continue;
        };
        let weight = told.weight.min(y[at].weight) * both.rarity_of(0, told.matter);
        shared.weight += weight;
        shared.plain += if told.is_name { 0.0 } else { weight };
        shared.own += if told.is_own && y[at].is_own {
            weight
        } else {
            0.0
        };
        shared.n_plain += usize::from(told.is_plain);
        shared.n_names += usize::from(told.is_name);
    }
    shared
}
