//! DOCX: archives as they come, and archives whose main part is the input.

#![no_main]

use claimtest::import::{Format, Options, extract};
use libfuzzer_sys::fuzz_target;

#[path = "../archive.rs"]
mod archive;

fuzz_target!(|bytes: &[u8]| {
    let options = Options {
        format: Some(Format::Docx),
        ..Options::default()
    };
    drop(extract("a", bytes, &options));
    let packed = archive::of(&[("word/document.xml", bytes), ("docProps/core.xml", bytes)]);
    drop(extract("a", &packed, &options));
});
