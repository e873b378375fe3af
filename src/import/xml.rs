//! XML as a run of tags and texts.

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::name::LocalName;
use quick_xml::{Reader, XmlVersion};

use super::plain;
use super::{Format, ImportError};

/// One thing in an XML file. Names are without their namespace's prefix.
pub(super) enum Part<'a> {
    /// A tag opens.
    Open(&'a Tag<'a>),
    /// A tag closes.
    Close(&'a str),
    /// Characters, with their entities resolved.
    Text(&'a str),
}

/// A tag that opens.
pub(super) struct Tag<'a>(BytesStart<'a>);

impl Tag<'_> {
    /// Its name without the prefix.
    pub(super) fn name(&self) -> &str {
        name(self.0.local_name())
    }

    /// The value of its attribute `key`, whatever the attribute's prefix.
    pub(super) fn attribute(&self, key: &str) -> Option<String> {
        let mut attributes = self.0.attributes();
        let attribute = attributes
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| name(attribute.key.local_name()) == key)?;
        let value = attribute.normalized_value(XmlVersion::Implicit1_0).ok()?;
        Some(value.into_owned())
    }
}

/// Shows `see` everything in `xml`, in its order.
///
/// # Errors
///
/// Where tags are broken or cross one another. Entities that the file defines for itself are not
/// expanded: documents have no need of them, and bombs are made of them.
pub(super) fn walk(
    xml: &str,
    format: Format,
    mut see: impl FnMut(&Part<'_>),
) -> Result<(), ImportError> {
    let mut reader = Reader::from_str(xml);
    reader.config_mut().expand_empty_elements = true;
    let broken = |error: quick_xml::Error| {
        ImportError::damaged(format, format!("its XML is broken: {error}"))
    };
    loop {
        match reader.read_event().map_err(broken)? {
            Event::Start(tag) => see(&Part::Open(&Tag(tag))),
            Event::End(tag) => see(&Part::Close(name(tag.local_name()))),
            Event::Text(text) => {
                let text = text.xml_content(XmlVersion::Implicit1_0);
                see(&Part::Text(&text.map_err(|error| broken(error.into()))?));
            }
            Event::CData(text) => {
                let text = text.xml_content(XmlVersion::Implicit1_0);
                see(&Part::Text(&text.map_err(|error| broken(error.into()))?));
            }
            Event::GeneralRef(entity) => {
                let mut buffer = [0; 4];
                let text = character(&entity).map_or("", |c| c.encode_utf8(&mut buffer));
                see(&Part::Text(text));
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn name(name: LocalName<'_>) -> &str {
    str::from_utf8(name.into_inner()).unwrap_or("")
}

fn character(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c);
    }
    match &**entity {
        b"amp" => Some('&'),
        b"lt" => Some('<'),
        b"gt" => Some('>'),
        b"quot" => Some('"'),
        b"apos" => Some('\''),
        b"nbsp" => Some('\u{a0}'),
        _ => None,
    }
}

/// The text of an XML file: UTF-16 by its mark, else the encoding of its declaration, else UTF-8.
pub(super) fn decode(bytes: &[u8]) -> Result<String, ImportError> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(200)]);
    let declaration = head.split("?>").next().unwrap_or("");
    let stated = declaration.split_once("encoding=").and_then(|(_, after)| {
        let quote = after.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        after[1..].split(quote).next()
    });
    Ok(plain::decode(bytes, None, stated)?.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(xml: &str) -> String {
        let mut told = String::new();
        let walked = walk(xml, Format::Docx, |part| match part {
            Part::Open(tag) => {
                told.push_str(tag.name());
                told.push_str(&tag.attribute("k").unwrap_or_default());
                told.push('(');
            }
            Part::Close(_) => told.push(')'),
            Part::Text(text) => told.push_str(text),
        });
        walked.map_or_else(|error| error.to_string(), |()| told)
    }

    #[test]
    fn xml_is_a_run_of_tags_and_texts() {
        for (xml, expected) in [
            (
                "<?xml version='1.0'?><w:a x:k='1&amp;2'>b<c/>&lt;&#233;<![CDATA[<d>]]></w:a>",
                "a1&2(bc()<é<d>)",
            ),
            ("<!DOCTYPE a [<!ENTITY b 'bomb'>]><a>&b;</a>", "a()"),
            (
                "<a><b></a>",
                "this DOCX is damaged: its XML is broken: ill-formed document: expected `</b>`, but `</a>` was found",
            ),
        ] {
            assert_eq!(told(xml), expected, "{xml}");
        }
    }

    #[test]
    fn an_encoding_is_declared_in_the_first_line() {
        for (bytes, expected) in [
            (
                &b"<?xml version='1.0' encoding='iso-8859-1'?>\xe9"[..],
                "<?xml version='1.0' encoding='iso-8859-1'?>é",
            ),
            (b"<a>\xc3\xa9 encoding=\xc3\xa9</a>", "<a>é encoding=é</a>"),
        ] {
            assert_eq!(decode(bytes).unwrap(), expected);
        }
    }
}
