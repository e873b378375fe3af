//! A file of TOML tables, by table: which of them have changed is told without reading the others.
//!
//! A claim file and the manifest are lists of tables that stand each for itself. A table reaches from the
//! line of its header to that of the next one, and what TOML reads there depends on these lines alone: so
//! after an edit the lines that changed are read, in their place between blanks.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A part of a file that can be read by itself: what stands before the first table, a table, or all of a
/// file in which tables cannot be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Part {
    /// Its bytes.
    pub(super) len: u32,
    /// Its line ends.
    pub(super) lines: u32,
    hash: [u8; 16],
    /// How many claims or entries it holds.
    pub(super) n: u32,
}

impl Part {
    fn new(text: &str, n: usize) -> Self {
        Self {
            len: number(text.len()),
            lines: number(memchr::memchr_iter(b'\n', text.as_bytes()).count()),
            hash: hash(text.as_bytes()),
            n: number(n),
        }
    }

    /// Whether this is what stands in `range` of `text`.
    pub(super) fn stands(&self, text: &str, range: Range<usize>) -> bool {
        let bytes = text.as_bytes().get(range);
        bytes.is_some_and(|bytes| self.is(bytes))
    }

    fn is(&self, bytes: &[u8]) -> bool {
        self.hash == hash(bytes)
    }
}

/// The parts of `text`, whose tables have their names at `names`, in order: one a table and one before the
/// first, or a single one where tables cannot be told apart.
pub(super) fn parts(text: &str, names: &[usize]) -> Vec<Part> {
    tables(text, names).unwrap_or_else(|| vec![Part::new(text, names.len())])
}

/// The parts of `text`; none where its tables do not stand each for itself.
pub(super) fn tables(text: &str, names: &[usize]) -> Option<Vec<Part>> {
    // Where a page ends, all that comes after it is on another one.
    if text.contains('\u{c}') {
        return None;
    }
    let line = |at: usize| text[..at].rfind('\n').map_or(0, |end| end + 1);
    let mut starts: Vec<usize> = names.iter().map(|&at| line(at)).collect();
    let first = starts.first().copied().unwrap_or(text.len());
    let is_idle = |line: &str| {
        let line = line.trim();
        line.is_empty() || line.starts_with('#')
    };
    if !text[..first].lines().all(is_idle) {
        return None;
    }
    starts.push(text.len());
    let mut parts = Vec::with_capacity(starts.len());
    if first > 0 {
        parts.push(Part::new(&text[..first], 0));
    }
    for bounds in starts.windows(2) {
        let table = text.get(bounds[0]..bounds[1])?;
        let mut headers = table.lines().map(str::trim_start);
        let own = root(headers.next()?)?;
        let is_foreign = |line: &str| line.starts_with('[') && root(line) != Some(own);
        if headers.any(is_foreign) {
            return None;
        }
        parts.push(Part::new(table, 1));
    }
    Some(parts)
}

/// The first name in a table's header, as it is written.
fn root(header: &str) -> Option<&str> {
    let name = header.strip_prefix('[')?;
    let name = name.strip_prefix('[').unwrap_or(name).trim_start();
    let end = match name.chars().next()? {
        quote @ ('"' | '\'') => 1 + name[1..].find(quote)?,
        _ => name.find([']', '.', ' ', '\t'])?,
    };
    Some(&name[..end])
}

/// What of a file is as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// How many parts at the start.
    pub(super) before: usize,
    /// How many parts at the end.
    pub(super) after: usize,
    /// The bytes between them, as they are now.
    pub(super) middle: Range<usize>,
}

/// What of `text` is as it was when it had `parts`.
pub(super) fn difference(parts: &[Part], text: &str) -> Difference {
    let bytes = text.as_bytes();
    let ends_line = |at: usize| at == 0 || at == bytes.len() || bytes[at - 1] == b'\n';
    let (mut start, mut before) = (0, 0);
    for part in parts {
        let end = start + part.len as usize;
        match bytes.get(start..end) {
            Some(same) if part.is(same) && ends_line(end) => (start, before) = (end, before + 1),
            _ => break,
        }
    }
    let (mut end, mut after) = (bytes.len(), 0);
    for part in parts[before..].iter().rev() {
        let Some(from) = end.checked_sub(part.len as usize) else {
            break;
        };
        if from < start || !part.is(&bytes[from..end]) || !ends_line(from) {
            break;
        }
        (end, after) = (from, after + 1);
    }
    Difference {
        before,
        after,
        middle: start..end,
    }
}

