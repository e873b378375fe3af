//! Markdown: they are read or refused.

#![no_main]

use claimtest::import::{Format, Options, extract};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let options = Options {
        format: Some(Format::Markdown),
        ..Options::default()
    };
    drop(extract("a", bytes, &options));
});
