//! Markdown (`CommonMark` with tables, footnotes and front matter): the words without the marks.

use pulldown_cmark::{Event, MetadataBlockKind, Options, Parser, Tag, TagEnd};

use super::plain::decode;
use super::prose::{Prose, line};
use super::{Dated, ImportError, Reading, day};

/// Reads the text `bytes`.
pub(super) fn read(bytes: &[u8], encoding: Option<&str>) -> Result<Reading, ImportError> {
    let text = decode(bytes, encoding, None)?;
    let extensions = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut words = Words::default();
    for event in Parser::new_ext(&text, extensions) {
        words.see(event);
    }
    let about = words.about;
    Ok(Reading {
        text: words.prose.finish(),
        title: about
            .title
            .or(words.heading.and_then(|heading| line(&heading))),
        extractor: "pulldown-cmark 0.13",
        ..about
    })
}

#[derive(Default)]
struct Words {
    prose: Prose,
    about: Reading,
    /// The text of the first heading.
    heading: Option<String>,
    is_heading: bool,
    is_front_matter: bool,
    /// How many elements are open whose words a reader does not see.
    silent: usize,
}

impl Words {
    fn see(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.open(&tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) if self.is_front_matter => self.front_matter(&text),
            Event::Text(text)
            | Event::Code(text)
            | Event::InlineMath(text)
            | Event::DisplayMath(text) => {
                self.words(&text);
            }
            Event::SoftBreak => self.words(" "),
            Event::HardBreak => self.prose.line(),
            Event::FootnoteReference(label) => self.words(&format!("[{label}]")),
            Event::Rule => self.prose.paragraph(),
            Event::Html(_) | Event::InlineHtml(_) | Event::TaskListMarker(_) => {}
        }
    }

    fn words(&mut self, words: &str) {
        if self.silent > 0 {
            return;
        }
        self.prose.push(words);
        if self.is_heading
            && let Some(heading) = &mut self.heading
        {
            heading.push_str(words);
        }
    }

    fn open(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::MetadataBlock(MetadataBlockKind::YamlStyle | MetadataBlockKind::PlusesStyle) => {
                self.is_front_matter = true;
            }
            Tag::Heading { .. } => {
                self.prose.paragraph();
                self.is_heading = self.heading.is_none();
                self.heading.get_or_insert_default();
            }
            Tag::Image { .. } | Tag::Strikethrough => self.silent += 1,
            Tag::CodeBlock(_) => {
                self.prose.paragraph();
                self.prose.preformat(true);
            }
            Tag::FootnoteDefinition(label) => {
                self.prose.paragraph();
                self.prose.push(&format!("[{label}] "));
            }
            // A footnote's first paragraph stands beside its mark.
            Tag::Paragraph | Tag::Emphasis | Tag::Strong | Tag::Link { .. } => {}
            Tag::TableCell => self.prose.cell(),
            Tag::TableRow | Tag::TableHead => self.prose.line(),
            _ => self.prose.paragraph(),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::MetadataBlock(_) => self.is_front_matter = false,
            TagEnd::Heading(_) => {
                self.is_heading = false;
                self.prose.paragraph();
            }
            TagEnd::Image | TagEnd::Strikethrough => self.silent = self.silent.saturating_sub(1),
            TagEnd::CodeBlock => {
                self.prose.end_preformat();
                self.prose.paragraph();
            }
            TagEnd::TableRow | TagEnd::TableHead => self.prose.line(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Link | TagEnd::TableCell => {}
            _ => self.prose.paragraph(),
        }
    }

    /// Reads `key: value` and `key = value` of front matter; anything deeper is not needed.
    fn front_matter(&mut self, text: &str) {
        for entry in text.lines() {
            let Some((key, value)) = entry.split_once([':', '=']) else {
                continue;
            };
            let value = value.trim().trim_matches(['"', '\'']);
            match key.trim().to_ascii_lowercase().as_str() {
                "title" => self.about.title = line(value),
                "author" | "authors" => {
                    let names = value.trim_matches(['[', ']']).split([',', ';']);
                    self.about.authors = names
                        .filter_map(|name| line(name.trim().trim_matches(['"', '\''])))
                        .collect();
                }
                "date" => {
                    self.about.published = day::read(value).map(|day| Dated {
                        day,
                        basis: "the byline of the document (the `date` of its front matter)"
                            .to_owned(),
                        is_stated: true,
                    });
                }
                "url" | "canonical_url" | "canonical" => self.about.url = line(value),
                "publisher" => self.about.publisher = line(value),
                _ => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_not_words() {
        for (markdown, expected) in [
            (
                "# One\n\n*two* **three**\nfour [five](x) `six`",
                "One\n\ntwo three four five six",
            ),
            ("- a\n- b\n\n1. c", "a\n\nb\n\nc"),
            ("> a  \n> b", "a\nb"),
            ("a[^1]\n\n[^1]: b", "a[1]\n\n[1] b"),
            ("|a|b|\n|-|-|\n|c|d|\n\ne", "a\tb\nc\td\n\ne"),
            ("```rust\na\n  b\n```\nc", "a\n  b\n\nc"),
            ("a ![b](c) ~~d~~ e <b>f</b>", "a e f"),
            ("3\\. x &amp; y", "3. x & y"),
        ] {
            let reading = read(markdown.as_bytes(), None).unwrap();
            assert_eq!(reading.text.trim_end(), expected, "{markdown}");
        }
    }

    #[test]
    fn front_matter_is_no_text() {
        let text = "---\ntitle: \"A: b\"\nauthors: [C D, 'E']\ndate: 2023-03-22\nurl: https://example.org\n---\n\n# H\n\nx";
        let reading = read(text.as_bytes(), None).unwrap();
        assert_eq!(reading.text, "H\n\nx");
        assert_eq!(reading.title.as_deref(), Some("A: b"));
        assert_eq!(reading.authors, ["C D", "E"]);
        assert_eq!(
            reading.published.unwrap().day,
            jiff::civil::date(2023, 3, 22)
        );
        assert_eq!(reading.url.as_deref(), Some("https://example.org"));
        assert_eq!(
            read(b"# H *x*", None).unwrap().title.as_deref(),
            Some("H x")
        );
    }
}
