//! The reference of the guide is made from the program: from its table of keys, from the documentation of
//! its checks, rungs, settings and manifest. `UPDATE_GUIDE=1 cargo test --test it reference` writes it.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use claimtest::claim::{Key, Place};

const PAGE: &str = "docs/reference.md";

const HEAD: &str = "\
# Reference

<!-- Made from the program by `UPDATE_GUIDE=1 cargo test --test it reference`; a test keeps it so. -->

Everything that can be written in a claim file, in the settings and in the manifest.
";

/// The places of keys, with their headings.
const PLACES: [(Place, &str); 6] = [
    (Place::Claim, "A claim"),
    (Place::Passage, "A passage"),
    (Place::Count, "A term that is counted"),
    (Place::Absent, "Terms that are absent"),
    (Place::Together, "Terms that are together"),
    (Place::Waive, "A waiver"),
];

/// The files of `src/check` that document a key, in the order of the keys.
const CHECKS: [&str; 8] = [
    "passage",
    "speaker",
    "count",
    "absent",
    "order",
    "together",
    "silent",
    "unrelated",
];

/// What documentation says besides, which is for readers of the code.
const NO_KEYS: [&str; 2] = ["file", "place"];

#[test]
fn the_reference_says_what_the_program_says() {
    let made = reference();
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(PAGE);
    if std::env::var_os("UPDATE_GUIDE").is_some() {
        fs::write(path, made).unwrap();
        return;
    }
    let page = fs::read_to_string(path).unwrap();
    let diff = similar::TextDiff::from_lines(page.as_str(), made.as_str());
    let diff = diff.unified_diff().context_radius(1).to_string();
    assert!(
        page == made,
        "{PAGE} is stale; `UPDATE_GUIDE=1 cargo test --test it reference` rewrites it\n{diff}"
    );
}

fn reference() -> String {
    let mut page = HEAD.to_owned();
    page.push_str("\n## Keys of a claim file\n");
    for (place, heading) in PLACES {
        let _ = write!(
            page,
            "\n### {heading}: `{}`\n\n| key | takes | says |\n|---|---|---|\n",
            place.form()
        );
        place.keys().for_each(|key| page.push_str(&row(key)));
    }
    page.push_str("\n## Checks\n\nAll checks on a claim must hold.\n");
    for check in CHECKS {
        page.push_str(&documentation(check));
    }
    page.push_str(
        "\n## The ladder\n\nA passage is reported on the strictest rung on which it is found. `at_least` names the loosest that may pass.\n\n",
    );
    for (name, says) in items("src/passage/mod.rs", "pub enum Rung {") {
        let _ = writeln!(page, "- `{}`: {says}", name.to_lowercase());
    }
    page.push_str("\n## Settings\n\nIn `claimtest.toml`, or in `[package.metadata.claimtest]` of `Cargo.toml`; see [Settings](settings.md).\n\n");
    page.push_str(&table(
        "",
        "src/project/settings/mod.rs",
        "pub struct Settings {",
    ));
    page.push_str(&table(
        "probe.",
        "src/project/settings/mod.rs",
        "pub struct Probe {",
    ));
    page.push_str("\n## The manifest\n\nIn `seeds/sources.toml`, a table for each source, named by its id. Everything is optional.\n\n");
    page.push_str(&table("", "src/source/manifest.rs", "pub struct Meta {"));
    page
}

fn row(key: &Key) -> String {
    let required = if key.required { " (required)" } else { "" };
    let example = key.example.replace('|', "\\|");
    format!(
        "| `{}`{required} | {} | {} `{example}` |\n",
        key.name,
        key.shape.takes(),
        key.says
    )
}

/// The documentation of a check, its headings below those of this page.
fn documentation(check: &str) -> String {
    let text = source(&format!("src/check/{check}.rs"));
    let lines = text.lines().map_while(|line| line.strip_prefix("//!"));
    let mut lines = lines.map(|line| line.strip_prefix(' ').unwrap_or(line));
    let title = lines.next().unwrap();
    let (keys, says) = title.split_once(": ").unwrap();
    let mut page = format!(
        "\n### {keys}\n\n{}{}\n",
        says[..1].to_uppercase(),
        &says[1..]
    );
    for line in lines {
        let line = match line.strip_prefix("# ") {
            Some(heading) => format!("**{heading}.**\n"),
            None => line.to_owned(),
        };
        let line = if line.starts_with("**Example") {
            line
        } else {
            line.trim_end().to_owned()
        };
        let _ = writeln!(page, "{line}");
    }
    page
}

/// The fields of a structure as a list of keys.
fn table(prefix: &str, file: &str, head: &str) -> String {
    let mut list = String::new();
    for (name, says) in items(file, head) {
        if !NO_KEYS.contains(&name.as_str()) {
            let _ = writeln!(list, "- `{prefix}{name}`: {says}");
        }
    }
    list
}

/// The fields or variants of the item that begins with `head`, with the first paragraph said of each.
fn items(file: &str, head: &str) -> Vec<(String, String)> {
    let text = source(file);
    let (_, body) = text.split_once(head).unwrap();
    let mut items = Vec::new();
    let (mut says, mut is_first) = (Vec::new(), true);
    for line in body.lines().take_while(|line| *line != "}").map(str::trim) {
        if let Some(words) = line.strip_prefix("///") {
            is_first &= !words.is_empty();
            says.extend(Some(words.trim()).filter(|_| is_first));
        } else if let Some(name) = line
            .split([':', ','])
            .next()
            .filter(|name| !name.is_empty())
        {
            let name = name.trim_start_matches("pub ").to_owned();
            items.push((name, says.join(" ")));
            (says, is_first) = (Vec::new(), true);
        }
    }
    items
}

fn source(file: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(file)).unwrap()
}
