//! Sections of a source: from one of the headings that the manifest names to the next.

use super::Source;
use crate::span::Span;

impl Source {
    /// Its sections with their authors, in the order of the text: each from its heading up to the
    /// next one or the end. What stands before the first heading is in none.
    ///
    /// A heading is a whole line; one that is no line of the text gives no section.
    #[must_use]
    pub fn sections(&self) -> Vec<(Span, Option<&str>)> {
        let text = self.text.original();
        let mut starts: Vec<(usize, Option<&str>)> = self
            .meta
            .authors
            .iter()
            .filter_map(|section| {
                Some((
                    find_line(text, &section.heading.value)?,
                    section.author.as_deref(),
                ))
            })
            .collect();
        starts.sort_unstable();
        let ends = starts.iter().skip(1).map(|&(start, _)| start);
        let ends: Vec<usize> = ends.chain([text.len()]).collect();
        starts
            .into_iter()
            .zip(ends)
            .map(|((start, author), end)| (Span::new(start, end), author))
            .collect()
    }

    /// Who wrote the words at `span`: its section's author, else the author of the whole text.
    #[must_use]
    pub fn author_at(&self, span: Span) -> Option<&str> {
        self.sections()
            .into_iter()
            .find(|(section, _)| section.contains(span))
            .map_or(self.meta.author.as_deref(), |(_, author)| author)
    }
}

/// Where the first line of `text` begins that is `heading`, apart from white space around it.
pub(crate) fn find_line(text: &str, heading: &str) -> Option<usize> {
    let heading = heading.trim();
    let is_blank = |c: char| c != '\n' && (c.is_whitespace() || c == '\u{feff}');
    memchr::memmem::find_iter(text.as_bytes(), heading).find(|&at| {
        let before = text[..at].trim_end_matches(is_blank);
        let after = text[at + heading.len()..].trim_start_matches(is_blank);
        (before.is_empty() || before.ends_with('\n'))
            && (after.is_empty() || after.starts_with('\n'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_whole_lines() {
        let text = "\u{feff}One\nSee Two here.\n  Two \r\nThree Two\nTwo";
        for (heading, expected) in [
            ("One", Some("One\nSee")),
            ("Two", Some("Two \r\nThree")),
            ("See Two", None),
            ("Four", None),
        ] {
            let found = find_line(text, heading);
            assert_eq!(found.is_some(), expected.is_some(), "{heading}");
            if let (Some(at), Some(expected)) = (found, expected) {
                assert!(text[at..].starts_with(expected), "{heading}");
            }
        }
    }
}
