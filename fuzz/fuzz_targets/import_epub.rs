//! EPUB: archives as they come, and books whose package or chapter is the input.

#![no_main]

use claimtest::import::{Format, Options, extract};
use libfuzzer_sys::fuzz_target;

#[path = "../archive.rs"]
mod archive;

const CONTAINER: &[u8] = b"<container><rootfile full-path='p.opf'/></container>";
const PACKAGE: &[u8] =
    b"<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
    </manifest><spine><itemref idref='a'/></spine></package>";

fuzz_target!(|bytes: &[u8]| {
    let options = Options {
        format: Some(Format::Epub),
        ..Options::default()
    };
    drop(extract("a", bytes, &options));
    for (package, chapter) in [(bytes, &b"<p>x"[..]), (PACKAGE, bytes)] {
        let packed = archive::of(&[
            ("META-INF/container.xml", CONTAINER),
            ("p.opf", package),
            ("a.xhtml", chapter),
        ]);
        drop(extract("a", &packed, &options));
    }
});
