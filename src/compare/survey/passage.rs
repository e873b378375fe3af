//! What a sentence and those beside it tell, by matter: by this, values far from like words are known to be of one
//! thing.

use super::sentence::{Sentence, Term};
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
#[derive(Clone, Copy)]
pub(super) struct Told {
    /// Its place among the matters of the text.
    pub(super) matter: u32,
    pub(super) weight: f32,
    /// Whether the sentence that is meant tells of it.
    pub(super) is_own: bool,
    pub(super) is_name: bool,
}

/// What each sentence tells with those beside it in its paragraph: by matter in order, each once, and what it weighs
/// before it is known how rare it is. Values tell nothing.
pub(super) fn passages(sentences: &[Sentence], text: &Text) -> Vec<Vec<Told>> {
    let own = sentences.iter().map(|it| tell(it, text.tokens()));
    let own: Vec<Vec<Told>> = own.collect();
    let around = |number: usize| {
        let paragraph = text.paragraphs_around(sentences[number].span);
        let is_beside = |other: &usize| {
            let other = sentences.get(*other);
            other.is_some_and(|it| paragraph.contains(it.span))
        };
        let before = number.checked_sub(1).filter(is_beside);
        let next = Some(number + 1).filter(is_beside);
        let mut told = own[number].clone();
        let beside = before.into_iter().chain(next);
        told.extend(beside.flat_map(|other| &own[other]).map(|it| Told {
            weight: it.weight * BESIDE,
            is_own: false,
            ..*it
        }));
        once(told)
    };
    (0..sentences.len()).map(around).collect()
}

/// What is told, by matter in order, each once: as it weighs most.
fn once(mut told: Vec<Told>) -> Vec<Told> {
    told.sort_by(|x, y| {
        let by_matter = x.matter.cmp(&y.matter);
        by_matter.then(y.weight.total_cmp(&x.weight))
    });
    told.dedup_by_key(|it| it.matter);
    told
}

/// What a sentence tells by itself.
fn tell(sentence: &Sentence, tokens: &Tokens) -> Vec<Told> {
    let values = sentence.values.iter().map(|(value, _)| value);
    let values: Vec<_> = values.map(|value| tokens.within(value.span)).collect();
    let says = |term: &&Term| {
        let token = term.word.token as usize;
        let is_of_value = values.iter().any(|own| own.contains(&token));
        term.weight > 0.0 && !is_of_value && !term.is_country
    };
    let told = sentence.words.iter().filter(says).map(|term| {
        let kind = if term.word.is_name {
            NAME
        } else if frame::is_of_people(tokens.text(term.word.token as usize)) {
            PEOPLE
        } else if term.word.is_common && term.word.says() {
            COMMON
        } else {
            1.0
        };
        Told {
            matter: term.matter,
            weight: term.weight * kind,
            is_own: true,
            is_name: term.word.is_name && term.word.says(),
        }
    });
    once(told.collect())
}
