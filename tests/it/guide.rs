//! The examples of README.md and of the guide are real: each page is carried out in a folder of its
//! own.
//!
//! - A block of TOML whose first line is `# claims/library.toml`, and a block whose opening fence names a
//!   file (```` ```text seeds/a.txt ````), are written to that file; TOML is added to what earlier blocks
//!   wrote there.
//! - In a block of the language `console`, the commands of [`RUN`] are run, and what they say must be
//!   what the page says. A `…` in what the page says stands for any words, on a line of its own for
//!   any lines. Other commands are only shown.
//! - A line `<!-- $ command -->` is run and not shown.
//!
//! README.md begins in a copy of this repository's project, and quotes claims from it.
//! `UPDATE_GUIDE=1 cargo test --test it guide` writes what the commands say into the pages.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::folder::Folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// The first words of the commands that are run.
const RUN: [&str; 5] = [
    "claimtest ",
    "cargo run --release -- ",
    "cat ",
    "diff ",
    "mkdir ",
];

#[test]
fn every_page_says_what_happens() {
    let mut pages = vec![Path::new(ROOT).join("README.md")];
    let docs = fs::read_dir(Path::new(ROOT).join("docs")).unwrap();
    pages.extend(docs.map(|entry| entry.unwrap().path()));
    let mut wrong = Vec::new();
    let mut n_commands = 0;
    for path in pages {
        let page = fs::read_to_string(&path).unwrap();
        let name = path.strip_prefix(ROOT).unwrap().display().to_string();
        let mut reader = Reader::new(&name);
        let carried_out = reader.carry_out(&page);
        n_commands += reader.n_commands;
        if carried_out == page {
            continue;
        }
        if std::env::var_os("UPDATE_GUIDE").is_some() {
            fs::write(&path, carried_out).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(page.as_str(), carried_out.as_str());
            let diff = diff.unified_diff().context_radius(2).to_string();
            wrong.push(format!("{name}\n{diff}"));
        }
    }
    assert!(n_commands > 10, "the examples were not found");
    assert!(
        wrong.is_empty(),
        "the pages say something else; `UPDATE_GUIDE=1 cargo test --test it guide` rewrites them\n{}",
        wrong.join("\n")
    );
}

/// Somebody who does what a page says.
struct Reader {
    folder: Folder,
    /// Where the next command is run.
    place: PathBuf,
    is_in_project: bool,
    n_commands: usize,
}

impl Reader {
    fn new(page: &str) -> Self {
        let folder = Folder::new(&format!("guide-{}", page.replace(['/', '.'], "-")));
        let is_in_project = page == "README.md";
        if is_in_project {
            for part in ["Cargo.toml", "claims", "seeds", "snapshots"] {
                copy(&Path::new(ROOT).join(part), &folder.path().join(part));
            }
        }
        for document in ["article.html", "minutes.pdf"] {
            let original = Path::new(ROOT).join("tests/fixtures/import").join(document);
            folder.file(document, fs::read(original).unwrap());
        }
        Self {
            place: folder.path().to_owned(),
            folder,
            is_in_project,
            n_commands: 0,
        }
    }

    /// The page as it would be if it said what its commands say.
    fn carry_out(&mut self, page: &str) -> String {
        let mut after = String::new();
        let mut lines = page.lines();
        while let Some(line) = lines.next() {
            after.extend([line, "\n"]);
            let hidden = line.strip_prefix("<!-- $ ");
            if let Some(command) = hidden.and_then(|rest| rest.strip_suffix(" -->")) {
                self.said(command);
            }
            let Some(fence) = line.strip_prefix("```") else {
                continue;
            };
            let mut block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            let (language, file) = fence.split_once(' ').unwrap_or((fence, ""));
            let carried_out = if language == "console" {
                self.run(&block)
            } else {
                self.write(language, file, &block);
                block.push("");
                block.join("\n")
            };
            after.extend([carried_out.as_str(), "```\n"]);
        }
        after
    }

