//! The manifest: what is known of each source besides its words.
//!
//! `seeds/sources.toml` has one table for each source id. Everything in it is optional, because what
//! is not known is left out and never guessed; only the hash is written by a program.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use memchr::memmem;
use rayon::prelude::*;
use toml::de::{DeTable, DeValue};

use super::SourceId;
use crate::diagnostic::Diagnostic;
use crate::span::{Span, Spanned};
use crate::toml_table::syntax::read_sound;
use crate::toml_table::{Table, span_of, wrong_type};

/// A manifest is read in pieces of so many bytes at the least, at the same time.
const PIECE: usize = 1 << 15;

/// What the manifest says, by source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Manifest {
    /// One entry for each source id.
    pub entries: BTreeMap<SourceId, Arc<Meta>>,
}

/// What is known of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Meta {
    /// Its headline.
    pub title: Option<String>,
    /// Who published this very text.
    pub publisher: Option<String>,
    /// Who wrote it, as one name or one line.
    pub author: Option<String>,
    /// Who wrote which of its sections, in the order of the manifest.
    pub authors: Vec<Section>,
    /// Where it was found.
    pub url: Option<String>,
    /// The day it was written; “yesterday” and “Wednesday” resolve against it.
    pub written: Option<Date>,
    /// Where `written` is known from.
    pub written_basis: Option<String>,
    /// The text or the newsroom it goes back to. Sources with one origin corroborate a claim once, sources
    /// with different ones are independent, and one with its own id is so of all others. Without an origin
    /// the texts tell which sources are copies.
    pub origin: Option<String>,
    /// The BLAKE3 hash of its bytes.
    pub blake3: Option<Spanned<blake3::Hash>>,
    /// The document that the text was drawn from, where it was imported.
    pub imported: Option<Imported>,
    /// Where the entry's name stands in the manifest; none for a source without an entry.
    pub place: Option<Span>,
}

/// The document that a text was drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Imported {
    /// Its file name.
    pub file: String,
    /// The BLAKE3 hash of its bytes.
    pub blake3: Option<Spanned<blake3::Hash>>,
    /// The program that drew the text from it, with its version.
    pub extractor: Option<String>,
}

/// A section of a source that has an author of its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading it begins with, as a line of the source.
    pub heading: Spanned<String>,
    /// Who wrote it; none where the source does not say.
    pub author: Option<String>,
}

impl Manifest {
    /// Reads the manifest `text` of `file`: every entry, whatever is wrong with another.
    #[must_use]
    pub fn read(file: &str, text: &str) -> (Self, Vec<Diagnostic>) {
        if let Some(entries) = in_pieces(file, text) {
            return (Self { entries }, Vec::new());
        }
        let mut found = Vec::new();
        let entries = read_sound(file, text, &mut found, |root, found| {
            entries(file, root, found)
        });
        found.sort_by_key(|diagnostic| diagnostic.labels.first().and_then(|label| label.span));
        (Self { entries }, found)
    }
}

impl Meta {
    /// The same, of an entry that stands so many bytes further on than it was read.
    #[must_use]
    pub(crate) fn moved(mut self: Arc<Self>, by: usize) -> Arc<Self> {
        let moved = Arc::make_mut(&mut self);
        let mut places: Vec<&mut Span> = moved.place.iter_mut().collect();
        places.extend(moved.blake3.iter_mut().map(|it| &mut it.span));
        places.extend(moved.authors.iter_mut().map(|it| &mut it.heading.span));
        let imported = moved.imported.iter_mut().flat_map(|it| &mut it.blake3);
        places.extend(imported.map(|it| &mut it.span));
        for place in places {
            *place = Span::new(place.start + by, place.end + by);
        }
        self
    }
}

/// The entries of a manifest with which nothing is wrong, read piece by piece; none where it is short, or where
/// only the whole can tell.
///
/// A piece begins with a line that looks like the header of a table. If it is something else, what stands before
/// it is open there, and is no TOML by itself. Where all pieces are TOML, and no two of them have a key in common,
/// the whole says what they say.
fn in_pieces(file: &str, text: &str) -> Option<BTreeMap<SourceId, Arc<Meta>>> {
    let pieces = pieces(text);
    if pieces.len() < 2 {
        return None;
    }
    let read = |piece: &Span| -> Option<Vec<(SourceId, Arc<Meta>)>> {
        let (root, wrong) = DeTable::parse_recoverable(piece.of(text));
        if !wrong.is_empty() {
            return None;
        }
        let mut found = Vec::new();
        let entries = entries(file, root.get_ref(), &mut found).into_iter();
        let entries = entries.map(|(id, meta)| (id, meta.moved(piece.start)));
        found.is_empty().then(|| entries.collect())
    };
    let read: Option<Vec<Vec<_>>> = pieces.par_iter().map(read).collect();
    let read = read?;
    let n_entries: usize = read.iter().map(Vec::len).sum();
    let entries: BTreeMap<SourceId, Arc<Meta>> = read.into_iter().flatten().collect();
    (entries.len() == n_entries).then_some(entries)
}

