//! Shows passages of texts with marks under them, in the look of a compiler's message.
//!
//! Every report for people shows files this way, fixtures and sources alike. Texts, labels and
//! titles may be hostile: what a terminal would obey is spelled out. Marks may be anywhere: they are
//! brought inside the text and onto character boundaries.

mod place;

use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use self::place::{Placed, chunks, placed};
use super::escape::{one_line, visible};
use super::file::File;
use super::window::Window;
use crate::span::Span;

/// Columns that line numbers and borders take.
const GUTTER: usize = 8;

/// The narrowest text that is worth showing, in characters.
const LEAST_WIDTH: usize = 32;

/// How a snippet looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    /// The width of the terminal in columns.
    pub(super) width: usize,
    /// Whether terminal colors may be used.
    pub(super) color: bool,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            width: 100,
            color: false,
        }
    }
}

/// What a title or a note is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tone {
    /// Something is wrong.
    Error,
    /// Something may be wrong.
    Warning,
    /// Something to know.
    Note,
    /// How to mend it.
    Help,
}

/// The first line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Title<'a> {
    /// What it is.
    pub(super) tone: Tone,
    /// A stable name for it: the rule.
    pub(super) rule: Option<&'a str>,
    /// What it says.
    pub(super) text: &'a str,
}

/// A file, and what is marked in it.
#[derive(Clone)]
pub(super) struct Section<'a> {
    /// The file's name, relative to the project.
    pub(super) name: &'a str,
    /// The file; none where it is not known, or is meant as a whole.
    pub(super) file: Option<&'a File<'a>>,
    /// What is marked.
    pub(super) marks: Vec<Mark>,
}

/// Words that are marked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// Bytes of the text.
    pub(super) span: Span,
    /// What stands beside the mark; may be empty.
    pub(super) label: String,
    /// Whether the title is about it (`^^^`), or it is there to explain (`---`).
    pub(super) primary: bool,
}

/// Renders a title, sections of files with their marks, and notes below them.
///
/// The result has no line feed at its end. Cost is that of the lines shown; where lines begin is looked
/// for once a file.
#[must_use]
pub(super) fn render(
    title: Title<'_>,
    sections: &[Section<'_>],
    notes: &[(Tone, &str)],
    look: Look,
) -> String {
    let width = look.width.saturating_sub(GUTTER).max(LEAST_WIDTH);
    let headline = level(title.tone).primary_title(visible(title.text));
    let headline = match title.rule {
        Some(rule) => headline.id(visible(rule)),
        None => headline,
    };
    let mut group = Group::with_title(headline);
    let mut places = Vec::new();
    for section in sections {
        group = add(group, section, width, &mut places);
    }
    for (tone, text) in notes {
        group = group.element(level(*tone).message(visible(text)));
    }
    let renderer = if look.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    // Lines are cut here, around all marks and at words, so the renderer has nothing to cut.
    let shown = renderer.term_width(usize::MAX / 4).render(&[group]);
    with_places(&shown, &places)
}

/// What stands for the path of place number `n` while the renderer works: it would name the column
/// in the line as it is cut.
fn stand_in(n: usize) -> String {
    format!("\u{f8ff}{n}\u{f8ff}")
}

/// Puts the `places` where their stand-ins are; behind one comes the renderer's line and column.
fn with_places(shown: &str, places: &[String]) -> String {
    let mut text = String::with_capacity(shown.len());
    let mut rest = shown;
    for (n, place) in places.iter().enumerate() {
        let stand_in = stand_in(n);
        let Some((before, after)) = rest.split_once(&stand_in) else {
            continue;
        };
        text.push_str(before);
        text.push_str(place);
        rest = after.trim_start_matches(|c: char| c == ':' || c.is_ascii_digit());
    }
    text.push_str(rest);
    text
}

fn level(tone: Tone) -> Level<'static> {
    match tone {
        Tone::Error => Level::ERROR,
        Tone::Warning => Level::WARNING,
        Tone::Note => Level::NOTE,
        Tone::Help => Level::HELP,
    }
}