    fn write(&self, language: &str, file: &str, block: &[&str]) {
        let named = block.first().and_then(|line| line.strip_prefix("# "));
        let named = named.filter(|name| !name.contains(' ') && is_toml(name));
        match (language, named) {
            ("toml", Some(file)) if self.is_in_project => {
                if !file.starts_with("claims/") {
                    return;
                }
                let text = self.folder.read(file);
                let quoted = block[1..].join("\n");
                assert!(text.contains(quoted.trim()), "{file} says otherwise");
            }
            ("toml", Some(file)) => {
                let path = self.folder.path().join(file);
                let before = fs::read_to_string(path).unwrap_or_default();
                let content = block.join("\n");
                self.folder.file(file, format!("{before}{content}\n\n"));
            }
            _ if !file.is_empty() => {
                self.folder.file(file, block.join("\n") + "\n");
            }
            _ => {}
        }
    }

    /// Runs the commands of a block; what it should say.
    fn run(&mut self, block: &[&str]) -> String {
        let is_command = |at: &usize| block[*at].starts_with("$ ");
        let starts: Vec<usize> = (0..block.len()).filter(is_command).collect();
        let ends = starts.iter().skip(1).copied().chain([block.len()]);
        let mut after = String::new();
        for (start, end) in starts.iter().zip(ends) {
            let (command, shown) = (&block[*start][2..], &block[start + 1..end]);
            after.extend(["$ ", command, "\n"]);
            let as_shown = shown.join("\n") + if shown.is_empty() { "" } else { "\n" };
            if RUN.iter().any(|first| command.starts_with(first)) {
                self.n_commands += 1;
                let said = self.said(command);
                let lines: Vec<&str> = said.lines().collect();
                let is_so = are_alike(shown, &lines);
                after.push_str(if is_so { &as_shown } else { &said });
            } else {
                after.push_str(&as_shown);
            }
        }
        after
    }

    /// What `command` says, on either stream. Where it changes the folder, the next one runs there.
    fn said(&mut self, command: &str) -> String {
        let program = Path::new(env!("CARGO_BIN_EXE_claimtest"));
        let paths = [
            program.parent().unwrap().display().to_string(),
            std::env::var("PATH").unwrap(),
        ];
        let place = self.folder.path().join(".place");
        let command = command.replace("cargo run --release -- ", "claimtest ");
        let script = format!("{{ {command}\n}} 2>&1; pwd > {}", place.display());
        let output = Command::new("sh")
            .args(["-c", &script])
            .current_dir(&self.place)
            .env("PATH", paths.join(":"))
            .env_remove("CI")
            .output()
            .unwrap();
        self.place = fs::read_to_string(&place).unwrap().trim_end().into();
        fs::remove_file(place).unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let lines = said.lines().map(str::trim_end);
        lines.flat_map(|line| [line, "\n"]).collect()
    }
}

/// Whether the page's lines say what was said.
fn are_alike(shown: &[&str], said: &[&str]) -> bool {
    match (shown, said) {
        ([], _) => said.is_empty(),
        (["…", rest @ ..], _) => (0..=said.len()).any(|n| are_alike(rest, &said[n..])),
        ([line, shown @ ..], [first, said @ ..]) => is_like(line, first) && are_alike(shown, said),
        (_, []) => false,
    }
}

/// Whether `line` is `pattern`, in which `…` stands for any words.
fn is_like(pattern: &str, line: &str) -> bool {
    match pattern.split_once('…') {
        _ if pattern == line => true,
        None => false,
        Some((before, pattern)) => line.strip_prefix(before).is_some_and(|line| {
            let mut rests = line.char_indices().map(|(at, _)| &line[at..]).chain([""]);
            rests.any(|rest| is_like(pattern, rest))
        }),
    }
}

fn is_toml(name: &str) -> bool {
    Path::new(name).extension() == Some("toml".as_ref())
}

/// Copies a file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) {
    if !from.is_dir() {
        fs::copy(from, to).unwrap();
        return;
    }
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        copy(&entry.path(), &to.join(entry.file_name()));
    }
}

#[test]
fn an_ellipsis_stands_for_anything() {
    for (shown, said, expected) in [
        (&["a … c"][..], &["a b c"][..], true),
        (&["a … c"], &["a b d"], false),
        (&["…"], &["a", "b"], true),
        (&["…"], &[], true),
        (&["a", "…", "d"], &["a", "b", "c", "d"], true),
        (&["a", "…", "d"], &["a", "b"], false),
        (&["a"], &["a", "b"], false),
        (&[], &["a"], false),
    ] {
        assert_eq!(are_alike(shown, said), expected, "{shown:?} {said:?}");
    }
}
