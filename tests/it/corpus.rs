//! The project's own claims and sources, and copies of them to change.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use claimtest::project::{LoadOptions, Project};

use crate::folder::Folder;

/// The project itself, read once.
pub(crate) fn project() -> &'static Project {
    static PROJECT: OnceLock<Project> = OnceLock::new();
    PROJECT.get_or_init(|| {
        let (project, found) = Project::load(
            Path::new(env!("CARGO_MANIFEST_DIR")),
            &LoadOptions::default(),
        );
        assert!(found.is_empty(), "{found:?}");
        project
    })
}

/// A copy of the project: settings, claims, sources, snapshots.
pub(crate) fn copy(name: &str) -> Folder {
    let folder = Folder::new(name);
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for part in ["claims", "seeds", "snapshots"] {
        copy_all(&root.join(part), &folder.path().join(part));
    }
    // The settings, without the package that they stand in.
    let cargo = fs::read_to_string(root.join("Cargo.toml")).unwrap();
    let settings: Vec<&str> = cargo
        .split_inclusive("\n[")
        .filter(|table| table.starts_with("package.metadata.claimtest"))
        .map(|table| table.trim_end_matches('['))
        .collect();
    folder.file("Cargo.toml", format!("[{}", settings.join("[")));
    folder
}

fn copy_all(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy_all(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// Every file below `folder` with its bytes, by relative path.
pub(crate) fn tree(folder: &Path) -> std::collections::BTreeMap<PathBuf, Vec<u8>> {
    let mut tree = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let bytes = fs::read(&path).unwrap();
                tree.insert(path.strip_prefix(folder).unwrap().to_owned(), bytes);
            }
        }
    }
    tree
}
