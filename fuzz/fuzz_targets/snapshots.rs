//! Stored snapshots: what was written is read back, and reading anything returns.

#![no_main]

use claimtest::snapshot::{contents, file};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let body = contents(text);
    assert_eq!(contents(&file("claims/topic.toml", &body)), body);
});
