//! Words of the program itself in what is kept between runs: a rule's name, a currency's code.
//!
//! The program has them for ever, and so has a program that reads them back: each is held once, however
//! often it is read. For `#[serde(with = "crate::literal")]`.

use std::collections::HashSet;
use std::sync::{LazyLock, Mutex, PoisonError};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Words of the program itself.
pub(crate) type Literal = &'static str;

/// Those that were read back.
static KNOWN: LazyLock<Mutex<HashSet<Literal>>> = LazyLock::new(Mutex::default);

pub(crate) fn serialize<S: Serializer>(literal: &Literal, to: S) -> Result<S::Ok, S::Error> {
    literal.serialize(to)
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Literal, D::Error> {
    <&'de str>::deserialize(from).map(held)
}

/// The same for what may be absent.
pub(crate) mod option {
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    use super::{Literal, held};

    pub(crate) fn serialize<S: Serializer>(
        literal: &Option<Literal>,
        to: S,
    ) -> Result<S::Ok, S::Error> {
        literal.serialize(to)
    }

    pub(crate) fn deserialize<'de, D: Deserializer<'de>>(
        from: D,
    ) -> Result<Option<Literal>, D::Error> {
        let literal = Option::<&'de str>::deserialize(from)?;
        Ok(literal.map(held))
    }
}

fn held(literal: &str) -> Literal {
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = known.get(literal) {
        return known;
    }
    let held: Literal = Box::leak(literal.into());
    known.insert(held);
    held
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
    struct Said {
        #[serde(with = "super")]
        rule: Literal,
        #[serde(with = "super::option")]
        note: Option<Literal>,
    }

    #[test]
    fn literals_come_back_and_are_held_once() {
        for note in [None, Some("a-rule"), Some("other")] {
            let said = Said {
                rule: "a-rule",
                note,
            };
            let bytes = postcard::to_allocvec(&said).unwrap();
            let back: Said = postcard::from_bytes(&bytes).unwrap();
            let again: Said = postcard::from_bytes(&bytes).unwrap();
            assert_eq!(back, said);
            assert!(std::ptr::eq(back.rule, again.rule));
        }
    }
}
