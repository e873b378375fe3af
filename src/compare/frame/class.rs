//! Words for what is counted: which of them stand for people, and which for people of any kind.
//!
//! “32 elderly people” and “23 residents” may be one count, “1,100 officers” and “300 stewards” are two.

use std::sync::LazyLock;

use super::small;
use super::stem::stem;
use crate::index::{Form, Listed};

/// Words for people of any kind, as counts have them.
const ANYBODY: &str = "people person individual folk man woman soul head human adult citizen inhabitant \
    resident local villager victim casualty survivor member participant occupant other";

/// Words for people of one kind, besides those whose ending says so.
const SOMEBODY: &str = "child kid baby student pupil passenger guest soldier troop police official guard \
    crew staff cop nurse doctor patient delegate executive diplomat parent family fan teenager youth \
    girl boy wife husband candidate friend relative prisoner inmate refugee migrant hostage captive \
    civilian veteran volunteer journalist colleague expert athlete pilot chief minister president \
    politician specialist medic militant insurgent rebel suspect";

/// Endings of words for people who do something, and words that have them and are none.
const ENDINGS: [&str; 7] = ["er", "or", "ist", "ian", "ee", "man", "men"];
const THINGS: &str = "acre paper letter number order center centre river tower computer shelter quarter \
    member container trailer helicopter corner chapter border matter meter metre liter litre layer power \
    tanker lawsuit door floor error motor tractor reactor sector factor color colour mirror tree degree \
    fee committee coffee guarantee list timber winter summer dollar dinner water offer cover master \
    counter poster barrier carrier silver finger shoulder answer transfer flower monitor minister flyer \
    newsletter register theater theatre fiber fibre locker cooler cylinder ladder boulder charter freighter";

/// Things by kinds: before the colon words for any of a kind, after it words for some.
const KINDS: [[&str; 2]; 5] = [
    [
        "building structure property premises",
        "house home shop store school church flat apartment hotel factory cabin barn shed villa dwelling",
    ],
    [
        "document paper text",
        "agreement accord treaty contract deal pact memorandum letter report file",
    ],
    [
        "vehicle",
        "car lorry truck bus coach van motorcycle motorbike taxi ambulance",
    ],
    [
        "vessel craft",
        "ship boat ferry yacht trawler tanker freighter dinghy barge",
    ],
    [
        "animal beast creature",
        "dog cat cow sheep pig goat horse chicken bird wolf bear elephant",
    ],
];

/// Whom or what a counted word stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Class {
    /// People of any kind.
    Anybody,
    /// People of one kind.
    Somebody,
    /// Things of any sort of a kind, by its number.
    Any(usize),
    /// Things of one sort of a kind.
    One(usize),
    /// Anything else.
    Thing,
}

impl Class {
    /// Whether it stands for people.
    #[must_use]
    pub fn is_people(self) -> bool {
        matches!(self, Self::Anybody | Self::Somebody)
    }

    /// Whether what is counted with the one word may be what is counted with the other: a word of the two is
    /// for any of a kind.
    #[must_use]
    pub fn may_be(self, other: Self) -> bool {
        match (self, other) {
            (Self::Anybody, Self::Anybody | Self::Somebody) | (Self::Somebody, Self::Anybody) => {
                true
            }
            (Self::Any(x), Self::Any(y) | Self::One(y)) | (Self::One(x), Self::Any(y)) => x == y,
            _ => false,
        }
    }
}

/// What a word, of a text and in whatever case, stands for where it is counted.
#[must_use]
pub fn class(word: &str) -> Class {
    let lower = small(word);
    let stem = stem(Form::new(&lower));
    let people = people(&lower, stem);
    people.or_else(|| of_kind(stem)).unwrap_or(Class::Thing)
}

/// Whether a word, of a text and in whatever case, stands for people where it is counted.
#[must_use]
pub fn is_of_people(word: &str) -> bool {
    let lower = small(word);
    people(&lower, stem(Form::new(&lower))).is_some()
}

/// Which people a word in small letters stands for, if any. Takes its stem, too.
fn people(lower: &str, stem: Form<'_>) -> Option<Class> {
    // Of what has the ending of a word for people and is none it is listed that it is nobody.
    static LIST: LazyLock<Listed<Option<Class>>> = LazyLock::new(|| {
        let somebody = [
            (ANYBODY, Some(Class::Anybody)),
            (SOMEBODY, Some(Class::Somebody)),
            (THINGS, None),
        ];
        let words = somebody.into_iter();
        Listed::new(words.flat_map(|(list, class)| stems(list).map(move |stem| (stem, class))))
    });
    if let Some(listed) = LIST.get(stem) {
        return *listed;
    }
    let singular = lower.strip_suffix('s').unwrap_or(lower);
    let is_somebody = singular.len() > 4 && ENDINGS.iter().any(|ending| singular.ends_with(ending));
    is_somebody.then_some(Class::Somebody)
}

/// What a word stands for that is no word for people. Takes its stem.
fn of_kind(word: Form<'_>) -> Option<Class> {
    static LIST: LazyLock<Listed<Class>> = LazyLock::new(|| {
        let kinds = KINDS.iter().enumerate();
        Listed::new(kinds.flat_map(|(number, [any, one])| {
            let any = stems(any).map(move |stem| (stem, Class::Any(number)));
            any.chain(stems(one).map(move |stem| (stem, Class::One(number))))
        }))
    });
    LIST.get(word).copied()
}

fn stems(list: &'static str) -> impl Iterator<Item = Form<'static>> {
    let words = list.split_whitespace();
    words.map(|word| stem(Form::new(word)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_are_known_by_the_word_or_its_ending() {
        for (word, expected) in [
            ("people", Class::Anybody),
            ("residents", Class::Anybody),
            ("women", Class::Anybody),
            ("officers", Class::Somebody),
            ("tourists", Class::Somebody),
            ("children", Class::Somebody),
            ("detainees", Class::Somebody),
            ("buildings", Class::Any(0)),
            ("houses", Class::One(0)),
            ("hoses", Class::Thing),
            ("helicopters", Class::Thing),
            ("arrests", Class::Thing),
        ] {
            assert_eq!(class(word), expected, "{word}");
        }
    }
}