/// `text` with everything blank but `kept`, so that what is read there stands where it stood.
pub(super) fn blanked(text: &str, kept: &[Range<usize>]) -> String {
    let mut blanked = String::with_capacity(text.len());
    for range in kept {
        blanked.extend(std::iter::repeat_n(' ', range.start - blanked.len()));
        blanked.push_str(&text[range.clone()]);
    }
    blanked.extend(std::iter::repeat_n(' ', text.len() - blanked.len()));
    blanked
}

fn hash(bytes: &[u8]) -> [u8; 16] {
    let mut short = [0; 16];
    short.copy_from_slice(&blake3::hash(bytes).as_bytes()[..16]);
    short
}

fn number(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str, tables: &[&str]) -> Vec<usize> {
        let name = |table: &&str| text.find(&format!("[{table}]")).unwrap() + 1;
        tables.iter().map(name).collect()
    }

    #[test]
    fn tables_stand_each_for_itself_or_not_at_all() {
        for (text, own, expected) in [
            ("", &[][..], Some(0)),
            ("[a]\nx = 1\n[b]\ny = 1\n", &["a", "b"], Some(2)),
            ("# note\n\n [a]\nx = 1\n", &["a"], Some(2)),
            ("['a.b']\nx = 1\n[\"c\"]\n", &["'a.b'", "\"c\""], Some(2)),
            ("[a]\nx = 1\n[a.b]\n[[a.c]]\n[ab]\n", &["a", "ab"], Some(2)),
            ("[a]\nx = 1\n[b]\n[a.b]\ny = 1\n", &["a", "b"], None),
            ("x = 1\n[a]\n", &["a"], None),
            ("[a]\nx = '''\n[z]\n'''\n", &["a"], None),
            ("[a]\n\u{c}\n[b]\n", &["a", "b"], None),
        ] {
            let found = tables(text, &names(text, own));
            assert_eq!(found.map(|parts| parts.len()), expected, "{text:?}");
        }
    }

    #[test]
    fn an_edit_is_found_between_what_stayed() {
        let old = "# head\n[a]\nx = 1\n[b]\ny = 1\n[c]\nz = 1";
        let parts = tables(old, &names(old, &["a", "b", "c"])).unwrap();
        for (new, before, middle, after) in [
            (old, 4, "", 0),
            (
                "# head\n[a]\nx = 1\n[b]\ny = 2\n[c]\nz = 1",
                2,
                "[b]\ny = 2\n",
                1,
            ),
            ("# head\n[a]\nx = 1\n[c]\nz = 1", 2, "", 1),
            (
                "# head\n[a]\nx = 1\n[b]\ny = 1\n[c]\nz = 12",
                3,
                "[c]\nz = 12",
                0,
            ),
            (
                "# head\n[a]\nx = 1\n[b]\ny = 1\n[c]\nz = 1\n",
                3,
                "[c]\nz = 1\n",
                0,
            ),
            ("[a]\nx = 1\n[b]\ny = 1\n[c]\nz = 1", 0, "", 3),
            ("", 0, "", 0),
        ] {
            let found = difference(&parts, new);
            assert_eq!((found.before, found.after), (before, after), "{new:?}");
            assert_eq!(&new[found.middle], middle, "{new:?}");
        }
    }

    #[test]
    fn what_is_kept_stands_where_it_stood() {
        assert_eq!(blanked("“a” b c", &[8..9, 10..11]), "        b c");
        assert_eq!(blanked("abc", &[]), "   ");
        assert_eq!(blanked("abc", &[0..1, 2..3]), "a c");
    }
}
