//! DOCX: the words of the document's main part, then its notes.
//!
//! Tracked changes are read as accepted. Headers and footers, comments, field codes and the old
//! renderings that stand beside new ones are left out. ECMA-376, part 1, §17.

use super::archive::Archive;
use super::markup::raised;
use super::prose::{Prose, line};
use super::xml::{Part, Tag, walk};
use super::{Dated, Format, ImportError, Reading, day};

/// Elements whose content is not text of the document.
const SILENT: [&str; 9] = [
    "Fallback",
    "del",
    "delText",
    "instrText",
    "delInstrText",
    "moveFrom",
    "pPr",
    "sectPr",
    "tblPr",
];

/// Reads the document `bytes`.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, ImportError> {
    let mut archive = Archive::open(bytes, Format::Docx)?;
    let main = main_part(&mut archive)?;
    let mut body = Body::default();
    let Some(document) = archive.xml(&main)? else {
        return Err(ImportError::damaged(
            Format::Docx,
            format!("`{main}` is missing in it"),
        ));
    };
    walk(&document, Format::Docx, |part| body.see(part))?;
    let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
    for notes in ["footnotes", "endnotes"] {
        if let Some(notes) = archive.xml(&format!("{folder}/{notes}.xml"))? {
            body.end_part();
            walk(&notes, Format::Docx, |part| body.see(part))?;
        }
    }
    let mut reading = properties(&mut archive)?;
    reading.text = body.prose.finish();
    Ok(reading)
}

/// The name of the main part, which the package's relations give.
fn main_part(archive: &mut Archive<'_>) -> Result<String, ImportError> {
    let mut found = None;
    if let Some(relations) = archive.xml("_rels/.rels")? {
        walk(&relations, Format::Docx, |part| {
            if let Part::Open(tag) = part
                && tag.name() == "Relationship"
                && tag
                    .attribute("Type")
                    .is_some_and(|kind| kind.ends_with("/officeDocument"))
            {
                found = tag.attribute("Target");
            }
        })?;
    }
    let found = found.unwrap_or_else(|| "word/document.xml".to_owned());
    Ok(found.trim_start_matches('/').to_owned())
}

/// The document's words as they come.
#[derive(Default)]
struct Body {
    prose: Prose,
    /// The elements that are open and silent.
    silent: usize,
    /// How many cells of tables are open.
    cells: usize,
    is_text: bool,
    is_raised: bool,
    /// The notes that have been marked, to number the notes as Word does.
    notes: usize,
    is_separator: bool,
}

impl Body {
    fn see(&mut self, part: &Part<'_>) {
        match part {
            Part::Open(tag) => self.open(tag),
            Part::Close(name) => self.close(name),
            Part::Text(text) if self.is_text && self.silent == 0 && !self.is_separator => {
                self.words(text);
            }
            Part::Text(_) => {}
        }
    }

    fn words(&mut self, text: &str) {
        if self.is_raised {
            self.prose.push(&raised(text));
        } else {
            self.prose.push(text);
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        let name = tag.name();
        if SILENT.contains(&name) {
            self.silent += 1;
        }
        if self.silent > 0 {
            return;
        }
        match name {
            "t" => self.is_text = true,
            "tab" => self.prose.push(" "),
            "br" | "cr" | "tr" => self.prose.line(),
            "noBreakHyphen" => self.prose.push("\u{2011}"),
            "softHyphen" => self.prose.push("\u{ad}"),
            "r" => self.is_raised = false,
            "vertAlign" => self.is_raised = tag.attribute("val").as_deref() == Some("superscript"),
            "tc" => {
                self.prose.cell();
                self.cells += 1;
            }
            "footnoteReference" | "endnoteReference" => self.mark(),
            "footnote" | "endnote" => {
                self.is_separator = tag.attribute("type").is_some();
                if !self.is_separator {
                    self.prose.paragraph();
                    self.mark();
                    self.prose.push(" ");
                }
            }
            "sym" => self.prose.push("\u{fffd}"),
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        if SILENT.contains(&name) {
            self.silent = self.silent.saturating_sub(1);
        } else if self.silent == 0 {
            match name {
                "t" => self.is_text = false,
                "p" if self.cells > 0 => self.prose.push(" "),
                "p" if !self.is_separator => self.prose.paragraph(),
                "tc" => self.cells = self.cells.saturating_sub(1),
                "tr" => self.prose.line(),
                "tbl" => self.prose.paragraph(),
                "footnote" | "endnote" => self.is_separator = false,
                _ => {}
            }
        }
    }

    /// The mark of the next note.
    fn mark(&mut self) {
        self.notes += 1;
        self.prose.push(&raised(&self.notes.to_string()));
    }

    fn end_part(&mut self) {
        self.prose.paragraph();
        *self = Self {
            prose: std::mem::take(&mut self.prose),
            ..Self::default()
        };
    }
}

/// What the document's properties say of it (Dublin Core in `docProps/core.xml`).
fn properties(archive: &mut Archive<'_>) -> Result<Reading, ImportError> {
    let mut reading = Reading {
        extractor: concat!("claimtest ", env!("CARGO_PKG_VERSION"), " (docx)"),
        ..Reading::default()
    };
    let Some(core) = archive.xml("docProps/core.xml")? else {
        return Ok(reading);
    };
    let mut inside = String::new();
    walk(&core, Format::Docx, |part| match part {
        Part::Open(tag) => tag.name().clone_into(&mut inside),
        Part::Close(_) => inside.clear(),
        Part::Text(text) => match inside.as_str() {
            "title" => reading.title = line(text),
            "creator" => reading.authors = text.split(';').filter_map(line).collect(),
            "created" => {
                reading.published = day::read(text).map(|day| Dated {
                    day,
                    basis: "the day the file was created, by its properties".to_owned(),
                    is_stated: false,
                });
            }
            _ => {}
        },
    })?;
    Ok(reading)
}
