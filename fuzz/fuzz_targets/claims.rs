//! Claim files: mistakes are diagnostics, and every diagnostic points into the file.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let (claims, found) = claimtest::claim::read("topic", "topic.toml", text);
    let labels = found.iter().flat_map(|diagnostic| &diagnostic.labels);
    let spans = labels.filter_map(|label| label.span);
    for span in spans.chain(claims.iter().map(|claim| claim.span)) {
        assert!(text.get(span.start..span.end).is_some(), "{span:?}");
    }
});
