//! The manifest with the entry of a document: new, or with nothing changed but what the document is.

use toml_edit::{DocumentMut, InlineTable, Item, Table, TableLike, Value, value};

use super::HEAD;
use crate::import::Extracted;

/// The manifest, `toml` read from `before`, with `document` as its entry `id`.
///
/// A new entry is text put at the end, so that whatever a person wrote stays as it is.
pub(super) fn entered(
    before: Option<&str>,
    toml: &mut DocumentMut,
    id: &str,
    document: &Extracted,
    notes: &mut Vec<String>,
) -> String {
    let after = if let Some(entry) = toml.get_mut(id).and_then(Item::as_table_like_mut) {
        set(entry, "blake3", text_hash(document));
        set(entry, "imported", Value::InlineTable(imported(document)));
        toml.to_string()
    } else {
        let before = before.unwrap_or(HEAD);
        let line_end = if before.is_empty() || before.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        let mut manifest = DocumentMut::new();
        manifest.insert(id, Item::Table(entry(document, notes)));
        let blank = if before.is_empty() { "" } else { "\n" };
        format!("{before}{line_end}{blank}{manifest}")
    };
    if before.is_some_and(|before| before.contains("\r\n")) {
        after.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        after
    }
}

/// Sets `key`, keeping the comments around it.
fn set(entry: &mut dyn TableLike, key: &str, value: impl Into<Value>) {
    let mut value = value.into();
    if let Some(old) = entry.get_mut(key).and_then(Item::as_value_mut) {
        *value.decor_mut() = old.decor().clone();
        *old = value;
    } else {
        entry.insert(key, Item::Value(value));
    }
}

fn text_hash(document: &Extracted) -> String {
    blake3::hash(document.text.as_bytes()).to_hex().to_string()
}

/// The entry of `document`, with what it says of itself.
fn entry(document: &Extracted, notes: &mut Vec<String>) -> Table {
    let mut entry = Table::new();
    let stated = [
        ("title", document.title.clone()),
        ("publisher", document.publisher.clone()),
        ("author", listed(&document.authors)),
        ("url", document.url.clone()),
    ];
    for (key, text) in stated {
        if let Some(text) = text {
            entry.insert(key, value(text));
        }
    }
    let mut guess = None;
    if let Some(dated) = &document.published {
        if dated.is_stated {
            entry.insert("written", value(date(dated.day)));
            entry.insert("written_basis", value(dated.basis.as_str()));
        } else {
            guess = Some(format!(
                "# {} is {}: if the text was written then, say so as `written`.\n",
                dated.day, dated.basis
            ));
        }
    }
    entry.insert("blake3", value(text_hash(document)));
    entry.insert("imported", value(imported(document)));
    if let (Some(guess), Some(mut key)) = (guess, entry.key_mut("blake3")) {
        key.leaf_decor_mut().set_prefix(guess);
    }
    if !entry.contains_key("written") {
        notes.push(
            "the document does not state when it was written: add `written` and `written_basis` \
             to its entry, since “yesterday” in the text is resolved against that day"
                .to_owned(),
        );
    }
    if document.title.is_none() {
        notes.push(
            "the document does not say what it is called: add a `title` to its entry".to_owned(),
        );
    }
    entry
}

/// Where the text comes from: `{ file = "…", blake3 = "…", extractor = "…" }`.
fn imported(document: &Extracted) -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("file", document.file_name.as_str().into());
    table.insert("blake3", document.original.to_hex().as_str().into());
    table.insert("extractor", document.extractor.as_str().into());
    table
}

fn date(day: jiff::civil::Date) -> toml_edit::Datetime {
    toml_edit::Datetime {
        date: Some(toml_edit::Date {
            year: day.year().unsigned_abs(),
            month: day.month().unsigned_abs(),
            day: day.day().unsigned_abs(),
        }),
        time: None,
        offset: None,
    }
}

/// Names as a byline lists them: “A”, “A and B”, “A, B and C”.
fn listed(names: &[String]) -> Option<String> {
    let (last, others) = names.split_last()?;
    if others.is_empty() {
        return Some(last.clone());
    }
    Some(format!("{} and {last}", others.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_listed_as_in_a_byline() {
        let names = |n: usize| {
            ["A", "B", "C"][..n]
                .iter()
                .map(|&name| name.to_owned())
                .collect::<Vec<_>>()
        };
        let told: Vec<_> = (0..=3)
            .map(|n| listed(&names(n)).unwrap_or_default())
            .collect();
        assert_eq!(told, ["", "A", "A and B", "A, B and C"]);
    }
}
