//! The JSON Schema of claim files: the committed copy, and whether it agrees with the reader.

use std::path::Path;

use claimtest::claim;
use serde_json::Value;

#[test]
fn the_committed_schema_is_the_printed_one() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims/claimtest.schema.json");
    let committed = std::fs::read_to_string(path).unwrap_or_default();
    let help = "write it anew: claimtest schema > claims/claimtest.schema.json";
    assert!(committed == claim::schema_file(), "{help}");
}

/// What stands below `claim = "It is {so}."`, and whether an editor takes it.
const SAMPLES: &[(&str, bool)] = &[
    ("per.000 = 'it is {so}'", true),
    (
        "per.000 = ['it is {so}', { passage = 'x', within = 3, at_least = 'case' }]",
        true,
    ),
    (
        "but.000 = { passage = 'it is {so}', before = 'x', after = 'y', within = 'source' }",
        true,
    ),
    ("count.000 = 'so'", true),
    ("count.000 = ['so', { any = ['so', 'thus'] }]", true),
    ("absent.all = { terms = 'x', control = ['y'] }", true),
    ("order.000 = ['x', 'y']", true),
    (
        "together.000 = { terms = ['x', 'y'], within = 'sentence' }",
        true,
    ),
    (
        "per.000 = 'x'\nsilent = ['001']\nunrelated.002 = 'x'\nwhy = 'x'\ntags = ['x']\nowner = 'x'",
        true,
    ),
    (
        "per.000 = 'x'\nspeaker = 'x'\nat_least = 'artefact'\nwaive = { reason = 'x', until = '2026-12-31' }",
        true,
    ),
    ("", false),
    ("silent = ['000']", false),
    ("per.000 = ''", false),
    ("per.000 = []", false),
    ("per.000 = { before = 'x' }", false),
    ("per.000 = { passage = 'x', befor = 'x' }", false),
    ("per.000 = { passage = 'x', within = 'page' }", false),
    ("per.000 = { passage = 'x', within = 0 }", false),
    ("per.000 = 'x'\nat_least = 'near'", false),
    ("per.000 = 'x'\ntgas = ['x']", false),
    ("per.000 = 'x'\ntags = 'x'", false),
    ("per.000 = 'x'\nwaive = { until = '2026-12-31' }", false),
    (
        "per.000 = 'x'\nwaive = { reason = 'x', until = 'soon' }",
        false,
    ),
    ("count.000 = { any = [] }", false),
    ("absent.000 = { control = 'x' }", false),
    ("order.000 = ['x']", false),
    ("together.000 = { terms = ['x'] }", false),
    ("per = 'x'", false),
];

#[test]
fn the_schema_takes_what_the_reader_takes() {
    let schema = claim::schema();
    for (keys, taken) in SAMPLES {
        let text = format!("[a]\nclaim = 'It is {{so}}.'\n{keys}\n");
        let instance: Value = toml::from_str(&text).unwrap();
        assert_eq!(fits(&schema, &schema, &instance), *taken, "{text}");
        // The rules on braces are known to the reader alone.
        let of_keys = |rule: &str| !matches!(rule, "brace-count" | "unchecked-value");
        let (_, diagnostics) = claim::read("topic", "topic.toml", &text);
        assert_eq!(
            !diagnostics.iter().any(|d| of_keys(d.rule)),
            *taken,
            "{text}: {diagnostics:?}"
        );
    }
    let named: Value = toml::from_str("[Release_Day]\nclaim = 'x'\nper.000 = 'x'").unwrap();
    assert!(!fits(&schema, &schema, &named));
}

/// Whether `value` fits `schema`, a part of `root`, as far as our schema goes into draft 07.
fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    let Some(rules) = schema.as_object() else {
        return schema == &Value::Bool(true);
    };
    rules.iter().all(|(keyword, rule)| match keyword.as_str() {
        // `properties` is read together with `additionalProperties`.
        "$schema" | "title" | "description" | "definitions" | "properties" => true,
        "$ref" => fits(root, defined(root, rule), value),
        "type" => type_of(value) == rule,
        "enum" => each(rule).any(|known| known == value),
        "allOf" => each(rule).all(|part| fits(root, part, value)),
        "anyOf" => each(rule).any(|way| fits(root, way, value)),
        "items" => each(value).all(|item| fits(root, rule, item)),
        "minItems" => value
            .as_array()
            .is_none_or(|items| at_least(items.len(), rule)),
        "minLength" => value
            .as_str()
            .is_none_or(|text| at_least(text.chars().count(), rule)),
        "minProperties" => value
            .as_object()
            .is_none_or(|keys| at_least(keys.len(), rule)),
        "minimum" => value.as_i64().is_none_or(|n| Some(n) >= rule.as_i64()),
        "pattern" => value.as_str().is_none_or(|text| matches(rule, text)),
        "propertyNames" => keys(value).all(|key| matches(&rule["pattern"], key)),
        "required" => {
            value.is_object()
                && each(rule).all(|key| key.as_str().is_some_and(|key| value.get(key).is_some()))
        }
        "additionalProperties" => keys(value).all(|key| {
            let known = schema["properties"].get(key);
            fits(root, known.unwrap_or(rule), &value[key])
        }),
        other => panic!("this test does not know `{other}`"),
    })
}

fn defined<'s>(root: &'s Value, reference: &Value) -> &'s Value {
    let path = reference.as_str().and_then(|path| path.strip_prefix('#'));
    path.and_then(|path| root.pointer(path))
        .expect("what is referred to is defined")
}

fn each(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn at_least(len: usize, rule: &Value) -> bool {
    rule.as_u64().is_some_and(|least| len as u64 >= least)
}

fn keys(value: &Value) -> impl Iterator<Item = &String> {
    value
        .as_object()
        .into_iter()
        .flat_map(|entries| entries.keys())
}

fn matches(pattern: &Value, text: &str) -> bool {
    let pattern = pattern
        .as_str()
        .and_then(|pattern| regex::Regex::new(pattern).ok());
    pattern.expect("a pattern that can be read").is_match(text)
}

fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(n) if n.is_i64() || n.is_u64() => "integer",
        Value::Number(_) => "number",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}
