//! Questions by their hashes, under which answers are kept.

use std::fmt;

use serde::de::{Error, Unexpected, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A question, by its hash: what is looked for, and everything that the answer depends on but the text. It is
/// written as 32 hexadecimal digits.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Question([u8; 16]);

impl Question {
    /// The bytes of the hash.
    pub(crate) fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A question that is being put together.
#[derive(Default)]
pub(crate) struct Hashing(blake3::Hasher);

impl Hashing {
    /// Adds a part of the question, so that no two parts are taken for one.
    pub(crate) fn add(&mut self, bytes: &[u8]) {
        self.0.update(&(bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// The question: 128 bits tell any two apart.
    pub(crate) fn finish(&self) -> Question {
        let hash = self.0.finalize();
        Question(std::array::from_fn(|at| hash.as_bytes()[at]))
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl Serialize for Question {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_str(Digits)
    }
}

/// Reads a question as it is written.
struct Digits;

impl Visitor<'_> for Digits {
    type Value = Question;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("32 hexadecimal digits")
    }

    fn visit_str<E: Error>(self, digits: &str) -> Result<Question, E> {
        let is_hash = digits.len() == 32 && digits.bytes().all(|it| it.is_ascii_hexdigit());
        let hash = u128::from_str_radix(digits, 16).ok().filter(|_| is_hash);
        let wrong = || E::invalid_value(Unexpected::Str(digits), &self);
        Ok(Question(hash.ok_or_else(wrong)?.to_be_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_is_read_back_as_it_is_written() {
        let mut hashing = Hashing::default();
        hashing.add(b"the joint statement");
        let question = hashing.finish();
        let written = serde_json::to_string(&question).unwrap();
        assert_eq!(written.len(), 34);
        assert_eq!(
            serde_json::from_str::<Question>(&written).unwrap(),
            question
        );
        let sign = format!("\"+{}\"", "0".repeat(31));
        for wrong in ["\"\"", "\"00\"", &sign] {
            assert!(serde_json::from_str::<Question>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn parts_of_a_question_are_told_apart() {
        let of = |parts: &[&str]| {
            let mut hashing = Hashing::default();
            for part in parts {
                hashing.add(part.as_bytes());
            }
            hashing.finish()
        };
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["ab", "c"]), of(&["ab", "c"]));
    }
}
