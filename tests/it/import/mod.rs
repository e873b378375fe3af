//! Import: documents of every format become texts, and projects take them in.

use claimtest::import::{self, Change, Extracted, ImportError, Options};

use crate::folder::Folder;
use crate::golden;

mod garbage;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/import");

fn document(name: &str) -> Vec<u8> {
    std::fs::read(format!("{FOLDER}/{name}")).expect("the fixture is there")
}

fn extract(name: &str, options: &Options) -> Result<Extracted, ImportError> {
    import::extract(name, &document(name), options)
}

/// What a document yields, as a person would want to look at it.
fn told(name: &str, options: &Options) -> String {
    let document = extract(name, options).unwrap_or_else(|error| panic!("{name}: {error}"));
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "–".to_owned());
    let published = document.published.map(|dated| {
        let certainty = if dated.is_stated {
            "stated"
        } else {
            "not stated"
        };
        format!("{} ({}; {certainty})", dated.day, dated.basis)
    });
    format!(
        "format     {}\nextractor  {}\ntitle      {}\nauthors    {}\npublisher  {}\npublished  {}\nurl        {}\npages      {}\n\n{}",
        document.format,
        document
            .extractor
            .replace(env!("CARGO_PKG_VERSION"), "VERSION"),
        or_none(document.title),
        document.authors.join("; "),
        or_none(document.publisher),
        or_none(published),
        or_none(document.url),
        document.pages.map_or(0, |pages| pages.len()),
        document.text.replace('\u{c}', "␌"),
    )
}

#[test]
fn every_format_becomes_a_text() {
    for name in [
        "article.html",
        "book.epub",
        "columns.pdf",
        "minutes.pdf",
        "notes.md",
        "report.docx",
    ] {
        golden::assert("import", name, &told(name, &Options::default()));
    }
    let german = Options {
        encoding: Some("windows-1252".to_owned()),
        ..Options::default()
    };
    golden::assert(
        "import",
        "windows-1252.txt",
        &told("windows-1252.txt", &german),
    );
}

