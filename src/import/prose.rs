//! Text under construction: words come in as a document's mark-up yields them, and leave as
//! paragraphs with a blank line between them.

/// Collects words into paragraphs.
///
/// White space is folded as HTML folds it: a run of ASCII white space is one space, at the edges of a
/// line none. Other spaces (no-break, thin) are characters of the text and stay.
#[derive(Debug, Default)]
pub(super) struct Prose {
    text: String,
    /// How many line ends stand between what was written and what comes next.
    pending: Pending,
    /// Whether white space stands there.
    has_space: bool,
    /// Whether line breaks and spaces are written as they come.
    preformatted: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Pending {
    #[default]
    Nothing,
    Cell,
    Line,
    Paragraph,
}

impl Prose {
    /// Adds words; white space in them is folded.
    pub(super) fn push(&mut self, words: &str) {
        if self.preformatted > 0 {
            self.verbatim(words);
            return;
        }
        let mut is_first = true;
        for word in words.split(|c: char| c.is_ascii_whitespace()) {
            if !is_first {
                self.has_space = true;
            }
            is_first = false;
            if !word.is_empty() {
                self.word(word);
            }
        }
    }

    /// Ends the paragraph.
    pub(super) fn paragraph(&mut self) {
        self.pending = Pending::Paragraph;
    }

    /// Ends the line.
    pub(super) fn line(&mut self) {
        self.pending = self.pending.max(Pending::Line);
    }

    /// Ends the cell of a table: the next words stand after a tab.
    pub(super) fn cell(&mut self) {
        self.pending = self.pending.max(Pending::Cell);
    }

    /// Breaks the line as `<br>` does: two breaks end the paragraph.
    pub(super) fn break_line(&mut self) {
        self.pending = if self.pending >= Pending::Line {
            Pending::Paragraph
        } else {
            Pending::Line
        };
    }

    /// From here white space is kept as it comes, if it `is_on`.
    pub(super) fn preformat(&mut self, is_on: bool) {
        self.preformatted += usize::from(is_on);
    }

    /// From here white space is folded again.
    pub(super) fn end_preformat(&mut self) {
        self.preformatted = self.preformatted.saturating_sub(1);
        self.text.truncate(self.text.trim_end_matches('\n').len());
    }

    /// The text.
    pub(super) fn finish(self) -> String {
        self.text
    }

    fn verbatim(&mut self, words: &str) {
        for (n, line) in words.split('\n').enumerate() {
            if n > 0 {
                self.separate();
                self.text.push('\n');
            }
            if !line.is_empty() {
                self.separate();
                self.text.push_str(line);
            }
        }
    }

    fn word(&mut self, word: &str) {
        self.separate();
        self.text.push_str(word);
    }

    fn separate(&mut self) {
        if !self.text.is_empty() {
            match self.pending {
                Pending::Paragraph => self.text.push_str("\n\n"),
                Pending::Line => self.text.push('\n'),
                Pending::Cell => self.text.push('\t'),
                Pending::Nothing if self.has_space => self.text.push(' '),
                Pending::Nothing => {}
            }
        }
        self.pending = Pending::Nothing;
        self.has_space = false;
    }
}

/// `text` as a source is written: no control characters but tab, line end and form feed; `\n` for
/// every line end; no white space at a line's end; at most one blank line; one `\n` at the end.
pub(super) fn tidy(text: &str) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut tidy = String::with_capacity(text.len() + 1);
    let mut blank = 0;
    for line in text.split('\n') {
        let line: String = line
            .chars()
            .filter(|c| !c.is_control() || matches!(c, '\t' | '\u{c}'))
            .collect();
        let line = line.trim_end_matches([' ', '\t']);
        if line.is_empty() {
            blank += 1;
            continue;
        }
        if !tidy.is_empty() {
            tidy.push('\n');
            if blank > 0 {
                tidy.push('\n');
            }
        }
        blank = 0;
        tidy.push_str(line);
    }
    if tidy.trim().is_empty() {
        return String::new();
    }
    tidy.push('\n');
    tidy
}

/// `text` as one line, as titles and names are written; none where nothing is left.
pub(super) fn line(text: &str) -> Option<String> {
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    (!words.is_empty()).then(|| words.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_is_folded_between_words() {
        let mut prose = Prose::default();
        prose.paragraph();
        prose.push("  One\n two");
        prose.push("th");
        prose.push("ree \u{a0}x ");
        prose.line();
        prose.push(" four");
        prose.cell();
        prose.push("five");
        prose.paragraph();
        prose.line();
        prose.preformat(true);
        prose.push("a  b\n  c");
        prose.end_preformat();
        prose.push(" d");
        assert_eq!(
            prose.finish(),
            "One twothree \u{a0}x\nfour\tfive\n\na  b\n  c d"
        );
    }

    #[test]
    fn a_text_is_tidied() {
        for (text, expected) in [
            ("", ""),
            (" \n\t\n", ""),
            ("\u{feff}a\r\nb\rc", "a\nb\nc\n"),
            ("\n\na \n\n\n\nb\0\u{1b}\n", "a\n\nb\n"),
            ("a\n\u{c}b", "a\n\u{c}b\n"),
            ("\u{c}\u{c}", ""),
        ] {
            assert_eq!(tidy(text), expected, "{text:?}");
        }
    }

    #[test]
    fn a_line_has_no_breaks() {
        assert_eq!(line(" a\n\u{1b}b\u{a0}c "), Some("a b c".to_owned()));
        assert_eq!(line(" \u{7} "), None);
    }
}
