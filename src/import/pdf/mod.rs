//! PDF: the lines of its pages in reading order, with a mark where a page begins.
//!
//! `hayro-interpret` runs the pages and says which letter stands where; [`page`] collects the letters,
//! [`line`] makes lines of them, [`order`] puts these in the order of reading and [`furniture`] leaves
//! out what is printed on every page.
//!
//! # The shape of the text
//!
//! - A line of the page is a line of the text. A word hyphenated at a line's end stays hyphenated:
//!   whether the hyphen is the word's own, the page does not say.
//! - Paragraphs are told apart by the space between lines and by indents; a blank line stands between
//!   them.
//! - Each page but the first begins with [`PAGE_BREAK`], a form feed, as `pdftotext` writes it. Where
//!   a paragraph goes on over the page's end the form feed stands *instead* of the line end, so that
//!   a passage over two pages has white space between its words and nothing else; where a paragraph
//!   ends with its page, a line end and then the form feed stand between them.
//! - Running heads, running feet and page numbers, which would stand in the midst of such a passage,
//!   are left out where they are printed on several pages at one height. On a page of its own kind
//!   (a single page, a first page) they stay, as lines.
//! - Text that runs up or down the page stands after the page's other text.

use std::cell::Cell;
use std::sync::Arc;

use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use hayro_interpret::kurbo::Rect;
use hayro_interpret::{
    Context, InterpreterCache, InterpreterSettings, TransformExt, interpret_page,
};

use super::{Format, ImportError, Reading};

mod bomb;
mod furniture;
mod line;
mod order;
mod page;
mod properties;

/// What stands in a text where a page begins: U+000C, the form feed.
pub const PAGE_BREAK: char = '\u{c}';

/// How many bytes at the end of a file may hold the mark of its end, as readers of PDF do it.
const TAIL: usize = 2048;

const CUT_OFF: &str =
    "the PDF has no end, and may have been cut off: see whether the last pages are there";

/// The most pages that are read.
const PAGES: usize = 20_000;

/// Reads the document `bytes`.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, ImportError> {
    bomb::refuse(bytes)?;
    let pdf = Pdf::new(bytes.to_vec()).map_err(unreadable)?;
    let pages = pdf.pages();
    if pages.len() > PAGES {
        return Err(ImportError::damaged(
            Format::Pdf,
            format!("it has more than {PAGES} pages"),
        ));
    }
    let budget = Cell::new(page::STEPS);
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings {
        warning_sink: Arc::new(|_| {}),
        ..InterpreterSettings::default()
    };
    let mut letters = page::Tally::default();
    let mut lines = Vec::new();
    for page in pages.iter() {
        let transform = page.initial_transform(true).to_kurbo();
        let (width, height) = page.render_dimensions();
        let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(transform, area, &cache, pdf.xref(), settings.clone());
        let mut collector = page::Collector::new(&budget);
        interpret_page(page, &mut context, &mut collector);
        letters.add(&collector.tally);
        lines.push(order::lines(&line::lines(collector.letters)));
    }
    letters.judge(pages.len())?;
    furniture::remove(&mut lines);
    let about = properties::read(pdf.metadata());
    Ok(Reading {
        text: text(&lines),
        extractor: "hayro-interpret 0.9",
        notes: (!has_end(bytes))
            .then(|| CUT_OFF.to_owned())
            .into_iter()
            .collect(),
        ..about
    })
}

/// Whether the file is all there: a PDF ends with a mark, and little may stand behind it.
fn has_end(bytes: &[u8]) -> bool {
    let tail = &bytes[bytes.len().saturating_sub(TAIL)..];
    memchr::memmem::find(tail, b"%%EOF").is_some()
}

fn unreadable(error: LoadPdfError) -> ImportError {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ImportError::Encrypted,
        LoadPdfError::Decryption(_) => {
            ImportError::damaged(Format::Pdf, "its encryption is not one that is known")
        }
        LoadPdfError::Invalid => {
            ImportError::damaged(Format::Pdf, "it has no pages that can be found")
        }
    }
}

/// The text of all pages.
fn text(pages: &[Vec<line::Line>]) -> String {
    let mut text = String::new();
    for (n, lines) in pages.iter().enumerate() {
        if n > 0 {
            if !goes_on(&text, lines) {
                text.push('\n');
            }
            text.push(PAGE_BREAK);
        }
        for (n, line) in lines.iter().enumerate() {
            if n > 0 {
                text.push_str(if line.opens_paragraph { "\n\n" } else { "\n" });
            }
            text.push_str(&line.text);
        }
    }
    text
}

/// Whether the sentence at the end of `text` goes on in `next`, the lines of the next page.
fn goes_on(text: &str, next: &[line::Line]) -> bool {
    let opens = next.first().and_then(|line| line.text.chars().next());
    let has_line = !text.is_empty() && !text.ends_with(PAGE_BREAK);
    has_line && !order::ends_sentence(text) && opens.is_some_and(|c| !c.is_numeric())
}