fn add<'a>(
    mut group: Group<'a>,
    section: &Section<'a>,
    width: usize,
    places: &mut Vec<String>,
) -> Group<'a> {
    let name = one_line(section.name);
    let with_marks = section
        .file
        .map(|file| (file, placed(file, &section.marks)));
    let Some((file, marks)) = with_marks.filter(|(_, marks)| !marks.is_empty()) else {
        return group.element(Origin::path(name));
    };
    for chunk in chunks(marks) {
        let mark = chunk.iter().find(|mark| mark.primary).unwrap_or(&chunk[0]);
        let path = stand_in(places.len());
        places.push(file.place(&name, mark.span.start));
        group = group.element(snippet(file.text, &chunk, width).path(path));
    }
    group
}

fn snippet<'a>(text: &str, chunk: &[Placed], width: usize) -> Snippet<'a, Annotation<'a>> {
    let first = chunk[0].first;
    let last_end = chunk
        .iter()
        .map(|mark| mark.last.span.end)
        .max()
        .unwrap_or(first.span.end);
    let mut window = Window::default();
    let mut start = first.span.start;
    loop {
        let feed = memchr::memchr(b'\n', &text.as_bytes()[start..]);
        let end = feed.map_or(text.len(), |feed| start + feed);
        let shown_end = start + text[start..end].trim_end_matches('\r').len();
        let line = Span::new(start, shown_end);
        let marks: Vec<Span> = edges(chunk, line);
        window.push_line(text, line, &marks, width);
        if end >= last_end || feed.is_none() {
            break;
        }
        start = end + 1;
    }
    let annotations: Vec<_> = chunk.iter().map(|mark| annotation(&window, mark)).collect();
    Snippet::source(window.shown)
        .line_start(first.number)
        .annotations(annotations)
}

/// What of the marks lies on `line`; of a mark over several lines, where it begins and ends.
fn edges(chunk: &[Placed], line: Span) -> Vec<Span> {
    chunk
        .iter()
        .filter(|mark| mark.span.start <= line.end && line.start <= mark.span.end)
        .map(|mark| {
            let starts_here = mark.span.start >= line.start;
            let ends_here = mark.span.end <= line.end;
            match (starts_here, ends_here) {
                (true, true) => mark.span,
                (true, false) => Span::new(mark.span.start, mark.span.start),
                (false, true) => Span::new(mark.span.end, mark.span.end),
                (false, false) => Span::new(line.start, line.start),
            }
        })
        .collect()
}

