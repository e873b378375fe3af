//! TOML as people write it, read key by key.
//!
//! A file is parsed into tables that know where every key and value stands; then each table is
//! asked for the keys it may have. What is of the wrong type, and every key nobody asked for, is a
//! diagnostic at its own place, and the rest is read all the same. Deriving the readers with serde
//! would stop at the first mistake and lose the places.

pub(crate) mod syntax;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::Diagnostic;
use crate::span::{Span, Spanned};
use crate::suggestion::{listed, nearest};

/// Parses `text`, whatever of it can be parsed; syntax errors go to `found`.
pub(crate) fn parse<'t>(file: &str, text: &'t str, found: &mut Vec<Diagnostic>) -> DeTable<'t> {
    let (table, errors) = DeTable::parse_recoverable(text);
    found.extend(errors.iter().map(|error| {
        let at = error.span().unwrap_or_default();
        let start = text.floor_char_boundary(at.start);
        let place = Span::new(start, text.ceil_char_boundary(at.end).max(start));
        Diagnostic::error("syntax", lower_first(error.message())).at(file, place, "")
    }));
    table.into_inner()
}

/// One table of a TOML file, and the keys it has been asked for.
pub(crate) struct Table<'a> {
    /// The file, as diagnostics name it.
    pub(crate) file: &'a str,
    /// What people call the table: ``source `000` ``.
    pub(crate) name: String,
    /// Where it stands.
    pub(crate) span: Span,
    entries: &'a DeTable<'a>,
    known: Vec<&'static str>,
}

impl<'a> Table<'a> {
    /// The table `entries`, called `name`, which stands at `span` of `file`.
    pub(crate) fn new(
        file: &'a str,
        name: impl Into<String>,
        span: Span,
        entries: &'a DeTable<'a>,
    ) -> Self {
        Self {
            file,
            name: name.into(),
            span,
            entries,
            known: Vec::new(),
        }
    }

    /// The value under `key`, and where it stands.
    pub(crate) fn value(&mut self, key: &'static str) -> Option<(&'a DeValue<'a>, Span)> {
        self.known.push(key);
        let value = self.entries.get(key)?;
        Some((value.get_ref(), span_of(value)))
    }

    /// The string under `key`; an empty one is an error.
    pub(crate) fn string(
        &mut self,
        key: &'static str,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<String>> {
        let (value, span) = self.value(key)?;
        text(self.file, &format!("`{key}`"), value, span, found)
    }

    /// The strings under `key`, where one string alone stands for a list of one.
    pub(crate) fn strings(
        &mut self,
        key: &'static str,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<Vec<Spanned<String>>>> {
        let (value, span) = self.value(key)?;
        Some(Spanned::new(
            texts(self.file, key, value, span, found),
            span,
        ))
    }

    /// The day under `key`.
    pub(crate) fn date(
        &mut self,
        key: &'static str,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Spanned<jiff::civil::Date>> {
        let (value, span) = self.value(key)?;
        let date = match value {
            DeValue::Datetime(toml::value::Datetime {
                date: Some(date),
                time: None,
                offset: None,
            }) => civil(*date),
            _ => None,
        };
        if date.is_none() {
            found.push(
                wrong_type(self.file, &format!("`{key}`"), "a date", value, span)
                    .help("write a day as year-month-day without quotation marks: `2023-03-22`"),
            );
        }
        date.map(|date| Spanned::new(date, span))
    }

    /// The table under `key`.
    pub(crate) fn table(
        &mut self,
        key: &'static str,
        found: &mut Vec<Diagnostic>,
    ) -> Option<Table<'a>> {
        let (value, span) = self.value(key)?;
        if let DeValue::Table(entries) = value {
            Some(Table::new(self.file, format!("`{key}`"), span, entries))
        } else {
            found.push(wrong_type(
                self.file,
                &format!("`{key}`"),
                "a table",
                value,
                span,
            ));
            None
        }
    }

    /// Every key with its value, in the order of the file, for tables whose keys people choose.
    pub(crate) fn entries(&self) -> Vec<(Spanned<&'a str>, &'a DeValue<'a>, Span)> {
        let mut entries: Vec<_> = self
            .entries
            .iter()
            .map(|(key, value)| {
                let name = Spanned::new(key.get_ref().as_ref(), span_of(key));
                (name, value.get_ref(), span_of(value))
            })
            .collect();
        entries.sort_by_key(|(key, ..)| key.span);
        entries
    }

    /// Ends the reading: every key that was not asked for is an error that names the nearest one.
    pub(crate) fn finish(self, found: &mut Vec<Diagnostic>) {
        for (key, _, _) in self.entries() {
            if self.known.contains(&key.value) {
                continue;
            }
            let message = format!("unknown key `{}` in {}", key.value, self.name);
            let unknown = Diagnostic::error("unknown-key", message).at(self.file, key.span, "");
            found.push(match nearest(key.value, self.known.iter().copied()) {
                Some(meant) => unknown.help(format!("did you mean `{meant}`?")),
                None => unknown.help(format!("it may have {}", listed(&self.known))),
            });
        }
    }
}