/// `text` in pieces, cut where a line looks like the header of a table.
fn pieces(text: &str) -> Vec<Span> {
    let header = memmem::Finder::new(b"\n[");
    let mut pieces = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let rest = text.as_bytes().get(start + PIECE..).unwrap_or_default();
        let end = header.find(rest).map(|at| start + PIECE + at + 1);
        let end = end.unwrap_or(text.len());
        pieces.push(Span::new(start, end));
        start = end;
    }
    pieces
}

/// The entries of the manifest `root`, by source.
fn entries(
    file: &str,
    root: &DeTable<'_>,
    found: &mut Vec<Diagnostic>,
) -> BTreeMap<SourceId, Arc<Meta>> {
    let whole = Table::new(file, "the manifest", Span::new(0, 0), root);
    let mut entries = BTreeMap::new();
    for (id, value, span) in whole.entries() {
        if let DeValue::Table(entry) = value {
            let name = format!("the entry of source `{}`", id.value);
            let table = Table::new(file, name, id.span, entry);
            entries.insert(SourceId::new(id.value), Arc::new(meta(table, found)));
        } else {
            let what = format!("`{}`", id.value);
            found.push(
                wrong_type(file, &what, "the table of a source", value, span)
                    .help("each source has a table named by its id: `[000]`"),
            );
        }
    }
    entries
}

fn meta(mut table: Table<'_>, found: &mut Vec<Diagnostic>) -> Meta {
    let meta = Meta {
        title: plain(&mut table, "title", found),
        publisher: plain(&mut table, "publisher", found),
        author: plain(&mut table, "author", found),
        authors: sections(&mut table, found),
        url: plain(&mut table, "url", found),
        written: table.date("written", found).map(|date| date.value),
        written_basis: plain(&mut table, "written_basis", found),
        origin: plain(&mut table, "origin", found),
        blake3: hash(&mut table, found),
        imported: imported(&mut table, found),
        place: Some(table.span),
    };
    if meta.written.is_some() && meta.written_basis.is_none() {
        found.push(
            Diagnostic::warning("written-without-basis", format!("{} has `written` without `written_basis`", table.name))
                .at(table.file, table.span, "")
                .help("say where the date is known from: dates that claims rest on are resolved against it"),
        );
    }
    table.finish(found);
    meta
}

fn plain(table: &mut Table<'_>, key: &'static str, found: &mut Vec<Diagnostic>) -> Option<String> {
    table.string(key, found).map(|text| text.value)
}

fn sections(table: &mut Table<'_>, found: &mut Vec<Diagnostic>) -> Vec<Section> {
    let Some((value, span)) = table.value("authors") else {
        return Vec::new();
    };
    let DeValue::Array(items) = value else {
        found.push(
            wrong_type(table.file, "`authors`", "a list of sections", value, span)
                .help("one author of the whole text is `author`"),
        );
        return Vec::new();
    };
    let mut sections = Vec::new();
    for item in items {
        let DeValue::Table(entries) = item.get_ref() else {
            let what = "an entry of `authors`";
            found.push(wrong_type(
                table.file,
                what,
                "a table",
                item.get_ref(),
                span_of(item),
            ));
            continue;
        };
        let mut section = Table::new(table.file, "a section", span_of(item), entries);
        let heading = section.string("section", found);
        let author = plain(&mut section, "author", found);
        if heading.is_none() && !entries.contains_key("section") {
            found.push(
                Diagnostic::error("missing-key", "a section needs its heading as `section`").at(
                    table.file,
                    section.span,
                    "",
                ),
            );
        }
        section.finish(found);
        sections.extend(heading.map(|heading| Section { heading, author }));
    }
    sections
}

fn imported(table: &mut Table<'_>, found: &mut Vec<Diagnostic>) -> Option<Imported> {
    let (value, span) = table.value("imported")?;
    let DeValue::Table(entries) = value else {
        let what = "`imported`";
        found.push(wrong_type(table.file, what, "a table", value, span));
        return None;
    };
    let mut table = Table::new(table.file, "`imported`", span, entries);
    let imported = Imported {
        file: plain(&mut table, "file", found).unwrap_or_default(),
        blake3: hash(&mut table, found),
        extractor: plain(&mut table, "extractor", found),
    };
    table.finish(found);
    Some(imported)
}

