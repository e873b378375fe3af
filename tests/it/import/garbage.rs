//! Damaged documents: whatever the bytes are, the reader returns, and what it returns is a text.

use std::io::Write;

use claimtest::import::{self, Format, LARGEST, Options};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::test_runner::FileFailurePersistence;

use super::document;

const FIXTURES: [&str; 9] = [
    "article.html",
    "book.epub",
    "columns.pdf",
    "minutes.pdf",
    "notes.md",
    "owner-password.pdf",
    "report.docx",
    "scanned.pdf",
    "windows-1252.txt",
];

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
            "tests/regressions/import.txt",
        ))),
        ..ProptestConfig::default()
    }
}

/// Reads `bytes` and looks at what is returned.
fn read(name: &str, bytes: &[u8], options: &Options) -> Result<(), TestCaseError> {
    let Ok(document) = import::extract(name, bytes, options) else {
        return Ok(());
    };
    let text = &document.text;
    prop_assert!(text.ends_with('\n') && !text.trim().is_empty());
    prop_assert!(!text.contains("\n\n\n") && !text.contains('\r') && !text.contains('\0'));
    for page in document.pages.iter().flatten() {
        prop_assert!(text.is_char_boundary(page.start));
    }
    let stated = [&document.title, &document.publisher, &document.url];
    for line in stated.into_iter().flatten().chain(&document.authors) {
        prop_assert!(
            !line.is_empty() && !line.contains(char::is_control),
            "{line:?}"
        );
    }
    Ok(())
}

/// Bytes that change where they stand: to another byte, cut out, or doubled.
fn damaged(mut bytes: Vec<u8>, edits: &[(Index, u8, u8)], cut: Option<Index>) -> Vec<u8> {
    for (at, kind, byte) in edits {
        if bytes.is_empty() {
            break;
        }
        let at = at.index(bytes.len());
        let end = bytes.len().min(at + usize::from(*byte));
        match kind % 4 {
            0 | 1 => bytes[at] = *byte,
            2 => drop(bytes.drain(at..end)),
            _ => {
                let again = bytes[at..end].to_vec();
                bytes.splice(at..at, again);
            }
        }
    }
    if let Some(cut) = cut {
        bytes.truncate(cut.index(bytes.len() + 1));
    }
    bytes
}

/// An archive of `files`, packed.
fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut archive = rawzip::ZipArchiveWriter::new(&mut bytes);
    for (name, content) in files {
        let file = archive
            .new_file(*name)
            .compression_method(rawzip::CompressionMethod::DEFLATE);
        let (mut entry, config) = file.start().unwrap();
        let encoder = flate2::write::DeflateEncoder::new(&mut entry, flate2::Compression::fast());
        let mut writer = config.wrap(encoder);
        writer.write_all(content).unwrap();
        let (encoder, descriptor) = writer.finish().unwrap();
        encoder.finish().unwrap();
        entry.finish(descriptor).unwrap();
    }
    archive.finish().unwrap();
    bytes
}

const WORD: &str = "<w:document><w:body><w:p><w:pPr><w:b/></w:pPr><w:r><w:t>One </w:t></w:r><w:del><w:r>\
    <w:delText>two</w:delText></w:r></w:del><w:footnoteReference w:id='1'/></w:p><w:tbl><w:tr><w:tc><w:p>\
    <w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>3</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
    <mc:Fallback><w:t>x</w:t></mc:Fallback>&amp;&#x41;</w:body></w:document>";
const PACKAGE: &str = "<package><metadata><dc:title>T</dc:title><dc:date>2023-03-21</dc:date></metadata>\
    <manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/></manifest>\
    <spine><itemref idref='a'/></spine></package>";
const CONTAINER: &[u8] =
    b"<container><rootfiles><rootfile full-path='p.opf'/></rootfiles></container>";
const CHAPTER: &str = "<html><head><title/></head><body><h1>One</h1><table><tr><td>2</td></tr></table>\
    <p>three<sup>4</sup><br/><br/><q>five</q><pre> 6\n 7</pre></p></body></html>";

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn a_damaged_document_is_read_or_refused(
        which in 0..FIXTURES.len(),
        edits in vec((any::<Index>(), any::<u8>(), any::<u8>()), 0..12),
        cut in proptest::option::weighted(0.3, any::<Index>()),
    ) {
        let bytes = damaged(document(FIXTURES[which]), &edits, cut);
        let latin = Options { encoding: Some("windows-1252".to_owned()), ..Options::default() };
        read(FIXTURES[which], &bytes, &latin)?;
    }

    #[test]
    fn any_bytes_are_read_or_refused_in_any_format(
        bytes in vec(any::<u8>(), 0..400),
        which in 0..6_usize,
    ) {
        let formats = [Format::Html, Format::Pdf, Format::Docx, Format::Epub, Format::Markdown, Format::Plain];
        let options = Options { format: Some(formats[which]), ..Options::default() };
        read("a", &bytes, &options)?;
    }

    #[test]
    fn archives_of_damaged_xml_are_read_or_refused(
        edits in vec((any::<Index>(), any::<u8>(), any::<u8>()), 1..8),
        which in 0..3,
    ) {
        let damage = |xml: &str| damaged(xml.as_bytes().to_vec(), &edits, None);
        let bytes = match which {
            0 => packed(&[("word/document.xml", &damage(WORD)), ("word/footnotes.xml", &damage(WORD))]),
            1 => packed(&[("META-INF/container.xml", CONTAINER), ("p.opf", &damage(PACKAGE)), ("a.xhtml", CHAPTER.as_bytes())]),
            _ => packed(&[("META-INF/container.xml", CONTAINER), ("p.opf", PACKAGE.as_bytes()), ("a.xhtml", &damage(CHAPTER))]),
        };
        read("a", &bytes, &Options::default())?;
    }

    #[test]
    fn any_mark_up_is_read_or_refused(
        html in "(<(/?(div|p|b|table|td|script|svg|template|select|a|li|q|pre|sup|br|title|article|nav)( x=1| hidden|/)?)>?|[ a-z&;0-9<>\u{e9}]{1,4}){0,80}",
    ) {
        let options = |format| Options { format: Some(format), ..Options::default() };
        read("a", html.as_bytes(), &options(Format::Html))?;
        read("a", html.as_bytes(), &options(Format::Markdown))?;
    }
}

#[test]
fn a_document_is_not_larger_than_any_text() {
    let bytes = vec![b' '; LARGEST + 1];
    let error = import::extract("a.txt", &bytes, &Options::default()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "it has 67108865 bytes, and no more than 67108864 are read"
    );
}
