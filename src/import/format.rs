//! What a document is, told from its first bytes and from its name.

use std::fmt;

use super::ImportError;
use super::archive::Archive;

/// The formats that are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Format {
    /// A web page.
    Html,
    /// A PDF file.
    Pdf,
    /// A document of Word and its kin.
    Docx,
    /// An electronic book.
    Epub,
    /// Markdown.
    Markdown,
    /// A text without mark-up.
    Plain,
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Html => "web page",
            Self::Pdf => "PDF",
            Self::Docx => "DOCX",
            Self::Epub => "EPUB",
            Self::Markdown => "Markdown file",
            Self::Plain => "text",
        })
    }
}

/// How far into a file its marks are looked for, in bytes.
const HEAD: usize = 1024;

/// Formats that people have and that are not read: first bytes, name, way out.
const FOREIGN: [(&[u8], &str, &str); 9] = [
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word or Office file",
        "save it as DOCX",
    ),
    (b"{\\rtf", "an RTF file", "save it as DOCX"),
    (b"%!PS", "a PostScript file", "convert it to PDF"),
    (
        b"\x89PNG",
        "a picture",
        "run a program that recognizes text (OCR) on it first",
    ),
    (
        b"\xff\xd8\xff",
        "a picture",
        "run a program that recognizes text (OCR) on it first",
    ),
    (
        b"GIF8",
        "a picture",
        "run a program that recognizes text (OCR) on it first",
    ),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"AT&TFORM", "a DjVu file", "convert it to PDF"),
    (
        b"MIME-Version:",
        "a saved web archive (MHTML)",
        "save the page as HTML",
    ),
];

/// What `bytes`, called `file_name`, is.
pub(super) fn tell(file_name: &str, bytes: &[u8]) -> Result<Format, ImportError> {
    let head = &bytes[..bytes.len().min(HEAD)];
    if let Some((_, what, instead)) = FOREIGN.iter().find(|(mark, ..)| head.starts_with(mark)) {
        return Err(ImportError::Unsupported { what, instead });
    }
    if head.windows(5).any(|window| window == b"%PDF-") {
        return Ok(Format::Pdf);
    }
    if head.starts_with(b"PK\x03\x04") {
        return packed(bytes);
    }
    let extension = file_name
        .rsplit_once('.')
        .map(|(_, extension)| extension.to_ascii_lowercase());
    match extension.as_deref() {
        Some("html" | "htm" | "xhtml" | "xht") => Ok(Format::Html),
        Some("md" | "markdown" | "mdown" | "mkd") => Ok(Format::Markdown),
        Some("pdf") => Err(ImportError::damaged(
            Format::Pdf,
            "it does not begin as a PDF does",
        )),
        Some("docx") => Err(ImportError::damaged(Format::Docx, "it is no ZIP archive")),
        Some("epub") => Err(ImportError::damaged(Format::Epub, "it is no ZIP archive")),
        _ if is_html(head) => Ok(Format::Html),
        _ => Ok(Format::Plain),
    }
}

fn is_html(head: &[u8]) -> bool {
    let head = head
        .strip_prefix(b"\xef\xbb\xbf")
        .unwrap_or(head)
        .trim_ascii_start();
    ["<!doctype html", "<html"].iter().any(|mark| {
        head.get(..mark.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(mark.as_bytes()))
    })
}

/// What a ZIP archive is: the formats in one say so in files of their own.
fn packed(bytes: &[u8]) -> Result<Format, ImportError> {
    let archive = Archive::open(bytes, Format::Docx)?;
    if archive.has("META-INF/container.xml") {
        return Ok(Format::Epub);
    }
    if archive.has("word/document.xml") || archive.names().any(|name| name.starts_with("word/")) {
        return Ok(Format::Docx);
    }
    let (what, instead) = if archive.has("content.xml") {
        ("an OpenDocument file", "save it as DOCX")
    } else if archive.has("xl/workbook.xml") {
        ("a spreadsheet", "save its sheet as plain text (CSV)")
    } else if archive.has("ppt/presentation.xml") {
        ("a presentation", "save it as PDF")
    } else {
        ("an archive", "unpack it and import the files in it")
    };
    Err(ImportError::Unsupported { what, instead })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_told_by_its_bytes_then_by_its_name() {
        for (name, bytes, expected) in [
            ("a.txt", &b"words"[..], "text"),
            ("a", b"words", "text"),
            ("a.txt", b"\n%PDF-1.7", "PDF"),
            ("a.HTM", b"words", "web page"),
            ("page", b"\xef\xbb\xbf <!DOCTYPE HTML><p>x", "web page"),
            ("a.txt", b"<html lang=en>", "web page"),
            ("a.md", b"# x", "Markdown file"),
        ] {
            assert_eq!(tell(name, bytes).unwrap().to_string(), expected, "{name}");
        }
    }

    #[test]
    fn what_is_not_read_is_named_with_a_way_out() {
        for (name, bytes, expected) in [
            (
                "a.doc",
                &b"\xd0\xcf\x11\xe0\xa1"[..],
                "it is an old Word or Office file, which is not read; save it as DOCX",
            ),
            (
                "a.rtf",
                b"{\\rtf1",
                "it is an RTF file, which is not read; save it as DOCX",
            ),
            (
                "a.pdf",
                b"words",
                "this PDF is damaged: it does not begin as a PDF does",
            ),
            (
                "a.docx",
                b"PK\x03\x04",
                "this DOCX is damaged: it is no whole ZIP archive",
            ),
        ] {
            assert_eq!(
                tell(name, bytes).unwrap_err().to_string(),
                expected,
                "{name}"
            );
        }
    }
}