fn hash(table: &mut Table<'_>, found: &mut Vec<Diagnostic>) -> Option<Spanned<blake3::Hash>> {
    let written = table.string("blake3", found)?;
    if let Ok(hash) = blake3::Hash::from_hex(&written.value) {
        return Some(Spanned::new(hash, written.span));
    }
    found.push(
        Diagnostic::error("bad-hash", "`blake3` must be 64 hexadecimal digits")
            .at(table.file, written.span, "")
            .help("run `claimtest lock` to write the hash of the file as it is"),
    );
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        let (_, found) = Manifest::read("sources.toml", text);
        found
            .into_iter()
            .map(|diagnostic| diagnostic.message)
            .collect()
    }

    #[test]
    fn an_entry_is_read_whole() {
        let text = "
            [004]
            title = 'T'
            written = 2023-03-22
            written_basis = 'the text'
            origin = 'A'
            blake3 = 'af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262'
            imported = { file = 'a.pdf', extractor = 'x 1' }
            [[004.authors]]
            section = 'One'
            author = 'X'
            [[004.authors]]
            section = 'Two'
            [a-b]
        ";
        let (manifest, found) = Manifest::read("sources.toml", text);
        assert_eq!(found, []);
        let ids: Vec<_> = manifest.entries.keys().map(SourceId::as_str).collect();
        assert_eq!(ids, ["004", "a-b"]);
        let meta = &manifest.entries[&SourceId::new("004")];
        assert_eq!(meta.title.as_deref(), Some("T"));
        assert_eq!(meta.written, Some(jiff::civil::date(2023, 3, 22)));
        assert_eq!(meta.blake3.as_ref().unwrap().value, blake3::hash(b""));
        assert_eq!(meta.imported.as_ref().unwrap().file, "a.pdf");
        let authors: Vec<_> = meta
            .authors
            .iter()
            .map(|section| (section.heading.value.as_str(), section.author.as_deref()))
            .collect();
        assert_eq!(authors, [("One", Some("X")), ("Two", None)]);
    }

    #[test]
    fn an_entry_is_the_same_wherever_it_stands() {
        let hash = "af1349b9f5f9a1a6a0404dea36dcc9499bcb25c9adc112b7cc9a93cae41f3262";
        let text = format!(
            "[a]\nblake3 = '{hash}'\nimported = {{ file = 'a.pdf', blake3 = '{hash}' }}\n\
             [[a.authors]]\nsection = 'One'\n"
        );
        let before = "[b]\ntitle = 'B'\n";
        let (alone, _) = Manifest::read("sources.toml", &text);
        let (whole, _) = Manifest::read("sources.toml", &format!("{before}{text}"));
        let [alone, whole] =
            [alone, whole].map(|mut it| it.entries.remove(&SourceId::new("a")).unwrap());
        assert_eq!(alone.moved(before.len()), whole);
    }

    #[test]
    fn a_long_manifest_is_read_as_a_whole_is() {
        let entry = |id: usize| format!("[s{id:05}]\ntitle = 'T'\norigin = \"x\"\n\n");
        let long: String = (0..2000).map(entry).collect();
        let whole = |text: &str| {
            let mut found = Vec::new();
            let entries = read_sound("", text, &mut found, |root, found| entries("", root, found));
            (entries, found)
        };
        let (entries, found) = Manifest::read("", &long);
        assert!(pieces(&long).len() > 2 && found.is_empty());
        assert_eq!(entries.entries, whole(&long).0);
        assert_eq!(entries.entries.len(), 2000);
        for spoilt in [
            "title = 1\n",
            "x.y = 1\n",
            "[s00001]\n",
            "[[s00001.authors]]\nsection = 'A'\n",
            "url = '''\n",
            "url = [\n",
        ] {
            let (from, to) = long.split_at(long.len() / 2 / 35 * 35);
            for text in [format!("{long}{spoilt}"), format!("{from}{spoilt}{to}")] {
                assert_eq!(in_pieces("", &text), None, "{spoilt:?}");
            }
        }
        let within = format!("{long}[x]\ntitle = '''\n{long}'''\n");
        let (read, found) = Manifest::read("", &within);
        assert_eq!((read.entries.len(), found.len()), (2001, 0));
    }

    #[test]
    fn one_broken_entry_hides_no_other() {
        for (text, expected) in [
            (
                "x = 1\n[000]",
                vec!["`x` must be the table of a source, not a number"],
            ),
            (
                "[000]\nauthers = 1",
                vec!["unknown key `authers` in the entry of source `000`"],
            ),
            (
                "[000]\nauthors = 'x'",
                vec!["`authors` must be a list of sections, not a string"],
            ),
            (
                "[000]\nimported = { form = 'x' }",
                vec!["unknown key `form` in `imported`"],
            ),
            (
                "[[000.authors]]\nauthor = 'x'",
                vec!["a section needs its heading as `section`"],
            ),
            (
                "[000]\nblake3 = 'abc'",
                vec!["`blake3` must be 64 hexadecimal digits"],
            ),
            (
                "[000]\nwritten = 2023-03-22",
                vec!["the entry of source `000` has `written` without `written_basis`"],
            ),
            (
                "[000]\ntitle = 1\n[001]\nurl = ''",
                vec!["`title` must be a string, not a number", "`url` is empty"],
            ),
        ] {
            assert_eq!(messages(text), expected, "{text}");
        }
    }
}
