//! Passages that a claim quotes: whatever they are, looking them up returns places inside the text.

#![no_main]

use claimtest::index::Index;
use claimtest::passage::{Query, count, find, nearest, warnings};
use claimtest::source::Text;
use claimtest::span::Span;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, &str)| {
    let (passage, text) = input;
    let text = Text::new(text.to_owned());
    let index = Index::new([&text]);
    let inside = |span: Span| {
        assert!(
            text.original().get(span.start..span.end).is_some(),
            "{span:?}"
        );
    };
    let query = Query::new(passage);
    let found = find(&query, &index, 0);
    for occurrence in &found {
        inside(occurrence.span);
        occurrence.pieces.iter().copied().for_each(inside);
    }
    if let Some(nearest) = nearest(&query, &index, 0) {
        inside(nearest.span);
    }
    count(passage, &index, 0).into_iter().for_each(inside);
    drop(warnings(&text, &found, 4));
});
