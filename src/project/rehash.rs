//! Puts hashes into the text of a manifest, and leaves every other byte as it is.
//!
//! The edits are cut into the text where its tables stand. Writing a parsed document back would be
//! simpler, but changes line ends, byte order marks and spaces that a person chose.

use std::fmt::Write as _;

use toml::de::{DeTable, DeValue};

use crate::span::Span;
use crate::toml_table::{parse, span_of};

/// The manifest `text` with the `hashes`, each by its source's id; or nothing where the text is no
/// TOML, or an entry is written in a way that takes no new key.
pub(super) fn rehashed(text: &str, hashes: &[(&str, String)]) -> Option<String> {
    let mut syntax = Vec::new();
    let root = parse("", text, &mut syntax);
    if !syntax.is_empty() {
        return None;
    }
    let feed = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut edits: Vec<(Span, String)> = Vec::new();
    let mut behind = String::new();
    for (id, hash) in hashes {
        let (key, line) = (quoted(id), format!("blake3 = \"{hash}\""));
        let Some((name, entry)) = root.get_key_value(*id) else {
            append(&mut behind, text, feed, &key, &line);
            continue;
        };
        let DeValue::Table(keys) = entry.get_ref() else {
            return None;
        };
        if let Some(old) = keys.get("blake3") {
            edits.push((span_of(old), format!("\"{hash}\"")));
        } else if text[span_of(entry).start..].starts_with('{') {
            edits.push(into_braces(text, span_of(entry), &line)?);
        } else if let Some(last) = last_plain(text, keys) {
            let dotted = is_dotted(text, span_of(name));
            let prefix = if dotted {
                format!("{key}.")
            } else {
                String::new()
            };
            edits.push(after_line(text, last, feed, &format!("{prefix}{line}")));
        } else if is_header(text, span_of(name)) {
            edits.push(after_line(text, span_of(name).end, feed, &line));
        } else {
            append(&mut behind, text, feed, &key, &line);
        }
    }
    let after = spliced(text, edits) + &behind;
    holds(&after, hashes).then_some(after)
}

/// Whether the manifest `text` has exactly these hashes: the edits are checked before they are
/// written.
fn holds(text: &str, hashes: &[(&str, String)]) -> bool {
    let mut syntax = Vec::new();
    let root = parse("", text, &mut syntax);
    let hash_of = |id: &str| root.get(id)?.get_ref().get("blake3")?.get_ref().as_str();
    syntax.is_empty() && hashes.iter().all(|(id, hash)| hash_of(id) == Some(hash))
}

/// A new table at the end of the file.
fn append(behind: &mut String, text: &str, feed: &str, key: &str, line: &str) {
    if behind.is_empty() && !text.is_empty() && !text.ends_with('\n') {
        behind.push_str(feed);
    }
    let gap = if text.is_empty() && behind.is_empty() {
        ""
    } else {
        feed
    };
    // Writing to a string cannot fail.
    let _ = write!(behind, "{gap}[{key}]{feed}{line}{feed}");
}

/// The end of the last key and value of a table that stand on lines of their own, not under a
/// header.
fn last_plain(text: &str, keys: &DeTable<'_>) -> Option<usize> {
    keys.iter()
        .filter(|(key, _)| {
            !line_before(text, span_of(key).start)
                .trim_start()
                .starts_with('[')
        })
        .map(|(_, value)| end_of(value))
        .max()
}

/// The last byte of a value; that of a table of dotted keys is in its keys.
fn end_of(value: &toml::Spanned<DeValue<'_>>) -> usize {
    let own = span_of(value).end;
    match value.get_ref() {
        DeValue::Table(keys) => keys.values().map(end_of).max().unwrap_or(own).max(own),
        _ => own,
    }
}

/// What stands before byte `at` on its line.
fn line_before(text: &str, at: usize) -> &str {
    text[..at].rsplit('\n').next().unwrap_or_default()
}

/// Whether the key at `name` is the whole of a header: `[000]`.
fn is_header(text: &str, name: Span) -> bool {
    line_before(text, name.start)
        .trim_start_matches('\u{feff}')
        .trim()
        == "["
        && text[name.end..].trim_start().starts_with(']')
}

/// Whether the key at `name` begins a dotted key: `000.title = …`.
fn is_dotted(text: &str, name: Span) -> bool {
    let before = line_before(text, name.start).trim_start_matches('\u{feff}');
    before.trim().is_empty() && text[name.end..].trim_start().starts_with('.')
}

fn after_line(text: &str, at: usize, feed: &str, line: &str) -> (Span, String) {
    match memchr::memchr(b'\n', &text.as_bytes()[at..]) {
        Some(end) => (
            Span::new(at + end + 1, at + end + 1),
            format!("{line}{feed}"),
        ),
        None => (Span::new(text.len(), text.len()), format!("{feed}{line}")),
    }
}