#[test]
fn extractors_are_named_with_the_version_that_is_used() {
    let lock = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.lock")).unwrap();
    for name in ["article.html", "minutes.pdf", "notes.md"] {
        let extractor = extract(name, &Options::default()).unwrap().extractor;
        let (name, version) = extractor.split_once(' ').unwrap();
        let entry = format!("name = \"{name}\"\nversion = \"{version}.");
        assert!(
            lock.contains(&entry),
            "{extractor} is not the version in Cargo.lock"
        );
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    for (name, expected) in [
        (
            "password.pdf",
            "it is encrypted and asks for a password; save a copy of it without one",
        ),
        (
            "scanned.pdf",
            "none of its 2 pages has text: the pages seem to be scanned pictures; run a program that recognizes text (OCR) on it first",
        ),
        (
            "protected.epub",
            "it is protected (DRM): its text is encrypted for one seller's reading programs",
        ),
        (
            "windows-1252.txt",
            "it is not UTF-8 (byte 30) and declares no encoding; name the encoding it is in, such as `windows-1252`",
        ),
    ] {
        assert_eq!(
            extract(name, &Options::default()).unwrap_err().to_string(),
            expected,
            "{name}"
        );
    }
    for (name, bytes, expected) in [
        ("a.txt", &b" \n\n"[..], "this text has no text"),
        ("a.html", b"<script>x</script>", "this web page has no text"),
        (
            "a.pdf",
            b"%PDF-1.4\n%%EOF",
            "this PDF is damaged: it has no pages that can be found",
        ),
        (
            "a.bin",
            b"a\0b",
            "it is no text (it has NUL bytes), which is not read; if it is one, name its encoding, such as `utf-16le`",
        ),
    ] {
        let error = import::extract(name, bytes, &Options::default()).unwrap_err();
        assert_eq!(error.to_string(), expected, "{name}");
    }
}

#[test]
fn a_pdf_that_only_forbids_printing_is_read() {
    let one = extract("owner-password.pdf", &Options::default()).unwrap();
    let other = extract("minutes.pdf", &Options::default()).unwrap();
    assert_eq!(one.text, other.text);
}

#[test]
fn pages_are_where_their_words_are() {
    let minutes = extract("minutes.pdf", &Options::default()).unwrap();
    let pages = minutes.pages.unwrap();
    assert!(pages.len() > 1);
    for (page, n) in pages.iter().zip(1..) {
        assert_eq!(page.page, n);
        assert!(n == 1 || minutes.text[..page.start].ends_with(import::pdf::PAGE_BREAK));
    }
}

#[test]
fn a_document_enters_the_project_with_its_provenance() {
    let project = Folder::new("import-plan");
    project.file("seeds/003_old.txt", "old\n").file(
        "seeds/sources.toml",
        "# Ours.\n[003]\ntitle = \"Old\" # kept\n",
    );
    let document = extract("article.html", &Options::default()).unwrap();
    let plan = import::plan(project.path(), "seeds/sources.toml", &document, None).unwrap();
    assert_eq!((plan.id.as_str(), &plan.change), ("004", &Change::New));
    assert_eq!(plan.text.before, None);
    import::apply(project.path(), &plan, false).unwrap();
    assert_eq!(project.read(&plan.text.file), document.text);
    golden::assert("import", "manifest", &project.read("seeds/sources.toml"));
    let (manifest, found) =
        claimtest::source::manifest::Manifest::read("m", &project.read("seeds/sources.toml"));
    assert_eq!(found, []);
    assert_eq!(manifest.entries.len(), 2);
}

#[test]
fn importing_again_shows_what_differs_and_overwrites_nothing() {
    let project = Folder::new("import-again");
    let document = extract("report.docx", &Options::default()).unwrap();
    let plan = |id| import::plan(project.path(), "seeds/sources.toml", &document, id).unwrap();
    import::apply(project.path(), &plan(Some("docx")), false).unwrap();
    let again = plan(None);
    assert_eq!((again.id.as_str(), &again.change), ("docx", &Change::Same));
    assert_eq!(again.manifest.before.as_ref(), Some(&again.manifest.after));

    project.file(
        &again.text.file,
        document.text.replace("Tuesday", "Wednesday"),
    );
    let other = plan(Some("docx"));
    let Change::Different(hunks) = &other.change else {
        panic!("{:?}", other.change)
    };
    assert_eq!(hunks.len(), 1);
    let refused = import::apply(project.path(), &other, false).unwrap_err();
    assert_eq!(
        refused.to_string(),
        format!(
            "source `docx` has another text already, in `{}`",
            other.text.file
        )
    );
    assert!(project.read(&other.text.file).contains("Wednesday"));
    import::apply(project.path(), &other, true).unwrap();
    assert!(project.read(&other.text.file).contains("Tuesday"));

    let stale = import::apply(project.path(), &other, true).unwrap_err();
    assert!(matches!(stale, ImportError::Moved { .. }));
}

#[test]
fn an_entry_that_a_person_wrote_is_kept() {
    let project = Folder::new("import-entry");
    project.file(
        "seeds/sources.toml",
        "[a]\ntitle = \"Mine\"\nwritten = 2001-01-01 # sure\nwritten_basis = \"me\"\n",
    );
    let document = extract("notes.md", &Options::default()).unwrap();
    let plan = import::plan(project.path(), "seeds/sources.toml", &document, Some("a")).unwrap();
    let after = &plan.manifest.after;
    assert!(
        after.starts_with(
            "[a]\ntitle = \"Mine\"\nwritten = 2001-01-01 # sure\nwritten_basis = \"me\"\n"
        ),
        "{after}"
    );
    assert!(after.contains("blake3 = "), "{after}");
}
