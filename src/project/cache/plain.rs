//! Bytes that are kept as they lie: derived code would write and read an array byte by byte, with a check
//! for each.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserialize, Deserializer, Error, Visitor};
use serde::ser::{Serialize, Serializer};

/// Writes an array of bytes; a module of this name stands in `serde(with)`.
pub(in crate::project) fn serialize<S: Serializer, const N: usize>(
    bytes: &[u8; N],
    to: S,
) -> Result<S::Ok, S::Error> {
    to.serialize_bytes(bytes)
}

/// Reads an array of bytes.
pub(in crate::project) fn deserialize<'de, D: Deserializer<'de>, const N: usize>(
    from: D,
) -> Result<[u8; N], D::Error> {
    let Bytes(bytes) = Bytes::deserialize(from)?;
    <[u8; N]>::try_from(bytes.as_ref()).map_err(|_| D::Error::custom("of another length"))
}

/// Writes and reads many arrays of bytes.
pub(in crate::project) mod many {
    use super::{Bytes, Deserialize, Deserializer, Error, Serializer};

    pub(in crate::project) fn serialize<S: Serializer, const N: usize>(
        all: &[[u8; N]],
        to: S,
    ) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(all.as_flattened())
    }

    pub(in crate::project) fn deserialize<'de, D: Deserializer<'de>, const N: usize>(
        from: D,
    ) -> Result<Vec<[u8; N]>, D::Error> {
        let Bytes(bytes) = Bytes::deserialize(from)?;
        match bytes.as_chunks() {
            (all, []) => Ok(all.to_vec()),
            _ => Err(D::Error::custom("cut short")),
        }
    }
}

/// Bytes of a kept file as it lies in memory, or new ones.
#[derive(Clone, Default, PartialEq, Eq)]
pub(in crate::project) struct Bytes<'b>(pub(in crate::project) Cow<'b, [u8]>);

impl Serialize for Bytes<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_bytes(&self.0)
    }
}

impl<'de: 'b, 'b> Deserialize<'de> for Bytes<'b> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_bytes(Borrowed)
            .map(|it| Self(Cow::Borrowed(it)))
    }
}

impl fmt::Debug for Bytes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// Takes bytes as they lie in what is read.
struct Borrowed;

impl<'de> Visitor<'de> for Borrowed {
    type Value = &'de [u8];

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes")
    }

    fn visit_borrowed_bytes<E: Error>(self, bytes: &'de [u8]) -> Result<Self::Value, E> {
        Ok(bytes)
    }
}

/// A name in a kept file as it lies in memory, or a new one.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(in crate::project) struct Name<'b>(pub(in crate::project) Cow<'b, str>);

impl Name<'_> {
    pub(in crate::project) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Name<'_> {
    fn from(name: String) -> Self {
        Self(Cow::Owned(name))
    }
}

impl Serialize for Name<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.0)
    }
}

impl<'de: 'b, 'b> Deserialize<'de> for Name<'b> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        <&str>::deserialize(from).map(|it| Self(Cow::Borrowed(it)))
    }
}