/// `value` as a string that is not empty; `what` names it in messages.
pub(crate) fn text(
    file: &str,
    what: &str,
    value: &DeValue<'_>,
    span: Span,
    found: &mut Vec<Diagnostic>,
) -> Option<Spanned<String>> {
    match value {
        DeValue::String(text) if text.trim().is_empty() => {
            found.push(
                Diagnostic::error("empty-text", format!("{what} is empty")).at(file, span, ""),
            );
            None
        }
        DeValue::String(text) => Some(Spanned::new(text.clone().into_owned(), span)),
        _ => {
            found.push(wrong_type(file, what, "a string", value, span));
            None
        }
    }
}

/// `value` as strings, where one string alone stands for a list of one.
pub(crate) fn texts(
    file: &str,
    key: &str,
    value: &DeValue<'_>,
    span: Span,
    found: &mut Vec<Diagnostic>,
) -> Vec<Spanned<String>> {
    match value {
        DeValue::String(_) => text(file, &format!("`{key}`"), value, span, found)
            .into_iter()
            .collect(),
        DeValue::Array(items) => items
            .iter()
            .filter_map(|item| {
                let what = format!("an entry of `{key}`");
                text(file, &what, item.get_ref(), span_of(item), found)
            })
            .collect(),
        _ => {
            let what = format!("`{key}`");
            found.push(wrong_type(
                file,
                &what,
                "a string or a list of strings",
                value,
                span,
            ));
            Vec::new()
        }
    }
}

/// The diagnostic for a `value` that is not `wanted`.
pub(crate) fn wrong_type(
    file: &str,
    what: &str,
    wanted: &str,
    value: &DeValue<'_>,
    span: Span,
) -> Diagnostic {
    let is = kind(value);
    Diagnostic::error("wrong-type", format!("{what} must be {wanted}, not {is}")).at(
        file,
        span,
        format!("this is {is}"),
    )
}

/// What people call the type of `value`, with its article.
pub(crate) fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "a string",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

/// The bytes of the file that `value` stands on.
pub(crate) fn span_of<T>(value: &toml::Spanned<T>) -> Span {
    let at = value.span();
    Span::new(at.start, at.end)
}

/// A day of TOML as a day of the calendar.
pub(crate) fn civil(date: toml::value::Date) -> Option<jiff::civil::Date> {
    let year = i16::try_from(date.year).ok()?;
    let (month, day) = (i8::try_from(date.month).ok()?, i8::try_from(date.day).ok()?);
    jiff::civil::Date::new(year, month, day).ok()
}

fn lower_first(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The messages, each with the words of the file it points at.
    fn read(text: &str) -> Vec<(String, String)> {
        let mut found = Vec::new();
        let root = parse("x.toml", text, &mut found);
        let mut table = Table::new("x.toml", "the table", Span::new(0, 0), &root);
        table.string("title", &mut found);
        table.date("written", &mut found);
        table.strings("globs", &mut found);
        table.table("names", &mut found);
        table.finish(&mut found);
        found
            .into_iter()
            .map(|diagnostic| {
                let at = diagnostic.labels[0].span.unwrap();
                (diagnostic.message, text[at.start..at.end].to_owned())
            })
            .collect()
    }

    #[test]
    fn every_mistake_is_shown_where_it_stands() {
        for (text, message, place) in [
            ("title = 1", "`title` must be a string, not a number", "1"),
            ("title = ' '", "`title` is empty", "' '"),
            (
                "written = '2023-03-22'",
                "`written` must be a date, not a string",
                "'2023-03-22'",
            ),
            (
                "written = 12:00:00",
                "`written` must be a date, not a date or time",
                "12:00:00",
            ),
            (
                "globs = ['a', 2]",
                "an entry of `globs` must be a string, not a number",
                "2",
            ),
            ("names = []", "`names` must be a table, not a list", "[]"),
            ("tilte = 'x'", "unknown key `tilte` in the table", "tilte"),
        ] {
            assert_eq!(
                read(text),
                [(message.to_owned(), place.to_owned())],
                "{text}"
            );
        }
        assert_eq!(
            read("title = 'a'\nwritten = 2023-03-22\nglobs = 'b'\n[names]"),
            []
        );
        assert_eq!(read("a = 1\ntitle = 2\nb = 3").len(), 3);
        assert!(!read("title = \nglobs = [1\n").is_empty());
    }

    proptest::proptest! {
        #![proptest_config(proptest::test_runner::Config {
            failure_persistence: Some(Box::new(
                proptest::test_runner::FileFailurePersistence::Direct("tests/regressions/toml_table.txt"),
            )),
            ..proptest::test_runner::Config::default()
        })]

        #[test]
        fn places_are_inside_the_file_and_on_characters(
            lines in proptest::collection::vec("(\\[?title|written|globs|“é)?[ =\\[\\]{}'\"a“\\\\1-]{0,9}", 0..6),
        ) {
            let text = lines.join("\n");
            // `read` slices the file at every place.
            read(&text);
        }
    }
}
