//! Web pages: the article, without navigation and whatever else a site puts around it.
//!
//! `dom_smoothie`, a port of Mozilla's Readability, finds the article; what the page says of itself
//! is read in [`meta`]. Where no article is found, the page's whole text is taken but for what its own
//! mark-up calls navigation, asides and footers.

use dom_query::Document;
use dom_smoothie::{Config, Readability};

use super::markup;
use super::plain::decode;
use super::prose::{Prose, line};
use super::{Format, ImportError, Reading};

pub(super) mod depth;
mod meta;

/// How many bytes of a page may state its encoding (HTML §13.2.3.2).
const PRESCAN: usize = 1024;
/// The largest page, in bytes.
const LARGEST: usize = 16 << 20;

/// Reads the page `bytes`, found at `url`.
pub(super) fn read(
    bytes: &[u8],
    encoding: Option<&str>,
    url: Option<&str>,
) -> Result<Reading, ImportError> {
    if bytes.len() > LARGEST {
        return Err(ImportError::Bomb {
            format: Format::Html,
            limit: LARGEST as u64,
        });
    }
    let html = decode(bytes, encoding, stated_encoding(bytes).as_deref())?;
    depth::bound(&html, Format::Html)?;
    let html: &str = &html;
    let page = Document::from(html);
    let meta = meta::read(&page);
    let config = Config {
        disable_json_ld: true,
        ..Config::default()
    };
    let article = Readability::with_document(page, url, Some(config))
        .or_else(|_| Readability::new(html, None, None))
        .and_then(|mut readability| readability.parse());
    let (text, found_title, found_byline) = match article {
        Ok(article) => (
            text_of(&Document::from(&*article.content), false),
            line(&article.title),
            article.byline,
        ),
        Err(_) => (text_of(&Document::from(html), true), None, None),
    };
    let title = meta.title.or(found_title);
    let authors = if meta.authors.is_empty() {
        found_byline
            .and_then(|byline| meta::byline(&byline))
            .into_iter()
            .collect()
    } else {
        meta.authors
    };
    Ok(Reading {
        text: headed(title.as_deref(), text),
        title,
        authors,
        publisher: meta.publisher,
        published: meta.published,
        url: meta.url,
        extractor: "dom_smoothie 0.19",
        notes: Vec::new(),
    })
}

fn text_of(document: &Document, is_bare: bool) -> String {
    let mut prose = Prose::default();
    markup::read(&document.root(), is_bare, &mut prose);
    prose.finish()
}

/// `text` under its headline, which the article's body often does not repeat.
fn headed(title: Option<&str>, text: String) -> String {
    let Some(title) = title.and_then(line) else {
        return text;
    };
    let is_there = text
        .split("\n\n")
        .take(3)
        .any(|paragraph| line(paragraph).is_some_and(|paragraph| paragraph == title));
    if is_there || text.is_empty() {
        text
    } else {
        format!("{title}\n\n{text}")
    }
}

/// The encoding that a page states in its first bytes, as `charset=…`.
fn stated_encoding(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(PRESCAN)]).to_ascii_lowercase();
    let (_, after) = head.split_once("charset")?;
    let after = after.trim_start().strip_prefix('=')?.trim_start();
    let name: String = after
        .trim_start_matches(['"', '\''])
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        .collect();
    (!name.is_empty()).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_encoding_is_stated_in_the_first_bytes() {
        for (html, expected) in [
            ("<meta charset=utf-8>", Some("utf-8")),
            (
                "<meta http-equiv=Content-Type content='text/html; charset=ISO-8859-1'>",
                Some("iso-8859-1"),
            ),
            ("<META CHARSET = \"Shift_JIS\">", Some("shift_jis")),
            ("<p>charset", None),
        ] {
            assert_eq!(
                stated_encoding(html.as_bytes()).as_deref(),
                expected,
                "{html}"
            );
        }
    }

    #[test]
    fn a_headline_stands_once() {
        for (title, text, expected) in [
            (Some("T"), "a", "T\n\na"),
            (Some("T"), "T\n\na", "T\n\na"),
            (Some("T"), "Kicker\n\nT\n\na", "Kicker\n\nT\n\na"),
            (None, "a", "a"),
            (Some("T"), "", ""),
        ] {
            assert_eq!(headed(title, text.to_owned()), expected);
        }
    }
}
