//! Pages for the tests in a browser and reports for readers that are not ours, written where
//! `tests/browser/run` and `tests/readers/run` find them.

use std::path::Path;

use claimtest::report::{Format, Input, Style, render};
use claimtest::source::manifest::Meta;
use claimtest::span::Span;
use claimtest::verdict::Place;

use super::synthetic::{Project, project, source_of};

/// Writes the page of a project below Cargo's folder for temporary files of tests.
fn write(name: &str, project: &Project) -> String {
    let input = Input::new(&project.run, &project.sources, &project.files);
    let page = render(Format::Html, &input, Style::default());
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pages");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    std::fs::write(folder.join(name), &page).expect("the target folder can be written");
    page
}

/// Writes the report of a project in every format, with the files that it points into.
fn write_all(name: &str, project: &Project) {
    let input = Input::new(&project.run, &project.sources, &project.files);
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .join("reports")
        .join(name);
    let put = |path: &Path, text: &str| {
        std::fs::create_dir_all(path.parent().expect("a file is in a folder"))
            .and_then(|()| std::fs::write(path, text))
            .expect("the target folder can be written");
    };
    for &format in Format::ALL {
        let report = render(format, &input, Style::default());
        put(&folder.join(format.name()), &report);
    }
    for source in &project.sources {
        let path = folder.join("files").join(&source.file);
        put(&path, source.text.original());
    }
}

#[test]
fn a_desk_of_five_sources() {
    let desk = project(5, 300);
    let page = write("desk.html", &desk);
    assert!(page.contains("300 claims"));
    write_all("desk", &desk);
}

#[test]
fn an_archive_of_a_thousand_sources() {
    let page = write("archive.html", &project(1_000, 10_000));
    assert!(page.contains("10000 claims"));
}

#[test]
fn hostile_texts_are_only_text() {
    let evil = "</script><script>window.broken = 1</script><img src=x onerror='window.broken = 2'> \
        & &amp; <!-- \u{202e}reversed\u{2066} \u{1b}[31m \u{2028} {brace} “quoted” end.";
    let mut project = project(3, 12);
    let long = format!("A long line. {} {}", "word ".repeat(200_000), evil);
    let meta = Meta {
        title: Some(evil.to_owned()),
        publisher: Some(evil.to_owned()),
        author: Some(evil.to_owned()),
        url: Some("javascript:window.broken=3//https://x".to_owned()),
        ..Meta::default()
    };
    project.sources[0] = source_of("000", evil, meta.clone());
    project.sources[1] = source_of("001", &long, meta);
    for outcome in &mut project.run.outcomes {
        outcome.statement = format!("{evil} {{{evil}}}");
        outcome.tags = vec![evil.to_owned()];
        (outcome.holds, outcome.waived) = (true, Some(evil.to_owned()));
        for answer in &mut outcome.answers {
            let text = if answer.source.as_str() == "000" {
                evil
            } else {
                &long
            };
            let start = text.find("</script>").expect("it is hostile");
            let whole = Span::new(start, text.len());
            if answer.source.as_str() != "002" {
                answer.evidence = vec![Place {
                    span: whole,
                    slots: vec![Span::new(start, start + 9)],
                }];
            }
            for value in &mut answer.values {
                evil.clone_into(&mut value.words);
            }
            answer.steps = vec![evil.to_owned()];
        }
    }
    project.run.outcomes[3].id.name = evil.to_owned();
    let page = write("hostile.html", &project);
    write_all("hostile", &project);
    let scripts = page.matches("</script>").count();
    // The records, three texts, and the page's own.
    assert_eq!(scripts, 5);
    assert!(!page.contains("<img"));
    assert!(!page.contains(['\u{202e}', '\u{1b}']));
    assert!(!page.contains("href=\"javascript:"));
}
