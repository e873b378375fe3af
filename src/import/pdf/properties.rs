//! What the properties of a PDF say of it.

use hayro_interpret::hayro_syntax::metadata::Metadata;
use jiff::civil::Date;

use crate::import::prose::line;
use crate::import::{Dated, Reading};

/// The characters of `PDFDocEncoding` from 0x80 to 0xA0 (ISO 32000-1, annex D.2).
const DOC_ENCODING: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{fffd}€";

/// Reads the properties of a document.
pub(super) fn read(properties: &Metadata) -> Reading {
    let text = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(decode).as_deref().and_then(line);
    let created = properties.creation_date.as_ref().and_then(|made| {
        let part = |n: u8| i8::try_from(n).ok();
        Date::new(
            i16::try_from(made.year).ok()?,
            part(made.month)?,
            part(made.day)?,
        )
        .ok()
    });
    Reading {
        title: text(&properties.title).filter(|title| !is_file_name(title)),
        authors: text(&properties.author)
            .filter(|author| !is_file_name(author))
            .into_iter()
            .collect(),
        published: created.map(|day| Dated {
            day,
            basis: "the day the file was created, by its properties".to_owned(),
            is_stated: false,
        }),
        ..Reading::default()
    }
}

/// Whether a title or an author is what a program put there that knew none.
fn is_file_name(title: &str) -> bool {
    let lower = title.to_ascii_lowercase();
    lower.starts_with("microsoft ")
        || ["untitled", "(anonymous)", "anonymous"].contains(&lower.as_str())
        || [
            ".doc", ".docx", ".indd", ".qxd", ".pdf", ".tex", ".odt", ".rtf",
        ]
        .iter()
        .any(|end| lower.ends_with(end))
}

/// A text string of a PDF: UTF-16 or UTF-8 by its mark, else `PDFDocEncoding` (ISO 32000-2 §7.9.2).
fn decode(bytes: &[u8]) -> String {
    if let Some(wide) = bytes.strip_prefix(b"\xfe\xff") {
        let units = wide
            .chunks_exact(2)
            .map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
        return char::decode_utf16(units)
            .map(|c| c.unwrap_or('\u{fffd}'))
            .collect();
    }
    if let Some(text) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return String::from_utf8_lossy(text).into_owned();
    }
    let special = |b: u8| {
        DOC_ENCODING
            .chars()
            .nth(usize::from(b - 0x80))
            .unwrap_or('\u{fffd}')
    };
    bytes
        .iter()
        .map(|&b| {
            if (0x80..=0xa0).contains(&b) {
                special(b)
            } else {
                char::from(b)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_strings_are_decoded() {
        for (bytes, expected) in [
            (&b"plain"[..], "plain"),
            (b"\xfe\xff\x00A\x20\x1c", "A“"),
            (b"\xef\xbb\xbf\xc3\xa9", "é"),
            (b"\xe9 \x8d\x8e \xa0", "é “” €"),
        ] {
            assert_eq!(decode(bytes), expected);
        }
    }

    #[test]
    fn a_file_name_is_no_title() {
        for (title, expected) in [
            ("A report", false),
            ("Microsoft Word - report.docx", true),
            ("report_final.pdf", true),
            ("untitled", true),
        ] {
            assert_eq!(is_file_name(title), expected, "{title}");
        }
    }
}
