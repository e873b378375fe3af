//! Import: a document as people have it becomes a text that claims can be checked against.
//!
//! Extraction happens once. What it yields is written to the repository as a plain text with an
//! entry in the manifest, so that the text which is checked is reviewed like everything else, and a
//! change of an extractor can never change a verdict. [`extract`] turns bytes into a text and knows
//! nothing of files; [`plan`] says what would be written, and [`apply`] writes it.

use jiff::civil::Date;

mod archive;
mod day;
mod docx;
mod epub;
mod error;
mod format;
mod guard;
mod html;
mod markdown;
mod markup;
pub mod pdf;
mod plain;
mod plan;
mod prose;
mod xml;

pub use error::ImportError;
pub use format::Format;
pub use plan::{Change, Hunk, Line, Plan, Write, apply, plan};

/// The largest document that is read, in bytes.
pub const LARGEST: usize = 64 << 20;

/// What is known of a document besides its bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// The name of the encoding the document is in, as the WHATWG Encoding Standard lists it
    /// (`windows-1252`, `shift_jis`); it overrides what the document says of itself.
    pub encoding: Option<String>,
    /// Where the document was found; it overrides what the document says of itself.
    pub url: Option<String>,
    /// What the document is; by default told from its bytes and its name.
    pub format: Option<Format>,
}

/// A document as a text, with what it says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Extracted {
    /// The document's file name, without folders.
    pub file_name: String,
    /// The BLAKE3 hash of the document's bytes.
    pub original: blake3::Hash,
    /// What the document is.
    pub format: Format,
    /// The words: lines end with `\n`, paragraphs with a blank line, and the text with one `\n`.
    pub text: String,
    /// Its headline.
    pub title: Option<String>,
    /// Who wrote it, as the document names them, in its order.
    pub authors: Vec<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub published: Option<Dated>,
    /// Where it can be found.
    pub url: Option<String>,
    /// Where its pages begin, if it has pages.
    pub pages: Option<Vec<PageMark>>,
    /// The program that read it, and that program's version: `dom_smoothie 0.19`.
    pub extractor: String,
    /// What the person who imports has to look at, one sentence each.
    pub notes: Vec<String>,
}

/// A day, and how it is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day, in the time zone that the document states it in.
    pub day: Date,
    /// Where in the document it stands, as a phrase: `the byline of the document`.
    pub basis: String,
    /// Whether the document states it as the day of its publication. The day on which a program
    /// made the file is not stated: it may be years off, and “yesterday” would be too.
    pub is_stated: bool,
}

/// The beginning of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PageMark {
    /// The page's place in the document, from 1.
    pub page: usize,
    /// The byte of the text at which it begins, after the form feed that opens it.
    pub start: usize,
}

/// What a reader of one format found; [`extract`] adds what is the same for all.
#[derive(Debug, Default)]
struct Reading {
    text: String,
    title: Option<String>,
    authors: Vec<String>,
    publisher: Option<String>,
    published: Option<Dated>,
    url: Option<String>,
    extractor: &'static str,
    notes: Vec<String>,
}

/// Reads the document `bytes`, which is called `file_name`.
///
/// The words are kept as they are; markup, navigation and what a program shows around an article are
/// left out. Characters that no text holds (NUL and other controls) are dropped.
///
/// # Errors
///
/// Names why the document cannot be read: too large, of no known format, in no known encoding,
/// protected, damaged, or without any text. Whatever the bytes are, it returns.
pub fn extract(file_name: &str, bytes: &[u8], options: &Options) -> Result<Extracted, ImportError> {
    let file_name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    if bytes.len() > LARGEST {
        return Err(ImportError::TooLarge { bytes: bytes.len() });
    }
    let format = match options.format {
        Some(format) => format,
        None => format::tell(file_name, bytes)?,
    };
    let encoding = options.encoding.as_deref();
    let reading = guard::run(format, || match format {
        Format::Html => html::read(bytes, encoding, options.url.as_deref()),
        Format::Pdf => pdf::read(bytes),
        Format::Docx => docx::read(bytes),
        Format::Epub => epub::read(bytes),
        Format::Markdown => markdown::read(bytes, encoding),
        Format::Plain => plain::read(bytes, encoding),
    })?;
    let text = prose::tidy(&reading.text);
    if text.is_empty() {
        return Err(ImportError::NoText { format });
    }
    Ok(Extracted {
        file_name: file_name.to_owned(),
        original: blake3::hash(bytes),
        format,
        pages: page_marks(&text),
        text,
        title: reading.title.as_deref().and_then(prose::line),
        authors: reading
            .authors
            .iter()
            .filter_map(|name| prose::line(name))
            .collect(),
        publisher: reading.publisher.as_deref().and_then(prose::line),
        published: reading.published,
        url: options
            .url
            .clone()
            .or(reading.url)
            .filter(|url| is_address(url)),
        extractor: reading.extractor.to_owned(),
        notes: reading.notes,
    })
}

/// Where the pages of `text` begin; none where it has no form feed.
fn page_marks(text: &str) -> Option<Vec<PageMark>> {
    if !text.contains('\u{c}') {
        return None;
    }
    let starts = std::iter::once(0).chain(text.match_indices('\u{c}').map(|(at, _)| at + 1));
    Some(
        starts
            .zip(1..)
            .map(|(start, page)| PageMark { page, start })
            .collect(),
    )
}

/// Whether `url` is one that a reader can open; a page's own claim may be anything.
fn is_address(url: &str) -> bool {
    (url.starts_with("https://") || url.starts_with("http://"))
        && !url.chars().any(|c| c.is_whitespace() || c.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_begins_after_each_form_feed() {
        let mark = |page, start| PageMark { page, start };
        for (text, expected) in [
            ("one\n", None),
            ("one\n\u{c}two\n", Some(vec![mark(1, 0), mark(2, 5)])),
            (
                "\u{c}two\n\u{c}",
                Some(vec![mark(1, 0), mark(2, 1), mark(3, 6)]),
            ),
        ] {
            assert_eq!(page_marks(text), expected, "{text:?}");
        }
    }

    #[test]
    fn an_address_can_be_opened() {
        for (url, expected) in [
            ("https://example.org/a?b=c", true),
            ("http://example.org", true),
            ("/relative", false),
            ("javascript:alert(1)", false),
            ("https://example.org/a b", false),
        ] {
            assert_eq!(is_address(url), expected, "{url}");
        }
    }
}