fn annotation<'a>(window: &Window, mark: &Placed) -> Annotation<'a> {
    let kind = if mark.primary {
        AnnotationKind::Primary
    } else {
        AnnotationKind::Context
    };
    let (start, end) = (window.map(mark.span.start), window.map(mark.span.end));
    let annotation = kind.span(start..end.max(start));
    if mark.label.is_empty() {
        annotation
    } else {
        annotation.label(mark.label.clone())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use proptest::test_runner::FileFailurePersistence;

    use super::*;

    fn shown(text: &str, marks: &[(usize, usize)], width: usize) -> String {
        let marks = marks.iter().enumerate().map(|(n, &(start, end))| Mark {
            span: Span::new(start.min(end), start.max(end)),
            label: format!("label {n}"),
            primary: n == 0,
        });
        let file = File::new(text);
        let section = Section {
            name: "a.txt",
            file: Some(&file),
            marks: marks.collect(),
        };
        let title = Title {
            tone: Tone::Note,
            rule: None,
            text: "title",
        };
        let look = Look {
            width,
            color: false,
        };
        render(title, &[section], &[(Tone::Help, "do this")], look)
    }

    /// The lines between the place and the help, without the borders.
    fn body(text: &str, marks: &[(usize, usize)]) -> Vec<String> {
        shown(text, marks, 60)
            .lines()
            .skip(3)
            .take_while(|line| !line.trim().ends_with("do this"))
            .filter_map(|line| Some(line.split_once(" | ")?.1.trim_end().to_owned()))
            .collect()
    }

    #[test]
    fn long_lines_are_cut_at_words_around_the_marks() {
        let line =
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen";
        for (from, to, expected) in [
            (
                "six",
                "seven",
                [
                    "... two three four five six seven eight nine ten ...",
                    "                        ^^^^^^^^^ label 0",
                ],
            ),
            (
                "one",
                "two",
                ["one two three four five six ...", "^^^^^^^ label 0"],
            ),
            (
                "two",
                "thirteen",
                [
                    "one two three four five ... eleven twelve thirteen ...",
                    "    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^ label 0",
                ],
            ),
        ] {
            let (start, end) = (line.find(from).unwrap(), line.find(to).unwrap() + to.len());
            assert_eq!(body(line, &[(start, end)]), expected);
        }
    }

    #[test]
    fn columns_are_those_of_the_file() {
        let text = format!("x\n“{}” here it is\n", "word ".repeat(500));
        let at = text.find("here").unwrap();
        let place = shown(&text, &[(at, at + 4)], 80);
        assert_eq!(place.lines().nth(1), Some(" --> a.txt:2:2504"));
    }

    #[test]
    fn what_a_terminal_obeys_is_spelled_out_and_still_marked() {
        let text = "a \u{1b}[2Jb \u{202e}c\u{9b}d";
        let at = text.find('c').unwrap();
        let expected = [
            "a \\u{1b}[2Jb \\u{202e}c\\u{9b}d",
            "                     ^ label 0",
        ];
        assert_eq!(body(text, &[(at, at + 1)]), expected);
        let at = text.find('\u{202e}').unwrap();
        assert_eq!(
            body(text, &[(at, at + 3)])[1],
            "             ^^^^^^^^ label 0"
        );
    }

    #[test]
    fn a_line_of_ten_megabytes_is_shown_at_once() {
        let text = "word".repeat(2_500_000);
        let begin = std::time::Instant::now();
        let shown = shown(&text, &[(5_000_001, 9_000_000), (0, 10_000_000)], 80);
        assert!(shown.len() < 2_000, "{}", shown.len());
        assert!(begin.elapsed().as_secs() < 5);
    }

    fn hostile() -> impl Strategy<Value = String> {
        let part = prop_oneof![
            "[a-z ]{0,12}",
            "\\PC{0,4}",
            "[\\x00-\\x1f\\x7f-\\u{9f}\\u{200b}-\\u{202e}\\u{f8ff}0-9:]{0,4}",
            Just("\n".to_owned()),
            Just("\r\n\r".to_owned()),
            "[a-z]{0,200}",
        ];
        proptest::collection::vec(part, 0..40).prop_map(|parts| parts.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig {
            failure_persistence: Some(Box::new(FileFailurePersistence::Direct(
                "tests/regressions/snippet.txt",
            ))),
            ..ProptestConfig::default()
        })]

        #[test]
        fn nothing_panics_and_nothing_is_obeyed(
            text in hostile(),
            marks in proptest::collection::vec((0..600usize, 0..600usize), 0..30),
            width in 0..200usize,
            label in hostile(),
        ) {
            let marks = marks.iter().enumerate().map(|(n, &(start, end))| Mark {
                span: Span::new(start.min(end), start.max(end)),
                label: label.clone(),
                primary: n % 3 == 0,
            });
            let file = File::new(&text);
            let section = Section { name: &label, file: Some(&file), marks: marks.collect() };
            let title = Title { tone: Tone::Error, rule: Some("rule"), text: &label };
            let look = Look { width, color: false };
            let shown = render(title, &[section.clone(), section], &[(Tone::Note, &label)], look);
            let is_obeyed = |c: char| !matches!(c, '\n' | '\t') && (c.is_control() || ('\u{202a}'..='\u{202e}').contains(&c));
            prop_assert!(!shown.contains(is_obeyed), "{shown:?}");
        }
    }
}
