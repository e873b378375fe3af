//! EPUB: the book's chapters in reading order.
//!
//! The container names the package, the package lists the files and their order (EPUB 3.3 §5). The
//! table of contents and the cover are not text of the book.

use std::collections::BTreeMap;

use dom_query::Document;

use super::archive::Archive;
use super::prose::{Prose, line};
use super::xml::{Part, decode, walk};
use super::{Dated, Format, ImportError, Reading, day, html, markup};

/// Encryption that only keeps fonts from being copied out; the words are not touched by it.
const FONT_ENCRYPTION: [&str; 2] = [
    "http://www.idpf.org/2008/embedding",
    "http://ns.adobe.com/pdf/enc#RC",
];

/// Reads the book `bytes`.
pub(super) fn read(bytes: &[u8]) -> Result<Reading, ImportError> {
    let mut archive = Archive::open(bytes, Format::Epub)?;
    refuse_protection(&mut archive)?;
    let place = package_place(&mut archive)?;
    let Some(xml) = archive.xml(&place)? else {
        return Err(ImportError::damaged(
            Format::Epub,
            format!("`{place}` is missing in it"),
        ));
    };
    let package = Package::read(&xml)?;
    let folder = place.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut prose = Prose::default();
    for chapter in package.chapters() {
        let name = resolve(folder, chapter);
        let Some(bytes) = archive.read(&name)? else {
            return Err(ImportError::damaged(
                Format::Epub,
                format!("`{name}` is missing in it"),
            ));
        };
        let text = decode(&bytes)?;
        html::depth::bound(&text, Format::Epub)?;
        prose.paragraph();
        markup::read(&Document::from(closed(&text)).root(), false, &mut prose);
    }
    Ok(Reading {
        text: prose.finish(),
        ..package.about
    })
}

/// A chapter as HTML reads it: in XHTML `<script/>` and `<title/>` are whole, in HTML they would
/// swallow what follows.
fn closed(xhtml: &str) -> String {
    let mut html = String::with_capacity(xhtml.len());
    let mut rest = xhtml;
    while let Some((before, after)) = rest.split_once("/>") {
        let open = before.rfind('<').map_or("", |at| &before[at + 1..]);
        let name: String = open
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .collect();
        html.push_str(before);
        html.push('>');
        if [
            "a", "div", "em", "i", "p", "script", "span", "style", "td", "textarea", "title",
        ]
        .contains(&name.as_str())
        {
            html.push_str("</");
            html.push_str(&name);
            html.push('>');
        }
        rest = after;
    }
    html.push_str(rest);
    html
}

/// Refuses a book whose words are encrypted.
fn refuse_protection(archive: &mut Archive<'_>) -> Result<(), ImportError> {
    let Some(xml) = archive.xml("META-INF/encryption.xml")? else {
        return Ok(());
    };
    let mut is_protected = false;
    walk(&xml, Format::Epub, |part| {
        if let Part::Open(tag) = part
            && tag.name() == "EncryptionMethod"
        {
            let method = tag.attribute("Algorithm").unwrap_or_default();
            is_protected |= !FONT_ENCRYPTION.contains(&method.as_str());
        }
    })?;
    if is_protected {
        return Err(ImportError::Protected);
    }
    Ok(())
}

fn package_place(archive: &mut Archive<'_>) -> Result<String, ImportError> {
    let missing = || ImportError::damaged(Format::Epub, "it does not name its package");
    let container = archive.xml("META-INF/container.xml")?.ok_or_else(missing)?;
    let mut place = None;
    walk(&container, Format::Epub, |part| {
        if let Part::Open(tag) = part
            && tag.name() == "rootfile"
            && place.is_none()
        {
            place = tag.attribute("full-path");
        }
    })?;
    place.ok_or_else(missing)
}

/// What a package says: about the book, its files by id, and the ids in reading order.
#[derive(Default)]
struct Package {
    about: Reading,
    files: BTreeMap<String, String>,
    spine: Vec<String>,
}

impl Package {
    fn read(xml: &str) -> Result<Self, ImportError> {
        let mut package = Self::default();
        package.about.extractor = concat!("claimtest ", env!("CARGO_PKG_VERSION"), " (epub)");
        let mut inside = String::new();
        walk(xml, Format::Epub, |part| match part {
            Part::Open(tag) => {
                match tag.name() {
                    "item" => package.item(
                        tag.attribute("id"),
                        tag.attribute("href"),
                        tag.attribute("media-type"),
                        tag.attribute("properties"),
                    ),
                    "itemref" if tag.attribute("linear").as_deref() != Some("no") => {
                        package.spine.extend(tag.attribute("idref"));
                    }
                    _ => {}
                }
                tag.name().clone_into(&mut inside);
            }
            Part::Close(_) => inside.clear(),
            Part::Text(text) => package.about(&inside, text),
        })?;
        Ok(package)
    }

    fn item(
        &mut self,
        id: Option<String>,
        href: Option<String>,
        kind: Option<String>,
        properties: Option<String>,
    ) {
        let is_text = kind.is_some_and(|kind| kind.contains("html"));
        let is_contents = properties
            .is_some_and(|properties| properties.split_whitespace().any(|word| word == "nav"));
        if let (Some(id), Some(href), true, false) = (id, href, is_text, is_contents) {
            self.files.insert(id, href);
        }
    }

    fn about(&mut self, inside: &str, text: &str) {
        let Some(text) = line(text) else { return };
        match inside {
            "title" if self.about.title.is_none() => self.about.title = Some(text),
            "creator" => self.about.authors.push(text),
            "publisher" => self.about.publisher = Some(text),
            "date" if self.about.published.is_none() => {
                self.about.published = day::read(&text).map(|day| Dated {
                    day,
                    basis: "the byline of the document (the `dc:date` of the book)".to_owned(),
                    is_stated: true,
                });
            }
            "source" => self.about.url = Some(text),
            _ => {}
        }
    }

    /// The chapters' files in reading order; files that are no text are not among them.
    fn chapters(&self) -> impl Iterator<Item = &str> {
        self.spine
            .iter()
            .filter_map(|id| self.files.get(id))
            .map(String::as_str)
    }
}

/// The name in the archive of `href`, which stands in a file of `folder`.
fn resolve(folder: &str, href: &str) -> String {
    let href = href.split('#').next().unwrap_or(href);
    let mut parts: Vec<String> = folder
        .split('/')
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect();
    for part in href.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(unescaped(part)),
        }
    }
    parts.join("/")
}

/// `part` of an address with its `%20`s as the characters they stand for.
fn unescaped(part: &str) -> String {
    let mut bytes = Vec::with_capacity(part.len());
    let mut rest = part.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| str::from_utf8(code).ok());
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()) {
            Some(byte) if first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_named_relative_to_the_package() {
        for (folder, href, expected) in [
            ("", "a.xhtml", "a.xhtml"),
            ("OEBPS", "text/a%20b.xhtml#x", "OEBPS/text/a b.xhtml"),
            ("OEBPS/pkg", "../a.xhtml", "OEBPS/a.xhtml"),
            ("a", "../../../b", "b"),
            ("", "100%.html", "100%.html"),
        ] {
            assert_eq!(resolve(folder, href), expected);
        }
    }

    #[test]
    fn tags_that_close_themselves_do_not_swallow_the_text() {
        for (xhtml, expected) in [
            ("<title/><p>a<br/>b</p>", "<title></title><p>a<br>b</p>"),
            ("<a id='x'/>b", "<a id='x'></a>b"),
            ("a /> b", "a > b"),
        ] {
            assert_eq!(closed(xhtml), expected);
        }
    }
}
