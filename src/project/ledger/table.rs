//! A file of TOML tables, by table: which of them have changed is told without reading the others.
//!
//! A claim file and the manifest are lists of tables that stand each for itself. A table reaches from the
//! line of its header to that of the next one, and what TOML reads there depends on these lines alone: so
//! after an edit the lines that changed are read, in their place between blanks.

use std::collections::HashMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::project::cache::plain;

/// A part of a file that can be read by itself: what stands before the first table, a table, or all of a
/// file in which tables cannot be told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub(super) struct Part {
    /// Its bytes.
    pub(super) len: u32,
    /// Its line ends.
    pub(super) lines: u32,
    #[serde(with = "plain")]
    hash: [u8; 16],
    /// How many claims or entries it holds.
    pub(super) n: u32,
}

impl Part {
    pub(super) fn new(text: &str, n: usize) -> Self {
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
        bytes.is_some_and(|bytes| self.hash == hash(bytes))
    }
}

/// Where a part begins.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Start {
    /// The bytes, the line ends, and the claims or entries before it.
    pub(super) bytes: usize,
    pub(super) lines: usize,
    pub(super) n: usize,
}

impl Start {
    /// Where what comes after `part` begins.
    pub(super) fn after(self, part: &Part) -> Self {
        Self {
            bytes: self.bytes + part.len as usize,
            lines: self.lines + part.lines as usize,
            n: self.n + part.n as usize,
        }
    }

    /// Where each of `parts` begins, and where the last one ends.
    pub(super) fn all(parts: &[Part]) -> Vec<Self> {
        let mut all = vec![Self::default()];
        for part in parts {
            all.push(all[all.len() - 1].after(part));
        }
        all
    }
}

/// The parts of `text`, whose tables have their names at `names`, in order: one a table and one before the
/// first, or a single one where tables cannot be told apart.
pub(super) fn parts(text: &str, names: &[usize]) -> Vec<Part> {
    tables(text, names).unwrap_or_else(|| vec![Part::new(text, names.len())])
}

/// The same: where each part stands, and a hash of it.
pub(in crate::project) fn parts_of(
    text: &str,
    names: &[usize],
) -> impl Iterator<Item = (Range<usize>, [u8; 16])> {
    let mut start = 0;
    parts(text, names).into_iter().map(move |part| {
        let end = start + part.len as usize;
        (std::mem::replace(&mut start, end)..end, part.hash)
    })
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

/// The parts of the bytes `range` of `text`, by the names of all its tables that were read; none where they
/// do not stand each for itself.
pub(super) fn tables_in(text: &str, range: &Range<usize>, names: &[usize]) -> Option<Vec<Part>> {
    let own = names.iter().filter(|it| range.contains(it));
    let own: Vec<usize> = own.map(|at| at - range.start).collect();
    tables(&text[range.clone()], &own)
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

/// A stretch of a file as it is now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Stretch {
    /// Parts that stood there before, by number.
    Same(Range<usize>),
    /// Whatever else stands there, in bytes.
    Other(Range<usize>),
}

/// Whether `text` is `parts`, one after the other.
pub(super) fn stand(parts: &[Part], text: &str) -> bool {
    let mut start = 0;
    let all = parts.iter().all(|part| {
        let end = start + part.len as usize;
        part.stands(text, std::mem::replace(&mut start, end)..end)
    });
    all && start == text.len()
}

/// What of `text` is as it was when it had the parts `kept`, in the order of `text`: a table that was put
/// elsewhere is still the same.
pub(super) fn stretches(kept: &[Part], text: &str) -> Vec<Stretch> {
    if stand(kept, text) {
        return vec![Stretch::Same(0..kept.len())];
    }
    let mut known: HashMap<[u8; 16], usize> = HashMap::with_capacity(kept.len());
    for (part, at) in kept.iter().zip(0..) {
        known.insert(part.hash, at);
    }
    let mut stretches = Vec::new();
    for piece in pieces(text) {
        let same = known.remove(&hash(&text.as_bytes()[piece.clone()]));
        match (same, stretches.last_mut()) {
            (Some(at), Some(Stretch::Same(parts))) if parts.end == at => parts.end += 1,
            (Some(at), _) => stretches.push(Stretch::Same(at..at + 1)),
            (None, Some(Stretch::Other(bytes))) => bytes.end = piece.end,
            (None, _) => stretches.push(Stretch::Other(piece)),
        }
    }
    stretches
}

/// Cuts `text` where another table seems to begin: at lines that look like headers.
pub(super) fn pieces(text: &str) -> Vec<Range<usize>> {
    let (mut pieces, mut start, mut own, mut at) = (Vec::new(), 0, None, 0);
    for line in text.split_inclusive('\n') {
        let header = line.trim_start();
        if header.starts_with('[') {
            let name = root(header);
            if name.is_none() || name != own {
                if start < at {
                    pieces.push(start..at);
                }
                (start, own) = (at, name);
            }
        }
        at += line.len();
    }
    if start < at {
        pieces.push(start..at);
    }
    pieces
}

/// `text` as far as the last of `kept`, with everything else blank, so that what is read there stands where
/// it stood.
pub(super) fn blanked(text: &str, kept: &[Range<usize>]) -> String {
    let mut blanked = String::with_capacity(text.len());
    for range in kept {
        blanked.push_str(&" ".repeat(range.start - blanked.len()));
        blanked.push_str(&text[range.clone()]);
    }
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
    fn what_stayed_is_found_wherever_it_stands() {
        let old = "# head\n[a]\nx = 1\n[b]\ny = 1\n[c]\nz = 1\n";
        let kept = tables(old, &names(old, &["a", "b", "c"])).unwrap();
        for (new, expected) in [
            (old, &["0..4"][..]),
            (
                "# head\n[a]\nx = 1\n[b]\ny = 2\n[c]\nz = 1\n",
                &["0..2", "[b]\ny = 2\n", "3..4"],
            ),
            ("# head\n[a]\nx = 1\n[c]\nz = 1\n", &["0..2", "3..4"]),
            (
                "# head\n[a]\nx = 2\n[b]\ny = 1\n[c]\nz = 2\n",
                &["0..1", "[a]\nx = 2\n", "2..3", "[c]\nz = 2\n"],
            ),
            (
                "# head\n[b]\ny = 1\n[a]\nx = 1\n[c]\nz = 1\n",
                &["0..1", "2..3", "1..2", "3..4"],
            ),
            ("[a]\nx = 1\n[a]\nx = 1\n", &["[a]\nx = 1\n[a]\nx = 1\n"]),
            (
                "[c]\nz = 1\n[z]\n[z.a]\n[c]\nz = 1\n",
                &["3..4", "[z]\n[z.a]\n[c]\nz = 1\n"],
            ),
            ("[c]\nz = 1", &["[c]\nz = 1"]),
            ("", &[]),
        ] {
            let found = stretches(&kept, new);
            let found = found.into_iter().map(|it| match it {
                Stretch::Same(parts) => format!("{parts:?}"),
                Stretch::Other(bytes) => new[bytes].to_owned(),
            });
            assert_eq!(found.collect::<Vec<_>>(), expected, "{new:?}");
        }
    }

    #[test]
    fn what_is_kept_stands_where_it_stood() {
        assert_eq!(blanked("“a” b c", &[8..9, 10..11]), "        b c");
        assert_eq!(blanked("abc", std::slice::from_ref(&(0..1))), "a");
        assert_eq!(blanked("abc", &[0..1, 2..3]), "a c");
    }
}
