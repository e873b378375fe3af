//! Values as they are kept between runs, whole: for `#[serde(with = "crate::value::kept")]`.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{Content, Kind, Value};
use crate::literal::Literal;
use crate::span::Span;

/// A value, field by field. What programs outside are shown of one is another thing ([`super::record`]).
#[derive(Serialize, Deserialize)]
#[serde(remote = "Value")]
struct Fields {
    kind: Kind,
    span: Span,
    words: String,
    figure: Span,
    #[serde(with = "crate::literal::option")]
    note: Option<Literal>,
    ends: Option<[Span; 2]>,
    content: Content,
}

#[derive(Serialize)]
struct Lent<'a>(#[serde(with = "Fields")] &'a Value);

#[derive(Deserialize)]
struct Own(#[serde(with = "Fields")] Value);

pub(crate) fn serialize<S: Serializer>(values: &[Value], to: S) -> Result<S::Ok, S::Error> {
    to.collect_seq(values.iter().map(Lent))
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Value>, D::Error> {
    let values: Vec<Own> = Vec::deserialize(from)?;
    Ok(values.into_iter().map(|Own(value)| value).collect())
}
