//! What a sentence and those beside it tell, by matter: by this, values far from like words are known to be of one
//! thing.

use super::pair::Both;
use super::reading::{Sentence, Term};
use crate::compare::frame;
use crate::source::Text;
use crate::source::token::Tokens;

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
}

/// What a sentence tells with those beside it in its paragraph, by its number; values tell nothing.
pub(super) fn around(number: usize, sentences: &[Sentence], text: &Text) -> Vec<Told> {
    let paragraph = text.paragraphs_around(sentences[number].span);
    let is_beside = |other: &usize| {
        let other = sentences.get(*other);
        other.is_some_and(|it| paragraph.contains(it.span))
    };
    let before = number.checked_sub(1).filter(is_beside);
    let next = Some(number + 1).filter(is_beside);
    let told = [(Some(number), true), (before, false), (next, false)];
    let told = told
        .into_iter()
        .filter_map(|(it, is_own)| Some((it?, is_own)));
    sum_up(told, sentences, text.tokens())
}

/// What sentences tell, by number, and whether each is meant: by matter in order, each once, and what it weighs before
/// it is known how rare it is.
fn sum_up(
    numbers: impl Iterator<Item = (usize, bool)>,
    sentences: &[Sentence],
    tokens: &Tokens,
) -> Vec<Told> {
    let told = numbers.flat_map(|(number, is_own)| tell(&sentences[number], is_own, tokens));
    let mut told: Vec<Told> = told.collect();
    told.sort_by(|x, y| {
        let by_matter = x.matter.cmp(&y.matter);
        by_matter.then(y.weight.total_cmp(&x.weight))
    });
    told.dedup_by_key(|it| it.matter);
    told
}

fn tell<'s>(
    sentence: &'s Sentence,
    is_own: bool,
    tokens: &'s Tokens,
) -> impl Iterator<Item = Told> + 's {
    let values = sentence.values.iter().map(|(value, _)| value);
    let values: Vec<_> = values.map(|value| tokens.within(value.span)).collect();
    let says = move |term: &&Term| {
        let token = term.word.token as usize;
        let is_of_value = values.iter().any(|own| own.contains(&token));
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
        }
    })
}

/// What a passage of the first text and one of the second have in common weighs.
pub(super) fn shared([x, y]: [&[Told]; 2], both: &Both<'_>) -> f32 {
    let shared = x.iter().filter_map(|told| {
        let other = both.same_matter(told.matter)?;
        let at = y.binary_search_by_key(&other, |it| it.matter).ok()?;
        Some(told.weight.min(y[at].weight) * both.rarity_of(0, told.matter))
    });
    shared.sum()
}
