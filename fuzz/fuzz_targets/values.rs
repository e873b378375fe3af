//! Values in prose: whatever the text is, they are read, lie inside it, and agree with themselves.

#![no_main]

use claimtest::value::{Context, compare, read};
use jiff::civil::Date;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, Option<(i16, i8, i8)>)| {
    let (text, written) = input;
    let written = written.and_then(|(year, month, day)| Date::new(year, month, day).ok());
    let context = Context {
        written,
        ..Context::default()
    };
    for value in read(text, &context) {
        assert!(
            text.get(value.span.start..value.span.end).is_some(),
            "{value:?}"
        );
        assert!(compare(&value, &value, &context).supports(), "{value:?}");
    }
});
