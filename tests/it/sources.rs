//! What a project's files may be like: every kind of bad input gets one clear diagnostic, all of
//! them in one run, and what is good is read all the same.

use std::path::Path;

use claimtest::diagnostic::{Diagnostic, Severity};
use claimtest::project::{LoadOptions, Overrides, Project, lock};
use claimtest::source::SourceId;

use crate::folder::Folder;

const WITHOUT_CLAIMS: LoadOptions = LoadOptions {
    topics: None,
    without_claims: true,
    overrides: NOTHING,
};
const NOTHING: Overrides = Overrides {
    max_memory: None,
    config: None,
    at_least: None,
    fail_on: None,
};

fn load(folder: &Folder) -> (Project, Vec<Diagnostic>) {
    Project::load(folder.path(), &WITHOUT_CLAIMS)
}

/// `error: message`, or `warning: message`, of each diagnostic.
fn said(found: &[Diagnostic]) -> Vec<String> {
    found
        .iter()
        .map(|diagnostic| match diagnostic.severity {
            Severity::Error => format!("error: {}", diagnostic.message),
            Severity::Warning => format!("warning: {}", diagnostic.message),
        })
        .collect()
}

fn ids(project: &Project) -> Vec<&str> {
    project
        .sources
        .iter()
        .map(|source| source.id.as_str())
        .collect()
}

#[test]
fn the_projects_own_sources_are_read_and_locked() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let (project, found) = Project::load(root, &WITHOUT_CLAIMS);
    let of_sources: Vec<_> = found
        .iter()
        .filter(|diagnostic| {
            diagnostic
                .labels
                .iter()
                .all(|label| !label.file.starts_with("claims/"))
        })
        .collect();
    assert_eq!(of_sources, Vec::<&Diagnostic>::new());
    assert_eq!(ids(&project), ["000", "001", "002", "003", "004"]);
    for source in &project.sources {
        assert_eq!(source.meta.blake3.as_ref().unwrap().value, source.hash);
        assert!(source.meta.written.is_some() && source.meta.written_basis.is_some());
        let bytes = std::fs::read(root.join(&source.file)).unwrap();
        assert_eq!(source.text.original().as_bytes(), bytes);
    }
    let experts = project.source(&SourceId::new("004")).unwrap();
    let authors: Vec<_> = experts
        .sections()
        .into_iter()
        .map(|(span, author)| {
            (
                &experts.text.original()[span.start..span.start + 16],
                author,
            )
        })
        .collect();
    assert_eq!(
        authors,
        [
            ("China has double", Some("David O. Shullman")),
            ("Putin won’t ev", Some("John Herbst")),
            ("Putin and Xi are", None),
        ]
    );
    assert_eq!(project.settings.names.canonical("Kiev"), Some("Kyiv"));
}

#[test]
fn every_bad_source_gets_one_diagnostic_in_one_run() {
    let folder = Folder::new("bad-sources");
    folder
        .file("seeds/ok_1.txt", "A text.\n")
        .file("seeds/crlf_1.txt", "A text.\r\nMore of it.\r\n")
        .file("seeds/bom_1.txt", "\u{feff}A text.\n")
        .file("seeds/latin_1.txt", b"caf\xE9\n")
        .file("seeds/nul_1.txt", "a\0b")
        .file("seeds/empty_1.txt", "")
        .file("seeds/two_1.txt", "One.")
        .file("seeds/two_2.txt", "Two.")
        .file("seeds/_none.txt", "No id.")
        .file("seeds/all_1.txt", "Reserved.")
        .folder("seeds/folder_1.txt")
        .file(
            "seeds/sources.toml",
            "[ok]\nblake3 = \"0000000000000000000000000000000000000000000000000000000000000000\"\n\
             [crlf]\n[bom]\n[latin]\n[nul]\n[empty]\n[two]\n[gone]\n[gone2]\nauther = 'x'\n",
        );
    let (project, found) = load(&folder);
    assert_eq!(
        said(&found),
        [
            "error: `seeds/ok_1.txt` has changed since it was locked",
            "error: unknown key `auther` in the entry of source `gone2`",
            "error: `seeds/folder_1.txt` is not a file",
            "error: `seeds/_none.txt` gives its source no id: nothing stands before the `_`",
            "error: `seeds/all_1.txt` gives its source no id: `all` means every source",
            "error: 2 files are source `two`: `seeds/two_1.txt`, `seeds/two_2.txt`",
            "warning: `seeds/bom_1.txt` begins with a byte order mark",
            "warning: `seeds/bom_1.txt` has no hash in the manifest",
            "warning: `seeds/crlf_1.txt` has no hash in the manifest",
            "error: `seeds/empty_1.txt` is empty",
            "error: `seeds/latin_1.txt` is not UTF-8: byte 0xE9 at offset 3 (line 1)",
            "error: `seeds/nul_1.txt` is not a text: it has a NUL byte at offset 1",
            "error: source `gone` has no file",
            "error: source `gone2` has no file",
        ]
    );
    assert_eq!(ids(&project), ["bom", "crlf", "ok"]);
    let unread: Vec<_> = project.unread.iter().map(SourceId::as_str).collect();
    assert_eq!(unread, ["empty", "gone", "gone2", "latin", "nul", "two"]);
}

