//! The module table of ARCHITECTURE.md tells the truth: every module is in it, and arrows point up.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The modules of the table, top down.
fn table() -> Vec<String> {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let rows = text.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| row.split('`').next().unwrap().to_owned())
        .collect()
}

/// The Rust files of one top-level module.
fn files(module: &str) -> Vec<PathBuf> {
    let single = root().join(format!("src/{module}.rs"));
    let mut found: Vec<PathBuf> = single.is_file().then_some(single).into_iter().collect();
    let mut folders = vec![root().join("src").join(module)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                found.push(path);
            }
        }
    }
    found
}

/// The top-level modules that a file names after `crate::`, without its tests and comments.
fn used(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let mut used = Vec::new();
    for line in code
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"))
    {
        for after in line.split("crate::").skip(1) {
            let name: String = after
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            used.push(name);
        }
    }
    used
}

#[test]
fn every_module_is_in_the_table() {
    let table = table();
    for entry in fs::read_dir(root().join("src")).unwrap() {
        let name = entry
            .unwrap()
            .path()
            .file_stem()
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        if name != "lib" && name != "main" {
            assert!(
                table.contains(&name),
                "`{name}` is missing in ARCHITECTURE.md"
            );
        }
    }
    for module in &table {
        assert!(
            !files(module).is_empty(),
            "`{module}` is in ARCHITECTURE.md and not in src"
        );
    }
}

#[test]
fn arrows_point_up_the_table_only() {
    let table = table();
    let rank: BTreeMap<&str, usize> = table
        .iter()
        .enumerate()
        .map(|(at, name)| (name.as_str(), at))
        .collect();
    let mut wrong = Vec::new();
    for module in &table {
        for file in files(module) {
            let text = fs::read_to_string(&file).unwrap();
            for name in used(&text) {
                let below = rank
                    .get(name.as_str())
                    .is_some_and(|&at| at > rank[module.as_str()]);
                let sideways = module == "cli" && name == "harness";
                if below || sideways {
                    wrong.push(format!("{}: `{module}` uses `{name}`", file.display()));
                }
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "arrows that point down:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn nothing_but_the_top_layers_reads_the_clock_or_the_environment() {
    for module in table()
        .iter()
        .filter(|module| !["harness", "cli"].contains(&module.as_str()))
    {
        for file in files(module) {
            // The day is asked for in one place, by the two top layers.
            if file.ends_with("project/today.rs") {
                continue;
            }
            let text = fs::read_to_string(&file).unwrap();
            let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
            for word in ["SystemTime::now", "Instant::now", "env::var", "Zoned::now"] {
                assert!(!text.contains(word), "{} has `{word}`", file.display());
            }
        }
    }
}
