//! Settings, through a project that consists of nothing else.

#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;

use claimtest::project::{LoadOptions, Project};
use libfuzzer_sys::fuzz_target;

static ROOT: LazyLock<PathBuf> = LazyLock::new(|| {
    let root = std::env::temp_dir().join(format!("claimtest-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&root).expect("a temporary folder can be made");
    root
});

fuzz_target!(|text: &str| {
    std::fs::write(ROOT.join("claimtest.toml"), text).expect("the settings can be written");
    let (_, found) = Project::load(&ROOT, &LoadOptions::default());
    let labels = found.iter().flat_map(|diagnostic| &diagnostic.labels);
    for label in labels.filter(|label| label.file == "claimtest.toml") {
        if let Some(span) = label.span {
            assert!(text.get(span.start..span.end).is_some(), "{span:?}");
        }
    }
});
