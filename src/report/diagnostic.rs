//! A diagnostic as people read it: what is wrong, the words it is about, and how to mend it.

use super::file::File;
use super::snippet::{self, Look, Mark, Section, Title, Tone};
use crate::diagnostic::{Diagnostic, Label, Severity};

/// Renders `diagnostic` with the lines it points at, without a line feed at the end.
///
/// `files` gives a file by its path relative to the project; one that it does not know is named without
/// its lines.
pub(super) fn render<'a>(
    diagnostic: &Diagnostic,
    files: &dyn Fn(&str) -> Option<&'a File<'a>>,
    look: Look,
) -> String {
    noted(diagnostic, &[], files, look)
}

/// The same, with `notes` between the lines and the help.
pub(super) fn noted<'a>(
    diagnostic: &Diagnostic,
    notes: &[String],
    files: &dyn Fn(&str) -> Option<&'a File<'a>>,
    look: Look,
) -> String {
    let tone = match diagnostic.severity {
        Severity::Error => Tone::Error,
        Severity::Warning => Tone::Warning,
    };
    let title = Title {
        tone,
        rule: Some(diagnostic.rule),
        text: &diagnostic.message,
    };
    let mut sections: Vec<Section<'_>> = Vec::new();
    let mut remarks = Vec::new();
    for (at, label) in diagnostic.labels.iter().enumerate() {
        let file = label.span.and_then(|_| files(&label.file));
        if file.is_none() && !label.message.is_empty() {
            remarks.push(format!("{}: {}", label.file, label.message));
        }
        add(&mut sections, label, file, at == 0);
    }
    remarks.extend_from_slice(notes);
    let remarks = remarks.iter().map(|remark| (Tone::Note, remark.as_str()));
    let help = diagnostic
        .help
        .iter()
        .map(|help| (Tone::Help, help.as_str()));
    let notes: Vec<_> = remarks.chain(help).collect();
    snippet::render(title, &sections, &notes, look)
}

fn add<'a>(
    sections: &mut Vec<Section<'a>>,
    label: &'a Label,
    file: Option<&'a File<'a>>,
    primary: bool,
) {
    let marks = label.span.filter(|_| file.is_some()).map(|span| Mark {
        span,
        label: label.message.clone(),
        primary,
    });
    match sections.last_mut() {
        Some(last) if last.name == label.file && last.file.is_some() == file.is_some() => {
            last.marks.extend(marks);
        }
        _ => sections.push(Section {
            name: &label.file,
            file,
            marks: marks.into_iter().collect(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::span::Span;

    const TEXT: &str = "[release-day]\nclaim = \"It was on {Wednesday}.\"\n\n\nwhi = 1\n";

    fn shown(diagnostic: &Diagnostic) -> String {
        let file = File::new(TEXT);
        let files = |name: &str| (name == "claims/a.toml").then_some(&file);
        render(diagnostic, &files, Look::default())
    }

    #[test]
    fn the_place_comes_first_then_related_places_then_help() {
        let key = TEXT.find("whi").unwrap();
        let diagnostic = Diagnostic::error("unknown-key", "unknown key `whi`")
            .at("claims/a.toml", Span::new(key, key + 3), "")
            .at("claims/a.toml", Span::new(1, 12), "in this claim")
            .help("did you mean `why`?");
        let expected = "\
error[unknown-key]: unknown key `whi`
 --> claims/a.toml:5:1
  |
5 | whi = 1
  | ^^^
  |
 ::: claims/a.toml:1:2
  |
1 | [release-day]
  |  ----------- in this claim
  |
  = help: did you mean `why`?";
        assert_eq!(shown(&diagnostic), expected);
    }

    #[test]
    fn a_file_without_text_or_place_is_named() {
        let whole = Diagnostic::warning("no-manifest", "there is no manifest `seeds/sources.toml`")
            .in_file("seeds/sources.toml");
        let expected = "\
warning[no-manifest]: there is no manifest `seeds/sources.toml`
--> seeds/sources.toml";
        assert_eq!(shown(&whole), expected);
        let unknown = Diagnostic::error("r", "m").at("gone.txt", Span::new(3, 9), "here");
        let expected = "error[r]: m\n--> gone.txt\n = note: gone.txt: here";
        assert_eq!(shown(&unknown), expected);
    }
}
