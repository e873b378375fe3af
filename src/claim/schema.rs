//! The JSON Schema of a claim file, for editors: what each key is for, and what it takes.

use serde_json::{Map, Value, json};

use super::key::{Key, Place, Shape};
use super::read::{rung_names, scope_names};

/// The JSON Schema (draft 07) of a claim file.
///
/// It knows what a key takes by itself; rules between keys, such as the number of braces, are known to
/// [`read`](super::read()) alone.
#[must_use]
pub fn schema() -> Value {
    let mut claim = table(Place::Claim);
    claim["title"] = json!("A claim");
    claim["anyOf"] = ["per", "but", "count", "absent", "order", "together"]
        .iter()
        .map(|key| json!({ "required": [key] }))
        .collect();
    json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Claims",
        "description": "Each table is a claim, checked against the sources that it cites.",
        "type": "object",
        "minProperties": 1,
        "propertyNames": { "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$" },
        "additionalProperties": claim,
        "definitions": TABLES.map(|(name, place)| (name.to_owned(), table(place))).into_iter().collect::<Map<_, _>>(),
    })
}

/// The tables within a claim, by the name under which the schema defines them.
const TABLES: [(&str, Place); 5] = [
    ("passage", Place::Passage),
    ("count", Place::Count),
    ("absent", Place::Absent),
    ("together", Place::Together),
    ("waive", Place::Waive),
];

/// [`schema`] as a file holds it, and as the command line prints it.
#[must_use]
pub fn schema_file() -> String {
    format!("{:#}\n", schema())
}

/// A table with the keys of `place`, and no others.
fn table(place: Place) -> Value {
    let properties: Map<String, Value> = place
        .keys()
        .map(|key| (key.name.to_owned(), property(key)))
        .collect();
    let mut table = json!({
        "type": "object",
        "additionalProperties": false,
        "properties": properties,
    });
    let required: Vec<&str> = place
        .keys()
        .filter(|key| key.required)
        .map(|key| key.name)
        .collect();
    if !required.is_empty() {
        table["required"] = json!(required);
    }
    table
}

/// Refers to the table with the keys of `place`.
fn defined(place: Place) -> Value {
    let name = TABLES
        .iter()
        .find(|(_, table)| *table == place)
        .map_or("", |(name, _)| name);
    json!({ "$ref": format!("#/definitions/{name}") })
}

fn property(key: &Key) -> Value {
    let mut property = value(key.shape);
    property["description"] = json!(format!("{}\n\n{}", key.says, key.example));
    property
}

fn value(shape: Shape) -> Value {
    let text = || json!({ "type": "string", "minLength": 1 });
    let texts = |least: usize| json!({ "type": "array", "items": text(), "minItems": least });
    // The ways to write one, or a list of these.
    let one_or_list = |ways: Vec<Value>| {
        let list = json!({ "type": "array", "items": { "anyOf": ways }, "minItems": 1 });
        json!({ "anyOf": ways.into_iter().chain([list]).collect::<Vec<_>>() })
    };
    let or_table = |place: Place| by_source(&one_or_list(vec![text(), defined(place)]));
    match shape {
        Shape::Template | Shape::Text => text(),
        Shape::List => texts(1),
        Shape::Several => texts(2),
        Shape::Texts => one_or_list(vec![text()]),
        Shape::Rung => json!({ "enum": rung_names().collect::<Vec<_>>() }),
        Shape::Scope => json!({ "anyOf": [
            { "enum": scope_names().collect::<Vec<_>>() },
            { "type": "integer", "minimum": 1 },
        ] }),
        Shape::Day => json!({ "type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }),
        Shape::Waive => json!({ "allOf": [defined(Place::Waive)] }),
        Shape::Passages => or_table(Place::Passage),
        Shape::Counts => or_table(Place::Count),
        Shape::Absences => {
            by_source(&json!({ "anyOf": [text(), texts(1), defined(Place::Absent)] }))
        }
        Shape::Sequences => by_source(&texts(2)),
        Shape::Groups => by_source(&defined(Place::Together)),
        Shape::Reasons => by_source(&text()),
    }
}

/// A table from the ids of sources to `value`.
fn by_source(value: &Value) -> Value {
    json!({ "type": "object", "minProperties": 1, "additionalProperties": value })
}