/// A key more in `{ … }`.
fn into_braces(text: &str, table: Span, line: &str) -> Option<(Span, String)> {
    let inside = table.of(text).strip_suffix('}')?.trim_end();
    let at = table.start + inside.len();
    let comma = if inside.ends_with(['{', ',']) {
        ""
    } else {
        ","
    };
    Some((Span::new(at, at), format!("{comma} {line}")))
}

/// A key as TOML needs it: bare where it can be.
fn quoted(key: &str) -> String {
    toml_edit::Key::new(key).display_repr().into_owned()
}

fn spliced(text: &str, mut edits: Vec<(Span, String)>) -> String {
    edits.sort();
    let mut after = String::with_capacity(text.len() + 80 * edits.len());
    let mut done = 0;
    for (place, new) in edits {
        after.push_str(&text[done..place.start]);
        after.push_str(&new);
        done = place.end;
    }
    after.push_str(&text[done..]);
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_hashes_change() {
        for (before, after) in [
            ("", "[a]\nblake3 = \"1\"\n\n[b c]\nblake3 = \"2\"\n"),
            (
                "# x",
                "# x\n\n[a]\nblake3 = \"1\"\n\n[b c]\nblake3 = \"2\"\n",
            ),
            (
                "[a]\n['b c'] # b",
                "[a]\nblake3 = \"1\"\n['b c'] # b\nblake3 = \"2\"",
            ),
            (
                "\u{feff}[a] # t\r\nt = '''x\ny''' # z\r\n\n[a.s]\nk = 1\n[\"b c\"]\n  blake3='0'# h\n",
                "\u{feff}[a] # t\r\nt = '''x\ny''' # z\r\nblake3 = \"1\"\r\n\n[a.s]\nk = 1\n[\"b c\"]\n  blake3=\"2\"# h\n",
            ),
            (
                "a.t = 'x'\na.u.v = [\n1]\n'b c' = {}\n",
                "a.t = 'x'\na.u.v = [\n1]\na.blake3 = \"1\"\n'b c' = { blake3 = \"2\"}\n",
            ),
            (
                "a = { t = 1 , }\n'b c' = { t = 1 }\n",
                "a = { t = 1 , blake3 = \"1\" }\n'b c' = { t = 1, blake3 = \"2\" }\n",
            ),
            (
                "[[a.authors]]\nk = 1\n['b c']\n[z]\n",
                "[[a.authors]]\nk = 1\n['b c']\nblake3 = \"2\"\n[z]\n\n[a]\nblake3 = \"1\"\n",
            ),
        ] {
            let after = after.replace("[b c]", "[\"b c\"]");
            let hashes = [("a", "1".to_owned()), ("b c", "2".to_owned())];
            assert_eq!(
                rehashed(before, &hashes).as_deref(),
                Some(after.as_str()),
                "{before}"
            );
        }
        for broken in ["[a", "a = 1\n"] {
            assert_eq!(rehashed(broken, &[("a", "1".to_owned())]), None);
        }
    }

    use proptest::prelude::*;
    use proptest::test_runner::FileFailurePersistence;

    const OLD: &str = "0000000000000000";
    const NEW: &str = "1111111111111111";

    /// A manifest in every style that TOML allows, and some that it does not.
    fn manifest() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            Just("[a]".to_owned()),
            Just("[ \"b c\" ] # “header”".to_owned()),
            Just("[[a.authors]]".to_owned()),
            Just("[d.sub]".to_owned()),
            Just("d = { t = 'x', u = [1, 2] }".to_owned()),
            Just("d.e = \"\"\"x\n[a]\n\"\"\"".to_owned()),
            Just(format!("blake3 = \"{OLD}\" # h")),
            Just(format!("  blake3='{OLD}'")),
            "[a-z]{1,4} = ('[a-z {}\\[\\]é]{0,8}'|\\[ 1,\n 2 \\]|2023-03-22)( # [a-z“]{0,5})?",
            "(# ?[a-zé\\[\\]]{0,9})?",
            "\\PC{0,6}",
        ];
        let line = (part, prop_oneof!["\n", "\r\n", "\n\n"]).prop_map(|(part, end)| part + &end);
        proptest::collection::vec(line, 0..8).prop_map(|lines| lines.concat())
    }

    /// Whether `text` can be had from `whole` by leaving characters out.
    fn is_within(text: &str, whole: &str) -> bool {
        let mut rest = whole.chars();
        text.chars().all(|c| rest.any(|other| other == c))
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
                "tests/regressions/rehash.txt",
            ))),
            ..ProptestConfig::default()
        })]

        #[test]
        fn whatever_was_written_stays(before in manifest()) {
            let hashes = ["a", "b c", "d"].map(|id| (id, NEW.to_owned()));
            if let Some(after) = rehashed(&before, &hashes) {
                let kept = before.replace(&format!("'{OLD}'"), "").replace(OLD, "");
                prop_assert!(is_within(&kept, &after), "{before}\n-->\n{after}");
                prop_assert_eq!(rehashed(&after, &hashes), Some(after));
            }
        }
    }
}