/// Links that lead nowhere cannot be read by anybody, root included: this never passes by accident.
#[cfg(unix)]
#[test]
fn links_are_followed_once_and_never_in_circles() {
    let folder = Folder::new("links");
    folder
        .file("claimtest.toml", "sources = ['texts/**/*.txt']\n")
        .file("texts/a/000_x.txt", "A text.")
        .file("elsewhere/001_y.txt", "Another text.")
        .link("texts/002_self.txt", "002_self.txt")
        .link("texts/003_gone.txt", "nowhere.txt")
        .link("texts/004_alias.txt", "a/000_x.txt")
        .link("texts/a/up", "..")
        .link("texts/b", "a")
        .link("texts/other", "../elsewhere");
    let (project, found) = load(&folder);
    assert_eq!(ids(&project), ["000", "001"]);
    assert_eq!(project.sources[1].file, "texts/other/001_y.txt");
    let said = said(&found);
    let circle = &said[0];
    assert!(
        circle.starts_with("error: cannot read `texts/002_self.txt`: "),
        "{circle}"
    );
    assert!(
        said[1].starts_with("error: cannot read `texts/003_gone.txt`: "),
        "{}",
        said[1]
    );
    assert_eq!(
        said[2..],
        [
            "warning: `texts/a/up` is a link that leads back to a folder above it",
            "warning: `texts/b` is `texts/a` under another name",
            "warning: `texts/004_alias.txt` is `texts/a/000_x.txt` under another name",
            "warning: there is no manifest `seeds/sources.toml`",
        ]
    );
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_looked_into_is_an_error() {
    let folder = Folder::new("circle");
    folder
        .file("claimtest.toml", "manifest = 'sources.toml'\n")
        .link("seeds", "seeds");
    let said = said(&load(&folder).1);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(
        said[0].starts_with("error: cannot read `seeds`: "),
        "{}",
        said[0]
    );
}

#[cfg(unix)]
#[test]
fn a_file_name_that_is_not_utf8_is_an_error() {
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new("names");
    folder.file("seeds/000_a.txt", "A text.");
    let name = std::ffi::OsStr::from_bytes(b"001_\xFF.txt");
    std::fs::write(folder.path().join("seeds").join(name), "Another.").unwrap();
    let said = said(&load(&folder).1);
    assert_eq!(
        said[0],
        "error: the name of `seeds/001_\u{fffd}.txt` is not UTF-8"
    );
}

#[test]
fn a_project_in_which_there_is_nothing_to_check_is_an_error() {
    let folder = Folder::new("nothing");
    let (_, found) = Project::load(folder.path(), &LoadOptions::default());
    assert_eq!(
        said(&found),
        [
            "error: the project has no sources: no file is called `seeds/*.txt`",
            "error: the project has no claims: no file is called `claims/**/*.toml`",
        ]
    );
    folder.file("claimtest.toml", "sources = 'texts/*.txt'\nclaims = []\n");
    let (_, found) = Project::load(folder.path(), &LoadOptions::default());
    assert_eq!(
        said(&found),
        [
            "error: the project has no sources: no file is called `texts/*.txt`",
            "error: the project has no claims: `claims` is an empty list",
        ]
    );
}

#[test]
fn claims_of_all_files_are_read_and_named_once() {
    let folder = Folder::new("claims");
    let claim = |id: &str| format!("[one]\nclaim = \"It is {{it}}.\"\nper.{id} = \"is {{it}}\"\n");
    folder
        .file(
            "claimtest.toml",
            "claims = ['claims/**/*.toml', 'more/*.toml', 'x/*']\n",
        )
        .file("seeds/000_a.txt", "It is it.")
        .file("seeds/001_b.txt", b"\xFF")
        .file(
            "seeds/sources.toml",
            format!("[000]\nblake3 = '{}'\n[001]\n", blake3::hash(b"It is it.")),
        )
        .file("claims/a.toml", claim("000"))
        .file("claims/b/c.toml", claim("001"))
        .file("claims/d.toml", claim("002"))
        .file("claims/survey.toml", claim("000"))
        .file("claims/not-a-claim.md", "")
        .file("more/a.toml", claim("000"));
    let (project, found) = Project::load(folder.path(), &LoadOptions::default());
    let claims: Vec<_> = project
        .claims
        .iter()
        .map(|claim| claim.id.to_string())
        .collect();
    assert_eq!(
        claims,
        ["a::one", "b/c::one", "d::one", "survey::one", "a::one"]
    );
    assert_eq!(
        said(&found),
        [
            "error: `seeds/001_b.txt` is not UTF-8: byte 0xFF at offset 0 (line 1)",
            "error: there is no source `002`",
            "error: `survey` is no name for a claim file",
            "warning: no file is called `x/*`",
            "error: two claims are called `a::one`",
        ]
    );
    assert!(project.text("more/a.toml").is_some() && project.text("seeds/000_a.txt").is_some());

    let only = LoadOptions {
        topics: Some(["b/c".to_owned()].into()),
        ..LoadOptions::default()
    };
    let (project, _) = Project::load(folder.path(), &only);
    assert_eq!(project.claims.len(), 1);
}

#[test]
fn settings_stand_in_one_file_and_their_mistakes_are_shown_together() {
    let folder = Folder::new("settings");
    folder
        .file("seeds/000_a.txt", "A text.")
        .file("seeds/sources.toml", "")
        .file(
            "Cargo.toml",
            "[package.metadata.claimtest]\nat_least = 'case'\n",
        )
        .file("claimtest.toml", "at_leats = 'case'\ndates = 'iso'\n");
    let found = load(&folder).1;
    assert_eq!(
        said(&found)[..3],
        [
            "error: the project has settings in `claimtest.toml` and in `Cargo.toml`",
            "error: `dates` cannot be \"iso\"",
            "error: unknown key `at_leats` in the settings",
        ]
    );
    assert_eq!(found[2].help, ["did you mean `at_least`?"]);
}

#[test]
fn folders_with_brackets_in_their_names_are_folders() {
    let folder = Folder::new("brackets [0-9] {x}");
    folder
        .file("seeds/000_a.txt", "A text.")
        .file("seeds/sources.toml", "[000]\n");
    let (project, _) = load(&folder);
    assert_eq!(ids(&project), ["000"]);
}

#[test]
fn the_root_is_found_from_below() {
    let folder = Folder::new("root");
    folder
        .file("claimtest.toml", "")
        .file("a/Cargo.toml", "[package]\nname = 'x'\n")
        .folder("a/b/c")
        .file("d/Cargo.toml", "[package.metadata.claimtest]\n")
        .folder("d/e");
    for (start, root) in [("", ""), ("a/b/c", ""), ("d/e", "d")] {
        let found = Project::find_root(&folder.path().join(start));
        assert_eq!(
            found,
            Some(folder.path().join(root).components().collect()),
            "{start}"
        );
    }
}

#[test]
fn a_long_line_is_read_like_any_other() {
    let folder = Folder::new("long");
    folder.file("seeds/000_a.txt", "word ".repeat(2_000_000));
    let (project, _) = load(&folder);
    assert_eq!(project.sources[0].text.original().len(), 10_000_000);
}

#[test]
fn locking_writes_hashes_and_nothing_else() {
    let (one, two) = (blake3::hash(b"One."), blake3::hash(b"Two."));
    let wrong = "0".repeat(64);
    for (name, before, after) in [
        (
            "none",
            None,
            format!("[a]\nblake3 = \"{one}\"\n\n[b]\nblake3 = \"{two}\"\n"),
        ),
        (
            "comments",
            Some(format!(
                "# top\n[b] # b\nurl='x'   # u\n\n[a]\nblake3   = \"{wrong}\"  # h\n\n# end\n"
            )),
            format!(
                "# top\n[b] # b\nurl='x'   # u\nblake3 = \"{two}\"\n\n[a]\nblake3   = \"{one}\"  # h\n\n# end\n"
            ),
        ),
        (
            "sections",
            Some("[[a.authors]]\nsection = 'One.'\n".to_owned()),
            format!(
                "[[a.authors]]\nsection = 'One.'\n\n[a]\nblake3 = \"{one}\"\n\n[b]\nblake3 = \"{two}\"\n"
            ),
        ),
        (
            "inline",
            Some(format!(
                "a = {{ title = 'x' }}\nb.blake3 = '{two}'\nb.title = 'y'\n"
            )),
            format!(
                "a = {{ title = 'x', blake3 = \"{one}\" }}\nb.blake3 = '{two}'\nb.title = 'y'\n"
            ),
        ),
        (
            "crlf",
            Some(format!(
                "[a]\r\ntitle = 'x'\r\n[b]\r\nblake3 = \"{wrong}\"\r\n"
            )),
            format!("[a]\r\ntitle = 'x'\r\nblake3 = \"{one}\"\r\n[b]\r\nblake3 = \"{two}\"\r\n"),
        ),
        (
            "gone",
            Some(format!("[gone]\nblake3 = \"{wrong}\"\n[a]\n[b]\n")),
            format!(
                "[gone]\nblake3 = \"{wrong}\"\n[a]\nblake3 = \"{one}\"\n[b]\nblake3 = \"{two}\"\n"
            ),
        ),
    ] {
        let folder = Folder::new(&format!("lock-{name}"));
        folder
            .file("seeds/a_1.txt", "One.")
            .file("seeds/b_1.txt", "Two.");
        if let Some(before) = before {
            folder.file("seeds/sources.toml", before);
        }
        let (locked, _) = lock(folder.path(), &NOTHING);
        assert!(locked.is_some(), "{name}");
        assert_eq!(folder.read("seeds/sources.toml"), after, "{name}");
        let again = lock(folder.path(), &NOTHING).0.unwrap();
        assert_eq!(
            (again.added.len(), again.updated.len(), again.kept.len()),
            (0, 0, 2),
            "{name}"
        );
        assert_eq!(folder.read("seeds/sources.toml"), after, "{name}");
    }
}

#[test]
fn locking_says_what_changed_and_writes_nothing_when_the_manifest_is_broken() {
    let folder = Folder::new("lock-changes");
    let two = blake3::hash(b"Two.");
    let manifest = format!(
        "[a]\nblake3 = \"{}\"\n[b]\nblake3 = \"{two}\"\n",
        "0".repeat(64)
    );
    folder
        .file("seeds/a_1.txt", "One.")
        .file("seeds/b_1.txt", "Two.")
        .file("seeds/c_1.txt", "Three.")
        .file("seeds/d_1.txt", b"\xFF")
        .file("seeds/sources.toml", manifest);
    let (locked, found) = lock(folder.path(), &NOTHING);
    let locked = locked.unwrap();
    assert_eq!(locked.updated, [SourceId::new("a")]);
    assert_eq!(locked.kept, [SourceId::new("b")]);
    assert_eq!(locked.added, [SourceId::new("c")]);
    assert_eq!(
        said(&found),
        ["error: `seeds/d_1.txt` is not UTF-8: byte 0xFF at offset 0 (line 1)"]
    );

    folder.file("seeds/sources.toml", "[a\n");
    let (locked, found) = lock(folder.path(), &NOTHING);
    assert_eq!((locked, found.is_empty()), (None, false));
    assert_eq!(folder.read("seeds/sources.toml"), "[a\n");
}
