//! The manifest: mistakes are diagnostics, and every diagnostic points into the file.

#![no_main]

use claimtest::source::manifest::Manifest;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (_, found) = Manifest::read("sources.toml", text);
    let labels = found.iter().flat_map(|diagnostic| &diagnostic.labels);
    for span in labels.filter_map(|label| label.span) {
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
    }
});
