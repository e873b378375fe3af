//! The guide's examples are real: every page of `docs/` is carried out in a folder of its own.
//!
//! - A block of TOML whose first line is `# claims/library.toml`, and a block of text whose opening
//!   fence names a file (```` ```text seeds/a.txt ````), are written to that file; TOML is added to what
//!   earlier blocks wrote there.
//! - In a block of the language `console`, `claimtest …` and `cat …` are run, and what they say must be
//!   what the page says, unless it says `…`; other commands are only shown.
//!
//! `UPDATE_GUIDE=1 cargo test --test it guide` writes what the commands say into the pages.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::folder::Folder;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn every_page_says_what_happens() {
    let mut wrong = Vec::new();
    let mut n_commands = 0;
    for entry in fs::read_dir(Path::new(ROOT).join("docs")).unwrap() {
        let path = entry.unwrap().path();
        let page = fs::read_to_string(&path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let carried_out = carry_out(&name, &page, &mut n_commands);
        if carried_out == page {
            continue;
        }
        if std::env::var_os("UPDATE_GUIDE").is_some() {
            fs::write(&path, carried_out).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(page.as_str(), carried_out.as_str());
            let diff = diff.unified_diff().context_radius(2).to_string();
            wrong.push(format!("docs/{name}.md\n{diff}"));
        }
    }
    assert!(n_commands > 10, "the guide's examples were not found");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The page as it would be if it said what its commands say.
fn carry_out(name: &str, page: &str, n_commands: &mut usize) -> String {
    let folder = Folder::new(&format!("guide-{name}"));
    for document in ["article.html", "minutes.pdf"] {
        let bytes = fs::read(Path::new(ROOT).join("tests/fixtures/import").join(document)).unwrap();
        folder.file(document, bytes);
    }
    let mut after = String::new();
    let mut lines = page.lines().peekable();
    while let Some(line) = lines.next() {
        after.push_str(line);
        after.push('\n');
        let Some(fence) = line.strip_prefix("```") else {
            continue;
        };
        let mut block = Vec::new();
        while let Some(line) = lines.next_if(|line| *line != "```") {
            block.push(line);
        }
        let (language, file) = fence.split_once(' ').unwrap_or((fence, ""));
        match language {
            "console" => block_of_commands(&block, &folder, &mut after, n_commands),
            _ => {
                write_file(language, file, &block, &folder);
                block.iter().for_each(|line| after.extend([*line, "\n"]));
            }
        }
        if let Some(end) = lines.next() {
            after.extend([end, "\n"]);
        }
    }
    after
}

fn write_file(language: &str, file: &str, block: &[&str], folder: &Folder) {
    let content = format!("{}\n", block.join("\n"));
    let named = block.first().and_then(|line| line.strip_prefix("# "));
    let named = named.filter(|name| name.ends_with(".toml") && !name.contains(' '));
    match (language, named) {
        ("toml", Some(file)) => {
            let before = fs::read_to_string(folder.path().join(file)).unwrap_or_default();
            folder.file(file, format!("{before}{content}\n"));
        }
        _ if !file.is_empty() => drop(folder.file(file, content)),
        _ => {}
    }
}

/// Runs the commands of a block. A command below which there is nothing but `…` may say anything.
fn block_of_commands(block: &[&str], folder: &Folder, after: &mut String, n_commands: &mut usize) {
    let starts: Vec<usize> = (0..block.len())
        .filter(|&at| block[at].starts_with("$ "))
        .chain([block.len()])
        .collect();
    for pair in starts.windows(2) {
        let (command, shown) = (&block[pair[0]][2..], &block[pair[0] + 1..pair[1]]);
        after.extend(["$ ", command, "\n"]);
        let is_run = ["claimtest ", "cat "]
            .iter()
            .any(|start| command.starts_with(start));
        let said = if is_run {
            said(command, folder)
        } else {
            String::new()
        };
        *n_commands += usize::from(is_run);
        if !is_run || shown == ["…"] {
            shown.iter().for_each(|line| after.extend([*line, "\n"]));
        } else {
            after.push_str(&said);
        }
    }
}

/// What `command` says, on either stream, in `folder`.
fn said(command: &str, folder: &Folder) -> String {
    let program = Path::new(env!("CARGO_BIN_EXE_claimtest"));
    let paths = format!(
        "{}:{}",
        program.parent().unwrap().display(),
        std::env::var("PATH").unwrap()
    );
    let output = Command::new("sh")
        .args(["-c", &format!("{command} 2>&1")])
        .current_dir(folder.path())
        .env("PATH", paths)
        .env_remove("CI")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    said.lines()
        .map(|line| format!("{}\n", line.trim_end()))
        .collect()
}
